"""Who supports whom: the page of all of it, asking, answering, the agreement of two, ending it."""

from contextlib import suppress
from uuid import UUID

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.errors import Missing
from planfolio.web.answers import page, revision, saved, sent, site
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import agreements, supervising
from ..access import get_mentorship, get_own_mentorship
from ..directory import find_offer, listed_people
from ..forms import AgreementForm, AskForm, NoteForm, OfferForm
from ..models import Offer
from ..pages import mentoring_page, mentorship_page, seen
from ..talks import keep_note
from ..vocabulary import State

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@require_safe
def mentoring(request):
    return page(request, "mentoring/mentoring.jinja", {"page": mentoring_page(request.user)})


@signed_in
@require_safe
def people(request):
    return page(request, "mentoring/people.jinja", {"people": listed_people(request.user)})


@signed_in
@never_cache
@PAGE
def ask(request):
    """Ask somebody by a link, or one of those who offer help; the link is shown this once."""
    offered = _offered(request)
    form = AskForm(sent(request), known=bool(offered))
    found = []
    if saved(form, lambda: found.append(_ask(request, form, offered))):
        asked, secret = found[0]
        if offered or secret is None:
            notice(request, _("Your question is on its way to %(name)s.") % {"name": asked})
            return redirect("mentoring")
        address = site(request) + reverse("asked", args=[secret])
        return page(request, "mentoring/address.jinja", {"address": address, "asked": asked})
    return page(request, "mentoring/ask.jinja", {"form": form, "offered": offered})


def _offered(request) -> Offer | None:
    """The offer of whom the address or the form names; None where it names nobody."""
    named = request.POST.get("person") or request.GET.get("person")
    if not named:
        return None
    try:
        key = UUID(named)
    except ValueError as error:
        raise Missing(_("This person does not offer help any more.")) from error
    return find_offer(request.user, key)


def _ask(request, form, offered: Offer | None):
    values = dict(form.cleaned_data)
    key = values.pop("id")
    if offered:
        values |= {"supporter": offered.owner, "name": str(offered.owner)}
    return agreements.ask(by=request.user, site=site(request), key=key, **values)


@never_cache
@PAGE
def asked(request, secret):
    """The question that somebody was sent; looking at it changes nothing. It is answered by who is signed in."""
    if request.method != "POST" and not request.user.is_authenticated:
        with suppress(Missing):
            context = {"asked": agreements.find_asked(secret), "may_sign_up": settings.SIGNUP == "open"}
            return page(request, "mentoring/asked_first.jinja", context)
    return _asked(request, secret)


@signed_in
def _asked(request, secret):
    found = agreements.find_asked(secret)
    if request.method == "POST":
        return _answer(request, found)
    return page(request, "mentoring/asked.jinja", {"asked": found, "own": found.owner_id == request.user.pk})


@signed_in
@require_POST
def answer(request, key):
    """Answer a question that waits on one's own page."""
    found = agreements.asked_of_person(request.user).filter(pk=key).first()
    if found is None:
        raise Missing(_("This question was answered already, or it has ended. Ask whoever sent it to send another."))
    return _answer(request, found)


def _answer(request, found):
    accept = request.POST.get("answer") == "yes"
    agreements.answer(found, by=request.user, accept=accept)
    if accept:
        notice(request, _("You support %(name)s now.") % {"name": found.owner})
        return redirect(found)
    notice(request, _("You said that it is not possible now."))
    return redirect("mentoring")


@signed_in
@require_POST
def work_together(request, key):
    """Say yes to a supervisor of one's organisation."""
    found = supervising.work_together(key, by=request.user)
    notice(request, _("You work together with %(name)s here. You decide what they see.") % {"name": found})
    return redirect(found)


@signed_in
@PAGE
def mentorship(request, key):
    """The page of two; a note that the supporter writes for themselves is sent here."""
    found = get_mentorship(request.user, key)
    form = NoteForm(sent(request))
    if saved(form, lambda: _keep_note(found, form, by=request.user)):
        notice(request, _("Kept. Only you can see it."))
        return redirect(found)
    shown = mentorship_page(found, who=request.user)
    answered = page(request, "mentoring/mentorship.jinja", {"page": shown, "form": form})
    seen(found, by=request.user)
    return answered


def _keep_note(found, form, *, by) -> None:
    values = form.cleaned_data
    keep_note(found, by=by, text=values["text"], key=values["id"])


@signed_in
@PAGE
def agreement(request, key):
    found = get_mentorship(request.user, key)
    form = AgreementForm(sent(request), instance=get_mentorship(request.user, key))
    expected = revision(request)
    if saved(form, lambda: agreements.agree(found, by=request.user, expected=expected, **form.cleaned_data)):
        notice(request, _("Saved."))
        return redirect(found)
    shown = get_mentorship(request.user, key)
    return page(request, "mentoring/agreement.jinja", {"form": form, "mentorship": shown})


@signed_in
@require_POST
def show_entries(request, key):
    """Whether new summaries go to the supporter."""
    found = get_own_mentorship(request.user, key)
    wanted = request.POST.get("wanted") == "yes"
    agreements.show_new_entries(found, wanted=wanted)
    words = _("New summaries go to %(name)s.") if wanted else _("New summaries stay with you.")
    notice(request, words % {"name": found} if wanted else words)
    return redirect(found)


@signed_in
@require_POST
def end(request, key):
    """End an agreement, or take back a question that was not answered yet."""
    found = get_mentorship(request.user, key)
    asked = found.state == State.ASKED
    agreements.end(found, by=request.user)
    if asked:
        notice(request, _("The question is taken back; its link opens nothing."))
    else:
        notice(request, _("It has ended, and so has what it let the other see."))
    return redirect("mentoring")


@signed_in
@PAGE
def offer(request):
    """One's own offer of help."""
    row = Offer.objects.kept().filter(owner=request.user).first() or Offer(owner=request.user)
    form = OfferForm(sent(request), instance=row)
    if saved(form, form.save):
        notice(request, _("Saved."))
        return redirect("mentoring")
    return page(request, "mentoring/offer.jinja", {"form": form})

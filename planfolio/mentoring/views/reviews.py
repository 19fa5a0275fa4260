"""Yearly reviews and learning contracts: begun, chosen, shared, talked about, signed, given out as files."""

import hashlib
import json

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.errors import Missing, NotAllowed, Refused
from planfolio.plans.access import current_plan, get_plan
from planfolio.plans.models import Plan
from planfolio.web.answers import page, revision, saved, sent, site
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import reviewing, supervising
from ..access import get_contract, get_copy, get_review, supporters_of
from ..cycle_forms import HalfwayForm
from ..models import IssuedFile, Review
from ..packets import sealed
from ..paper import FILES, review_file
from ..review_forms import AgreeForm, BeginForm, GoOnForm, PacketForm, ReviewCommentForm, SignForm
from ..review_pages import contract_page, copy_sheet, review_page
from ..vocabulary import ReviewState

PAGE = require_http_methods(["GET", "HEAD", "POST"])
EXPORTS_EACH_MINUTE = 20


@signed_in
@PAGE
def begin(request):
    plans = list(Plan.objects.kept().owned(request.user)[:50])
    supporters = list(supporters_of(request.user))
    plan = current_plan(request.user)
    first = {"title": _("Review %(year)s") % {"year": request.user.today().year}}
    if plan:
        first |= {"plan": str(plan.pk), "starts": plan.starts, "ends": plan.ends}
    if len(supporters) == 1:
        first["mentorship"] = str(supporters[0].pk)
    form = BeginForm(sent(request), supporters=supporters, plans=plans, initial=first)
    begun = []
    if saved(form, lambda: begun.append(_begin(form, by=request.user))):
        notice(request, _("A draft that only you can see. Choose what goes into it."))
        return redirect("review-edit", begun[0].pk)
    context = {"form": form, "supporters": supporters, "plans": plans}
    return page(request, "mentoring/review_begin.jinja", context)


def _begin(form, *, by):
    values = dict(form.cleaned_data)
    return reviewing.begin_review(values.pop("mentorship"), by=by, key=values.pop("id"), **values)


@signed_in
@require_safe
def show(request, key):
    return _show(request, get_review(request.user, key))


def _show(request, review, **forms):
    shown = review_page(review, who=request.user, now="now" in request.GET)
    comment = ReviewCommentForm(None, objectives=shown.objectives)
    context = {"page": shown, "comment": comment, "sign": SignForm(None, initial={"sha256": shown.sha256})}
    context |= {"halfway": HalfwayForm(initial={"words": review.halfway_words}), **forms}
    return page(request, "mentoring/review.jinja", context)


@signed_in
@PAGE
def change(request, key):
    review = get_review(request.user, key)
    if review.owner_id != request.user.pk:
        raise NotAllowed(_("Only %(name)s can do this.") % {"name": review.owner})
    names = ("title", "starts", "ends", "halfway", "meets_on", "summary", "objectives", "evidence", "entries")
    form = PacketForm(sent(request), review=review, initial={name: getattr(review, name) for name in names})
    expected = revision(request)
    if saved(form, lambda: reviewing.revise_review(review, by=request.user, expected=expected, **form.cleaned_data)):
        notice(request, _("Saved."))
        return redirect(review.get_absolute_url() + "?now=1")
    return page(request, "mentoring/review_edit.jinja", {"form": form, "review": get_review(request.user, key)})


@signed_in
@require_POST
def move(request, key, name):
    review = get_review(request.user, key)
    if name == "share":
        reviewing.share_review(review, by=request.user, site=site(request))
        notice(request, _("%(name)s can see it now.") % {"name": review.mentorship})
    elif name == "take-back":
        reviewing.take_review_back(review, by=request.user)
        notice(request, _("Only you can see it now."))
    elif name == "discuss":
        reviewing.discuss_review(review, by=request.user)
        notice(request, _("You have talked about it."))
    elif name == "close":
        reviewing.close_review(review, by=request.user)
        notice(request, _("The review is closed. What is unfinished can go on in your next plan."))
        if review.plan_id:
            return redirect("plan-next", review.plan_id)
    else:
        raise Refused(_("Choose one of: share, take-back, discuss, close."))
    return redirect(review)


@signed_in
@require_POST
def halfway(request, key):
    """The learner writes down that the two have looked at it halfway."""
    review = get_review(request.user, key)
    form, seen = HalfwayForm(request.POST), revision(request)
    if saved(form, lambda: reviewing.hold_halfway(review, by=request.user, expected=seen, **form.cleaned_data)):
        notice(request, _("Kept for your review."))
        return redirect(review)
    return _show(request, get_review(request.user, key), form=form, halfway=form)


@signed_in
@PAGE
def go_on(request, key):
    """Go on with somebody else, once whoever was to review it no longer supports one."""
    review = get_review(request.user, key)
    supporters = [*supporters_of(request.user), *supervising.supervisors_to_work_with(request.user)]
    form, gone_on = GoOnForm(sent(request), supporters=supporters), []
    if before := _sent_before(form, by=request.user):
        return redirect(before)
    if saved(form, lambda: gone_on.append(_go_on(form, review, by=request.user))):
        notice(request, _("A draft that only you can see. Choose what goes into it."))
        return redirect(gone_on[0])
    context = {"review": review, "form": form, "supporters": supporters}
    return page(request, "mentoring/review_go_on.jinja", context)


def _sent_before(form, *, by):
    """The draft that this very form has made already, or None; whom it names may not be there to choose any more."""
    if not form.is_bound or not (form.is_valid() or form.cleaned_data.get("id")):
        return None
    return Review.objects.owned(by).filter(pk=form.cleaned_data["id"]).first()


def _go_on(form, review, *, by):
    mentorship = supervising.agreed_with(form.cleaned_data["mentorship"], by=by)
    return reviewing.go_on_with(review, mentorship, by=by, key=form.cleaned_data["id"])


@signed_in
@require_POST
def comment(request, key):
    review = get_review(request.user, key)
    form = ReviewCommentForm(request.POST, objectives=review_page(review, who=request.user).objectives)
    if saved(form, lambda: _comment(review, form, by=request.user)):
        notice(request, _("Your comment is there for both of you."))
        return redirect(review)
    return _show(request, review, form=form, comment=form)


def _comment(review, form, *, by) -> None:
    values = form.cleaned_data
    reviewing.comment_on_review(review, by=by, item=values["item"], text=values["text"], key=values["id"])


@signed_in
@require_POST
def sign(request, key):
    review = get_review(request.user, key)
    form = SignForm(request.POST)
    if saved(form, lambda: _sign(request, form, review)):
        notice(request, _("You have signed it."))
        return redirect(review)
    review.refresh_from_db()
    return _show(request, review, form=form, sign=form)


def _sign(request, form, review) -> None:
    reviewing.sign_review(review, by=request.user, site=site(request), **form.cleaned_data)


@signed_in
@require_safe
def file(request, key, format):
    """The latest packet as it was shared or signed, as PDF, Word or data."""
    review = get_review(request.user, key)
    packet = review.packets.first()
    if packet is None or format not in FILES:
        raise Missing(_("It was not shared yet, so there is nothing to take out."))
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    whole = sealed(packet)
    content = whole.encode() if format == "json" else _made(whole, format, paper=request.user.paper)
    if review.state in (ReviewState.SIGNED, ReviewState.CLOSED) and format != "json":
        fingerprint = hashlib.sha256(content).hexdigest()
        row = {"owner_id": packet.owner_id, "packet": packet, "sha256": fingerprint}
        IssuedFile.objects.get_or_create(**row, defaults={"format": format})
    return _file(content, format)


def _made(whole: str, format: str, *, paper: str) -> bytes:
    return review_file(json.loads(whole), format=format, paper=paper)


def _file(content: bytes, format: str):
    answer = HttpResponse(content, content_type=FILES[format])
    answer["Content-Disposition"] = f'attachment; filename="review.{format}"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@signed_in
@require_safe
def copy(request, key):
    """The reviewer's own copy of what was signed."""
    found = get_copy(request.user, key)
    return page(request, "mentoring/review_copy.jinja", {"copy": found, "sheet": copy_sheet(found)})


@signed_in
@require_safe
def copy_file(request, key):
    return _file(get_copy(request.user, key).sealed.encode(), "json")


@signed_in
@PAGE
def contract(request, key):
    """Who has agreed to this plan, and to which state of it; asked for and signed here."""
    plan = get_plan(request.user, key)
    mine = plan.owner_id == request.user.pk
    form = AgreeForm(sent(request), supporters=list(supporters_of(request.user)) if mine else [])
    if not mine and request.method == "POST":
        return _sign_contract(request, plan)
    if saved(form, lambda: _ask_contract(request, form, plan)):
        notice(request, _("Signed by you. %(name)s is asked to sign it too.") % {"name": form.cleaned_data["to"]})
        return redirect("contract", plan.pk)
    return _show_contract(request, plan, form)


def _ask_contract(request, form, plan) -> None:
    values = form.cleaned_data
    reviewing.ask_contract(plan, values["to"], by=request.user, comment=values["comment"], site=site(request))


def _sign_contract(request, plan):
    form = SignForm(request.POST)
    if saved(form, lambda: _signed(request, form, plan)):
        notice(request, _("You have signed it."))
        return redirect("contract", plan.pk)
    return _show_contract(request, plan, form)


def _signed(request, form, plan) -> None:
    values = form.cleaned_data
    found = get_contract(request.user, plan, values["sha256"])
    reviewing.sign_contract(found, by=request.user, said=values["said"], comment=values["comment"], site=site(request))


def _show_contract(request, plan, form):
    return page(request, "mentoring/contract.jinja", {"page": contract_page(plan, who=request.user), "form": form})

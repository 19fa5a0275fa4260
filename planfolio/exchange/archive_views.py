"""The pages of a person's data as a whole: what there is, a copy of it, one that comes in, the end of the account."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.errors import Missing
from planfolio.people.models import Person
from planfolio.programmes.models import Run
from planfolio.web.answers import page, saved, sent
from planfolio.web.gate import fresh_sign_in, signed_in
from planfolio.web.limits import spend, takes_up_to
from planfolio.web.notices import notice

from .archive import holding
from .archive.bringing import bring_in, look
from .archive.classified import KINDS
from .archive.opening import opened
from .archive.writing import gather, pieces
from .erasing import erase_account, what_stands_in_the_way
from .forms import BringCopyForm, CopyForm

#: Copies that one person may take within a minute (the administrator's guide says so).
COPIES_EACH_MINUTE = 5
#: Copies that one person may bring within a minute, and look at.
BROUGHT_EACH_MINUTE = 10


@signed_in
@fresh_sign_in
@require_safe
def own_data(request):
    return render(request, "exchange/own_data.jinja", {"counts": _counts(request.user)})


def _counts(person: Person) -> list[tuple[str, int]]:
    """How many rows of each kind there are. One query a kind; empty kinds are left out."""
    counts = [(kind.label, kind.rows(person).count()) for kind in KINDS if kind.whose != "pk"]
    return [each for each in counts if each[1]]


@signed_in
@fresh_sign_in
@require_safe
def take_copy(request):
    spend(request.user, "copy", each_minute=COPIES_EACH_MINUTE)
    response = StreamingHttpResponse(pieces(gather(request.user)), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="planfolio-{request.user.today()}.zip"'
    return response


@takes_up_to(settings.COPY_LIMIT)
@signed_in
def choose_copy(request):
    form = CopyForm(sent(request), request.FILES or None)
    if saved(form, lambda: _hold(form, request)):
        return redirect("own-data-check", form.cleaned_data["id"])
    return page(request, "exchange/choose_copy.jinja", {"form": form, "limit": settings.COPY_LIMIT >> 20})


def _hold(form: CopyForm, request) -> None:
    """Hold the file if it can be a copy at all; nothing of it is kept otherwise."""
    spend(request.user, "bring", each_minute=BROUGHT_EACH_MINUTE)
    upload = form.cleaned_data["file"]
    with opened(upload.path):
        pass
    holding.hold(upload, by=request.user, key=form.cleaned_data["id"])


@signed_in
def check_copy(request, key):
    """What the copy would bring. Nothing is kept until "Bring it in"."""
    path = holding.held(request.user, key)
    spend(request.user, "bring", each_minute=BROUGHT_EACH_MINUTE)
    form = BringCopyForm(sent(request), initial={"profile": not request.user.role and not request.user.sector})
    with opened(path) as copy:
        if saved(form, lambda: _bring(request, copy, form)):
            holding.leave(request.user, key)
            return redirect("own-data")
        coming = look(copy, by=request.user)
    return page(request, "exchange/check_copy.jinja", {"form": form, "coming": coming, "key": key})


def _bring(request, copy, form: BringCopyForm) -> None:
    came = bring_in(copy, by=request.user, **form.cleaned_data).new
    notice(request, ngettext("One thing came in.", "%(num)s things came in.", came) % {"num": came})


@signed_in
@require_POST
def leave_copy(request, key):
    holding.leave(request.user, key)
    notice(request, _("The file is gone again. Nothing was kept."))
    return redirect("own-data")


@signed_in
@fresh_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def delete_account(request):
    """Who looks around as an example person leaves the example data as a whole; their account has no end of its own."""
    if request.user.is_example:
        raise Missing(_("This is example data. “Leave it”, at the top of every page, takes all of it away."))
    if request.method == "POST":
        erase_account(request.user)
        logout(request)
        notice(request, _("Your account and all that was in it is deleted."))
        return redirect(settings.LOGIN_URL)
    context = {"counts": _counts(request.user), "obstacle": what_stands_in_the_way(request.user)}
    context["runs"] = Run.objects.owned(request.user).exists()
    return render(request, "exchange/delete_account.jinja", context)

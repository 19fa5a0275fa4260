"""The pages of a person's data as a whole: what there is, a copy of it, and the end of the account."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from planfolio.errors import Missing
from planfolio.people.models import Person
from planfolio.web.gate import fresh_sign_in, signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .archive.classified import KINDS
from .archive.writing import gather, pieces
from .erasing import erase_account, what_stands_in_the_way

#: Copies that one person may take within a minute (the administrator's guide says so).
COPIES_EACH_MINUTE = 5


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
    return render(request, "exchange/delete_account.jinja", context)

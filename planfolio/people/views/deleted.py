"""Recently deleted, Undo after a removal, and erasing for good."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.web.answers import way_back
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..base import KEPT_DAYS
from ..deleted import as_removed, recently_deleted
from ..removal import erase, removed_row, restore


@signed_in
@require_safe
def list_deleted(request):
    return render(request, "people/deleted.jinja", {"groups": recently_deleted(request.user), "days": KEPT_DAYS})


@signed_in
@require_POST
def undo(request, kind, key):
    row = removed_row(request.user, kind, key)
    restore(row)
    notice(request, _("It is back: %(title)s") % {"title": row})
    return redirect(way_back(request, "/"))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erase_now(request, kind, key):
    row = removed_row(request.user, kind, key)
    if request.method == "POST":
        erase(row)
        notice(request, _("It is deleted for good."))
        return redirect("deleted")
    return render(request, "people/erase.jinja", {"row": as_removed(row)})

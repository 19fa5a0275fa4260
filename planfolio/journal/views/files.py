"""Files: adding them to an entry, sending them out so that none can run here, taking them away."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from planfolio.errors import NotAllowed
from planfolio.people.sharing import EDIT
from planfolio.web.answers import page, saved, way_back
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions
from ..access import get_attachment, get_entry
from ..entry_pages import entry_page
from ..files import keep_files
from ..forms import FilesForm
from ..sending import send_file


@signed_in
@require_POST
def attach(request, key):
    entry = get_entry(request.user, key, EDIT)
    form = FilesForm(request.POST, request.FILES)
    kept = []
    if saved(form, lambda: kept.extend(keep_files(form.cleaned_data["files"], by=request.user, entry=entry))):
        words = ngettext("One file added.", "%(count)s files added.", len(kept))
        notice(request, words % {"count": len(kept)})
        return redirect(f"{entry.get_absolute_url()}#s-files")
    context = {"page": entry_page(entry, who=request.user), "files": form, "form": form}
    return page(request, "journal/entry.jinja", context)


@login_required
@require_safe
def attachment(request, key):
    """The file itself: pictures are shown, everything else is a download."""
    return send_file(get_attachment(request.user, key))


@login_required
@require_POST
def remove_attachment(request, key):
    kept = get_attachment(request.user, key)
    if kept.owner_id != request.user.pk:
        raise NotAllowed(_("Only the owner can change this. You can read it."))
    actions.remove(kept, by=request.user)
    back = way_back(request, reverse("journal"))
    undo = reverse("undo", args=["attachment", kept.pk]), {"next": back}
    notice(request, _("“%(title)s” is in Recently deleted.") % {"title": kept}, undo=undo)
    return redirect(back)

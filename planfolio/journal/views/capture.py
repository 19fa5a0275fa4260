"""Capture: one field, from any page, a share sheet, a bookmark, or a device that had no network."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from planfolio.plans.access import current_plan
from planfolio.plans.models import Activity
from planfolio.plans.vocabulary import ActivityState
from planfolio.web.answers import page, saved, sent, way_back
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions
from ..forms import CaptureForm
from ..pages import open_objectives
from ..shared import shared_words


@signed_in
def capture(request):
    """Show the form with what was shared, or save an entry once for its key. A program that asks for JSON gets it."""
    form = _form(request)
    if request.method == "POST" and request.accepts("application/json") and not request.accepts("text/html"):
        return _answer_program(form, by=request.user)
    added = []
    if saved(form, lambda: added.append(actions.add_entry(by=request.user, came_by="capture", **form.values()))):
        entry = added[0][0]
        undo = reverse("entry-remove", args=[entry.pk]), {"next": way_back(request, "/")}
        notice(request, _("Saved: %(title)s. Only you can see it.") % {"title": entry.title}, undo=undo)
        return redirect(way_back(request, "/"))
    return page(request, "journal/capture.jinja", {"form": form})


def _form(request) -> CaptureForm:
    """The form; what there is to choose among is only looked up when it is shown or something was chosen."""
    chosen = request.POST.get("objective") or request.POST.get("activity")
    if request.method == "POST" and not chosen and (quick := CaptureForm(request.POST)).is_valid():
        return quick
    objectives = open_objectives(current_plan(request.user))
    choices = {"objectives": objectives, "activities": _activities(objectives)}
    return CaptureForm(sent(request), initial=shared_words(request.GET), **choices)


def _answer_program(form: CaptureForm, *, by) -> JsonResponse:
    """Take what a device kept. Nobody is there to mend an answer, so only a missing text is refused."""
    values = form.values() if form.is_valid() else form.without_what_cannot_be_read()
    if values is None:
        return JsonResponse({"saved": False, "detail": " ".join(form.errors.get("text", []))}, status=422)
    entry, added = actions.add_entry(by=by, came_by="device", **values)
    return JsonResponse({"saved": True, "added": added, "id": str(entry.pk)}, status=201 if added else 200)


def _activities(objectives) -> list[Activity]:
    """Open activities of these objectives, for a choice."""
    rows = Activity.objects.kept().filter(objective__in=[row.pk for row in objectives], state=ActivityState.OPEN)
    return list(rows.select_related("objective").order_by("objective__position", "position")[:200])


@login_required
def bookmark(request):
    """The bookmark that brings a page being read into the capture form."""
    address = request.build_absolute_uri(reverse("capture"))
    script = (
        "javascript:(()=>{const q=new URLSearchParams({title:document.title,url:location.href,"
        f"text:String(getSelection())}});open('{address}?'+q)}})()"
    )
    return page(request, "journal/bookmark.jinja", {"script": script})

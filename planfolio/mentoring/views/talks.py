"""Requests and their threads; meetings."""

from uuid import UUID

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.errors import Missing
from planfolio.journal.access import get_entry
from planfolio.people import removal
from planfolio.people.deleted import way_back
from planfolio.people.sharing import EDIT
from planfolio.plans.access import get_objective
from planfolio.plans.actions import add_activity
from planfolio.plans.models import Objective
from planfolio.plans.using import UseForm, objectives_for
from planfolio.web.answers import calendar_file, page, revision, saved, sent, site
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import talks
from ..access import get_meeting, get_mentorship, get_request, supporters_of
from ..agreements import answer_day
from ..forms import MeetingForm, ReplyForm, RequestForm, ThanksForm
from ..ical import meeting_calendar
from ..models import Mentorship
from ..pages import request_page

PAGE = require_http_methods(["GET", "HEAD", "POST"])


@signed_in
@PAGE
def ask(request):
    """Ask a supporter, about the objective or entry that the address names; one is told what they will see."""
    about = _about(request)
    supporters = list(supporters_of(request.user))
    form = RequestForm(sent(request), supporters=supporters, initial={"to": request.GET.get("to", "")})
    found = []
    if saved(form, lambda: found.append(_ask(request, form, about))):
        notice(request, _("Your question is on its way to %(name)s.") % {"name": form.cleaned_data["to"]})
        return redirect(found[0])
    today = request.user.today()
    expected = {str(each.pk): answer_day(each.supporter, today) for each in supporters}
    context = {"form": form, "supporters": supporters, "expected": expected, **about}
    return page(request, "mentoring/ask_request.jinja", context)


def _about(request) -> dict:
    """The person's own objective or entry that the question is about, if any."""
    plan, number, entry = (request.GET.get(name, "") for name in ("plan", "objective", "entry"))
    try:
        if plan and number:
            return {"objective": get_objective(request.user, UUID(plan), int(number), EDIT), "entry": None}
        if entry:
            return {"objective": None, "entry": get_entry(request.user, UUID(entry), EDIT)}
    except (ValueError, OverflowError) as error:
        raise Missing() from error
    return {"objective": None, "entry": None}


def _ask(request, form, about: dict):
    values = dict(form.cleaned_data)
    return talks.ask_request(
        values.pop("to"), by=request.user, site=site(request), key=values.pop("id"), **values, **about
    )


@signed_in
@PAGE
def show(request, key):
    """The thread; an answer is sent here, or kept as a note for oneself."""
    found = get_request(request.user, key)
    form = ReplyForm(sent(request))
    if saved(form, lambda: _say(request, form, found)):
        private = request.POST.get("note") and request.user.pk != found.owner_id
        notice(request, _("Kept. Only you can see it.") if private else _("Sent."))
        return redirect(found)
    context = {"page": request_page(found, who=request.user), "form": form, "thanks": ThanksForm()}
    return page(request, "mentoring/request.jinja", context)


def _say(request, form, found) -> None:
    values = form.cleaned_data
    if request.POST.get("note") and request.user.pk != found.owner_id:
        talks.keep_note(found.mentorship, by=request.user, text=values["text"], key=values["id"])
        return
    talks.reply(found, by=request.user, text=values["text"], key=values["id"], site=site(request))


@signed_in
@require_POST
def close(request, key):
    found = get_request(request.user, key)
    form = ThanksForm(request.POST)
    if saved(form, lambda: talks.close(found, by=request.user, site=site(request), **form.cleaned_data)):
        notice(request, _("The question is closed."))
        return redirect(found)
    context = {"page": request_page(found, who=request.user), "form": ReplyForm(), "thanks": form}
    return page(request, "mentoring/request.jinja", context)


@signed_in
@require_POST
def remove_note(request, key):
    row = talks.SupporterNote.objects.kept().owned(request.user).filter(pk=key).first()
    if row is None:
        raise Missing()
    removal.remove(row)
    running = Mentorship.objects.kept().running().filter(pk=row.mentorship_id).exists()
    there = reverse("mentorship", args=[row.mentorship_id]) if running else reverse("supporter-notes")
    notice(request, _("The note is in Recently deleted."), undo=way_back(row, to=there))
    return redirect(there)


@signed_in
@require_safe
def notes(request):
    """One's own notes about people whom one supports no more, to read and to delete."""
    return page(request, "mentoring/notes.jinja", {"notes": talks.earlier_notes(request.user)})


@signed_in
@PAGE
def add_meeting(request, key):
    found = get_mentorship(request.user, key)
    form = MeetingForm(sent(request), zone=request.user.zone, initial={"day": request.user.today()})
    added = []
    if saved(form, lambda: added.append(_add(found, form, by=request.user))):
        notice(request, _("The meeting is written down for both of you."))
        return redirect(added[0])
    return page(request, "mentoring/meeting_edit.jinja", {"form": form, "mentorship": found, "meeting": None})


def _add(found, form, *, by):
    return talks.add_meeting(found, by=by, key=form.cleaned_data["id"], **form.values())


@signed_in
@require_safe
def meeting(request, key):
    found = get_meeting(request.user, key)
    steps = [line.strip(" -*•\t") for line in found.agreed.splitlines()]
    context = {
        "meeting": found,
        "is_to_come": found.starts_at > timezone.now(),
        "mine": found.owner_id == request.user.pk,
        "steps": [each for each in steps if each],
        "other": found.mentorship.other(request.user),
    }
    return page(request, "mentoring/meeting.jinja", context)


@signed_in
@PAGE
def change_meeting(request, key):
    found = get_meeting(request.user, key)
    local = timezone.localtime(found.starts_at, request.user.zone)
    first = {name: getattr(found, name) for name in ("minutes", "place", "agreed")}
    first |= {"day": local.date(), "at": local.time()}
    form = MeetingForm(sent(request), zone=request.user.zone, initial=first)
    if saved(form, lambda: _change(request, found, form)):
        notice(request, _("Saved."))
        return redirect(found)
    shown = get_meeting(request.user, key)
    return page(
        request, "mentoring/meeting_edit.jinja", {"form": form, "mentorship": shown.mentorship, "meeting": shown}
    )


def _change(request, found, form) -> None:
    talks.change_meeting(found, by=request.user, expected=revision(request), **form.values())


@signed_in
@require_POST
def call_off(request, key):
    found = get_meeting(request.user, key)
    talks.call_off(found, by=request.user)
    mine = found.owner_id == request.user.pk
    undo = way_back(found, to=found.get_absolute_url()) if mine else None
    notice(request, _("The meeting is called off."), undo=undo)
    return redirect(found.mentorship)


@signed_in
@require_safe
def meeting_file(request, key):
    found = get_meeting(request.user, key)
    title = _("Meeting with %(name)s") % {"name": found.mentorship.other(request.user)}
    return calendar_file(meeting_calendar(found, title=title), name="planfolio-meeting.ics")


@signed_in
@PAGE
def take_step(request, key):
    """What was agreed at a meeting, made an activity of one of the learner's own objectives."""
    found = get_meeting(request.user, key)
    rows = objectives_for(request.user)
    form = UseForm(sent(request), objectives=rows, initial={"title": request.GET.get("title", "")[:200]})
    added = []
    if saved(form, lambda: added.append(add_activity(by=request.user, **form.activity({})))):
        notice(request, _("Activity added."))
        return redirect(_activities(added[0].objective))
    return page(request, "mentoring/step.jinja", {"form": form, "rows": rows, "meeting": found})


def _activities(objective: Objective) -> str:
    return f"{objective.get_absolute_url()}#s-activities"

"""Announcements as all in a run read them, and as who coordinates it writes them."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.errors import NotAllowed
from planfolio.people.deleted import way_back
from planfolio.web.answers import page, revision, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import announcing
from ..run_access import get_coordinated, get_inside
from ..run_forms import AnnouncementForm
from .writing import FORMS


@signed_in
@FORMS
def show_announcements(request, key):
    run, _participation = get_inside(request.user, key)
    if request.method == "POST" and run.owner_id != request.user.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    form = AnnouncementForm(sent(request))
    if saved(form, lambda: _announce(request, run, form)):
        notice(request, _("It is on the pages of the run, and goes out by mail."))
        return redirect("run-announcements", key)
    context = {"run": run, "form": form, "coordinates": run.owner_id == request.user.pk}
    context["announcements"] = announcing.announcements_of(run)
    return page(request, "programmes/announcements.jinja", context)


def _announce(request, run, form: AnnouncementForm) -> None:
    values = form.cleaned_data
    announcing.announce(run, title=values["title"], text=values["text"], by=request.user, key=values["id"])


@signed_in
@FORMS
def change_announcement(request, key, announcement):
    run = get_coordinated(request.user, key)
    there = announcing.get_announcement(run, announcement)
    form = AnnouncementForm(sent(request), instance=announcing.get_announcement(run, announcement))
    if saved(form, lambda: _revise(request, there, form)):
        notice(request, _("Saved. Mail that has gone out stays as it was."))
        return redirect("run-announcements", key)
    return page(request, "programmes/announcement.jinja", {"run": run, "announcement": there, "form": form})


def _revise(request, announcement, form: AnnouncementForm) -> None:
    words = {name: form.cleaned_data[name] for name in form.Meta.fields}
    announcing.revise(announcement, by=request.user, expected=revision(request), **words)


@signed_in
@require_POST
def withdraw(request, key, announcement):
    run = get_coordinated(request.user, key)
    there = announcing.get_announcement(run, announcement)
    announcing.withdraw(there, by=request.user)
    notice(request, _("It is withdrawn. Mail that has gone out stays where it is."), undo=way_back(there))
    return redirect("run-announcements", key)

"""Small groups: one's own, with what its members say in it; and all of them, for who coordinates."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from planfolio.errors import Missing
from planfolio.people.deleted import way_back
from planfolio.web.answers import key_in, page, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..groups import actions
from ..groups.pages import entries_for, get_said, group_page, overview
from ..models import Participation
from ..run_access import get_coordinated, get_participation, get_run
from ..run_forms import GroupPostForm, MoveForm, WishForm
from .writing import FORMS


@signed_in
@FORMS
def show_group(request, key):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    form = GroupPostForm(sent(request), entries=entries_for(participation))
    if saved(form, lambda: _say(participation, form, by=request.user)):
        notice(request, _("Your group can read it."))
        return redirect("run-group", key)
    shown = group_page(participation, before=key_in(request, "before"))
    context = {"run": run, "participation": participation, "shown": shown, "form": form}
    return page(request, "programmes/group.jinja", {**context, "wish": WishForm(instance=participation)})


def _say(participation: Participation, form: GroupPostForm, *, by) -> None:
    values = form.cleaned_data
    actions.say(participation, by=by, text=values["text"], entry=values["entry"], key=values["id"])


@signed_in
@require_POST
def change_wish(request, key):
    run = get_run(request.user, key)
    participation = get_participation(request.user, run)
    form = WishForm(request.POST, instance=participation)
    if form.is_valid():
        values = form.cleaned_data
        actions.wish(participation, by=request.user, wants=values["wants_group"], shows_name=values["named_in_group"])
        notice(request, _("Saved."))
    return redirect("run-group", key)


@signed_in
@require_POST
def take_back(request, key, post):
    run = get_run(request.user, key)
    found = get_said(get_participation(request.user, run), post, by=request.user)
    actions.take_back(found, by=request.user)
    notice(request, _("Your group does not read it any more."), undo=way_back(found, to=f"/runs/{key}/group/"))
    return redirect("run-group", key)


@signed_in
@FORMS
def list_groups(request, key):
    """Who is in which group, and the press that makes them; nothing of what is said in one."""
    run = get_coordinated(request.user, key)
    if request.method == "POST":
        placed = actions.make_groups(run, by=request.user)
        words = ngettext("%(num)s person is in a group now.", "%(num)s people are in groups now.", placed)
        notice(request, words % {"num": placed} if placed else _("Nobody is waiting, or only one person is."))
        return redirect("run-groups", key)
    return page(request, "programmes/groups.jinja", {"run": run, "overview": overview(run)})


@signed_in
@require_POST
def move_person(request, key, person):
    run = get_coordinated(request.user, key)
    participation = run.participations.filter(pk=person, left_at=None).first()
    if participation is None:
        raise Missing(_("This person does not take part any more."))
    form = MoveForm(request.POST)
    if form.is_valid():
        actions.move(participation, form.cleaned_data["number"], run=run, by=request.user)
        notice(request, _("Saved."))
    return redirect("run-groups", key)

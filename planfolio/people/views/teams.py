"""The teams of an organisation, for who coordinates it: the list, and one with its people and supervisors."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from planfolio.web.answers import page, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..organisations import teams
from ..organisations.access import COORDINATE, get_member, get_membership, get_team
from ..organisations.forms import MembersForm, SupervisorsForm, TeamForm
from ..organisations.pages import team_page, teams_of


def _team(request, key, team_key):
    own = get_membership(request.user, key, COORDINATE)
    return own, get_team(own.organisation, team_key)


@signed_in
def list_teams(request, key):
    own = get_membership(request.user, key, COORDINATE)
    form = TeamForm(sent(request))
    if saved(form, lambda: _add(own, form)):
        notice(request, _("The team is there. Put people into it on its page."))
        return redirect("organisation-teams", key)
    context = {"organisation": own.organisation, "teams": teams_of(own.organisation), "form": form}
    return page(request, "people/organisation_teams.jinja", context)


def _add(own, form):
    return teams.add_team(own.organisation, form.cleaned_data["name"], key=form.cleaned_data["id"])


@signed_in
@require_safe
def show_team(request, key, team_key):
    return _page(request, *_team(request, key, team_key))


def _page(request, own, team, **bound):
    """The page of a team with its three forms, of which `bound` is the one that was sent."""
    forms = {
        "people": MembersForm(organisation=own.organisation),
        "supervisors": SupervisorsForm(organisation=own.organisation, auto_id="id_by_%s"),
        "name": TeamForm(initial={"name": team.name, "seen": team.name}),
    } | bound
    sent_form = dict.fromkeys(["form"], *bound.values()) if bound else {}
    context = {"page": team_page(own, team, request.GET), "forms": forms, **sent_form}
    return page(request, "people/organisation_team.jinja", context)


@signed_in
def rename_team(request, key, team_key):
    own, team = _team(request, key, team_key)
    form = TeamForm(sent(request))
    if saved(form, lambda: _rename(own, team_key, form)):
        notice(request, _("Saved."))
        return redirect("organisation-team", key, team_key)
    return _page(request, own, team, **({"name": form} if form.is_bound else {}))


def _rename(own, team_key, form):
    team, values = get_team(own.organisation, team_key), form.cleaned_data
    teams.rename_team(team, values["name"], seen=values["seen"])


@signed_in
def put_into(request, key, team_key):
    own, team = _team(request, key, team_key)
    form, new = MembersForm(sent(request), organisation=own.organisation), []
    if saved(form, lambda: new.append(teams.put_into(team, form.cleaned_data["members"]))):
        notice(
            request,
            ngettext("%(num)s person is new in the team.", "%(num)s people are new in the team.", new[0])
            % {"num": new[0]},
        )
        return redirect("organisation-team", key, team_key)
    return _page(request, own, team, **({"people": form} if form.is_bound else {}))


@signed_in
@require_POST
def take_from(request, key, team_key, member_key):
    own, team = _team(request, key, team_key)
    member = get_member(own.organisation, member_key)
    teams.take_from(team, member)
    undo = reverse("organisation-team-people", args=[key, team_key]), {"member": member.pk}
    notice(request, _("%(name)s is no longer in this team.") % {"name": member}, undo=undo)
    return redirect("organisation-team", key, team_key)


@signed_in
def add_supervisors(request, key, team_key):
    own, team = _team(request, key, team_key)
    form = SupervisorsForm(sent(request), organisation=own.organisation, auto_id="id_by_%s")
    if saved(form, lambda: teams.supervise(form.cleaned_data["members"], team=team)):
        notice(request, _("Saved."))
        return redirect("organisation-team", key, team_key)
    return _page(request, own, team, **({"supervisors": form} if form.is_bound else {}))


@signed_in
def remove_team(request, key, team_key):
    own, team = _team(request, key, team_key)
    if request.method == "POST":
        teams.remove_team(team)
        notice(request, _("The team %(name)s is gone. Its people are still here.") % {"name": team})
        return redirect("organisation-teams", key)
    return page(request, "people/organisation_team_remove.jinja", {"organisation": own.organisation, "team": team})

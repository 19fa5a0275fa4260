"""The people of an organisation, for who coordinates it: the list, and one of them with role, teams and supervisors."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planfolio.web.answers import page, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from ..organisations import actions, teams
from ..organisations.access import ADMINISTER, COORDINATE, get_member, get_membership, get_supervision
from ..organisations.forms import RoleForm, SupervisorsForm, TeamsForm
from ..organisations.pages import member_page, people_page

#: Searches among the people of an organisation that one person may ask for within a minute.
SEARCHES_EACH_MINUTE = 60


@signed_in
@require_safe
def list_people(request, key):
    own = get_membership(request.user, key, COORDINATE)
    if request.GET.get("q"):
        spend(request.user, "people-search", each_minute=SEARCHES_EACH_MINUTE)
    return page(request, "people/organisation_people.jinja", {"page": people_page(own, request.GET)})


@signed_in
@require_safe
def show_member(request, key, member_key):
    own = get_membership(request.user, key, COORDINATE)
    return _page(request, own, get_member(own.organisation, member_key))


def _page(request, own, member, **bound):
    """The page of a member with its three forms, of which `bound` is the one that was sent."""
    chosen = [str(team.pk) for team in member.teams.all()]
    forms = {
        "role": RoleForm(initial={"role": member.role}),
        "teams": TeamsForm(teams=own.organisation.teams.all(), initial={"teams": chosen, "seen": " ".join(chosen)}),
        "supervisors": SupervisorsForm(organisation=own.organisation),
    } | bound
    context = {"page": member_page(own, member), "forms": forms} | (
        {"form": next(iter(bound.values()))} if bound else {}
    )
    return page(request, "people/organisation_member.jinja", context)


@signed_in
def change_role(request, key, member_key):
    own = get_membership(request.user, key, ADMINISTER)
    member = get_member(own.organisation, member_key)
    form = RoleForm(sent(request))
    if saved(form, lambda: actions.change_role(member, form.cleaned_data["role"])):
        notice(request, _("Saved."))
        stays = member.pk != own.pk or form.cleaned_data["role"] != "member"
        return redirect("organisation-member", key, member_key) if stays else redirect(own.organisation)
    return _page(request, own, member, **({"role": form} if form.is_bound else {}))


@signed_in
def change_teams(request, key, member_key):
    own = get_membership(request.user, key, COORDINATE)
    member = get_member(own.organisation, member_key)
    form = TeamsForm(sent(request), teams=own.organisation.teams.all())
    if saved(form, lambda: _change_teams(member, form)):
        notice(request, _("Saved."))
        return redirect("organisation-member", key, member_key)
    return _page(request, own, member, **({"teams": form} if form.is_bound else {}))


def _change_teams(member, form):
    into, out_of = form.changes()
    teams.change_teams(member, into=into, out_of=out_of)


@signed_in
def add_supervisors(request, key, member_key):
    own = get_membership(request.user, key, COORDINATE)
    member = get_member(own.organisation, member_key)
    form = SupervisorsForm(sent(request), organisation=own.organisation)
    if saved(form, lambda: teams.supervise(form.cleaned_data["members"], member=member)):
        notice(request, _("Saved."))
        return redirect("organisation-member", key, member_key)
    return _page(request, own, member, **({"supervisors": form} if form.is_bound else {}))


@signed_in
@require_POST
def end_supervision(request, key, supervision_key):
    own = get_membership(request.user, key, COORDINATE)
    row = get_supervision(own.organisation, supervision_key)
    of = ("organisation-team", row.team_id) if row.team_id else ("organisation-member", row.member_id)
    teams.end_supervision(row)
    undo = reverse(f"{of[0]}-supervisors", args=[key, of[1]]), {"member": row.supervisor_id}
    notice(request, _("%(name)s no longer supervises here.") % {"name": row.supervisor}, undo=undo)
    return redirect(of[0], key, of[1])


@signed_in
def take_out(request, key, member_key):
    own = get_membership(request.user, key, ADMINISTER)
    member = get_member(own.organisation, member_key)
    if request.method == "POST":
        actions.take_out(member, by=own)
        notice(request, _("%(name)s no longer belongs to %(organisation)s.") % _named(own, member))
        return redirect("organisation-people", key)
    context = {"organisation": own.organisation, "member": member, "is_self": member.pk == own.pk}
    return page(request, "people/organisation_take_out.jinja", context)


def _named(own, member) -> dict:
    return {"name": member, "organisation": own.organisation}

"""Inviting into an organisation: the list, the look before anything is sent, how far it has come, what is open."""

from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planfolio.web.answers import page, saved, sent, site
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from ..models import Invitation
from ..organisations import inviting
from ..organisations.access import COORDINATE, get_membership, get_open_invitation, get_roster
from ..organisations.forms import FILE_LIMIT, RosterForm
from ..organisations.pages import PAGE, roster_page
from ..organisations.reading import decoded, read_people

#: Lists that one person may look over, and mails that one may send anew, within a minute.
LISTS_EACH_MINUTE = 20
ANEW_EACH_MINUTE = 60


@signed_in
def choose_people(request, key):
    own = get_membership(request.user, key, COORDINATE)
    form = RosterForm(sent(request), request.FILES or None, own=own, teams=own.organisation.teams.all())
    held = []
    if saved(form, lambda: held.append(_hold(request, form, own))):
        return redirect("organisation-roster", key, held[0].pk)
    context = {"form": form, "organisation": own.organisation, "own": own}
    return page(request, "people/organisation_invite.jinja", context)


def _hold(request, form, own):
    spend(request.user, "people", each_minute=LISTS_EACH_MINUTE)
    file = form.cleaned_data["file"]
    text = decoded(file.read(FILE_LIMIT + 1)) if file else form.cleaned_data["people"]
    key = form.cleaned_data["id"]
    return inviting.hold_roster(read_people(text), by=own, key=key, site=site(request), **form.placing())


@signed_in
def show_roster(request, key, roster_key):
    """What the list says. Nobody is written to until "Invite"; from then on, how far it has come."""
    own = get_membership(request.user, key, COORDINATE)
    roster = get_roster(own.organisation, roster_key, by=request.user)
    if request.method == "POST":
        inviting.confirm(roster)
        return redirect("organisation-roster", key, roster.pk)
    return page(request, "people/organisation_roster.jinja", {"page": roster_page(roster), "own": own})


@signed_in
@require_POST
def leave_roster(request, key, roster_key):
    own = get_membership(request.user, key, COORDINATE)
    inviting.leave_roster(get_roster(own.organisation, roster_key, by=request.user))
    notice(request, _("The list is gone again. Nobody was invited."))
    return redirect("organisation-invite", key)


@signed_in
@require_safe
def list_open(request, key):
    own = get_membership(request.user, key, COORDINATE)
    rows = Invitation.objects.filter(organisation=own.organisation, accepted_at=None).select_related("team")
    shown = Paginator(rows.order_by("-sent_at", "pk"), PAGE).get_page(request.GET.get("page"))
    context = {"own": own, "organisation": own.organisation, "shown": shown, "now": timezone.now()}
    return page(request, "people/organisation_invitations.jinja", context)


@signed_in
@require_POST
def send_again(request, key, invitation_key):
    own = get_membership(request.user, key, COORDINATE)
    spend(request.user, "anew", each_minute=ANEW_EACH_MINUTE)
    invitation = get_open_invitation(own.organisation, invitation_key)
    inviting.send_again(invitation, by=own, site=site(request))
    notice(request, _("A new link is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("organisation-invitations", key)


@signed_in
@require_POST
def take_back(request, key, invitation_key):
    own = get_membership(request.user, key, COORDINATE)
    inviting.take_back(get_open_invitation(own.organisation, invitation_key))
    notice(request, _("The invitation is taken back; its link opens nothing."))
    return redirect("organisation-invitations", key)

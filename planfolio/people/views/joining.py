"""Joining an organisation: who invites, who could see what, and with which account. Only the button joins."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from planfolio.errors import Missing
from planfolio.web.answers import page
from planfolio.web.notices import notice

from ..adapter import INVITATION, JOINING
from ..invitations import running
from ..models import Invitation
from ..organisations import joining as verbs


@require_http_methods(["GET", "HEAD", "POST"])
def joining(request):
    invitation = _invitation(request)
    if request.method == "POST" and request.user.is_authenticated:
        verbs.join(invitation, by=request.user)
        for name in (JOINING, INVITATION):
            request.session.pop(name, None)
        notice(request, _("You belong to %(name)s now.") % {"name": invitation.organisation})
        return redirect(invitation.organisation)
    context = {"invitation": invitation, "may_sign_up": settings.SIGNUP != "closed"}
    return page(request, "people/joining.jinja", context)


def _invitation(request) -> Invitation:
    """The one whose link this browser opened. Raises Missing when it was used, taken back or has ended."""
    rows = running().exclude(organisation=None).select_related("organisation", "invited_by")
    key = request.session.get(JOINING)
    invitation = rows.filter(pk=key).first() if key else None
    if invitation is None:
        raise Missing(_("Open the link in your mail. If it was used already, or has ended, ask for a new one."))
    return invitation

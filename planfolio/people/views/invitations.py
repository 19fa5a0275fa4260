"""Invitations, for administrators."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from planfolio.errors import Missing, Refused
from planfolio.web.answers import site
from planfolio.web.notices import notice

from ..forms import InvitationForm
from ..invitations import invitation_address, invite, running, send_invitation
from .guards import administrators_only


@administrators_only
@require_http_methods(["GET", "HEAD", "POST"])
def list_invitations(request):
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, form):
        return redirect("invitations")
    context = {
        "form": form,
        "invitations": running().filter(organisation=None).order_by("-created_at")[:200],
        "signup": settings.SIGNUP,
    }
    return render(request, "people/invitations.jinja", context)


def _invited(request, form) -> bool:
    """Whether the invitation is on its way; otherwise the form says why not."""
    try:
        invitation, secret = invite(form.cleaned_data["email"], by=request.user)
    except Refused as problem:
        form.add_error("email", problem.detail)
        return False
    send_invitation(invitation, invitation_address(secret, site=site(request)))
    notice(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
    return True


@administrators_only
@require_POST
def take_back_invitation(request, key):
    if not running().filter(organisation=None, pk=key).delete()[0]:
        raise Missing(_("This invitation was used already, or it has ended."))
    notice(request, _("The invitation is taken back; its link opens nothing."))
    return redirect("invitations")

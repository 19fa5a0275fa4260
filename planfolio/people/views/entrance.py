"""The way in: signing in, and opening an invitation. The other pages of the entrance are allauth's own views."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from planfolio.web.places import exists

from ..adapter import INVITATION, JOINING
from ..invitations import find_invitation
from ..models import Person


class SignIn(LoginView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | entrance_facts()


sign_in = SignIn.as_view()


def entrance_facts() -> dict:
    """What the first page of an instance depends on: may one sign up, and is anybody here yet?"""
    empty = not Person.objects.filter(is_example=False).exists()
    return {
        "signup_open": settings.SIGNUP == "open",
        "instance_empty": empty,
        "demo_address": "/demo/" if empty and exists("/demo/") else "",
    }


@require_safe
def open_invitation(request, secret):
    """Remember the invitation in this browser and go to choose a password, or to join. Changes nothing else."""
    invitation = find_invitation(secret)
    into = invitation.organisation_id is not None
    if into:
        request.session[JOINING] = str(invitation.pk)
    elif request.user.is_authenticated:
        logout(request)
    if not request.user.is_authenticated:
        request.session[INVITATION] = str(invitation.pk)
    return redirect("joining" if into else "account_signup")

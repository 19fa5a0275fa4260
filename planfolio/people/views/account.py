"""The account: who one is, and the ways to everything that belongs to signing in."""

from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from .. import actions
from ..forms import CredentialsForm, ProfileForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST":
        if form.is_valid():
            person = form.save()
            with override(person.language):
                notice(request, _("Your profile is saved."))
            return redirect("account")
        request.user.refresh_from_db()
    return render(request, "people/account.jinja", {"form": form, "has_password": request.user.has_usable_password()})


@sensitive_post_parameters("password")
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def set_credentials(request):
    """For the person of this machine, who has neither address nor password; everybody else changes theirs."""
    if request.user.email:
        return redirect("account_change_password")
    form = CredentialsForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.set_credentials(request.user, **form.cleaned_data)
        update_session_auth_hash(request, request.user)
        notice(request, _("From now on you can sign in with your address and password."))
        return redirect("account")
    return render(request, "people/credentials.jinja", {"form": form})

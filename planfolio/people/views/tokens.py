"""API tokens: listed, made (shown once), revoked. Making and revoking ask who you are when that was a while ago."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planfolio.web.gate import fresh_sign_in, signed_in
from planfolio.web.notices import notice

from .. import tokens
from ..forms import TokenForm
from ..models import Token


@signed_in
@require_safe
def list_tokens(request):
    context = {"tokens": Token.objects.filter(owner=request.user), "now": timezone.now()}
    return render(request, "people/tokens.jinja", context)


@signed_in
@fresh_sign_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_token(request):
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        ends = timezone.now() + timedelta(days=int(values["days"])) if values["days"] else None
        token, secret = tokens.create_token(request.user, values["name"], values["scope"], ends, key=values["id"])
        return render(request, "people/token.jinja", {"token": token, "secret": secret})
    return render(request, "people/token_new.jinja", {"form": form})


@signed_in
@require_POST
def revoke_token(request, key):
    return _revoke(request, tokens.get_token(request.user, key))


@fresh_sign_in
def _revoke(request, token):
    tokens.revoke_token(token)
    notice(request, _("The token “%(name)s” opens nothing any more.") % {"name": token.name})
    return redirect("tokens")

"""The first step of the welcome: name, language, time zone. The second makes the first plan, in plans."""

from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from planfolio.web.gate import signed_in
from planfolio.web.places import exists

from .. import actions
from ..forms import WelcomeForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request):
    form = WelcomeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        actions.introduce(request.user, **form.cleaned_data)
        return redirect("welcome-plan")
    newcomer = request.user.welcomed_at is None
    context = {"form": form, "newcomer": newcomer, "demo_address": "/demo/" if newcomer and exists("/demo/") else ""}
    with override(request.user.language):
        return render(request, "people/welcome.jinja", context)


@signed_in
@require_POST
def skip_welcome(request):
    actions.finish_welcome(request.user)
    return redirect("/")

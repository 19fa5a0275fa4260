"""Look around with example data, and leave it."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from planfolio.errors import Missing
from planfolio.people.solo import local_person
from planfolio.web.errors import signed_out
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from . import demo


@require_POST
def look_around(request):
    """Fill an empty instance and go on as one of its example people; nothing where somebody real has begun.

    On one's own machine this, too, is only for who came in by the launch link.
    """
    if settings.SOLO and not request.user.is_authenticated:
        return signed_out(request)
    if not demo.may_fill():
        raise Missing(_("Somebody has begun here already, so there is no example data to look around in."))
    demo.fill()
    login(request, demo.look_around_as(get_language() or "en"), backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("/")


@signed_in
@require_POST
def leave(request):
    """Take all example data away and go back to where the person began."""
    if not (request.user.is_example or request.user.is_administrator):
        raise Missing()
    demo_ends = request.user.is_example
    if demo_ends:
        logout(request)
    demo.leave()
    person = local_person() if settings.SOLO and demo_ends else None
    if person is not None:
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    notice(request, _("The example data is gone."))
    return redirect("/" if person or not demo_ends else settings.LOGIN_URL)

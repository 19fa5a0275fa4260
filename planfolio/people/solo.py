"""One person on their own machine, let in without a password.

Three guards stand in for it. The server listens on loopback only (`planfolio start` sees to that). The Host header
must name this machine and this port, so that a web page elsewhere cannot reach it under a name of its own (DNS
rebinding). And the first request of a browser carries a launch link that was made in the data folder a moment ago and
works once. Headers of proxies are never read.
"""

from django.conf import settings
from django.contrib.auth import login
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from planfolio import instance

from .models import Person

#: Who comes here shows who they are in another way, or needs not to: the API by its token, accounts by a password, and
#: the calendar and the feed reader of this computer, which have no session, by the secret in an address.
OPEN = ("/launch/", "/health/", "/help/", "/accounts/", "/api/", "/language/", "/theme/", "/s/")
#: Files of the shell that belong to nobody.
SHELL = {"/offline/", "/sw.js", "/manifest.webmanifest", "/robots.txt", "/favicon.ico"}


def guard(get_response):
    """Middleware, after the one that knows the user. It stands aside unless the server runs for one person."""
    if not settings.SOLO:
        return get_response

    def answer(request):
        if not _names_this_machine(request.META.get("HTTP_HOST", "")):
            return HttpResponse(
                _("This Planfolio answers only on this computer, at the address that was printed when it started."),
                status=403,
                content_type="text/plain; charset=utf-8",
            )
        if _is_open(request) or request.user.is_authenticated:
            return get_response(request)
        return _ask_for_a_link(request)

    return answer


def _is_open(request) -> bool:
    """A form that arrives without a session goes on to its view, which gives the words back and keeps nothing."""
    return request.path_info.startswith(OPEN) or request.path_info in SHELL or request.method == "POST"


@require_GET
def launch(request):
    """Use up the link and sign the local person in. A link that was used or has ended says how to get another."""
    token = request.GET.get("token", "")
    if not settings.SOLO:
        return HttpResponseRedirect("/")
    if not token or not instance.use_link(settings.DATA, token):
        return HttpResponseRedirect("/") if request.user.is_authenticated else _ask_for_a_link(request)
    person = local_person()
    if person is None:
        return HttpResponseRedirect(settings.LOGIN_URL)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    response = HttpResponseRedirect("/")
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


def local_person() -> Person | None:
    """The person of this machine, made the first time. None where accounts came first: there everybody signs in."""
    person = Person.objects.filter(is_local=True, is_active=True).first()
    if person is not None:
        return person
    if Person.objects.filter(is_example=False).exists():
        return None
    try:
        with transaction.atomic():
            return Person.objects.create_user(
                is_local=True, is_administrator=True, language=(get_language() or "en")[:2]
            )
    except IntegrityError:
        return Person.objects.get(is_local=True)


def _ask_for_a_link(request):
    has_accounts = Person.objects.filter(email__isnull=False, is_example=False).exists()
    return render(request, "people/launch.jinja", {"has_accounts": has_accounts}, status=403)


def _names_this_machine(host: str) -> bool:
    return host in {f"{name}:{settings.PORT}" for name in ("localhost", "127.0.0.1", "[::1]")}

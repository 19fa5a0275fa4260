"""What belongs to the shell and to no place: theme, language, the manifest, the worker, the page without a network."""

import json

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from . import assets
from .answers import way_back

YEAR = 365 * 24 * 3600


def _remember(response: HttpResponse, name: str, value: str) -> HttpResponse:
    response.set_cookie(name, value, max_age=YEAR, secure=settings.SECURE, httponly=True, samesite="Lax")
    return response


@require_POST
def set_theme(request):
    """`theme` is light, dark, or anything else for what the system has."""
    response = redirect(way_back(request, "/"))
    chosen = request.POST.get("theme")
    if chosen in {"light", "dark"}:
        return _remember(response, settings.THEME_COOKIE_NAME, chosen)
    response.delete_cookie(settings.THEME_COOKIE_NAME)
    return response


@require_POST
def set_language(request):
    response = redirect(way_back(request, "/"))
    chosen = request.POST.get("language")
    if chosen not in dict(settings.LANGUAGES):
        return response
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return _remember(response, settings.LANGUAGE_COOKIE_NAME, chosen)


@require_GET
def offline(request):
    """The page shown without a network. It is kept on the device, so it holds nothing of anybody."""
    chosen = request.GET.get("l")
    with translation.override(chosen if chosen in dict(settings.LANGUAGES) else translation.get_language()):
        return render(request, "offline.jinja")


@require_GET
def worker(request):
    source = (assets.HERE / "js" / "worker" / "worker.js").read_text(encoding="utf-8")
    files = json.dumps(assets.static_addresses())
    body = f"const FILES = {files};\n{assets.shared_script()}{source}"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_GET
def manifest(request):
    """What a phone needs to put Planfolio among its applications and in its share sheet."""
    body = {
        "name": "Planfolio",
        "short_name": "Planfolio",
        "description": _("A plan for what you learn, and the evidence for it."),
        "lang": translation.get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#FBFAF7",
        "theme_color": "#FBFAF7",
        "icons": [{"src": assets.static("icons/favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
        "share_target": {
            "action": "/capture/",
            "method": "GET",
            "params": {"title": "title", "text": "text", "url": "url"},
        },
    }
    return JsonResponse(body, content_type="application/manifest+json", headers={"Cache-Control": "no-cache"})


@require_GET
def robots(request):
    body = "User-agent: *\nAllow: /p/\nDisallow: /\n"
    return HttpResponse(
        body, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "public, max-age=86400"}
    )


@require_GET
def favicon(request):
    return redirect(assets.static("icons/favicon.svg"))

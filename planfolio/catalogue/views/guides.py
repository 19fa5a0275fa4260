"""Help: the guides, for everybody, signed in or not."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..guides import GUIDES, guide


@require_safe
def list_guides(request):
    languages = _languages(request)
    guides = [(slug, guide(slug, languages["chosen"])) for slug in GUIDES]
    return render(request, "catalogue/guides.jinja", {"guides": guides, **languages})


@require_safe
def show_guide(request, slug):
    languages = _languages(request)
    context = {"slug": slug, "article": guide(slug, languages["chosen"])}
    return render(request, "catalogue/guide.jinja", {**context, **languages})


def _languages(request) -> dict:
    """The language of the guides, and the others that they can be read in."""
    codes = dict(settings.LANGUAGES)
    asked = request.GET.get("language", "")
    chosen = asked if asked in codes else get_language()[:2]
    return {"chosen": chosen, "others": [code for code in codes if code != chosen]}

"""Programmes as they are read: the directory, one of them, one thing, taking it out, and a copy of one's own."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planfolio.web.answers import page, site
from planfolio.web.gate import signed_in
from planfolio.web.limits import spend
from planfolio.web.notices import notice

from .. import actions, directory_atom
from ..access import get_programme, get_thing
from ..builtin import BuiltIn, builtin, builtins
from ..certificates import certificates_of
from ..directory import mine, public
from ..packing import packed
from ..run_pages import runs_of
from ..shown import ASKS, Shown, neighbours, of_house, of_person

EXPORTS_EACH_MINUTE = 20
READS_EACH_MINUTE = 30


@signed_in
@require_safe
def list_programmes(request):
    chosen = _language(request)
    context = {
        "builtins": [of_house(each) for each in builtins(chosen)],
        "mine": mine(request.user),
        "public": public(request.user),
        "runs": runs_of(request.user),
        "certificates": certificates_of(request.user),
        "other": next(code for code, _label in settings.LANGUAGES if code != chosen),
        "chosen": chosen,
        "feeds": {what: _feed_address(request, what) for what in (directory_atom.PROGRAMMES, directory_atom.RUNS)},
    }
    return page(request, "programmes/list.jinja", context)


def _feed_address(request, what: str) -> str:
    return site(request) + reverse(f"{what}-feed", args=[directory_atom.secret_for(what, request.user)])


@require_safe
def read_programmes_feed(request, secret):
    return _read_feed(request, secret, directory_atom.PROGRAMMES)


@require_safe
def read_runs_feed(request, secret):
    return _read_feed(request, secret, directory_atom.RUNS)


def _read_feed(request, secret: str, what: str):
    person = directory_atom.opened(secret, what)
    if person is None:
        raise Http404
    spend(person, "feed", each_minute=READS_EACH_MINUTE)
    with override(person.language):
        body = directory_atom.feed(what, person, site=site(request), address=request.build_absolute_uri())
    answer = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _language(request) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language()[:2]


def _house(request, house: str) -> BuiltIn:
    return builtin(house, _language(request))


def house_programme(request, house: str):
    """The document of a programme of the house, in the language that was asked for."""
    return _house(request, house).doc


@signed_in
@require_safe
def show_builtin(request, house):
    return _show(request, of_house(_house(request, house)))


@signed_in
@require_safe
def show_programme(request, key):
    return _show(request, of_person(get_programme(request.user, key), who=request.user))


def _show(request, shown: Shown):
    return page(request, "programmes/programme.jinja", {"shown": shown, "chosen": _chosen(request)})


def _chosen(request) -> str:
    """What links add so that one goes on reading in a language that was asked for."""
    chosen = _language(request)
    return "" if chosen == get_language()[:2] else f"?language={chosen}"


@signed_in
@require_safe
def show_builtin_thing(request, house, thing):
    return _show_thing(request, of_house(_house(request, house)), thing)


@signed_in
@require_safe
def show_thing(request, key, thing):
    return _show_thing(request, of_person(get_programme(request.user, key), who=request.user), thing)


def _show_thing(request, shown: Shown, key: str):
    there = get_thing(shown.doc, key)
    context = {"shown": shown, "there": there, "near": neighbours(shown.doc, there), "asks": ASKS}
    return page(request, "programmes/thing.jinja", {**context, "chosen": _chosen(request)})


@signed_in
@require_safe
def export_builtin(request, house):
    return _export(request, _house(request, house).doc)


@signed_in
@require_safe
def export_programme(request, key):
    return _export(request, get_programme(request.user, key).doc)


def _export(request, doc):
    spend(request.user, "export", each_minute=EXPORTS_EACH_MINUTE)
    answer = HttpResponse(packed(doc), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{slugify(doc.title)[:60] or "programme"}.zip"'
    answer["Cache-Control"] = "no-store, private"
    return answer


@signed_in
@require_POST
def fork_builtin(request, house):
    found = _house(request, house)
    return _fork(request, found.doc, reverse("builtin", args=[house]))


@signed_in
@require_POST
def fork_programme(request, key):
    programme = get_programme(request.user, key)
    return _fork(request, programme.doc, programme.get_absolute_url())


def _fork(request, doc, address: str):
    copy = actions.fork(doc, by=request.user, url=request.build_absolute_uri(address))
    notice(request, _("This copy is yours to change. It says where it comes from."))
    return redirect("programme-write", copy.pk)

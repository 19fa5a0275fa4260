"""The example gallery: read a whole plan that somebody could have written, and start from it."""

from django.conf import settings
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from planfolio.people.models import Sector
from planfolio.web.answers import page, saved, sent
from planfolio.web.gate import signed_in
from planfolio.web.notices import notice

from ..access import get_plan
from ..copy_forms import StartForm
from ..copying import copy_plan
from ..examples import example, examples
from ..store import add_plan_from_document
from ..writing.sheet import shown


@signed_in
def list_examples(request):
    cards = examples(_language(request))
    near = [card for card in cards if card.sector == request.user.sector]
    rest = [card for card in cards if card.sector != request.user.sector]
    context = {"near": near, "rest": rest, "sectors": dict(Sector.choices), **_languages(request)}
    return page(request, "plans/examples.jinja", context)


@signed_in
def show_example(request, slug):
    """The plan as if it began on the day it would; POST copies it from the day that was chosen."""
    language, today = _language(request), request.user.today()
    doc = example(slug, language, starts=today)
    card = next(card for card in examples(language) if card.slug == slug)
    form = StartForm(sent(request), initial={"starts": today})
    copied = []
    if saved(form, lambda: copied.append(_copy(slug, language, by=request.user, **form.cleaned_data))):
        notice(request, _("This plan is yours now. Change whatever does not fit you."))
        return redirect(copied[0])
    context = {"form": form, "card": card, "doc": doc, "sheet": shown(doc), "sectors": dict(Sector.choices)}
    return page(request, "plans/example.jinja", {**context, **_languages(request)})


def _copy(slug, language, *, by, id, starts):
    return add_plan_from_document(example(slug, language, starts=starts), by=by, key=id)


def _language(request) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language()[:2]


def _languages(request) -> dict:
    """The language of the examples, and the others that they can be read in."""
    chosen = _language(request)
    return {"chosen": chosen, "others": [(code, label) for code, label in settings.LANGUAGES if code != chosen]}


@signed_in
def copy(request, key):
    """Copy one's own plan, or one that is shared, to begin on another day."""
    original = get_plan(request.user, key)
    form = StartForm(sent(request), initial={"starts": request.user.today()})
    copied = []
    if saved(form, lambda: copied.append(_copy_plan(original, by=request.user, **form.cleaned_data))):
        notice(request, _("This copy is yours. Change whatever no longer fits."))
        return redirect(copied[0])
    return page(request, "plans/copy.jinja", {"form": form, "plan": original})


def _copy_plan(original, *, by, id, starts):
    return copy_plan(original, by=by, key=id, starts=starts)

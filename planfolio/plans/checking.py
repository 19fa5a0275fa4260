"""Whether a document can be stored as it is: what the columns and the rules between them would refuse, told by place.

Reading a file fits what it finds to these limits; a program's document is refused instead, so that nothing it sent
is changed.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from planfolio.errors import Unfit
from planfolio.web.forms import YEARS, plain_text

from .document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc
from .models import Activity, Link, Objective, Plan
from .vocabulary import MINUTES_LIMIT, TITLE_LENGTH, ActivityState

_MODELS = {PlanDoc: Plan, ObjectiveDoc: Objective, ActivityDoc: Activity, LinkDoc: Link}
#: Texts that are no column of their model, and the most characters they may have.
_OTHERS = {"goal": TITLE_LENGTH, "criteria": TITLE_LENGTH, "comes_after": 60, "key": 60, "ref": 60, "kind": 60}


def check_document(doc: PlanDoc) -> None:
    """Raises Unfit, which names every place and what to do there."""
    if problems := list(_problems(doc)):
        raise Unfit(problems[:100])


def _problems(doc: PlanDoc) -> Iterator[tuple[str, str]]:
    for name in ("starts", "ends"):
        if getattr(doc, name) is None:
            yield f"plan.{name}", _("This field is needed")
    if not doc.title.strip():
        yield "plan.title", _("This field is needed")
    yield from _of_part(doc, "plan", ends="ends")
    for place, objective in enumerate(doc.objectives):
        where = f"plan.objectives.{place}"
        yield from _of_part(objective, where, ends="due")
        for index, link in enumerate(objective.links):
            yield from _of_part(link, f"{where}.links.{index}")
        for index, activity in enumerate(objective.activities):
            yield from _of_activity(activity, f"{where}.activities.{index}")


def _of_activity(activity: ActivityDoc, where: str) -> Iterator[tuple[str, str]]:
    yield from _of_part(activity, where)
    if not activity.title.strip():
        yield f"{where}.title", _("This field is needed")
    if (activity.state == ActivityState.DONE) != (activity.done_on is not None):
        yield f"{where}.done_on", _("Give the day for what is done, and only for that")
    if activity.url and not activity.url.lower().startswith(("https://", "http://")):
        yield f"{where}.url", _("Enter a web address that starts with https:// or http://")


def _of_part(part, where: str, *, ends: str = "") -> Iterator[tuple[str, str]]:
    for field in fields(part):
        value = getattr(part, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if words := _wrong(part, field.name, each):
                yield f"{where}.{field.name}", words
    if ends and part.starts and getattr(part, ends) and getattr(part, ends) < part.starts:
        yield f"{where}.{ends}", _("Enter an end on or after the start")


def _wrong(part, name: str, value) -> str | None:
    if isinstance(value, str):
        return _wrong_text(value, _OTHERS.get(name) or _MODELS[type(part)]._meta.get_field(name).max_length)
    if isinstance(value, date) and value.year not in YEARS:
        return _("Enter a year with four digits, such as 2027")
    if isinstance(value, int) and not 0 <= value <= MINUTES_LIMIT:
        return _("Send a number within the range that the documentation names")
    return None


def _wrong_text(text: str, most: int) -> str | None:
    if len(text) > most:
        return _("Use at most %(count)s characters") % {"count": most}
    try:
        plain_text(text)
    except ValidationError as error:
        return error.messages[0]
    return None

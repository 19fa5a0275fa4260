"""How a plan's values read as words in the plan's language, the same in Word, Markdown, CSV and PDF.

Labels come from `planfolio.plans.words`, so each form is one that the importers read back to the same value.
"""

import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date

from babel.dates import format_date

from planfolio.plans import words
from planfolio.plans.document import ActivityDoc, ObjectiveDoc, PlanDoc
from planfolio.plans.words import Word

NOT_ANSWERED = Word("Not answered", "Sans réponse")
LANGUAGES = {"en": Word("English", "English"), "fr": Word("Français", "Français")}

#: Fields of each part in the order in which they are written; titles and numbers stand in headings as well.
PLAN_FIELDS = tuple(words.PLAN)
OBJECTIVE_FIELDS = tuple(name for name in words.OBJECTIVE if name != "number")
ACTIVITY_FIELDS = tuple(words.ACTIVITY)

#: Every name of a field, lower case. A heading that is one of them reads as that field.
FIELD_NAMES = {
    spelt.casefold()
    for group in (words.PLAN, words.OBJECTIVE, words.ACTIVITY, words.PARTS, words.DEPENDING)
    for word in group.values()
    for name in word.names()
    for spelt in (name, name.replace("'", "’"))
}

#: What XML 1.0 and people cannot read: control characters but tab and line feed, surrogates, non-characters.
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

LINE_END = re.compile("[ \t]*[\n\x85\u2028\u2029][ \t\n\x85\u2028\u2029]*")


def readable(text: str) -> str:
    """`text` with line ends as line feeds and without the characters that no document can hold."""
    return UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """`text` on one line, for a heading or one entry of a list; its other spaces stay as they are."""
    return LINE_END.sub(" ", readable(text)).strip()


def plan_fields(doc: PlanDoc) -> tuple[str, ...]:
    """The fields in the table of facts: the title stands above it, and in it too when it could be taken for a label."""
    named = one_line(doc.title).casefold() in FIELD_NAMES
    return tuple(name for name in PLAN_FIELDS if name != "title" or named)


def label_language(doc: PlanDoc) -> str:
    """The language that labels are written in: the plan's own where there are labels in it, else English."""
    return doc.language if doc.language in LANGUAGES else "en"


def in_words(when: date, language: str, pattern: str = "d MMMM y") -> str:
    """A date that reads one way only: "30 June 2027", "1er juin 2027"."""
    text = format_date(when, pattern, locale=language)
    return re.sub("^1 ", "1er ", text) if language == "fr" else text


def iso(when: date, language: str) -> str:
    return when.isoformat()


def in_minutes(minutes: int) -> str:
    return f"{minutes} min"


def in_hours(minutes: int) -> str:
    """Minutes as people say them: "45 min", "2 h" or "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "")
    return " ".join(part for part in parts if part)


def heading(objective: ObjectiveDoc, language: str) -> str:
    """ "2. What is to be learned", or "2. Not answered"."""
    return f"{objective.number}. {one_line(objective.what) or NOT_ANSWERED.label(language)}"


def answers(
    part: PlanDoc | ObjectiveDoc | ActivityDoc,
    *,
    language: str,
    day: Callable[[date, str], str] = in_words,
    time: Callable[[int], str] = in_minutes,
) -> dict[str, str]:
    """Every single field of `part` as text by name; "" where nothing was answered."""
    return {
        field.name: answer(part, field.name, language=language, day=day, time=time)
        for field in fields(part)
        if field.name not in ("objectives", "activities")
    }


def answer(part, name: str, *, language: str, day=in_words, time=in_minutes) -> str:
    """One field of `part` as text: a date, a time, a list with a line each, a label, or the words themselves."""
    value = getattr(part, name)
    if value is None or value == "":
        return ""
    if name == "comes_after":
        return ", ".join(one_line(key) for key in value)
    if name == "links":
        return "\n".join(one_line(words.link_line(link, language=language)) for link in value)
    if isinstance(value, tuple):
        return "\n".join(one_line(each) for each in value)
    if isinstance(value, date):
        return day(value, language)
    if name == "minutes":
        return time(value)
    return readable(_label(part, name, value, language))


def _label(part, name: str, value, language: str) -> str:
    if name == "language":
        return LANGUAGES[value].label(language) if value in LANGUAGES else value
    if name == "state":
        name = "objective_state" if isinstance(part, ObjectiveDoc) else "activity_state"
    return words.value_label(name, str(value), language) if name in words.VALUES else str(value)

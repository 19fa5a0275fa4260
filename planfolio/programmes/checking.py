"""Holding a document that came from outside to what the forms and the reader of folders would let through."""

from dataclasses import fields

from .document import BODY_LENGTH, MODULES_LIMIT, TEXT_LENGTH, THINGS_LIMIT, TITLE_LENGTH, ProgrammeDoc
from .folder import ASKS, CRITERIA, KEY, tidy, tidy_body

#: Fields that are longer than a line.
_LONG = {
    "summary": TEXT_LENGTH,
    "prerequisites": TEXT_LENGTH,
    "why": TEXT_LENGTH,
    "reflect": TEXT_LENGTH,
    "about": TEXT_LENGTH,
    "try_it": BODY_LENGTH,
}


def checked(doc: ProgrammeDoc) -> ProgrammeDoc:
    """`doc` itself. Raises ValueError where it holds what no page and no folder could have put into it."""
    things = doc.things()
    keys = [thing.key for thing in things]
    if len(things) > THINGS_LIMIT or len(doc.modules) > MODULES_LIMIT or len(set(keys)) != len(keys):
        raise ValueError("too many things or modules, or a key twice")
    if not all(KEY.fullmatch(key) for key in keys) or not all(thing.asks in ASKS for thing in things):
        raise ValueError("a key or a word that is not one of ours")
    if doc.criteria not in CRITERIA or any(not 0 < (thing.minutes or 1) < 10_000 for thing in things):
        raise ValueError("a number or a word out of range")
    for row in [doc, *doc.modules, *things, *doc.attributions, *(each for thing in things for each in thing.streams)]:
        _check_texts(row)
    return doc


def _check_texts(row) -> None:
    for each in fields(row):
        value = getattr(row, each.name)
        texts = value if isinstance(value, tuple) else (value,)
        for text in texts:
            clean = tidy_body if each.name == "try_it" else tidy
            if isinstance(text, str) and (len(text) > _LONG.get(each.name, TITLE_LENGTH) or clean(text) != text):
                raise ValueError(f"{each.name} is not a text of ours")

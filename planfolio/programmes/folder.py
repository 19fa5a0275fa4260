"""A programme as a folder: `programme.toml`, and a Markdown file with front matter for each thing; read.

Files that others wrote come in too: where there is no `programme.toml`, things go by their numbers or names, and
modules by their `category` or folder (`layout`). Nothing is guessed in silence: a `Note` says what was missing, mended
or left out. What `writing.written` writes, `read_folder` reads back as an equal document. No database, no clock.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import groupby

from django.utils.translation import gettext as _

from planfolio.catalogue.stems import fold
from planfolio.errors import Refused

from . import frontmatter, layout
from .document import (
    BODY_LENGTH,
    MODULES_LIMIT,
    TEXT_LENGTH,
    THINGS_LIMIT,
    TITLE_LENGTH,
    AttributionDoc,
    ModuleDoc,
    ProgrammeDoc,
    StreamDoc,
    ThingDoc,
)

HEAD = "programme.toml"
ASKS = ("both", "try", "reflect")
CRITERIA = ("all", "module", "count")
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
KEY_LENGTH = 100
MARKDOWN = (".md", ".markdown")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
#: Keys of front matter that say the same as ours, in files of others; without capitals and accents.
_SYNONYMS = {
    "titre": "title",
    "description": "why",
    "pourquoi": "why",
    "overview": "streams",
    "thing": "number",
    "chose": "number",
    "essai": "number",
    "numero": "number",
    "weight": "number",
    "nav_order": "number",
    "category": "module",
    "categories": "module",
    "categorie": "module",
    "week": "module",
    "semaine": "module",
    "duration": "minutes",
    "time": "minutes",
    "duree": "minutes",
    "reflexion": "reflect",
    "liens": "links",
    "competences": "competencies",
}
_OTHERS = {"layout", "permalink", "date", "tags", "author", "slug", "draft", "lang", "parent"}
#: Times as people write them: 45, 45 min, 1 h, 1 h 15, 2 hours, 1 heure 30.
_TIME = re.compile(
    r"(?:([0-9]{1,2})\s*h(?:ours?|rs?|eures?)?)?\s*(?:([0-9]{1,4})\s*(?:min(?:utes?|s)?\.?|mn|')?)?", re.I
)
_HEADING = re.compile(r"\s*#[ \t]+([^\n]+)")


@dataclass(frozen=True)
class Note:
    """Something that a person should know of a file: what is missing in it, or how it was read."""

    file: str
    text: str


@dataclass(frozen=True)
class Reading:
    doc: ProgrammeDoc
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class _File:
    name: str
    thing: ThingDoc
    number: int | None
    module: str


def read_folder(files: Mapping[str, str], *, name: str = "") -> Reading:
    """The programme in `files` (texts by name without folders). `name` is its title where the files give none.

    Raises Refused where nothing can be made of them, saying what to mend.
    """
    notes: list[Note] = []
    head = _head(files.get(HEAD, ""), notes) if HEAD in files else None
    texts = {file: text for file, text in sorted(files.items()) if file.lower().endswith(MARKDOWN)}
    things = [_thing(file, text, notes) for file, text in texts.items()]
    if not things:
        raise Refused(
            _(
                "There is no thing in it. Each thing is a Markdown file (.md). "
                "Save pages of a site or of a word processor as Markdown first."
            )
        )
    if len(things) > THINGS_LIMIT:
        raise Refused(_("A programme holds %(limit)s things at most.") % {"limit": THINGS_LIMIT})
    doc = _by_head(head, things, notes) if head else _by_category(things, notes, name)
    if len(doc.modules) > MODULES_LIMIT:
        raise Refused(_("A programme holds %(limit)s modules at most.") % {"limit": MODULES_LIMIT})
    if not doc.licence:
        notes.append(
            Note("", _("No licence is named. Say it before you bring it in, so that others know what they may do."))
        )
    return Reading(doc, tuple(notes))


def tidy(text: str) -> str:
    """What every text of a programme looks like: no control characters, no blanks at the ends of lines."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).expandtabs(4)
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def one_line(text: str) -> str:
    """`text` without line ends and doubled blanks; the no-break spaces of French stay."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def tidy_body(text: str) -> str:
    """Markdown keeps its two blanks at the end of a line, which break it; only its own ends are trimmed."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").rstrip()


def _thing(file: str, text: str, notes: list[Note]) -> _File:
    values, body = _parted(file, text)
    unknown = set(values) - {"number", "module", *ThingDoc.__dataclass_fields__} - _OTHERS
    if unknown:
        notes.append(Note(file, _("Not read: %(keys)s.") % {"keys": ", ".join(sorted(unknown))}))
    name = layout.key_name(file)
    thing = ThingDoc(
        key=_key(name),
        title=_line(values, "title", file, notes) or name,
        short_title=_line(values, "short_title", file, notes),
        why=_cut(tidy(_said(values, "why")), TEXT_LENGTH, file, notes),
        try_it=_cut(tidy_body(body), BODY_LENGTH, file, notes),
        reflect=_cut(tidy(_said(values, "reflect")), TEXT_LENGTH, file, notes),
        asks=_one_of(values, "asks", ASKS, file, notes),
        minutes=_minutes(values, file, notes),
        streams=_streams(values.get("streams"), file, notes),
        links=_lines(values.get("links")),
        competencies=_lines(values.get("competencies")),
        credits=_line(values, "credits", file, notes),
    )
    _remark(file, thing, notes, values)
    number = _said(values, "number")
    place = int(number) if re.fullmatch(r"[0-9]{1,4}", number) else layout.number_in(thing.title)
    return _File(file, thing, place, _line(values, "module", file, notes))


def _parted(file: str, text: str) -> tuple[dict, str]:
    """The values of the front matter by our names, and the body. A first heading is the title where none is said."""
    try:
        front, body = frontmatter.split(text.lstrip("\n"))
        read = frontmatter.read_toml if text.lstrip().startswith(frontmatter.TOML_FENCE) else frontmatter.read
        said = read(front) if front else {}
    except frontmatter.FrontMatterError as error:
        words = _("Line %(line)s of its front matter: %(reason)s.") % {"line": error.line, "reason": error.reason}
        raise Refused(_("%(file)s: %(what)s") % {"file": file, "what": words}) from error
    values: dict = {}
    for key, value in said.items():
        plain = fold(key).casefold().replace("-", "_")
        values.setdefault(_SYNONYMS.get(plain, plain), value)
    if isinstance(values.get("module"), list):
        values["module"] = next((each for each in values["module"] if isinstance(each, str)), "")
    if "title" not in values and (heading := _HEADING.match(body)):
        values["title"], body = heading[1].rstrip(" \t#"), body[heading.end() :]
    return values, body


def _key(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(name).casefold()).strip("-")
    return plain[:KEY_LENGTH].strip("-") or "thing"


def _remark(file: str, thing: ThingDoc, notes: list[Note], values: dict) -> None:
    if "title" not in values:
        notes.append(Note(file, _("It has no title; its name stands in for it.")))
    if re.search(r"!\[[^\]]*\]\((?!https?://)", thing.try_it):
        notes.append(
            Note(
                file, _("It shows a picture that is not on the web. The words beside it are kept, the picture is not.")
            )
        )
    elif "![" in thing.try_it:
        notes.append(Note(file, _("Its pictures are shown as links, so that no other site is asked when it is read.")))
    if "{{" in thing.try_it or "{%" in thing.try_it:
        notes.append(Note(file, _("It holds marks of a site builder, which mean nothing here.")))


def _said(values: dict, key: str) -> str:
    value = values.get(key, "")
    return value if isinstance(value, str) else ""


def _line(values: dict, key: str, file: str, notes: list[Note]) -> str:
    return _cut(one_line(tidy(_said(values, key))), TITLE_LENGTH, file, notes)


def _cut(text: str, limit: int, file: str, notes: list[Note]) -> str:
    if len(text) > limit:
        notes.append(
            Note(file, _("A text is longer than %(limit)s characters. Only its beginning is taken.") % {"limit": limit})
        )
    return text[:limit].rstrip()


def _one_of(values: dict, key: str, words: tuple[str, ...], file: str, notes: list[Note]) -> str:
    said = _said(values, key)
    if said and said not in words:
        notes.append(Note(file, _("“%(key)s” is one of: %(words)s.") % {"key": key, "words": ", ".join(words)}))
    return said if said in words else words[0]


def _minutes(values: dict, file: str, notes: list[Note]) -> int | None:
    said = _said(values, "minutes")
    found = _TIME.fullmatch(said)
    minutes = 60 * int(found[1] or 0) + int(found[2] or 0) if found else 0
    if 0 < minutes < 10_000:
        return minutes
    if said:
        notes.append(Note(file, _("Its time is not a number of minutes: “%(text)s”.") % {"text": said[:60]}))
    return None


def _streams(value, file: str, notes: list[Note]) -> tuple[StreamDoc, ...]:
    """Ways through a thing: keys below one key, or a list of single pairs."""
    if isinstance(value, list):
        if any(isinstance(each, dict) for each in value):
            notes.append(
                Note(file, _("Its ways through are written as a list here, and as keys elsewhere. Both are read."))
            )
        pairs = [pair for each in value for pair in (each.items() if isinstance(each, dict) else [(each, "")])]
    else:
        pairs = list(value.items()) if isinstance(value, dict) else []
    tidied = [(one_line(tidy(name)), one_line(tidy(line))) for name, line in pairs if isinstance(line, str)]
    return tuple(StreamDoc(name=name[:TITLE_LENGTH], line=line[:TITLE_LENGTH]) for name, line in tidied if name)[:12]


def _lines(value) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value] if isinstance(value, str) and value else []
    return tuple(one_line(tidy(each))[:TITLE_LENGTH] for each in given if isinstance(each, str) and each.strip())[:50]


# --- by programme.toml


def _head(text: str, notes: list[Note]) -> dict:
    try:
        values = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        words = _("%(file)s is not TOML that can be read (%(reason)s).") % {"file": HEAD, "reason": error}
        raise Refused(words) from error
    known = {field.name for field in fields(ProgrammeDoc)}
    if unknown := set(values) - known:
        notes.append(Note(HEAD, _("Not read: %(keys)s.") % {"keys": ", ".join(sorted(unknown))}))
    return values


def _by_head(head: dict, files: list[_File], notes: list[Note]) -> ProgrammeDoc:
    there = {each.name.rpartition(".")[0]: each for each in files}
    modules = []
    for table in _tables(head, "modules"):
        named = [str(name).removesuffix(".md") for name in table.get("things", []) if isinstance(name, str)]
        if missing := [name for name in named if name not in there]:
            notes.append(Note(HEAD, _("There is no file for: %(names)s.") % {"names": ", ".join(missing)}))
        things = tuple(there.pop(name).thing for name in named if name in there)
        title, about = _text_of(table, "title", TITLE_LENGTH), _text_of(table, "about", TEXT_LENGTH)
        modules.append(ModuleDoc(title=title, about=about, catch_up=table.get("catch_up") is True, things=things))
    if there:
        notes.append(
            Note(HEAD, _("It names no module for: %(names)s. They come last.") % {"names": ", ".join(sorted(there))})
        )
        rest = tuple(each.thing for each in there.values())
        modules.append(ModuleDoc(title=_("Without a module"), things=rest))
    count = head.get("criteria_count")
    criteria = head.get("criteria", "all")
    texts = ("summary", "prerequisites")
    lines = ("title", "language", "author", "licence", "source_url", "badge", "review_by")
    return ProgrammeDoc(
        **{name: _text_of(head, name, TEXT_LENGTH) for name in texts},
        **{name: one_line(_text_of(head, name, TITLE_LENGTH)) for name in lines},
        criteria=criteria if criteria in CRITERIA else "all",
        criteria_count=count if criteria == "count" and type(count) is int and 0 < count <= THINGS_LIMIT else None,
        modules=tuple(modules),
        attributions=tuple(
            AttributionDoc(
                **{name: one_line(_text_of(each, name, TITLE_LENGTH)) for name in AttributionDoc.__dataclass_fields__}
            )
            for each in _tables(head, "attributions")
        ),
    )


def _tables(values: dict, key: str) -> list[dict]:
    found = values.get(key, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise Refused(_("%(file)s: write “%(key)s” as a list of tables.") % {"file": HEAD, "key": key})
    return found


def _text_of(values: dict, key: str, limit: int) -> str:
    value = values.get(key, "")
    return tidy(str(value))[:limit].rstrip() if isinstance(value, str | int) or hasattr(value, "isoformat") else ""


# --- by numbers and categories


def _by_category(files: list[_File], notes: list[Note], name: str) -> ProgrammeDoc:
    notes.append(Note(HEAD, _("There is none: things go by their numbers, and modules by their category or folder.")))
    folders = {layout.module_of(each.name) for each in files}
    if len(folders) > 1:
        files = [replace(each, module=each.module or layout.module_of(each.name)) for each in files]
    _remark_categories(files, notes)
    modules = [
        ModuleDoc(title=module or _("Without a category"), things=tuple(each.thing for each in group))
        for module, group in groupby(_ordered(files, notes), key=lambda each: each.module)
    ]
    language = layout.language_of(
        " ".join(f"{each.thing.title} {each.thing.why} {each.thing.try_it}" for each in files)
    )
    if language != "en":
        notes.append(Note("", _("It reads like French, so French is its language.")))
    return ProgrammeDoc(title=name[:TITLE_LENGTH] or _("A programme"), language=language, modules=tuple(modules))


def _ordered(files: list[_File], notes: list[Note]) -> list[_File]:
    """By their numbers, else by their names. Where a number stands twice, each folder counts for itself."""
    numbers = [each.number for each in files if each.number is not None]
    if not numbers and len(files) > 1:
        notes.append(Note("", _("None of them says its number: they stand in the order of their names.")))
    for each in files if numbers else ():
        if each.number is None:
            notes.append(Note(each.name, _("It has no number, so it comes after those that have one.")))
    by_folder = len(set(numbers)) < max(len(numbers), 1) or not numbers

    def place(each: _File) -> tuple:
        folder, _slash, _name = each.name.rpartition("/")
        first = layout.natural(folder) if by_folder else []
        return first, each.number is None, each.number or 0, layout.natural(each.name)

    return sorted(files, key=place)


def _remark_categories(files: list[_File], notes: list[Note]) -> None:
    overviews, categories = any(each.thing.streams for each in files), any(each.module for each in files)
    for each in files:
        no_overview, no_category = overviews and not each.thing.streams, categories and not each.module
        if no_overview and no_category:
            notes.append(Note(each.name, _("It has neither an overview nor a category.")))
        elif no_overview:
            notes.append(Note(each.name, _("It has no overview.")))
        elif no_category:
            notes.append(Note(each.name, _("It has no category.")))


def quoting_notes(files: Mapping[str, str]) -> tuple[Note, ...]:
    """Where one category is written with and without quotation marks, which is one category all the same."""
    seen: dict[str, dict[str, list[str]]] = {}
    for name, text in sorted(files.items()):
        found = re.search(r"(?m)^(?:category|module):[ \t]*(.+?)[ \t]*$", text.split("\n---", 1)[0])
        if found:
            plain = found[1].strip("\"'")
            mark = found[1][0] if found[1][0] in "\"'" else ""
            seen.setdefault(plain, {}).setdefault(mark, []).append(name)
    return tuple(
        Note(
            ", ".join(names),
            _("The category “%(name)s” is quoted here and otherwise elsewhere. It is read as one.") % {"name": plain},
        )
        for plain, marks in seen.items()
        if len(marks) > 1
        for names in [marks[min(marks, key=lambda mark: len(marks[mark]))]]
    )


def unique_keys(doc: ProgrammeDoc) -> ProgrammeDoc:
    """`doc` with each key of a thing there once: a second one gets a number behind it."""
    seen: set[str] = set()
    modules = []
    for module in doc.modules:
        things = []
        for thing in module.things:
            key, count = thing.key, 1
            while key in seen:
                count += 1
                key = f"{thing.key}-{count}"
            seen.add(key)
            things.append(replace(thing, key=key))
        modules.append(replace(module, things=tuple(things)))
    return replace(doc, modules=tuple(modules))

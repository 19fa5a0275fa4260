"""A plan as a tagged PDF (PDF/A-2a and PDF/UA-1), set by typst from `template/plan.typ`.

What people typed goes to the compiler as JSON values, never as markup, and the compiler sees one folder that holds the
template alone. Where no shipped font has a character it is shown as a box, and the PDF says so at its end.
"""

import json
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from planfolio.plans.document import PlanDoc
from planfolio.plans.writing.sheet import plan_sheet
from planfolio.plans.writing.wording import readable

TEMPLATE = Path(__file__).parent / "template" / "plan.typ"
FONTS = Path(__file__).parents[2] / "web" / "fonts" / "print"
STANDARDS = ["a-2a", "ua-1"]
BOX = "□"
#: Joiners that scripts need; other invisible marks could turn the words around them and are left out.
JOINERS = "\u200c\u200d"
#: Where the fonts have characters at all; whole scripts and pictures beyond are not worth asking for one by one.
COVERED = (range(0x2E80), range(0xFB00, 0xFFFE), range(0x1D400, 0x1D800))


def write_pdf(doc: PlanDoc, *, paper: str, person: str, on: date, pictures: Sequence[dict] = ()) -> bytes:
    """The plan on A4 or Letter in about 0.1 s for 60 activities; the same bytes for the same plan, person and day."""
    sheet = plan_sheet(doc, paper=paper, person=person, on=on, pictures=pictures)
    return set_sheet(TEMPLATE, sheet, on=on)


def set_sheet(template: Path, sheet: dict, *, on: date) -> bytes:
    """`template` as a tagged PDF, with `sheet` as the input that bears its name."""
    # Each character may print alone, and yet the shaper find no one font for a cluster of them (an accent on a letter
    # of another script). Then the texts that do not print are made plainer, and at last all of them.
    source, name = template.read_bytes(), template.stem
    for clean in (_printable, _plainer):
        try:
            return _set(source, {name: json.dumps(_every_text(sheet, clean))}, on=on)
        except typst.TypstError:
            continue
    return _set(source, {name: json.dumps(_every_text(sheet, _plain))}, on=on)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _set(source: bytes, inputs: dict[str, str], *, on: date) -> bytes:
    return typst.compile(
        source,
        root=str(TEMPLATE.parent),
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs=inputs,
        timestamp=datetime(on.year, on.month, on.day, tzinfo=UTC),
    )


def _every_text(sheet: dict, clean) -> dict:
    """A copy of `sheet` with `clean` applied to every text, and a remark when that put a box anywhere."""
    boxes = 0

    def walk(value):
        nonlocal boxes
        if isinstance(value, dict):
            return {key: walk(each) for key, each in value.items()}
        if isinstance(value, list):
            return [walk(each) for each in value]
        if not isinstance(value, str):
            return value
        text = clean(value)
        boxes += text.count(BOX) - value.count(BOX)
        return text

    cleaned = walk(sheet)
    if boxes:
        cleaned["remark"] = _("A box (%(box)s) stands for a character that the fonts of this file lack.") % {"box": BOX}
    return cleaned


def _printable(text: str) -> str:
    """`text` with a box for each character that no font has, and without marks that are not seen."""
    text = unicodedata.normalize("NFC", readable(text)).replace("\t", " ").replace("\x85", "\n")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n\n")
    kept = [char for char in text if char in JOINERS or char == "\n" or unicodedata.category(char) != "Cf"]
    return "".join(char if char <= "\xff" or _prints(char) else BOX for char in kept)


def _plainer(text: str) -> str:
    """`text` as `_printable` gives it where that can be set, else plain."""
    cleaned = _printable(text)
    return cleaned if all(map(_is_latin, cleaned)) or _compiles(cleaned) else _plain(text)


def _plain(text: str) -> str:
    """`text` with a box for whatever is not a letter or sign of the fonts for Latin script."""
    return "".join(char if _is_latin(char) else BOX for char in _printable(text) if char not in JOINERS)


def _is_latin(char: str) -> bool:
    return char <= "\u024f" or "\u2010" <= char <= "\u2026" or char in "€□"


@lru_cache(maxsize=20_000)
def _prints(char: str) -> bool:
    """Whether some font has `char`, found by asking the compiler (about 1 ms, once for each character)."""
    if unicodedata.category(char) in ("Cn", "Co", "Cs") or not any(ord(char) in covered for covered in COVERED):
        return False
    return _compiles(char)


def _compiles(text: str) -> bool:
    """Whether `text` can be set with the shipped fonts alone."""
    try:
        _set(b'#set document(title: "-")\n#set text(font: "Newsreader")\n#sys.inputs.text', {"text": text}, on=date.min)
    except typst.TypstError:
        return False
    return True

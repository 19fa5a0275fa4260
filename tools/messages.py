"""`make messages`: collects every marked text into the French catalogue, and compiles it.

Code and templates are read without being run. What is new stands there without a translation, what is no longer said
is dropped, and every translation that still fits is kept. The catalogue names the files in which a text is said, and
no lines, dates, names or tools, so that it changes only when words do.
"""

import io
import sys
from pathlib import Path

from babel.messages import extract, mofile, pofile
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "planfolio"
LANGUAGE = "fr"
FOLDER = PACKAGE / "locale" / LANGUAGE / "LC_MESSAGES"
WRITTEN, COMPILED = FOLDER / "django.po", FOLDER / "django.mo"

#: The options are those of the pages' environment (planfolio/web/jinja.py); a template that cannot be read stops us.
_JINJA = {"extensions": "jinja2.ext.do", "trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
METHODS = [("**.py", "python"), ("**.jinja", "jinja2"), ("**/jinja2/**.txt", "jinja2")]
OPTIONS = {"**.jinja": _JINJA, "**/jinja2/**.txt": _JINJA}
#: The markers beyond those that Babel knows: which arguments are texts, and which is the context ("c").
KEYWORDS = extract.DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


class Catalogue(Catalog):
    """One whose head says only what a reader of it needs: no dates, no names, no tools."""

    def __init__(self):
        super().__init__(locale=LANGUAGE, fuzzy=False, header_comment="")

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", LANGUAGE),
            ("Plural-Forms", self.plural_forms),
            ("Content-Type", "text/plain; charset=utf-8"),
        ]


def main() -> int:
    catalogue = update(collect(), known())
    FOLDER.mkdir(parents=True, exist_ok=True)
    WRITTEN.write_text(written(catalogue), encoding="utf-8", newline="\n")
    COMPILED.write_bytes(compiled(catalogue))
    open_ones = missing(catalogue)
    print(f"{len(catalogue)} texts, {len(open_ones)} of them without French.")
    for message in open_ones:
        print("  ", forms(message.id)[0])
    return 1 if open_ones else 0


def collect() -> Catalog:
    """Every marked text of the package, with the files it stands in."""
    found = Catalog()
    for name, line, text, comments, context in extract.extract_from_dir(
        PACKAGE, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        found.add(text, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def known() -> Catalog:
    """The catalogue as it is written, empty before the first run. Raises PoFileError when it cannot be read."""
    if not WRITTEN.exists():
        return Catalog(locale=LANGUAGE)
    with WRITTEN.open("rb") as file:
        return pofile.read_po(file, locale=LANGUAGE, abort_invalid=True)


def update(found: Catalog, translated: Catalog) -> Catalogue:
    """The texts of `found` with their translations: the same text in the same context, and nothing guessed."""
    catalogue = Catalogue()
    for message in found:
        if not message.id:
            continue
        before = translated.get(message.id, message.context)
        kept = before and before.id == message.id
        catalogue.add(
            message.id,
            before.string if kept else "",
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=before.user_comments if kept else (),
            flags=before.flags & {"fuzzy"} if kept else (),
            context=message.context,
        )
    return catalogue


def written(catalogue: Catalogue) -> str:
    file = io.BytesIO()
    pofile.write_po(file, catalogue, width=0, sort_output=True, include_lineno=False)
    return file.getvalue().decode().lstrip("\n")


def compiled(catalogue: Catalogue) -> bytes:
    """What gettext reads, without the texts that have no French yet."""
    said = Catalogue()
    for message in catalogue:
        if message.id and all(forms(message.string)):
            said.add(message.id, message.string, context=message.context)
    file = io.BytesIO()
    mofile.write_mo(file, said)
    return file.getvalue()


def missing(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id and not all(forms(message.string))]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a text: one, or one for each number that the grammar tells apart."""
    return (text,) if isinstance(text, str) else tuple(text) or ("",)


if __name__ == "__main__":
    sys.exit(main())

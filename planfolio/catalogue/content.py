"""Content files: what is written for people, kept as TOML beside the code and never imported as code.

A kind is a folder of `planfolio/content`. It holds either one file for each language (`starters/fr.toml`) or
one for each thing and language (`examples/ward-nurse.fr.toml`). Files are found through importlib.resources,
so they are read the same way from a checkout and from a wheel, and only when somebody asks for them.
"""

import copy
import re
import tomllib
from functools import cache
from importlib.resources import files

NAME = re.compile(r"(?:(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)\.)?(?P<language>[a-z]{2})\.toml")
KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")
LANGUAGE = re.compile(r"[a-z]{2}")


class ContentError(ValueError):
    """A content file says something it may not. The message names the file, the key, and what is expected."""

    def __init__(self, file: str, key: str, expected: str):
        super().__init__(f"{file}: {key}: {expected}" if key else f"{file}: {expected}")


def read_content(kind: str, *, language: str, slug: str | None = None) -> list[dict]:
    """Every file of `kind` in `language` (or the one of `slug`), by name, each with its `slug` and `file` added.

    A regional language falls back to its main one (fr-ca reads fr). Files are parsed once in a process; each call
    gives copies of its own. Raises LookupError where there are no such files, ContentError for a file that is not TOML.
    """
    language = language.lower().replace("_", "-").split("-")[0]
    # A name that could leave the folder matches neither pattern, so no path is ever made from it.
    found = _parsed(kind, language) if KIND.fullmatch(kind) and LANGUAGE.fullmatch(language) else ()
    found = [each for each in found if slug in (None, each["slug"])]
    if not found:
        raise LookupError(f"There is no content of kind {kind!r} in language {language!r}.")
    return copy.deepcopy(found)


@cache
def _parsed(kind: str, language: str) -> tuple[dict, ...]:
    folder = files("planfolio") / "content" / kind
    if not folder.is_dir():
        return ()
    matches = sorted(
        (match for each in folder.iterdir() if (match := NAME.fullmatch(each.name))),
        key=lambda m: m[0],
    )
    return tuple(
        _parse(folder / match[0], f"{kind}/{match[0]}", match["slug"] or "")
        for match in matches
        if match["language"] == language
    )


def _parse(path, file: str, slug: str) -> dict:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(file, "", f"write it as TOML in UTF-8 ({error})") from error
    return values | {"slug": slug, "file": file}

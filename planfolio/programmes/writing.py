"""A programme written as its folder: `programme.toml`, and a Markdown file with front matter for each thing."""

from dataclasses import fields

from . import frontmatter
from .document import ProgrammeDoc, ThingDoc
from .folder import HEAD
from .toml_text import toml


def written(doc: ProgrammeDoc) -> dict[str, str]:
    """The folder of `doc`: texts by file name."""
    files = {HEAD: _written_head(doc)}
    number = 0
    for module in doc.modules:
        for thing in module.things:
            number += 1
            files[f"{thing.key}.md"] = _written_thing(thing, number)
    return files


def _written_head(doc: ProgrammeDoc) -> str:
    values = {
        field.name: getattr(doc, field.name) for field in fields(doc) if field.name not in ("modules", "attributions")
    }
    modules = [
        {
            "title": each.title,
            "about": each.about,
            "catch_up": each.catch_up or None,
            "things": [one.key for one in each.things],
        }
        for each in doc.modules
    ]
    attributions = [{field.name: getattr(each, field.name) for field in fields(each)} for each in doc.attributions]
    return toml(values, {"attributions": attributions, "modules": modules})


def _written_thing(thing: ThingDoc, number: int) -> str:
    front = {
        "thing": str(number),
        "title": thing.title,
        "short_title": thing.short_title,
        "minutes": str(thing.minutes or ""),
        "asks": "" if thing.asks == "both" else thing.asks,
        "why": thing.why,
        "reflect": thing.reflect,
        "streams": {each.name: each.line for each in thing.streams},
        "links": thing.links,
        "competencies": thing.competencies,
        "credits": thing.credits,
    }
    return f"{frontmatter.write(front)}{thing.try_it}\n"

"""Plan templates by profession: the words and fields that a profession uses for the six questions.

A template never changes what is stored. Each of its fields maps to one of the six questions, so that changing the
template of a plan loses nothing. Facts that may change carry a date to look at them again, and `recheck` marks those
that were never confirmed at the source.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from planfolio.catalogue.content import ContentError, read_content
from planfolio.catalogue.stems import main_language

GENERAL = "general"
#: The keys of the six questions, in their order.
QUESTIONS = ("what", "why", "how", "evidence", "when", "links")


@dataclass(frozen=True, kw_only=True)
class Question:
    """One of the six questions in the words of the profession."""

    key: str
    label: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """A field of the profession's own form; `maps_to` is the question that holds its answer."""

    key: str
    label: str
    hint: str
    maps_to: str


@dataclass(frozen=True, kw_only=True)
class PlanTemplate:
    """`plan_word` is a key of the synonyms of a plan, `plan_term` and `objective_term` the profession's own words.

    `months` is the usual length of the cycle, `anchor` what it is counted from (start, registration, appraisal,
    school-year), `jurisdiction` a country or region code, empty where the template is for everywhere.
    """

    id: str
    name: str
    summary: str
    version: str
    jurisdiction: str
    source: str
    source_url: str
    valid_from: date
    licence: str
    recheck: bool
    review_by: date
    plan_word: str
    plan_term: str
    objective_term: str
    months: int
    anchor: str
    cycle_note: str
    questions: tuple[Question, ...]
    sections: tuple[Section, ...]

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    def sections_for(self, key: str) -> tuple[Section, ...]:
        """The fields of the profession's form that the question `key` holds."""
        return tuple(section for section in self.sections if section.maps_to == key)


FACTS = (
    "name",
    "summary",
    "version",
    "jurisdiction",
    "source",
    "source_url",
    "valid_from",
    "licence",
    "recheck",
    "review_by",
)


@cache
def templates(language: str) -> tuple[PlanTemplate, ...]:
    """Every template in `language`, the general one first, then by name."""
    found = [_template(values) for values in read_content("plan-templates", language=main_language(language))]
    return tuple(sorted(found, key=lambda each: (each.id != GENERAL, each.name)))


def template(id: str, language: str) -> PlanTemplate:
    """The template `id`, or the general one when there is none of that name (a plan may come from elsewhere)."""
    by_id = {each.id: each for each in templates(language)}
    return by_id.get(id, by_id[GENERAL])


def _template(values: dict) -> PlanTemplate:
    """Raises ContentError naming the file and the key when one is missing or maps to no question."""
    try:
        built = PlanTemplate(
            id=values["slug"],
            **{key: values[key] for key in FACTS},
            plan_word=values["terms"]["plan_word"],
            plan_term=values["terms"]["plan"],
            objective_term=values["terms"]["objective"],
            months=values["cycle"]["months"],
            anchor=values["cycle"]["anchor"],
            cycle_note=values["cycle"]["note"],
            questions=tuple(Question(key=key, **values["questions"][key]) for key in QUESTIONS),
            sections=tuple(Section(**section) for section in values["sections"]),
        )
    except KeyError as error:
        raise ContentError(values["file"], str(error.args[0]), "add this key") from error
    for section in built.sections:
        if section.maps_to not in QUESTIONS:
            raise ContentError(values["file"], "maps_to", f"use one of {', '.join(QUESTIONS)}")
    return built

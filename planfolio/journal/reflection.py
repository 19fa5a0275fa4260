"""Models of reflection and short prompts: the questions that help somebody think, never a judgement of the answers.

A model is a few stages, each with a prompt of our own. Answers are stored as {stage key: text}; a model can be
changed later without loss, because keys that the new model lacks simply stay in the store.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from planfolio.catalogue.content import read_content
from planfolio.catalogue.stems import main_language

#: The order in which models are offered: the shortest first.
ORDER = ("quick", "driscoll", "gibbs", "kolb", "starr", "4rs", "nmc")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One step of a model: `prompt` is the question, `hint` helps when it alone does not."""

    key: str
    label: str
    prompt: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class Source:
    author: str
    title: str
    year: int


@dataclass(frozen=True, kw_only=True)
class ReflectionModel:
    """`helps` is one line that says when the model is worth its time."""

    key: str
    name: str
    helps: str
    source: Source
    stages: tuple[Stage, ...]

    def answers(self, stored: dict[str, str]) -> tuple[tuple[Stage, str], ...]:
        """Each stage with its stored answer, empty where there is none."""
        return tuple((stage, stored.get(stage.key, "")) for stage in self.stages)


@cache
def models(language: str) -> tuple[ReflectionModel, ...]:
    """Every model in `language`, shortest first."""
    found = {
        each["slug"]: ReflectionModel(
            key=each["slug"],
            name=each["name"],
            helps=each["helps"],
            source=Source(**each["source"]),
            stages=tuple(Stage(**stage) for stage in each["stages"]),
        )
        for each in read_content("reflections", language=main_language(language))
    }
    return tuple(found[key] for key in sorted(found, key=_place))


def _place(key: str) -> tuple[int, str]:
    """Models that were contributed later come after ours, by key."""
    return (ORDER.index(key) if key in ORDER else len(ORDER), key)


def model(key: str, language: str) -> ReflectionModel:
    """The model named `key`. Raises LookupError when there is none."""
    for each in models(language):
        if each.key == key:
            return each
    raise LookupError(
        f"There is no reflection model {key!r}. Choose one of {', '.join(m.key for m in models(language))}."
    )


def weekly_prompt(week: date, language: str) -> str:
    """The one optional question of the week that `week` lies in: the same for everybody, and all day every day of it.

    Weeks are counted on without a break at New Year, so that the question changes every week until all were asked.
    """
    prompts = _prompts(main_language(language))["weekly"]
    return prompts[(week.toordinal() - 1) // 7 % len(prompts)]


def after_activity_prompt(number: int, language: str) -> str:
    """One of the questions for after an activity; `number` is any count, such as how many are done already."""
    prompts = _prompts(main_language(language))["after_activity"]
    return prompts[number % len(prompts)]


@cache
def _prompts(language: str) -> dict[str, list[str]]:
    return read_content("prompts", language=language)[0]

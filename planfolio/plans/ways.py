"""Ways in to an objective: resources that may help, and a word when its activities all go one way.

Nothing is scored and nobody's style is diagnosed: a plan that leans on a single source stops when that source does.
Pure but for the language of the reader; costs no query.
"""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from planfolio.catalogue.resources import Match, match
from planfolio.catalogue.stems import fold, main_language

from .vocabulary import ActivityState, Format, ObjectiveState

#: The code under which a person puts the word about one way away.
ONE_WAY = "one-way"
SHOWN = 3


@dataclass(frozen=True)
class Leaning:
    """What all `count` activities have in common; a part that differs is empty. `others` are other ways in."""

    count: int
    link: str = ""
    provider: str = ""
    format: str = ""
    others: list[Match] = field(default_factory=list)

    @property
    def format_label(self) -> str:
        return str(dict(Format.choices).get(self.format, self.format))


@dataclass(frozen=True)
class Ways:
    """`language` is that of the resources' texts: the plan's, since its words are what they were found by."""

    language: str
    helpful: list[Match]
    leaning: Leaning | None


def ways_in(objective, activities) -> Ways:
    """Resources that share words with the objective, without those already in its activities, and what it leans on."""
    language = main_language(objective.plan.language or get_language() or "en")
    used = {activity.url for activity in activities if activity.url}
    found = [each for each in match(objective.what, language=language, at_most=12) if each.resource.url not in used]
    return Ways(language=language, helpful=found[:SHOWN], leaning=_leaning(objective, activities, language))


def _leaning(objective, activities, language: str) -> Leaning | None:
    if objective.state != ObjectiveState.ACTIVE or ONE_WAY in objective.dismissed:
        return None
    lean = leaning(activities)
    if lean is None:
        return None
    # Asked anew without the format that is there, or its close matches would crowd the others out.
    formats = [each for each in Format.values if each != lean.format]
    found = match(objective.what, language=language, formats=formats, at_most=12)
    others = [each for each in found if _is_other(each.resource, lean)]
    return Leaning(lean.count, lean.link, lean.provider, lean.format, others[:SHOWN])


def leaning(activities) -> Leaning | None:
    """What every activity that was not let go has in common: a link, a provider or a format; None when nothing.

    A single activity leans on something only where it names a link or a provider: a first step is no habit yet.
    """
    kept = [activity for activity in activities if activity.state != ActivityState.LET_GO]
    link, provider, format = (_common(kept, name) for name in ("url", "provider", "format"))
    if not (link or provider or (format and len(kept) > 1)):
        return None
    return Leaning(count=len(kept), link=link, provider=provider, format=format if len(kept) > 1 else "")


def _common(activities, name: str) -> str:
    """The value that all share, as the first has it; empty where one has another or none."""
    values = [getattr(activity, name).strip() for activity in activities]
    return values[0] if values and all(values) and len({fold(value) for value in values}) == 1 else ""


def _is_other(resource, lean: Leaning) -> bool:
    """Whether `resource` leads elsewhere than all that is there."""
    same_format = lean.format and resource.format == lean.format
    same_provider = lean.provider and fold(resource.provider) == fold(lean.provider)
    return not same_format and not same_provider and resource.url != lean.link

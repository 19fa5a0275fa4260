"""Feedback on how an objective is worded: kind, concrete, always dismissable, and never a score.

Each remark rests on something that helps in the literature of objectives: an observable verb, learning rather than
attendance, a date, a criterion, evidence, one thing at a time, a reason. What cannot be read from text (whether
something is achievable, or relevant) is not judged. Pure: no database and no clock.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel.dates import format_date

from planfolio.catalogue.content import read_content
from planfolio.catalogue.stems import main_language, small_words, stem
from planfolio.plans.document import ObjectiveDoc, PlanDoc
from planfolio.plans.verbs import LEVELS, bloom_levels, opening, opens_with_verb, tokens, verb_lists, verbs_in

#: More objectives than this in one plan are hard to keep in sight.
MANY = 5
#: How many words after its verb the noun of an activity is looked for ("take an online course").
NEAR = 4
#: Day and month in the order of the language; English is British.
LOCALES = {"en": "en_GB", "fr": "fr"}


@dataclass(frozen=True, kw_only=True)
class Remark:
    """`code` names the kind, for dismissing it; `field` is a key of the six questions, empty for the whole plan."""

    code: str
    field: str
    text: str


def feedback(objective: ObjectiveDoc, *, plan: PlanDoc, today: date, language: str) -> list[Remark]:
    """What could make the objective clearer, in the order of the six questions and in `language`.

    Verbs are looked up in the plan's own language. Nothing is said of an objective that is empty, done, parked or
    let go. At most one remark comes from each rule.
    """
    if objective.state != "active" or not objective.what.strip():
        return []
    found = [
        _what(objective, plan.language),
        _why(objective),
        _evidence(objective, plan.language),
        _when(objective, plan, today, language),
    ]
    return [_remark(*each, language=language) for each in found if each]


def plan_feedback(plan: PlanDoc, *, needed_minutes: int, available_minutes: int, language: str) -> list[Remark]:
    """Remarks on the whole plan; the minutes are those of the roadmap's fit. The spread of levels comes last."""
    active = [objective for objective in plan.objectives if objective.state == "active"]
    found = []
    if len(active) > MANY:
        found.append(("many", "", {"count": len(active)}))
    if needed_minutes > available_minutes:
        hours = {
            "needed": -(-needed_minutes // 60),
            "available": max(0, available_minutes) // 60,
        }
        found.append(("hours", "when", hours))
    spread = level_spread(plan)
    if spread:
        labels = verb_lists(main_language(language)).labels
        found.append(
            (
                "levels",
                "",
                {"levels": ", ".join(f"{labels[level]} ({n})" for level, n in spread.items())},
            )
        )
    return [_remark(*each, language=language) for each in found]


def level_spread(plan: PlanDoc) -> dict[str, int]:
    """How many active objectives stand at each level, lowest level first; levels that none has are left out."""
    counts = Counter(
        level
        for objective in plan.objectives
        if objective.state == "active" and objective.what_kind == "objective"
        for level in bloom_levels(objective.what, plan.language)
    )
    return {level: counts[level] for level in LEVELS if counts[level]}


def put_away(dismissed: list[str], code: str) -> list[str]:
    """The codes that are put away with this one as well, at most 40; what cannot be a code changes nothing."""
    return sorted({*dismissed, *re.findall(r"\A[a-z-]{1,40}\Z", code)})[:40]


def _remark(code: str, field: str, values: dict, *, language: str) -> Remark:
    return Remark(
        code=code,
        field=field,
        text=_texts(main_language(language))[code].format(**values),
    )


@cache
def _texts(language: str) -> dict[str, str]:
    return read_content("wording", language=language)[0]


def _what(objective: ObjectiveDoc, language: str):
    """An activity, no observable verb, or two unrelated ones: the first that holds."""
    # An essential question is not an objective and needs no verb.
    if objective.what_kind == "question":
        return None
    if activity := _activity(objective.what, language):
        return "activity", "what", {"verb": _quote(activity)}
    verbs = verbs_in(objective.what, language)
    examples = verb_lists(main_language(language)).suggested
    # Nobody can list every verb: a word that looks like one, or says what it is for, is taken for one.
    if not verbs and (opens_with_verb(objective.what, language) or _purpose(objective.what, language)):
        return None
    if not verbs:
        return "verb-missing", "what", {"examples": examples}
    if all(verb.vague for verb in verbs):
        return (
            "verb-vague",
            "what",
            {"verb": _quote(verbs[0].text.lower()), "examples": examples},
        )
    if pair := _unrelated(objective.what, verbs, language):
        return (
            "split",
            "what",
            {"first": _quote(pair[0].text.lower()), "second": _quote(pair[1].text.lower())},
        )
    return None


def _activity(text: str, language: str) -> str:
    """The word that makes `text` an activity, unless it goes on to say what it is for."""
    lists = verb_lists(main_language(language))
    first = opening(text, language)
    if not first or _purpose(text, language):
        return ""
    position, base = first
    words = tokens(text)
    nouns = {stem(noun, language) for noun in lists.words["activity_nouns"]}
    near = words[position + 1 : position + 1 + NEAR]
    has_noun = any(stem(token.word, language) in nouns for token in near)
    # "Course on statistics": a noun that stands where the verb should.
    is_noun = not base and stem(words[position].word, language) in nouns
    if base in lists.words["activity"] or (base in lists.words["activity_with_noun"] and has_noun) or is_noun:
        reflexive = position and words[position - 1].word in lists.words["reflexive_after"]
        return text[words[position - 1 if reflexive else position].start : words[position].end]
    return ""


def _quote(text: str) -> str:
    """As quoted inside a sentence, on one line."""
    return " ".join(text.split())


def _purpose(text: str, language: str) -> bool:
    """Whether an observable verb follows "so that I can", "to" or the like."""
    lists = verb_lists(main_language(language))
    words = [token.word for token in tokens(text)]
    for phrase in lists.purpose:
        for place in range(1, len(words) - len(phrase)):
            if tuple(words[place : place + len(phrase)]) == phrase:
                rest = " ".join(words[place + len(phrase) :])
                return any(not verb.vague for verb in verbs_in(rest, language))
    return False


def _unrelated(text: str, verbs, language: str):
    """Two verbs joined in one sentence, each with an object of its own that says nothing of the other's."""
    lists = verb_lists(main_language(language))
    words = tokens(text)
    ends = [verb.position for verb in verbs[1:]] + [len(words)]
    for first, second, end in zip(verbs, verbs[1:], ends[1:], strict=False):
        if first.vague or second.vague or not _parted(words, first.position, second, lists):
            continue
        mine = _content(words[first.position + 1 : second.position], lists)
        other = _content(words[second.position + 1 : end], lists)
        if mine and other and not mine & other:
            return first, second
    return None


def _parted(words, first: int, second, lists) -> bool:
    """Whether "and" stands between the verbs in one sentence, and nothing after the first refers back to it."""
    if second.base in lists.words["follows"] or any(token.opens for token in words[first + 1 : second.position + 1]):
        return False
    joined = {token.word for token in words[second.position - 2 : second.position]} & lists.words["splitting"]
    points_back = {token.word for token in words[first + 1 :]} & lists.words["back"]
    return bool(joined) and not points_back and words[second.position - 1].word not in lists.words["back_before"]


def _content(words, lists) -> set[str]:
    """The stems of the words that carry meaning: not articles, joining words or adverbs."""
    said = {stem(token.word, lists.language) for token in words if not token.word.endswith(lists.adverb_ending)}
    return {part for part in said - small_words(lists.language) if len(part) > 2}


def _why(objective: ObjectiveDoc):
    linked = objective.goal or any(link.kind == "goal" for link in objective.links)
    return None if objective.why.strip() or objective.why_kind or linked else ("why", "why", {})


def _evidence(objective: ObjectiveDoc, language: str):
    """Nothing planned at all, or something planned by which nobody could say that it is enough."""
    criteria = any(criterion.strip() for criterion in objective.criteria)
    if not (objective.evidence.strip() or objective.evidence_kind or criteria):
        return "evidence", "evidence", {}
    if criteria or _has_clue(f"{objective.what}\n{objective.evidence}", language):
        return None
    return "criterion", "evidence", {}


def _has_clue(text: str, language: str) -> bool:
    """Whether a number, a criterion, a product or a judge is named."""
    if any(sign.isdigit() or sign == "%" for sign in text):
        return True
    known = _clue_stems(main_language(language))
    return any(stem(token.word, language) in known for token in tokens(text))


@cache
def _clue_stems(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for words in verb_lists(language).clues.values() for word in words)


def _when(objective: ObjectiveDoc, plan: PlanDoc, today: date, language: str):
    due = objective.due
    if due is None:
        return "date-missing", "when", {}
    locale = LOCALES[main_language(language)]
    dates = {
        name: format_date(day, "d MMMM y", locale=locale)
        for name, day in {"date": due, "starts": plan.starts, "ends": plan.ends}.items()
        if day
    }
    if plan.starts and due < plan.starts:
        return "date-before", "when", dates
    if plan.ends and due > plan.ends:
        return "date-after", "when", dates
    return ("date-past", "when", dates) if due < today else None

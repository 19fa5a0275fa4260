"""The verbs of an objective, found by where they stand, and their level in Bloom's revised taxonomy.

An objective opens with its verbs: after a lead-in ("I will be able to", "je saurai"), at the start of a clause, or
joined by "and". A known word in one of those slots is read as a verb; anywhere else it is left alone, so that "the
design of a study" has none. The lists are content (`content/verbs`), one level for each verb, written from the
literature (Anderson and Krathwohl, 2001) and not fitted to any data. The levels describe; they never score.
"""

import re
from dataclasses import dataclass
from functools import cache

from planfolio.catalogue.content import read_content
from planfolio.catalogue.stems import WORD, fold, main_language, stem

LEVELS = ("remember", "understand", "apply", "analyse", "evaluate", "create")
CLAUSE_END = re.compile(r"[.;:!?\n\r•]|\s[-–—]\s")


@dataclass(frozen=True, kw_only=True)
class Token:
    """`word` is folded, `start` and `end` its place in the text in characters.

    `opens` says that a clause begins here, `joined` that a comma or slash stands before.
    """

    text: str
    word: str
    start: int
    end: int
    opens: bool
    joined: bool


@dataclass(frozen=True, kw_only=True)
class Verb:
    """`text` is as written, with all that belongs to it ("demonstrate a sound understanding", "me former").

    `base` is the folded dictionary form, `position` the place of the verb among the words, from 0.
    """

    text: str
    base: str
    level: str
    vague: bool
    position: int


@dataclass(frozen=True, kw_only=True)
class Lists:
    """The content of one language, folded. `bases` holds every verb, `levels` the level of those that have one."""

    language: str
    levels: dict[str, str]
    bases: frozenset[str]
    stems: dict[str, str]
    words: dict[str, frozenset[str]]
    irregular: dict[str, str]
    carried: dict[str, str]
    clues: dict[str, frozenset[str]]
    labels: dict[str, str]
    suggested: str
    adverb_ending: str
    purpose: tuple[tuple[str, ...], ...]


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` in order. An apostrophe parts words ("j'explique" is two)."""
    found, end = [], 0
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        opens = not found or bool(CLAUSE_END.search(between))
        joined = any(mark in between for mark in ",/&")
        start, end = match.span()
        found.append(
            Token(
                text=match[0],
                word=fold(match[0]),
                start=start,
                end=end,
                opens=opens,
                joined=joined,
            )
        )
    return tuple(found)


def verbs_in(text: str, language: str) -> tuple[Verb, ...]:
    """The verbs that open `text` or are joined to those that do, in order. Linear in the length of the text."""
    lists = verb_lists(main_language(language))
    words = tokens(text)
    found, expecting, resume = [], "", 0
    for position, token in enumerate(words):
        if position < resume:
            continue
        expecting = _slot(token, expecting, lists)
        if not expecting:
            continue
        if ability := _ability_after(words, position, lists):
            expecting, resume = "start", ability + 1
            continue
        if _passes(words, position, expecting, lists):
            continue
        verb = _verb(text, position, expecting, words, lists)
        if verb:
            found.append(verb)
        expecting = ""
    return tuple(found)


def opening(text: str, language: str) -> tuple[int, str] | None:
    """The place of the first word after the lead-ins, with its base form if it is a known verb, else empty."""
    lists = verb_lists(main_language(language))
    words = tokens(text)
    for position, token in enumerate(words):
        if _ability_after(words, position, lists) or not _passes(words, position, "start", lists):
            return position, _base(token, "start", lists)
    return None


def opens_with_verb(text: str, language: str) -> bool:
    """Whether the first word after the lead-ins is a verb, by the lists, its ending, or the article that follows it."""
    first = opening(text, language)
    if not first:
        return False
    lists, words = verb_lists(main_language(language)), tokens(text)
    position, base = first
    word = words[position].word
    followed = position + 1 < len(words) and words[position + 1].word in lists.words["articles"]
    ends = (
        len(word) > 4 and word.endswith(tuple(lists.words["verb_ending"])) and word not in lists.words["activity_nouns"]
    )
    return bool(base) or ends or followed


def bloom_levels(text: str, language: str) -> tuple[str, ...]:
    """The levels that the verbs of `text` stand for, lowest first; empty when no known verb is found."""
    found = {verb.level for verb in verbs_in(text, language)}
    return tuple(level for level in LEVELS if level in found)


@cache
def verb_lists(language: str) -> Lists:
    """The verb lists of `language`, parsed once in a process."""
    content = read_content("verbs", language=language)[0]
    levels = {fold(verb): level for level in LEVELS for verb in content["levels"][level].split()}
    words = {name: value for name, value in content["words"].items() if isinstance(value, str)}
    adverb_ending = words.pop("adverb_ending")
    vague_only = [fold(verb) for verb in words["vague"].split() if fold(verb) not in levels]
    levels |= dict.fromkeys(vague_only, "understand")
    spelled = [verb for level in LEVELS for verb in content["levels"][level].split()] + words["vague"].split()
    spelled += words["activity"].split() + words["activity_with_noun"].split()
    irregular = {fold(form): fold(verb) for form, verb in content.get("irregular", {}).items()}
    return Lists(
        language=language,
        levels=levels,
        bases=frozenset(fold(verb) for verb in spelled),
        stems={stem(verb, language): fold(verb) for verb in reversed(spelled)},
        words={name: frozenset(fold(value).split()) for name, value in words.items()},
        irregular=irregular,
        carried={fold(noun): fold(verb) for noun, verb in content["carried"].items()},
        clues={name: frozenset(fold(value).split()) for name, value in content["clues"].items()},
        labels=content["labels"],
        suggested=content["suggest"]["verbs"],
        adverb_ending=adverb_ending,
        purpose=tuple(tuple(fold(each).split()) for each in content["words"]["purpose"]),
    )


def _slot(token: Token, expecting: str, lists: Lists) -> str:
    """Whether a verb may stand here: "start" of a clause, "joined" to an earlier one, or empty."""
    if token.opens:
        return "start"
    if expecting:
        return expecting
    return "joined" if token.joined or token.word in lists.words["joining"] else ""


def _passes(words, position: int, expecting: str, lists: Lists) -> bool:
    """Whether this word only leads to the verb that follows it."""
    token = words[position]
    after = words[position + 1].word if position + 1 < len(words) else ""
    if token.word in lists.words["joining"]:
        return True
    if token.word in lists.words["lead_in_before"]:
        # In French the verb follows at once: "savoir expliquer".
        return after in lists.words["lead_in_links"] or (lists.language == "fr" and after in lists.levels)
    if token.word in lists.words["lead_in" if expecting == "start" else "joined_lead_in"]:
        return True
    if expecting == "start" and token.word in lists.words["carried_ability"]:
        return True
    return token.word.endswith(lists.adverb_ending) and token.word not in lists.levels


def _ability_after(words, position: int, lists: Lists) -> int | None:
    """Where "demonstrate a basic ability to ..." says "ability", when a verb is to follow it."""
    if words[position].word not in lists.words["carrier"]:
        return None
    for place in range(position + 1, min(position + 6, len(words) - 1)):
        if words[place].word in lists.words["carried_ability"]:
            return place if words[place + 1].word in lists.words["lead_in_links"] else None
    return None


def _carried(words, position: int, lists: Lists) -> int | None:
    """Where "demonstrate a sound understanding" has its noun, within five words of the same clause."""
    for place in range(position + 1, min(position + 6, len(words))):
        if words[place].opens or words[place].word in lists.words["joining"]:
            return None
        if words[place].word in lists.carried:
            return place
    return None


def _verb(text: str, position: int, expecting: str, words, lists: Lists) -> Verb | None:
    token = words[position]
    base, first, last = _base(token, expecting, lists), token, token
    if expecting == "joined" and token.word in lists.words["also_nouns"] and not _takes_object(words, position, lists):
        return None
    noun = _carried(words, position, lists) if token.word in lists.words["carrier"] or not base else None
    if expecting == "start" and not base and token.word in lists.carried:
        noun = position
    if noun is not None:
        base, last = lists.carried[words[noun].word], words[noun]
    if base not in lists.levels:
        return None
    if reflexive := _reflexive(words, position, base, lists):
        first = words[position - 1]
    return Verb(
        text=text[first.start : last.end],
        base=base,
        level=lists.levels[base],
        vague=reflexive or base in lists.words["vague"],
        position=position,
    )


def _base(token: Token, expecting: str, lists: Lists) -> str:
    """The dictionary form; at the start of a clause inflected forms count too ("searching", "je compare")."""
    if token.word in lists.bases:
        return token.word
    if token.word in lists.irregular:
        return lists.irregular[token.word]
    # Most nouns that share a stem with a verb (evaluation, assessment) end like one.
    if expecting != "start" or re.search(r"(?:[st]ion|ment|ance|ence|ity|ite|eur|euse|er|or|ness)s?$", token.word):
        return ""
    return lists.stems.get(stem(token.text, lists.language), "")


def _reflexive(words, position: int, base: str, lists: Lists) -> bool:
    before = words[position - 1].word if position else ""
    return base in lists.words["reflexive"] and before in lists.words["reflexive_after"]


def _takes_object(words, position: int, lists: Lists) -> bool:
    if position + 1 >= len(words):
        return False
    after = words[position + 1]
    return after.word in lists.words["objects_start"] or after.word in lists.words["joining"]

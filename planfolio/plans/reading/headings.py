"""Which field a heading, a column or a label means: the names in `words`, compared without accents, marks and numbers.

A name is first looked for whole, then as words inside a longer heading ("Target date (end of quarter)"). The meaning
of some depends on what else stands in the same table: a need is the objective where there is no other, else its reason.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from planfolio.plans import words

#: Field key to its level and its name in the document: "why", "plan.title", "activity.minutes".
FIELDS = {
    **{name: ("objective", name) for name in words.OBJECTIVE},
    **{f"plan.{name}": ("plan", name) for name in words.PLAN},
    **{f"activity.{name}": ("activity", name) for name in words.ACTIVITY},
}
#: Meanings that `resolve` decides: what they are when the table has no objective of its own, and otherwise.
DEPENDING = {"need": "why", "outcome": "criteria", "domain": "links"}
#: The same question asked of an activity and of an objective.
TWINS = {"activity.due": "due", "activity.minutes": "minutes", "activity.state": "state", "activity.earliest": "starts"}
OF_OBJECTIVE = {*words.OBJECTIVE, *DEPENDING}
UNITS = {60: {"hours", "hour", "heures", "heure", "h", "hrs", "hr"}, 1: {"minutes", "minute", "min", "mins", "mn"}}
#: The longest heading in which a name is looked for as a part, in words.
LONGEST = 12
NUMBERING = re.compile(r"^(\d{1,2}|[a-z])\s*[.):]\s+|^\d{1,2}(?:\.\d{1,2})+[.)]?\s+|^(\d{1,2}|[a-z])[.)]$")
#: "Objective 2: Learn to ..."
NAMED = re.compile(r"^(.{2,40}?)\s+(?:#|n[o°]\.?)?\s*(\d{1,3})\s*(?:[:.)–—-]\s*(.*))?$", re.DOTALL)
#: What stands between a label and its answer: a colon, or a dash that stands apart.
LABEL_END = re.compile(r":|\s[–—-]\s")


@dataclass(frozen=True)
class Match:
    """`field` is a key of FIELDS or DEPENDING; `whole` says that the heading is the name and nothing else."""

    field: str
    whole: bool
    phrase: str


def fold(text: str) -> str:
    """`text` as its bare words: no case, accents, marks, brackets, leading number."""
    text = text.replace("’", "'").replace("œ", "oe").replace("Œ", "oe").strip()
    text = NUMBERING.sub("", text.casefold())
    if text == "#":
        return "number"
    text = re.sub(r"\s#$", " number", text)
    text = re.sub(r"\(s\)|\(x\)|\(es\)", lambda match: match[0][1:-1], text)
    bare = re.sub(r"\([^()]*\)|\[[^][]*\]", " ", text)
    text = bare if re.search(r"\w", bare) else text
    text = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    text = " ".join(re.findall(r"[^\W_]+", text))
    return re.sub(r"(?<=[a-z]) \d{1,2}$", "", text)


def _index() -> dict[str, str]:
    found: dict[str, str] = {}
    groups = [("", words.OBJECTIVE), ("activity.", words.ACTIVITY), ("plan.", words.PLAN)]
    for choose in (lambda word: (word.en, word.fr), lambda word: word.names()):
        for prefix, fields in groups:
            for name, word in fields.items():
                for each in choose(word):
                    found.setdefault(fold(each), prefix + name)
    for field, word in words.DEPENDING.items():
        for each in word.names():
            found.setdefault(fold(each), field)
    found.pop("", None)
    return found


NAMES = _index()


def _languages() -> dict[str, str]:
    """The language of each name that stands in one alone."""
    told: dict[str, set[str]] = {}
    for word in [*words.OBJECTIVE.values(), *words.ACTIVITY.values(), *words.PLAN.values(), *words.DEPENDING.values()]:
        for language, names in (("en", [word.en, word.also_en]), ("fr", [word.fr, word.also_fr])):
            for name in " | ".join(names).split(" | "):
                told.setdefault(fold(name), set()).add(language)
    return {name: next(iter(languages)) for name, languages in told.items() if len(languages) == 1}


LANGUAGES = _languages()


def language_of(headings: list[str]) -> str:
    """The language in which most of these headings are names of fields; empty when neither has more."""
    told = [LANGUAGES.get(found.phrase, "") for heading in headings if (found := match(heading))]
    english, french = told.count("en"), told.count("fr")
    return "" if english == french else "en" if english > french else "fr"


#: Names that may be a part of a longer heading: long enough not to stand in any sentence.
#: "Number" stands in the names of many other things: "Staff number", "Number of hours".
PARTS = {name for name in NAMES if len(name) >= 6} - {"number", "numero"}
OBJECTIVE_NAMES = {fold(name) for name in words.PARTS["objective"].names()}
BRACKETS = re.compile(r"[(\[]([^()\[\]]+)[)\]]")


def match(text: str) -> Match | None:
    """The field that a heading names, or None. Of several names inside it the longest counts, if it is only one.

    Forms explain their headings: "How are you going to learn it? (Resources and strategies)", or a line of advice
    under the name. So the brackets are looked at when the words outside say nothing, and then the first line.
    """
    if len(text) > 400:
        return None
    first, *more = text.strip().split("\n")
    if found := _of_numbered(text) or _named(text):
        return found
    for part in [*BRACKETS.findall(text), *([first] if more else []), *_alternatives(text)]:
        if found := _named(part):
            return replace(found, whole=False)
    return None


def _of_numbered(text: str) -> Match | None:
    """What "Goal 2: By when?" asks."""
    named = named_objective(text)
    found = _named(named[1]) if named and named[1] else None
    return found if found and (found.whole or found.phrase == fold(named[1])) else None


def _alternatives(text: str) -> list[str]:
    """The first of "Outcome/Measure", when each of them is a name."""
    parts = text.split("/")
    return parts[:1] if len(parts) > 1 and all((found := _named(part)) and found.whole for part in parts) else []


def _named(text: str) -> Match | None:
    if len(text) > 200:
        return None
    folded = fold(text)
    if folded in NAMES:
        return Match(NAMES[folded], whole=True, phrase=folded)
    return _part_of(folded) or _asked(text, folded)


def _asked(text: str, folded: str) -> Match | None:
    """A question of a form's own making. What is asked is the answer's field, whatever names stand in it."""
    if len(folded.split()) > LONGEST * 2:
        return None
    field = next((field for field, pattern in words.QUESTIONS if pattern.match(folded)), "")
    return Match(field, whole=text.rstrip().endswith("?"), phrase=folded) if field else None


def _part_of(folded: str) -> Match | None:
    parts = folded.split()
    if len(parts) > LONGEST:
        return None
    inside = {
        name
        for start in range(len(parts))
        for end in range(start + 1, len(parts) + 1)
        if (name := " ".join(parts[start:end])) in PARTS
    }
    longest = max(map(len, inside), default=0)
    fields = {NAMES[name] for name in inside if len(name) == longest}
    if len(fields) != 1:
        return None
    phrase = max(inside, key=len)
    count = len(phrase.split())
    # One short word in a sentence says nothing; two that belong together, or half of the heading, do.
    return Match(fields.pop(), whole=False, phrase=phrase) if count >= 2 or count * 2 >= len(parts) else None


def labelled(text: str) -> tuple[Match, str] | None:
    """ "Why: because" taken apart; None for a line that does not begin with a name or a question, and a colon.

    A dash that stands apart does as well after a name: "Deadline – June 2027".
    """
    end = LABEL_END.search(text)
    if end is None or end.start() > 80:
        return None
    start, found = text[: end.start()], match(text[: end.start()])
    asked = found is not None and end[0] == ":" and found.phrase == fold(start)
    return (found, text[end.end() :].strip()) if found and (found.whole or asked) else None


def named_objective(text: str) -> tuple[str, str] | None:
    """Number and words of "Objective 1: Learn to ..."; None for a line that does not begin so."""
    named = NAMED.match(text) if len(text) <= 300 else None
    return (named[2], named[3] or "") if named and fold(named[1]) in OBJECTIVE_NAMES else None


def resolve(fields: list[str], *, has_objective: bool) -> list[str]:
    """What each heading of one table means beside the others; "" for one that has no place there.

    `has_objective`: the objective is already known from outside the table, as by a heading above it.
    """
    own = has_objective or "what" in fields
    fields = [_of_finish(fields) if field == "finish" else field for field in fields]
    if not {"activity.title", "activity.key"} & set(fields):
        fields = [_without_activities(field, fields) for field in fields]
    elif all(field in TWINS.values() or field not in OF_OBJECTIVE for field in fields):
        fields = [_of_activity(field, fields) for field in fields]
    elif "what" in fields and "due" not in fields:
        fields = ["due" if field == "activity.due" else field for field in fields]
    for meaning, otherwise in DEPENDING.items():
        for index, field in enumerate(fields):
            if field == meaning:
                fields[index] = otherwise if own else "what"
                own = True
    return fields


def _of_finish(fields: list[str]) -> str:
    """ "Completion date" is the day on which it was done where another column says when it should be, else that day."""
    return "activity.done_on" if {"due", "activity.due"} & set(fields) else "due"


def _without_activities(field: str, fields: list[str]) -> str:
    """A field in a table that has no column of activities."""
    if field in TWINS:
        return TWINS[field] if TWINS[field] not in fields else ""
    if field == "activity.done_on":
        # "Completion date" is when it should be done, if no other column says so.
        return "due" if "due" not in fields and "activity.due" not in fields else ""
    return "" if field.startswith("activity.") else field


def _of_activity(field: str, fields: list[str]) -> str:
    """A field in a table of nothing but activities."""
    twin = next((activity for activity, objective in TWINS.items() if objective == field), "")
    return twin if twin and twin not in fields else field


def unit_of(heading: str) -> int:
    """Minutes that a bare number under this heading counts, as "Time (h)" does; 0 for none or both."""
    names = set(re.findall(r"[^\W\d_]+", heading.casefold()))
    units = [minutes for minutes, words_ in UNITS.items() if names & words_]
    return units[0] if len(units) == 1 else 0


def counts_days(heading: str) -> bool:
    """Whether a number under this heading counts days, which are no time that can be planned."""
    return bool({"days", "day", "jours", "jour"} & set(re.findall(r"[^\W\d_]+", heading.casefold())))


def direction_of(found: Match | None) -> str:
    """Which way a link under this heading points."""
    if found is None:
        return ""
    return "leads_to" if found.field == "domain" or found.phrase in {"leads to", "mene a"} else "builds_on"

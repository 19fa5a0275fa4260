"""How groups are made: a rule of plain values, so that the same wishes always give the same groups.

1. People of one language and one pace go together, in the order in which they joined. Where too few of them are left to
   make a group (fewer than half of its size, or one), those go with others of their language, then with all others.
2. A set of people is dealt out in its order into groups whose sizes differ by one at most. A group has the size that
   was asked for, or one more where one would be left over; where more would, one group more, and all smaller.
3. Who comes later joins the smallest group that is not full, of their language and pace if there is one, else of
   their language, else any; the one with the lowest number of these. Where all are full they wait until enough wait.
4. Where somebody leaves and one person is left, that person joins another group as if they came later.

Nobody is ever alone in a group: one who is left over when groups are made joins one as in 3, or, where all are full,
makes a pair with whoever is last in the first. Where there is nobody else at all they wait.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Key = Any


@dataclass(frozen=True)
class Seeker:
    """Somebody who wishes for a group; `order` is when they joined, and ends any tie."""

    key: Key
    language: str
    pace: str
    order: Any


def sizes(people: int, size: int) -> list[int]:
    """How large the groups of so many people are; none for one person or nobody."""
    if people < 2:
        return []
    groups = max(1, people // size)
    if people > groups * (size + 1):
        groups += 1
    small, larger = divmod(people, groups)
    return [small + 1] * larger + [small] * (groups - larger)


def make(seekers: Iterable[Seeker], size: int) -> list[list[Seeker]]:
    """Groups of all `seekers`; a single one is in none. `size` is 2 or more."""
    waiting = sorted(seekers, key=lambda each: each.order)
    enough, made = max(2, (size + 1) // 2), []
    for alike in (lambda each: (each.language, each.pace), lambda each: each.language, lambda each: ""):
        sets: dict[Any, list[Seeker]] = {}
        for each in waiting:
            sets.setdefault(alike(each), []).append(each)
        for people in [people for people in sets.values() if len(people) >= enough]:
            made += _dealt(people, size)
            waiting = [each for each in waiting if each not in people]
    made += _dealt(waiting, size)
    return _with_last(made, waiting[0], size) if len(waiting) == 1 and made else made


def _with_last(made: list[list[Seeker]], last: Seeker, size: int) -> list[list[Seeker]]:
    """One person is left: they come in where there is room, else whoever joined a full group last goes with them."""
    there = place(last, dict(enumerate(made)), size)
    if there is not None:
        return [[*people, last] if number == there else people for number, people in enumerate(made)]
    return [made[0][:-1], *made[1:], [made[0][-1], last]]


def _dealt(people: Sequence[Seeker], size: int) -> list[list[Seeker]]:
    groups, rest = [], iter(people)
    for each in sizes(len(people), size):
        groups.append([next(rest) for _place in range(each)])
    return groups


def place(seeker: Seeker, groups: Mapping[Key, Sequence[Seeker]], size: int) -> Key | None:
    """The group that somebody who comes later joins; None where all are full. `groups` come in their order."""
    free = {key: people for key, people in groups.items() if 0 < len(people) <= size}
    alike = {key: [each for each in people if each.language == seeker.language] for key, people in free.items()}
    same = {key: [each for each in people if each.pace == seeker.pace] for key, people in alike.items()}
    for near in (same, alike, free):
        found = [key for key in free if near[key]]
        if found:
            return min(found, key=lambda key: len(free[key]))
    return None

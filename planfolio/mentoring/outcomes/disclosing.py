"""Which numbers may be told: the rule against working out anything about one person, or a few.

The numbers of a table are sums over people, one for each of its labels. A number is *safe* when five people or more
make it up and none of them makes up more than half.

1. A number that is not safe is left out.
2. What was left out is told as one number ("all others"), because it would follow from another table about the same
   things. So it must be safe itself: as long as it is not, the smallest number that was to be told joins it. This
   also holds where it is nought, because that nobody did something is said of everybody.
3. A table of which nothing remains is left out.

With every number that is told the people in it are five or more, and those of a table share none of what they count.
So every sum and difference of them is again about five people or more. Between two reports nothing follows at all,
because no thing is counted in both (`facts`); and no report is ever made anew with one person more or less.
docs/adr/0010 says what was weighed; tests/mentoring/test_disclosing.py works the rule out by linear algebra.
"""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

#: Fewer people than this are never told of.
LEAST = 5
#: What a table counts: for each label, how much of it each person has.
Counts = Mapping[str, Mapping[Hashable, int]]


@dataclass(frozen=True)
class Told:
    """`others` is the number of all labels that are not in `numbers`, together; None where there are none."""

    numbers: dict[str, int]
    others: int | None


def disclose(counts: Counts) -> Told | None:
    """What may be told of a table; None for nothing. `counts` has every label there could be, also those of nobody."""
    told = {label: sum(people.values()) for label, people in counts.items() if is_safe(people)}
    left_out = _together(people for label, people in counts.items() if label not in told)
    while told and len(told) < len(counts) and not is_safe(left_out):
        smallest = min(told, key=lambda label: (told[label], label))
        del told[smallest]
        left_out.update(counts[smallest])
    if not told:
        return None
    return Told(told, sum(left_out.values()) if len(told) < len(counts) else None)


def is_safe(people: Mapping[Hashable, int]) -> bool:
    there = [amount for amount in people.values() if amount]
    return len(there) >= LEAST and 2 * max(there) <= sum(there)


def _together(parts) -> Counter:
    total: Counter = Counter()
    for people in parts:
        total.update(people)
    return total

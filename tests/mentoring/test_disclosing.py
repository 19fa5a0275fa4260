"""From what is told nothing about fewer than five people follows: worked out by linear algebra, not by the rule itself.

Whoever reads reports can add and subtract the numbers in them, multiplied by anything. What they can work out are
therefore the sums that lie in the space of what they were told. Here that space is computed for reports of made-up
people, and searched for a sum about four people or fewer. The reader is taken to know more than anybody does: who
agreed, and who had a part in which number, though not how large a part.
"""

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from planfolio.mentoring.outcomes.disclosing import LEAST, Told, disclose, is_safe

PEOPLE = "abcdefg"
LABELS = ("one", "two", "three", "four")
amounts = st.sampled_from([0, 0, 1, 1, 1, 2, 3, 12])
tables = st.fixed_dictionaries({label: st.fixed_dictionaries(dict.fromkeys(PEOPLE, amounts)) for label in LABELS})


#: Computed modulo a prime that is larger than any number here can become.
PRIME = 2**61 - 1


def rank(rows: list[list[int]]) -> int:
    rows, found = [row for row in rows if any(row)], 0
    while rows:
        pivot = rows.pop()
        place = next(place for place, value in enumerate(pivot) if value)
        times, found = pow(pivot[place], -1, PRIME), found + 1
        less = (
            [(value - each[place] * times * part) % PRIME for value, part in zip(each, pivot, strict=True)]
            if each[place]
            else each
            for each in rows
        )
        rows = [each for each in less if any(each)]
    return found


def told_sums(told: Told | None, counts) -> list[set]:
    """What each number that was told is the sum of: pairs of a label and a person."""
    if told is None:
        return []
    groups = [[label] for label in told.numbers]
    if told.others is not None:
        groups.append([label for label in counts if label not in told.numbers])
    return [{(label, who) for label in group for who, n in counts[label].items() if n} for group in groups]


def few_people(people=PEOPLE):
    for size in range(1, LEAST):
        yield from combinations(people, size)


def gives_away(sums: list[set], known: list[dict] = ()) -> list:
    """Each group of fewer than five about whom alone a sum follows, beyond what is `known` to be so in any case.

    As many independent sums are about them alone as the rank falls when only the others are looked at.
    """
    unknown = sorted(set().union(*sums, *known))
    before = [[row.get(pair, 0) for pair in unknown] for row in known]
    told = before + [[int(pair in each) for pair in unknown] for each in sums]
    whole = rank(told) - rank(before)
    found = []
    for few in few_people(sorted({pair[-1] for pair in unknown})):
        others = [place for place, pair in enumerate(unknown) if pair[-1] not in few]
        of_others = [rank([[row[place] for place in others] for row in rows]) for rows in (told, before)]
        if whole > of_others[0] - of_others[1]:
            found.append(few)
    return found


@given(tables)
@settings(max_examples=40)
@example({label: dict.fromkeys(PEOPLE, 1) for label in LABELS})
@example({label: {who: int(label == "one") for who in PEOPLE} for label in LABELS})
@example({label: {who: int(label != "one" or who == "a") for who in PEOPLE} for label in LABELS})
def test_no_sum_of_what_is_told_is_about_fewer_than_five(counts):
    told = disclose(counts)
    assert gives_away(told_sums(told, counts)) == []
    if told:
        assert sum(told.numbers.values()) + (told.others or 0) == sum(sum(each.values()) for each in counts.values())


@given(tables, st.permutations(LABELS))
@settings(max_examples=25)
def test_nor_with_a_second_table_about_the_same_things(counts, turned):
    """Each person has as many things in both, so the total of the one tells what the other left out.

    Here the reader does not know who had a part in which number: of the two they could else compare their people.
    """
    other = {label: dict(counts[place]) for label, place in zip(LABELS, turned, strict=True)}
    sums = [
        {(name, label, who) for label in {each for each, _who in group} for who in PEOPLE}
        for name, table in (("1", counts), ("2", other))
        for group in told_sums(disclose(table), table)
    ]
    same = [{(name, label, who): sign for name, sign in (("1", 1), ("2", -1)) for label in LABELS} for who in PEOPLE]
    assert gives_away(sums, same) == []


@given(tables)
@settings(max_examples=100)
def test_every_number_that_is_told_is_made_up_by_five_and_none_makes_up_more_than_half(counts):
    told = disclose(counts)
    for group in told_sums(told, counts):
        parts = {who: sum(counts[label][who] for label, each in group if each == who) for _label, who in group}
        assert is_safe(parts)
        assert len(parts) >= LEAST


@given(tables)
@settings(max_examples=60)
def test_that_nobody_did_something_is_not_told(counts):
    """A label of nobody stands with others that are of five at least: nought is never worked out, of any of them."""
    told = disclose(counts)
    if told is None:
        return
    left = [label for label in counts if label not in told.numbers]
    assert all(any(counts[label].values()) for label in told.numbers)
    assert not left or told.others > 0


@pytest.mark.parametrize("joined", PEOPLE[:2])
def test_two_reports_of_one_quarter_would_tell_of_who_joined(joined):
    """Which is why a quarter has one report: the search finds what a second one would give away."""
    counts = {label: dict.fromkeys(PEOPLE, 1) for label in LABELS}
    before = {label: {who: n for who, n in people.items() if who != joined} for label, people in counts.items()}
    assert gives_away(told_sums(disclose(counts), counts)) == []
    assert (joined,) in gives_away(told_sums(disclose(before), before) + told_sums(disclose(counts), counts))


def test_one_who_leaves_the_only_table_too_small_to_tell_is_not_told():
    assert disclose({"one": dict.fromkeys("abcd", 1), "two": dict.fromkeys("abcdefgh", 1)}) is None
    assert disclose({"one": {**dict.fromkeys("abcd", 1), "e": 5}, "two": {}}) is None
    assert disclose({"one": dict.fromkeys("abcde", 2)}) == Told({"one": 10}, None)
    five = dict.fromkeys("abcde", 1)
    assert disclose({"one": five, "two": dict.fromkeys("abcdef", 1)}) == Told({"one": 5, "two": 6}, None)
    # A number of one person is hidden behind the smallest of the others, not only left out.
    assert disclose({"one": five, "two": dict.fromkeys("abcdef", 2), "three": {"a": 1}}) == Told({"two": 12}, 6)


@pytest.mark.parametrize("broken", ["planfolio.mentoring.outcomes.disclosing.is_safe"])
def test_without_the_rule_the_search_finds_somebody(monkeypatch, broken):
    monkeypatch.setattr(broken, lambda people: any(people.values()))
    counts = {"one": dict.fromkeys(PEOPLE, 1), "two": {"a": 3}, "three": {}, "four": {}}
    assert ("a",) in gives_away(told_sums(disclose(counts), counts))

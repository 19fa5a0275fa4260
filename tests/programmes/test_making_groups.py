"""The rule of groups: worked out by hand, and what holds whatever people wish."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.programmes.groups.making import Seeker, make, place, sizes


def seekers(text: str) -> list[Seeker]:
    """`e1 f2` are two people: of English at pace 1, of French at pace 2, in the order in which they joined."""
    return [Seeker(number, each[0], each[1], number) for number, each in enumerate(text.split())]


@pytest.mark.parametrize(
    ("people", "size", "wanted"),
    [
        (0, 2, []), (1, 2, []), (2, 2, [2]), (3, 2, [3]), (4, 2, [2, 2]), (5, 2, [3, 2]), (7, 2, [3, 2, 2]),
        (2, 4, [2]), (4, 4, [4]), (5, 4, [5]), (6, 4, [3, 3]), (7, 4, [4, 3]), (9, 4, [5, 4]), (10, 4, [5, 5]),
        (11, 4, [4, 4, 3]), (23, 5, [6, 6, 6, 5]), (8, 3, [4, 4]), (3, 5, [3]),
    ],
)  # fmt: skip
def test_sizes_as_worked_out_by_hand(people, size, wanted):
    assert sizes(people, size) == wanted


@pytest.mark.parametrize(
    ("people", "size", "wanted"),
    [
        ("e1 e1 e1 e1", 2, [[0, 1], [2, 3]]),
        ("e1 f1 e1 f1", 2, [[0, 2], [1, 3]]),
        ("e1 e2 f1", 2, [[0, 1, 2]]),
        ("e1 e2 f1 f1", 2, [[2, 3], [0, 1]]),
        ("e1 f2", 2, [[0, 1]]),
        ("e1", 2, []),
        (
            "e1 e1 e1 e1 e2 e2 f1",
            4,
            [[0, 1, 2, 3], [4, 5, 6]],
        ),
    ],
)
def test_who_is_alike_goes_together(people, size, wanted):
    made = [[each.key for each in group] for group in make(seekers(people), size)]
    assert made[: len(wanted)] == wanted


def test_who_comes_later_joins_the_smallest_of_their_kind_that_is_not_full():
    e1, f1, e2 = seekers("e1 f1 e2")
    groups = {1: seekers("e1 e1 e1"), 2: seekers("e1 e1"), 3: seekers("f1 f1"), 4: []}
    assert place(e1, groups, 2) == 2
    assert place(f1, groups, 2) == 3
    assert place(e2, groups, 2) == 2
    assert place(e1, {1: seekers("e1 e1 e1")}, 2) is None
    assert place(f1, {1: seekers("e1 e1"), 2: seekers("e1 e1")}, 2) == 1


WISHES = st.lists(st.tuples(st.sampled_from("ef"), st.sampled_from("12")), max_size=60)


@given(WISHES, st.integers(2, 8), st.randoms())
def test_everybody_is_in_one_group_nobody_alone_and_the_order_of_the_list_is_nothing(wishes, size, chance):
    people = [Seeker(number, language, pace, number) for number, (language, pace) in enumerate(wishes)]
    made = make(people, size)
    assert sorted(each.key for group in made for each in group) == (
        [] if len(people) == 1 else list(range(len(people)))
    )
    assert all(2 <= len(group) <= size + 1 for group in made)
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert make(shuffled, size) == made


@given(WISHES, st.integers(2, 8), st.tuples(st.sampled_from("ef"), st.sampled_from("12")))
def test_who_comes_later_never_makes_a_group_too_large(wishes, size, late):
    people = [Seeker(number, language, pace, number) for number, (language, pace) in enumerate(wishes)]
    groups = dict(enumerate(make(people, size)))
    found = place(Seeker(99, *late, 99), groups, size)
    if found is None:
        assert all(len(group) == size + 1 for group in groups.values())
    else:
        assert len(groups[found]) <= size

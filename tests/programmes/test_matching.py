"""Which thing a post of a blog is about: the rule, line by line, and that it is never about two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planfolio.programmes.blogs.matching import match
from planfolio.programmes.document import ModuleDoc
from tests.programmes.written import small_programme, thing

DOC = small_programme(modules=(ModuleDoc(title="All", things=tuple(thing(number) for number in range(1, 24))),))


@pytest.mark.parametrize(
    ("tags", "title", "tag", "found"),
    [
        (["thing-05"], "", "", 5), (["Thing 5"], "", "", 5), (["thing005"], "", "", 5), (["chose-5"], "", "", 5),
        (["23things5"], "", "23things", 5), (["23 Things - 05"], "", "23things", 5), (["23things5"], "", "", None),
        (["cats", "thing-07", "thing-05"], "", "", 7), (["Éte 5"], "", "été", 5),
        (["23things"], "Thing 9, at last", "23things", 9), (["23Things", "11"], "", "23things", 11),
        (["23things"], "#4: searching", "23things", 4), (["23things"], "23 things 12", "23things", 12),
        (["23things"], "My week", "23things", 0), (["23things"], "Thing 99", "23things", 0),
        (["23things"], "Nothing 5", "23things", 0), (["11"], "Thing 5", "23things", None), ([], "Thing 5", "", None),
        (["cats"], "Thing 5", "23things", None), (["thing-99"], "", "", None), (["thing"], "", "thing", 0),
        (["things5"], "", "", None), (["thing٥"], "", "", None),
    ],
)  # fmt: skip
def test_a_post_is_about_the_thing_that_its_tags_name(tags, title, tag, found):
    """`found` None: not of this run; 0: of this run, of no thing."""
    told = match(tags, title, DOC, tag=tag)
    assert (told if told is None else told.placed.number if told.placed else 0) == found


@given(st.lists(st.text(max_size=12), max_size=5), st.text(max_size=40), st.text(max_size=10))
def test_whatever_a_blog_says_the_answer_is_one_thing_or_none(tags, title, tag):
    told = match(tags, title, DOC, tag=tag)
    assert told is None or told.placed is None or told.placed.thing in DOC.things()


@given(st.integers(1, 23), st.sampled_from(["thing-{:02}", "Thing {}", "THING{:03}", "Chose {}", "mine {}", "MINE-{}"]))
def test_every_way_to_write_a_number_names_the_same_thing(number, way):
    assert match([way.format(number)], "", DOC, tag="mine").placed.number == number

"""Words on the wall are found by the index of the journal: in what is shown, never in what stands beside it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planfolio.journal import actions as journal
from planfolio.journal import search
from planfolio.journal.models import EntryWords
from planfolio.programmes import taking_part, wall
from planfolio.programmes.document import find
from planfolio.programmes.models import Step
from tests.programmes.runs import wrote

pytestmark = pytest.mark.django_db


def found(run, who, said: str) -> list:
    posts, _more = wall.find_posts(run, who=who, words=said)
    return [post.key for post in posts]


@pytest.fixture(params=[0, 500], ids=["frequent", "rare"])
def way(request, monkeypatch):
    """Both ways of looking: from the few entries that hold the words, and from the newest posts on."""
    monkeypatch.setattr(wall, "RARE", request.param)


def test_accents_forms_and_beginnings_of_words_make_no_difference(way, people, run, inside):
    post = wrote(inside, "thing-01", "L’École publique : des échéances, partagées", by=people.owner)
    for said in ("ecole", "ÉCOLE", "echeance", "partager", "publi", "école partagées", "l'école"):
        assert found(run, people.owner, said) == [post.pk], said
    for said in ("cole", "écoles privées", "zzz"):
        assert found(run, people.owner, said) == [], said


@pytest.mark.parametrize("said", ["-", "'", "_", "x" * 41, "%", "a-b-c-d-e", "50%"])
def test_what_the_index_cannot_tell_is_looked_for_as_it_stands(way, people, run, inside, said):
    wrote(inside, "thing-01", "a b c d e 50 of them", by=people.owner)
    assert found(run, people.owner, said) == []
    post = wrote(inside, "thing-02", f"So: {said} it is", by=people.owner)
    assert found(run, people.owner, said) == [post.pk]


def test_marks_around_a_word_are_no_part_of_it(way, people, run, inside):
    post = wrote(inside, "thing-01", "A strategy of my own", by=people.owner)
    assert found(run, people.owner, "« strategy », (own)") == [post.pk]


def test_what_is_not_shown_is_not_found(way, people, run, inside):
    there = find(run.doc, "thing-01")
    entry = taking_part.write(inside, there, by=people.owner, note="A quokka bit me", summary="An animal story")
    journal.revise_entry(entry, by=people.owner, title="Wombat", note="A quokka bit me, shownwombat")
    taking_part.share(inside, "thing-01", by=people.owner, entry=entry)
    assert len(found(run, people.owner, "animal")) == 1
    for said in ("quokka", "wombat", "shownwombat"):
        assert found(run, people.owner, said) == [], said


def test_a_changed_summary_is_found_by_its_new_words(way, people, run, inside):
    post = wrote(inside, "thing-01", "Before", by=people.owner)
    entry = Step.objects.get(participation=inside, key="thing-01").entry
    journal.revise_entry(entry, by=people.owner, summary="Afterwards")
    assert found(run, people.owner, "afterwards") == [post.pk]
    assert found(run, people.owner, "before") == []


def test_an_index_from_before_is_made_anew_after_an_upgrade(people, run, inside):
    post = wrote(inside, "thing-01", "Strategy", by=people.owner)
    for row in EntryWords.objects.all():
        row.words = " ".join(word for word in row.words.split() if not word.startswith("shown"))
        row.save()
    assert found(run, people.owner, "strategy") == []
    search.after_migrate(None, "default")
    assert found(run, people.owner, "strategy") == [post.pk]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=st.text(min_size=1, max_size=30).filter(lambda text: text.strip() and "\0" not in text), data=st.data())
def test_whatever_was_written_is_found_by_each_of_its_words(people, run, inside, text, data):
    post = wrote(inside, "thing-01", text, by=people.owner)
    said = data.draw(st.sampled_from(text.split()))
    for rare in (0, 500):
        wall.RARE, before = rare, wall.RARE
        try:
            assert post.pk in found(run, people.owner, said)
        finally:
            wall.RARE = before

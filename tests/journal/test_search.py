"""Search: the same hits on both databases, in both languages, only one's own, gone when erased."""

from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from planfolio.journal import actions, search
from planfolio.journal.models import Entry, EntryWords, WeekTotal
from planfolio.people.removal import erase, remove, restore
from planfolio.testing import PersonFactory, cast

PAIRS = [
    ("searching the literature", "searches", "en", True),
    ("échéances du projet", "echeance", "fr", True),
    ("les recherches documentaires", "recherche", "fr", True),
    ("cœur de métier", "coeur", "fr", True),
    ("Odds ratio, risk ratio", "RATIOS", "en", True),
    ("the 2015 PRESS guideline", "press 2015", "en", True),
    ("évaluation par les pairs", "évaluations", "en", True),
    ("a webinar on metadata", "seminar", "en", False),
    ("peer review", "peer statistics", "en", False),
    ("統計の読み方", "統計の読み方", "en", True),
    ("and or not near", "near", "en", True),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("written", "wanted", "language", "found"), PAIRS)
def test_words_meet_across_their_forms(written, wanted, language, found):
    person = PersonFactory()
    entry, _ = actions.add_entry(by=person, title=written, language=language)
    hits = Entry.objects.filter(pk__in=search.found_in(person, wanted))
    assert list(hits) == ([entry] if found else [])


@given(st.text(max_size=60), st.sampled_from(["en", "fr"]))
def test_every_token_is_plain_for_both_databases(text, language):
    for word in search.words_of(text):
        for token in search.forms(word, language):
            assert token.isascii()
            assert token.isalnum()
            assert token == token.lower()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ['"', "' OR 1=1 --", "(", "AND", "*", "a:b", "\\", "😀", "x" * 500, "NEAR(a b)"])
def test_no_words_break_the_search(client, text):
    client.force_login(PersonFactory())
    assert client.get("/journal/", {"q": text}).status_code == 200


@pytest.mark.django_db
def test_a_private_note_and_a_reflection_are_found_by_their_owner_alone(client):
    people = cast()
    entry, _ = actions.add_entry(by=people.owner, title="Ward 9", note="zebrafinch")
    actions.reflect(entry, by=people.owner, model="quick", answers={"line": "quokka"})
    for who, count in ((people.owner, 1), (people.stranger, 0), (people.administrator, 0)):
        client.force_login(who)
        for word in ("zebrafinch", "quokka"):
            assert client.get("/journal/", {"q": word}).content.decode().count('class="entry"') == count


@pytest.mark.django_db
def test_what_is_changed_is_found_by_its_new_words_only():
    person = PersonFactory()
    entry, _ = actions.add_entry(by=person, title="Aardvark", note="badger")
    actions.revise_entry(entry, by=person, title="Capybara", note="")
    assert _count(person, "capybara") == 1
    assert _count(person, "aardvark") == _count(person, "badger") == 0


@pytest.mark.django_db
def test_what_is_removed_is_not_found_until_it_is_restored(client):
    person = PersonFactory()
    client.force_login(person)
    entry, _ = actions.add_entry(by=person, title="Aardvark")
    remove(entry)
    assert "Aardvark" not in client.get("/journal/", {"q": "aardvark"}).content.decode()
    restore(entry)
    assert "Aardvark" in client.get("/journal/", {"q": "aardvark"}).content.decode()


@pytest.mark.django_db
def test_what_is_erased_leaves_no_word_behind():
    person = PersonFactory()
    entry, _ = actions.add_entry(by=person, title="Aardvark", note="badger")
    erase(entry)
    assert not EntryWords.objects.exists()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM journal_fts WHERE journal_fts MATCH 'aardvark'")
            assert cursor.fetchone()[0] == 0
            cursor.execute("INSERT INTO journal_fts(journal_fts) VALUES ('integrity-check')")


@pytest.mark.django_db
def test_the_index_can_be_made_again():
    person = PersonFactory()
    actions.add_entry(by=person, title="Aardvark", note="badger")
    EntryWords.objects.all().delete()
    assert search.index_again() == 1
    assert _count(person, "badger") == 1


def _count(person, text: str) -> int:
    return Entry.objects.filter(pk__in=search.found_in(person, text)).count()


@pytest.mark.django_db
def test_sums_of_weeks_follow_every_way_of_writing():
    person = PersonFactory()
    today = person.today()
    first, _ = actions.add_entry(by=person, title="One", day=today, minutes=30)
    second, _ = actions.add_entry(by=person, title="Two", day=today, minutes=None)
    assert _sums(person) == {(2, 30)}
    actions.revise_entry(second, by=person, minutes=45)
    assert _sums(person) == {(2, 75)}
    remove(first)
    assert _sums(person) == {(1, 45)}
    restore(first)
    Entry.objects.filter(pk=second.pk).update(day=today - timedelta(days=364))
    assert _sums(person) == {(1, 30), (1, 45)}
    erase(first)
    erase(second)
    assert _sums(person) == {(0, 0)}


def _sums(person) -> set:
    return set(WeekTotal.objects.filter(owner=person).values_list("entries", "minutes"))

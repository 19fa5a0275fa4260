"""Buddies and small groups: for who wishes, shown to their members alone, mended when somebody leaves."""

import pytest
from django.urls import reverse

from planfolio.errors import NotAllowed, NotNow
from planfolio.programmes import taking_part
from planfolio.programmes.groups import actions
from planfolio.programmes.models import GroupPost, Participation, RunGroup
from planfolio.testing import PersonFactory, words
from tests.programmes.runs import begin, wrote

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(people):
    return begin(people.coordinator, grouping="pairs")


def there(run, name, *more):
    return reverse(name, args=[run.pk, *more])


def joined(run, person=None, **how) -> Participation:
    return taking_part.join(run, by=person or PersonFactory(), wants_group=True, named_in_group=True, **how)


def groups(run) -> list[list]:
    """Who is in which group, by key of participation, in the order in which they joined."""
    rows = Participation.objects.filter(run=run, left_at=None).exclude(group=None).order_by("group__number", "id")
    found: dict = {}
    for each in rows:
        found.setdefault(each.group_id, []).append(each.pk)
    return list(found.values())


def test_nobody_is_in_a_group_who_has_not_wished_for_it(sign_in, people, run):
    taking_part.join(run, by=people.owner)
    two = [joined(run), joined(run)]
    sign_in(people.coordinator).post(there(run, "run-groups"))
    assert groups(run) == [[each.pk for each in two]]
    with pytest.raises(NotNow):
        actions.move(Participation.objects.get(owner=people.owner), 1, run=run, by=people.coordinator)


def test_before_they_are_made_nobody_is_in_one_and_afterwards_who_comes_later_is(people, run):
    first = [joined(run) for _each in range(4)]
    assert groups(run) == []
    assert actions.make_groups(run, by=people.coordinator) == 4
    assert actions.make_groups(run, by=people.coordinator) == 0
    fifth, sixth, seventh = joined(run), joined(run), joined(run)
    keys = [each.pk for each in first]
    assert groups(run) == [[*keys[:2], fifth.pk], [*keys[2:], sixth.pk]]
    assert fifth.group_id
    assert seventh.group_id is None
    eighth = joined(run)
    assert groups(run)[-1] == [seventh.pk, eighth.pk]


def test_a_group_of_which_one_person_is_left_is_mended(people, run):
    four = [joined(run) for _each in range(4)]
    actions.make_groups(run, by=people.coordinator)
    taking_part.leave(four[0], by=four[0].owner)
    assert groups(run) == [[four[2].pk, four[3].pk, four[1].pk]] or [sorted(each) for each in groups(run)] == [
        sorted([four[1].pk, four[2].pk, four[3].pk])
    ]
    assert RunGroup.objects.filter(run=run).count() == 1
    taking_part.join(run, by=four[0].owner)
    assert sum(map(len, groups(run))) in {3, 4}


def test_a_group_is_left_at_any_time_without_leaving_the_run(sign_in, people, run):
    mine, _other = joined(run, people.owner), joined(run)
    actions.make_groups(run, by=people.coordinator)
    client = sign_in(people.owner)
    sent = client.post(there(run, "run-group"), {"text": "Hello all"})
    assert sent.status_code == 302, sent.content.decode()[:6000]
    client.post(there(run, "run-group-wish"), {})
    mine.refresh_from_db()
    assert (mine.group_id, mine.left_at) == (None, None)
    assert groups(run) == []
    assert client.post(there(run, "run-group"), {"text": "Still here?"}).status_code in {403, 422}
    assert GroupPost.objects.count() == 1


def test_what_is_said_is_for_the_members_alone(sign_in, people, run):
    mine, other = joined(run, people.owner), joined(run, people.mentor)
    actions.make_groups(run, by=people.coordinator)
    third, fourth = joined(run, people.stranger), joined(run)
    Participation.objects.filter(pk__in=[third.pk, fourth.pk]).update(group=None)
    actions.make_groups(run, by=people.coordinator)
    actions.move(third, None, run=run, by=people.coordinator)
    actions.say(Participation.objects.get(pk=mine.pk), by=people.owner, text="GROUP-WORDS")
    post = GroupPost.objects.get()
    assert "GROUP-WORDS" in words(sign_in(people.mentor).get(there(run, "run-group")))
    assert people.owner.name in words(sign_in(people.mentor).get(there(run, "run-group")))
    for reader in (people.stranger, people.coordinator):
        client = sign_in(reader)
        for name in ("run", "wall", "run-group", "run-groups", "run-progress"):
            assert "GROUP-WORDS" not in words(client.get(there(run, name))), name
        assert client.post(there(run, "run-group-back", post.pk)).status_code in {403, 404}
    assert sign_in(people.mentor).post(there(run, "run-group-back", post.pk)).status_code == 403
    sign_in(people.owner).post(there(run, "run-group-back", post.pk))
    assert "GROUP-WORDS" not in words(sign_in(people.mentor).get(there(run, "run-group")))
    assert other.pk


def test_a_name_is_read_in_the_group_only_where_its_bearer_said_so(sign_in, people, run):
    joined(run, people.owner)
    taking_part.join(run, by=people.mentor, wants_group=True, named_in_group=False)
    actions.make_groups(run, by=people.coordinator)
    page = words(sign_in(people.owner).get(there(run, "run-group")))
    assert people.mentor.name not in page
    assert "Somebody in your group" in page


def test_an_entry_shows_its_summary_and_never_its_note(sign_in, people, run):
    mine, _other = joined(run, people.owner), joined(run, people.mentor)
    actions.make_groups(run, by=people.coordinator)
    wrote(mine, "thing-01", "A public sentence", by=people.owner, note="SECRET-NOTE", share=False)
    entry = mine.steps.get().entry_id
    client = sign_in(people.owner)
    for _twice in range(2):
        client.post(there(run, "run-group"), {"text": "", "entry": str(entry)})
    assert GroupPost.objects.count() == 1
    page = words(sign_in(people.mentor).get(there(run, "run-group")))
    assert "A public sentence" in page
    assert "SECRET-NOTE" not in page
    assert "A public sentence" not in words(sign_in(people.coordinator).get(there(run, "wall")))


def test_an_entry_of_another_cannot_be_shown(sign_in, people, run):
    mine, _other = joined(run, people.owner), joined(run, people.mentor)
    actions.make_groups(run, by=people.coordinator)
    wrote(mine, "thing-01", "Mine", by=people.owner, share=False)
    entry = mine.steps.get().entry_id
    answer = sign_in(people.mentor).post(there(run, "run-group"), {"text": "", "entry": str(entry)})
    assert answer.status_code == 422
    assert not GroupPost.objects.exists()


def test_nothing_said_is_refused_with_what_to_do(sign_in, people, run):
    joined(run, people.owner), joined(run)
    actions.make_groups(run, by=people.coordinator)
    answer = sign_in(people.owner).post(there(run, "run-group"), {"text": "  "})
    assert answer.status_code == 422
    assert "Write a few words" in words(answer)


def test_only_who_coordinates_makes_groups_and_moves_people(sign_in, people, run):
    mine, other = joined(run, people.owner), joined(run)
    client = sign_in(people.owner)
    assert client.get(there(run, "run-groups")).status_code == 403
    assert client.post(there(run, "run-groups")).status_code == 403
    assert client.post(there(run, "run-group-move", mine.pk), {"number": "1"}).status_code == 403
    assert sign_in(people.stranger).get(there(run, "run-group")).status_code == 403
    with pytest.raises(NotAllowed):
        actions.move(other, 1, run=run, by=people.owner)


def test_who_coordinates_moves_somebody_and_an_empty_group_is_gone(sign_in, people, run):
    four = [joined(run) for _each in range(4)]
    actions.make_groups(run, by=people.coordinator)
    client = sign_in(people.coordinator)
    client.post(there(run, "run-group-move", four[2].pk), {"number": "1"})
    client.post(there(run, "run-group-move", four[3].pk), {"number": "1"})
    assert [len(each) for each in groups(run)] == [4]
    assert RunGroup.objects.filter(run=run).count() == 1
    client.post(there(run, "run-group-move", four[0].pk), {"number": ""})
    assert [len(each) for each in groups(run)] == [3, 1]
    assert client.post(there(run, "run-group-move", four[0].pk), {"number": "99"}).status_code == 404


def test_a_run_without_groups_makes_none(people):
    run = begin(people.coordinator)
    joined(run), joined(run)
    with pytest.raises(NotNow):
        actions.make_groups(run, by=people.coordinator)
    assert groups(run) == []


def test_the_size_of_small_groups_is_chosen(sign_in, people):
    run = begin(people.coordinator, grouping="groups", group_size=3)
    for _each in range(7):
        joined(run)
    actions.make_groups(run, by=people.coordinator)
    assert sorted(map(len, groups(run))) == [3, 4]
    whole = {"title": "R", "starts": "2026-03-02", "pace": "weekly", "joining": "open", "grouping": "groups"}
    answer = sign_in(people.coordinator).post(there(run, "run-edit"), {**whole, "group_size": "1"})
    assert answer.status_code == 422
    assert "between 2 and 20" in words(answer)


def test_the_pages_cost_the_same_with_few_and_with_many(sign_in, people, count_queries):
    run = begin(people.coordinator, grouping="groups", group_size=20)
    mine, _other = joined(run, people.owner), joined(run)
    actions.make_groups(run, by=people.coordinator)
    pages = [(sign_in, people.owner, "run-group"), (sign_in, people.coordinator, "run-groups")]

    def counts():
        found = []
        for sign, person, name in pages:
            client = sign(person)
            client.get(there(run, name))
            found.append(count_queries(lambda client=client, name=name: client.get(there(run, name))))
        return found

    actions.say(Participation.objects.get(pk=mine.pk), by=people.owner, text="One")
    before = counts()
    for _each in range(9):
        joined(run)
    for number in range(9):
        actions.say(Participation.objects.get(pk=mine.pk), by=people.owner, text=str(number))
    assert counts() == before

"""Pages of a run that are put together from pieces kept by their values are, after any write, the pages made whole."""

import random
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from planfolio.people.models import Person
from planfolio.plans.models import Activity
from planfolio.programmes import announcing, progress, survey, taking_part, wall
from planfolio.programmes.document import find
from planfolio.programmes.models import Participation, Run, Step, WallPost
from planfolio.testing import PersonFactory, PlanFactory, cast
from planfolio.web import kept
from tests.conftest import sign_in_freshly
from tests.programmes.runs import begin, wrote

# On PostgreSQL the count of writes comes at the end of the transaction, so these tests need real ones.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.integration]
NOW = datetime(2026, 4, 8, 10, tzinfo=UTC)
SWEEP = (pytest.mark.slow, pytest.mark.sweep)
KEYS = ("thing-01", "thing-02", "thing-03")
_NEW_EACH_TIME = re.compile(r'name="(?:id|once|csrfmiddlewaretoken)" value="[^"]*"')


@pytest.fixture
def scene(settings):
    """A run of seven, and what its coordinator, somebody in it and another in it see, with pieces kept or without."""
    people = cast()
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=UTC), tick=False):
        run = begin(people.coordinator, starts=date(2026, 3, 2))
        learners = [people.owner, people.mentor, *(PersonFactory(name=f"Person {n}") for n in range(5))]
        for each in learners:
            taking_part.join(run, by=each)
        PlanFactory(owner=people.owner, starts=date(2026, 1, 1), ends=date(2026, 12, 31))
        taking_part.put_in_plan(run.participations.get(owner=people.owner), by=people.owner)
    looking = [sign_in_freshly(Client(), each) for each in (people.coordinator, people.owner, people.mentor)]
    there = reverse("wall", args=[run.pk])
    addresses = [(reverse("run-progress", args=[run.pk]), 0), (there, 1), (f"{there}?q=SUMMARY+%3C1&thing=thing-01", 2)]
    for who in (0, 1, 2):
        addresses += [(run.get_absolute_url(), who), (reverse("run-thing", args=[run.pk, "thing-01"]), who)]

    def look(keep: bool) -> list[str]:
        settings.KEEP_PAGES = keep
        # What thousands do is shown at the next minute; here each look is the first.
        kept._pages.clear()
        pages = [looking[who].get(there).content.decode() for there, who in addresses]
        return [_NEW_EACH_TIME.sub("", page) for page in pages]

    return people, run, look


def _some(rows, chance: random.Random):
    found = list(rows.order_by("pk"))
    return chance.choice(found) if found else None


def _mark(run, chance):
    part = _some(run.participations.filter(left_at=None), chance)
    state = chance.choice(["done", "skipped", "open"])
    taking_part.mark(part, find(run.doc, chance.choice(KEYS)), state, by=part.owner, usefulness=chance.choice([1, 4]))


def _write(run, chance):
    part = _some(run.participations.filter(left_at=None), chance)
    wrote(part, chance.choice(KEYS), f"Summary <{chance.randrange(99)}>", by=part.owner)


def _leave(run, chance):
    part = _some(run.participations.filter(left_at=None), chance)
    taking_part.leave(part, by=part.owner)


def _join(run, chance):
    taking_part.join(run, by=PersonFactory(name=chance.choice(["", "Ada <b>", "Zoë"])))


def _change(model, **choices):
    def act(run, chance):
        rows = (
            model.objects.filter(run=run)
            if model is not Person
            else model.objects.filter(pk__in=run.participations.values("owner"))
        )
        if row := _some(rows, chance):
            model.objects.filter(pk=row.pk).update(**{name: chance.choice(all_) for name, all_ in choices.items()})

    return act


def _tick(run, chance):
    if row := _some(Activity.objects.filter(pk__in=Step.objects.values("activity")), chance):
        state, on = chance.choice([("open", None), ("done", NOW.date())])
        Activity.objects.filter(pk=row.pk).update(state=state, done_on=on)


def _report(run, chance):
    if post := _some(WallPost.objects.filter(run=run), chance):
        wall.report(post, by=run.owner)


def _hide(run, chance):
    if post := _some(WallPost.objects.filter(run=run), chance):
        wall.hide(post, run, by=run.owner, again=chance.random() < 0.5)


def _announce(run, chance):
    announcing.announce(run, title=f"News <{chance.randrange(99)}>", text="*Tuesday*", by=run.owner)


def _ask(run, chance):
    if survey.survey_of(run) is None:
        survey.open_survey(run, without=[], own=[], by=run.owner)


def _retitle(run, chance):
    Run.objects.filter(pk=run.pk).update(title=f"Run <{chance.randrange(99)}>", words=chance.choice(["", "*Hello*"]))


def _pause(run, chance):
    part = _some(run.participations.filter(left_at=None), chance)
    Participation.objects.filter(pk=part.pk).update(pauses=chance.choice([[], [["2026-04-01", "2026-04-14"]]]))


WRITES = [
    *(_mark, _mark, _mark, _write, _write, _leave, _join, _tick, _tick, _report, _hide, _announce, _ask, _retitle),
    *(_pause, _pause),
    _change(Participation, part=["finisher", "picker", "observer"]),
    _change(Participation, last_at=[None, NOW, NOW - timedelta(days=30), NOW - timedelta(days=40)]),
    _change(Participation, shows_name=[True, False], pace=["", "half", "self"]),
    _change(Person, name=["", "Nora <i>", "Sam"]),
]


@pytest.mark.parametrize(
    ("seed", "many"),
    [(1, 25), *(pytest.param(seed, 80, marks=SWEEP) for seed in (2, 3))],
)
def test_after_each_write_a_page_of_pieces_is_the_page_as_a_whole(scene, seed, many):
    _people, run, look = scene
    chance, seen = random.Random(seed), 0
    with time_machine.travel(NOW, tick=False) as clock:
        before = look(True)
        assert before == look(False)
        for number in range(many):
            with transaction.atomic():
                chance.choice(WRITES)(Run.objects.get(pk=run.pk), chance)
            if number % 7 == 6:
                clock.move_to(NOW + timedelta(hours=number))
            now = look(True)
            assert now == look(False), number
            seen += now != before
            before = now
    # Most of these writes are seen, so that a piece which stayed as it was would be noticed.
    assert seen >= many / 2


def test_a_step_of_somebody_renders_only_what_shows_it(scene):
    people, run, look = scene
    with time_machine.travel(NOW, tick=False):
        look(True)
        before = set(kept._parts)
        taking_part.mark(run.participations.get(owner=people.mentor), find(run.doc, KEYS[0]), "done", by=people.mentor)
        look(True)
    made = sorted(key[2] for key in kept._parts if key not in before and key[2].startswith(("progress", "heat")))
    assert made == [
        *("heat.numbers", "heat.row", "progress.people", "progress.person", "progress.quiet", "progress.things")
    ]


def test_of_many_quiet_the_pausing_are_passed_over(scene, monkeypatch):
    _people, run, _look = scene
    monkeypatch.setattr(progress, "QUIET_SHOWN", 2)
    monkeypatch.setattr(progress, "QUIET_LOOKED", (3, 100))
    longest = list(run.participations.order_by("pk"))
    for each in longest[:3]:
        Participation.objects.filter(pk=each.pk).update(pauses=[["2026-04-01", "2026-04-14"]])
    assert [each.key for each in progress.quiet(run, now=NOW)] == [each.pk for each in longest[3:5]]


def test_a_form_in_a_piece_has_the_token_of_whoever_looks(scene):
    people, run, look = scene
    look(True)
    part = run.participations.get(owner=people.mentor)
    client = sign_in_freshly(Client(enforce_csrf_checks=True), people.coordinator)
    page = client.get(reverse("run-progress", args=[run.pk])).content.decode()
    assert kept.TOKEN not in page
    out = reverse("run-take-out", args=[run.pk, part.pk])
    form = page.partition(f'action="{out}"')[2]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    assert client.post(out, {"csrfmiddlewaretoken": token}).status_code == 302

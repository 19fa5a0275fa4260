"""Pages that are put together from parts kept by their values are, after any write, the pages rendered whole."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from planfolio.journal import actions
from planfolio.journal.models import CheckIn, Entry, EntryGrant, EntryObjective, PrivateNote, Reflection
from planfolio.people.models import Break, Person, WeekTime
from planfolio.plans.models import Activity, ComesAfter, Objective, Plan, PlanGrant
from planfolio.testing import ActivityFactory, ObjectiveFactory, PlanFactory, cast
from planfolio.web import kept
from tests.conftest import sign_in_freshly

# On PostgreSQL the count of writes comes at the end of the transaction, so these tests need real ones.
pytestmark = pytest.mark.django_db(transaction=True)
SWEEP = (pytest.mark.slow, pytest.mark.sweep)
WEDNESDAY = datetime(2026, 9, 30, 10, tzinfo=UTC)
DAY, MONDAY = WEDNESDAY.date(), date(2026, 9, 28)
_NEW_EACH_TIME = re.compile(r'name="(?:id|once|csrfmiddlewaretoken)" value="[^"]*"')


def changed(model, **values):
    """Another value in one row of `model`: the first, so that every write meets rows that are shown."""
    return lambda owner: model.objects.filter(
        pk__in=model.objects.filter(owner=owner).order_by("pk").values("pk")[:1]
    ).update(**values)


def added(model, **values):
    return lambda owner: model.objects.create(owner=owner, **values)


def first(model, owner):
    return model.objects.filter(owner=owner).order_by("pk").first()


def tied(owner):
    one, *_others, last = Activity.objects.filter(owner=owner).order_by("pk")
    ComesAfter.objects.create(owner=owner, activity=last, first=one)


def person(**values):
    return lambda owner: Person.objects.filter(pk=owner.pk).update(**values)


WRITES = [
    changed(Objective, what="Search <b>wide</b> & deep"),
    changed(Objective, what=""),
    changed(
        Objective, what="A much longer title than any picture has room for, which is cut there and not in the table"
    ),
    changed(Objective, why="The wards ask for it"),
    changed(Objective, starts=DAY + timedelta(days=3)),
    changed(Objective, due=DAY + timedelta(days=9)),
    changed(Objective, starts=None),
    changed(Objective, stage="doing"),
    changed(Objective, stage="showing"),
    changed(Objective, minutes=900),
    changed(Objective, position=F("position") + 9),
    changed(Objective, number=77),
    changed(Activity, title="Ask <Sam>"),
    changed(Activity, minutes=45),
    changed(Activity, minutes=None),
    changed(Activity, minutes=6_000),
    changed(Activity, minutes=60),
    changed(Activity, earliest=DAY + timedelta(days=30)),
    changed(Activity, due=DAY + timedelta(days=1)),
    changed(Activity, week=MONDAY),
    changed(Activity, state="done", done_on=DAY),
    changed(Activity, state="let_go", done_on=None),
    changed(Activity, state="open", done_on=None),
    tied,
    changed(Plan, title="Better questions"),
    changed(Plan, aim="Be asked first"),
    changed(Plan, language="fr"),
    changed(Plan, ends=DAY + timedelta(days=50)),
    changed(Plan, starts=DAY - timedelta(days=50)),
    changed(Plan, template="ebp"),
    changed(Plan, source_title="An example", source_author="Nora", licence="CC BY 4.0"),
    person(weekly_minutes=30),
    person(weekly_minutes=None),
    person(weekly_minutes=90),
    person(name="Nora <i>Berg</i>"),
    person(time_zone="Pacific/Auckland"),
    added(Break, starts=DAY, ends=DAY + timedelta(days=12)),
    added(WeekTime, monday=MONDAY + timedelta(days=7), minutes=500),
    added(CheckIn, week=MONDAY, answer="Read <less>, asked more"),
    changed(CheckIn, answer="Asked more", prompt="What helped?"),
    changed(Entry, title="RDA <webinar>"),
    changed(Entry, summary="# Learned\n\n*much* & <more>"),
    changed(Entry, language="fr"),
    changed(Entry, day=DAY - timedelta(days=40)),
    changed(Entry, minutes=None),
    changed(Entry, minutes=75),
    changed(PrivateNote, text="Only *I* see it"),
    changed(EntryObjective, relation="leads_to"),
    changed(EntryObjective, relation="about", minutes=700),
    lambda owner: Reflection.objects.create(owner=owner, entry=first(Entry, owner), model="gibbs"),
    lambda owner: EntryGrant.objects.create(
        owner=owner, thing=first(Entry, owner), public=True, role="reader", source="t"
    ),
    lambda owner: actions.add_entry(by=owner, title="One more", day=DAY, minutes=15),
    lambda owner: actions.add_entry(
        by=owner, title="And one for the plan", day=DAY, minutes=45, objectives=[first(Objective, owner)]
    ),
    changed(Entry, deleted_at=timezone.now()),
    changed(Activity, deleted_at=timezone.now()),
    changed(Objective, state="done"),
    changed(Objective, state="parked", reason="No time"),
    changed(Objective, state="draft"),
    changed(Objective, state="active", deleted_at=timezone.now()),
    lambda owner: PlanGrant.objects.create(
        owner=owner, thing=first(Plan, owner), public=True, role="reader", source="test"
    ),
    lambda owner: PlanGrant.objects.filter(owner=owner, public=True).update(expires_at=WEDNESDAY),
]


@pytest.fixture
def scene(settings):
    """A plan of the owner that a mentor may read, and two people who look."""
    people = cast()
    owner = people.owner
    plan = PlanFactory(owner=owner, starts=DAY - timedelta(days=30), ends=DAY + timedelta(days=100))
    objectives = [ObjectiveFactory(plan=plan, number=n, position=n, what=f"Objective {n}") for n in range(1, 4)]
    for each in objectives:
        ActivityFactory.create_batch(2, objective=each)
    for n in range(4):
        about = {"objectives": [objectives[n % 3]], "minutes": 30, "note": f"Note {n}"}
        actions.add_entry(by=owner, title=f"Entry {n}", day=DAY - timedelta(days=5 * n), **about)
    PlanGrant.objects.create(owner=owner, thing=plan, person=people.mentor, role="reader", source="test")
    looking = [sign_in_freshly(Client(), each) for each in (owner, people.mentor)]
    addresses = [("/", 0), ("/journal/", 0), (plan.get_absolute_url(), 0), (plan.get_absolute_url(), 1)]

    def look(keep: bool) -> list[str]:
        settings.KEEP_PAGES = keep
        pages = [looking[who].get(there).content.decode() for there, who in addresses]
        return [_NEW_EACH_TIME.sub("", page) for page in pages]

    return people, look


@pytest.mark.parametrize(
    ("language", "every"),
    [("fr", 5), pytest.param("en", 1, marks=SWEEP), pytest.param("fr", 1, marks=SWEEP)],
)
def test_after_each_write_a_page_of_parts_is_the_page_as_a_whole(scene, language, every):
    people, look = scene
    Person.objects.filter(pk__in=[people.owner.pk, people.mentor.pk]).update(language=language)
    with time_machine.travel(WEDNESDAY, tick=False) as clock:
        before, seen = look(True), 0
        assert before == look(False)
        for number, write in enumerate(WRITES[::every]):
            with transaction.atomic():
                write(people.owner)
            now = look(True)
            assert now == look(False), number
            seen += now != before
            before = now
        # Most of these writes are seen on a page, so that a part which stayed as it was would be noticed.
        assert seen >= 0.7 * len(WRITES[::every])
        for days in (1, 7, 40):
            clock.move_to(WEDNESDAY + timedelta(days=days))
            assert look(True) == look(False), days


def test_a_write_renders_only_the_parts_that_show_it(scene):
    people, look = scene
    look(True)
    kept_before = set(kept._parts)
    changed(Objective, why="The wards ask for it")(people.owner)
    look(True)
    # Once for the owner, and once for the reader, who is not told what it still needs.
    assert [key[2] for key in kept._parts if key not in kept_before] == ["plan.objective"] * 2


def test_what_the_owner_is_told_is_in_no_part_that_a_reader_sees(scene):
    _people, look = scene
    _week, _journal, own, read = look(True)
    assert "Still needs" in own
    assert "Change their order" in own
    assert "Still needs" not in read
    assert "Change their order" not in read


def test_a_part_has_the_token_of_whoever_looks(scene):
    people, _look = scene
    tokens = set()
    for _device in range(2):
        client = sign_in_freshly(Client(enforce_csrf_checks=True), people.owner)
        page = client.get(first(Plan, people.owner).get_absolute_url()).content.decode()
        assert kept.TOKEN not in page
        form = page.partition("Change their order")[2]
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
        action = re.search(r'formaction="([^"]+)" name="to" value="down"', form)[1]
        assert client.post(action, {"to": "down", "csrfmiddlewaretoken": token}).status_code == 302
        tokens.add(token)
    assert len(tokens) == 2


def test_parts_leave_when_there_are_too_many_and_when_something_is_erased(scene, monkeypatch):
    _people, look = scene
    look(True)
    assert kept._parts
    assert kept._letters == sum(map(len, kept._parts.values()))
    monkeypatch.setattr(kept, "MOST_LETTERS", 5_000)
    assert look(True) == look(False)
    kept.forget()
    look(True)
    assert 0 < kept._letters == sum(map(len, kept._parts.values())) <= 5_000
    kept.forget()
    assert not kept._parts
    assert not kept._letters

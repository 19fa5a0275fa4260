"""Put the example data in: twelve people of one organisation, their plans and their year, all of it or none."""

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.catalogue.content import read_content
from planfolio.errors import Conflict
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.journal.models import Evidence
from planfolio.people.models import Break, Person, Pulse
from planfolio.plans.models import Goal, Plan
from planfolio.plans.versions import keep_version
from planfolio.plans.vocabulary import GoalKind

from .calendar import breaks
from .house import house
from .journal import give_evidence, write_journal
from .keys import key, moment
from .plans import Owner, last_year, this_year
from .rows import Rows
from .state import is_here, may_fill
from .support import offer, support

#: Whom a visitor looks around as, by the language of the page.
GUIDES = {"en": "Nora Lindqvist", "fr": "Léa Fontaine"}
FILES = {
    "txt": (
        "1. exp Stroke/\n2. (stroke* or cerebrovascular).ti,ab.\n3. 1 or 2\n4. exp Caregivers/\n"
        "5. (carer* or caregiver* or famil*).ti,ab.\n6. 4 or 5\n7. 3 and 6\n"
    ),
    "csv": "class,useful,pace\nTuesday,5,4\nTuesday,4,3\nThursday,5,5\nThursday,3,4\n",
}


@dataclass
class Library:
    """The people by their names, and what is written once their rows are there."""

    rows: Rows = field(default_factory=Rows)
    people: dict[str, Person] = field(default_factory=dict)
    reads: list[tuple[Plan, str]] = field(default_factory=list)
    files: dict = field(default_factory=dict)


@transaction.atomic
def fill(*, today: date | None = None) -> int:
    """Put twelve people of an organisation and their year in; returns how many entries. Done again it changes nothing.

    Raises Conflict where somebody real has begun already. Takes about two seconds.
    """
    today = today or timezone.localdate()
    if is_here():
        return 0
    if not may_fill():
        raise Conflict(_("Somebody has begun here already. Example data goes only into an instance that is empty."))
    library = Library()
    for language in GUIDES:
        (words,) = read_content("demo", language=language)
        for place, about in enumerate(words["people"]):
            _live(library, about, words, language=language, today=today, place=place)
    _support(library, today)
    (words,) = read_content("demo", language="en")
    house(library.rows, library.people, words["organisation"], today=today)
    library.rows.write()
    _attach(library)
    _keep_versions(library, today)
    transaction.on_commit(_start_afresh)
    return sum(type(row).__name__ == "Entry" for rows in library.rows.waiting.values() for row in rows)


def _support(library: Library, today: date) -> None:
    """Who reads whose plan does so as a mentor or supervisor, and offers help to others too."""
    seen: dict[str, int] = {}
    for plan, reader in library.reads:
        (words,) = read_content("demo", language=plan.owner.language)
        supporter, words = library.people[reader], words["support"]
        if reader not in seen:
            offer(library.rows, supporter, words["offers"][len(seen) % len(words["offers"])], today=today)
        place = seen.setdefault(reader, 0)
        support(library.rows, plan, supporter, words=words, today=today, place=place)
        seen[reader] += 1


def _start_afresh() -> None:
    """The same people come with the same keys: no page that was kept of an earlier visit may be taken for theirs."""
    people = Person.objects.filter(is_example=True).values("pk")
    Pulse.objects.filter(owner_id__in=people).update(n=F("n") + int(time.time()))


def _live(library: Library, about: dict, words: dict, *, language: str, today: date, place: int) -> None:
    """One person with their breaks, plans, journal and evidence."""
    person = _person(library, about, language, today)
    owner = Owner(person, words, Random(f"planfolio {person.name}"), today, library.rows)
    away = breaks(today, owner.chance)
    for each in away:
        at = moment(min(each.starts, today) - timedelta(days=30))
        row = Break(id=key(at, person.name, each.name), owner=person, starts=each.starts, ends=each.ends)
        row.label, row.created_at = words["breaks"][each.name], at
        library.rows.add(row)
    _target(owner, place)
    previous = last_year(owner, about["before"]) if "before" in about else None
    plan = this_year(owner, about["plan"], previous=previous, pace=about["pace"], odd=place)
    library.reads += [(plan, reader) for reader in about.get("reads", [])]
    write_journal(owner, away)
    library.files |= give_evidence(owner)


def _person(library: Library, about: dict, language: str, today: date) -> Person:
    at = moment(today - timedelta(weeks=96))
    person = Person(
        id=key(at, about["name"]),
        name=about["name"],
        email=f"{_plain(about['name'])}@example.org",
        language=language,
        role=about["role"],
        sector=about["sector"],
        years=about["years"],
        weekly_minutes=about["weekly_minutes"],
        formats=["practice", "reading"],
        is_example=True,
        welcomed_at=at,
        joined_at=at,
        # No password can match it: nobody signs in as an example by the door.
        password="!",
    )
    library.people[person.name] = library.rows.add(person)
    return person


def _plain(name: str) -> str:
    return name.lower().replace(" ", ".").translate(str.maketrans("éèêàç", "eeeac"))


def _target(owner: Owner, place: int) -> None:
    texts = owner.words["targets"]["texts"]
    at = moment(owner.today - timedelta(weeks=31))
    row = Goal(id=key(at, owner.person.name, "target"), owner=owner.person, kind=GoalKind.TARGET, position=1)
    row.text, row.year, row.created_at = texts[place % len(texts)], owner.today.year, at
    owner.rows.add(row)


def _attach(library: Library) -> None:
    """Put the files of evidence on the disk and beside their evidence."""
    for evidence in (row for row in library.rows.of(Evidence) if row.pk in library.files):
        name = library.files[evidence.pk]
        content = FILES[name.rpartition(".")[2]].encode()
        upload = incoming(name, "", [content])
        evidence.attachment = keep_file(upload, by=evidence.owner, key=key(evidence.created_at, evidence.pk, name))
        evidence.save(update_fields=["attachment"])


def _keep_versions(library: Library, today: date) -> None:
    """Every third plan was changed on the way; its second version says why."""
    plans = [plan for plan in library.rows.of(Plan) if plan.ends >= today]
    for plan in plans[::3]:
        (words,) = read_content("demo", language=plan.language)
        keep_version(plan, by=plan.owner, reason=words["versions"]["changed"])


def look_around_as(language: str) -> Person:
    """The example person that a visitor is shown around by."""
    name = GUIDES.get(language[:2], GUIDES["en"])
    return Person.objects.get(is_example=True, name=name)

"""One cast for every test, the demo and the benchmarks: an owner and the people around them.

`cast()` makes them; the factories make the rows that tests talk about, with believable words.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import factory
from django.utils import timezone

from planfolio.people.models import Person
from planfolio.plans.models import Activity, Goal, Objective, Plan


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    weekly_minutes = 120
    welcomed_at = factory.LazyFunction(timezone.now)


class PlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Plan

    owner = factory.SubFactory(PersonFactory)
    title = "Better searches, better questions"
    starts = factory.LazyFunction(lambda: date.today() - timedelta(days=30))
    ends = factory.LazyFunction(lambda: date.today() + timedelta(days=300))


class GoalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Goal

    owner = factory.SubFactory(PersonFactory)
    text = "Be the person the wards ask first"


class ObjectiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Objective

    plan = factory.SubFactory(PlanFactory)
    owner = factory.SelfAttribute("plan.owner")
    number = factory.Sequence(lambda n: n + 1)
    position = factory.SelfAttribute("number")
    what = "Carry a systematic search from question to peer review without help"


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    objective = factory.SubFactory(ObjectiveFactory)
    owner = factory.SelfAttribute("objective.owner")
    position = factory.Sequence(lambda n: n + 1)
    title = "Translate the sepsis strategy from MEDLINE to Embase"
    minutes = 60


@dataclass(frozen=True)
class Cast:
    owner: Person
    mentor: Person
    supervisor: Person
    coordinator: Person
    administrator: Person
    stranger: Person


def cast() -> Cast:
    """The six people of the tests. Who supports whom is given by grants that each test makes itself."""
    names = {
        "owner": "Nora Lindqvist",
        "mentor": "Sam Okafor",
        "supervisor": "Helen Brandt",
        "coordinator": "Amara Diallo",
        "administrator": "Tomasz Zielinski",
        "stranger": "Priya Raman",
    }
    return Cast(
        **{
            role: PersonFactory(name=name, email=f"{role}@example.org", is_administrator=role == "administrator")
            for role, name in names.items()
        }
    )


def words(answer) -> str:
    """The text of an answer with its no-break spaces made plain."""
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")

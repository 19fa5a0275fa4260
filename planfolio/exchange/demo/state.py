"""Whether there is example data, and whether there may be."""

from planfolio.journal.models import Entry
from planfolio.people.models import Person
from planfolio.plans.models import Goal, Plan


def is_here() -> bool:
    return Person.objects.filter(is_example=True).exists()


def may_fill() -> bool:
    """Whether nobody real has begun here: at most the person of this computer, not welcomed yet and without a row."""
    real = Person.objects.filter(is_example=False)
    if real.exclude(is_local=True, welcomed_at=None).exists():
        return False
    return not any(model.objects.filter(owner__in=real).exists() for model in (Plan, Goal, Entry))

"""From a resource or a date to an activity of an objective, and the resources that match each objective of a plan."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planfolio.catalogue.models import Listing, OwnResource
from planfolio.catalogue.resources import Match, Resource, match
from planfolio.catalogue.stems import main_language
from planfolio.web.forms import Form, MinutesField, OnceField

from .models import Objective, Plan
from .vocabulary import TITLE_LENGTH, Context, ObjectiveState

#: Objectives that an activity can be added to.
OPEN = (ObjectiveState.ACTIVE, ObjectiveState.DRAFT)


@dataclass(frozen=True)
class Matched:
    objective: Objective
    matches: tuple[Match, ...]


def by_objective(plan: Plan, *, formats: tuple[str, ...] = (), at_most: int = 3) -> list[Matched]:
    """The resources that share most words with each open objective of `plan`, in the plan's language. One query."""
    rows = Objective.objects.kept().filter(plan=plan, state__in=OPEN).exclude(what="")
    language = main_language(plan.language)
    found = [Matched(row, match(row.what, language=language, formats=formats, at_most=at_most)) for row in rows]
    for each in found:
        # The page links to objectives by the plan it already has.
        each.objective.plan = plan
    return found


def objectives_for(person, *, due: date | None = None) -> list[Objective]:
    """Open objectives of the person's plans that are not over, or that `due` falls in, latest plan first."""
    running = Q(plan__starts__lte=due, plan__ends__gte=due) if due else Q(plan__ends__gte=person.today())
    rows = Objective.objects.kept().filter(running, owner=person, plan__deleted_at=None, state__in=OPEN)
    return list(rows.exclude(what="").select_related("plan").order_by("-plan__starts", "plan", "position")[:400])


def from_resource(found: Resource | OwnResource) -> dict:
    """What an activity takes from a resource."""
    return {
        "title": found.title[:TITLE_LENGTH],
        "url": found.url,
        "provider": found.provider[:TITLE_LENGTH],
        "format": found.format,
        "minutes": found.minutes,
    }


def from_listing(listing: Listing) -> dict:
    """What an activity takes from a date: it cannot start before the first day, and is due on the last."""
    return {
        "title": listing.title,
        "url": listing.url,
        "provider": listing.provider,
        "context": Context.ONLINE if listing.online else "",
        "minutes": listing.minutes,
        "earliest": listing.starts_on,
        "due": listing.ends_on,
    }


class UseForm(Form):
    """Which objective, what to call the activity, and how long; the rest comes from the resource or the date."""

    id = OnceField()
    objective = forms.ChoiceField(label=_("For which objective?"))
    title = forms.CharField(label=_("Activity"), max_length=TITLE_LENGTH)
    minutes = MinutesField(label=_("Time"), required=False)

    def __init__(self, *args, objectives: list[Objective], **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in objectives}
        plans = {row.plan_id for row in objectives}
        several = len(plans) > 1
        words = [(key, f"{row.what} ({row.plan.title})" if several else row.what) for key, row in self.rows.items()]
        self.fields["objective"].choices = words

    def activity(self, values: dict) -> dict:
        """The arguments of `actions.add_activity`: `values` with what was chosen and typed here."""
        cleaned = self.cleaned_data
        objective = self.rows[cleaned["objective"]]
        if values.get("earliest"):
            values = {**values, "earliest": max(values["earliest"], objective.plan.starts)}
        own = {"title": cleaned["title"], "minutes": cleaned["minutes"], "key": cleaned["id"]}
        return {**values, **own, "objective": objective}

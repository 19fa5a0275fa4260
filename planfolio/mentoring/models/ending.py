"""What an agreement with a supervisor stands on: when that goes, the agreement ends with everything it gave.

It is said where rows are deleted, as an `on_delete`, and so holds for a supervision, a place in a team and a membership
alike, whoever ends it and by whatever way; in the same transaction, so that nothing is readable a moment longer.
"""

from django.utils import timezone

from planfolio.people.pulse import beat
from planfolio.people.sharing import given_by

from ..vocabulary import State


def end_with_it(collector, field, mentorships, using) -> None:
    """End those of `mentorships` that run, and delete the grants of their source and of no other."""
    keys = [each.pk for each in mentorships]
    rows = list(field.model._base_manager.using(using).filter(pk__in=keys).select_related("supporter"))
    collector.add_field_update(field, None, rows)
    running = [each for each in rows if each.state == State.RUNNING]
    if not running:
        return
    fields = field.model._meta
    collector.add_field_update(fields.get_field("state"), State.ENDED, running)
    collector.add_field_update(fields.get_field("ended_at"), timezone.now(), running)
    for grants in given_by([each.owner_id for each in running], [each.source for each in running]):
        collector.collect(grants)
    for each in running:
        if each.supporter:
            beat(each.supporter)

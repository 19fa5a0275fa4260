"""Whom "everybody here" means, for programmes and runs: those who may come upon the name of whoever shares it.

So organisations stay apart: nobody of one finds, counts, reads or joins what another shares within itself.
"""

from django.db.models import Q

from planfolio.people.organisations.access import within_reach
from planfolio.people.sharing import Shareable


class AmongUs(Shareable):
    """Programmes and runs as they are shared."""

    def to_everybody(self, who) -> Q:
        if not getattr(who, "is_authenticated", False):
            return Q(pk__in=[])
        return Q(public=True, owner__in=within_reach(who))

    def shared_with_everybody(self, person):
        """What others share with everybody and `person` may see."""
        grants = self.model.grants.rel.related_model.objects.filter(self.to_everybody(person))
        return self.filter(pk__in=grants.values("thing")).exclude(owner=person)

"""The verbs of groups: made by who coordinates, joined and left by people, mended by the rule of `making`."""

from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotAllowed, NotNow, Refused
from planfolio.people import removal
from planfolio.people.base import add_once, new_key
from planfolio.people.models import Person
from planfolio.programmes.models import Participation, Run
from planfolio.web.limits import spend

from .making import Seeker, make, place
from .models import Grouping, GroupPost, RunGroup

POSTS_LIMIT = 500
WRITES_EACH_MINUTE = 20


def size_of(run: Run) -> int:
    return 2 if run.grouping == Grouping.PAIRS else max(2, run.group_size or 4)


def _locked(run: Run) -> Run:
    return Run.objects.select_for_update().get(pk=run.pk)


def _inside(run: Run):
    return run.participations.kept().filter(left_at=None, owner__is_active=True).select_related("owner")


def _seeker(participation: Participation, run: Run) -> Seeker:
    pace = participation.pace or run.pace
    return Seeker(participation.pk, participation.owner.language, pace, (participation.joined_on, participation.pk))


def _people_of(run: Run) -> dict[UUID, list[Seeker]]:
    """Each group with those in it, in the order of their numbers."""
    found: dict[UUID, list[Seeker]] = {key: [] for key in run.groups.order_by("number").values_list("pk", flat=True)}
    for each in _inside(run).exclude(group=None):
        found[each.group_id].append(_seeker(each, run))
    return found


@transaction.atomic
def make_groups(run: Run, *, by: Person) -> int:
    """Put everybody who wishes for a group and has none into one; returns how many have one now that had none."""
    if run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    run = _locked(run)
    if run.grouping == Grouping.NONE:
        raise NotNow(_("This run has no groups. Choose pairs or small groups first."))
    placed = _place_waiting(run)
    Run.objects.filter(pk=run.pk).update(groups_made=True)
    return placed


def _place_waiting(run: Run) -> int:
    """Let those who wait into groups with room, in their order; of the others make new ones where enough wait."""
    waiting = sorted(
        (_seeker(each, run) for each in _inside(run).filter(group=None, wants_group=True)), key=lambda each: each.order
    )
    there, size = _people_of(run), size_of(run)
    before, left = len(waiting), []
    if there:
        for each in waiting:
            found = place(each, there, size)
            if found is None:
                left.append(each)
            else:
                there[found].append(each)
                Participation.objects.filter(pk=each.key).update(group=found)
        waiting = left
    made = make(waiting, size)
    for people in made:
        _put_into_new(run, [each.key for each in people])
    return before - len(waiting) + sum(map(len, made))


def _put_into_new(run: Run, keys: list[UUID]) -> RunGroup:
    number = (run.groups.aggregate(most=Max("number"))["most"] or 0) + 1
    group = RunGroup.objects.create(owner_id=run.owner_id, run=run, number=number)
    Participation.objects.filter(pk__in=keys).update(group=group)
    return group


@transaction.atomic
def settle(participation: Participation) -> None:
    """After somebody joined, left, or changed their wish: what the rule says of them and of their group.

    Nothing happens before the groups of the run were made.
    """
    if not participation.run.grouping and not participation.group_id:
        return
    run = _locked(participation.run)
    fresh = Participation.objects.get(pk=participation.pk)
    if fresh.group_id and (fresh.left_at or not fresh.wants_group):
        Participation.objects.filter(pk=fresh.pk).update(group=None)
    if run.groups_made and run.grouping != Grouping.NONE:
        _mend(run)
        _place_waiting(run)
        run.groups.annotate(people=Count("participations")).filter(people=0).delete()
    participation.group_id = Participation.objects.values_list("group", flat=True).get(pk=participation.pk)


def _mend(run: Run) -> None:
    """Let whoever is alone in a group go on in another; where all are full, wait."""
    there = _people_of(run)
    for key, people in there.items():
        if len(people) == 1:
            others = {other: each for other, each in there.items() if other != key}
            found = place(people[0], others, size_of(run))
            Participation.objects.filter(pk=people[0].key).update(group=found)
            if found:
                there[found].append(people[0])
            there[key] = []


@transaction.atomic
def move(participation: Participation, number: int | None, *, run: Run, by: Person) -> None:
    """Put somebody who wishes for a group into another, as who coordinates; None: into a new one of their own."""
    if run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    run = _locked(run)
    wished = Participation.objects.filter(pk=participation.pk, run=run, left_at=None, wants_group=True).exists()
    if not wished:
        raise NotNow(_("This person has not wished for a group. Nobody is put into one."))
    if number is None:
        _put_into_new(run, [participation.pk])
    else:
        group = run.groups.filter(number=number).first()
        if group is None:
            raise Missing(_("There is no such group any more."))
        Participation.objects.filter(pk=participation.pk).update(group=group)
    run.groups.annotate(people=Count("participations")).filter(people=0).delete()


@transaction.atomic
def wish(participation: Participation, *, by: Person, wants: bool, shows_name: bool) -> None:
    """Say whether one wants a group, and whether its members read one's name; leaving it needs no reason."""
    rows = Participation.objects.filter(pk=participation.pk, owner=by)
    changed = {"wants_group": wants, "named_in_group": shows_name and wants, "updated_at": timezone.now()}
    rows.update(**changed, revision=F("revision") + 1)
    settle(participation)


@transaction.atomic
def say(participation: Participation, *, by: Person, text: str = "", entry=None, key: UUID | None = None) -> GroupPost:
    """Say something to one's group: words, or the summary of an entry. The same entry again is the same post."""
    if not participation.group_id:
        raise NotAllowed(_("You are in no group of this run."))
    spend(by, "wall", each_minute=WRITES_EACH_MINUTE)
    if entry is not None and not entry.summary:
        raise Refused(_("Write the words that you want to share first. Your private note is never shared."))
    mine = GroupPost.objects.kept().filter(group=participation.group_id, owner=by)
    if mine.count() >= POSTS_LIMIT:
        raise Refused(_("There are very many posts of yours in this group already."))
    there = mine.filter(entry=entry).first() if entry else None
    if there is None:
        there, _added = add_once(
            GroupPost(
                id=key or new_key(),
                owner=by,
                group_id=participation.group_id,
                participation=participation,
                entry=entry,
                text=text,
            )
        )
    return there


@transaction.atomic
def take_back(post: GroupPost, *, by: Person) -> None:
    if post.owner_id != by.pk:
        raise NotAllowed(_("Only who shared this can take it back."))
    removal.remove(post)

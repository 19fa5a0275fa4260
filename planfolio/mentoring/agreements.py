"""Asking somebody for support, answering, changing what was agreed, and ending it without fault.

The question travels as a link; opening it changes nothing, because mail scanners open links. What an agreement lets
the supporter see are grants that bear its name, so that ending it ends exactly those.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, Missing, NotAllowed, Refused, TooMany
from planfolio.people.base import add_once, change, new_key
from planfolio.people.models import Break, Person, SharedByDefault
from planfolio.people.pulse import beat
from planfolio.people.secrets import hash_of, new_secret
from planfolio.people.sharing import Role, end_source, give

from . import mails
from .access import asked_of
from .directory import hold_offer, hold_room
from .models import Mentorship, Offer
from .vocabulary import Kind, State

#: How long a question waits for its answer.
ASKED_FOR = timedelta(days=30)
#: Questions that one person can send in an hour.
HOURLY_LIMIT = 20
#: How many days an answer takes where nobody said.
ANSWER_DAYS = 7


@transaction.atomic
def ask(*, by: Person, site: str, key: UUID | None = None, supporter: Person | None = None, **values):
    """Ask `supporter`, or whoever gets the link; returns the question and its secret (None when sent before).

    A mail goes where an address is known. Raises Refused for oneself and for who has no room for more people and
    for who was asked for the same already, Missing for who offers no help to `by`, TooMany above HOURLY_LIMIT.
    """
    _check_limit(by)
    _check_other(by, supporter, values.get("email", ""))
    _check_not_asked(by, supporter, kind=values.get("kind", Kind.MENTOR), key=key)
    secret = new_secret()
    row = Mentorship(
        id=key or new_key(),
        owner=by,
        supporter=supporter,
        secret_hash=hash_of(secret),
        asked_until=timezone.now() + ASKED_FOR,
        **values,
    )
    asked, added = add_once(row)
    if not added:
        return asked, None
    if supporter:
        hold_room(by, supporter.pk)
    _beat_the_other(asked)
    mails.tell_asked(asked, secret, site=site)
    return asked, secret


def _check_limit(by: Person) -> None:
    hour_ago = timezone.now() - timedelta(hours=1)
    if Mentorship.objects.filter(owner=by, created_at__gt=hour_ago).count() >= HOURLY_LIMIT:
        raise TooMany(_("That is a lot of questions within an hour. Go on in an hour."))


def _check_other(by: Person, supporter: Person | None, email: str) -> None:
    if supporter == by or (email and by.email and email.lower() == by.email.lower()):
        raise Refused(_("Ask somebody other than yourself."))


def _check_not_asked(by: Person, supporter: Person | None, *, kind: str, key: UUID | None) -> None:
    """Nobody is asked a second time for what they were asked, or do, already."""
    waits = Q(state=State.ASKED, asked_until__gt=timezone.now())
    there = Mentorship.objects.kept().filter(Q(state=State.RUNNING) | waits, owner=by, supporter=supporter, kind=kind)
    if supporter and there.exclude(pk=key).exists():
        raise Refused(_("You have asked %(name)s for this already. It stands under Mentoring.") % {"name": supporter})


def _beat_the_other(mentorship: Mentorship) -> None:
    """Something changes on the pages of the supporter, or of whoever is asked at an address that is theirs."""
    if mentorship.supporter:
        beat(mentorship.supporter)
        return
    theirs = EmailAddress.objects.filter(email=mentorship.email, verified=True).exclude(email="")
    for address in theirs.select_related("user"):
        beat(address.user)


def find_asked(secret: str) -> Mentorship:
    """The question of this secret; raises Missing once it was answered, taken back or is too old."""
    found = asked_of(hash_of(secret))
    if found is None or (found.asked_until and found.asked_until <= timezone.now()):
        raise Missing(_("This question was answered already, or it has ended. Ask whoever sent it to send another."))
    return found


def asked_of_person(person: Person | UUID, *, now: datetime | None = None):
    """The questions that wait for this person: asked by name, or at an address that is confirmed to be theirs."""
    addresses = EmailAddress.objects.filter(user=person, verified=True).values("email")
    now = now or timezone.now()
    rows = Mentorship.objects.kept().filter(state=State.ASKED, asked_until__gt=now).exclude(owner=person)
    return rows.filter(Q(supporter=person) | Q(supporter=None, email__in=addresses)).select_related("owner")


@transaction.atomic
def answer(asked: Mentorship, *, by: Person, accept: bool) -> Mentorship:
    """Accept or decline. Of any number who answer at once one goes through; raises Conflict for the others."""
    if asked.owner_id == by.pk:
        raise Refused(_("This is your own question: send the link to the person you want to ask."))
    if asked.supporter_id not in (None, by.pk):
        raise NotAllowed(_("This question was asked of somebody else."))
    state = State.RUNNING if accept else State.DECLINED
    hold_offer(by)
    rows = Mentorship.objects.kept().filter(pk=asked.pk, state=State.ASKED)
    if not rows.update(
        state=state, supporter=by, answered_at=timezone.now(), secret_hash=None, revision=asked.revision + 1
    ):
        raise Conflict(_("This question was answered meanwhile."))
    _beat_the_other(asked)
    asked.state, asked.supporter = state, by
    beat(by)
    mails.tell_answered(asked)
    return asked


def agree(mentorship: Mentorship, *, by: Person, expected: int | None, **values) -> Mentorship:
    """Change what was agreed: either of the two may. Raises Conflict when it was changed since `expected`."""
    for name, value in values.items():
        setattr(mentorship, name, value)
    changed = change(mentorship, expected=expected, fields=list(values), state=State.RUNNING)
    beat(mentorship.supporter)
    return changed


@transaction.atomic
def end(mentorship: Mentorship, *, by: Person) -> None:
    """End it, without fault and without a reason; what it let the supporter see is theirs to see no more."""
    open_states = [State.RUNNING, State.ASKED]
    rows = Mentorship.objects.filter(pk=mentorship.pk, state__in=open_states)
    if not rows.update(state=State.ENDED, ended_at=timezone.now(), secret_hash=None, revision=mentorship.revision + 1):
        raise Conflict(_("This had ended already."))
    end_source(mentorship.owner, mentorship.source)
    _beat_the_other(mentorship)
    if mentorship.supporter and mentorship.state == State.RUNNING:
        mails.tell_ended(mentorship, by=by)


@transaction.atomic
def show(mentorship: Mentorship, thing, *, until=None) -> None:
    """Let the supporter read `thing` of the learner and comment on it, for as long as the agreement runs."""
    running = Mentorship.objects.running().select_for_update().filter(pk=mentorship.pk).first()
    if running is None:
        raise Conflict(_("This had ended already."))
    give(thing, source=mentorship.source, role=Role.COMMENTER, person=running.supporter, expires_at=until)


@transaction.atomic
def show_no_more(thing, grant: str) -> None:
    """End one grant of `thing` to a person. Raises Missing when it had ended already."""
    found = thing.grants.filter(pk=grant).exclude(person=None).select_related("person").first()
    if found is None:
        raise Missing(_("This had ended already."))
    found.delete()
    beat(found.person)


@transaction.atomic
def show_new_entries(mentorship: Mentorship, *, wanted: bool) -> None:
    """Whether the supporter sees the summary of each new entry; those before stay as they are."""
    running = Mentorship.objects.running().select_for_update().filter(pk=mentorship.pk).first()
    if running is None:
        raise Conflict(_("This had ended already."))
    row = {"owner_id": running.owner_id, "kind": "entry", "source": running.source}
    if wanted:
        SharedByDefault.objects.update_or_create(**row, defaults={"person_id": running.supporter_id})
    else:
        SharedByDefault.objects.filter(**row).delete()


def shows_new_entries(mentorship: Mentorship) -> bool:
    return SharedByDefault.objects.filter(owner=mentorship.owner_id, kind="entry", source=mentorship.source).exists()


def answer_day(supporter: Person, today: date) -> tuple[date, Break | None]:
    """By when `supporter` usually answers, and the break they show that lies before it, which moves the day on."""
    offer = Offer.objects.kept().filter(owner=supporter).first()
    day = today + timedelta(days=offer.answer_days if offer else ANSWER_DAYS)
    if not (offer and offer.shows_breaks):
        return day, None
    away = Break.objects.kept().filter(owner=supporter, starts__lte=day, ends__gte=today).order_by("starts").first()
    if away:
        day += away.ends - max(away.starts, today) + timedelta(days=1)
    return day, away

"""What the pages of supporting one another show, prepared. Each costs a fixed number of queries."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import ngettext

from planfolio.journal.models import Attachment, Entry, EntryGrant, Evidence
from planfolio.people.models import Person
from planfolio.people.openings import Opened, openings_of
from planfolio.people.sharing import VIEW, Visibility, visibility
from planfolio.plans.models import Objective, Plan, PlanGrant

from .access import contracts_to_sign, requests_for, reviews_to_sign, supported_by, supporters_of
from .agreements import asked_of_person, shows_new_entries
from .cycles import invitations_of
from .models import (
    Comment,
    Contract,
    CyclePlace,
    Improvement,
    Meeting,
    Mentorship,
    Message,
    Offer,
    Packet,
    Request,
    Review,
    SharedLink,
    SignedCopy,
    SupporterNote,
)
from .supervising import Supervisor, supervisors_to_work_with
from .talks import has_earlier_notes, notes_of
from .vocabulary import RequestState, State

#: How far back "since your last visit" looks.
LATELY = timedelta(days=120)
SHOWN = 50
#: Pieces of evidence of one plan whose openings are looked for.
HANGING = 2_000


@dataclass(frozen=True)
class Waiting:
    request: Request
    days: int


@dataclass(frozen=True)
class Supported:
    """Somebody whom one supports: what they shared since the last visit, in words, and when the two meet next."""

    mentorship: Mentorship
    since: list[str]
    meeting: Meeting | None


@dataclass(frozen=True)
class MentoringPage:
    waiting: list[Waiting]
    to_sign: list[Review]
    to_agree: list[Contract]
    asked_of_me: list[Mentorship]
    supported: list[Supported]
    supporters: list[Mentorship]
    supervisors: list[Supervisor]
    earlier_notes: bool
    open_questions: list[Mentorship]
    my_requests: list[Request]
    offer: Offer | None
    reviews: list[Review]
    copies: list[SignedCopy]
    invitations: list[CyclePlace]
    improvements: list[Improvement]
    comments: list[Comment]


def mentoring_page(person: Person) -> MentoringPage:
    supported = list(supported_by(person))
    mine = Mentorship.objects.kept().filter(owner=person).select_related("supporter")
    requests = Request.objects.kept().select_related("mentorship__owner", "mentorship__supporter")
    open_mine = requests.filter(owner=person).exclude(state=RequestState.CLOSED)
    return MentoringPage(
        waiting=waiting_requests(person),
        to_sign=list(reviews_to_sign(person)[:SHOWN]),
        to_agree=list(contracts_to_sign(person)[:SHOWN]),
        asked_of_me=list(asked_of_person(person)),
        supported=supported_people(person, supported),
        supporters=list(supporters_of(person)),
        supervisors=supervisors_to_work_with(person),
        earlier_notes=has_earlier_notes(person),
        open_questions=list(mine.filter(state__in=(State.ASKED, State.DECLINED))[:20]),
        my_requests=list(open_mine[:SHOWN]),
        offer=Offer.objects.kept().filter(owner=person).first(),
        reviews=list(Review.objects.of(person).select_related("owner", "mentorship__supporter")[:SHOWN]),
        invitations=list(invitations_of(person)[:SHOWN]),
        copies=list(_copies_alone(person)[:SHOWN]),
        improvements=list(Improvement.objects.of(person).select_related("owner", "mentorship__supporter")[:SHOWN]),
        comments=list(_comments_lately(person)[:10]),
    )


def _comments_lately(person: Person):
    """What was written by links of this person's, the latest first."""
    rows = Comment.objects.kept().filter(owner=person, created_at__gt=timezone.now() - LATELY)
    return rows.select_related("link__plan", "link__entry").order_by("-created_at", "-pk")


def _copies_alone(person: Person):
    """Copies of what was signed, where the review itself is not there to be opened any more."""
    rows = SignedCopy.objects.filter(owner=person)
    return rows.exclude(packet__in=Packet.objects.filter(review__in=Review.objects.of(person)).values("pk"))


def waiting_requests(person: Person) -> list[Waiting]:
    """What waits for this person's answer, the oldest first."""
    now = timezone.now()
    return [Waiting(row, (now - row.waiting_since).days) for row in requests_for(person)[:SHOWN]]


def supported_people(person: Person, mentorships: list[Mentorship]) -> list[Supported]:
    """In four queries, however many people there are: what is new counts by who shares it and since when."""
    seen = {each.owner_id: each.seen_at or each.answered_at or timezone.now() - LATELY for each in mentorships}
    first = max(min(seen.values(), default=timezone.now()), timezone.now() - LATELY)
    plans = Plan.objects.kept().may(person, VIEW).filter(owner__in=seen).values("pk")
    entries = EntryGrant.objects.filter(
        person=person, owner__in=seen, created_at__gt=first, thing__deleted_at=None
    ).exclude(thing__summary="")
    evidence = Evidence.objects.kept().filter(objective__plan__in=plans, created_at__gt=first)
    changed = Objective.objects.kept().filter(plan__in=plans, updated_at__gt=first).exclude(state="draft")
    new_entries = _count(entries.values_list("owner", "created_at"), seen)
    new_evidence = _count(evidence.values_list("owner", "created_at"), seen)
    changes = _count(changed.values_list("owner", "updated_at"), seen)
    meetings: dict = {}
    for meeting in Meeting.objects.kept().filter(mentorship__in=mentorships, starts_at__gte=timezone.now()):
        meetings.setdefault(meeting.mentorship_id, meeting)
    return [
        Supported(each, _since(each.owner_id, new_entries, new_evidence, changes), meetings.get(each.pk))
        for each in mentorships
    ]


def _count(rows, seen: dict) -> Counter:
    return Counter(owner for owner, at in rows if at > seen[owner])


def _since(owner, entries: Counter, evidence: Counter, changes: Counter) -> list[str]:
    words = []
    if number := entries[owner]:
        words.append(ngettext("%(num)s entry", "%(num)s entries", number) % {"num": number})
    if number := evidence[owner]:
        words.append(ngettext("%(num)s piece of evidence", "%(num)s pieces of evidence", number) % {"num": number})
    if number := changes[owner]:
        words.append(ngettext("%(num)s objective changed", "%(num)s objectives changed", number) % {"num": number})
    return words


@dataclass(frozen=True)
class MentorshipPage:
    """`mine` says that the person looking is the learner; `notes` are the looking supporter's own."""

    mentorship: Mentorship
    mine: bool
    other: Person | None
    plans: list[Plan]
    entries: list[Entry]
    new_entries: bool
    requests: list[Request]
    meetings: list[Meeting]
    past: list[Meeting]
    notes: list[SupporterNote] = field(default_factory=list)


def mentorship_page(mentorship: Mentorship, *, who: Person) -> MentorshipPage:
    mine = mentorship.owner_id == who.pk
    source = {"source": mentorship.source}
    plans = Plan.objects.kept().filter(pk__in=PlanGrant.objects.filter(**source).values("thing"))
    entries = Entry.objects.kept().filter(pk__in=EntryGrant.objects.filter(**source).values("thing"))
    now = timezone.now()
    meetings = list(mentorship.meetings.kept()[:200])
    return MentorshipPage(
        mentorship=mentorship,
        mine=mine,
        other=mentorship.other(who),
        plans=list(plans),
        entries=list(entries.exclude(summary="")[:SHOWN]),
        new_entries=shows_new_entries(mentorship),
        requests=list(mentorship.requests.kept().order_by("-waiting_since")[:SHOWN]),
        meetings=[each for each in meetings if each.starts_at >= now],
        past=[each for each in reversed(meetings) if each.starts_at < now],
        notes=[] if mine else notes_of(mentorship, who),
    )


def seen(mentorship: Mentorship, *, by: Person) -> None:
    """The supporter has looked: what is new counts from now on."""
    if mentorship.supporter_id == by.pk:
        Mentorship.objects.filter(pk=mentorship.pk).update(seen_at=timezone.now())


@dataclass(frozen=True)
class RequestPage:
    request: Request
    mine: bool
    other: Person | None
    messages: list[Message]
    earlier: list[Request]
    notes: list[SupporterNote]


def request_page(request: Request, *, who: Person) -> RequestPage:
    """The thread, what was asked before beside it, and the looking supporter's own notes."""
    mentorship = request.mentorship
    mine = request.owner_id == who.pk
    return RequestPage(
        request=request,
        mine=mine,
        other=mentorship.other(who),
        messages=list(request.messages.kept().select_related("author")[:500]),
        earlier=list(mentorship.requests.kept().exclude(pk=request.pk).order_by("-waiting_since")[:10]),
        notes=[] if mine else notes_of(mentorship, who),
    )


@dataclass(frozen=True)
class Given:
    """One who may see a thing: why, until when, and the key of what ends it."""

    key: str
    who: str
    why: str
    until: datetime | None


@dataclass(frozen=True)
class SharingPage:
    thing: Plan | Entry
    visibility: Visibility
    given: list[Given]
    links: list[SharedLink]
    comments: list[Comment]
    opened: list[Opened]
    to_ask: list[Mentorship]


def sharing_page(thing: Plan | Entry) -> SharingPage:
    """Who can see `thing` and who has opened it, for its owner."""
    grants = list(thing.grants.exclude(person=None).select_related("person").order_by("created_at"))
    supporters = list(supporters_of(thing.owner))
    sources = {each.source: str(each.get_kind_display()) for each in supporters}
    links = list(thing.shared_links.kept())
    return SharingPage(
        thing=thing,
        visibility=visibility(thing, who=thing.owner),
        given=[Given(str(each.pk), str(each.person), sources.get(each.source, ""), each.expires_at) for each in grants],
        links=links,
        comments=list(Comment.objects.kept().filter(link__in=links).select_related("link")[:200]),
        opened=openings_of(thing.owner, _opened_of(thing)),
        to_ask=[each for each in supporters if each.source not in {grant.source for grant in grants}],
    )


def _opened_of(thing: Plan | Entry) -> list:
    """What can be opened of `thing`: itself, and what hangs on it. Of a plan three queries, of an entry two."""
    of_plan = isinstance(thing, Plan)
    evidence = Evidence.objects.filter(**{"objective__plan" if of_plan else "entry": thing}).only("pk", "attachment_id")
    evidence = list(evidence[:HANGING])
    files = Attachment.objects.filter(pk__in=[each.attachment_id for each in evidence]).only("pk")
    return [thing, *evidence, *files, *(thing.objectives.only("pk") if of_plan else [])]

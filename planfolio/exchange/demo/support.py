"""Who supports whom in the demo: agreements, what they let be read, what was asked and said, the next talk."""

from datetime import timedelta

from planfolio.mentoring.models import Meeting, Mentorship, Message, Offer, Request, SupporterNote
from planfolio.mentoring.vocabulary import Kind, RequestState, State
from planfolio.people.models import Person
from planfolio.people.sharing import Role
from planfolio.plans.models import Objective, Plan, PlanGrant
from planfolio.plans.vocabulary import ObjectiveState

from .keys import key, moment
from .rows import Rows


def support(rows: Rows, plan: Plan, supporter: Person, *, words: dict, today, place: int) -> None:
    """`supporter` mentors the owner of `plan`, reads it, and is asked about it; the first waits for an answer."""
    at = moment(plan.starts, hour=11)
    row = Mentorship(id=key(at, plan.pk, supporter.name), owner=plan.owner, supporter=supporter, created_at=at)
    row.kind = Kind.MENTOR
    row.state, row.answered_at, row.name = State.RUNNING, at + timedelta(hours=1), supporter.name
    row.scope, row.rhythm, row.starts, row.ends = words["scope"], words["rhythm"], plan.starts, plan.ends
    row.seen_at = moment(today - timedelta(days=9))
    rows.add(row)
    grant = PlanGrant(id=key(at, plan.pk, supporter.name, "read"), owner=plan.owner, thing=plan, person=supporter)
    grant.role, grant.source, grant.created_at = Role.COMMENTER, row.source, at
    rows.add(grant)
    about = [each for each in rows.of(Objective) if each.plan_id == plan.pk and each.state == ObjectiveState.ACTIVE]
    if about:
        _ask(rows, row, about[0], words["questions"][place % len(words["questions"])], today=today, waits=not place)
    _meet(rows, row, words, today=today, place=place)
    note = SupporterNote(id=key(at, row.pk, "note"), owner=supporter, mentorship=row, text=words["note"])
    note.created_at = moment(today - timedelta(days=40), hour=15)
    rows.add(note)


def _ask(rows: Rows, mentorship: Mentorship, objective: Objective, words: dict, *, today, waits: bool) -> None:
    asked = moment(today - timedelta(days=4 if waits else 33), hour=14, minute=20)
    row = Request(id=key(asked, mentorship.pk, "asked"), owner=mentorship.owner, mentorship=mentorship)
    row.objective, row.intent, row.question = objective, words["intent"], words["question"]
    row.created_at = row.waiting_since = asked
    row.state = RequestState.WAITING if waits else RequestState.ANSWERED
    row.answer_by = today + timedelta(days=3) if waits else None
    rows.add(row)
    _say(rows, row, mentorship.owner, words["text"], asked)
    if not waits:
        _say(rows, row, mentorship.supporter, words["answer"], asked + timedelta(days=2, hours=1))


def _say(rows: Rows, request: Request, author: Person, text: str, at) -> None:
    message = Message(id=key(at, request.pk, author.name), owner=request.owner, request=request, author=author)
    message.text, message.created_at = text, at
    rows.add(message)


def _meet(rows: Rows, mentorship: Mentorship, words: dict, *, today, place: int) -> None:
    for days, agreed in ((-23, words["agreed"].strip()), (6 + place, "")):
        at = moment(today + timedelta(days=days), hour=13)
        row = Meeting(id=key(at, mentorship.pk, days), owner=mentorship.owner, mentorship=mentorship, starts_at=at)
        row.minutes, row.place, row.agreed, row.by = 30, words["place"], agreed, mentorship.supporter
        row.created_at = min(at, moment(today - timedelta(days=1)))
        rows.add(row)


def offer(rows: Rows, person: Person, topics: str, *, today) -> None:
    at = moment(today - timedelta(weeks=30))
    rows.add(Offer(id=key(at, person.name, "offer"), owner=person, topics=topics, created_at=at, capacity=4))

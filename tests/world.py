"""One of everything that a person can have, each bearing a mark, and the keys that addresses need."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.utils import timezone

from planfolio.catalogue.models import Listing, OwnResource
from planfolio.exchange.actions import take_in
from planfolio.exchange.archive import holding
from planfolio.exchange.archive.writing import gather, pieces
from planfolio.exchange.models import Arrival
from planfolio.journal import actions as journal
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.mentoring.models import (
    Checkpoint,
    Cycle,
    Improvement,
    Meeting,
    Mentorship,
    OutcomeReport,
    Request,
    SharedLink,
    SignedCopy,
    SupporterNote,
)
from planfolio.mentoring.packets import sealed
from planfolio.mentoring.reviewing import begin_review, share_review
from planfolio.people.base import new_key
from planfolio.people.models import (
    Break,
    Invitation,
    OrganisationRole,
    Roster,
    Supervision,
    TeamPlace,
    Token,
    WeekTime,
)
from planfolio.people.sharing import Role, give
from planfolio.plans.versions import keep_version
from planfolio.programmes.actions import add_programme, keep_edition
from planfolio.testing import ActivityFactory, GoalFactory, ObjectiveFactory, PersonFactory, PlanFactory
from tests.people.organisation_cast import house, join
from tests.programmes.runs import run_with_everything
from tests.programmes.written import PROGRAMME, RUN, small_programme

MARK = "MARK-OF-THE-OWNER"


def world(owner) -> dict:
    """Make it for `owner`; returns the arguments of addresses, and (kind, key) for routes that take a key."""
    plan = PlanFactory(owner=owner, title=f"Plan {MARK}")
    objective = ObjectiveFactory(plan=plan, number=1, what=f"Learn {MARK}", state="active")
    activity = ActivityFactory(objective=objective, title=f"Read {MARK}")
    goal = GoalFactory(owner=owner, text=f"Goal {MARK}")
    removed = GoalFactory(owner=owner, text=f"Removed {MARK}", deleted_at=timezone.now())
    away = Break.objects.create(owner=owner, starts="2026-08-01", ends="2026-08-14", label=MARK)
    busy = WeekTime.objects.create(owner=owner, monday="2026-08-17", minutes=30, label=MARK, batch=new_key())
    token = Token.objects.create(owner=owner, name=MARK, secret_hash="0" * 64)
    invitation = Invitation.objects.create(
        email="somebody@example.org", secret_hash="1" * 64, expires_at=timezone.now() + timedelta(days=7)
    )
    date = Listing.objects.create(owner=owner, title=f"Webinar {MARK}", starts_on="2026-10-20", ends_on="2026-10-20")
    own = OwnResource.objects.create(owner=owner, title=f"Book {MARK}")
    session = UserSession.objects.create(user=owner, session_key="s" * 32, ip="127.0.0.1", user_agent="Test")
    entry, _added = journal.add_entry(by=owner, title=f"Entry {MARK}", note=f"Note {MARK}", objectives=[objective])
    file = keep_file(incoming(f"{MARK}.txt", "text/plain", [MARK.encode()]), by=owner, entry=entry)
    evidence = journal.add_evidence(
        objective, by=owner, kind="file", title=f"Evidence {MARK}", attachment=file, entry=entry
    )
    keys = {
        "plan": plan,
        "break": away,
        "break-remove": away,
        "week-time": busy,
        "week-time-remove": busy,
        "token-revoke": token,
        "invitation-take-back": invitation,
    }
    for name in (
        "plan",
        "plan-edit",
        "plan-history",
        "plan-version",
        "plan-version-back",
        "plan-version-keep",
        "plan-remove",
        "plan-next",
        "plan-replan",
        "plan-copy",
        "plan-export",
        "plan-export-file",
        "plan-forecast-csv",
        "plan-load-csv",
        "plan-remarks",
        "plan-roadmap",
        "plan-timeline-csv",
    ):
        keys[name] = plan
    for name in ("activity", "activity-move", "activity-remove", "activity-shift"):
        keys[name] = activity
    for name in ("listing", "listing-calendar", "listing-edit", "listing-plan", "listing-remove"):
        keys[name] = date
    for name in ("own-resource", "own-resource-remove", "own-resource-use"):
        keys[name] = own
    for name in ("goal", "goal-move", "goal-remove", "goal-shift"):
        keys[name] = goal
    for name in ("entry", "entry-edit", "entry-reflect", "entry-remove", "entry-attach"):
        keys[name] = entry
    for name in ("evidence", "evidence-edit", "evidence-remove"):
        keys[name] = evidence
    for name in ("attachment", "attachment-remove"):
        keys[name] = file
    keys |= supported(owner, plan)
    programme = add_programme(small_programme(title=f"Programme {MARK}"), by=owner)
    keep_edition(programme, by=owner, reason=MARK)
    for name in PROGRAMME:
        keys[name] = programme
    run, inside = run_with_everything(owner, programme, mark=MARK)
    for name in RUN:
        keys[name] = run
    waiting = take_in(b"Objective;Why\nLearn;Because\n", name=f"{MARK}.csv", by=owner)
    brought = Arrival.objects.create(owner=owner, name=f"{MARK}.csv", content=b"", plan=plan)
    keys |= {"plan-import-check": waiting, "plan-import-leave": waiting, "plan-import-undo": brought}
    named = {name: (row._meta.model_name, row.pk) for name, row in keys.items()}
    named |= {"undo": ("goal", removed.pk), "erase": ("goal", removed.pk), "session-end": ("", session.pk)}
    named |= {"certificate-pdf": ("", inside.pop("certificate"))}
    named |= {"weeks-batch-remove": ("", busy.batch)}
    named |= dict.fromkeys(("own-data-check", "own-data-leave"), ("", copy_waiting(owner)))
    named |= {"resource": ("", "press"), "resource-keep": ("", "press")}
    arguments = {
        "number": objective.number,
        "version": keep_version(plan, by=owner, reason=MARK).number,
        "name": "finish",
        "format": "json",
        "slug": "ward-nurse",
        "house": "learning-2-0",
        "thing": "thing-01",
        "place": 1,
        **inside,
        "secret": "x" * 43,
        "grant": give(plan, source="test:other", role=Role.READER, person=PersonFactory()).pk,
    }
    return {**named, **arguments, **_house_of(owner), "plan": plan.pk, "plan-row": ("plan", plan.pk)}


def copy_waiting(owner):
    """A copy of somebody's data that `owner` is about to look at, by its key."""
    key, content = new_key(), b"".join(pieces(gather(PersonFactory())))
    holding.hold(incoming("copy.zip", "", [content]), by=owner, key=key)
    return key


def supported(owner, plan) -> dict:
    """What is between `owner` and who supports them, and whom they support; by the routes that take its key."""
    other, soon = PersonFactory(), timezone.now() + timedelta(days=7)
    theirs = Mentorship.objects.create(owner=owner, supporter=other, state="running", scope=MARK)
    mine = Mentorship.objects.create(owner=other, supporter=owner, state="running")
    asked = Mentorship.objects.create(owner=other, supporter=owner, asked_until=soon)
    request = Request.objects.create(owner=owner, mentorship=theirs, question=f"Question {MARK}")
    meeting = Meeting.objects.create(owner=owner, mentorship=theirs, starts_at=soon, agreed=MARK)
    link = SharedLink.objects.create(owner=owner, plan=plan, label=MARK, secret_hash="2" * 64, expires_at=soon)
    note = SupporterNote.objects.create(owner=owner, mentorship=mine, text=MARK)
    review = begin_review(theirs, by=owner, title=f"Review {MARK}", plan=plan, starts=plan.starts, ends=plan.ends)
    share_review(review, by=owner, site="")
    copy = SignedCopy.objects.create(
        owner=owner,
        packet=review.pk,
        title=MARK,
        learner="Somebody",
        sealed=sealed(review.packets.get()),
        sha256="3" * 64,
    )
    # An improvement plan of somebody whom the owner supervises; the one about the owner is only read by them.
    led = Mentorship.objects.create(owner=other, supporter=owner, state="running", kind="supervisor")
    days = {"starts": plan.starts, "ends": plan.ends}
    begun = Improvement.objects.create(owner=other, mentorship=led, title=MARK, **days)
    looked = Checkpoint.objects.create(owner=other, improvement=begun, day=plan.starts)
    keys = dict.fromkeys(("improvement", "improvement-close", "improvement-edit", "checkpoint-new"), begun)
    keys |= {"checkpoint": looked, "improvement-new": led}
    keys |= dict.fromkeys(("review-copy", "review-copy-file"), copy) | {"contract": plan}
    names = (
        "review-go-on",
        "review-halfway",
        "review",
        "review-comment",
        "review-edit",
        "review-file",
        "review-move",
        "review-sign",
    )
    keys |= dict.fromkeys(names, review)
    keys |= {"mentorship-answer": asked, "shared-link-end": link, "supporter-note-remove": note}
    names = ("agreement", "meeting-new", "mentorship", "mentorship-end", "mentorship-entries")
    keys |= dict.fromkeys(names, theirs)
    keys |= dict.fromkeys(("request", "request-close"), request)
    keys |= dict.fromkeys(("meeting", "meeting-call-off", "meeting-edit", "meeting-file", "meeting-step"), meeting)
    return keys | dict.fromkeys(("sharing", "sharing-end", "sharing-link"), plan)


#: Addresses within an organisation, which begin with its key.
OF_ORGANISATION = (
    "organisation",
    "organisation-invitation-again",
    "organisation-invitation-take-back",
    "organisation-invitations",
    "organisation-invite",
    "organisation-leave",
    "organisation-member",
    "organisation-member-role",
    "organisation-member-supervisors",
    "organisation-member-teams",
    "organisation-people",
    "organisation-roster",
    "organisation-roster-leave",
    "organisation-settings",
    "organisation-supervision-end",
    "organisation-take-out",
    "organisation-team",
    "organisation-team-name",
    "organisation-team-people",
    "organisation-team-remove",
    "organisation-team-supervisors",
    "organisation-team-take-from",
    "organisation-teams",
    "outcome-consent",
    "outcomes",
    "outcomes-file",
)


#: And those of rounds of reviews in it.
OF_ROUNDS = (
    *("supervising", "cycles", "cycle", "cycle-new", "cycle-change"),
    *("cycle-remind", "cycle-end", "cycle-newcomers"),
)


def _house_of(owner) -> dict:
    """An organisation that `owner` administers, and the arguments of its addresses."""
    here = house(f"House {MARK}", administrator=owner)
    join(here.organisation, PersonFactory(), OrganisationRole.ADMINISTRATOR)
    TeamPlace.objects.create(team=here.team, member=here.administrator)
    Supervision.objects.create(supervisor=here.administrator, member=here.member)
    over = Supervision.objects.create(supervisor=here.supervisor, member=here.administrator)
    cycle = Cycle.objects.create(
        organisation=here.organisation, by=owner, title=f"Round {MARK}", starts="2026-01-01", ends="2026-12-31"
    )
    for member in (here.administrator, here.member):
        cycle.places.create(member=member)
    people = [["Sam", "sam.okafor@example.org", ""], [MARK, here.member.email, ""]]
    roster = Roster.objects.create(
        organisation=here.organisation, by=owner, rows=people, wrong=[[3, MARK, "Write an address"]], site=""
    )
    invitation = Invitation.objects.create(
        organisation=here.organisation, email="amara@example.org", secret_hash="3" * 64, team=here.team,
        expires_at=timezone.now() + timedelta(days=7), sent_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    OutcomeReport.objects.create(
        organisation=here.organisation, quarter="2026-Q3", sheet={"people_at_least": 5, "tables": {}}
    )
    return {
        **dict.fromkeys(OF_ORGANISATION, ("organisation", here.organisation.pk)),
        "here": here,
        **dict.fromkeys(OF_ROUNDS, ("organisation", here.organisation.pk)),
        "cycle_key": cycle.pk,
        "cycle-begin": ("cycleplace", cycle.places.get(member=here.administrator).pk),
        "work-together": ("supervision", over.pk),
        "quarter": "2026-Q3",
        "member_key": here.member.pk,
        "team_key": here.team.pk,
        "roster_key": roster.pk,
        "invitation_key": invitation.pk,
        "supervision_key": here.team.supervisions.get().pk,
    }

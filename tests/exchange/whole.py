"""A person who has one of everything, so that a copy of their data can be held against it."""

from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils import timezone

from planfolio.catalogue.models import CalendarAddress, Listing, OwnResource
from planfolio.journal import actions as journal
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.journal.models import CheckIn, EntryGrant
from planfolio.mentoring import reviewing
from planfolio.mentoring.models import (
    CaptureAddress,
    Checkpoint,
    Comment,
    Improvement,
    IssuedFile,
    Mentorship,
    Message,
    Offer,
    OutcomeConsent,
    Request,
    SharedLink,
    SupporterNote,
)
from planfolio.people.models import MailChoices, SharedByDefault, WeekTime
from planfolio.people.openings import note_opening
from planfolio.plans import lifecycle
from planfolio.plans.models import Criterion, Link, Plan, PlanGrant
from planfolio.plans.versions import keep_version
from planfolio.programmes.models import Edition, Programme, ProgrammeGrant, RunInvitation, WallMark, WallPost
from planfolio.testing import ActivityFactory, GoalFactory, ObjectiveFactory, PlanFactory
from tests.world import world

#: In what another person wrote or is called by; the second may be told where the owner shared with them.
THEIRS = "MARK-OF-SOMEBODY-ELSE"
SECRET = "5ec2e7" * 10


def whole(owner, other) -> Plan:
    """Give `owner` a row of every kind and `other` words of their own beside them; returns a plan with two others."""
    world(owner)
    goal = GoalFactory(owner=owner, kind="target", year=2026)
    before = PlanFactory(owner=owner, title="Last year")
    # Written after what it points to, and sorting before it.
    plan = PlanFactory(owner=owner, title="This year", previous=before, id="00000000-0000-7000-8000-000000000001")
    first = ObjectiveFactory(plan=before, number=1, state="active")
    second = ObjectiveFactory(plan=plan, number=1, goal=goal, state="active", dismissed=["one-way"])
    criterion = Criterion.objects.create(owner=owner, objective=second, text="Three strategies pass")
    read, use = ActivityFactory(objective=second), ActivityFactory(objective=second, title="Use it")
    use.after.add(read, through_defaults={"owner": owner})
    for values in ({"to_objective": first}, {"to_goal": goal}, {"words": "Teaching it"}):
        Link.objects.create(owner=owner, objective=second, direction="builds_on", **values)
    lifecycle.move(second, "park", by=owner, reason="Later")
    keep_version(plan, by=owner, reason="As it was")
    entry, _added = journal.add_entry(
        by=owner,
        title="Été, 東京, 👩🏽‍⚕️",
        note="A mistake of mine",
        minutes=50,
        objectives=[second],
        activities=[read, use],
    )
    journal.reflect(entry, by=owner, model="quick", answers={"what": "I see it now"})
    file = keep_file(incoming("preuve d’été.txt", "", [b"proof"]), by=owner, entry=entry)
    journal.add_evidence(
        second, by=owner, kind="file", title="Proof", criterion=criterion, attachment=file, entry=entry
    )
    removed, _added = journal.add_entry(by=owner, title="Removed")
    journal.remove(removed, by=owner)
    CheckIn.objects.create(owner=owner, week=date(2026, 7, 6), prompt="What?", answer="That")
    WeekTime.objects.create(owner=owner, monday=date(2026, 7, 6), minutes=0)
    Listing.objects.create(
        owner=owner, title="Course", starts_on="2026-10-20", ends_on="2026-10-21", starts_at="09:30", credits="1.50"
    )
    OwnResource.objects.create(owner=owner, resource="press")
    programme = Programme.objects.create(owner=owner, title="Ten things", document={"title": "Ten things"})
    Edition.objects.create(owner=owner, programme=programme, number=1, document={"title": "Ten"}, sha256="0" * 64)
    ProgrammeGrant.objects.create(owner=owner, thing=programme, person=other, role="reader", source="test:1")
    post = WallPost.objects.get(owner=owner)
    RunInvitation.objects.create(owner=owner, run=post.run, email="asked@example.org", secret_hash=SECRET)
    WallMark.objects.create(owner=owner, post=post, kind="thanks")
    _around(owner, other, plan, entry)
    return plan


def _around(owner, other, plan, entry) -> None:
    """What is told of, and what is other people's own."""
    PlanGrant.objects.create(owner=owner, thing=plan, person=other, role="reader", source="test:1")
    EntryGrant.objects.create(owner=owner, thing=entry, link_hash=SECRET, role="reader", source="test:1")
    CalendarAddress.objects.create(owner=owner, secret_hash=SECRET)
    EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    MailChoices.objects.create(owner=owner)
    SharedByDefault.objects.create(owner=owner, person=other, kind="entry", source="test:1")
    note_opening(plan, other)
    note_opening(PlanFactory(owner=other, title=THEIRS), owner)
    _support(owner, other, plan)
    Authenticator.objects.create(user=owner, type="totp", data={"secret": SECRET}, created_at=timezone.now())
    journal.add_entry(by=other, title=THEIRS, note=THEIRS)
    GoalFactory(owner=other, text=THEIRS)


def _support(owner, other, plan) -> None:
    """`other` supports `owner`, was asked, answered and noted something for themselves; and the other way round."""
    theirs = Mentorship.objects.create(owner=owner, supporter=other, name="As I call them", state="running")
    request = Request.objects.create(
        owner=owner, mentorship=theirs, question="Is it enough?", objective=plan.objectives.get()
    )
    for author, text in ((owner, "I wonder"), (other, "It is")):
        Message.objects.create(owner=owner, request=request, author=author, text=text)
    SupporterNote.objects.create(owner=other, mentorship=theirs, text=THEIRS)
    mine = Mentorship.objects.create(owner=other, supporter=owner, name="", words=THEIRS, state="running")
    SupporterNote.objects.create(owner=owner, mentorship=mine, text="Ask about the ward")
    Offer.objects.create(owner=owner, topics="Searching")
    CaptureAddress.objects.create(owner=owner, secret_hash=SECRET)
    link = SharedLink.objects.create(owner=owner, plan=plan, secret_hash=SECRET[::-1], expires_at=timezone.now())
    Comment.objects.create(owner=owner, link=link, name="A visitor", text="Good")
    _sign(owner, other, plan, theirs)
    OutcomeConsent.objects.create(
        owner=owner, membership=owner.memberships.first(), purpose="anonymous-outcomes", version=1
    )


def _sign(owner, other, plan, mentorship) -> None:
    """A review that both signed and that was given out, and a plan that they agreed to."""
    review = reviewing.begin_review(mentorship, by=owner, title="Year", plan=plan, starts=plan.starts, ends=plan.ends)
    packet = reviewing.share_review(review, by=owner, site="")
    reviewing.comment_on_review(review, by=other, item="", text="Well done")
    for who in (owner, other):
        reviewing.sign_review(review, by=who, sha256=packet.sha256, said="agree", comment="", site="")
    IssuedFile.objects.create(owner=owner, packet=packet, sha256="0" * 64, format="pdf")
    begun = Improvement.objects.create(
        owner=owner, mentorship=mentorship, title="Ninety days", concern="C", starts=plan.starts, ends=plan.ends
    )
    Checkpoint.objects.create(owner=owner, improvement=begun, day=plan.starts, seen="Seen")
    reviewing.ask_contract(plan, mentorship, by=owner, comment="", site="")

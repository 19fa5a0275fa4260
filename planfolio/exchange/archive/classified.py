"""What a copy of a person's data holds of every model and field, and what it does not hold and why: here and only here.

A field is `held` (it goes out and comes back in), `told` (it goes out to be read, and would mean nothing or do harm if
it came in) or left out for a reason. A test fails on a model or a field that this page does not name.

What was said in a thread belongs to the learner, so it is in the learner's copy, without the key of who said it. What
a supporter noted for themselves is in the supporter's copy alone.
"""

from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

#: What every owned row carries beside its owner.
OWNED = "id revision created_at updated_at deleted_at"
#: Why no row says whose it is.
OF_ONE = "a copy is of one person"
SECRET = "a secret, or what is made from one"
HERE = "it means something in this instance only"


@dataclass(frozen=True, eq=False)
class Kind:
    """Rows of one model under one name. `whose` is the field that points to the person.

    `reads` says of a field what is read in its place, such as the name of whom it points to; `arrives` what a field
    that is not brought in has afterwards.
    """

    model: str
    name: str
    label: str
    held: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    left: dict[str, str] = field(default_factory=dict)
    whose: str = "owner"
    reads: dict = field(default_factory=dict)
    arrives: dict = field(default_factory=dict)

    @property
    def comes_back(self) -> bool:
        return bool(self.held)

    @property
    def fields(self) -> tuple[str, ...]:
        return self.held + self.told

    def rows(self, person) -> models.QuerySet:
        return model_of(self)._base_manager.filter(**{self.whose: person.pk}).order_by("pk")


def held(model: str, name: str, label: str, fields: str, **left: str) -> Kind:
    return Kind(model, name, label, held=tuple(fields.split()), left={"owner": OF_ONE, **left})


def told(model: str, name: str, label: str, fields: str, *, whose: str = "owner", by_name: str = "", **left) -> Kind:
    """`by_name` is the field that points to somebody else, of whom the name alone is told."""
    reads = {by_name: f"{by_name}__name"} if by_name else {}
    return Kind(model, name, label, told=tuple(fields.split()), left={whose: OF_ONE, **left}, whose=whose, reads=reads)


#: In an order in which rows can be written: each after those that it points to.
KINDS = (
    Kind(
        "people.person",
        "profile",
        _("Profile"),
        held=(
            *("name", "role", "sector", "years", "formats", "weekly_minutes", "learning_days", "learning_at"),
            *("language", "time_zone", "paper"),
        ),
        told=("email", "joined_at", "welcomed_at", "last_login", "is_administrator"),
        left={"id": HERE, "password": SECRET, "is_active": HERE, "is_local": HERE, "is_example": HERE},
        whose="pk",
    ),
    held("people.break", "breaks", _("Breaks"), f"{OWNED} starts ends label"),
    held("people.weektime", "weeks", _("Weeks with another time"), f"{OWNED} monday minutes label batch"),
    held(
        "catalogue.listing",
        "dates",
        _("Dates"),
        f"{OWNED} title provider url starts_on starts_at ends_on ends_at time_zone minutes credits credit_kind place "
        "online note calendar_uid",
    ),
    held(
        "catalogue.ownresource",
        "resources",
        _("Resources"),
        f"{OWNED} resource title url provider format minutes good_for",
    ),
    held("plans.goal", "goals", _("Goals"), f"{OWNED} kind domain text why year state reason position"),
    held(
        "plans.plan",
        "plans",
        _("Plans"),
        f"{OWNED} title word language template starts ends aim previous source_title source_author source_url licence "
        "dismissed",
    ),
    held(
        "plans.objective",
        "objectives",
        _("Objectives"),
        f"{OWNED} plan number position what what_kind ksa why_kind why strategies evidence_kind evidence starts due "
        "minutes goal stage state reason dismissed",
    ),
    held("plans.criterion", "criteria", _("Success criteria"), f"{OWNED} objective text position"),
    held(
        "plans.activity",
        "activities",
        _("Activities"),
        f"{OWNED} objective position title minutes format context provider url earliest due week state done_on reason",
    ),
    held("plans.comesafter", "orders", _("What comes after what"), "id activity first"),
    held("plans.link", "links", _("Links"), f"{OWNED} objective direction to_objective to_goal words"),
    held(
        "plans.version",
        "versions",
        _("Versions of plans"),
        "id plan number snapshot sha256 keys reason by created_at",
    ),
    held("plans.event", "events", _("What happened to plans"), "id plan subject subject_id name reason by at"),
    held(
        "journal.entry",
        "entries",
        _("Journal entries"),
        f"{OWNED} title summary language day minutes context provider url subject applied applied_where came_by",
    ),
    held("journal.entryobjective", "entry_objectives", _("Time for objectives"), "id entry objective relation minutes"),
    held("journal.entryactivity", "entry_activities", _("Time for activities"), "id entry activity minutes"),
    held("journal.privatenote", "private_notes", _("Private notes"), f"{OWNED} entry text"),
    held("journal.reflection", "reflections", _("Reflections"), f"{OWNED} entry model answers"),
    held(
        "journal.attachment",
        "attachments",
        _("Files"),
        f"{OWNED} entry plan file name content_type size sha256",
    ),
    held(
        "journal.evidence",
        "evidence",
        _("Evidence"),
        f"{OWNED} objective criterion kind title text url witness day entry attachment",
    ),
    held(
        "programmes.programme",
        "programmes",
        _("Programmes"),
        f"{OWNED} title language summary licence things minutes document",
    ),
    held(
        "programmes.edition",
        "editions",
        _("Editions of programmes"),
        "id programme number reason document sha256 created_at",
    ),
    told(
        "programmes.programmegrant",
        "shared_programmes",
        _("Whom you gave programmes"),
        "id thing person public role source created_at expires_at",
        by_name="person",
        link_hash=SECRET,
    ),
    Kind(
        "programmes.run",
        "runs",
        _("Runs that you coordinate"),
        held=tuple(
            f"{OWNED} programme source title words language document sha256 modules starts pace holidays dates "
            "capacity tag grouping group_size groups_made agreement mails comments ended_at".split()
        ),
        told=("joining",),
        left={"owner": OF_ONE, "link_hash": SECRET},
        # Nobody is let in by bringing a file in.
        arrives={"joining": "invited"},
    ),
    told(
        "programmes.rungrant",
        "shared_runs",
        _("Who may see your runs"),
        "id thing person public role source created_at expires_at",
        by_name="person",
        link_hash=SECRET,
    ),
    told(
        "programmes.runinvitation",
        "run_invitations",
        _("Whom you asked into runs"),
        "id run email name created_at joined_at",
        secret_hash=SECRET,
    ),
    told(
        "programmes.participation",
        "participations",
        _("Runs that you take part in"),
        f"{OWNED} run part pace pauses shows_name mails surveyed wants_group named_in_group group joined_on "
        "left_at objective last_at",
    ),
    told(
        "programmes.step",
        "steps",
        _("Things of runs"),
        f"{OWNED} participation key state usefulness done_on activity entry",
    ),
    told(
        "programmes.wallpost",
        "wall_posts",
        _("On the wall of a run"),
        f"{OWNED} run participation key entry url page_title page_words page_state hidden_at",
    ),
    told("programmes.rungroup", "run_groups", _("Small groups of runs"), f"{OWNED} run number"),
    told(
        "programmes.grouppost",
        "group_posts",
        _("What you said in a small group"),
        f"{OWNED} group participation entry text",
    ),
    Kind(
        "programmes.agreement",
        "line_manager_agreements",
        _("Agreements of your line manager"),
        told=tuple(f"{OWNED} participation name email words state expires_at answer answered_at".split()),
        left={"owner": OF_ONE, "supervisor": "somebody else; their name is under name", "secret_hash": SECRET},
        reads={"name": Coalesce(NullIf("supervisor__name", models.Value("")), "name")},
    ),
    told(
        "programmes.blog",
        "blogs",
        _("Blogs that are read for runs"),
        f"{OWNED} participation url automatic read_at failures",
        url_hash=HERE,
        etag=HERE,
        modified=HERE,
        next_at=HERE,
    ),
    told(
        "programmes.proposedpost",
        "proposed_posts",
        _("Posts found in blogs"),
        f"{OWNED} blog mark key url title words published_at state",
    ),
    told("programmes.wallcomment", "wall_comments", _("Comments on a wall"), f"{OWNED} post text hidden_at"),
    told("programmes.announcement", "announcements", _("Announcements to runs"), f"{OWNED} run title text told_at"),
    told(
        "programmes.question",
        "run_questions",
        _("Questions in runs"),
        f"{OWNED} run participation text public answer answered_at",
    ),
    told("programmes.survey", "surveys", _("Surveys of runs"), f"{OWNED} run without own closed_at"),
    told("programmes.wallmark", "wall_marks", _("Thanks and reports on a wall"), "id post kind created_at"),
    told(
        "programmes.certificate",
        "certificates",
        _("Certificates"),
        f"{OWNED} participation code name title programme criteria coordinator language done of minutes issued_on "
        "revoked_at",
    ),
    held("journal.checkin", "checkins", _("Weeks that you closed"), f"{OWNED} week prompt answer"),
    Kind(
        "mentoring.mentorship",
        "mentorships",
        _("Who supports you"),
        held=tuple(f"{OWNED} kind name email words scope rhythm starts ends state answered_at ended_at".split()),
        told=("asked_until", "seen_at"),
        left={
            "owner": OF_ONE,
            "supporter": "somebody else; their name is under name",
            "secret_hash": SECRET,
            "supervision": HERE,
            "place": HERE,
        },
        reads={"name": Coalesce(NullIf("supporter__name", models.Value("")), "name")},
    ),
    held(
        "mentoring.request",
        "requests",
        _("What you asked"),
        f"{OWNED} mentorship objective entry intent question state thanks waiting_since answer_by",
    ),
    held("mentoring.message", "messages", _("What was said about it"), f"{OWNED} request author text left_out"),
    held("mentoring.meeting", "meetings", _("Meetings"), f"{OWNED} mentorship starts_at minutes place agreed by"),
    Kind(
        "mentoring.offer",
        "offers",
        _("Your offer of help"),
        held=tuple(f"{OWNED} topics capacity answer_days shows_breaks".split()),
        told=("open",),
        left={"owner": OF_ONE},
        # Nobody is listed anywhere by bringing a file in.
        arrives={"open": False},
    ),
    Kind(
        "mentoring.supporternote",
        "supporter_notes",
        _("Your notes about people whom you support"),
        told=(*OWNED.split(), "mentorship", "text"),
        left={"owner": OF_ONE},
        reads={"mentorship": "mentorship__owner__name"},
    ),
    told(
        "mentoring.review",
        "reviews",
        _("Reviews"),
        f"{OWNED} mentorship title plan starts ends halfway halfway_held halfway_words meets_on summary objectives "
        "evidence entries state",
        cycle="of an organisation, which a copy does not hold",
    ),
    # A signature means something where it was given: signed things go out to be read and checked, and never come in.
    told("mentoring.packet", "packets", _("What was shared of reviews"), "id review number body sha256 created_at"),
    told("mentoring.issuedfile", "issued_files", _("Files made of reviews"), "id packet sha256 format created_at"),
    told(
        "mentoring.reviewcomment",
        "review_comments",
        _("What was said about reviews"),
        f"{OWNED} review item text",
        author="the key of somebody",
    ),
    told("mentoring.contract", "contracts", _("Learning contracts"), f"{OWNED} version mentorship"),
    told(
        "mentoring.signature",
        "signatures",
        _("Signatures"),
        "id packet contract name role said comment at",
        signer="the key of somebody; their name is under name",
    ),
    told(
        "mentoring.signedcopy",
        "signed_copies",
        _("Your copies of reviews that you signed"),
        "id packet title learner sealed sha256 created_at",
    ),
    told(
        "mentoring.improvement",
        "improvements",
        _("Improvement plans"),
        f"{OWNED} title mentorship third concern standard measure support starts ends answer outcome outcome_words",
    ),
    told(
        "mentoring.checkpoint", "checkpoints", _("Looks at improvement plans"), f"{OWNED} improvement day seen answer"
    ),
    told(
        "mentoring.sharedlink",
        "shared_links",
        _("Links that you gave"),
        f"{OWNED} plan entry label comments expires_at",
        secret_hash=SECRET,
        password=SECRET,
    ),
    told("mentoring.comment", "comments", _("What was written by a link"), f"{OWNED} link name text"),
    told(
        "people.opening",
        "openings",
        _("Who opened what"),
        "kind thing reader day times last_at",
        by_name="reader",
        id=HERE,
        by="the key of somebody else, or what is made of a secret",
    ),
    # Mail is chosen anew where a copy comes in: a file switches nothing on.
    told(
        "people.mailchoices",
        "mail_choices",
        _("What mail you get"),
        "digest mentoring reviews programmes day at digest_since quiet_from quiet_until",
        id=HERE,
    ),
    told(
        "people.sharedbydefault",
        "shared_new",
        _("Who is given new things"),
        "kind person source",
        by_name="person",
        id=HERE,
    ),
    told(
        "plans.plangrant",
        "shared_plans",
        _("Whom you gave plans to read"),
        "id thing person public role source created_at expires_at",
        by_name="person",
        link_hash=SECRET,
    ),
    told(
        "journal.entrygrant",
        "shared_entries",
        _("Whom you gave entries to read"),
        "id thing person public role source created_at expires_at",
        by_name="person",
        link_hash=SECRET,
    ),
    Kind(
        "people.membership",
        "memberships",
        _("Organisations"),
        told=("organisation", "role", "email", "joined_at"),
        left={"id": HERE, "person": OF_ONE},
        whose="person",
        reads={"organisation": "organisation__name"},
    ),
    Kind(
        "mentoring.outcomeconsent",
        "outcome_consents",
        _("Where you agreed to be counted"),
        told=("membership", "purpose", "version", "given_at", "withdrawn_at"),
        left={"id": HERE, "owner": OF_ONE},
        reads={"membership": "membership__organisation__name"},
    ),
    Kind(
        "people.teamplace",
        "teams",
        _("Teams"),
        told=("team",),
        left={"id": HERE, "member": OF_ONE},
        whose="member__person",
        reads={"team": "team__name"},
    ),
    Kind(
        "people.supervision",
        "supervises",
        _("Whom you supervise"),
        told=("team", "member"),
        left={"id": HERE, "supervisor": OF_ONE},
        whose="supervisor__person",
        reads={"team": "team__name", "member": "member__person__name"},
    ),
    Kind(
        "people.supervision",
        "supervised_by",
        _("Who supervises you"),
        told=("supervisor",),
        left={"id": HERE, "member": OF_ONE, "team": "a supervisor of a team is of all who are in it"},
        whose="member__person",
        reads={"supervisor": "supervisor__person__name"},
    ),
    told(
        "people.token",
        "tokens",
        _("API tokens"),
        "id name scope created_at last_used_on expires_at",
        secret_hash=SECRET,
    ),
    told(
        "catalogue.calendaraddress",
        "calendar_addresses",
        _("Private addresses for calendars"),
        "id what created_at",
        secret_hash=SECRET,
    ),
    told(
        "mentoring.captureaddress",
        "capture_address",
        _("Private address for capturing by mail"),
        "id created_at last_at trouble",
        secret_hash=SECRET,
    ),
    told("account.emailaddress", "addresses", _("E-mail addresses"), "email verified primary", whose="user", id=HERE),
    told(
        "mfa.authenticator",
        "second_steps",
        _("Second steps and passkeys"),
        "type created_at last_used_at",
        whose="user",
        id=HERE,
        data=SECRET,
    ),
    told(
        "usersessions.usersession",
        "sessions",
        _("Where you are signed in"),
        "created_at last_seen_at ip user_agent",
        whose="user",
        id=HERE,
        session_key=SECRET,
        data=HERE,
    ),
)

#: Models of which a copy holds nothing, each with the reason.
LEFT = {
    "people.pulse": "a count of writes, made by the database itself",
    "people.reply": "answers kept for a day; what they tell of is in the copy",
    "people.invitation": "the address of somebody else",
    "people.organisation": "of those who belong to it; its name is in the copy of each",
    "people.setup": SECRET,
    "people.team": "of an organisation; its name is in the copy of each who is in it",
    "mentoring.cycle": "of an organisation; it holds no word of a review",
    "mentoring.cycleplace": "that an organisation invites somebody to a review; the review is in the copy",
    "people.roster": "addresses of others, for a day",
    "people.heartbeat": "of the instance, about nobody",
    "jobs.lease": "of the instance, about nobody",
    "jobs.schedule": "of the instance, about nobody",
    "jobs.letter": "mail on its way; its words are forgotten once it was sent",
    "mentoring.outcomereport": "counts of an organisation, about nobody",
    "mentoring.takenmail": "that a mail was taken, by a hash; what it said is in the copy",
    "plans.calendarfeed": "made from the plans, which are in the copy",
    "plans.calendarevent": "made from the plans, which are in the copy",
    "programmes.surveyanswer": "of nobody: an answer to a survey has no person, and cannot be traced to one",
    "programmes.thingtotal": "counted from the things of everybody in a run",
    "journal.weektotal": "made from the entries, which are in the copy",
    "journal.entrywords": "made from the entries, which are in the copy",
    "exchange.arrival": "a file that waits for a day, of which the person has the original",
    "auth.permission": "not used",
    "auth.group": "not used",
    "auth.group_permissions": "not used",
    "contenttypes.contenttype": "of the instance, about nobody",
    "sessions.session": SECRET,
    "account.emailconfirmation": SECRET,
    "django_tasks_database.dbtaskresult": "of the instance; jobs name rows by their keys",
}


def model_of(kind: Kind) -> type[models.Model]:
    return apps.get_model(kind.model)


@cache
def columns(kind: Kind) -> dict[str, models.Field]:
    """The fields of `kind` that a copy holds, by name, in the order in which it holds them."""
    return {name: model_of(kind)._meta.get_field(name) for name in kind.fields}


def unclassified() -> list[str]:
    """Every model and field of this instance that the page above does not name, and every name that is none of it."""
    there = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    placed = {kind.model for kind in KINDS} | set(LEFT)
    wrong = sorted(set(there) ^ placed)
    for kind in KINDS:
        if kind.model in there:
            names = {each.name for each in there[kind.model]._meta.concrete_fields}
            said = [*kind.held, *kind.told, *kind.left]
            wrong += [f"{kind.model}.{name}" for name in sorted(names ^ set(said))]
            wrong += [f"{kind.model}.{name} (twice)" for name in sorted(set(said)) if said.count(name) > 1]
    return wrong

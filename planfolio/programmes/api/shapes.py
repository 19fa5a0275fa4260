"""How programmes and runs look in answers. Of others there is what their pages show, and no more."""

from datetime import date
from uuid import UUID

from ninja import Schema
from pydantic import AwareDatetime

from planfolio.web.shapes import Row

from ..agreeing.rules import agreement_of


class ProgrammeOut(Row):
    """A programme without its text, which GET .../document gives. `author` wrote this copy of it."""

    title: str
    language: str
    summary: str
    licence: str
    things: int
    minutes: int
    mine: bool
    author: str


class RunOut(Row):
    """`role` is yours: coordinator, participant, or empty where you could join."""

    title: str
    words: str
    language: str
    starts: date
    pace: str
    joining: str
    capacity: int | None
    modules: int
    ended: bool
    coordinator: str
    role: str


class ThingOut(Schema):
    """A thing of a run with the days of its module for you; `closes` null: it stays open. `state` is yours."""

    key: str
    number: int
    module: int
    title: str
    why: str
    try_it: str
    reflect: str
    minutes: int | None
    opens: date
    closes: date | None
    state: str
    posts: int


class ThingsOut(Schema):
    results: list[ThingOut]


class ParticipationOut(Row):
    """How you take part. `pauses` are pairs of days, both included; `agreement` is what a line manager said.

    `named_in_group` lets the members of your group read your name.
    """

    run: UUID
    part: str
    pace: str
    pauses: list[list[date]]
    shows_name: bool
    mails: bool
    joined_on: date
    agreement: str
    wants_group: bool
    named_in_group: bool

    @staticmethod
    def resolve_run(participation):
        return participation.run_id

    @staticmethod
    def resolve_agreement(participation):
        found = agreement_of(participation)
        return found.state if found else ""


class StepOut(Schema):
    thing: str
    state: str
    usefulness: int | None
    done_on: date | None


class PostOut(Row):
    """On the wall: `text` is the summary of an entry, or what the page at `url` says of itself."""

    thing: str
    name: str
    mine: bool
    text: str
    title: str
    url: str
    thanks: int
    thanked: bool
    comments: int


class CommentOut(Row):
    """Under a post. `hidden` is one that who coordinates took off the wall: its writer and they alone read it."""

    name: str
    mine: bool
    text: str
    hidden: bool


class MemberOut(Schema):
    name: str
    mine: bool


class GroupOut(Schema):
    number: int
    members: list[MemberOut]


class GroupPostOut(Row):
    """`title` is that of the entry whose summary `text` is; empty where it is a few words."""

    name: str
    mine: bool
    title: str
    text: str


class PersonOut(Schema):
    id: UUID
    name: str


class PeopleOut(Schema):
    number: int
    people: list[PersonOut]


class GroupsOut(Schema):
    """Each group with who is in it, and who waits for one."""

    groups: list[PeopleOut]
    waiting: list[PersonOut]


class AgreementOut(Schema):
    """`wanted` is whether the run asks for it: empty, meanwhile, or first, before one begins.

    `state` is empty before the question, then asked, yes or no.
    """

    wanted: str
    supervisors: list[PersonOut]
    state: str
    asked: str
    words: str
    answer: str
    answered_at: AwareDatetime | None
    expires_at: AwareDatetime | None


class AgreedOut(Schema):
    """Somebody in a run, for its coordinator: empty before the question, then asked, yes or no."""

    id: UUID
    name: str
    state: str


class AnnouncementOut(Row):
    title: str
    text: str


class QuestionOut(Row):
    """`public` is whether all in the run may read it with its answer; `answered_at` is null while it waits.

    `name` is there for who asked and who coordinates.
    """

    name: str
    mine: bool
    text: str
    public: bool
    answer: str
    answered_at: AwareDatetime | None


class ChoiceOut(Schema):
    value: str
    label: str


class AskedOut(Schema):
    """A question of a survey; one without `choices` is answered in words."""

    key: str
    label: str
    choices: list[ChoiceOut]


class SurveyOut(Schema):
    """`answered` is whether you have."""

    closed: bool
    answered: bool
    questions: list[AskedOut]


class CountOut(Schema):
    label: str
    count: int


class SurveyResultOut(Schema):
    """Where fewer than five answered, `shown` is false and the rest empty. Words are in a list of their own."""

    key: str
    label: str
    in_words: bool
    shown: bool
    count: int
    choices: list[CountOut]


class SurveyResultsOut(Schema):
    """`answered` is how many have, and `results` is empty until the survey is closed."""

    closed: bool
    answered: int
    results: list[SurveyResultOut]


class SurveyWordsOut(Schema):
    """What somebody answered in words. There is nothing to tell who, when, or what else they answered."""

    words: str

    @staticmethod
    def resolve_words(answer):
        return answer.value


class ProgressOut(Schema):
    """Somebody in a run, for its coordinator: what is done, never a word of what was written."""

    id: UUID
    name: str
    part: str
    done: int
    skipped: int
    pausing: bool
    last_at: AwareDatetime | None

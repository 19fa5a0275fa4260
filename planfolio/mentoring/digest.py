"""The mail a week about somebody's week: what is next, whether the plan fits, what waits for them, one question.

It holds what its receiver wrote as the titles of their own activities, and nothing of anybody else: what others ask is
a number. Private notes, entries and answers are in no mail.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planfolio.journal.pages import Task, week_page
from planfolio.journal.weeks import WEEK, monday, week_name
from planfolio.people.hours import moment
from planfolio.people.letters import Kind, stop_address, write
from planfolio.people.mails import site
from planfolio.people.models import MailChoices, Person
from planfolio.people.vocabulary import Weekday
from planfolio.plans.findings import fit_finding
from planfolio.web.dates import day_long
from planfolio.web.durations import minutes

from .counts import waiting_for
from .letterbox.addresses import Purpose, reply_address

#: A mail that could not be written for so long, because nothing ran, is not written any more.
LATE = timedelta(days=2)


@dataclass(frozen=True)
class Digest:
    """`nothing` says why there is no activity; `fit` is empty where nothing can be said."""

    title: str
    tasks: list[Task]
    nothing: str
    fit: str
    waiting: list[str]
    prompt: str


def due_week(choices: MailChoices, now: datetime) -> str:
    """The week, as ISO 8601 names it, whose mail is due at `now`; empty for none."""
    zone = choices.owner.time_zone
    this = monday(now.astimezone(ZoneInfo(zone)).date())
    for first in (this, this - WEEK):
        at = moment(first + timedelta(days=Weekday.values.index(choices.day)), choices.at, zone)
        if timedelta(0) <= now - at < LATE and at >= choices.digest_since:
            return week_name(first)
    return ""


def key_for(person: Person, week: str) -> str:
    return f"digest:{person.pk}:{week}"


def write_digest(person: Person, week: str) -> bool:
    """Put the mail of `week` into the outbox, once, in the caller's transaction; False where none may go out."""
    with translation.override(person.language):
        found = digest_of(person)
        facts = {
            "digest": found,
            "week_address": site() + reverse("week"),
            "mentoring_address": site() + reverse("mentoring"),
            "reply_to": reply_address(person, Purpose.LOG),
            "stop_address": stop_address(person, Kind.DIGEST),
            "kind": Kind.DIGEST.label,
            "how_to_log": how_to_log(),
        }
        html = render_to_string("mentoring/digest_mail.jinja", facts)
        words = {"subject": found.title, "words": _plain(found, facts), "html": html, "reply_to": facts["reply_to"]}
        return write(person, Kind.DIGEST, key=key_for(person, week), **words)


def digest_of(person: Person) -> Digest:
    """What the mail says now, in the language that is active."""
    page = week_page(person)
    fits = page.roadmap and page.roadmap.state in {"fits", "over"}
    return Digest(
        title=_("Your week of %(day)s") % {"day": day_long(page.monday)},
        tasks=page.left,
        nothing=_("Nothing more is planned for this week.") if page.plan else _("There is no plan yet."),
        fit=fit_finding(page.roadmap) if fits else "",
        waiting=_waiting(person),
        prompt=page.prompt,
    )


def _waiting(person: Person) -> list[str]:
    counts = waiting_for(person)
    words = []
    if number := counts["requests"]:
        said = ngettext("%(num)s question waits for your answer.", "%(num)s questions wait for your answer.", number)
        words.append(said % {"num": number})
    if number := counts["asked"]:
        said = ngettext("%(num)s person asks for your support.", "%(num)s people ask for your support.", number)
        words.append(said % {"num": number})
    if number := counts["signatures"]:
        said = ngettext(
            "%(num)s signature of yours is waited for.", "%(num)s signatures of yours are waited for.", number
        )
        words.append(said % {"num": number})
    return words


def how_to_log() -> str:
    """How an answer to the mail becomes an entry."""
    return _(
        "Learned something? Answer this mail: its first line becomes an entry in your journal, with a time if you "
        "write one, such as 45 min. What stands below it is your private note."
    )


def _plain(digest: Digest, facts: dict) -> str:
    lines = [f"- {task.title}" + (f" ({minutes(task.minutes)})" if task.minutes else "") for task in digest.tasks]
    parts = ["\n".join([_("Next this week:"), *lines]) if lines else digest.nothing, digest.fit]
    if digest.waiting:
        parts.append("\n".join([*digest.waiting, facts["mentoring_address"]]))
    parts.append("\n".join([_("One question, if you like:"), digest.prompt]))
    parts.append(how_to_log() if facts["reply_to"] else "")
    parts.append(_("Open your week:\n\n%(address)s") % {"address": facts["week_address"]})
    return "\n\n".join(part for part in parts if part)

"""The mails of runs: plain text, in the language of whoever gets them, put with the change that they tell of.

Many at once go in as few statements, each under a key that says what it is about, so that the same mail asked for
again (after a kill in the middle, or by two at once) is not sent again.
"""

from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from planfolio.jobs.mail import queue
from planfolio.jobs.models import Letter
from planfolio.people.letters import Kind, farewell, stop_address, when, write
from planfolio.people.mails import letter, one_line, site
from planfolio.people.models import Person

from .document import ModuleDoc
from .models import Announcement, Participation, Question, Run, RunInvitation

_SALT = "planfolio.programmes.mails"


@dataclass(frozen=True)
class Mail:
    key: str
    to: str
    subject: str
    text: str
    kind: str = ""
    stop: str = ""
    at: datetime | None = None


@transaction.atomic
def put(mails: list[Mail]) -> int:
    """Put these into the outbox; those whose key is there already are left alone. Returns how many are new."""
    there = set(Letter.objects.filter(key__in=[mail.key for mail in mails]).values_list("key", flat=True))
    rows = [
        Letter(
            key=mail.key,
            to=mail.to,
            subject=mail.subject[:200],
            text=mail.text,
            kind=mail.kind,
            stop=mail.stop,
            message_id=make_msgid(domain="planfolio.invalid"),
        )
        for mail in mails
        if mail.key not in there
    ]
    Letter.objects.bulk_create(rows, batch_size=500)
    later = {mail.key: mail.at for mail in mails}
    for row in rows:
        queue(row, at=later[row.key])
    return len(rows)


def invitation_mail(invitation: RunInvitation, secret: str, *, run: Run, address: str) -> Mail:
    with translation.override(run.language if run.language in dict(settings.LANGUAGES) else "en"):
        facts = {"name": run.owner, "title": run.title, "address": address + reverse("run-enter", args=[secret])}
        subject = _("%(name)s invites you to “%(title)s”") % facts
        words = [run.words] if run.words else []
        words.append(_("Look at it, and join if you like, on this page:\n\n%(address)s") % facts)
        words.append(_("Opening the page joins nothing. If you do nothing, nothing happens."))
        return Mail(f"run-invitation:{invitation.pk}", invitation.email, one_line(subject), letter("\n\n".join(words)))


def opening_mail(
    run: Run,
    participation: Participation,
    *,
    place: int,
    module: ModuleDoc,
    numbers: dict[str, int],
    now: datetime | None = None,
) -> Mail | None:
    """That a module is open, with its things; None for somebody who wants no mail of programmes.

    Nobody but its receiver reads the links to pause and to stop.
    """
    person = participation.owner
    at = when(person, Kind.PROGRAMMES, now=now)
    if at is None:
        return None
    with translation.override(person.language):
        base = site()
        title = module.title or _("Module %(number)s") % {"number": place}
        lines = [f"{numbers[thing.key]}. {thing.title}" for thing in module.things]
        words = [module.about] if module.about else []
        words.append("\n".join(lines) if lines else _("Nothing new: time to come level, or to rest."))
        words.append(base + run.get_absolute_url())
        stop = base + reverse("run-mails", args=[secret_for(participation)])
        pause = _("No time? Pause for two weeks on the page of the run. No more mails of this run: %(address)s")
        words.append(pause % {"address": stop})
        words.append(farewell(person, Kind.PROGRAMMES))
        return Mail(
            key=key_for(participation, place),
            to=person.email,
            subject=one_line(f"{run.title}: {title}"),
            text=letter("\n\n".join(words)),
            kind=Kind.PROGRAMMES.value,
            stop=stop_address(person, Kind.PROGRAMMES),
            at=at,
        )


def announcement_key(announcement: Announcement) -> str:
    """What the keys of all letters of an announcement begin with."""
    return f"run-announcement:{announcement.pk}:"


def announcement_mail(announcement: Announcement, participation: Participation) -> Mail | None:
    """An announcement to one person, in their language; None for somebody who wants no mail of programmes."""
    person, run = participation.owner, announcement.run
    at = when(person, Kind.PROGRAMMES)
    if at is None:
        return None
    with translation.override(person.language):
        base = site()
        facts = {"name": run.owner, "title": run.title, "address": base + reverse("run-announcements", args=[run.pk])}
        words = [_("%(name)s writes to all in “%(title)s”:") % facts, announcement.text, facts["address"]]
        stop = {"address": base + reverse("run-mails", args=[secret_for(participation)])}
        words += [_("No more mails of this run: %(address)s") % stop, farewell(person, Kind.PROGRAMMES)]
        return Mail(
            key=f"{announcement_key(announcement)}{participation.pk}",
            to=person.email,
            subject=one_line(f"{run.title}: {announcement.title}"),
            text=letter("\n\n".join(words)),
            kind=Kind.PROGRAMMES.value,
            stop=stop_address(person, Kind.PROGRAMMES),
            at=at,
        )


def answer_mail(question: Question) -> bool:
    """Tell who asked that there is an answer, once, by their choice of mail. Returns whether a letter was put."""
    run, person = question.run, question.owner
    if not question.participation.mails or question.participation.left_at:
        return False
    with translation.override(person.language):
        facts = {"name": run.owner, "title": run.title}
        words = [_("%(name)s has answered your question in “%(title)s”.") % facts, question.text, question.answer]
        words.append(site() + reverse("run-questions", args=[run.pk]))
        subject = _("An answer to your question: %(title)s") % facts
        words, key = "\n\n".join(words), f"run-answer:{question.pk}"
        return write(person, Kind.PROGRAMMES, subject=subject, words=words, key=key)


def key_for(participation: Participation, place: int) -> str:
    return f"run-module:{participation.pk}:{place}"


def secret_for(participation: Participation) -> str:
    return signing.dumps(participation.pk.hex, salt=_SALT)


def participation_for(secret: str) -> Participation | None:
    """Whose mails a link in a mail is about; it serves to stop them, and for nothing else."""
    try:
        key = signing.loads(secret, salt=_SALT)
        return Participation.objects.select_related("run", "owner").filter(pk=key).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None


def note_subject(run: Run, person: Person) -> str:
    """The subject of a personal note to somebody quiet."""
    with translation.override(person.language):
        return _("How are you getting on with “%(title)s”?") % {"title": run.title}

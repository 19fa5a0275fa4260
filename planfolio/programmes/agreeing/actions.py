"""The verbs of an agreement: ask a manager, take the question back, and answer it by the link of the mail."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from planfolio.errors import Missing, NotNow
from planfolio.jobs.mail import post
from planfolio.people.base import new_key
from planfolio.people.letters import Kind, write
from planfolio.people.mails import letter, one_line
from planfolio.people.models import Person
from planfolio.people.secrets import hash_of, new_secret
from planfolio.programmes.models import Participation, Run
from planfolio.web.limits import spend

from .models import Agreement, Wanted

VALID = timedelta(days=30)
EACH_MINUTE = 5


@transaction.atomic
def ask_manager(
    participation: Participation,
    *,
    by: Person,
    address: str,
    supervisor: Person | None = None,
    name: str = "",
    email: str = "",
    words: str = "",
) -> Agreement:
    """Ask a manager, by mail with a link; the link before it opens nothing now.

    `address` is that of the page which answers, with "{}" in place of the secret.
    """
    run = participation.run
    if run.agreement == Wanted.NO or run.ended_at:
        raise NotNow(_("This run asks for nobody's agreement."))
    spend(by, "agreement", each_minute=EACH_MINUTE)
    Participation.objects.select_for_update().get(pk=participation.pk, owner=by)
    if Agreement.objects.filter(participation=participation, state=Agreement.State.YES).exists():
        raise NotNow(_("Your line manager has agreed already."))
    secret = new_secret()
    asked = {
        "supervisor": supervisor,
        "name": name,
        "email": email,
        "words": words,
        "secret_hash": hash_of(secret),
        "expires_at": timezone.now() + VALID,
        "state": Agreement.State.ASKED,
        "answer": "",
        "answered_at": None,
    }
    agreement, _new = Agreement.objects.update_or_create(participation=participation, owner=by, defaults=asked)
    _send(agreement, run, by=by, address=address.format(secret))
    return agreement


def _send(agreement: Agreement, run: Run, *, by: Person, address: str) -> None:
    """The mail says who asks and about what; the words of the person are on the page that its link opens."""
    to = agreement.supervisor or by
    with translation.override(to.language):
        facts = {"name": by, "title": run.title, "address": address}
        subject = _("%(name)s asks for your agreement to “%(title)s”") % facts
        words = [
            _("%(name)s would like to take part in “%(title)s”, and asks you as their line manager.") % facts,
            _("What it is, how long it takes and your answer are on this page. You need no account:\n\n%(address)s")
            % facts,
            _("Opening the page answers nothing. The link opens for 30 days."),
        ]
        email = agreement.supervisor.email if agreement.supervisor else agreement.email
        post(key=str(new_key()), to=email, subject=one_line(subject), text=letter("\n\n".join(words)))


@transaction.atomic
def take_question_back(participation: Participation, *, by: Person) -> None:
    Agreement.objects.filter(participation=participation, owner=by).delete()


def opened(secret: str) -> Agreement:
    """The question that a link is about. Raises Missing when it is unknown, over, taken back, or its run is gone."""
    rows = Agreement.objects.select_related("participation__run", "owner", "supervisor")
    rows = rows.filter(secret_hash=hash_of(secret), expires_at__gt=timezone.now(), owner__is_active=True)
    found = rows.filter(participation__left_at=None, participation__run__deleted_at=None).first()
    if found is None:
        raise Missing(_("This link opens nothing any more. Ask whoever sent it for another."))
    return found


@transaction.atomic
def answer(agreement: Agreement, *, agreed: bool, words: str = "") -> None:
    """Say yes or no, once: of several who say so at the same time one counts. Raises Conflict for the others."""
    state = Agreement.State.YES if agreed else Agreement.State.NO
    asked = Agreement.objects.filter(
        pk=agreement.pk, secret_hash=agreement.secret_hash, state=Agreement.State.ASKED, expires_at__gt=timezone.now()
    )
    told = {"state": state, "answer": words, "answered_at": timezone.now(), "updated_at": timezone.now()}
    if not asked.update(**told, revision=F("revision") + 1):
        raise NotNow(_("This was answered already. Whoever asked can send a new link."))
    person, run = agreement.owner, agreement.participation.run
    with translation.override(person.language):
        subject = _("Your line manager has answered about “%(title)s”") % {"title": run.title}
        write(person, Kind.PROGRAMMES, subject=subject, words=_("What they said is on the page of the run."))

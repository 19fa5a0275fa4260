"""Mail that somebody can do without: of four kinds, each of which they can switch off, and none in their quiet hours.

`when` is the one rule, and whoever writes of these kinds asks it. What belongs to an account (its address, password,
sign-in, invitations that one has to answer) is of no kind and always goes out (`people.mails`).
"""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import transaction
from django.db.models import TextChoices
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planfolio.errors import Missing
from planfolio.jobs.mail import post, take_back

from .base import new_key
from .hours import after_quiet
from .mails import letter, one_line, site
from .models import MailChoices, Person

_SALT = "planfolio.people.letters.stop"


class Kind(TextChoices):
    """Each has a field of its name in `MailChoices`."""

    DIGEST = "digest", gettext_lazy("A mail a week about my week")
    MENTORING = "mentoring", gettext_lazy("Questions and answers of mentoring")
    REVIEWS = "reviews", gettext_lazy("Reviews and contracts")
    PROGRAMMES = "programmes", gettext_lazy("Modules that open in a programme")


def choices_of(person: Person) -> MailChoices:
    """What this person chose, or the defaults, unsaved. No query where it was read along with the person."""
    return getattr(person, "mail_choices", None) or MailChoices(owner=person)


def when(person: Person, kind: Kind, *, now: datetime | None = None) -> datetime | None:
    """The instant from which mail of `kind` may go to `person`: now, or when their quiet hours end. None: not at all.

    The digest, which nobody else's doing brings about, needs an address that was confirmed.
    """
    now = now or timezone.now()
    choices = choices_of(person)
    if not (person.email and person.is_active and not person.is_example and getattr(choices, kind.value)):
        return None
    if kind == Kind.DIGEST and not is_confirmed(person):
        return None
    return after_quiet(now, choices.quiet_from, choices.quiet_until, person.time_zone)


def is_confirmed(person: Person) -> bool:
    return EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=True).exists()


def write(
    person: Person, kind: Kind, *, subject: str, words: str, key: str = "", html: str = "", reply_to: str = ""
) -> bool:
    """Put a letter of `kind` to `person` into the outbox, in the caller's transaction, unless they do not want it.

    It goes out when their quiet hours are over, and bears the link that stops its kind and the address, if any, where
    an answer is taken. Returns whether it was put.
    """
    at = when(person, kind)
    if at is None:
        return False
    text = letter(f"{words}\n\n{farewell(person, kind)}")
    stop = stop_address(person, kind)
    key = key or str(new_key())
    subject = one_line(subject)
    words = {"subject": subject, "text": text, "html": html, "kind": kind.value, "stop": stop, "reply_to": reply_to}
    post(key=key, at=at, to=person.email, **words)
    return True


def farewell(person: Person, kind: Kind) -> str:
    """The last lines of a letter: how to get no more of its kind."""
    facts = {"kind": kind.label, "address": stop_address(person, kind)}
    return _("No more mail of this kind (%(kind)s): %(address)s") % facts


def stop_address(person: Person, kind: Kind) -> str:
    """The link that stops mail of `kind`. What it carries names a person by their key, and serves for nothing else."""
    secret = signing.Signer(salt=_SALT).sign_object([person.pk.hex, kind.value])
    return site() + reverse("mail-stop", args=[secret])


def find_stop(secret: str) -> tuple[Person, Kind]:
    """Whose mail of which kind a link stops. Raises Missing for one that we did not make."""
    try:
        key, kind = signing.Signer(salt=_SALT).unsign_object(secret)
        return Person.objects.select_related("mail_choices").get(pk=key), Kind(kind)
    except (signing.BadSignature, Person.DoesNotExist, ValueError, TypeError) as error:
        raise Missing(_("This link opens nothing any more. What mail you get is chosen in your account.")) from error


def stop(person: Person, kind: Kind) -> None:
    """No more mail of `kind` to `person`, also none that waits. Done twice it changes nothing."""
    choose(person, **{kind.value: False})


@transaction.atomic
def choose(person: Person, **values) -> MailChoices:
    """Keep what `person` chose; what is left out stays. Letters of a kind that is now off do not go out any more.

    A digest begins with the next time of the week that comes, never with one that has passed.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    choices = MailChoices.objects.filter(owner=person).first() or MailChoices(owner=person)
    before = (choices.digest, choices.day, choices.at)
    for name, value in values.items():
        setattr(choices, name, value)
    if (choices.digest, choices.day, choices.at) != before:
        choices.digest_since = timezone.now()
    choices.save()
    person.mail_choices = choices
    if person.email:
        take_back(to=person.email, kinds=[kind.value for kind in Kind if not getattr(choices, kind.value)])
    return choices

"""The outbox: mail that is written with the change it tells of, and sent once.

SMTP leaves one gap that no software can close: the receiver has taken the letter and we are killed before we have
written so. It is one `UPDATE` wide, and the letter sent again bears the same Message-ID, by which mail systems show
one.
"""

from email.utils import make_msgid

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from planfolio.people.base import new_key

from . import leases
from .marks import job
from .models import Letter
from .worker import current_lease


def post(*, key: str, to: str, subject: str, text: str, html: str = "") -> Letter:
    """Put a letter into the outbox, inside the caller's transaction. The same `key` again changes nothing.

    Line breaks in `subject` are folded into spaces, so that nothing typed becomes a header.
    """
    letter, is_new = Letter.objects.get_or_create(
        key=key, defaults=_letter(to=to, subject=subject, text=text, html=html)
    )
    if is_new:
        send.enqueue(str(letter.pk))
    return letter


def post_many(letters: list[dict]) -> None:
    """Put letters to many people into the outbox, in the caller's transaction; each as for `post`, less its key."""
    for letter in Letter.objects.bulk_create(Letter(key=str(new_key()), **_letter(**each)) for each in letters):
        send.enqueue(str(letter.pk))


def _letter(*, to: str, subject: str, text: str, html: str = "") -> dict:
    return {
        "to": to,
        "subject": " ".join(subject.split())[:200],
        "text": text,
        "html": html,
        "message_id": make_msgid(domain="planfolio.invalid"),
    }


@job(deadline=60, attempts=8)
def send(letter_id: str) -> None:
    letter = Letter.objects.filter(pk=letter_id, sent_at=None).first()
    if letter is None:
        return
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to], headers={"Message-ID": letter.message_id}
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    if lease := current_lease():
        leases.hold(lease)
    message.send()
    letter.sent_at = timezone.now()
    letter.subject = letter.text = letter.html = ""
    letter.save(update_fields=["sent_at", "subject", "text", "html"])

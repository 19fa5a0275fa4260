"""The outbox: mail that is written with the change it tells of, and sent once.

SMTP leaves one gap that no software can close: the receiver has taken the letter and we are killed before we have
written so. It is one `UPDATE` wide, and the letter sent again bears the same Message-ID, by which mail systems show
one.
"""

from datetime import datetime
from email.utils import make_msgid

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from planfolio.people.base import new_key

from . import leases
from .marks import job
from .models import Letter
from .page import page_of
from .worker import current_lease


def post(*, key: str, at: datetime | None = None, **words) -> Letter:
    """Put a letter into the outbox, inside the caller's transaction. The same `key` again changes nothing.

    It goes out now, or not before `at`. `words` are to, subject, text and, where there are any, html, kind, stop
    and reply_to. Without an html of its own its text is sent as a page, too.
    Line breaks in the subject are folded into spaces, so that nothing typed becomes a header.
    """
    letter, is_new = Letter.objects.get_or_create(key=key, defaults=_letter(**words))
    if is_new:
        queue(letter, at=at)
    return letter


def queue(letter: Letter, *, at: datetime | None = None) -> None:
    """Have the worker send `letter`, which was just put into the outbox."""
    later = send.using(run_after=at) if at and at > timezone.now() else send
    later.enqueue(str(letter.pk))


def post_many(letters: list[dict]) -> None:
    """Put letters to many people into the outbox, in the caller's transaction; each as for `post`, less its key."""
    for letter in Letter.objects.bulk_create(Letter(key=str(new_key()), **_letter(**each)) for each in letters):
        send.enqueue(str(letter.pk))


def _letter(
    *, to: str, subject: str, text: str, html: str = "", kind: str = "", stop: str = "", reply_to: str = ""
) -> dict:
    return {
        "to": to,
        "subject": " ".join(subject.split())[:200],
        "text": text,
        "html": html,
        "kind": kind,
        "stop": stop,
        "reply_to": reply_to,
        "message_id": make_msgid(domain="planfolio.invalid"),
    }


@job(deadline=60, attempts=8)
def send(letter_id: str) -> None:
    letter = Letter.objects.filter(pk=letter_id, sent_at=None).first()
    if letter is None:
        return
    # RFC 3834: so that no answer of absence is written to it.
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.reply_to:
        headers["Reply-To"] = letter.reply_to
    if letter.stop:
        headers |= {"List-Unsubscribe": f"<{letter.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to], headers=headers)
    message.attach_alternative(letter.html or page_of(letter.text, title=letter.subject), "text/html")
    if lease := current_lease():
        leases.hold(lease)
    message.send()
    letter.sent_at = timezone.now()
    letter.subject = letter.text = letter.html = letter.stop = letter.reply_to = ""
    letter.save(update_fields=["sent_at", "subject", "text", "html", "stop", "reply_to"])


def take_back(*, to: str, kinds: list[str]) -> int:
    """Forget the letters of these kinds to `to` that have not gone out; returns how many."""
    return Letter.objects.filter(to=to, kind__in=kinds, sent_at=None).delete()[0]

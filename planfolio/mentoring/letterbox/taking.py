"""Taking a mail, once: posted in its thread or written into the journal, as the person of its reply address.

What cannot be posted is told to that person by one mail, at the address of their account, with what they wrote. To
whoever a mail claims to be from nothing is ever sent, and mail of programs is left alone, so no two of them can talk
to one another through us.
"""

from datetime import timedelta
from enum import StrEnum
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from planfolio.errors import Conflict, Problem, Refused, TooMany
from planfolio.journal.actions import add_entry, revise_entry
from planfolio.journal.forms import CaptureForm
from planfolio.people.mails import letter, one_line, send, site
from planfolio.plans.vocabulary import TEXT_LENGTH
from planfolio.web.limits import spend

from ..access import get_request
from ..forms import ReplyForm
from ..mails import not_taken_along
from ..models import CaptureAddress, TakenMail
from ..talks import reply
from .addresses import LASTS, Purpose, ReplyTo, find_reply, secrets_in
from .enclosed import DAY, called, keep_enclosed
from .quoting import own_words
from .reading import Received, read
from .timed import take_time

#: Mails of one person that are taken within a minute.
EACH_MINUTE = 10
#: Mails to one capture address that are taken within a day: somebody else may have come to know it.
EACH_DAY = 100
#: Reply addresses of one mail that are looked at.
MOST_ADDRESSES = 5


class Outcome(StrEnum):
    TAKEN = "taken"
    AGAIN = "taken before"
    TOLD = "told why not"
    LEFT = "left alone"
    NOBODY = "nobody's address"


def take(raw: bytes, *, to: str = "") -> Outcome:
    """Take one message. `to` is the address that it came to; without it, those that its headers name.

    Raises TooMany for who sends more than EACH_MINUTE; it can be taken later.
    """
    received = read(raw)
    if received.is_automatic:
        return Outcome.LEFT
    secrets = secrets_in(to) or secrets_in(received.to)
    found = [there for secret in secrets[:MOST_ADDRESSES] if (there := find_reply(secret))]
    outcomes = [_take(received, there) for there in found]
    return min(outcomes, key=list(Outcome).index, default=Outcome.NOBODY)


def _take(received: Received, there: ReplyTo) -> Outcome:
    spend(there.person, "mail", each_minute=EACH_MINUTE)
    with translation.override(there.person.language), transaction.atomic():
        if not _mark(received, there):
            return Outcome.AGAIN
        words = _words_of(received, there)
        try:
            with transaction.atomic():
                _check(received, there, words)
                (_post if there.purpose == Purpose.REPLY else _log)(received, there, words)
        except TooMany:
            raise
        except Problem as problem:
            _tell(there, problem, words)
            return Outcome.TOLD
        _note(there)
    return Outcome.TAKEN


def _mark(received: Received, there: ReplyTo) -> bool:
    """Whether this message comes to this address for the first time. Of many at once it does for one."""
    mark = sha256(f"{received.mark}:{there.secret}".encode()).hexdigest()
    try:
        with transaction.atomic():
            TakenMail.objects.create(owner=there.person, mark=mark, capture=there.capture)
    except IntegrityError:
        return False
    return True


def _words_of(received: Received, there: ReplyTo) -> str:
    """What is taken: what its writer added, and to a capture address their subject above it, which nothing quotes.

    A file sent for the journal without a word is called by its name.
    """
    words = own_words(received.text)
    if there.capture:
        words = "\n".join(filter(None, [received.subject, words]))
    if not words and there.purpose != Purpose.REPLY and received.attached:
        return called(received.attached[0])
    return words


def _check(received: Received, there: ReplyTo, words: str) -> None:
    if there.is_over:
        raise Refused(_("Mail to this address was taken until some time ago. Answer on the page instead."))
    if there.capture and there.capture.taken.filter(taken_at__gt=timezone.now() - DAY).count() > EACH_DAY:
        raise Refused(_("Very many mails came within a day. If they are not yours, make another address."))
    if there.request and not there.request.mentorship.is_running:
        raise Conflict(_("Your agreement has ended, and the conversation with it."))
    if not received.is_whole:
        raise Refused(_("It is too large, or made of too many parts. Send it without its attachments."))
    if not words:
        raise Refused(_("There were no words of yours in it. Write them above what you quote."))


def _post(received: Received, there: ReplyTo, words: str) -> None:
    request = get_request(there.person, there.request.pk)
    form = ReplyForm({"text": words})
    _require(form)
    reply(request, by=there.person, text=form.cleaned_data["text"], site=site(), left_out=len(received.attached))


def _log(received: Received, there: ReplyTo, words: str) -> None:
    """The first line is the title, with the time it ends in; or the time stands in a line of its own."""
    first, _break, rest = words.partition("\n")
    title, minutes = take_time(first)
    if minutes is None:
        line, _break, more = rest.partition("\n")
        nothing, minutes = take_time(line)
        rest = rest if minutes is None or nothing else more
        minutes = None if nothing else minutes
    parts = [title or first, rest.strip()]
    form = CaptureForm({"text": "\n".join(part for part in parts if part), "other": str(minutes or "")})
    _require(form)
    values = form.values()
    entry, _added = add_entry(by=there.person, came_by="mail", **values)
    if left_out := keep_enclosed(received.attached, by=there.person, entry=entry):
        note = "\n".join(filter(None, [values["note"], not_taken_along(left_out)]))
        revise_entry(entry, by=there.person, note=note)


def _require(form) -> None:
    if not form.is_valid():
        raise Refused(" ".join(str(each) for errors in form.errors.values() for each in errors))


def _tell(there: ReplyTo, problem: Problem, words: str) -> None:
    """One mail to the person of the address, in the transaction that marks theirs as taken; it takes no answer.

    Of a capture address nothing is mailed, because anybody may write to it: its page says why.
    """
    if there.capture:
        _note(there, str(problem.detail))
        return
    if not there.person.email:
        return
    subject = _("Your answer could not be posted")
    said = [_("Your answer by mail could not be posted. Nothing of it was shown to anybody."), str(problem.detail)]
    if there.request and there.request.mentorship.is_running:
        said.append(_("Answer here:\n\n%(address)s") % {"address": site() + there.request.get_absolute_url()})
    said += [_("What you wrote:"), words[:TEXT_LENGTH]] if words else []
    send(to=there.person.email, subject=one_line(subject), text=letter("\n\n".join(part for part in said if part)))


def _note(there: ReplyTo, trouble: str = "") -> None:
    """Say on the page of a capture address when the last mail came, and why it was not taken."""
    if there.capture:
        CaptureAddress.objects.filter(pk=there.capture.pk).update(last_at=timezone.now(), trouble=trouble)


def forget_taken() -> int:
    """Forget which mails were taken once no address of then is read any more; returns how many."""
    return TakenMail.objects.filter(capture=None, taken_at__lt=timezone.now() - LASTS - timedelta(days=10)).delete()[0]

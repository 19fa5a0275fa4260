"""The mails of supporting one another: plain text, in the language of whoever gets them, put with the change itself."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from planfolio.people.mails import letter, one_line, send


def tell_asked(asked, secret: str, *, site: str) -> None:
    to = asked.supporter.email if asked.supporter else asked.email
    if not to:
        return
    with translation.override(asked.supporter.language if asked.supporter else asked.owner.language):
        subject = _("%(name)s asks you for support") % {"name": asked.owner}
        words = [_("%(name)s asks whether you would support their learning.") % {"name": asked.owner}]
        words += [asked.words] if asked.words else []
        words.append(_("Answer here:\n\n%(address)s") % {"address": site + reverse("asked", args=[secret])})
        send(to=to, subject=one_line(subject), text=letter("\n\n".join(words)))


def tell_answered(asked) -> None:
    name = {"name": asked.supporter}
    with translation.override(asked.owner.language):
        if asked.state == "running":
            subject, words = _("%(name)s supports you"), _("%(name)s has accepted. You decide what they see.")
        else:
            subject, words = _("%(name)s cannot support you now"), _("%(name)s cannot support you now.")
        _post(asked.owner, subject % name, words % name)


def tell_ended(mentorship, *, by) -> None:
    other = mentorship.supporter if by.pk == mentorship.owner_id else mentorship.owner
    with translation.override(other.language):
        name = {"name": by}
        words = _("%(name)s has ended your agreement. What it let the other see is theirs to see no more.")
        _post(other, _("Your agreement with %(name)s has ended") % name, words % name)


def tell_said(request, text: str, *, by, site: str) -> None:
    """To the other of the two: what was asked or said in the thread of `request`."""
    mentorship = request.mentorship
    other = mentorship.supporter if by.pk == mentorship.owner_id else mentorship.owner
    with translation.override(other.language):
        words = [f"{by}: {request.question}", text] if text else [f"{by}: {request.question}"]
        words.append(_("Answer here:\n\n%(address)s") % {"address": site + request.get_absolute_url()})
        _post(other, f"{by}: {request.question}", "\n\n".join(words))


def _post(person, subject: str, words: str) -> None:
    if person.email:
        send(to=person.email, subject=one_line(subject), text=letter(words))

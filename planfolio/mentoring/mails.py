"""The mails of supporting one another: plain text, in the language of whoever gets them, put with the change itself."""

from datetime import date

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from planfolio.people.letters import Kind, write
from planfolio.people.mails import letter, one_line, send, site
from planfolio.web.dates import day_long, moment

from .letterbox.addresses import Purpose, reply_address


def tell_asked(asked, secret: str, *, site: str) -> None:
    with translation.override(asked.supporter.language if asked.supporter else asked.owner.language):
        subject = _("%(name)s asks you for support") % {"name": asked.owner}
        words = [_("%(name)s asks whether you would support their learning.") % {"name": asked.owner}]
        words += [asked.words] if asked.words else []
        words.append(_("Answer here:\n\n%(address)s") % {"address": site + reverse("asked", args=[secret])})
        if asked.supporter:
            write(asked.supporter, Kind.MENTORING, subject=subject, words="\n\n".join(words))
        elif asked.email:
            send(to=asked.email, subject=one_line(subject), text=letter("\n\n".join(words)))


def tell_answered(asked) -> None:
    name = {"name": asked.supporter}
    with translation.override(asked.owner.language):
        if asked.state == "running":
            subject, words = _("%(name)s supports you"), _("%(name)s has accepted. You decide what they see.")
        else:
            subject, words = _("%(name)s cannot support you now"), _("%(name)s cannot support you now.")
        write(asked.owner, Kind.MENTORING, subject=subject % name, words=words % name)


def tell_ended(mentorship, *, by) -> None:
    other = mentorship.other(by)
    with translation.override(other.language):
        name = {"name": by}
        words = _("%(name)s has ended your agreement. What it let the other see is theirs to see no more.")
        subject = _("Your agreement with %(name)s has ended") % name
        write(other, Kind.MENTORING, subject=subject, words=words % name)


def tell_working_together(mentorship) -> None:
    """To a supervisor, that somebody whom they supervise works with them here."""
    with translation.override(mentorship.supporter.language):
        name = {"name": mentorship.owner}
        words = _(
            "You supervise %(name)s, who works together with you here from now on. You see what they share with you."
        )
        subject = _("%(name)s works together with you") % name
        write(mentorship.supporter, Kind.MENTORING, subject=subject, words=words % name)


def tell_cycle(place) -> None:
    """To somebody who is invited to a round: by when, and where they begin. Once, however often it is tried."""
    person, cycle = place.member.person, place.cycle
    with translation.override(person.language):
        facts = {"organisation": cycle.organisation, "title": cycle.title}
        words = [_("%(organisation)s invites you to a review: %(title)s.") % facts]
        words += [f"{label}: {day_long(day)}" for label, day in days_of(cycle)]
        words.append(_("You put it together yourself. Nobody sees anything of it until you share it."))
        words.append(_("Begin here:\n\n%(address)s") % {"address": site() + reverse("cycle-begin", args=[place.pk])})
        subject = _("You are invited to a review: %(title)s") % facts
        write(person, Kind.REVIEWS, subject=subject, words="\n\n".join(words), key=f"cycle:{place.pk}")


def days_of(cycle) -> list[tuple[str, date]]:
    """The days of a round with what each is for, as far as they are set, in the language that is active."""
    days = [
        (_("Put together by"), cycle.draft_by),
        (_("A look at it halfway, on"), cycle.halfway),
        (_("Talked about by"), cycle.meets_by),
        (_("Closed by"), cycle.closes_on),
    ]
    return [(label, day) for label, day in days if day]


def remind(place, *, key, subject: str, words: str, by) -> bool:
    """What somebody wrote, to one of a round, with the way to where it begins."""
    person = place.member.person
    with translation.override(person.language):
        there = site() + reverse("mentoring")
        text = f"{words}\n\n{by}\n\n" + _("Open it here:\n\n%(address)s") % {"address": there}
        return write(person, Kind.REVIEWS, subject=subject, words=text, key=f"remind:{key}:{place.pk}")


def tell_said(request, text: str, *, by, site: str, left_out: int = 0) -> None:
    """To the other of the two: what was asked or said in the thread of `request`, to be answered there or by mail."""
    mentorship = request.mentorship
    other = mentorship.other(by)
    with translation.override(other.language):
        subject = _("%(name)s: %(question)s") % {"name": by, "question": request.question}
        words = [subject, text] if text else [subject]
        words += [not_taken_along(left_out)] if left_out else []
        reply_to = reply_address(other, Purpose.REPLY, about=request.pk)
        here = _("Answer this mail, or here:\n\n%(address)s") if reply_to else _("Answer here:\n\n%(address)s")
        words.append(here % {"address": site + request.get_absolute_url()})
        write(other, Kind.MENTORING, subject=subject, words="\n\n".join(words), reply_to=reply_to)


#: What happened to a meeting, and the subject that tells it.
MEETINGS = {
    "new": gettext_lazy("%(name)s has planned a meeting with you: %(when)s"),
    "moved": gettext_lazy("%(name)s has changed your meeting: %(when)s"),
    "off": gettext_lazy("%(name)s has called off your meeting of %(when)s"),
}


def tell_meeting(meeting, what: str, *, by) -> None:
    """To the other of the two, on their own clock."""
    other = meeting.mentorship.other(by)
    with translation.override(other.language), timezone.override(other.zone):
        subject = MEETINGS[what] % {"name": by, "when": moment(meeting.starts_at, year=True)}
        words = [subject, meeting.place] if meeting.place and what != "off" else [subject]
        if what != "off":
            there = site() + meeting.get_absolute_url()
            words.append(_("Open it here, and put it in your calendar:\n\n%(address)s") % {"address": there})
        write(other, Kind.MENTORING, subject=subject, words="\n\n".join(words))


def tell_commented(comment) -> None:
    """To whoever made a link, that something was written by it: at most once an hour, and without the words.

    Whoever holds the link can write there, and nobody knows who passed it on.
    """
    link, owner = comment.link, comment.link.owner
    with translation.override(owner.language):
        facts = {"name": comment.name, "title": link.thing}
        subject = _("%(name)s has commented on “%(title)s”") % facts
        kind = "plan" if link.plan_id else "entry"
        there = site() + reverse("sharing", args=[kind, link.thing.pk])
        words = f"{subject}\n\n" + _("Open it here:\n\n%(address)s") % {"address": there}
        hour = comment.created_at.strftime("%Y-%m-%dT%H")
        write(owner, Kind.MENTORING, subject=subject, words=words, key=f"comment:{link.pk}:{hour}")


def not_taken_along(number: int) -> str:
    """Of attachments of a mail, for the thread and whoever reads it."""
    said = ngettext(
        "%(num)s attachment stayed in the mail and is not here.",
        "%(num)s attachments stayed in the mail and are not here.",
        number,
    )
    return said % {"num": number}


#: What happened, and the subject that tells it.
HAPPENED = {
    "shared": gettext_lazy("%(name)s has shared a review with you"),
    "signed": gettext_lazy("%(name)s has signed a review"),
    "contract": gettext_lazy("%(name)s asks you to agree to a plan"),
    "improvement": gettext_lazy("%(name)s has begun an improvement plan with you"),
    "contract-signed": gettext_lazy("%(name)s has signed your plan"),
}


def tell_review(review, what: str, *, by, site: str) -> None:
    """To the other of the two, that something happened to a review; its words stay on the page."""
    _tell_of(review, what, review.other(by), by=by, there=site + review.get_absolute_url())


def tell_contract(contract, what: str, *, by, site: str) -> None:
    there = site + reverse("contract", args=[contract.version.plan_id])
    _tell_of(contract, what, contract.mentorship.other(by), by=by, there=there)


def _tell_of(thing, what: str, other, *, by, there: str) -> None:
    if other is None:
        return
    with translation.override(other.language):
        head = HAPPENED[what] % {"name": by}
        title = "" if what == "improvement" else f": {thing}"
        words = f"{head}{title}\n\n" + _("Open it here:\n\n%(address)s") % {"address": there}
        write(other, Kind.REVIEWS, subject=head, words=words)


def tell_improvement(improvement, *, by, site: str) -> None:
    """To the person it is about: that it was begun, and nothing of what is in it."""
    _tell_of(improvement, "improvement", improvement.owner, by=by, there=site + improvement.get_absolute_url())

"""The mails of organisations. Plain text, in the language of who writes, or of who is told about themselves."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from planfolio.web.dates import day_long

from ..mails import letter, one_line, send
from ..models import Invitation, Organisation, Person


def invitation_letter(invitation: Invitation, address: str, *, by: Person) -> dict:
    """The mail with the link, in the language of `by`. It says the same whether or not the address has an account."""
    with override(by.language):
        facts = {"name": by.name or str(invitation.organisation), "organisation": str(invitation.organisation)}
        subject = _("%(name)s invites you to %(organisation)s") % facts
        body = _(
            "You can join %(organisation)s on Planfolio, a home for learning plans and their evidence. "
            "Open this page by %(day)s, with an account that you have or with a new one:\n\n%(address)s\n\n"
            "Your plans, your journal and your notes stay yours. The organisation sees your name, this address, "
            "your teams and who supervises you, and nothing that you write until you share it."
        ) % {**facts, "day": day_long(invitation.expires_at.date()), "address": address}
        ignore = _("If you do not want to join, do nothing: nothing happens without you.")
        return {"to": invitation.email, "subject": one_line(subject), "text": letter(f"{body}\n\n{ignore}")}


def tell_taken_out(person: Person, organisation: Organisation) -> None:
    with override(person.language):
        facts = {"organisation": str(organisation)}
        subject = _("You no longer belong to %(organisation)s") % facts
        body = (
            _(
                "An administrator of %(organisation)s has ended your membership on Planfolio. Your account, your plans "
                "and everything that you wrote stay yours, as they are."
            )
            % facts
        )
        send(to=person.email, subject=one_line(subject), text=letter(body))

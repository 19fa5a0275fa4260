"""`planfolio account EMAIL`: the first account of a server, or a new password for one, from its own terminal."""

import argparse
import getpass
import sys

from . import Exit, Stop, _, ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar=_("EMAIL"))
    parser.add_argument(
        "--administrator",
        action="store_true",
        help=_("Let this person administer the instance; who has a password already keeps it."),
    )
    parser.add_argument("--password-stdin", action="store_true", help=_("Read the password from standard input."))


def run(options: argparse.Namespace) -> int:
    ready()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from planfolio.people.models import Person

    email = options.email.strip().lower()
    if options.administrator and not options.password_stdin and _promote(email):
        print(_("{email} administers this Planfolio now. The password is as it was.").format(email=email))
        return Exit.OK
    password = _ask(options.password_stdin)
    person = Person.objects.filter(email=email).first()
    try:
        validate_email(email)
        validate_password(password, person)
    except ValidationError as error:
        raise Stop("\n".join(error.messages)) from error
    _save(person or Person(email=email), password, options.administrator)
    print(_("{email} can sign in with this password.").format(email=email))
    return Exit.OK


def _promote(email: str) -> bool:
    """Whether somebody who can sign in already was made an administrator."""
    from planfolio.people.models import Person

    person = Person.objects.filter(email=email, is_active=True, is_example=False).first()
    if person is None or not person.password or not person.has_usable_password():
        return False
    person.is_administrator = True
    person.save(update_fields=["is_administrator"])
    return True


def _ask(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass.getpass(_("Password: "))
    if password != getpass.getpass(_("The same again: ")):
        raise Stop(_("The two were not the same. Nothing was changed."))
    return password


def _save(person, password: str, administrator: bool) -> None:
    """The address counts as confirmed: who may type here may read the database too."""
    from allauth.account.models import EmailAddress
    from django.db import transaction

    person.set_password(password)
    person.is_administrator = person.is_administrator or administrator
    with transaction.atomic():
        person.save()
        EmailAddress.objects.update_or_create(
            user=person, email=person.email, defaults={"verified": True, "primary": True}
        )

"""`planfolio token create|list|revoke`: the keys that programs use instead of a password."""

import argparse
import json
from datetime import timedelta
from uuid import UUID

from . import Exit, Stop, _, ready
from .persons import add_person, choose_person


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), required=True)
    create = verbs.add_parser("create", help=_("Make a token and show its secret, this once."))
    create.add_argument("name", metavar=_("NAME"), help=_("What it is for."))
    create.add_argument("--scope", choices=["read", "write", "capture"], default="write", help=_("What it may do."))
    create.add_argument("--days", type=_days, help=_("After how many days it ends; never unless told."))
    verbs.add_parser("list", help=_("Say which tokens there are."))
    revoke = verbs.add_parser("revoke", help=_("Let a token open nothing from now on."))
    revoke.add_argument("id", type=_key, metavar=_("ID"))
    for verb in verbs.choices.values():
        add_person(verb)
        # Said after the verb as well as before it.
        verb.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_("Print facts as JSON."))
        verb.add_argument("--data", default=argparse.SUPPRESS, metavar=_("FOLDER"), help=_("The data folder."))


def run(options: argparse.Namespace) -> int:
    ready()
    person = choose_person(options.person)
    return {"create": _create, "list": _list, "revoke": _revoke}[options.verb](person, options)


def _create(person, options) -> int:
    from django.utils import timezone

    from planfolio.people.tokens import create_token

    name = options.name.strip()
    if not 0 < len(name) <= 120:
        raise Stop(_("Name the token in 1 to 120 characters."), Exit.USAGE)
    expires = timezone.now() + timedelta(days=options.days) if options.days else None
    token, secret = create_token(person, name, options.scope, expires)
    if options.json:
        print(json.dumps({**_facts(token), "secret": secret}))
    else:
        print(secret)
        print(_("It is shown this once. Its ID is {key}.").format(key=token.pk))
    return Exit.OK


def _list(person, options) -> int:
    from planfolio.people.models import Token

    tokens = list(Token.objects.filter(owner=person))
    if options.json:
        print(json.dumps([_facts(token) for token in tokens]))
    for token in [] if options.json else tokens:
        used = token.last_used_on or _("never used")
        print(f"{token.pk}  {token.scope:8}  {used}  {token.name}")
    return Exit.OK


def _revoke(person, options) -> int:
    from planfolio.people.tokens import get_token, revoke_token

    token = get_token(person, options.id)
    facts = _facts(token)
    revoke_token(token)
    print(json.dumps(facts) if options.json else _("“{name}” opens nothing any more.").format(name=facts["name"]))
    return Exit.OK


def _facts(token) -> dict:
    return {
        "id": str(token.pk),
        "name": token.name,
        "scope": token.scope,
        "expires": token.expires_at.isoformat() if token.expires_at else None,
        "last_used": token.last_used_on.isoformat() if token.last_used_on else None,
    }


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("`planfolio token list` shows the IDs")) from error


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 3_660:
        raise argparse.ArgumentTypeError(_("a whole number of days, at most ten years"))
    return int(text)

"""`planfolio organisation new|list|administrator`: links by which an organisation is set up, from the console."""

import argparse
import json
from uuid import UUID

from . import Exit, Stop, _, ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar=_("VERB"), required=True)
    new = verbs.add_parser("new", help=_("Print a link by which somebody sets an organisation up."))
    new.add_argument("name", metavar=_("NAME"), help=_("What it is called; it can be changed there."))
    verbs.add_parser("list", help=_("Say which organisations there are."))
    another = verbs.add_parser(
        "administrator", help=_("Print a link by which somebody administers an organisation that is there.")
    )
    another.add_argument("id", type=_key, metavar=_("ID"))
    for verb in (new, another):
        verb.add_argument("--url", default="", help=_("The address of the site, when PLANFOLIO_URL is not set."))
    for verb in verbs.choices.values():
        # Said after the verb as well as before it.
        verb.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_("Print facts as JSON."))
        verb.add_argument("--data", default=argparse.SUPPRESS, metavar=_("FOLDER"), help=_("The data folder."))


def run(options: argparse.Namespace) -> int:
    ready()
    return {"new": _new, "list": _list, "administrator": _administrator}[options.verb](options)


def _new(options) -> int:
    name = options.name.strip()
    if not 0 < len(name) <= 120 or not name.isprintable():
        raise Stop(_("Name the organisation in 1 to 120 characters."), Exit.USAGE)
    return _link(options, name)


def _administrator(options) -> int:
    from planfolio.people.organisations.setting_up import organisation_of

    organisation = organisation_of(options.id)
    return _link(options, organisation.name, organisation=organisation)


def _link(options, name: str, **of) -> int:
    from django.conf import settings

    from planfolio.people.organisations.setting_up import make_link

    site = options.url or settings.PUBLIC_URL or f"http://localhost:{settings.PORT}"
    made, link = make_link(name, site=site, **of)
    if options.json:
        print(json.dumps({"name": made.name, "link": link, "ends": made.expires_at.isoformat()}))
    else:
        print(link)
    return Exit.OK


def _list(options) -> int:
    from django.db.models import Count

    from planfolio.people.models import Organisation

    rows = Organisation.objects.annotate(people=Count("memberships")).order_by("name", "pk")
    if options.json:
        print(json.dumps([{"id": str(row.pk), "name": row.name, "people": row.people} for row in rows]))
    for row in [] if options.json else rows:
        print(f"{row.pk}  {row.people:5}  {row.name}")
    return Exit.OK


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("`planfolio organisation list` shows the IDs")) from error

"""`planfolio invite EMAIL`: a link by which one person makes an account. Works while Planfolio runs, and while not."""

import argparse
import json

from . import Exit, Stop, _, ready


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar=_("EMAIL"), help=_("Whom to invite."))
    parser.add_argument("--mail", action="store_true", help=_("Send the link by mail as well as printing it."))
    parser.add_argument("--url", default="", help=_("The address of the site, when PLANFOLIO_URL is not set."))


def run(options: argparse.Namespace) -> int:
    ready()
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction

    from planfolio.people import invitations

    try:
        validate_email(options.email)
    except ValidationError as error:
        raise Stop(_("Give an e-mail address, such as name@example.org."), Exit.USAGE) from error
    site = options.url or settings.PUBLIC_URL or f"http://localhost:{settings.PORT}"
    with transaction.atomic():
        invitation, secret = invitations.invite(options.email, by=None)
        link = invitations.invitation_address(secret, site=site)
        if options.mail:
            invitations.send_invitation(invitation, link)
    if options.json:
        print(json.dumps({"email": invitation.email, "link": link, "ends": invitation.expires_at.isoformat()}))
    else:
        print(link)
    return Exit.OK

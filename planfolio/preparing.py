"""Run once before the others by `planfolio start`: the tables, and whether it is safe to let others reach them.

It is when somebody has a password, or holds an invitation from the command line to choose one.
"""

import sys

from planfolio import commands

#: Nobody has a password yet. Python itself ends with 1 when it breaks, so this is another number.
NOBODY = 10


def main(question: str) -> int:
    """Exit code NOBODY answers the question "passwords"."""
    commands.ready()
    if question == "passwords" and not _somebody_has_a_password():
        return NOBODY
    return commands.Exit.OK


def _somebody_has_a_password() -> bool:
    from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

    from planfolio.people.invitations import running
    from planfolio.people.models import Person

    with_password = Person.objects.exclude(password="").exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    has_password = with_password.filter(email__isnull=False, is_active=True, is_example=False).exists()
    return has_password or running().filter(invited_by=None).exists()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

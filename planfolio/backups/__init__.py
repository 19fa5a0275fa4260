"""Backup and restore: one zip file of rows as JSON lines and of files as they are, the same for both databases.

    manifest.json                  what is inside, with counts and SHA-256 of every table and file
    tables/<app>.<model>.jsonl     the columns, then one row per line
    files/<name>                   every file that a row names
    secret.key                     only when asked for

The last 64 bytes of the zip (its comment) are the SHA-256 of all bytes before them, so that a single flipped bit
anywhere is noticed. Sessions, leases and waiting jobs are left out: who restores signs in again, and nothing is mailed
twice.
"""

from django.utils.translation import gettext as _

from planfolio.errors import Refused

FORMAT = "planfolio-backup"
VERSION = 1
SEAL = b"planfolio sha256 "
MANIFEST = "manifest.json"
KEY = "secret.key"


class Damaged(Refused):
    """The backup is not what was written; nothing of it was put in place."""

    @classmethod
    def because(cls, what: str) -> "Damaged":
        return cls(
            _("This backup is damaged or was changed ({what}). Nothing was restored. Use another copy of it.").format(
                what=what
            )
        )

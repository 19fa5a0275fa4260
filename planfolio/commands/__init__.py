"""The commands of `planfolio`, one module each, with `add_arguments(parser)` and `run(options) -> int`.

A module here imports Django only inside `run`, after `ready()`: `planfolio --help` stays quick, and `--data` is heard
before any setting is read. Words are marked with `_` from here, which reads the same catalogue as the pages do.
"""

import gettext
import os
from enum import IntEnum
from pathlib import Path

_CATALOGUE = gettext.translation("django", Path(__file__).resolve().parent.parent / "locale", fallback=True)
_ = _CATALOGUE.gettext
#: The language of the terminal, where we have it.
LANGUAGE = _CATALOGUE.info().get("language", "en")


class Exit(IntEnum):
    """What a command's exit code means; docs/administrator.md repeats this table."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    NOT_FOUND = 3
    ENVIRONMENT = 4


class Stop(Exception):
    """Ends a command with a message that says what to do, and an exit code."""

    def __init__(self, message: str, code: Exit = Exit.REFUSED):
        super().__init__(message)
        self.code = code


def ready() -> None:
    """Prepare the data folder, set Django up and bring the tables up to date. Raises DataFolderUnusable."""
    from planfolio import data, schema

    data.prepare()
    set_up_django()
    schema.bring_up_to_date()


def set_up_django() -> None:
    """Django with the settings of this data folder, speaking the terminal's language as the commands do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "planfolio.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate(LANGUAGE)

"""One PDF in a process of its own, because the compiler keeps what it has set before. No database and no key here."""

import json
import sys
from datetime import date
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    settings.configure(USE_I18N=True, LANGUAGES=[("en", "English"), ("fr", "Français")])
    django.setup()
    from planfolio.plans.writing.as_pdf import set_sheet

    said = json.load(sys.stdin)
    template = Path(__file__).parent / "certificate.typ"
    sys.stdout.buffer.write(set_sheet(template, "certificate", said, on=date(*said["date"])))


if __name__ == "__main__":
    main()

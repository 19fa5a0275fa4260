"""One PDF in a process of its own: `python -m planfolio.plans.writing` reads JSON, writes the file, and ends.

The compiler keeps up to 150 MB of what it has set before; a server that called it would hold that for good. It has no
data folder, no database and no key. `planfolio.plans.printing` starts it.
"""

import json
import sys
from datetime import date
from pathlib import Path

import django
from django.conf import settings


def main() -> None:
    locale = Path(__file__).parents[2] / "locale"
    settings.configure(USE_I18N=True, LOCALE_PATHS=[locale], LANGUAGES=[("en", "English"), ("fr", "Français")])
    django.setup()
    from planfolio.plans.document import PlanDoc, from_dict
    from planfolio.plans.writing import write_plan
    from planfolio.plans.writing.as_pdf import TEMPLATE, set_sheet

    asked = json.load(sys.stdin)
    on = date.fromisoformat(asked["on"])
    if "sheet" in asked:
        template = Path(asked["template"]) if asked["template"] else TEMPLATE
        content = set_sheet(template, asked["sheet"], on=on)
    else:
        options = {name: asked[name] for name in ("paper", "person", "pictures")}
        content = write_plan(from_dict(PlanDoc, asked["plan"]), format="pdf", on=on, **options)
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()

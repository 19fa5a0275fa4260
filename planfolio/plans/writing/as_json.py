"""A plan as JSON: every field, nothing lost, the same bytes for the same plan."""

import json
from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext as _

from planfolio.plans.document import SCHEMA, PlanDoc, canonical_json, from_dict
from planfolio.plans.writing.schema import CLOSED, LISTED, VERSION


def write_json(doc: PlanDoc) -> bytes:
    """Indented UTF-8 in the order of the fields, with the address and number of the schema."""
    whole = {"$schema": SCHEMA, "version": VERSION, "plan": asdict(doc)}
    return (json.dumps(whole, default=date.isoformat, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def read_json(content: bytes) -> PlanDoc:
    """The plan in `content`, as `write_json` wrote it. Raises ValueError with a message that says what to do."""
    try:
        whole = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ValueError(_("Save the file as UTF-8 text and choose it again.")) from error
    except json.JSONDecodeError as error:
        raise ValueError(
            _("This file is not whole JSON: look at line %(line)d, column %(column)d.")
            % {"line": error.lineno, "column": error.colno}
        ) from error
    except RecursionError as error:
        raise ValueError(_("This file is nested too deeply to be a plan.")) from error
    if not isinstance(whole, dict) or whole.get("$schema") != SCHEMA or not isinstance(whole.get("plan"), dict):
        raise ValueError(
            _("Choose a plan that was exported as JSON: its “$schema” is %(address)s.") % {"address": SCHEMA}
        )
    if whole.get("version") != VERSION or isinstance(whole["version"], bool):
        raise ValueError(_("This version of Planfolio reads plans of version %(number)d.") % {"number": VERSION})
    if unknown := set(whole) - {"$schema", "version", "plan"}:
        raise ValueError(_("Remove what a plan does not have: %(names)s.") % {"names": ", ".join(sorted(unknown))})
    doc = from_dict(PlanDoc, whole["plan"])
    check_keys(doc)
    try:
        canonical_json(doc).encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValueError(_("Take out the half characters (\\ud800 to \\udfff): no text can hold them.")) from error
    return doc


def check_keys(doc: PlanDoc) -> None:
    activities = [activity for objective in doc.objectives for activity in objective.activities]
    links = [link for objective in doc.objectives for link in objective.links]
    for part in (doc, *doc.objectives, *activities, *links):
        for (cls, name), choices in (*CLOSED.items(), *LISTED.items()):
            if type(part) is not cls:
                continue
            listed = choices if isinstance(choices, list) else choices.values
            default = cls.__dataclass_fields__[name].default
            if (key := getattr(part, name)) not in listed and key != default:
                raise ValueError(
                    _("%(where)s cannot be “%(key)s”; choose one of: %(listed)s.")
                    % {"where": f"{cls.__name__}.{name}", "key": key, "listed": ", ".join(listed)}
                )


def _once(pairs: list) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("“%(name)s” is there twice in one object; keep one of them.") % {"name": twice})
    return found


def _refuse(word: str):
    raise ValueError(_("%(word)s is no number that a plan can hold.") % {"word": word})

"""A review as it reads: one sheet for the page, the PDF and the Word file, so that all say the same in the same order.

The sheet has the shape of `plans.writing.sheet.plan_sheet`, made from the packet and the signatures alone.
"""

from datetime import date, datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from planfolio.plans.printing import print_sheet
from planfolio.plans.vocabulary import EvidenceKind, ObjectiveState, Stage
from planfolio.plans.writing.sheet import PAPERS
from planfolio.plans.writing.wording import one_line
from planfolio.web.dates import day_long, day_range, moment
from planfolio.web.durations import hours

from .vocabulary import Said

#: Kinds of file that a packet is given as, with their content types.
FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


def review_sheet(packet: dict, signatures: list[dict], *, sha256: str, paper: str = "a4") -> dict:
    """The packet and its signatures as sections of rows, in the language that is active."""
    who = packet["person"]
    period = day_range(date.fromisoformat(packet["from"]), date.fromisoformat(packet["to"]), year=True)
    on = _signed_on(packet, signatures)
    reviewer = packet["reviewer"]["name"]
    return {
        "paper": PAPERS[paper],
        "language": (get_language() or "en")[:2],
        "title": one_line(packet["title"]),
        "author": one_line(who["name"]),
        "date": [on.year, on.month, on.day],
        "kind": ", ".join(filter(None, [who["name"], who["role"], period])),
        "aim": "",
        "facts": [
            _fact(_("With"), ", ".join(filter(None, [reviewer, packet["reviewer"]["role"]]))),
            _fact(_("Plan"), packet["plan"]),
            _fact("SHA-256", sha256),
        ],
        "footer": ", ".join(filter(None, [who["name"], one_line(packet["title"])])),
        "pages": _("{page} of {pages}"),
        "not_answered": _("Not answered"),
        "no_objectives": "",
        "remark": "",
        "in_time": "",
        "pictures": [],
        "objectives": [
            _section(
                "",
                _("In short"),
                [_row(_("In my own words"), text=packet["summary"], needed=True), *_figures(packet["figures"])],
            ),
            *_more(_("Halfway"), [_row(_day(each["day"]), text=each["words"]) for each in _halfway(packet)]),
            *(_objective(each) for each in packet["objectives"]),
            *_more(_("Reflections"), [_reflection(each) for each in packet["reflections"]]),
            *_more(_("Changes of plan"), [_row(_day(each["day"]), text=each["reason"]) for each in packet["changes"]]),
            *_more(_("Signatures"), [_signature(each) for each in signatures]),
        ],
    }


def _halfway(packet: dict) -> list[dict]:
    """The look halfway, where there was one: with its day alone when nothing was written down."""
    held = packet.get("halfway")
    return [{**held, "words": held["words"] or _("You looked at it together.")}] if held else []


def _signed_on(packet: dict, signatures: list[dict]) -> date:
    """The day the file bears: that of the last signature, or the last of the period."""
    days = [datetime.fromisoformat(each["at"]).date() for each in signatures]
    return max(days, default=date.fromisoformat(packet["to"]))


def _figures(figures: dict) -> list[dict]:
    weeks = figures["weeks_with_learning"]
    rows = [
        (
            _("Learning"),
            _("%(time)s in %(weeks)s")
            % {
                "time": hours(figures["learned_minutes"]),
                "weeks": ngettext("%(num)s week", "%(num)s weeks", weeks) % {"num": weeks},
            },
        ),
        (_("Planned"), hours(figures["planned_minutes"])),
        (_("Evidence chosen"), str(figures["evidence"])),
        (_("Changes of plan"), str(figures["changes"])),
    ]
    return [_row(label, text=text) for label, text in rows]


def _objective(each: dict) -> dict:
    state = each["state"]
    stands = ObjectiveState(state).label if state != "active" else Stage(each["stage"]).label if each["stage"] else ""
    evidence = [_evidence(one) for one in each["evidence"]]
    rows = [
        _row(_("Where it stands"), text=str(stands), needed=True),
        _row(_("Why it matters"), text=each["why"]),
        _row(_("Reason"), text=each["reason"]),
        _row(_("Goes on in"), text=each["continues_in"]),
        _row(_("Evidence"), lines=evidence, text="" if evidence else _("None chosen")),
    ]
    return _section(str(each["number"]), one_line(each["what"]) or _("Not answered"), rows)


def _evidence(one: dict) -> str:
    said = f"“{one['text']}”" if one["kind"] == EvidenceKind.TESTIMONY and one["text"] else one["text"]
    parts = [one["title"], str(EvidenceKind(one["kind"]).label), one["witness"], _day(one["day"]), one["criterion"]]
    facts = [", ".join(part.rstrip(".") for part in parts if part), said, one["url"]]
    return one_line("; ".join(filter(None, facts)))


def _reflection(each: dict) -> dict:
    return _row(_day(each["day"]), text=each["summary"], note=one_line(each["title"]))


def _signature(each: dict) -> dict:
    at = moment(datetime.fromisoformat(each["at"]), year=True)
    who = ", ".join(filter(None, [each["name"], each["role"]]))
    return _row(who, text=each["comment"], note=_("%(said)s. %(at)s") % {"said": Said(each["said"]).label, "at": at})


def _day(text: str) -> str:
    return day_long(date.fromisoformat(text))


def _fact(label: str, text: str) -> dict:
    return {"label": label, "text": text or "–"}


def _row(label: str, *, text: str = "", lines: list[str] = (), note: str = "", needed: bool = False) -> dict:
    said = bool(text or lines or note)
    return {"label": label, "text": text, "lines": list(lines), "note": note, "missing": needed and not said}


def _more(title: str, rows: list[dict]) -> list[dict]:
    return [_section("", title, rows)] if rows else []


def _section(number: str, title: str, rows: list[dict]) -> dict:
    shown = [row for row in rows if row["text"] or row["lines"] or row["note"] or row["missing"]]
    return {"number": number, "title": title, "before": shown, "activities": {"rows": []}, "after": []}


def review_file(sealed: dict, *, format: str, paper: str) -> bytes:
    """A sealed packet as PDF or DOCX; the same bytes for the same packet, paper and language."""
    packet, signatures = sealed["packet"], sealed["signatures"]
    sheet = review_sheet(packet, signatures, sha256=sealed["sha256"], paper=paper)
    on = date(*sheet["date"])
    if format == "pdf":
        return print_sheet(sheet, on=on)
    from planfolio.plans.writing.sheet_docx import write_sheet_docx

    return write_sheet_docx(sheet, on=on)

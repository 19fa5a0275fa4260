"""What a plan says on paper, as JSON-ready values in reading order, for the template to set.

Shorter than the Word file, which is a form to fill in: one row for each of the six questions, and of the rest only what
was answered. Words between labels and values follow the language ("du 1er juin au 3 juillet", a space before a colon).
"""

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from planfolio.plans import words
from planfolio.plans.document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc
from planfolio.plans.writing.wording import NOT_ANSWERED, answers, in_hours, in_words, label_language, one_line

PAPERS = {"a4": "a4", "letter": "us-letter"}


def plan_sheet(doc: PlanDoc, *, paper: str, person: str, on: date, pictures: Sequence[dict] = ()) -> dict:
    """The values that `template/plan.typ` reads; `pictures` are those of `plans.paper_pictures`."""
    language = label_language(doc)
    plan = answers(doc, language=language, time=in_hours)
    title = one_line(doc.title) or plan["word"] or _("Learning plan")
    who = one_line(person)
    titles = {each.key: one_line(each.title) for objective in doc.objectives for each in objective.activities}
    facts = ("starts", "ends", "template", "source_title", "source_author", "source_url", "licence")
    return {
        "paper": PAPERS[paper],
        "language": language,
        "title": title,
        "author": who,
        "date": [on.year, on.month, on.day],
        "kind": ", ".join(filter(None, [one_line(plan["word"]), who])),
        "aim": plan["aim"],
        "facts": [{"label": words.PLAN[name].label(language), "text": plan[name]} for name in facts if plan[name]],
        "footer": ", ".join(filter(None, [who, in_words(on, language)])),
        "pages": _("{page} of {pages}"),
        "not_answered": NOT_ANSWERED.label(language),
        "no_objectives": _("No objectives yet."),
        "remark": "",
        "objectives": [_objective(each, language, titles) for each in doc.objectives],
        "in_time": _("How it lies in time"),
        "pictures": list(pictures),
    }


def shown(doc: PlanDoc) -> dict:
    """The same values for a page that shows a plan which is not stored, in the plan's language."""
    with translation.override(label_language(doc)):
        return plan_sheet(doc, paper="a4", person="", on=date.min)


def _objective(objective: ObjectiveDoc, language: str, titles: dict[str, str]) -> dict:
    texts = answers(objective, language=language, time=in_hours)

    def row(name: str, *, label="", text="", lines="", note="", needed=True) -> dict:
        said = text or lines or note
        return {
            "label": label or words.OBJECTIVE[name].label(language),
            "text": text,
            "lines": lines.split("\n") if lines else [],
            "note": note,
            "missing": needed and not said,
            "shown": bool(needed or said),
        }

    activities = [_activity(activity, language, titles) for activity in objective.activities]
    what = " · ".join(filter(None, [texts["what_kind"], texts["ksa"]]))
    before = [
        row("what", text=texts["what"] if "\n" in texts["what"] else "", note=what, needed=False),
        row("why", text=texts["why"], note=texts["why_kind"]),
        row("strategies", text=texts["strategies"], needed=not activities),
    ]
    after = [
        row("evidence", text=texts["evidence"], note=texts["evidence_kind"]),
        row("criteria", lines=texts["criteria"], needed=False),
        row("due", label=_("When"), text=_when(objective, language), note=texts["minutes"]),
        row("links", lines="\n".join(_link(link, language) for link in objective.links)),
        row("goal", text=texts["goal"], needed=False),
        row("stage", note=texts["stage"], needed=False),
        row("state", note=texts["state"] if objective.state != "active" else "", needed=False),
        row("reason", text=texts["reason"], needed=False),
    ]
    return {
        "number": str(objective.number),
        "title": one_line(objective.what) or NOT_ANSWERED.label(language),
        "before": [each for each in before if each["shown"]],
        "activities": {
            "label": words.PARTS["activities"].label(language),
            "header": [
                words.ACTIVITY["title"].label(language),
                pgettext("how long", "Time"),
                words.OBJECTIVE["strategies"].label(language),
                _("When"),
                words.ACTIVITY["state"].label(language),
            ],
            "rows": activities,
        },
        "after": [each for each in after if each["shown"]],
    }


def _activity(activity: ActivityDoc, language: str, titles: dict[str, str]) -> dict:
    texts = answers(activity, language=language, time=in_hours)
    after = ", ".join(titles.get(key) or key for key in activity.comes_after)
    label = words.ACTIVITY["comes_after"].label(language)
    notes = (one_line(texts["provider"]), one_line(texts["url"]), _labelled(label, after) if after else "")
    done = _short(activity.done_on, language)
    return {
        "title": one_line(texts["title"]) or NOT_ANSWERED.label(language),
        "notes": [note for note in notes if note],
        "facts": [
            _unbroken(texts["minutes"]),
            "\n".join(filter(None, [texts["format"], texts["context"]])),
            _span(_short(activity.earliest, language), _short(activity.due, language)),
            "\n".join(filter(None, [texts["state"], done])),
        ],
    }


def _link(link: LinkDoc, language: str) -> str:
    """One link as people read it: "Leads to: Objective 2: words"."""
    kind = "" if link.kind == "words" else words.value_label("link_kind", link.kind, language)
    parts = [" ".join(filter(None, [kind, link.ref])), link.words]
    said = [one_line(part) for part in parts if part]
    return _labelled(words.value_label("direction", link.direction, language), *said)


def _labelled(label: str, *texts: str) -> str:
    """ "Label: text", with the space before the colon where the language wants one."""
    for text in texts:
        label = _("%(label)s: %(text)s") % {"label": label, "text": text}
    return label


def _when(objective: ObjectiveDoc, language: str) -> str:
    first, last = (in_words(when, language) if when else "" for when in (objective.starts, objective.due))
    return _span(first, last)


def _short(when: date | None, language: str) -> str:
    return _unbroken(in_words(when, language, "d MMM y")) if when else ""


def _unbroken(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _span(first: str, last: str) -> str:
    """Two dates as one phrase; a missing one leaves that end open."""
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("from %(first)s") % {"first": first}
    return _("by %(last)s") % {"last": last} if last else ""

"""What a file says made fit to be kept, and what was changed for it, in words: nothing is dropped in silence.

A file can say what no plan here can hold: a title of a page, an end before its beginning, a link that runs a script.
`mended` keeps what it can, moves the rest to where there is room for it, and says so. No clock, no database.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date

from django.utils.translation import gettext as _

from .document import ActivityDoc, LinkDoc, ObjectiveDoc, PlanDoc
from .vocabulary import MINUTES_LIMIT, TEXT_LENGTH, TITLE_LENGTH, ActivityState
from .writing.wording import readable

#: Longest texts of a plan that are shorter than a title.
SHORT = {"word": 60, "template": 60, "licence": 60, "source_url": 2_000}
YEARS = range(1900, 2201)


@dataclass
class Account:
    """What was changed (`notes`), and the texts that found no room where they stood (`moved`)."""

    notes: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


def mended(doc: PlanDoc, *, today: date) -> tuple[PlanDoc, list[str]]:
    """`doc` as it can be kept, and a sentence for each thing that was changed. A plan that was kept comes back as is.

    `today` stands in for the day on which something was done, where the file has none.
    """
    account = Account()
    doc = _plain(doc)
    doc = replace(
        doc,
        title=_line(account, doc.title, _("the title of the plan")),
        aim=_text(account, doc.aim, _("the aim")),
        source_title=_line(account, doc.source_title, _("where it comes from")),
        source_author=_line(account, doc.source_author, _("who wrote it")),
        source_url=doc.source_url if _is_web(doc.source_url) else "",
        language=doc.language if len(doc.language) <= 5 else doc.language[:2],
        **{name: getattr(doc, name)[:longest].strip() for name, longest in SHORT.items() if name != "source_url"},
        objectives=tuple(_objective(account, each, place, today) for place, each in enumerate(doc.objectives, 1)),
    )
    return _with_moved_plan_texts(account, doc), account.notes


def _with_moved_plan_texts(account: Account, doc: PlanDoc) -> PlanDoc:
    """What was too long for the plan's own lines goes under its aim."""
    if not account.moved:
        return doc
    return replace(doc, aim=_joined(account, doc.aim, _("the aim")))


def _plain(part):
    """`part` with every text readable and every date within a working life."""

    def value(each):
        if isinstance(each, str):
            return readable(each).strip()
        if isinstance(each, date):
            return each if each.year in YEARS else None
        if isinstance(each, tuple):
            return tuple(_plain(one) if hasattr(one, "__dataclass_fields__") else value(one) for one in each)
        return each

    return replace(part, **{each.name: value(getattr(part, each.name)) for each in fields(part)})


def _objective(account: Account, objective: ObjectiveDoc, place: int, today: date) -> ObjectiveDoc:
    where = _("objective %(number)s") % {"number": place}
    kept, account.moved = account.moved, []
    starts, due = _in_order(account, objective.starts, objective.due, where)
    objective = replace(
        objective,
        what=_line(account, objective.what, where),
        goal=_line(account, objective.goal, where),
        reason=_line(account, objective.reason, where),
        criteria=tuple(dict.fromkeys(_line(account, each, where) for each in objective.criteria if each)),
        links=tuple(_link(account, each, where) for each in objective.links),
        activities=tuple(_activity(account, each, where, today) for each in objective.activities),
        starts=starts,
        due=due,
        minutes=_minutes(account, objective.minutes, where),
        why=_text(account, objective.why, where),
        evidence=_text(account, objective.evidence, where),
        strategies=_text(account, objective.strategies, where),
    )
    objective = replace(objective, strategies=_joined(account, objective.strategies, where))
    account.moved = kept
    return objective


def _in_order(account: Account, starts: date | None, due: date | None, where: str):
    if starts and due and due < starts:
        account.notes.append(
            _("In %(where)s the end (%(end)s) came before the start (%(start)s). Only the end was kept.")
            % {"where": where, "end": due.isoformat(), "start": starts.isoformat()}
        )
        return None, due
    return starts, due


def _activity(account: Account, activity: ActivityDoc, where: str, today: date) -> ActivityDoc:
    state, done_on = activity.state, activity.done_on
    title = _line(account, activity.title, where) or str(_("Activity"))
    if state == ActivityState.DONE and done_on is None:
        done_on = min(activity.due or today, today)
        account.notes.append(
            _("“%(title)s” is done, but the file does not say when. %(day)s was taken.")
            % {"title": title, "day": done_on.isoformat()}
        )
    if state != ActivityState.DONE and done_on is not None:
        account.notes.append(
            _("“%(title)s” has a day on which it was done, but counts as “%(state)s”. The day was left out.")
            % {"title": title, "state": ActivityState(state).label}
        )
        done_on = None
    if not _is_web(activity.url):
        account.moved.append(activity.url)
        account.notes.append(
            _("A link in %(where)s is no web address. It stands as text under How.") % {"where": where}
        )
    return replace(
        activity,
        title=title,
        provider=_line(account, activity.provider, where),
        url=activity.url if _is_web(activity.url) else "",
        minutes=_minutes(account, activity.minutes, where),
        done_on=done_on,
    )


def _link(account: Account, link: LinkDoc, where: str) -> LinkDoc:
    return replace(link, words=_line(account, link.words, where))


def _is_web(address: str) -> bool:
    """Whether a link may lead there: nothing that runs a script, and not longer than can be kept."""
    return not address or (len(address) <= 2_000 and address.lower().startswith(("https://", "http://")))


def _minutes(account: Account, minutes: int | None, where: str) -> int | None:
    if minutes is None or 1 <= minutes <= MINUTES_LIMIT:
        return minutes
    account.notes.append(
        _("A time in %(where)s (%(count)s minutes) is not between 1 minute and 1,000 hours. It was left out.")
        % {"where": where, "count": minutes}
    )
    return None


def _line(account: Account, text: str, where: str) -> str:
    """`text` as one line that fits; a longer one is cut at a word, and the whole of it goes to a place with room."""
    one = " ".join(text.split("\n"))
    if len(one) <= TITLE_LENGTH:
        return one
    account.moved.append(text)
    account.notes.append(
        _("A line in %(where)s is longer than %(limit)s characters. It was shortened; the whole of it stands below.")
        % {"where": where, "limit": TITLE_LENGTH}
    )
    return one[: TITLE_LENGTH - 1].rsplit(" ", 1)[0] + "…"


def _text(account: Account, text: str, where: str) -> str:
    if len(text) <= TEXT_LENGTH:
        return text
    account.notes.append(
        _("A text in %(where)s is longer than %(limit)s characters. The rest is only in the file, which is kept.")
        % {"where": where, "limit": TEXT_LENGTH}
    )
    return text[: TEXT_LENGTH - 1] + "…"


def _joined(account: Account, text: str, where: str) -> str:
    whole = "\n".join(filter(None, [text, *account.moved]))
    account.moved = []
    return _text(account, whole, where)

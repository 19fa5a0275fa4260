"""The pictures of a plan on paper: the same objects as on its pages, as marks that the template of the PDF draws.

Everything a mark or a cell says is a text in the language of the plan; nothing here asks the database but
`plan_pictures`.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planfolio.web.charts import Place, Tick, ticks
from planfolio.web.dates import day, day_range, month
from planfolio.web.durations import minutes

from .drawing import plan_timeline
from .findings import fit_finding
from .load import BASE, Load
from .models import Objective, Plan
from .pages import CARD
from .paper_panels import Panel, Picture
from .roadmap_page import Range, RoadmapPage, roadmap_page
from .threads import Step, Thread, Threads, plan_threads
from .timeline import Span, Timeline
from .year import BREADTH, CELL, CELL_Y, WORD_Y, year_of

#: Objectives, or threads, in one panel.
PANEL_ROWS = 16
#: Where a list of bars is drawn: from one to the next, words and bar of the first.
ROW, WORDS_Y, BAR_Y, BAR = 44, 13, 22, 10


def plan_pictures(plan: Plan, *, who) -> list[dict]:
    """The pictures of `plan` as JSON-ready values: for its owner all of them, for anybody else the timeline alone,
    because the others tell of the owner's time."""
    with translation.override(plan.language):
        if plan.owner_id != who.pk:
            objectives = list(Objective.objects.kept().filter(plan=plan).only(*CARD))
            line = plan_timeline(plan, objectives, today=who.today())
            found = [_timeline(line)] if line.spans else []
        else:
            page = roadmap_page(plan, person=who)
            found = [*_of_page(page), *_year(plan, who=who), *_threads(plan_threads(plan, person=who))]
        return [each.values() for each in found]


def _of_page(page: RoadmapPage) -> list[Picture]:
    """In the order of the page. Without the time there is, nothing can be said but when what is due."""
    found = []
    if page.load:
        found.append(Picture(_("Does it fit?"), fit_finding(page.roadmap)))
    if page.forecast and page.forecast.plan:
        found.append(_ranges(page))
    if page.timeline.spans:
        found.append(_timeline(page.timeline))
    if page.load:
        found.append(_load(page.load))
    return found


def _months(panel: Panel, shown: tuple[Tick, ...], *, top: float, bottom: float) -> None:
    """A pale line at each tick, its word above."""
    for tick in shown:
        panel.line(tick.x, top, tick.x, bottom, pale=True)
        _tick_word(panel, tick, top - 8)


def _tick_word(panel: Panel, tick: Tick, y: float) -> None:
    if tick.room:
        words = {"year": str(tick.day.year), "day": day(tick.day), "month": month(tick.day)}[tick.form]
        panel.word(words, Place(tick.x, y, tick.anchor))


def _parts(rows: Sequence) -> list[Sequence]:
    return [rows[start : start + PANEL_ROWS] for start in range(0, len(rows), PANEL_ROWS)]


def _timeline(line: Timeline) -> Picture:
    picture = Picture(_("Timeline"), line.finding)
    parts = _parts(line.spans)
    for number, spans in enumerate(parts, start=1):
        above = spans[0].words.y - line.spans[0].words.y
        last = number == len(parts)
        bottom = (line.bottom if last else spans[-1].words.y + 42) - above
        panel = picture.panel(line.height - above if last else bottom)
        _months(panel, line.ticks, top=28, bottom=bottom)
        if line.today:
            panel.line(line.today_x, 28, line.today_x, bottom + 8)
        for tie in line.ties:
            if spans[0].number <= min(tie.first, tie.later) and max(tie.first, tie.later) <= spans[-1].number:
                panel.line(tie.x, tie.y - above, tie.x, tie.to_y - above)
                panel.line(tie.x, tie.to_y - above, tie.to_x, tie.to_y - above)
        for span in spans:
            if span.dated:
                panel.bar(_span_look(span), span.x, span.bar_y - above, span.width, BAR)
            words = replace(span.words, y=span.words.y - above)
            panel.word(_span_words(span, years=line.years), words, look="strong")
        if last:
            _below(panel, line, bottom)
    picture.header = [_("Objective"), _("From"), _("To"), _("Stage"), *([_("Comes after")] if line.waiting else [])]
    picture.rows = [_span_row(span, after=bool(line.waiting)) for span in line.spans]
    return picture


def _below(panel: Panel, line: Timeline, bottom: float) -> None:
    """Today, and between which days the plan will be done."""
    if line.today:
        panel.word(_("Today"), replace(line.today, y=bottom + 28), look="strong")
    if line.likely:
        y = bottom + 48
        panel.line(line.likely.left, y, line.likely.right, y)
        for x in (line.likely.left, line.likely.right):
            panel.line(x, y - 6, x, y + 6)
        words = _("Done by then if estimates hold") if line.likely.assumed else _("Likely done by then")
        panel.word(words, replace(line.likely.words, y=y + 24))


def _span_row(span: Span, *, after: bool) -> list[str]:
    row = span.objective
    cells = [f"{span.number} {_what(row)}", day(row.starts, year=True), day(row.due, year=True), _stage(row)]
    return [*cells, ", ".join(map(str, span.after))] if after else cells


def _span_look(span: Span) -> str:
    row = span.objective
    if row.state == "done" or row.stage in ("doing", "showing"):
        return "fill"
    return "soft" if row.stage else "dash"


def _span_words(span: Span, *, years: bool) -> str:
    row = span.objective
    when = _("no dates yet")
    if row.due:
        when = _("by %(day)s") % {"day": day(row.due, year=years)}
    elif row.starts:
        when = _("from %(day)s") % {"day": day(row.starts, year=years)}
    short = span.long + ("…" if span.long != row.what else "")
    return ", ".join(part for part in (f"{span.number} {short}".strip(), when) if part)


def _what(objective) -> str:
    return objective.what or _("Not answered")


def _stage(objective) -> str:
    if objective.state == "done":
        return str(objective.get_state_display())
    return str(objective.get_stage_display() or _("Not begun"))


def _load(load: Load) -> Picture:
    notes = [_("Hatched: more than your time.") if load.over else "", _("Shaded: away.") if load.shades else ""]
    picture = Picture(_("Weekly load"), load.finding, " ".join(filter(None, notes)))
    panel = picture.panel(252 if load.end else 232)
    for left, width in load.shades:
        panel.bar("away", left, 20, width, BASE - 20)
    panel.line(0, BASE, 100, BASE)
    if load.end:
        panel.line(load.end_x, 28, load.end_x, 226)
        panel.word(_("End of the plan"), Place(load.end.x, 244, load.end.anchor), look="strong")
    for bar in load.bars:
        if bar.planned:
            panel.bar("mid", bar.left, bar.y, bar.breadth, bar.height)
        if bar.over:
            panel.bar("hatch", bar.left, bar.top, bar.breadth, bar.over_height)
    for left, right, y in load.lines:
        panel.line(left, y, right, y)
    for place in load.away_words:
        panel.word(_("Away"), place)
    if load.over_word:
        panel.word(f"+{minutes(load.over)}", load.over_word, look="warn")
    if load.capacity_word:
        panel.word(_("%(time)s a week") % {"time": minutes(load.weekly)}, load.capacity_word, look="strong")
    for tick in load.ticks:
        panel.line(tick.x, BASE, tick.x, BASE + 6)
        _tick_word(panel, tick, BASE + 24)
    _load_table(picture, load)
    return picture


def _load_table(picture: Picture, load: Load) -> None:
    """The weeks with work in them; the CSV of the page has every one."""
    years = load.bars[0].monday.year != load.bars[-1].monday.year

    def row(name: str, planned: int, capacity: int, over: int) -> list[str]:
        return [name, minutes(planned) if planned else "0", minutes(capacity) if capacity else "0", _over(over)]

    picture.header = [_("Week of") if load.step == 1 else _("Weeks"), _("Planned"), _("You have"), _("Over")]
    picture.numbers = [1, 2, 3]
    picture.rows = [
        row(
            day(bar.monday, year=years) if bar.weeks == 1 else day_range(bar.monday, bar.sunday, year=True),
            bar.planned,
            bar.capacity,
            bar.over,
        )
        for bar in load.bars
        if bar.planned or bar.over
    ]
    picture.rows.append(row(_("Total of all weeks"), load.planned, load.capacity, load.over))


def _over(count: int) -> str:
    return f"+{minutes(count)}" if count else "0"


def _ranges(page: RoadmapPage) -> Picture:
    said = page.said
    picture = Picture(_("When will it be done?"), said[0], said[1])
    if not page.ranges:
        return picture
    picture.quiet += " " + _("Each objective, from today on: between which days, and when it is due") + "."
    for part in _parts(page.ranges):
        panel = picture.panel(ROW * len(part))
        for place, one in enumerate(part):
            top = ROW * place
            panel.word(_cut(_what(one.objective)), Place(0, top + WORDS_Y, "start"))
            middle = top + BAR_Y + BAR / 2
            panel.line(0, middle, 100, middle, pale=True)
            panel.bar("mid", one.x, top + BAR_Y, one.width, BAR)
            panel.line(one.due_x, top + BAR_Y - 1, one.due_x, top + BAR_Y + BAR + 3)
    picture.header = [_("Objective"), _("From"), _("To"), _("Due")]
    picture.rows = [_range_row(one) for one in page.ranges]
    return picture


def _range_row(one: Range) -> list[str]:
    first, last = (day(when, year=True) if when else _("later") for when in (one.earliest, one.latest))
    return [_what(one.objective), first, last, day(one.due, year=True)]


def _cut(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"


def _year(plan: Plan, *, who) -> list[Picture]:
    """The weeks of the plan so far, at most a year of them; nothing before anything was logged."""
    ends = min(plan.ends, who.today())
    year = year_of(who, plan.starts, ends) if plan.starts <= ends else None
    if not year or not year.learned_in:
        return []
    quiet = [_("The fuller a week was, the darker it is. Empty outlines are weeks without an entry.")]
    if any(cell.away for cell in year.cells):
        quiet.append(_("Shaded: away."))
    picture = Picture(_("In which weeks"), year.finding, " ".join(quiet))
    panel = picture.panel(year.height)
    for cell in year.rows:
        panel.word(day(cell.week, year=True), Place(0, cell.y + WORD_Y, "start"))
    for cell in year.cells:
        panel.bar(cell.look, cell.x, cell.y + CELL_Y, BREADTH, CELL)
    picture.header = [_("Week of"), _("Time"), _("Entries")]
    picture.numbers = [1, 2]
    picture.rows = [
        [day(cell.week, year=True), minutes(cell.minutes) if cell.minutes else "0", str(cell.entries)]
        for cell in year.cells
        if cell.entries
    ]
    return [picture]


def _threads(found: Threads) -> list[Picture]:
    if not found.threads:
        return []
    said = ngettext(
        "%(num)s line goes on over more than one objective.",
        "%(num)s lines go on over more than one objective.",
        found.going_on,
    )
    picture = Picture(_("Thread"), said % {"num": found.going_on})
    picture.quiet = _("Full bars are done, outlined ones are parked or let go. Each stands where it stands in time.")
    for part in _parts(found.threads):
        panel = picture.panel(28 + ROW * len(part))
        _months(panel, ticks(found.first, found.last), top=28, bottom=panel.height)
        for place, thread in enumerate(part):
            _thread(panel, thread, top=28 + ROW * place)
    picture.header = [_("Objective"), _("Plan"), _("From"), _("To"), _("State")]
    picture.rows = [_step_row(step) for thread in found.threads for step in thread.steps]
    return [picture]


def _thread(panel: Panel, thread: Thread, *, top: float) -> None:
    panel.word(_cut(_what(thread.steps[0].objective)), Place(0, top + WORDS_Y, "start"))
    middle = top + BAR_Y + BAR / 2
    for step, following in zip(thread.steps, [*thread.steps[1:], None], strict=True):
        if following:
            panel.line(step.end, middle, following.x, middle)
        look = {"done": "fill", "active": "mid"}.get(step.objective.state, "dash")
        panel.bar(look, step.x, top + BAR_Y, step.width, BAR)


def _step_row(step: Step) -> list[str]:
    row = step.objective
    return [
        _what(row),
        row.plan.title,
        day(step.starts, year=True),
        day(step.ends, year=True),
        str(row.get_state_display()),
    ]

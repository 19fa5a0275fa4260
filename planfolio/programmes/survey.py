"""The questions at the end of a run, the answers to them, and what they add up to.

What makes them anonymous: an answer is a row without a person, without a time, under a key that is chance, and apart
from the other answers of the same sheet; of a person is kept only that they answered. Nothing is shown while answers
come in, because each new one could be told from the picture before it, and nothing of a question with fewer than five.
"""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planfolio.errors import Missing, NotAllowed, NotNow, Refused
from planfolio.plans.words import guard_formula
from planfolio.prepared import Prepared

from .models import Participation, Run, Survey, SurveyAnswer

#: With fewer answers nothing is shown: it could be told whose they are.
LEAST = 5
OWN_LIMIT = 5
WORDS_LIMIT = 4_000
TEXTS_SHOWN = 5_000

_CONFIDENCE = (
    ("1", gettext_lazy("Not at all confident")),
    ("2", gettext_lazy("A little confident")),
    ("3", gettext_lazy("Fairly confident")),
    ("4", gettext_lazy("Very confident")),
)


@dataclass(frozen=True)
class Asked:
    """A question; without `choices` it is answered in one's own words."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()


HOUSE = (
    Asked(
        "useful",
        gettext_lazy("How useful was it for you, all in all?"),
        (
            ("1", gettext_lazy("Not useful")),
            ("2", gettext_lazy("A little useful")),
            ("3", gettext_lazy("Useful")),
            ("4", gettext_lazy("Very useful")),
        ),
    ),
    Asked(
        "pace",
        gettext_lazy("How was the pace?"),
        (("1", gettext_lazy("Too slow")), ("2", gettext_lazy("Right")), ("3", gettext_lazy("Too fast"))),
    ),
    Asked(
        "time",
        gettext_lazy("How much time did you spend in a week?"),
        (
            ("1", gettext_lazy("Less than one hour")),
            ("2", gettext_lazy("One to two hours")),
            ("3", gettext_lazy("Two to four hours")),
            ("4", gettext_lazy("More than four hours")),
        ),
    ),
    Asked("before", gettext_lazy("How confident were you with these things before?"), _CONFIDENCE),
    Asked("after", gettext_lazy("How confident are you with them now?"), _CONFIDENCE),
    Asked(
        "again",
        gettext_lazy("Would you take part again?"),
        (("1", gettext_lazy("No")), ("2", gettext_lazy("Perhaps")), ("3", gettext_lazy("Yes"))),
    ),
    Asked("keep", gettext_lazy("What should stay as it is?")),
    Asked("change", gettext_lazy("What should change?")),
)


@dataclass(frozen=True)
class Result:
    """How a question was answered: how many in all, and how many chose each, or all words in an order of chance.

    With fewer than LEAST answers there is only that number's absence: `shown` is False and the rest is empty.
    """

    asked: Asked
    shown: bool
    count: int = 0
    choices: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()


def survey_of(run: Run) -> Survey | None:
    for found in _of_run.objects(run=run.pk):
        found.run = run
        return found
    return None


_of_run = Prepared(lambda run: Survey.objects.kept().filter(run=run).order_by("pk")[:1])


def get_survey(run: Run) -> Survey:
    found = survey_of(run)
    if found is None:
        raise Missing(_("There is no survey in this run yet."))
    return found


def questions(survey: Survey) -> list[Asked]:
    house = [each for each in HOUSE if each.key not in survey.without]
    return house + [Asked(f"own-{number}", text) for number, text in enumerate(survey.own, 1)]


@transaction.atomic
def open_survey(run: Run, *, without: list[str], own: list[str], by) -> Survey:
    """Put the questions to all in the run. They stand from then on, so that all answer the same.

    Raises NotNow where there is a survey already, open or closed.
    """
    if run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    Run.objects.select_for_update().get(pk=run.pk)
    there = survey_of(run)
    if there:
        raise NotNow(_("The survey is open already. Its questions stay as they are, so that all answer the same."))
    if len(without) >= len(HOUSE) and not own:
        raise Refused(_("Leave at least one question in."))
    return Survey.objects.create(owner=by, run=run, without=without, own=own[:OWN_LIMIT])


@transaction.atomic
def close(survey: Survey, *, by) -> None:
    """Take no more answers and show what they add up to; for good, so that no answer is told from the one before."""
    if survey.run.owner_id != by.pk:
        raise NotAllowed(_("Only who coordinates this run can do that."))
    Survey.objects.filter(pk=survey.pk, closed_at=None).update(closed_at=timezone.now())


@transaction.atomic
def answer(survey: Survey, participation: Participation, given: dict[str, str], *, by) -> None:
    """Keep what somebody answered, unlinked from them, once. Raises NotNow when it is closed or they have answered.

    Neither the person's row of the run nor any other bears a time of this.
    """
    if not Survey.objects.kept().select_for_update().filter(pk=survey.pk, closed_at=None).exists():
        raise NotNow(_("The survey is closed. Thank you all the same."))
    mine = Participation.objects.filter(pk=participation.pk, owner=by, left_at=None, surveyed=None)
    if not mine.update(surveyed=True):
        raise NotNow(
            _("You have answered already. It cannot be changed, because nobody knows which answers are yours.")
        )
    known = {each.key for each in questions(survey)}
    SurveyAnswer.objects.bulk_create(
        SurveyAnswer(survey=survey, question=key, value=value) for key, value in given.items() if key in known and value
    )


def answered(run: Run) -> int:
    """How many have answered, also of those who have left since."""
    return run.participations.filter(surveyed=True).count()


def results(survey: Survey) -> list[Result]:
    """What the answers add up to. One query. Raises NotNow while the survey is open."""
    if survey.closed_at is None:
        raise NotNow(_("Results are shown once the survey is closed."))
    values: dict[str, list[str]] = {}
    for key, value in survey.answers.values_list("question", "value"):
        values.setdefault(key, []).append(value)
    return [_result(each, values.get(each.key, [])) for each in questions(survey)]


def words_to(survey: Survey, key: str) -> QuerySet:
    """What was answered to a question in words, by the rule of `results`; its order by key is one of chance."""
    if key not in {each.key for each in questions(survey) if not each.choices}:
        raise Missing(_("The survey asks no such question in words."))
    rows = survey.answers.filter(question=key)
    return rows if survey.closed_at and rows.count() >= LEAST else rows.none()


def _result(asked: Asked, values: list[str]) -> Result:
    if len(values) < LEAST:
        return Result(asked, shown=False)
    if not asked.choices:
        return Result(asked, shown=True, count=len(values), words=tuple(values[:TEXTS_SHOWN]))
    counts = Counter(values)
    return Result(asked, True, len(values), tuple((str(label), counts[value]) for value, label in asked.choices))


def finding(result: Result) -> str:
    """What a picture shows, in a sentence: the answer that most chose."""
    if not result.choices:
        return ""
    label, most = max(result.choices, key=lambda choice: choice[1])
    facts = {"label": label, "most": most, "count": result.count}
    return _("“%(label)s” was chosen by %(most)s of %(count)s.") % facts


def csv_columns() -> list[str]:
    return [_("Question"), _("Answer"), _("How many")]


def csv_rows(found: list[Result]) -> list[list[str]]:
    """One row an answer that could be chosen, with how many chose it; one row each text, guarded. Nothing of few."""
    rows = []
    for result in found:
        label = str(result.asked.label)
        rows += [[label, choice, str(count)] for choice, count in result.choices]
        rows += [[label, words, ""] for words in result.words]
        if not result.shown:
            rows.append([label, _("Fewer than five answers"), ""])
    return [[guard_formula(cell) for cell in row] for row in rows]

"""The survey at the end: anonymous in fact, once a person, shown when closed and never of fewer than five."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from planfolio.errors import Conflict, NotAllowed
from planfolio.programmes import report, survey, taking_part
from planfolio.programmes.calendar import windows_of
from planfolio.programmes.models import Participation, Survey, SurveyAnswer
from planfolio.testing import PersonFactory, words
from tests.programmes.runs import begin

pytestmark = pytest.mark.django_db


def opened(run, **how) -> Survey:
    return survey.open_survey(run, by=run.owner, **{"without": [], "own": [], **how})


def answered(run, count: int, **given) -> None:
    for _number in range(count):
        part = taking_part.join(run, by=PersonFactory())
        survey.answer(survey.get_survey(run), part, {"useful": "3", "keep": "The pace", **given}, by=part.owner)


def there(run, name) -> str:
    return reverse(name, args=[run.pk])


def test_an_answer_bears_neither_person_nor_time_and_leaves_only_a_mark(people, run):
    part = taking_part.join(run, by=people.owner)
    found, before = opened(run), Participation.objects.get(pk=part.pk)
    survey.answer(found, part, {"useful": "4", "keep": "All of it", "made-up": "x"}, by=people.owner)
    assert {field.name for field in SurveyAnswer._meta.fields} == {"id", "survey", "question", "value"}
    assert all(row.pk.version == 4 for row in SurveyAnswer.objects.all())
    assert set(SurveyAnswer.objects.values_list("question", flat=True)) == {"useful", "keep"}
    after = Participation.objects.get(pk=part.pk)
    assert after.surveyed
    assert (after.updated_at, after.last_at, after.revision) == (before.updated_at, before.last_at, before.revision)


def test_each_answers_once_also_after_leaving_and_coming_back(people, run):
    part = taking_part.join(run, by=people.owner)
    found = opened(run)
    survey.answer(found, part, {"useful": "4"}, by=people.owner)
    taking_part.leave(part, by=people.owner)
    part = taking_part.join(run, by=people.owner)
    with pytest.raises(Conflict):
        survey.answer(found, part, {"useful": "1"}, by=people.owner)
    assert SurveyAnswer.objects.get().value == "4"


def test_before_answering_it_is_said_plainly_who_reads_it(sign_in, people, run):
    taking_part.join(run, by=people.owner)
    opened(run, without=["pace"], own=["Was the room warm?"])
    client = sign_in(people.owner)
    shown = words(client.get(there(run, "run-survey")))
    assert "nothing of a question with fewer than five answers" in shown
    assert "cannot be changed or taken back" in shown
    assert "Was the room warm?" in shown
    assert "How was the pace?" not in shown
    assert client.post(there(run, "run-survey"), {"own-1": "It was"}).status_code == 302
    assert "You have answered." in words(client.get(there(run, "run-survey")))


def test_nothing_is_shown_while_it_is_open_and_nothing_of_fewer_than_five(sign_in, people, run):
    opened(run)
    answered(run, 5)
    answered(run, 2, change="Only I could say this")
    client = sign_in(people.coordinator)
    assert "The pace" not in words(client.get(there(run, "run-survey-results")))
    assert client.get(there(run, "run-survey-csv")).status_code == 409
    client.post(there(run, "run-survey-close"))
    shown = words(client.get(there(run, "run-survey-results")))
    assert "“Useful” was chosen by 7 of 7." in shown
    assert "The pace" in shown
    assert "Only I could say this" not in shown
    rows = list(csv.reader(io.StringIO(client.get(there(run, "run-survey-csv")).content.decode("utf-8-sig"))))
    assert ["How useful was it for you, all in all?", "Useful", "7"] in rows
    assert not [row for row in rows if "Only I could say this" in row]


def test_closed_it_takes_no_answer_and_does_not_open_again(people, run):
    part = taking_part.join(run, by=people.owner)
    found = opened(run)
    survey.close(found, by=people.coordinator)
    with pytest.raises(Conflict):
        survey.answer(found, part, {"useful": "4"}, by=people.owner)
    assert not Participation.objects.get(pk=part.pk).surveyed
    with pytest.raises(Conflict):
        opened(run)


@given(st.lists(st.sampled_from(["1", "2", "3", "4"]), max_size=12))
def test_a_result_is_the_count_of_its_answers_or_nothing(values):
    result = survey._result(survey.HOUSE[0], values)
    assert result.shown is (len(values) >= survey.LEAST)
    assert sum(count for _label, count in result.choices) == (len(values) if result.shown else 0)


def test_only_who_coordinates_opens_closes_and_reads(sign_in, people, run):
    taking_part.join(run, by=people.owner)
    found, client = opened(run), sign_in(people.owner)
    for name in ("run-survey-results", "run-survey-open", "run-survey-csv"):
        assert client.get(there(run, name)).status_code == 403
    assert client.post(there(run, "run-survey-close")).status_code == 403
    assert sign_in(people.coordinator).get(there(run, "run-survey")).status_code == 403
    for verb in (lambda: survey.close(found, by=people.owner), lambda: opened_by(run, people.owner)):
        with pytest.raises(NotAllowed):
            verb()


def opened_by(run, who):
    return survey.open_survey(run, without=[], own=[], by=who)


@pytest.mark.parametrize(
    "sent", [{"put": [], "own": ""}, {"own": "1?\n2?\n3?\n4?\n5?\n6?"}, {"put": ["made-up"]}, {"own": "x" * 301}]
)
def test_what_cannot_be_asked_is_refused(sign_in, people, run, sent):
    assert sign_in(people.coordinator).post(there(run, "run-survey-open"), sent).status_code == 422
    assert not Survey.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"useful": "9"}, {"keep": "a\x00"}, {"keep": "x" * 4001}])
def test_an_answer_that_says_nothing_or_too_much_leaves_no_mark(sign_in, people, run, sent):
    part = taking_part.join(run, by=people.owner)
    opened(run)
    assert sign_in(people.owner).post(there(run, "run-survey"), sent).status_code == 422
    assert not Participation.objects.get(pk=part.pk).surveyed


def test_a_formula_in_an_answer_is_only_words(sign_in, people, run):
    opened(run)
    answered(run, 5, keep="=HYPERLINK(1)")
    client = sign_in(people.coordinator)
    client.post(there(run, "run-survey-close"))
    rows = csv.reader(io.StringIO(client.get(there(run, "run-survey-csv")).content.decode("utf-8-sig")))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


# --- the report


def marked(run, count: int, part: str = "finisher", done=("thing-01",)) -> None:
    from planfolio.programmes.document import find

    for _number in range(count):
        person = PersonFactory()
        participation = taking_part.join(run, by=person, part=part)
        for key in done:
            taking_part.mark(participation, find(run.doc, key), "done", by=person, usefulness=3)


def as_text(run) -> str:
    return "\n".join(" | ".join(row) for row in report.csv_rows(report.report(run)))


def test_the_report_of_four_people_gives_no_number(people, run):
    marked(run, 4)
    assert as_text(run).startswith("Taking part | People | Fewer than five people")


def test_the_report_gives_numbers_and_none_below_five_nor_a_name(people, run):
    marked(run, 6)
    marked(run, 5, part="observer", done=())
    marked(run, 1, done=("thing-02",))
    text = as_text(run)
    assert "People | 12" in text
    assert "I read along | 5" in text
    assert "1. Thing 1 | done by 6, skipped by 0, usefulness 3.0 of 4" in text
    assert "2. Thing 2 | done by fewer than five, skipped by 0" in text
    assert "about 3\xa0h" in text
    assert not [name for name in run.participations.values_list("owner__name", flat=True) if name in text]
    marked(run, 2, part="picker", done=())
    assert "I read along | 5" not in as_text(run)


def test_the_report_gives_no_answers_of_few_and_no_words_of_anybody(people, run):
    marked(run, 5)
    found = opened(run)
    answered(run, 6, useful="3", pace="2", again="3")
    answered(run, 3, useful="4", pace="2", again="2")
    answered(run, 3, useful="1", pace="2", again="2", keep="")
    survey.close(found, by=people.coordinator)
    rows = {label: text for title, label, text in report.csv_rows(report.report(run)) if "answered" in title}
    assert rows["How useful was it for you, all in all?"] == (
        "Not given: some of the answers were chosen by fewer than five. Most often chosen: Useful"
    )
    assert rows["How was the pace?"] == "Too slow: 0\nRight: 12\nToo fast: 0"
    assert rows["Would you take part again?"] == "No: 0\nPerhaps: 6\nYes: 6"
    assert rows["What should stay as it is?"].startswith("Answered by 9 people in their own words")
    assert rows["What should change?"] == "Fewer than five answers"
    assert "The pace" not in as_text(run)


def test_the_page_says_what_the_report_leaves_out(sign_in, people, run):
    shown = words(sign_in(people.coordinator).get(there(run, "run-progress")))
    assert "A number from one to four is left out" in shown
    assert "What people answered in words of their own stays out of it." in shown


def test_the_report_is_a_tagged_pdf_and_a_csv_for_the_coordinator_alone(sign_in, people, run):
    from pypdf import PdfReader

    marked(run, 5)
    opened(run)
    answered(run, 5)
    client = sign_in(people.coordinator)
    client.post(there(run, "run-survey-close"))
    reader = PdfReader(io.BytesIO(client.get(there(run, "run-report")).content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Report of a run" in text
    assert "Very useful: 0" in text
    assert "Useful: 5" in text
    assert b"How useful was it" in client.get(there(run, "run-report-csv")).content
    taking_part.join(run, by=people.owner)
    for name in ("run-report", "run-report-csv", "run-things-csv"):
        assert sign_in(people.owner).get(there(run, name)).status_code == 403


def test_the_report_speaks_of_the_days_of_the_run_and_of_none_after_it(people):
    run = begin(people.coordinator, starts=date(2026, 3, 2))
    last = windows_of(run)[-1].closes
    assert [report._last_day(run, on) for on in (date(2026, 1, 1), date(2026, 3, 4), date(2027, 1, 1))] == [
        run.starts,
        date(2026, 3, 4),
        last,
    ]


def test_the_heat_map_says_its_numbers_in_a_sentence_a_table_and_a_file(sign_in, people, run):
    marked(run, 3)
    client = sign_in(people.coordinator)
    shown = words(client.get(there(run, "run-progress")))
    assert "Most did thing 1, 3 of 3; fewest did thing 2, 0." in shown
    rows = list(csv.reader(io.StringIO(client.get(there(run, "run-things-csv")).content.decode("utf-8-sig"))))
    assert rows[1] == ["1. Thing 1", "3", "0", "0", "0", "3.0"]
    assert rows[2] == ["2. Thing 2", "0", "0", "0", "3", ""]

"""Plans in and out by the command line: the same verbs as the pages, and exit codes that mean something."""

import importlib
import json
import os
import subprocess
import sys

import pytest

from planfolio import cli
from planfolio.commands import Exit
from planfolio.journal.models import Entry
from planfolio.people.base import new_key
from planfolio.people.models import Person, Token
from planfolio.people.tokens import person_for
from planfolio.plans.examples import example
from planfolio.plans.models import Objective, Plan
from planfolio.plans.store import add_plan_from_document, plan_document
from planfolio.testing import PersonFactory

pytestmark = pytest.mark.django_db
NORA = "nora@example.org"
SAM = "sam@example.org"
#: A line of the example data that stands nowhere else.
MARK = b"Embarrassing, but the registrar laughed"


@pytest.fixture(autouse=True)
def in_the_tests_own_database(monkeypatch):
    for name in ("import", "export", "token", "log", "week", "demo"):
        monkeypatch.setattr(importlib.import_module(f"planfolio.commands.{name}"), "ready", lambda: None)


@pytest.fixture
def nora():
    return PersonFactory(email=NORA, name="Nora")


def run(*arguments) -> int:
    return cli.main([str(each) for each in arguments])


def facts(capsys):
    return json.loads(capsys.readouterr().out)


@pytest.mark.slow
@pytest.mark.parametrize("format", ["docx", "csv", "md", "json"])
def test_a_plan_that_went_out_comes_in_equal(nora, tmp_path, format):
    sam = PersonFactory(email=SAM)
    plan = add_plan_from_document(example("ward-nurse", "en", starts=nora.today()), by=nora)
    file = tmp_path / f"plan.{format}"
    assert run("export", "plan", plan.pk, "-o", file, "--person", NORA) == Exit.OK
    assert run("import", "plan", file, "--person", SAM) == Exit.OK
    assert plan_document(Plan.objects.get(owner=sam)) == plan_document(plan)


def test_pdf_goes_out_on_the_paper_that_was_asked_for(nora, tmp_path):
    add_plan_from_document(example("ward-nurse", "en", starts=nora.today()), by=nora)
    file = tmp_path / "plan.pdf"
    assert run("export", "plan", "--format", "pdf", "--paper", "letter", "-o", file) == Exit.OK
    assert b"612 " in file.read_bytes()


def test_a_file_that_is_there_is_left_alone(nora, tmp_path):
    add_plan_from_document(example("ward-nurse", "en", starts=nora.today()), by=nora)
    file = tmp_path / "plan.md"
    file.write_text("mine")
    assert run("export", "plan", "-o", file) == Exit.REFUSED
    assert file.read_text() == "mine"


def test_a_plan_of_somebody_else_is_not_found(nora, tmp_path):
    PersonFactory(email=SAM)
    plan = add_plan_from_document(example("ward-nurse", "en", starts=nora.today()), by=nora)
    assert run("export", "plan", plan.pk, "-o", tmp_path / "x.md", "--person", SAM) == Exit.NOT_FOUND
    assert not (tmp_path / "x.md").exists()


def test_among_several_people_it_must_be_said_whose(nora, tmp_path, capsys):
    PersonFactory(email=SAM)
    assert run("export", "plan", "-o", tmp_path / "x.md") == Exit.USAGE
    assert "--person" in capsys.readouterr().err
    assert run("export", "plan", "-o", tmp_path / "x.md", "--person", "nobody@example.org") == Exit.NOT_FOUND


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text("Objective;Target date;Mood\nTeach;03/04/2027;Because\n")
    return file


DATES = ("--title", "Mine", "--from", "2027-01-01", "--to", "2027-12-31")


def test_a_dry_run_says_everything_and_keeps_nothing(nora, table, capsys):
    assert run("import", "plan", table, "--dry-run", "--json") == Exit.OK
    found = facts(capsys)
    assert found["id"] is None
    assert found["questions"][0]["readings"] == ["2027-04-03", "2027-03-04"]
    assert {"Mood", "Because"} <= {each["text"] for each in found["not_found"]}
    assert not Plan.objects.exists()


def test_what_is_missing_is_asked_for_with_the_way_to_say_it(nora, table, capsys):
    assert run("import", "plan", table) == Exit.REFUSED
    said = capsys.readouterr().err
    assert "--title" in said
    assert "--from" in said
    assert "--answer 'line 2, column 2=2027-04-03'" in said
    assert not Plan.objects.exists()


def test_answers_are_heard(nora, table, capsys):
    answers = ("--answer", "line 2, column 2=2027-03-04", "--heading", "Mood=why")
    assert run("import", "plan", table, *DATES, *answers, "--json") == Exit.OK
    objective = Objective.objects.get()
    assert (str(objective.due), objective.why) == ("2027-03-04", "Because")
    assert facts(capsys)["id"] == str(objective.plan_id)


def test_a_date_may_be_left_out(nora, table):
    assert run("import", "plan", table, *DATES, "--answer", "line 2, column 2=none") == Exit.OK
    assert Objective.objects.get().due is None


@pytest.mark.parametrize("heading", ["Mood=nothing", "Absent=why"])
def test_a_heading_that_is_not_there_is_wrong_use(nora, table, heading):
    assert run("import", "plan", table, *DATES, "--heading", heading) == Exit.USAGE


def test_a_file_that_is_no_plan_is_refused_in_words(nora, tmp_path, capsys):
    file = tmp_path / "x.docx"
    file.write_bytes(b"not a document")
    assert run("import", "plan", file) == Exit.REFUSED
    assert "not a Word document" in capsys.readouterr().err
    assert run("import", "plan", tmp_path / "absent.docx") == Exit.NOT_FOUND


def test_a_token_is_made_listed_and_revoked(nora, capsys):
    assert run("token", "create", "phone", "--scope", "read", "--days", "30", "--json") == Exit.OK
    made = facts(capsys)
    assert person_for(made["secret"])[0] == nora
    assert run("token", "list", "--json") == Exit.OK
    listed = facts(capsys)
    assert [each["name"] for each in listed] == ["phone"]
    assert "secret" not in listed[0]
    assert run("token", "revoke", made["id"]) == Exit.OK
    assert not Token.objects.exists()
    assert run("token", "revoke", made["id"]) == Exit.NOT_FOUND


def test_an_entry_is_logged_in_one_line(nora, capsys):
    plan = add_plan_from_document(example("ward-nurse", "en", starts=nora.today()), by=nora)
    assert run("log", "RDA webinar", "-t", "45m", "-o", "2", "--note", "For me", "--json") == Exit.OK
    entry = Entry.objects.get(pk=facts(capsys)["id"])
    assert (entry.title, entry.minutes, entry.day) == ("RDA webinar", 45, nora.today())
    assert list(entry.objectives.all()) == [plan.objectives.get(number=2)]
    assert entry.private_note.text == "For me"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["log", " "], Exit.USAGE),
        (["log", "x" * 301], Exit.USAGE),
        (["log", "A talk", "-t", "long"], Exit.USAGE),
        (["log", "A talk", "-t", "0"], Exit.USAGE),
        (["log", "A talk", "--day", "2999-01-01"], Exit.USAGE),
        (["log", "A talk", "-o", "9"], Exit.NOT_FOUND),
    ],
)
def test_what_cannot_be_logged_is_said_and_nothing_is_kept(nora, arguments, code, capsys):
    assert run(*arguments) == code
    assert capsys.readouterr().err.strip()
    assert not Entry.objects.exists()


def test_the_week_is_what_the_page_shows(nora, capsys):
    plan = add_plan_from_document(example("ward-nurse", "en", starts=nora.today()), by=nora)
    run("log", "RDA webinar", "-t", "45m")
    capsys.readouterr()
    assert run("week", "--json") == Exit.OK
    week = facts(capsys)
    assert (week["minutes"], week["plan"]["id"]) == (45, str(plan.pk))
    assert 1 <= len(week["activities"]) <= 3
    assert run("week") == Exit.OK
    assert "45" in capsys.readouterr().out


def test_the_fit_is_said_with_its_proof_and_what_could_give(nora, capsys):
    plan = add_plan_from_document(example("ward-nurse", "en", starts=nora.today()), by=nora)
    Person.objects.filter(pk=nora.pk).update(weekly_minutes=10)
    assert run("fit", "--json") == Exit.OK
    fit = facts(capsys)
    assert (fit["plan"]["id"], fit["state"]) == (str(plan.pk), "over")
    assert fit["bottleneck"]["over"] > 0
    assert {give["kind"] for give in fit["gives"]} >= {"later", "shrink", "more"}
    assert run("fit", str(plan.pk)) == Exit.OK
    said = capsys.readouterr().out
    assert "too much" in said
    assert "more in a normal week" in said
    Person.objects.filter(pk=nora.pk).update(weekly_minutes=None)
    assert run("fit") == Exit.OK
    assert "Say how much time you have" in capsys.readouterr().out
    assert run("fit", str(new_key())) == Exit.NOT_FOUND


def test_the_proof_can_be_checked_from_the_schedule_alone(nora, capsys):
    add_plan_from_document(example("ward-nurse", "en", starts=nora.today()), by=nora)
    Person.objects.filter(pk=nora.pk).update(weekly_minutes=10)
    assert run("fit", "--json") == Exit.OK
    fit = facts(capsys)
    proof, jobs = fit["bottleneck"], fit["jobs"]
    named = [job for job in jobs if job["activity"] in proof["activities"] or job["objective"] in proof["objectives"]]
    assert len(named) == len(proof["activities"]) + len(proof["objectives"])
    assert sum(job["minutes"] for job in named) == proof["needed"]
    assert min(job["earliest"] for job in named) >= proof["starts"]
    assert max(job["needed_by"] for job in named) <= proof["ends"]
    assert proof["over"] == proof["needed"] - proof["available"] > 0
    inside = [week for week in fit["weeks"] if proof["starts"] <= week["monday"] <= proof["ends"]]
    assert proof["available"] <= sum(week["capacity"] for week in inside) + fit["weekly_minutes"]
    for week in fit["weeks"]:
        shares = [share["minutes"] for job in jobs for share in job["weeks"] if share["monday"] == week["monday"]]
        assert sum(shares) == week["planned"] <= week["capacity"]
    for job in jobs:
        assert sum(share["minutes"] for share in job["weeks"]) + job["unscheduled"] == (job["minutes"] or 0)
    assert run("week", "--json") == Exit.OK
    week = facts(capsys)["schedule"]
    first = fit["weeks"][0]
    assert {name: week[name] for name in first} == first
    assert sum(job["minutes"] for job in week["jobs"]) == week["planned"]
    assert week["bottleneck"] == proof
    assert run("week") == Exit.OK
    assert "too much" in capsys.readouterr().out


def test_the_week_without_a_plan_has_no_schedule(nora, capsys):
    assert run("week", "--json") == Exit.OK
    assert facts(capsys)["schedule"] is None


def test_example_data_comes_and_goes(capsys):
    assert run("demo", "--json") == Exit.OK
    people = facts(capsys)["people"]
    assert len(people) == 12
    assert run("week", "--person", people[0]["email"]) == Exit.OK
    assert run("week") == Exit.USAGE
    assert run("demo", "--leave") == Exit.OK
    assert not Person.objects.exists()


def test_example_data_does_not_mix_with_real_people(nora, capsys):
    assert run("demo") == Exit.REFUSED
    assert "empty" in capsys.readouterr().err


@pytest.mark.slow
def test_nothing_of_the_example_data_stays_on_the_disk(tmp_path):
    def planfolio(*arguments):
        call = [sys.executable, "-m", "planfolio", *arguments, "--data", str(tmp_path)]
        own = {
            name: value for name, value in os.environ.items() if name not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}
        }
        subprocess.run(call, check=True, capture_output=True, env=own)

    planfolio("demo")
    named = [path for path in tmp_path.rglob("*") if path.is_file() and MARK in path.read_bytes()]
    assert named
    planfolio("demo", "--leave")
    assert [path for path in tmp_path.rglob("*") if path.is_file() and MARK in path.read_bytes()] == []

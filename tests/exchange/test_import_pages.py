"""A plan comes in by the page: looked at before anything is kept, kept once, undone as a whole, nobody else's."""

import time
from datetime import date, timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook
from uuid_utils.compat import uuid7

from planfolio.exchange.actions import WAITING_LIMIT, forget_old
from planfolio.exchange.models import Arrival
from planfolio.exchange.views import IMPORTS_EACH_MINUTE
from planfolio.journal.models import Attachment
from planfolio.people.removal import removed_by
from planfolio.plans.examples import example, examples
from planfolio.plans.models import Goal, Objective, Plan
from planfolio.plans.store import add_plan_from_document, plan_document
from planfolio.plans.writing import write_plan
from planfolio.testing import ObjectiveFactory, PlanFactory, words

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 12)
TABLE = "Learning need;Strategies;Target date;Mood\nSearch Embase better;A course;03/04/2027;sunny\n"
DATES = {"starts": "2027-01-01", "ends": "2027-12-31"}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def owner(people, sign_in):
    sign_in(people.owner)
    return people.owner


def choose(client, content, name, **more):
    if isinstance(content, str):
        content = content.encode()
    return client.post(reverse("plan-import"), {"file": SimpleUploadedFile(name, content), **more})


def held(client, content, name):
    """The address of the page that shows what is in the file."""
    answer = choose(client, content, name)
    assert answer.status_code == 302, words(answer)
    return answer.headers["Location"]


def bring(client, there, **answers):
    return client.post(there, {"title": "My plan", "language": "en", **DATES, **answers})


def file_of(doc, format):
    return write_plan(doc, format=format, on=ON)


def whole(doc):
    """What the page asks for, answered as the file has it."""
    return {"title": doc.title, "starts": doc.starts, "ends": doc.ends, "language": doc.language}


@pytest.mark.slow
@pytest.mark.parametrize("format", ["docx", "csv", "md", "json"])
@pytest.mark.parametrize(("slug", "language"), [("dentist", "en"), ("reference-desk", "fr"), ("ward-nurse", "fr")])
def test_a_plan_that_went_out_comes_in_equal(client, people, sign_in, slug, language, format):
    plan = add_plan_from_document(example(slug, language, starts=ON), by=people.owner)
    out = plan_document(plan)
    sign_in(people.stranger)
    there = held(client, file_of(out, format), f"plan.{format}")
    assert bring(client, there, **whole(out)).status_code == 302
    assert plan_document(Plan.objects.get(owner=people.stranger)) == out


def test_nothing_is_kept_before_it_is_brought_in(client, owner):
    there = held(client, file_of(example("dentist", "en", starts=ON), "docx"), "plan.docx")
    client.get(there)
    assert not Plan.objects.exists()
    assert not Goal.objects.exists()
    assert not Attachment.objects.exists()


def test_the_page_shows_every_text_placed_or_without_a_place(client, owner):
    page = words(client.get(held(client, TABLE, "plan.csv")))
    for text in ("Search Embase better", "A course", "sunny"):
        assert text in page
    assert "Without a place" in page
    assert "Not found" in page


def test_missing_dates_are_asked_for(client, owner):
    there = held(client, "Objective;Why\nTeach;I must\n", "plan.csv")
    answer = client.post(there, {"title": "Plan", "language": "en"})
    assert answer.status_code == 422
    assert "Enter a day, a month and a year" in words(answer)
    assert not Plan.objects.exists()
    assert bring(client, there).status_code == 302


def test_an_end_before_the_start_is_asked_about_again(client, owner):
    there = held(client, TABLE, "plan.csv")
    assert bring(client, there, starts="2027-12-31", ends="2027-01-01").status_code == 422
    assert not Plan.objects.exists()


def ambiguous(client):
    there = held(client, "Objective;Target date\nTeach;03/04/2027\n", "plan.csv")
    assert "Which day is meant?" in words(client.get(there))
    return there


def test_a_date_that_reads_two_ways_is_asked_about(client, owner):
    there = ambiguous(client)
    assert bring(client, there).status_code == 422
    assert not Plan.objects.exists()


@pytest.mark.parametrize(("answer", "due"), [("2027-04-03", date(2027, 4, 3)), ("2027-03-04", date(2027, 3, 4))])
def test_what_was_answered_about_a_date_is_shown_before_it_is_kept(client, owner, answer, due):
    there = ambiguous(client)
    assert bring(client, there, **{"date-0": answer}).headers["Location"] == there
    assert not Plan.objects.exists()
    bring(client, there)
    assert Objective.objects.get().due == due


def test_a_date_may_be_left_out(client, owner):
    there = ambiguous(client)
    bring(client, there, **{"date-0": "none"})
    bring(client, there, **{"date-0": "none"})
    assert Objective.objects.get().due is None


def test_a_heading_means_what_the_person_says(client, owner):
    there = held(client, "Objective;Mood\nTeach;Because I like it\n", "plan.csv")
    bring(client, there, **{"heading-0": "why", "heading-1": "what"})
    bring(client, there, **{"heading-0": "what", "heading-1": "why"})
    assert Objective.objects.get().why == "Because I like it"


def test_what_was_typed_stays_while_the_file_is_read_again(client, owner):
    there = held(client, "Objective;Mood\nTeach;Because\n", "plan.csv")
    client.post(there, {"title": "A title of mine", "starts": "2027-02-01", "look": "1"})
    page = words(client.get(there))
    assert "A title of mine" in page
    assert 'value="2027"' in page


def test_the_original_stays_beside_the_plan(client, owner):
    content = file_of(example("dentist", "en", starts=ON), "docx")
    bring(client, held(client, content, "Mon plan.docx"))
    attachment = Attachment.objects.get()
    assert attachment.plan == Plan.objects.get()
    assert attachment.name == "Mon plan.docx"
    assert attachment.file.open().read() == content
    assert bytes(Arrival.objects.get().content) == b""
    page = client.get(attachment.plan.get_absolute_url()).content.decode()
    assert reverse("attachment", args=[attachment.pk]) in page


def test_brought_in_twice_it_is_there_once(client, owner):
    there = held(client, TABLE, "plan.csv")
    answers = {bring(client, there, **{"date-0": "none"}).headers["Location"] for _again in range(3)}
    assert Plan.objects.count() == 1
    assert Plan.objects.get().get_absolute_url() in answers
    assert Attachment.objects.count() == 1


def test_a_file_chosen_twice_is_held_once(client, owner):
    key = str(uuid7())
    assert (
        choose(client, TABLE, "a.csv", id=key).headers["Location"]
        == choose(client, TABLE, "a.csv", id=key).headers["Location"]
    )
    assert Arrival.objects.count() == 1


def test_it_is_undone_as_a_whole_and_comes_back_from_recently_deleted(client, owner):
    mine = Goal.objects.create(owner=owner, text="Keep the town’s memory findable")
    there = held(client, file_of(example("reference-desk", "en", starts=ON), "docx"), "plan.docx")
    bring(client, there)
    plan = Plan.objects.get()
    client.post(reverse("plan-import-undo", args=[plan.pk]))
    assert not Plan.objects.kept().exists()
    assert list(Goal.objects.kept()) == [mine]
    assert plan in removed_by(owner)


def test_undo_leaves_a_goal_that_serves_another_plan_meanwhile(client, owner):
    there = held(client, file_of(example("reference-desk", "en", starts=ON), "docx"), "plan.docx")
    bring(client, there)
    goal = Goal.objects.get(text="Be somebody the town can ask anything")
    ObjectiveFactory(plan=PlanFactory(owner=owner), goal=goal)
    client.post(reverse("plan-import-undo", args=[Arrival.objects.get().pk]))
    assert list(Goal.objects.kept()) == [goal]


def test_nobody_else_reaches_a_file_that_is_looked_at(client, people, sign_in):
    sign_in(people.owner)
    there = held(client, TABLE, "plan.csv")
    key = Arrival.objects.get().pk
    sign_in(people.stranger)
    assert client.get(there).status_code == 404
    assert bring(client, there).status_code == 404
    for name in ("plan-import-leave", "plan-import-undo"):
        assert client.post(reverse(name, args=[key])).status_code == 404
    assert Arrival.objects.filter(pk=key).exists()


def test_nobody_else_undoes_an_import(client, people, sign_in):
    sign_in(people.owner)
    bring(client, held(client, file_of(example("dentist", "en", starts=ON), "json"), "plan.json"))
    sign_in(people.stranger)
    assert client.post(reverse("plan-import-undo", args=[Arrival.objects.get().pk])).status_code == 404
    assert Plan.objects.kept().count() == 1


def test_a_key_of_somebody_else_reveals_nothing(client, people, sign_in):
    sign_in(people.owner)
    choose(client, TABLE, "a.csv", id="01950000-0000-7000-8000-000000000001")
    sign_in(people.stranger)
    choose(client, TABLE, "b.csv", id="01950000-0000-7000-8000-000000000001")
    assert Arrival.objects.get(owner=people.stranger).pk != Arrival.objects.get(owner=people.owner).pk


def test_a_file_can_be_left(client, owner):
    there = held(client, TABLE, "plan.csv")
    client.post(f"{there}leave/")
    assert not Arrival.objects.exists()
    assert client.get(there).status_code == 404


def test_a_file_waits_a_day_and_only_so_many_wait(client, owner):
    for number in range(WAITING_LIMIT + 2):
        choose(client, TABLE, f"{number}.csv")
    assert Arrival.objects.count() == WAITING_LIMIT
    assert forget_old(timezone.now() + timedelta(hours=23)) == 0
    assert forget_old(timezone.now() + timedelta(hours=25)) == WAITING_LIMIT


def test_imports_within_a_minute_have_a_limit(client, owner):
    with time_machine.travel(time.time(), tick=False):
        answers = [choose(client, TABLE, "a.csv").status_code for _each in range(IMPORTS_EACH_MINUTE + 1)]
    assert answers == [302] * IMPORTS_EACH_MINUTE + [429]


def workbook():
    book, file = Workbook(), BytesIO()
    for row in (["Objective", "Why", "Due"], ["Teach", '=HYPERLINK("http://x")', date(2027, 3, 1)]):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def test_a_spreadsheet_comes_in_with_its_dates(client, owner):
    bring(client, held(client, workbook(), "plan.xlsx"))
    assert Objective.objects.get().due == date(2027, 3, 1)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_a_table_in_another_encoding_keeps_its_accents(client, owner, encoding):
    there = held(client, "Objectif;Pourquoi\nRédiger;Été à l’hôpital\n".replace("’", "'").encode(encoding), "plan.csv")
    bring(client, there)
    assert Objective.objects.get().why == "Été à l'hôpital"


def test_a_formula_is_text(client, owner):
    bring(client, held(client, 'Objective;Why\nTeach;"=1+1"\n', "plan.csv"))
    assert Objective.objects.get().why == "=1+1"


def test_a_name_that_is_a_path_is_only_shown(client, owner):
    bring(client, held(client, TABLE.replace("03/04/2027", ""), "..\\..\\etc/pass wd.csv"))
    assert "/" not in Attachment.objects.get().name
    assert "\\" not in Attachment.objects.get().name


@pytest.mark.slow
@pytest.mark.parametrize("slug", [card.slug for card in examples("en")])
def test_every_example_is_shown(client, owner, slug):
    there = held(client, file_of(example(slug, "en", starts=ON), "docx"), "plan.docx")
    assert client.get(there).status_code == 200

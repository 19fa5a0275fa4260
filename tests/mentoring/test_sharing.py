"""Who can see a plan or an entry: by a person, by a link, for a time; and who has opened it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planfolio.errors import TooMany
from planfolio.jobs.models import Letter
from planfolio.journal import actions as journal
from planfolio.journal.files import keep_file
from planfolio.journal.incoming import incoming
from planfolio.mentoring import agreements, links
from planfolio.mentoring.models import Comment, SharedLink
from planfolio.people import openings
from planfolio.people.models import Opening
from planfolio.plans.models import PlanGrant
from planfolio.testing import ObjectiveFactory, PlanFactory, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(people):
    plan = PlanFactory(owner=people.owner, title="My searches")
    ObjectiveFactory(plan=plan, what="Search MEDLINE alone", state="active")
    ObjectiveFactory(plan=plan, what="MARK-DRAFT", state="draft")
    return plan


def link_form(**values) -> dict:
    until = timezone.now().date() + timedelta(days=10)
    days = {"until-day": until.day, "until-month": until.month, "until-year": until.year}
    return {"label": "Dr Aziz", **days, **values}


def make_link(client, plan, **values) -> str:
    answer = client.post(reverse("sharing-link", args=["plan", plan.pk]), link_form(**values))
    return words(answer).split('id="address" value="')[1].split('"')[0].removeprefix("http://testserver")


def test_a_plan_is_shown_to_a_supporter_and_no_longer(client, people, sign_in, mentorship, plan):
    sign_in(people.owner)
    there = reverse("sharing", args=["plan", plan.pk])
    assert "Only you" in words(client.get(there))
    client.post(there, {"to": str(mentorship.pk)})
    assert "You and Sam Okafor" in words(client.get(there))
    assert "You and Sam Okafor" in words(client.get(plan.get_absolute_url()))
    sign_in(people.mentor)
    page = words(client.get(plan.get_absolute_url()))
    assert "Search MEDLINE alone" in page
    assert "MARK-DRAFT" not in page
    assert "Nora Lindqvist" in page
    assert client.get(there).status_code == 403
    sign_in(people.owner)
    client.post(reverse("sharing-end", args=["plan", plan.pk, PlanGrant.objects.get().pk]))
    sign_in(people.mentor)
    assert client.get(plan.get_absolute_url()).status_code == 404


def test_only_who_supports_one_can_be_chosen(client, people, sign_in, plan):
    sign_in(people.owner)
    there = reverse("sharing", args=["plan", plan.pk])
    assert client.post(there, {"to": str(people.stranger.pk)}).status_code == 422
    assert not PlanGrant.objects.exists()


def test_a_kind_that_cannot_be_shared_has_no_page(client, people, sign_in, plan):
    sign_in(people.owner)
    assert client.get(reverse("sharing", args=["goal", plan.pk])).status_code == 404


def test_a_link_shows_one_page_without_a_cookie_and_without_what_is_private(client, people, sign_in, plan):
    sign_in(people.owner)
    address = make_link(client, plan)
    visitor = Client()
    answer = visitor.get(address)
    page = words(answer)
    assert "Search MEDLINE alone" in page
    assert "MARK-DRAFT" not in page
    assert not answer.cookies
    assert "places" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert answer["Cache-Control"].find("no-store") >= 0
    assert visitor.get(plan.get_absolute_url()).status_code == 302


def test_the_secret_of_a_link_is_stored_nowhere(client, people, sign_in, plan):
    sign_in(people.owner)
    secret = make_link(client, plan).strip("/").split("/")[-1]
    stored = repr(list(SharedLink.objects.values())) + repr(list(PlanGrant.objects.values()))
    assert len(secret) > 40
    assert secret not in stored


def test_an_ended_an_over_and_a_strangers_link_open_nothing(client, people, sign_in, plan):
    sign_in(people.owner)
    address = make_link(client, plan)
    link = SharedLink.objects.get()
    SharedLink.objects.update(expires_at=timezone.now())
    assert Client().get(address).status_code == 404
    SharedLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert Client().get(address).status_code == 200
    sign_in(people.stranger)
    assert client.post(reverse("shared-link-end", args=[link.pk])).status_code == 404
    sign_in(people.owner)
    client.post(reverse("shared-link-end", args=[link.pk]))
    assert Client().get(address).status_code == 404
    assert not PlanGrant.objects.exists()


def test_a_link_to_a_removed_plan_opens_nothing(client, people, sign_in, plan):
    sign_in(people.owner)
    address = make_link(client, plan)
    client.post(reverse("plan-remove", args=[plan.pk]))
    assert Client().get(address).status_code == 404


def test_the_password_of_a_link_is_asked_and_tries_are_counted(client, people, sign_in, plan, monkeypatch):
    sign_in(people.owner)
    address = make_link(client, plan, password="hunter22")
    visitor = Client()
    assert "Search MEDLINE" not in words(visitor.get(address))
    wrong = visitor.post(address, {"password": "hunter33"})
    assert wrong.status_code == 422
    assert "not the password" in words(wrong)
    right = visitor.post(address, {"password": "hunter22"})
    assert "Search MEDLINE" in words(right)
    assert not right.cookies
    assert "hunter22" not in repr(list(SharedLink.objects.values()))
    monkeypatch.setattr(links, "EACH_MINUTE", 0)
    with pytest.raises(TooMany):
        links.bearer(SharedLink.objects.get(), "hunter22")
    assert visitor.post(address, {"password": "hunter22"}).status_code == 429


def test_a_visitor_comments_where_that_is_asked_for(client, people, sign_in, plan):
    sign_in(people.owner)
    address = make_link(client, plan, comments="on")
    visitor = Client(enforce_csrf_checks=True)
    sent = {"id": "0198c6f0-0000-7000-8000-000000000002", "name": "Imran", "text": "Clear. <script>x</script>"}
    assert "Thank you" in words(visitor.post(address, sent))
    visitor.post(address, sent)
    assert Comment.objects.count() == 1
    page = words(client.get(reverse("sharing", args=["plan", plan.pk])))
    assert "Imran" in page
    assert "<script>x" not in page
    refused = visitor.post(address, {"name": "", "text": ""})
    assert refused.status_code == 422
    assert "error-summary" in words(refused)
    quiet = make_link(client, plan)
    assert Client().post(quiet, {"name": "Imran", "text": "x"}).status_code == 403


def test_what_a_visitor_wrote_reaches_the_owner_and_outlives_the_link(client, people, sign_in, plan):
    sign_in(people.owner)
    visitor, address = Client(), make_link(client, plan, comments="on")
    for text in ("Clear", "And Embase?"):
        visitor.post(address, {"name": "Imran", "text": text})
    letter = Letter.objects.get(to=people.owner.email)
    assert letter.subject == f"Imran has commented on “{plan.title}”"
    sharing = reverse("sharing", args=["plan", plan.pk])
    assert sharing in letter.text
    assert "Clear" not in letter.text + letter.html
    assert "Imran" in words(client.get(reverse("mentoring")))
    ending = reverse("shared-link-end", args=[SharedLink.objects.get().pk])
    client.post(ending)
    assert visitor.get(address).status_code == 404
    assert visitor.post(address, {"name": "Imran", "text": "Later"}).status_code == 404
    page = words(client.get(sharing))
    assert "And Embase?" in page
    assert "Remove it and its comments" in page
    assert "Only you" in page
    client.post(ending)
    assert not Comment.objects.exists()
    assert "And Embase?" not in words(client.get(sharing))


def test_a_link_to_an_entry_shows_its_summary_alone(client, people, sign_in):
    entry, _added = journal.add_entry(by=people.owner, title="Read", summary="What it said", note="MARK-PRIVATE")
    silent, _added = journal.add_entry(by=people.owner, title="Silent", note="MARK-PRIVATE")
    sign_in(people.owner)
    for thing, status in ((entry, 200), (silent, 404)):
        answer = client.post(reverse("sharing-link", args=["entry", thing.pk]), link_form())
        address = words(answer).split('id="address" value="')[1].split('"')[0].removeprefix("http://testserver")
        seen = Client().get(address)
        assert seen.status_code == status
        assert "MARK-PRIVATE" not in words(seen)
    assert "What it said" in words(Client().get(make_link_again(client, entry)))


def make_link_again(client, entry) -> str:
    answer = client.post(reverse("sharing-link", args=["entry", entry.pk]), link_form())
    return words(answer).split('id="address" value="')[1].split('"')[0].removeprefix("http://testserver")


@pytest.mark.parametrize(
    "values", [{"until-year": "2020"}, {"until-year": "2199"}, {"label": ""}, {"password": "short"}]
)
def test_a_link_form_that_needs_another_look_keeps_what_was_typed(client, people, sign_in, plan, values):
    sign_in(people.owner)
    answer = client.post(reverse("sharing-link", args=["plan", plan.pk]), link_form(**values))
    assert answer.status_code == 422
    assert "error-summary" in words(answer)
    assert not SharedLink.objects.exists()


def test_the_owner_sees_who_has_opened_what_and_readers_do_not(client, people, sign_in, mentorship, plan):
    sign_in(people.owner)
    client.post(reverse("sharing", args=["plan", plan.pk]), {"to": str(mentorship.pk)})
    address = make_link(client, plan)
    client.get(plan.get_absolute_url())
    assert not Opening.objects.exists()
    Client().get(address)
    sign_in(people.mentor)
    client.get(plan.get_absolute_url())
    client.get(plan.get_absolute_url())
    client.get(plan.objectives.get(state="active").get_absolute_url())
    assert "My searches" not in words(client.get(reverse("openings")))
    sign_in(people.owner)
    for there in (reverse("openings"), reverse("sharing", args=["plan", plan.pk])):
        page = words(client.get(there))
        assert "Sam Okafor" in page
        assert "Somebody with the link" in page
        assert "Search MEDLINE alone" in page
    found = openings.openings_of(people.owner, [plan])
    assert {(each.who, each.times) for each in found} == {("Sam Okafor", 2), ("Somebody with the link", 1)}


def test_the_owner_sees_who_has_opened_shared_evidence_and_the_file_behind_it(
    client, people, sign_in, mentorship, plan
):
    agreements.show(mentorship, plan)
    file = keep_file(incoming("search.txt", "", [b"lines"]), by=people.owner)
    entry, _added = journal.add_entry(by=people.owner, title="Told", summary="S")
    objective = plan.objectives.get(state="active")
    proof = {"kind": "file", "title": "The proof", "attachment": file, "entry": entry}
    evidence = journal.add_evidence(objective, by=people.owner, **proof)
    sign_in(people.owner)
    client.get(file.get_absolute_url())
    assert not Opening.objects.exists()
    sign_in(people.mentor)
    assert client.get(reverse("evidence", args=[evidence.pk])).status_code == 200
    assert client.get(file.get_absolute_url()).status_code == 200
    sign_in(people.owner)
    for there in (plan, entry):
        page = words(client.get(reverse("sharing", args=[there._meta.model_name, there.pk])))
        opened = page[page.index("Who has opened this") :]
        assert "The proof" in opened
        assert "search.txt" in opened


def test_openings_are_forgotten_after_a_year(people):
    for days in (400, 10):
        day = timezone.now().date() - timedelta(days=days)
        Opening.objects.create(owner=people.owner, kind="plan", thing=people.owner.pk, by="x", day=day)
    assert openings.forget_openings() == 1

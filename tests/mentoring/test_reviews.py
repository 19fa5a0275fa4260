"""A yearly review from the draft to the close: what is shared, signed by both, given out, verified."""

import io
import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from planfolio.cli import main
from planfolio.errors import Conflict, Missing, NotAllowed, Refused
from planfolio.jobs.models import Letter
from planfolio.journal import actions as journal
from planfolio.mentoring import agreements, packets, review_forms, reviewing
from planfolio.mentoring.models import IssuedFile, Packet, Review, Signature, SignedCopy
from planfolio.people.models import Opening
from planfolio.people.openings import openings_of
from planfolio.plans.document import canonical, digest
from planfolio.plans.versions import keep_version
from planfolio.testing import ObjectiveFactory, PlanFactory, words
from tests.databases import database_of_its_own
from tests.mentoring.conftest import SITE

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(people, mentorship):
    """A plan with two objectives, evidence, entries with and without a summary, and a change with its reason."""
    plan = PlanFactory(owner=people.owner, title="My searches")
    searching = ObjectiveFactory(plan=plan, what="Search MEDLINE alone", state="done", stage="showing")
    ObjectiveFactory(plan=plan, what="Read study data", state="active", reason="")
    ObjectiveFactory(plan=plan, what="MARK-DRAFT", state="draft")
    journal.add_evidence(searching, by=people.owner, kind="link", title="The strategy", url="https://example.org/s")
    journal.add_entry(
        by=people.owner, title="Read", summary="What it said", note="MARK-PRIVATE", minutes=90, subject="learning"
    )
    journal.add_entry(by=people.owner, title="MARK-SILENT", note="MARK-PRIVATE", minutes=30)
    keep_version(plan, by=people.owner, reason="The course moved to spring", always=True)
    return plan


@pytest.fixture
def review(people, mentorship, year):
    return reviewing.begin_review(
        mentorship, by=people.owner, title="Review 2026", plan=year, starts=year.starts, ends=year.ends
    )


def signed(review, people) -> Packet:
    packet = reviewing.share_review(review, by=people.owner, site=SITE)
    for who, said, comment in ((people.owner, "agree", ""), (people.mentor, "seen", "Keep the Thursday hour")):
        reviewing.sign_review(review, by=who, sha256=packet.sha256, said=said, comment=comment, site=SITE)
    return packet


def test_a_draft_is_seen_as_the_reviewer_will_see_it_and_by_nobody_else(client, people, sign_in, review):
    sign_in(people.owner)
    page = words(client.get(review.get_absolute_url()))
    for text in ("Search MEDLINE alone", "The strategy", "What it said", "The course moved to spring", "2 h"):
        assert text in page
    for text in ("MARK-PRIVATE", "MARK-SILENT", "MARK-DRAFT"):
        assert text not in page
    sign_in(people.mentor)
    assert client.get(review.get_absolute_url()).status_code == 404


def test_only_what_is_ticked_is_shared(client, people, sign_in, review):
    sign_in(people.owner)
    there = reverse("review-edit", args=[review.pk])
    assert "MARK-SILENT" not in words(client.get(there))
    days = {}
    for name in ("starts", "ends"):
        day = getattr(review, name)
        days |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    sent = {"title": "Review", "summary": "A good year", "objectives": review.objectives[:1], **days}
    assert client.post(there, {**sent, "revision": review.revision + 0}).status_code == 302
    client.post(reverse("review-move", args=[review.pk, "share"]))
    sign_in(people.mentor)
    page = words(client.get(review.get_absolute_url()))
    assert "A good year" in page
    assert "Search MEDLINE alone" in page
    assert "Read study data" not in page
    assert "What it said" not in page
    assert Letter.objects.filter(to=people.mentor.email, subject__contains="has shared a review").exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    starts=st.integers(0, 6),
    length=st.integers(0, 20),
    logged=st.lists(st.tuples(st.integers(-3, 30), st.integers(0, 90)), max_size=12),
)
def test_the_hours_of_a_packet_are_those_of_its_days(review, starts, length, logged):
    first = date(2026, 3, 2)
    review.starts, review.ends = first + timedelta(days=starts), first + timedelta(days=starts + length)
    within = [(first + timedelta(days=day), spent) for day, spent in logged if starts <= day <= starts + length]
    with transaction.atomic():
        for day, spent in logged:
            journal.add_entry(by=review.owner, title="Read", day=first + timedelta(days=day), minutes=spent or None)
        figures = packets.packet_of(review)["figures"]
        transaction.set_rollback(True)
    assert figures["learned_minutes"] == sum(spent for _day, spent in within)
    assert figures["weeks_with_learning"] == len({day.isocalendar()[:2] for day, _spent in within})


def test_what_was_shared_stays_until_it_is_shared_again(client, people, sign_in, review):
    reviewing.share_review(review, by=people.owner, site=SITE)
    review.refresh_from_db()
    reviewing.revise_review(review, by=people.owner, expected=None, summary="Later words")
    sign_in(people.mentor)
    assert "Later words" not in words(client.get(review.get_absolute_url()))
    sign_in(people.owner)
    page = words(client.get(review.get_absolute_url()))
    assert "Later words" not in page
    assert 'href="?now=1"' in page
    now = words(client.get(review.get_absolute_url() + "?now=1"))
    assert "Later words" in now
    assert "Share it again before you sign it" in now
    reviewing.share_review(review, by=people.owner, site=SITE)
    sign_in(people.mentor)
    assert "Later words" in words(client.get(review.get_absolute_url()))
    assert Packet.objects.count() == 2


def test_both_sign_and_then_nothing_changes_it(client, people, sign_in, review):
    sign_in(people.owner)
    client.post(reverse("review-move", args=[review.pk, "share"]))
    sha = review.packets.get().sha256
    sign = reverse("review-sign", args=[review.pk])
    sign_in(people.mentor)
    missing = client.post(sign, {"sha256": sha, "said": "seen", "comment": " "})
    assert missing.status_code == 422
    client.post(reverse("review-comment", args=[review.pk]), {"text": "Well done", "item": review.objectives[0]})
    assert client.post(sign, {"sha256": sha, "said": "seen", "comment": "Keep the hour"}).status_code == 302
    again = client.post(sign, {"sha256": sha, "said": "agree"})
    assert again.status_code == 422
    assert "signed this already" in words(again)
    client.post(reverse("review-move", args=[review.pk, "discuss"]))
    sign_in(people.owner)
    page = words(client.get(review.get_absolute_url()))
    assert "Well done" in page
    assert "Keep the hour" in page
    assert client.post(sign, {"sha256": sha, "said": "agree"}).status_code == 302
    review.refresh_from_db()
    assert review.state == "signed"
    body = Packet.objects.get().body
    with pytest.raises(Conflict):
        reviewing.revise_review(review, by=people.owner, expected=None, summary="Afterwards")
    with pytest.raises(Conflict):
        reviewing.share_review(review, by=people.owner, site=SITE)
    before = words(client.get(review.get_absolute_url()))
    review.plan.objectives.update(what="Changed afterwards")
    assert "Changed afterwards" not in words(client.get(review.get_absolute_url()))
    assert "Search MEDLINE alone" in before
    assert Packet.objects.get().body == body
    closed = client.post(reverse("review-move", args=[review.pk, "close"]))
    assert closed["Location"] == reverse("plan-next", args=[review.plan_id])
    assert Review.objects.get().state == "closed"


def test_what_is_learned_after_it_was_shared_keeps_nobody_from_signing(client, people, sign_in, review):
    packet = reviewing.share_review(review, by=people.owner, site=SITE)
    sign = reverse("review-sign", args=[review.pk])
    sign_in(people.mentor)
    assert client.post(sign, {"sha256": packet.sha256, "said": "agree"}).status_code == 302
    journal.add_entry(by=people.owner, title="Read on", minutes=20)
    sign_in(people.owner)
    page = words(client.get(review.get_absolute_url()))
    assert "Something has changed since" in page
    assert f'name="sha256" value="{packet.sha256}"' in page
    assert client.post(sign, {"sha256": packet.sha256, "said": "agree"}).status_code == 302
    review.refresh_from_db()
    assert review.state == "signed"
    assert Packet.objects.count() == 1


def test_what_is_chosen_after_it_was_shared_is_looked_at_before_it_is_shared_again(client, people, sign_in, review):
    reviewing.share_review(review, by=people.owner, site=SITE)
    sign_in(people.owner)
    review.refresh_from_db()
    sent = {"summary": "Later words", "title": review.title, "revision": review.revision}
    for name, day in (("starts", review.starts), ("ends", review.ends)):
        sent |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    page = words(client.post(reverse("review-edit", args=[review.pk]), sent, follow=True))
    assert "Later words" in page
    assert "Share it with" in page
    client.post(reverse("review-move", args=[review.pk, "take-back"]))
    draft = words(client.get(review.get_absolute_url()))
    assert "Later words" in draft
    assert "will see, and nothing else" in draft


def test_who_signs_what_was_changed_meanwhile_is_told(people, review):
    first = reviewing.share_review(review, by=people.owner, site=SITE)
    review.refresh_from_db()
    reviewing.revise_review(review, by=people.owner, expected=None, summary="Other words")
    reviewing.share_review(review, by=people.owner, site=SITE)
    with pytest.raises(Conflict):
        reviewing.sign_review(review, by=people.mentor, sha256=first.sha256, said="agree", comment="", site=SITE)
    assert not Signature.objects.exists()


def test_it_can_be_taken_back_until_somebody_has_signed(client, people, sign_in, review):
    packet = reviewing.share_review(review, by=people.owner, site=SITE)
    reviewing.take_review_back(review, by=people.owner)
    sign_in(people.mentor)
    assert client.get(review.get_absolute_url()).status_code == 404
    reviewing.share_review(review, by=people.owner, site=SITE)
    reviewing.sign_review(review, by=people.mentor, sha256=packet.sha256, said="agree", comment="", site=SITE)
    with pytest.raises(Conflict):
        reviewing.take_review_back(review, by=people.owner)


def test_the_reviewer_changes_shares_and_closes_nothing(client, people, sign_in, review):
    reviewing.share_review(review, by=people.owner, site=SITE)
    sign_in(people.mentor)
    for there in (
        reverse("review-edit", args=[review.pk]),
        reverse("review-move", args=[review.pk, "share"]),
        reverse("review-move", args=[review.pk, "close"]),
        reverse("review-move", args=[review.pk, "take-back"]),
    ):
        assert client.post(there).status_code == 403, there
    with pytest.raises(NotAllowed):
        reviewing.begin_review(
            review.mentorship, by=people.mentor, title="x", plan=review.plan, starts=review.starts, ends=review.ends
        )


def test_after_the_end_the_reviewer_keeps_a_copy_of_what_both_signed(client, people, sign_in, review):
    signed(review, people)
    agreements.end(review.mentorship, by=people.owner)
    sign_in(people.mentor)
    assert client.get(review.get_absolute_url()).status_code == 404
    copy = SignedCopy.objects.get(owner=people.mentor)
    page = words(client.get(reverse("review-copy", args=[copy.pk])))
    assert "Search MEDLINE alone" in page
    assert "Keep the Thursday hour" in page
    file = client.get(reverse("review-copy-file", args=[copy.pk])).content
    assert packets.verify(file).known
    people.owner.delete()
    assert packets.verify(file).known
    assert "Search MEDLINE alone" in words(client.get(reverse("review-copy", args=[copy.pk])))


def titles(outline) -> list[str]:
    return [name for each in outline for name in (titles(each) if isinstance(each, list) else [each.title])]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_hidden_characters_keep_nobody_from_their_word_file(client, people, sign_in, review):
    Review.objects.filter(pk=review.pk).update(title="Review\x0b 2026", summary="A good\x1f year\x7f")
    people.owner.role = "Librarian\x01"
    people.owner.save()
    review.refresh_from_db()
    signed(review, people)
    answer = sign_in(people.owner).get(reverse("review-file", args=[review.pk, "docx"]))
    file = Document(io.BytesIO(answer.content))
    assert file.paragraphs[0].text == "Review 2026"
    assert any(cell.text == "A good year" for table in file.tables for row in table.rows for cell in row.cells)
    assert client.get(reverse("review-file", args=[review.pk, "pdf"])).content.startswith(b"%PDF")


def test_pdf_word_and_data_say_the_same_in_the_same_order(client, people, sign_in, review):
    signed(review, people)
    sign_in(people.owner)
    got = {kind: client.get(reverse("review-file", args=[review.pk, kind])).content for kind in ("pdf", "docx", "json")}
    pdf = PdfReader(io.BytesIO(got["pdf"]))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    file = Document(io.BytesIO(got["docx"]))
    headings = [each.text for each in file.paragraphs if each.style.name.startswith("Heading")]
    assert headings[0] == "Review 2026"
    assert [squeezed(each) for each in titles(pdf.outline)] == [squeezed(each) for each in headings]
    cells = " ".join(cell.text for table in file.tables for row in table.rows for cell in row.cells)
    for said in ("The strategy", "What it said", "The course moved to spring", "Keep the Thursday hour"):
        assert said in text
        assert said in cells
        assert said in json.dumps(json.loads(got["json"]))
    for content in got.values():
        assert packets.verify(content).known
    assert IssuedFile.objects.count() == 2
    assert client.get(reverse("review-file", args=[review.pk, "exe"])).status_code == 404


@given(st.data())
def test_one_byte_changed_and_it_is_refused(data):
    packet = {"format": packets.FORMAT, "title": "Review 2026", "summary": "A year, été"}
    content = {"packet": packet, "sha256": digest(canonical(packet)), "signatures": [{"name": "N"}]}
    whole = canonical({**content, "seal": digest(canonical(content))}).encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda value: value != whole[place]))
    changed = whole[:place] + bytes([other]) + whole[place + 1 :]
    found = packets.verify(changed)
    try:
        same = json.loads(changed) == json.loads(whole)
    except ValueError:
        same = False
    assert found.whole == same
    assert not found.known


def test_the_command_verifies_and_refuses(client, people, sign_in, review, tmp_path, capsys, monkeypatch):
    # The tables of tests are there already, and a transaction is open in which none can be changed.
    monkeypatch.setattr("planfolio.commands.verify.ready", lambda: None)
    signed(review, people)
    sign_in(people.owner)
    file = tmp_path / "review.json"
    file.write_bytes(client.get(reverse("review-file", args=[review.pk, "json"])).content)
    assert main(["verify", str(file)]) == 0
    assert "as it was signed here" in capsys.readouterr().out
    file.write_bytes(file.read_bytes().replace(b"Search MEDLINE", b"Search EMBASE2"))
    assert main(["verify", str(file)]) == 1
    assert "it was changed" in capsys.readouterr().out
    assert main(["verify", str(tmp_path / "none.json")]) == 3
    file.write_bytes(b"[" * 100_000)
    assert main(["verify", str(file), "--json"]) == 1


def test_a_seal_that_was_made_anew_is_not_known_here(people, review):
    packet = signed(review, people)
    forged = json.loads(packets.sealed(packet))
    forged["packet"]["summary"] = "Better than it was"
    forged["sha256"] = digest(canonical(forged["packet"]))
    inner = {name: forged[name] for name in ("packet", "sha256", "signatures")}
    forged["seal"] = digest(canonical(inner))
    found = packets.verify(canonical(forged).encode())
    assert found.whole
    assert not found.known


def test_a_file_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr(packets, "LIMIT", 10)
    with pytest.raises(Refused):
        packets.verify(b"x" * 11)


def test_a_review_begins_from_a_form_and_wrong_dates_are_told(client, people, sign_in, mentorship, year):
    sign_in(people.owner)
    there = reverse("review-new")
    assert "Review 20" in words(client.get(there))
    sent = {"title": "Review", "mentorship": str(mentorship.pk), "plan": str(year.pk)}
    days = {
        "starts-day": 1,
        "starts-month": 1,
        "starts-year": 2026,
        "ends-day": 31,
        "ends-month": 12,
        "ends-year": 2025,
    }
    wrong = client.post(there, {**sent, **days})
    assert wrong.status_code == 422
    assert not Review.objects.exists()
    right = client.post(there, {**sent, **days, "ends-year": 2026})
    assert right["Location"] == reverse("review-edit", args=[Review.objects.get().pk])


def test_another_persons_plan_cannot_be_reviewed(client, people, sign_in, mentorship, year):
    sign_in(people.owner)
    other = PlanFactory(owner=people.stranger)
    today = date.today()
    sent = {"title": "R", "mentorship": str(mentorship.pk), "plan": str(other.pk)}
    for name, day in (("starts", today), ("ends", today + timedelta(days=9))):
        sent |= {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}
    assert client.post(reverse("review-new"), sent).status_code == 422


def test_the_page_of_a_review_costs_the_same_for_a_small_and_a_large_year(
    client, people, sign_in, review, year, count_queries
):
    sign_in(people.owner)
    client.get(review.get_absolute_url())
    few = count_queries(lambda: client.get(review.get_absolute_url()))
    for number in range(12):
        row = ObjectiveFactory(plan=year, what=f"More {number}", state="active")
        journal.add_evidence(row, by=people.owner, kind="note", title=f"Proof {number}")
        journal.add_entry(by=people.owner, title=f"Entry {number}", summary="S")
    fresh = Review.objects.get()
    fresh.objectives = [str(row.pk) for row in packets.objectives_of(fresh)]
    fresh.evidence = [str(row.pk) for row in packets.evidence_of(fresh)]
    fresh.entries = [str(row.pk) for row in packets.entries_of(fresh)]
    fresh.save()
    assert count_queries(lambda: client.get(review.get_absolute_url())) == few


def test_the_learner_is_told_when_the_other_opens_it(client, people, sign_in, review):
    reviewing.share_review(review, by=people.owner, site=SITE)
    sign_in(people.owner)
    client.get(review.get_absolute_url())
    assert not Opening.objects.exists()
    sign_in(people.mentor)
    client.get(review.get_absolute_url())
    client.get(reverse("review-file", args=[review.pk, "json"]))
    sign_in(people.owner)
    assert "Review 2026" in words(client.get(reverse("openings")))
    assert [(each.who, each.times) for each in openings_of(people.owner, [review])] == [("Sam Okafor", 2)]


@pytest.mark.parametrize("who", ["stranger", "supervisor", "mentor"])
def test_only_the_two_take_part_in_it_and_only_while_they_support_one_another(people, mentorship, review, who):
    packet = reviewing.share_review(review, by=people.owner, site=SITE)
    agreements.end(mentorship, by=people.owner)
    by = getattr(people, who)
    acts = (
        lambda: reviewing.discuss_review(review, by=by),
        lambda: reviewing.comment_on_review(review, by=by, item="", text="Mine"),
        lambda: reviewing.sign_review(review, by=by, sha256=packet.sha256, said="agree", comment="", site=SITE),
    )
    for act in acts:
        with pytest.raises(Missing):
            act()
    assert (Signature.objects.count(), review.comments.count()) == (0, 0)
    assert Review.objects.get().state == "shared"


def test_the_learner_can_sign_after_the_account_of_who_signed_first_is_gone(people, review):
    packet = reviewing.share_review(review, by=people.owner, site=SITE)
    told = {"sha256": packet.sha256, "said": "agree", "comment": "", "site": SITE}
    reviewing.sign_review(review, by=people.mentor, **told)
    people.mentor.delete()
    reviewing.sign_review(review, by=people.owner, **told)
    assert Review.objects.get().state == "signed"
    assert not SignedCopy.objects.exists()


def test_the_latest_reflections_are_the_ones_that_are_chosen_and_offered(people, mentorship, year, monkeypatch):
    monkeypatch.setattr(reviewing, "FIRST_CHOSEN", 2)
    monkeypatch.setattr(review_forms, "OFFERED", 2)
    days = [year.starts + timedelta(days=number) for number in (40, 10, 30, 20)]
    keys = {
        day: str(journal.add_entry(by=people.owner, title="E", summary="S", day=day, subject="learning")[0].pk)
        for day in days
    }
    values = {"plan": year, "starts": year.starts, "ends": year.starts + timedelta(days=45)}
    review = reviewing.begin_review(mentorship, by=people.owner, title="Review", **values)
    latest = [keys[days[2]], keys[days[0]]]
    assert review.entries == latest
    offered = review_forms.PacketForm(None, review=review).fields["entries"].choices
    assert [key for key, _words in offered] == latest


RACE = """
import django, threading
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.db import connections
from planfolio.errors import Conflict
from planfolio.mentoring import agreements, reviewing
from planfolio.mentoring.models import Review, Signature, SignedCopy
from planfolio.testing import PlanFactory, cast
people = cast()
asked, _secret = agreements.ask(by=people.owner, site="", name="Sam", kind="mentor")
mentorship = agreements.answer(asked, by=people.mentor, accept=True)
plan = PlanFactory(owner=people.owner)
review = reviewing.begin_review(mentorship, by=people.owner, title="R", plan=plan, starts=plan.starts, ends=plan.ends)
sha = reviewing.share_review(review, by=people.owner, site="").sha256
start, done = threading.Barrier(50), []
def sign(who):
    start.wait()
    try:
        reviewing.sign_review(review, by=who, sha256=sha, said="agree", comment="", site="")
        done.append(who.name)
    except Conflict:
        pass
    finally:
        connections.close_all()
threads = [threading.Thread(target=sign, args=(who,)) for who in [people.owner, people.mentor] * 25]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(done), Signature.objects.count(), SignedCopy.objects.count(), Review.objects.get().state)
"""


@pytest.mark.slow
def test_asvs_2_3_4_of_fifty_signatures_at_once_one_of_each_stands():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings"} | database_of_its_own()
    done = subprocess.run([sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["2", "2", "1", "signed"], done.stdout

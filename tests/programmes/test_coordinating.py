"""The coordinator: asking people in, progress, who is quiet, mails that are sent once, certificates."""

import csv
import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from planfolio.errors import NotAllowed, NotNow
from planfolio.exchange import erasing
from planfolio.jobs.models import Letter
from planfolio.people import letters
from planfolio.people.models import Person
from planfolio.programmes import certificates, chores, mails, progress, running, taking_part
from planfolio.programmes.document import ModuleDoc, find
from planfolio.programmes.models import Certificate, Participation, Run
from planfolio.programmes.run_forms import people_in
from planfolio.testing import PersonFactory, words
from tests.programmes.runs import begin
from tests.programmes.written import small_programme, thing

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(people) -> Run:
    return begin(people.coordinator, starts=date(2026, 3, 2))


def joined(run, person, on: date = date(2026, 3, 2)) -> Participation:
    participation = taking_part.join(run, by=person)
    Participation.objects.filter(pk=participation.pk).update(joined_on=on)
    participation.joined_on = on
    return participation


def there(run, name, *more) -> str:
    return reverse(name, args=[run.pk, *more])


@pytest.mark.parametrize(
    ("text", "found", "wrong"),
    [
        ("nora@example.org", [("nora@example.org", "")], []),
        ("Name;E-mail\nNora Lindqvist;NORA@example.org\n", [("nora@example.org", "Nora Lindqvist")], []),
        ('"Lindqvist, Nora",nora@example.org\r\n', [("nora@example.org", "Lindqvist, Nora")], []),
        ("a@example.org\na@example.org\n\n", [("a@example.org", "")], []),
        ("a@example.org\nnobody\n=cmd@@x", [("a@example.org", "")], [(2, "nobody"), (3, "=cmd@@x")]),
        ("\x00\n", [], []),
        ("a@example.org\rb@example.org\r", [("a@example.org", ""), ("b@example.org", "")], []),
        ('a@example.org; "Nora\nb@example.org; Bob', [("a@example.org", '"Nora'), ("b@example.org", "Bob")], []),
    ],
)
def test_people_are_read_from_lists_as_they_come(text, found, wrong):
    assert people_in(text) == (found, wrong)


def test_a_quotation_mark_that_is_never_closed_swallows_no_list():
    found, wrong = people_in('"a@example.org\n' + "x" * 200_000 + "\nb@example.org")
    assert ("b@example.org", "") in found
    assert [number for number, _words in wrong] == [2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_of_any_spreadsheet_keeps_its_accents(sign_in, people, run, encoding):
    rows = "Nom;Courriel\nZoé Lefèvre;zoe@example.org\n".encode(encoding)
    sent = {"file": SimpleUploadedFile("personnes.csv", rows), "send": "1"}
    assert sign_in(people.coordinator).post(there(run, "run-people"), sent).status_code == 302
    assert run.invitations.get().name == "Zoé Lefèvre"


def test_a_file_that_is_no_text_says_what_to_choose(sign_in, people, run):
    answer = sign_in(people.coordinator).post(
        there(run, "run-people"), {"file": SimpleUploadedFile("people.csv", b"PK\x03\x04\x00\x81\x00")}
    )
    assert answer.status_code == 422
    assert "Save it as CSV" in words(answer)


def test_a_csv_is_looked_over_before_a_mail_goes_out_and_nobody_is_asked_twice(sign_in, people, run):
    client, address = sign_in(people.coordinator), there(run, "run-people")
    rows = "\n".join(f"Person {n};person-{n}@example.org" for n in range(30)) + "\nnobody\n"
    page = words(client.post(address, {"file": SimpleUploadedFile("people.csv", rows.encode())}))
    assert "30 addresses were found." in page
    assert "Line 31: nobody" in page
    assert not Letter.objects.exists()
    sent = {"people": "\n".join(f"person-{n}@example.org;Person {n}" for n in range(30)), "send": "1"}
    for _twice in range(2):
        assert client.post(address, sent).status_code == 302
    assert (run.invitations.count(), Letter.objects.count()) == (30, 30)


def test_whoever_was_asked_joins_by_the_link_of_the_mail(sign_in, people, run):
    sent = {"people": "owner@example.org", "send": "1"}
    sign_in(people.coordinator).post(there(run, "run-people"), sent)
    text = Letter.objects.get().text
    address = text[text.index("/runs/enter/") :].split()[0]
    sign_in(people.owner).post(address, {"part": "finisher"})
    assert run.participations.get().owner == people.owner
    assert run.invitations.get().joined_at


def test_a_name_cannot_add_a_header(people, run):
    Person.objects.filter(pk=people.coordinator.pk).update(name="A\r\nBcc: x@example.org")
    run = Run.objects.select_related("owner").get(pk=run.pk)
    from planfolio.programmes import running

    ((invitation, secret),) = running.invite(run, [("n@example.org", "")], by=people.coordinator)
    made = mails.invitation_mail(invitation, secret, run=run, address="https://example.org")
    assert "\n" not in made.subject
    assert "\r" not in made.subject


def test_the_table_of_progress_counts_what_is_done_and_tells_no_word(sign_in, people, run):
    participation = joined(run, people.owner)
    taking_part.reflect(
        participation,
        find(run.doc, "thing-01"),
        by=people.owner,
        note="SECRET",
        summary="",
        share_it=False,
        usefulness=4,
    )
    taking_part.mark(participation, find(run.doc, "thing-02"), "skipped", by=people.owner)
    (row,), _more = progress.people(run, today=date(2026, 3, 3))
    assert (row.name, row.done, row.skipped) == ("Nora Lindqvist", 1, 1)
    assert [(each.done, each.skipped, each.usefulness) for each in progress.things(run)] == [
        (1, 0, 4.0),
        (0, 1, None),
        (0, 0, None),
    ]
    answer = sign_in(people.coordinator).get(there(run, "run-progress-csv"))
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert table[1][:2] == ["Nora Lindqvist", "owner@example.org"]
    assert table[1][-3:] == ["done", "skipped", ""]
    assert "SECRET" not in answer.content.decode()


def test_no_cell_of_the_csv_starts_like_a_formula(sign_in, people, run):
    for name in ("=1+1", "+1", "-1", "@x", "\t=1"):
        joined(run, PersonFactory(name=name))
    answer = sign_in(people.coordinator).get(there(run, "run-progress-csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")] == []


def test_quiet_is_who_did_nothing_for_three_weeks_and_not_who_pauses_or_reads_along(people, run):
    quiet = joined(run, PersonFactory(name="Quiet"))
    observer = joined(run, PersonFactory())
    Participation.objects.filter(pk=observer.pk).update(part="observer")
    pausing = joined(run, PersonFactory())
    Participation.objects.filter(pk=pausing.pk).update(pauses=[["2026-03-25", "2026-04-07"]])
    active = joined(run, PersonFactory())
    Participation.objects.filter(pk=active.pk).update(last_at=datetime(2026, 3, 20, tzinfo=UTC))
    joined(run, PersonFactory(), on=date(2026, 3, 20))
    through = joined(run, PersonFactory())
    for key in ("thing-01", "thing-02", "thing-03"):
        taking_part.mark(through, find(run.doc, key), "done", by=through.owner)
    Participation.objects.filter(pk=through.pk).update(last_at=datetime(2026, 3, 5, tzinfo=UTC))
    assert [each.key for each in progress.quiet(run, now=datetime(2026, 3, 30, tzinfo=UTC))] == [quiet.pk]
    assert progress.quiet(run, now=datetime(2026, 3, 10, tzinfo=UTC)) == []


def test_a_note_to_somebody_quiet_is_a_draft_and_sends_nothing(sign_in, people, run):
    participation = joined(run, people.owner)
    page = words(sign_in(people.coordinator).get(there(run, "run-note", participation.pk)))
    assert "Hello Nora Lindqvist" in page
    assert "mailto:owner%40example.org" in page
    assert not Letter.objects.exists()


def test_who_is_taken_out_keeps_everything_and_sees_the_wall_no_more(sign_in, people, run):
    participation = joined(run, people.owner)
    taking_part.mark(participation, find(run.doc, "thing-01"), "done", by=people.owner)
    sign_in(people.coordinator).post(there(run, "run-take-out", participation.pk))
    assert sign_in(people.owner).get(there(run, "wall")).status_code == 403
    assert participation.steps.count() == 1


# --- mails


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_mail_goes_out_at_eight_where_somebody_is_and_once(people, run):
    paris, sydney = PersonFactory(time_zone="Europe/Paris"), PersonFactory(time_zone="Australia/Sydney")
    for person in (paris, sydney):
        joined(run, person)
    moments = ["2026-03-01T20:59", "2026-03-01T21:01", "2026-03-02T06:59", "2026-03-02T07:01", "2026-03-02T09:00"]
    assert [chores.tell_due(at(moment)) for moment in moments] == [0, 1, 0, 1, 0]
    assert set(Letter.objects.values_list("to", flat=True)) == {paris.email, sydney.email}


def test_what_is_two_days_old_is_not_told_any_more(people, run):
    joined(run, PersonFactory())
    assert chores.tell_due(at("2026-03-04T09:00")) == 0
    assert chores.tell_due(at("2026-03-03T09:00")) == 1


def test_a_mail_names_the_things_in_the_language_of_its_reader(people, run):
    joined(run, PersonFactory(language="fr"))
    chores.tell_due(at("2026-03-02T09:00"))
    letter = Letter.objects.get()
    assert letter.subject == "A run: Week 1"
    assert "1. Thing 1" in letter.text
    assert "Bonjour" in letter.text


@pytest.mark.parametrize("change", ["mails", "kind", "left", "pausing", "paused run", "ended", "inactive"])
def test_who_wants_none_gets_none(people, run, change):
    participation = joined(run, PersonFactory())
    rows, runs = Participation.objects.filter(pk=participation.pk), Run.objects.filter(pk=run.pk)
    acts = {
        "mails": lambda: rows.update(mails=False),
        "kind": lambda: letters.choose(participation.owner, programmes=False),
        "left": lambda: rows.update(left_at=timezone.now()),
        "pausing": lambda: rows.update(pauses=[["2026-02-27", "2026-03-12"]]),
        "paused run": lambda: runs.update(mails=False),
        "ended": lambda: runs.update(ended_at=timezone.now()),
        "inactive": lambda: Person.objects.filter(pk=participation.owner_id).update(is_active=False),
    }
    acts[change]()
    assert chores.tell_due(at("2026-03-02T09:00")) == 0


def test_at_half_speed_and_at_ones_own_pace_mails_come_at_that_pace(people, run):
    half, own = joined(run, PersonFactory()), joined(run, PersonFactory())
    Participation.objects.filter(pk=half.pk).update(pace="half")
    Participation.objects.filter(pk=own.pk).update(pace="self")
    mondays = [datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(weeks=number) for number in range(6)]
    assert [chores.tell_due(monday) for monday in mondays] == [2, 0, 1, 0, 1, 0]


def test_a_kill_in_the_middle_loses_no_mail_and_doubles_none(people, run, monkeypatch):
    for _number in range(7):
        joined(run, PersonFactory())
    monkeypatch.setattr(chores, "BATCH", 2)
    put, calls = mails.put, []

    def killed(batch):
        calls.append(len(batch))
        if len(calls) == 3:
            with transaction.atomic():
                put(batch)
                raise KeyboardInterrupt
        return put(batch)

    monkeypatch.setattr(mails, "put", killed)
    with pytest.raises(KeyboardInterrupt):
        chores.tell_due(at("2026-03-02T09:00"))
    monkeypatch.setattr(mails, "put", put)
    chores.tell_due(at("2026-03-02T09:00"))
    chores.tell_due(at("2026-03-02T09:30"))
    assert Letter.objects.count() == 7
    assert len(set(Letter.objects.values_list("to", flat=True))) == 7


def test_opening_the_link_of_a_mail_stops_nothing_and_pressing_does(client, people, run):
    participation = joined(run, people.owner)
    address = reverse("run-mails", args=[mails.secret_for(participation)])
    client.get(address)
    assert Participation.objects.get(pk=participation.pk).mails
    client.post(address)
    assert not Participation.objects.get(pk=participation.pk).mails
    client.post(address, {"again": "1"})
    assert Participation.objects.get(pk=participation.pk).mails
    assert client.get(reverse("run-mails", args=["x"])).status_code == 404


def test_a_letter_that_was_put_is_sent_by_the_worker_once(people, run):
    from planfolio.jobs.mail import send

    joined(run, people.owner)
    chores.tell_due(at("2026-03-02T09:00"))
    for _twice in range(2):
        send.func(str(Letter.objects.get().pk))
    assert [message.to for message in mail.outbox] == [["owner@example.org"]]


# --- certificates

TWO = (ModuleDoc(title="A", things=(thing(1), thing(2))), ModuleDoc(title="B", things=(thing(3),)))


@pytest.mark.parametrize(
    ("criteria", "count", "done", "enough"),
    [
        ("all", None, ["01", "02"], False),
        ("all", None, ["01", "02", "03"], True),
        ("module", None, ["01"], False),
        ("module", None, ["03"], True),
        ("module", None, ["01", "02"], True),
        ("count", 2, ["01"], False),
        ("count", 2, ["01", "03"], True),
        ("count", 9, ["01", "02", "03"], True),
        ("all", None, [], False),
    ],
)
def test_what_a_programme_asks_is_what_is_counted(criteria, count, done, enough):
    doc = small_programme(modules=TWO, criteria=criteria, criteria_count=count)
    states = {f"thing-{number}": "done" for number in done} | {"thing-99": "done"}
    assert certificates.standing(doc, states).enough is enough


def finished(run, person) -> Participation:
    participation = joined(run, person)
    for each in run.doc.things():
        taking_part.mark(participation, find(run.doc, each.key), "done", by=person)
    return participation


def test_a_certificate_is_issued_once_and_anybody_with_its_code_can_check_it(client, sign_in, people, run):
    finished(run, people.owner)
    signed_in = sign_in(people.owner)
    for name in ("Nora Lindqvist", "Somebody Else"):
        signed_in.post(there(run, "run-certificate"), {"name": name})
    found = Certificate.objects.get()
    assert (found.name, found.done, found.of) == ("Nora Lindqvist", 3, 3)
    client.logout()
    answer = client.get(reverse("verify", args=[found.code]))
    assert "This certificate is genuine." in words(answer)
    assert not answer.cookies
    assert client.get(reverse("verify", args=["made-up"])).status_code == 404


def test_before_it_is_done_there_is_none(sign_in, people, run):
    participation = joined(run, people.owner)
    with pytest.raises(NotNow):
        certificates.issue(participation, by=people.owner, name="Nora")
    client = sign_in(people.owner)
    assert "You have done 0 of 3 things." in words(client.get(there(run, "run-certificate")))
    assert "Your certificates" not in words(client.get(reverse("programmes")))


def test_a_revoked_certificate_says_so(client, sign_in, people, run):
    participation = finished(run, people.owner)
    found = certificates.issue(participation, by=people.owner, name="Nora")
    with pytest.raises(NotAllowed):
        certificates.revoke(found, run, by=people.owner)
    sign_in(people.coordinator).post(there(run, "run-revoke", participation.pk))
    assert "was revoked" in words(client.get(reverse("verify", args=[found.code])))


def test_a_certificate_outlives_the_run_and_the_account_of_who_coordinated_it(client, sign_in, people, run):
    participation = finished(run, people.owner)
    found = certificates.issue(participation, by=people.owner, name="Nora Lindqvist")
    own = certificates.issue(finished(run, people.coordinator), by=people.coordinator, name="Amara Diallo")
    running.end(run, by=people.coordinator)
    erasing.erase_account(people.coordinator)
    assert not Run.objects.filter(pk=run.pk).exists()
    client.logout()
    shown = words(client.get(reverse("verify", args=[found.code])))
    for text in ("This certificate is genuine.", "Nora Lindqvist", "3 of 3 things", "Amara Diallo"):
        assert text in shown
    assert client.get(reverse("verify", args=[own.code])).status_code == 404
    paper = reverse("certificate-pdf", args=[found.pk])
    assert paper in words(sign_in(people.owner).get(reverse("programmes")))
    assert client.get(paper)["Content-Type"] == "application/pdf"
    assert sign_in(people.stranger).get(paper).status_code == 404


@pytest.mark.parametrize("name", ["Nora Lindqvist", "Zoë #let x = 1 *b* \\ 李娜", "N" * 120])
def test_the_paper_is_a_tagged_pdf_that_says_the_same(people, run, name):
    from pypdf import PdfReader

    found = certificates.issue(finished(run, people.owner), by=people.owner, name=name)
    content = certificates.print_pdf(certificates.facts(found, address="https://example.org/verify/x/", paper="a4"))
    reader = PdfReader(io.BytesIO(content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "A small programme" in text
    assert name[:4] in text.replace("\u200b", "")
    assert "https://example.org/verify/x/" in text
    assert len(reader.pages) == 1


@pytest.mark.parametrize("name", ["run-progress", "run-agreements"])
@pytest.mark.parametrize("after", ["x" * 36, "0", "01a22379-4b82-7151-9d13-5d4d2e4c8f1g", "\x00"])
def test_a_page_goes_on_from_a_key_or_begins_anew(sign_in, people, run, name, after):
    joined(run, people.owner)
    answer = sign_in(people.coordinator).get(reverse(name, args=[run.pk]), {"after": after})
    assert answer.status_code == 200
    assert str(people.owner) in words(answer)

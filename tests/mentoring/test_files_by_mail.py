"""Files in a mail that becomes an entry: kept with it under the rules of uploads, and what is not kept is told."""

from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as here
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from planfolio.journal.models import Attachment, Entry, PrivateNote
from planfolio.mentoring.letterbox import enclosed
from planfolio.mentoring.letterbox.addresses import Purpose, reply_address
from planfolio.mentoring.letterbox.capturing import make_capture_address
from planfolio.mentoring.letterbox.reading import read
from planfolio.mentoring.letterbox.taking import Outcome, take

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer <<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _taken_here(settings, tmp_path):
    settings.REPLY_ADDRESS, settings.MEDIA_ROOT = "reply@learn.example.org", tmp_path


@pytest.fixture
def address(people):
    return make_capture_address(people.owner)


def message(to: str, *files: tuple[str, str, bytes], subject: str = "RDA webinar, 45 min", text: str = "") -> bytes:
    made = EmailMessage()
    made["To"], made["From"], made["Message-ID"], made["Subject"] = to, "me@example.net", "<1@example.net>", subject
    made.set_content(text)
    for name, kind, content in files:
        made.add_attachment(content, *kind.split("/"), filename=name)
    return made.as_bytes()


def photo() -> bytes:
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (59.0, 20.0, 0.0)}
    written = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(written, "JPEG", exif=exif)
    return written.getvalue()


def note() -> str:
    return PrivateNote.objects.get(entry=Entry.objects.get()).text


def test_files_come_with_the_entry(address, people, sign_in):
    raw = message(address, ("Attestation d’août.pdf", "application/pdf", PDF), ("photo.jpg", "image/jpeg", photo()))
    assert take(raw) == Outcome.TAKEN
    entry = Entry.objects.get()
    assert (entry.title, entry.minutes) == ("RDA webinar", 45)
    pdf, picture = Attachment.objects.filter(entry=entry, owner=people.owner).order_by("name")
    assert (pdf.name, pdf.content_type) == ("Attestation d’août.pdf", "application/pdf")
    assert (Path(here.MEDIA_ROOT) / pdf.file.name).read_bytes() == PDF
    assert picture.content_type == "image/jpeg"
    assert not Image.open(Path(here.MEDIA_ROOT) / picture.file.name).getexif().get_ifd(0x8825)
    page = sign_in(people.owner).get(entry.get_absolute_url()).content.decode()
    assert "Attestation d’août.pdf" in page
    assert "stayed in the mail" not in page


def test_they_come_with_the_answer_to_the_mail_of_the_week(people):
    raw = message(reply_address(people.owner, Purpose.LOG), ("a.pdf", "application/pdf", PDF), text="Read it, 20 min")
    assert take(raw) == Outcome.TAKEN
    assert Attachment.objects.get(entry=Entry.objects.get()).name == "a.pdf"


def test_the_same_mail_again_keeps_nothing_more(address):
    raw = message(address, ("a.pdf", "application/pdf", PDF))
    assert [take(raw), take(raw)] == [Outcome.TAKEN, Outcome.AGAIN]
    assert Attachment.objects.count() == Entry.objects.count() == 1


def test_a_file_without_a_word_is_called_by_its_name(address):
    assert take(message(address, ("Certificate.pdf", "application/pdf", PDF), subject="")) == Outcome.TAKEN
    assert Entry.objects.get().title == "Certificate.pdf"


def test_a_message_that_is_passed_on_is_one_file(address):
    inner = EmailMessage()
    inner["Subject"] = "You took part"
    inner.set_content("Well done")
    made = EmailMessage()
    made["To"], made["Subject"] = address, "Course, 60 min"
    made.set_content("")
    made.add_attachment(inner)
    assert take(made.as_bytes()) == Outcome.TAKEN
    (kept,) = Attachment.objects.all()
    assert kept.name.endswith(".eml")
    assert b"You took part" in (Path(here.MEDIA_ROOT) / kept.file.name).read_bytes()


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("empty.pdf", "application/pdf", b""),
        ("promised.pdf", "application/pdf", b"<html><script>alert(1)</script>"),
        ("phone.heic", "image/heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"),
    ],
)
def test_what_no_page_would_take_stays_behind_and_the_entry_says_so(address, name, kind, content):
    assert take(message(address, ("a.pdf", "application/pdf", PDF), (name, kind, content), text="My note")) == "taken"
    assert Attachment.objects.get().name == "a.pdf"
    assert note() == "My note\n1 attachment stayed in the mail and is not here."


def test_no_more_than_some_are_kept(address, monkeypatch):
    monkeypatch.setattr(enclosed, "MOST", 2)
    take(message(address, *((f"{number}.pdf", "application/pdf", PDF) for number in range(5))))
    assert Attachment.objects.count() == 2
    assert note() == "3 attachments stayed in the mail and are not here."


def test_no_more_than_a_measure_is_kept_in_a_day(address, monkeypatch):
    monkeypatch.setattr(enclosed, "EACH_DAY", 3 * len(PDF))
    for day in range(4):
        raw = message(address, ("a.pdf", "application/pdf", PDF)).replace(b"<1@", f"<{day}@".encode())
        assert take(raw) == Outcome.TAKEN
    assert (Entry.objects.count(), Attachment.objects.count()) == (4, 3)


def test_a_file_too_large_for_this_planfolio_leaves_nothing_behind(address, settings, tmp_path):
    settings.UPLOAD_LIMIT = 10
    take(message(address, ("a.pdf", "application/pdf", PDF)))
    assert not Attachment.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\y.txt", "a\x00b.txt", "\u202egpj.txt", "a\r\nb: c.txt"])
def test_a_name_is_only_ever_shown(address, name, tmp_path):
    part = f'Content-Disposition: attachment; filename="{name}"'.encode()
    raw = b"To: %s\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" % address.encode()
    assert take(raw + part + b"\r\n\r\nwords\r\n--b--\r\n") == Outcome.TAKEN
    (kept,) = Attachment.objects.all()
    assert not set(kept.name) & set("/\\\x00\r\n\u202e")
    assert (tmp_path / kept.file.name).is_file()


@pytest.mark.parametrize(
    "named",
    [
        "filename*=utf-8''d%C3%A9p%C3%B4t.pdf",
        'filename="=?utf-8?q?d=C3=A9p=C3=B4t.pdf?="',
        'filename="=?iso-8859-1?B?ZOlw9HQucGRm?="',
        "filename*0*=utf-8''d%C3%A9p; filename*1*=%C3%B4t.pdf",
    ],
)
def test_names_are_read_as_mail_programs_write_them(named):
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/pdf\r\n"
    received = read(head + f"Content-Disposition: attachment; {named}\r\n\r\nx\r\n--b--".encode())
    assert [each.name for each in received.attached] == ["dépôt.pdf"]


@given(st.binary(max_size=400))
def test_whatever_stands_in_a_part_can_be_asked_for(content):
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Disposition: attachment\r\n"
    for each in read(head + content + b"\r\n--b--").attached:
        assert isinstance(each.content(), bytes)
        assert isinstance(each.name, str)

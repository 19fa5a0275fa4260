"""Files: kept under their key, checked by content, cleaned of place and camera, sent so that nothing runs here."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from planfolio.errors import Refused
from planfolio.journal import actions, files
from planfolio.journal.files import keep_file, shown_name, stored_path, sweep
from planfolio.journal.incoming import folder, incoming
from planfolio.journal.models import Attachment, Evidence
from planfolio.people.removal import erase
from planfolio.plans.models import PlanGrant
from planfolio.testing import PersonFactory, cast
from tests.journal.factories import a_week

pytestmark = pytest.mark.django_db
GPS, MAKER, ORIENTATION = 0x8825, 0x010F, 0x0112


@pytest.fixture
def owner(client):
    person = PersonFactory(name="Nora Lindqvist")
    client.force_login(person)
    return person


@pytest.fixture
def entry(owner):
    return actions.add_entry(by=owner, title="With files")[0]


def on_disk() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def picture(kind: str, *, turned: bool = False) -> bytes:
    """A photograph as a camera writes it: with its place, its maker and a comment."""
    image = Image.new("RGB", (40, 20), "teal")
    exif = Image.Exif()
    exif[MAKER] = "CAMERA-MAKER"
    exif[GPS] = {1: "N", 2: (59.0, 20.0, 0.0)}
    if turned:
        exif[ORIENTATION] = 6
    out = io.BytesIO()
    more = {"comment": b"PLACE-COMMENT"} if kind == "JPEG" else {}
    image.save(out, kind, exif=exif.tobytes(), **more)
    return out.getvalue()


def send(client, entry, *uploads):
    return client.post(f"/journal/{entry.pk}/files/", {"files": list(uploads)})


def test_several_files_are_added_at_once_and_come_back_byte_for_byte(client, entry):
    before = on_disk()
    one, two = b"first\n" * 40_000, b"%PDF-1.7\n" + b"second" * 9
    answer = send(client, entry, SimpleUploadedFile("notes.txt", one), SimpleUploadedFile("paper.pdf", two))
    assert answer.status_code == 302
    kept = {row.name: row for row in Attachment.objects.all()}
    assert set(kept) == {"notes.txt", "paper.pdf"}
    assert b"".join(client.get(f"/files/{kept['notes.txt'].pk}/").streaming_content) == one
    assert kept["paper.pdf"].content_type == "application/pdf"
    new = on_disk() - before
    assert len(new) == 2
    assert all(path.name in {row.pk.hex for row in kept.values()} for path in new)


def test_a_name_that_is_a_path_is_only_ever_a_name(client, entry):
    send(client, entry, SimpleUploadedFile("x.txt", b"words"))
    upload = incoming('../../etc/pass\u202ewd\r\n"x.txt', "text/plain", [b"words"])
    kept = keep_file(upload, by=entry.owner, entry=entry)
    assert kept.name == "passwdx.txt"
    assert stored_path(kept.file.name).is_relative_to(settings.MEDIA_ROOT)
    header = client.get(f"/files/{kept.pk}/")["Content-Disposition"]
    assert header == 'attachment; filename="passwdx.txt"'


@given(st.text(min_size=1, max_size=400))
def test_a_shown_name_never_steers(name):
    shown = shown_name(name)
    assert 0 < len(shown) <= 220
    assert not set(shown) & set('/\\\r\n\0"<>:|?*\u202e')
    assert not shown.startswith(".")


def test_half_a_gigabyte_is_refused_before_it_is_read(client, entry):
    answer = client.generic(
        "POST",
        f"/journal/{entry.pk}/files/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(500 * 1024 * 1024),
    )
    assert answer.status_code == 413
    assert "50 MB" in answer.content.decode()


def test_a_file_over_the_limit_is_stopped_on_its_way_in(client, entry, settings):
    settings.UPLOAD_LIMIT = 100_000
    before = on_disk()
    answer = send(client, entry, SimpleUploadedFile("long.txt", b"x" * 200_000))
    assert answer.status_code == 413
    assert on_disk() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"<html><script>alert(1)</script>"),
        ("paper.pdf", b"MZ\x90\0" + b"\0" * 200),
        ("paper.pdf", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("notes.txt", b"<!doctype html><script>alert(1)</script>"),
        ("report.docx", b"not a document"),
        ("tool.exe", b"MZ\x90\0" + b"\0" * 200),
        ("photo.png", b"\x89PNG\r\n\x1a\n cut short"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40),
        ("phone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40),
        ("empty.txt", b""),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_leaves_nothing(client, entry, name, content):
    before = on_disk()
    answer = send(client, entry, SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert "invalid" not in answer.content.decode().split("error-summary")[1][:600].lower()
    assert not Attachment.objects.exists()
    assert on_disk() == before


def test_one_bad_file_among_several_keeps_none(client, entry):
    before = on_disk()
    answer = send(client, entry, SimpleUploadedFile("a.txt", b"fine"), SimpleUploadedFile("b.pdf", b"no"))
    assert answer.status_code == 422
    assert not Attachment.objects.exists()
    assert on_disk() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'></svg>"),
        ("page.html", b"<!doctype html><script>alert(1)</script>"),
        ("feed.xml", b"<?xml version='1.0'?><a/>"),
        ("script.js", b"alert(1)"),
        ("style.css", b"body{}"),
    ],
)
def test_nothing_that_could_run_is_ever_shown(client, entry, name, content):
    assert send(client, entry, SimpleUploadedFile(name, content)).status_code == 302
    answer = client.get(f"/files/{Attachment.objects.get().pk}/")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("kind", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("TIFF", "a.tif")])
def test_place_and_camera_are_taken_out_of_pictures(client, entry, kind, name):
    assert send(client, entry, SimpleUploadedFile(name, picture(kind))).status_code == 302
    kept = Attachment.objects.get()
    path = stored_path(kept.file.name)
    content = path.read_bytes()
    assert b"CAMERA-MAKER" not in content
    assert b"PLACE-COMMENT" not in content
    with Image.open(path) as image:
        assert GPS not in image.getexif()
        assert image.size == (40, 20)
    assert kept.size == len(content)


def test_a_picture_stays_the_right_way_up(client, entry):
    send(client, entry, SimpleUploadedFile("a.jpg", picture("JPEG", turned=True)))
    with Image.open(stored_path(Attachment.objects.get().file.name)) as image:
        assert image.size == (20, 40)


def test_a_zip_is_kept_and_never_opened(client, entry):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", b"\0" * 20_000_000)
    assert send(client, entry, SimpleUploadedFile("many.zip", bomb.getvalue())).status_code == 302
    answer = client.get(f"/files/{Attachment.objects.get().pk}/")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.slow
def test_a_picture_that_unpacks_to_too_much_is_refused(owner):
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(Refused):
        keep_file(incoming("bomb.png", "image/png", [out.getvalue()]), by=owner)


def test_a_row_that_is_rolled_back_leaves_no_file_for_long(owner):
    with transaction.atomic():
        path = stored_path(keep_file(incoming("a.txt", "text/plain", [b"words"]), by=owner).file.name)
        transaction.set_rollback(True)
    assert not Attachment.objects.exists()
    sweep(now=path.stat().st_mtime + files.GRACE + 5)
    assert not path.exists()


def test_the_sweep_leaves_what_belongs_to_somebody(owner):
    kept = keep_file(incoming("a.txt", "text/plain", [b"words"]), by=owner)
    path = stored_path(kept.file.name)
    sweep(now=path.stat().st_mtime + 10 * files.GRACE)
    assert path.exists()


def test_an_upload_that_is_not_kept_is_gone_when_it_is_closed(owner):
    upload = incoming("a.txt", "text/plain", [b"words"])
    assert upload.path.parent == folder()
    upload.close()
    assert not upload.path.exists()


def test_erasing_an_entry_takes_its_files_along(owner, entry, django_capture_on_commit_callbacks):
    kept = keep_file(incoming("a.txt", "text/plain", [b"words"]), by=owner, entry=entry)
    path = stored_path(kept.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        erase(entry)
    assert not path.exists()


def test_a_removed_file_is_not_sent_and_can_be_brought_back(client, owner, entry):
    kept = keep_file(incoming("a.txt", "text/plain", [b"words"]), by=owner, entry=entry)
    client.post(f"/files/{kept.pk}/remove/")
    assert client.get(f"/files/{kept.pk}/").status_code == 404
    client.post(f"/undo/attachment/{kept.pk}/")
    assert client.get(f"/files/{kept.pk}/").status_code == 200


def test_a_reader_of_the_plan_gets_the_file_behind_its_evidence_and_no_other(client):
    people = cast()
    objective, _rows = a_week(people.owner)
    entry, _added = actions.add_entry(by=people.owner, title="Mine", objectives=[objective])
    proof = keep_file(incoming("proof.txt", "text/plain", [b"words"]), by=people.owner, entry=entry)
    other = keep_file(incoming("other.txt", "text/plain", [b"words"]), by=people.owner, entry=entry)
    actions.add_evidence(objective, by=people.owner, kind="file", title="Proof", attachment=proof)
    client.force_login(people.mentor)
    assert client.get(f"/files/{proof.pk}/").status_code == 404
    PlanGrant.objects.create(
        owner=people.owner, thing=objective.plan, person=people.mentor, role="reader", source="test:1"
    )
    assert client.get(f"/files/{proof.pk}/").status_code == 200
    assert client.get(f"/files/{other.pk}/").status_code == 404
    assert client.post(f"/files/{proof.pk}/remove/").status_code == 403
    Evidence.objects.get().delete()
    assert client.get(f"/files/{proof.pk}/").status_code == 404

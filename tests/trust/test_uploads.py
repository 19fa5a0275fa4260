"""Files that were made to deceive: what they really are is looked at, and nothing in them ever runs here."""

import http.client
import io
import socket
import zipfile
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from planfolio.journal import actions as journal
from planfolio.journal.incoming import folder
from planfolio.journal.models import Attachment
from planfolio.people.base import new_key
from tests.server.running import Running

GPS = b"GPS-MARK-48.8584"


@pytest.fixture
def entry(people):
    return journal.add_entry(by=people.owner, title="Entry")[0]


def send(client, entry, *files):
    return client.post(f"/journal/{entry.pk}/files/", {"files": [SimpleUploadedFile(*each) for each in files]})


def picture(kind: str, **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, kind, **options)
    return out.getvalue()


def with_place() -> dict[str, bytes]:
    """Pictures that say where they were taken, in each way that their kind has."""
    exif = Image.Exif()
    exif[0x010E] = GPS.decode()
    exif.get_ifd(0x8825)[29] = GPS.decode()
    png = PngImagePlugin.PngInfo()
    png.add_text("Location", GPS.decode())
    png.add_itxt("XML:com.adobe.xmp", GPS.decode())
    app13 = b"\xff\xed" + (len(GPS) + 2).to_bytes(2) + GPS
    comment = b"\xff\xfe" + (len(GPS) + 2).to_bytes(2) + GPS
    jpeg = picture("JPEG", exif=exif)
    return {
        "a.jpg": jpeg[:2] + app13 + comment + jpeg[2:] + GPS,
        "b.png": picture("PNG", exif=exif, pnginfo=png),
        "c.webp": picture("WEBP", exif=exif, xmp=GPS),
        "d.tiff": picture("TIFF", exif=exif, description=GPS.decode()),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a.jpg", "b.png", "c.webp", "d.tiff"])
def test_no_picture_tells_where_it_was_taken(people, sign_in, entry, name):
    content = with_place()[name]
    assert GPS in content
    client = sign_in(people.owner)
    assert send(client, entry, (name, content)).status_code == 302
    kept = b"".join(client.get(f"/files/{Attachment.objects.get().pk}/").streaming_content)
    assert GPS not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 30)
    assert not Image.open(io.BytesIO(kept)).getexif().get_ifd(0x8825)


@pytest.mark.django_db
@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"avif", b"msf1"])
@pytest.mark.parametrize("name", ["a.heic", "a.jpg", "a.bin", "a"])
def test_a_picture_that_cannot_be_cleaned_is_refused_whatever_its_name(people, sign_in, entry, brand, name):
    content = b"\x00\x00\x00\x18ftyp" + brand + b"\x00\x00\x00\x00" + brand + b"mif1" + GPS * 4
    assert send(sign_in(people.owner), entry, (name, content)).status_code == 422
    assert not Attachment.objects.exists()


def bomb() -> bytes:
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


HOSTILE = {
    "gif that is a script": ("a.gif", b"GIF89a/*" + bytes(8) + b"*/=1;alert(1)//"),
    "pdf that is a page": ("a.pdf", b"%PDF-1.7\n<html><script>alert(1)</script>"),
    "two endings": ("a.pdf.html", b"<script>alert(1)</script>"),
    "an ending that is hidden": ("a.html.txt", b"<!doctype html><script>alert(1)</script>"),
    "drawing": ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "drawing as a picture": ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    "page in UTF-16": ("a.bin", "<script>alert(1)</script>".encode("utf-16")),
    "stylesheet": ("a.xsl", b'<?xml version="1.0"?><?xml-stylesheet href="a"?><x/>'),
    "script": ("a.js", b"alert(1)"),
    "help file": ("a.mht", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<script>alert(1)</script>"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_that_was_uploaded_runs_here(people, sign_in, entry, kind):
    client = sign_in(people.owner)
    if send(client, entry, HOSTILE[kind]).status_code == 422:
        assert not Attachment.objects.exists()
        return
    answer = client.get(f"/files/{Attachment.objects.get().pk}/")
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    if answer["Content-Type"] != "image/gif":
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Type"] in {"application/octet-stream", "application/pdf"}


@pytest.mark.slow
@pytest.mark.django_db
def test_a_picture_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked(people, sign_in, entry):
    content = bomb()
    assert len(content) < 500_000
    assert send(sign_in(people.owner), entry, ("a.png", content)).status_code == 422
    assert not Attachment.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "..\\..\\boot.ini", "\u202egpj.exe.txt", 'a";x="b.txt', "a\r\nSet-Cookie: a=b.txt",
     "\u00e9\u4e2d\U0001f4a9.txt",
     "." * 300 + ".txt", "con.txt", "a\x00.txt", "%2e%2e%2fa.txt", "a" * 5000 + ".txt", "\ufeff\u200b.txt"],
    ids=ascii,
)  # fmt: skip
def test_asvs_5_4_1_the_server_chooses_the_name_of_a_download(people, sign_in, entry, name):
    client = sign_in(people.owner)
    answer = send(client, entry, (name, b"words"))
    if answer.status_code != 302:
        assert answer.status_code in {400, 422}
        return
    told = client.get(f"/files/{Attachment.objects.get().pk}/")["Content-Disposition"]
    assert told.startswith("attachment")
    assert told.isascii()
    assert told.isprintable()
    assert not {"/", "\\"} & set(told.partition("filename")[2].replace('\\"', ""))
    assert "%E2%80%AE" not in told


@pytest.mark.django_db
def test_two_files_of_one_name_are_two_files(people, sign_in, entry):
    assert send(sign_in(people.owner), entry, ("a.txt", b"one"), ("a.txt", b"two")).status_code == 302
    assert {each.name for each in Attachment.objects.all()} == {"a.txt"}
    assert Attachment.objects.values("file").distinct().count() == 2


@pytest.mark.django_db
def test_more_files_than_fit_into_one_form_are_refused_and_leave_nothing(people, sign_in, entry):
    client = sign_in(people.owner)
    client.raise_request_exception = False
    before = set(folder().iterdir())
    assert send(client, entry, *((f"{n}.txt", b"x") for n in range(25))).status_code in {400, 413}
    assert not Attachment.objects.exists()
    assert set(folder().iterdir()) <= before


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
def test_asvs_5_2_3_an_office_file_that_unpacks_to_too_much_is_refused(people, sign_in, name):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside in ("[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"):
            archive.writestr(inside, b"\0" * 60_000_000)
    assert out.tell() < 400_000
    sent = {"file": SimpleUploadedFile(name, out.getvalue()), "id": new_key()}
    assert sign_in(people.owner).post("/plans/import/", sent).status_code == 422


def ask(port: int, raw: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(raw)
        connection.settimeout(20)
        parts = []
        try:
            while part := connection.recv(65_536):
                parts.append(part)
        except (TimeoutError, ConnectionResetError):
            pass
    return b"".join(parts)


@pytest.mark.slow
def test_the_server_itself_is_not_led_astray(tmp_path):
    """Smuggled requests, forged hosts, and a body without a length that goes on and on, over a real connection."""
    with Running(tmp_path / "data", settings="planfolio.settings") as server:
        host = f"Host: localhost:{server.port}\r\n".encode()
        inner = b"GET /smuggled/ HTTP/1.1\r\n" + host + b"\r\n"
        both = (
            b"POST /accounts/login/ HTTP/1.1\r\n" + host + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"
            b"Connection: close\r\n\r\n0\r\n\r\n" + inner
        )
        lengths = (
            b"POST /accounts/login/ HTTP/1.1\r\n" + host + b"Content-Length: 0\r\nContent-Length: 40\r\n"
            b"Connection: close\r\n\r\n" + inner
        )
        spaced = b"POST /accounts/login/ HTTP/1.1\r\n" + host + b"Content-Length : 5\r\nConnection: close\r\n\r\nabcde"
        for raw in (both, lengths, spaced, b"GET /\r\n\r\n", b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
            assert ask(server.port, raw).count(b"HTTP/1.") <= 1
        two = b"GET /health/ HTTP/1.1\r\nHost: evil.example\r\n" + host + b"Connection: close\r\n\r\n"
        assert b" 200 " not in ask(server.port, two).partition(b"\r\n")[0]
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        # The server may stop listening before everything is sent.
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.request("POST", "/capture/", iter([b"x" * 1_000_000] * 80), kind, encode_chunked=True)
            assert connection.getresponse().status in {400, 403, 411, 413}
        assert not list((tmp_path / "data").glob("files/.incoming/*"))
        assert (
            ask(server.port, b"GET /health/ HTTP/1.1\r\n" + host + b"Connection: close\r\n\r\n").count(b"HTTP/1.") == 1
        )

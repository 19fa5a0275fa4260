"""Every answer carries the headers, every problem becomes a page that says what to do, and no words are lost."""

import json
import logging
import re

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from planfolio.testing import PersonFactory
from planfolio.web import errors
from planfolio.web.logs import SafeFormatter
from planfolio.web.middleware import CONTENT_POLICY, headers
from planfolio.web.notices import LONGEST
from tests.web.pages import TAKEN

pytestmark = [pytest.mark.urls("tests.web.pages"), pytest.mark.django_db]
PROBLEMS = {
    "missing": 404,
    "not_allowed": 403,
    "conflict": 409,
    "refused": 422,
    "many": 429,
    "full": 507,
    "denied": 403,
    "locked": 503,
    "disk": 507,
    "readonly": 503,
    "fault": 500,
}


@pytest.fixture
def browser_like():
    """A client that checks tokens and shows what goes wrong as a page, as a visitor meets it."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"sec-fetch-site": "same-origin"})


@pytest.fixture
def nora():
    return PersonFactory(email="nora@example.org", name="Nora <b>Lindqvist</b>", language="fr")


@pytest.mark.parametrize(
    "address",
    ["/", "/sheet/", "/nowhere/", "/static/none.css", "/sw.js", "/robots.txt", "/manifest.webmanifest", "/favicon.ico"]
    + [f"{root}problem/{kind}/" for kind in PROBLEMS for root in ("/", "/api/")],
)
def test_every_answer_carries_the_headers(browser_like, address):
    answer = browser_like.get(address)
    assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"]
    assert "Strict-Transport-Security" not in answer.headers


def test_a_site_over_https_says_so_for_a_year(settings):
    settings.SECURE = True
    answer = headers(lambda request: HttpResponse())(RequestFactory().get("/"))
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_view_may_be_stricter_than_the_house():
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox", "Cache-Control": "private"})
    answer = headers(lambda request: own)(RequestFactory().get("/"))
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert answer.headers["Cache-Control"] == "private"


def test_nothing_inline_and_nothing_from_elsewhere_is_allowed():
    assert "unsafe" not in CONTENT_POLICY
    assert "http" not in CONTENT_POLICY


def test_private_pages_are_stored_nowhere(client):
    assert client.get("/sheet/").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("kind", "status"), PROBLEMS.items())
def test_each_problem_is_a_page_that_says_what_to_do(browser_like, kind, status, language):
    answer = browser_like.get(f"/problem/{kind}/", headers={"accept-language": language})
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}"' in page
    assert page.count("<h1") == 1
    assert re.search(r'<p class="lede">\s*\S{2,}', page)
    assert "private words" not in page


@pytest.mark.parametrize(("kind", "status"), PROBLEMS.items())
def test_each_problem_is_problem_details_under_api(browser_like, kind, status):
    answer = browser_like.get(f"/api/problem/{kind}/")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert (body["status"], bool(body["title"]), bool(body["detail"])) == (status, True, True)
    assert "private words" not in answer.content.decode()


def test_an_address_that_is_not_there_is_a_404_page(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()


def test_the_pages_of_problems_ask_nothing_of_the_database(django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(0):
        for status in (errors.bad_request, errors.forbidden, errors.not_found):
            assert status(request, None).status_code in {400, 403, 404}
        assert errors.server_error(request).status_code == 500
        assert errors.too_large(request).status_code == 413


@pytest.mark.parametrize(
    ("words", "status", "advice"),
    [
        ("database is locked", 503, "Many people are saving"),
        ("database or disk is full", 507, "the disk is full"),
        ("attempt to write a readonly database", 503, "can only be read"),
        ("unable to open database file", 503, "Wait a moment"),
    ],
)
def test_a_database_that_does_not_answer_is_a_page_even_before_the_view(browser_like, nora, words, status, advice):
    def out_of_order(*_):
        raise OperationalError(words)

    browser_like.force_login(nora)
    with connection.execute_wrapper(out_of_order):
        answer = browser_like.get("/")
    assert answer.status_code == status
    assert advice in answer.content.decode()
    assert answer.headers["Content-Security-Policy"] == CONTENT_POLICY


def test_words_sent_into_a_full_disk_come_back_to_be_sent_again(browser_like):
    browser_like.get("/sheet/")
    token = browser_like.cookies["csrf"].value
    sent = {"csrfmiddlewaretoken": token, "why": "Two reviews <came> back", "password": "not-for-eyes", "n": "3"}
    page = browser_like.post("/problem/disk/", sent).content.decode()
    assert "Two reviews &lt;came&gt; back</textarea>" in page
    assert 'type="hidden" name="n" value="3"' in page
    assert "not-for-eyes" not in page


def test_a_page_left_open_too_long_loses_nothing(browser_like, nora):
    browser_like.force_login(nora)
    page = browser_like.post(
        "/capture/", {"text": 'A "long" line\n<about> MeSH', "once": "", "csrfmiddlewaretoken": "x" * 32}
    )
    words = page.content.decode()
    assert page.status_code == 403
    assert "A &#34;long&#34; line\n&lt;about&gt; MeSH</textarea>" in words
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', words)[1]
    again = browser_like.post("/capture/", {"text": "A long line", "once": "", "csrfmiddlewaretoken": token})
    assert again.status_code == 302
    assert "A long line" in TAKEN.values()


def test_what_nobody_typed_is_not_shown_as_typed(client):
    client.force_login(PersonFactory(email="sam@example.org"))
    key = "0198c6f0-0000-7000-8000-000000000001"
    there = f"/mentoring/requests/{key}/"
    page = client.post(there, {"id": key, "revision": "3", "to": key, "text": "Keep it", "at": "9:30"}).content.decode()
    assert "Keep it" in page
    assert "9:30" in page
    assert f"> {key}" not in page
    assert "Revision:" not in page
    assert "What you typed" not in client.post(there, {"id": key}).content.decode()


def test_words_from_another_site_get_no_token(nora):
    client = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "cross-site"})
    client.force_login(nora)
    page = client.post("/capture/", {"text": "Words of somebody else"}).content.decode()
    assert "Words of somebody else" in page
    assert "csrfmiddlewaretoken" not in page


def test_a_form_sent_after_the_session_ended_keeps_its_words(client):
    page = client.post("/capture/", {"text": "Learned at the desk"}, headers={"sec-fetch-site": "same-origin"})
    assert page.status_code == 403
    assert "Learned at the desk</textarea>" in page.content.decode()
    assert 'href="/accounts/login/"' in page.content.decode()


def test_reading_without_a_session_leads_to_sign_in_and_back(client):
    assert client.get("/capture/?text=x").headers["Location"] == "/accounts/login/?next=/capture/%3Ftext%3Dx"


def test_a_body_over_the_limit_is_refused_before_it_is_read(browser_like, settings):
    answer = browser_like.generic("POST", "/capture/", b"x", CONTENT_LENGTH=str(settings.UPLOAD_LIMIT * 2))
    assert answer.status_code == 413
    assert f"at most {settings.UPLOAD_LIMIT // 1024 // 1024} MB" in answer.content.decode()


def test_too_much_text_is_a_413_and_not_a_fault(browser_like, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    browser_like.get("/sheet/")
    for address in ("/capture/", "/api/problem/many/"):
        assert browser_like.post(address, {"text": "x" * 2000}).status_code == 413
    assert browser_like.post("/capture/", "text=" + "x" * 2000, "application/x-www-form-urlencoded").status_code == 413


def test_a_broken_upload_is_a_400_and_not_a_fault(browser_like):
    browser_like.get("/sheet/")
    answer = browser_like.post("/capture/", b"--x\r\nbroken", "multipart/form-data; boundary=\xff")
    assert answer.status_code == 400


def test_the_person_s_language_and_name_are_on_the_page(client, nora):
    client.force_login(nora)
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="fr"' in page
    assert '<a href="/account/">Nora &lt;b&gt;Lindqvist&lt;/b&gt;</a>' in page
    assert page.count('aria-current="page"') == 1


def test_a_chosen_language_lasts_and_leads_back(client, nora):
    assert client.post("/language/", {"language": "fr", "next": "/sheet/"}).headers["Location"] == "/sheet/"
    assert '<html lang="fr"' in client.get("/").content.decode()
    client.force_login(nora)
    client.post("/language/", {"language": "en"})
    nora.refresh_from_db()
    assert nora.language == "en"
    client.post("/language/", {"language": "xx"})
    nora.refresh_from_db()
    assert nora.language == "en"


@pytest.mark.parametrize(
    "address", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "\t//e.x"]
)
def test_choosing_leads_nowhere_else(client, address):
    for view in ("/theme/", "/language/"):
        assert client.post(view, {"next": address, "theme": "dark", "language": "fr"}).headers["Location"] == "/"


def test_the_theme_is_written_by_the_server(client):
    assert "data-theme" not in client.get("/").content.decode()
    client.post("/theme/", {"theme": "dark"})
    assert client.cookies["theme"]["httponly"]
    assert 'data-theme="dark"' in client.get("/").content.decode()
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/").content.decode()
    client.post("/theme/", {"theme": ""})
    assert "data-theme" not in client.get("/").content.decode()


def test_a_notice_is_told_once_with_its_way_back(client, nora):
    client.force_login(nora)
    client.post("/capture/", {"text": "<b>RDA</b> webinar"})
    page = client.get("/").content.decode()
    assert "Saved: &lt;b&gt;RDA&lt;/b&gt; webinar" in page
    assert 'action="/undo/"' in page
    assert "RDA" not in client.get("/").content.decode()


def test_a_long_notice_still_fits_its_cookie(client, nora):
    client.force_login(nora)
    client.post("/capture/", {"text": "é" * 5000})
    assert "é" * (LONGEST - 20) in client.get("/").content.decode()


def test_the_manifest_offers_the_share_sheet(client):
    body = client.get("/manifest.webmanifest").json()
    assert body["share_target"] == {
        "action": "/capture/",
        "method": "GET",
        "params": {"title": "title", "text": "text", "url": "url"},
    }


def test_the_page_without_a_network_holds_nothing_of_anybody(client, nora):
    client.force_login(nora)
    page = client.get("/offline/?l=en")
    assert nora.email not in page.content.decode()
    assert "Nora" not in page.content.decode()
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert 'lang="en"' in page.content.decode()


def test_the_worker_keeps_only_static_files(client):
    source = client.get("/sw.js").content.decode()
    kept = json.loads(re.search(r"const FILES = (\[.*?\]);", source)[1])
    assert len(kept) > 5
    assert all(re.fullmatch(r"/static/[\w/.-]+\.[0-9a-f]{12}\.\w+", address) for address in kept)
    assert all(client.get(address).status_code == 200 for address in kept)


def logged(message: str, *args) -> str:
    return SafeFormatter("%(levelname)s %(message)s").format(
        logging.LogRecord("planfolio", logging.ERROR, "", 0, message, args, None)
    )


@pytest.mark.parametrize(
    "text",
    [
        "password=MARKER",
        "{'password': 'MARKER two', 'x': 1}",
        "Authorization: Bearer MARKER",
        "Cookie: session=MARKER",
        "GET /s/MARKER/ 404",
        "launch_token=MARKER&x=1",
        '"api_key": "MARKER"',
        "insert\nDETAIL:  Key (email)=(MARKER) already exists.",
    ],
)
def test_logs_hold_no_secret(text):
    assert "MARKER" not in logged("%s", text)


def test_nobody_can_write_a_log_line():
    line = logged("No such page: %s", "/x\r\nERROR forged\x1b[31m\u2028ERROR")
    assert all(not part.startswith("ERROR") for part in line.split("\n")[1:])
    assert not re.search("[\x00-\x09\x0b-\x1f\u2028]", line)

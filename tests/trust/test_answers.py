"""What holds of every answer: its headers, where it leads, what the browser and the next person may keep of it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from planfolio.journal import actions as journal
from planfolio.people import pulse, sharing
from planfolio.plans.models import PlanGrant
from planfolio.testing import PlanFactory, cast
from planfolio.web.kept import TOKEN
from planfolio.web.middleware import CONTENT_POLICY
from tests.api.calls import Caller
from tests.trust.sweep import addresses
from tests.world import MARK, world

pytestmark = pytest.mark.django_db
#: What may be kept by a browser or a proxy: nothing in it belongs to anybody.
PUBLIC = {"robots", "worker", "manifest"}
TRICKS = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example/",
    "https:evil.example",
    "http:///evil.example", "javascript:alert(1)", " //evil.example", "\t//evil.example", "/\t/evil.example",
    "/\n/evil.example",
    "data:text/html,x", "//localhost@evil.example", "https://testserver@evil.example/", "https://testserver.evil.example/",
    "%2F%2Fevil.example", "/%09/evil.example", "//evil%E3%80%82example", "///\\;@evil.example", 
    "ftp://testserver/", "evil.example",
    "week", "2147483648", "\x00", "/" * 3000,
]  # fmt: skip


@pytest.fixture(scope="module")
def people(once):
    with once():
        return cast()


@pytest.fixture(scope="module")
def scene(once, people):
    with once():
        return world(people.owner)


def checked(answer, *, private=True) -> None:
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "'unsafe-" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert not private or "no-store" in answer.headers["Cache-Control"]
    assert not {"Server", "X-Powered-By"} & set(answer.headers)


def test_asvs_3_4_3_and_14_3_2_every_answer_to_everybody_carries_the_headers(client, people, sign_in, scene):
    for person in (None, people.stranger, people.owner):
        client = sign_in(person) if person else client
        for name, there in addresses(scene).items():
            checked(client.get(there), private=name not in PUBLIC)
            checked(client.generic("PROPFIND", there), private=name not in PUBLIC)
    for there in ("/nothing/", "/static/nothing.css", "/static/../settings.py", "/accounts/login/", "/accounts/2fa/"):
        checked(client.get(there))


def test_the_headers_are_on_every_answer_of_the_api(people, scene):
    call = Caller(people.owner)
    for there in ("/me", "/entries", f"/plans/{scene['plan']}", "/nothing", "/deleted", "/api/openapi.json"):
        for answer in (call.get(there), Caller().get(there), call("BREW", there)):
            checked(answer)


def test_a_file_is_sent_under_a_policy_that_runs_nothing(people, sign_in, scene):
    answer = sign_in(people.owner).get(f"/files/{scene['attachment'][1]}/")
    checked(answer)
    assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_range_of_a_file_is_asked_for_and_the_whole_is_sent(people, sign_in, scene):
    """No range is served, so none can be used to read past an end or to join parts of two files."""
    for span in ("bytes=0-3", "bytes=5-2", "bytes=-1", "bytes=0-999999999999999999999", "lines=1-2", "bytes=0-1,3-4"):
        answer = sign_in(people.owner).get(f"/files/{scene['attachment'][1]}/", headers={"Range": span})
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == MARK.encode()


@pytest.mark.parametrize("trick", TRICKS, ids=lambda trick: ascii(trick)[:24])
def test_asvs_3_7_2_next_leads_nowhere_else(people, sign_in, scene, trick):
    client = sign_in(people.owner)
    client.raise_request_exception = False
    plan, number = scene["plan"], scene["number"]
    entry, activity, file = (scene[name][1] for name in ("entry", "activity", "attachment"))
    for there, sent in (
        ("/theme/", {"theme": "dark"}),
        ("/language/", {"language": "en"}),
        ("/capture/", {"text": "x"}),
        (f"/plans/{plan}/objectives/{number}/stage/", {"stage": "explore"}),
        (f"/plans/{plan}/objectives/{number}/remarks/", {"code": "x"}),
        (f"/activities/{activity}/moves/finish/", {}),
        (f"/journal/{entry}/reflect/", {"model": "quick", "what": "x"}),
        ("/network/resources/press/keep/", {}),
        (f"/undo/{scene['undo'][0]}/{scene['undo'][1]}/", {}),
        (f"/files/{file}/remove/", {}),
        (f"/journal/{entry}/remove/", {}),
    ):
        answer = client.post(there, {**sent, "next": trick})
        assert answer.status_code in {302, 422}, (there, answer.status_code)
        to = answer.headers.get("Location", "/")
        assert to.startswith("/"), (there, to)
        assert not to.startswith(("//", "/\\", "/\t", "/\n")), (there, to)


def test_the_next_person_on_a_browser_sees_nothing_of_the_one_before(client, people, sign_in, scene):
    there = ["/", "/journal/", "/plans/", f"/plans/{scene['plan']}/", "/portfolio/", "/account/deleted/"]
    shown = [sign_in(people.owner).get(each, follow=True).content.decode() for each in there]
    assert sum(MARK in each for each in shown) >= 4
    client.post("/accounts/logout/")
    for each in there:
        assert MARK not in client.get(each, follow=True).content.decode()
    for each in there:
        assert MARK not in sign_in(people.stranger).get(each, follow=True).content.decode()


def test_a_page_that_was_kept_follows_language_and_theme(people, sign_in):
    journal.add_entry(by=people.owner, title="An entry")
    client = sign_in(people.owner)
    assert 'lang="en"' in client.get("/journal/").content.decode()
    client.post("/language/", {"language": "fr", "next": "/journal/"})
    client.post("/theme/", {"theme": "dark", "next": "/journal/"})
    page = client.get("/journal/").content.decode()
    assert '<html lang="fr" data-theme="dark">' in page
    client.post("/theme/", {"theme": "light", "next": "/journal/"})
    assert 'data-theme="light"' in client.get("/journal/").content.decode()


def test_nobody_writes_the_place_of_the_form_token_into_a_page(people, sign_in):
    """A link in a plan that somebody sent must not be filled with the token of whoever opens it."""
    assert len(TOKEN) > 40
    assert "kept-page" not in TOKEN
    plan = PlanFactory(owner=people.owner, title="kept-page-form-token")
    client = sign_in(people.owner)
    for _time in range(2):
        page = client.get(plan.get_absolute_url()).content.decode()
        assert TOKEN not in page
        token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        assert len(token) == 64
        assert "kept-page-form-token" in page


@pytest.mark.parametrize("broken", ["rule", "stamp", "session"])
def test_asvs_16_5_3_a_fault_in_a_check_lets_nobody_in(people, sign_in, scene, monkeypatch, broken):
    """The rule is asked for whoever is not the owner: here, for a reader of the plan."""
    PlanGrant.objects.create(
        owner=people.owner, thing_id=scene["plan"], person=people.mentor, role="reader", source="test:1"
    )
    asking = people.mentor if broken == "rule" else people.owner
    client, call = sign_in(asking), Caller(asking)
    client.raise_request_exception = False
    for there in ("/journal/", f"/plans/{scene['plan']}/", "/"):
        client.get(there)
    monkeypatch.setattr(*FAULTS[broken])
    asked = [client.get(there) for name, there in addresses(scene).items() if name in CHECKED[broken]]
    assert asked
    if broken == "rule":
        asked += [call.get(f"/plans/{scene['plan']}"), call.get(f"/evidence/{scene['evidence'][1]}")]
    for answer in asked:
        assert answer.status_code >= 500, answer.request["PATH_INFO"]
        assert MARK.encode() not in answer.content
        checked(answer)


def _broken(*_arguments, **_named):
    raise ZeroDivisionError("the check itself is out of order")


FAULTS = {
    "rule": (sharing.Shareable, "_granted", _broken),
    "stamp": (pulse, "connections", None),
    "session": ("planfolio.people.lifetimes._go_on", _broken),
}
CHECKED = {
    "rule": {"plan", "plan-edit", "plan-copy", "plan-export-file", "objective", "evidence", "attachment", "entry"},
    "stamp": {"journal", "plan", "week"},
    "session": {"journal", "plan", "week", "account", "attachment", "plan-export-file"},
}


@pytest.mark.slow
def test_asvs_3_3_3_cookies_of_a_site_over_https_are_bound_to_it():
    """Settings are read once a process, so this asks one of its own."""
    environment = {
        **os.environ,
        "PLANFOLIO_URL": "https://learn.example.org",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", COOKIES], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "cookies: __Host-csrf __Host-language __Host-notices __Host-session __Host-theme" in done.stdout, done.stdout


COOKIES = """
import django
from django.conf import settings
settings.DATABASES["default"] = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
django.setup()
from django.test import Client
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.utils import timezone
from planfolio.people.models import Person
client = Client(SERVER_NAME="learn.example.org")
owner = Person.objects.create_user(email="a@example.org", name="A", welcomed_at=timezone.now())
client.force_login(owner)
seen = {}
for answer in (
    client.get("/goals/new/", secure=True),
    client.post("/goals/new/", {"kind": "lifelong", "text": "x"}, secure=True),
    client.post("/theme/", {"theme": "dark"}, secure=True),
    client.post("/language/", {"language": "fr"}, secure=True),
    client.post("/account/", {"name": "B", "language": "fr", "time_zone": "UTC", "paper": "a4"}, secure=True),
):
    assert answer.status_code < 400, answer.content
    assert answer["Strict-Transport-Security"]
    seen |= answer.cookies
    for cookie in answer.cookies.values():
        assert cookie["secure"] and (cookie["httponly"] or not cookie.value) and cookie["samesite"] == "Lax", cookie
        assert cookie["path"] == "/" and not cookie["domain"], cookie
print("cookies:", *sorted({*seen, settings.SESSION_COOKIE_NAME}))
"""


def test_the_policy_that_pages_carry_is_the_one_that_is_tested():
    assert CONTENT_POLICY.startswith("default-src 'none'")
    assert settings.SECURE_PROXY_SSL_HEADER is None

"""No log line holds what somebody wrote, or a way in; nobody writes a line that looks like ours."""

import io
import logging

import pytest
from django.db import DataError, IntegrityError, OperationalError

from planfolio.journal.views import capture
from planfolio.people.invitations import invite
from planfolio.web.logs import SafeFormatter
from tests.api.calls import Caller

MARK = "pademelonword"


@pytest.fixture
def logged():
    """What the formatter of real life makes of everything that is logged, at the most talkative level there is."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(SafeFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream.getvalue
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.django_db
def test_asvs_16_2_5_no_secret_and_no_private_word_reaches_a_log(client, people, sign_in, logged):
    client.raise_request_exception = False
    people.owner.set_password("a correct pademelonword")
    people.owner.save()
    address = f"{MARK}@example.org"
    for there, sent in (
        ("/accounts/login/", {"login": address, "password": MARK}),
        ("/accounts/login/", {"login": "owner@example.org", "password": "a correct pademelonword"}),
        ("/accounts/password/reset/", {"email": address}),
        ("/accounts/signup/", {"email": address, "password1": MARK}),
    ):
        client.post(there, sent)
    invitation, secret = invite(address, by=people.administrator)
    for there in (f"/invitation/{secret}/", f"/invitation/{MARK}/", f"/s/{MARK}/dates.ics", f"/launch/?token={MARK}",
                  f"/accounts/password/reset/key/{MARK}/", f"/accounts/confirm-email/{MARK}/"):  # fmt: skip
        client.get(there)
    client = sign_in(people.owner)
    client.raise_request_exception = False
    client.get("/journal/", {"q": MARK, "provider": MARK})
    client.get("/network/resources/", {"q": MARK})
    client.post("/capture/", {"text": f"{MARK}\n{MARK}", "url": "javascript:" + MARK})
    client.post("/journal/new/", {"title": MARK, "note": MARK * 10_000})
    call = Caller(people.owner)
    call.post("/entries", {"title": MARK, "note": MARK, "nothing": MARK}, Idempotency_Key=MARK)
    Caller().get("/me", Authorization=f"Bearer {MARK}")
    client.get("/journal/", headers={"Host": f"{MARK}.example"})
    said = logged()
    assert MARK not in said
    assert secret not in said
    assert invitation.secret_hash not in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fault",
    [
        ValueError(f"invalid literal for int() with base 10: '{MARK}'"),
        ValueError(MARK),
        KeyError(MARK),
        DataError(f'invalid input syntax for type integer: "{MARK}"\nLINE 1: ... {MARK} ...'),
        IntegrityError(f"duplicate key\nDETAIL:  Key (email)=({MARK}@example.org) already exists."),
        OperationalError(f'could not write "{MARK}"'),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_a_fault_tells_where_and_of_what_kind_but_not_what_was_written(people, sign_in, logged, monkeypatch, fault):
    """The words of an exception often repeat what somebody typed; where it happened is what is needed."""

    def broken(**_values):
        raise fault

    monkeypatch.setattr(capture.actions, "add_entry", broken)
    client = sign_in(people.owner)
    client.raise_request_exception = False
    assert client.post("/capture/", {"text": MARK}).status_code >= 500
    said = logged()
    assert type(fault).__name__ in said
    assert "capture.py" in said
    assert MARK not in said


def test_a_fault_of_the_machine_is_told_in_its_own_words(logged):
    """Whoever runs the site must read what to mend."""
    for fault in (OperationalError("database or disk is full"), OSError(28, "No space left on device")):
        try:
            raise fault
        except (OperationalError, OSError):
            logging.getLogger("planfolio.web").exception("POST /capture/")
    assert "database or disk is full" in logged()
    assert "No space left on device" in logged()


def test_asvs_16_4_1_nobody_writes_a_line_of_the_log(logged):
    words = "x\n2026-11-23 10:00:00,000 ERROR planfolio.web forged\r\x1b[2J\u2028forged\u202e"
    logging.getLogger("planfolio.web").error("GET /%s", words)
    lines = logged().splitlines()
    assert len([line for line in lines if not line.startswith("    ")]) == 1
    assert not set(logged()) & set("\r\x1b\u2028\u202e")

"""`planfolio mail take` as a mail server calls it: what its exit codes say, and nothing said that would be sent on."""

import io
import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from planfolio import cli
from planfolio.commands import Exit
from planfolio.data import DataFolderUnusable
from planfolio.errors import TooMany
from planfolio.mentoring import talks
from planfolio.mentoring.letterbox import taking
from tests.mentoring.conftest import SITE
from tests.mentoring.test_answers_by_mail import address_of, answer

pytestmark = pytest.mark.django_db
OK, NO_USER, TRY_AGAIN = 0, 67, 75


@pytest.fixture(autouse=True)
def _here(monkeypatch, settings):
    settings.REPLY_ADDRESS = "reply@learn.example.org"
    monkeypatch.setattr("planfolio.commands.mail.ready", lambda: None)


@pytest.fixture
def asked(people, mentorship):
    return talks.ask_request(mentorship, by=people.owner, site=SITE, intent="stuck", question="Too broad?")


@pytest.fixture
def pipe(monkeypatch):
    def run(raw: bytes, *arguments: str) -> int:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw)))
        return cli.main(["mail", "take", *arguments])

    return run


def test_an_answer_from_a_pipe_is_taken_and_nothing_is_said(people, asked, pipe, capsys):
    raw = answer(address_of(people.mentor, asked), "Keep it.")
    assert [pipe(raw), pipe(raw)] == [OK, OK]
    assert capsys.readouterr() == ("", "")
    assert [each.text for each in asked.messages.all()] == ["Keep it."]


def test_what_it_was_asked_to_say_and_where_it_came_to(people, asked, pipe, capsys):
    assert pipe(answer("x@example.org"), "--to", address_of(people.mentor, asked), "--json") == OK
    assert json.loads(capsys.readouterr().out) == {"outcome": "taken"}


def test_nobodys_address_is_said_to_be_nobodys(pipe, capsys):
    assert pipe(answer("reply@learn.example.org")) == NO_USER
    assert "Nobody takes mail at this address." in capsys.readouterr().err


@pytest.mark.parametrize("trouble", [OperationalError("locked"), TooMany("wait"), OSError("full")])
def test_what_is_wrong_for_now_keeps_the_mail_with_the_server(people, asked, pipe, monkeypatch, trouble):
    def broken(*_arguments, **_values):
        raise trouble

    monkeypatch.setattr(taking, "reply", broken)
    raw = answer(address_of(people.mentor, asked))
    assert pipe(raw) == TRY_AGAIN
    monkeypatch.undo()


def test_an_installation_that_cannot_be_used_or_takes_no_mail_keeps_it_too(pipe, monkeypatch, settings):
    settings.REPLY_ADDRESS = ""
    assert pipe(b"") == TRY_AGAIN

    def unusable():
        raise DataFolderUnusable("no")

    monkeypatch.setattr("planfolio.commands.mail.ready", unusable)
    assert pipe(b"") == TRY_AGAIN


def test_a_file_an_mbox_and_a_maildir(people, asked, tmp_path, capsys):
    raw = answer(address_of(people.mentor, asked))
    (tmp_path / "one").write_bytes(raw)
    (tmp_path / "mbox").write_bytes(b"From x\n" + raw)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(raw)
    assert cli.main(["mail", "take", str(tmp_path / "one")]) == OK
    assert cli.main(["mail", "take", "--mbox", str(tmp_path / "mbox")]) == OK
    assert "Taken before: 1" in capsys.readouterr().out
    assert cli.main(["mail", "take", "--maildir", str(tmp_path), "--json"]) == OK
    assert json.loads(capsys.readouterr().out) == {"taken before": 1}
    assert cli.main(["mail", "take", "--maildir", str(tmp_path / "none")]) == Exit.NOT_FOUND
    assert asked.messages.count() == 1


@pytest.mark.slow
def test_as_a_mail_server_starts_it(tmp_path):
    """The whole program, on an empty data folder: the message is nobody's, and says so by its code."""
    there = {**os.environ, "PLANFOLIO_DATA": str(tmp_path), "PLANFOLIO_REPLY_ADDRESS": "reply@example.org"}
    there.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "planfolio", "mail", "take"]
    done = subprocess.run(command, input=answer("reply@example.org"), env=there, capture_output=True, check=False)
    assert done.returncode == NO_USER
    assert done.stdout == b""

"""`planfolio mail take --imap`: each new message once, marked once it was taken; what is wrong is said, no password."""

import json
import os
import signal
import subprocess
import sys
from urllib.parse import quote

import pytest

from planfolio import cli
from planfolio.commands import Exit, doctor
from planfolio.journal.models import Entry
from planfolio.mentoring.letterbox import boxes, taking
from planfolio.mentoring.letterbox.capturing import make_capture_address
from planfolio.mentoring.letterbox.imap import MailboxUnusable, mailbox_at
from tests.mentoring.imap_server import ImapServer
from tests.mentoring.test_capture_by_mail import message

pytestmark = [pytest.mark.django_db, pytest.mark.integration]
TRY_AGAIN = 75


@pytest.fixture(autouse=True)
def _here(monkeypatch, settings):
    settings.REPLY_ADDRESS = "reply@learn.example.org"
    monkeypatch.setattr("planfolio.commands.mail.ready", lambda: None)


@pytest.fixture
def address(people):
    return make_capture_address(people.owner)


def url_of(server, *, scheme="imap", user="", password="", path="", query="") -> str:
    named = f"{quote(user or server.user)}:{quote(password or server.password)}"
    return f"{scheme}://{named}@127.0.0.1:{server.port}/{path}{query}"


@pytest.fixture
def look(settings, capsys):
    """Look into the mailbox of a server; the exit code, and what was printed."""

    def run(server, *arguments, **url):
        settings.IMAP_MAILBOX = url_of(server, **url) if server else ""
        code = cli.main(["mail", "take", "--imap", *arguments])
        said = capsys.readouterr()
        assert server is None or server.password not in said.out + said.err
        assert "pass word" not in said.out + said.err
        return code, said.out + said.err

    return run


def test_what_is_new_is_taken_once_and_marked(address, look):
    with ImapServer(message(address, "One"), message(address, "Two", name="2"), message("x@example.org")) as server:
        code, said = look(server, "--json")
        assert (code, json.loads(said)) == (0, {"taken": 2, "nobody's address": 1})
        assert [each.title for each in Entry.objects.order_by("id")] == ["One", "Two"]
        assert server.flags() == [{"\\Seen"}, {"\\Seen"}, {"\\Seen", "\\Flagged"}]
        assert server.said[-1] == "LOGOUT"
        assert look(server, "--json") == (0, "{}\n")
    assert Entry.objects.count() == 2


def test_what_was_taken_moves_where_it_shall_and_the_rest_stays(address, look):
    with ImapServer(message(address), message("x@example.org")) as server:
        assert look(server, query="?done=Taken")[0] == 0
        assert [each.folder for each in server.messages.values()] == ["Taken", "INBOX"]


@pytest.mark.parametrize("broken", ["UID STORE", "UID MOVE"])
def test_a_message_is_taken_once_though_the_connection_ends_before_it_is_marked(address, look, broken):
    with ImapServer(message(address)) as server:
        server.breaks = broken
        assert look(server, query="?done=Taken")[0] == TRY_AGAIN
        assert Entry.objects.count() == 1
        server.breaks = ""
        server.messages["5"].flags.clear()
        assert json.loads(look(server, "--json", query="?done=Taken")[1]) == {"taken before": 1}
    assert Entry.objects.count() == 1


def test_a_message_that_is_gone_meanwhile_is_passed_over(address, look, monkeypatch):
    with ImapServer(message(address)) as server:
        monkeypatch.setattr(boxes, "unseen", lambda _server: ["4", "5"])
        assert json.loads(look(server, "--json")[1]) == {"taken": 1}


def test_by_login_where_the_server_has_nothing_else(address, look):
    with ImapServer(message(address), password="plain", capabilities="") as server:
        assert look(server)[0] == 0
        assert server.said[1].startswith("LOGIN box")


def test_asked_to_stop_it_stops_between_two_messages(address, look, monkeypatch):
    before, first = signal.getsignal(signal.SIGTERM), boxes.take

    def take_and_be_stopped(raw):
        os.kill(os.getpid(), signal.SIGTERM)
        return first(raw)

    monkeypatch.setattr(boxes, "take", take_and_be_stopped)
    with ImapServer(message(address), message(address, name="2")) as server:
        assert look(server)[0] == 0
        assert server.flags() == [{"\\Seen"}, set()]
        assert server.said[-1] == "LOGOUT"
    assert signal.getsignal(signal.SIGTERM) == before


def test_who_sends_too_much_waits_and_nothing_is_lost(address, look, monkeypatch):
    monkeypatch.setattr(taking, "EACH_MINUTE", 1)
    with ImapServer(message(address), message(address, name="2")) as server:
        assert look(server)[0] == TRY_AGAIN
        assert server.flags() == [{"\\Seen"}, set()]
        monkeypatch.setattr(taking, "EACH_MINUTE", 5)
        assert look(server)[0] == 0
    assert Entry.objects.count() == 2


BEGIN = """
from planfolio.commands import ready
ready()
from planfolio.mentoring.letterbox.capturing import make_capture_address
from planfolio.people.models import Person
print(make_capture_address(Person.objects.create(name="Nora", email="nora@example.org")))
"""
COUNT = """
from planfolio.commands import ready
ready()
from planfolio.journal.models import Entry
print(*sorted(Entry.objects.values_list("title", flat=True)))
"""


@pytest.mark.slow
def test_killed_before_a_message_is_marked_it_is_known_the_next_time(tmp_path):
    """The whole program, killed where it has taken a message and the server has not been told."""
    environment = {**os.environ, "PLANFOLIO_DATA": str(tmp_path), "PLANFOLIO_REPLY_ADDRESS": "reply@example.org"}
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL"):
        environment.pop(name, None)

    def say(*command):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    address = say(sys.executable, "-c", BEGIN)
    with ImapServer(*(message(address, title, name=title) for title in ("One", "Two", "Three"))) as server:
        environment["PLANFOLIO_IMAP"] = url_of(server)
        command = [sys.executable, "-m", "planfolio", "mail", "take", "--imap", "--json"]
        server.holds = "UID STORE"
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as killed:
            assert server.held.wait(60)
            killed.kill()
        server.holds = ""
        server.released.set()
        assert json.loads(say(*command)) == {"taken before": 1, "taken": 2}
        assert json.loads(say(*command)) == {}
    assert say(sys.executable, "-c", COUNT) == "One Three Two"


class TestWhatIsWrong:
    def test_is_said_and_the_password_is_not(self, address, look):
        with ImapServer(message(address)) as server:
            for how, words in (
                ({"password": "wrong"}, "does not take this user name and password"),
                ({"path": "Elsewhere"}, "no folder “Elsewhere”"),
                ({"query": "?done=Nowhere"}, "no folder “Nowhere”"),
                ({"scheme": "imaps"}, "speaks no TLS"),
                ({"scheme": "imap", "query": "?tls=starttls"}, "offers no STARTTLS"),
            ):
                server.messages["5"].flags.clear()
                code, said = look(server, **how)
                assert (code, words in said) == (Exit.ENVIRONMENT, True), said

    def test_a_server_that_cannot_move_or_mark(self, address, look):
        with ImapServer(message(address), capabilities="AUTH=PLAIN") as server:
            assert "cannot move messages" in look(server, query="?done=Taken")[1]
            assert not Entry.objects.exists()
            server.refuses = "UID STORE"
            assert "may not be written to" in look(server)[1]

    def test_a_server_that_is_away_is_tried_again(self, look):
        with ImapServer() as server:
            pass
        assert look(server)[0] == TRY_AGAIN

    def test_a_server_that_ends_every_talk_is_tried_again(self, address, look):
        for command in ("AUTHENTICATE", "SELECT", "UID SEARCH", "UID FETCH"):
            with ImapServer(message(address)) as server:
                server.breaks = command
                assert look(server)[0] == TRY_AGAIN, command

    def test_nothing_is_set(self, look):
        assert look(None)[0] == Exit.ENVIRONMENT

    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("imap://a:b@mail.example.org/", "Without TLS"),
            ("imap://a:b@mail.example.org/?tls=none", "Without TLS"),
            ("pop3://a:b@mail.example.org/", "imaps://user:password"),
            ("imaps://a:b@/INBOX", "imaps://user:password"),
            ("imaps://a:b@mail.example.org:999999/", "cannot be read"),
            ("imaps://[::1/", "cannot be read"),
            ("imaps://mail.example.org/INBOX", "no user name"),
            ("imaps://a@mail.example.org/INBOX", "no user name"),
            ("imaps://a:b%0D%0Ax@mail.example.org/INBOX", "line break"),
            ("imaps://a:b@mail.example.org/Re%C3%A7us", "without accents"),
        ],
    )
    def test_in_the_setting_has_a_sentence_of_its_own(self, url, words):
        with pytest.raises(MailboxUnusable, match=words):
            mailbox_at(url)

    def test_the_setting_as_it_should_be(self):
        found = mailbox_at("imaps://nora%40example.org:p%40ss@mail.example.org/Plan%20folio?done=Taken")
        assert (found.host, found.port, found.user, found.password) == (
            "mail.example.org",
            993,
            "nora@example.org",
            "p@ss",
        )
        assert (found.folder, found.done, found.tls) == ("Plan folio", "Taken", "tls")
        assert "p@ss" not in repr(found)
        assert mailbox_at("imap://a:b@mail.example.org?tls=starttls").port == 143


def test_the_doctor_signs_in_and_marks_nothing(address, monkeypatch):
    monkeypatch.setattr(doctor, "set_up_django", lambda: None)
    assert list(doctor._mailbox()) == []
    with ImapServer(message(address)) as server:
        monkeypatch.setenv("PLANFOLIO_IMAP", url_of(server))
        assert [each.state for each in doctor._mailbox()] == ["note"]
        monkeypatch.setenv("PLANFOLIO_REPLY_ADDRESS", "reply@learn.example.org")
        assert [each.state for each in doctor._mailbox()] == ["ok"]
        assert server.flags() == [set()]
        monkeypatch.setenv("PLANFOLIO_IMAP", url_of(server, password="wrong"))
        (found,) = doctor._mailbox()
        assert (found.state, "wrong" in found.words) == ("mend", False)

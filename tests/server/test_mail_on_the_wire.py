"""Mail as a server of mail receives it: the headers of one click, both bodies, and each letter once."""

import re
import socketserver
import threading
from email import message_from_bytes, policy

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from planfolio.jobs.models import Letter
from planfolio.jobs.page import page_of
from planfolio.jobs.worker import Worker
from planfolio.mentoring import digest
from planfolio.mentoring.letterbox.markup import words_of
from planfolio.people import letters
from planfolio.people.invitations import invitation_address, invite, send_invitation
from planfolio.testing import PersonFactory

pytestmark = pytest.mark.django_db


class Catcher(socketserver.ThreadingTCPServer):
    """A server of mail that keeps what it is given; it turns away the first `busy` letters for now."""

    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.caught, self.busy = [], 0


class Talk(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"QUIT":
                return self.say("221 bye")
            if verb == b"DATA":
                self.say("354 go on")
                self.take()
            else:
                self.say("250 ok")
        return None

    def take(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if self.server.busy:
            self.server.busy -= 1
            return self.say("451 later")
        self.server.caught.append(message_from_bytes(b"".join(lines), policy=policy.default))
        return self.say("250 taken")

    def say(self, words: str):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def catcher(settings):
    with Catcher() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server
        server.shutdown()


@pytest.fixture
def person():
    person = PersonFactory(email="nora@example.org", name="Nora")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    letters.choose(person, digest=True)
    return person


def work():
    worker = Worker("w")
    while worker.work_once():
        pass


def test_the_weekly_mail_arrives_with_both_bodies_and_the_headers_of_one_click(catcher, person):
    digest.write_digest(person, "2026-W40")
    work()
    (message,) = catcher.caught
    address = letters.stop_address(person, letters.Kind.DIGEST)
    assert message["To"] == "nora@example.org"
    assert "".join(message["List-Unsubscribe"].split()) == f"<{address}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in message.get_body(["plain"]).get_content()
    assert "<h1>" in message.get_body(["html"]).get_content()


def test_a_server_that_is_busy_gets_it_once_later_under_the_same_name(catcher, person):
    catcher.busy = 1
    letters.write(person, letters.Kind.MENTORING, subject="Sam asks", words="Too broad?")
    work()
    assert catcher.caught == []
    assert not Letter.objects.get().sent_at
    DBTaskResult.objects.update(run_after=timezone.now())
    work()
    work()
    (message,) = catcher.caught
    assert message["Message-ID"] == Letter.objects.get().message_id


def test_every_letter_arrives_as_words_and_as_a_page_in_its_language(catcher, person):
    with translation.override("fr"):
        letters.write(
            person,
            letters.Kind.MENTORING,
            subject="Nora <b>",
            words="Trop <b>large</b> ?\nOui.\n\nhttp://x.org/a?b=1&c=2",
        )
    invitation, secret = invite("sam@example.org", by=None)
    send_invitation(invitation, invitation_address(secret, site="https://learn.example.org"))
    work()
    pages = [message.get_body(["html"]).get_content().replace("\r\n", "\n") for message in catcher.caught]
    assert '<html lang="fr">' in pages[0]
    assert "<p>Trop &lt;b&gt;large&lt;/b&gt; ?<br>\nOui.</p>" in pages[0]
    assert '<p><a href="http://x.org/a?b=1&amp;c=2">http://x.org/a?b=1&amp;c=2</a></p>' in pages[0]
    assert '<html lang="en">' in pages[1]
    assert f'href="https://learn.example.org/invitation/{secret}/"' in pages[1]
    for message, page in zip(catcher.caught, pages, strict=True):
        assert words_of(page).split() == message.get_body(["plain"]).get_content().split()


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))
    | st.sampled_from(["http://a/<script>", "https://b.", "<a href=x>\n\n&amp;"])
)
def test_a_page_says_what_its_words_say_and_nothing_of_them_is_markup(text):
    page = page_of(text, title=text)
    assert words_of(page).split() == text.split()
    assert set(re.findall(r"<(\w+)", page)) <= {"html", "head", "meta", "title", "body", "p", "br", "a"}

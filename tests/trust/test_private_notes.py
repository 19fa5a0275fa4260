"""Private notes and those of supporters are in no answer, mail, file, packet, search or log of anybody else."""

import json

import pytest
from django.core import mail
from django.db import connection

from planfolio.exchange.archive.writing import gather, pieces
from planfolio.jobs.models import Letter
from planfolio.journal.models import PrivateNote
from planfolio.mentoring.models import Mentorship, Packet, SupporterNote
from planfolio.mentoring.packets import sealed
from planfolio.testing import words
from tests.api.calls import Caller
from tests.test_access_matrix import address, routes
from tests.trust.test_logs import logged  # noqa: F401
from tests.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: What Nora wrote for herself, what she noted about somebody whom she supports, and what her mentor noted about her.
PRIVATE, HERS, ABOUT_HER = "quokkaword", "numbatword", "bilbyword"
#: A file of one's own data is looked at on its own below.
LEFT_OUT = {"own-data-file"}


@pytest.fixture
def scene(people):
    scene = world(people.owner)
    PrivateNote.objects.update(text=PRIVATE)
    SupporterNote.objects.filter(owner=people.owner).update(text=HERS)
    theirs = Mentorship.objects.filter(owner=people.owner, state="running").first()
    SupporterNote.objects.create(owner=theirs.supporter, mentorship=theirs, text=ABOUT_HER)
    return {**scene, "supporter": theirs.supporter}


def everything_shown(client, scene) -> str:
    """The whole text of every page that this browser gets at, by every address there is."""
    pages = []
    for name in sorted(set(routes()) - LEFT_OUT):
        if name.startswith("launch"):
            continue
        answer = client.get(address(name, scene))
        pages.append((b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace"))
    pages += [words(client.get(each.get_absolute_url())) for each in Mentorship.objects.all()]
    for search in ("/journal/?q={}", "/network/resources/?q={}", "/programmes/?q={}"):
        # A page says again what was looked for, so the words of the search itself are taken out.
        pages += [words(client.get(search.format(word))).replace(f'value="{word}"', "") for word in (PRIVATE, HERS)]
    return "\n".join(pages)


def archive(person) -> str:
    return b"".join(pieces(gather(person))).decode("utf-8", "replace")


@pytest.mark.parametrize("who", ["supporter", "coordinator of the house", "administrator of the instance", "visitor"])
def test_no_page_of_anybody_else_holds_them(client, people, sign_in, scene, logged, who):  # noqa: F811
    client.raise_request_exception = False
    person = {
        "supporter": scene["supporter"],
        "coordinator of the house": scene["here"].coordinator.person,
        "administrator of the instance": people.administrator,
    }.get(who)
    if person:
        client = sign_in(person)
    shown = everything_shown(client, scene)
    assert PRIVATE not in shown.replace(f"“{PRIVATE}”", "")
    assert HERS not in shown.replace(f"“{HERS}”", "")
    assert (ABOUT_HER in shown) == (who == "supporter")
    assert not {PRIVATE, HERS, ABOUT_HER} & set(logged().split())
    assert PRIVATE not in logged()


def test_the_learner_never_comes_upon_what_was_noted_about_them(client, people, sign_in, scene):
    shown = everything_shown(sign_in(people.owner), scene)
    assert PRIVATE in shown
    assert HERS in shown
    assert ABOUT_HER not in shown


def test_no_file_packet_mail_index_or_program_of_anybody_else_holds_them(people, scene):
    told = archive(scene["supporter"]) + archive(people.administrator) + archive(scene["here"].coordinator.person)
    assert PRIVATE not in told
    assert HERS not in told
    assert ABOUT_HER not in archive(people.owner)
    packets = "".join(sealed(each) for each in Packet.objects.all())
    letters = json.dumps(list(Letter.objects.values()), default=str)
    letters += "".join(str(each.message()) for each in mail.outbox)
    for word in (PRIVATE, HERS, ABOUT_HER):
        assert word not in packets
        assert word not in letters
    for person in (scene["supporter"], people.administrator, scene["here"].coordinator.person):
        call = Caller(person)
        for there in ("/me", "/goals", "/plans", "/entries", f"/entries?q={PRIVATE}"):
            assert PRIVATE not in call.get(there).content.decode().replace(f"q={PRIVATE}", "")


def test_the_words_of_supporters_are_in_no_index_and_those_of_private_notes_under_their_owner_alone(people, scene):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in {SupporterNote._meta.db_table, PrivateNote._meta.db_table}:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = [row for row in cursor.fetchall() if any(word in str(row) for word in (HERS, ABOUT_HER))]
            assert rows == [], table

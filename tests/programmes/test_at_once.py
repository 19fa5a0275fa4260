"""Somebody who shares the same words fifty times at once has one post, and no fault."""

import os
import subprocess
import sys

import pytest

from tests.databases import database_of_its_own

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

RACE = """
import threading, django
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from django.db import connection
from planfolio.programmes import taking_part
from planfolio.programmes.access import get_thing
from planfolio.programmes.models import WallPost
from planfolio.testing import PersonFactory
from tests.programmes.runs import begin
person = PersonFactory()
inside = taking_part.join(begin(PersonFactory()), by=person)
there = get_thing(inside.run.doc, "thing-01")
entry = taking_part.write(inside, there, by=person, summary="Tried it", note="")
start, shared = threading.Barrier(50), []
def share():
    start.wait()
    shared.append(taking_part.share(inside, "thing-01", by=person, entry=entry).pk)
    connection.close()
threads = [threading.Thread(target=share) for _each in range(50)]
[each.start() for each in threads]; [each.join() for each in threads]
print(len(shared), len(set(shared)), WallPost.objects.count())
"""


def test_asvs_2_3_4_of_fifty_who_share_the_same_at_once_one_post_comes():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings"} | database_of_its_own()
    done = subprocess.run([sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["50", "1", "1"], done.stdout + done.stderr[-500:]

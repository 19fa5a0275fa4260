"""Twenty at once: the same write with the same key has one effect and one answer, on a database of files as in life."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
RACE = """
import json, sys, threading
from planfolio.commands import ready
ready()
from django.db import connections
from django.test import Client
from planfolio.people.models import Person, Reply
from planfolio.people.tokens import create_token
from planfolio.plans.models import Goal

person = Person.objects.create(name="Racer", email="racer@example.org")
_token, secret = create_token(person, "Race")
answers, start = [], threading.Barrier(20)


def write(body, headers):
    start.wait()
    response = Client().post("/api/v1/goals", body, content_type="application/json",
        headers={"Authorization": f"Bearer {secret}", **headers})
    answers.append((response.status_code, response.json().get("id")))
    connections.close_all()


def race(body, headers):
    answers.clear()
    threads = [threading.Thread(target=write, args=(body, headers)) for _ in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return list(answers)


told = {
    "by_key": race({"text": "One"}, {"Idempotency-Key": "race"}),
    "by_id": race({"text": "Two", "id": "0190a000-0000-7000-8000-000000000009"}, {}),
    "goals": Goal.objects.filter(owner=person).count(),
    "replies": Reply.objects.filter(owner=person).count(),
}
person.delete()
print(json.dumps(told))
"""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_writes_at_once_with_one_key_are_one_write(tmp_path):
    environment = {**os.environ, "PLANFOLIO_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        environment["DATABASE_URL"] = f"postgresql://{at['USER']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    done = subprocess.run([sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    for name in ("by_key", "by_id"):
        assert len(told[name]) == 20
        assert len({tuple(answer) for answer in told[name]}) == 1, told[name]
        assert told[name][0][0] == 201
    assert (told["goals"], told["replies"]) == (2, 1)

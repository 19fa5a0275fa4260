"""Fifty at once who say yes to a supervisor, and who begin the review of a round: one agreement, one review."""

import os
import subprocess
import sys

import pytest

from tests.databases import database_of_its_own

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

RACE = """
import django, threading
django.setup()
from planfolio.schema import bring_up_to_date
bring_up_to_date()
from datetime import date
from django.db import connections
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
from planfolio.mentoring.models import Cycle, Mentorship, Review
from planfolio.testing import PlanFactory, cast
from tests.people.organisation_cast import house
people = cast()
here = house(supervisor=people.supervisor, member=people.owner)
plan, today = PlanFactory(owner=people.owner), date.today()
over = here.team.supervisions.get().pk
cycle = Cycle.objects.create(organisation=here.organisation, team=here.team, title="R", starts=today, ends=today)
place = cycle.places.create(member=here.member).pk
days = {f"{name}-{part}": getattr(today, part) for name in ("starts", "ends") for part in ("day", "month", "year")}
form = {"title": "R", "mentorship": str(over), "plan": str(plan.pk), **days}
browsers = []
for _each in range(50):
    browsers.append(Client())
    browsers[-1].force_login(people.owner, backend="planfolio.people.backend.Backend")
start, answers = threading.Barrier(50), []
def send(number, browser):
    start.wait()
    there = f"/mentoring/supervisors/{over}/" if number % 2 else f"/reviews/rounds/{place}/"
    answers.append(browser.post(there, form).status_code)
    connections.close_all()
threads = [threading.Thread(target=send, args=pair) for pair in enumerate(browsers)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(Mentorship.objects.count(), Review.objects.count(), len(answers), max(answers))
"""


def test_asvs_2_3_4_of_fifty_at_once_one_agreement_and_one_review_come():
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.parallel_settings"} | database_of_its_own()
    done = subprocess.run([sys.executable, "-c", RACE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    agreements, reviews, answered, worst = map(int, done.stdout.split())
    assert (agreements, reviews, answered) == (1, 1, 50), done.stdout
    assert worst < 500

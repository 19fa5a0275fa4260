from datetime import timedelta

import pytest
from django.utils import timezone

from planfolio.people.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_ready_when_the_worker_was_heard(client):
    Heartbeat.objects.create(part="worker", at=timezone.now())
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"web": "ready", "database": "ready", "worker": "ready"}


def test_503_says_which_part_is_missing(client):
    assert client.get("/health/").status_code == 503
    Heartbeat.objects.create(part="worker", at=timezone.now() - timedelta(minutes=5))
    answer = client.get("/health/")
    assert answer.status_code == 503
    assert "300 seconds ago" in answer.json()["worker"]


def test_it_is_cheap_and_leaves_no_session(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        answer = client.get("/health/")
    assert "session" not in answer.cookies

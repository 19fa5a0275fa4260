"""The look-ups of every request find what the ORM would find."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.utils import timezone

from planfolio.people.backend import Backend
from planfolio.people.base import new_key
from planfolio.people.models import Person
from planfolio.people.session_store import SessionStore
from planfolio.testing import PersonFactory

pytestmark = pytest.mark.django_db


def test_a_row_is_the_one_of_the_orm_in_every_field():
    person = PersonFactory(formats=["video"], years=3, welcomed_at=timezone.now())
    PersonFactory()
    found = Backend().get_user(str(person.pk))
    expected = Person.objects.get(pk=person.pk)
    names = [field.attname for field in Person._meta.concrete_fields]
    assert {name: getattr(found, name) for name in names} == {name: getattr(expected, name) for name in names}
    assert not found.get_deferred_fields()
    assert not found._state.adding
    assert found._state.db == expected._state.db


def test_a_key_that_is_of_nobody_finds_nothing_and_what_is_no_key_is_refused():
    assert Backend().get_user(new_key()) is None
    with pytest.raises(ValidationError):
        Backend().get_user("nobody")


def test_a_session_that_has_ended_is_not_found():
    store = SessionStore()
    store["mark"] = 1
    store.save()
    assert SessionStore(store.session_key)["mark"] == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    late = SessionStore(store.session_key)
    assert "mark" not in late
    assert late.session_key is None


def test_somebody_whose_account_was_closed_is_nobody(client):
    person = PersonFactory()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get("/account/").status_code == 200
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/account/").status_code == 302

"""The private address of dates: unguessable, of one person, gone for good once ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from planfolio.catalogue import actions, calendar_address
from planfolio.catalogue.models import CalendarAddress, Listing
from tests.people.pages import member
from tests.people.pages import sign_in as sign_in_as

pytestmark = pytest.mark.django_db


def listing(owner, **values):
    today = owner.today()
    return actions.add_listing(by=owner, **{"title": "A webinar", "starts_on": today, "ends_on": today, **values})


def titles(answer):
    return {str(event["SUMMARY"]): str(event["STATUS"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def open_address(client, secret):
    return client.get(reverse("calendar-address", args=[secret]))


def test_the_address_shows_the_dates_of_its_owner_and_of_nobody_else(client, people):
    listing(people.owner, title="Mine")
    gone = listing(people.owner, title="Taken out")
    actions.remove(gone, by=people.owner)
    listing(people.stranger, title="Theirs")
    answer = open_address(client, calendar_address.make_address(people.owner))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert not answer.cookies
    assert titles(answer) == {"Mine": "CONFIRMED", "Taken out": "CANCELLED"}


def test_what_can_no_longer_be_restored_is_no_longer_told(client, people):
    gone = listing(people.owner)
    Listing.objects.filter(pk=gone.pk).update(deleted_at=timezone.now() - timedelta(days=31))
    assert titles(open_address(client, calendar_address.make_address(people.owner))) == {}


def test_an_address_that_was_ended_replaced_or_guessed_opens_nothing(client, people):
    first = calendar_address.make_address(people.owner)
    second = calendar_address.make_address(people.owner)
    assert open_address(client, first).status_code == 404
    assert open_address(client, second).status_code == 200
    for guess in ("x", second[:-1], second + "x", CalendarAddress.objects.get().secret_hash, str(people.owner.pk)):
        assert open_address(client, guess).status_code == 404
    calendar_address.end_address(people.owner)
    assert open_address(client, second).status_code == 404


def test_the_secret_is_stored_nowhere_and_long_enough_not_to_be_guessed(people):
    secret = calendar_address.make_address(people.owner)
    assert len(secret) >= 43
    assert secret not in str(CalendarAddress.objects.values().get())


def test_an_account_that_is_closed_has_no_address(client, people):
    secret = calendar_address.make_address(people.owner)
    people.owner.is_active = False
    people.owner.save()
    assert open_address(client, secret).status_code == 404


def test_the_address_is_made_shown_once_and_ended_on_the_page(client):
    person = member()
    sign_in_as(client, person)
    page = client.post(reverse("calendar-address-new")).content.decode()
    address = page.split('value="http://testserver')[1].split('"')[0]
    assert client.get(address).status_code == 200
    assert address not in client.get(reverse("dates")).content.decode()
    client.post(reverse("calendar-address-end"))
    assert client.get(address).status_code == 404


def test_an_address_can_only_be_read(client, people):
    address = reverse("calendar-address", args=[calendar_address.make_address(people.owner)])
    assert client.post(address).status_code == 405

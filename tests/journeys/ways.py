"""Ways that journeys share."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page


def sign_in_page(page: Page, address: str, person) -> None:
    """Give the browser a session of this person."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])

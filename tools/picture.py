"""docs/picture.png, the picture of the README: this week of somebody in the example data, as a browser shows it.

    python -m tools.picture

It needs Debian's chromium (or another that PLANFOLIO_CHROMIUM names) and the dependencies for developing. A data folder
of its own is made for it and removed again; the dates are those of the day on which it runs.
"""

import os
import shutil
import tempfile
import threading
from io import BytesIO
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

from PIL import Image
from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "picture.png"
#: The plan of the same person is a page to choose, too: /plans/.
PAGE = "/"
SIZE = {"width": 1280, "height": 860}
CHROMIUM = os.environ.get("PLANFOLIO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
COLOURS = 128


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="planfolio-picture-") as folder:
        os.environ |= {"PLANFOLIO_DATA": folder, "DJANGO_SETTINGS_MODULE": "planfolio.settings"}
        from planfolio.commands import ready

        ready()
        from planfolio.exchange import demo

        demo.fill()
        taken = photograph(serve(), PAGE, session_of(demo.look_around_as("en")))
    # A page has few colours; a palette makes the file smaller, and nothing is seen to change.
    Image.open(BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURE, optimize=True)


def serve() -> str:
    """Answer on a free port of this machine until the program ends."""
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *words):
            """Say nothing of each request."""

    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def session_of(person) -> dict[str, str]:
    """The cookie of somebody who has signed in."""
    from django.conf import settings
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value}


def photograph(site: str, address: str, cookie: dict[str, str]) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport=SIZE, color_scheme="light", locale="en-GB")
        context.add_cookies([{**cookie, "url": site}])
        page = context.new_page()
        page.goto(site + address, wait_until="networkidle")
        taken = page.screenshot()
        browser.close()
    return taken


if __name__ == "__main__":
    main()

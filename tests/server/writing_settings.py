"""The real settings with one more address, which writes an entry and answers only once it is committed."""

from planfolio.settings import *  # noqa: F403

ROOT_URLCONF = "tests.server.writing_urls"

"""The settings under test: a data folder of its own, cheap password hashing; the rest as in real life."""

import os
import tempfile

os.environ["PLANFOLIO_DATA"] = tempfile.mkdtemp(prefix="planfolio-tests-")
os.environ.setdefault("PLANFOLIO_SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("PLANFOLIO_SIGNUP", "open")

from planfolio.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# On PostgreSQL a person's writes are counted at the end of a transaction, which most tests never reach.
KEEP_PAGES = "postgresql" not in DATABASES["default"]["ENGINE"]  # noqa: F405

# A PostgreSQL database with all tables, of which each process takes a copy (tools/test.py).
if template := os.environ.get("PLANFOLIO_TEST_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}  # noqa: F405

# What one process of a run made of the templates, the others read (tools/test.py).
if folder := os.environ.get("PLANFOLIO_TEST_PAGES"):
    from jinja2 import FileSystemBytecodeCache

    TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(folder)  # noqa: F405

"""Django's own defaults over the same database: what `startproject` puts in, and nothing more."""

from planfolio.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks._reference"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
#: Without sign-in of others, and without the room that cannot be there without it.
LEFT_OUT = ("allauth", "planfolio.mentoring")
INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith(LEFT_OUT)]  # noqa: F405
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
SESSION_ENGINE = "django.contrib.sessions.backends.db"

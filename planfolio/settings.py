"""Settings, all from the environment, with defaults that run after checkout (docs/administrator.md lists them)."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from planfolio import data

BASE = Path(__file__).resolve().parent
DATA = data.folder()


def _flag(name: str, default: str = "") -> bool:
    return os.environ.get(name, default).lower() in {"1", "true", "yes", "on"}


#: The address people type, such as https://learn.example.org; it decides cookies, links in mail and allowed hosts.
PUBLIC_URL = os.environ.get("PLANFOLIO_URL", "").rstrip("/")
SECURE = PUBLIC_URL.startswith("https://")
#: One person on their own machine, signed in by a launch token; `planfolio start` sets it, only on loopback.
SOLO = _flag("PLANFOLIO_SOLO")
#: Where `planfolio start` listens; the guard of one's own machine compares the Host header with it.
PORT = int(os.environ.get("PLANFOLIO_PORT", "8000"))
#: open, invited or closed.
SIGNUP = os.environ.get("PLANFOLIO_SIGNUP", "invited")

DEBUG = False
SECRET_KEY = data.secret_key()
ALLOWED_HOSTS = [
    host
    for host in [
        urlsplit(PUBLIC_URL).hostname or "",
        *os.environ.get("PLANFOLIO_HOSTS", "localhost,127.0.0.1,[::1]").split(","),
    ]
    if host
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL else []
ROOT_URLCONF = "planfolio.urls"
WSGI_APPLICATION = "planfolio.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

INSTALLED_APPS = [
    "planfolio.people",
    "planfolio.jobs",
    "planfolio.catalogue",
    "planfolio.plans",
    "planfolio.journal",
    "planfolio.mentoring",
    "planfolio.programmes",
    "planfolio.exchange",
    "planfolio.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "planfolio.web.middleware.headers",
    "planfolio.web.assets.serve",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "planfolio.people.lifetimes.lifetimes",
    "planfolio.web.middleware.language",
    "planfolio.people.solo.guard",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "planfolio.people.lifetimes.tell",
    "planfolio.people.newcomers.lead_newcomers",
    "planfolio.web.middleware.errors",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "planfolio.web.jinja.environment",
            "context_processors": ["planfolio.web.form_tokens.forms"],
            "autoescape": True,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]


def _database(url: str) -> dict:
    """`postgresql://user:password@host:port/name?option=value`, or SQLite in the data folder when empty."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "planfolio.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                # FULL, not NORMAL: NORMAL loses acknowledged writes when the power is cut (docs/adr/0001).
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
                    "PRAGMA mmap_size=134217728;PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgresql:// (leave it out for SQLite in the data folder)")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
        # Server-side cursors and prepared statements do not survive a transaction-pooling pgbouncer.
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}

#: Show an owner's page again as it was rendered while nothing of theirs has changed (`web.kept`).
KEEP_PAGES = _flag("PLANFOLIO_KEEP_PAGES", "1")

#: Limits on tries and codes that were used count across processes and machines, and each is one atomic insert; so
#: they live in the database. Little else does.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
#: What is queued by the clock: name, the job, and how often.
SCHEDULE = {
    "clear out": ("planfolio.jobs.chores.clear_out", timedelta(hours=12)),
    "sweep files": ("planfolio.journal.chores.sweep_files", timedelta(hours=24)),
    "erase removed": ("planfolio.people.chores.erase_removed", timedelta(hours=24)),
    "forget openings": ("planfolio.people.chores.forget_openings", timedelta(hours=24)),
    "forget replies": ("planfolio.people.chores.forget_replies", timedelta(hours=1)),
    "stay erased": ("planfolio.exchange.chores.stay_erased", timedelta(hours=24)),
    "forget invitations": ("planfolio.people.chores.forget_invitations", timedelta(hours=1)),
    "run openings": ("planfolio.programmes.chores.tell_openings", timedelta(minutes=30)),
    "blogs": ("planfolio.programmes.blogs.reading.read_blogs", timedelta(minutes=10)),
    "forget taken mail": ("planfolio.mentoring.chores.forget_taken_mail", timedelta(hours=24)),
    "outcome reports": ("planfolio.mentoring.chores.make_outcome_reports", timedelta(hours=24)),
    "weekly mail": ("planfolio.mentoring.chores.queue_digests", timedelta(minutes=15)),
    "arrivals": ("planfolio.exchange.chores.forget_arrivals", timedelta(hours=1)),
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
MEDIA_ROOT = DATA / "files"
FILE_UPLOAD_HANDLERS = ["planfolio.journal.incoming.Handler"]
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
#: Largest single attachment, in bytes (PLANFOLIO_UPLOAD_MB, 50 MB unless told).
UPLOAD_LIMIT = int(os.environ.get("PLANFOLIO_UPLOAD_MB", "50")) * 1024 * 1024
#: Largest copy of a person's data that comes in by the browser (PLANFOLIO_COPY_MB, 500 MB unless told).
COPY_LIMIT = int(os.environ.get("PLANFOLIO_COPY_MB", "500")) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20

PREFIX = "__Host-" if SECURE else ""
SESSION_ENGINE = "planfolio.people.session_store"
SESSION_COOKIE_NAME = f"{PREFIX}session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
#: A sign-in ends after so many seconds without use (PLANFOLIO_SESSION_IDLE_HOURS, two weeks unless told), and after
#: so many in any case (PLANFOLIO_SESSION_HOURS, thirty days unless told).
SESSION_IDLE = int(os.environ.get("PLANFOLIO_SESSION_IDLE_HOURS", str(14 * 24))) * 3600
SESSION_ABSOLUTE = int(os.environ.get("PLANFOLIO_SESSION_HOURS", str(30 * 24))) * 3600
SESSION_COOKIE_AGE = SESSION_ABSOLUTE
CSRF_COOKIE_NAME = f"{PREFIX}csrf"
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "planfolio.web.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = f"{PREFIX}language"
THEME_COOKIE_NAME = f"{PREFIX}theme"
MESSAGE_STORAGE = "planfolio.web.notices.Storage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("PLANFOLIO_BEHIND_PROXY") else None

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["planfolio.people.backend.Backend"]
LOGIN_URL = "/launch/" if SOLO else "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "planfolio.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "planfolio.people.models.display_name"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_FORMS = {
    "login": "planfolio.people.sign_in_forms.Login",
    "signup": "planfolio.people.sign_in_forms.SignUp",
    "add_email": "planfolio.people.sign_in_forms.AddEmail",
    "change_password": "planfolio.people.sign_in_forms.ChangePassword",
    "set_password": "planfolio.people.sign_in_forms.SetPassword",
    "reset_password": "planfolio.people.sign_in_forms.ResetPassword",
    "reset_password_from_key": "planfolio.people.sign_in_forms.ResetPasswordKey",
    "reauthenticate": "planfolio.people.sign_in_forms.Reauthenticate",
}
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_SESSION_REMEMBER = True
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
#: A passkey checks the person (finger, face, PIN) whenever it is used, so that alone it is two factors.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_ADAPTER = "planfolio.people.adapter.MfaAdapter"
#: Clocks of phones differ; a code that was used is refused for longer than this lets it fit.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "planfolio.people.sign_in_forms.Authenticate",
    "reauthenticate": "planfolio.people.sign_in_forms.ReauthenticateByCode",
    "activate_totp": "planfolio.people.sign_in_forms.ActivateTotp",
    "deactivate_totp": "planfolio.people.sign_in_forms.DeactivateTotp",
    "generate_recovery_codes": "planfolio.people.sign_in_forms.GenerateRecoveryCodes",
    "add_webauthn": "planfolio.people.sign_in_forms.AddPasskey",
    "edit_webauthn": "planfolio.people.sign_in_forms.EditPasskey",
    "login_webauthn": "planfolio.people.sign_in_forms.SignInByPasskey",
    "authenticate_webauthn": "planfolio.people.sign_in_forms.AuthenticateByPasskey",
    "reauthenticate_webauthn": "planfolio.people.sign_in_forms.ReauthenticateByPasskey",
}
#: How many proxies stand in front (PLANFOLIO_PROXIES); only so many hops of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PLANFOLIO_PROXIES", "1" if _flag("PLANFOLIO_BEHIND_PROXY") else "0"))


def _mail(url: str) -> dict:
    """`smtp://user:password@host:587?tls=starttls`; the console prints the mail until this is set."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": options.get("tls") == "starttls",
        "EMAIL_TIMEOUT": 20,
    }


globals().update(_mail(os.environ.get("PLANFOLIO_SMTP", "")))
#: Where answers to mail are taken (`planfolio mail take`): an address, to which +... is added, or one with * in the
#: place of the secret. Empty: mail is answered on the page.
REPLY_ADDRESS = os.environ.get("PLANFOLIO_REPLY_ADDRESS", "").strip()
#: The mailbox that `planfolio mail take --imap` looks into: imaps://user:password@host:993/INBOX?done=Taken.
IMAP_MAILBOX = os.environ.get("PLANFOLIO_IMAP", "").strip()
DEFAULT_FROM_EMAIL = os.environ.get("PLANFOLIO_MAIL_FROM", "Planfolio <planfolio@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "planfolio.web.logs.SafeFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {
        "handlers": ["stderr"],
        "level": os.environ.get("PLANFOLIO_LOG", "WARNING"),
    },
    # A page that was not found or not allowed is an answer, not news.
    "loggers": {"django.request": {"level": "ERROR"}},
}

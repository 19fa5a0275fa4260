"""Every problem as an answer: a page that says what to do, or problem details (RFC 9457) under /api.

The pages need no database and no sign-in, so they also serve when one of the two is what is missing. When a form was
sent, the words in it are shown again: nothing that somebody typed is lost to an error.
"""

import errno
import logging
import re
import sys
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse, JsonResponse, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from planfolio.data import DataFolderUnusable
from planfolio.errors import Missing, NotAllowed, Problem, StorageFull, TooLarge, Unreadable

from .limits import upload_limit

log = logging.getLogger("planfolio.web")


class Unavailable(Problem):
    status = 503
    title = _("Planfolio cannot answer just now")


#: What to do, where the problem itself does not say it.
ADVICE = {
    400: _("The address or the form is not one that Planfolio wrote. Go back, load the page again and repeat."),
    403: _("Ask the person it belongs to, or go back to your own pages."),
    404: _(
        "There is no page at this address, or it is not shared with you. Check the address, or start from This week."
    ),
    409: _("Open the page again to see how it stands now, then make your change."),
    413: _("Choose a smaller file or send fewer at once."),
    422: _("Go back, change what is named above and send it again."),
    429: _("Wait a minute, then do it again. What you typed is kept below."),
    500: _(
        "It is not your doing, and nothing was half saved. Do it again; if it happens twice, tell who runs this site."
    ),
    503: _("Wait a moment, then do it again. What you saved before is safe."),
    507: _("Tell who runs this site that the disk is full. What you saved before is safe, and you can go on reading."),
}
RETRY = {429: "60", 503: "5"}
_READ_ONLY = _(
    "The data folder can only be read, so nothing can be saved. Tell who runs this site. You can go on reading."
)
_BUSY = _("Many people are saving at this moment. Wait a few seconds, then send it again. Nothing was half saved.")
_FULL_CODES = {"53100", "53200"}
_BUSY_CODES = {"40001", "40P01", "55P03", "57014"}
_UNREADABLE = (
    RequestDataTooBig,
    TooManyFieldsSent,
    UnreadablePostError,
    RawPostDataException,
    MultiPartParserError,
)
_SECRET = re.compile(r"pass|secret|token|csrf|otp|^code$|_key$", re.IGNORECASE)

#: What a form says of itself, and nobody typed.
_OF_THE_FORM = re.compile(r"id|once|revision|seen|next")
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """A field that was sent: `words` are shown to be read and copied, what else was `typed` to be read.

    What can be sent again takes along the rest, hidden.
    """

    name: str
    label: str
    value: str
    words: bool
    typed: bool


def answer(request, exception: Exception) -> HttpResponse | None:
    """The answer to a problem raised in a view; None for one that is nobody's plan, which Django logs as a 500."""
    problem = problem_of(exception)
    if problem is None:
        return None
    if problem.status >= 500:
        log.error("%s %s: %s", request.method, request.path, type(exception).__name__, exc_info=exception)
    return respond(request, problem)


def problem_of(exception: BaseException | None) -> Problem | None:
    if isinstance(exception, Problem):
        return exception
    if isinstance(exception, Http404):
        return Missing()
    if isinstance(exception, PermissionDenied):
        return NotAllowed()
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return TooLarge()
    if isinstance(exception, SuspiciousOperation | UnreadablePostError | MultiPartParserError):
        return Unreadable()
    if isinstance(exception, DataFolderUnusable):
        return Unavailable(_READ_ONLY)
    if isinstance(exception, OperationalError | InterfaceError | DatabaseError):
        return _of_database(exception)
    if isinstance(exception, OSError):
        return _of_disk(exception)
    return None


def _of_database(error: DatabaseError | InterfaceError) -> Problem | None:
    words, code = str(error).lower(), getattr(error.__cause__, "sqlstate", "") or ""
    if "disk is full" in words or code in _FULL_CODES:
        return StorageFull()
    if "readonly" in words or "read-only" in words or code == "25006":
        return Unavailable(_READ_ONLY)
    if "locked" in words or code in _BUSY_CODES:
        return Unavailable(_BUSY)
    return Unavailable() if isinstance(error, OperationalError | InterfaceError) else None


def _of_disk(error: OSError) -> Problem | None:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageFull()
    return Unavailable(_READ_ONLY) if error.errno == errno.EROFS else None


def respond(request, problem: Problem) -> HttpResponse:
    detail = str(problem.detail) or str(ADVICE.get(problem.status, ""))
    if request.path_info.startswith("/api/"):
        body = {"type": "about:blank", "title": str(problem.title), "status": problem.status, "detail": detail}
        if problem.errors:
            body["errors"] = [{"field": field, "detail": str(words)} for field, words in problem.errors]
        response = JsonResponse(body, status=problem.status, content_type="application/problem+json")
    else:
        again = problem.status in {429, 500, 503, 507}
        context = {"status": problem.status, "title": problem.title, "detail": detail, **_kept(request, again=again)}
        response = render(request, "errors/problem.jinja", context, status=problem.status)
    if problem.status in RETRY:
        response["Retry-After"] = RETRY[problem.status]
    for name, value in problem.headers.items():
        response[name] = value
    return response


def _kept(request, *, again: bool) -> dict:
    """What was typed, for the page; `again` offers to send it once more, only to a page of our own."""
    fields = kept_fields(request)
    return {
        "kept": fields,
        "again": again and any(fields) and _from_here(request),
        "address": request.get_full_path(),
        "files": bool(fields) and "multipart" in request.headers.get("Content-Type", ""),
    }


def kept_fields(request) -> list[Kept]:
    """Every text that was sent but what is secret; nothing when the request cannot be read any more."""
    if request.method != "POST":
        return []
    try:
        sent = request.POST
    except _UNREADABLE:
        return []
    return [
        Kept(name, re.sub(r"[-_]+", " ", name).strip().capitalize(), value, _has_words(value), _is_typed(name, value))
        for name, values in sent.lists()
        if not _SECRET.search(name)
        for value in values
    ]


def _has_words(value: str) -> bool:
    return " " in value.strip() or "\n" in value.strip() or len(value) > 40


def _is_typed(name: str, value: str) -> bool:
    return bool(value) and not _OF_THE_FORM.fullmatch(name) and not _KEY.fullmatch(value)


def _from_here(request) -> bool:
    """Whether a page of this site sent the form: another site must not be handed a token for its own words."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def csrf_failure(request, reason="") -> HttpResponse:
    """The token did not match: mostly a page left open too long. The words come back with a fresh token."""
    if request.path_info.startswith("/api/"):
        return respond(request, NotAllowed(_("Send the request with a token: Authorization: Bearer ...")))
    context = {"status": 403, **_kept(request, again=True)}
    return render(request, "errors/expired.jinja", context, status=403)


def signed_out(request) -> HttpResponse:
    """A form was sent after the session had ended: sign in beside it, then send the same words again."""
    context = {"status": 403, "sign_in": settings.LOGIN_URL, **_kept(request, again=True)}
    return render(request, "errors/signed_out.jinja", context, status=403)


def too_large(request) -> HttpResponse:
    limit = upload_limit(request) // (1024 * 1024)
    detail = _("Choose a file of at most %(limit)s MB, or send fewer at once.") % {"limit": limit}
    problem = TooLarge(detail)
    if request.path_info.startswith("/api/"):
        return respond(request, problem)
    context = {"status": 413, "title": problem.title, "detail": detail, "kept": [], "again": False, "files": False}
    return render(request, "errors/problem.jinja", context, status=413)


def bad_request(request, exception=None) -> HttpResponse:
    with translation.override(_spoken(request)):
        return respond(request, problem_of(exception) or Unreadable())


def forbidden(request, exception=None) -> HttpResponse:
    return respond(request, NotAllowed())


def not_found(request, exception=None) -> HttpResponse:
    return respond(request, Missing())


def server_error(request) -> HttpResponse:
    """The last resort, also for what goes wrong before a view is reached: the database of sessions, say."""
    with translation.override(_spoken(request)):
        return respond(request, problem_of(sys.exc_info()[1]) or Problem())


def _spoken(request) -> str:
    """The language of an error page, found without the person: what is already spoken, or what the browser asks for."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in dict(settings.LANGUAGES):
        return chosen
    return translation.get_language_from_request(request)

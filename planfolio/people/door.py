"""The door of the API: who calls, by a token alone; what the token may do; how often; and each write once.

A session does not open it, so another site cannot make a browser call it. Whatever has not passed here has no
`request.person`, and every operation asks for one.
"""

import json
import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from threading import Lock
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from planfolio.errors import NotAllowed, NotNow, Problem, Stale, TokenNeeded, TooMany, Unreadable
from planfolio.web.errors import respond

from .base import Owned
from .models import Reply, Token
from .tokens import person_for

SAFE = {"GET", "HEAD", "OPTIONS"}
#: The only address that a token of scope "capture" opens.
CAPTURE = "/api/v1/capture"
#: Requests of one token within a minute of the clock, whatever the number of processes.
A_MINUTE = 600
#: How many of them a process takes at once: one write to the shared table for each block, none for the rest.
BLOCK = 20
#: An answer is given again for a day.
KEPT = timedelta(days=1)


class NoSuchVerb(Problem):
    status = 405
    title = gettext_lazy("Not done here")


def door(view):
    """Wrap a view of the API: 401, 403 and 429 come from here, and so does the answer to a repeated write."""

    @csrf_exempt
    @wraps(view)
    def opened(request, *args, **kwargs):
        request.person, request.token = _caller(request)
        _check_scope(request)
        _count(request.token.pk)
        if request.method in SAFE:
            response = view(request, *args, **kwargs)
        else:
            response = _once(request, lambda: view(request, *args, **kwargs))
        return _finished(request, response)

    return opened


def _caller(request):
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    found = person_for(secret.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise TokenNeeded(_("Make a token under Account and send it as Authorization: Bearer ..."))
    return found


def _check_scope(request) -> None:
    scope = request.token.scope
    if scope == Token.Scope.WRITE or (scope == Token.Scope.CAPTURE and request.path_info == CAPTURE):
        return
    if scope != Token.Scope.READ or request.method not in SAFE:
        raise NotAllowed(_("This token may not do that. Make one that may, under Account."))


_taken: dict[UUID, tuple[int, int, int]] = {}
_lock = Lock()


def _count(token: UUID) -> None:
    """Use one of the token's requests of this minute. Raises TooMany when all blocks are taken.

    `_taken` holds of each token the minute, the next block to try for, and what is left of the block in hand.
    """
    now = time.time()
    minute = int(now // 60)
    with _lock:
        of, block, left = _taken.get(token, (0, 0, 0))
        if of != minute:
            block = left = 0
            if len(_taken) > 10_000:
                _taken.clear()
        while not left and block < A_MINUTE // BLOCK:
            left = BLOCK if cache.add(f"api-block-{token}-{minute}-{block}", True, 120) else 0
            block += 1
        _taken[token] = (minute, block, max(0, left - 1))
    if not left:
        problem = TooMany(_("This token has sent %(count)s requests within a minute.") % {"count": A_MINUTE})
        problem.headers = {"Retry-After": str(60 - int(now % 60))}
        raise problem


def keep_no_reply(request) -> None:
    """Let nothing under the Idempotency-Key of this write tell who sent it and when: it is as if it had none."""
    request.reply_is_kept = False


def _once(request, act: Callable[[], HttpResponse]) -> HttpResponse:
    """`act` in one transaction, all of it or nothing; with an Idempotency-Key once, and the same answer ever after."""
    key = request.headers.get("Idempotency-Key", "")
    if len(key) > 200 or not key.isascii() or not key.isprintable():
        raise Unreadable(_("Make the Idempotency-Key up to 200 plain characters, such as a UUID."))
    # Reads the body to its end first: a slow sender must not hold a transaction open.
    mark = _fingerprint(request)
    with transaction.atomic():
        reply = _claim(request.person, key, mark) if key else None
        if reply and reply.status:
            return HttpResponse(reply.body, status=reply.status, content_type="application/json")
        response = act()
        if response.status_code >= 400:
            transaction.set_rollback(True)
        elif reply and not getattr(request, "reply_is_kept", True):
            reply.delete()
        elif reply:
            reply.status, reply.body = response.status_code, response.content.decode()
            reply.save(update_fields=["status", "body"])
    return response


def _fingerprint(request) -> str:
    digest = sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            digest.update(json.dumps([name, values]).encode())
        for name, file in sorted(request.FILES.items()):
            digest.update(json.dumps([name, file.name, file.size]).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _claim(person, key: str, mark: str) -> Reply:
    """The row of this key, new or answered before; a second request waits here until the first is through."""
    Reply.objects.filter(owner=person, key=key, created_at__lt=timezone.now() - KEPT).delete()
    reply, _new = Reply.objects.get_or_create(owner=person, key=key, defaults={"request_hash": mark})
    if reply.request_hash != mark:
        raise NotNow(_("This Idempotency-Key came with another request before. Use a new one for a new request."))
    return reply


def _finished(request, response: HttpResponse) -> HttpResponse:
    """The answer with its ETag, and Django's bare 405 as a problem."""
    if response.status_code == 405:
        problem = NoSuchVerb(_("Use one of: %(methods)s.") % {"methods": response["Allow"]})
        problem.headers = {"Allow": response["Allow"]}
        return respond(request, problem)
    # Everything that has a revision is told with its key first; pages of many begin with something else.
    if response.status_code < 300 and not response.streaming and response.content.startswith(b'{"id"'):
        body = json.loads(response.content)
        if "revision" in body:
            response["ETag"] = f'"{body["revision"]}"'
    return response


def expected(request, row: Owned) -> int | None:
    """The revision that the caller has read, from If-Match; None when it says none. Raises Stale when it is another."""
    said = request.headers.get("If-Match", "").strip()
    if said in {"", "*"}:
        return None
    if said != f'"{row.revision}"':
        raise Stale(_("Read it again, then make your change with its ETag as If-Match."))
    return row.revision

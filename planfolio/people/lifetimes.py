"""How long a sign-in lasts: while it is used (SESSION_IDLE), and not beyond SESSION_ABSOLUTE however much it is.

The two times live in the session itself. Being seen is written at most every quarter of an hour, so that reading a
page stays free of writes.
"""

import time

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.utils import timezone
from django.utils.translation import gettext as _

from planfolio.web.notices import notice

BEGAN, SEEN = "began", "seen"
NOTICE_EVERY = 15 * 60
#: A clock may be corrected by this much without ending anybody's session, in seconds.
TOLERANCE = 5 * 60


def lifetimes(get_response):
    """Middleware, after the one that knows the user: ends a session that is too old and notes that the others live."""

    def middleware(request):
        if request.user.is_authenticated and not _go_on(request, int(time.time())):
            logout(request)
            request.session_ended = True
        response = get_response(request)
        if request.user.is_authenticated and BEGAN not in request.session:
            _begin(request)
        return response

    return middleware


def _begin(request) -> None:
    """However one was let in, by a password, a passkey or a launch link: the session has its times and is listed."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())
    UserSession.objects.create_from_request(request)


def _go_on(request, now: int) -> bool:
    session = request.session
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None:
        return True
    # A stamp from the future means a clock that was moved, not a session that may live longer.
    if max(began, seen) > now + TOLERANCE:
        return False
    if now - began >= settings.SESSION_ABSOLUTE or now - seen >= settings.SESSION_IDLE:
        return False
    if now - seen >= min(NOTICE_EVERY, settings.SESSION_IDLE // 4):
        session[SEEN] = now
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())
    return True


def tell(get_response):
    """Middleware, after the one of messages: the page to sign in again says that the session ended by itself."""

    def middleware(request):
        if getattr(request, "session_ended", False):
            notice(request, _("You were signed out because it was a while ago. Nothing is lost."), kind="info")
        return get_response(request)

    return middleware

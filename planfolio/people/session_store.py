"""Sessions in the database, as Django keeps them, found by a query whose SQL is built once (SESSION_ENGINE)."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from .prepared import Prepared

_BY_KEY = Prepared(Session)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        session = _BY_KEY.get(self.session_key)
        if session is not None and session.expire_date > timezone.now():
            return session
        self._session_key = None
        return None

"""Sessions in the database, as Django keeps them, found by a query whose SQL is built once (SESSION_ENGINE)."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from planfolio.prepared import Prepared

_by_key = Prepared(lambda key: Session.objects.filter(pk=key))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        for session in _by_key.objects(key=self.session_key):
            if session.expire_date > timezone.now():
                return session
        self._session_key = None
        return None

"""Who is signed in, found by a query whose SQL is built once; signing in itself is allauth's."""

from allauth.account.auth_backends import AuthenticationBackend

from .models import Person
from .prepared import Prepared

_BY_KEY = Prepared(Person)


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        person = _BY_KEY.get(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None

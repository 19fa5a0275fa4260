"""Who is signed in, found by a query whose SQL is built once; signing in itself is allauth's."""

from allauth.account.auth_backends import AuthenticationBackend

from planfolio.prepared import Prepared

from .models import Person

_by_key = Prepared(lambda key: Person._base_manager.filter(pk=key).order_by())


class Backend(AuthenticationBackend):
    def get_user(self, user_id):
        for person in _by_key.objects(key=Person._meta.pk.to_python(user_id)):
            if self.user_can_authenticate(person):
                return person
        return None

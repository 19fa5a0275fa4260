from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PeopleConfig(AppConfig):
    name = "planfolio.people"
    label = "people"

    def ready(self):
        from . import pulse

        post_migrate.connect(pulse.install, sender=self, dispatch_uid="pulse")

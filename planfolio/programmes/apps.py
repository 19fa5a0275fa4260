from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ProgrammesConfig(AppConfig):
    name = "planfolio.programmes"
    label = "programmes"

    def ready(self):
        from . import upkeep

        post_migrate.connect(upkeep.after_migrate, sender=self)

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "planfolio.plans"
    label = "plans"

    def ready(self):
        from . import lifecycle

        lifecycle.watch()

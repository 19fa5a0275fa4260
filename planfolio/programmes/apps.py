from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "planfolio.programmes"
    label = "programmes"

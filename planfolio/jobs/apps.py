from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "planfolio.jobs"
    label = "jobs"

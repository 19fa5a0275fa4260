from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "planfolio.web"
    label = "web"

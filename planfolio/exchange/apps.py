from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "planfolio.exchange"
    label = "exchange"

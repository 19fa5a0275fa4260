from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "planfolio.catalogue"
    label = "catalogue"

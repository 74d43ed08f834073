from django.apps import AppConfig


class ClimateConfig(AppConfig):
    name = "mortel.apps.climate"
    label = "climate"
    exports_person = "mortel.apps.climate.queries.everything_of"

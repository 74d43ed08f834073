from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "mortel.apps.keys"
    label = "keys"

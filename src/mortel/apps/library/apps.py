from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "mortel.apps.library"
    label = "library"

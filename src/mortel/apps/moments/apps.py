from typing import ClassVar

from django.apps import AppConfig


class MomentsConfig(AppConfig):
    name = "mortel.apps.moments"
    label = "moments"
    listens: ClassVar = {"definition_switched": "mortel.apps.moments.listeners.place_again"}
    exports_person = "mortel.apps.moments.queries.everything_of"

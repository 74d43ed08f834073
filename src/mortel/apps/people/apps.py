from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "mortel.apps.people"
    label = "people"
    exports_person = "mortel.apps.people.queries.everything_of"

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "mortel.web"
    label = "web"

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "mortel.apps.ledger"
    label = "ledger"

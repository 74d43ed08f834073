"""Which table lives in which database: the app `keys` in the database `keys`, all else in `default`."""

from typing import Any

from django.db.models import Model


class KeysRouter:
    """Keeps the person keys out of the main database, so they can never enter its backup."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return "keys" if model._meta.app_label == "keys" else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return (one._meta.app_label == "keys") == (other._meta.app_label == "keys")

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (app_label == "keys") == (db == "keys")

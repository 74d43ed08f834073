"""The closed list of keys."""

from django.db.models import TextChoices


class ErasureKind(TextChoices):
    """What was deleted for good."""

    MOMENT = "moment"
    LOOKBACK = "lookback"
    PERSON = "person"
    KEY = "key"

"""What was erased."""

import uuid

from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure


def is_erased(object_id: uuid.UUID) -> bool:
    return Erasure.objects.filter(object_id=object_id).exists()


def erased(kind: ErasureKind) -> list[uuid.UUID]:
    """All ids of this kind on the erasure list, for `mortel restore`."""
    return list(Erasure.objects.filter(kind=kind).values_list("object_id", flat=True))

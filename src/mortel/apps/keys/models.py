"""The second database: one wrapped key per person, and the ids of what was erased. It knows nothing else."""

import uuid

from django.db import models

from mortel.apps.keys.choices import ErasureKind


class PersonKey(models.Model):
    """The key that seals one person's private text, itself sealed with the installation's wrapping key."""

    person_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()


class Erasure(models.Model):
    """Something that was deleted for good: `mortel restore` deletes it again, and a late resend is refused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=12, choices=ErasureKind.choices)
    object_id = models.UUIDField(unique=True)
    at = models.DateTimeField()

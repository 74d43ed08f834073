"""What may be proven later (audit) and what others still have to hear (outbox)."""

import uuid

from django.db import models


class AuditEntry(models.Model):
    """One administrative act. Each entry's hash covers the one before it, so a change anywhere shows.

    Persons appear only as random ledger ids; the link to a person stands on Person and goes when she is erased.
    What a person does with her own moments is never written here (docs/decisions/0002).
    """

    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    actor = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    details = models.JSONField(default=dict)
    # Unique: of two writers with the same predecessor one fails and tries again, so the chain never forks.
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]


class News(models.Model):
    """A fact that a higher app still has to hear (the outbox). Deleted once every listener has heard it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fact = models.CharField(max_length=40)
    details = models.JSONField(default=dict)
    heard_by = models.JSONField(default=list)
    announced_at = models.DateTimeField(auto_now_add=True, db_index=True)

"""Private moments. A moment has exactly one reader, ever: its owner (docs/decisions/0002)."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Moment(models.Model):
    """One thing somebody came across. The text, its history and the answers are sealed with the owner's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    # From the device, with its offset in minutes; never later than `received_at`.
    taken_at = models.DateTimeField()
    taken_offset = models.SmallIntegerField(default=0)
    received_at = models.DateTimeField()
    # Raised at every change: of two tabs that save at once, the second is told instead of winning.
    revision = models.PositiveIntegerField(default=1)
    # The one place on the map (S-01): proposed from her answers under a definition (S-143), or chosen by herself,
    # and then it may also be nowhere. Columns and not a mark, so that there can be only one.
    place = models.CharField(max_length=60, blank=True, default="")
    place_chosen = models.BooleanField(default=False)
    place_definition = models.CharField(max_length=12, blank=True, default="")
    place_version = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "-taken_at"], name="moments_of_owner")]


class MomentTag(models.Model):
    """A mark the owner put on a moment: a catalogue id with the catalogue's version, sometimes with a value."""

    moment = models.ForeignKey(Moment, on_delete=models.CASCADE, related_name="+")
    item = models.CharField(max_length=60)
    catalogue_version = models.CharField(max_length=20)
    # 0-4 for the markers of the continuum, 0/1 for the three plain questions, else empty.
    value = models.SmallIntegerField(null=True)
    # Proposed from other answers and not set by the owner herself.
    proposed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["moment", "item"], name="mark_once")]


class Lookback(models.Model):
    """Then and now, as two lists (S-74, S-97), sealed like a moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    changed_at = models.DateTimeField()
    # As with a moment, but raised only when the lists themselves change: that a line became a moment is no news for
    # who is typing in another tab.
    revision = models.PositiveIntegerField(default=1)


class Quiet(models.Model):
    """The owner asked for softer questions, or none, for a while (S-104). Nobody else can see that she did."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    until = models.DateField()
    softer = models.BooleanField(default=False)

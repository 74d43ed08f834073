"""What an organisation adds to the catalogue. No row names a person: who did it stands in the ledger."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from mortel.pure.catalogue.entries import COMPUTERS, EFFORTS
from mortel.pure.catalogue.words import LANGUAGES
from mortel.pure.outside_address import LONGEST


class OwnContent(models.Model):
    """What every addition has. Taken away is kept, so that it can come back and an old reference still loads."""

    # From the form that was filled in: a form that is sent twice gives one row.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    label = models.CharField(max_length=120)
    # The language it is written in; a page in the other language shows it as it is.
    language = models.CharField(max_length=2)
    # The version of the catalogue that the ids in this row are of.
    catalogue_version = models.CharField(max_length=20)
    # Raised at every change: of two tabs that save at once, the second is told instead of winning.
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class OwnIntervention(OwnContent):
    """An action card of the organisation's own, beside the shipped ones."""

    description = models.TextField()
    caution = models.TextField(blank=True, default="")
    effort = models.CharField(max_length=6)
    computer = models.CharField(max_length=8)
    # Ids of the catalogue.
    dimensions = models.JSONField(default=list)
    who_acts = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(effort__in=EFFORTS), name="own_effort_known"),
            models.CheckConstraint(condition=Q(computer__in=COMPUTERS), name="own_computer_known"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="own_language_known"),
        ]


class OutsideLink(OwnContent):
    """A toolbox or page outside Mortel that the organisation points at (S-151)."""

    address = models.CharField(max_length=LONGEST)
    note = models.TextField(blank=True, default="")
    # The id of a topic, or nothing.
    about = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(address__startswith="https://"), name="link_is_https"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="link_language_known"),
        ]

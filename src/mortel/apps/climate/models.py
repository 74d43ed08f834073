"""Rounds, who is asked, ballots until a round is closed, and what was released. Ballots are never read but to close.

There is no key from a ballot to an invitation, and no time on either. The order of rows could still match them until a
round is closed (/privacy says so): closing rewrites all ballots in random order, and then deletes both.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from mortel.apps.climate.choices import Attribute, Audience, Channel, Consent


class Instrument(models.Model):
    """The words of a round as they were frozen when it opened (`pure.rounds.questionnaire`, as JSON)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    sha256 = models.CharField(max_length=64, unique=True)
    words = models.TextField()


class Pack(models.Model):
    """An instrument of others, with the licence that somebody confirmed (`pure.instruments.packs`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=200)
    licence = models.CharField(max_length=300)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    made_on = models.DateField()
    retired_on = models.DateField(null=True)


class Round(models.Model):
    """A round of questions. Opening freezes instrument, places, leads and retention; before that nothing is fixed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=80)
    # Set up by HR: whom, when, what, in which languages, which division.
    form = models.CharField(max_length=10, default="short")
    modules = models.JSONField(default=list)
    asks_time = models.BooleanField(default=False)
    languages = models.JSONField(default=list)
    attribute = models.CharField(max_length=10, choices=Attribute.choices, blank=True, default="")
    attribute_parts = models.JSONField(default=list)
    with_flex = models.BooleanField(default=True)
    with_students = models.BooleanField(default=False)
    with_long_leave = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    k = models.PositiveSmallIntegerField(default=7)
    words_only = models.BooleanField(default=False)
    # The works council.
    council_question = models.JSONField(default=dict)
    consent = models.CharField(max_length=10, choices=Consent.choices, blank=True, default="")
    consent_on = models.DateField(null=True)
    consent_note = models.TextField(blank=True, default="")
    # Whether a member of the council wrote it down, and not HR; None while nobody did.
    consent_by_council = models.BooleanField(null=True)
    notice_on = models.DateField(null=True)
    # Raised at every change of the set-up: of two tabs that save at once, the second is told instead of winning.
    revision = models.PositiveIntegerField(default=1)
    # Frozen at opening: the tree with how many were asked in each place, and the retention that was promised.
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, null=True, related_name="+")
    places = models.JSONField(default=list)
    retention = models.JSONField(default=dict)
    # The noise and the codes grow from it; gone once the round is released.
    secret = models.BinaryField(null=True)
    # Of the whole organisation, in steps of 5 per cent, from the day before; None while there is none to tell.
    response = models.PositiveSmallIntegerField(null=True)
    response_on = models.DateField(null=True)
    messages_sent = models.PositiveSmallIntegerField(default=0)
    last_message_on = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    closing_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    # What kept the result from being shown (`attack.gate.Code`), until it is asked for anew.
    refused = models.JSONField(null=True)
    # True from opening to release, and else empty: unique, so that of two rounds that open at once one does.
    is_under_way = models.BooleanField(null=True, unique=True)
    # The places on the disk where answers stood are still to be written anew.
    to_sweep = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="round_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(k__gte=7) | models.Q(k=6, words_only=True), name="round_k_at_least_seven"
            ),
        ]


class RoundLead(models.Model):
    """Who led a team when a round opened: she reads what was said about her a working day before her team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    team = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "team", "person"], name="lead_of_team_once_a_round")
        ]


class Invitation(models.Model):
    """Somebody who is asked, until the round is released: then this row goes.

    `leaf` is where she counts, `leaves` what she may choose.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    leaf = models.CharField(max_length=80)
    leaves = models.JSONField(default=list)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    code_hash = models.CharField(max_length=64, unique=True)
    no_messages = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "person"], name="invited_once")]


class HandedIn(models.Model):
    """That an invitation was used, until the round is closed. No time, nothing of what was answered, in no backup."""

    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, primary_key=True, related_name="handed_in"
    )


class Ballot(models.Model):
    """Answers that were handed in, until the round is closed. No key to anybody, no time but the week."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    leaf = models.CharField(max_length=80)
    language = models.CharField(max_length=5)
    part = models.SmallIntegerField(default=-1)
    answers = models.JSONField()
    week = models.CharField(max_length=8)


class PaperBatch(models.Model):
    """Answer sheets that were printed for one leaf; `number` stands on each of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    leaf = models.CharField(max_length=80)
    made_on = models.DateField()
    # Questions with two boxes crossed: they count as empty, and somebody has to know how many there were.
    crossed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="batch_number_once")
        ]


class PaperSheet(models.Model):
    """One printed sheet. Typed answers wait here until they are final, and then become a ballot without this number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="sheets")
    number = models.PositiveSmallIntegerField()
    # One in ten is typed twice.
    twice = models.BooleanField(default=False)
    first = models.JSONField(null=True)
    # The form that was handled last: sent twice it is one entry, never its own second one.
    entry = models.UUIDField(null=True)
    done = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "number"], name="sheet_number_once")
        ]


class Snapshot(models.Model):
    """All ballots of a round in random order, only while it is being closed."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, primary_key=True, related_name="+")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)


class Release(models.Model):
    """What a round told. Append-only: nothing ever changes or deletes one.

    `record` is what later rounds need (`pure.results.record`), `organisation` what is told of the whole.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    # False for a round that was told of the whole organisation alone: teams then keep reading the one before.
    tells_teams = models.BooleanField(default=True)
    input_sha256 = models.CharField(max_length=64)
    record = models.TextField()
    organisation = models.TextField()


class ReleasedFigure(models.Model):
    """One page's worth of figures (`pure.results.shapes`: TeamResult or OfficeLine, as JSON)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=6, choices=Audience.choices)
    place = models.CharField(max_length=80)
    parent = models.CharField(max_length=80, blank=True, default="")
    order = models.PositiveIntegerField()
    content = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "audience", "place"], name="figure_of_place_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["release", "audience", "parent", "order"], name="figures_under_a_place")
        ]

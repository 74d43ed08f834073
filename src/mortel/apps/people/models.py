"""The organisation, its units and teams, its people, and how they come in."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from mortel.apps.people.choices import (
    ContractKind,
    Country,
    Definition,
    GrantKind,
    NoticeKind,
    PassKind,
    Sector,
)


class Organisation(models.Model):
    """The one organisation of this installation (docs/decisions/0001)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=300)
    country = models.CharField(max_length=2, choices=Country.choices, default=Country.NETHERLANDS)
    sector = models.CharField(max_length=20, choices=Sector.choices, default=Sector.CARE)
    vocabulary = models.JSONField(default=dict)
    definition = models.CharField(max_length=12, choices=Definition.choices, default=Definition.INTERWOVEN)
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(singleton=True), name="one_organisation"),
        ]


class Unit(models.Model):
    """A place in the organisation's tree: a location, a department."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=300)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_in_parent"),
            models.UniqueConstraint(fields=["name"], condition=models.Q(parent=None), name="top_unit_name"),
        ]


class Team(models.Model):
    """People who work together, within one unit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="teams")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="team_name_in_unit"),
        ]


class Function(models.Model):
    """The kind of work somebody does, by the organisation's own name for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=300, unique=True)


class PersonQuerySet(models.QuerySet["Person"]):
    """Many at once, under the same rule as `Person.save`: an address is never stored without its key."""

    def bulk_create(self, objs: Iterable["Person"], *args: Any, **kwargs: Any) -> list["Person"]:
        people = list(objs)
        for person in people:
            person.derive_key()
        return super().bulk_create(people, *args, **kwargs)


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(card_number=username)


class Person(AbstractBaseUser):
    """Somebody who works here. There is no `last_login`: when a person uses Mortel is nobody's business."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=300)
    email = models.EmailField(null=True, unique=True)
    # Made in Python (never by a collation), so that both databases match addresses alike.
    email_key = models.CharField(max_length=254, null=True, unique=True)
    personnel_number = models.CharField(max_length=40, null=True, unique=True)
    card_number = models.CharField(max_length=8, unique=True)
    language = models.CharField(max_length=2, blank=True, default="")
    theme = models.CharField(max_length=8, blank=True, default="")
    is_active = models.BooleanField(default=True)
    # Part of every session's hash: raising it ends all sessions at once.
    session_epoch = models.PositiveIntegerField(default=0)
    # Marks this person's entries in the outbox of a phone; says nothing about her.
    device_tag = models.UUIDField(default=uuid.uuid4, unique=True)
    ledger_id = models.UUIDField(default=uuid.uuid4, unique=True)
    last_login = None

    USERNAME_FIELD = "card_number"
    EMAIL_FIELD = "email"
    objects: ClassVar[PersonManager] = PersonManager()

    def derive_key(self) -> None:
        """Make `email_key` from `email`: the one place where that is done."""
        self.email = self.email or None
        self.email_key = self.email.lower() if self.email else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive_key()
        super().save(*args, **kwargs)

    def get_session_auth_hash(self) -> str:
        return salted_hmac(
            "mortel.session", f"{self.password}|{self.session_epoch}", algorithm="sha256"
        ).hexdigest()


class Membership(models.Model):
    """Somebody's place in a team, with dates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    function = models.ForeignKey(Function, on_delete=models.PROTECT, null=True, related_name="+")
    starts = models.DateField(default=date.today)
    # The last day, inclusive.
    ends = models.DateField(null=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    is_main = models.BooleanField(default=True)
    is_lead = models.BooleanField(default=False)
    contract = models.CharField(max_length=12, choices=ContractKind.choices, default=ContractKind.PERMANENT)

    class Meta:
        indexes: ClassVar = [
            # Who would be asked is counted team by team out of this index alone.
            models.Index(
                fields=["team", "is_lead", "contract", "person", "starts", "ends"], name="counted_by_team"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "team"], condition=models.Q(ends=None), name="one_open_membership_per_team"
            ),
            models.UniqueConstraint(fields=["person", "team", "starts"], name="one_membership_per_start"),
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="ends_after_start",
            ),
        ]


class Away(models.Model):
    """Days on which somebody is not there. No reason is kept, and nobody but she herself is ever shown them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    starts = models.DateField()
    # The last day, inclusive; None while nobody knows.
    ends = models.DateField(null=True)
    # Lists replace what lists said, and never touch what she typed herself.
    from_list = models.BooleanField(default=False)
    # She took away what a list said: it counts no more, and the same list does not bring it back.
    withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "starts", "from_list"], name="one_away_per_start"),
            models.CheckConstraint(
                condition=models.Q(ends=None) | models.Q(ends__gte=models.F("starts")),
                name="away_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn=False) | models.Q(from_list=True),
                name="only_from_list_withdrawn",
            ),
        ]


class Grant(models.Model):
    """A role in the whole organisation. Being a lead is no grant: it comes from a membership."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    kind = models.CharField(max_length=12, choices=GrantKind.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "kind"], name="grant_once")]


class Pass(models.Model):
    """A secret handed to one person for one purpose; only its keyed hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=PassKind.choices)
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    # Single use is a conditional update on this column: of two uses at once one changes no row.
    used_at = models.DateTimeField(null=True)
    new_address = models.EmailField(null=True)


class AccountNotice(models.Model):
    """One line of a person's own log: what happened to her account, and whether an administrator did it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    by_administrator = models.BooleanField(default=False)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

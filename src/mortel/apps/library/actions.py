"""What an HR adviser does with the organisation's own cards and links. The ledger keeps each act by id, not by text.

Other people get 404 from every function here, and so does whoever names a row that does not exist.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import F, QuerySet
from django.http import Http404
from django.utils import timezone

from mortel.apps.ledger.actions import record
from mortel.apps.library.access import require_adviser
from mortel.apps.library.models import OutsideLink, OwnIntervention
from mortel.apps.people.models import Person
from mortel.pure.catalogue.entries import COMPUTERS, EFFORTS
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.words import LANGUAGES
from mortel.pure.outside_address import outside_address

LABEL_LIMIT, NOTE_LIMIT, TEXT_LIMIT = 120, 500, 2000

Table = TypeVar("Table", OwnIntervention, OutsideLink)


class DraftRefused(ValueError):
    """Something that no form of ours sends: an empty name, a text that is too long, an id that does not exist."""


class ChangedElsewhere(Exception):
    """Another tab or colleague saved something else in between, or this form already made something else."""


@dataclass(frozen=True, kw_only=True)
class CardDraft:
    """A card as it was filled in; ids are of topics and of roles."""

    label: str
    description: str
    caution: str
    effort: str
    computer: str
    dimensions: Collection[str]
    who_acts: Collection[str]
    language: str

    def fields(self) -> dict[str, Any]:
        """The columns. Raises DraftRefused."""
        _refuse_unless(
            0 < len(self.label) <= LABEL_LIMIT,
            0 < len(self.description) <= TEXT_LIMIT,
            len(self.caution) <= TEXT_LIMIT,
            self.effort in EFFORTS,
            self.computer in COMPUTERS,
            self.language in LANGUAGES,
            bool(self.dimensions) and all(shipped().knows(one) for one in self.dimensions),
            bool(self.who_acts) and all(shipped().knows(one) for one in self.who_acts),
        )
        return asdict(self) | {"dimensions": list(self.dimensions), "who_acts": list(self.who_acts)}


@dataclass(frozen=True, kw_only=True)
class LinkDraft:
    """A link as it was filled in; `about` is the id of a topic or nothing."""

    label: str
    address: str
    note: str
    about: str
    language: str

    def fields(self) -> dict[str, Any]:
        """The columns. Raises DraftRefused, and AddressRefused (a ValueError too) for an address to stay away from."""
        _refuse_unless(
            0 < len(self.label) <= LABEL_LIMIT,
            len(self.note) <= NOTE_LIMIT,
            self.language in LANGUAGES,
            not self.about or shipped().knows(self.about),
        )
        return asdict(self) | {"address": outside_address(self.address)}


def _refuse_unless(*conditions: bool) -> None:
    if not all(conditions):
        raise DraftRefused


# Cards ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_card(*, by: Person, form_id: uuid.UUID, draft: CardDraft) -> bool:
    """Keep a new card under this id; False when this very form was sent before. Raises ChangedElsewhere."""
    is_new = _add(OwnIntervention, by, form_id, draft.fields())
    if is_new:
        record("own_card_added", **_entry(by, form_id))
    return is_new


@transaction.atomic
def change_card(*, by: Person, pk: uuid.UUID, revision: int, draft: CardDraft) -> None:
    """Change a card in use. Raises ChangedElsewhere when `revision` is not how it stands now."""
    if _change(OwnIntervention, by, pk, revision, draft.fields()):
        record("own_card_changed", **_entry(by, pk))


@transaction.atomic
def take_card_away(*, by: Person, pk: uuid.UUID) -> None:
    """Nobody finds the card any more, until it is put back."""
    if _retire(OwnIntervention, by, pk):
        record("own_card_retired", **_entry(by, pk))


@transaction.atomic
def put_card_back(*, by: Person, pk: uuid.UUID) -> None:
    if _return(OwnIntervention, by, pk):
        record("own_card_returned", **_entry(by, pk))


# Links ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_link(*, by: Person, form_id: uuid.UUID, draft: LinkDraft) -> bool:
    """Keep a new link under this id; False when this very form was sent before. Raises ChangedElsewhere."""
    is_new = _add(OutsideLink, by, form_id, draft.fields())
    if is_new:
        record("outside_link_added", **_entry(by, form_id))
    return is_new


@transaction.atomic
def change_link(*, by: Person, pk: uuid.UUID, revision: int, draft: LinkDraft) -> None:
    """Change a link in use. Raises ChangedElsewhere when `revision` is not how it stands now."""
    if _change(OutsideLink, by, pk, revision, draft.fields()):
        record("outside_link_changed", **_entry(by, pk))


@transaction.atomic
def take_link_away(*, by: Person, pk: uuid.UUID) -> None:
    """Nobody finds the link any more, until it is put back."""
    if _retire(OutsideLink, by, pk):
        record("outside_link_retired", **_entry(by, pk))


@transaction.atomic
def put_link_back(*, by: Person, pk: uuid.UUID) -> None:
    if _return(OutsideLink, by, pk):
        record("outside_link_returned", **_entry(by, pk))


# Both: each says whether anything is other than before ------------------------------------------------------------


def _entry(by: Person, pk: uuid.UUID) -> dict[str, Any]:
    """Who, and by its id which thing. Its text stands nowhere in the ledger, which keeps what it has for good."""
    return {"actor": by.ledger_id, "details": {"id": str(pk)}}


def _add(table: type[Table], by: Person, pk: uuid.UUID, fields: Mapping[str, Any]) -> bool:
    require_adviser(by)
    new = {**fields, "catalogue_version": shipped().version, "made_at": timezone.now()}
    row, is_new = table._default_manager.get_or_create(pk=pk, defaults=new)
    if not is_new and (row.retired_at or not _says(row, fields)):
        raise ChangedElsewhere
    return is_new


def _change(table: type[Table], by: Person, pk: uuid.UUID, revision: int, fields: Mapping[str, Any]) -> bool:
    require_adviser(by)
    row = table._default_manager.filter(pk=pk, retired_at=None).first()
    if row is None:
        raise Http404
    if _says(row, fields):
        return False  # The same form once more, or nothing was changed in it.
    now = {**fields, "catalogue_version": shipped().version, "revision": F("revision") + 1}
    if not table._default_manager.filter(pk=pk, retired_at=None, revision=revision).update(**now):
        raise ChangedElsewhere
    return True


def _says(row: OwnIntervention | OutsideLink, fields: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in fields.items())


def _retire(table: type[Table], by: Person, pk: uuid.UUID) -> bool:
    return bool(_rows(table, by, pk).filter(retired_at=None).update(retired_at=timezone.now()))


def _return(table: type[Table], by: Person, pk: uuid.UUID) -> bool:
    return bool(_rows(table, by, pk).exclude(retired_at=None).update(retired_at=None))


def _rows(table: type[Table], by: Person, pk: uuid.UUID) -> QuerySet[Table]:
    require_adviser(by)
    rows = table._default_manager.filter(pk=pk)
    if not rows.exists():
        raise Http404
    return rows


def remove_own_content() -> None:
    """Everything an organisation added, gone: for a demo that makes room for another."""
    OwnIntervention.objects.all().delete()
    OutsideLink.objects.all().delete()

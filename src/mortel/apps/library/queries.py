"""What an organisation added, as pages read it. Texts are what somebody typed: no placeholder is filled in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from mortel.apps.library.models import OutsideLink, OwnIntervention
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.outside_address import host_of


@dataclass(frozen=True)
class OwnCard:
    """An action card of the organisation's own. It has no stage, kind of work or level: it fits all of them."""

    id: UUID
    label: str
    description: str
    caution: str
    effort: str
    computer: str
    dimensions: tuple[str, ...]
    who_acts: tuple[str, ...]
    language: str
    revision: int
    is_retired: bool
    maturity: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    is_own: bool = True


@dataclass(frozen=True)
class Link:
    """A link to outside; `host` is where it leads."""

    id: UUID
    label: str
    address: str
    host: str
    note: str
    about: str
    language: str
    revision: int
    is_retired: bool


Own = TypeVar("Own", OwnCard, Link)


def own_cards(topic: str = "") -> list[OwnCard]:
    """The cards in use, in the order of the alphabet; a topic that is a dimension includes its parts. One query."""
    cards = _sorted(_card(row) for row in OwnIntervention.objects.filter(retired_at=None))
    ids = shipped().with_parts(topic)
    return [card for card in cards if not topic or not set(card.dimensions).isdisjoint(ids)]


def own_cards_ever() -> list[OwnCard]:
    """Those in use and those taken away. One query."""
    return _sorted(_card(row) for row in OwnIntervention.objects.all())


def own_card(pk: UUID) -> OwnCard | None:
    """The card, also when it was taken away. One query."""
    row = OwnIntervention.objects.filter(pk=pk).first()
    return _card(row) if row else None


def outside_links(topic: str = "") -> list[Link]:
    """The links in use, in the order of the alphabet; a topic that is a dimension includes its parts. One query."""
    links = _sorted(_link(row) for row in OutsideLink.objects.filter(retired_at=None))
    ids = shipped().with_parts(topic)
    return [link for link in links if not topic or link.about in ids]


def outside_links_ever() -> list[Link]:
    """Those in use and those taken away. One query."""
    return _sorted(_link(row) for row in OutsideLink.objects.all())


def outside_link(pk: UUID) -> Link | None:
    """The link, also when it was taken away. One query."""
    row = OutsideLink.objects.filter(pk=pk).first()
    return _link(row) if row else None


def _sorted(found: Iterable[Own]) -> list[Own]:
    # Sorted in Python, so that capitals and accents behave alike on both databases.
    return sorted(found, key=lambda one: (one.label.casefold(), one.id))


def _card(row: OwnIntervention) -> OwnCard:
    return OwnCard(
        id=row.pk,
        label=row.label,
        description=row.description,
        caution=row.caution,
        effort=row.effort,
        computer=row.computer,
        dimensions=tuple(row.dimensions),
        who_acts=tuple(row.who_acts),
        language=row.language,
        revision=row.revision,
        is_retired=row.retired_at is not None,
    )


def _link(row: OutsideLink) -> Link:
    return Link(
        id=row.pk,
        label=row.label,
        address=row.address,
        host=host_of(row.address),
        note=row.note,
        about=row.about,
        language=row.language,
        revision=row.revision,
        is_retired=row.retired_at is not None,
    )

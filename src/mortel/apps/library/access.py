"""Everybody signed in reads what is in use; only HR advisers change it, and see what was taken away."""

from uuid import UUID

from django.http import Http404

from mortel.apps.library.queries import Link, OwnCard, outside_link, own_card
from mortel.apps.people.access import require
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.models import Person


def card_in_use(pk: UUID) -> OwnCard:
    """A card as everybody reads it; 404 when it was taken away."""
    card = own_card(pk)
    if card is None or card.is_retired:
        raise Http404
    return card


def card_to_change(adviser: Person, pk: UUID) -> OwnCard:
    """A card in use, for whoever may change it; 404 for anybody else."""
    require_adviser(adviser)
    return card_in_use(pk)


def link_to_change(adviser: Person, pk: UUID) -> Link:
    """A link in use, for whoever may change it; 404 for anybody else."""
    require_adviser(adviser)
    link = outside_link(pk)
    if link is None or link.is_retired:
        raise Http404
    return link


def require_adviser(person: Person) -> None:
    """Raise Http404 unless she is an HR adviser. An administrator is none: she looks after accounts, not content."""
    require(person, GrantKind.HR)

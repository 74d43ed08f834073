"""A moment has one reader: the owner. For anybody else it does not exist."""

import uuid

from django.http import Http404

from mortel.apps.moments.models import Moment
from mortel.apps.moments.queries import Entry, entries
from mortel.apps.people.models import Person


def moment_for(viewer: Person, pk: uuid.UUID) -> Entry:
    """Her own moment, opened; 404 for another's and for none."""
    opened = entries(list(Moment.objects.filter(pk=pk, owner=viewer)), viewer)
    if not opened:
        raise Http404
    return opened[0]

"""What a team, a unit or the leads of one are called on paper: as at the opening of the round."""

from django.utils.translation import gettext as _

from mortel.apps.climate.queries import ARound, places_of
from mortel.pure.catalogue.words import fill
from mortel.pure.rounds.places import Place
from mortel.web.words import Words


def place_names(round_: ARound, words: Words) -> dict[str, str]:
    """The name of each place by its id."""
    return {place.id: _named(place, words) for place in places_of(round_)}


def _named(place: Place, words: Words) -> str:
    if place.kind != "leads":
        return place.name
    return fill(_("The {leidinggevende.many} of %(place)s"), words.vocabulary) % {"place": place.name}

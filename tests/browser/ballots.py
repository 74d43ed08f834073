"""A house in which a round is open and many people have a code. Runs inside the installation that is visited."""

import json
from datetime import date

from mortel.apps.climate.actions.codes import code_of
from mortel.apps.climate.models import Invitation
from mortel.apps.people.models import Membership, Person
from tests.apps.climate.stories import opened
from tests.cast import assemble

CODES = 60


def stage() -> str:
    """Returns JSON: a list of codes that nobody used yet, of people with one team each."""
    cast = assemble()
    for number in range(CODES):
        person = Person.objects.create(name=f"Collega {number}", card_number=str(40_000_000 + number))
        Membership.objects.create(person=person, team=cast.team, starts=date(2024, 1, 1))
    round_ = opened(cast, attribute="work", attribute_parts=["zorg", "kantoor"])
    mine = Invitation.objects.filter(round=round_, person__name__startswith="Collega")
    return json.dumps([code_of(round_, one) for one in mine])

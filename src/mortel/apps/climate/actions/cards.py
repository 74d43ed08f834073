"""Cards with a code, for whoever has no address: printed as often as needed, and always the same codes."""

from dataclasses import dataclass
from typing import Final

from django.db import transaction

from mortel.apps.climate.actions.codes import code_of
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.models import Invitation, Round
from mortel.apps.climate.queries import places_of
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Person
from mortel.apps.people.queries import in_order_of_surname

# So many come on one print: a printer that jams does not cost a whole organisation.
AT_ONCE: Final = 300


@dataclass(frozen=True, slots=True)
class CodeCard:
    """For whom, in which leaf she counts, and the code that opens her ballot."""

    name: str
    leaf: str
    code: str


@transaction.atomic
def print_cards(*, by: Person, round_: Round, leaf: str = "", part: int = 0) -> list[CodeCard]:
    """The cards of one leaf, or of everybody, by place and then by surname; of more than AT_ONCE the part from 0 up.

    Whoever answered gets one too: who is left out would be known to have answered. LookupError once the result is
    there.
    """
    order = {place.id: at for at, place in enumerate(places_of(round_))}
    rows = {row.person_id: row for row in _on_cards(round_, leaf)}
    people = in_order_of_surname(row.person for row in rows.values())
    listed = sorted((rows[person.pk] for person in people), key=lambda row: order[row.leaf])
    chosen = listed[part * AT_ONCE : (part + 1) * AT_ONCE]
    if chosen:
        details = {"round": str(round_.pk), "number": len(chosen)}
        record("round_cards_printed", actor=by.ledger_id, details=details)
    return [CodeCard(row.person.name, row.leaf, code_of(round_, row)) for row in chosen]


def _on_cards(round_: Round, leaf: str) -> list[Invitation]:
    rows = Invitation.objects.filter(round=round_, channel=Channel.CARD).select_related("person")
    return list(rows.filter(leaf=leaf) if leaf else rows)

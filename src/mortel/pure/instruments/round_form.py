"""What protection and scoring need to know of the items of a round."""

from mortel.pure.disclosure.shapes import RoundForm
from mortel.pure.instruments.shapes import Instrument


def round_form(instrument: Instrument, *form_ids: str) -> RoundForm:
    """The items of a form and its modules in the order asked, each with its dimension, "" when it is not scored.

    The snapshot that goes with it holds answers to opposite items turned (6 - answer). DisclosureError when two forms
    ask the same item.
    """
    items = [item for form_id in form_ids for item in instrument.asked(form_id)]
    return RoundForm(
        items=tuple(item.code for item in items),
        dimensions=tuple(item.dimension if item.scored else "" for item in items),
    )

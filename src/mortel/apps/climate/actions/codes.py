"""The code of an invitation: it opens one ballot. Worked out anew when a card or mail is made, and stored nowhere."""

import hmac
from hashlib import sha256
from typing import Final

from mortel.apps.climate.models import Invitation, Round
from mortel.apps.people.actions.passes import ALPHABET

LENGTH: Final = 10


def code_of(round_: Round, invitation: Invitation) -> str:
    """Ten signs of 31, from the secret of the round. LookupError once that is gone, with the result."""
    if round_.secret is None:
        raise LookupError("A released round has no codes any more.")
    digest = hmac.new(bytes(round_.secret), b"code " + invitation.pk.bytes, sha256).digest()
    number, signs = int.from_bytes(digest, "big"), []
    for _ in range(LENGTH):
        number, at = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[at])
    return "".join(signs)


def in_groups(code: str) -> str:
    """As it is printed: two groups of five."""
    return f"{code[:5]}-{code[5:]}"

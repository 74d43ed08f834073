"""What to look at once more in the question that the works council adds. Remarks only: the council decides."""

import re
from enum import StrEnum
from typing import Final

# As long as a question of our own bank may be (instrument.md).
MOST_WORDS: Final = 12
_TWO_THINGS: Final = re.compile(r"\b(?:en|of|and|or)\b", re.IGNORECASE)
_NEGATION: Final = re.compile(r"\b(?:niet|geen|nooit|nergens|not|no|never|\w+n['’]t)\b", re.IGNORECASE)


class Remark(StrEnum):
    """Why people may read a question in two ways."""

    LONG = "long"
    TWO_THINGS = "two_things"
    NEGATION = "negation"


def remarks_on(question: str) -> tuple[Remark, ...]:
    """More than twelve words, two things at once, a negation: each makes an answer say less."""
    found = {
        Remark.LONG: len(re.findall(r"[\w’'-]+", question)) > MOST_WORDS,
        Remark.TWO_THINGS: bool(_TWO_THINGS.search(question)),
        Remark.NEGATION: bool(_NEGATION.search(question)),
    }
    return tuple(remark for remark, holds in found.items() if holds)

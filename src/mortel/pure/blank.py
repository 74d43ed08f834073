"""Whether a text has anything in it to see."""

import re

# What Unicode calls Default_Ignorable_Code_Point (DerivedCoreProperties.txt, 16.0) and is assigned: signs that are
# drawn as nothing, such as the zero-width space, joiners, marks of direction, fillers and variation selectors.
_IGNORED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Control characters; and the braille pattern without dots, which is drawn as an empty cell.
_NOTHING = re.compile(rf"[\s\x00-\x1f\x7f-\x9f\u2800{_IGNORED}]*")


def is_blank(text: str) -> bool:
    """True for an empty text, and for one of spaces and invisible signs only."""
    return _NOTHING.fullmatch(text) is not None

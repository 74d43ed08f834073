"""What a finding looks like, and the text as the finders read it."""

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["bsn", "national_number_be", "phone", "email", "birth_date", "name"]
Country = Literal["NL", "BE"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks like client data: `excerpt` is `text[start:end]` as written."""

    kind: Kind
    start: int
    end: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Span:
    """Where a finder saw something, in the plain text."""

    kind: Kind
    start: int
    end: int


# Each becomes exactly one other character, so positions stay true to what the person typed.
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("\t\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
    }
)


def plain(text: str) -> str:
    """The text with typographic spaces, hyphens and apostrophes made plain; as long as it was."""
    return text.translate(_PLAIN)

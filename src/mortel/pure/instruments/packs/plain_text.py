"""Words of a file as plain text: markup is taken away, and what cannot be asked as it stands is refused.

What remains can still begin with `=` or hold `<`: it is text, and every page and export treats it so.
"""

import html
import re
from typing import Final

from mortel.pure.instruments.packs.sentences import MARKUP, PLACEHOLDER, TOO_LONG, sentence
from mortel.pure.instruments.packs.shapes import PackError

# No question needs more markup than this; it also keeps the work on a hostile file small.
_LONGEST_SOURCE: Final = 20_000
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_BLOCK: Final = re.compile(r"</?(?:br|p|div|li|ul|ol|tr|td|th|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
# What stands between these is never shown to a reader.
_UNSHOWN: Final = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<(?:script|style)\b", re.IGNORECASE), re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)),
)


def plain(source: str, place: str, limit: int) -> str:
    """One line of text of at most `limit` characters. PackError names `place`."""
    text = " ".join(lines(source, place))
    if "{" in text or "}" in text:
        raise PackError(sentence(PLACEHOLDER, place=place))
    if _TAG.search(text):
        raise PackError(sentence(MARKUP, place=place))
    if len(text) > limit:
        raise PackError(sentence(TOO_LONG, place=place, limit=limit))
    return text


def lines(source: str, place: str) -> list[str]:
    """The lines that a reader sees, without empty ones; signs that nobody sees are dropped."""
    if len(source) > _LONGEST_SOURCE:
        raise PackError(sentence(TOO_LONG, place=place, limit=_LONGEST_SOURCE))
    # Twice: editors also keep markup written with &lt; and &gt;.
    text = _without_markup(html.unescape(_without_markup(source)))
    seen = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    tidy = (" ".join(line.split()) for line in seen.splitlines())
    return [line for line in tidy if line]


def _without_markup(source: str) -> str:
    for opening, closing in _UNSHOWN:
        source = _without(source, opening, closing)
    return _TAG.sub("", _BLOCK.sub("\n", source))


def _without(source: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """Splits first, so that thousands of openings that are never closed cost one walk and not thousands."""
    first, *parts = opening.split(source)
    ends = ((part, closing.search(part)) for part in parts)
    return first + "".join(part[end.end() :] for part, end in ends if end)

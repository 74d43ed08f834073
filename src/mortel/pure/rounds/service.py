"""How long somebody has worked here, as a division of a round: three bands that are the same everywhere."""

from collections.abc import Sequence
from typing import Final

from mortel.pure.catalogue.words import Shown

_DUTCH: Final = ("korter dan 2 jaar", "2 tot 10 jaar", "10 jaar of langer")
_BANDS: Final[dict[Shown, tuple[str, ...]]] = {
    "nl": _DUTCH,
    "nl-BE": _DUTCH,
    "en": ("less than 2 years", "2 to 10 years", "10 years or longer"),
}


def service_bands(languages: Sequence[Shown]) -> list[str]:
    """A label for each band, in every language of the round; whoever answers reads them all."""
    spoken = [_BANDS[language] for language in languages] or [_DUTCH]
    return [" / ".join(dict.fromkeys(labels)) for labels in zip(*spoken, strict=True)]

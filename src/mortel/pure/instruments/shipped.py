"""The bank of questions that comes with this version of Mortel."""

from functools import cache

from mortel.pure.catalogue.shipped import CONTENT
from mortel.pure.instruments.reading import read_instrument
from mortel.pure.instruments.shapes import Instrument


@cache
def shipped_instrument() -> Instrument:
    """The bank in `mortel/content/instruments`, read once. CatalogueError with file and line when it is wrong."""
    return read_instrument(CONTENT / "instruments")

"""The catalogue that comes with this version of Mortel."""

from functools import cache
from pathlib import Path

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.loader import load_catalogue

CONTENT = Path(__file__).resolve().parents[2] / "content"


@cache
def shipped() -> Catalogue:
    """The catalogue in `mortel/content`, read once. Raises CatalogueError with file and line when it is wrong."""
    return load_catalogue(CONTENT)

"""What stands in a content folder: everything that is read, and nothing that nobody reads."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mortel.pure.catalogue.errors import CatalogueError

_FILES: Final = ("catalogue.toml", "signals.toml", "tips.toml", "presets.toml")
_OVERLAY: Final = "nl-BE.toml"
# Folders of which every file is read, whatever it is called.
_FOLDERS: Final = ("taxonomies", "rules", "interventions", "guides", "evidence")
# What other readers than the one of the catalogue read.
_ELSEWHERE: Final = (
    "demo",
    "instruments",
    "search",
    "vocabulary",
    "words-explained.toml",
    "words-marked.toml",
)


def check_layout(folder: Path, *, complete: bool) -> None:
    """CatalogueError for a file or folder that nobody reads; when `complete`, also for one that is not there.

    A slip in a name would otherwise take a whole list away without a word. Hidden files are an editor's own.
    """
    for path in visible_in(folder):
        if path.name not in (*_FILES, *_FOLDERS, *_ELSEWHERE, "kits", "overlays"):
            _nobody_reads(path)
    for path in _inside(folder, *_FOLDERS):
        if path.suffix != ".toml" or not path.is_file():
            _nobody_reads(path)
    for path in _inside(folder, "overlays"):
        if path.name != _OVERLAY:
            _nobody_reads(path)
    for path in _inside(folder, "kits"):
        if not (path / "kit.toml").is_file():
            raise CatalogueError(path, 1, "no kit: there is no kit.toml in it")
    if complete:
        _check_complete(folder)


def visible_in(folder: Path) -> list[Path]:
    """What stands in a folder, hidden files left out; nothing when there is no such folder."""
    return sorted(path for path in folder.glob("*") if not path.name.startswith("."))


def _inside(folder: Path, *names: str) -> Iterator[Path]:
    return (path for name in names for path in visible_in(folder / name))


def _check_complete(folder: Path) -> None:
    for name in (*_FILES, f"overlays/{_OVERLAY}"):
        if not (folder / name).is_file():
            raise CatalogueError(folder / name, 1, "cannot be read: there is no such file")
    for name in (*_FOLDERS, "kits"):
        if not visible_in(folder / name):
            raise CatalogueError(folder / name, 1, "holds nothing, or is not there")


def _nobody_reads(path: Path) -> None:
    raise CatalogueError(path, 1, "nobody reads this: is its name right?")

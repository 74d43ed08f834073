"""What can go wrong with the catalogue: a file that is wrong, or an id nobody knows."""

from pathlib import Path


class CatalogueError(Exception):
    """A content file is wrong; says which file, which line and what to mend."""

    def __init__(self, file: Path, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file = file
        self.line = line
        self.problem = problem


class UnknownId(LookupError):
    """No taxonomy, item or answer of the catalogue carries this id."""

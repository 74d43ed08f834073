"""A second connection in the place of the first, for the database that is prepared beside the present one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections


@contextmanager
def standing_in(**changed: Any) -> Iterator[None]:
    """Let everything that asks for the main database get one with these settings (NAME, OPTIONS) instead."""
    present = connections["default"]
    side = present.copy()
    side.settings_dict.update(changed)
    connections["default"] = side
    try:
        yield
    finally:
        side.close()
        connections["default"] = present

"""The care organisation drawn twice, and all demo organisations; whatever holds for a drawn one must hold for each."""

from datetime import date

import pytest

from tests.pure.demo.drawing import NAMES, Drawn, draw

DRAWS = [(1, date(2026, 11, 22)), (7, date(2028, 2, 29))]


@pytest.fixture(params=DRAWS, ids=["seed 1", "seed 7, leap day"])
def drawn(request: pytest.FixtureRequest) -> Drawn:
    return draw(*request.param)


@pytest.fixture(
    params=[(*one, name) for name in NAMES for one in DRAWS],
    ids=[f"{name}, {what}" for name in NAMES for what in ("seed 1", "seed 7, leap day")],
)
def each(request: pytest.FixtureRequest) -> Drawn:
    """One after another every demo organisation."""
    return draw(*request.param)

"""Two demo organisations; whatever holds for a drawn one must hold for both."""

from datetime import date

import pytest

from tests.pure.demo.drawing import Drawn, draw


@pytest.fixture(params=[(1, date(2026, 11, 22)), (7, date(2028, 2, 29))], ids=["seed 1", "seed 7, leap day"])
def drawn(request: pytest.FixtureRequest) -> Drawn:
    return draw(*request.param)

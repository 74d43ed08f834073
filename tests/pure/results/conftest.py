"""One house in two rounds, for all tests of results."""

import pytest

from tests.pure.results.houses import AUTUMN, LARGE, LONG, Made, released


@pytest.fixture(scope="session")
def large() -> Made:
    return released(LARGE, forms=LONG)


@pytest.fixture(scope="session")
def later(large: Made) -> Made:
    return released(
        LARGE,
        forms=LONG,
        earlier=[large.record],
        name="Autumn",
        day=AUTUMN,
        seed=2,
        lift={"day": 0.9, "south": 0.9},
    )

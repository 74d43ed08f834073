"""Nothing that was reckoned before the tests began is believed: `make mutation` begins them anew in one process."""

import pytest

from mortel.pure.disclosure import noise
from mortel.pure.disclosure.attack import worst_case


@pytest.fixture(scope="session", autouse=True)
def _nothing_reckoned_before() -> None:
    noise._steps.cache_clear()
    worst_case.modelled_advantage.cache_clear()

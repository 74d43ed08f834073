"""The control of the large house: with a noise taken out in the test, the same attacker finds people."""

from collections.abc import Sequence

import numpy as np
import pytest
import time_machine

from mortel.pure.disclosure import noise
from mortel.pure.disclosure.shapes import Counts
from tests.web.attack.harvest import Moment, harvest
from tests.web.attack.open_data import cells_of_answers, table_in, true_counts
from tests.web.attack.world import DAYS, Story, ask, tell
from tests.web.visiting import forgotten

pytestmark = pytest.mark.django_db


def test_without_noise_every_answer_of_the_last_one_is_read(
    large_house: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the open table, by who knows what all the others answered."""
    drawn = noise.two_sided_geometric

    def some_of_it(seeds: Sequence[bytes], decays: Sequence[float], *, purpose: bytes) -> Counts:
        return drawn(seeds, decays, purpose=purpose) * (purpose != b"open")

    monkeypatch.setattr(noise, "two_sided_geometric", some_of_it)
    with time_machine.travel(DAYS[0], tick=False), forgotten():
        truth = tell(large_house, ask(large_house))
        pages = harvest(large_house, {"hr": large_house.cast.hr}, Moment(0), rows=("climate:open-data",))
    (table,) = (table_in(page.raw) for page in pages)
    assert len(table) > 20
    for code, row in table.items():
        true, cells = true_counts(truth, code), cells_of_answers(truth, code)
        for cell in np.unique(cells):
            others = true - (np.arange(len(true)) == cell)
            assert np.flatnonzero(row - others).tolist() == [cell]

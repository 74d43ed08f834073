"""What block-release.md says was found while building it."""

from pathlib import Path

import pytest

from mortel.pure.disclosure.attack.worst_case import LEAVER, STAYER, Layout, modelled_advantage
from mortel.pure.disclosure.noise import ITEM_VARIANCE, shared_variance

ROOT = Path(__file__).resolve().parents[3]
# attack-figures.md: the closed form falls short of simulation by at most five per cent.
MODEL_IS_SHORT_BY = 1.05
PAGE = (ROOT / "docs/algorithms/block-release.md").read_text(encoding="utf-8")


def points(sizes: tuple[int, ...], role: str, items: int, shared: float) -> str:
    layout = Layout(sizes, 6, items, ITEM_VARIANCE, shared)
    return f"{MODEL_IS_SHORT_BY * modelled_advantage(layout, role).worse:.1f}"


def test_the_second_draw_was_needed_and_is_enough() -> None:
    four, ten = (points((8, 7, 7), LEAVER, items, 0.0) for items in (4, 10))
    assert float(four) > 7 < float(ten)
    assert f"paid {four} points with four questions in a dimension, {ten} with ten" in PAGE
    four, ten = (points((8, 7, 7), LEAVER, items, shared_variance(items)) for items in (4, 10))
    assert max(float(four), float(ten)) < 7
    assert f"{four} and {ten} points" in PAGE


@pytest.mark.parametrize(("n", "over"), [(7, True), (8, False)])
def test_blocks_of_seven_alone_cost_too_much_on_average(n: int, over: bool) -> None:
    cost = points((n,), STAYER, 4, shared_variance(4))
    assert (float(cost) > 5) == over
    assert (f"paid {cost} points on average" in PAGE) == over

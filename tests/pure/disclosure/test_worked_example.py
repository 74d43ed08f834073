"""The example of docs/algorithms/block-release.md and of its Dutch page, figure by figure."""

import re
from pathlib import Path

import numpy as np
import pytest

from mortel.pure.disclosure.figures import pages_of_units
from mortel.pure.disclosure.noise import DECAY
from mortel.pure.disclosure.protection import blocks_of, protect
from mortel.pure.disclosure.reasons import Reason
from mortel.pure.disclosure.shapes import Ballots, Protected, RoundForm, Unit
from mortel.pure.scoring.scores import score_blocks
from tests.pure.disclosure.rounds import SEVEN

PAGES = {
    language: (Path(__file__).parents[3] / f"docs/algorithms/block-release{suffix}.md").read_text(
        encoding="utf-8"
    )
    for language, suffix in (("en", ""), ("nl", ".nl"))
}
TREE = (
    Unit("huis", None),
    Unit("zorg", "huis"),
    Unit("noord", "zorg"),
    Unit("zuid", "zorg"),
    Unit("nacht", "zorg"),
    Unit("staf", "huis"),
)
ROWS = [
    ("en", "noord", ("noord",)),
    ("en", "zuid and nacht", ("nacht", "zuid")),
    ("en", "staf", ("staf",)),
    ("nl", "noord", ("noord",)),
    ("nl", "zuid en nacht", ("nacht", "zuid")),
    ("nl", "staf", ("staf",)),
]


@pytest.fixture(scope="module")
def closed() -> Ballots:
    random = np.random.default_rng(4)
    leaves = np.repeat([2, 3, 4, 5], [16, 8, 4, 9])
    answers = np.clip(np.round(random.normal(3.5, 1, (37, 4))), 1, 5).astype(np.int8)
    ids = random.integers(0, 2**64, (37, 2), dtype=np.uint64)
    return Ballots(
        "voorjaar", RoundForm(("k1", "k2", "k3", "k4"), ("kansen",) * 4), TREE, ids, leaves, answers
    )


@pytest.fixture(scope="module")
def released(closed: Ballots) -> Protected:
    return protect(closed, blocks_of(closed, SEVEN), b"k" * 32, SEVEN)


def cells(language: str, row: str) -> list[str]:
    lines = PAGES[language].splitlines()
    line = next(line for line in lines if line.startswith(f"| {row} | ") and line.count("|") == 7)
    return [cell.strip().replace(",", ".") for cell in line.strip("|").split("|")]


@pytest.mark.parametrize(("language", "row", "leaves"), ROWS)
def test_a_block_of_the_example_is_what_the_page_says(
    language: str, row: str, leaves: tuple[str, ...], closed: Ballots, released: Protected
) -> None:
    at, block = next((at, block) for at, block in enumerate(released.blocks) if block.leaves == leaves)
    place = [unit.id for unit in TREE]
    mine = np.isin(closed.leaves, [place.index(leaf) for leaf in block.leaves])
    true, noisy = int(closed.answers[mine, 0].sum()), int(released.sums[at, 0])
    _, n, told_true, noise, told, shown = cells(language, row)
    assert (n, told_true, noise, told) == (str(block.n), str(true), f"{noisy - true:+d}", str(noisy))
    figures = [f"{noisy / block.n:.2f}"]
    if block.n < 15:
        means = (closed.answers[mine].mean(), score_blocks(released).means[at, 0])
        figures = [f"{means[1]:.2f}", f"{means[0]:.2f}"]
    assert re.findall(r"\d\.\d\d", shown) == figures


@pytest.mark.parametrize(("language", "row", "leaves"), ROWS)
def test_a_dimension_of_the_example_can_be_reckoned_from_the_released_sums(
    language: str, row: str, leaves: tuple[str, ...], released: Protected
) -> None:
    line = next(line for line in PAGES[language].splitlines() if re.match(rf"\| {row} (\| \d+ ){{6}}", line))
    n, *sums, together, shown = (cell.strip().replace(",", ".") for cell in line.strip("|").split("|")[1:])
    at = next(at for at, block in enumerate(released.blocks) if block.leaves == leaves)
    assert (int(n), [int(one) for one in sums]) == (released.blocks[at].n, released.sums[at].tolist())
    assert int(together) == released.sums[at].sum()
    assert float(shown) == pytest.approx(score_blocks(released).means[at, 0], abs=0.005)


def test_the_sizes_of_the_noise_on_the_dutch_page_are_those_of_the_law() -> None:
    told = re.search(r"In (\d+) van de 100 .*? in (\d+) één .*? in (\d+) twee, in (\d+) drie", PAGES["nl"])
    nought = (1 - DECAY) / (1 + DECAY)
    law = [nought, 2 * nought * DECAY, 2 * nought * DECAY**2]
    assert told is not None
    assert [int(one) for one in told.groups()] == [round(100 * share) for share in [*law, 1 - sum(law)]]


@pytest.mark.parametrize(("language", "row"), [("en", "the house"), ("nl", "het huis")])
def test_the_house_of_the_example_is_the_sum_of_its_blocks(
    language: str, row: str, closed: Ballots, released: Protected
) -> None:
    _, n, true, noise, told, shown = cells(language, row)
    total = int(released.sums[:, 0].sum())
    assert (n, true, told) == ("37", str(closed.answers[:, 0].sum()), str(total))
    assert int(noise) == total - int(true)
    assert pages_of_units(TREE, released, SEVEN)["huis"].items[0].mean == pytest.approx(
        float(shown), abs=0.005
    )


def test_the_department_of_the_example_shows_no_single_question(released: Protected) -> None:
    page = pages_of_units(TREE, released, SEVEN)["zorg"]
    assert page.n == 28
    assert {item.gap and item.gap.reason for item in page.items} == {Reason.NEIGHBOUR}

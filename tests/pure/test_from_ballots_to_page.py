"""The steps of docs/algorithms/from-ballots-to-page.md, walked in their order with two rounds of one house."""

import re
from datetime import date
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from mortel.pure.disclosure import organisation
from mortel.pure.disclosure.blocks import common_unions
from mortel.pure.disclosure.closing import Closing, close
from mortel.pure.disclosure.division import protect_categories
from mortel.pure.disclosure.figures import gap_without_block, pages_of_blocks, pages_of_units
from mortel.pure.disclosure.shapes import Protected
from mortel.pure.scoring.change import ChangeWord, changes, pair_of
from mortel.pure.scoring.contrast import contrasts
from mortel.pure.scoring.division import division_words
from mortel.pure.scoring.effect import effects
from mortel.pure.scoring.estimates import estimates
from mortel.pure.scoring.following import FollowUp
from mortel.pure.scoring.pooled_effect import pooled_effect
from mortel.pure.scoring.scores import score_blocks, score_units
from mortel.pure.scoring.team_level import team_level
from tests.pure.disclosure.rounds import HOUSE, SECRET, SEVEN, ballots

PAGE = (Path(__file__).parents[2] / "docs/algorithms/from-ballots-to-page.md").read_text(encoding="utf-8")
ROOMS = ("disclosure", "scoring")
SIZES = {"north": 60, "south": 50, "night": 4, "care-leads": 8, "day": 45, "clinic": 40, "staff": 60}


def closed(round_id: str, seed: int, told: tuple = (), today: date = date(2026, 11, 1)) -> Closing:
    round_ = ballots(SIZES, seed=seed, round_id=round_id)
    return close(round_, SEVEN, SECRET, told, today, np.random.default_rng(1))


@pytest.mark.parametrize("call", sorted(set(re.findall(r"`([a-z_]+)\.([A-Za-z_]+)[(`]", PAGE))))
def test_every_call_on_the_page_exists(call: tuple[str, str]) -> None:
    module, name = call
    if module in ("page", "scoring"):
        return
    found = []
    for room in ROOMS:
        try:
            found.append(import_module(f"mortel.pure.{room}.{module}"))
        except ModuleNotFoundError:
            continue
    assert any(hasattr(each, name) for each in found), f"{module}.{name}"


def test_a_round_goes_from_its_ballots_to_words_and_gaps() -> None:
    made = closed("spring", 1)
    pages = pages_of_units(HOUSE, made.protected, SEVEN, made.words_only)
    assert pages["house"].gap is None
    assert (
        gap_without_block(HOUSE, made.protected, "night", SEVEN)
        .sentence("nl")
        .startswith("Dit team staat samen")
    )
    assert len(pages_of_blocks(made.protected, SEVEN, made.words_only)) == len(made.protected.blocks) == 6
    scores = score_blocks(made.protected, made.words_only)
    place = {unit: at for at, unit in enumerate(pages)}
    care = np.array([place["care"] if at in pages["care"].blocks else -1 for at in range(6)])
    levels = np.array([page.gap is None for page in pages.values()])[: place["care"] + 1]
    assert score_units(made.protected, care, levels).n[place["care"]] == 122
    assert estimates(scores, np.zeros(6, dtype=np.int64)).gaps == (None, None)
    assert contrasts(scores).strongest.shape == (6,)
    assert [level.gap is not None for level in team_level(scores)] == [True, True]


def test_two_rounds_are_compared_and_an_action_is_followed() -> None:
    first = closed("spring", 1, today=date(2026, 3, 1))
    second = closed("autumn", 2, first.told(date(2026, 3, 1)))
    unions = common_unions(first.protected.blocks, second.protected.blocks)
    pair = pair_of(first.protected, second.protected, unions, np.full((len(unions), 2), 0.6))
    found = changes(pair)
    assert found.words.shape == (6, 2)
    for group, dimension in np.argwhere(found.words == ChangeWord.TOO_EARLY).tolist():
        gap = found.gap(group, dimension)
        assert gap is not None
        assert gap.sentence("en").endswith(".")
    acting = np.arange(len(unions)) == 0
    followed = FollowUp(
        [str(at) for at in range(len(unions))], pair.before, pair.after, 0, acting, found.alike
    )
    gap = effects(followed).gap(0)
    assert gap is not None
    assert "8" in gap.sentence("nl")
    assert pooled_effect([followed]).gap is not None


def test_the_questionnaire_and_one_division_are_told_once() -> None:
    round_ = ballots(SIZES)
    blocks = closed("spring", 1).protected.blocks
    assert organisation.scales(round_, blocks, SEVEN)[0].alpha.number is not None
    assert organisation.person_variances(round_, blocks, SEVEN)["lead"].number is not None
    parts = protect_categories(
        round_, blocks, np.arange(len(round_.ids)) % 2, ("short", "long"), SECRET, SEVEN
    )
    assert isinstance(parts, Protected)
    assert division_words(score_blocks(parts)).shape == (2, 2)

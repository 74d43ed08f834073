"""The colours of every theme and of paper: text at 4.5:1, controls and focus at 3:1 (WCAG 1.4.3, 1.4.11)."""

import re

import pytest

from mortel.pure.contrast import contrast
from mortel.web.styleguide.tokens import (
    BLOCKS,
    CSS,
    EDGE_PAIRS,
    NEVER_PRINTED,
    PALETTES,
    TEXT_PAIRS,
    Pair,
    blocks,
    colours_of,
    palette,
)

HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


EVERY_PAIR = [
    pytest.param(pair, id=f"{name}-{pair.ink}-{pair.surface}")
    for name in PALETTES
    for pair in palette(name).pairs
]


@pytest.mark.parametrize("pair", EVERY_PAIR)
def test_what_lies_on_a_colour_can_be_read_or_seen(pair: Pair) -> None:
    assert pair.at_least == (4.5 if (pair.ink, pair.surface) in TEXT_PAIRS else 3)
    assert pair.ratio == contrast(pair.ink_value, pair.surface_value) >= pair.at_least


def test_every_theme_has_every_pair_but_paper_those_that_are_pressed() -> None:
    for name in PALETTES:
        measured = {(pair.ink, pair.surface) for pair in palette(name).pairs}
        left = {*TEXT_PAIRS, *EDGE_PAIRS} - measured
        assert all(NEVER_PRINTED & set(pair) for pair in left)
        assert not left or name == "paper"


def test_the_device_and_the_own_choice_give_the_same_palette() -> None:
    found = blocks()
    assert len(found) == 7
    for places in BLOCKS.values():
        assert all(found[place] == found[places[0]] for place in places)


def test_every_palette_has_the_same_tokens() -> None:
    assert {frozenset(block) for block in blocks()} == {frozenset(blocks()[0])}
    assert set(colours_of("paper")) == set(blocks()[0]) - NEVER_PRINTED


def test_every_token_that_is_used_exists() -> None:
    css = "".join(path.read_text("utf-8") for path in CSS.glob("*.css"))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", css)) <= set(re.findall(r"(--[a-z0-9-]+):", css))


def test_colours_stand_in_the_tokens_only() -> None:
    """The printed sign-in card is the one exception: it is black on white in every theme."""
    rules = (CSS / "mortel.css").read_text("utf-8").splitlines()
    assert [rule for rule in rules if HEX.search(rule) and not rule.startswith(".sign-card")] == []

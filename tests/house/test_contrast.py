"""The colours of every theme in tokens.css: text at 4.5:1, controls and focus at 3:1 (WCAG 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "src/mortel/web/static/mortel/css"
BLOCK = re.compile(r"(:root[^{};]*)\{([^{}]*)\}")
TOKEN = re.compile(r"--mortel-([a-z-]+-color): (#[0-9a-f]{6});")
HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
# tokens.css writes light once and every other palette twice: for the device's wish and for the own choice.
PALETTES = {"light": [0], "dark": [1, 2], "contrast": [3, 4], "contrast on a dark device": [5, 6]}

TEXT_ON_SURFACE = ["document", "document-subtle", "link", "good", "neutral", "look", "error"]
SURFACES = ["document-background", "card-background"]
TEXT_PAIRS = [
    *((text, surface) for text in TEXT_ON_SURFACE for surface in SURFACES),
    ("document", "fill-background"),
    ("document", "fill-strong-background"),
    ("document", "control-background"),
    ("document", "hatch"),
    ("document-subtle", "control-background"),
    ("link", "fill-background"),
    ("action", "action-background"),
    ("action", "action-hover-background"),
]
EDGES = ["control-border", "accent", "focus", "action-background"]
CONTROL_PAIRS = [
    *((edge, surface) for edge in EDGES for surface in SURFACES),
    ("control-border", "fill-background"),
    ("accent", "fill-background"),
    ("focus", "fill-background"),
    ("error", "control-background"),
]


def palettes() -> list[dict[str, str]]:
    blocks = (body for _, body in BLOCK.findall((CSS / "tokens.css").read_text("utf-8")))
    return [tokens for tokens in (dict(TOKEN.findall(body)) for body in blocks) if tokens]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize(("text", "surface"), TEXT_PAIRS)
def test_text_can_be_read_on_its_surface(theme: str, text: str, surface: str) -> None:
    colours = palettes()[PALETTES[theme][0]]
    assert contrast(colours[f"{text}-color"], colours[f"{surface}-color"]) >= 4.5


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize(("edge", "surface"), CONTROL_PAIRS)
def test_the_edge_of_a_control_can_be_seen(theme: str, edge: str, surface: str) -> None:
    colours = palettes()[PALETTES[theme][0]]
    assert contrast(colours[f"{edge}-color"], colours[f"{surface}-color"]) >= 3


def test_the_device_and_the_own_choice_give_the_same_palette() -> None:
    found = palettes()
    assert len(found) == 7
    for places in PALETTES.values():
        assert all(found[place] == found[places[0]] for place in places)


def test_every_palette_has_the_same_tokens() -> None:
    assert {frozenset(palette) for palette in palettes()} == {frozenset(palettes()[0])}


def test_every_token_that_is_used_exists() -> None:
    css = "".join(path.read_text("utf-8") for path in CSS.glob("*.css"))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", css)) <= set(re.findall(r"(--[a-z0-9-]+):", css))


def test_colours_stand_in_the_tokens_only() -> None:
    """The printed sign-in card is the one exception: it is black on white in every theme."""
    rules = (CSS / "mortel.css").read_text("utf-8").splitlines()
    assert [rule for rule in rules if HEX.search(rule) and not rule.startswith(".sign-card")] == []

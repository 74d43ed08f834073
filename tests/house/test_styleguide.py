"""The living style guide: no component without a sentence, and none that does not stand in it."""

import re
from html import escape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from mortel.pure.uses import Use
from mortel.web.styleguide.chapters import CHAPTERS, component_uses, pieces_of, specimen, style_uses
from mortel.web.styleguide.views import THEMES

NAMES = [name for chapter in CHAPTERS for name in chapter.names]
SAMPLES: Path = settings.PACKAGE / "web" / "templates" / "styleguide" / "samples"
CSS = (settings.PACKAGE / "web/static/mortel/css/mortel.css").read_text(encoding="utf-8")


def without_a_sentence(uses: dict[str, Use | None]) -> list[str]:
    return [name for name, use in uses.items() if use is None]


def not_shown(uses: dict[str, Use | None]) -> list[str]:
    """What neither stands in a chapter nor is a piece of something that does."""
    shown = set(NAMES) | {piece.name for name in NAMES for piece in pieces_of(name)}
    return [name for name in uses if name not in shown]


def test_every_component_says_when_to_use_it() -> None:
    assert len(component_uses()) >= 18
    assert without_a_sentence(component_uses()) == [], "begin the template with {# Use ... #}"
    assert without_a_sentence({"planted": None}) == ["planted"]


def test_every_component_stands_in_the_style_guide() -> None:
    assert not_shown(component_uses()) == [], "add it to web/styleguide/chapters.py and write its samples"
    assert not_shown({"planted": None}) == ["planted"]


def test_every_style_with_a_sentence_stands_in_it_too() -> None:
    assert len(style_uses()) >= 16
    assert set(style_uses()) <= set(NAMES)
    assert not style_uses().keys() & component_uses().keys()


def test_every_style_that_has_a_sentence_has_rules() -> None:
    assert [
        name for name in style_uses() if not re.search(rf"\.{name}\b|^{name}\b|^summary\b", CSS, re.M)
    ] == []


def test_nothing_stands_in_it_twice_or_is_gone() -> None:
    assert len(NAMES) == len(set(NAMES))
    assert set(NAMES) <= component_uses().keys() | style_uses().keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_show_the_component_itself(name: str) -> None:
    source = (SAMPLES / f"{name}.html").read_text(encoding="utf-8")
    element = rf"<{name}\b|<p class=\"[^\"]*\b{name}\b|class=\"(?:[\w-]+ )*{name}[ \"]"
    own = rf"components/{name}\.html|samples/fields\.html"
    assert re.search(own if name in component_uses() else element, source)


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("address", THEMES)
def test_the_page_shows_every_sentence_in_its_language(address: str, language: str) -> None:
    client = Client()
    client.cookies["language"] = language
    page = client.get(f"/stijlgids/{address}/" if address else "/stijlgids/").content.decode()
    with translation.override(language):
        for name in NAMES:
            shown = specimen(name)
            assert escape(shown.sentence) in page, name
            assert all(escape(sentence) in page for _piece, sentence in shown.pieces)


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_each_theme_has_an_address_and_another_word_has_none() -> None:
    themes = {
        address: re.search(r'data-theme="(\w*)"', Client().get(f"/stijlgids/{address}/").content.decode())
        for address in ("licht", "donker", "contrast", "papier")
    }
    assert {address: found and found[1] for address, found in themes.items()} == {
        "licht": "light",
        "donker": "dark",
        "contrast": "contrast",
        "papier": "light",
    }
    assert Client().get("/stijlgids/roze/").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_no_sample_takes_the_focus_or_the_id_of_another() -> None:
    page = Client().get("/stijlgids/").content.decode()
    ids = re.findall(r' id="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert " autofocus" not in page
    assert page.count("<h1") == 1

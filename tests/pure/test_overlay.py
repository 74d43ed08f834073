"""Dutch as Belgium says it: a few whole strings over the Dutch of the catalogue."""

from pathlib import Path

import pytest

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.entries import Guide, Kit, Sheet
from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.overlay import lay_over
from mortel.pure.catalogue.shapes import Item, Taxonomy, Text
from mortel.pure.catalogue.shipped import CONTENT, shipped
from mortel.pure.catalogue.tables import read_table
from mortel.pure.catalogue.texts import texts_in, texts_of

RED = Item(id="co.red", label=Text(nl="Rood bij een {client}", en="Red with a {client}"), sources=("S-01",))
COLOURS = Taxonomy(id="colours", label=Text(nl="Kleuren", en="Colours"), sources=("S-01",), items=(RED,))
GUIDE = Guide(
    id="CV-01",
    sources=("S-01",),
    label=Text(nl="Gesprek", en="Talk"),
    purpose=Text(nl="a", en="b"),
    who=Text(nl="a", en="b"),
    when=Text(nl="a", en="b"),
    levels=("team",),
    about=(),
    do=(Text(nl="een", en="one"), Text(nl="twee", en="two")),
    dont=(),
    questions=(),
)
KIT = Kit(
    id="KIT-01",
    sources=("S-01",),
    label=Text(nl="Doos", en="Box"),
    purpose=Text(nl="a", en="b"),
    who=Text(nl="a", en="b"),
    levels=("team",),
    about=(),
    guides=(),
    interventions=(),
    sheets=(Sheet(id="s", label=Text(nl="Vel", en="Sheet"), kind="cards", parts=(Text(nl="k", en="c"),)),),
)
SMALL = Catalogue(version="2026.1", taxonomies=(COLOURS,), guides=(GUIDE,), kits=(KIT,))


def overlay(folder: Path, *rows: tuple[str, str, str]) -> Path:
    file = folder / "nl-BE.toml"
    lines = [
        f'[[strings]]\nid = "{thing}"\nkey = "{key}"\nnl-BE = "{string}"\n' for thing, key, string in rows
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_string_is_laid_over_an_item_a_taxonomy_a_list_and_a_sheet(tmp_path: Path) -> None:
    rows = [
        ("co.red", "label", "Rosse bij een {client}"),
        ("colours", "label", "Kleurkes"),
        ("CV-01", "do.2", "tweede"),
        ("KIT-01", "sheets.1.parts.1", "kaart"),
    ]
    laid = lay_over(SMALL, overlay(tmp_path, *rows))
    assert laid.item("co.red").label.template("nl-BE") == "Rosse bij een {client}"
    assert laid.item("co.red").label.template("nl") == "Rood bij een {client}"
    assert laid.taxonomy("colours").label.nl_be == "Kleurkes"
    assert [text.template("nl-BE") for text in laid.guides[0].do] == ["een", "tweede"]
    assert laid.kits[0].sheets[0].parts[0].nl_be == "kaart"
    assert laid.guides[0].label == GUIDE.label


@pytest.mark.parametrize(
    ("rows", "said", "line"),
    [
        ([("co.blue", "label", "x")], "unknown id 'co.blue'", 2),
        ([("co.red", "lable", "x")], "has no text 'lable'", 3),
        ([("co.red", "definition", "x")], "has no text 'definition'", 3),
        ([("CV-01", "do.3", "x")], "has no text 'do.3'", 3),
        ([("colours", "label", "Kleuren")], "says the same as nl", 4),
        ([("co.red", "label", "Rosse")], "other placeholders", 4),
        ([("co.red", "label", "Rosse {cleint}")], "unknown placeholder", 4),
        ([("colours", "label", "x"), ("colours", "label", "y")], "comes twice", 8),
    ],
)
def test_a_slip_is_named_with_its_line(
    tmp_path: Path, rows: list[tuple[str, str, str]], said: str, line: int
) -> None:
    with pytest.raises(CatalogueError, match=said) as raised:
        lay_over(SMALL, overlay(tmp_path, *rows))
    assert raised.value.line == line


def test_every_text_is_found_with_its_place() -> None:
    assert [located.key for located in texts_of(GUIDE)][:6] == [
        "label",
        "purpose",
        "who",
        "when",
        "do.1",
        "do.2",
    ]
    assert [located.key for located in texts_of(COLOURS)] == ["label"]
    assert [located.id for located in texts_in(SMALL)][:2] == ["colours", "co.red"]


def test_at_most_one_in_twenty_of_the_shipped_strings_is_belgiums_own() -> None:
    texts = [located.text for located in texts_in(shipped())]
    own = [text for text in texts if text.nl_be]
    assert len(own) == len(read_table(CONTENT / "overlays" / "nl-BE.toml").tables("strings")) > 0
    assert len(own) <= 0.05 * len(texts)

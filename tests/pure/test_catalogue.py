"""The shapes of the catalogue and its strict loader, on small catalogues made for the purpose."""

import pytest

from mortel.pure.catalogue.errors import CatalogueError, UnknownId
from mortel.pure.catalogue.lines import line_of
from mortel.pure.catalogue.loader import load_catalogue
from mortel.pure.catalogue.shapes import Activity, Item, Place, Prompt, Scale, Text

COLOURS = """\
id = "colours"
kind = "choices"
label.nl = "Kleuren"
label.en = "Colours"
sources = ["S-01"]

[[items]]
id = "co.red"
label.nl = "Rood"
label.en = "Red"
technical.nl = "Rood (630 nm)"
technical.en = "Red (630 nm)"
sources = ["S-01", "S-143"]

[[items]]
id = "co.blue"
label.nl = "Blauw"
label.en = "Blue"
definition.nl = "Als de zee"
definition.en = "Like the sea"
sources = ["S-02"]
"""
QUESTIONS = """\
id = "questions"
kind = "prompts"
label.nl = "Vragen"
label.en = "Questions"
sources = ["S-01"]

[[items]]
id = "qu.colour"
label.nl = "Welke kleur koos een {client}?"
label.en = "Which colour did a {client} choose?"
stage = "source"
audience = ["employee"]
sources = ["S-01"]
answers_from = "colours"
about = ["co.red"]

[[items]]
id = "qu.soft"
label.nl = "Wil je iets kwijt?"
label.en = "Anything to tell?"
stage = "hard_period"
audience = ["employee"]
sources = ["S-104"]
gentle = true
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "taxonomies").mkdir()
    (tmp_path / "catalogue.toml").write_text('version = "2026.1"\n', encoding="utf-8")
    write(tmp_path, "colours", COLOURS)
    write(tmp_path, "questions", QUESTIONS)
    return tmp_path


def read(folder):
    """A few lists are enough here."""
    return load_catalogue(folder, complete=False)


def write(folder, name, content):
    (folder / "taxonomies" / f"{name}.toml").write_text(content, encoding="utf-8")


def test_an_item_is_found_in_any_taxonomy(folder):
    catalogue = read(folder)
    assert catalogue.version == "2026.1"
    assert catalogue.item("co.red").label == Text(nl="Rood", en="Red")
    assert catalogue.item("co.red").sources == ("S-01", "S-143")
    assert catalogue.item("qu.colour").label.en == "Which colour did a {client} choose?"
    assert catalogue.knows("co.blue")
    assert not catalogue.knows("co.green")


def test_an_unknown_id_says_so(folder):
    catalogue = read(folder)
    for look_up in (catalogue.item, catalogue.taxonomy, catalogue.prompt):
        with pytest.raises(UnknownId, match=r"co\.green"):
            look_up("co.green")


def test_an_item_that_is_no_question_is_not_given_as_one(folder):
    catalogue = read(folder)
    assert catalogue.prompt("qu.soft").gentle
    with pytest.raises(UnknownId):
        catalogue.prompt("co.red")


def test_the_term_of_the_sources_is_kept_apart_from_the_label(folder):
    catalogue = read(folder)
    assert catalogue.item("co.red").research_label.en == "Red (630 nm)"
    assert catalogue.item("co.blue").research_label.en == "Blue"
    assert catalogue.taxonomy("colours").research_label.en == "Colours"


def test_questions_are_found_by_stage_subject_and_gentleness(folder):
    catalogue = read(folder)
    (question,) = catalogue.prompts("source")
    assert question.id == "qu.colour"
    assert catalogue.about("co.red", Prompt) == (question,)
    assert [prompt.id for prompt in catalogue.gentle_prompts()] == ["qu.soft"]
    assert [item.id for item in catalogue.answers(question)] == ["co.red", "co.blue"]
    assert catalogue.answers(catalogue.prompt("qu.soft")) == ()


def test_a_retired_item_stays_loadable_and_is_no_longer_offered(folder):
    retired = COLOURS.replace(
        'id = "co.red"', 'id = "co.red"\nretired_in = "2026.1"\nreplaced_by = "co.blue"'
    )
    write(folder, "colours", retired)
    write(folder, "questions", QUESTIONS.replace('about = ["co.red"]', 'about = ["co.blue"]'))
    catalogue = read(folder)
    assert catalogue.item("co.red").retired_in == "2026.1"
    assert catalogue.item("co.red").replaced_by == "co.blue"
    assert [item.id for item in catalogue.taxonomy("colours").current] == ["co.blue"]
    assert [item.id for item in catalogue.answers(catalogue.prompt("qu.colour"))] == ["co.blue"]


def test_each_kind_of_taxonomy_gives_its_own_shape(folder):
    item = COLOURS.split("[[items]]")[1].replace("co.red", "xx.one")
    head = 'label.nl = "A"\nlabel.en = "A"\nsources = ["S-01"]\n[[items]]'
    ends = 'low_label.nl = "a"\nlow_label.en = "a"\nhigh_label.nl = "b"\nhigh_label.en = "b"\n'
    for kind, keys, shape in (
        ("places", "interwoven = true\n", Place),
        ("activities", 'mode = "social"\n', Activity),
        ("scales", f"low = 0\nhigh = 4\n{ends}", Scale),
    ):
        write(folder, "extra", f'id = "extra"\nkind = "{kind}"\n{head}{item}{keys}')
        (only,) = read(folder).current(shape)
        assert (type(only), only.id) == (shape, "xx.one")
    assert len(read(folder).current(Item)) == 5
    assert len(read(folder).current(Prompt)) == 2


# file, what is replaced, by what, line of the mistake, word in the message
MISTAKES = {
    "an unknown key": ("colours", 'id = "co.blue"', 'id = "co.blue"\ncolour = 1', 17, "'colour'"),
    "an unknown key of the file": ("colours", 'kind = "ch', 'shade = 1\nkind = "ch', 2, "'shade'"),
    "a key of another kind": ("colours", 'id = "co.blue"', 'id = "co.blue"\nmode = "social"', 17, "'mode'"),
    "a missing Dutch text": ("colours", 'label.nl = "Blauw"\n', "", 17, "label.nl"),
    "a missing English text": ("colours", 'label.en = "Red"\n', "", 9, "label.en"),
    "a missing label": ("colours", 'label.nl = "Blauw"\nlabel.en = "Blue"\n', "", 15, "label"),
    "an empty text": ("colours", '"Like the sea"', '"  "', 20, "empty"),
    "a third language": (
        "colours",
        'label.en = "Red"',
        'label.en = "Red"\nlabel.fr = "Rouge"',
        11,
        "label.fr",
    ),
    "a text without languages": (
        "colours",
        'label.nl = "Kleuren"\nlabel.en = "Colours"',
        'label = "K"',
        3,
        "label.nl",
    ),
    "an unknown placeholder": ("colours", '"Als de zee"', '"Als {zee}"', 19, "placeholder"),
    "a lone brace": ("colours", '"Als de zee"', '"Als { zee"', 19, "placeholder"),
    "a placeholder in one language only": (
        "colours",
        '"Als de zee"',
        '"Als een {client}"',
        19,
        "other placeh",
    ),
    "a sign that nobody sees": ("colours", '"Als de zee"', '"Als de\\u200b zee"', 19, "U+200B"),
    "a bell": ("colours", '"Als de zee"', '"Als de zee\\u0007"', 19, "U+0007"),
    "a source twice": ("colours", '["S-01", "S-143"]', '["S-01", "S-01"]', 13, "'S-01' twice"),
    "a subject twice": ("questions", '["co.red"]', '["co.red", "co.red"]', 15, "'co.red' twice"),
    "an audience twice": ("questions", '["employee"]', '["employee", "employee"]', 12, "twice"),
    "a double id": ("colours", 'id = "co.blue"', 'id = "co.red"', 16, "double id"),
    "a double id over files": ("questions", 'id = "qu.soft"', 'id = "co.red"', 18, "double id"),
    "an id of another form": ("colours", 'id = "co.blue"', 'id = "Blue"', 16, "'Blue'"),
    "a source of another form": ("colours", '"S-02"', '"S2"', 21, "'S2'"),
    "a source beyond the last": ("colours", '"S-02"', '"S-158"', 21, "'S-158'"),
    "the source that is left free": ("colours", '"S-02"', '"S-129"', 21, "'S-129'"),
    "no source at all": ("colours", '["S-02"]', "[]", 21, "sources"),
    "a missing source": ("colours", 'sources = ["S-02"]\n', "", 15, "sources"),
    "answers from nowhere": ("questions", '"colours"', '"tastes"', 14, "'tastes'"),
    "about nothing": ("questions", '["co.red"]', '["co.green"]', 15, "'co.green'"),
    "an unknown stage": ("questions", '"hard_period"', '"easy"', 21, "'easy'"),
    "an unknown audience": ("questions", '["employee"]', '["boss"]', 12, "'boss'"),
    "a flag that is a word": ("questions", "gentle = true", 'gentle = "yes"', 24, "true or false"),
    "several without answers": ("questions", "gentle = true", "several = true", 24, "answers_from"),
    "a replacement that is not there": (
        "colours",
        'id = "co.blue"',
        'id = "co.blue"\nretired_in = "2026.1"\nreplaced_by = "co.green"',
        18,
        "'co.green'",
    ),
    "a replacement of what is not retired": (
        "colours",
        'id = "co.blue"',
        'id = "co.blue"\nreplaced_by = "co.red"',
        17,
        "retired_in",
    ),
    "a retirement to come": (
        "colours",
        'id = "co.blue"',
        'id = "co.blue"\nretired_in = "2026.2"',
        17,
        "2026.2",
    ),
    "a retirement before there was a catalogue": (
        "colours",
        'id = "co.blue"',
        'id = "co.blue"\nretired_in = "2025.9"',
        17,
        "2025.9",
    ),
    "a retirement in no version at all": (
        "colours",
        'id = "co.blue"',
        'id = "co.blue"\nretired_in = "2026.0"',
        17,
        "'2026.0'",
    ),
    "a replacement by itself": (
        "colours",
        'id = "co.blue"',
        'id = "co.blue"\nretired_in = "2026.1"\nreplaced_by = "co.blue"',
        18,
        "by itself",
    ),
    "a replacement of another kind": (
        "colours",
        'id = "co.blue"',
        'id = "co.blue"\nretired_in = "2026.1"\nreplaced_by = "qu.soft"',
        18,
        "another kind",
    ),
    "an unknown kind": ("colours", '"choices"', '"flavours"', 2, "'flavours'"),
    "an id that is not the file's": ("colours", 'id = "colours"', 'id = "paints"', 1, "'paints'"),
    "a key twice": ("colours", 'id = "co.blue"', 'id = "co.blue"\nid = "co.green"', 17, "TOML"),
    "no TOML": ("colours", 'id = "co.blue"', 'id = "co.blue', 16, "TOML"),
}


@pytest.mark.parametrize(("name", "old", "new", "line", "word"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_stops_with_file_and_line(folder, name, old, new, line, word):
    content = COLOURS if name == "colours" else QUESTIONS
    assert old in content
    write(folder, name, content.replace(old, new, 1))
    with pytest.raises(CatalogueError) as caught:
        read(folder)
    file = folder / "taxonomies" / f"{name}.toml"
    assert (caught.value.file, caught.value.line) == (file, line)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert word in caught.value.problem


def test_a_wrong_or_missing_version_stops(folder):
    file = folder / "catalogue.toml"
    for content, word in (
        ('version = "one"', "version"),
        ('version = "2026.1"\nname = "x"', "name"),
        ("", "version"),
    ):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(CatalogueError, match=word):
            read(folder)
    file.unlink()
    with pytest.raises(CatalogueError, match="cannot be read"):
        read(folder)


def test_a_file_that_is_no_utf_8_stops(folder):
    (folder / "taxonomies" / "colours.toml").write_bytes(
        COLOURS.replace("Blauw", "Bl\u00e4uw").encode("cp1252")
    )
    with pytest.raises(CatalogueError, match="cannot be read"):
        read(folder)


def test_the_line_is_found_past_a_text_of_several_lines():
    raw = 'a.nl = """\nb = 1\n[[items]]\n"""\n[[items]]\nb = 2\n[[items]]\nb = 3\n[items.deep]\nc = 4\n'
    assert line_of(raw, ("items", 1, "b")) == 8
    assert line_of(raw, ("items", 1, "deep", "c")) == 10
    assert line_of(raw, ("items", 0, "missing")) == 5
    assert line_of(raw, ("a", "nl")) == 1
    assert line_of(raw, ("nowhere",)) == 1

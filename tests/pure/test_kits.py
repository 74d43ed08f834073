"""The kits: complete on paper, the same in both languages, safe to run and plain to read."""

import re
from collections.abc import Iterator

import pytest

from mortel.pure.catalogue.entries import Kit, Sheet
from mortel.pure.catalogue.reading.conversations import read_kits
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.shipped import CONTENT
from mortel.pure.catalogue.words import Language
from tests.house import plain_dutch as plain
from tests.house.placeholder_grammar import grammar_faults

FOLDER = CONTENT / "kits"
KITS = [kit for kit, _table in read_kits(FOLDER)]
FOR_EMPLOYEES = [kit for kit in KITS if not kit.technical]
PLACEHOLDER = re.compile(r"\{[A-Za-z]+(?:\.[a-z]+)?\}")


def name(kit: Kit) -> str:
    return kit.id


each_kit = pytest.mark.parametrize("kit", KITS, ids=name)
each_employee_kit = pytest.mark.parametrize("kit", FOR_EMPLOYEES, ids=name)


def texts_of(kit: Kit) -> Iterator[Text]:
    yield from (kit.label, kit.purpose, kit.who)
    for sheet in kit.sheets:
        yield from texts_of_sheet(sheet)


def texts_of_sheet(sheet: Sheet) -> Iterator[Text]:
    yield sheet.label
    yield from (text for text in (sheet.intro, sheet.body) if text)
    yield from sheet.parts


def prose(kit: Kit, language: Language) -> list[str]:
    """What is read aloud or in silence, without marks of Markdown, quotes, lines to write on and placeholders."""
    return [line for text in texts_of(kit) for line in read_aloud(getattr(text, language))]


def read_aloud(markdown: str) -> list[str]:
    plainly = PLACEHOLDER.sub("iemand", markdown)
    plainly = re.sub(r"^(?:#+|-|\d+\.) |\*\*|[“”]|_{2,}|^\|[-|]+\|$", "", plainly, flags=re.MULTILINE)
    return [cell.strip() for line in plainly.splitlines() for cell in line.split("|") if cell.strip()]


def blocks(markdown: str) -> list[str]:
    return [line for line in markdown.splitlines() if line.strip()]


def shape(block: str) -> str:
    """What kind of block it is: a heading of some level, a bullet, a number, a row or a paragraph."""
    found = re.match(r"#+ |- |\d+\. |\|", block)
    return found[0] if found else ""


# Complete ---------------------------------------------------------------------------------------------------------


def test_there_are_thirteen_kits_each_in_its_own_folder() -> None:
    assert sorted(kit.id for kit in KITS) == [f"KIT-{number:02}" for number in range(1, 14)]
    assert len(list(FOLDER.iterdir())) == len(KITS)


def test_only_the_kit_for_training_departments_is_technical() -> None:
    assert [kit.id for kit in KITS if kit.technical] == ["KIT-12"]


@pytest.mark.parametrize(
    "source", ["S-36", "S-42", "S-49", "S-59", "S-76", "S-79", "S-80", "S-81", "S-83", "S-94"]
)
def test_each_kit_that_the_sources_ask_for_is_there(source: str) -> None:
    assert any(source in kit.sources for kit in KITS)


@pytest.mark.parametrize("source", ["S-101", "S-121", "S-145", "S-146"])
def test_so_are_the_later_ones(source: str) -> None:
    assert any(source in kit.sources for kit in KITS)


@each_kit
def test_a_kit_has_two_to_five_sheets_and_begins_with_a_plan(kit: Kit) -> None:
    assert 2 <= len(kit.sheets) <= 5
    assert (kit.sheets[0].id, kit.sheets[0].kind) == ("plan", "text")
    assert any(sheet.kind != "text" for sheet in kit.sheets), "nothing to fill in, cut out or follow"


def test_no_page_lies_about_that_no_sheet_shows() -> None:
    shown = {
        FOLDER / folder.name / f"{sheet.id}.{language}.md"
        for folder in FOLDER.iterdir()
        for kit in KITS
        if f'id = "{kit.id}"' in (folder / "kit.toml").read_text()
        for sheet in kit.sheets
        if sheet.kind == "text"
        for language in ("nl", "en")
    }
    assert set(FOLDER.glob("*/*.md")) == shown


@each_kit
def test_a_kit_is_tied_to_what_it_serves(kit: Kit) -> None:
    assert {about.split(".")[0] for about in kit.about} <= {"dim", "sub", "tone"}
    assert kit.guides
    assert kit.interventions


def plan(kit: Kit) -> Text:
    body = kit.sheets[0].body
    assert body
    return body


@each_kit
def test_a_plan_answers_what_somebody_asks_who_never_did_it(kit: Kit) -> None:
    asked = (
        "Waarvoor",
        "Wanneer niet",
        "Wie en hoe lang",
        "Klaarzetten",
        "Zo gaat het",
        "Als het anders loopt",
    )
    headings = [block.removeprefix("## ") for block in blocks(plan(kit).nl) if block.startswith("## ")]
    places = [next(i for i, heading in enumerate(headings) if heading.startswith(start)) for start in asked]
    assert places == sorted(places)
    assert headings[-1] == "Afsluiten en daarna"


@each_kit
def test_a_plan_gives_minutes_and_literal_words_and_three_reasons_not_to(kit: Kit) -> None:
    text = plan(kit).nl
    assert text.count("minuten") >= 4
    assert len(re.findall(r"\*\*(?:Zeg|Vraag):\*\* “", text)) >= 3
    not_now = text.split("## Wanneer niet")[1].split("## ")[0]
    assert len(re.findall(r"^- ", not_now, re.MULTILINE)) >= 3


@each_kit
def test_nobody_has_to_take_part(kit: Kit) -> None:
    everything = " ".join(text.nl for text in texts_of(kit)).lower()
    free = ("hoeft niet", "hoeven niet", "is vrij", "overslaan", "nee is ook goed", "passen", "niemand hoeft")
    assert any(words in everything for words in free)


@each_kit
def test_what_was_written_about_people_goes_afterwards(kit: Kit) -> None:
    last = plan(kit).nl.split("## Afsluiten en daarna")[1]
    assert re.search(r"weg|vernietig|geen verslag|blijft bij de bezoeker|sluit", last, re.IGNORECASE)


def kit_with(id_: str) -> Kit:
    return next(kit for kit in KITS if kit.id == id_)


def sheet_of(id_: str, sheet: str) -> Sheet:
    return next(one for one in kit_with(id_).sheets if one.id == sheet)


def test_the_mole_game_has_roles_a_safety_check_rules_a_debrief_and_a_prize() -> None:
    assert [sheet.id for sheet in kit_with("KIT-01").sheets] == [
        "plan",
        "safety",
        "roles",
        "poster",
        "debrief",
    ]
    poster = sheet_of("KIT-01", "poster").body
    assert poster
    assert "## De prijs" in poster.nl
    assert "**stop, echt**" in poster.nl
    assert "## Kies je thema" in plan(kit_with("KIT-01")).nl


def test_the_round_table_has_a_variant_for_clients_students_and_customers() -> None:
    body = sheet_of("KIT-02", "variants").body
    assert body
    headings = [block for block in blocks(body.en) if block.startswith("## ")]
    assert len(headings) >= 3
    assert {"## Residents, patients and their families", "## Students", "## Customers"} <= set(headings)


def test_there_are_at_least_twelve_dilemmas_and_room_for_own_ones() -> None:
    cards = sheet_of("KIT-04", "cards").parts
    own = [card for card in cards if card.nl.startswith("Eigen kaart")]
    assert len(cards) - len(own) >= 12
    assert own


def test_the_dilemmas_do_not_begin_with_a_course() -> None:
    assert "Begin hier **niet** met een cursus." in plan(kit_with("KIT-04")).nl


def test_the_steps_of_peer_consultation_fill_one_hour() -> None:
    steps = sheet_of("KIT-05", "steps").parts
    assert len(steps) == 6
    assert sum(int(found[1]) for step in steps if (found := re.search(r"\((\d+) minuten\)", step.nl))) == 60


@pytest.mark.parametrize(
    ("kit", "heading", "minutes"),
    [
        ("KIT-02", "Zo gaat het", 60),
        ("KIT-03", "Zo gaat het: eerste keer", 45),
        ("KIT-03", "Zo gaat het: tweede keer", 45),
        ("KIT-04", "Zo gaat het", 45),
        ("KIT-05", "Zo gaat het", 60),
        ("KIT-07", "Zo gaat het: overdragen", 5),
        ("KIT-07", "Zo gaat het: nabespreken", 10),
        ("KIT-08", "Zo gaat het", 45),
        ("KIT-09", "Zo gaat het", 60),
        ("KIT-10", "Zo gaat het", 30),
        ("KIT-12", "Zo gaat het", 90),
    ],
)
def test_the_minutes_of_a_session_add_up(kit: str, heading: str, minutes: int) -> None:
    part = plan(kit_with(kit)).nl.split(f"## {heading}\n")[1].split("\n## ")[0]
    assert (
        sum(int(found) for found in re.findall(r"^\d+\. \*\*.*?\((\d+) minu", part, re.MULTILINE)) == minutes
    )


def test_the_group_maker_says_what_to_do_with_every_number_of_names() -> None:
    headings = [block for block in blocks(plan(kit_with("KIT-11")).en) if block.startswith("### ")]
    assert headings == [
        "### Three names or fewer",
        "### Four, five or six names",
        "### Seven names",
        "### Eight names or more",
    ]


# Two languages ----------------------------------------------------------------------------------------------------


@each_kit
def test_both_languages_have_the_same_blocks(kit: Kit) -> None:
    for text in texts_of(kit):
        assert [shape(block) for block in blocks(text.nl)] == [shape(block) for block in blocks(text.en)]
        assert text.nl != text.en


@each_kit
def test_placeholders_stand_in_both_languages_at_the_same_places(kit: Kit) -> None:
    for text in texts_of(kit):
        for dutch, english in zip(blocks(text.nl), blocks(text.en), strict=True):
            assert sorted(PLACEHOLDER.findall(dutch)) == sorted(PLACEHOLDER.findall(english)), dutch


@each_kit
def test_the_words_around_a_placeholder_fit_any_word(kit: Kit) -> None:
    for text in texts_of(kit):
        found = grammar_faults(text.nl, "nl") + grammar_faults(text.en, "en")
        assert not found, "\n".join(found)


# Plain words ------------------------------------------------------------------------------------------------------


@each_employee_kit
def test_the_dutch_of_a_kit_is_plain(kit: Kit) -> None:
    found = plain.faults(prose(kit, "nl"))
    assert not found, "\n".join(found)


@each_employee_kit
def test_a_kit_reads_easily(kit: Kit) -> None:
    texts = prose(kit, "nl")
    assert plain.average_length(texts) <= plain.AVERAGE
    assert plain.flesch_douma(texts) >= plain.FLESCH_DOUMA


@each_employee_kit
def test_the_english_of_a_kit_keeps_to_the_same_words(kit: Kit) -> None:
    found = plain.english_faults(prose(kit, "en"))
    assert not found, "\n".join(found)


def test_the_technical_kit_keeps_its_sentences_short() -> None:
    texts = prose(kit_with("KIT-12"), "nl")
    assert max(len(plain.words(sentence)) for sentence in plain.sentences(texts)) <= plain.LONGEST
    assert plain.average_length(texts) <= plain.AVERAGE


def test_english_sentences_are_short_too() -> None:
    lengths = [len(plain.words(s)) for kit in KITS for s in plain.sentences(prose(kit, "en"))]
    assert max(lengths) <= 22
    assert sum(lengths) / len(lengths) <= plain.AVERAGE


def test_reading_aloud_leaves_the_marks_of_markdown_out() -> None:
    page = "## Kop\n\n1. **Zeg:** “Hoi {client.many}.” Naam: ____\n\n| een | twee |\n|---|---|\n| a | b |"
    assert read_aloud(page) == ["Kop", "Zeg: Hoi iemand. Naam:", "een", "twee", "a", "b"]

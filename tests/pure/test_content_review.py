"""What a reading of the Dutch mended stays mended: the tables of `docs/reviews`, held against the catalogue."""

import re
from collections import Counter
from pathlib import Path

import pytest

from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.texts import texts_in

REVIEW = Path(__file__).parents[2] / "docs" / "reviews" / "dutch-strings-2026-11.md"
TEXTS = {(located.id, located.key): located.text.nl for located in texts_in(shipped())}


def tables() -> list[list[list[str]]]:
    """The rows of each table, without its head."""
    blocks = re.findall(r"(?:^\|.*\n)+", REVIEW.read_text(encoding="utf-8"), re.MULTILINE)
    lines = [[line[2:-2] for line in block.splitlines()[2:]] for block in blocks]
    return [[re.split(r" \| ", line) for line in block] for block in lines]


COUNTS, KINDS, DRAWN, BEYOND, FRAGMENTS = tables()


def text_at(place: str) -> tuple[str, bool]:
    """The text, and whether a row quotes only a part of it: a sheet, with or without the number of a paragraph."""
    thing_id, key = place.split(" · ")
    sheet = re.fullmatch(r"(.*\.body)(?:\.\d+)?", key)
    return TEXTS[thing_id, sheet[1] if sheet else key], bool(sheet)


@pytest.mark.parametrize(
    ("place", "was", "fault", "mended"),
    [*DRAWN, *BEYOND],
    ids=[f"{r[0]} {r[1][:20]}" for r in [*DRAWN, *BEYOND]],
)
def test_a_mended_text_stands_in_the_catalogue_and_the_old_one_does_not(place, was, fault, mended):
    text, in_part = text_at(place)
    assert fault
    if in_part:
        assert mended in text
        assert was not in text
    else:
        assert text == mended != was


@pytest.mark.parametrize(("was", "fault", "now", "times"), FRAGMENTS, ids=[row[0][:40] for row in FRAGMENTS])
def test_a_sentence_that_repeated_is_mended_everywhere(was, fault, now, times):
    evidence = [text for (thing_id, _key), text in TEXTS.items() if thing_id.startswith(("EV-", "DP-"))]
    assert not [text for text in evidence if was in text and now not in text]
    assert any(now in text for text in evidence)
    assert fault
    assert int(times) > 0


def test_the_counts_are_those_of_the_tables():
    drawn, beyond = (Counter(row[2] for row in table) for table in (DRAWN, BEYOND))
    told = {fault: (int(in_draw), int(outside)) for fault, in_draw, outside in COUNTS}
    assert told.pop("together") == (len(DRAWN), len(BEYOND))
    assert told == {fault: (drawn[fault], beyond[fault]) for fault in drawn | beyond}
    assert KINDS[-1] == ["together", "300", str(len({row[0] for row in DRAWN}))]

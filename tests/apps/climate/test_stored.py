"""What earlier versions stored can still be read: a round that is open during an upgrade, and every release ever made.

`stored/VERSION` holds what that version wrote; a file there is never changed. A field that is added has a default.
"""

from pathlib import Path

import msgspec
import pytest

from mortel.pure.results.record import Record
from mortel.pure.results.shapes import OfficeLine, OrganisationResult, TeamResult
from mortel.pure.rounds.questionnaire import Questionnaire

STORED = Path(__file__).parent / "stored"
SHAPES = {
    "questionnaire": Questionnaire,
    "record": Record,
    "organisation": OrganisationResult,
    "team": TeamResult,
    "office": OfficeLine,
}


@pytest.mark.parametrize(
    "file", sorted(STORED.glob("*/*.json")), ids=lambda file: f"{file.parent.name}-{file.stem}"
)
def test_what_a_version_stored_is_still_read_to_the_last_figure(file: Path) -> None:
    found = msgspec.json.decode(file.read_bytes(), type=SHAPES[file.stem])
    again = msgspec.json.decode(msgspec.json.encode(found))
    stored = msgspec.json.decode(file.read_bytes())
    assert {key: again[key] for key in stored} == stored


def test_every_shape_that_is_stored_has_its_file() -> None:
    for version in STORED.iterdir():
        assert {file.stem for file in version.iterdir()} == SHAPES.keys()

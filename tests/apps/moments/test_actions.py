"""What an owner does with her moments."""

from mortel.apps.moments.actions import capture_moment
from mortel.apps.moments.queries import moments_of
from tests.cast import Cast


def test_what_was_captured_is_read_back_by_its_owner(cast: Cast) -> None:
    capture_moment(by=cast.marit, text="De band eerst losser, dan klemt de tillift niet.")
    assert [entry.text for entry in moments_of(cast.marit)] == ["De band eerst losser, dan klemt de tillift niet."]
    assert moments_of(cast.femke) == []

"""Every reason is one plain sentence or two, in both languages."""

import pytest

from mortel.pure.disclosure.reasons import Gap, Reason


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_dutch_and_english_that_end_and_hold_no_placeholder(reason: Reason) -> None:
    dutch, english = (Gap(reason, 7).sentence(language) for language in ("nl", "en"))
    for text in (dutch, english):
        assert text.endswith(".")
        assert "{" not in text
        assert all(len(part.split()) <= 20 for part in text.split("."))
    assert dutch != english
    assert ("7" in dutch) == ("7" in english)

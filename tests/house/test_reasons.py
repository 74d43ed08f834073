"""Why a figure is not there, and why a release was stopped, is said as plainly as everything on a page."""

import pytest

from mortel.pure.disclosure.attack.gate import Code, Finding
from mortel.pure.disclosure.closing import sentence
from mortel.pure.disclosure.reasons import Gap, Language, Reason
from tests.house.plain_dutch import english_faults, faults


def texts(language: Language) -> list[str]:
    reasons = [Gap(reason, 7).sentence(language) for reason in Reason]
    return reasons + [sentence(Finding(code, (), 6, 7), language) for code in Code]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_is_plain(language: Language) -> None:
    look = faults if language == "nl" else english_faults
    assert look(texts(language)) == []

"""What earlier rounds told the same team beside the newest one."""

from collections.abc import Sequence
from typing import Final

from mortel.apps.climate.access import Told
from mortel.web.climate.side_by_side import Said, SideBySide, side_by_side
from mortel.web.climate.team_words import NOT_ASKED, SHORT_LEVELS
from mortel.web.words import Words

# So many rounds fit beside each other on an A4; those before are told on no page.
COLUMNS: Final = 4


def trend(rounds: Sequence[Told], words: Words, not_yet: str = "") -> SideBySide | None:
    """None when fewer than two rounds told something: then there is nothing to lay side by side.

    `not_yet` stands where the newest round will tell about leadership later.
    """
    shown = [(told.round_name, told.result.group) for told in rounds[-COLUMNS:]]
    if len(shown) < 2 or not any(group for _name, group in shown):
        return None
    return side_by_side(shown, words, Said(absent=NOT_ASKED, apart=SHORT_LEVELS[""], not_yet=not_yet))

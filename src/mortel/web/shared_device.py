"""Under which names a session of nobody on the shared device holds the id of what a card opened there."""

from typing import Final

WRITING: Final = "kiosk_pass"
BALLOT: Final = "kiosk_ballot"

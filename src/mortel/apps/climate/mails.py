"""The mail about a round: the same words for whoever gets it and for HR, who reads it before it is sent."""

from datetime import date
from typing import Final, TypedDict

from django.conf import settings

from mortel.apps.climate.models import Round

TEMPLATE: Final = "mail/round.txt"


class MailContext(TypedDict):
    """What the template asks. A reminder begins with how long one can still take part, whoever gets it."""

    name: str
    organisation: str
    link: str
    stop: str
    ends_on: date
    minutes: int
    is_reminder: bool


def mail_context(
    round_: Round, *, minutes: int, organisation: str, name: str, code: str, is_reminder: bool
) -> MailContext:
    """Render it in the language of whoever gets it."""
    link = f"{settings.ORIGIN}/ronde/{code}/"
    return MailContext(
        name=name,
        organisation=organisation,
        link=link,
        stop=f"{link}stop",
        ends_on=round_.ends_on,
        minutes=minutes,
        is_reminder=is_reminder,
    )

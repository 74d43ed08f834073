"""The mail about a round: the same words for whoever gets it and for HR, who reads it before it is sent."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from mortel.apps.climate.models import Round
from mortel.apps.people.queries import language_in, organisation
from mortel.apps.people.tasks import Letter, letter

TEMPLATE: Final = "mail/round.txt"


def mail_context(
    round_: Round, *, minutes: int, organisation: str, name: str, code: str
) -> dict[str, object]:
    """What the template asks. Render it in the language of whoever gets it."""
    link = f"{settings.ORIGIN}/ronde/{code}/"
    return {
        "name": name,
        "organisation": organisation,
        "link": link,
        "stop": f"{link}stop",
        "ends_on": round_.ends_on,
        "minutes": minutes,
    }


@dataclass(frozen=True, slots=True)
class Sample:
    """The mail in one language (the code of the interface), with a word for the name and for her own code."""

    language: str
    letter: Letter


def samples(round_: Round, *, minutes: int) -> list[Sample]:
    """In every language that somebody can have chosen for Mortel, Dutch first. One query if the house is not loaded."""
    own = organisation()
    return [_sample(round_, language_in(own, code), minutes, own.name) for code, _label in settings.LANGUAGES]


def _sample(round_: Round, language: str, minutes: int, organisation_name: str) -> Sample:
    with translation.override(language):
        context = mail_context(
            round_,
            minutes=minutes,
            organisation=organisation_name,
            name=_("[name]"),
            code=_("[own-code]"),
        )
        return Sample(language, letter(TEMPLATE, context))

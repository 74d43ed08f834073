"""The mail about a round as HR reads it before it is sent: the invitation and the reminder, in each language."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from mortel.apps.climate.mails import TEMPLATE, mail_context
from mortel.apps.climate.queries import ARound
from mortel.apps.people.queries import language_in, organisation
from mortel.apps.people.tasks import Letter, letter
from mortel.web.words import LANGUAGE_NAMES


@dataclass(frozen=True, slots=True)
class ShownMail:
    """The mails about a round in one language, as they are shown beforehand. `tag`: for the attribute lang."""

    tag: str
    language: str
    invitation: Letter
    reminder: Letter


def mails_in_words(round_: ARound, minutes: int) -> list[ShownMail]:
    """Exactly what is sent, with a placeholder for the name and the code, Dutch first.

    In every language that somebody can have chosen for Mortel. One query if the house is not loaded.
    """
    own = organisation()
    languages = [language_in(own, code) for code, _label in settings.LANGUAGES]
    return [_shown(round_, minutes, own.name, language) for language in languages]


def _shown(round_: ARound, minutes: int, organisation_name: str, language: str) -> ShownMail:
    tag = to_locale(language).replace("_", "-")
    with translation.override(language):
        invitation, reminder = (
            letter(
                TEMPLATE,
                mail_context(
                    round_,
                    minutes=minutes,
                    organisation=organisation_name,
                    name=_("[name]"),
                    code=_("[own-code]"),
                    is_reminder=is_reminder,
                ),
            )
            for is_reminder in (False, True)
        )
    return ShownMail(tag, LANGUAGE_NAMES[tag], invitation, reminder)

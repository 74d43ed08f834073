"""The languages of a round, as choices and as Django calls them."""

import msgspec

from mortel.apps.climate.queries import ARound
from mortel.pure.catalogue.words import Shown
from mortel.web.words import LANGUAGE_NAMES, shown_language


def language_choices(round_: ARound) -> list[tuple[Shown, str]]:
    """The first one is what is chosen unless somebody says otherwise."""
    return [
        (language, LANGUAGE_NAMES[language]) for language in msgspec.convert(round_.languages, list[Shown])
    ]


def of_django(language: Shown) -> str:
    return language.lower()


def read_here(round_: ARound) -> Shown:
    """The language of this page where the round has it, else its first one."""
    offered = [language for language, _name in language_choices(round_)]
    return here if (here := shown_language()) in offered else offered[0]

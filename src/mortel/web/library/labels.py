"""What pages call the closed choices of the catalogue: how much work, a computer or not, for whom, what kind of advice.

Templates reach them through `catalogue_tags`: `{{ card.effort|effort }}`, `{{ guide.levels|levels }}`.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mortel.pure.catalogue.entries import Addressee, Computer, Effort, Level, Origin, Polarity, SourceKind

# The first answer of every filter.
DOES_NOT_MATTER: Final = ("", _("does not matter"))
EFFORTS: Final[dict[Effort, str | Promise]] = {
    "small": _("little work"),
    "medium": _("some work"),
    "large": _("a lot of work"),
}
COMPUTERS: Final[dict[Computer, str | Promise]] = {
    "no": _("without a computer"),
    "optional": _("with or without a computer"),
    "yes": _("with a computer"),
}
LEVELS: Final[dict[Level, str | Promise]] = {
    "person": _("a person"),
    "team": _("a team"),
    "organisation": _("the organisation"),
}
# Where a card comes from, said to everybody: no card here has been measured by itself.
ORIGINS: Final[dict[Origin, str | Promise]] = {
    "named": _("Named in one of our sources. Its effect was not measured by itself."),
    "case": _("Tried in one place, says one of our sources. Whether it works elsewhere is not known."),
    "derived": _("An idea of ours that follows from what the sources say. Nobody has measured it."),
}
# What a kind of source says, as a heading: first what deserves most care.
SOURCES: Final[dict[SourceKind, str | Promise]] = {
    "vendor": _("What vendors claim"),
    "expert": _("What experts think"),
    "practice": _("What practice shows"),
    "small_case": _("What came out of one small case"),
    "derived": _("What an infographic says, without the caveats of its source"),
    "review": _("What the review of studies says"),
}
POLARITIES: Final[dict[Polarity, str | Promise]] = {
    "do": _("Do"),
    "caution": _("With care"),
    "dont": _("Better not"),
}
# Whom advice addresses; what addresses the product itself stands on no page.
ADDRESSEES: Final[dict[Addressee, str | Promise]] = {
    "employee": _("for everybody"),
    "lead": _("for the team lead"),
    "hr": _("for HR"),
    "council": _("for the works council"),
    "researcher": _("for research"),
}

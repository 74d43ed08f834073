"""The closed lists of the climate rounds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Attribute(TextChoices):
    """The one extra division of a round, told of the whole organisation only."""

    NONE = "", _("no division")
    LANGUAGE = "language", _("language of the answers")
    SERVICE = "service", _("how long somebody has worked here")
    WORK = "work", _("kind of work, in groups that you name")


class Channel(TextChoices):
    """How somebody gets her questions. Who gets paper gets no link and no card."""

    LINK = "link", _("a link by mail")
    CARD = "card", _("a printed card with a code")
    PAPER = "paper", _("a sheet of paper")


class Consent(TextChoices):
    """What the works council said of a round before it opened."""

    ASKED = "", _("not answered yet")
    GIVEN = "given", _("consent given")
    NOT_NEEDED = "not_needed", _("not needed, with the reason")
    REFUSED = "refused", _("no consent, or only on conditions")


class Audience(TextChoices):
    """For whom a released figure is."""

    TEAM = "team", _("the team")
    OFFICE = "office", _("HR")

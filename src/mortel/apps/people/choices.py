"""The closed lists of people."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Country(TextChoices):
    NETHERLANDS = "NL", _("the Netherlands")
    BELGIUM = "BE", _("Belgium")


class Sector(TextChoices):
    CARE = "care", _("care")
    HIGHER_EDUCATION = "higher_education", _("higher education")
    GOVERNMENT = "government", _("government")
    INDUSTRY = "industry", _("industry")


class Definition(TextChoices):
    """Which definition of informal places a moment on the map (S-143): by interwovenness, or the narrow one."""

    INTERWOVEN = "interwoven", _("woven into the work (a sliding scale)")
    NARROW = "narrow", _("narrow: no plan, no instruction, not set up beforehand")


class GrantKind(TextChoices):
    HR = "hr", _("HR adviser")
    RESEARCHER = "researcher", _("researcher")
    COUNCIL = "council", _("works council")
    ADMIN = "admin", _("administrator")
    GUIDE = "guide", _("guide")


class PassKind(TextChoices):
    """What a secret that was handed to one person is for."""

    START_CARD = "start_card", _("start card")
    START_LINK = "start_link", _("start link by mail")
    RESET_LINK = "reset_link", _("link for a new password")
    NEW_ADDRESS = "new_address", _("confirmation of a new address")
    KIOSK_CARD = "kiosk_card", _("card for the shared device")


class ContractKind(TextChoices):
    """On what footing somebody is in a team (`pure/personnel/contracts.py` reads it from a list)."""

    PERMANENT = "permanent", _("employed, permanent or temporary")
    FLEX = "flex", _("agency, on call or hired")
    STUDENT = "student", _("trainee, apprentice or student")


class NoticeKind(TextChoices):
    """What happened to an account. Shown to its owner at the next visit and kept in her own log."""

    NEW_CARD = "new_card", _("A new start card was made for you.")
    NEW_LINK = "new_link", _("A new start link was mailed to you.")
    STARTED = "started", _("You chose a password.")
    RESET = "reset", _("Your password was set again through a link by mail.")
    PASSWORD = "password", _("Your password was changed.")
    ADDRESS = "address", _("Your e-mail address was changed.")
    ADDRESS_BY_IMPORT = "address_by_import", _("Your e-mail address was changed by the personnel list.")
    KIOSK_CARD = "kiosk_card", _("A card for the shared device was made.")
    KIOSK_REVOKED = "kiosk_revoked", _("Your card for the shared device was blocked.")
    GRANT = "grant", _("Your roles were changed.")
    DISABLED = "disabled", _("Your account was closed.")
    ENABLED = "enabled", _("Your account was opened again.")


class WordName(TextChoices):
    """The words that texts leave open: an organisation may call them otherwise (`pure/catalogue/words.py`)."""

    CLIENT = "client", _("whom we work for")
    LEAD = "leidinggevende", _("who leads a team")
    BUDDY = "maatje", _("who helps a new colleague")
    MENTOR = "mentor", _("who guides somebody for longer")
    HANDOVER = "overdracht", _("passing on work between shifts")
    MEETING = "overleg", _("talking as a team")
    COUNCIL = "raad", _("the council of employees")
    SCHEDULE = "rooster", _("who works when")
    LEAVE = "verlof", _("days off")


class CardsFor(TextChoices):
    """What the ledger says of a print of start cards where it does not name a team."""

    EVERYBODY = "everybody", _("everybody")
    SMALL_TEAM = "small_team", _("a team with few newcomers")
    LIST = "list", _("newcomers of a personnel list")

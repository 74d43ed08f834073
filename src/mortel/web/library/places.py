"""Where each thing of the catalogue can be read: one address for an id, and what kind of page that is."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mortel.pure.catalogue.entries import Advice, Dispute, Guide, Intervention, Kit, Statement
from mortel.pure.catalogue.kinds import Dimension, Subdimension, Term
from mortel.pure.catalogue.references import Thing

OUTCOMES, CONDITIONS, CLAIMS = "opbrengsten", "voorwaarden", "beweringen"

# What a reader without one of the evidence roles can open.
FOR_EVERYBODY = (Dimension, Subdimension, Intervention, Guide, Kit)


def group_of(statement: Statement) -> str:
    """On which of the three evidence pages a statement stands, by what it is about."""
    families = {one.split(".", 1)[0] for one in statement.about}
    if families & {"out", "oc"}:
        return OUTCOMES
    return CONDITIONS if families & {"dim", "sub", "x"} else CLAIMS


def address_of(thing: Thing) -> str:
    """The page of this thing, or the place on a page; "" for what has none, such as a tone or a signal."""
    match thing:
        case Dimension() | Subdimension():
            return reverse("library:theme", args=[thing.id])
        case Intervention():
            return reverse("library:card", args=[thing.id])
        case Guide():
            return reverse("library:guide", args=[thing.id])
        case Kit():
            return reverse("library:kit", args=[thing.id])
        case Dispute():
            return reverse("library:dispute", args=[thing.id])
        case Statement():
            return reverse("library:statements", args=[group_of(thing)]) + f"#{thing.id}"
        case Term():
            return reverse("library:terms") + f"#{thing.id}"
        case Advice():
            return reverse("library:tips") + f"#{thing.id}"
    return ""


def kind_of(thing: Thing) -> str | Promise:
    """What a reader calls this kind of page."""
    match thing:
        case Dimension() | Subdimension():
            return _("Topic")
        case Intervention():
            return _("Action card")
        case Guide():
            return _("Conversation")
        case Kit():
            return _("Kit to print")
        case Statement() | Dispute():
            return _("Evidence")
        case Term():
            return _("Term")
        case Advice():
            return _("Tip")
    return ""

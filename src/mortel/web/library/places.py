"""Where each thing of the catalogue can be read: one address for an id, and what kind of page that is."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mortel.pure.catalogue.entries import Advice, Dispute, Guide, Intervention, Kit, Rule, Statement
from mortel.pure.catalogue.kinds import Dimension, Subdimension, Term
from mortel.pure.catalogue.references import CLIMATE, Thing, family
from mortel.pure.catalogue.shapes import Item, Taxonomy
from mortel.pure.catalogue.shipped import shipped

OUTCOMES, CONDITIONS, CLAIMS = "opbrengsten", "voorwaarden", "beweringen"


def group_of(statement: Statement) -> str:
    """On which of the three evidence pages a statement stands, by what it is about."""
    families = set(map(family, statement.about))
    if families & {"out", "oc"}:
        return OUTCOMES
    return CONDITIONS if not families.isdisjoint(CLIMATE) else CLAIMS


def taxonomy_of(item: Item) -> Taxonomy:
    """The list that this item stands on."""
    return next(one for one in shipped().taxonomies if any(known.id == item.id for known in one.items))


def address_of(thing: Thing) -> str:
    """The page of this thing, or the place on a page; "" for what has none, such as a signal. Whether a
    reader can open it is for `reading.can_open` to say."""
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
        case Rule() if thing.addressee != "product":
            return reverse("library:advice") + f"#{thing.id}"
        case Taxonomy():
            return reverse("library:list", args=[thing.id])
        case Item():
            return address_of(taxonomy_of(thing)) + f"#{thing.id}"
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
        case Rule():
            return _("Advice")
        case Taxonomy() | Item():
            return _("List")
    return ""

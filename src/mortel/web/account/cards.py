"""What stands on a printed card: of the administrator for somebody, or of a person for herself."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mortel.apps.people.access import Viewer
from mortel.apps.people.choices import PassKind
from mortel.apps.people.queries import organisation
from mortel.web.qr import qr_image


def printed_card(kind: PassKind, *, person: Viewer, code: str) -> dict[str, object]:
    """The context of components/card-print.html for a start card or a card for the shared device made just now."""
    return printed_cards(kind, [(person, "", code)])[0]


def printed_cards(kind: PassKind, cards: Iterable[tuple[Viewer, str, str]]) -> list[dict[str, object]]:
    """The same for many: who, her team or nothing, and the code."""
    first_time = kind == PassKind.START_CARD
    address = settings.ORIGIN + reverse("account_signup" if first_time else "kiosk:code")
    same: dict[str, object] = {
        "organisation": organisation().name,
        "title": _("Start card") if first_time else _("Card for the shared device"),
        "valid": _once() if first_time else _("to be used again and again"),
        "address": address,
        "qr": qr_image(address),
    }
    return [
        same
        | {
            "name": person.name,
            "where": where,
            "number": person.card_number if first_time else "",
            "code": f"{code[: len(code) // 2]}-{code[len(code) // 2 :]}",
        }
        for person, where, code in cards
    ]


def _once() -> str:
    last = timezone.localdate() + timedelta(days=settings.RETENTION["start_card"])
    return _("works once, until %(day)s") % {"day": date_format(last, "j F Y")}

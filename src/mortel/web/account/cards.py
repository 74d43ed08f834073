"""What stands on a printed card: of the administrator for somebody, or of a person for herself."""

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
    half, first_time = len(code) // 2, kind == PassKind.START_CARD
    address = settings.ORIGIN + reverse("account_signup" if first_time else "kiosk:code")
    return {
        "organisation": organisation().name,
        "name": person.name,
        "title": _("Start card") if first_time else _("Card for the shared device"),
        "valid": _once() if first_time else _("to be used again and again"),
        "number": person.card_number if first_time else "",
        "code": f"{code[:half]}-{code[half:]}",
        "address": address,
        "qr": qr_image(address),
    }


def _once() -> str:
    last = timezone.localdate() + timedelta(days=settings.RETENTION["start_card"])
    return _("works once, until %(day)s") % {"day": date_format(last, "j F Y")}

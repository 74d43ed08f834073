"""Whether a text looks like it holds data of a client, in words for the screen. Worked out when shown, never stored."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mortel.apps.people.queries import organisation
from mortel.pure.client_data import find_client_data
from mortel.pure.traces.shapes import Country

KINDS = {
    "bsn": _("a citizen service number"),
    "national_number_be": _("a national register number"),
    "phone": _("a phone number"),
    "email": _("an e-mail address"),
    "birth_date": _("a date of birth"),
    "name": _("a name"),
}


def kinds_found(text: str) -> list[str]:
    """What kinds of client data the text seems to hold, for the owner's eyes; empty mostly."""
    country: Country = "BE" if organisation().country == "BE" else "NL"
    findings = find_client_data(text, country=country, this_year=timezone.localdate().year)
    return [str(KINDS[kind]) for kind in dict.fromkeys(finding.kind for finding in findings)]

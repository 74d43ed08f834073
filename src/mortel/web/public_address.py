"""The address that stands on cards and in mails, and what is wrong with it when people cannot reach it safely."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """`said` always shows the address and asks about it; `warning` is empty where nothing is wrong."""

    said: str
    warning: str


def public_address() -> PublicAddress:
    """The address of this installation as the settings have it (MORTEL_ORIGIN)."""
    said = _("On cards and in mails stands this address: %(address)s. Is that right?")
    return PublicAddress(said % {"address": settings.ORIGIN}, _warning(settings.ORIGIN))


def _warning(address: str) -> str:
    parts = urlsplit(address)
    if _is_local(parts.hostname or ""):
        return _("This address only works on this computer. Nobody else can open it. Ask your administrator.")
    if parts.scheme != "https":
        return _("This address is not secured: it has no https. Ask your administrator.")
    return ""


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        found = ip_address(host)
    except ValueError:
        return False
    return found.is_loopback or found.is_unspecified

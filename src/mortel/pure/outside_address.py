"""Which addresses outside the house may stand in a page as a link: a plain https address of a named host."""

import re
from typing import Final, Literal, get_args

Reason = Literal["empty", "scheme", "host", "signs", "long"]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
LONGEST: Final = 500

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# A name of letters, digits and hyphens with a last part of letters (or xn--...), perhaps a port, then the rest. No
# number and no name without a dot: those are machines of somebody's own network. No @: what stands before it looks
# like the host and is not. Letters outside ASCII can look like others; browsers give such a name as xn--.
_ADDRESS = re.compile(
    r"https://(?P<host>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59}))"
    r"(?P<port>:[1-9][0-9]{0,4})?(?P<rest>[/?#].*)?",
    re.IGNORECASE,
)
_SIGNS = frozenset("\"'<>\\^`{|}")


class AddressRefused(ValueError):
    """No page may link to this; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def outside_address(typed: str) -> str:
    """The address as it is kept. Without a scheme it gets https; any other scheme is refused (AddressRefused).

    `toolbox.example/map` and `HTTPS://Toolbox.Example/map` both give `https://toolbox.example/map`.
    """
    text = typed.strip()
    if not text:
        raise AddressRefused("empty")
    if not _SCHEME.match(text):
        text = f"https://{text}"
    if len(text) > LONGEST:
        raise AddressRefused("long")
    if not text.lower().startswith("https://"):
        raise AddressRefused("scheme")
    if not text.isprintable() or " " in text or _SIGNS & set(text):
        raise AddressRefused("signs")
    found = _ADDRESS.fullmatch(text)
    if found is None:
        raise AddressRefused("host")
    return f"https://{found['host'].lower()}{found['port'] or ''}{found['rest'] or ''}"


def host_of(address: str) -> str:
    """What a reader is told before she goes there: the host of an address that `outside_address` gave."""
    found = _ADDRESS.fullmatch(address)
    return found["host"] if found else ""

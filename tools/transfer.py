"""How much a page brings over the line."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import CDPSession


@dataclass
class Transfer:
    """Bytes over the line (headers included), by path, of everything the page fetches itself."""

    session: CDPSession
    addresses: dict[str, str] = field(default_factory=dict)
    sizes: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.session.send("Network.enable")
        self.session.on("Network.requestWillBeSent", self._sent)
        self.session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def _finished(self, event: dict[str, Any]) -> None:
        path = self.addresses.get(event["requestId"])
        if path:
            self.sizes[path] += int(event["encodedDataLength"])

    @property
    def total(self) -> int:
        return sum(self.sizes.values())

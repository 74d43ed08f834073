"""A body is read before a thread is taken, and not for ever."""

import asyncio
from typing import Any

import pytest

from mortel.project import body
from mortel.project.body import BodyFirst

SCOPE = {"type": "http", "method": "POST", "path": "/"}


class Listener:
    """The application behind, and the browser in front."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.messages, self.heard, self.sent = list(messages), [], []  # type: ignore[var-annotated]

    async def application(self, scope: Any, receive: Any, send: Any) -> None:
        self.heard.append((await receive())["body"])

    async def receive(self) -> dict[str, Any]:
        if self.messages:
            return self.messages.pop(0)
        await asyncio.sleep(60)
        raise AssertionError

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    def run(self) -> None:
        asyncio.run(BodyFirst(self.application)(dict(SCOPE), self.receive, self.send))


def part(content: bytes, *, more: bool) -> dict[str, Any]:
    return {"type": "http.request", "body": content, "more_body": more}


def test_the_application_hears_the_whole_body_at_once() -> None:
    browser = Listener(part(b"een ", more=True), part(b"zin", more=False))
    browser.run()
    assert browser.heard == [b"een zin"]


def test_too_much_is_refused_before_the_application_hears_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "LIMIT_BYTES", 5)
    browser = Listener(part(b"1234", more=True), part(b"5678", more=True))
    browser.run()
    assert (browser.heard, browser.sent[0]["status"]) == ([], 413)


def test_somebody_who_stops_halfway_waits_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "LIMIT_SECONDS", 0.05)
    browser = Listener(part(b"half", more=True))
    browser.run()
    assert (browser.heard, browser.sent[0]["status"]) == ([], 408)


def test_somebody_who_went_away_is_not_handed_on() -> None:
    browser = Listener(part(b"half", more=True), {"type": "http.disconnect"})
    browser.run()
    assert (browser.heard, browser.sent) == ([], [])

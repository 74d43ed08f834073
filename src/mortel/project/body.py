"""A request's body is read before one of the few threads is taken: a slow sender waits alone.

Found by trying: eight half-sent forms, without an account, kept all threads waiting and the site away.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LIMIT_BYTES = 12_000_000
LIMIT_SECONDS = 60
TOO_BIG = "Dit bestand is te groot. Stuur hoogstens 10 MB. / This file is too big. Send at most 10 MB."
TOO_SLOW = "Het versturen duurde te lang. Probeer het opnieuw. / Sending took too long. Try again."


class TooBig(Exception):
    """More was sent than LIMIT_BYTES."""


class BodyFirst:
    """Hands a request on once its body is whole; 413 when it is too big, 408 when it takes too long."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        try:
            body = await asyncio.wait_for(_whole(receive), LIMIT_SECONDS)
        except TooBig:
            return await _say(send, 413, TOO_BIG)
        except TimeoutError:
            return await _say(send, 408, TOO_SLOW)
        if body is None:
            return None  # The sender went away.
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return waiting.pop() if waiting else await receive()

        return await self.app(scope, replay, send)


async def _whole(receive: Receive) -> bytes | None:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > LIMIT_BYTES:
            raise TooBig
        if not message.get("more_body"):
            return b"".join(parts)


async def _say(send: Send, status: int, words: str) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words.encode()})

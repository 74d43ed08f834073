"""A slow line in front of a server on this machine: everything passes it, a service worker's requests too.

Chromium's own throttling leaves a worker alone; what a worker fetches would seem to cost nothing.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

CHUNK = 4096


@dataclass
class SlowLine:
    """`delay` seconds there and back, `rate` bytes a second each way, shared by all connections."""

    target: int
    delay: float = 0.150
    rate: float = 200_000
    port: int = 0
    down: int = 0
    _free: float = 0.0

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, down: bool) -> None:
        clock = asyncio.get_running_loop().time
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                at, data = await queue.get()
                await asyncio.sleep(max(0.0, at - clock()))
                if not data:
                    writer.close()
                    return
                with suppress(ConnectionError):
                    writer.write(data)
                    await writer.drain()

        delivering = asyncio.create_task(deliver())
        while data := await self._read(reader):
            if down:
                self.down += len(data)
                self._free = max(self._free, clock()) + len(data) / self.rate
                await asyncio.sleep(max(0.0, self._free - clock()))
            await queue.put((clock() + self.delay / 2, data))
        await queue.put((clock() + self.delay / 2, b""))
        await delivering

    async def _read(self, reader: asyncio.StreamReader) -> bytes:
        try:
            return await reader.read(CHUNK)
        except ConnectionError:
            return b""

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self.delay)  # the handshake of the connection itself
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.target)
        there = self._carry(reader, there_writer, down=False)
        back = self._carry(there_reader, writer, down=True)
        with suppress(asyncio.CancelledError):  # the line is taken down with connections open
            await asyncio.gather(there, back)

    async def serve(self, ready: Event, stop: Event) -> None:
        """Carry until `stop`; `ready` is set once `port` is known."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await asyncio.to_thread(stop.wait)
        server.close()


@contextmanager
def slow_line(target: int) -> Iterator[SlowLine]:
    """A line to this port of this machine for as long as the block lasts; its own port is `line.port`."""
    line, ready, stop = SlowLine(target), Event(), Event()
    thread = Thread(target=lambda: asyncio.run(line.serve(ready, stop)), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield line
    finally:
        stop.set()
        thread.join(10)

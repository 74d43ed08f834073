"""How long does the server take for a page of the library, beside the smallest page that also asks who is there?

The product is served with the cast of the browser tests; an HR adviser asks each page over one connection. The peer is
`/sessie`, which knows the session and the person and says a few words of JSON: what a page costs beyond that is its
own. The limit is 50 ms a page.

    python -m benchmarks.library

Prints a table and one line of JSON; the exit code is 1 when a page is slower than the limit.
"""

import json
import statistics
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

from tools.running import served

STAGE = "import django; django.setup(); from tests.browser.stage import stage; print(stage())"
LIMIT_MS = 50.0
ROUNDS = 15
PEER = "/sessie"
PAGES = [
    "/bibliotheek/",
    "/bibliotheek/onderwerp/dim.leadership/",
    "/bibliotheek/onderwerp/sub.sharing.access/",
    "/bibliotheek/kaarten/",
    "/bibliotheek/kaarten/IV-001/",
    "/bibliotheek/gesprekken/",
    "/bibliotheek/gesprekken/CV-04/",
    "/bibliotheek/pakketten/KIT-01/",
    "/bibliotheek/raad/",
    "/bibliotheek/lijsten/",
    "/bibliotheek/bewijs/",
    "/bibliotheek/bewijs/voorwaarden/",
    "/bibliotheek/oneens/DP-01/",
    "/bibliotheek/begrippen/",
    "/bibliotheek/tips/",
    "/bibliotheek/zoeken/?q=niemand%20durft%20iets%20te%20vragen",
]


def milliseconds(connection: HTTPConnection, path: str, headers: dict[str, str]) -> float:
    """The median of ROUNDS answers, the first one left out: it fills what the process keeps."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - start) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
    return statistics.median(times[1:])


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as house:
        session = json.loads(house.run(STAGE))["sessions"]["hr"][0]
        headers = {"Cookie": f"session={session}", "Accept-Language": "nl"}
        connection = HTTPConnection("127.0.0.1", house.port, timeout=30)
        peer = milliseconds(connection, PEER, headers)
        figures = {path: milliseconds(connection, path, headers) for path in PAGES}
    print(f"{PEER:60} {peer:6.1f} ms")
    for path, took in figures.items():
        print(f"{path:60} {took:6.1f} ms {took / peer:5.1f} x {PEER}")
    slowest = max(figures.values())
    print(json.dumps({"peer_ms": round(peer, 1), "slowest_ms": round(slowest, 1), "limit_ms": LIMIT_MS}))
    return int(slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())

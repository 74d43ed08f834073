"""A real installation in a folder of its own: set up, served, stopped. For tools and browser tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
# Nothing that asks the network for anything by itself, and what a container without a screen needs.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
MORTEL = "from mortel.console.main import main; main()"
READY_WITHIN = 30.0


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@dataclass
class Installation:
    """An installation on SQLite with the settings of a demo: no https, nothing from the environment of the caller."""

    data: Path
    port: int = field(default_factory=free_port)
    server: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def _environment(self) -> dict[str, str]:
        outside = {name: value for name, value in os.environ.items() if not name.startswith("MORTEL_")}
        return outside | {
            "MORTEL_DATA": str(self.data),
            "MORTEL_DEMO": "1",
            "MORTEL_ORIGIN": self.address,
            "DJANGO_SETTINGS_MODULE": "mortel.project.settings",
        }

    def run(self, code: str, *words: str) -> str:
        """What `python -c code words...` prints in this installation; RuntimeError with its errors when it fails."""
        command = [sys.executable, "-c", code, *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self._environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout

    def mortel(self, *words: str) -> str:
        return self.run(MORTEL, *words)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.address}/manifest.webmanifest", timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            return False
        return True

    def start(self) -> None:
        """Serve, and wait until it answers."""
        with (self.data / "server.log").open("ab") as log:
            command = [sys.executable, "-c", MORTEL, "serve", "--port", str(self.port)]
            self.server = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)
        until = time.monotonic() + READY_WITHIN
        while not self._answers():
            if self.server.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError((self.data / "server.log").read_text())
            time.sleep(0.1)

    def stop(self) -> None:
        if self.server is None:
            return
        self.server.terminate()
        try:
            self.server.wait(15)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.server = None


@contextmanager
def served(data: Path, *fillings: str) -> Iterator[Installation]:
    """A served installation in `data`; before it is served, each of `fillings` (Python code) runs in it."""
    installation = Installation(data)
    installation.mortel("setup")
    for code in fillings:
        installation.run(code)
    installation.start()
    try:
        yield installation
    finally:
        installation.stop()

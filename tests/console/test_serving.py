"""`mortel serve`: one server and one worker, together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from mortel.console import installing
from mortel.console.refusal import Refused
from mortel.console.serving import WorkerBeside
from mortel.pure.catalogue.errors import CatalogueError

MORTEL = [sys.executable, "-c", "from mortel.console.main import main; main()"]


def until(true: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_a_worker_that_dies_is_started_again(tmp_path: Path) -> None:
    log = tmp_path / "starts"
    script = "\n".join(
        [
            "import time, pathlib",
            f"log = pathlib.Path({str(log)!r})",
            "starts = log.read_text() if log.exists() else ''",
            "log.write_text(starts + 'x')",
            "time.sleep(60 if starts else 0.1)",
        ]
    )
    worker = WorkerBeside([sys.executable, "-c", script])
    worker.start()
    try:
        assert until(lambda: log.exists() and log.read_text() == "xx")
    finally:
        worker.stop()
    assert worker.process is not None
    assert worker.process.poll() is not None


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A new installation on SQLite, whatever database the suite runs on."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MORTEL_")}
    return ours | {
        "MORTEL_DATA": str(tmp_path),
        "MORTEL_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "mortel.project.settings",
    }


def mortel(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*MORTEL, *words], env=environment, capture_output=True, text=True, check=False)


def test_without_setup_the_server_says_what_to_do(environment: dict[str, str]) -> None:
    done = mortel(environment, "serve")
    assert done.returncode == 1
    assert "Run `mortel setup` first." in done.stderr
    assert "Traceback" not in done.stderr


def children(pid: int) -> list[int]:
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(word) for thread in threads for word in thread.read_text().split()]


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


@pytest.mark.skipif(not Path("/proc").exists(), reason="reads child processes from /proc")
def test_server_and_worker_start_serve_and_stop_together(environment: dict[str, str], tmp_path: Path) -> None:
    assert mortel(environment, "setup").returncode == 0
    assert mortel(environment, "setup").returncode == 0, "setup may be repeated"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [*MORTEL, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
        try:
            assert until(lambda: answers(f"http://127.0.0.1:{port}/aanmelden/?next=/ik/"))
            assert until(lambda: len(children(server.pid)) == 1)
            worker = children(server.pid)[0]
            refused = mortel(environment, "restore-keys")
            assert "Mortel is running" in refused.stderr
            server.send_signal(signal.SIGTERM)
            assert server.wait(15) == 0
            assert until(lambda: not Path(f"/proc/{worker}").exists())
        finally:
            server.kill()
            server.wait()
    assert "next=" not in (tmp_path / "log").read_text(), "no query string in a log"


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_mistake_in_the_content_stops_before_anybody_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong() -> None:
        raise CatalogueError(Path("guides/CV-01.toml"), 7, "missing key 'purpose'")

    monkeypatch.setattr(installing, "shipped", wrong)
    with pytest.raises(Refused, match=r"CV-01\.toml:7: missing key"):
        installing.require_ready()

"""Whatever fills an installation with invented people makes one of its own, whatever the environment says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAYS = {
    "reading in a list": ["-m", "benchmarks.importing", "--people", "24", "--limit", "60"],
    "ballots that come at once": ["-m", "benchmarks.ballots", "--ballots", "60", "--faster", "600"],
    "the kill test": [
        "-c",
        "import sys; from pathlib import Path; from tools.kill_test import Installation;"
        "Installation(Path(sys.argv[1])).people(2)",
    ],
}


@pytest.mark.parametrize("way", WAYS)
def test_the_databases_of_the_installation_around_it_stay_as_they_are(way: str, tmp_path: Path) -> None:
    real, own = tmp_path / "real", tmp_path / "own"
    real.mkdir()
    own.mkdir()
    around = {
        "MORTEL_DATA": str(real),
        "MORTEL_DATABASE": f"sqlite:///{real / 'people.sqlite3'}",
        "MORTEL_KEYS_DATABASE": f"sqlite:///{real / 'keys.sqlite3'}",
        "MORTEL_KEYS_COPY": str(real / "copy"),
    }
    command = [sys.executable, *WAYS[way], *([] if "-m" in WAYS[way] else [str(own)])]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | around, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(real.iterdir()) == []

"""Does a test notice when a rule of protection or scoring is changed? Changes them one at a time and counts.

mutmut works on a copy, with the fast tests of the room alone: no Django, no simulations.

    python -m tools.mutation                               (disclosure without the attacker, and scoring)
    python -m tools.mutation scoring
    python -m tools.mutation disclosure/attack

Prints per room how many of the changes were noticed, and leaves what was not in the folder it names. The aim is 80 %.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("disclosure", "scoring")
SETTINGS = """
[tool.mutmut]
source_paths = ["src/mortel/pure/{room}/"]
do_not_mutate = {left}
also_copy = ["src/mortel", "docs", "tests"]
pytest_add_cli_args_test_selection = ["tests/pure/{room}"]
pytest_add_cli_args = [
    "-p", "no:django", "-p", "no:xdist", "-p", "no:randomly", "-m", "not simulated", "-x",
    "--ignore", "tests/pure/disclosure/{ignored}",
]

[tool.pytest.ini_options]
pythonpath = [".", "src"]
addopts = "--import-mode=importlib"
markers = ["simulated"]
"""


def copy_for(room: str, folder: Path) -> None:
    """The source, the pages whose examples are tested, and the tests of pure."""
    attacked = room.startswith("disclosure/")
    left = "[]" if attacked or room != "disclosure" else '["src/mortel/pure/disclosure/attack/*"]'
    ignored = "nothing" if attacked else "attack"
    (folder / "pyproject.toml").write_text(SETTINGS.format(room=room, left=left, ignored=ignored))
    skip = shutil.ignore_patterns("__pycache__", "content", "locale", "static", "templates", "*.mo")
    shutil.copytree(ROOT / "src/mortel", folder / "src/mortel", ignore=skip)
    shutil.copytree(ROOT / "docs/algorithms", folder / "docs/algorithms")
    shutil.copytree(ROOT / "tests/pure", folder / "tests/pure", ignore=skip)
    (folder / "tests/__init__.py").touch()


def noticed(room: str) -> float:
    """Share of the changes that made a test fail; one that never ends counts as noticed."""
    folder = Path(tempfile.mkdtemp(prefix=f"mutation-{room.replace('/', '-')}-"))
    copy_for(room, folder)
    mutmut = str(Path(sys.executable).parent / "mutmut")
    with (folder / "run.log").open("w") as log:
        subprocess.run(
            [mutmut, "run", "--max-children", "2"], cwd=folder, stdout=log, stderr=log, check=False
        )
    said = subprocess.run(
        [mutmut, "results", "--all", "true"], cwd=folder, capture_output=True, text=True, check=True
    )
    lines = [line.rsplit(":", 1) for line in said.stdout.splitlines() if ": " in line]
    counted = Counter(line[1].strip() for line in lines)
    (folder / "survived.txt").write_text(
        "".join(f"{name.strip()}\n" for name, how in lines if "survived" in how)
    )
    total = sum(counted.values())
    share = (counted["killed"] + counted["timeout"]) / total if total else 0.0
    print(json.dumps({"room": room, "noticed": round(share, 4), **counted, "folder": str(folder)}))
    return share


def main() -> int:
    options = argparse.ArgumentParser(description="Changes the rules one at a time.")
    options.add_argument("rooms", nargs="*", default=ROOMS)
    shares = [noticed(room) for room in options.parse_args().rooms]
    return 0 if min(shares) >= 0.8 else 1


if __name__ == "__main__":
    sys.exit(main())

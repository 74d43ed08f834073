"""The statistics come in quickly: a page that shows one figure must not wait for a laboratory.

The least of five in seconds of the processor. On a machine that has other work everything takes longer: there numpy and
scipy alone, imported in turn, say how much longer.
"""

import os
import subprocess
import sys
from pathlib import Path

ASKED = """
import sys, time
begun = time.process_time()
{}
spent = time.process_time() - begun
heavy = ("scipy.stats", "scipy.optimize", "django", "polars", "pandas")
print(spent, *(name for name in heavy if name in sys.modules))
"""
OURS, THEIRS = "from mortel.pure import stats", "import numpy, scipy.linalg, scipy.special"


def _import(what: str, compiled: Path) -> list[str]:
    around = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    around["PYTHONPYCACHEPREFIX"] = str(compiled)
    command = [sys.executable, "-c", ASKED.format(what)]
    return subprocess.run(command, env=around, capture_output=True, text=True, check=True).stdout.split()


def test_the_statistics_are_imported_within_three_tenths_of_a_second_and_bring_nothing_heavy(
    tmp_path: Path,
) -> None:
    _import(OURS, tmp_path)
    turns = [(_import(OURS, tmp_path), _import(THEIRS, tmp_path)) for _ in range(5)]
    assert [ours[1:] for ours, _ in turns] == [[]] * 5
    ours, theirs = (min(float(turn[side][0]) for turn in turns) for side in (0, 1))
    assert ours <= max(0.3, 1.4 * theirs)

"""The figures that R gave, and the data it gave them for.

Our own data (`sim_*`) and their figures lie in tests/reference/statistics and are there everywhere. Data that ship in
GPL packages stay outside this repository, in ../shared/reference/statistics; without that folder their tests skip.
"""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

ROOT = Path(__file__).parents[3]
OURS = ROOT / "tests" / "reference" / "statistics"
SHARED = ROOT.parent / "shared" / "reference" / "statistics"


def figures(name: str) -> Any:
    """What R said about data outside the repository, `figures("icc")["bh1996"]`; skips where they are absent."""
    return _json(_outside() / "ref" / f"{name}.json")


def own_figures(name: str) -> Any:
    """What R said about our own simulated data: the part of that file that stands in the repository."""
    return _json(OURS / f"{name}.json")


def columns(name: str) -> dict[str, NDArray[Any]]:
    """The columns of a data set: numbers as floats with NaN for missing, texts as texts."""
    path = OURS / f"{name}.csv"
    return _csv(path if path.exists() else _outside() / "data" / f"{name}.csv")


def table(name: str, *wanted: str) -> NDArray[np.float64]:
    """Some columns of a data set beside each other."""
    read = columns(name)
    return np.column_stack([read[column] for column in wanted])


def outside_file(name: str) -> Path:
    """A data set outside the repository, as a file; skips where they are absent."""
    return _outside() / "data" / name


def largest_gap(found: Any, expected: Any) -> float:
    """The largest absolute difference, for docs/statistics.md; NaN beside NaN is no difference, NaN alone is all."""
    a, b = np.asarray(found, dtype=float), np.asarray(expected, dtype=float)
    assert a.shape == b.shape
    assert (np.isnan(a) == np.isnan(b)).all()
    return float(np.nanmax(np.abs(a - b)))


def _outside() -> Path:
    if not SHARED.exists():
        pytest.skip(
            "data of GPL packages stay outside the repository; ../shared/reference/statistics is absent"
        )
    return SHARED


@cache
def _json(path: Path) -> Any:
    return json.loads(path.read_text())


@cache
def _csv(path: Path) -> dict[str, NDArray[Any]]:
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: _column([row[name] for row in rows]) for name in rows[0]}


def _column(cells: list[str]) -> NDArray[Any]:
    try:
        return np.array([float(cell) if cell not in ("", "NA") else np.nan for cell in cells])
    except ValueError:
        return np.array(cells)

"""docs/statistics.md cannot rot: every analysis stands in its table, and what stands there exists."""

import inspect
import re
from pathlib import Path
from types import ModuleType

import pytest

from mortel.pure import stats

TEXT = (Path(__file__).parents[3] / "docs" / "statistics.md").read_text(encoding="utf8")
ROWS = [line.split(" | ") for line in TEXT.splitlines() if line.startswith("| ")]
FUNCTIONS = {name for row in ROWS if len(row) == 7 for name in re.findall(r"`(\w+\.\w+)`", row[1])}
# Not analyses: what they stand on, and the parts of a fit.
GROUND = {"arguments", "distributions", "errors", "interval", "optimise"}
PARTS = {"pooling.checked", "pooling.tau2_grid", "sufficient.gathered"}


def _modules() -> dict[str, ModuleType]:
    return {name: getattr(stats, name) for name in stats.__all__}


def _analyses() -> list[str]:
    return [
        f"{name}.{function}"
        for name, module in _modules().items()
        if name not in GROUND
        for function, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not function.startswith("_")
    ]


@pytest.mark.parametrize("analysis", sorted(set(_analyses()) - PARTS))
def test_every_analysis_stands_in_the_table(analysis: str) -> None:
    assert analysis in FUNCTIONS


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_what_stands_in_the_table_exists(function: str) -> None:
    module, name = function.split(".")
    assert inspect.isfunction(getattr(_modules()[module], name))


@pytest.mark.parametrize("analysis", sorted(set(_analyses()) - PARTS))
def test_every_analysis_says_what_it_is(analysis: str) -> None:
    module, name = analysis.split(".")
    assert getattr(_modules()[module], name).__doc__

"""What `mortel analyse` takes: the request on the command line, and the answers out of the file."""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray
from polars.exceptions import PolarsError

from mortel.console.data_files import DataFile, read_columns
from mortel.console.refusal import Refused
from mortel.pure.analysing.answers import Answers, Scale
from mortel.pure.stats.arguments import Floats

_FEWEST_ROWS = 10
_NOTHING = ("", "NA", "NaN")
_DECIMAL_COMMA = r"^([+-]?\d+),(\d+)$"
_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked on the command line."""

    path: Path
    group: str
    scales: tuple[Scale, ...]
    low: int
    high: int

    @property
    def items(self) -> tuple[str, ...]:
        """Every column that is an item, once, in the order in which they were named."""
        return tuple(dict.fromkeys(item for scale in self.scales for item in scale.items))


def request_from(path: Path, group: str, items: str, limits: str) -> Request:
    low, high = _limits(limits)
    scales = tuple(_scale(part) for part in items.split(";") if part.strip())
    if not scales:
        raise Refused('Name at least one scale, as in --items "CLIMATE=q1,q2,-q3".')
    names = [scale.name for scale in scales]
    if twice := {name for name in names if names.count(name) > 1}:
        raise Refused(f"The scale {min(twice)} is named twice.")
    request = Request(path, group, scales, low, high)
    if group in request.items:
        raise Refused(f"The column {group} cannot be an item and the group at once.")
    return request


def _limits(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*([+-]?\d+)\s*,\s*([+-]?\d+)\s*", text)
    if not found or int(found[1]) >= int(found[2]):
        raise Refused(
            f"--range is the lowest and the highest answer, as whole numbers: --range 1,5 and not {text}."
        )
    return int(found[1]), int(found[2])


def _scale(part: str) -> Scale:
    name, sign, columns = part.partition("=")
    listed = [column.strip() for column in columns.split(",")]
    bare = [column.removeprefix("-").strip() for column in listed]
    if not (sign and name.strip() and all(bare)):
        raise Refused(
            f"{part.strip()} is no scale: write NAME=COL1,COL2,-COL3 (with - before a reversed item)."
        )
    if len(bare) < 2:
        raise Refused(f"The scale {name.strip()} has one item: a scale needs at least two.")
    if twice := {column for column in bare if bare.count(column) > 1}:
        raise Refused(f"The scale {name.strip()} names {min(twice)} twice.")
    reverse = frozenset(column for column, written in zip(bare, listed, strict=True) if written[0] == "-")
    return Scale(name.strip(), tuple(bare), reverse)


def answers_for(request: Request) -> Answers:
    """Read the columns, and refuse what is no answer."""
    file = read_columns(request.path, (request.group, *request.items))
    values = np.column_stack([_numbers(file, item, request) for item in request.items])
    groups = _labels(file, request.group)
    filled = ~np.isnan(values).all(axis=1)
    values, groups = values[filled], groups[filled]
    if len(values) < _FEWEST_ROWS:
        raise Refused(
            f"{request.path.name} has {len(values)} rows with answers; with fewer than {_FEWEST_ROWS} "
            "nothing can be said."
        )
    _refuse_one_group(request.group, groups)
    return Answers(request.items, values, groups, request.low, request.high, int((~filled).sum()))


def _refuse_one_group(column: str, groups: NDArray[np.str_]) -> None:
    found = set(groups) - {""}
    if not found:
        raise Refused(f"The column {column} is empty: give a column that names the group of each row.")
    if len(found) == 1:
        raise Refused(
            f"The column {column} holds one group only ({found.pop()}): there is nothing to compare."
        )


def _numbers(file: DataFile, name: str, request: Request) -> Floats:
    """The column as numbers, NaN where nothing was filled in."""
    series = file.columns[name]
    if series.dtype in (pl.String, pl.Categorical, pl.Enum):
        series = _parsed(file, name, series.cast(pl.String))
    elif not (series.dtype.is_numeric() or series.dtype == pl.Null):
        raise Refused(f"The column {name} holds no numbers but {str(series.dtype).lower()}.")
    values = series.cast(pl.Float64).fill_null(float("nan")).to_numpy().copy()
    if np.isnan(values).all():
        raise Refused(f"The column {name} holds no answers at all.")
    outside = np.flatnonzero((values < request.low) | (values > request.high))
    if outside.size:
        raise Refused(
            f"The column {name} holds {values[outside[0]]:g} in row {outside[0] + file.first_row}, "
            f"outside {request.low} to {request.high}: correct it, or give another --range."
        )
    return values


def _parsed(file: DataFile, name: str, texts: pl.Series) -> pl.Series:
    plain = texts.str.strip_chars().str.replace(_DECIMAL_COMMA, "$1.$2")
    plain = plain.set(plain.is_in(_NOTHING), None)
    wrong = (plain.is_not_null() & ~plain.str.contains(_NUMBER)).arg_true()
    if len(wrong):
        raise Refused(
            f"The column {name} holds text in row {wrong[0] + file.first_row} ({texts[wrong[0]]!r}): "
            "numbers only, and nothing where there is no answer."
        )
    return plain.cast(pl.Float64)


def _labels(file: DataFile, name: str) -> NDArray[np.str_]:
    """The group of each row as text, "" for none."""
    series = file.columns[name]
    kind = str(series.dtype).lower()
    if series.dtype.is_nested():
        raise Refused(f"The column {name} holds {kind}: give one of texts or numbers.")
    try:
        if series.dtype.is_float() and (series.drop_nulls().drop_nans() % 1 == 0).all():
            series = series.fill_nan(None).cast(pl.Int64)
        labels = series.cast(pl.String).str.strip_chars().fill_null("")
    except PolarsError:
        raise Refused(
            f"The column {name} holds {kind} that cannot be written as names of groups: give one of texts or numbers."
        ) from None
    return np.array(labels.set(labels.is_in(_NOTHING), "").to_list(), dtype=np.str_)

"""Columns out of a file of answers: CSV, XLSX, SPSS or Parquet. Whatever is wrong is one sentence (`Refused`)."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pyreadstat
from polars.exceptions import PanicException, PolarsError
from pyreadstat import PyreadstatError, ReadstatError
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from mortel.console.refusal import Refused

# An encrypted workbook, or one of before 2007, is an OLE container instead of a zip file.
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED_SPSS = b"ENCRYPTEDSAV"
_SEPARATORS = (";", ",", "\t", "|")
_NAMES_SHOWN = 20
# Where the names come from, for who has a title above them or the answers in a second sheet.
_NAMES_STAND = {".csv": "its first row names", ".xlsx": "the first row of its first sheet names"}

Choose = Callable[[Sequence[str]], list[int]]


@dataclass(frozen=True, slots=True)
class DataFile:
    """The chosen columns, in texts or numbers as they stood; `first_row` is where the file itself counts from."""

    columns: Mapping[str, pl.Series]
    first_row: int


def read_columns(path: Path, wanted: Sequence[str]) -> DataFile:
    """Only the wanted columns, each once. Refused when the file or one of the columns cannot be had."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise Refused(f"{path.name} is not a kind of file that can be read; give one that ends in {known}.")
    data = _bytes(path)

    def choose(names: Sequence[str]) -> list[int]:
        return [_place(name, names, path) for name in wanted]

    try:
        series = reader(path, data, choose)
    except (PolarsError, PanicException, CalamineError, PyreadstatError, ReadstatError, UnicodeError):
        raise Refused(
            f"{path.name} is not a sound {path.suffix.lower()} file: open it where it was made and save it again."
        ) from None
    if not len(series[0]):
        raise Refused(f"{path.name} has no rows below the names of the columns.")
    first_row = 2 if reader in (_csv, _xlsx) else 1
    return DataFile(dict(zip(wanted, series, strict=True)), first_row)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Refused(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise Refused(f"{path} is a folder: give a file.") from None
    except OSError as error:
        raise Refused(f"{path} cannot be opened ({error.strerror}).") from None
    if not data.strip():
        raise Refused(f"{path.name} is empty.")
    if data.startswith((_OLE, _ENCRYPTED_SPSS)):
        raise Refused(f"{path.name} is protected by a password or of an old kind: save it without one first.")
    return data


def _place(name: str, names: Sequence[str], path: Path) -> int:
    found = [at for at, there in enumerate(names) if there == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"{path.name} has {len(found)} columns named {name}: give each its own name.")
    there = [name for name in names if name]
    if not there:
        raise Refused(f"{path.name} has no names of columns in its first row.")
    shown = ", ".join(there[:_NAMES_SHOWN])
    more = f" and {len(there) - _NAMES_SHOWN} more" if len(there) > _NAMES_SHOWN else ""
    raise Refused(
        f"{path.name} has no column {name}; {_NAMES_STAND.get(path.suffix.lower(), 'it has')} {shown}{more}."
    )


def _csv(path: Path, data: bytes, choose: Choose) -> list[pl.Series]:
    text = _text(data)
    header = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=header.count)
    try:
        table = pl.read_csv(
            io.BytesIO(text.encode()), separator=separator, has_header=False, infer_schema=False
        )
    except PolarsError:
        raise Refused(
            f"{path.name} has a row with more cells than its first row: that row must name the columns, so take away a "
            f"title above it, or look for a stray {'tab' if separator == chr(9) else separator} or quotation mark."
        ) from None
    names = [(name or "").strip() for name in table.row(0)]
    rows = table.slice(1)
    return [rows.to_series(at) for at in choose(names)]


def _text(data: bytes) -> str:
    """UTF-8, or what a spreadsheet on Windows writes; with line ends of one kind."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252")
    if "\0" in text:
        raise UnicodeError  # UTF-16 without its mark passes for UTF-8, with a nought between the letters.
    return re.sub(r"\r\n?", "\n", text)


def _xlsx(path: Path, data: bytes, choose: Choose) -> list[pl.Series]:
    """The first sheet that can be seen, its first row the names of the columns."""
    workbook = CalamineWorkbook.from_object(io.BytesIO(data))
    visible = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if (sheet.typ, sheet.visible) == (SheetTypeEnum.WorkSheet, SheetVisibleEnum.Visible)
    ]
    rows = workbook.get_sheet_by_name(visible[0]).to_python(skip_empty_area=False) if visible else []
    if not rows:
        raise Refused(f"The first sheet of {path.name} is empty.")
    places = choose([_cell(cell).strip() for cell in rows[0]])
    return [_series([row[at] for row in rows[1:]]) for at in places]


def _series(cells: list[object]) -> pl.Series:
    """Numbers where every cell that holds anything is one, otherwise texts."""
    if all(cell == "" or type(cell) in (int, float) for cell in cells):
        return pl.Series([None if cell == "" else float(str(cell)) for cell in cells], dtype=pl.Float64)
    return pl.Series([_cell(cell) for cell in cells], dtype=pl.String)


def _cell(cell: object) -> str:
    """Every digit of a number, and no `.0`: two long numbers of teams must not become one text."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _spss(path: Path, data: bytes, choose: Choose) -> list[pl.Series]:
    """What the file itself marks as missing is missing."""
    _, about = pyreadstat.read_sav(path, metadataonly=True, output_format="polars")
    names = list(about.column_names)
    wanted = [names[at] for at in choose(names)]
    table, _ = pyreadstat.read_sav(path, usecols=wanted, output_format="polars")
    return [table[name] for name in wanted]


def _parquet(path: Path, data: bytes, choose: Choose) -> list[pl.Series]:
    names = list(pl.read_parquet_schema(io.BytesIO(data)))
    wanted = [names[at] for at in choose(names)]
    table = pl.read_parquet(io.BytesIO(data), columns=wanted)
    return [table[name] for name in wanted]


_READERS: Mapping[str, Callable[[Path, bytes, Choose], list[pl.Series]]] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".sav": _spss,
    ".xlsx": _xlsx,
}

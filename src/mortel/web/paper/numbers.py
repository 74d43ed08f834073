"""The number that stands on a sheet: P3-07 is the seventh sheet of the third batch."""


def sheet_name(batch: int, sheet: int | None = None) -> str:
    """Of one sheet, or of a whole batch."""
    return f"P{batch}" if sheet is None else f"P{batch}-{sheet:02}"

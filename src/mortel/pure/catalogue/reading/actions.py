"""What one can do: interventions, the eleven tips, and what matters first in a sector."""

import re
from pathlib import Path

from mortel.pure.catalogue.entries import (
    COMPUTERS,
    EFFORTS,
    LEVELS,
    ORIGINS,
    SECTORS,
    Advice,
    Intervention,
    Preset,
)
from mortel.pure.catalogue.reading.parts import Pair, entry_keys, evidence, rows_of
from mortel.pure.catalogue.tables import Table

_INTERVENTION_ID = re.compile(r"IV-[0-9]{3}")
_TIP_ID = re.compile(r"TP-[0-9]{2}")
_PRESET_ID = re.compile(rf"preset\.(?:{'|'.join(SECTORS)})")


def read_interventions(folder: Path) -> list[Pair[Intervention]]:
    return list(rows_of(folder, "interventions", _intervention))


def read_tips(file: Path) -> list[Pair[Advice]]:
    return list(rows_of(file, "tips", _tip))


def read_presets(file: Path) -> list[Pair[Preset]]:
    return list(rows_of(file, "presets", _preset))


def _intervention(row: Table) -> Intervention:
    return Intervention(
        **entry_keys(row, _INTERVENTION_ID),
        label=row.text("label"),
        description=row.text("description"),
        caution=row.text("caution"),
        levels=row.some_of("levels", LEVELS),
        tones=row.words("tones"),
        dimensions=row.words("dimensions"),
        quadrants=row.words("quadrants"),
        effort=row.one_of("effort", EFFORTS),
        computer=row.one_of("computer", COMPUTERS),
        maturity=row.words("maturity"),
        settings=row.words("settings"),
        who_acts=row.words("who_acts"),
        origin=row.one_of("origin", ORIGINS),
    )


def _tip(row: Table) -> Advice:
    return Advice(
        **entry_keys(row, _TIP_ID),
        label=row.text("label"),
        explanation=row.text("explanation"),
        about=row.words("about"),
        interventions=row.maybe_words("interventions"),
        evidence=evidence(row),
    )


def _preset(row: Table) -> Preset:
    return Preset(
        **entry_keys(row, _PRESET_ID),
        label=row.text("label"),
        themes=row.texts("themes"),
        about=row.words("about"),
    )

"""Scripts that read the long table, in R and in Python: both print the scales of the organisation with their margin."""

from typing import Final

from django.utils.translation import gettext

TABLE: Final = "gegevens.csv"
_R: Final = """\
# {about}
# {how}
told <- read.csv("{table}", fileEncoding = "UTF-8-BOM", na.strings = "", stringsAsFactors = FALSE)
told$day <- as.Date(told$day)

# {whole}
whole <- subset(told, kind == "organisation" & what == "scale")
print(whole[, c("id", "mean", "low", "high", "change")], row.names = FALSE)

# {groups}
groups <- subset(told, kind != "organisation" & what == "scale" & !is.na(mean))
cat(nrow(whole), nrow(groups), "\\n")
"""
_PYTHON: Final = """\
# {about}
# {how}
import csv
from pathlib import Path


def number(cell):
    return float(cell) if cell else None


with (Path(__file__).parent / "{table}").open(encoding="utf-8-sig", newline="") as file:
    told = list(csv.DictReader(file))

# {whole}
whole = [row for row in told if row["kind"] == "organisation" and row["what"] == "scale"]
for row in whole:
    print(row["id"], number(row["mean"]), number(row["low"]), number(row["high"]), row["change"])

# {groups}
groups = [row for row in told if row["kind"] != "organisation" and row["what"] == "scale" and row["mean"]]
print(len(whole), len(groups))
"""


def r_script() -> str:
    return _R.format(**_words(), how=gettext("Run it in this folder: Rscript lees.R"))


def python_script() -> str:
    return _PYTHON.format(
        **_words(), how=gettext("Run it with Python 3, without anything else: python lees.py")
    )


def _words() -> dict[str, str]:
    return {
        "table": TABLE,
        "about": gettext("Reads what a round told: one row for each group and scale or question."),
        "whole": gettext("The scales of the whole organisation, with their margin."),
        "groups": gettext("Every group that has figures. An empty mean is a figure that may not be shown."),
    }

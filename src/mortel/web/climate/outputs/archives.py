"""Two files for researchers: all figures with codebook and scripts, and the table that may be given to anybody."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext

from mortel.apps.climate.queries import all_office_lines
from mortel.pure.instruments.codebook import codebook, codebook_csv
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.results.open_table import margin
from mortel.pure.results.shapes import OpenTable
from mortel.pure.rounds.questionnaire import OWN_QUESTION
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.outputs.facts import facts, tell_leadership, warnings
from mortel.web.climate.outputs.hidden import hidden_of
from mortel.web.climate.outputs.scripts import TABLE, python_script, r_script
from mortel.web.climate.outputs.table import Cell, long_table, written
from mortel.web.climate.team_questions import in_one_language

_SPREADSHEET: Final = "utf-8-sig"
_ANSWERS: Final = ("answer_1", "answer_2", "answer_3", "answer_4", "answer_5", "no_answer")


def measured(one: Opened) -> bytes:
    """Every figure of a round by group. One query."""
    lines = all_office_lines(one.release)
    leadership = tell_leadership([one.result.whole, *(each.group for each in lines)])
    hidden = written(
        ("group", "what", "why"), ((each.place, each.what, each.why) for each in hidden_of(one, lines))
    )
    return _zipped(
        {
            gettext("readme.txt"): _text(_about_measured(one, leadership)),
            TABLE: long_table(one, lines).encode(_SPREADSHEET),
            "codebook.csv": _codebook(one).encode(_SPREADSHEET),
            gettext("questions.csv"): _questions(one).encode(_SPREADSHEET),
            gettext("not-shown.csv"): hidden.encode(_SPREADSHEET),
            "lees.R": r_script().encode(),
            "lees.py": python_script().encode(),
        },
        one.release.day,
    )


def open_data(one: Opened) -> bytes:
    """Counts with noise and their data sheet; only the reason where no such table was made."""
    table = one.result.open_table
    files = {gettext("data-sheet.txt"): _text(_about_open(one, table))}
    if table is not None:
        files["open-data.csv"] = _open_csv(table, one).encode(_SPREADSHEET)
        files["codebook.csv"] = _codebook(one).encode(_SPREADSHEET)
    return _zipped(files, one.release.day)


def _zipped(files: Mapping[str, bytes], day: date) -> bytes:
    """The same figures always give the same bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return kept.getvalue()


def _text(lines: Sequence[str]) -> bytes:
    """With line ends that every editor knows."""
    return "".join(f"{line}\r\n" for line in lines).encode()


def _about_measured(one: Opened, leadership: bool) -> list[str]:
    return [
        *(f"{label}: {value}" for label, value in facts(one)),
        "",
        *warnings(one, leadership=leadership),
        "",
        f"{TABLE}: " + gettext("one row for each group and scale or question. Decimals with a point."),
        gettext("  what: scale, question, or group (a group without figures)"),
        gettext("  mean, low, high: the score and its 80% interval, from 1 to 5"),
        gettext("  word: beside the other groups. change: beside the round in the column since"),
        gettext("  low_pct, middle_pct, high_pct: shares of answers in steps of ten"),
        gettext("  gap, why: the reason why there is no figure, as a code and as a sentence"),
        "codebook.csv: " + gettext("the questions of the bank, with their history and source"),
        gettext("questions.csv") + ": " + gettext("every question as it was asked in this round"),
        gettext("not-shown.csv") + ": " + gettext("What is not shown, of whom, and why."),
        "lees.R, lees.py: " + gettext("scripts that read it"),
        "",
        gettext("Every figure is made of protected sums: small noise was added, the same in every file."),
        gettext("Answers of people are not in here, and nobody can ask for them."),
        gettext("Licence of the questions: %(licence)s. Cite: %(citation)s")
        % {"licence": one.asked.licence, "citation": one.asked.citation},
    ]


def _codebook(one: Opened) -> str:
    """Of the questions that the bank of this version still asks in the words of the round."""
    asked = set(one.asked.codes) if shipped_instrument().version == one.asked.version else set()
    rows = [row for row in codebook(shipped_instrument(), one.words.shown) if row.code in asked]
    return codebook_csv(rows)


def _questions(one: Opened) -> str:
    header = ["code", "dimension", "subdimension", "turned", "scale"]
    header += [f"text_{language}" for language in one.asked.languages]
    header += [f"label_{place}" for place in range(1, 6)]
    return written(header, _question_rows(one))


def _question_rows(one: Opened) -> Iterator[Sequence[Cell]]:
    for section in one.asked.sections:
        labels = [in_one_language(label, one.words) for label in one.asked.scale(section.scale).labels]
        for question in section.questions:
            if question.code == OWN_QUESTION and not one.for_council:
                continue
            turned = "yes" if question.opposite else "no"
            texts = [question.text.get(language, "") for language in one.asked.languages]
            about = [question.code, question.dimension, question.subdimension, turned, section.scale]
            yield [*about, *texts, *labels]


def _open_csv(table: OpenTable, one: Opened) -> str:
    """The council's own question is for the council and HR: it is never given to anybody else."""
    own = {item.code for item in shipped_instrument().items}
    texts = {
        each.code: in_one_language(each.text, one.words) for each in one.asked.questions if each.code in own
    }
    rows: list[Sequence[Cell]] = [[code, texts.get(code, ""), *counts] for code, counts in table.rows]
    return written(("code", "question", *_ANSWERS), rows)


def _columns_of(table: OpenTable, one: Opened) -> list[str]:
    """What each column of the table holds, a line for each; answers by what people chose from."""
    told = {code for code, _counts in table.rows}
    scales = {
        section.scale for section in one.asked.sections for each in section.questions if each.code in told
    }
    labels = [one.asked.scale(scale).labels for scale in sorted(scales)]
    lines = ["  code: " + gettext("the code of the question"), "  question: " + gettext("its words")]
    for place, name in enumerate(_ANSWERS[:-1]):
        said = [in_one_language(each[place], one.words) for each in labels if place < len(each)]
        lines.append(f"  {name}: " + gettext("how many chose: %(answers)s") % {"answers": " / ".join(said)})
    return [*lines, f"  {_ANSWERS[-1]}: " + gettext("how many gave no answer")]


def _about_open(one: Opened, table: OpenTable | None) -> list[str]:
    told = [f"{label}: {value}" for label, value in facts(one)[:3]]
    if table is None:
        return [*told, "", one.no_open_data or gettext("This round made no open data.")]
    return [
        *told,
        gettext("Answered, reckoned from the table: %(answered)d") % {"answered": table.answered},
        one.untested,
        "",
        gettext("open-data.csv: how many gave each answer to each question, in the whole organisation."),
        *_columns_of(table, one),
        "codebook.csv: " + gettext("the questions of the bank, with their history and source"),
        "",
        gettext("Answers stand as they were given, also where agreeing says little."),
        gettext("Noise was added to every count: a whole number, by the two-sided geometric distribution."),
        gettext("Reckon with ± %(margin)d for each count: so far the noise reaches in 95 of 100 counts.")
        % {"margin": margin(table)},
        gettext("Below nought became nought. So counts do not add up exactly, and that is meant."),
        gettext("Differentially private: epsilon %(epsilon)s in total, for one person added or left out.")
        % {"epsilon": number_format(table.epsilon, 2)},
        gettext("For one changed answer by somebody who knows how many answered: at most twice as much."),
        gettext("It was made once, when the round was closed. It is never made again for this round."),
        "",
        gettext("Licence of these data: the choice of the organisation. Fill it in before you share them."),
        gettext("Licence of the questions: %(licence)s. Cite: %(citation)s")
        % {"licence": one.asked.licence, "citation": one.asked.citation},
    ]

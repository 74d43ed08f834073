"""The tables of the workbook: a header and rows of texts, numbers and nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from mortel.pure.results.shapes import Change, Dimension, Group, OfficeLine, Question
from mortel.web.climate.office_heat import KINDS, called
from mortel.web.climate.office_quality import quality
from mortel.web.climate.office_reading import Opened
from mortel.web.climate.office_scales import item_lines, scale_line
from mortel.web.climate.outputs.hidden import Hidden, questions_for
from mortel.web.climate.team_lines import label_of
from mortel.web.climate.team_words import CHANGES, SHORT_LEVELS

Cell = str | int | float | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`about` says in one sentence what stands in it; so many columns stay in sight when one scrolls.

    `fine` are the heads of columns with two decimals.
    """

    name: str
    about: str
    header: tuple[str, ...]
    rows: list[Row]
    frozen: int = 1
    fine: tuple[str, ...] = ()


def organisation_table(one: Opened) -> Table:
    rows: list[Row] = []
    for each in one.result.whole.dimensions:
        line = scale_line(each, one.asked, one.words)
        rows.append(
            (line.label, line.technical, str(line.said), *_score(each), *_change(each.change), line.reason)
        )
    return Table(
        gettext("Organisation"),
        gettext("Every scale of the organisation as a whole, with its margin and what changed."),
        (
            gettext("Scale"),
            gettext("In research"),
            gettext("In words"),
            *_score_header(),
            gettext("Since"),
            *_change_header(),
            gettext("Why not"),
        ),
        rows,
        fine=_change_header()[1:],
    )


def group_table(one: Opened, lines: Sequence[OfficeLine]) -> Table:
    """A row for each group in the order of the tree; scales side by side."""
    ids = list(dict.fromkeys(each.id for line in lines if line.group for each in line.group.dimensions))
    names = {line.id: line.name for line in lines}
    header = [
        gettext("Group"),
        gettext("Kind"),
        gettext("Part of"),
        gettext("Answers"),
        gettext("Response in %"),
    ]
    for name in ids:
        label = label_of(name, one.words)
        header += [
            f"{label}: {what}" for what in (*_score_header(), gettext("beside others"), gettext("change"))
        ]
    header.append(gettext("Why not"))
    return Table(
        gettext("Groups"),
        gettext("Every unit and team in the order of the organisation, never in that of scores."),
        tuple(header),
        [_group_row(line, names.get(line.parent or "", ""), ids, one) for line in lines],
    )


def question_table(one: Opened, lines: Sequence[OfficeLine]) -> Table:
    """Only what may be told: a question of a group without a figure has no row."""
    groups = [one.result.whole]
    groups += [line.group for line in lines if line.group and line.kind != "organisation"]
    texts = {
        each.code: each.text for each in item_lines(one.result.whole, one.asked.codes, one.asked, one.words)
    }
    rows: list[Row] = []
    for group in groups:
        rows += [_question_row(group, each, texts) for each in questions_for(group, one) if _is_told(each)]
    classes = [gettext("Low answers in %"), gettext("Middle answers in %"), gettext("High answers in %")]
    return Table(
        gettext("Single questions"),
        gettext("Questions of large enough groups. Turned where agreeing says little."),
        (gettext("Group"), gettext("Question"), gettext("Words"), gettext("Mean"), *classes),
        rows,
    )


def quality_table(one: Opened) -> Table:
    found = quality(one.result, one.words)
    rows: list[Row] = []
    for told, scale in zip(found.scales, one.result.scales, strict=True):
        pairs = (
            (told.alpha, scale.alpha),
            (told.omega, scale.omega_total),
            (told.sd, scale.sd),
            (told.rwg, scale.rwg_j),
            (told.awg, scale.awg),
            (told.deviation, scale.average_deviation),
        )
        rows.append(
            (told.label, *(raw.number if raw.number is not None else shown.text for shown, raw in pairs))
        )
    return Table(
        gettext("The questions"),
        gettext("How well the questions worked. Not tested yet: factor fit and invariance."),
        (gettext("Scale"), "alpha", "omega", "sd", "rwg(j)", "awg", "AD"),
        rows,
    )


def hidden_table(hidden: Iterable[Hidden]) -> Table:
    return Table(
        gettext("Not shown"),
        gettext("What is not shown, of whom, and why."),
        (gettext("Group"), gettext("What"), gettext("Why")),
        [(each.place, each.what, each.why) for each in hidden],
    )


def _group_row(line: OfficeLine, parent: str, ids: Sequence[str], one: Opened) -> Row:
    group, language = line.group, one.words.language
    cells: list[Cell] = [called(line), str(KINDS[line.kind]), parent]
    cells += [group.n, round(100 * group.response)] if group else [None, None]
    for name in ids:
        found = group.dimension(name) if group else None
        if found is None:
            cells += [None] * 5
            continue
        cells += [*_score(found), str(SHORT_LEVELS[found.word]) if found.word else ""]
        cells.append(str(CHANGES[found.change.word]) if found.change else "")
    gap = line.gap or (group.gap if group else None)
    return (*cells, gap.sentence(language) if gap else "")


def _question_row(group: Group, one: Question, texts: dict[str, str]) -> Row:
    return (group.name, one.code, texts.get(one.code, ""), one.mean, *(one.classes or (None, None, None)))


def _is_told(one: Question) -> bool:
    return one.mean is not None or one.classes is not None


def _score(one: Dimension) -> tuple[Cell, Cell, Cell]:
    return one.mean, one.low, one.high


def _score_header() -> tuple[str, str, str]:
    return gettext("score"), gettext("low"), gettext("high")


def _change(one: Change | None) -> Row:
    if one is None:
        return "", "", None, None, None
    return one.since, str(CHANGES[one.word]), one.number, one.low, one.high


def _change_header() -> tuple[str, str, str, str]:
    return gettext("change"), gettext("points"), gettext("points, low"), gettext("points, high")

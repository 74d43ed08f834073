"""What `mortel analyse` prints: JSON for programs, a plain table for people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from mortel.console.analysing import Request
from mortel.pure.analysing.analysis import Analysis
from mortel.pure.analysing.answers import Answers

RULE = "The score of a person on a scale is the mean of the answers, when at least 2/3 of its items are answered."


def as_json(request: Request, answers: Answers, analysis: Analysis) -> dict[str, Any]:
    """The keys of docs/analyse.md."""
    return {
        "file": request.path.name,
        "rows": len(answers.values),
        "rows_without_answers": answers.left_out,
        "range": [request.low, request.high],
        "rule": RULE,
        "group": {
            "column": request.group,
            "groups": len(set(answers.groups) - {""}),
            "rows_without": int((answers.groups == "").sum()),
        },
        **asdict(analysis),
    }


def as_lines(request: Request, answers: Answers, analysis: Analysis) -> Iterator[str]:
    """A plain table for people."""
    groups = len(set(answers.groups) - {""})
    yield f"{request.path.name}: {len(answers.values)} people, {len(answers.items)} items, {groups} groups."
    if answers.left_out:
        yield f"Rows without a single answer, left out: {answers.left_out}."
    if without := int((answers.groups == "").sum()):
        yield f"People without a group in the column {request.group}, not in the figures of groups: {without}."
    yield RULE
    yield ""
    yield from _table(
        ("Reliability", "people", "alpha", "95 %", "omega", "mean", "sd"),
        [
            (name, str(f.n), _two(f.alpha), _both(f.alpha_ci), _two(f.omega_total), _two(f.mean), _two(f.sd))
            for name, f in analysis.scales.items()
        ],
    )
    yield ""
    yield from _table(
        ("Groups", "people", "groups", "ICC(1)", "REML", "ICC(2)", "rwg(j)", "AD"),
        [
            (
                name,
                str(f.n),
                str(f.groups),
                _two(f.icc1_anova),
                _two(f.icc1_reml),
                _two(f.icc2),
                _two(analysis.agreement[name].rwgj_mean),
                _two(analysis.agreement[name].ad_mean),
            )
            for name, f in analysis.multilevel.items()
        ],
    )
    yield ""
    yield from _quality(analysis)
    yield from _against(analysis)
    yield from _notes(analysis)


def _against(analysis: Analysis) -> Iterator[str]:
    """Items that go against the rest: the commonest slip is a reversed item without its `-`, or one too many."""
    for name, figures in analysis.scales.items():
        against = [item.column for item in figures.items if (item.rest_correlation or 0) < 0]
        if against:
            yield (
                f"{name}: {', '.join(against)} against the rest of the scale. Look whether a - before a reversed item "
                "is missing, or one too many."
            )


def _quality(analysis: Analysis) -> Iterator[str]:
    careless, missing = analysis.careless, analysis.missing
    yield (
        f"Careless: {_count(careless.longstring_flagged)} people gave one answer {careless.longstring_limit} times "
        f"in a row or more; {_count(careless.mahalanobis_flagged)} have a pattern rarer than 1 in 1,000; "
        f"{_count(careless.flagged)} in all."
    )
    if careless.flagged is not None:
        yield _without_flagged(analysis)
    yield (
        f"Missing: {missing.missing} of {missing.answers + missing.missing} answers ({missing.share:.1%}); "
        f"{missing.complete_rows} people answered everything."
    )


def _without_flagged(analysis: Analysis) -> str:
    changed = [
        f"{name} {_two(value)}"
        for name, value in analysis.careless.alpha_without_flagged.items()
        if _two(value) != _two(analysis.scales[name].alpha)
    ]
    return f"Without them alpha is {', '.join(changed)}." if changed else "Without them no alpha changes."


def _notes(analysis: Analysis) -> Iterator[str]:
    """Why a figure is not there; figures with one reason in one line."""
    parts: Sequence[tuple[str, Mapping[str, str]]] = [
        *((name, figures.reasons) for name, figures in analysis.scales.items()),
        *((name, figures.reasons) for name, figures in analysis.multilevel.items()),
        *((name, figures.reasons) for name, figures in analysis.agreement.items()),
        ("careless", analysis.careless.reasons),
    ]
    notes = [
        f"{name}, {', '.join(key for key, said in reasons.items() if said == reason)}: {reason}"
        for name, reasons in parts
        for reason in dict.fromkeys(reasons.values())
    ]
    if notes:
        yield ""
        yield "Not computed (-):"
        yield from notes


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    lengths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    for row in (heads, *rows):
        first, *rest = (
            cell.ljust(length) if at == 0 else cell.rjust(length)
            for at, (cell, length) in enumerate(zip(row, lengths, strict=True))
        )
        yield "  ".join((first, *rest))


def _two(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.2f}"


def _both(interval: tuple[float, float] | None) -> str:
    return "-" if interval is None else f"{interval[0]:.2f} to {interval[1]:.2f}"


def _count(number: int | None) -> str:
    return "-" if number is None else str(number)

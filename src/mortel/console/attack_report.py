"""What `mortel attack` prints, and which limits are broken."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from mortel.pure.disclosure.attack.enumeration import enumerate_block
from mortel.pure.disclosure.attack.report import Report

CONTROL: Final = 0.03
# An organisation of 100 is too small for this one; docs/algorithms/attack-figures.md tells from where on it holds.
ORGANISATION_ERROR: Final = 0.02


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit of the release rules: `key` of the report, `shape` how its figures are written."""

    key: str
    name: str
    at_most: float
    shape: str

    def is_broken(self, report: Report) -> bool:
        return float(getattr(report.figures, self.key)) > self.at_most


PRIVACY: Final = (
    Limit("exact", "answers known beyond doubt", 0, "{:.0f}"),
    Limit("narrowed", "at most two answers left", 0, "{:.0f}"),
    Limit("guess_advantage", "guess advantage, points", 5, "{:.2f}"),
    Limit("worst_cell", "  in the worst cell", 7, "{:.2f}"),
    Limit("over_posterior_share", "people made sure of", 0.001, "{:.2%}"),
)
USEFULNESS: Final = (
    Limit("item_block_error", "error of a block, per item", 0.15, "{:.3f}"),
    Limit("dimension_block_error", "error of a block, per dimension", 0.08, "{:.3f}"),
)


def holds(report: Report, *, naive: bool) -> bool:
    """Whether every limit is kept; of the control, whether it was broken as it must be."""
    if naive:
        return report.figures.exact > CONTROL * report.figures.people
    return not any(limit.is_broken(report) for limit in (*PRIVACY, *USEFULNESS))


def as_json(report: Report) -> dict[str, Any]:
    """The keys stand in docs/algorithms/attack-figures.md."""
    return asdict(report.figures)


def as_lines(report: Report, *, naive: bool) -> Iterator[str]:
    """A plain table, each figure beside its limit; the last line is the verdict."""
    figures = report.figures
    if naive:
        yield "The control, a release as it is commonly made, in ordinary organisations only."
        yield f"{figures.people:,} people, {figures.seconds:.1f} seconds."
    else:
        yield "Each organisation is played twice: once ordinary, once with a fifth of its teams unanimous."
        yield f"{figures.people:,} people, those of both plays counted; {figures.seconds:.1f} seconds."
    yield ""
    yield "Privacy"
    yield from (_line(limit, report, naive=naive) for limit in PRIVACY)
    yield ""
    yield "Usefulness" if naive else "Usefulness, in the ordinary organisations"
    yield from (_line(limit, report, naive=naive) for limit in USEFULNESS)
    yield from _useful(report, naive=naive)
    yield ""
    yield from _behind(report)
    if not naive:
        yield from _enumerated(report)
    yield ""
    yield _verdict_of_control(report) if naive else _verdict(report)


def _line(limit: Limit, report: Report, *, naive: bool) -> str:
    if limit.key == "worst_cell" and not report.cells:
        return f"{limit.name:34}        -   no cell held enough people: play more organisations"
    line = f"{limit.name:34}{_shaped(limit.shape, getattr(report.figures, limit.key)):>9}"
    if naive:
        return line
    broken = "   BROKEN" if limit.is_broken(report) else ""
    return f"{line}   at most {_shaped(limit.shape, limit.at_most)}{broken}"


def _useful(report: Report, *, naive: bool) -> Iterator[str]:
    """What is told and never counts for the exit code."""
    figures = report.figures
    bound = f"   at most {ORGANISATION_ERROR} (from about 180 people; docs/algorithms/attack-figures.md)"
    yield f"{'error of the organisation':34}{figures.organisation_error:9.3f}{'' if naive else bound}"
    yield f"{'people in a block of their team':34}{_shaped('{:.0%}', figures.visible_share):>9}"
    if figures.change_word_share is not None:
        yield f"{'change words beyond too early':34}{_shaped('{:.0%}', figures.change_word_share):>9}"


def _behind(report: Report) -> Iterator[str]:
    yield "Behind these figures"
    yield f"{'advantage at a single answer':34}{report.answer_advantage:9.2f}"
    yield f"{'advantage at a dimension score':34}{report.score_advantage:9.2f}   +- {report.advantage_error:.2f}"
    yield f"{'right about a single answer':34}{_shaped('{:.1%}', report.accuracy):>9}"
    yield f"{'  points more than a blind guess':34}{100 * (report.accuracy - report.blind):9.2f}"
    yield f"{'sums that were cut off':34}{_shaped('{:.2%}', report.clamped_share):>9}"
    if not report.cells:
        return
    yield ""
    yield "block size   role       answers   at an answer   at a score   standard error"
    for cell in report.cells:
        yield (
            f"{cell.size:12} {cell.role:10} {cell.rows:7} {cell.answer:14.2f} {cell.score:12.2f} {cell.error:16.2f}"
        )


def _enumerated(report: Report) -> Iterator[str]:
    """One block and one item, everything counted; a fifth of the blocks unanimous in the last two columns."""
    yield ""
    yield "one item, exactly:   n   advantage   with unanimous blocks   made sure of"
    for n in (7, 8, 10, 15, 20, 30):
        plain = enumerate_block(n, report.noise.chances)
        alike = enumerate_block(n, report.noise.chances, unanimous=0.2)
        sure = _shaped("{:.3%}", alike.over_posterior)
        yield f"{n:22} {plain.advantage:11.2f} {alike.advantage:23.2f} {sure:>14}"


def _verdict(report: Report) -> str:
    broken = [
        f"{kind} ({', '.join(names)})"
        for kind, limits in (("privacy", PRIVACY), ("usefulness", USEFULNESS))
        if (names := [limit.name.strip() for limit in limits if limit.is_broken(report)])
    ]
    return f"Broken: {' and '.join(broken)}." if broken else "Every limit of privacy and usefulness is kept."


def _verdict_of_control(report: Report) -> str:
    exact, people = report.figures.exact, report.figures.people
    told = f"{exact:,} of {people:,} people known beyond doubt ({_shaped('{:.1%}', exact / people)})"
    if holds(report, naive=True):
        return f"{told}: broken, as it must be."
    return f"{told}: not broken, and it must be for more than {_shaped('{:.0%}', CONTROL)}. The attacker is too weak."


def _shaped(shape: str, figure: float) -> str:
    return shape.format(figure).replace("%", " %")

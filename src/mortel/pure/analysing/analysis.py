"""All figures of all scales together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mortel.pure.analysing.answers import Answers, Scale
from mortel.pure.analysing.groups import AgreementFigures, GroupFigures, agreement_figures, group_figures
from mortel.pure.analysing.quality import CarelessFigures, MissingFigures, careless_figures, missing_figures
from mortel.pure.analysing.scales import ScaleFigures, scale_figures

Figures = TypeVar("Figures")


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything, by name of scale."""

    scales: Mapping[str, ScaleFigures]
    multilevel: Mapping[str, GroupFigures]
    agreement: Mapping[str, AgreementFigures]
    careless: CarelessFigures
    missing: MissingFigures


def steps(scales: Sequence[Scale]) -> int:
    """How often `analyse` calls `done`."""
    return 3 * len(scales) + 2


def analyse(answers: Answers, scales: Sequence[Scale], done: Callable[[], object]) -> Analysis:
    """All figures of all scales; `done` is called after each step, for a progress bar."""

    def finished(figures: Figures) -> Figures:
        done()
        return figures

    return Analysis(
        scales={scale.name: finished(scale_figures(answers, scale)) for scale in scales},
        multilevel={scale.name: finished(group_figures(answers, scale)) for scale in scales},
        agreement={scale.name: finished(agreement_figures(answers, scale)) for scale in scales},
        careless=finished(careless_figures(answers, scales)),
        missing=finished(missing_figures(answers, scales)),
    )

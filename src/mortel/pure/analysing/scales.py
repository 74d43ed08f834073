"""How reliable a scale is, and what each item does in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from mortel.pure.analysing.answers import Answers, Reasons, Scale
from mortel.pure.stats import omega, reliability, sufficient


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One item, already turned round when it is a reversed one."""

    column: str
    reversed: bool
    mean: float
    sd: float
    rest_correlation: float | None
    alpha_without: float | None


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """Reliability from the n people who answered every item of the scale."""

    n: int
    reasons: Mapping[str, str]
    alpha: float | None = None
    alpha_ci: tuple[float, float] | None = None
    """95 %, Feldt."""
    omega_total: float | None = None
    average_correlation: float | None = None
    mean: float | None = None
    sd: float | None = None
    items: tuple[ItemFigures, ...] = ()


def scale_figures(answers: Answers, scale: Scale) -> ScaleFigures:
    values, reasons = answers.of(scale), Reasons()
    figures = ScaleFigures(int((~np.isnan(values)).all(axis=1).sum()), reasons)
    moments = reasons.figure("alpha", lambda: sufficient.item_moments(values))
    if moments is None:
        reasons["omega_total"] = reasons["alpha"]
        return figures
    if factor := reasons.figure("omega_total", lambda: omega.one_factor(moments, names=scale.items)):
        figures = replace(figures, omega_total=factor.omega_total)
    alpha = reasons.figure("alpha", lambda: reliability.alpha(moments))
    if alpha is None:
        return figures
    return replace(
        figures,
        alpha=alpha.alpha,
        alpha_ci=(alpha.feldt.low, alpha.feldt.high),
        average_correlation=alpha.average_correlation,
        mean=alpha.mean,
        sd=alpha.sd,
        items=_items(scale, alpha),
    )


def _items(scale: Scale, alpha: reliability.Alpha) -> tuple[ItemFigures, ...]:
    return tuple(
        ItemFigures(
            column=column,
            reversed=column in scale.reversed,
            mean=item.mean,
            sd=item.sd,
            rest_correlation=item.rest_correlation,
            alpha_without=item.alpha_without,
        )
        for column, item in zip(scale.items, alpha.items, strict=True)
    )

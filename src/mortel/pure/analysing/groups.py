"""How far groups differ on a scale, and how far the people within them agree."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from mortel.pure.analysing.answers import Answers, Reasons, Scale
from mortel.pure.stats import agreement, icc, missing, sufficient


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """How far the groups differ on the person means of one scale."""

    n: int
    groups: int
    reasons: Mapping[str, str]
    icc1_anova: float | None = None
    icc1_anova_ci: tuple[float, float] | None = None
    icc1_reml: float | None = None
    icc2: float | None = None
    """From the mean squares."""
    tau2_reml: float | None = None
    sigma2_reml: float | None = None


@dataclass(frozen=True, slots=True)
class AgreementFigures:
    """Means over the groups in which at least two people answered every item of the scale."""

    groups: int
    rwgj_mean: float | None
    """Against a uniform null."""
    ad_mean: float | None
    """Mean absolute distance to the group mean, in points."""
    reasons: Mapping[str, str]


def group_figures(answers: Answers, scale: Scale) -> GroupFigures:
    """ICCs of person means; people without a group or without a mean are left out."""
    means = missing.person_means(answers.of(scale))
    kept = (answers.groups != "") & ~np.isnan(means)
    if not kept.any():
        reason = "Nobody in a group has a score on this scale."
        return GroupFigures(0, 0, {"icc1_anova": reason, "icc1_reml": reason})
    scores, reasons = sufficient.one_way(means[kept], answers.groups[kept]), Reasons()
    figures = GroupFigures(scores.n, len(scores.sizes), reasons)
    if squares := reasons.figure("icc1_anova", lambda: icc.anova(scores)):
        interval = squares.icc1_interval
        figures = replace(
            figures,
            icc1_anova=squares.icc1,
            icc1_anova_ci=(interval.low, interval.high),
            icc2=squares.icc2,
        )
        if squares.icc2 is None:
            reasons["icc2"] = "All groups have the same mean."
    if fit := reasons.figure("icc1_reml", lambda: icc.reml(scores)):
        figures = replace(figures, icc1_reml=fit.icc1, tau2_reml=fit.tau2, sigma2_reml=fit.sigma2)
    return figures


def agreement_figures(answers: Answers, scale: Scale) -> AgreementFigures:
    """rwg(j) with a uniform null and AD around the mean, over complete answers."""
    values = answers.of(scale)
    kept = (answers.groups != "") & ~np.isnan(values).any(axis=1)
    values, groups = values[kept], answers.groups[kept]
    if np.unique(groups, return_counts=True)[1].max(initial=0) < 2:
        reason = "No group has two people who answered every item of this scale."
        return AgreementFigures(0, None, None, {"rwgj_mean": reason, "ad_mean": reason})
    null = agreement.uniform_null(answers.high - answers.low + 1)
    found = agreement.rwg_j(sufficient.group_moments(values, groups, complete=True), null)
    deviations = agreement.average_deviation(values, groups)
    return AgreementFigures(len(found.defined), found.mean, deviations.mean, {})

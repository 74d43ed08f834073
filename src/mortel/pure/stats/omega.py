"""Omega total: reliability when the items do not weigh alike, from one factor by maximum likelihood."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError
from mortel.pure.stats.sufficient import ItemMoments, gathered

_STEPS = 500
_FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class OneFactor:
    """k items on one factor of variance 1: loadings and error variances (k each) in the units of the items.

    They are those of lavaan, from the covariance with divisor n.
    """

    loadings: Floats
    error_variances: Floats

    @property
    def omega_total(self) -> float:
        """(sum of loadings)^2 / ((sum of loadings)^2 + sum of error variances). McDonald 1999, Test theory, p. 88."""
        common = float(self.loadings.sum()) ** 2
        return common / (common + float(self.error_variances.sum()))

    @property
    def standardised_loadings(self) -> Floats:
        return self.loadings / np.sqrt(self.loadings**2 + self.error_variances)

    @property
    def composite_reliability(self) -> float:
        """CR: omega of standardised items. Fornell & Larcker 1981, Journal of Marketing Research 18, 39-50."""
        common = float(self.standardised_loadings.sum()) ** 2
        return common / (common + float((1 - self.standardised_loadings**2).sum()))

    @property
    def average_variance_extracted(self) -> float:
        """AVE: the mean of the squared standardised loadings. Fornell & Larcker 1981."""
        return float((self.standardised_loadings**2).mean())


def one_factor(moments: ItemMoments, *, names: Sequence[str] | None = None) -> OneFactor:
    """Fits one factor by maximum likelihood: minimises log|S| + tr(C S^-1) over S = ll' + diag(e).

    From raw answers: `one_factor(sufficient.item_moments(items))`; `names` is what the items are called in a refusal.
    Fisher scoring on the correlations (the solution does not depend on the scale of the items). Joreskog 1967,
    Psychometrika 32, 443-482. R: `lavaan::cfa("f =~ x1 + x2 + x3", items, std.lv = TRUE)`.
    StatsError with fewer than three items (the model is then not determined), when an item does not vary, when two
    items say the same, when they have nothing in common, or when an item has no error left (a Heywood case).
    """
    gathered(moments, ItemMoments)
    names = names or [f"item {at + 1}" for at in range(len(moments.means))]
    if len(moments.means) < 3:
        raise StatsError("Omega needs at least three items; with two take alpha.")
    sds = moments.sds
    if not (sds > 0).all():
        raise StatsError(f"All answers to {names[int(np.argmin(sds))]} are the same: leave it out.")
    correlations = moments.covariance / np.outer(sds, sds)
    if np.linalg.eigvalsh(correlations)[0] < 1e-10:
        raise StatsError(
            "An item follows exactly from the others: leave one of them out, or gather more people than items."
        )
    loadings, errors = _fit(correlations, names)
    scale = sds * np.sqrt((moments.n - 1) / moments.n)
    return OneFactor(loadings * scale, errors * scale**2)


def _fit(correlations: Floats, names: Sequence[str]) -> tuple[Floats, Floats]:
    loadings = _start(correlations)
    errors = 1 - loadings**2
    misfit = _misfit(correlations, loadings, errors)
    for _ in range(_STEPS):
        slope, information = _slope_and_information(correlations, loadings, errors)
        step = _step(information, slope)
        if float(slope @ step) < _FLAT**2:
            return loadings, errors
        share = 1.0
        while True:
            tried = loadings - share * step[: len(loadings)], errors - share * step[len(loadings) :]
            now = _misfit(correlations, *tried)
            # At the bottom rounding hides the gain, so a step that is level within rounding is taken too.
            if now <= misfit + 1e-13:
                break
            share /= 2
            if share < 1e-8:
                raise _heywood(errors, names)
        (loadings, errors), misfit = tried, now
    raise _heywood(errors, names)


def _step(information: Floats, slope: Floats) -> Floats:
    try:
        return np.linalg.solve(information, slope).astype(np.float64, copy=False)
    except np.linalg.LinAlgError:
        raise StatsError(
            "The items have too little in common for one factor: look at their correlations, or take alpha."
        ) from None


def _start(correlations: Floats) -> Floats:
    """The first principal component, shrunk by a fifth, with the sign that most items have."""
    values, vectors = np.linalg.eigh(correlations)
    loadings = vectors[:, -1] * np.sqrt(values[-1])
    towards_most = 1 if loadings.sum() >= 0 else -1
    start: Floats = np.clip(0.8 * towards_most * loadings, -0.95, 0.95)
    return start


def _misfit(correlations: Floats, loadings: Floats, errors: Floats) -> float:
    if errors.min() <= 0:
        return float("inf")
    # Sherman-Morrison: the inverse and the determinant of ll' + diag(e) without a matrix inversion.
    weighted = loadings / errors
    share = 1 + float(weighted @ loadings)
    fit = float((np.diag(correlations) / errors).sum() - weighted @ correlations @ weighted / share)
    return float(np.log(errors).sum() + np.log(share)) + fit


def _slope_and_information(correlations: Floats, loadings: Floats, errors: Floats) -> tuple[Floats, Floats]:
    """First derivatives and expected second derivatives for (loadings, errors)."""
    inverse = np.linalg.inv(np.outer(loadings, loadings) + np.diag(errors))
    residual = inverse - inverse @ correlations @ inverse
    towards = inverse @ loadings
    slope = np.concatenate([2 * residual @ loadings, np.diag(residual)])
    both = 2 * inverse * towards
    information = np.block(
        [
            [2 * (float(loadings @ towards) * inverse + np.outer(towards, towards)), both],
            [both.T, inverse**2],
        ]
    )
    return slope, information


def _heywood(errors: Floats, names: Sequence[str]) -> StatsError:
    return StatsError(
        f"One factor does not fit: {names[int(np.argmin(errors))]} would have no error left (a Heywood case). "
        "Leave that item out, or take alpha."
    )

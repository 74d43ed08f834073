"""Least squares with the covariance that fits the data: classical, robust (HC1, HC3) or by cluster (CR1S, CR2).

First `least_squares`, then one of `classical`, `hc1`, `hc3`, `cr1s`, `cr2`: the coefficients stay the same, what
is said about their uncertainty differs. The caller puts the column of ones for the intercept into the design.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments, distributions
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

Covariance = Literal["classical", "HC1", "HC3", "CR1S", "CR2"]

# R's lm() calls a column collinear when less than this share of it is left beside the columns before it.
_COLLINEAR = 1e-7
_ROUNDING = 1e-13
_LEVERAGE_OF_ONE = 1 - 1e-8
# Below this an eigenvalue of I - H is taken for zero (clubSandwich does the same).
_NO_FREEDOM = 1e-12
_NOTHING_LEFT = 1e-7
_ONE_DEGREE = 0.999


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted line: n rows, p coefficients. Say what it is worth with `classical`, `hc3`, `cr2` and so on."""

    design: Floats
    coefficients: Floats
    residuals: Floats
    leverages: Floats
    bread: Floats
    """(X'X)^-1, p x p."""
    residual_variance: float
    r_squared: float | None
    """About the mean; None when the outcome does not vary."""

    @property
    def residual_df(self) -> int:
        return len(self.residuals) - len(self.coefficients)


@dataclass(frozen=True, slots=True)
class Inference:
    """Coefficients with their covariance (p x p) and the degrees of freedom of each (p)."""

    coefficients: Floats
    covariance: Floats
    df: Floats
    kind: Covariance
    """Which covariance was used: `hc3` falls back to HC1 when a row has a leverage of 1."""

    @property
    def standard_errors(self) -> Floats:
        return np.sqrt(np.diag(self.covariance))

    @property
    def t(self) -> Floats:
        """Coefficient over standard error; a standard error of nought (a perfect fit) raises StatsError."""
        if not (self.standard_errors > 0).all():
            raise StatsError(
                "The line fits without any error, so there is nothing to test: look at the data."
            )
        return self.coefficients / self.standard_errors

    @property
    def p_values(self) -> Floats:
        """Two-sided, from t with each coefficient's own degrees of freedom."""
        return 2 * distributions.t_upper(np.abs(self.t), self.df)

    def interval(self, level: float = 0.95) -> Floats:
        """p x 2: lower and upper limit of each coefficient."""
        arguments.level(level)
        reach = distributions.t_quantile((1 + level) / 2, self.df) * self.standard_errors
        return np.column_stack((self.coefficients - reach, self.coefficients + reach))


def least_squares(design: ArrayLike, outcome: ArrayLike) -> Fit:
    """Ordinary least squares of `outcome` (n) on `design` (n x p, with the column of ones if there is an intercept).

    b = (X'X)^-1 X'y by a QR decomposition; residual variance e'e / (n - p). R: `lm(y ~ ..., x = TRUE)`.
    StatsError when an entry is missing, when there are no more rows than columns, or when a column follows from
    the columns before it.
    """
    x, y = arguments.complete_matrix(design, "design"), arguments.complete_vector(outcome, "outcome")
    rows, columns = x.shape
    arguments.same_length(x, y, "design", "outcome")
    if rows <= columns:
        raise StatsError(
            f"A line with {columns} coefficients needs at least {columns + 1} rows and there are {rows}: "
            "leave out a column or gather more rows."
        )
    q, r = np.linalg.qr(x)
    _refuse_collinear(x, r)
    inverse = np.asarray(np.linalg.inv(r), dtype=np.float64)
    coefficients = inverse @ (q.T @ y)
    residuals = _without_rounding(y - x @ coefficients, np.abs(x) @ np.abs(coefficients) + np.abs(y))
    around_mean = float(np.sum((y - y.mean()) ** 2))
    squares = float(residuals @ residuals)
    return Fit(
        design=x,
        coefficients=coefficients,
        residuals=residuals,
        leverages=np.einsum("ij,ij->i", q, q),
        bread=inverse @ inverse.T,
        residual_variance=squares / (rows - columns),
        r_squared=1 - squares / around_mean if np.ptp(y) > 0 else None,
    )


def _without_rounding(residuals: Floats, sizes: Floats) -> Floats:
    """A fit without error leaves what binary fractions leave: noise that would pass for a very small error."""
    if np.linalg.norm(residuals) <= _ROUNDING * np.linalg.norm(sizes):
        return np.zeros_like(residuals)
    return residuals


def _refuse_collinear(x: Floats, r: Floats) -> None:
    lengths = np.sqrt(np.einsum("ij,ij->j", x, x))
    (bad,) = np.nonzero(np.abs(np.diag(r)) <= _COLLINEAR * lengths)
    if bad.size:
        raise StatsError(
            f"Column {bad[0] + 1} of the design follows from the columns before it (or holds only zeros): "
            "leave it out."
        )


def classical(fit: Fit) -> Inference:
    """s^2 (X'X)^-1 with n - p degrees of freedom: equal spread, independent rows. R: `vcov(lm(...))`."""
    return _by_rows(fit, fit.residual_variance * fit.bread, "classical")


def hc1(fit: Fit) -> Inference:
    """Unequal spread: n/(n-p) (X'X)^-1 X' diag(e^2) X (X'X)^-1, n - p degrees of freedom.

    MacKinnon and White 1985. R: `sandwich::vcovHC(fit, "HC1")`.
    """
    rows = len(fit.residuals)
    return _by_rows(fit, rows / fit.residual_df * _sandwich(fit, fit.residuals), "HC1")


def hc3(fit: Fit) -> Inference:
    """Unequal spread, fit for small samples: as HC1, with e / (1 - h) for e and no factor before it.

    A row with leverage h = 1 fixes a coefficient alone and HC3 would divide by nought: then HC1 is given, and
    `kind` says so. Long and Ervin 2000. R: `sandwich::vcovHC(fit, "HC3")`.
    """
    if fit.leverages.max() > _LEVERAGE_OF_ONE:
        return hc1(fit)
    return _by_rows(fit, _sandwich(fit, fit.residuals / (1 - fit.leverages)), "HC3")


def _by_rows(fit: Fit, covariance: Floats, kind: Covariance) -> Inference:
    df = np.full(len(fit.coefficients), float(fit.residual_df))
    return Inference(fit.coefficients, covariance, df, kind)


def _sandwich(fit: Fit, residuals: Floats) -> Floats:
    return _covered(fit, fit.design * residuals[:, None])


def _covered(fit: Fit, scores: Floats) -> Floats:
    """Meat between two slices of bread, as a square: rounding then leaves no variance below nought."""
    pulled = scores @ fit.bread
    covariance: Floats = pulled.T @ pulled
    return covariance


def cr1s(fit: Fit, clusters: ArrayLike) -> Inference:
    """Rows that hang together by cluster: G/(G-1) (n-1)/(n-p) times the sum over clusters of X_g'e_g e_g'X_g.

    Degrees of freedom G - 1. What Stata calls `vce(cluster)`; too narrow with few clusters, where `cr2` is the
    one to use. `clusters` names the cluster of each row (n). R: `sandwich::vcovCL(fit, clusters, type = "HC1")`.
    StatsError when there is one cluster.
    """
    codes, groups = _cluster_codes(fit, clusters)
    scores = np.zeros((groups, len(fit.coefficients)))
    np.add.at(scores, codes, fit.design * fit.residuals[:, None])
    rows = len(fit.residuals)
    factor = groups / (groups - 1) * (rows - 1) / fit.residual_df
    covariance = factor * _covered(fit, scores)
    return Inference(fit.coefficients, covariance, np.full(len(fit.coefficients), groups - 1.0), "CR1S")


def cr2(fit: Fit, clusters: ArrayLike) -> Inference:
    """Rows that hang together by cluster, honest with few clusters: Bell and McCaffrey 2002.

    Residuals of a cluster are multiplied by (I - H_gg)^(-1/2) (Moore-Penrose), H the hat matrix; degrees of
    freedom by Satterthwaite under independent rows: (tr B)^2 / tr B^2 for each coefficient, with B as in
    Pustejovsky and Tipton 2018. `clusters` names the cluster of each row (n).
    R: `clubSandwich::coef_test(fit, "CR2", clusters, test = "Satterthwaite")`. StatsError when there is one cluster,
    or when a coefficient has no two clusters to be compared.
    """
    codes, groups = _cluster_codes(fit, clusters)
    # On orthonormal columns: a leverage of 1 is then seen as such, however far the columns lie from nought.
    basis, r = np.linalg.qr(fit.design)
    back = np.asarray(np.linalg.inv(r), dtype=np.float64)
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(1, groups))
    columns = len(fit.coefficients)
    scores, own = np.empty((groups, columns)), np.empty((groups, columns))
    pulls = np.empty((groups, columns, columns))
    for group, rows in enumerate(np.split(order, starts)):
        weights = _adjusted(basis[rows]) @ back.T
        scores[group] = fit.residuals[rows] @ weights
        own[group] = np.einsum("ij,ij->j", weights, weights)
        pulls[group] = basis[rows].T @ weights
    df = [_satterthwaite(own[:, at], pulls[:, :, at], fit.bread[at, at], at) for at in range(columns)]
    return Inference(fit.coefficients, scores.T @ scores, np.array(df), "CR2")


def _cluster_codes(fit: Fit, clusters: ArrayLike) -> tuple[NDArray[np.intp], int]:
    codes, labels = arguments.group_codes(clusters)
    arguments.same_length(fit.design, codes, "design", "clusters")
    if len(labels) < 2:
        raise StatsError("All rows belong to one cluster: an error by cluster needs at least two.")
    return codes, len(labels)


def _adjusted(basis: Floats) -> Floats:
    """(I - H_gg)^(-1/2) Q_g, by the few directions in which H_gg = Q_g Q_g' is not nought."""
    directions, lengths, turn = np.linalg.svd(basis, full_matrices=False)
    left = 1 - lengths**2
    free = left > _NO_FREEDOM
    adjusted: Floats = (directions * np.where(free, lengths / np.sqrt(np.where(free, left, 1)), 0)) @ turn
    return adjusted


def _satterthwaite(own: Floats, pulls: Floats, variance: float, at: int) -> float:
    """(tr B)^2 / tr B^2 for B = diag(own) - U U', without building B (clusters x clusters)."""
    through = np.einsum("gi,gi->g", pulls, pulls)
    inner = pulls.T @ pulls
    trace = float((own - through).sum())
    squares = float((own**2).sum() - 2 * (own * through).sum() + (inner**2).sum())
    # Eigenvalues of B are not below nought, so less than one degree of freedom is what rounding leaves of none.
    if trace <= _NOTHING_LEFT * max(own.sum(), variance) or not 0 < _ONE_DEGREE * squares < trace**2:
        raise StatsError(
            f"Coefficient {at + 1} is fixed by the clusters themselves, so its error cannot be seen: "
            "it needs two clusters of each kind."
        )
    return trace**2 / squares

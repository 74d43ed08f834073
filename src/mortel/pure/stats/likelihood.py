"""The likelihood of a random intercept, profiled: a function of tau2 / sigma2 alone."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.clustered import ClusteredMoments

Method = Literal["ML", "REML"]


@dataclass(frozen=True, slots=True)
class At:
    """The profiled likelihood at one ratio: deviance (-2 log) and its derivative, and what made it."""

    deviance: float
    slope: float
    coefficients: Floats
    squares: float
    inverse: Floats


class Profile:
    """-2 log likelihood as a function of the ratio tau2 / sigma2 only; b and sigma2 follow from it."""

    def __init__(self, moments: ClusteredMoments, method: Method) -> None:
        self.moments, self.method = moments, method
        self.p = len(moments.within) - 1
        self.n = float(moments.sizes.sum())
        self.freedom = self.n - self.p if method == "REML" else self.n
        # Groups of one size share every weight: fifty thousand groups come down to some dozens of sizes.
        self.sizes, of_size = np.unique(moments.sizes, return_inverse=True)
        self.groups = np.bincount(of_size).astype(np.float64)
        self._pairs = [(i, j) for i in range(self.p + 1) for j in range(i, self.p + 1)]
        means = moments.means
        self._by_size = np.column_stack(
            [np.bincount(of_size, means[:, i] * means[:, j]) for i, j in self._pairs]
        )

    def between(self, weights: Floats) -> Floats:
        """Sum over groups of weight x mean mean', one weight for each size."""
        sums = weights @ self._by_size
        found = np.zeros((self.p + 1, self.p + 1))
        for (i, j), value in zip(self._pairs, sums, strict=True):
            found[i, j] = found[j, i] = value
        return found

    def at(self, ratio: float) -> At:
        p, along = self.p, 1 + self.sizes * ratio
        # (X y)' V^-1 (X y) for sigma2 = 1: within groups V is 1, along a group mean it is 1 + n ratio.
        crossed = self.moments.within + self.between(self.sizes / along)
        inverse = np.linalg.inv(crossed[:p, :p]).astype(np.float64, copy=False)
        b = inverse @ crossed[:p, p]
        squares = float(crossed[p, p] - crossed[:p, p] @ b)
        turned = self.between((self.sizes / along) ** 2)
        residual = np.append(-b, 1.0)
        slope = -self.freedom * float(residual @ turned @ residual) / squares
        slope += float(self.groups @ (self.sizes / along))
        deviance = self.freedom * (1 + np.log(2 * np.pi * squares / self.freedom))
        deviance += float(self.groups @ np.log(along))
        if self.method == "REML":
            slope -= float(np.trace(inverse @ turned[:p, :p]))
            deviance -= float(np.linalg.slogdet(inverse)[1])
        return At(float(deviance), slope, b, squares, inverse)

    def residuals(self, coefficients: Floats) -> Floats:
        """Of each group mean."""
        left: Floats = self.moments.means @ np.append(-coefficients, 1.0)
        return left

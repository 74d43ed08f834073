"""What a line through people in groups needs to know: sizes, means and one cross-product."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mortel.pure.stats import arguments
from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.sufficient import OneWay


@dataclass(frozen=True, slots=True)
class ClusteredMoments:
    """p columns of a design and the outcome in G groups.

    labels and sizes (G), means (G x (p + 1), the outcome last), within ((p + 1) x (p + 1): cross-products about the
    group means, summed over groups).
    """

    labels: NDArray[Any]
    sizes: Floats
    means: Floats
    within: Floats

    @property
    def n(self) -> int:
        return int(self.sizes.sum())

    @property
    def total(self) -> Floats:
        """Cross-products of the rows themselves: (X y)'(X y)."""
        return self.within + (self.means.T * self.sizes) @ self.means

    def about(self, coefficients: Floats) -> "ClusteredMoments":
        """The same with the residuals from a line (p coefficients) as outcome."""
        turn = np.eye(len(self.within))
        turn[:-1, -1] = -coefficients
        return ClusteredMoments(self.labels, self.sizes, self.means @ turn, turn.T @ self.within @ turn)


def clustered_moments(design: ArrayLike, outcome: ArrayLike, groups: ArrayLike) -> ClusteredMoments:
    """Gathers `design` (n x p, with the column of ones if there is an intercept), `outcome` (n), `groups` (n labels).

    StatsError when a value is missing: leave those rows out first, for all three alike.
    """
    x, y = arguments.complete_matrix(design, "design"), arguments.complete_vector(outcome, "outcome")
    codes, labels = arguments.group_codes(groups)
    arguments.same_length(x, y, "design", "outcome")
    arguments.same_length(x, codes, "design", "groups")
    both = np.column_stack((x, y))
    sizes = np.bincount(codes).astype(np.float64)
    sums = np.column_stack([np.bincount(codes, column) for column in both.T])
    means = sums / sizes[:, np.newaxis]
    both -= means[codes]
    return ClusteredMoments(labels, sizes, means, both.T @ both)


def moments_of_one_way(scores: OneWay) -> ClusteredMoments:
    """The line without anything but an intercept."""
    means = np.column_stack((np.ones(len(scores.means)), scores.means))
    return ClusteredMoments(scores.labels, scores.sizes, means, np.diag([0.0, scores.within]))

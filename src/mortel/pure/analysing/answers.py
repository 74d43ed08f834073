"""What an analysis is made of: answers, scales, and why a figure does not exist."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mortel.pure.stats.arguments import Floats
from mortel.pure.stats.errors import StatsError

Figure = TypeVar("Figure")


@dataclass(frozen=True, slots=True)
class Scale:
    """Items that belong together, by the name of their column, in order."""

    name: str
    items: tuple[str, ...]
    reversed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answers:
    """n people by p items, NaN where missing, with the label of each person's group ("" for none)."""

    items: tuple[str, ...]
    values: Floats
    groups: NDArray[np.str_]
    low: int
    high: int
    left_out: int
    """Rows of the file without a single answer; they are not among the n."""

    def of(self, scale: Scale) -> Floats:
        """The answers on one scale, reversed items turned round: low + high - answer."""
        at = [self.items.index(item) for item in scale.items]
        turned = np.array([item in scale.reversed for item in scale.items])
        chosen = self.values[:, at]
        return np.where(turned, self.low + self.high - chosen, chosen)


class Reasons(dict[str, str]):
    """Why a figure does not exist."""

    def figure(self, key: str, compute: Callable[[], Figure]) -> Figure | None:
        try:
            return compute()
        except StatsError as error:
            self[key] = str(error)
            return None

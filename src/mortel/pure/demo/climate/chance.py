"""Every number from a stream of its own: nothing else shifts when somebody joins, a day passes or a form changes."""

from dataclasses import dataclass
from math import sqrt
from random import Random

from mortel.pure.demo.seeds import stream


@dataclass(frozen=True, slots=True)
class Chance:
    """The chance of round `number` in one `draw` of the model. The same key gives the same number again."""

    seed: int
    draw: int
    number: int

    def always(self, *key: str) -> float:
        """Standard normal, the same in every round."""
        return self._stream(*key).gauss(0, 1)

    def once(self, *key: str) -> float:
        """Standard normal, of this round alone."""
        return self.always(self._round, *key)

    def lasting(self, stays: float, *key: str) -> float:
        """Standard normal, of which the share `stays` of the variance is the same in every round."""
        return sqrt(stays) * self.always(*key) + sqrt(1 - stays) * self.once(*key)

    def happens(self, share: float, *key: str) -> bool:
        """Whether it does in this round, so often as `share` (0 to 1) says."""
        return self.is_so(share, self._round, *key)

    def is_so(self, share: float, *key: str) -> bool:
        """As `happens`, and then in every round."""
        return self._stream(*key).random() < share

    @property
    def _round(self) -> str:
        return f"round {self.number}"

    def _stream(self, *key: str) -> Random:
        return stream(self.seed, " ".join((f"climate {self.draw}", *key)))

"""Up to two strengths and one step of a group: only what stands out for certain (release.md, rule 10)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from mortel.pure.scoring.contrast import NONE, contrasts
from mortel.pure.scoring.scores import Scores
from mortel.pure.stats.arguments import Floats

# The dimensions of the climate; scales of modules are about something else and do not compete with them.
_COMPETING: Final = "dim."


@dataclass(frozen=True, slots=True)
class StandingOut:
    strengths: tuple[str, ...] = ()
    step: str | None = None


def standing_out(scores: Scores, sigma2: Floats, without: Collection[str] = ()) -> list[StandingOut]:
    """Of every group, as if the dimensions in `without` were not asked; nothing with fewer than two dimensions."""
    competing = [
        at for at, name in enumerate(scores.dimensions) if name.startswith(_COMPETING) and name not in without
    ]
    if len(competing) < 2:
        return [StandingOut()] * len(scores.n)
    some = only(scores, competing)
    found = contrasts(some, sigma2[competing])
    return [
        StandingOut(
            tuple(some.dimensions[at] for at in (first, second) if at != NONE),
            None if last == NONE else some.dimensions[last],
        )
        for first, second, last in zip(
            found.strongest.tolist(), found.second.tolist(), found.weakest.tolist(), strict=True
        )
    ]


def only(scores: Scores, dimensions: list[int]) -> Scores:
    """The same scores of some dimensions, by their index."""
    return replace(
        scores,
        dimensions=tuple(scores.dimensions[at] for at in dimensions),
        questions=tuple(scores.questions[at] for at in dimensions),
        means=scores.means[:, dimensions],
        noise=scores.noise[:, dimensions],
        per_person=scores.per_person[:, dimensions],
        withheld=scores.withheld[:, dimensions],
    )

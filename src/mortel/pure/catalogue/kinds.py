"""Items that carry more than a label: dimensions, outcomes, tones, terms. Each is what one `kind` of taxonomy holds."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from mortel.pure.catalogue.entries import Evidence
from mortel.pure.catalogue.shapes import Item, Text

Awareness = Literal["unconscious", "conscious"]
Steering = Literal["nobody", "person", "organisation"]
Nature = Literal["demand", "job_resource", "personal_resource"]
Beneficiary = Literal["person", "employer"]

AWARENESS: Final[tuple[Awareness, ...]] = get_args(Awareness)
STEERING: Final[tuple[Steering, ...]] = get_args(Steering)
NATURES: Final[tuple[Nature, ...]] = get_args(Nature)
BENEFICIARIES: Final[tuple[Beneficiary, ...]] = get_args(Beneficiary)


@dataclass(frozen=True, kw_only=True)
class Dimension(Item):
    """One side of the climate at work (S-28). `crosscutting`: runs through the others and has no parts of its own."""

    crosscutting: bool = False


@dataclass(frozen=True, kw_only=True)
class Subdimension(Item):
    """Part of the dimension `part_of` (S-30 to S-58), with what helps it and what harms it."""

    part_of: str
    do: tuple[Text, ...]
    dont: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Quadrant(Item):
    """How aware somebody is, and who steers (S-91)."""

    awareness: Awareness
    steered_by: Steering


@dataclass(frozen=True, kw_only=True)
class Tone(Item):
    """A basic tone (S-77): the question at work that calls for it, and approaches that carry it."""

    question: Text
    examples: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class OutcomeCategory(Item):
    """One of the three groups of outcomes (S-11): how far ahead it looks, and where it is of use."""

    horizon: Text
    scope: Text


@dataclass(frozen=True, kw_only=True)
class Outcome(Item):
    """What it can yield (S-12): in which category, for whom, how sure that is, and what to keep in mind."""

    category: str
    benefits: tuple[Beneficiary, ...]
    evidence: Evidence


@dataclass(frozen=True, kw_only=True)
class Crafting(Item):
    """A way of adjusting one's own work (S-57), with an example."""

    example: Text


@dataclass(frozen=True, kw_only=True)
class Factor(Item):
    """What costs energy and what gives it (S-106). `note` says when the product leaves it alone."""

    nature: Nature
    note: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Stage(Item):
    """How far the climate of an organisation is (S-63), and what not to begin yet."""

    avoid: Text


@dataclass(frozen=True, slots=True)
class Value:
    """One answer on a context factor; `id` is the word that triggers use: `computer_use=no`."""

    id: str
    label: Text


@dataclass(frozen=True, kw_only=True)
class ContextFactor(Item):
    """What to look at before choosing an action (S-62). Without `values` the answer is free."""

    values: tuple[Value, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reward(Item):
    """A way to show appreciation (S-39), and the rule that holds for it."""

    rule: Text


@dataclass(frozen=True, slots=True)
class Reason:
    """Why records were left out at a step of the review, and how many."""

    label: Text
    number: int


@dataclass(frozen=True, kw_only=True)
class ReviewStep(Item):
    """One step of the review's own selection (S-69), with the numbers it gives."""

    number: int
    excluded: int | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Term(Item):
    """A word of the field (S-142): when to use it, or what to say instead. `preferred`: the word the product uses."""

    use: Text
    preferred: bool

"""What the sources know beyond lists of choices: rules, actions, guides, kits, evidence.

All shapes are frozen; texts are Dutch and English side by side (`shapes.Text`). References are ids, checked when the
catalogue is read: dimensions and subdimensions (`dim.*`, `sub.*`, `x.psysafety`), items of other taxonomies, entries.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from mortel.pure.catalogue.shapes import Text

Level = Literal["person", "team", "organisation"]
Addressee = Literal["employee", "lead", "hr", "council", "researcher", "product"]
Polarity = Literal["do", "dont", "caution"]
RuleKind = Literal["signal", "lint", "house", "waits"]
Direction = Literal["positive", "negative", "mixed", "none", "nonlinear", "both_ways", "not_applicable"]
Effort = Literal["small", "medium", "large"]
Computer = Literal["no", "optional", "yes"]
Origin = Literal["named", "case", "derived"]
PartsKind = Literal["box", "card", "step", "sentence"]
SourceKind = Literal["review", "expert", "practice", "derived", "vendor", "small_case"]
SheetKind = Literal["text", "boxes", "cards", "steps"]
CardSize = Literal["small", "a6"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
ADDRESSEES: Final[tuple[Addressee, ...]] = get_args(Addressee)
POLARITIES: Final[tuple[Polarity, ...]] = get_args(Polarity)
RULE_KINDS: Final[tuple[RuleKind, ...]] = get_args(RuleKind)
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)
EFFORTS: Final[tuple[Effort, ...]] = get_args(Effort)
COMPUTERS: Final[tuple[Computer, ...]] = get_args(Computer)
ORIGINS: Final[tuple[Origin, ...]] = get_args(Origin)
PARTS_KINDS: Final[tuple[PartsKind, ...]] = get_args(PartsKind)
SOURCE_KINDS: Final[tuple[SourceKind, ...]] = get_args(SourceKind)
CARD_SIZES: Final[tuple[CardSize, ...]] = get_args(CardSize)
SHEET_KINDS: Final[tuple[SheetKind, ...]] = get_args(SheetKind)
# The sectors an organisation can be of (`people.choices.Sector`); each has words and one preset of its own.
SECTORS: Final = ("care", "higher_education", "government", "industry")

# Strengths of what somebody says without having measured it: such a claim is no association (S-12).
SAID: Final = frozenset(
    f"strength.{one}" for one in ("vendor", "expert", "practice", "case", "reasoned", "principle")
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What every entry has. A retired one stays here for good: something stored may still point at it."""

    id: str
    sources: tuple[str, ...]
    retired_in: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure something is. `strength`: id of an item of the taxonomy `strengths`, in the words of the source.

    A strong *contribution* is not strong *evidence*; an association says nothing about what causes what (S-12).
    """

    strength: str
    direction: Direction
    contested: bool
    note: Text | None = None

    @property
    def is_said(self) -> bool:
        """Whether somebody says so and nothing was measured."""
        return self.strength in SAID


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that can set off a rule of kind `signal` or `lint`; `parameters` is the closed list it may carry."""

    id: str
    label: Text
    producer: Text
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """One condition of a rule: `signal` is the part before the colon, `parameter` what follows it."""

    signal: str
    parameter: str | None = None

    @property
    def written(self) -> str:
        """As it stands in a rule: `survey.low:sub.space.time`."""
        return self.signal if self.parameter is None else f"{self.signal}:{self.parameter}"


@dataclass(frozen=True, kw_only=True)
class Rule(Entry):
    """If `condition` then `advice`. All of `triggers` must hold. `dimension` is None when it holds everywhere."""

    kind: RuleKind
    polarity: Polarity
    levels: tuple[Level, ...]
    addressee: Addressee
    dimension: str | None
    triggers: tuple[Trigger, ...]
    condition: Text
    advice: Text
    evidence: Evidence


@dataclass(frozen=True, kw_only=True)
class Intervention(Entry):
    """One action a team, a person or an organisation can take; on screen a card."""

    label: Text
    description: Text
    caution: Text
    levels: tuple[Level, ...]
    tones: tuple[str, ...]
    dimensions: tuple[str, ...]
    quadrants: tuple[str, ...]
    effort: Effort
    computer: Computer
    maturity: tuple[str, ...]
    settings: tuple[str, ...]
    who_acts: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, kw_only=True)
class Guide(Entry):
    """A conversation to take along: for whom, when, what to do and leave, what to ask.

    `about`: what it serves (dimensions, tones, reasons somebody stands still). `parts` are the boxes of a template,
    the cards of a set, the steps of a session or the sentences of a helper, as `parts_kind` says.
    """

    label: Text
    purpose: Text
    who: Text
    when: Text
    levels: tuple[Level, ...]
    about: tuple[str, ...]
    do: tuple[Text, ...]
    dont: tuple[Text, ...]
    questions: tuple[Text, ...]
    parts_kind: PartsKind | None = None
    parts: tuple[Text, ...] = ()
    afterwards: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One printed part of a kit. `text`: Markdown in both languages; `boxes`: headings with room to write; `cards`:
    one text a card, to cut out, eight to an A4 or four (`card_size`); `steps`: numbered. `intro` stands above it."""

    id: str
    label: Text
    kind: SheetKind
    intro: Text | None = None
    body: Text | None = None
    parts: tuple[Text, ...] = ()
    card_size: CardSize = "small"


@dataclass(frozen=True, kw_only=True)
class Kit(Entry):
    """Everything on paper for one session or habit: sheets to read, fill in or cut out."""

    label: Text
    purpose: Text
    who: Text
    levels: tuple[Level, ...]
    about: tuple[str, ...]
    guides: tuple[str, ...]
    interventions: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    technical: bool = False


@dataclass(frozen=True, kw_only=True)
class Statement(Entry):
    """One claim and how sure it is: what was found, measured on whom, and what to keep in mind (S-12)."""

    claim: Text
    about: tuple[str, ...]
    levels: tuple[Level, ...]
    evidence: Evidence
    source_kind: SourceKind
    measured_on: Text
    caveat: Text | None = None

    @property
    def is_said(self) -> bool:
        """Whether it may not look like an association: only a review of studies measured anything."""
        return self.source_kind != "review" or self.evidence.is_said


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of a dispute: what is claimed, by what kind of source, and what it rests on."""

    claim: Text
    source_kind: SourceKind
    basis: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Dispute(Entry):
    """Sources that do not agree, side by side; `reading` says how to read them, never who is right for good."""

    label: Text
    sides: tuple[Side, ...]
    reading: Text
    about: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Advice(Entry):
    """One of the eleven tips of the vendor's list (S-134), tied to what it is about here."""

    label: Text
    explanation: Text
    about: tuple[str, ...]
    interventions: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, kw_only=True)
class Preset(Entry):
    """What matters most in one sector (S-140): themes to begin with, and what they are about here."""

    label: Text
    themes: tuple[Text, ...]
    about: tuple[str, ...]


AnyEntry: TypeAlias = Rule | Intervention | Guide | Kit | Statement | Dispute | Advice | Preset

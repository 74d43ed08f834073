"""What the catalogue consists of. All shapes are frozen; texts are Dutch and English side by side.

Stored references to the catalogue are an id plus the catalogue version of that moment. A retired id stays
here for good, so that an old moment can still say what its owner chose.
"""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from mortel.pure.catalogue.words import SHOWN, Shown, Vocabulary, fill, placeholders

Mode = Literal["social", "individual"]
Audience = Literal["employee"]
Stage = Literal[
    "situation",
    "source",
    "action",
    "result",
    "transfer",
    "newness",
    "naming",
    "reflection",
    "check",
    "placing",
    "form",
    "observe",
    "tacit",
    "lookback",
    "then",
    "now",
    "difference",
    "before",
    "share",
    "ask",
    "after_visit",
    "hard_period",
]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
AUDIENCES: Final[tuple[Audience, ...]] = get_args(Audience)
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages; may hold placeholders such as `{client}` (see `words`). `nl_be`: the whole text as
    Belgium says it, where that is not the same Dutch (see `overlay`)."""

    nl: str
    en: str
    nl_be: str | None = None

    def in_language(self, shown: Shown, words: Vocabulary) -> str:
        """The text, its placeholders filled with `words`: the whole vocabulary of that language, as
        `vocabulary.words_for` gives it (`vocabulary.neutral` where no organisation is in play). ValueError for a
        language that no page has."""
        if shown not in SHOWN:
            raise ValueError(f"no text in language {shown!r}")
        return fill(self.template(shown), words)

    def template(self, shown: Shown) -> str:
        """The text as it is written, placeholders and all."""
        if shown == "en":
            return self.en
        return self.nl_be or self.nl if shown == "nl-BE" else self.nl

    @property
    def has_same_placeholders(self) -> bool:
        """Whether the same placeholders stand in both languages, each as often."""
        return sorted(placeholders(self.nl)) == sorted(placeholders(self.en))


@dataclass(frozen=True, kw_only=True)
class Item:
    """One choice. `label` and `definition` can be shown to employees; `technical` is the term of the sources,
    for pages of HR and research only. `related`: ids of whatever it is tied to in another list."""

    id: str
    label: Text
    sources: tuple[str, ...]
    definition: Text | None = None
    technical: Text | None = None
    related: tuple[str, ...] = ()
    retired_in: str | None = None
    replaced_by: str | None = None

    @property
    def research_label(self) -> Text:
        """The term of the sources where it differs from the everyday label."""
        return self.technical or self.label


@dataclass(frozen=True, kw_only=True)
class Place(Item):
    """A place on the map (S-01); `interwoven`: lies inside the work itself (S-04)."""

    interwoven: bool


@dataclass(frozen=True, kw_only=True)
class Activity(Item):
    """Something one does to figure things out (S-07)."""

    mode: Mode


@dataclass(frozen=True, kw_only=True)
class Scale(Item):
    """A slider from `low` to `high`, both included, with a text at either end (S-05)."""

    low: int
    high: int
    low_label: Text
    high_label: Text


@dataclass(frozen=True, kw_only=True)
class Prompt(Item):
    """A question; `label` is the question, `definition` the quiet line under it.

    Without `answers_from` (a taxonomy id) the answer is free text; `several`: more than one choice is fine.
    `about` holds ids of the items it serves; `gentle` ones suit a period somebody calls hard (S-104).
    """

    stage: Stage
    audience: tuple[Audience, ...]
    gentle: bool = False
    answers_from: str | None = None
    several: bool = False
    about: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """A list of choices in the order in which they are shown.

    `office`: only pages of leads, HR, council and researchers show it, so the terms of the sources may stand in it.
    """

    id: str
    label: Text
    sources: tuple[str, ...]
    items: tuple[Item, ...]
    definition: Text | None = None
    technical: Text | None = None
    office: bool = False

    @property
    def current(self) -> tuple[Item, ...]:
        """The items that can be chosen today; retired ones are left out."""
        return tuple(item for item in self.items if item.retired_in is None)

    @property
    def research_label(self) -> Text:
        """The term of the sources where it differs from the everyday label."""
        return self.technical or self.label

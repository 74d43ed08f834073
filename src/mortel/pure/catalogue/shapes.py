"""What the catalogue consists of. All shapes are frozen; texts are Dutch and English side by side.

Stored references to the catalogue are an id plus the catalogue version of that moment. A retired id stays
here for good, so that an old moment can still say what its owner chose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal, TypeVar, get_args

from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.words import LANGUAGES, NEUTRAL_WORDS, Language, fill

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

_NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages; may hold placeholders such as `{client}` (see `words`)."""

    nl: str
    en: str

    def in_language(self, language: Language, words: Mapping[str, str] = _NO_WORDS) -> str:
        """The text, its placeholders filled with `words` (placeholder name -> the organisation's own word in
        that language) and with neutral words where none was chosen. ValueError for another language."""
        if language not in LANGUAGES:
            raise ValueError(f"no text in language {language!r}")
        return fill(self.nl if language == "nl" else self.en, NEUTRAL_WORDS[language], words)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One choice. `label` and `definition` can be shown to employees; `technical` is the term of the sources,
    for pages of HR and research only."""

    id: str
    label: Text
    sources: tuple[str, ...]
    definition: Text | None = None
    technical: Text | None = None
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


AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """A list of choices in the order in which they are shown."""

    id: str
    label: Text
    sources: tuple[str, ...]
    items: tuple[Item, ...]
    definition: Text | None = None
    technical: Text | None = None

    @property
    def current(self) -> tuple[Item, ...]:
        """The items that can be chosen today; retired ones are left out."""
        return tuple(item for item in self.items if item.retired_in is None)

    @property
    def research_label(self) -> Text:
        """The term of the sources where it differs from the everyday label."""
        return self.technical or self.label


@dataclass(frozen=True)
class Catalogue:
    """Everything read from `content/` at one version. Ids are unique over all taxonomies."""

    version: str
    taxonomies: tuple[Taxonomy, ...]

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        return {item.id: item for taxonomy in self.taxonomies for item in taxonomy.items}

    @cached_property
    def _taxonomies(self) -> Mapping[str, Taxonomy]:
        return {taxonomy.id: taxonomy for taxonomy in self.taxonomies}

    def knows(self, item_id: str) -> bool:
        """Whether an item with this id exists, retired or not."""
        return item_id in self._items

    def item(self, item_id: str) -> Item:
        """The item, also when retired; UnknownId if there never was one."""
        try:
            return self._items[item_id]
        except KeyError:
            raise UnknownId(item_id) from None

    def taxonomy(self, taxonomy_id: str) -> Taxonomy:
        """The taxonomy; UnknownId if there is none."""
        try:
            return self._taxonomies[taxonomy_id]
        except KeyError:
            raise UnknownId(taxonomy_id) from None

    def current(self, kind: type[AnyItem]) -> tuple[AnyItem, ...]:
        """All items of one shape that can be chosen today, in written order: `current(Activity)`."""
        return tuple(i for taxonomy in self.taxonomies for i in taxonomy.current if isinstance(i, kind))

    def prompt(self, item_id: str) -> Prompt:
        """The question, also when retired; UnknownId also when the id is no question."""
        found = self.item(item_id)
        if not isinstance(found, Prompt):
            raise UnknownId(item_id)
        return found

    def prompts(self, stage: Stage) -> tuple[Prompt, ...]:
        """The questions of one stage, in written order."""
        return tuple(prompt for prompt in self.current(Prompt) if prompt.stage == stage)

    def prompts_about(self, item_id: str) -> tuple[Prompt, ...]:
        """The questions that serve one item, such as `ef.creativity` or `form.tacit`."""
        return tuple(prompt for prompt in self.current(Prompt) if item_id in prompt.about)

    def gentle_prompts(self) -> tuple[Prompt, ...]:
        """The questions for a period somebody calls hard (S-104)."""
        return tuple(prompt for prompt in self.current(Prompt) if prompt.gentle)

    def answers(self, prompt: Prompt) -> tuple[Item, ...]:
        """What can be tapped as an answer; empty when the answer is free text."""
        return self.taxonomy(prompt.answers_from).current if prompt.answers_from else ()

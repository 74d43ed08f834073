"""What an instrument consists of. All shapes are frozen; a changed word is a changed instrument."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeVar, get_args

from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.words import Shown

Pole = Literal["with", "opposite"]
Pretest = Literal["not yet", "first round", "done"]
Translation = Literal["once", "reconciled"]
FormKind = Literal["long", "short", "pulse", "check_in", "module"]
Reports = Literal["subdimensions", "dimensions", "organisation"]
POLES: Final[tuple[Pole, ...]] = get_args(Pole)
PRETESTS: Final[tuple[Pretest, ...]] = get_args(Pretest)
TRANSLATIONS: Final[tuple[Translation, ...]] = get_args(Translation)
FORM_KINDS: Final[tuple[FormKind, ...]] = get_args(FormKind)
REPORTS: Final[tuple[Reports, ...]] = get_args(Reports)


class UnknownCode(LookupError):
    """No item, form, scale, referent or window of the instrument carries this name."""


@dataclass(frozen=True, slots=True)
class AnswerScale:
    """Labels from 1 up, in the order of paper and phone. `question` stands above the items that it answers.

    `classes`: what each answer is shown as, where a count of classes is shown and never a mean; else empty.
    """

    id: str
    question: Text
    labels: tuple[Text, ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """The time that every item is about; `after_absence` is said to who was away longer."""

    id: str
    text: Text
    after_absence: Text


@dataclass(frozen=True, slots=True)
class Referent:
    """About whom an item is. `shared`: its score is a shared view, otherwise an average of own experiences.

    `note` says who is meant; `self_managing` how to read the items in a team without a lead.
    """

    id: str
    label: Text
    shared: bool
    note: Text | None = None
    self_managing: Text | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an item, and in which version of the bank."""

    version: str
    change: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question. Its words hold no placeholders: `text.nl_be` is a wording of its own, where Flemish differs.

    `dimension` is the scale that a scored item counts in: one of the six, or that of a module; `subdimension` the
    entry of the catalogue that it asks about. `pole` is "opposite" where agreeing says little of it: such an answer is
    turned (6 - answer) before anything is added up.
    """

    code: str
    dimension: str
    subdimension: str
    facet: str
    referent: str
    window: str
    scale: str
    scored: bool
    pole: Pole
    source: str
    pretest: Pretest
    translation: Translation
    text: Text
    history: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Items in the order in which they are asked. `reports`: the finest that may be told of the answers.

    `sha256` of its words by language, as `checksums.checksum` makes it: a changed word needs a new `version`.
    """

    id: str
    kind: FormKind
    label: Text
    reports: Reports
    minutes: int
    items: tuple[str, ...]
    version: str
    sha256: Mapping[Shown, str]


_Named = TypeVar("_Named", AnswerScale, Window, Referent, Form)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A bank of items with its forms. `untested` is what every report says until `is_tested`."""

    id: str
    version: str
    licence: str
    citation: str
    untested: Text
    not_applicable: Text
    rather_not: Text
    windows: tuple[Window, ...]
    referents: tuple[Referent, ...]
    scales: tuple[AnswerScale, ...]
    items: tuple[Item, ...]
    forms: tuple[Form, ...]

    @property
    def is_tested(self) -> bool:
        """Whether every item went through both rounds with people (docs/pretest.md)."""
        return all(item.pretest == "done" for item in self.items)

    def item(self, code: str) -> Item:
        found = next((item for item in self.items if item.code == code), None)
        if found is None:
            raise UnknownCode(code)
        return found

    def form(self, form_id: str) -> Form:
        return _named(self.forms, form_id)

    def scale(self, scale_id: str) -> AnswerScale:
        return _named(self.scales, scale_id)

    def referent(self, referent_id: str) -> Referent:
        return _named(self.referents, referent_id)

    def window(self, window_id: str) -> Window:
        return _named(self.windows, window_id)

    def asked(self, form_id: str) -> tuple[Item, ...]:
        """The items of a form, in order."""
        return tuple(self.item(code) for code in self.form(form_id).items)


def _named(things: tuple[_Named, ...], wanted: str) -> _Named:
    found = next((thing for thing in things if thing.id == wanted), None)
    if found is None:
        raise UnknownCode(wanted)
    return found

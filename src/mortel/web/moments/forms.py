"""Forms about one own moment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mortel.apps.moments.actions.marks import SLIDERS
from mortel.apps.moments.actions.moments import TEXT_LIMIT
from mortel.apps.moments.queries import PLACING_QUESTIONS, Entry
from mortel.pure.catalogue.kinds import Outcome
from mortel.pure.catalogue.references import family
from mortel.pure.catalogue.shapes import Item, Scale
from mortel.pure.catalogue.shipped import shipped
from mortel.web.own_text import OwnText
from mortel.web.words import Words, current

Data = QueryDict | None
TOO_LONG = _("This is too long: at most 10,000 characters. Shorten it, or make two of it.")


class LongText(OwnText):
    """At most TEXT_LIMIT characters, as the writer counts them."""

    default_error_messages = {"required": _("Nothing is written yet. Write one line.")}

    def to_python(self, value: str | None) -> str:
        text = super().to_python(value)
        if len(text) > TEXT_LIMIT:
            raise forms.ValidationError(TOO_LONG)
        return text


class TextForm(forms.Form):
    text = LongText(label=_("What did you come across?"), widget=forms.Textarea(attrs={"rows": 5}))
    revision = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """`before` is the answer that stood there when the page was made; a page of an older release does not send it."""

    text = LongText(required=False, widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}))
    before = LongText(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = question

    def stood_there(self) -> str | None:
        """The answer that this one was typed on top of, as `answer_prompt` wants to know it."""
        return self.cleaned_data["before"] if "before" in self.data else None


# field name -> (group of marks, question, several answers?)
DETAILS = {
    "activities": ("act", "mp.activities", True),
    "source": ("src", "mp.source", False),
    "form": ("form", "mp.form", False),
    "newness": ("nb", "mp.new_or_better", False),
}


Choices = list[tuple[str, Any]]


def with_clear(choices: Choices, chosen: object) -> Choices:
    """The choices, and a way to take the answer back once there is one; nothing looks chosen before that."""
    return [*choices, ("", _("Clear my choice"))] if chosen else choices


def offered(in_use: Iterable[Item], chosen: Collection[str]) -> list[Item]:
    """What can be chosen today, and what she chose before it was retired: saving once more takes nothing away."""
    items = {item.id: item for item in in_use}
    return [*items.values(), *(shipped().item(one) for one in chosen if one not in items)]


@dataclass(frozen=True, slots=True)
class GoodFor:
    """The chip of one group, and the chips that say it more precisely; folded until one of those is chosen."""

    whole: BoundWidget
    precise: list[BoundWidget]

    @property
    def is_open(self) -> bool:
        return any(chip.data["selected"] for chip in self.precise)


class DetailsForm(forms.Form):
    """Five questions with taps; every one may stay open. The last has groups, and outcomes in each of them (S-11)."""

    def __init__(self, data: Data = None, *, entry: Entry, words: Words) -> None:
        super().__init__(data)
        for name, (group, question, several) in DETAILS.items():
            self._ask(name, question, several=several, chosen=entry.chosen(group), words=words)
        chosen = [*entry.chosen("oc"), *entry.chosen("out")]
        self._ask(
            "outcome", "mp.outcome", several=True, chosen=chosen, words=words, also=shipped().current(Outcome)
        )

    def _ask(
        self,
        name: str,
        question: str,
        *,
        several: bool,
        chosen: list[str],
        words: Words,
        also: Iterable[Item] = (),
    ) -> None:
        asked = shipped().prompt(question)
        choices = words.choices(offered([*shipped().answers(asked), *also], chosen))
        kind = forms.MultipleChoiceField if several else forms.ChoiceField
        self.fields[name] = kind(
            required=False,
            initial=chosen if several else next(iter(chosen), ""),
            label=words.of(asked.label),
            help_text=words.of(asked.definition),
            choices=choices if several else with_clear(choices, chosen),
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
        )

    def good_for(self) -> list[GoodFor]:
        """The chips of the last question, group by group."""
        chips = {str(chip.data["value"]): chip for chip in self["outcome"]}
        precise: dict[str, list[BoundWidget]] = {one: [] for one in chips if family(one) == "oc"}
        for one, chip in chips.items():
            if family(one) == "out":
                precise[shipped().category_of(one).id].append(chip)
        return [GoodFor(chips[group], within) for group, within in precise.items()]

    def marks(self) -> dict[str, dict[str, None]]:
        """Group -> the marks chosen in it, of all questions but the last (see `mark_good_for`)."""
        chosen = {}
        for name, (group, _question, several) in DETAILS.items():
            value = self.cleaned_data[name]
            chosen[group] = dict.fromkeys(value if several else [value] if value else [])
        return chosen


class PlacingForm(forms.Form):
    """The plain questions of the classifier, each yes, no or skipped (S-02)."""

    def __init__(self, data: Data = None, *, entry: Entry, words: Words) -> None:
        given = entry.values("mp")
        initial = {
            self.name(q): {1: "yn.yes", 0: "yn.no"}.get(given.get(q, -1), "") for q in PLACING_QUESTIONS
        }
        initial["example"] = next(iter(entry.chosen("apart")), "")
        super().__init__(data, initial=initial)
        for question in PLACING_QUESTIONS:
            self._ask(self.name(question), question, words, initial[self.name(question)])
        self._ask("example", "mp.apart_example", words, initial["example"])

    @staticmethod
    def name(question: str) -> str:
        return question.removeprefix("mp.")

    def _ask(self, name: str, question: str, words: Words, chosen: str) -> None:
        asked = shipped().prompt(question)
        self.fields[name] = forms.ChoiceField(
            required=False,
            label=words.of(asked.label),
            help_text=words.of(asked.definition),
            choices=with_clear(words.choices(shipped().answers(asked)), chosen),
            widget=forms.RadioSelect,
        )

    def still_open(self, names: Collection[str]) -> list[str]:
        """The fields of these questions, which go by their names in `pure.placing`."""
        return [self.name(question) for question, name in PLACING_QUESTIONS.items() if name in names]

    def answers(self) -> dict[str, bool]:
        given = {q: self.cleaned_data[self.name(q)] for q in PLACING_QUESTIONS}
        return {question: value == "yn.yes" for question, value in given.items() if value}


class PlaceForm(forms.Form):
    """The owner's own choice of place; empty is a choice too."""

    place = forms.ChoiceField(
        required=False, widget=forms.RadioSelect, label=_("Where do you put it yourself?")
    )

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = words.choices(current("learning_map"))
        self.fields["place"].choices = [*places, ("", _("Nowhere on the map"))]  # type: ignore[attr-defined]


class WovennessForm(forms.Form):
    """Three sliders kept apart (S-05) and the overall position (S-04), 0-4, all optional."""

    def __init__(self, data: Data = None, *, entry: Entry, words: Words) -> None:
        values = entry.values("cm")
        by_hand = any(m.item == "cm.interwoven" and not m.proposed for m in entry.marks)
        initial: dict[str, int | str] = {self.name(item): value for item, value in values.items()}
        if not by_hand:
            initial["interwoven"] = ""
        super().__init__(data, initial=initial)
        for scale in current("continuum_markers"):
            if isinstance(scale, Scale):
                chosen = initial.get(self.name(scale.id), "")
                self.fields[self.name(scale.id)] = self._slider(scale, words, chosen)

    @staticmethod
    def name(item: str) -> str:
        return item.removeprefix("cm.")

    def _slider(self, scale: Scale, words: Words, chosen: object) -> forms.ChoiceField:
        by_answers = scale.id == "cm.interwoven"
        clear = _("I do not know, work it out") if by_answers else _("Clear my choice")
        steps: Choices = [(str(n), str(n)) for n in range(scale.low, scale.high + 1)]
        field = forms.ChoiceField(
            required=False,
            label=words.of(scale.definition),
            choices=[*steps, ("", clear)] if by_answers or chosen != "" else steps,
            widget=forms.RadioSelect,
        )
        # The words at either end of the row, for components/scale.html.
        field.low, field.high = words.of(scale.low_label), words.of(scale.high_label)  # type: ignore[attr-defined]
        return field

    def sliders(self) -> dict[str, int]:
        given = {item: self.cleaned_data[self.name(item)] for item in sorted(SLIDERS)}
        return {item: int(value) for item, value in given.items() if value}

    def by_hand(self) -> int | None:
        value = self.cleaned_data["interwoven"]
        return int(value) if value else None

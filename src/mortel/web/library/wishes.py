"""Filters of the library: wishes in the address, said again above what they found, and what comes nearest."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.functional import Promise

from mortel.web.library.labels import DOES_NOT_MATTER


class Wishes(forms.Form):
    """Questions of one answer each. An answer that does not exist asks nothing."""

    def offer(self, name: str, label: Any, choices: Iterable[Any]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=[DOES_NOT_MATTER, *choices], required=False
        )

    @property
    def wanted(self) -> dict[str, str]:
        """What was chosen, by the name of the question."""
        if not hasattr(self, "cleaned_data"):
            self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def called(self, name: str) -> str:
        """The chosen answer to one question, as the form words it."""
        answers = dict(_flat(self.fields[name].choices))  # type: ignore[attr-defined]
        return str(answers[self.wanted[name]])

    def chosen_words(self) -> list[str]:
        return [self.called(name) for name in self.wanted]


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, str | Promise]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def let_go(wanted: Mapping[str, str]) -> list[tuple[str, dict[str, str], str]]:
    """The same wishes with one let go: which one, the others, and the others as an address asks for them."""
    left = [(name, {one: value for one, value in wanted.items() if one != name}) for name in wanted]
    return [(name, others, urlencode(others)) for name, others in left]

"""Advice: when to do what. Every rule of the catalogue that is for this reader, by what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from mortel.pure.catalogue.entries import Addressee, Rule
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.labels import ADDRESSEES, POLARITIES
from mortel.web.library.reading import addressees_for, rules_for
from mortel.web.library.topics import topic_choices
from mortel.web.library.wishes import Wishes
from mortel.web.words import Words

# What holds for every topic: the dimension of the rule is None.
EVERYWHERE = "everywhere"


class AdviceFilter(Wishes):
    """What somebody asks of advice."""

    def __init__(self, data: Any, *, words: Words, addressees: set[Addressee]) -> None:
        super().__init__(data)
        self.offer("about", _("About"), [(EVERYWHERE, _("everywhere")), *topic_choices(words)])
        if len(addressees) > 1:
            whom = [(one, label) for one, label in ADDRESSEES.items() if one in addressees]
            self.offer("addressee", _("For whom"), whom)
        self.offer("polarity", _("Do or leave"), POLARITIES.items())

    def chosen(self, rules: Iterable[Rule]) -> list[Rule]:
        wanted = self.wanted.items()
        return [rule for rule in rules if all(_fits(rule, name, value) for name, value in wanted)]


def _fits(rule: Rule, name: str, value: str) -> bool:
    if name != "about":
        return bool(getattr(rule, name) == value)
    if value == EVERYWHERE:
        return rule.dimension is None
    return rule.dimension in shipped().with_parts(value)


@dataclass(frozen=True)
class Group:
    """The advice about one dimension and its parts, or with "" what holds everywhere; by whom it addresses."""

    about: str
    by_addressee: list[tuple[Addressee, list[Rule]]]


def _grouped(rules: list[Rule]) -> list[Group]:
    catalogue = shipped()
    heads = [*(dimension.id for dimension in catalogue.dimensions), ""]
    under: dict[str, list[Rule]] = {head: [] for head in heads}
    for rule in rules:
        under[catalogue.dimension_of(rule.dimension).id if rule.dimension else ""].append(rule)
    return [Group(head, _by_addressee(under[head])) for head in heads if under[head]]


def _by_addressee(rules: list[Rule]) -> list[tuple[Addressee, list[Rule]]]:
    split = [(one, [rule for rule in rules if rule.addressee == one]) for one in ADDRESSEES]
    return [(one, found) for one, found in split if found]


@require_GET
def advice(request: HttpRequest) -> HttpResponse:
    """All advice for this reader on one page, so that a link can point at one rule: `#R-057`."""
    words, addressees = Words(), addressees_for(request)
    form = AdviceFilter(request.GET, words=words, addressees=addressees)
    chosen = form.chosen(rules_for(request, shipped().current(Rule)))
    context = {
        "form": form,
        "number": len(chosen),
        "groups": _grouped(chosen),
        "is_for_several": len(addressees) > 1,
    }
    return render(request, "library/advice.html", context)

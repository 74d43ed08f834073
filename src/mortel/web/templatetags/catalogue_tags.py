"""Texts of the catalogue in a template: `{{ guide.label|in_words:words }}`."""

from collections.abc import Iterable

from django import template
from django.template import Context

from mortel.pure.catalogue.entries import Addressee, Computer, Effort, Level, Polarity
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.labels import ADDRESSEES, COMPUTERS, EFFORTS, LEVELS, POLARITIES
from mortel.web.library.places import address_of
from mortel.web.library.reading import can_open
from mortel.web.words import Words

register = template.Library()


@register.filter
def in_words(text: Text | None, words: Words) -> str:
    """The text in the language of the page with the organisation's words; nothing for a text that is not there."""
    return words.of(text)


@register.filter
def label_in(thing_id: str, words: Words) -> str:
    """What this id is called."""
    return words.called(thing_id)


@register.simple_tag(takes_context=True)
def page_for(context: Context, thing_id: str) -> str:
    """Where this reader can read about this id; "" for what stands on no page, or on one that is not hers."""
    thing = shipped().thing(thing_id)
    return address_of(thing) if can_open(context["request"], thing) else ""


@register.filter
def effort(name: Effort) -> str:
    """How much work a card is."""
    return str(EFFORTS[name])


@register.filter
def computer(name: Computer) -> str:
    """Whether a card needs a computer."""
    return str(COMPUTERS[name])


@register.filter
def levels(names: Iterable[Level]) -> str:
    """For whom, or about whom (S-157): `a person, a team`."""
    return ", ".join(str(LEVELS[name]) for name in names)


@register.filter
def polarity(name: Polarity) -> str:
    """Whether advice says to do or to leave something."""
    return str(POLARITIES[name])


@register.filter
def addressee(name: Addressee) -> str:
    """Whom advice addresses."""
    return str(ADDRESSEES[name])

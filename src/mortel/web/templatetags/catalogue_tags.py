"""Texts of the catalogue in a template: `{{ guide.label|in_words:words }}`."""

from django import template

from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.shipped import shipped
from mortel.web.library.places import address_of
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


@register.filter
def page_of(thing_id: str) -> str:
    """Where this id can be read; "" for what has no page of its own."""
    return address_of(shipped().thing(thing_id))

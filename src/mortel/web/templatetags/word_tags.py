"""Words of the organisation in the sentences of the screens: `{% own_words sentence %}`."""

from typing import Any

from django import template

from mortel.pure.catalogue.vocabulary import neutral
from mortel.pure.catalogue.words import fill
from mortel.web.words import shown_language

register = template.Library()


@register.simple_tag(takes_context=True)
def own_words(context: dict[str, Any], sentence: str) -> str:
    """The sentence with its placeholders (`{client.many}`) filled. One query for a page, however often it is used.

    A page made without a request, such as the one for when the server is away, has the neutral words.
    """
    shell = context.get("shell")
    return fill(str(sentence), shell.words.vocabulary if shell else neutral(shown_language()))

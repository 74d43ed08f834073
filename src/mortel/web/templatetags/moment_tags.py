"""What templates ask about an own text."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _

from mortel.web.moments.client_data import kinds_found

register = template.Library()


@register.simple_tag
def client_data_in(text: str) -> list[str]:
    """The kinds of client data this text seems to hold. Worked out when shown, never stored."""
    return kinds_found(text)


@register.filter
def in_a_row(words: Sequence[str]) -> str:
    """Words as one says them: "a", "a and b", "a, b and c". At least one word."""
    *first, last = words
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last

"""What templates ask about an own text."""

from django import template

from mortel.web.moments.client_data import kinds_found

register = template.Library()


@register.simple_tag
def client_data_in(text: str) -> list[str]:
    """The kinds of client data this text seems to hold. Worked out when shown, never stored."""
    return kinds_found(text)

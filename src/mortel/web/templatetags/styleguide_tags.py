"""What the style guide needs to show many components on one page."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.text import slugify

register = template.Library()

_HEADING = re.compile(r"<h([1-6])\b")
_FIXED_ID = re.compile(r'((?:id|labelledby)="error-summary(?:-title)?)(?=")')
_NAV_LABEL = re.compile(r'(<nav[^>]* aria-label="[^"]*)"')


@register.simple_block_tag
def sample(content: str, state: str = "") -> str:
    """One sample, with the state it is in above it. A component is made to stand on a page once: here it gives up
    what would trouble the page around it. It takes no focus, its ids and its name become its own, and its headings
    lie below the one of the guide."""
    own = content.replace(" autofocus", "")
    own = own.replace("<h1>", '<h2 class="sample__first">').replace("</h1>", "</h2>")
    own = _HEADING.sub(r'<h\1 aria-level="4"', own)
    own = _FIXED_ID.sub(rf"\1-{slugify(state)}", own)
    own = _NAV_LABEL.sub(rf'\1, {escape(state)}"', own)
    said = f'<p class="sample__state">{escape(state)}</p>' if state else ""
    # The content was made by the template engine, which escaped what needed it.
    return mark_safe(f'<div class="sample">{said}{own}</div>')  # noqa: S308

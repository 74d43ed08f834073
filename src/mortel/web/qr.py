"""An address as a square that a phone reads, drawn as plain SVG (no style attributes: our CSP allows none)."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(address: str) -> SafeString:
    """The QR code of an address of our own (never of anything typed), as inline SVG without a size of its own."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(svgclass=None, lineclass=None, omitsize=True))  # noqa: S308

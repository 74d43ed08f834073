"""An address as a square that a phone reads."""

import segno


def qr_image(address: str) -> str:
    """The QR code of an address, as the address of an SVG picture (our CSP allows `data:` for pictures)."""
    picture: str = segno.make(address, error="m", micro=False).svg_data_uri(border=2)
    return picture

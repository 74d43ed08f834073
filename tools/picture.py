"""A picture of a page with fewer bytes: at most 256 colours, which a page of text and flat bricks hardly exceeds."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGB, RGBA = 2, 6


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _unfiltered(filtered: bytes, *, height: int, stride: int, step: int) -> Iterator[bytes]:
    """The rows of the picture: PNG (second edition) section 9.2, filters 0 to 4."""
    above = bytearray(stride)
    for row in range(height):
        start = row * (stride + 1)
        kind, line = filtered[start], bytearray(filtered[start + 1 : start + 1 + stride])
        for i in range(stride) if kind else ():
            left = line[i - step] if i >= step else 0
            corner = above[i - step] if i >= step else 0
            if kind == 1:
                guess = left
            elif kind == 2:
                guess = above[i]
            elif kind == 3:
                guess = (left + above[i]) // 2
            else:
                guess = _paeth(left, above[i], corner)
            line[i] = (line[i] + guess) & 255
        yield bytes(line)
        above = line


def _paeth(left: int, above: int, corner: int) -> int:
    estimate = left + above - corner
    distances = (abs(estimate - left), abs(estimate - above), abs(estimate - corner))
    return (left, above, corner)[distances.index(min(distances))]


def _palette(colours: Counter[bytes]) -> dict[bytes, int]:
    """Each colour to one of at most 256: the commonest stay, every other takes the nearest of these."""
    kept = [colour for colour, _ in colours.most_common(256)]
    places = {colour: place for place, colour in enumerate(kept)}
    for colour in colours:
        if colour not in places:
            places[colour] = min(range(len(kept)), key=lambda place: _apart(colour, kept[place]))
    return places


def _apart(one: bytes, other: bytes) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def smaller(png: bytes) -> bytes:
    """The same picture (8 bits, no interlacing, as Chromium takes it) with a palette. Transparency is dropped."""
    parts = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    if depth != 8 or interlaced or kind not in (RGB, RGBA):
        raise ValueError("not a picture as Chromium takes it")
    step = 3 if kind == RGB else 4
    data = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
    rows = list(_unfiltered(data, height=height, stride=width * step, step=step))
    pixels = [[row[i : i + 3] for i in range(0, len(row), step)] for row in rows]
    places = _palette(Counter(colour for row in pixels for colour in row))
    kept = dict.fromkeys(places.values())
    table = {place: colour for colour, place in reversed(places.items())}
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    lines = b"".join(b"\0" + bytes(places[colour] for colour in row) for row in pixels)
    palette = b"".join(table[place] for place in sorted(kept))
    body = _chunk(b"IHDR", header) + _chunk(b"PLTE", palette) + _chunk(b"IDAT", zlib.compress(lines, 9))
    return SIGNATURE + body + _chunk(b"IEND", b"")

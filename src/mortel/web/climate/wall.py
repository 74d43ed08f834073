"""The wall (look.md): five bricks on leadership as their base, worked out here so that page, paper and slide draw one.

SVG breaks no lines, so the words of each brick are broken here by what their letters take at most on average.
`components/climate-wall.html` draws the result.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from mortel.pure.results.without import LEADERSHIP

# strong: solid. talk: outlined, with hatching beside the words. same: plain. joint: empty, with the reason in words.
State = Literal["strong", "talk", "same", "joint"]

SHARING, AUTONOMY, OPPORTUNITIES = "dim.sharing", "dim.autonomy", "dim.opportunities"
SPACE, SUPPORT = "dim.space", "dim.support"
SIX: Final = (LEADERSHIP, OPPORTUNITIES, SUPPORT, SPACE, SHARING, AUTONOMY)

_JOINT: Final = 8
_PADDING: Final = 15
# Half of the thickest line around a brick: without it that line would fall outside the drawing.
_EDGE: Final = 2
# The hatched strip of a brick to talk about; words never stand on it.
_HATCHING: Final = 24
# Width of a letter on average as a share of its size: the bold face of labels, the face of text.
_BOLD, _PLAIN = 0.57, 0.52
_LINE: Final = 1.25
_BETWEEN: Final = 8


@dataclass(frozen=True, slots=True)
class Brick:
    """What one brick says; `words` is never empty, for state alone must not carry anything."""

    id: str
    label: str
    words: str
    state: State


@dataclass(frozen=True, slots=True)
class TextLine:
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A brick in its place. `text_x` is where its lines begin."""

    brick: Brick
    x: int
    y: int
    width: int
    height: int
    text_x: int
    label: tuple[TextLine, ...]
    words: tuple[TextLine, ...]

    @property
    def left(self) -> int:
        return self.x + _EDGE

    @property
    def top(self) -> int:
        return self.y + _EDGE

    @property
    def across(self) -> int:
        return self.width - 2 * _EDGE

    @property
    def down(self) -> int:
        return self.height - 2 * _EDGE

    @property
    def strip(self) -> int:
        return _HATCHING


@dataclass(frozen=True, slots=True)
class Wall:
    """One drawing in its own units; `name` tells the two of a page apart."""

    name: str
    width: int
    height: int
    label_size: int
    words_size: int
    bricks: tuple[Laid, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Courses from top to bottom. Sizes are in units of the drawing."""

    name: str
    width: int
    label_size: int
    words_size: int
    courses: tuple[tuple[str, ...], ...]


WIDE: Final = Layout(
    "wide", 860, 22, 18, ((SHARING, AUTONOMY, OPPORTUNITIES), (SPACE, SUPPORT), (LEADERSHIP,))
)
NARROW: Final = Layout(
    "narrow", 340, 19, 16, ((SHARING,), (AUTONOMY,), (OPPORTUNITIES,), (SPACE,), (SUPPORT,), (LEADERSHIP,))
)


def walls(bricks: Iterable[Brick]) -> tuple[Wall, Wall]:
    """The wide one and the stacked one for phones. KeyError when one of the six is missing."""
    by_id = {brick.id: brick for brick in bricks}
    return laid(by_id, WIDE), laid(by_id, NARROW)


def laid(bricks: Mapping[str, Brick], layout: Layout) -> Wall:
    """Every course as wide as the wall and as high as its fullest brick."""
    placed: list[Laid] = []
    top = 0
    for course in layout.courses:
        row = _course([bricks[one] for one in course], top, layout)
        placed += row
        top += row[0].height + _JOINT
    return Wall(layout.name, layout.width, top - _JOINT, layout.label_size, layout.words_size, tuple(placed))


def _course(bricks: Sequence[Brick], top: int, layout: Layout) -> list[Laid]:
    width = (layout.width - _JOINT * (len(bricks) - 1)) // len(bricks)
    row = [_brick(brick, at * (width + _JOINT), top, width, layout) for at, brick in enumerate(bricks)]
    height = max(one.height for one in row)
    return [replace(one, height=height) for one in row]


def _brick(brick: Brick, x: int, y: int, width: int, layout: Layout) -> Laid:
    indent = _PADDING + (_HATCHING if brick.state == "talk" else 0)
    room = width - indent - _PADDING
    label = _broken(brick.label, room, layout.label_size, _BOLD, y + _PADDING)
    below = y + _PADDING + round(len(label) * layout.label_size * _LINE) + _BETWEEN
    words = _broken(brick.words, room, layout.words_size, _PLAIN, below)
    height = below - y + round(len(words) * layout.words_size * _LINE) + _PADDING
    return Laid(brick, x, y, width, height, x + indent, label, words)


def _broken(text: str, room: int, size: int, letter: float, top: int) -> tuple[TextLine, ...]:
    """Lines of at most this room, with the height of the foot of each."""
    lines = textwrap.wrap(text, max(1, int(room / (size * letter))))
    return tuple(TextLine(top + size + round(at * size * _LINE), line) for at, line in enumerate(lines))

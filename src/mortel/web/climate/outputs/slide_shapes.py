"""Slides in PowerPoint's own shapes: titles, lines, a bar, the wall, each with words for who does not see it."""

from collections.abc import Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_AUTO_SHAPE_TYPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Length, Pt

from mortel.web.climate.wall import Laid, Wall

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
# A face that every office computer has; ours would be replaced by any other.
_FACE: Final = "Arial"
_EDGE: Final = Inches(0.7)
_TITLE_FOOT, _TOP, _FOOT = Inches(1.3), Inches(1.65), Inches(6.75)
# Of the deck that python-pptx begins with: a title and nothing else.
_TITLE_ONLY: Final = 5
# Nobody reads smaller letters from the back of a room.
_TITLE, _TEXT, _FOOT_TEXT = Pt(32), Pt(20), Pt(12)
# Many lines share the slide by standing a little smaller.
_MANY_LINES, _MANY = 7, Pt(18)
# A letter of this face is so much wider than one of the wall's.
_NARROWER: Final = 0.85
# The constructor of this class is the one thing of python-pptx without types.
_colour: Any = RGBColor
_BLACK, _WHITE, _GREY = _colour(0, 0, 0), _colour(255, 255, 255), _colour(221, 221, 221)
# The joint under a title: the one accent of the house (look.md: brick).
_BRICK = _colour(158, 59, 37)


class Maker:
    """Adds one slide after the other; each carries the same foot."""

    def __init__(self, deck: Any, foot: str) -> None:
        self._deck = deck
        self._said = foot

    def lines(self, title: str, lines: Sequence[str]) -> None:
        slide = self._slide(title)
        self._words(slide, lines, _TOP, _MANY if len(lines) > _MANY_LINES else _TEXT)
        self._foot(slide)

    def share(self, title: str, share: float, said: str, lines: Sequence[str]) -> None:
        """A share of people as a bar, with the same in words."""
        slide = self._slide(title)
        width = WIDTH - 2 * _EDGE
        for name, part, fill in ((said, 1.0, _WHITE), ("", share, _GREY)):
            place = (_EDGE, _TOP, Emu(int(width * part)), Inches(0.7))
            _looks(_named(slide.shapes.add_shape(MSO_AUTO_SHAPE_TYPE.RECTANGLE, *place), name), fill)
        self._words(slide, lines, Inches(2.6), _TEXT)
        self._foot(slide)

    def wall(self, title: str, wall: Wall, said: str) -> None:
        """Every brick a shape with its own words, together one group."""
        slide = self._slide(title)
        each = min((WIDTH - 2 * _EDGE) / wall.width, (_FOOT - _TOP - Inches(0.15)) / wall.height)
        group = _named(slide.shapes.add_group_shape(), said)
        for one in wall.bricks:
            _brick(group.shapes, one, wall, each)
        self._foot(slide)

    def _slide(self, title: str) -> Any:
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[_TITLE_ONLY])
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = _EDGE, Inches(0.4), WIDTH - 2 * _EDGE, Inches(0.85)
        head.text_frame.text = title
        head.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        head.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        _letters(head.text_frame, _TITLE, bold=True)
        joint = slide.shapes.add_shape(
            MSO_AUTO_SHAPE_TYPE.RECTANGLE, _EDGE + Inches(0.1), _TITLE_FOOT, Inches(1.2), Pt(4)
        )
        _looks(_named(joint, ""), _BRICK)
        joint.line.fill.background()
        return slide

    def _foot(self, slide: Any) -> None:
        """Added last, so that it is read last."""
        self._words(slide, [self._said], _FOOT, _FOOT_TEXT)

    def _words(self, slide: Any, lines: Sequence[str], top: Length, size: Length) -> None:
        bottom = _FOOT if top < _FOOT else HEIGHT
        box = slide.shapes.add_textbox(_EDGE, top, WIDTH - 2 * _EDGE, Emu(bottom - top))
        frame = box.text_frame
        frame.word_wrap = True
        frame.text = lines[0] if lines else ""
        for line in lines[1:]:
            frame.add_paragraph().text = line
        for paragraph in frame.paragraphs:
            paragraph.space_after = Pt(8)
        _letters(frame, size)


def _brick(shapes: Any, one: Laid, wall: Wall, each: float) -> None:
    """As the page draws it: strong is grey, to talk about has a hatched strip, what is not shown a broken edge."""
    state = one.brick.state
    place = [Emu(int(side * each)) for side in (one.left, one.top, one.across, one.down)]
    place[0], place[1] = Emu(place[0] + _EDGE), Emu(place[1] + _TOP)
    shape = _named(
        shapes.add_shape(MSO_AUTO_SHAPE_TYPE.RECTANGLE, *place), f"{one.brick.label}: {one.brick.words}"
    )
    _looks(shape, _GREY if state == "strong" else _WHITE, broken=state == "joint")
    shape.line.width = Pt(3 if state in ("strong", "talk") else 1.25)
    if state == "talk":
        sides = (*place[:2], Emu(int(one.strip * each)), place[3])
        _hatched(_named(shapes.add_shape(MSO_AUTO_SHAPE_TYPE.RECTANGLE, *sides), ""))
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = Emu(int((one.text_x - one.left) * each))
    frame.text = one.brick.label
    frame.add_paragraph().text = one.brick.words
    points = each / Pt(1) * _NARROWER
    for paragraph, size, bold in zip(
        frame.paragraphs, (wall.label_size, wall.words_size), (True, False), strict=True
    ):
        _face(paragraph, Pt(size * points), bold=bold)


def _hatched(shape: Any) -> None:
    _looks(shape, _WHITE)
    shape.fill.patterned()
    shape.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
    shape.fill.fore_color.rgb, shape.fill.back_color.rgb = _BLACK, _WHITE


def _looks(shape: Any, fill: RGBColor, *, broken: bool = False) -> None:
    shape.shadow.inherit = False
    shape.fill.solid()
    shape.fill.fore_color.rgb = fill
    shape.line.color.rgb = _BLACK
    if broken:
        shape.line.dash_style = MSO_LINE_DASH_STYLE.DASH


def _named(shape: Any, said: str) -> Any:
    """With what a screen reader says of it; python-pptx has no word for that itself."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", said)
    return shape


def _letters(frame: Any, size: Length, *, bold: bool = False) -> None:
    for paragraph in frame.paragraphs:
        _face(paragraph, size, bold=bold)


def _face(paragraph: Any, size: Length, *, bold: bool) -> None:
    paragraph.font.size, paragraph.font.name, paragraph.font.bold = size, _FACE, bold
    paragraph.font.color.rgb = _BLACK

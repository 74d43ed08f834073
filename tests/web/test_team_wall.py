"""The drawing of the wall and the bars beside it: nothing falls outside, and no word is lost."""

import pytest

from mortel.web.climate.team_bars import WIDTH, bar
from mortel.web.climate.wall import LEADERSHIP, NARROW, SIX, WIDE, Brick, Layout, State, laid, walls

LONG = "Met cijfers van zo'n kleine groep is te veel over mensen te raden. Daarom tonen we alleen woorden."


def bricks(words: str = "geen verschil te zien", state: State = "same") -> dict[str, Brick]:
    return {one: Brick(one, "Leiding die meehelpt", words, state) for one in SIX}


@pytest.mark.parametrize("layout", [WIDE, NARROW])
def test_the_base_is_as_wide_as_the_wall_and_lies_under_everything(layout: Layout) -> None:
    wall = laid(bricks(), layout)
    base = next(one for one in wall.bricks if one.brick.id == LEADERSHIP)
    assert (base.x, base.width) == (0, wall.width)
    assert base.y + base.height == wall.height
    assert max(one.y for one in wall.bricks) == base.y


@pytest.mark.parametrize("layout", [WIDE, NARROW])
@pytest.mark.parametrize("state", ["strong", "talk", "same", "joint"])
def test_every_word_stands_inside_its_brick(layout: Layout, state: State) -> None:
    for one in laid(bricks(LONG, state), layout).bricks:
        assert " ".join(line.text for line in one.words) == LONG
        lines = [*one.label, *one.words]
        assert [line.y for line in lines] == sorted(line.y for line in lines)
        assert one.y < lines[0].y
        assert lines[-1].y < one.y + one.height
        # Half the size of a letter is what the widest of our faces takes on average.
        room = one.x + one.width - one.text_x
        assert all(len(line.text) * layout.words_size * 0.5 < room for line in one.words)


def test_bricks_of_a_course_are_equally_high_and_do_not_overlap() -> None:
    uneven = bricks() | {"dim.sharing": Brick("dim.sharing", "Kennis delen", LONG, "strong")}
    wall = laid(uneven, WIDE)
    for course in WIDE.courses:
        row = [one for one in wall.bricks if one.brick.id in course]
        assert len({(one.y, one.height) for one in row}) == 1
        assert all(a.x + a.width < b.x for a, b in zip(row, row[1:], strict=False))
        assert row[-1].x + row[-1].width <= wall.width


def test_both_drawings_of_a_page_hold_all_six() -> None:
    for wall in walls(bricks().values()):
        assert {one.brick.id for one in wall.bricks} == set(SIX)


def test_a_wall_with_a_brick_missing_is_not_drawn() -> None:
    with pytest.raises(KeyError):
        walls(list(bricks().values())[1:])


def test_a_bar_runs_from_low_to_high_with_the_score_in_it() -> None:
    drawn = bar(3.0, 2.0, 4.0, 5.0)
    assert drawn.x < drawn.at < drawn.x + drawn.width
    assert drawn.at == WIDTH / 2
    assert drawn.whole == WIDTH - 10


def test_an_interval_past_the_scale_ends_with_it() -> None:
    drawn = bar(4.9, 4.5, 5.3)
    assert drawn.x + drawn.width == WIDTH - 10
    assert drawn.whole is None

"""The group maker (S-121): every number of volunteers gives groups of four to six, or says that it cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.grouping import LARGEST, SMALLEST, groups_for


@pytest.mark.parametrize(
    ("volunteers", "sizes"),
    [
        (0, ()),
        (3, ()),
        (4, (4,)),
        (6, (6,)),
        (7, ()),
        (8, (4, 4)),
        (9, (5, 4)),
        (13, (5, 4, 4)),
        (17, (6, 6, 5)),
    ],
)
def test_so_many_volunteers_make_these_groups(volunteers: int, sizes: tuple[int, ...]) -> None:
    assert groups_for(volunteers) == sizes


@given(st.integers(min_value=8, max_value=5_000))
def test_from_eight_on_nobody_is_left_over(volunteers: int) -> None:
    sizes = groups_for(volunteers)
    assert sum(sizes) == volunteers
    assert all(SMALLEST <= size <= LARGEST for size in sizes)
    assert max(sizes) - min(sizes) <= 1


def test_fewer_than_none_is_a_mistake() -> None:
    with pytest.raises(ValueError):
        groups_for(-1)

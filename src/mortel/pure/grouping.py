"""Groups of volunteers that get something going (S-121): four to six people, none left over."""

from typing import Final

SMALLEST: Final = 4
LARGEST: Final = 6


def groups_for(volunteers: int) -> tuple[int, ...]:
    """Sizes of equal groups of four to six for so many people, the largest first; () when it cannot be done.

    It cannot with fewer than four, and not with seven. ValueError below nought.
    Source: S-121, one practitioner's experience with groups of 4 to 6; no study stands behind the numbers.
    """
    if volunteers < 0:
        raise ValueError("people cannot be fewer than none")
    number = -(-volunteers // LARGEST)
    if number == 0 or volunteers // number < SMALLEST:
        return ()
    size, over = divmod(volunteers, number)
    return (size + 1,) * over + (size,) * (number - over)

"""Drawing names and addresses that occur once."""

import unicodedata
from random import Random
from string import ascii_lowercase

from mortel.pure.demo.source import NameList

# Of a hundred women from a list with double names.
_DOUBLE = 6
# Letters that do not fall apart into a plain letter and an accent.
_PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ı": "i", "ø": "o"})


class Names:
    """Draws names; the same name, or two names with the same address, never come twice."""

    def __init__(self, lists: tuple[NameList, ...], rng: Random) -> None:
        self._lists, self._rng = lists, rng
        self._given: set[str] = set()

    def draw(self, *, women: int) -> tuple[str, str]:
        """A name and its address without domain; `women` is the chance, of a hundred, of a woman's name."""
        while True:
            first, surname = self._pair(self._rng.randrange(100) < women)
            # Of two surnames the first one stands in the address.
            local = f"{plain(first)}.{plain(surname.split('-')[0])}"
            if local not in self._given:
                self._given.add(local)
                return f"{first} {surname}", local

    def _pair(self, woman: bool) -> tuple[str, str]:
        rng = self._rng
        (chosen,) = rng.choices(self._lists, [names.weight for names in self._lists])
        surname = rng.choice(chosen.surnames)
        if woman and chosen.double and rng.randrange(100) < _DOUBLE:
            surname = "-".join(rng.sample(chosen.surnames, 2))
        return rng.choice(chosen.women if woman else chosen.men), surname


def plain(name: str) -> str:
    """The name as it stands in an address: small letters a-z."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_PLAIN)).lower()
    return "".join(sign for sign in decomposed if sign in ascii_lowercase)

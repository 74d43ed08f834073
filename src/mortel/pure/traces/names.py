"""Names after a form of address: mevrouw Jansen, dhr. K. van der Berg, familie El Idrissi.

Every pattern has fixed bounds, so reading is linear in the text.
"""

import re
from collections.abc import Iterator
from typing import Final

from mortel.pure.traces.shapes import Span

# A word written in full ends no name with its full stop: "Ik hielp meneer. Buiten regende het."
_TITLE = re.compile(
    r"(?<!\w)(?:(?:(?i:mevrouw|meneer|mijnheer|juffrouw|de heer|familie)|Miss)\s{1,2}"
    r"|(?:(?i:mevr|mvr|mw|dhr|mnr|fam)|Mrs|Mr|Ms)(?:\.\s{0,2}|\s{1,2})|[hH]r\.\s{0,2})"
)
_SMALL_WORDS = (
    r"(?:(?:(?i:van de[rn]?|van het|van 't|van|von der|von|vd|v\.d\.|den|der|de la|de|di|du|da|la|le|ter|ten"
    r"|te|'t|el|al|ben|bin|ait|aït) |'s-){0,2})"
)
_INITIALS = r"(?:[^\W\d_]{1,2}\.){1,5}"
_FULL = r"(?:[dlDLO]')?[^\W\d_]\w{0,40}"
_FIRST = re.compile(rf"{_SMALL_WORDS}(?P<word>{_INITIALS}|{_FULL})")
_NEXT = re.compile(rf"(?: |-| - ){_SMALL_WORDS}(?P<word>{_INITIALS}|{_FULL})")
_MOST_FURTHER_WORDS: Final = 3

# With a capital at the start of a sentence, after "mw." or in a text in capitals.
_SENTENCE_WORDS: Final = """
aan af al alle alles als bij daar daarna daarom dan dat de deze die dit dus echt een eerst en er
eten even gaat gaf geen geeft ging had haar heb hebben heeft hem het hier hij hoe hun ik in is ja je
jij kan kon kreeg kwam lag lukte maar mag mee met mijn misschien moest moet morgen na naar nadat nee
net niemand niet nog nu of om omdat ook op over pas samen sinds soms straks te tegen terwijl toch
toen tot tijdens uit van vanaf vandaag vanmiddag vanmorgen vanochtend veel verder volgens voor vond
vraagt vroeg waar waarom wanneer was wat we weer wel wie wij wil wilde wist zag zat ze zegt zei zelf
zich zij zijn zo zodat zonder zou
a after and at but did had has he her his if it my not on so that the then there they this to today
we when while with you your
"""
# A place, a day or an abbreviation of care: "meneer van Kamer 12", "bij mevrouw ADL gedaan".
_OTHER_WORDS: Final = """
afdeling boven beneden etage gang huis huiskamer kamer verdieping vleugel woning
gisteren maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
adl copd cva ecd epd ggz hb ic icf ivm mdo mic pg rr sv tia tv vim wc
"""
_NO_NAMES: Final = frozenset((_SENTENCE_WORDS + _OTHER_WORDS).split())


def find_names(text: str) -> Iterator[Span]:
    """Names in `plain` text, with their form of address; "mevrouw wilde" or "meneer van kamer 12" is none."""
    for title in _TITLE.finditer(text):
        end = _name_end(text, title.end())
        if end is not None:
            yield Span("name", title.start(), end)


def _name_end(text: str, start: int) -> int | None:
    first = _FIRST.match(text, start)
    if first is None or not _is_name(first["word"]):
        return None
    end = first.end()
    for _ in range(_MOST_FURTHER_WORDS):
        further = _NEXT.match(text, end)
        if further is None or not _is_name(further["word"]):
            break
        end = further.end()
    return end


def _is_name(word: str) -> bool:
    """A capital, and no word that has one for another reason."""
    bare = word.rstrip(".").lower()
    letters = word.lstrip("dl'")
    return letters[:1].isupper() and bare not in _NO_NAMES

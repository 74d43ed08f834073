"""The words of a text, and which of them say nothing about what it is about."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from mortel.pure.catalogue.words import Language

_WORD = re.compile(r"[^\W_]+(?:['’&][^\W_]+)*")
_GENITIVE = re.compile(r"['’]\w{1,2}$")

_DUTCH = """
    aan achter af al alles als bij binnen dan dat de deze die dit doe doen doet door dus een eens
    eigenlijk elk elke en er erbij ervan ga gaan gaat geen graag haar had heb hebben hebt heeft hem hen
    het hij hoe hun iets ik in is ja je jij jou jouw jullie kan kon kun kunnen kunt laat laten maak maakt
    maar mag maken me mee men met mij mijn moet moeten mogen na naar net niet niets niks nog nou nu of om
    omdat onder ons onze ook op over per te tegen toch toe tot tussen u uit uw van vanaf voor vooral waar
    waaraan waarbij waarin waarmee waarom waarop waarover waarvan wanneer want waren was wat we wel welk
    welke werd wij wil willen wilt worden wordt zal ze zich zij zijn zo zoals zodat zou zouden
"""
_ENGLISH = """
    a about also am an and any are as at be been but by can could did do does for from get gets had has
    have having he her here hers him his how i if in into is it its just let like make me might must my no
    not of on only or other our over per she should so some such than that the their them then there these
    they this those to too us very was we were what when where which while whom whose why will with would
    you your
"""
STOP_WORDS: Final[dict[Language, frozenset[str]]] = {
    "nl": frozenset(_DUTCH.split()),
    "en": frozenset(_ENGLISH.split()),
}

# Pronouns, words of number and place, and verbs that go with everything. They say little, yet more than nothing:
# zelf in "zelf roosteren", wie in "wie weet wat".
_FAINT_DUTCH = """
    aanpak aanpakken alleen allemaal allerlei alsof altijd ander andere anderen anders beetje begin
    beginnen begint bepaald bepaalde beter bezig bijna blijf blijft blijven brengen brengt buiten daar
    dagelijks dagen denk denken denkt dezelfde ding dingen dus echt eerst eerste eigen elkaar elkaars
    enkele erg ergens eventueel fijn gebeurt gebruik gebruiken gebruikt geef geeft gestuurd geven gewoon
    goed goede graag groot grote haal halen hangt heel heen heet hele helemaal heten hetzelfde hier
    hierbij hoeveel hoge hoog hoort horen hou houden houdt ieder iedereen iemand iets jaar klaar klein
    kleine kom komen komt kort korte kreeg krijg krijgen krijgt laag laatste lage lang lange last later
    leg leggen leuk liggen ligt lijken lijkt loopt lopen lukken lukt maal maand makkelijk man manier meer
    meestal mens mensen meteen minder misschien moeilijk mogelijk morgen neem neemt nemen nergens niemand
    nodig noemen noemt nooit oud oude overal paar pak pakken probeer probeert regelmatig samen snel
    sneller sommige sommigen soms soort speelt spelen sta staan staat steeds straks sturen stuurt telkens
    terug tevens tijdens vaak vandaag vast veel verder verschillende via vind vinden vindt volgend
    volgende volgens vorig vorige vroeger vrouw wanneer wat week weer weet weg weinig welkom werk werken
    werkt weten wie zeer zelf zelfde zelfs zet zetten zie zien ziet zit zitten zoek zoeken zoekt zomaar
    zonder zorg zorgen zorgt zowel
"""
_FAINT_ENGLISH = """
    all almost alone always anybody anyone anything away because become becomes before begin begins better
    big bit both bring brings call called certain daily day days during each enough even every everybody
    everyone everything everywhere few find finding first give gives giving go goes going good happen
    happens high keep kept last leads led less lie lies little long look looking lot low man many
    maybe month more most much need needs never next nice nobody none nowhere often old one out own people
    possible previous put quite rather really regular run runs same see seem seems sees several short show
    shown shows since small somebody someone something sometimes somewhere start starts stay stays still
    take takes tell tells there thing things today together told tomorrow up use used using usually want
    wants way ways week well whether who whole without woman work working works year
"""
FAINT_WORDS: Final[dict[Language, frozenset[str]]] = {
    "nl": frozenset(_FAINT_DUTCH.split()),
    "en": frozenset(_FAINT_ENGLISH.split()),
}
# What a Dutch verb can be parted from: levert ... op, vindt ... uit.
PARTICLES: Final[dict[Language, frozenset[str]]] = {
    "nl": frozenset(
        (
            "aan",
            "achter",
            "af",
            "bij",
            "door",
            "in",
            "mee",
            "na",
            "om",
            "onder",
            "op",
            "over",
            "samen",
            "tegen",
        )
        + ("terug", "toe", "uit", "vast", "voor", "weg")
    ),
    "en": frozenset(),
}


def words_in(text: str) -> list[str]:
    """The words in reading order, in small letters and without accents; a hyphen parts words, a genitive 's goes.

    "Collega's vóór 't overleg: HR-adviseur" gives collega, voor, t, overleg, hr, adviseur.
    """
    return [_GENITIVE.sub("", word) for word in _WORD.findall(_plain(text))]


def telling(words: Iterable[str], language: Language) -> list[str]:
    """The words that say what a text is about: no stop words, no single signs."""
    return [word for word in words if len(word) > 1 and word not in STOP_WORDS[language]]


def _plain(text: str) -> str:
    """Small letters without accents (Unicode NFKD, marks taken off)."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign)
    )

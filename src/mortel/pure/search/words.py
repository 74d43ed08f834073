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

# Pronouns, words of number and place, verbs that go with everything, and the people and places of every question at
# work. They say little, yet more than nothing: zelf in "zelf roosteren", wie in "wie weet wat". However seldom such a
# word stands in our few texts, it is no rare word. Compared by stem: one form is enough.
_FAINT_DUTCH = """
    aanbieden aanpak aanpakken acht afdeling alleen allemaal allerlei alsof altijd ander anders
    baten bedrijf bedrijven beetje begin beginnen begrijpen bekijken bepaald beter betrekken bevorderen
    bezig bijna blijven brengen buiten collega daar dag dagelijks denken dezelfde dienst ding drie echt
    eerst eigen eind einde elkaar enkel erg ergens ervoor even eventjes eventueel fijn
    gebeuren gebruiken gelden gestuurd geven gewoon goed groep groot haal halen hangen heel heen
    helemaal heten hetzelfde hier hoeveel hoog hopen horen houden ieder iedereen iemand instelling jaar
    kant keer klaar klein komen kort kreeg krijgen laag laatst lang last later leggen leuk liggen lijken
    lopen lukken maal maand makkelijk man manier medewerker meekrijgen meer meestal mens meteen minder
    misschien moeilijk mogelijk morgen neem negen nemen nergens niemand nieuws nodig noemen nooit omgaan
    onderwerp ooit opzetten organisatie oud overal paar pakken plaats plek probeer punt raken regelmatig
    samen situatie snappen snel sommige soms soort spelen staan starten steeds stellen stimuleren straks
    sturen team telkens terecht terug thans thema tien tijdens twee vaak vandaag vast veel verder
    vergroten verhogen verschillend versterken via vier vijf vinden volgend volgens voorkomen vorig vorm
    vroeger vrouw waardoor week weer weg weinig welkom werk werken weten wie zaak zaken zeer zelf
    zelfs zes zetten zeven zien zitten zoeken zomaar zonder zorg zorgen zowel
"""
_FAINT_ENGLISH = """
    all alone always another anybody anyone anything away because before begin better bit boost bring call
    certain colleague company day during each easy eight else employee enough even every everybody
    everyone everything few find first five foster four give go good group happen hard high hope
    increase keep less lie little long look lot low man many maybe moment month more most much need never
    next nine nobody none nowhere often old one organisation out own people person place possible previous
    put quite rather really regular run same see seem seven several short show since situation six small
    somebody someone something sometimes somewhere start stay still stimulate strengthen subject take team
    tell ten thing three today together tomorrow topic two up use usual visit want way week well
    whether who whole woman work year
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

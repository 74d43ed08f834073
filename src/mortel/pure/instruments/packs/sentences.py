"""Every sentence about a file of others, in Dutch and English; `sentence` puts the values in."""

from typing import Final

from mortel.pure.catalogue.shapes import Text

_SHOWN_LENGTH: Final = 40

# Why a file is refused.
TOO_BIG: Final = Text(
    nl="Dit bestand is groter dan 1 MB. Stuur alleen de vragenlijst.",
    en="This file is larger than 1 MB. Send the questionnaire only.",
)
EMPTY: Final = Text(nl="Dit bestand is leeg.", en="This file is empty.")
UNKNOWN_KIND: Final = Text(
    nl="Dit soort bestand lezen we niet. Kies een bestand .toml, .lss of .csv.",
    en="We cannot read this kind of file. Choose a .toml, .lss or .csv file.",
)
UNREADABLE: Final = Text(
    nl="De letters in dit bestand zijn niet te lezen. Bewaar het als UTF-8.",
    en="The letters in this file cannot be read. Save it as UTF-8.",
)
BROKEN_TOML: Final = Text(
    nl="Dit bestand is geen goede TOML. Kijk naar regel %(line)s.",
    en="This file is not valid TOML. Look at line %(line)s.",
)
WRONG_KIND: Final = Text(
    nl="Achter “%(key)s” staat niet wat er moet staan. Kijk in de uitleg hoe je het schrijft.",
    en="What stands at “%(key)s” does not belong there. See the instructions for how to write it.",
)
BROKEN_XML: Final = Text(
    nl="Dit bestand is beschadigd. Exporteer het opnieuw uit LimeSurvey.",
    en="This file is damaged. Export it from LimeSurvey again.",
)
UNSAFE_XML: Final = Text(
    nl="In dit bestand staat een regel met DOCTYPE. Haal die weg.",
    en="This file has a line with DOCTYPE. Remove it.",
)
NO_SURVEY: Final = Text(
    nl="In dit bestand staat geen vragenlijst van LimeSurvey. Exporteer de structuur als .lss.",
    en="This file holds no LimeSurvey questionnaire. Export the structure as .lss.",
)
NO_HEADER: Final = Text(
    nl="Er is geen regel die met “code” begint. Zet daar de namen van de kolommen.",
    en="No line begins with “code”. Put the names of the columns there.",
)
BROKEN_ROW: Final = Text(
    nl="In regel %(row)s staat een aanhalingsteken te veel of te weinig.",
    en="Row %(row)s has a quotation mark too many or too few.",
)
NO_LICENCE: Final = Text(
    nl="Er staat geen licentie in dit bestand. Vraag de makers of je de vragen mag gebruiken.",
    en="This file names no licence. Ask the authors whether you may use the questions.",
)
NO_TITLE: Final = Text(
    nl="De vragenlijst heeft geen titel. Zet die erbij.", en="The questionnaire has no title. Add one."
)
NO_ITEMS: Final = Text(
    nl="Er is geen vraag met vijf antwoorden in dit bestand.",
    en="This file has no question with five answers.",
)
TOO_MANY_ITEMS: Final = Text(
    nl="Er staan meer dan %(limit)s vragen in dit bestand. Kies er minder.",
    en="This file has more than %(limit)s questions. Choose fewer.",
)
BAD_NAME: Final = Text(
    nl="“%(name)s” kan geen naam zijn bij “%(key)s”. Gebruik alleen letters, cijfers en streepjes.",
    en="“%(name)s” cannot be a name at “%(key)s”. Use letters, digits and hyphens only.",
)
DOUBLE_CODE: Final = Text(
    nl="De code “%(code)s” komt twee keer voor. Gebruik elke code één keer.",
    en="The code “%(code)s” comes twice. Use every code once.",
)
CODE_OF_THE_BANK: Final = Text(
    nl="De code “%(code)s” hoort bij een vraag van Mortel. Kies een andere.",
    en="The code “%(code)s” belongs to a question of Mortel. Choose another.",
)
NOT_FIVE: Final = Text(
    nl="Bij “%(scale)s” staan geen vijf verschillende antwoorden. Vragen met vijf antwoorden kunnen mee.",
    en="“%(scale)s” does not have five different answers. Only questions with five can be asked.",
)
NO_SCALE: Final = Text(
    nl="De vraag “%(code)s” noemt antwoorden die er niet zijn: “%(scale)s”.",
    en="Question “%(code)s” names answers that do not exist: “%(scale)s”.",
)
NO_POLE: Final = Text(
    nl="Bij de vraag “%(code)s” moet pole “with” of “opposite” zijn.",
    en="The pole of question “%(code)s” must be “with” or “opposite”.",
)
UNKNOWN_OPPOSITE: Final = Text(
    nl="“%(code)s” staat bij de omgekeerde vragen. Die vraag is er niet.",
    en="“%(code)s” is listed as an opposite question. There is no such question.",
)
NO_LANGUAGE: Final = Text(
    nl="Deze vragen zijn niet in het Nederlands of het Engels.",
    en="These questions are neither in Dutch nor in English.",
)
NO_WORDS: Final = Text(
    nl="Bij “%(place)s” ontbreekt de tekst in de taal “%(language)s”.",
    en="“%(place)s” has no text in the language “%(language)s”.",
)
TOO_LONG: Final = Text(
    nl="De tekst bij “%(place)s” is langer dan %(limit)s tekens. Maak hem korter.",
    en="The text at “%(place)s” is longer than %(limit)s characters. Make it shorter.",
)
PLACEHOLDER: Final = Text(
    nl="Bij “%(place)s” staat iets tussen accolades. Schrijf het woord zelf.",
    en="“%(place)s” holds something in braces. Write out the word itself.",
)
MARKUP: Final = Text(
    nl="Bij “%(place)s” staat opmaak die niet klopt. Haal de opmaak weg.",
    en="“%(place)s” holds broken markup. Remove the markup.",
)

# What was left out or filled in, and does not stop anybody.
SKIPPED: Final = Text(
    nl="De vraag “%(code)s” is overgeslagen: %(kind)s past niet in een ronde.",
    en="Question “%(code)s” was left out: %(kind)s does not fit in a round.",
)
CONDITION: Final = Text(
    nl="De vraag “%(code)s” kwam alleen na een bepaald antwoord. Hier krijgt iedereen haar.",
    en="Question “%(code)s” was asked only after a certain answer. Here everybody gets it.",
)
OTHER_LANGUAGE: Final = Text(
    nl="De taal “%(language)s” is overgeslagen.", en="The language “%(language)s” was left out."
)
UNREAD: Final = Text(nl="“%(key)s” kennen we niet en lezen we niet.", en="We do not know or read “%(key)s”.")
NO_VERSION: Final = Text(
    nl="Er staat geen versie in het bestand. We noemen het versie 1.",
    en="The file names no version. We call it version 1.",
)
NO_CITATION: Final = Text(
    nl="Er staat niet bij hoe je de makers noemt. We noemen de titel.",
    en="The file does not say how to cite it. We give the title.",
)
MORE: Final = Text(nl="En nog %(number)s opmerkingen.", en="And %(number)s more remarks.")
POLES_UNKNOWN: Final = Text(
    nl="LimeSurvey zegt niet welke vragen omgekeerd zijn. Nu telt elke vraag zoals ze er staat.",
    en="LimeSurvey does not say which questions are reversed. Now each counts as it stands.",
)


def sentence(text: Text, **values: object) -> Text:
    """The sentence with its values, each on one line and cut short: they come out of somebody's file."""
    shown = {name: _shortened(str(value)) for name, value in values.items()}
    return Text(nl=text.nl % shown, en=text.en % shown)


def _shortened(value: str) -> str:
    line = " ".join("".join(sign for sign in value if sign.isprintable() or sign.isspace()).split())
    return line if len(line) <= _SHOWN_LENGTH else f"{line[: _SHOWN_LENGTH - 1]}…"

"""Every text an employee can meet is plain: short sentences, common words, je, and nothing about learning."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from mortel.apps.people.models import Organisation
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.texts import texts_in
from mortel.pure.catalogue.words import Language
from tests.cast import Cast
from tests.house import plain_dutch as plain

DUTCH = plain.screens("nl")
ENGLISH = plain.screens("en")


def test_all_screens_of_employees_are_looked_at() -> None:
    rooms = {
        "account",
        "ballot",
        "components",
        "frame",
        "guidance",
        "kiosk",
        "me",
        "moments",
        "privacy",
        "pwa",
        "today",
    }
    mails = {"mail: start", "mail: reset", "mail: new_address", "mail: round"}
    lists = {"catalogue: moment_prompts", "catalogue: activities", "own log and roles", "words of Django"}
    assert rooms | mails | lists <= DUTCH.keys()
    assert DUTCH.keys() == ENGLISH.keys()
    assert all(len(texts) > 1 for texts in DUTCH.values())


@pytest.mark.parametrize(
    ("file", "screen"),
    [
        ("web/templates/today/today.html", "today"),
        ("web/today/views.py", "today"),
        ("web/templates/base.html", "frame"),
        ("web/shell.py", "frame"),
        ("apps/people/templates/mail/start.txt", "mail: start"),
        ("apps/people/choices.py", "own log and roles"),
        ("web/templates/office/people.html", ""),
        ("web/office/views.py", ""),
        ("web/templates/guidance/definition.html", ""),
        ("console/management/commands/demo.py", ""),
    ],
)
def test_each_file_belongs_to_a_screen(file: str, screen: str) -> None:
    assert plain.screen_of(file) == screen


@pytest.mark.parametrize("screen", DUTCH)
def test_the_dutch_of_a_screen_is_plain(screen: str) -> None:
    found = plain.faults(DUTCH[screen])
    assert not found, "\n".join(found)


@pytest.mark.parametrize("screen", DUTCH)
def test_a_screen_reads_easily(screen: str) -> None:
    assert plain.average_length(DUTCH[screen]) <= plain.AVERAGE
    assert plain.flesch_douma(DUTCH[screen]) >= plain.FLESCH_DOUMA


def test_all_screens_together_read_easily() -> None:
    scores = [plain.flesch_douma(texts) for texts in DUTCH.values()]
    assert sum(scores) / len(scores) >= 70


@pytest.mark.parametrize("screen", ENGLISH)
def test_the_english_of_a_screen_keeps_to_the_same_words(screen: str) -> None:
    found = plain.english_faults(ENGLISH[screen])
    assert not found, "\n".join(found)


# The two lists of words -----------------------------------------------------------------------------------------


def test_every_explained_word_is_rare_in_use_and_has_a_reason() -> None:
    used = {
        word.lower() for texts in DUTCH.values() for s in plain.sentences(texts) for word in plain.words(s)
    }
    for word, reason in plain.explained_words().items():
        assert reason.strip()
        assert word in used, f"{word} is on no screen"
        assert not plain.is_common(word), f"{word} needs no explanation"
        assert not plain.is_compound(word), f"{word} needs no explanation"


def test_every_marked_word_says_what_to_use_instead() -> None:
    marked = plain.marked_words()
    first = {
        "klus",
        "baan",
        "poosje",
        "werkoverleg",
        "jobrotatie",
        "functieroulatie",
        "oppakken",
        "thuisraken",
    }
    assert first <= marked.keys()
    assert all(instead.strip() for instead in marked.values())
    assert not set(marked) & set(plain.explained_words())


def test_no_dutch_text_of_the_catalogue_sounds_like_one_country() -> None:
    """Also texts that no employee meets, the terms of the sources left out; what Belgium says in its own way (`nl-BE`)
    stands in the overlay."""
    found = [
        f"{located.id} {located.key}: {instead}: {sentence}"
        for located in texts_in(shipped())
        if located.key != "technical"
        for sentence in plain.sentences([located.text.in_language("nl", plain.SOMEBODY["nl"])])
        for instead in plain.said_in_one_country(sentence)
    ]
    assert not found, "\n".join(found)


# Each rule catches what it is for -------------------------------------------------------------------------------

TWENTY_ONE = "Je schrijft op wat je zag en " + "wat je deed en " * 3 + "wat je zei in het huis."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TWENTY_ONE, "longer than 20 words"),
        ("Wat heb je hier geleerd?", "a form of leren"),
        ("Je leert elke dag.", "a form of leren"),
        ("De lerende organisatie.", "a form of leren"),
        ("Doe mee aan deze leeractiviteit.", "a form of leren"),
        ("Informeel leren doe je zo.", "a form of leren"),
        ("Je antwoord is anoniem.", "never promise anonymity"),
        ("We bewaren geanonimiseerde tekst.", "never promise anonymity"),
        ("Het is succesvol bewaard.", "succesvol"),
        ("Wat kwam u tegen?", "je, not u"),
        ("Dit is uw moment.", "je, not u"),
        ("Goed gedaan!", "an exclamation mark"),
        ("De tekst wordt bewaard en kan later worden gewist.", "more than one worden"),
        ("Dit is een heuristisch model.", "rare, not explained: heuristisch"),
        ("Pak deze klus aan.", "say taak"),
        ("Vertel het in het werkoverleg.", "say overleg"),
        ("Wat ga je oppakken?", "say aanpakken"),
        ("Vraag het je mentor.", "say {mentor}"),
    ],
)
def test_a_planted_fault_is_caught(text: str, said: str) -> None:
    assert any(fault.startswith(said) for fault in plain.faults([text]))


def test_plain_dutch_passes() -> None:
    texts = ["Wat kwam je tegen? Wat zocht je uit, wat ging ineens beter?", "Bewaar", "Vraag {mentor}."]
    assert plain.faults(texts) == []


def test_controleren_and_proberen_are_not_leren() -> None:
    assert plain.faults(["Je kunt het controleren en opnieuw proberen."]) == []


@pytest.mark.parametrize("word", ["startkaart", "reservekopie", "personeelslijst", "uitzocht"])
def test_a_compound_of_common_parts_passes(word: str) -> None:
    assert not plain.is_common(word)
    assert plain.is_compound(word)


@pytest.mark.parametrize(
    "text", ["What did you learn?", "A learning moment.", "This is anonymous.", "Well done!"]
)
def test_a_planted_fault_in_english_is_caught(text: str) -> None:
    assert plain.english_faults([text])


def test_policy_language_is_too_hard() -> None:
    text = (
        "De implementatie van organisatiebrede kwaliteitsactiviteiten vereist beleidsmatige verantwoording."
    )
    assert plain.flesch_douma([text]) < plain.FLESCH_DOUMA


def test_long_sentences_are_too_long_on_average() -> None:
    assert plain.average_length(["een " * 16, "een " * 16]) > plain.AVERAGE


# The privacy page -----------------------------------------------------------------------------------------------


class Skeleton(HTMLParser):
    """The tags of a page in order, with the ids of headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs).get("id") or ""))


def variables(language: Language) -> list[str]:
    source = (settings.PACKAGE / "web" / "templates" / "privacy" / f"text-{language}.html").read_text()
    return re.findall(r"\{\{ ([\w.]+)|\{% if ([^%]+?) %\}", source)


def test_both_privacy_texts_have_the_same_headings_and_blocks() -> None:
    for named in (True, False):
        dutch, english = (
            Skeleton(plain.privacy_page(language, named=named)).tags for language in ("nl", "en")
        )
        assert dutch == english
    assert [id_ for tag, id_ in dutch if tag == "h2"][:3] == ["kort", "bewaren", "wie-ziet-wat"]


def test_both_privacy_texts_name_the_same_live_values() -> None:
    assert sorted(variables("nl")) == sorted(variables("en"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_privacy_text_holds_no_number_that_is_a_setting(language: Language) -> None:
    source = (settings.PACKAGE / "web" / "templates" / "privacy" / f"text-{language}.html").read_text()
    written = set(re.findall(r"\b\d+\b", re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", "", source)))
    assert written == {"60"}  # seconds on a shared device: held by its script


def test_the_seconds_on_a_shared_device_are_those_of_its_script() -> None:
    script = settings.PACKAGE / "web" / "static" / "mortel" / "js" / "kiosk.js"
    assert "IDLE = 60_000" in script.read_text()


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_the_privacy_page_shows_the_settings_of_this_installation(settings: Any) -> None:
    settings.RETENTION = settings.RETENTION | {"backup": 21}
    settings.START_LINK_DAYS = 13
    page = Client().get("/privacy/").content.decode()
    assert "hoogstens 21 dagen" in page
    assert "13 dagen" in page
    assert "Zorggroep De Waddenkant heeft nu 1 beheerder." in page
    assert "Autoriteit Persoonsgegevens" in page


@pytest.mark.django_db
def test_the_privacy_page_follows_country_sector_and_own_words(cast: Cast) -> None:
    nl = {"singular": "hoofdverpleegkundige", "plural": "hoofdverpleegkundigen", "article": "de"}
    words = {"leidinggevende": {"nl": nl}}
    Organisation.objects.update(country="BE", sector="government", vocabulary=words)
    page = Client().get("/privacy/").content.decode()
    assert "Gegevensbeschermingsautoriteit" in page
    assert "Autoriteit Persoonsgegevens" not in page
    assert "VIM" not in page
    assert "Je hoofdverpleegkundige, HR" in page
    assert "iemand van je overlegcomité" in page
    assert "Het overlegcomité" in page


@pytest.mark.django_db
def test_the_privacy_page_is_there_in_english_and_when_signed_in(
    cast: Cast, signed_in: Callable[[Any], Client]
) -> None:
    client = signed_in(cast.marit)
    client.cookies["language"] = "en"
    page = client.get("/privacy/").content.decode()
    assert "Only you can read what you write down." in page
    assert "Your team lead, HR" in page


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_privacy_page_lists_all_its_sections_after_the_short_one(language: Language) -> None:
    client = Client()
    client.cookies["language"] = language
    page = client.get("/privacy/").content.decode()
    contents = page.split('<nav class="contents"')[1].split("</nav>")[0]
    linked = re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', contents)
    headings = re.findall(r'<h2 id="([\w-]+)">([^<]+)</h2>', page)
    assert (headings[0][0], linked) == ("kort", headings[1:])
    assert len(linked) > 10
    assert page.index("<h2 ") < page.index('<nav class="contents"') < page.index(f'<h2 id="{linked[0][0]}"')


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_the_privacy_page_names_the_privacy_officer_and_the_host(settings: Any) -> None:
    settings.PRIVACY_OFFICER = "Imke <Zandstra>, imke@waddenkant.example"
    settings.HOSTED_BY = "Serverhuis & Zn"
    page = Client().get("/privacy/").content.decode()
    assert 'is: Imke &lt;Zandstra&gt;, <a href="mailto:imke@waddenkant.example">' in page
    assert "De server wordt beheerd door: Serverhuis &amp; Zn." in page
    assert "Hier staat nog niet" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_the_privacy_page_says_whom_to_ask_when_nobody_is_named(settings: Any) -> None:
    settings.PRIVACY_OFFICER = settings.HOSTED_BY = ""
    page = Client().get("/privacy/").content.decode()
    assert "Hier staat nog niet wie de privacyfunctionaris van Zorggroep De Waddenkant is." in page
    assert (
        "Hier staat nog niet wie de server beheert. Vraag het aan een beheerder of aan iemand van je" in page
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ("en wie nog geen wachtwoord koos.", "Een beheerder ziet wel of je al een wachtwoord koos.")),
        (
            "en",
            (
                "and who has not chosen a password yet.",
                "An administrator does see whether you have chosen a password yet.",
            ),
        ),
    ],
)
def test_the_privacy_page_says_that_an_administrator_sees_who_has_no_password(
    language: Language, said: tuple[str, str]
) -> None:
    client = Client()
    client.cookies["language"] = language
    page = client.get("/privacy/").content.decode()
    assert [sentence for sentence in said if sentence not in page] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_every_link_into_the_privacy_page_has_its_heading() -> None:
    page = Client().get("/privacy/").content.decode()
    templates = (settings.PACKAGE / "web" / "templates").rglob("*.html")
    anchors = {
        a for path in templates for a in re.findall(r"\{% url 'privacy' %\}#([\w-]+)", path.read_text())
    }
    assert anchors
    assert all(f'id="{anchor}"' in page for anchor in anchors)

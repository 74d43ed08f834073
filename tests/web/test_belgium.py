"""An organisation in Belgium: its Dutch is nl-BE, with its own words; English stays English."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.people.actions.organisation import set_vocabulary
from mortel.apps.people.models import Organisation
from mortel.apps.people.tasks import send_reset_link
from mortel.console.messages import compile_into
from mortel.pure.catalogue.vocabulary import WordsRefused
from mortel.web.pwa.release import shell_page
from tests.cast import Cast

SignedIn = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def loaded(tmp_path: Any, settings: Any) -> None:
    """Freshly compiled messages, whatever stands compiled in the tree."""
    compile_into(tmp_path, settings.PACKAGE / "locale")
    settings.LOCALE_PATHS = [tmp_path]


@pytest.fixture
def belgian(cast: Cast) -> Cast:
    Organisation.objects.update(country="BE")
    return cast


def page(client: Client, name: str) -> str:
    return client.get(reverse(name)).content.decode()


def test_a_page_says_that_it_is_dutch_of_belgium_and_offers_english(
    belgian: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(belgian.marit)
    shown = page(client, "today:today")
    assert '<html lang="nl-BE"' in shown
    assert 'value="en"' in shown
    assert 'name="language" value="nl"' not in shown
    assert client.get(reverse("today:today")).headers["Content-Language"] == "nl-be"


def test_a_string_of_belgium_stands_on_the_page(belgian: Cast, signed_in: SignedIn) -> None:
    shown = page(signed_in(belgian.marit), "me:pause")
    assert "arbeidsarts" in shown
    assert "bedrijfsarts" not in shown


def test_the_words_of_the_sector_and_of_the_organisation_stand_in_the_sentences_of_the_screens(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.marit)
    assert "Laat namen van cliënten weg." in page(client, "today:today")
    Organisation.objects.update(sector="higher_education")
    assert "Laat namen van studenten weg." in page(client, "today:today")
    own = {"singular": "hoofd", "plural": "hoofden", "article": "het"}
    Organisation.objects.update(country="BE", vocabulary={"leidinggevende": {"nl": own}})
    assert "Dat kan met je hoofd, de arbeidsarts" in page(client, "me:pause")
    client.cookies["language"] = "en"
    assert "Leave out names of students." in page(client, "today:today")


def test_a_word_with_a_sign_that_a_page_reads_is_only_a_word(cast: Cast, signed_in: SignedIn) -> None:
    own = {"singular": "a", "plural": "<b>'&'</b>", "article": "de"}
    with pytest.raises(WordsRefused):
        set_vocabulary(by=cast.hr, typed={"client": {"nl": own}})
    set_vocabulary(by=cast.hr, typed={"client": {"nl": own | {"plural": "Jan & 'Piet'"}}})
    assert "Laat namen van Jan &amp; &#x27;Piet&#x27; weg." in page(signed_in(cast.marit), "today:today")


def test_when_the_server_is_away_the_page_has_neutral_words() -> None:
    assert "Laat namen van cliënten weg." in shell_page("nl")


def test_english_and_the_netherlands_stay_what_they_are(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    assert '<html lang="nl"' in page(client, "today:today")
    assert "bedrijfsarts" in page(client, "me:pause")
    Organisation.objects.update(country="BE")
    client.cookies["language"] = "en"
    assert '<html lang="en"' in page(client, "today:today")


def test_a_date_is_written_the_same_way_in_both_countries(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)

    def date_line() -> str:
        return page(client, "today:today").split("<time", 1)[1].split("</time>", 1)[0]

    dutch = date_line()
    Organisation.objects.update(country="BE")
    assert date_line() == dutch


@pytest.mark.django_db
def test_an_installation_without_an_organisation_is_dutch() -> None:
    assert '<html lang="nl"' in page(Client(), "account_login")


def test_a_mail_to_belgium_comes_out(belgian: Cast, mailoutbox: list[Any]) -> None:
    send_reset_link.func("marit@waddenkant.example")
    assert mailoutbox[0].subject

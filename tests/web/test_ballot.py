"""The ballot over HTTP: opened by a code, nobody signed in, kept once, and nothing typed is ever lost."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mortel.apps.climate.actions.closing import end_round
from mortel.apps.climate.actions.opening import open_round
from mortel.apps.climate.models import Ballot, HandedIn, Invitation, Round
from mortel.apps.climate.queries import questions_of
from mortel.apps.climate.tasks import send_messages
from mortel.apps.people.models import Membership, Organisation, Person
from mortel.apps.people.tasks import mail_start_link
from mortel.project.logs import SECRET
from mortel.pure.rounds.questionnaire import NOT_APPLICABLE, RATHER_NOT
from mortel.web.ballot import answering
from mortel.web.ballot.page import PREFIX
from tests.apps.climate.stories import answered, code_for, draft, everything, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]
JSON = {"HTTP_ACCEPT": "application/json"}
DONE = reverse("ballot:done")


@pytest.fixture
def asked(cast: Cast) -> Round:
    return opened(cast)


def address(round_: Round, person: Person) -> str:
    return reverse("ballot:ballot", args=[code_for(round_, person)])


def sent(round_: Round, answer: int = 4, **others: str) -> dict[str, str]:
    answers = {f"{PREFIX}{code}": str(value) for code, value in everything(round_, answer).items()}
    return {"language": "nl", **answers, **others}


def words(response: HttpResponse) -> str:
    """The page without its tags."""
    page = response.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def chosen(page: str) -> set[tuple[str, str]]:
    return set(re.findall(r'name="([\w-]+)" value="([^"]*)" checked', page))


# Before the first answer ----------------------------------------------------------------------------------------


def test_the_first_page_says_what_it_is_about_how_long_who_sees_what_and_what_could_go_wrong(
    cast: Cast, asked: Round
) -> None:
    page = words(Client().get(address(asked, cast.marit)))
    for said in (
        "ongeveer 6 minuten",
        "Meedoen is vrijwillig",
        "vertrouwelijk",
        "minstens 7 mensen",
        "een werkdag eerder dan het team",
        "telt niet mee voor een beoordeling",
        "alle rechten heeft op de database",
        "minstens drie leidinggevenden",
        "iemand van je ondernemingsraad",
        "nog 35 dagen",
        "elke keer opnieuw",
    ):
        assert said in page, said
    assert "anoniem" not in page
    assert "alleen woorden" not in page


def test_a_round_with_words_only_says_so(cast: Cast) -> None:
    asked = opened(cast, k=6, words_only=True)
    page = words(Client().get(address(asked, cast.marit)))
    assert "minstens 6 mensen" in page
    assert "alleen woorden, geen cijfers" in page


def test_all_questions_stand_on_it_with_every_label_written_out(cast: Cast, asked: Round) -> None:
    page = Client().get(address(asked, cast.marit)).content.decode()
    questionnaire = questions_of(asked)
    for question in questionnaire.questions:
        assert question.text["nl"] in page
        values = re.findall(rf'name="{PREFIX}{question.code}" value="(\d)"', page)
        assert values == ["1", "2", "3", "4", "5", str(NOT_APPLICABLE), str(RATHER_NOT)]
    for label in ("klopt helemaal niet", "soms wel, soms niet", "Speelt bij mij niet", "Liever niet"):
        assert page.count(f"<span>{label}</span>") == 24
    assert (
        page.count("afgelopen vier weken")
        == page.count("laatste vier werkweken")
        == len(questionnaire.sections)
    )
    assert chosen(page) == set()


def test_the_language_is_one_of_the_round_and_the_page_goes_along(cast: Cast, asked: Round) -> None:
    here = address(asked, cast.marit)
    dutch = Client(headers={"accept-language": "nl"}).get(here).content.decode()
    assert 'name="taal" value="en"' in dutch
    english = Client(headers={"accept-language": "nl"}).get(here, {"taal": "en"})
    page = english.content.decode()
    assert '<html lang="en"' in page
    assert "Taking part is voluntary" in page
    assert "taal=en" not in page  # the buttons at the foot may choose another one
    only_dutch = Round.objects.filter(pk=asked.pk)
    only_dutch.update(languages=["nl"])
    page = Client(headers={"accept-language": "en"}).get(here).content.decode()
    assert '<html lang="nl"' in page


def test_another_language_without_scripts_keeps_everything_that_was_chosen_and_sends_nothing(
    cast: Cast,
) -> None:
    asked = opened(cast, attribute="work", attribute_parts=["zorg", "kantoor"])
    here = address(asked, cast.marit)
    for part in ("1", ""):
        page = Client().post(here, sent(asked, 2, part=part, taal="en"))
        content = page.content.decode()
        assert (page.status_code, '<html lang="en"' in content) == (200, True)
        assert chosen(content) == {(f"{PREFIX}{code}", "2") for code in everything(asked)} | {("part", part)}
        assert 'name="language" value="en"' in content
    assert not HandedIn.objects.exists()


def test_the_buttons_at_the_foot_come_back_to_the_ballot_without_the_language_in_its_address(
    cast: Cast, asked: Round
) -> None:
    here = address(asked, cast.marit)
    for path in (here, DONE):
        page = Client().get(path, {"taal": "en"}).content.decode()
        assert page.count(f'name="next" value="{path}"') == 2


def test_a_round_in_dutch_of_belgium_is_read_in_it(cast: Cast) -> None:
    asked = opened(cast, languages=["nl-BE", "en"])
    Organisation.objects.update(country="BE")
    here = address(asked, cast.marit)
    assert '<html lang="nl-BE"' in Client(headers={"accept-language": "nl"}).get(here).content.decode()
    Client(headers={"accept-language": "nl"}).post(here, sent(asked, language="nl-BE"))
    assert Ballot.objects.get().language == "nl-BE"


def test_who_works_in_two_teams_chooses_for_which_she_answers(cast: Cast) -> None:
    Membership.objects.create(person=cast.marit, team=cast.other_team, is_main=False, is_lead=True)
    asked = opened(cast)
    own = Invitation.objects.get(person=cast.marit)
    assert len(own.leaves) == 2
    page = words(Client().get(address(asked, cast.marit)))
    assert "Voor welk team" in page
    assert "Duinzicht" in page
    assert "De leidinggevenden van De Kaap" in page
    other = next(leaf for leaf in own.leaves if leaf != own.leaf)
    Client().post(address(asked, cast.marit), sent(asked, team=other))
    assert Ballot.objects.get().leaf == other


def test_who_works_in_one_team_chooses_nothing(cast: Cast, asked: Round) -> None:
    assert "Voor welk team" not in words(Client().get(address(asked, cast.femke)))


def test_a_team_without_a_lead_reads_who_guides_it(cast: Cast) -> None:
    Membership.objects.filter(team=cast.team).update(is_lead=False)
    asked = opened(cast)
    managing = words(Client().get(address(asked, cast.marit)))
    assert "wie ons team begeleidt" in managing
    assert "jaargesprek" not in managing
    led = words(Client().get(address(asked, cast.hr)))
    assert "jaargesprek" in led
    assert "wie ons team begeleidt" not in led


@pytest.mark.parametrize(
    ("attribute", "parts", "question"),
    [
        ("service", ["korter dan 2 jaar", "langer"], "Hoe lang werk je hier?"),
        ("work", ["zorg", "kantoor"], "Welk werk doe je?"),
    ],
)
def test_the_one_question_about_herself_is_kept_as_a_group(
    cast: Cast, attribute: str, parts: list[str], question: str
) -> None:
    asked = opened(cast, attribute=attribute, attribute_parts=parts)
    here = address(asked, cast.marit)
    page = words(Client().get(here))
    assert question in page
    assert parts[1] in page
    Client().post(here, sent(asked, part="1"))
    Client().post(address(asked, cast.femke), sent(asked, part=""))
    assert sorted(Ballot.objects.values_list("part", flat=True)) == [-1, 1]


def test_where_no_division_is_asked_a_part_that_is_sent_along_is_left_out(cast: Cast, asked: Round) -> None:
    Client().post(address(asked, cast.marit), sent(asked, part="3"))
    assert Ballot.objects.get().part == -1


def test_the_question_of_the_council_comes_along(cast: Cast) -> None:
    made = draft(cast)
    question = {"nl": "Ik ken de mensen van de raad.", "en": "I know the people of the council."}
    Round.objects.filter(pk=made.pk).update(council_question=question)
    asked = open_round(by=cast.hr, round_=Round.objects.get(pk=made.pk), seen=made.revision)
    page = words(Client().get(address(asked, cast.marit)))
    assert question["nl"] in page
    assert "Vraag van de raad" in page


# Handing in -----------------------------------------------------------------------------------------------------


def test_a_ballot_is_kept_with_its_answers_and_thanked_for(cast: Cast, asked: Round) -> None:
    answer = Client().post(address(asked, cast.marit), sent(asked, 5))
    assert (answer.status_code, answer["Location"]) == (302, f"{DONE}?taal=nl")
    kept = Ballot.objects.get()
    assert (kept.leaf, kept.language, set(kept.answers)) == (str(cast.team.pk), "nl", {5})
    thanks = Client().get(answer["Location"])
    assert "Je antwoorden zijn binnen" in words(thanks)


def test_thanks_come_in_the_language_of_the_ballot(cast: Cast, asked: Round) -> None:
    answer = Client().post(address(asked, cast.marit), sent(asked, language="en"))
    assert "Your answers are in" in words(Client().get(answer["Location"]))
    assert Ballot.objects.get().language == "en"


def test_an_empty_ballot_is_welcome(cast: Cast, asked: Round) -> None:
    assert Client().post(address(asked, cast.marit), {"language": "nl"}).status_code == 302
    assert set(Ballot.objects.get().answers) == {RATHER_NOT}


def test_sending_twice_keeps_one_and_says_that_it_is_there(cast: Cast, asked: Round) -> None:
    here = address(asked, cast.marit)
    first = Client().post(here, sent(asked), **JSON)
    again = Client().post(here, sent(asked, 1), **JSON)
    assert [first.json(), again.json()] == [{"handed": "kept"}, {"handed": "already"}]
    assert Ballot.objects.count() == 1
    without_scripts = Client().post(here, sent(asked, 1))
    assert (without_scripts.status_code, without_scripts["Location"]) == (302, here)


def test_back_after_sending_shows_that_it_is_there_and_no_answers(cast: Cast, asked: Round) -> None:
    here = address(asked, cast.marit)
    Client().post(here, sent(asked))
    page = Client().get(here)
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "We hebben je antwoorden" in words(page)
    assert "<fieldset" not in page.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"team": "elders"},
        {"language": "de"},
        {f"{PREFIX}XXX9": "1"},
        {f"{PREFIX}ENC2": "7"},
        {f"{PREFIX}ENC2": "veel"},
    ],
)
def test_what_the_form_does_not_offer_is_refused_and_everything_stays(
    cast: Cast, asked: Round, wrong: dict[str, str]
) -> None:
    here = address(asked, cast.marit)
    data = sent(asked, 2) | wrong
    refused = Client().post(here, data)
    assert refused.status_code == 400
    page = refused.content.decode()
    expected = {(f"{PREFIX}{code}", "2") for code in everything(asked)} - {(name, "2") for name in wrong}
    assert chosen(page) == expected
    assert "Je antwoorden staan er nog" in page
    assert Client().post(here, data, **JSON).status_code == 400
    assert not Ballot.objects.exists()
    assert not HandedIn.objects.exists()


def test_a_group_that_the_round_does_not_name_is_refused(cast: Cast) -> None:
    asked = opened(cast, attribute="work", attribute_parts=["zorg", "kantoor"])
    assert Client().post(address(asked, cast.marit), sent(asked, part="2")).status_code == 400
    assert not Ballot.objects.exists()


def test_a_locked_database_is_said_and_everything_stays(
    cast: Cast, asked: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(answering, "hand_in", locked)
    here = address(asked, cast.marit)
    page = Client().post(here, sent(asked, 3))
    assert page.status_code == 503
    assert len(chosen(page.content.decode())) == 24
    told = Client().post(here, sent(asked, 3), **JSON)
    assert (told.status_code, list(told.json())) == (503, ["error"])


# No ballot here -------------------------------------------------------------------------------------------------


def test_after_asking_has_ended_an_unused_link_works_for_half_an_hour(cast: Cast, asked: Round) -> None:
    end_round(by=cast.hr, round_=asked)
    here = address(asked, cast.marit)
    assert "sluiten bijna" in words(Client().get(here))
    assert Client().post(here, sent(asked), **JSON).json() == {"handed": "kept"}
    Round.objects.update(ended_at=timezone.now() - timedelta(minutes=31))
    late = address(asked, cast.femke)
    assert Client().get(late).status_code == 410
    refused = Client().post(late, sent(asked), **JSON)
    assert (refused.status_code, refused.json()) == (410, {"handed": "closed"})
    assert "kunt geen antwoorden meer sturen" in words(Client().post(late, sent(asked)))
    # Whoever answered in time is still told so.
    assert "We hebben je antwoorden" in words(Client().get(here))


@pytest.mark.parametrize("code", ["ABCDEFGHJK", "klaarr", "mijn", "%20", "x" * 200])
def test_an_unknown_code_says_what_to_do_now(cast: Cast, asked: Round, code: str) -> None:
    page = Client().get(f"/ronde/{code}/")
    assert page.status_code == 404
    assert reverse("ballot:code") in page.content.decode()
    assert list(Client().post(f"/ronde/{code}/", {}, **JSON).json()) == ["error"]


def test_unknown_codes_are_counted_and_known_ones_never_are(cast: Cast, asked: Round, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"ballot": "3/m/ip"}
    client, here = Client(), address(asked, cast.marit)
    for _ in range(5):
        assert client.get(here).status_code == 200
        assert client.post(reverse("ballot:code"), {"code": code_for(asked, cast.marit)}).status_code == 302
    tries = [client.get("/ronde/ABCDEFGHJK/").status_code for _ in range(2)]
    tries += [client.post(reverse("ballot:code"), {"code": "ABCDEFGHJK"}).status_code for _ in range(2)]
    assert tries == [404, 404, 400, 429]
    assert client.get(here).status_code == 200
    assert client.post(here, sent(asked)).status_code == 302


def test_a_code_is_typed_as_it_is_printed(cast: Cast, asked: Round) -> None:
    code = code_for(asked, cast.henk)
    typed = f" {code[:5].lower()}-{code[5:]} "
    answer = Client().post(reverse("ballot:code"), {"code": typed})
    assert answer["Location"] == address(asked, cast.henk)
    wrong = Client().post(reverse("ballot:code"), {"code": "22222-22222"})
    assert wrong.status_code == 400
    assert "22222-22222" in wrong.content.decode()
    assert "kennen we niet" in words(wrong)
    assert "Typ de code" in words(Client().post(reverse("ballot:code"), {"code": ""}))


# Whoever is signed in is no part of it --------------------------------------------------------------------------


def test_no_page_of_a_ballot_shows_who_is_signed_in(cast: Cast, asked: Round, signed_in: SignedIn) -> None:
    client = signed_in(cast.hr)
    code = code_for(asked, cast.marit)
    for page in ("/ronde/", DONE, f"/ronde/{code}/", f"/ronde/{code}/stop"):
        content = client.get(page).content.decode()
        for person in (cast.hr, cast.marit):
            assert person.name not in content
        assert "data-sign-out" not in content
    client.post(f"/ronde/{code}/", sent(asked))
    assert HandedIn.objects.get().invitation.person == cast.marit


def test_once_it_is_in_whoever_is_signed_in_goes_back_to_today(
    cast: Cast, asked: Round, signed_in: SignedIn
) -> None:
    here, today = address(asked, cast.marit), f'href="{reverse("today:today")}"'
    marit, outside = signed_in(cast.marit), Client()
    assert today not in marit.get(here).content.decode()
    marit.post(here, sent(asked))
    for page in (DONE, here):
        content = marit.get(page).content.decode()
        assert content.count(today) == 2, page  # the link, and the mark at the top
        assert "Terug naar Vandaag" in content
        assert today not in outside.get(page).content.decode()


def test_from_today_one_opens_ones_own_ballot(cast: Cast, asked: Round, signed_in: SignedIn) -> None:
    own = reverse("ballot:own", args=[asked.pk])
    marit = signed_in(cast.marit)
    today = marit.get("/").content.decode()
    assert own in today
    assert code_for(asked, cast.marit) not in today
    assert marit.get(own)["Location"] == address(asked, cast.marit)
    answered(asked, cast.marit)
    assert own not in marit.get("/").content.decode()
    outsider = Person.objects.create(name="Iemand Anders", card_number="29999999")
    assert signed_in(outsider).get(own).status_code == 404


def test_who_gets_paper_gets_no_link(cast: Cast, signed_in: SignedIn) -> None:
    asked = opened(cast, paper=(cast.team.pk,))
    henk = signed_in(cast.henk)
    today = henk.get("/").content.decode()
    assert "op papier" in today
    own = reverse("ballot:own", args=[asked.pk])
    assert own not in today
    assert henk.get(own).status_code == 404


# Messages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "subject", "said"),
    [
        (
            "nl",
            "Er staan vragen voor je klaar",
            "Het gaat over je werk en kost ongeveer 6 minuten. Je antwoorden blijven vertrouwelijk. "
            "Heb je een vraag? Stel hem aan HR van Zorggroep De Waddenkant.\n",
        ),
        (
            "en",
            "Questions are waiting for you",
            "It is about your work and takes about 6 minutes. Your answers stay confidential. "
            "Do you have a question about it? Ask HR of Zorggroep De Waddenkant.\n",
        ),
    ],
)
def test_a_mail_holds_the_link_the_last_day_and_the_way_to_stop(
    cast: Cast, asked: Round, language: str, subject: str, said: str
) -> None:
    Person.objects.filter(pk=cast.marit.pk).update(language=language, name="Marit van 't Hof")
    send_messages(by=cast.hr, round_=asked)
    (sent_to_her,) = [one for one in mail.outbox if one.to == [cast.marit.email]]
    link = f"{settings.ORIGIN}{address(asked, cast.marit)}"
    assert sent_to_her.subject == subject
    assert f"{link}\n" in sent_to_her.body
    assert f"{link}stop" in sent_to_her.body
    assert "Marit van 't Hof" in sent_to_her.body
    assert str(asked.ends_on.day) in sent_to_her.body
    assert said in sent_to_her.body
    assert asked.name not in sent_to_her.body


def test_opening_the_stop_link_changes_nothing_and_its_button_stops(
    cast: Cast, asked: Round, signed_in: SignedIn
) -> None:
    stop = reverse("ballot:stop", args=[code_for(asked, cast.marit)])
    assert "Stop de berichten" in words(Client().get(stop))
    assert not Invitation.objects.get(person=cast.marit).no_messages
    answer = Client().post(stop)
    assert (answer.status_code, answer["Location"]) == (302, stop)
    assert "geen berichten meer" in words(Client().get(stop))
    send_messages(by=cast.hr, round_=asked)
    assert [cast.marit.email] not in [one.to for one in mail.outbox]
    assert reverse("ballot:own", args=[asked.pk]) not in signed_in(cast.marit).get("/").content.decode()
    assert Client().post(address(asked, cast.marit), sent(asked)).status_code == 302


def test_a_mail_program_stops_the_messages_in_one_click(cast: Cast, asked: Round) -> None:
    """As RFC 8058 has it: a POST with what the mail says, without a session, a cookie or a token."""
    send_messages(by=cast.hr, round_=asked)
    (sent_to_her,) = [one for one in mail.outbox if one.to == [cast.marit.email]]
    headers = sent_to_her.message()
    stop = str(headers["List-Unsubscribe"]).strip("<>").removeprefix(settings.ORIGIN)
    said = str(headers["List-Unsubscribe-Post"])
    program = Client(enforce_csrf_checks=True)
    answer = program.post(stop, said, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 204
    assert [one.person for one in Invitation.objects.filter(no_messages=True)] == [cast.marit]


def test_other_mails_offer_nothing_to_stop(cast: Cast) -> None:
    mail_start_link(by=cast.admin, person=cast.marit)
    assert "List-Unsubscribe" not in mail.outbox[-1].message()


# The shared device ----------------------------------------------------------------------------------------------


def at_kiosk(code: str) -> Client:
    client = Client()
    answer = client.post(reverse("kiosk:code"), {"code": code})
    assert answer["Location"] == reverse("ballot:kiosk")
    return client


def test_a_card_of_the_round_opens_one_ballot_on_the_shared_device(cast: Cast, asked: Round) -> None:
    code = code_for(asked, cast.henk)
    device = at_kiosk(code)
    page = device.get(reverse("ballot:kiosk")).content.decode()
    assert code not in page
    assert cast.henk.name not in page
    assert 'data-key=""' in page
    assert "app.js" not in page
    answer = device.post(reverse("ballot:kiosk"), sent(asked))
    assert answer["Location"] == reverse("kiosk:code")
    assert "We hebben je antwoorden" in words(device.get(reverse("kiosk:code")))
    assert device.get(reverse("ballot:kiosk"))["Location"] == reverse("kiosk:code")
    assert HandedIn.objects.get().invitation.person == cast.henk


def test_the_script_of_the_shared_device_hears_that_it_came_in(cast: Cast, asked: Round) -> None:
    device = at_kiosk(code_for(asked, cast.henk))
    assert device.post(reverse("ballot:kiosk"), sent(asked), **JSON).json() == {"handed": "kept"}
    assert "We hebben je antwoorden" in words(device.get(reverse("kiosk:code")))


def test_the_code_page_ends_the_ballot_of_whoever_walked_away(cast: Cast, asked: Round) -> None:
    device = at_kiosk(code_for(asked, cast.henk))
    device.get(reverse("kiosk:code"))
    assert device.get(reverse("ballot:kiosk"))["Location"] == reverse("kiosk:code")


def test_a_used_card_on_the_shared_device_says_so_and_leads_back(cast: Cast, asked: Round) -> None:
    answered(asked, cast.henk)
    page = at_kiosk(code_for(asked, cast.henk)).get(reverse("ballot:kiosk"))
    assert "We hebben je antwoorden" in words(page)
    assert f'href="{reverse("kiosk:code")}"' in page.content.decode().split("<main")[1]


def test_signing_in_on_the_shared_device_leaves_the_ballot(cast: Cast, asked: Round) -> None:
    device = at_kiosk(code_for(asked, cast.henk))
    device.force_login(cast.femke)
    assert device.get(reverse("ballot:kiosk"))["Location"] == reverse("kiosk:code")


def test_codes_of_a_round_are_not_counted_on_the_shared_device(
    cast: Cast, asked: Round, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"kiosk": "1/m/ip"}
    for person in (cast.marit, cast.femke, cast.henk):
        at_kiosk(code_for(asked, person))


# What it costs and what it tells --------------------------------------------------------------------------------


def test_a_ballot_costs_five_queries_and_handing_in_two_more(cast: Cast, asked: Round) -> None:
    """The organisation, the invitation with its round and words, whether it was used, the places, what was told.

    Handing in looks once more whether the result was not asked for in the meantime.
    """
    client, here = Client(), address(asked, cast.marit)
    with CaptureQueriesContext(connection) as shown:
        client.get(here)
    with CaptureQueriesContext(connection) as handed:
        client.post(here, sent(asked))
    assert (len(shown), len(handed)) == (5, 7), [one["sql"][:90] for one in [*shown, *handed]]


@pytest.mark.parametrize("path", ["/ronde/{}/", "/ronde/{}/stop", "/ronde/{}/?taal=en"])
def test_no_log_line_holds_a_code(path: str) -> None:
    line = SECRET.sub(r"/\1/…", "Gone: " + path.format("ABCDEFGHJK"))
    assert "ABCDEFGHJK" not in line


def test_the_name_under_which_answers_wait_on_a_device_stands_in_no_table(cast: Cast, asked: Round) -> None:
    page = Client().get(address(asked, cast.marit)).content.decode()
    (key,) = re.findall(r'data-key="(\w+)"', page)
    assert key not in Invitation.objects.get(person=cast.marit).code_hash
    assert code_for(asked, cast.marit) not in key
    assert page.count(key) == 1


def test_the_seconds_of_the_shared_device_are_those_that_the_page_says() -> None:
    script = (Path(settings.PACKAGE) / "web/static/mortel/js/ballot-kiosk.js").read_text()
    assert "WARN = 45_000" in script
    assert "IDLE = 60_000" in script
    assert "READING = 180_000" in script


def test_the_last_day_is_told_to_the_device(cast: Cast, asked: Round) -> None:
    page = Client().get(address(asked, cast.marit)).content.decode()
    (until,) = re.findall(r'data-until="([\d-]+)"', page)
    assert date.fromisoformat(until) == asked.ends_on

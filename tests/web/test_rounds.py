"""HR prepares a round: five answers that are there already, looked at beforehand, changed by one tab at a time."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.climate.choices import Consent
from mortel.apps.climate.models import Pack, Round
from mortel.apps.climate.outlook import Headcount
from mortel.apps.people.actions.absence import add_away
from mortel.apps.people.models import Membership, Organisation, Person, Team
from mortel.web.rounds.prefilled import also_asked
from tests.apps.climate.earlier import numbers_told_three_times
from tests.apps.climate.stories import draft, opened
from tests.cast import PASSWORD, Cast
from tests.web.permissions import A_PACK, a_setup

SignedIn = Callable[[Person], Client]
NEW = "/klimaat/rondes/nieuw"


@pytest.fixture
def hr(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.hr)


def on(client: Client, name: str, round_: Round, query: str = "") -> str:
    answer = client.get(reverse(f"rounds:{name}", args=[round_.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def as_shown(page: str) -> dict[str, Any]:
    """What a browser sends of the set-up when nobody changes anything."""
    data: dict[str, Any] = {}
    form = page.split('id="setup"')[1].split("</form>")[0]
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found["type"] in ("checkbox", "radio") and " checked" not in tag:
            continue
        data.setdefault(found["name"], []).append(found.get("value", ""))
    return data


# Setting up -----------------------------------------------------------------------------------------------------


def test_a_round_is_prepared_by_saving_what_is_filled_in_already(hr: Client) -> None:
    answer = hr.post(NEW, as_shown(hr.get(NEW).content.decode()))
    made, today = Round.objects.get(), timezone.localdate()
    assert answer["Location"] == reverse("rounds:round", args=[made.pk])
    assert (made.form, made.languages, made.k, made.with_flex) == ("short", ["nl"], 7, True)
    assert (made.with_students, made.with_long_leave, made.modules) == (False, False, [])
    assert (made.starts_on, made.ends_on) == (today, today + timedelta(days=21))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 20), "Winter 2026"),
        (date(2026, 3, 20), "Voorjaar 2026"),
        (date(2026, 8, 20), "Zomer 2026"),
        (date(2026, 11, 20), "Najaar 2026"),
        (date(2026, 12, 20), "Winter 2026"),
    ],
)
def test_a_round_is_called_after_its_season(hr: Client, day: date, name: str) -> None:
    with time_machine.travel(day):
        hr.force_login(Person.objects.get(pk=hr.session["_auth_user_id"]))
        assert f'value="{name}"' in hr.get(NEW).content.decode()


def test_the_calendar_says_in_a_sentence_in_which_months_something_is_asked(cast: Cast, hr: Client) -> None:
    year = timezone.localdate().year + 1
    draft(cast, name="Lente", starts_on=date(year, 3, 20), ends_on=date(year, 4, 10))
    shown = " ".join(hr.get(reverse("rounds:rounds")).content.decode().split())
    assert "Er zijn vragen in: maart, april." in shown
    assert "In dit jaar wordt niets gevraagd." in shown


def test_the_first_day_keeps_three_months_from_the_round_before_and_the_form_says_why(
    cast: Cast, hr: Client
) -> None:
    opened(cast, ends_on=timezone.localdate() + timedelta(days=10))
    shown = hr.get(NEW).content.decode()
    assert "Eerder antwoorden minder mensen." in shown.split('id="id_starts_on_helptext"')[1][:300]
    (first,) = as_shown(shown)["starts_on"]
    assert date.fromisoformat(first) > timezone.localdate() + timedelta(days=95)
    assert "zitten minder dan drie maanden" not in hr.post(NEW, as_shown(shown), follow=True).content.decode()


def test_a_form_that_is_sent_twice_gives_one_round(hr: Client) -> None:
    data = as_shown(hr.get(NEW).content.decode())
    hr.post(NEW, data)
    assert hr.post(NEW, data).status_code == 302
    assert Round.objects.count() == 1
    other = hr.post(NEW, data | {"name": "Iets anders"})
    assert other.status_code == 400
    assert 'value="Iets anders"' in other.content.decode()
    hr.post(NEW, as_shown(other.content.decode()))
    assert sorted(Round.objects.values_list("name", flat=True))[0] == "Iets anders"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Geef de ronde een naam."),
        ({"ends_on": "2026-02-30"}, "Deze dag kennen we niet."),
        ({"ends_on": "1999-01-01"}, "Klopt het jaar?"),
        ({"form": "pulp"}, "Kies er een uit de lijst."),
        ({"languages": []}, "Kies minstens één taal."),
        ({"languages": ["de"]}, "Kies er een uit de lijst."),
        ({"k": "6"}, "Zes kan alleen als teams woorden krijgen."),
        ({"k": "5"}, "Vul een getal in van 7 tot en met 15."),
        ({"k": "16"}, "Vul een getal in van 7 tot en met 15."),
        (
            {"modules": ["module.workload", "module.safety", "module.goals"]},
            "Kies hoogstens twee onderwerpen.",
        ),
        ({"modules": ["module.activities", "module.outcomes"]}, "Samen zijn dit 47 vragen."),
        ({"attribute": "work", "work_groups": "zorg"}, "Noem twee tot zes soorten werk"),
        ({"attribute": "language"}, "zijn twee talen nodig"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    hr: Client, wrong: dict[str, Any], sentence: str
) -> None:
    answer = hr.post(NEW, a_setup() | {"name": "Mijn eigen naam"} | wrong)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert sentence in page
    assert "Mijn eigen naam" in page or wrong.get("name") == ""
    assert not Round.objects.exists()


def test_a_last_day_before_the_first_is_refused(hr: Client) -> None:
    today = timezone.localdate()
    answer = hr.post(NEW, a_setup() | {"starts_on": today + timedelta(days=9), "ends_on": today})
    assert "De laatste dag ligt voor de eerste." in answer.content.decode()


def test_six_answers_are_enough_where_teams_get_words_alone(hr: Client) -> None:
    hr.post(NEW, a_setup() | {"k": "6", "words_only": "on"})
    assert (Round.objects.get().k, Round.objects.get().words_only) == (6, True)


def test_the_long_form_may_hold_more_than_forty_questions(hr: Client) -> None:
    assert hr.post(NEW, a_setup() | {"form": "long", "modules": ["module.outcomes"]}).status_code == 302


def test_years_of_service_are_three_bands_in_every_language_of_the_round(hr: Client) -> None:
    hr.post(NEW, a_setup() | {"languages": ["nl", "en"], "attribute": "service"})
    assert Round.objects.get().attribute_parts[2] == "10 jaar of langer / 10 years or longer"


def test_kinds_of_work_are_the_lines_that_hr_typed(hr: Client) -> None:
    hr.post(NEW, a_setup() | {"attribute": "work", "work_groups": "zorg\r\n\r\n keuken  en was \r\nzorg"})
    assert Round.objects.get().attribute_parts == ["zorg", "keuken en was"]


def test_in_belgium_the_dutch_of_belgium_is_offered(cast: Cast, hr: Client) -> None:
    Organisation.objects.update(country="BE")
    page = hr.get(NEW).content.decode()
    assert 'value="nl-BE"' in page
    assert 'value="nl"' not in page.split("<footer")[0]


def test_a_questionnaire_of_others_can_be_chosen_and_never_in_a_language_it_lacks(hr: Client) -> None:
    hr.post(
        "/klimaat/vragenlijsten/nieuw", {"file": dutch_only(), "confirmed": "on", "about_themselves": "on"}
    )
    chosen = {"modules": [f"pack:{Pack.objects.get().pk}"]}
    assert hr.post(NEW, a_setup() | chosen).status_code == 302
    answer = hr.post(NEW, a_setup() | chosen | {"languages": ["nl", "en"]})
    assert answer.status_code == 400
    assert "is er niet in elke taal" in answer.content.decode()


def dutch_only() -> SimpleUploadedFile:
    return SimpleUploadedFile("nl.toml", (A_PACK.parent / "dutch_only.toml").read_bytes())


def test_how_many_each_answer_brings_in_is_said_from_ten_people_on(cast: Cast, hr: Client) -> None:
    Membership.objects.filter(person=cast.femke).update(contract="flex")
    add_away(by=cast.marit, starts=timezone.localdate(), ends=None)
    page = hr.get(NEW).content.decode()
    assert "Flexwerkers (minder dan tien mensen erbij)" in page
    assert "opleiding (minder dan tien mensen erbij)" in page
    assert "langer weg zijn (minder dan tien)" in page
    (_, flex), (_, students), _ = also_asked(Headcount(employed=200, flex=10, students=9, away_long=0))
    assert (flex, students) == (
        "Flexwerkers (10 mensen erbij)",
        "Studenten en mensen in opleiding (minder dan tien mensen erbij)",
    )


# Changing -------------------------------------------------------------------------------------------------------


def test_of_two_tabs_that_save_the_second_is_told_and_loses_nothing(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    address = reverse("rounds:change", args=[round_.pk])
    shown = as_shown(hr.get(address).content.decode())
    hr.post(address, shown | {"name": "De eerste"})
    second = hr.post(address, shown | {"name": "De tweede"})
    page = second.content.decode()
    assert second.status_code == 400
    assert 'value="De tweede"' in page
    assert "Iemand veranderde deze ronde intussen." in page
    hr.post(address, as_shown(page))
    assert Round.objects.get().name == "De tweede"


def test_another_set_up_asks_the_council_again_and_the_same_one_does_not(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    address = reverse("rounds:change", args=[round_.pk])
    hr.post(address, as_shown(hr.get(address).content.decode()))
    assert Round.objects.get().consent == Consent.GIVEN
    answer = hr.post(address, as_shown(hr.get(address).content.decode()) | {"form": "pulse"}, follow=True)
    assert Round.objects.get().consent == Consent.ASKED
    assert "dus vraag je het opnieuw" in answer.content.decode()


def test_a_round_that_is_open_can_not_be_changed_or_thrown_away(cast: Cast, hr: Client) -> None:
    round_ = opened(cast)
    for name in ("change", "remove", "outlook"):
        assert hr.get(reverse(f"rounds:{name}", args=[round_.pk])).status_code == 404
        assert hr.post(reverse(f"rounds:{name}", args=[round_.pk]), a_setup()).status_code in (404, 405)
    assert Round.objects.get().name == "Najaar"


def test_throwing_away_is_asked_first(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    assert "Deze ronde weggooien?" in on(hr, "remove", round_)
    assert Round.objects.exists()
    hr.post(reverse("rounds:remove", args=[round_.pk]))
    assert not Round.objects.exists()


# Beforehand -----------------------------------------------------------------------------------------------------


def hire(cast: Cast, name: str, number: int) -> Team:
    team = Team.objects.create(name=name, unit=cast.team.unit)
    for turn in range(number):
        person = Person(name=f"{name} {turn}", card_number=str(50_000_000 + Person.objects.count()))
        person.set_unusable_password()
        person.save()
        Membership.objects.create(person=person, team=team)
    return team


def test_a_large_team_may_expect_figures_and_a_small_one_a_conversation(cast: Cast, hr: Client) -> None:
    hire(cast, "Zeezicht", 16)
    page = on(hr, "outlook", draft(cast))
    rows = dict(re.findall(r'rowheader">([^<]+).*?Waarschijnlijk">([^<]+)<', page))
    assert rows["Zeezicht"] == "cijfers"
    assert rows["Duinzicht"] == "een gesprek"
    assert "Dat gesprek is geen tweede keus." in page


def test_of_six_questions_teams_are_told_nothing_by_themselves(cast: Cast, hr: Client) -> None:
    hire(cast, "Zeezicht", 16)
    page = on(hr, "outlook", draft(cast, form="pulse"))
    assert "0 teams krijgen waarschijnlijk een eigen uitslag." in page
    assert "alleen in de hele organisatie" in page


def test_who_leads_one_team_is_counted_before_the_round_opens(cast: Cast, hr: Client) -> None:
    assert "2 mensen leiden maar één team." in on(hr, "outlook", draft(cast))


def test_a_page_holds_sixty_places_and_leads_to_the_others(cast: Cast, hr: Client) -> None:
    for turn in range(70):
        hire(cast, f"Team {turn:02}", 1)
    round_ = draft(cast)
    assert on(hr, "outlook", round_).count("<tr") == 61
    assert on(hr, "outlook", round_, "?page=2").count("<tr") == 1 + 70 + 3 - 60


def test_a_place_that_is_not_there_is_404(cast: Cast, hr: Client) -> None:
    address = reverse("rounds:outlook", args=[draft(cast).pk])
    assert hr.get(address + f"?plek={uuid.uuid4()}").status_code == 404


def test_what_people_will_read_is_the_first_page_of_the_ballot_itself(cast: Cast, hr: Client) -> None:
    page = on(hr, "questions", draft(cast, k=9))
    assert "De uitslag gaat over minstens 9 mensen samen." in page
    assert f"nog {settings.RETENTION['backup']} dagen" in page
    assert "Mijn leidinggevende toont vertrouwen in mijn werk." in page
    assert "Deze vragen zijn nog niet met mensen getest." in page
    assert "klopt helemaal niet · klopt niet" in page


def test_before_a_fourth_time_numbers_every_page_says_that_teams_get_words(cast: Cast, hr: Client) -> None:
    team = hire(cast, "Zeezicht", 16)
    round_ = draft(cast)
    hr.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    said = "Deze keer krijgen ze in plaats daarvan woorden."
    pages = ("outlook", "council", "open")
    assert all(said not in on(hr, name, round_) for name in pages)
    numbers_told_three_times(round_, [team])
    assert all(said in on(hr, name, round_) for name in pages)
    assert "In de uitslag staan alleen woorden" in on(hr, "questions", round_)


# The year -------------------------------------------------------------------------------------------------------


def test_two_rounds_close_to_each_other_are_warned_of_and_not_forbidden(cast: Cast, hr: Client) -> None:
    opened(cast)
    round_ = draft(cast, name="Meteen erna")
    warning = "zitten minder dan drie maanden"
    assert warning in on(hr, "round", round_)
    assert (
        f"Meteen erna: Tussen deze ronde en een andere {warning}"
        in hr.get("/klimaat/rondes/").content.decode()
    )


def test_the_council_reads_the_list_and_finds_the_file_and_no_set_up(cast: Cast, signed_in: SignedIn) -> None:
    round_ = draft(cast)
    page = signed_in(cast.council).get("/klimaat/rondes/").content.decode()
    assert reverse("rounds:council", args=[round_.pk]) in page
    assert reverse("rounds:round", args=[round_.pk]) + '"' not in page
    assert NEW not in page


# What can be asked ----------------------------------------------------------------------------------------------


def test_a_pack_without_a_confirmed_licence_is_refused_with_the_reason(hr: Client) -> None:
    file = SimpleUploadedFile("vragen.csv", A_PACK.read_bytes())
    answer = hr.post("/klimaat/vragenlijsten/nieuw", {"file": file})
    assert answer.status_code == 400
    assert "zonder bevestigde licentie mogen we deze vragen niet stellen" in answer.content.decode()
    assert not Pack.objects.exists()


def test_a_pack_about_somebody_else_than_who_answers_is_not_taken_in(hr: Client) -> None:
    file = SimpleUploadedFile("vragen.csv", A_PACK.read_bytes())
    answer = hr.post("/klimaat/vragenlijsten/nieuw", {"file": file, "confirmed": "on"})
    assert answer.status_code == 400
    assert "gaan over wie ze invult, niet over een leidinggevende of een team" in answer.content.decode()
    assert not Pack.objects.exists()


def test_a_pack_that_cannot_be_read_says_what_to_mend(hr: Client) -> None:
    file = SimpleUploadedFile("vragen.docx", b"PK")
    answer = hr.post(
        "/klimaat/vragenlijsten/nieuw", {"file": file, "confirmed": "on", "about_themselves": "on"}
    )
    assert "Dit soort bestand lezen we niet." in answer.content.decode()


def test_braces_in_a_file_of_others_fill_no_word_of_ours(hr: Client) -> None:
    broken = A_PACK.read_text().replace("VIG2", "{raad}")
    answer = hr.post(
        "/klimaat/vragenlijsten/nieuw",
        {"file": SimpleUploadedFile("v.csv", broken.encode()), "confirmed": "on", "about_themselves": "on"},
    )
    assert answer.status_code == 400
    assert "{raad}" in answer.content.decode()


def test_the_codebook_is_a_file_with_a_row_for_every_question(hr: Client) -> None:
    answer = hr.get("/klimaat/vragenlijsten/codeboek.csv")
    assert "attachment" in answer["Content-Disposition"]
    content = answer.content.decode("utf-8-sig")
    assert content.startswith("code,")
    assert "\r\nENC2," in content


def test_a_pack_is_put_away_and_back(hr: Client) -> None:
    hr.post(
        "/klimaat/vragenlijsten/nieuw",
        {
            "file": SimpleUploadedFile("v.csv", A_PACK.read_bytes()),
            "confirmed": "on",
            "about_themselves": "on",
        },
    )
    pack = Pack.objects.get()
    hr.post(reverse("rounds:pack-away", args=[pack.pk]), follow=True)
    assert "Bevlogen in je werk" not in hr.get(NEW).content.decode()
    hr.post(reverse("rounds:pack-back", args=[pack.pk]))
    assert "Bevlogen in je werk" in hr.get(NEW).content.decode()


def test_a_round_keeps_its_pack_when_that_was_put_away_and_nothing_else_changes(
    cast: Cast, hr: Client
) -> None:
    pack = Pack.objects.create(
        title="Bevlogen", file_name=A_PACK.name, content=A_PACK.read_bytes(), made_on=timezone.localdate()
    )
    round_ = draft(cast, modules=[f"pack:{pack.pk}"])
    hr.post(reverse("rounds:pack-away", args=[pack.pk]))
    address = reverse("rounds:change", args=[round_.pk])
    hr.post(address, as_shown(hr.get(address).content.decode()))
    stands = Round.objects.get()
    assert (stands.modules, stands.consent) == ([f"pack:{pack.pk}"], Consent.GIVEN)
    assert f"pack:{pack.pk}" not in hr.get(NEW).content.decode()


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", "{{ 7|add:7 }}", "{raad}", "' onmouseover='"]
)
def test_what_hr_types_never_becomes_a_tag_or_a_word_of_ours(cast: Cast, hr: Client, payload: str) -> None:
    round_ = draft(cast, name=payload, attribute="work", attribute_parts=[payload, "b"])
    for page in (*(on(hr, name, round_) for name in ("round", "outlook", "council", "questions", "change")),):
        assert "<script>alert" not in page
        assert "' onmouseover='" not in page
        assert "{raad}" in page or payload != "{raad}"

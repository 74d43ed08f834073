"""Accounts, for administrators: cards, roles, closing, the personnel list."""

import os
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django import Settings

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.models import AccountNotice, Membership, Organisation, Pass, Person
from mortel.apps.people.workforce import away_of
from mortel.pure.personnel.columns import COLUMN_OF, Column, header_key
from mortel.pure.personnel.plan import ImportPlan
from mortel.pure.personnel.planning import plan_import
from tests.apps.people.test_importing import CAST_ROWS, HEADER
from tests.cast import PASSWORD, Cast

SignedIn = Callable[[Person], Client]


@pytest.fixture
def office(cast: Cast, signed_in: SignedIn) -> Client:
    """The administrator's browser, with the password asked once more."""
    client = signed_in(cast.admin)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def upload(office: Client, *rows: str, name: str = "lijst.csv", content: bytes | None = None) -> str:
    data = content if content is not None else (HEADER + "\n".join(rows)).encode()
    answer = office.post(reverse("office:import"), {"file": SimpleUploadedFile(name, data)}, follow=True)
    return answer.content.decode()


def names(page: str) -> list[str]:
    return re.findall(r'rowheader"><a [^>]+>([^<]+)</a>', page)


@pytest.mark.parametrize(("country", "first"), [("NL", "Femke De Aal"), ("BE", "Arie Beheer")])
def test_accounts_stand_by_surname_as_in_this_country(
    cast: Cast, office: Client, country: str, first: str
) -> None:
    Organisation.objects.update(country=country)
    Person.objects.filter(pk=cast.femke.pk).update(name="Femke De Aal")
    Person.objects.filter(pk=cast.joke.pk).update(name="Joke van der Zee")
    found = names(office.get(reverse("office:people")).content.decode())
    assert (found[0], found[-1], len(found)) == (first, "Joke van der Zee", 10)


def test_the_list_is_looked_at_first_and_applied_as_shown(cast: Cast, office: Client) -> None:
    page = upload(office, *CAST_ROWS, "2001;Sanne Bakker;;De Kreek;Nachtploeg;verpleegkundige;nee;1-11-2026;")
    assert "Sanne Bakker" in page
    assert not Person.objects.filter(personnel_number="2001").exists()
    fingerprint = page.split('name="fingerprint" value="')[1].split('"')[0]
    done = office.post(reverse("office:import-plan"), {"fingerprint": fingerprint})
    assert done.status_code == 200
    page = done.content.decode()
    assert page.index(reverse("office:make-start-cards") + "?lijst=1") < page.index(
        reverse("office:start-cards") + '"'
    )
    assert Person.objects.filter(personnel_number="2001").exists()
    again = office.post(reverse("office:import-plan"), {"fingerprint": fingerprint}, follow=True)
    assert again.redirect_chain[-1][0] == reverse("office:import")


def test_the_cards_of_a_list_are_for_its_newcomers_alone(cast: Cast, office: Client) -> None:
    """Somebody else waits for a card too; she is not among them, and the ledger says it was a list."""
    Person.objects.filter(pk=cast.henk.pk).update(password="!")
    page = upload(
        office,
        *CAST_ROWS,
        "2001;Sanne Bakker;;De Kreek;Nachtploeg;;nee;;",
        "2002;Wil Wit;;De Kreek;Nachtploeg;;nee;;",
    )
    office.post(
        reverse("office:import-plan"),
        {"fingerprint": page.split('name="fingerprint" value="')[1].split('"')[0]},
    )
    address = reverse("office:make-start-cards") + "?lijst=1"
    assert address in office.get(reverse("office:start-cards")).content.decode()
    asked = office.get(address).content.decode()
    assert "2 startkaarten maken?" in asked
    made = office.post(address, {"fingerprint": asked.split('name="fingerprint" value="')[1].split('"')[0]})
    cards = made.content.decode()
    assert cards.count('<article class="sign-card">') == 2
    assert "Sanne Bakker" in cards
    assert "Henk Postma" not in cards
    assert AuditEntry.objects.get(act="start_cards_made").details == {"number": 2, "team": "list"}
    assert office.get(address).status_code == 302
    assert office.get(reverse("office:make-start-cards")).status_code == 200


def test_accounts_are_found_by_their_team_too(cast: Cast, office: Client) -> None:
    found = names(office.get(reverse("office:people"), {"q": "wadzicht"}).content.decode())
    assert sorted(found) == ["Arie Beheer", "Bram Dijkstra", "Nadia Hr", "Otto Onderzoek", "Rita Raad"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_column_that_the_page_names_is_known(cast: Cast, office: Client, language: str) -> None:
    office.cookies["language"] = language
    page = unescape(office.get(reverse("office:import")).content.decode())
    named = re.findall(r"<b>([^<]+)</b>", page)
    assert len(named) == 15
    assert [name for name in named if header_key(name) not in COLUMN_OF] == []
    assert {Column.NUMBER, Column.UNIT, Column.TEAM, Column.IS_LEAD} < {
        COLUMN_OF[header_key(n)] for n in named
    }


def test_columns_that_are_not_used_are_named_also_when_nothing_changes(cast: Cast, office: Client) -> None:
    header, rows = HEADER.strip() + ";leidt de dienst\n", [f"{row};ja" for row in CAST_ROWS]
    same = unescape(upload(office, content=(header + "\n".join(rows)).encode()))
    assert "Deze lijst verandert niets" in same
    more = [*rows, "2001;Sanne Bakker;;De Kreek;Nachtploeg;;nee;;;ja"]
    for page in (same, unescape(upload(office, content=(header + "\n".join(more)).encode()))):
        assert "Deze kolommen worden niet gebruikt: leidt de dienst." in page


def test_an_odd_word_about_leading_a_team_is_a_problem(cast: Cast, office: Client) -> None:
    header = "personeelsnummer;naam;eenheid;team;leidt het team\n"
    page = unescape(upload(office, content=f"{header}2001;Sanne Bakker;De Kaap;Duinzicht;misschien".encode()))
    assert "Rij 2, kolom leidt het team: “misschien” is niet duidelijk." in page


def test_a_plan_is_told_in_words_and_its_numbers_agree(cast: Cast, office: Client) -> None:
    """Bram and six others are in the list of Wadzicht; one stops leading, one leaves with a last day."""
    today = timezone.localdate()
    header = HEADER.strip() + ";uit dienst\n"
    rows = [f"{row};" for row in CAST_ROWS]
    rows[4] = rows[4].replace(";ja;", ";nee;").replace("2024;;", "2024;28,5;")
    rows[0] += f"{today:%d-%m-%Y}"
    page = unescape(upload(office, content=(header + "\n".join(rows[:3] + rows[4:5])).encode()))
    day = date_format(today, "j F Y")
    assert "Wadzicht, leidt het team: ja → nee" in page
    assert "Wadzicht, uren per week: – → 28,5" in page
    assert f"Duinzicht, laatste dag: – → {day}" in page
    assert "True" not in page
    assert "None" not in page
    ends = int(page.split("<dt>Stopt</dt><dd>")[1].split("<")[0])
    left = re.search(r"Met deze lijst gaan (\d+) van de 10 mensen weg", page)
    assert left
    assert ends == int(left[1]) == page.count(f"laatste dag {day}")


def test_a_plan_counts_who_is_away_and_names_nobody(cast: Cast, office: Client) -> None:
    """A list with only away dates can be applied; what is known of them before shows nowhere."""
    header = HEADER.strip() + ";soort contract;afwezig van;afwezig tot en met\n"
    rows = [f"{row};;;" for row in CAST_ROWS]
    rows[0] = rows[0][:-3] + f";;{timezone.localdate():%d-%m-%Y};"
    page = unescape(upload(office, content=(header + "\n".join(rows)).encode()))
    assert "Afwezig volgens de lijst: 1." in page
    assert "Marit Hoekstra" not in page
    fingerprint = page.split('name="fingerprint" value="')[1].split('"')[0]
    assert office.post(reverse("office:import-plan"), {"fingerprint": fingerprint}).status_code == 200
    assert [one.from_list for one in away_of(cast.marit)] == [True]
    assert (
        "afwezig" not in office.get(reverse("office:person", args=[cast.marit.pk])).content.decode().lower()
    )


def test_a_contract_is_told_in_words(cast: Cast, office: Client) -> None:
    header, rows = HEADER.strip() + ";soort contract\n", [f"{row};" for row in CAST_ROWS]
    rows[0] += "oproep"
    page = unescape(upload(office, content=(header + "\n".join(rows)).encode()))
    assert "Duinzicht, soort contract: vast of tijdelijk in dienst → uitzend, oproep of inhuur" in page


def test_one_who_leaves_is_one(cast: Cast, office: Client) -> None:
    Membership.objects.exclude(person__in=[cast.marit, cast.femke, cast.joke]).delete()
    header = HEADER.strip() + ";uit dienst\n"
    rows = [f"{row};" for row in CAST_ROWS[:3]]
    rows[0] += f"{timezone.localdate():%d-%m-%Y}"
    page = unescape(upload(office, content=(header + "\n".join(rows)).encode()))
    assert "Met deze lijst gaat 1 van de 3 mensen weg." in page
    assert "<dt>Stopt</dt><dd>1</dd>" in page


def test_applying_plans_the_list_once(cast: Cast, office: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long list takes seconds to plan; the view asks for no plan that it does not show."""
    page = upload(office, *CAST_ROWS[:7])
    fingerprint, planned = page.split('name="fingerprint" value="')[1].split('"')[0], []

    def counted(*given: Any, **options: Any) -> ImportPlan:
        planned.append(given)
        return plan_import(*given, **options)

    monkeypatch.setattr("mortel.apps.people.actions.importing.plan_import", counted)
    refused = office.post(reverse("office:import-plan"), {"fingerprint": fingerprint, "confirm": "x"})
    assert (refused.status_code, len(planned)) == (400, 2)
    done = office.post(reverse("office:import-plan"), {"fingerprint": fingerprint, "confirm": " 3 "})
    assert (done.status_code, len(planned)) == (200, 3)


def test_a_problem_is_named_by_row_and_column_and_nothing_changes(cast: Cast, office: Client) -> None:
    page = upload(office, *CAST_ROWS, "2001;;geen-adres;De Kreek;Nachtploeg;vp;nee;32-13-2026;veel")
    assert "Rij 12" in page or "Row 12" in page
    assert "fingerprint" not in page
    assert not Person.objects.filter(personnel_number="2001").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("lijst.csv", b""),
        ("lijst.xlsx", b"PK\x03\x04 geen zip"),
        ("foto.png", b"\x89PNG\r\n"),
        ("lijst.csv", b"\x00\x01\x02"),
    ],
)
def test_a_wrong_file_gets_one_sentence(cast: Cast, office: Client, name: str, content: bytes) -> None:
    before = Membership.objects.count()
    page = upload(office, name=name, content=content)
    assert 'class="error"' in page
    assert Membership.objects.count() == before


def test_a_payload_in_every_column_is_shown_as_text(cast: Cast, office: Client) -> None:
    evil = "<script>alert(1)</script>"
    page = upload(office, *CAST_ROWS, ";".join(["2001"] + [evil] * 8))
    assert evil not in page
    named = upload(office, *CAST_ROWS, f"2001;{evil};;{evil};{evil};{evil};nee;1-11-2026;")
    assert evil not in named
    assert "&lt;script&gt;" in named


CODE = re.compile(r'sign-card__code">([^<]+)<')
INSTEAD_OF = re.compile(r'name="instead_of" value="([^"]*)"')


@pytest.mark.parametrize("name", ["office:start-card", "office:kiosk-card", "kiosk-card"])
def test_a_card_that_was_just_made_is_not_replaced_by_a_reload(cast: Cast, office: Client, name: str) -> None:
    address = reverse(name, args=[] if name == "kiosk-card" else [cast.henk.pk])
    asked = office.get(address).content.decode()
    form = {"instead_of": INSTEAD_OF.findall(asked)[0]}
    assert CODE.findall(asked) == []
    assert "werkt" not in asked.split("<main")[1].split("<form")[0]
    made = office.post(address, form)
    assert len(CODE.findall(made.content.decode())) == 1
    cards = Pass.objects.filter(used_at=None).count()
    again = office.post(address, form)
    page = again.content.decode()
    assert (again.status_code, CODE.findall(page)) == (400, [])
    assert 'class="error"' in page
    assert (Pass.objects.count(), Pass.objects.filter(used_at=None).count()) == (cards, cards)
    on_purpose = office.post(address, {"instead_of": INSTEAD_OF.findall(page)[0]})
    assert len(CODE.findall(on_purpose.content.decode())) == 1
    assert Pass.objects.filter(used_at=None).count() == cards


def test_a_start_card_shows_its_code_once_and_lets_her_in(cast: Cast, office: Client) -> None:
    page = office.post(reverse("office:start-card", args=[cast.henk.pk])).content.decode()
    code = page.split('sign-card__code">')[1].split("<")[0]
    assert AccountNotice.objects.get(person=cast.henk).by_administrator
    fields = {"number": cast.henk.card_number, "code": code.lower(), "password": "wolken boven zee"}
    assert Client().post(reverse("account_signup"), fields).url == "/"  # type: ignore[attr-defined]
    assert Client().post(reverse("account_signup"), fields).status_code == 200
    assert Person.objects.get(pk=cast.henk.pk).check_password("wolken boven zee")


def test_an_ending_that_cannot_be_undone_gets_a_sentence(cast: Cast, office: Client) -> None:
    ending = Membership.objects.get(person=cast.femke)
    ending.ends = timezone.localdate()
    ending.save()
    Membership.objects.create(person=cast.femke, team=ending.team, starts=date(2025, 1, 1))
    address = reverse("office:keep-membership", args=[cast.femke.pk, ending.pk])
    page = office.post(address, follow=True, headers={"accept-language": "en"})
    assert "already has a place in this team" in page.content.decode()


def test_a_list_that_waited_too_long_is_asked_for_again(
    cast: Cast, office: Client, settings: Settings
) -> None:
    upload(office, *CAST_ROWS)
    for kept in (settings.DATA / "uploads").iterdir():
        os.utime(kept, (0, 0))
    assert office.get(reverse("office:import-plan"))["Location"] == reverse("office:import")


def test_roles_need_the_password_again(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("office:grants", args=[cast.femke.pk])
    assert (
        reverse("account_reauthenticate")
        in signed_in(cast.admin).post(address, {"kinds": ["hr"]})["Location"]
    )
    assert not cast.femke.grants.exists()


def test_roles_are_given_and_shown_to_the_person(cast: Cast, office: Client) -> None:
    office.post(reverse("office:grants", args=[cast.femke.pk]), {"kinds": ["hr", "guide"]})
    assert sorted(cast.femke.grants.values_list("kind", flat=True)) == ["guide", "hr"]
    assert AccountNotice.objects.get(person=cast.femke).kind == "grant"


def test_an_administrator_does_not_lock_herself_out(cast: Cast, office: Client) -> None:
    office.post(reverse("office:grants", args=[cast.admin.pk]), {"kinds": []})
    office.post(reverse("office:disable", args=[cast.admin.pk]))
    cast.admin.refresh_from_db()
    assert cast.admin.is_active
    assert cast.admin.grants.filter(kind="admin").exists()


def test_closing_ends_sessions_and_can_be_undone(cast: Cast, office: Client, signed_in: SignedIn) -> None:
    phone = signed_in(cast.femke)
    office.post(reverse("office:disable", args=[cast.femke.pk]))
    assert phone.get("/").status_code == 302
    office.post(reverse("office:enable", args=[cast.femke.pk]))
    cast.femke.refresh_from_db()
    assert cast.femke.is_active

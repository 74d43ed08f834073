"""Start cards for all newcomers on one print: for whoever has no password, once, as many as were said."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.actions.passes import (
    NumberChanged,
    hand_out,
    hand_out_start_cards,
    normalised,
    peek,
)
from mortel.apps.people.choices import PassKind
from mortel.apps.people.models import AccountNotice, Membership, Pass, Person, Team
from mortel.apps.people.queries import newcomers_listed, teams_not_begun
from tests.cast import PASSWORD, Cast

ALL = "office:make-start-cards"


def newcomer(name: str, *teams: Team, starts: date | None = None, ends: date | None = None) -> Person:
    """Somebody without a password; the first team is the main one."""
    person = Person(name=name, card_number=str(40_000_000 + Person.objects.count()))
    person.set_unusable_password()
    person.save()
    for place, team in enumerate(teams):
        days = {"starts": starts or date(2024, 1, 1), "ends": ends}
        Membership.objects.create(person=person, team=team, is_main=place == 0, **days)
    return person


@pytest.fixture
def office(cast: Cast, signed_in: Callable[[Person], Client]) -> Client:
    client = signed_in(cast.admin)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.cookies["language"] = "en"
    return client


def shown(page: str) -> list[tuple[str, str, str]]:
    """Name, team and code of each card on a page."""
    cards = page.split('<article class="sign-card">')[1:]
    return [tuple(re.findall(r"<dd[^>]*>([^<]*)</dd>", card)[i] for i in (0, 1, 3)) for card in cards]  # type: ignore[misc]


def test_each_newcomer_gets_a_card_with_her_team_and_it_lets_her_in(cast: Cast, office: Client) -> None:
    newcomer("Wil de Wit", cast.team)
    sanne = newcomer("Sanne Bakker", cast.other_team, cast.team)
    newcomer("Jan van 't Hof", cast.team)
    page = office.get(reverse(ALL)).content.decode()
    assert "Make 3 start cards?" in page
    assert "stop working" in page
    assert "1 sheet of A4" in page
    cards = shown(office.post(reverse(ALL), {"number": "3"}).content.decode())
    assert [card[:2] for card in cards] == [
        ("Jan van &#x27;t Hof", "De Kaap · Duinzicht"),
        ("Wil de Wit", "De Kaap · Duinzicht"),
        ("Sanne Bakker", "De Kaap · Wadzicht"),
    ]
    fields = {"number": sanne.card_number, "code": cards[2][2], "password": "wolken boven zee"}
    assert Client().post(reverse("account_signup"), fields).status_code == 302
    assert Pass.objects.filter(kind=PassKind.START_CARD).count() == 3


def test_one_team_gets_its_own_cards(cast: Cast, office: Client) -> None:
    newcomer("Wil de Wit", cast.team)
    newcomer("Sanne Bakker", cast.other_team, cast.team)
    newcomer("Kees Blom", cast.other_team)
    assert [(team.name, team.number) for team in teams_not_begun()] == [
        ("De Kaap · Duinzicht", 2),
        ("De Kaap · Wadzicht", 2),
    ]
    address = reverse("office:make-start-cards-of-team", args=[cast.team.pk])
    assert "De Kaap · Duinzicht" in office.get(address).content.decode()
    cards = shown(office.post(address, {"number": "2"}).content.decode())
    assert [card[:2] for card in cards] == [
        ("Sanne Bakker", "De Kaap · Duinzicht"),
        ("Wil de Wit", "De Kaap · Duinzicht"),
    ]


def test_whoever_has_a_password_is_closed_or_has_left_gets_none(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    newcomer("Weg", cast.team, ends=yesterday)
    closed = newcomer("Dicht", cast.team)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    newcomer("Straks", cast.team, starts=timezone.localdate() + timedelta(days=30))
    newcomer("Zonder team")
    epoch = cast.femke.session_epoch
    made = hand_out_start_cards(by=cast.admin, team=None, number=2)
    assert [(person.name, where) for person, where, _code in made] == [
        ("Zonder team", ""),
        ("Straks", "De Kaap · Duinzicht"),
    ]
    cast.femke.refresh_from_db()
    assert (cast.femke.session_epoch, cast.femke.has_usable_password()) == (epoch, True)
    assert not AccountNotice.objects.filter(person=cast.femke).exists()


def test_an_older_card_dies_and_each_card_is_told_and_in_the_log(cast: Cast) -> None:
    people = [newcomer("Wil de Wit", cast.team), newcomer("Sanne Bakker", cast.team)]
    old = hand_out(PassKind.START_CARD, person=people[0], by=cast.admin)
    epoch = people[0].session_epoch
    made = hand_out_start_cards(by=cast.admin, team=cast.team.pk, number=2)
    assert peek(PassKind.START_CARD, old) is None
    for person, _where, code in made:
        given = peek(PassKind.START_CARD, normalised(code))
        assert given is not None
        assert given.person == person
        assert AccountNotice.objects.filter(person=person, kind="new_card", by_administrator=True).exists()
    people[0].refresh_from_db()
    assert people[0].session_epoch == epoch + 1
    entries = AuditEntry.objects.filter(act="pass_made").order_by("-id")[:2]
    assert {entry.subject for entry in entries} == {person.ledger_id for person in people}
    assert all(
        (entry.actor, entry.details) == (cast.admin.ledger_id, {"kind": "start_card"}) for entry in entries
    )


@pytest.mark.parametrize("number", ["1", "", "-2", "x", "²", "99999999"])
def test_another_number_than_was_said_makes_no_cards(cast: Cast, office: Client, number: str) -> None:
    newcomer("Wil de Wit", cast.team)
    newcomer("Sanne Bakker", cast.team)
    answer = office.post(reverse(ALL), {"number": number})
    assert answer.status_code == 400
    assert "Something changed since you looked" in answer.content.decode()
    assert 'name="number" value="2"' in answer.content.decode()
    assert not Pass.objects.exists()


def test_whoever_began_in_between_is_left_alone(cast: Cast) -> None:
    wil = newcomer("Wil de Wit", cast.team)
    wil.set_password("wolken boven zee")
    wil.save()
    with pytest.raises(NumberChanged):
        hand_out_start_cards(by=cast.admin, team=None, number=1)
    assert not Pass.objects.exists()


def test_looking_makes_nothing_and_the_password_is_asked_again(
    cast: Cast, office: Client, signed_in: Callable[[Person], Client]
) -> None:
    newcomer("Wil de Wit", cast.team)
    office.get(reverse(ALL))
    answer = signed_in(cast.admin).post(reverse(ALL), {"number": "1"})
    assert reverse("account_reauthenticate") in answer["Location"]
    assert not Pass.objects.exists()


def test_the_list_and_the_read_in_list_lead_to_the_cards(cast: Cast, office: Client) -> None:
    address = reverse("office:start-cards")
    assert f'href="{address}"' in office.get(reverse("office:people")).content.decode()
    assert "Everybody has chosen a password" in office.get(address).content.decode()
    newcomer("Wil de Wit", cast.team)
    page = office.get(address).content.decode()
    assert "1 person has not chosen a password yet" in page
    assert reverse(ALL) in page


def test_more_than_fit_in_one_print_are_made_by_team(
    cast: Cast, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mortel.web.office.start_cards.AT_ONCE", 1)
    newcomer("Wil de Wit", cast.team)
    newcomer("Sanne Bakker", cast.other_team)
    page = office.get(reverse("office:start-cards")).content.decode()
    assert "So choose a team" in page
    assert f'"{reverse(ALL)}"' not in page
    assert office.post(reverse(ALL), {"number": "2"})["Location"] == reverse("office:start-cards")
    assert not Pass.objects.exists()


def test_many_cards_take_as_many_queries_as_few(
    cast: Cast, office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (2, 40):
        while len(newcomers_listed()) < number:
            newcomer(f"Nieuw {number}", cast.team)
        office.get(reverse(ALL))
        with django_assert_num_queries(21):
            office.post(reverse(ALL), {"number": str(number)})

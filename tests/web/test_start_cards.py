"""Start cards for all newcomers on one print: for whoever has no password, once, exactly those that were shown."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.actions.passes import (
    CardsChanged,
    hand_out,
    hand_out_start_cards,
    normalised,
    peek,
)
from mortel.apps.people.choices import PassKind
from mortel.apps.people.models import AccountNotice, Membership, Pass, Person, Team
from mortel.apps.people.newcomers import next_print, teams_waiting, waiting
from tests.cast import PASSWORD, Cast, assemble

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


def fingerprint(page: str) -> str:
    found = re.search(r'name="fingerprint" value="(\w+)"', page)
    return found[1] if found else ""


def make(office: Client, address: str) -> str:
    """Look, and make what is shown; the page that comes then."""
    said = fingerprint(office.get(address).content.decode())
    return office.post(address, {"fingerprint": said}).content.decode()


def make_them(cast: Cast, team: Team | None = None, *, again: bool = False) -> list[tuple[Person, str, str]]:
    """The same below the pages."""
    pk = team.pk if team else None
    said = next_print(team=pk, again=again).fingerprint
    return hand_out_start_cards(by=cast.admin, team=pk, fingerprint=said, again=again)


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
    assert "1 sheet of A4" in page
    assert "stop working" not in page
    cards = shown(make(office, reverse(ALL)))
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
    assert [(team.name, team.without_card, team.with_card) for team in teams_waiting()] == [
        ("De Kaap · Duinzicht", 2, 0),
        ("De Kaap · Wadzicht", 2, 0),
    ]
    address = reverse("office:make-start-cards-of-team", args=[cast.team.pk])
    assert "De Kaap · Duinzicht" in office.get(address).content.decode()
    assert [card[:2] for card in shown(make(office, address))] == [
        ("Sanne Bakker", "De Kaap · Duinzicht"),
        ("Wil de Wit", "De Kaap · Duinzicht"),
    ]
    assert [(team.name, team.without_card, team.with_card) for team in teams_waiting()] == [
        ("De Kaap · Duinzicht", 0, 2),
        ("De Kaap · Wadzicht", 1, 1),
    ]


def test_teams_stand_in_one_order_on_the_page_and_on_paper(cast: Cast) -> None:
    for name in ("alfa", "Bravo", "charlie", "Alfa"):
        newcomer(f"Van {name}", Team.objects.create(name=name, unit=cast.team.unit))
    names = [f"De Kaap · {name}" for name in ("Alfa", "alfa", "Bravo", "charlie")]
    assert [team.name for team in teams_waiting()] == names
    assert [one.where for one in next_print().newcomers] == names


def test_whoever_has_a_password_is_closed_or_has_left_gets_none(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    newcomer("Weg", cast.team, ends=yesterday)
    closed = newcomer("Dicht", cast.team)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    newcomer("Straks", cast.team, starts=timezone.localdate() + timedelta(days=30))
    newcomer("Zonder team")
    epoch = cast.femke.session_epoch
    assert [(person.name, where) for person, where, _code in make_them(cast)] == [
        ("Zonder team", ""),
        ("Straks", "De Kaap · Duinzicht"),
    ]
    cast.femke.refresh_from_db()
    assert (cast.femke.session_epoch, cast.femke.has_usable_password()) == (epoch, True)
    assert not AccountNotice.objects.filter(person=cast.femke).exists()


def test_whoever_writes_at_the_shared_device_gets_hers_at_her_account_only(
    cast: Cast, office: Client
) -> None:
    """What she wrote there would lie in the printer, behind a code that anybody can read."""
    newcomer("Wil de Wit", cast.team)
    for name in ("Sanne Bakker", "Kees Blom"):
        hand_out(PassKind.KIOSK_CARD, person=newcomer(name, cast.team), by=cast.admin)
    hand_out(PassKind.START_CARD, person=Person.objects.get(name="Kees Blom"), by=cast.admin)
    Pass.objects.filter(kind=PassKind.KIOSK_CARD, person__name="Kees Blom").update(used_at=timezone.now())
    page = office.get(reverse("office:start-cards")).content.decode()
    assert "3 people have not chosen a password yet" in page
    assert "2 people have a card for the shared device and are left out here" in page
    for again in (False, True):
        assert [one.person.name for one in next_print(again=again).newcomers] == ["Wil de Wit"]
    assert [(team.without_card, team.with_card) for team in teams_waiting()] == [(1, 0)]


def test_each_card_is_told_to_its_owner_and_the_log_names_nobody(cast: Cast) -> None:
    people = [newcomer("Wil de Wit", cast.team), newcomer("Sanne Bakker", cast.team)]
    epoch = people[0].session_epoch
    for person, _where, code in make_them(cast):
        given = peek(PassKind.START_CARD, normalised(code))
        assert given is not None
        assert given.person == person
        assert AccountNotice.objects.filter(person=person, kind="new_card", by_administrator=True).exists()
    people[0].refresh_from_db()
    assert people[0].session_epoch == epoch + 1
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.actor, entry.subject) == ("start_cards_made", cast.admin.ledger_id, None)
    assert entry.details == {"number": 2, "team": "everybody"}


@pytest.mark.parametrize(("number", "named"), [(4, "a team with few newcomers"), (5, "De Kaap · Duinzicht")])
def test_the_log_names_a_team_only_where_many_got_a_card(
    cast: Cast, signed_in: Callable[[Person], Client], number: int, named: str
) -> None:
    for turn in range(number):
        newcomer(f"Nieuw {turn}", cast.team)
    make_them(cast, cast.team)
    page = signed_in(cast.council).get(reverse("ledger:entries"), headers={"accept-language": "en"})
    assert f"Start cards made for newcomers: {number}. For whom: {named}." in page.content.decode()
    assert "Nieuw" not in page.content.decode()


def test_making_them_twice_leaves_the_cards_that_were_handed_out(cast: Cast, office: Client) -> None:
    """The button pressed twice, or F5 on the page with the cards."""
    newcomer("Wil de Wit", cast.team)
    said = fingerprint(office.get(reverse(ALL)).content.decode())
    [card] = shown(office.post(reverse(ALL), {"fingerprint": said}).content.decode())
    again = office.post(reverse(ALL), {"fingerprint": said}, follow=True)
    assert again.redirect_chain[-1][0] == reverse("office:start-cards")
    assert "Something changed since you looked" in again.content.decode()
    newcomer("Sanne Bakker", cast.team)
    assert office.post(reverse(ALL), {"fingerprint": said}).status_code == 400
    assert [one[0] for one in shown(make(office, reverse(ALL)))] == ["Sanne Bakker"]
    assert peek(PassKind.START_CARD, normalised(card[2])) is not None


def test_cards_are_replaced_only_on_purpose_and_only_those_that_were_shown(
    cast: Cast, office: Client
) -> None:
    newcomer("Wil de Wit", cast.team)
    [(_person, _where, old)] = make_them(cast)
    newcomer("Sanne Bakker", cast.team)
    again = reverse(ALL) + "?opnieuw=1"
    assert again in office.get(reverse("office:start-cards")).content.decode()
    page = office.get(again).content.decode()
    assert "Make 2 start cards?" in page
    assert "1 card that was made before stops working." in page
    assert len(shown(office.post(again, {"fingerprint": fingerprint(page)}).content.decode())) == 2
    assert peek(PassKind.START_CARD, normalised(old)) is None
    twice = office.post(again, {"fingerprint": fingerprint(page)})
    assert twice.status_code == 400
    assert "2 cards that were made before stop working." in twice.content.decode()
    # As many people and as many cards as a moment ago, and yet others: each print is seen for itself.
    both = office.get(again).content.decode()
    assert len(shown(office.post(again, {"fingerprint": fingerprint(both)}).content.decode())) == 2
    assert office.post(again, {"fingerprint": fingerprint(both)}).status_code == 400


def test_a_card_that_expired_is_made_anew(cast: Cast) -> None:
    newcomer("Wil de Wit", cast.team)
    make_them(cast)
    assert (waiting().without_card, waiting().with_card) == (0, 1)
    Pass.objects.update(expires_at=timezone.now())
    assert (waiting().without_card, waiting().with_card) == (1, 0)
    assert len(make_them(cast)) == 1


@pytest.mark.parametrize("said", ["", "0", "2" * 64, "é"])
def test_what_was_not_shown_is_not_made(cast: Cast, office: Client, said: str) -> None:
    newcomer("Wil de Wit", cast.team)
    answer = office.post(reverse(ALL), {"fingerprint": said})
    assert answer.status_code == 400
    assert "Something changed since you looked" in answer.content.decode()
    assert fingerprint(answer.content.decode()) == next_print().fingerprint
    assert not Pass.objects.exists()


def test_whoever_began_in_between_is_left_alone(cast: Cast) -> None:
    wil = newcomer("Wil de Wit", cast.team)
    newcomer("Sanne Bakker", cast.team)
    said = next_print().fingerprint
    wil.set_password("wolken boven zee")
    wil.save()
    with pytest.raises(CardsChanged):
        hand_out_start_cards(by=cast.admin, team=None, fingerprint=said)
    assert not Pass.objects.exists()


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_of_two_taps_at_once_one_makes_the_cards() -> None:
    cast, both = assemble(), Barrier(2, timeout=10)
    newcomer("Wil de Wit", cast.team)
    said = next_print().fingerprint

    def tap() -> str:
        try:
            both.wait()
            hand_out_start_cards(by=cast.admin, team=None, fingerprint=said)
        except CardsChanged:
            return "told"
        finally:
            connections.close_all()
        return "made"

    with ThreadPoolExecutor(2) as threads:
        taps = [threads.submit(tap) for _ in range(2)]
        assert sorted(one.result() for one in taps) == ["made", "told"]
    assert Pass.objects.count() == 1


def test_looking_makes_nothing_and_the_password_is_asked_again(
    cast: Cast, office: Client, signed_in: Callable[[Person], Client]
) -> None:
    newcomer("Wil de Wit", cast.team)
    said = fingerprint(office.get(reverse(ALL)).content.decode())
    answer = signed_in(cast.admin).post(reverse(ALL), {"fingerprint": said})
    assert reverse("account_reauthenticate") in answer["Location"]
    assert not Pass.objects.exists()


def test_the_list_and_the_read_in_list_lead_to_the_cards(cast: Cast, office: Client) -> None:
    address = reverse("office:start-cards")
    assert f'href="{address}"' in office.get(reverse("office:people")).content.decode()
    assert "Everybody has chosen a password" in office.get(address).content.decode()
    newcomer("Wil de Wit", cast.team)
    page = office.get(address).content.decode()
    assert "1 person has not chosen a password yet" in page
    assert f'href="{reverse(ALL)}"' in page
    make_them(cast)
    page = office.get(address).content.decode()
    assert "1 person has a card that still works" in page
    assert f'href="{reverse(ALL)}"' not in page


def test_what_does_not_fit_in_one_print_comes_in_the_next(
    cast: Cast, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mortel.apps.people.newcomers.AT_ONCE", 2)
    for name in ("Wil de Wit", "Sanne Bakker", "Kees Blom"):
        newcomer(name, cast.team)
    address = reverse("office:make-start-cards-of-team", args=[cast.team.pk])
    assert "Make the other 1 after these." in office.get(address).content.decode()
    assert [card[0] for card in shown(make(office, address))] == ["Sanne Bakker", "Kees Blom"]
    assert [card[0] for card in shown(make(office, address))] == ["Wil de Wit"]
    # Once more for all: the oldest cards first, so that nobody is skipped.
    newcomer("Jan de Aal", cast.team)
    assert [card[0] for card in shown(make(office, address + "?opnieuw=1"))] == ["Jan de Aal", "Sanne Bakker"]
    assert [card[0] for card in shown(make(office, address + "?opnieuw=1"))] == ["Kees Blom", "Wil de Wit"]


def test_many_cards_take_as_many_queries_as_few(
    cast: Cast, office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in (2, 40):
        while len(next_print(again=True).newcomers) < number:
            newcomer(f"Nieuw {number}", cast.team)
        said = fingerprint(office.get(reverse(ALL) + "?opnieuw=1").content.decode())
        with django_assert_num_queries(19):
            office.post(reverse(ALL) + "?opnieuw=1", {"fingerprint": said})

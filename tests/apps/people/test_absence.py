"""Days away: her own and a list's, who gets no message, and who stands where on a day."""

from datetime import date, timedelta
from decimal import Decimal
from typing import get_args
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.access import own_away_for
from mortel.apps.people.actions.absence import (
    SameFirstDay,
    add_away,
    change_away,
    remove_all_typed,
    remove_away,
)
from mortel.apps.people.actions.importing import import_people, plan_for
from mortel.apps.people.choices import ContractKind
from mortel.apps.people.models import AccountNotice, Away, Membership, Person, Team, Unit
from mortel.apps.people.queries import everything_of
from mortel.apps.people.tasks import upkeep
from mortel.apps.people.workforce import away_of, is_away, long_leave, population, reporting_tree
from mortel.pure.personnel.contracts import Contract
from mortel.pure.personnel.reading import read_table
from mortel.pure.personnel.rows import PersonnelList, personnel_list
from tests.cast import Cast

HEADER = "personeelsnummer;naam;eenheid;team;soort contract;afwezig van;afwezig t/m\n"
MARIT, HENK = "1001;Marit Hoekstra;De Kaap;Duinzicht", "1004;Henk Postma;De Kaap;Duinzicht"


def day(later: int) -> date:
    return timezone.localdate() + timedelta(days=later)


def listed(*rows: str, header: str = HEADER) -> PersonnelList:
    return personnel_list(read_table((header + "\n".join(rows)).encode(), "lijst.csv"))


def apply(people: PersonnelList, cast: Cast) -> None:
    plan = plan_for(people)
    import_people(people, by=cast.admin, fingerprint=plan.fingerprint, confirmed=len(plan.leaving))


def away_row(who: str, first: int, last: int) -> str:
    return f"{who};;{day(first):%d-%m-%Y};{day(last):%d-%m-%Y}"


def times(person: Person) -> list[tuple[int, int | None, bool]]:
    today = timezone.localdate()
    return [
        ((one.starts - today).days, (one.ends - today).days if one.ends else None, one.from_list)
        for one in away_of(person)
    ]


def test_a_list_replaces_what_lists_said_and_never_what_she_typed(cast: Cast) -> None:
    add_away(by=cast.marit, starts=day(3), ends=day(5))
    apply(listed(away_row(MARIT, 3, 40), away_row(HENK, 0, 9)), cast)
    assert times(cast.marit) == [(3, 5, False), (3, 40, True)]
    apply(listed(away_row(MARIT, 10, 50), f"{HENK};;;"), cast)
    assert times(cast.marit) == [(3, 5, False), (10, 50, True)]
    assert times(cast.henk) == []


def test_a_list_without_away_dates_or_without_her_leaves_them(cast: Cast) -> None:
    apply(listed(away_row(MARIT, 3, 40), f"{HENK};;;"), cast)
    apply(listed(MARIT, HENK, header="personeelsnummer;naam;eenheid;team\n"), cast)
    apply(listed(away_row(HENK, 0, 9)), cast)
    assert times(cast.marit) == [(3, 40, True)]


def test_a_newcomer_comes_with_her_dates_and_her_contract(cast: Cast) -> None:
    apply(listed(f"2001;Sanne Bakker;De Kreek;Nachtploeg;oproepkracht;{day(1):%d-%m-%Y};"), cast)
    sanne = Person.objects.get(personnel_number="2001")
    assert times(sanne) == [(1, None, True)]
    assert Membership.objects.get(person=sanne).contract == ContractKind.FLEX


def test_a_known_contract_changes_and_the_rest_stays_employed(cast: Cast) -> None:
    apply(listed(f"{MARIT};stagiaire;;", f"{HENK};;;"), cast)
    assert Membership.objects.get(person=cast.marit).contract == ContractKind.STUDENT
    assert set(Membership.objects.exclude(person=cast.marit).values_list("contract", flat=True)) == {
        "permanent"
    }


def test_the_tables_know_the_contracts_that_lists_know() -> None:
    assert set(ContractKind.values) == set(get_args(Contract))


def test_what_she_took_away_the_same_list_does_not_bring_back_but_other_dates_do_come(cast: Cast) -> None:
    people = listed(away_row(MARIT, 0, 40))
    apply(people, cast)
    remove_away(by=cast.marit, pk=away_of(cast.marit)[0].pk)
    for _ in range(2):
        assert (times(cast.marit), is_away([cast.marit.pk], day(1))) == ([], set())
        assert long_leave(day(1)) == set()
        apply(people, cast)
    assert everything_of(cast.marit)["away"][0]["taken_away_by_you"]
    apply(listed(away_row(MARIT, 0, 50)), cast)
    assert times(cast.marit) == [(0, 50, True)]


def test_the_plan_is_the_same_before_and_after_she_took_dates_away(cast: Cast) -> None:
    people = listed(away_row(MARIT, 0, 40))
    apply(people, cast)
    before = plan_for(people)
    remove_away(by=cast.marit, pk=away_of(cast.marit)[0].pk)
    add_away(by=cast.marit, starts=day(2), ends=None)
    assert plan_for(people) == before


def test_a_longer_list_of_away_dates_takes_no_more_queries(cast: Cast) -> None:
    def queries(number: int, length: int) -> int:
        """So many of forty are away for so long."""
        who = [f"30{n:02};P {n};De Kaap;Duinzicht" for n in range(40)]
        people = listed(
            *(away_row(one, 0, length) for one in who[:number]), *(f"{one};;;" for one in who[number:])
        )
        plan = plan_for(people)
        with CaptureQueriesContext(connection) as caught:
            import_people(people, by=cast.admin, fingerprint=plan.fingerprint, confirmed=len(plan.leaving))
        return len(caught)

    queries(2, 1)
    assert queries(2, 2) == queries(2, 3)
    queries(40, 3)
    assert queries(40, 4) == queries(40, 5) == queries(2, 2)


def test_nobody_is_told_and_the_ledger_does_not_know(cast: Cast) -> None:
    away = add_away(by=cast.marit, starts=day(0), ends=None)
    change_away(away=away, starts=day(1), ends=day(3))
    remove_away(by=cast.marit, pk=away.pk)
    assert not AuditEntry.objects.exists()
    apply(listed(away_row(MARIT, 0, 40)), cast)
    assert AuditEntry.objects.get().act == "personnel_list_read_in"
    assert "away" not in str(AuditEntry.objects.get().details)
    assert not AccountNotice.objects.exists()


def test_the_same_dates_twice_are_one_and_other_dates_from_that_day_are_refused(cast: Cast) -> None:
    first = add_away(by=cast.marit, starts=day(1), ends=day(3))
    assert add_away(by=cast.marit, starts=day(1), ends=day(3)).pk == first.pk
    with pytest.raises(SameFirstDay):
        add_away(by=cast.marit, starts=day(1), ends=None)
    second = add_away(by=cast.marit, starts=day(9), ends=None)
    with pytest.raises(SameFirstDay):
        change_away(away=second, starts=day(1), ends=None)
    assert times(cast.marit) == [(1, 3, False), (9, None, False)]


def test_dates_of_somebody_else_or_of_a_list_are_not_hers_to_change(cast: Cast) -> None:
    apply(listed(away_row(MARIT, 0, 40)), cast)
    hers, other = away_of(cast.marit)[0], add_away(by=cast.henk, starts=day(1), ends=None)
    for pk in (hers.pk, other.pk, uuid4()):
        with pytest.raises(Http404):
            own_away_for(cast.marit, pk)
    remove_away(by=cast.marit, pk=other.pk)
    assert times(cast.henk) == [(1, None, False)]
    assert own_away_for(cast.henk, other.pk) == other


def test_deleting_everything_she_typed_leaves_what_the_list_says(cast: Cast) -> None:
    apply(listed(away_row(MARIT, 0, 40)), cast)
    add_away(by=cast.marit, starts=day(60), ends=None)
    remove_all_typed(by=cast.marit)
    assert times(cast.marit) == [(0, 40, True)]


@pytest.mark.parametrize("wrong", [{"ends": date(2026, 1, 1)}, {"withdrawn": True}])
def test_the_table_refuses_what_cannot_be(cast: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Away.objects.create(person=cast.marit, starts=date(2026, 1, 2), **wrong)


@pytest.mark.parametrize(
    ("starts", "ends", "away"),
    [(0, 0, True), (-9, None, True), (0, 5, True), (-5, 0, True), (1, None, False), (-5, -1, False)],
)
def test_who_is_away_is_so_from_the_first_day_to_the_last(
    cast: Cast, starts: int, ends: int | None, away: bool
) -> None:
    add_away(by=cast.marit, starts=day(starts), ends=None if ends is None else day(ends))
    asked = [cast.marit.pk, cast.femke.pk]
    assert is_away(asked, day(0)) == ({cast.marit.pk} if away else set())
    assert is_away([cast.femke.pk], day(0)) == set()


def test_long_leave_is_four_weeks_or_no_end_and_two_periods_that_join_are_one(cast: Cast) -> None:
    add_away(by=cast.marit, starts=day(0), ends=day(27))
    add_away(by=cast.femke, starts=day(0), ends=day(26))
    add_away(by=cast.joke, starts=day(-2), ends=None)
    add_away(by=cast.henk, starts=day(-20), ends=day(-1))
    add_away(by=cast.henk, starts=day(0), ends=day(7))
    add_away(by=cast.bram, starts=day(1), ends=None)
    assert long_leave(day(0)) == {cast.marit.pk, cast.joke.pk, cast.henk.pk}
    assert long_leave(day(0), weeks=1) == long_leave(day(0)) | {cast.femke.pk}
    assert long_leave(day(8)) == {cast.marit.pk, cast.joke.pk, cast.bram.pk}


def test_dates_go_four_weeks_after_the_last_day(cast: Cast) -> None:
    for number, last in enumerate((-29, -28, 5)):
        add_away(by=cast.marit, starts=day(-90 + number), ends=day(last))
    add_away(by=cast.henk, starts=day(-400), ends=None)
    assert upkeep()["away_dates"] == 1
    assert [last for _first, last, _listed in times(cast.marit)] == [-28, 5]
    assert len(times(cast.henk)) == 1


def test_the_population_is_every_membership_of_the_day(cast: Cast) -> None:
    Membership.objects.filter(person=cast.marit).update(
        hours=Decimal("24.5"), contract=ContractKind.FLEX, is_main=True
    )
    Membership.objects.create(
        person=cast.marit, team=cast.other_team, starts=day(0), ends=day(0), is_main=False
    )
    Membership.objects.filter(person=cast.femke).update(ends=day(-1))
    Membership.objects.filter(person=cast.joke).update(starts=day(1))
    Person.objects.filter(pk=cast.bram.pk).update(is_active=False)
    places = population(day(0))
    hers = [place for place in places if place.person == cast.marit.pk]
    assert [(p.team, p.is_main, p.hours, p.contract) for p in hers] == [
        (cast.team.pk, True, Decimal("24.5"), "flex"),
        (cast.other_team.pk, False, None, "permanent"),
    ]
    by_person = {place.person: place for place in places}
    assert by_person.keys() == {p.pk for p in cast.people()} - {cast.femke.pk, cast.joke.pk}
    assert len(places) == len(by_person) + 1
    henk, bram = by_person[cast.henk.pk], by_person[cast.bram.pk]
    assert (henk.has_email, henk.is_active, henk.is_lead) == (False, True, False)
    assert (bram.has_email, bram.is_active, bram.is_lead) == (True, False, True)
    assert henk.unit == cast.team.unit_id
    assert len(population(day(1))) == len(places)


def test_the_tree_names_each_unit_after_its_parent_and_then_the_teams(cast: Cast) -> None:
    zuid = Unit.objects.create(name="Zuid")
    Unit.objects.filter(pk=cast.team.unit_id).update(parent=zuid)
    Team.objects.create(name="Aanloop", unit=zuid)
    tree = reporting_tree()
    assert [(one.name, one.kind) for one in tree] == [
        ("Zuid", "unit"),
        ("De Kaap", "unit"),
        ("Aanloop", "team"),
        ("Duinzicht", "team"),
        ("Wadzicht", "team"),
    ]
    seen = {None}
    for one in tree:
        assert one.parent in seen
        seen.add(one.id)


def test_what_the_climate_asks_takes_the_same_queries_however_many_there_are(cast: Cast) -> None:
    for person in cast.people():
        add_away(by=person, starts=day(-40), ends=None)
        add_away(by=person, starts=day(-60), ends=day(-41))
    ids = [person.pk for person in cast.people()]
    for ask, allowed in (
        (lambda: is_away(ids, day(0)), 1),
        (lambda: long_leave(day(0)), 1),
        (lambda: population(day(0)), 1),
        (reporting_tree, 2),
    ):
        with CaptureQueriesContext(connection) as caught:
            ask()
        assert len(caught) == allowed

"""The personnel list in the tables: what was planned is written, whole or not at all."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.actions.importing import (
    AlreadyOpen,
    NotConfirmed,
    PlanChanged,
    import_people,
    plan_for,
    undo_ending,
)
from mortel.apps.people.models import AccountNotice, Membership, Person, Team, Unit
from mortel.apps.people.queries import personnel_state
from mortel.pure.personnel.applying import applied
from mortel.pure.personnel.reading import read_table
from mortel.pure.personnel.rows import PersonnelList, personnel_list
from tests.cast import Cast

HEADER = "personeelsnummer;naam;e-mail;eenheid;team;functie;leidinggevende;in dienst;uren\n"
CAST_ROWS = [
    "1001;Marit Hoekstra;marit@waddenkant.example;De Kaap;Duinzicht;verzorgende;nee;1-1-2024;",
    "1002;Femke de Boer;femke@waddenkant.example;De Kaap;Duinzicht;verzorgende;nee;1-1-2024;",
    "1003;Joke Visser;joke@waddenkant.example;De Kaap;Duinzicht;verzorgende;ja;1-1-2024;",
    "1004;Henk Postma;;De Kaap;Duinzicht;verzorgende;nee;1-1-2024;",
    "1005;Bram Dijkstra;bram@waddenkant.example;De Kaap;Wadzicht;verzorgende;ja;1-1-2024;",
    "1006;Ilse Gids;ilse@waddenkant.example;De Kaap;Duinzicht;verzorgende;nee;1-1-2024;",
    "1007;Nadia Hr;nadia@waddenkant.example;De Kaap;Wadzicht;verzorgende;nee;1-1-2024;",
    "1008;Otto Onderzoek;otto@waddenkant.example;De Kaap;Wadzicht;verzorgende;nee;1-1-2024;",
    "1009;Rita Raad;rita@waddenkant.example;De Kaap;Wadzicht;verzorgende;nee;1-1-2024;",
    "1010;Arie Beheer;arie@waddenkant.example;De Kaap;Wadzicht;verzorgende;nee;1-1-2024;",
]


def listed(*rows: str) -> PersonnelList:
    return personnel_list(read_table((HEADER + "\n".join(rows)).encode(), "lijst.csv"))


def apply(
    people: PersonnelList, cast: Cast, *, confirmed: bool = False, ending_on: date | None = None
) -> None:
    fingerprint = plan_for(people, ending_on=ending_on).fingerprint
    import_people(people, by=cast.admin, fingerprint=fingerprint, confirmed=confirmed, ending_on=ending_on)


def test_the_list_of_today_changes_nothing(cast: Cast) -> None:
    assert plan_for(listed(*CAST_ROWS)).is_empty


def test_newcomers_units_and_teams_are_made(cast: Cast) -> None:
    new = "2001;Sanne Bakker;sanne@waddenkant.example;De Kreek;Nachtploeg;verpleegkundige;nee;1-11-2026;24"
    people = listed(*CAST_ROWS, new)
    apply(people, cast)
    sanne = Person.objects.get(personnel_number="2001")
    stay = Membership.objects.get(person=sanne)
    assert (sanne.has_usable_password(), len(sanne.card_number)) == (False, 8)
    assert (stay.team.name, stay.team.unit.name, stay.function.name) == (
        "Nachtploeg",
        "De Kreek",
        "verpleegkundige",
    )  # type: ignore[union-attr]
    assert plan_for(people).is_empty


def test_the_tables_become_what_the_pure_plan_says(cast: Cast) -> None:
    rows = [
        row.replace("Femke de Boer", "Femke Bakker").replace("marit@", "m.hoekstra@")
        for row in CAST_ROWS[:-1]
    ]
    people = listed(*rows, "2001;Sanne Bakker;;De Kreek;Nachtploeg;verpleegkundige;nee;1-11-2026;24,5")
    expected = applied(personnel_state(), plan_for(people))
    apply(people, cast, confirmed=True)
    found = personnel_state()
    assert found.units == expected.units
    assert found.teams == expected.teams
    assert {one.personnel_number: one for one in found.employments} == {
        one.personnel_number: one for one in expected.employments
    }


def test_a_changed_address_is_told_and_ends_sessions(cast: Cast) -> None:
    epoch = cast.marit.session_epoch
    apply(listed(*[row.replace("marit@", "m.hoekstra@") for row in CAST_ROWS]), cast)
    cast.marit.refresh_from_db()
    assert cast.marit.email == "m.hoekstra@waddenkant.example"
    assert cast.marit.session_epoch > epoch
    assert AccountNotice.objects.get(person=cast.marit).kind == "address_by_import"
    acts = list(AuditEntry.objects.values_list("act", flat=True))
    assert acts == ["address_changed_by_list", "personnel_list_read_in"]


def test_many_leaving_needs_a_confirmation(cast: Cast) -> None:
    people = listed(*CAST_ROWS[:7])
    with pytest.raises(NotConfirmed):
        apply(people, cast)
    assert not Membership.objects.exclude(ends=None).exists()


def test_an_ending_is_dated_and_can_be_undone_until_then(cast: Cast) -> None:
    later = timezone.localdate() + timedelta(days=20)
    apply(listed(*CAST_ROWS[:9]), cast, confirmed=True, ending_on=later)
    stay = Membership.objects.get(person=cast.admin)
    assert stay.ends == later
    assert undo_ending(by=cast.admin, person=cast.admin, membership_id=stay.pk)
    stay.refresh_from_db()
    assert stay.ends is None
    assert not undo_ending(by=cast.admin, person=cast.admin, membership_id=stay.pk)


def test_an_ending_is_undone_for_its_own_person_only(cast: Cast) -> None:
    Membership.objects.filter(person=cast.femke).update(ends=timezone.localdate())
    stay = Membership.objects.get(person=cast.femke)
    assert not undo_ending(by=cast.admin, person=cast.henk, membership_id=stay.pk)
    stay.refresh_from_db()
    assert stay.ends is not None


def test_an_ending_beside_another_open_place_in_the_team_is_not_undone(cast: Cast) -> None:
    first = Membership.objects.get(person=cast.femke)
    first.ends = timezone.localdate()
    first.save()
    Membership.objects.create(person=cast.femke, team=first.team, starts=date(2025, 1, 1))
    with pytest.raises(AlreadyOpen):
        undo_ending(by=cast.admin, person=cast.femke, membership_id=first.pk)
    first.refresh_from_db()
    assert first.ends is not None


def test_people_of_units_that_are_not_in_the_list_stay(cast: Cast) -> None:
    elsewhere = Team.objects.create(name="Keuken", unit=Unit.objects.create(name="De Kreek"))
    Membership.objects.filter(person=cast.bram).update(team=elsewhere)
    apply(listed(*[row for row in CAST_ROWS if "Bram" not in row]), cast)
    assert Membership.objects.get(person=cast.bram).ends is None


def test_nothing_is_applied_that_was_not_shown(cast: Cast) -> None:
    people = listed(*CAST_ROWS, "2001;Sanne Bakker;;De Kreek;Nachtploeg;verpleegkundige;nee;1-11-2026;")
    shown = plan_for(people).fingerprint
    Person.objects.filter(pk=cast.femke.pk).update(name="Femke Anders")
    with pytest.raises(PlanChanged):
        import_people(people, by=cast.admin, fingerprint=shown, confirmed=True)
    assert not Person.objects.filter(personnel_number="2001").exists()

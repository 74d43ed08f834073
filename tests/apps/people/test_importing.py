"""The personnel list in the tables: what was planned is written, whole or not at all."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.actions import importing
from mortel.apps.people.actions.importing import (
    AlreadyOpen,
    NotConfirmed,
    PlanChanged,
    import_people,
    plan_for,
    undo_ending,
)
from mortel.apps.people.models import AccountNotice, Membership, Person, Team, Unit
from mortel.apps.people.workforce import personnel_state
from mortel.pure.personnel.applying import applied
from mortel.pure.personnel.plan import ImportPlan
from mortel.pure.personnel.reading import read_table
from mortel.pure.personnel.rows import PersonnelList, personnel_list
from mortel.pure.personnel.state import CurrentState
from tests.cast import Cast, assemble

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
    plan = plan_for(people, ending_on=ending_on)
    number = len(plan.leaving) if confirmed else None
    import_people(people, by=cast.admin, fingerprint=plan.fingerprint, confirmed=number, ending_on=ending_on)


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


def test_addresses_are_swapped_and_passed_on_in_one_list(cast: Cast) -> None:
    rows = "\n".join(CAST_ROWS).replace("marit@", "x@").replace("femke@", "marit@").replace("x@", "femke@")
    rows = rows.replace("joke@", "j.visser@")
    apply(listed(rows, "2001;Joke Bakker;Joke@waddenkant.example;De Kaap;Duinzicht;verzorgende;nee;;"), cast)
    found = dict(Person.objects.exclude(email=None).values_list("email_key", "name"))
    assert found["femke@waddenkant.example"] == "Marit Hoekstra"
    assert found["marit@waddenkant.example"] == "Femke de Boer"
    assert found["joke@waddenkant.example"] == "Joke Bakker"
    assert found["j.visser@waddenkant.example"] == "Joke Visser"


def test_whoever_keeps_the_same_address_stays_signed_in(cast: Cast) -> None:
    apply(
        listed(*[row.replace("marit@", "Marit@").replace("Femke de", "Femke van de") for row in CAST_ROWS]),
        cast,
    )
    for person in (cast.marit, cast.femke):
        before = person.session_epoch
        person.refresh_from_db()
        assert person.session_epoch == before
    assert cast.femke.name == "Femke van de Boer"
    assert not AccountNotice.objects.exists()


def test_the_stays_of_one_person_change_in_the_order_of_the_plan(cast: Cast) -> None:
    earlier, team = Membership.objects.get(person=cast.femke), cast.team
    Membership.objects.filter(pk=earlier.pk).update(ends=date(2024, 6, 30))
    Membership.objects.create(person=cast.femke, team=team, starts=date(2024, 7, 1), is_main=True)
    header = "personeelsnummer;naam;e-mail;eenheid;team;functie;in dienst;uit dienst\n"
    row = "1002;Femke de Boer;femke@waddenkant.example;De Kaap;Duinzicht;verzorgende;"
    others = [
        ";".join([*line.split(";")[:6], line.split(";")[7], ""]) for line in CAST_ROWS if "Femke" not in line
    ]
    # The second stay moves to where the first one was open.
    rows = [*others, f"{row}1-7-2024;31-12-2024", f"{row}1-1-2025;"]
    people = personnel_list(read_table((header + "\n".join(rows)).encode(), "lijst.csv"))
    expected = applied(personnel_state(), plan_for(people))
    apply(people, cast, confirmed=True)
    assert personnel_state() == expected
    assert plan_for(people).is_empty


def test_a_longer_list_takes_no_more_queries(cast: Cast) -> None:
    def queries(known: int, *, moved: int = 0) -> int:
        mails = ["new"] * moved + ["old"] * (known - moved)
        row = "20{0:02};P {0};{1}{0}@x.example;De Kaap;Duinzicht;vp;nee;;"
        people = listed(*CAST_ROWS, *[row.format(number, mail) for number, mail in enumerate(mails)])
        fingerprint = plan_for(people).fingerprint
        with CaptureQueriesContext(connection) as caught:
            import_people(people, by=cast.admin, fingerprint=fingerprint, confirmed=None)
        return len(caught)

    queries(1)
    assert queries(2) == queries(40)
    assert queries(40, moved=1) == queries(40, moved=40)


def test_many_leaving_needs_a_confirmation(cast: Cast) -> None:
    people = listed(*CAST_ROWS[:7])
    fingerprint = plan_for(people).fingerprint
    for number in (None, 0, 2, 4):
        with pytest.raises(NotConfirmed):
            import_people(people, by=cast.admin, fingerprint=fingerprint, confirmed=number)
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


def changed_in_between(monkeypatch: pytest.MonkeyPatch, change: Callable[[], object]) -> None:
    """Let something happen after the plan was made and before the transaction begins."""
    states = [personnel_state(), None]

    def state() -> CurrentState:
        known = states.pop(0) if states else None
        if known is None:
            return personnel_state()
        change()
        return known

    monkeypatch.setattr(importing, "personnel_state", state)


def test_what_happens_between_planning_and_writing_is_seen(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = listed(*CAST_ROWS, "2001;Sanne Bakker;;De Kreek;Nachtploeg;verpleegkundige;nee;1-11-2026;")
    shown = plan_for(people).fingerprint
    changed_in_between(monkeypatch, lambda: Person.objects.filter(pk=cast.femke.pk).update(name="Anders"))
    with pytest.raises(PlanChanged):
        import_people(people, by=cast.admin, fingerprint=shown, confirmed=None)
    assert not Person.objects.filter(personnel_number="2001").exists()


def test_what_does_not_touch_the_plan_does_not_stop_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    people = listed(*CAST_ROWS, "2001;Sanne Bakker;;De Kreek;Nachtploeg;verpleegkundige;nee;1-11-2026;")
    shown = plan_for(people).fingerprint
    changed_in_between(monkeypatch, lambda: Unit.objects.create(name="De Kust"))
    import_people(people, by=cast.admin, fingerprint=shown, confirmed=None)
    assert Person.objects.filter(personnel_number="2001").exists()


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_of_two_taps_on_apply_one_writes_and_the_other_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have planned when the first begins to write."""
    cast, both, planned = assemble(), Barrier(2, timeout=10), importing.newcomers_of
    people = listed(*CAST_ROWS, "2001;Sanne Bakker;;De Kreek;Nachtploeg;verpleegkundige;nee;1-11-2026;")
    fingerprint = plan_for(people).fingerprint

    def planned_by_both(plan: ImportPlan) -> list[Person]:
        if plan.added:
            both.wait()
        return planned(plan)

    monkeypatch.setattr(importing, "newcomers_of", planned_by_both)

    def tap() -> str:
        try:
            import_people(people, by=cast.admin, fingerprint=fingerprint, confirmed=None)
        except PlanChanged:
            return "told"
        finally:
            connections.close_all()
        return "written"

    with ThreadPoolExecutor(2) as threads:
        taps = [threads.submit(tap) for _ in range(2)]
        assert sorted(one.result() for one in taps) == ["told", "written"]
    assert Person.objects.filter(personnel_number="2001").count() == 1


def test_an_address_has_its_key_however_many_are_written(cast: Cast) -> None:
    people = [Person(name="P", email=mail, card_number=card) for mail, card in (("P@X.nl", "1"), ("", "2"))]
    Person.objects.bulk_create(people)
    assert list(
        Person.objects.filter(name="P").order_by("card_number").values_list("email", "email_key")
    ) == [
        ("P@X.nl", "p@x.nl"),
        (None, None),
    ]


def test_nothing_is_applied_that_was_not_shown(cast: Cast) -> None:
    people = listed(*CAST_ROWS, "2001;Sanne Bakker;;De Kreek;Nachtploeg;verpleegkundige;nee;1-11-2026;")
    shown = plan_for(people).fingerprint
    Person.objects.filter(pk=cast.femke.pk).update(name="Femke Anders")
    with pytest.raises(PlanChanged):
        import_people(people, by=cast.admin, fingerprint=shown, confirmed=None)
    assert not Person.objects.filter(personnel_number="2001").exists()

"""The drawn organisation is the one product.md describes, whatever the seed."""

import re
from collections import Counter, defaultdict
from datetime import timedelta

from mortel.pure.demo.plan import PlannedMembership
from tests.pure.demo.drawing import Drawn


def current(drawn: Drawn) -> list[PlannedMembership]:
    return [row for row in drawn.plan.memberships if row.ends is None or row.ends >= drawn.today]


def sizes(drawn: Drawn) -> Counter[str]:
    return Counter(row.team for row in current(drawn))


def test_it_has_412_people_34_teams_five_locations_and_62_people_without_an_address(drawn: Drawn) -> None:
    people = drawn.plan.people
    assert len(people) == 412
    assert sum(person.email is None for person in people) == 62
    assert len(drawn.plan.teams) == 34
    top = {unit.name for unit in drawn.plan.units if unit.parent == drawn.plan.name}
    assert top == {
        "De Terpstee",
        "Het Wantij",
        "De Kwelder",
        "Zeedijkhof",
        "De Vuurtoren",
        "Wijkzorg",
        "Behandeling en begeleiding",
        "Ondersteuning",
    }


def test_every_team_has_one_of_the_announced_sizes_and_each_size_occurs(drawn: Drawn) -> None:
    assert set(sizes(drawn)) == {team.name for team in drawn.plan.teams}
    assert set(sizes(drawn).values()) <= {4, 5, 6, *range(8, 15), 18}
    assert {4, 5, 6, 8, 14, 18} <= set(sizes(drawn).values())


def test_two_units_hold_the_sister_teams_that_the_story_needs(drawn: Drawn) -> None:
    by_unit = defaultdict(list)
    for team in drawn.plan.teams:
        by_unit[team.unit].append(sizes(drawn)[team.name])
    assert sorted(by_unit["Kleinschalig wonen"]) == [5, 14]
    # And a night team, with which the team of five has answers enough: the team of twelve is left alone.
    assert sorted(by_unit["Herstellen en logeren"]) == [5, 8, 12]


def test_every_team_but_one_has_one_lead_who_is_a_member_and_one_lead_has_two_teams(drawn: Drawn) -> None:
    leads = [(row.team, row.person) for row in current(drawn) if row.is_lead]
    without = {team.name for team in drawn.plan.teams} - {team for team, _ in leads}
    assert without == {"Wijkteam Oude Vaart"}
    assert len(leads) == 33
    assert sorted(Counter(person for _, person in leads).values())[-2:] == [1, 2]


def test_three_colleagues_work_in_a_second_team_and_some_moved_or_left(drawn: Drawn) -> None:
    open_rows = Counter(row.person for row in current(drawn))
    second = [row for row in current(drawn) if not row.is_main and not row.is_lead]
    ended = [row for row in drawn.plan.memberships if row not in current(drawn)]
    assert len(second) == 3
    assert max(open_rows.values()) == 2
    gone = {row.person for row in ended} - set(open_rows)
    assert len(gone) == 5
    assert len(ended) - len(gone) == 4
    assert all(
        row.ends and drawn.today - row.ends < timedelta(days=90) for row in ended if row.person in gone
    )


def test_no_membership_begins_after_today_or_after_its_end(each: Drawn) -> None:
    for row in each.plan.memberships:
        assert row.starts <= each.today
        assert row.ends is None or row.starts <= row.ends


def test_people_came_over_many_years_and_work_many_numbers_of_hours(drawn: Drawn) -> None:
    years = {row.starts.year for row in drawn.plan.memberships}
    assert len(years) > 12
    assert len({row.hours for row in drawn.plan.memberships}) > 6


def test_everybody_has_a_name_numbers_and_address_of_her_own(each: Drawn) -> None:
    people = each.plan.people
    for values in (
        [person.name for person in people],
        [person.card_number for person in people],
        [person.personnel_number for person in people],
        [person.email for person in people if person.email],
    ):
        assert len(set(values)) == len(values)
    domain = re.escape(each.source.mail_domain)
    assert all(re.fullmatch(rf"[a-z]+\.[a-z]+@{domain}", person.email) for person in people if person.email)
    assert {len(person.card_number) for person in people} == {6}
    assert {len(person.personnel_number) for person in people} == {each.source.personnel_digits}


def test_the_roles_in_the_whole_organisation_are_handed_out_sparingly(drawn: Drawn) -> None:
    assert Counter(grant.kind for grant in drawn.plan.grants) == {
        "hr": 2,
        "researcher": 1,
        "council": 3,
        "admin": 2,
        "guide": 10,
    }
    left = {row.person for row in drawn.plan.memberships} - {row.person for row in current(drawn)}
    assert not left & {grant.person for grant in drawn.plan.grants}


def test_one_person_of_each_kind_can_sign_in(drawn: Drawn) -> None:
    by_role = {sign_in.role: sign_in.person for sign_in in drawn.plan.sign_ins}
    kinds = {grant.person: grant.kind for grant in drawn.plan.grants}
    led = {row.person: sizes(drawn)[row.team] for row in current(drawn) if row.is_lead}
    email = {person.key: person.email for person in drawn.plan.people}
    assert {role: kinds.get(key) for role, key in by_role.items()} == {
        "employee": None,
        "lead_small": None,
        "lead_large": None,
        "guide": "guide",
        "hr": "hr",
        "researcher": "researcher",
        "council": "council",
        "admin": "admin",
        "employee_card": None,
    }
    assert (led[by_role["lead_small"]], led[by_role["lead_large"]]) == (5, 12)
    assert [role for role, key in by_role.items() if email[key] is None] == ["employee_card"]
    assert [sign_in.role for sign_in in drawn.plan.sign_ins if sign_in.card] == ["employee_card"]

"""The two small demo organisations: a university of applied sciences, and a residential care centre in Flanders."""

from collections import Counter
from datetime import date

import pytest

from mortel.pure.catalogue.vocabulary import words_for
from mortel.pure.demo.times import is_holiday
from tests.pure.demo.drawing import Drawn, draw

SMALL = ("waalstroom", "wilgenkouter")
ROLES = [
    "employee",
    "lead_small",
    "lead_large",
    "guide",
    "hr",
    "researcher",
    "council",
    "admin",
    "employee_card",
]


@pytest.fixture(params=SMALL)
def small(request: pytest.FixtureRequest) -> Drawn:
    return draw(1, date(2026, 11, 22), request.param)


def test_it_has_some_sixty_people_in_teams_that_nobody_is_alone_in(small: Drawn) -> None:
    assert 55 <= len(small.plan.people) <= 65
    sizes = Counter(row.team for row in small.plan.memberships if row.ends is None)
    assert set(sizes) == {team.name for team in small.plan.teams}
    assert min(sizes.values()) >= 4
    assert any(person.email is None for person in small.plan.people)


def test_it_has_some_120_moments_out_of_at_least_60_texts_written_by_hand(small: Drawn) -> None:
    assert len({text.text for text in small.source.texts}) == len(small.source.texts) >= 60
    used = Counter(moment.text for moment in small.moments)
    assert len(small.moments) == 124
    assert len(used) > 60
    assert max(used.values()) <= 4


def test_every_text_is_for_a_function_that_somebody_has(small: Drawn) -> None:
    written_for = {name for text in small.source.texts for name in text.functions}
    assert written_for == {name for function in small.source.functions for name in function.texts}


def test_one_person_of_each_kind_can_sign_in_and_wrote_something(small: Drawn) -> None:
    counts = Counter(moment.person for moment in small.moments)
    assert [sign_in.role for sign_in in small.plan.sign_ins] == ROLES
    assert [counts[sign_in.person] for sign_in in small.plan.sign_ins] == [
        sign_in.moments for sign_in in small.plan.sign_ins
    ]
    kinds = {grant.person: grant.kind for grant in small.plan.grants}
    by_role = {sign_in.role: sign_in.person for sign_in in small.plan.sign_ins}
    for role in ("guide", "hr", "researcher", "council", "admin"):
        assert kinds[by_role[role]] == role
    leads = {row.person for row in small.plan.memberships if row.is_lead}
    assert {by_role["lead_small"], by_role["lead_large"]} <= leads
    email = {person.key: person.email for person in small.plan.people}
    assert [role for role, key in by_role.items() if email[key] is None] == ["employee_card"]


def test_the_university_has_students_and_a_participation_council() -> None:
    source = draw(1, date(2026, 11, 22), "waalstroom").source
    words = words_for(sector=source.sector, shown="nl", own=source.words)
    assert (source.country, source.sector) == ("NL", "higher_education")
    assert words["client"].plural == "studenten"
    assert words["leidinggevende"].singular == "opleidingsmanager"
    assert words["raad"].the == "de medezeggenschapsraad"


def test_flanders_has_a_head_nurse_a_briefing_and_numbers_with_noughts() -> None:
    drawn = draw(1, date(2026, 11, 22), "wilgenkouter")
    words = words_for(sector=drawn.source.sector, shown="nl-BE", own=drawn.source.words)
    assert (drawn.source.country, drawn.source.sector) == ("BE", "care")
    shown = [words[name].singular for name in ("leidinggevende", "raad", "overdracht", "rooster", "mentor")]
    assert shown == ["hoofdverpleegkundige", "ondernemingsraad", "briefing", "uurrooster", "vaste vraagbaak"]
    assert {person.personnel_number[:2] for person in drawn.plan.people} == {"00"}
    assert {getattr(moment.taken_at.tzinfo, "key", "") for moment in drawn.moments} == {"Europe/Brussels"}


def test_the_office_in_flanders_is_closed_on_its_own_holidays() -> None:
    office = {"leiding", "staf", "dementie", "sociaal"}
    for seed in (1, 2, 3):
        drawn = draw(seed, date(2026, 11, 22), "wilgenkouter")
        written_for = {text.text: set(text.functions) for text in drawn.source.texts}
        for moment in drawn.moments:
            if written_for[moment.text] <= office:
                assert not is_holiday(moment.taken_at.date(), "BE")

"""What opening a round would mean, told without telling who is away."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.climate.actions.opening import Missing, open_round
from mortel.apps.climate.actions.outlook import Headcount, asked_by, headcount, outlook
from mortel.apps.climate.actions.setup import RoundDraft
from mortel.apps.climate.models import Invitation
from mortel.apps.people.actions.absence import add_away
from mortel.apps.people.models import Membership, Person, Team
from tests.apps.climate.stories import draft, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def sizes(found: object) -> dict[str, int]:
    return {place.id: place.invited for place in found.population.places}  # type: ignore[attr-defined]


def test_nobody_can_read_from_the_size_of_a_team_who_is_away(cast: Cast) -> None:
    today = timezone.localdate()
    before = sizes(outlook(draft(cast), today))
    add_away(by=cast.femke, starts=today - timedelta(days=5), ends=None)
    assert sizes(outlook(draft(cast), today)) == before
    assert headcount(today).away_long == 1


def test_whoever_is_away_for_long_is_not_asked_all_the_same(cast: Cast) -> None:
    add_away(by=cast.femke, starts=timezone.localdate() - timedelta(days=5), ends=None)
    round_ = opened(cast)
    assert not Invitation.objects.filter(round=round_, person=cast.femke).exists()


def test_flex_staff_and_students_are_counted_apart_and_somebody_with_two_contracts_once(cast: Cast) -> None:
    Membership.objects.filter(person=cast.femke).update(contract="flex")
    Membership.objects.filter(person=cast.henk).update(contract="student")
    Membership.objects.create(person=cast.marit, team=cast.other_team, contract="flex", is_main=False)
    assert headcount(timezone.localdate()) == Headcount(len(cast.people()) - 2, 1, 1, 0)


def test_an_outlook_says_what_is_missing_and_who_has_no_address(cast: Cast) -> None:
    opened(cast)
    found = outlook(draft(cast), timezone.localdate())
    assert found.missing == (Missing.OTHER_OPEN,)
    assert dict(found.without_mail) == {str(cast.team.pk): 1}


def test_looking_beforehand_freezes_nothing(cast: Cast) -> None:
    round_ = draft(cast)
    outlook(round_, timezone.localdate())
    round_.refresh_from_db()
    assert (round_.opened_at, round_.places) == (None, [])


def test_what_a_set_up_asks_is_known_before_it_is_kept(cast: Cast) -> None:
    today = timezone.localdate()
    answers = RoundDraft(
        name="Najaar", starts_on=today, ends_on=today, modules=["module.workload"], asks_time=True
    )
    assert len(asked_by(answers).codes) == 24 + 4 + 2


def test_an_outlook_costs_the_same_with_few_teams_as_with_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_, today = draft(cast), timezone.localdate()
    for number in (0, 30):
        for turn in range(number):
            team = Team.objects.create(name=f"Team {turn}", unit=cast.team.unit)
            person = Person(name=f"Nieuw {turn}", card_number=str(40_000_000 + turn))
            person.set_unusable_password()
            person.save()
            Membership.objects.create(person=person, team=team)
        with django_assert_num_queries(5):
            outlook(round_, today)


def test_the_round_that_was_looked_at_is_the_one_that_opens(cast: Cast) -> None:
    round_ = draft(cast)
    found = outlook(round_, timezone.localdate())
    opened_now = open_round(by=cast.hr, round_=round_, seen=round_.revision)
    assert len(found.population.invited) == Invitation.objects.filter(round=opened_now).count()

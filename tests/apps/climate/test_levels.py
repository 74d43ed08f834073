"""A round says beforehand that teams get words, when nearly all of them had their numbers three times."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.climate.drafts import asked_in
from mortel.apps.climate.levels import teams_get_words
from mortel.apps.climate.models import Release
from mortel.apps.climate.queries import questions_of
from tests.apps.climate.earlier import numbers_told, numbers_told_three_times
from tests.apps.climate.staff import Staff, hire
from tests.apps.climate.stories import draft, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(cast: Cast) -> Staff:
    return hire()


def test_after_three_times_numbers_it_is_said_and_after_two_it_is_not(cast: Cast, staff: Staff) -> None:
    round_ = draft(cast)
    for number in (1, 2, 3):
        assert not teams_get_words(round_, asked_in(round_))
        numbers_told(round_, timezone.localdate() - timedelta(days=100 * number), staff.teams.values())
    assert teams_get_words(round_, asked_in(round_))


def test_what_was_told_more_than_24_months_before_the_last_day_does_not_count(
    cast: Cast, staff: Staff
) -> None:
    round_ = draft(cast)
    numbers_told_three_times(round_, staff.teams.values())
    Release.objects.order_by("day").filter(day__lt=timezone.localdate() - timedelta(days=300)).update(
        day=timezone.localdate() - timedelta(days=720)
    )
    assert not teams_get_words(round_, asked_in(round_))


def test_one_small_team_without_numbers_changes_nothing_and_one_large_one_does(
    cast: Cast, staff: Staff
) -> None:
    round_ = draft(cast)
    told = {name: team for name, team in staff.teams.items() if name not in ("Sluis", "Strand")}
    numbers_told_three_times(round_, told.values())
    assert teams_get_words(round_, asked_in(round_)), "three and four people get a conversation anyhow"
    Release.objects.all().delete()
    numbers_told_three_times(round_, [team for name, team in told.items() if name != "Wad"])
    assert not teams_get_words(round_, asked_in(round_))


def test_of_six_questions_teams_get_nothing_so_nothing_is_said(cast: Cast, staff: Staff) -> None:
    round_ = draft(cast, form="pulse")
    numbers_told_three_times(round_, staff.teams.values())
    assert not teams_get_words(round_, asked_in(round_))


def test_who_promised_words_says_words(cast: Cast) -> None:
    round_ = draft(cast, words_only=True)
    assert teams_get_words(round_, asked_in(round_))


def test_on_every_ballot_of_an_open_round_it_costs_one_query(
    cast: Cast, staff: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    round_ = opened(cast)
    numbers_told_three_times(round_, staff.teams.values())
    asked = questions_of(round_)
    assert teams_get_words(round_, asked)
    with django_assert_num_queries(1):
        assert teams_get_words(round_, asked)

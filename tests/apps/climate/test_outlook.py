"""What opening a round would mean, told without telling who is away."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.climate.actions.opening import open_round
from mortel.apps.climate.drafts import Missing, RoundDraft, asked_by, who_is_in
from mortel.apps.climate.models import Invitation, Round
from mortel.apps.climate.outlook import Headcount, headcount, outlook, who_would_be_in
from mortel.apps.people.actions.absence import add_away
from mortel.apps.people.models import Away, Membership, Person, Team, Unit
from tests.apps.climate.stories import draft, opened
from tests.cast import Cast
from tests.pure.rounds.alike import who_leads_together

pytestmark = pytest.mark.django_db


def sizes(found: object) -> dict[str, int]:
    return {place.id: place.invited for place in found.who.places}  # type: ignore[attr-defined]


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
    assert dict(found.who.without_mail) == {str(cast.team.pk): 1}


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
        with django_assert_num_queries(6):
            outlook(round_, today)


@pytest.mark.parametrize(("with_long_leave", "left_out"), [(False, 1), (True, 0)])
def test_the_round_that_was_looked_at_is_the_one_that_opens_but_for_who_is_away_for_long(
    cast: Cast, with_long_leave: bool, left_out: int
) -> None:
    today = timezone.localdate()
    add_away(by=cast.femke, starts=today - timedelta(days=5), ends=None)
    round_ = draft(cast, with_long_leave=with_long_leave)
    found = outlook(round_, today)
    opened_now = open_round(by=cast.hr, round_=round_, seen=round_.revision)
    assert found.who.invited - left_out == Invitation.objects.filter(round=opened_now).count()


def an_awkward_house(random: Random, today: date) -> None:
    """What personnel lists hold: people in two teams or none, with two contracts, gone, away, closed, without main."""
    tops = [Unit.objects.create(name=f"Top {at}") for at in range(random.choice((1, 2)))]
    units = [Unit.objects.create(name=f"Afdeling {at}", parent=random.choice(tops)) for at in range(3)]
    teams = [Team.objects.create(name=f"Groep {at}", unit=random.choice(units + tops)) for at in range(6)]
    for at in range(40):
        email = f"groep{at}@proef.example" if random.random() < 0.6 else None
        is_active = random.random() < 0.9
        person = Person(
            name=f"Iemand {at}", card_number=f"{50_000_000 + at}", email=email, is_active=is_active
        )
        person.set_unusable_password()
        person.save()
        for turn, team in enumerate(random.sample(teams, random.choice((0, 1, 1, 1, 2, 3)))):
            a_membership(random, person, team, today, is_main=turn == 0 and random.random() < 0.8)
        if random.random() < 0.2:
            Away.objects.create(person=person, starts=today - timedelta(days=90))


def a_membership(random: Random, person: Person, team: Team, today: date, *, is_main: bool) -> None:
    """Now, in the past, or from later on; now and then somebody was in this team before."""
    starts = today + timedelta(days=random.choice((-400, -400, -20, 0, 5)))
    ends = random.choice((None, None, today, today + timedelta(days=30), today - timedelta(days=1)))
    contract = random.choice(("permanent", "permanent", "flex", "student"))
    last = ends if ends is None or ends >= starts else starts
    is_lead = random.random() < 0.25
    Membership.objects.create(
        person=person,
        team=team,
        starts=starts,
        ends=last,
        is_main=is_main,
        is_lead=is_lead,
        contract=contract,
    )
    if random.random() < 0.1:
        again, until = starts - timedelta(days=1), today + timedelta(days=60)
        Membership.objects.create(person=person, team=team, starts=again, ends=until, contract="flex")
    if random.random() < 0.2:
        earlier = today - timedelta(days=800)
        Membership.objects.create(person=person, team=team, starts=earlier, ends=earlier + timedelta(days=1))


@pytest.mark.parametrize("seed", range(12))
def test_what_is_counted_is_what_everybody_one_by_one_would_give(cast: Cast, seed: int) -> None:
    random, today = Random(seed), timezone.localdate()
    an_awkward_house(random, today)
    round_ = Round(with_flex=seed % 2 == 0, with_students=seed % 3 == 0, with_long_leave=True)
    whole, working = who_is_in(round_, today)
    found = who_would_be_in(round_, today)
    has_mail = {str(row.person): row.has_email for row in working}
    assert who_leads_together(found.places) == who_leads_together(whole.places)
    assert found.invited == len(whole.invited)
    assert found.without_mail == Counter(one.leaf for one in whole.invited if not has_mail[one.person])

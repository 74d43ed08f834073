"""Teams that are unlike most, read on their own page after rounds that were really held."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.climate.actions.answering import Filled, Handed, hand_in
from mortel.apps.climate.models import Invitation, Release, Round
from mortel.apps.climate.queries import places_of, record_in
from mortel.apps.people.models import Away, Membership, Person
from tests.apps.climate.staff import Staff, answer_all, hire
from tests.apps.climate.stories import everything, opened, with_result
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]

TEAMS = {
    "Kade": ("Noord", 9),
    "Sluis": ("Noord", 3),
    "Duin": ("Noord", 14),
    "Vier": ("Zuid", 4),
    "Vijf": ("Zuid", 5),
    "Zes": ("Zuid", 6),
    "Wad": ("Zuid", 18),
    "Zelf": ("West", 9),
    "Haven": ("West", 12),
    "Toren": ("West", 11),
}


@pytest.fixture
def staff(cast: Cast) -> Staff:
    """Zelf has no lead; of Wad somebody is away for long; of Haven somebody works in Zelf as well."""
    made = hire(TEAMS)
    Membership.objects.filter(team=made.teams["Zelf"]).update(is_lead=False)
    Away.objects.create(
        person=made.members["Wad"][0], starts=timezone.localdate() - timedelta(days=50), ends=None
    )
    Membership.objects.create(
        person=made.members["Haven"][0], team=made.teams["Zelf"], is_main=False, starts="2025-01-01"
    )
    return made


def held(cast: Cast, name: str, seed: int = 1) -> Release:
    round_ = opened(cast, name=name)
    answer_all(round_, seed=seed)
    return with_result(cast, round_)


def page(client: Client, staff: Staff, team: str) -> str:
    """The words of the team's page, as one line."""
    shown = client.get(reverse("climate:team", args=[staff.team(team)]))
    assert shown.status_code == 200
    main = shown.content.decode().split("<main")[1].split("</main>")[0]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main)))


def test_siblings_of_three_and_nine_stand_together_and_neither_is_told_apart(
    cast: Cast, staff: Staff, signed_in: SignedIn
) -> None:
    held(cast, "Najaar")
    for team, other in (("Kade", "Sluis"), ("Sluis", "Kade")):
        said = page(signed_in(staff.members[team][0]), staff, team)
        assert "een gesprek" in said
        assert other in said
        assert not re.search(r"\d,\d", said)


@pytest.mark.parametrize("team", ["Vier", "Vijf", "Zes"])
def test_a_small_team_gets_a_conversation_as_a_page_of_its_own(
    team: str, cast: Cast, staff: Staff, signed_in: SignedIn
) -> None:
    held(cast, "Najaar")
    said = page(signed_in(staff.members[team][0]), staff, team)
    assert "een gesprek" in said
    assert "zo weinig dat het bij een gesprek blijft" in said
    assert not re.search(r"\d,\d", said)


def test_who_is_away_for_long_is_not_asked_and_still_reads_her_team(
    cast: Cast, staff: Staff, signed_in: SignedIn
) -> None:
    round_ = opened(cast)
    away = staff.members["Wad"][0]
    assert not Invitation.objects.filter(person=away).exists()
    answer_all(round_)
    with_result(cast, round_)
    said = page(signed_in(away), staff, "Wad")
    assert "De muur van jullie team" in said


def test_who_works_in_two_teams_counts_once_where_she_chose_and_reads_both(
    cast: Cast, staff: Staff, signed_in: SignedIn
) -> None:
    round_ = opened(cast)
    both = staff.members["Haven"][0]
    hers = Invitation.objects.select_related("round__instrument").get(round=round_, person=both)
    assert hers.leaves == [str(staff.team("Haven")), str(staff.team("Zelf"))]
    assert hand_in(hers, Filled(str(staff.team("Zelf")), "nl", everything(round_))) == Handed.KEPT
    answer_all(round_)
    release = with_result(cast, round_)
    counted = {each.block.leaves: each.block.n for each in record_in(release).blocks}
    assert counted[(str(staff.team("Zelf")),)] == 11, "its ten and she"
    assert counted[(str(staff.team("Haven")),)] == 11, (
        "its twelve without her; its lead is in no block of his own"
    )
    client = signed_in(both)
    choice = client.get(reverse("climate:own")).content.decode()
    assert "Haven" in choice
    assert "Zelf" in choice
    for team in ("Haven", "Zelf"):
        assert "De muur van jullie team" in page(client, staff, team)


def test_a_team_that_leads_itself_is_asked_and_told_about_who_guides_it(
    cast: Cast, staff: Staff, signed_in: SignedIn
) -> None:
    release = held(cast, "Najaar")
    (place,) = (one for one in places_of(release.round) if one.name == "Zelf")
    assert place.leads == ()
    assert place.invited == 10, "nobody is set apart as a lead"
    said = page(signed_in(staff.members["Zelf"][0]), staff, "Zelf")
    assert "De muur van jullie team" in said
    prepare = signed_in(staff.members["Zelf"][0]).get(
        reverse("climate:team-reading", args=[staff.team("Zelf")])
    )
    assert prepare.status_code == 404


def test_a_lead_of_one_block_reads_of_leadership_first_and_hr_never_of_her_alone(
    cast: Cast, staff: Staff, signed_in: SignedIn
) -> None:
    release = held(cast, "Najaar")
    lead, member, hr = (signed_in(one) for one in (staff.leads["Wad"], staff.members["Wad"][1], cast.hr))
    prepare = reverse("climate:team-reading", args=[staff.team("Wad")])
    assert lead.get(prepare).status_code == 200
    assert member.get(prepare).status_code == 404
    assert "Leiding die meehelpt komt op" in page(member, staff, "Wad")
    heat = hr.get(reverse("climate:place", args=[release.pk, str(staff.units["Zuid"].pk)])).content.decode()
    assert "vanaf 3 leidinggevenden" in heat


def test_a_team_reorganised_between_rounds_reads_itself_and_its_change_where_it_is_whole(
    cast: Cast, staff: Staff, signed_in: SignedIn
) -> None:
    """Haven moves to another unit as it is; Toren takes in the people of Vier."""
    held(cast, "Najaar")
    half_a_year = timedelta(days=180)
    Release.objects.update(day=timezone.localdate() - half_a_year)
    Round.objects.update(released_at=timezone.now() - half_a_year)
    team = staff.teams["Haven"]
    team.unit = staff.units["Zuid"]
    team.save()
    moved = [person.pk for person in staff.members["Vier"]]
    Membership.objects.filter(person__in=moved).update(team=staff.teams["Toren"])
    held(cast, "Voorjaar", seed=2)
    haven = page(signed_in(staff.members["Haven"][1]), staff, "Haven")
    assert "Sinds Najaar" in haven
    grown = page(signed_in(staff.members["Toren"][0]), staff, "Toren")
    assert "De muur van jullie team" in grown
    newcomer = page(signed_in(staff.members["Vier"][0]), staff, "Toren")
    assert newcomer == grown
    stranger = signed_in(staff.members["Vier"][0])
    assert stranger.get(reverse("climate:team", args=[staff.team("Vier")])).status_code == 404

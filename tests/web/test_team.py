"""What a team reads of itself: with figures, without, before and after the day of its lead."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.climate.models import RoundLead
from mortel.apps.people.models import Membership, Person, Team
from mortel.pure.catalogue.entries import Guide
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.results.shapes import Question
from mortel.web.climate.team_lines import GUIDE_FOR_ALL, GUIDES
from mortel.web.climate.team_talk import people_needed
from mortel.web.climate.wall import SIX
from tests.cast import Cast
from tests.web.results_samples import (
    change,
    conversation,
    dimension,
    figures,
    released,
    with_questions,
)

SignedIn = Callable[[Person], Client]
FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


def page_of(client: Client, team: Team, name: str = "team") -> str:
    answer = client.get(reverse(f"climate:{name}", args=[team.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def filled(team: Team, number: int) -> None:
    """So many people in all work in this team."""
    for at in range(number - Membership.objects.filter(team=team).count()):
        person = Person.objects.create(name=f"Collega {at}", card_number=f"x{at}")
        Membership.objects.create(person=person, team=team, starts=timezone.localdate())


@pytest.fixture
def marit(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.marit)


@pytest.fixture
def joke(cast: Cast, signed_in: SignedIn) -> Client:
    """She leads Marit's team."""
    return signed_in(cast.joke)


# With figures -----------------------------------------------------------------------------------------------------


def test_a_team_reads_what_stands_out_in_words_before_any_figure(cast: Cast, marit: Client) -> None:
    released([figures(cast.team)])
    page = page_of(marit, cast.team)
    assert "<h1>Sterk bij jullie: Kennis delen en Steun. Om te bespreken: Ruimte.</h1>" in page
    assert "ongeveer 75% deed mee" in page
    assert page.index("vermoedelijk lager dan in de rest van de organisatie") < page.index("Cijfer 2,8")
    assert "Waarschijnlijk tussen 2,5 en 3,1." in page
    assert "Deze vragen zijn nog niet met mensen getest." in page


def test_where_nothing_stands_out_the_page_says_so(cast: Cast, marit: Client) -> None:
    nothing = {"strengths": (), "step": None, "strengths_without": (), "step_without": None}
    released([figures(cast.team, **nothing)])
    page = page_of(marit, cast.team)
    assert "<h1>Geen duidelijk verschil tussen de kanten van jullie werk</h1>" in page
    assert reverse("library:guide", args=[GUIDE_FOR_ALL]) in page


def test_each_scale_says_whether_it_is_a_shared_view(cast: Cast, marit: Client) -> None:
    released([figures(cast.team)])
    page = page_of(marit, cast.team)
    line = page.split("<h3>Zelf kiezen</h3>")[1].split("</article>")[0]
    assert "Dit is het gemiddelde van wat ieder zelf meemaakt." in line
    line = page.split("<h3>Kennis delen</h3>")[1].split("</article>")[0]
    assert "Dit is deels hoe jullie het samen zien" in line


def test_a_change_is_one_of_four_words_with_since_when(cast: Cast, marit: Client) -> None:
    said = (
        dimension("dim.space", change=change("worse", number=-0.5, low=-0.8, high=-0.2)),
        dimension("dim.support", change=change("better")),
        dimension("dim.sharing", change=change("no_difference")),
        dimension("dim.autonomy", change=change("too_early", gap=Gap(Reason.UNCLEAR, 15))),
    )
    released([figures(cast.team, dimensions=said)])
    page = page_of(marit, cast.team)
    for word in ("slechter", "beter", "geen verschil te zien", "te vroeg om te zeggen"):
        assert f"Sinds Voorjaar: <strong>{word}</strong>." in page
    assert (
        "\N{MINUS SIGN}0,50 punten, waarschijnlijk tussen \N{MINUS SIGN}0,80 en \N{MINUS SIGN}0,20." in page
    )
    assert "Er zijn genoeg antwoorden, maar het verschil kan nog toeval zijn." in page


def test_every_reason_for_a_gap_is_listed_once(cast: Cast, marit: Client) -> None:
    gap = Gap(Reason.WORDS_ONLY, 7)
    lines = tuple(dimension(one, mean=None, gap=gap) for one in SIX)
    released([figures(cast.team, dimensions=lines, gap=gap)])
    listed = page_of(marit, cast.team).split('id="hidden-title"')[1].split("</section>")[0]
    assert listed.count("Voor deze ronde is afgesproken dat teams alleen woorden zien, geen cijfers.") == 1
    assert listed.count("Losse vragen laten we pas zien vanaf 15 antwoorden.") == 1


def test_a_round_of_words_only_shows_its_words_and_no_figure(cast: Cast, marit: Client) -> None:
    gap = Gap(Reason.WORDS_ONLY, 7)
    released([figures(cast.team, dimensions=tuple(dimension(one, mean=None, gap=gap) for one in SIX))])
    page = page_of(marit, cast.team)
    assert "vermoedelijk hoger dan in de rest van de organisatie" in page
    assert "Cijfer" not in page.split('id="sides-title"')[1]
    assert 'class="interval"' not in page


def test_single_questions_are_read_only_where_they_may_be_shown(cast: Cast, marit: Client) -> None:
    release = released([figures(cast.team)])
    assert "De vragen één voor één" not in page_of(marit, cast.team)
    released([figures(cast.team, questions=with_questions())], day=release.day + timedelta(days=1))
    page = page_of(marit, cast.team)
    assert "De vragen één voor één" in page
    assert "<caption>Ruimte</caption>" in page


def test_no_mean_is_told_of_how_often_or_how_much(cast: Cast, marit: Client) -> None:
    forms = ("module.activities", "check.space.time")
    counted = [item for form in forms for item in shipped_instrument().asked(form)]
    questions = (*with_questions(), *(Question(item.code, 3.6) for item in counted))
    released([figures(cast.team, questions=questions)], modules=forms)
    page = page_of(marit, cast.team)
    assert counted
    assert "De vragen één voor één" in page
    assert [item.code for item in counted if str(item.text.nl) in page] == []


def test_what_a_module_asked_comes_with_its_caveat(cast: Cast, marit: Client) -> None:
    lines = (*(dimension(one) for one in SIX), dimension("engagement"), dimension("pack1.team_spirit"))
    released([figures(cast.team, dimensions=lines)], modules=["module.engagement"])
    also = page_of(marit, cast.team).split('id="asked-title"')[1]
    assert "het kan twee kanten op werken" in also
    assert "<h3>Volop in je werk</h3>" in also
    assert "<h3>Team spirit</h3>" in also  # a scale of others, by the name it came with


def test_the_drawing_is_told_in_words_and_as_a_table(cast: Cast, marit: Client) -> None:
    released([figures(cast.team)])
    page = page_of(marit, cast.team)
    said = page.split("<desc")[1].split("</desc>")[0]
    assert "Ruimte: vermoedelijk lager dan elders; valt bij jullie op om te bespreken." in said
    assert page.count('role="img"') >= 2
    assert "De muur als tabel" in page


# Leadership -------------------------------------------------------------------------------------------------------


@time_machine.travel(FRIDAY)
def test_members_read_about_leadership_one_working_day_after_its_lead(cast: Cast, marit: Client) -> None:
    released([figures(cast.team, questions=with_questions())])
    for name in ("team", "team-sheet"):
        page = page_of(marit, cast.team, name)
        assert "komt op maandag 9 maart" in page
        assert "Cijfer 3,5" not in page
        assert "Mijn leidinggevende geeft mij tijd om iets uit te zoeken." not in page


@time_machine.travel(MONDAY)
def test_on_that_day_they_read_it(cast: Cast, marit: Client) -> None:
    released([figures(cast.team, questions=with_questions())], day=FRIDAY)
    page = page_of(marit, cast.team)
    assert "komt op" not in page
    assert "Cijfer 3,5" in page
    assert "Mijn leidinggevende geeft mij tijd om iets uit te zoeken." in page


@time_machine.travel(FRIDAY)
def test_an_earlier_round_hides_leadership_until_its_own_day_too(cast: Cast, marit: Client) -> None:
    released([figures(cast.team)], name="Gisteren", day=FRIDAY - timedelta(days=60))
    released([figures(cast.team)])
    row = (
        page_of(marit, cast.team)
        .split('id="trend-title"')[1]
        .split("Leiding die meehelpt")[1]
        .split("</tr>")[0]
    )
    assert "(3,5)" in row
    assert "komt op maandag 9 maart" in row


@time_machine.travel(FRIDAY + timedelta(days=1))
def test_a_newer_round_on_the_next_day_does_not_open_the_one_before(cast: Cast, marit: Client) -> None:
    released([figures(cast.team)], name="Gisteren", day=FRIDAY)
    released([figures(cast.team)])
    trend = page_of(marit, cast.team).split('id="trend-title"')[1]
    assert "(3,5)" not in trend.split("Leiding die meehelpt")[1].split("</tr>")[0]


@time_machine.travel(FRIDAY)
def test_the_lead_reads_words_and_the_two_lowest_questions(cast: Cast, joke: Client) -> None:
    released([figures(cast.team, questions=with_questions())])
    assert "Voordat je het leest" in page_of(joke, cast.team)
    page = page_of(joke, cast.team, "team-reading")
    assert "Dit mag niemand gebruiken om iemand te beoordelen." in page
    assert "Je team leest het vanaf maandag 9 maart." in page
    two = page.split('id="two-title"')[1].split("</section>")[0]
    assert two.count("<li>") == 2
    assert two.index("geeft mij tijd om iets uit te zoeken") < two.index("vraagt ons om feedback")
    assert "3,5" not in page


@pytest.mark.parametrize("told", ["few", "none", "talk"])
def test_below_fifteen_the_two_questions_are_the_same_for_every_lead(
    cast: Cast, joke: Client, told: str
) -> None:
    if told != "none":
        released([figures(cast.team) if told == "few" else conversation(cast.team)])
    two = page_of(joke, cast.team, "team-reading").split('id="two-title"')[1].split("</section>")[0]
    assert "Ze zijn niet gekozen uit antwoorden." in two
    assert "Wat kan ik volgende week anders doen?" in two


@time_machine.travel(FRIDAY)
def test_a_lead_reads_on_the_page_of_her_team_when_her_team_reads_it(cast: Cast, joke: Client) -> None:
    released([figures(cast.team)])
    page = page_of(joke, cast.team)
    assert "Jij leest dit nu, je team vanaf maandag 9 maart." in page
    assert reverse("climate:team-reading", args=[cast.team.pk]) in page
    assert "komt op" not in page


@time_machine.travel(MONDAY)
def test_after_that_day_she_reads_that_her_team_reads_it_too(cast: Cast, joke: Client) -> None:
    released([figures(cast.team)], day=FRIDAY)
    page = page_of(joke, cast.team)
    assert "Je team leest ook wat er over leiding staat." in page
    assert reverse("climate:team-reading", args=[cast.team.pk]) in page


@time_machine.travel(FRIDAY)
def test_who_leads_since_the_round_opened_waits_with_the_team(cast: Cast, joke: Client) -> None:
    released([figures(cast.team)])
    RoundLead.objects.all().delete()
    page = page_of(joke, cast.team)
    assert "Jij leest dit nu" not in page
    assert "komt op maandag 9 maart" in page
    assert "Cijfer 3,5" not in page


def test_a_lead_reads_when_there_is_nothing_about_leadership(cast: Cast, joke: Client) -> None:
    released([conversation(cast.team)])
    assert "Deze keer is er niets over leiding." in page_of(joke, cast.team)
    lines = tuple(dimension(one) for one in SIX if one != "dim.leadership")
    released([figures(cast.team, dimensions=lines)], day=timezone.localdate() + timedelta(days=1))
    assert "Deze keer is er niets over leiding." in page_of(joke, cast.team)


def test_who_leads_another_team_finds_no_page_to_prepare(cast: Cast, signed_in: SignedIn) -> None:
    released([figures(cast.team)])
    for person in (cast.marit, cast.bram, cast.hr):
        assert signed_in(person).get(reverse("climate:team-reading", args=[cast.team.pk])).status_code == 404


def test_the_score_of_all_leads_is_never_drawn_beside_one_of_them(cast: Cast, joke: Client) -> None:
    released([figures(cast.team)])
    line = page_of(joke, cast.team).split("<h3>Leiding die meehelpt</h3>")[1].split("</article>")[0]
    assert "Cijfer 3,5" in line
    assert "interval__whole" not in line
    assert "de hele organisatie" not in line


def test_a_team_without_a_lead_reads_who_guides_it(cast: Cast, marit: Client) -> None:
    Membership.objects.filter(team=cast.team).update(is_lead=False)
    released([conversation(cast.team)])
    page = page_of(marit, cast.team)
    assert "degene die jullie begeleidt" in page
    assert "de leidinggevende" not in page.split("<main")[1].split("</main>")[0]


# Without figures --------------------------------------------------------------------------------------------------


def test_a_team_taken_together_reads_with_whom_and_gets_a_conversation(cast: Cast, marit: Client) -> None:
    released([conversation(cast.team, "Wadzicht", "Strandzicht")])
    page = page_of(marit, cast.team)
    assert "<h1>Deze keer een gesprek, geen cijfer</h1>" in page
    assert "Ze tellen samen met Wadzicht en Strandzicht." in page
    assert page.split('id="steps-title"')[1].split("</section>")[0].count("<li>") == 5
    assert "Jullie zijn met zo weinig dat het bij een gesprek blijft." in page
    assert "climate-wall" not in page


def test_a_team_that_counts_a_level_up_reads_that_nothing_is_lost(cast: Cast, marit: Client) -> None:
    released([conversation(cast.team)])
    page = page_of(marit, cast.team)
    assert "Hier zijn minder dan 7 antwoorden." in page
    assert "Ze tellen mee voor het deel van de organisatie waar jullie bij horen." in page


def test_a_larger_team_reads_how_many_answers_figures_take(cast: Cast, marit: Client) -> None:
    filled(cast.team, 10)
    released([conversation(cast.team)])
    page = page_of(marit, cast.team)
    assert "Voor eigen cijfers heeft een team 7 antwoorden nodig. Met 12 mensen" in page
    assert "Ga eerst in groepjes van drie." in page
    assert page.count("Begin met:") == 1


def test_a_small_team_talks_all_together_and_its_lead_speaks_last(cast: Cast, marit: Client) -> None:
    released([conversation(cast.team)])
    for name in ("team", "team-sheet"):
        page = page_of(marit, cast.team, name)
        assert "groepjes van drie" not in page
        assert "Wie opent, leest dit voor:" in page
        assert "De leidinggevende praat als laatste." in page


def test_where_nobody_got_a_result_answers_count_nowhere(cast: Cast, marit: Client) -> None:
    released([replace(conversation(cast.team), gap=Gap(Reason.NOWHERE, 7))])
    page = page_of(marit, cast.team)
    assert "Dat is te weinig voor een uitslag." in page
    assert "niveau hoger" not in page
    assert "Ze tellen" not in page


def test_a_team_outside_the_round_and_one_before_any_round_can_talk_as_well(
    cast: Cast, marit: Client
) -> None:
    assert "<h1>Er is nog geen uitslag</h1>" in page_of(marit, cast.team)
    released([figures(cast.other_team)])
    page = page_of(marit, cast.team)
    assert "<h1>Jullie team zat niet in deze ronde</h1>" in page
    assert "Tien minuten in vijf stappen" in page
    assert "Kennis delen en Steun" not in page


@pytest.mark.parametrize(("answers", "people"), [(7, 12), (6, 10), (15, 25)])
def test_so_many_people_mostly_give_so_many_answers(answers: int, people: int) -> None:
    assert people_needed(answers) == people


# Whose page -------------------------------------------------------------------------------------------------------


def test_who_works_in_two_teams_chooses(cast: Cast, marit: Client) -> None:
    Membership.objects.create(
        person=cast.marit, team=cast.other_team, starts=timezone.localdate(), is_main=False
    )
    page = marit.get(reverse("climate:own")).content.decode()
    assert "Duinzicht" in page
    assert "Wadzicht" in page
    assert "Je werkt ook in:" in page_of(marit, cast.team)


def test_who_is_in_no_team_is_told_so(cast: Cast, marit: Client) -> None:
    Membership.objects.filter(person=cast.marit).delete()
    assert "Je zit nu niet in een team" in marit.get(reverse("climate:own")).content.decode()


def test_a_team_of_others_does_not_exist(cast: Cast, marit: Client) -> None:
    released([figures(cast.other_team)])
    for name in ("team", "team-sheet"):
        assert marit.get(reverse(f"climate:{name}", args=[cast.other_team.pk])).status_code == 404


# The rounds before, and what it costs -----------------------------------------------------------------------------


def test_earlier_rounds_stand_beside_each_other_in_words(cast: Cast, marit: Client) -> None:
    today = timezone.localdate()
    released([conversation(cast.team)], name="Lente", day=today - timedelta(days=400))
    released([figures(cast.team)], name="Zomer", day=today - timedelta(days=200))
    released([figures(cast.team)], name="Herfst", day=today - timedelta(days=2))
    trend = page_of(marit, cast.team).split('id="trend-title"')[1].split("</section>")[0]
    head = trend.split("<thead>")[1].split("</thead>")[0]
    assert [head.index(name) for name in ("Lente", "Zomer", "Herfst")] == sorted(
        head.index(name) for name in ("Lente", "Zomer", "Herfst")
    )
    row = trend.split("Ruimte")[1].split("</tr>")[0]
    assert "een gesprek, geen cijfers" in row
    assert row.count("vermoedelijk lager dan elders") == 2


def test_a_conversation_leads_to_the_figures_of_an_earlier_round_and_back(cast: Cast, marit: Client) -> None:
    today = timezone.localdate()
    earlier = released([figures(cast.team)], name="Zomer", day=today - timedelta(days=200))
    released([conversation(cast.team)], name="Herfst")
    address = f"{reverse('climate:team', args=[cast.team.pk])}?ronde={earlier.pk}"
    trend = page_of(marit, cast.team).split('id="trend-title"')[1].split("</section>")[0]
    assert f'href="{address}"' in trend
    assert "een gesprek, geen cijfers" in trend
    page = marit.get(address).content.decode()
    assert "<h1>Sterk bij jullie: Kennis delen en Steun. Om te bespreken: Ruimte.</h1>" in page
    assert "Je leest een eerdere ronde: Zomer" in page
    assert f'href="{reverse("climate:team", args=[cast.team.pk])}"' in page
    sheet = reverse("climate:team-sheet", args=[cast.team.pk])
    assert f'href="{sheet}?ronde={earlier.pk}"' in page
    assert "Sterk bij jullie" in marit.get(sheet, {"ronde": str(earlier.pk)}).content.decode()
    assert "Sterk bij jullie" not in page_of(marit, cast.team, "team-sheet")


def test_a_round_that_told_this_team_nothing_does_not_exist(cast: Cast, marit: Client) -> None:
    strange = released([figures(cast.other_team)], day=timezone.localdate() - timedelta(days=90))
    released([figures(cast.team)])
    address = reverse("climate:team", args=[cast.team.pk])
    for asked in (str(strange.pk), str(cast.team.pk), "niets"):
        assert marit.get(address, {"ronde": asked}).status_code == 404


@time_machine.travel(FRIDAY + timedelta(days=1))
def test_an_earlier_round_read_in_full_keeps_the_day_of_its_lead(cast: Cast, marit: Client) -> None:
    earlier = released([figures(cast.team)], name="Gisteren", day=FRIDAY)
    released([figures(cast.team)])
    page = marit.get(reverse("climate:team", args=[cast.team.pk]), {"ronde": str(earlier.pk)})
    assert "Cijfer 3,5" not in page.content.decode()


# Whose page it is, and how often it asks; the first one leads to the second.
BUDGETS = {
    "own": ("marit", 15),
    "team": ("marit", 11),
    "team-sheet": ("marit", 11),
    "team-pdf": ("marit", 11),
    "team-reading": ("joke", 11),
}


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_costs_the_same_after_one_round_as_after_four(
    cast: Cast, signed_in: SignedIn, name: str, django_assert_num_queries: Callable[..., object]
) -> None:
    who, budget = BUDGETS[name]
    client = signed_in(getattr(cast, who))
    address = reverse(f"climate:{name}", args=[] if name == "own" else [cast.team.pk])
    for age in (900, 600, 300, 2):
        both = [figures(cast.team, questions=with_questions()), conversation(cast.other_team)]
        released(both, name=f"{age}", day=timezone.localdate() - timedelta(days=age))
        client.get(address)
        with django_assert_num_queries(budget):
            assert client.get(address, follow=True).status_code == 200


def test_each_conversation_is_for_a_team_and_about_its_brick() -> None:
    assert set(GUIDES) == set(SIX)
    for about, guide_id in GUIDES.items():
        guide = shipped().entry(guide_id)
        assert isinstance(guide, Guide)
        assert "team" in guide.levels
        assert guide in shipped().about(about, Guide)

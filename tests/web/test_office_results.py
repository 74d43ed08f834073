"""What HR, researchers and the council read of a round: words first, reasons, no ranking, nothing about one lead."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mortel.apps.climate.models import Release
from mortel.apps.people.models import Person
from mortel.pure.disclosure.organisation import Careless, Statistic
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.tallies import Tally
from mortel.pure.results.shapes import Dimension, Division, OfficeLine, Part, TeamLevelWord
from mortel.web.climate.office_activities import variety
from mortel.web.climate.office_drawing import drawing
from mortel.web.climate.office_scales import said_of
from tests.cast import Cast
from tests.web.office_samples import (
    ONE_LEAD,
    SCALES,
    TOP,
    lines_of,
    office_release,
    question,
    scale,
    top,
    whole,
)
from tests.web.results_samples import SIX, dimension, group, released

SignedIn = Callable[[Person], Client]
LOWER = "presumably_lower"
APPRAISAL = "Dit mag niemand gebruiken om iemand te beoordelen."
PAGES = ("organisation", "teams", "questionnaire", "amounts", "board", "outcomes", "poster")


def read(client: Client, page: str, release: Release, *more: str) -> str:
    """The words of a page, without its tags; hidden text for screen readers included."""
    html = client.get(reverse(f"climate:{page}", args=[release.pk, *more])).content.decode()
    assert "<main" in html, page
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")]).split())


def with_scales(**means: float) -> dict[str, object]:
    """An organisation in which these scales have another mean."""
    names = {name.replace(".", "_"): name for name in (*SIX, *SCALES)}
    other = {names[name]: mean for name, mean in means.items()}
    made = tuple(scale(name, **({"mean": other[name]} if name in other else {})) for name in (*SIX, *SCALES))
    return {"whole": whole(dimensions=made, step=None)}


# The list -------------------------------------------------------------------------------------------------------


def test_before_the_first_result_the_list_says_what_will_be_there(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.hr).get(reverse("climate:results")).content.decode()
    assert "Nog geen uitslag" in page


def test_the_list_leads_to_every_round_the_newest_first(cast: Cast, signed_in: SignedIn) -> None:
    today = timezone.localdate()
    old = released(name="Voorjaar", day=today - timedelta(days=200))
    new = released(name="Najaar", day=today)
    page = signed_in(cast.council).get(reverse("climate:results")).content.decode()
    places = [page.index(reverse("climate:organisation", args=[one.pk])) for one in (new, old)]
    assert places == sorted(places)


def in_menu(html: str, sign: str = ' aria-current="page"') -> list[str]:
    menu = html.split('<nav class="places"')[1].split("</nav>")[0]
    return re.findall(rf'<a href="([^"]+)"{sign}', menu)


def test_the_menu_marks_the_climate_and_not_the_team(cast: Cast, signed_in: SignedIn) -> None:
    release = office_release(cast)
    addresses = [reverse(f"climate:{page}", args=[release.pk]) for page in PAGES]
    addresses += [reverse(name) for name in ("climate:results", "rounds:rounds", "climate:no-benchmark")]
    addresses += [reverse("paper:room", args=[release.round.pk])]
    client = signed_in(cast.hr)
    for address in addresses:
        assert in_menu(client.get(address).content.decode()) == [reverse("rounds:rounds")], address
    own = client.get(reverse("climate:own"), follow=True).content.decode()
    assert in_menu(own) == [reverse("climate:own")]


def test_rounds_and_results_are_one_of_six_places_and_lead_to_each_other(
    cast: Cast, signed_in: SignedIn
) -> None:
    both = [reverse("rounds:rounds"), reverse("climate:results")]
    for person in (cast.hr, cast.council):
        for address in both:
            page = signed_in(person).get(address).content.decode()
            assert len(in_menu(page, "")) == 6
            tabs = page.split('<ul class="tabs plain">')[1].split("</ul>")[0]
            assert re.findall(r'href="([^"]+)"', tabs) == both
            assert re.findall(r'href="([^"]+)" aria-current="page"', tabs) == [address]


def test_a_researcher_who_reads_no_rounds_begins_at_the_results(cast: Cast, signed_in: SignedIn) -> None:
    page = signed_in(cast.researcher).get(reverse("climate:results")).content.decode()
    assert in_menu(page) == [reverse("climate:results")]
    assert reverse("rounds:rounds") not in page


# The organisation -----------------------------------------------------------------------------------------------


def test_response_is_exact_and_the_questions_are_called_untested(cast: Cast, signed_in: SignedIn) -> None:
    release = office_release(cast)
    for page in PAGES:
        if page != "poster":
            assert "Deze vragen zijn nog niet met mensen getest." in read(signed_in(cast.hr), page, release)
    assert "340 van de 412 mensen deden mee (83%)" in read(signed_in(cast.hr), "organisation", release)


def test_a_change_is_told_in_words_and_no_difference_is_normal(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "organisation", office_release(cast))
    assert "Ruimte, sinds Voorjaar: geen verschil te zien" in said
    assert "Geen verschil te zien is een normale uitslag." in said


def test_it_says_whether_teams_differ_and_what_may_have_been_missed(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "organisation", office_release(cast))
    assert "Ruimte Het heeft zin om van teams te spreken." in said
    assert "Geen verschil tussen teams gevonden. De kans dat we een echt verschil misten, is 20%." in said
    assert "Steun Teams verschillen nauwelijks" in said
    assert "Hiervoor zijn minstens 10 groepen nodig." in said


def test_the_council_reads_the_words_and_not_the_figures_of_teams(cast: Cast, signed_in: SignedIn) -> None:
    release = office_release(cast)
    assert "ICC(1)" in read(signed_in(cast.researcher), "organisation", release)
    said = read(signed_in(cast.council), "organisation", release)
    assert "Het heeft zin om van teams te spreken." in said
    assert "ICC" not in said
    assert reverse("climate:teams", args=[release.pk]) not in said


def test_only_the_council_and_hr_read_the_question_of_the_council(cast: Cast, signed_in: SignedIn) -> None:
    release, own = office_release(cast), "Ik weet wat de raad voor mij doet."
    assert own in read(signed_in(cast.hr), "organisation", release)
    assert own in read(signed_in(cast.council), "organisation", release)
    assert own not in read(signed_in(cast.researcher), "organisation", release)


@pytest.mark.parametrize(("load", "first"), [(3.5, True), (3.4, False)])
def test_a_high_load_comes_before_anything_new(
    cast: Cast, signed_in: SignedIn, load: float, first: bool
) -> None:
    release = office_release(cast, **with_scales(dem_pressure=load))
    said = read(signed_in(cast.hr), "organisation", release)
    assert ("Eerst de werkdruk, dan pas iets nieuws." in said) is first


def test_without_the_module_on_load_its_one_question_decides(cast: Cast, signed_in: SignedIn) -> None:
    made = whole(dimensions=tuple(scale(name) for name in SIX))
    release = office_release(cast, whole=made)
    assert "Eerst de werkdruk" in read(signed_in(cast.hr), "organisation", release)
    calm = replace(made, questions=(question("DEM1", mean=3.0), question("RES1")))
    other = office_release(cast, name="Rustig", whole=calm)
    assert "Eerst de werkdruk" not in read(signed_in(cast.hr), "organisation", other)


@pytest.mark.parametrize(("mean", "first"), [(2.4, True), (2.6, False)])
def test_low_leadership_puts_actions_for_leads_first(
    cast: Cast, signed_in: SignedIn, mean: float, first: bool
) -> None:
    release = office_release(cast, **with_scales(dim_leadership=mean))
    assert ("Begin bij de leiding." in read(signed_in(cast.hr), "organisation", release)) is first


def test_fewer_chances_for_a_part_are_flagged_and_other_differences_are_not(
    cast: Cast, signed_in: SignedIn
) -> None:
    release = office_release(cast)
    said = read(signed_in(cast.hr), "organisation", release)
    assert "zorg: vermoedelijk lager op Ruimte" in said
    assert "Dat kan verschillen groter maken." in said
    even = dict.fromkeys(SIX, "not_distinguishable") | {"dim.autonomy": "presumably_lower"}
    parts = Division("work", (Part("zorg", even), Part("kantoor", even)))  # type: ignore[arg-type]
    other = office_release(cast, name="Gelijk", division=parts)
    assert "niet iedereen heeft dezelfde kansen" not in read(signed_in(cast.hr), "organisation", other)


def test_fewer_chances_at_a_place_are_flagged_above_the_table_of_places(
    cast: Cast, signed_in: SignedIn
) -> None:
    lines = [
        OfficeLine(name, TOP, kind, name, whole(id=name, dimensions=(dimension(low, word=LOWER),)), None)
        for name, kind, low in (
            ("Oost", "team", "dim.space"),
            ("West", "together", "dim.opportunities"),
            ("Noord", "team", "dim.autonomy"),
            ("Zuid", "leads", "dim.space"),
        )
    ]
    client = signed_in(cast.hr)
    said = read(client, "teams", office_release(cast, lines=[top(), *lines]))
    assert "Oost: vermoedelijk lager op Ruimte West: vermoedelijk lager op Kansen" in said
    even = office_release(cast, name="Gelijk", lines=[top(), *lines[2:]])
    assert "niet iedereen heeft dezelfde kansen" not in read(client, "teams", even)


def test_a_division_that_may_not_be_shown_says_why(cast: Cast, signed_in: SignedIn) -> None:
    hidden = Division("service", (), Gap(Reason.CATEGORY_SMALL, 30))
    said = read(signed_in(cast.hr), "organisation", office_release(cast, division=hidden))
    assert "Een van deze groepen heeft minder dan 30 antwoorden." in said


def test_parts_by_language_carry_the_name_of_the_language(cast: Cast, signed_in: SignedIn) -> None:
    even = dict.fromkeys(SIX, "not_distinguishable")
    parts = Division("language", (Part("nl-BE", even), Part("en", even)))  # type: ignore[arg-type]
    said = read(signed_in(cast.hr), "organisation", office_release(cast, division=parts))
    assert "Naar taal" in said
    assert re.search(r"Nederlands \(België\) geen verschil te zien .* English geen verschil te zien", said)


def test_an_organisation_without_figures_gets_the_reason_and_no_number(
    cast: Cast, signed_in: SignedIn
) -> None:
    gap = Gap(Reason.NO_BLOCK, 7)
    empty = tuple(Dimension(name, None, None, None, gap=gap) for name in SIX)
    asked = tuple(
        question(code, mean=None, gap=gap, classes=None) for code in ("ACT1", "DEM1", "RES1", "COU1")
    )
    made = whole(dimensions=empty, questions=asked, gap=gap, strengths=(), step=None)
    release = office_release(cast, lines=[top(made)], whole=made, team_level=(), scales=(), division=None)
    said = read(signed_in(cast.hr), "organisation", release)
    assert gap.sentence("nl") in said
    assert not re.search(r"\d,\d", said)


# What was done, what costs and gives energy ------------------------------------------------------------------------


def test_what_people_did_stands_beside_averages_that_are_no_norm(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "organisation", office_release(cast))
    assert "Dit zijn ruwe gemiddelden. Ze zijn geen norm en voor niemand een doel." in said
    assert "Bij 0 van de 5 activiteiten zegt minstens de helft: elke week of vaker." in said


def test_what_people_tapped_stands_beside_it_of_everybody_together(cast: Cast, signed_in: SignedIn) -> None:
    counted = Tally(("social", "individual"), 90, (3.2, 1.5))
    outcomes = Tally(("oc.current", "oc.transferable", "oc.career"), 60, (2.4, 0.8, 0.2))
    release = office_release(cast, activities=counted, outcomes=outcomes)
    said = read(signed_in(cast.hr), "organisation", release)
    assert "Ongeveer 90 mensen tikten in vier weken aan wat ze deden." in said
    assert "Met anderen: 3,2 keer per persoon in vier weken" in said
    gains = read(signed_in(cast.hr), "outcomes", release)
    assert "noemden mensen er 0,8 per persoon in vier weken goed hiervoor" in gains


def test_few_writers_get_the_reason(cast: Cast, signed_in: SignedIn) -> None:
    gap = Gap(Reason.FEW_WRITERS, 30)
    counted = Tally(("social", "individual"), gap=gap)
    assert gap.sentence("nl") in read(
        signed_in(cast.hr), "organisation", office_release(cast, activities=counted)
    )


def test_an_activity_counts_as_varied_from_half_of_the_people() -> None:
    assert variety([(50, 50, 0), (60, 20, 20), (0, 0, 100)]) == 2


def test_one_hidden_spread_hides_how_varied_it_was(cast: Cast, signed_in: SignedIn) -> None:
    gap = Gap(Reason.CLASSES_NEED_MORE, 30)
    asked = tuple(
        question(one.code, classes=None, gap=gap) if one.code == "ACT3" else one for one in whole().questions
    )
    said = read(signed_in(cast.hr), "organisation", office_release(cast, whole=whole(questions=asked)))
    assert f"Hoe gevarieerd {gap.sentence('nl')}" in said
    assert "van de 10 activiteiten" not in said


def test_every_high_demand_stands_with_resources(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "organisation", office_release(cast))
    assert re.search(r"Werkdruk : versterk Feedback, .*Ruimte om te groeien", said)


def test_two_lines_need_two_rounds_and_never_tie_the_answers_of_a_person(
    cast: Cast, signed_in: SignedIn
) -> None:
    first = office_release(cast, name="Voorjaar", day=timezone.localdate() - timedelta(days=200))
    reason = "Wat van de twee eerst komt, is niet uit te rekenen."
    assert reason not in read(signed_in(cast.hr), "organisation", first)
    second = office_release(cast)
    assert reason in read(signed_in(cast.hr), "organisation", second)
    assert reason not in read(signed_in(cast.hr), "organisation", first), "a later round is not told before"


def test_an_experts_claim_on_goals_is_called_one(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "organisation", office_release(cast))
    assert "Dat is zijn uitspraak en geen uitkomst van onderzoek." in said


# By unit ----------------------------------------------------------------------------------------------------------


def test_the_order_is_that_of_the_tree_whatever_the_scores(cast: Cast, signed_in: SignedIn) -> None:
    unit = str(cast.team.unit_id)
    lines = [
        top(),
        *(_team(cast, name, unit, mean) for name, mean in (("Zeester", 2.0), ("Alk", 4.5), ("Meeuw", 3))),
    ]
    said = read(
        signed_in(cast.hr), "place", office_release(cast, lines=[lines[0], _unit(unit), *lines[1:]]), unit
    )
    places = [said.index(name) for name in ("Zeester", "Alk", "Meeuw")]
    assert places == sorted(places)
    assert "Maak er geen ranglijst van" in said


def test_the_organisation_has_the_same_response_on_every_page(cast: Cast, signed_in: SignedIn) -> None:
    rounded = top(whole(response=0.95))
    assert "340 antwoorden, 83%" in read(signed_in(cast.hr), "teams", office_release(cast, lines=[rounded]))


def test_leadership_of_one_team_is_hidden_with_its_reason(cast: Cast, signed_in: SignedIn) -> None:
    release = office_release(cast)
    said = read(signed_in(cast.researcher), "place", release, str(cast.team.unit_id))
    assert ONE_LEAD.sentence("nl") in said
    assert APPRAISAL in said


@pytest.mark.parametrize("page", ["organisation", "teams", "board"])
def test_pages_with_leadership_say_that_it_is_for_no_appraisal(
    cast: Cast, signed_in: SignedIn, page: str
) -> None:
    assert APPRAISAL in read(signed_in(cast.hr), page, office_release(cast))


def test_a_team_without_figures_says_why(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "place", office_release(cast), str(cast.team.unit_id))
    assert "Dit team staat samen met een ander team" in said


def test_a_place_that_was_not_in_the_round_does_not_exist(cast: Cast, signed_in: SignedIn) -> None:
    release = office_release(cast)
    for place in ("nergens", f"{cast.team.unit_id}/leads/together"):
        address = reverse("climate:place", args=[release.pk, place])
        assert signed_in(cast.hr).get(address).status_code == 404


def test_a_page_holds_sixty_lines_at_most(cast: Cast, signed_in: SignedIn) -> None:
    unit = str(cast.team.unit_id)
    lines = [top(), _unit(unit), *(_team(cast, f"Team {at:03}", unit, 3.0) for at in range(61))]
    release = office_release(cast, lines=lines)
    client, address = signed_in(cast.hr), reverse("climate:place", args=[release.pk, unit])
    first = client.get(address).content.decode()
    assert "Team 059" in first
    assert "Team 060" not in first
    assert "Team 060" in client.get(address, {"page": "2"}).content.decode()


# The other pages ----------------------------------------------------------------------------------------------------


def test_time_speaks_the_language_of_the_page_and_names_its_limits(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "amounts", office_release(cast))
    assert "2 uur of meer" in said
    assert "De beste hoeveelheid verschilt per persoon." in said
    assert "Beide antwoorden komen van dezelfde persoon op dezelfde dag." in said
    assert said.index("Het hoogst in het midden") < said.index("Drukte, los van tijd")


def test_a_round_that_did_not_ask_time_says_so(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "amounts", office_release(cast, time=None, load=None))
    assert "Deze ronde vroeg niet hoeveel uren mensen hebben." in said
    assert "Deze ronde vroeg niet hoe druk mensen het hebben." in said


def test_what_is_not_tested_is_called_so_and_each_reason_stands_once(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.researcher), "questionnaire", office_release(cast))
    assert said.count("nog niet getoetst") == 2
    section = said[said.index("Wat je hier niet ziet") :]
    assert section.count("Kijk naar alfa.") == 1
    assert "0,84" in said


def test_a_small_organisation_gets_no_judgement_of_the_questions(cast: Cast, signed_in: SignedIn) -> None:
    nothing = Statistic(gap=Gap(Reason.ORGANISATION_SMALL, 100))
    release = office_release(cast, scales=(), correlations=(), careless=Careless(nothing, nothing))
    said = read(signed_in(cast.hr), "questionnaire", release)
    assert "Te klein voor een oordeel over de vragenlijst." in said


def test_the_board_gets_five_insights_with_what_this_organisation_said(
    cast: Cast, signed_in: SignedIn
) -> None:
    said = read(signed_in(cast.council), "board", office_release(cast))
    assert [f"{number}. " in said for number in range(1, 7)] == [True] * 5 + [False]
    assert "Kennis delen : soms wel, soms niet (3,4) ; sinds Voorjaar: geen verschil te zien" in said
    assert "Nieuwe dingen verleiden." in said


def test_outcomes_are_never_told_without_the_caveat(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "outcomes", office_release(cast))
    assert "Het kan twee kanten op" in said
    assert "Ruimte Je verbonden voelen 0,41" in said
    assert "Ik wil hier over een jaar nog werken." in said
    limited = said[said.index("Hierover zegt onderzoek weinig") :]
    assert all(name in limited for name in ("Beter werk", "Drukte aankunnen", "Een gezonder lichaam"))
    assert limited.count("Weinig studies") == 3
    assert "geen reden om hun meer te geven" in limited


def test_sides_beside_sides_are_no_outcome(cast: Cast, signed_in: SignedIn) -> None:
    said = read(signed_in(cast.hr), "outcomes", office_release(cast))
    assert "0,52" not in said[said.index("Wat hier samengaat") :]


def test_the_poster_has_three_columns_six_examples_and_says_where_they_come_from(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, release = signed_in(cast.hr), office_release(cast)
    html = client.get(reverse("climate:poster", args=[release.pk])).content.decode()
    assert html.count('yield__column"') == 3
    assert all(part.count("<li>") == 2 for part in re.findall(r"yield__examples\">(.*?)</ul>", html, re.S))
    said = read(client, "poster", release)
    assert "Ze komen niet van hier." in said
    assert "Weinig studies (omstreden)" in said


def test_a_poster_without_asked_outcomes_keeps_its_examples(cast: Cast, signed_in: SignedIn) -> None:
    made = whole(dimensions=tuple(scale(name) for name in SIX), questions=())
    said = read(signed_in(cast.hr), "poster", office_release(cast, whole=made))
    assert "Bij ons" not in said
    assert "Een technicus ontdekt al doende" in said


# Small parts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mean", "said"),
    [(2.44, "klopt meestal niet"), (2.46, "soms wel, soms niet"), (2.5, "soms wel"), (3.5, "klopt meestal")],
)
def test_a_mean_is_said_as_the_answer_nearest_to_it(mean: float, said: str) -> None:
    assert str(said_of(mean, "agreement")).startswith(said)


def test_a_scale_of_others_gets_no_words_of_ours() -> None:
    assert said_of(3.0, "pack.likert") == ""


def test_a_drawing_puts_five_above_one_and_keeps_what_is_too_high_inside() -> None:
    made = drawing(["a", "b", "c"], [("line", (1, 3, 9))])
    heights = [dot.y for dot in made.series[0].dots]
    assert heights == sorted(heights, reverse=True)
    assert heights[2] == made.levels[-1].y


def test_a_line_with_too_few_values_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        drawing(["a", "b"], [("line", (1.0,))])


# How often the database is asked ------------------------------------------------------------------------------------

# Two are the session and the person, two her grants and whether she left, two the release and what it told, one the
# words of the organisation.
BUDGETS = {
    "results": 7,
    "organisation": 8,
    "teams": 11,
    "questionnaire": 7,
    "amounts": 7,
    "board": 7,
    "outcomes": 7,
    "poster": 7,
    "place": 11,
    "report": 9,
    "wall-poster": 8,
    "workbook": 8,
    "slides": 8,
    "data": 8,
    "open-data": 7,
    "no-benchmark": 5,
}
OF_NO_RELEASE = {"results", "no-benchmark"}


@pytest.mark.parametrize("page", BUDGETS)
def test_a_page_costs_the_same_with_few_rounds_and_lines_as_with_many(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: DjangoAssertNumQueries, page: str
) -> None:
    client, today = signed_in(cast.hr), timezone.localdate()
    for number in (1, 30):
        for turn in range(number):
            more = [_team(cast, f"Team {at}", TOP, 3.0) for at in range(number)]
            office_release(cast, day=today - timedelta(days=turn), lines=[*lines_of(cast), *more])
        release = Release.objects.order_by("-day").first()
        assert release is not None
        args = [release.pk, TOP] if page == "place" else [release.pk]
        address = reverse(f"climate:{page}", args=[] if page in OF_NO_RELEASE else args)
        client.get(address)
        with django_assert_num_queries(BUDGETS[page]):
            assert client.get(address).status_code == 200


def _team(cast: Cast, name: str, parent: str, mean: float) -> OfficeLine:
    made = group(cast.team, name=name, dimensions=tuple(scale(one, mean=mean) for one in SIX), questions=())
    return OfficeLine(name, parent, "team", name, made, None)


def _unit(unit: str) -> OfficeLine:
    return OfficeLine(unit, TOP, "unit", "De Kaap", whole(id=unit, kind="unit", name="De Kaap"), None)


# Too few answers --------------------------------------------------------------------------------------------------


def nothing_told(cast: Cast) -> Release:
    """A round in which too few took part to tell anything."""
    gap = Gap(Reason.NOWHERE, 7)
    empty = whole(
        n=0,
        response=0.0,
        gap=gap,
        dimensions=tuple(Dimension(name, None, None, None, gap=gap) for name in SIX),
    )
    lines = [replace(top(empty), group=None, gap=gap)]
    return office_release(
        cast, lines=lines, whole=empty, answered=0, blocks=0, teams_with_figures=0, team_level=()
    )


@pytest.mark.parametrize("role", ["hr", "council"])
def test_a_round_with_too_few_answers_has_a_page_of_its_own(
    cast: Cast, signed_in: SignedIn, role: str
) -> None:
    page = read(signed_in(getattr(cast, role)), "organisation", nothing_told(cast))
    assert "Te weinig antwoorden voor een uitslag" in page
    assert "Minder dan 7 mensen deden mee." in page
    assert "Wat je nu kunt doen" in page
    assert "climate-wall" not in page
    for never in ("niveau hoger", "0 van", "(0%)"):
        assert never not in page


@pytest.mark.parametrize("page", ["board", "outcomes", "questionnaire", "amounts", "teams"])
def test_no_other_page_of_such_a_round_tells_how_many(cast: Cast, signed_in: SignedIn, page: str) -> None:
    said = read(signed_in(cast.hr), page, nothing_told(cast))
    for never in ("niveau hoger", "0 van de", "0 antwoorden"):
        assert never not in said


# A long list ------------------------------------------------------------------------------------------------------


def test_leads_of_several_units_stand_in_one_row_with_one_sentence(cast: Cast, signed_in: SignedIn) -> None:
    both = replace(whole(kind="leads"), name="De Kaap, Het Wad, De Vliehors")
    pooled = OfficeLine(f"{TOP}/leads/together", TOP, "leads", both.name, both, None)
    page = read(signed_in(cast.hr), "teams", office_release(cast, lines=[top(), pooled]))
    assert "Leidinggevenden, samen wat leidinggevenden zelf antwoordden, los van hun teams" in page
    assert "Het Wad" not in page


def test_on_a_phone_groups_without_anything_that_stands_out_are_folded_in_place(
    cast: Cast, signed_in: SignedIn
) -> None:
    plain = tuple(dimension(name, word="not_distinguishable") for name in SIX)
    quiet = [
        OfficeLine(
            f"q{at}", TOP, "unit", f"Rustig {at}", whole(id=f"q{at}", kind="unit", dimensions=plain), None
        )
        for at in range(3)
    ]
    low = (*plain[:-1], dimension(SIX[-1], word="presumably_lower"))
    loud = OfficeLine("loud", TOP, "unit", "Valt op", whole(id="loud", kind="unit", dimensions=low), None)
    release = office_release(cast, lines=[top(), *quiet[:2], loud, quiet[2]])
    page = signed_in(cast.hr).get(reverse("climate:teams", args=[release.pk])).content.decode()
    folds = page.split('class="heat-folds"')[1].split("</div>")[0]
    assert folds.count("<details>") == 2
    places = [
        folds.index(name)
        for name in ("geen duidelijk verschil, 2 groepen", "Rustig 1", "Valt op", "1 groep<", "Rustig 2")
    ]
    assert places == sorted(places)
    assert "Valt op" not in "".join(each.split("</details>")[0] for each in folds.split("<details>")[1:])


def test_the_hours_stand_under_the_curve_and_the_last_answers_together_are_so_many_or_more(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.hr)
    page = client.get(reverse("climate:amounts", args=[office_release(cast).pk])).content.decode()
    under = re.findall(r'y="164"[^>]*>([^<]+)<', page.split('id="time-curve-title"')[1].split("</svg>")[0])
    assert under == ["0", "&lt; 1", "1\N{EN DASH}2", "2+"]
    assert "2 uur of meer" in page


def test_whether_teams_can_be_spoken_of_is_one_sentence_for_all_sides_with_the_same_answer(
    cast: Cast, signed_in: SignedIn
) -> None:
    same = tuple(TeamLevelWord(name, True, 0.11, 0.62, 0.1, None) for name in SIX[1:])
    but = TeamLevelWord(SIX[0], False, 0.02, 0.2, 0.2, None)
    client = signed_in(cast.council)
    page = read(client, "organisation", office_release(cast, team_level=(but, *same)))
    said = page.split("Heeft het zin om van teams te spreken?")[-1]
    assert page.count("Het heeft zin om van teams te spreken.") == 1
    assert said.index("Kansen, Steun") < said.index("Leiding die meehelpt Teams verschillen nauwelijks")
    page = read(client, "organisation", office_release(cast, name="Lente", team_level=same))
    assert "Alle kanten Het heeft zin om van teams te spreken." in page

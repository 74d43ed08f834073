"""What is told of the whole organisation: the questions, the curves, a division, the classes and the open table."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from mortel.pure.disclosure.organisation import Word, person_variances
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.results.parts import Categories
from mortel.pure.results.shapes import OrganisationResult
from mortel.pure.results.subjects import subjects
from mortel.pure.rounds.questionnaire import OWN_QUESTION, questionnaire
from mortel.pure.scoring.response import whole_group
from mortel.pure.scoring.scores import score_units
from tests.pure.results.houses import LONG, SEVEN, House, Made, Team, asking, ballots, released

FORMS = (*LONG, "module.outcomes")
# Four hundred and twelve people in thirty-four teams, each with a lead of its own.
WADDEN: House = {
    f"location{unit}": {f"t{unit}.{at}": Team(n, (10 * unit + at,)) for at, n in enumerate(sizes)}
    for unit, sizes in enumerate(
        [
            (16, 18, 9, 3, 12, 14, 10),
            (30, 12, 11, 8, 13, 16, 9),
            (4, 5, 6, 12, 18, 15, 14),
            (20, 14, 12, 10, 9, 11, 8),
            (13, 17, 12, 9, 8, 14),
        ]
    )
}


def people(house: House) -> int:
    return sum(team.answers for teams in house.values() for team in teams.values())


@pytest.fixture(scope="module")
def wadden() -> Made:
    """Space is highest at a middle amount of hours, and falls with load."""
    asked = asking(*FORMS)
    given = ballots(WADDEN, asked, seed=5, round_id="Spring")
    random, answers = np.random.default_rng(6), given.answers.copy()
    hours = random.integers(1, 6, len(answers))
    load = random.integers(1, 6, len(answers))
    about = subjects(asked)
    place = {code: at for at, code in enumerate(asked.codes)}
    assert about.hours is not None
    answers[:, place[about.hours[0]]] = hours
    answers[:, [place[code] for code in about.load]] = load[:, np.newaxis]
    space = [place[code] for code in about.space]
    latent = 5 - (hours - 3) ** 2 / 1.5 - load / 3 + random.normal(0, 0.4, len(answers))
    answers[:, space] = np.clip(
        np.rint(latent[:, np.newaxis] + random.normal(0, 0.5, (len(answers), len(space)))), 1, 5
    )
    longer = np.arange(len(answers)) % 2
    autonomy = [at for at, name in enumerate(asked.form().dimensions) if name == "dim.autonomy"]
    answers[:, autonomy] = np.clip(answers[:, autonomy] + longer[:, np.newaxis], 1, 5)
    return released(
        WADDEN,
        forms=FORMS,
        given=replace(given, answers=answers),
        categories=Categories("service", ("short", "long"), longer),
    )


@pytest.fixture(scope="module")
def whole(wadden: Made) -> OrganisationResult:
    return wadden.results.organisation


def test_four_hundred_people_have_numbers_about_the_questions(whole: OrganisationResult) -> None:
    assert whole.answered == people(WADDEN) == 412
    assert whole.whole.response == 412 / whole.invited
    assert whole.teams == 34
    assert whole.teams_with_figures == 29
    assert whole.blocks == 31
    assert {scale.dimension for scale in whole.scales} >= {"dim.leadership", "dem.pressure", "out.vitality"}
    assert all(scale.alpha.number is not None for scale in whole.scales)
    assert all(level.icc1 is not None and level.missed is not None for level in whole.team_level)
    assert whole.careless.per_cent.number == 0
    assert len(whole.correlations) == len(whole.scales) * (len(whole.scales) - 1) // 2


def test_the_best_amount_of_time_is_a_word_and_a_line_with_labels(whole: OrganisationResult) -> None:
    curve = whole.time
    assert curve is not None
    assert (curve.dimension, curve.word.word, curve.gap) == ("dim.space", Word.TOP_IN_THE_MIDDLE, None)
    assert [point.labels for point in curve.points] == [
        "geen uur",
        "minder dan 1 uur",
        "1 tot 2 uur",
        "2 tot 4 uur",
        "4 uur of meer",
    ]
    means = [point.mean for point in curve.points]
    assert max(means) == means[2]
    assert [(point.first, point.last) for point in curve.points] == [(at, at) for at in range(1, 6)]
    assert all(point.n % 5 == 0 for point in curve.points)


def test_load_is_a_falling_line_of_its_own(whole: OrganisationResult) -> None:
    curve = whole.load
    assert curve is not None
    assert curve.word.word is Word.NO_TOP
    assert [point.labels for point in curve.points] == ["1", "2", "3", "4", "5"]
    means = [point.mean for point in curve.points]
    assert means == sorted(means, reverse=True)


def test_rare_amounts_stand_together_without_a_hole() -> None:
    asked = asking(*LONG)
    given = ballots(WADDEN, asked, seed=5, round_id="Spring")
    answers = given.answers.copy()
    answers[:, asked.codes.index("TIM2")] = np.where(np.arange(len(answers)) % 2, 2, 4)
    answers[::20, asked.codes.index("TIM2")] = 0
    made = released(WADDEN, forms=LONG, given=replace(given, answers=answers))
    curve = made.results.organisation.time
    assert curve is not None
    assert [(point.first, point.last, point.labels) for point in curve.points] == [
        (1, 2, "geen uur – minder dan 1 uur"),
        (3, 5, "1 tot 2 uur – 4 uur of meer"),
    ]


def test_amounts_and_frequencies_are_told_in_classes_of_the_whole_alone(wadden: Made) -> None:
    questions = {one.code: one for one in wadden.results.organisation.whole.questions}
    time = questions["TIM1"]
    assert (time.mean, time.gap) == (None, None)
    assert time.classes is not None
    assert sum(time.classes) == 100
    often = [one for code, one in questions.items() if code in subjects(asking(*FORMS)).in_classes - {"TIM1"}]
    assert len(often) == 3
    assert all(one.classes is not None and one.mean is not None for one in often)
    for line in wadden.results.office:
        if line.group is not None:
            assert all(one.classes is None for one in line.group.questions)
            asked = {one.code: one for one in line.group.questions}
            assert (asked["TIM1"].mean, asked["TIM1"].gap) == (None, Gap(Reason.WHOLE_ONLY, 30))


def test_classes_are_not_told_where_the_mean_would_give_a_small_group_away() -> None:
    made = released(
        {"care": {"a": Team(40, (1,))}, "": {"b": Team(9, (2,))}}, forms=("short", "check.space.time")
    )
    questions = {one.code: one for one in made.results.organisation.whole.questions}
    assert (questions["TIM1"].classes, questions["TIM1"].gap) == (None, Gap(Reason.NEIGHBOUR, 15))
    few = released({"care": {"a": Team(20, (1,))}}, forms=("short", "check.space.time"))
    questions = {one.code: one for one in few.results.organisation.whole.questions}
    assert (questions["TIM1"].classes, questions["TIM1"].gap) == (None, Gap(Reason.CLASSES_NEED_MORE, 30))


def test_who_counts_nowhere_is_in_no_curve() -> None:
    house: House = {
        "care": {f"t{at}": Team(83, (at,)) for at in range(3)} | {"care/leads": Team(3, is_of_leads=True)}
    }
    curve = released(house, forms=LONG).results.organisation.time
    assert curve is not None
    assert curve.word.gap == curve.gap == Gap(Reason.ORGANISATION_SMALL, 250)


def test_a_division_is_told_in_words(whole: OrganisationResult) -> None:
    found = whole.division
    assert found is not None
    assert (found.attribute, found.gap) == ("service", None)
    short, long = found.parts
    assert (short.name, short.words["dim.autonomy"]) == ("short", "presumably_lower")
    assert long.words["dim.autonomy"] == "presumably_higher"
    assert short.words["dim.leadership"] == "not_distinguishable"


def divided(house: House, categories: Categories) -> Made:
    return released(house, categories=categories)


def test_a_part_with_fewer_than_three_leads_takes_leadership_out_of_the_division() -> None:
    house: House = {"care": {f"t{at}": Team(40, (min(at, 2),)) for at in range(5)}}
    which = np.repeat([0, 0, 1, 1, 1], 40)
    found = divided(house, Categories("place", ("one", "other"), which)).results.organisation.division
    assert found is not None
    assert found.gap is None
    assert [sorted(part.words) for part in found.parts] == [
        ["dim.autonomy", "dim.opportunities", "dim.sharing", "dim.space", "dim.support"]
    ] * 2


def test_a_lead_of_a_few_people_in_a_part_is_not_counted_there() -> None:
    house: House = {"care": {f"t{at}": Team(40, (at,)) for at in range(6)}}
    spread = np.repeat([0, 0, 0, 1, 1, 1], 40)
    both = divided(house, Categories("place", ("one", "other"), spread)).results.organisation.division
    assert both is not None
    assert "dim.leadership" in both.parts[0].words
    few = np.repeat([0, 0, 1, 1, 1, 1], 40)
    few[80:84] = few[120:124] = 0
    gone = divided(house, Categories("place", ("one", "other"), few)).results.organisation.division
    assert gone is not None
    assert gone.gap is None
    assert "dim.leadership" not in gone.parts[0].words


@pytest.mark.parametrize(
    ("names", "which", "gap"),
    [
        (("one",), [0] * 80, Gap(Reason.FEW_BLOCKS, 2)),
        (("one", "other"), [0] * 60 + [1] * 20, Gap(Reason.CATEGORY_SMALL, 30)),
    ],
)
def test_a_division_that_may_not_be_told_says_why(names: tuple[str, ...], which: list[int], gap: Gap) -> None:
    house: House = {"care": {"a": Team(40, (1,)), "b": Team(40, (2,))}}
    found = divided(house, Categories("place", names, np.array(which))).results.organisation.division
    assert found is not None
    assert (found.parts, found.gap) == ((), gap)


def test_a_check_in_is_not_divided() -> None:
    house: House = {"care": {"a": Team(40, (1,)), "b": Team(40, (2,))}}
    made = released(
        house,
        forms=("check.space.workload",),
        check_in=True,
        categories=Categories("place", ("one", "other"), np.arange(80) % 2),
    )
    found = made.results.organisation.division
    assert found is not None
    assert (found.parts, found.gap) == ((), Gap(Reason.CHECK_IN, 7))


@pytest.mark.parametrize(("answers", "measured"), [(60, False), (140, True)])
def test_intervals_know_how_people_differ_from_250_on(answers: int, measured: bool) -> None:
    house: House = {"care": {"a": Team(answers, (1,)), "b": Team(answers, (2,))}}
    made = released(house)
    units, asked = np.zeros(2, dtype=np.int64), np.array([made.places[1].invited])
    scores = score_units(made.closing.protected, units)
    ours = person_variances(made.ballots, made.closing.protected.blocks, SEVEN)
    sigma2 = [ours[name].number for name in scores.dimensions] if measured else None
    expected = whole_group(scores, asked, sigma2)
    shown = [(one.low, one.high) for one in made.results.organisation.whole.dimensions if one.low is not None]
    assert len(shown) == 5
    assert (
        shown
        == [
            (round(low, 2), round(high, 2))
            for low, high in zip(expected.low[0].tolist(), expected.high[0].tolist(), strict=True)
        ][1:]
    )


def test_the_open_table_holds_every_question_as_it_was_answered(wadden: Made) -> None:
    table = wadden.results.organisation.open_table
    assert table is not None
    assert table.epsilon == pytest.approx(3)
    assert [code for code, _ in table.rows] == list(asking(*FORMS).codes)


def test_open_data_say_nothing_about_two_leads() -> None:
    house: House = {"care": {f"t{at}": Team(40, (at % 2,)) for at in range(6)}}
    made = released(house)
    table = made.results.organisation.open_table
    assert table is not None
    about = subjects(asking())
    assert about.near_lead.isdisjoint(code for code, _ in table.rows)
    assert len(table.rows) == 24 - len(about.near_lead)
    told = msgspec.json.decode(msgspec.json.encode(made.results.organisation))
    assert "dim.leadership" not in {scale["dimension"] for scale in told["scales"]}
    assert "dim.leadership" not in {level["dimension"] for level in told["team_level"]}
    assert not [one for one in told["correlations"] if "dim.leadership" in (one["one"], one["other"])]


def test_an_answer_that_was_turned_for_scoring_is_open_as_it_was_given() -> None:
    asked = asking("long")
    code = next(question.code for question in asked.questions if question.opposite)
    given = ballots(WADDEN, asked, seed=5, round_id="Spring")
    answers = given.answers.copy()
    answers[:, [asked.codes.index(code), asked.codes.index("ENC1")]] = 1
    made = released(WADDEN, forms=("long",), given=replace(given, answers=answers))
    table = made.results.organisation.open_table
    assert table is not None
    rows = dict(table.rows)
    assert rows[code].index(max(rows[code])) == 4
    assert rows["ENC1"].index(max(rows["ENC1"])) == 0


def test_the_question_of_the_council_is_told_of_the_whole_alone_and_stands_in_no_open_table() -> None:
    asked = questionnaire(
        shipped_instrument(), ("short",), ("nl",), own_question={"nl": "Ik weet wat de raad doet."}
    )
    made = released(WADDEN, asked=asked)
    table = made.results.organisation.open_table
    assert table is not None
    assert OWN_QUESTION in asked.codes
    told = {
        line.kind: next(one for one in line.group.questions if one.code == OWN_QUESTION).mean is not None
        for line in made.results.office
        if line.group
    }
    assert told == {"organisation": True, "unit": False, "team": False} | (
        {"together": False} if "together" in told else {}
    )
    teams = [one.group for one in made.results.teams if one.group]
    assert all(one.mean is None for group in teams for one in group.questions if one.code == OWN_QUESTION)
    assert OWN_QUESTION not in {code for code, _counts in table.rows}

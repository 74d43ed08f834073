"""What the demo is to show comes out of its answers by the same path as in any other organisation.

Drawn with the seed of `mortel demo`. The secret of a round is made when it opens, so its noise differs in every
installation: what is said here must hold for several.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

import numpy as np
import pytest

from mortel.pure.demo.climate.drawing import DrawnRound, draw_round
from mortel.pure.demo.plan import OrganisationPlan
from mortel.pure.disclosure import organisation
from mortel.pure.disclosure.blocks import common_unions
from mortel.pure.disclosure.closing import Closing, close
from mortel.pure.disclosure.figures import gap_without_block, pages_of_blocks
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Reason
from mortel.pure.disclosure.shapes import Ballots, Block, Protected, RoundForm
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.rounds.places import Place, Population, Seat, population
from mortel.pure.rounds.questionnaire import questionnaire
from mortel.pure.scoring.change import ChangeWord, changes, pair_of
from mortel.pure.scoring.contrast import NONE, contrasts
from mortel.pure.scoring.scores import Scores, score_blocks
from mortel.pure.scoring.team_level import team_level
from tests.pure.demo.drawing import draw
from tests.pure.demo.test_climate_reading import shipped

BANK, SEVEN = shipped_instrument(), Promise()
SEED, TODAY, SECRETS = 1, date(2026, 11, 25), (1, 2, 3)
COLOURED = ["opportunities", "support", "space", "sharing", "autonomy"]


@dataclass(frozen=True)
class Told:
    """A round of the demo, closed."""

    made: DrawnRound
    who: Population
    ballots: Ballots
    closing: Closing

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.closing.protected.blocks

    def block(self, unit: str) -> int:
        return next(at for at, block in enumerate(self.blocks) if block.unit == unit)

    @property
    def scores(self) -> Scores:
        return score_blocks(on_six(self.closing.protected), self.closing.words_only)


def short(dimension: str) -> str:
    return dimension.removeprefix("dim.")


def on_six(protected: Protected) -> Protected:
    """What the page of a round is about: the six dimensions, not the modules beside them."""
    form = protected.form
    kept = [at for at, name in enumerate(form.dimensions) if name.startswith("dim.")]
    only = RoundForm(tuple(form.items[at] for at in kept), tuple(form.dimensions[at] for at in kept))
    return Protected(
        protected.round, only, protected.blocks, protected.counts[:, kept], protected.sums[:, kept]
    )


def asked(made: DrawnRound, plan: OrganisationPlan) -> Population:
    """Who was in the round, as its opening works it out."""
    places = [
        *(Place(u.name, u.name, u.parent, "unit" if u.parent else "organisation") for u in plan.units),
        *(Place(team.name, team.name, team.unit, "team") for team in plan.teams),
    ]
    seats = [
        Seat(row.person, row.team, row.is_main, row.is_lead)
        for row in plan.memberships
        if row.starts <= made.opened and (row.ends is None or row.ends >= made.opened)
    ]
    away = {row.person for row in plan.memberships} - {person.person for person in made.asked}
    return population(places, seats, absent=away)


def snapshot(made: DrawnRound, who: Population, secret: int) -> Ballots:
    asks = questionnaire(BANK, made.forms, ["nl"])
    invited = {one.person: one for one in who.invited}
    at = {unit.id: number for number, unit in enumerate(who.tree)}
    leaves = []
    for ballot in made.answers:
        one = invited[ballot.person]
        chosen = ballot.team if ballot.team in one.leaves else one.leaf
        leaves.append(at[chosen])
    ids = np.random.default_rng(secret).integers(0, 2**64, (len(leaves), 2), dtype=np.uint64)
    answers = np.array([asks.row(ballot.answers) for ballot in made.answers], dtype=np.int8)
    return Ballots(made.name, asks.form(), who.tree, ids, np.array(leaves), answers)


@cache
def rounds_of(today: date, name: str) -> list[DrawnRound]:
    climate, plan = shipped(name), draw(SEED, today, name).plan
    numbers = range(len(climate.rounds))
    return [draw_round(climate, plan, BANK, seed=SEED, number=number, today=today) for number in numbers]


@cache
def told(today: date = TODAY, secret: int = 1, name: str = "waddenkant") -> list[Told]:
    """Every round closed in turn, each knowing what was told before."""
    plan = draw(SEED, today, name).plan
    found, before = [], ()
    for number, made in enumerate(rounds_of(today, name)):
        who = asked(made, plan)
        ballots = snapshot(made, who, secret)
        random = np.random.default_rng(number)
        closing = close(ballots, SEVEN, bytes([secret]) * 32, before, made.closed, random)
        before += closing.told(made.closed)
        found.append(Told(made, who, ballots, closing))
    return found


def response(one: Told, blocks: tuple[int, ...]) -> float:
    """At most 1: where somebody answers for her second team there may be more answers than people asked."""
    invited = {place.id: place.invited for place in one.who.places}
    answered = sum(one.blocks[at].n for at in blocks)
    return min(answered / sum(invited[leaf] for at in blocks for leaf in one.blocks[at].leaves), 1.0)


def words(before: Told, after: Told) -> dict[str, dict[str, ChangeWord]]:
    """Of each block that is the same in both rounds, the word of each of the six."""
    unions = common_unions(before.blocks, after.blocks)
    shares = np.array([[response(before, first), response(after, second)] for first, second in unions])
    pair = pair_of(on_six(before.closing.protected), on_six(after.closing.protected), unions, shares)
    said = changes(pair).words
    return {
        before.blocks[first[0]].unit: {
            short(name): ChangeWord(word) for name, word in zip(pair.before.dimensions, row, strict=True)
        }
        for (first, second), row in zip(unions, said, strict=True)
        if len(first) == len(second) == 1
    }


HELPED_OR_NOT = [
    ("Revalidatie", "space", ChangeWord.BETTER),
    ("Schoonmaak Haven", "sharing", ChangeWord.BETTER),
    ("Paramedisch team", "autonomy", ChangeWord.WORSE),
]
UNMOVED = ("Schoonmaak Dijk", "sharing")
QUIET = {ChangeWord.NO_DIFFERENCE, ChangeWord.TOO_EARLY}


@pytest.mark.parametrize(
    ("secret", "today"), [*((secret, TODAY) for secret in SECRETS), (4, date(2027, 6, 30))]
)
def test_two_actions_helped_and_one_team_got_worse(secret: int, today: date) -> None:
    rounds = told(today, secret)
    said = words(rounds[1], rounds[2])
    for team, dimension, word in HELPED_OR_NOT:
        assert said[team][dimension] is word, team


def test_one_action_made_no_difference_or_it_is_too_early_to_say() -> None:
    team, dimension = UNMOVED
    said = []
    for secret in SECRETS:
        rounds = told(secret=secret)
        said.append(words(rounds[1], rounds[2])[team][dimension])
    assert set(said) <= QUIET
    assert said.count(ChangeWord.NO_DIFFERENCE) > len(said) / 2


@pytest.mark.parametrize("secret", SECRETS)
def test_before_the_actions_nothing_of_it_was_seen(secret: int) -> None:
    rounds = told(secret=secret)
    said = words(rounds[0], rounds[1])
    told_teams = [*((team, dimension) for team, dimension, _ in HELPED_OR_NOT), UNMOVED]
    assert {said[team][dimension] for team, dimension in told_teams} <= QUIET


def test_elsewhere_it_is_mostly_too_early_or_no_different() -> None:
    rounds = told()
    said = words(rounds[1], rounds[2])
    acted = {team for team, *_ in HELPED_OR_NOT}
    others = [word for team, row in said.items() if team not in acted for word in row.values()]
    assert len(others) > 60
    assert sum(word in QUIET for word in others) / len(others) > 0.85


@pytest.mark.parametrize("number", [1, 2])
def test_three_and_nine_answers_are_hidden_in_one_block(number: int) -> None:
    one = told()[number]
    block = one.blocks[one.block("Kleinschalig wonen")]
    assert (set(block.leaves), block.n) == ({"Lamsoor", "Zeekraal"}, 12)
    for team in block.leaves:
        assert (
            gap_without_block(one.who.tree, one.closing.protected, team, SEVEN).reason
            is Reason.TAKEN_TOGETHER
        )


def test_the_sister_of_the_team_that_chose_to_talk_stands_alone_and_has_little_room() -> None:
    for one in told():
        assert one.blocks[one.block("Revalidatie")].is_one_team
        assert not any("Logeerzorg" in block.leaves and block.n for block in one.blocks if block.is_one_team)
    for one in told()[:2]:
        weakest = contrasts(one.scores).weakest[one.block("Revalidatie")]
        assert short(one.scores.dimensions[weakest]) == "space"


def test_teams_of_four_five_and_six_never_have_figures_of_their_own() -> None:
    small = {"Zingeving en vrijwilligers", "Logeerzorg", "Lamsoor", "Gastvrijheid De Vuurtoren"}
    for one in told():
        assert not small & {block.unit for block in one.blocks}


def test_every_round_is_released_with_strengths_and_a_team_level() -> None:
    for one in told():
        assert not one.closing.words_only
        assert (contrasts(one.scores).strongest != NONE).sum() >= 3
        assert sum(level.is_warranted for level in team_level(one.scores)) >= 4
        pages = pages_of_blocks(one.closing.protected, SEVEN)
        assert sum(page.n >= 15 for page in pages) >= 2


def test_of_the_team_that_manages_itself_nothing_is_said_of_a_lead() -> None:
    for one in told():
        at = one.block("Wijkteam Oude Vaart")
        hidden = {short(one.scores.dimensions[each]) for each in np.nonzero(one.scores.withheld[at])[0]}
        assert hidden == {"leadership"}


def person_means(one: Told, dimension: str) -> np.ndarray:
    """Mean over the items of a dimension of who answered them all; NaN for the others."""
    answers = one.ballots.answers[:, one.ballots.form.columns(dimension)]
    return np.where((answers > 0).all(axis=1), answers.mean(axis=1), np.nan)


def test_a_middle_amount_of_time_goes_with_most_but_not_with_leadership_or_load() -> None:
    last = told()[-1]
    form = last.ballots.form
    amounts = last.ballots.answers[:, form.items.index("TIM2")].astype(np.int64)
    amounts[amounts == 0] = -1
    found = {
        name: organisation.best_amount(amounts, last.ballots.answers[:, form.columns(name)]).word
        for name in form.scored
    }
    assert {found[f"dim.{name}"] for name in COLOURED} == {organisation.Word.TOP_IN_THE_MIDDLE}
    assert found["dim.leadership"] is organisation.Word.NO_TOP
    assert found["dem.pressure"] is organisation.Word.NO_TOP


def test_the_more_load_the_lower_each_of_the_others_in_a_line_that_falls() -> None:
    last = told()[-1]
    load = person_means(last, "dem.pressure")
    edges = np.nanquantile(load, [1 / 3, 2 / 3])
    third = np.where(np.isnan(load), -1, np.searchsorted(edges, load))
    for name in COLOURED:
        means = [np.nanmean(person_means(last, f"dim.{name}")[third == part]) for part in range(3)]
        assert means[0] > means[1] > means[2]


def test_leadership_colours_the_others_more_than_they_colour_each_other() -> None:
    last = told()[-1]
    means = {name: person_means(last, f"dim.{name}") for name in ["leadership", *COLOURED]}

    def related(one: str, other: str) -> float:
        both = ~np.isnan(means[one] + means[other])
        return float(np.corrcoef(means[one][both], means[other][both])[0, 1])

    with_leadership = [related("leadership", name) for name in COLOURED]
    assert min(with_leadership) > 0.25
    assert np.mean(with_leadership) > np.mean([related(*pair) for pair in combinations(COLOURED, 2)])


def test_careless_people_are_one_in_twenty_at_most_and_change_nothing() -> None:
    last = told()[-1]
    found = organisation.carelessness(last.ballots, last.blocks, SEVEN)
    assert found.per_cent.number in (0, 5)
    assert found.without_them.word is organisation.Word.CHANGES_NOTHING


def test_the_small_university_is_released_too() -> None:
    (one,) = told(name="waalstroom")
    assert len(one.blocks) >= 3
    assert not np.isnan(score_blocks(one.closing.protected).means).all(axis=0).any()

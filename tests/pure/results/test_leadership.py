"""What is said about a lead: her own team reads it, the office where three stand together, nobody by subtraction."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec
import numpy as np
import pytest

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.results.making import make
from mortel.pure.results.pieces import LEADS
from mortel.pure.results.record import Record
from mortel.pure.results.shapes import Dimension, Group
from mortel.pure.results.subjects import subjects
from tests.pure.results.houses import (
    LONG,
    SECRET,
    SEVEN,
    Made,
    Team,
    asking,
    ballots,
    group,
    leadership,
    released,
    team,
)
from tests.pure.results.subtraction import gives_few_away


def test_a_team_reads_what_is_said_about_its_lead_and_the_office_does_not(large: Made) -> None:
    own = team(large, "day").group
    assert own is not None
    mine = own.dimension("dim.leadership")
    assert mine is not None
    assert mine.mean is not None
    assert leadership(large, "day") == Dimension(
        "dim.leadership", None, None, None, gap=Gap(Reason.ONE_LEAD, LEADS)
    )
    gaps = {one.code: one.gap for one in group(large, "day").questions}
    about = subjects(asking(*LONG))
    assert about.of_lead == {"ENC2", "TRU1", "PRA1", "ROL1", "JUS2"}
    assert {gaps[code] for code in about.of_lead} == {Gap(Reason.ONE_LEAD, LEADS)}
    assert {gaps[code] for code in about.beside_lead} == {Gap(Reason.BESIDE_LEAD, LEADS)}
    assert gaps["ROT1"] is None
    assert set(own.leadership_questions) == about.near_lead


def test_a_unit_with_two_leads_tells_the_office_nothing_about_them() -> None:
    made = released(
        {
            "cure": {"day": Team(30, (4,)), "ward": Team(20, (5,))},
            "care": {name: Team(15, (at,)) for at, name in enumerate(("a", "b", "c"), start=10)},
        }
    )
    assert leadership(made, "cure").gap == Gap(Reason.ONE_LEAD, LEADS)
    assert leadership(made, "care").mean is not None
    # The house less care would be the two of cure.
    assert leadership(made, "house").gap == Gap(Reason.ONE_LEAD, LEADS)
    assert made.results.organisation.open_table is None


def test_where_three_leads_stand_together_the_office_reads_them(large: Made) -> None:
    shown = {one.id for one in large.results.office if one.group and leadership(large, one.id).gap is None}
    assert shown == {"house", "care", "town", "town/together", "hill"}


def test_a_block_of_leads_and_a_team_without_one_are_hidden_too(large: Made) -> None:
    for name in ("cure/leads", "self"):
        assert leadership(large, name).gap == Gap(Reason.ONE_LEAD, LEADS)
        assert group(large, name).leads == 0
    own = team(large, "self").group
    assert own is not None
    assert own.dimensions[0].mean is not None


def told(group: Group, question: str | None) -> float | None:
    if question is None:
        return group.dimensions[0].mean
    return next(one for one in group.questions if one.code == question).mean


def cells_told(made: Made, question: str | None = None) -> list[tuple[int, ...]]:
    """Of which blocks each office group is the sum that tells leadership (the first dimension), or a question."""
    blocks = [each.block for each in made.record.blocks]
    parent = {place.id: place.parent for place in made.places}

    def stands_in(place: str | None, unit: str) -> bool:
        return place is not None and (place == unit or stands_in(parent[place], unit))

    cells = []
    for one in made.results.office:
        if one.group is None or told(one.group, question) is None:
            continue
        unit, together, _ = one.id.partition("/together")
        cells.append(
            tuple(
                at
                for at, block in enumerate(blocks)
                if (block.unit == unit and not block.is_one_team if together else stands_in(block.unit, unit))
            )
        )
        assert sum(blocks[at].n for at in cells[-1]) == one.group.n
    return cells


@pytest.mark.parametrize("seed", range(12))
def test_no_office_figures_add_up_to_fewer_than_three_leads(seed: int) -> None:
    random = np.random.default_rng(seed)
    house: dict[str, dict[str, Team]] = {}
    for unit in range(4):
        house[f"u{unit}"] = {
            f"t{unit}.{at}": Team(
                int(random.choice([3, 5, 9, 16, 20])),
                tuple(random.integers(0, 6, int(random.choice([0, 1, 1, 2]))).tolist()),
            )
            for at in range(int(random.integers(1, 5)))
        }
    made = released(house, seed=seed)
    leads = [
        frozenset(
            lead
            for leaf in each.block.leaves
            for place in made.places
            if place.id == leaf
            for lead in place.leads
        )
        for each in made.record.blocks
    ]
    about = subjects(asking())
    assert not gives_few_away(cells_told(made), leads)
    for code in about.near_lead:
        assert not gives_few_away(cells_told(made, code), leads)


def shifted(record: Record, moves: Mapping[int, int], items: tuple[str, ...]) -> Record:
    """The same record with other sums of some items in some blocks."""
    columns = [record.items.index(code) for code in items]
    blocks = list(record.blocks)
    for at, step in moves.items():
        sums = list(blocks[at].sums)
        for column in columns:
            sums[column] += step
        blocks[at] = replace(blocks[at], sums=tuple(sums))
    return replace(record, blocks=tuple(blocks))


def office_of(made: Made, record: Record, earlier: list[Record]) -> bytes:
    results = make(
        made.closing,
        made.ballots,
        asking(*LONG),
        made.places,
        SEVEN,
        SECRET,
        record=record,
        earlier=earlier,
        categories=None,
    )
    return msgspec.json.encode((results.office, results.organisation.whole))


def test_the_office_pages_do_not_move_by_a_digit_with_what_is_said_about_hidden_leads(
    large: Made, later: Made
) -> None:
    """Day and staff stand in one piece; their people give as much more as less: only the sum of both is told."""
    at = {each.block.unit: number for number, each in enumerate(large.record.blocks)}
    about = tuple(
        code
        for code, name in zip(large.record.items, large.record.dimensions, strict=True)
        if name == "dim.leadership"
    )
    moves = {at["day"]: 40, at["staff"]: -40}
    usual = office_of(later, later.record, [large.record])
    assert office_of(later, shifted(later.record, moves, about), [large.record]) == usual
    assert office_of(later, later.record, [shifted(large.record, moves, about)]) == usual
    # The test can fail: outside the piece it is seen.
    assert (
        office_of(later, shifted(later.record, {at["day"]: 40, at["north"]: -40}, about), [large.record])
        != usual
    )


def leadership_on_own_page(made: Made, moves: Mapping[int, int]) -> Dimension:
    record = shifted(made.record, moves, ("ENC2", "TRU1", "PRA1", "ROL1"))
    results = make(
        made.closing,
        made.ballots,
        asking(),
        made.places,
        SEVEN,
        SECRET,
        record=record,
        earlier=(),
        categories=None,
    )
    own = next(one.group for one in results.teams if one.id == "t0")
    assert own is not None
    return own.dimensions[0]


@pytest.mark.parametrize(("leads", "moves_with_others"), [(2, False), (3, True)])
def test_a_team_sees_its_lead_beside_three_others_or_alone(leads: int, moves_with_others: bool) -> None:
    """Drawn to a middle of one or two others, its page would tell of them."""
    house = {"care": {f"t{at}": Team(20, (0 if at == 0 else 1 + at % leads,)) for at in range(8)}}
    made = released(house)
    usual, other = (leadership_on_own_page(made, moves) for moves in ({}, {3: 30}))
    assert (usual != other) == moves_with_others
    assert (usual.word != "") == moves_with_others


def test_strengths_are_told_to_the_office_as_if_leadership_was_not_asked() -> None:
    asked = asking()
    about = dict(zip(asked.form().items, asked.form().dimensions, strict=True))
    house = {"care": {"a": Team(40, (1,)), "b": Team(40, (2,))}}
    given = ballots(house, asked)
    answers = given.answers.copy()
    high = [at for at, code in enumerate(asked.codes) if about[code] in ("dim.leadership", "dim.autonomy")]
    low = [at for at, code in enumerate(asked.codes) if about[code] == "dim.space"]
    answers[:, high], answers[:, low] = 5, 1
    made = released(house, given=replace(given, answers=answers, round="Spring"))
    own, office = team(made, "a").group, group(made, "a")
    assert own is not None
    assert set(own.strengths) == {"dim.leadership", "dim.autonomy"}
    assert own.step == office.step == "dim.space"
    assert own.strengths_without == office.strengths == ("dim.autonomy",)
    assert own.step_without == "dim.space"


def test_scales_of_modules_do_not_compete(large: Made) -> None:
    for one in large.results.office:
        if one.group is not None:
            assert all(name.startswith("dim.") for name in (*one.group.strengths, one.group.step or "dim."))


def test_a_check_in_about_fairness_is_one_about_the_lead() -> None:
    house = {
        "care": {"a": Team(20, (1,)), "b": Team(16, (2,)), "c": Team(30, (3,))},
        "": {"d": Team(9, (4,))},
    }
    made = released(house, forms=("check.support.justice",), check_in=True)
    assert group(made, "a").dimensions[0] == Dimension(
        "dim.support", None, None, None, gap=Gap(Reason.ONE_LEAD, 3)
    )

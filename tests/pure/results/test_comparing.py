"""What changed since an earlier round: of every group that is whole in both, and of no other."""

from dataclasses import replace

import pytest

from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.results.record import Record
from mortel.pure.results.shapes import Change
from tests.pure.results.houses import (
    AUTUMN,
    SPRING,
    House,
    Made,
    Team,
    asking,
    ballots,
    group,
    leadership,
    released,
    team,
)

BEFORE: House = {
    "care": {"a": Team(20, (1,)), "b": Team(16, (2,)), "c": Team(16, (3,))},
    "cure": {"d": Team(9, (4,)), "e": Team(3, (5,)), "f": Team(30, (6,))},
    "town": {"g": Team(18, (7,)), "h": Team(40, (8,)), "i": Team(20, (9,))},
}


def again(house: House, *earlier: Made, **more: object) -> Made:
    records: list[Record] = [each.record for each in earlier]
    return released(house, earlier=records, name="Autumn", day=AUTUMN, seed=2, **more)  # type: ignore[arg-type]


def change(made: Made, name: str, dimension: str = "dim.space") -> Change | None:
    found = group(made, name).dimension(dimension)
    assert found is not None
    return found.change


@pytest.fixture(scope="module")
def spring() -> Made:
    return released(BEFORE)


@pytest.fixture(scope="module")
def autumn(spring: Made) -> Made:
    return again(BEFORE, spring, lift={"h": 0.9, "d": 0.9, "e": 0.9})


def test_in_a_first_round_nothing_changed(spring: Made) -> None:
    assert all(
        dimension.change is None
        for one in spring.results.office
        if one.group
        for dimension in one.group.dimensions
    )


def test_a_block_that_is_whole_in_both_gets_a_word_and_a_number_from_fifteen(autumn: Made) -> None:
    found = change(autumn, "h")
    assert found is not None
    assert (found.since, found.word, found.gap) == ("Spring", "better", None)
    assert found.number is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.number < found.high
    together = change(autumn, "cure/together")
    assert together is not None
    assert together.number is together.low is together.high is None


def test_a_team_reads_the_change_of_its_own_lead_and_the_office_does_not(autumn: Made) -> None:
    own = team(autumn, "h").group
    assert own is not None
    assert own.dimensions[0].change is not None
    assert leadership(autumn, "h").change is None
    assert leadership(autumn, "town").change is not None


def test_units_and_the_whole_change_as_the_sum_of_what_is_whole(autumn: Made) -> None:
    for name in ("care", "cure", "town", "house"):
        assert change(autumn, name) is not None
    found = change(autumn, "town")
    assert found is not None
    assert found.word == "better"


def test_teams_that_were_taken_together_before_are_compared_as_their_unit(spring: Made) -> None:
    """D and e stood together, and now each has enough: only both together, with f, are whole in both."""
    house: House = BEFORE | {"cure": {"d": Team(9, (4,)), "e": Team(8, (5,)), "f": Team(30, (6,))}}
    made = again(house, spring)
    assert change(made, "d") is None
    assert change(made, "e") is None
    assert change(made, "f") is not None
    assert change(made, "cure") is not None


def test_a_union_that_is_all_of_a_unit_has_its_word_there() -> None:
    small: House = {"cure": {"d": Team(9, (4,)), "e": Team(3, (5,))}, "": {"h": Team(40, (8,))}}
    grown: House = {"cure": {"d": Team(9, (4,)), "e": Team(8, (5,))}, "": {"h": Team(40, (8,))}}
    made = again(grown, released(small))
    assert (change(made, "d"), change(made, "e")) == (None, None)
    assert change(made, "cure") is not None


def test_a_union_that_reaches_out_of_a_unit_is_nowhere_but_above_both() -> None:
    """Two small units counted a level up in spring, and each is a block now."""
    small: House = {"one": {"a": Team(4, (1,))}, "two": {"x": Team(5, (2,))}, "": {"h": Team(40, (8,))}}
    grown: House = {"one": {"a": Team(9, (1,))}, "two": {"x": Team(8, (2,))}, "": {"h": Team(40, (8,))}}
    made = again(grown, released(small))
    assert [change(made, name) for name in ("a", "x", "one", "two")] == [None] * 4
    assert change(made, "house") is not None


def test_a_new_team_takes_its_block_and_its_unit_out_of_the_comparison(spring: Made) -> None:
    house: House = BEFORE | {"care": dict(BEFORE["care"]) | {"new": Team(15, (20,))}}
    made = again(house, spring)
    assert change(made, "new") is None
    assert change(made, "care") is None
    assert change(made, "a") is not None
    assert change(made, "town") is not None


def test_most_teams_that_were_there_before_speak_for_the_organisation(spring: Made) -> None:
    house: House = BEFORE | {"care": dict(BEFORE["care"]) | {"new": Team(15, (20,))}}
    found = change(again(house, spring), "house")
    assert found is not None
    assert found.same_teams
    whole = change(again(BEFORE, spring), "house")
    assert whole is not None
    assert not whole.same_teams


def test_a_few_teams_that_were_there_before_do_not_speak_for_the_organisation(spring: Made) -> None:
    house: House = BEFORE | {"new": {f"n{at}": Team(30, (30 + at,)) for at in range(5)}}
    assert change(again(house, spring), "house") is None


def test_a_team_that_moved_to_another_unit_is_compared_and_its_units_with_it(spring: Made) -> None:
    """A and g change places: each is still itself, and each unit is the sum of teams that are whole in both."""
    house: House = {
        "care": {"g": Team(18, (7,)), "b": Team(16, (2,)), "c": Team(16, (3,))},
        "cure": BEFORE["cure"],
        "town": {"a": Team(20, (1,)), "h": Team(40, (8,)), "i": Team(20, (9,))},
    }
    made = again(house, spring)
    for name in ("a", "g", "care", "town", "house"):
        assert change(made, name) is not None
    # Spring told leadership of care and of town as they were: of these three leads together it told nothing.
    assert leadership(made, "care").mean is not None
    assert leadership(made, "care").change is None
    assert leadership(made, "house").change is None or leadership(made, "house").mean is not None


def test_what_leads_of_then_would_give_away_is_not_told_by_a_change_of_now() -> None:
    """One lead led all three in spring: the change of three leads now would tell what was said about her."""
    then: House = {"care": {name: Team(20, (1,)) for name in "abc"}, "": {"h": Team(40, (8,))}}
    now: House = {"care": {name: Team(20, (at,)) for at, name in enumerate("abc")}, "": {"h": Team(40, (8,))}}
    made = again(now, released(then))
    assert leadership(made, "care").mean is not None
    assert leadership(made, "care").change is None
    assert change(made, "care") is not None


def test_other_questions_are_not_compared_and_an_older_round_is_where_it_asked_the_same(spring: Made) -> None:
    longer = released(BEFORE, forms=("long",), name="Summer", day=SPRING.replace(month=7), seed=4)
    assert change(again(BEFORE, longer), "h") is None
    found = change(again(BEFORE, spring, longer), "h")
    assert found is not None
    assert found.since == "Spring"


def test_the_newest_of_two_rounds_is_compared_with(spring: Made) -> None:
    summer = released(BEFORE, name="Summer", day=SPRING.replace(month=7), seed=4)
    for order in ((spring, summer), (summer, spring)):
        found = change(again(BEFORE, *order), "h")
        assert found is not None
        assert found.since == "Summer"


def test_each_dimension_is_compared_with_the_newest_round_that_asked_it(spring: Made) -> None:
    module = released(BEFORE, forms=("module.workload",), name="Summer", day=SPRING.replace(month=7), seed=4)
    made = released(
        BEFORE,
        forms=("short", "module.workload"),
        earlier=[spring.record, module.record],
        name="Autumn",
        day=AUTUMN,
        seed=2,
    )
    since = {name: change(made, "h", name) for name in ("dim.space", "dem.pressure")}
    assert {name: found.since for name, found in since.items() if found} == {
        "dim.space": "Spring",
        "dem.pressure": "Summer",
    }


def test_questions_in_another_order_are_the_same_questions(spring: Made) -> None:
    order = list(reversed(range(len(spring.record.items))))
    turned = replace(
        spring.record,
        items=tuple(spring.record.items[at] for at in order),
        dimensions=tuple(spring.record.dimensions[at] for at in order),
        blocks=tuple(
            replace(
                each,
                counts=tuple(each.counts[at] for at in order),
                sums=tuple(each.sums[at] for at in order),
            )
            for each in spring.record.blocks
        ),
    )
    usual, made = (
        released(BEFORE, earlier=[record], name="Autumn", day=AUTUMN, seed=2)
        for record in (spring.record, turned)
    )
    assert made.results == usual.results


def test_where_words_alone_were_promised_a_change_has_no_number(spring: Made) -> None:
    promise = Promise(7, words_only=True)
    then = released(BEFORE, promise=promise)
    for made in (again(BEFORE, then), again(BEFORE, spring, promise=promise)):
        found = change(made, "h")
        assert found is not None
        assert found.number is found.low is found.high is None


def test_six_people_get_no_word_of_change() -> None:
    promise = Promise(6, words_only=True)
    house: House = {"care": {"a": Team(6, (1,)), "b": Team(7, (2,))}, "": {"h": Team(40, (8,))}}
    made = again(house, released(house, promise=promise), promise=promise)
    assert change(made, "a") is None
    assert change(made, "b") is not None


def test_when_other_people_answer_it_is_too_early(spring: Made) -> None:
    house: House = BEFORE | {"care": dict(BEFORE["care"]) | {"a": Team(20, (1,), invited=60)}}
    found = change(again(house, spring), "a")
    assert found is not None
    assert (found.word, found.number, found.gap) == ("too_early", None, Gap(Reason.RESPONSE_CHANGED, 15))


def test_a_block_of_which_nothing_was_told_is_not_compared_with(spring: Made) -> None:
    record = spring.record
    silent = replace(record, blocks=tuple(each for each in record.blocks if each.block.unit != "h"))
    made = released(BEFORE, earlier=[silent], name="Autumn", day=AUTUMN, seed=2)
    assert change(made, "h") is None
    assert change(made, "town") is None
    assert change(made, "i") is not None


def test_the_change_of_a_unit_is_that_of_its_people(spring: Made) -> None:
    """Beside nothing but chance the believed change is drawn to nought, on the side that the sums moved to."""
    asked = asking()
    given = ballots(BEFORE, asked, seed=1, round_id="Autumn")
    columns = [at for at, name in enumerate(asked.form().dimensions) if name == "dim.space"]
    answers = given.answers.copy()
    answers[:, columns] = (answers[:, columns] + 1).clip(1, 5)
    made = released(
        BEFORE, given=replace(given, answers=answers), earlier=[spring.record], name="Autumn", day=AUTUMN
    )
    for name in ("care", "cure", "town", "house"):
        found = change(made, name)
        assert found is not None
        assert found.word == "better"
        assert found.number == pytest.approx(0.75, abs=0.2)
        other = change(made, name, "dim.autonomy")
        assert other is not None
        assert other.word != "better"

"""From the ballots of a house to what stands on its pages: who is shown, who is hidden, and why."""

from dataclasses import replace
from typing import Any

import msgspec
import numpy as np
import pytest

from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, DisclosureError
from mortel.pure.results.making import make
from mortel.pure.results.record import Record, record_of
from mortel.pure.results.shapes import Dimension, Results
from tests.pure.results.houses import (
    LARGE,
    LONG,
    SECRET,
    SEVEN,
    SPRING,
    House,
    Made,
    Team,
    asking,
    group,
    line,
    numbers_in,
    released,
    team,
)


def test_a_sibling_of_three_and_one_of_nine_are_spoken_of_together_or_not_at_all(large: Made) -> None:
    for name, other in (("south", "Night"), ("night", "South")):
        found = team(large, name)
        assert (found.group, found.gap, found.together_with) == (
            None,
            Gap(Reason.TAKEN_TOGETHER, 7),
            (other,),
        )
        assert line(large, name).group is None
    together = group(large, "care/together")
    assert (together.n, together.kind, together.name) == (12, "together", "South, Night")


def test_teams_of_four_five_and_six_are_one_group(large: Made) -> None:
    together = group(large, "town/together")
    assert (together.n, together.leads) == (15, 3)
    assert [team(large, name).gap for name in ("east", "west", "quay")] == [Gap(Reason.TAKEN_TOGETHER, 7)] * 3
    assert set(team(large, "east").together_with) == {"West", "Quay"}


def test_a_unit_too_small_for_itself_says_that_it_counts_a_level_up() -> None:
    made = released({"small": {"a": Team(4, (1,))}, "": {"staff": Team(20, (2,)), "desk": Team(15, (3,))}})
    assert line(made, "small").gap == Gap(Reason.NO_BLOCK, 7)
    assert team(made, "a").gap == Gap(Reason.TAKEN_TOGETHER, 7)
    assert group(made, "house").n == 39


def test_the_lines_follow_the_tree(large: Made) -> None:
    ids = [one.id for one in large.results.office]
    assert ids[:5] == ["house", "care", "care/together", "north", "south"]
    assert len(set(ids)) == len(ids) == len(large.places) + 2
    parents = {one.id: one.parent for one in large.results.office}
    assert parents["care/together"] == "care"
    assert parents["house"] is None
    assert line(large, "cure/leads").kind == "leads"


def test_pages_of_groups_know_nothing_but_sums_of_blocks(large: Made) -> None:
    """Answers of people of one block change places, so every team hidden in it says something else: no page moves."""
    random, answers = np.random.default_rng(7), large.ballots.answers.copy()
    at = {unit.id: number for number, unit in enumerate(large.ballots.tree)}
    for each in large.record.blocks:
        rows = np.flatnonzero(np.isin(large.ballots.leaves, [at[leaf] for leaf in each.block.leaves]))
        for column in range(answers.shape[1]):
            answers[rows, column] = answers[random.permutation(rows), column]
    given: Ballots = replace(large.ballots, answers=answers)
    other = released(LARGE, forms=LONG, given=given)
    assert not np.array_equal(given.answers, large.ballots.answers)
    assert other.record == large.record
    usual, moved = ((one.results.teams, one.results.office) for one in (large, other))
    # Intervals know the variance between people only from 250 on.
    assert msgspec.json.encode(usual) == msgspec.json.encode(moved)


def test_what_is_hidden_holds_no_number(large: Made, later: Made) -> None:
    for made in (large, later):
        for one in (*made.results.office, *made.results.teams):
            if one.group is None:
                assert list(numbers_in(one)) == []
            else:
                for part in (*one.group.dimensions, *one.group.questions):
                    assert (part.gap is None) == bool(
                        list(numbers_in(replace(part, change=None) if isinstance(part, Dimension) else part))
                    )


def test_a_round_of_words_shows_no_number_of_anybody() -> None:
    house = {
        "care": {"a": Team(6, (1,)), "b": Team(9, (2,)), "c": Team(40, (3,))},
        "": {"d": Team(200, (4,))},
    }
    made = released(house, forms=LONG, promise=Promise(6, words_only=True))
    assert list(numbers_in(made.results.teams)) == []
    assert list(numbers_in(made.results.office)) == []
    own = team(made, "a").group
    assert own is not None
    assert own.gap == Gap(Reason.WORDS_ONLY, 6)
    whole = made.results.organisation
    assert whole.whole.gap == Gap(Reason.WORDS_ONLY, 6)
    assert (whole.open_table, whole.open_table_gap) == (None, Gap(Reason.WORDS_ONLY, 6))
    assert whole.time is not None
    assert (whole.time.points, whole.time.gap) == ((), Gap(Reason.WORDS_ONLY, 6))
    assert all(question.classes is None for question in whole.whole.questions)


def test_a_check_in_tells_words_and_of_a_block_that_had_four_nothing() -> None:
    house = {
        "care": {"a": Team(20, (1,)), "b": Team(16, (2,))},
        "": {"c": Team(30, (3,)), "d": Team(20, (4,))},
    }
    only_a: House = {"care": {"a": Team(20, (1,))}, "": {"c": Team(30, (3,))}}
    forms, earlier = ("check.space.workload",), list[Record]()
    for number in range(4):
        here = released(only_a, forms=forms, check_in=True, earlier=earlier, name=f"r{number}", seed=number)
        earlier.append(here.record)
    made = released(house, forms=forms, check_in=True, earlier=earlier, name="last", day=SPRING, seed=9)
    assert [each.block.unit for each in made.record.silent] == ["a", "c"]
    assert team(made, "a").group is None
    assert team(made, "a").gap == line(made, "c").gap == Gap(Reason.CHECK_INS_SPENT, 4)
    assert list(numbers_in(made.results.teams)) == list(numbers_in(made.results.office)) == []
    own = team(made, "b").group
    assert own is not None
    assert own.gap == Gap(Reason.CHECK_IN, 7)
    assert group(made, "care").n == 16
    whole = made.results.organisation
    assert whole.scales == whole.correlations == whole.team_level == ()
    assert whole.careless.per_cent.gap == Gap(Reason.CHECK_IN, 7)


def test_a_form_without_a_scored_question_shows_its_questions() -> None:
    made = released({"care": {"a": Team(40, (1,)), "b": Team(16, (2,))}}, forms=("module.activities",))
    assert group(made, "a").dimensions == ()
    assert group(made, "a").questions[0].mean is not None
    assert made.results.organisation.time is None


def test_a_form_without_an_amount_has_no_curve(large: Made) -> None:
    made = released({"care": {"a": Team(40, (1,)), "b": Team(16, (2,))}})
    assert (made.results.organisation.time, made.results.organisation.load) == (None, None)
    assert large.results.organisation.time is not None


def test_nobody_is_counted_who_counts_nowhere() -> None:
    house = {"care": {"a": Team(40, (1,)), "b": Team(16, (2,)), "care/leads": Team(3, is_of_leads=True)}}
    made = released(house)
    assert made.results.organisation.answered == 56
    assert line(made, "care/leads").gap == Gap(Reason.LEADS_NOWHERE, 7)


def test_an_organisation_without_a_block_has_nothing_to_show() -> None:
    made = released({"care": {"a": Team(3, (1,)), "b": Team(2, (2,))}})
    whole = made.results.organisation
    assert (whole.answered, whole.blocks, whole.teams, whole.teams_with_figures) == (0, 0, 2, 0)
    assert whole.whole.gap == Gap(Reason.NOWHERE, 7)
    assert list(numbers_in(made.results.teams)) == list(numbers_in(made.results.office)) == []
    assert [one.gap for one in made.results.teams] == [Gap(Reason.NOWHERE, 7)] * 2


def test_sixty_people_are_too_few_for_a_judgement_of_the_questions() -> None:
    made = released({"care": {f"t{at}": Team(10, (at,)) for at in range(6)}}, forms=LONG)
    whole = made.results.organisation
    assert {scale.alpha.gap for scale in whole.scales} == {Gap(Reason.ORGANISATION_SMALL, 100)}
    assert all(level.gap == Gap(Reason.FEW_BLOCKS, 10) for level in whole.team_level)
    assert whole.open_table_gap == Gap(Reason.OPEN_DATA_SMALL, 200)
    assert whole.whole.dimensions[0].mean is not None


def test_more_answers_than_invitations_in_a_team_are_not_more_than_all() -> None:
    """Who is in two teams chose the other one on the first page."""
    made = released({"care": {"a": Team(12, (1,), invited=10), "b": Team(16, (2,), invited=30)}})
    assert group(made, "a").response == 1
    assert group(made, "b").response == 0.55
    assert made.results.organisation.whole.response == 28 / 40


def test_the_same_closing_gives_the_same_bytes_and_they_come_back(large: Made, later: Made) -> None:
    again = released(LARGE, forms=LONG)
    assert msgspec.json.encode(again.results) == msgspec.json.encode(large.results)
    for one in (large, later):
        assert msgspec.json.decode(msgspec.json.encode(one.results), type=Results) == one.results
        assert msgspec.json.decode(msgspec.json.encode(one.record), type=Record) == one.record


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"promise": Promise(8)}, "another promise"),
        ({"places": ()}, "another tree"),
        ({"asked": asking("long")}, "other questions"),
        ({"round": "other"}, "different rounds"),
    ],
)
def test_what_does_not_belong_together_is_refused(large: Made, wrong: dict[str, Any], sentence: str) -> None:
    given = {"promise": SEVEN, "places": large.places, "asked": asking(*LONG)} | wrong
    record = replace(large.record, round=given.pop("round", large.record.round))
    with pytest.raises(DisclosureError, match=sentence):
        make(
            large.closing,
            large.ballots,
            given["asked"],
            given["places"],
            given["promise"],
            SECRET,
            record=record,
            earlier=(),
            categories=None,
        )


def test_the_record_is_that_of_the_closing(large: Made) -> None:
    assert record_of(large.closing, SEVEN, large.places, name="Spring", day=SPRING) == large.record

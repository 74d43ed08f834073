"""Careless answering, against R's package careless 1.2.2."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.stats import careless
from mortel.pure.stats.errors import StatsError
from tests.pure.stats.reference import columns, figures, largest_gap

Floats = NDArray[np.float64]


def package_data() -> Floats:
    return np.column_stack(list(columns("careless_dataset").values()))


def bfi_answers() -> Floats:
    answers = np.column_stack(list(columns("bfi").values())[:25])
    return answers[~np.isnan(answers).any(axis=1)]


def test_runs_equal_careless() -> None:
    told = figures("careless")
    found = careless.longstring(package_data())
    assert largest_gap(found.longest, told["dataset"]["longstring"]) == 0
    assert largest_gap(found.average, told["dataset"]["avgstr"]) < 1e-8
    on_bfi = careless.longstring(bfi_answers()).longest
    assert largest_gap(on_bfi[:200], told["bfi"]["longstring_head"]) == 0
    lengths, counts = np.unique(on_bfi, return_counts=True)
    told_counts = {float(length): count for length, count in told["bfi"]["longstring_table"].items()}
    assert dict(zip(lengths.tolist(), counts.tolist(), strict=True)) == told_counts


def test_variability_equals_careless_whole_and_by_half() -> None:
    told, answers = figures("careless"), package_data()
    assert largest_gap(careless.irv(answers), told["dataset"]["irv"]) < 1e-8
    halves = np.column_stack([careless.irv(part) for part in (answers, answers[:, :25], answers[:, 25:])])
    assert largest_gap(halves, told["dataset"]["irv_split2"]) < 1e-8
    assert largest_gap(careless.irv(bfi_answers())[:200], told["bfi"]["irv_head"]) < 1e-8


def test_distances_equal_careless_and_flag_as_many() -> None:
    told = figures("careless")
    found = careless.mahalanobis(package_data())
    assert largest_gap(found.squared, told["dataset"]["mahad_sq"]) < 1e-8
    assert (found.p < 0.01).sum() == told["dataset"]["mahad_flag99"]
    assert largest_gap(careless.mahalanobis(bfi_answers()).squared[:200], told["bfi"]["mahad_head"]) < 1e-8


def test_even_against_odd_equals_careless() -> None:
    found = careless.even_odd(package_data(), [5] * 10)
    assert largest_gap(found, figures("careless")["dataset"]["even_odd_10x5"]) < 1e-8


def test_synonyms_and_antonyms_equal_careless() -> None:
    """Where a person does not vary R draws another order of the pairs at random; here that person has no value."""
    told, answers = figures("careless")["bfi"], bfi_answers()
    synonyms = careless.psychometric_synonyms(answers, 0.5)[:200]
    defined = ~np.isnan(synonyms)
    assert (~defined).sum() == 4
    assert largest_gap(synonyms[defined], np.array(told["psychsyn_crit_50_head"])[defined]) < 1e-8
    antonyms = careless.psychometric_antonyms(answers, -0.3)[:200]
    assert largest_gap(antonyms, told["psychant_crit_m30_head"]) < 1e-8


answers_with_holes = st.lists(
    st.lists(st.sampled_from([1.0, 2.0, 3.0, np.nan]), min_size=6, max_size=6), min_size=1, max_size=8
)


@given(answers_with_holes)
@settings(max_examples=50)
def test_runs_are_what_counting_by_hand_gives(rows: list[list[float]]) -> None:
    found = careless.longstring(rows)
    for person, row in enumerate(rows):
        runs: list[int] = []
        for at, answer in enumerate(row):
            if np.isnan(answer):
                continue
            if at and answer == row[at - 1]:
                runs[-1] += 1
            else:
                runs.append(1)
        if runs:
            assert (found.longest[person], found.average[person]) == (max(runs), pytest.approx(np.mean(runs)))
        else:
            assert np.isnan([found.longest[person], found.average[person]]).all()


@given(answers_with_holes)
@settings(max_examples=50)
def test_variability_is_the_sd_of_what_was_answered(rows: list[list[float]]) -> None:
    found = careless.irv(rows)
    for person, row in enumerate(rows):
        answered = [answer for answer in row if not np.isnan(answer)]
        if len(answered) < 2:
            assert np.isnan(found[person])
        else:
            assert found[person] == pytest.approx(np.std(answered, ddof=1))


@given(st.integers(0, 1000), st.floats(-5, 5), st.floats(0.1, 10))
@settings(max_examples=20)
def test_distance_knows_no_units_and_leaves_people_with_holes_out(
    seed: int, shift: float, scale: float
) -> None:
    answers = np.random.default_rng(seed).normal(size=(30, 4))
    answers[3, 2] = np.nan
    found = careless.mahalanobis(answers)
    assert np.flatnonzero(np.isnan(found.squared)).tolist() == [3]
    assert np.nanmean(found.squared) == pytest.approx(4 * 28 / 29)
    assert careless.mahalanobis(shift + scale * answers).squared == pytest.approx(
        found.squared, rel=1e-6, nan_ok=True
    )


def test_correlations_of_items_count_only_who_answered_both() -> None:
    """Synonyms found with holes are those of the pairwise complete answers: here all pairs are alike."""
    draw = np.random.default_rng(7)
    answers = draw.normal(size=(60, 1)) + 0.3 * draw.normal(size=(60, 4))
    answers[draw.uniform(size=answers.shape) < 0.1] = np.nan
    found = careless.psychometric_synonyms(answers)
    assert np.nanmin(found) >= -1
    assert np.nanmax(found) <= 1
    assert np.isnan(found[np.isnan(answers).sum(axis=1) >= 2]).all()


def test_somebody_who_fills_in_the_same_everywhere_stands_out() -> None:
    answers = np.random.default_rng(8).integers(1, 6, (100, 12)).astype(float)
    answers[0] = 3
    assert careless.longstring(answers).longest.argmax() == 0
    assert careless.irv(answers)[0] == 0
    assert np.isnan(careless.even_odd(answers, [4, 4, 4])[0])


def test_the_same_answer_everywhere_has_no_correlation_however_it_is_rounded_and_small_units_have_one() -> (
    None
):
    draw = np.random.default_rng(10)
    answers = draw.normal(size=(40, 1)) + 0.3 * draw.normal(size=(40, 5))
    plain = careless.psychometric_synonyms(answers)
    assert careless.psychometric_synonyms(1e-9 * answers) == pytest.approx(plain, rel=1e-9)
    answers[0] = 4.1
    assert np.isnan(careless.psychometric_synonyms(answers)[0])
    assert np.isnan(careless.even_odd(answers[:, [0, 1, 2, 3, 4, 0]], [2, 2, 2])[0])


def test_what_cannot_be_computed_is_refused() -> None:
    answers = np.random.default_rng(9).normal(size=(20, 6))
    with pytest.raises(StatsError, match="more than 6 people who answered all"):
        careless.mahalanobis(answers[:6])
    with pytest.raises(StatsError, match="never varies or follows"):
        careless.mahalanobis(np.column_stack((answers, answers[:, 0] + answers[:, 1])))
    with pytest.raises(StatsError, match="never varies or follows"):
        careless.mahalanobis(np.column_stack((answers, np.full(20, 4.1))))
    with pytest.raises(StatsError, match="at least three scales"):
        careless.even_odd(answers, [3, 3])
    with pytest.raises(StatsError, match="add up to 7 and there are 6"):
        careless.even_odd(answers, [3, 2, 2])
    with pytest.raises(StatsError, match="Only 0 pairs of items correlate above 0.99"):
        careless.psychometric_synonyms(answers, 0.99)
    with pytest.raises(StatsError, match="Only 0 pairs of items correlate below -0.99"):
        careless.psychometric_antonyms(answers, -0.99)

"""Did an action help? Words that stay honest when actions are chosen where scores are low."""

import os
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.scoring.effect import Effects, EffectWord, effects
from mortel.pure.scoring.following import FollowUp
from mortel.pure.scoring.frozen import person_variance
from mortel.pure.stats.errors import StatsError
from tests.pure.scoring.worlds import follow_up, noise_variance, scores

ORGANISATIONS = 10_000 if os.environ.get("MORTEL_TEST_LONG") else 1_000


def small_world(comparisons: int, later: float, n: int = 60, acting_n: int | None = None) -> FollowUp:
    """One acting block at 2.5 and comparison blocks that stayed exactly as they were, from 2.6 up."""
    rows = comparisons + 1
    size = np.full(rows, n)
    size[0] = acting_n or n
    before = np.linspace(2.5, 3.5, rows)
    after = before.copy()
    after[0] = later
    return FollowUp(
        blocks=[f"b{at}" for at in range(rows)],
        choosing=scores(size, before),
        later=scores(size, after),
        dimension=0,
        acting=np.arange(rows) == 0,
        comparable=np.ones(rows, dtype=bool),
    )


def word(found: Effects) -> EffectWord:
    return EffectWord(found.words[0])


def chance(n: float, items: int = 4) -> float:
    """What is left to chance in a block of n in both waves, by hand."""
    whole = 0.07 + person_variance(items) / n + noise_variance(n, items)
    return float(whole - (0.8 * 0.07 + 0.5 * 0.63 / n) ** 2 / whole)


@pytest.mark.parametrize("items", [1, 4])
def test_what_is_left_to_chance_follows_from_size_noise_and_what_stays(items: int) -> None:
    made = follow_up(np.random.default_rng(1), n=np.arange(10, 50), items=items)
    at = int(np.flatnonzero(made.known)[0])
    assert made.left_to_chance()[at] == pytest.approx(chance(10 + at, items))


def test_each_word_can_be_said() -> None:
    assert word(effects(small_world(20, 3.5))) == EffectWord.PROBABLY_HELPED
    assert word(effects(small_world(40, 2.5, n=400))) == EffectWord.NO_DIFFERENCE
    assert word(effects(small_world(8, 2.8, n=8))) == EffectWord.TOO_EARLY


def test_harm_is_never_a_word() -> None:
    assert word(effects(small_world(20, 1.5))) == EffectWord.TOO_EARLY


@pytest.mark.parametrize(("comparisons", "said"), [(7, False), (8, True)])
def test_eight_comparison_blocks_are_needed(comparisons: int, said: bool) -> None:
    found = effects(small_world(comparisons, 4.0))
    assert found.comparisons == comparisons
    assert (word(found) == EffectWord.PROBABLY_HELPED) == said
    assert bool(np.isnan(found.numbers[0])) != said


def test_blocks_that_were_not_asked_again_are_no_comparison() -> None:
    made = small_world(9, 4.0)
    made.later.means[3:5] = np.nan
    assert effects(made).comparisons == 7
    assert word(effects(made)) == EffectWord.TOO_EARLY


def test_blocks_with_another_response_are_neither_judged_nor_compared() -> None:
    made = small_world(9, 4.0)
    others = np.ones(10, dtype=bool)
    others[4:6] = False
    assert effects(replace(made, comparable=others)).comparisons == 7
    found = effects(replace(made, comparable=np.arange(10) > 0))
    assert word(found) == EffectWord.TOO_EARLY
    assert np.isnan([found.numbers[0], found.low[0], found.high[0]]).all()


@pytest.mark.parametrize(("n", "shown"), [(14, False), (15, True)])
def test_a_number_needs_fifteen(n: int, shown: bool) -> None:
    found = effects(small_world(30, 4.5, n=200, acting_n=n))
    assert word(found) == EffectWord.PROBABLY_HELPED
    assert [bool(np.isnan(one[0])) for one in (found.numbers, found.low, found.high)] == [not shown] * 3


def test_no_number_where_levels_may_not_be_told() -> None:
    for wave in ("choosing", "later"):
        made = small_world(20, 3.5)
        getattr(made, wave).levels[np.flatnonzero(made.acting)] = False
        assert word(effects(made)) == EffectWord.PROBABLY_HELPED
        assert np.isnan(effects(made).numbers).all()


@pytest.mark.parametrize("left", [0.1, 0.3])
def test_the_effect_is_what_the_weighted_line_does_not_foretell(left: float) -> None:
    generator = np.random.default_rng(3)
    n = generator.integers(15, 60, 13)
    before = generator.normal(3, 0.4, 13)
    after = 1.2 + 0.6 * before + generator.normal(0, left, 13)
    acting = np.arange(13) < 2
    made = FollowUp(
        [f"b{at}" for at in range(13)],
        scores(n, before),
        scores(n, after),
        0,
        acting,
        np.ones(13, dtype=bool),
    )
    v = np.array([chance(size) for size in n])
    x, y, w = np.column_stack([np.ones(11), before[2:]]), after[2:], np.diag(1 / v[2:])
    inverse = np.linalg.inv(x.T @ w @ x)
    line = inverse @ x.T @ w @ y
    residual = y - x @ line
    seen = residual @ w @ residual
    spread = max((4 + seen) / (4 + 11 - 2), seen / (11 - 2))
    new = np.column_stack([np.ones(2), before[:2]])
    variance = spread * (v[:2] + np.einsum("ij,jk,ik->i", new, inverse, new))
    share = 0.0625 / (0.0625 + variance)
    found = effects(made)
    assert found.rows.tolist() == [0, 1]
    assert found.numbers.tolist() == pytest.approx(((after[:2] - new @ line) * share).tolist())
    reach = 1.2815515655446004 * np.sqrt(0.0625 * (1 - share))
    assert (found.high - found.numbers).tolist() == pytest.approx(reach.tolist())
    assert (found.numbers - found.low).tolist() == pytest.approx(reach.tolist())


def test_helped_needs_the_effect_itself_to_stand_out_in_large_blocks() -> None:
    def heard(later: float) -> EffectWord:
        return word(effects(small_world(60, later, n=2000)))

    made = small_world(60, 2.5, n=2000)
    design = np.column_stack([np.ones(60), made.choosing.means[1:, 0]])
    v = chance(2000)
    line = np.array([1, 2.5]) @ np.linalg.inv(design.T @ design / v) @ np.array([1, 2.5])
    # The comparison blocks lie on a line: only the expectation is left of the spread, four in sixty-two.
    error = float(np.sqrt(4 / 62 * (v + line)))
    assert 1.2815515655446004 * np.sqrt(1 + error**2 / 0.0625) < 1.85
    assert heard(2.5 + 1.84 * error) != EffectWord.PROBABLY_HELPED
    assert heard(2.5 + 1.86 * error) == EffectWord.PROBABLY_HELPED


def test_an_earlier_wave_is_one_more_column() -> None:
    generator = np.random.default_rng(5)
    n, noise = np.full(14, 50), generator.normal(0, 0.05, 14)
    older, before = generator.normal(3, 0.5, 14), generator.normal(3, 0.5, 14)
    after = 0.5 * older + 0.5 * before + noise
    after[0] += 0.6
    made = FollowUp(
        [f"b{at}" for at in range(14)],
        scores(n, before),
        scores(n, after),
        0,
        np.arange(14) == 0,
        np.ones(14, dtype=bool),
        scores(n, older),
    )
    assert made.baselines.shape == (14, 2)
    assert word(effects(made)) == EffectWord.PROBABLY_HELPED
    made.earlier.means[0] = np.nan  # type: ignore[union-attr]
    assert word(effects(made)) == EffectWord.TOO_EARLY


def test_too_early_says_why() -> None:
    assert effects(small_world(20, 3.5)).gap(0) is None
    assert effects(small_world(40, 2.5, n=400)).gap(0) is None
    assert effects(small_world(7, 3.5)).gap(0) == Gap(Reason.FEW_COMPARISONS, 8)
    assert effects(small_world(8, 2.8, n=8)).gap(0) == Gap(Reason.UNCLEAR, 7)
    assert effects(small_world(20, np.nan)).gap(0) == Gap(Reason.TOO_FEW_ITEMS, 7)
    others = replace(small_world(20, 3.5), comparable=np.arange(21) > 0)
    assert effects(others).gap(0) == Gap(Reason.RESPONSE_CHANGED, 15)


def test_without_an_acting_block_there_is_nothing_to_say() -> None:
    made = small_world(9, 3.0)
    found = effects(replace(made, acting=np.zeros(10, dtype=bool)))
    assert found.words.shape == found.numbers.shape == (0,)


def test_wrong_input_is_one_clear_sentence() -> None:
    made = small_world(9, 3.0)
    with pytest.raises(StatsError, match="the same blocks and the same dimensions"):
        replace(made, acting=np.zeros(9, dtype=bool))
    with pytest.raises(StatsError, match="the same blocks and the same dimensions"):
        replace(made, earlier=scores([10], [3.0]))
    with pytest.raises(StatsError, match="the same questions in every wave"):
        replace(made, later=replace(made.later, questions=(("d0-0", "another"),)))
    with pytest.raises(StatsError, match="the same questions in every wave"):
        replace(made, earlier=replace(made.choosing, questions=(("d0-0",),)))
    with pytest.raises(StatsError, match="A block stands twice"):
        replace(made, blocks=["b0"] * 10)


@given(st.randoms(), st.integers(0, 1000))
@settings(max_examples=25)
def test_words_stay_with_their_block_in_any_order(shuffled: Random, seed: int) -> None:
    generator = np.random.default_rng(seed)
    n, before, after = (
        generator.integers(15, 40, 16),
        generator.normal(3, 0.4, 16),
        generator.normal(3, 0.4, 16),
    )
    order = np.array(shuffled.sample(range(16), 16))

    def numbers(at: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[int, float]:
        made = FollowUp(
            [f"b{one}" for one in at], scores(n[at], before[at]), scores(n[at], after[at]), 0, at < 4, at >= 0
        )
        found = effects(made)
        return dict(zip(at[found.rows].tolist(), found.numbers.tolist(), strict=True))

    assert numbers(order) == pytest.approx(numbers(np.arange(16)))


# --- actions chosen on low scores -----------------------------------------------------------------------------------


def shares_helped(organisations: int, **world: object) -> NDArray[np.float64]:
    """Per organisation, which share of its actions was said to have helped."""
    generator = np.random.default_rng(20)
    found = (effects(follow_up(generator, **world)) for _ in range(organisations))  # type: ignore[arg-type]
    return np.array([(one.words == EffectWord.PROBABLY_HELPED).mean() for one in found])


def upper_bound(shares: NDArray[np.float64]) -> float:
    """One-sided 95 %; organisations are the units, since actions in one were compared with the same blocks."""
    return float(shares.mean() + 1.645 * shares.std(ddof=1) / np.sqrt(len(shares)))


@pytest.mark.simulated
@pytest.mark.parametrize(
    "world",
    [
        {},
        {"icc": 0.2},
        {"blocks": 80, "acting": 8},
        {"people_staying": 0.2},
        {"items": 1},
        {"earlier": True},
        {"n": np.full(40, 400)},
    ],
    ids=[
        "usual",
        "teams-differ-much",
        "large",
        "people-leave",
        "short-form",
        "earlier-wave",
        "blocks-of-400",
    ],
)
def test_of_four_thousand_null_actions_chosen_on_low_scores_few_are_said_to_have_helped(
    world: dict[str, int],
) -> None:
    shares = shares_helped(ORGANISATIONS, **world)
    assert len(shares) * world.get("acting", 4) >= 4000
    assert 0 < upper_bound(shares) <= 0.05


@pytest.mark.simulated
def test_the_same_worlds_fool_who_compares_changes() -> None:
    """Difference in differences, as release.md measured it: +0.27, and 28 to 31 % false "helped"."""
    generator = np.random.default_rng(20)
    moved, fooled = [], []
    for _ in range(300):
        made = follow_up(generator)
        change = made.outcome - made.baselines[:, 0]
        gain = (change[made.acting] - change[made.compared].mean()).astype(float)
        noise = (made.choosing.noise + made.later.noise)[made.acting, 0]
        error = np.sqrt(0.63 / made.choosing.n[made.acting] + noise + 0.028)
        moved.append(gain.mean())
        fooled.append((gain / error > 1.2816).mean())
    assert np.mean(moved) == pytest.approx(0.25, abs=0.06)
    assert np.mean(fooled) == pytest.approx(0.3, abs=0.06)


def share_found(effect: float, n: int) -> float:
    return float(shares_helped(ORGANISATIONS // 5, blocks=120, effect=effect, n=np.full(120, n)).mean())


@pytest.mark.simulated
@pytest.mark.parametrize(
    ("n", "some", "much"), [(8, 0.13, 0.43), (10, 0.18, 0.57), (14, 0.27, 0.72), (20, 0.36, 0.86)]
)
def test_a_true_effect_is_found_as_often_as_people_are_told(n: int, some: float, much: float) -> None:
    assert share_found(0.4, n) == pytest.approx(some, abs=0.05)
    assert share_found(0.8, n) == pytest.approx(much, abs=0.06)

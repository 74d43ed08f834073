"""A real release goes through the gate, and every way of breaking it is stopped there."""

from dataclasses import replace

import numpy as np
import pytest

from mortel.pure.disclosure.attack.gate import Code, Earlier, Finding, History, findings
from mortel.pure.disclosure.attack.noise_law import NoiseLaw, learn_noise
from mortel.pure.disclosure.attack.population import Organisation, Setting, organisation
from mortel.pure.disclosure.shapes import Ballots, Block, Unit
from tests.pure.disclosure.attack.releases import honest, true_sums


@pytest.fixture(scope="module")
def found() -> Organisation:
    return organisation(Setting(people=200), np.random.default_rng(11))


@pytest.fixture(scope="module")
def noise() -> NoiseLaw:
    return learn_noise(honest, Setting().form, np.random.default_rng(1))


@pytest.fixture
def history(found: Organisation) -> History:
    return of(found.waves[0].ballots)


def of(ballots: Ballots, **changes) -> History:
    released = honest(ballots)
    blocks = released.blocks
    whole = frozenset(leaf for block in blocks for leaf in block.leaves)
    cells = (*(frozenset(block.leaves) for block in blocks), whole)
    return History(ballots, released, (True,) * len(blocks), cells, **changes)


def team(sizes: list[int], items: int = 4) -> Ballots:
    rng = np.random.default_rng(3)
    tree = (Unit("all", None), *(Unit(f"team-{at}", "all") for at in range(len(sizes))))
    leaves = np.repeat(np.arange(1, len(sizes) + 1), sizes)
    people = len(leaves)
    form = Setting(items=items).form
    answers = rng.integers(2, 5, (people, len(form.items))).astype(np.int8)
    return Ballots("now", form, tree, rng.integers(0, 2**64, (people, 2), dtype=np.uint64), leaves, answers)


def before(ballots: Ballots, n: int, months_ago: int = 8) -> Earlier:
    return Earlier(months_ago, (Block("team-0", ("team-0",), n),), frozenset(ballots.form.items))


def codes(history: History, noise: NoiseLaw) -> set[Code]:
    return {one.code for one in findings(history, noise)}


def test_an_honest_release_passes_with_its_history(found: Organisation, noise: NoiseLaw) -> None:
    items = frozenset(found.setting.form.items)
    earlier = tuple(
        Earlier(24 - 8 * at, honest(wave.ballots).blocks, items) for at, wave in enumerate(found.waves[:2])
    )
    assert findings(of(found.waves[2].ballots, earlier=earlier), noise) == ()


def test_a_block_of_six_is_refused_unless_it_shows_words_alone(history: History, noise: NoiseLaw) -> None:
    blocks = (replace(history.released.blocks[0], n=6), *history.released.blocks[1:])
    small = replace(history, released=replace(history.released, blocks=blocks))
    assert Code.SMALL_BLOCK in codes(small, noise)
    wordless = replace(small, words_only=True)
    assert Code.SMALL_BLOCK in codes(wordless, noise)
    words = replace(wordless, levels=(False, *small.levels[1:]))
    assert Code.SMALL_BLOCK not in codes(words, noise)
    five = (replace(blocks[0], n=5), *blocks[1:])
    fewer = replace(words, released=replace(words.released, blocks=five))
    assert Code.SMALL_BLOCK in codes(fewer, noise)


def test_a_block_of_seven_is_large_enough(noise: NoiseLaw) -> None:
    assert Code.SMALL_BLOCK not in codes(of(team([7, 20])), noise)


def test_blocks_that_overlap_are_refused(history: History, noise: NoiseLaw) -> None:
    first, second, *others = history.released.blocks
    leaves = (*second.leaves, first.leaves[0])
    blocks = (first, replace(second, leaves=leaves), *others)
    broken = replace(history, released=replace(history.released, blocks=blocks))
    assert {Code.TWO_BLOCKS, Code.OTHER_BALLOTS} <= codes(broken, noise)


def test_a_figure_over_part_of_a_block_is_refused(noise: NoiseLaw) -> None:
    history = of(team([3, 5, 20]))
    pooled = next(block for block in history.released.blocks if len(block.leaves) > 1)
    part = replace(history, cells=(*history.cells, frozenset(pooled.leaves[:1])))
    assert codes(part, noise) == {Code.PART_OF_BLOCK}


def test_bare_sums_are_refused(found: Organisation, noise: NoiseLaw) -> None:
    history = of(found.waves[0].ballots)
    bare = replace(history, released=true_sums(history.ballots))
    assert Code.BARE_SUMS in codes(bare, noise)


def test_an_item_with_six_answers_is_refused(history: History, noise: NoiseLaw) -> None:
    counts = history.released.counts.copy()
    counts[0, 0] = 6
    sums = history.released.sums.copy()
    sums[0, 0] = 18
    broken = replace(history, released=replace(history.released, counts=counts, sums=sums))
    (finding,) = [one for one in findings(broken, noise) if one.code == Code.FEW_ON_ITEM]
    assert finding == Finding(Code.FEW_ON_ITEM, history.released.blocks[0].leaves, 6, 7)


@pytest.mark.parametrize("past", [-1, 1])
def test_a_sum_beyond_the_ends_is_refused(history: History, noise: NoiseLaw, past: int) -> None:
    count = int(history.released.counts[0, 0])
    for edge, outside in ((count + 2, past < 0), (5 * count - 2, past > 0)):
        sums = history.released.sums.copy()
        sums[0, 0] = edge
        at_the_end = replace(history, released=replace(history.released, sums=sums))
        assert Code.BEYOND_ENDS not in codes(at_the_end, noise)
        sums = sums.copy()
        sums[0, 0] = edge + past
        beyond = replace(history, released=replace(history.released, sums=sums))
        assert (Code.BEYOND_ENDS in codes(beyond, noise)) == outside


def test_a_sum_where_the_item_is_withheld_is_refused(history: History, noise: NoiseLaw) -> None:
    counts = history.released.counts.copy()
    counts[0, 0] = 0
    broken = replace(history, released=replace(history.released, counts=counts))
    assert Code.BEYOND_ENDS in codes(broken, noise)


def test_a_fourth_level_in_two_years_is_refused_and_a_third_is_not(noise: NoiseLaw) -> None:
    ballots = team([16, 20])
    earlier = [before(ballots, 16, months) for months in (18, 12, 6)]
    assert findings(of(ballots, earlier=tuple(earlier[:2])), noise) == ()
    assert codes(of(ballots, earlier=tuple(earlier)), noise) == {Code.FOURTH_LEVEL}
    longer_ago = [replace(earlier[0], months_ago=24), *earlier[1:]]
    assert findings(of(ballots, earlier=tuple(longer_ago)), noise) == ()
    other_items = [replace(earlier[0], items=frozenset({"other"})), *earlier[1:]]
    assert Code.FOURTH_LEVEL not in codes(of(ballots, earlier=tuple(other_items)), noise)
    words = replace(of(ballots, earlier=tuple(earlier)), levels=(False, True))
    assert findings(words, noise) == ()


def test_the_price_of_one_person_grows_with_levels_until_it_is_refused(noise: NoiseLaw) -> None:
    ballots = team([7, *[20] * 6], items=10)
    long = learn_noise(honest, ballots.form, np.random.default_rng(1))
    three = tuple(before(ballots, n, months) for n, months in ((8, 16), (7, 8)))
    assert findings(of(ballots, earlier=three), long) == ()
    without_shared = replace(long, shared=0.0)
    assert codes(of(ballots, earlier=three), without_shared) == {Code.ONE_PERSON}


def test_an_organisation_of_the_smallest_blocks_alone_costs_too_much_on_average(noise: NoiseLaw) -> None:
    assert codes(of(team([7, 7])), noise) == {Code.EVERYBODY}
    assert findings(of(team([8, 8])), noise) == ()
    (finding,) = findings(of(team([7, 7])), noise)
    assert (finding.limit, finding.leaves) == (5.0, ())
    assert 5 < finding.figure < 6


def test_of_two_earlier_blocks_the_one_with_most_of_the_leaves_is_looked_at(noise: NoiseLaw) -> None:
    ballots = team([3, 4, 20])
    pooled = next(block for block in honest(ballots).blocks if len(block.leaves) == 2)
    long = replace(noise, shared=0.0, item=noise.item / 8)
    near = Block("all", pooled.leaves, 8)
    far = Block("team-2", ("team-2",), 60)
    items = frozenset(ballots.form.items)
    earlier = (Earlier(16, (near, far), items), Earlier(8, (replace(near, n=7), far), items))
    found = {one.leaves: one.code for one in findings(of(ballots, earlier=earlier), long)}
    assert found[pooled.leaves] == Code.ONE_PERSON
    assert ("team-2",) not in found


def test_people_of_no_block_are_no_reason_to_refuse(noise: NoiseLaw) -> None:
    ballots = team([8, 20])
    history = of(ballots)
    fewer = replace(
        history.released,
        blocks=history.released.blocks[1:],
        counts=history.released.counts[1:],
        sums=history.released.sums[1:],
    )
    assert findings(History(ballots, fewer, (True,), ()), noise) == ()


def test_every_finding_names_its_leaves_its_figure_and_its_limit(noise: NoiseLaw) -> None:
    honestly = of(team([20, 24, 3, 5]))
    pooled, first, second = honestly.released.blocks
    assert set(pooled.leaves) == {"team-2", "team-3"}

    def found(**changes: object) -> list[Finding]:
        return list(findings(replace(honestly, **changes), noise))

    def with_blocks(*blocks: Block) -> list[Finding]:
        return found(released=replace(honestly.released, blocks=blocks))

    assert found(least=8) == []
    assert Finding(Code.SMALL_BLOCK, pooled.leaves, 8, 9) in found(least=9)
    assert Finding(Code.FEW_ON_ITEM, pooled.leaves, 8, 9) in found(least=9)
    assert with_blocks(pooled, first, replace(second, n=6)) == [
        Finding(Code.SMALL_BLOCK, ("team-1",), 6, 7),
        Finding(Code.OTHER_BALLOTS, ("team-1",), 24, 6),
    ]
    twice = replace(second, leaves=("team-1", "team-0"), n=44)
    assert Finding(Code.TWO_BLOCKS, ("team-0",), 2, 1) in with_blocks(pooled, first, twice)
    assert Finding(Code.PART_OF_BLOCK, ("team-0",), 1, 2) in with_blocks(pooled, first, twice)
    elsewhere = replace(second, leaves=("team-9",))
    assert Finding(Code.OTHER_BALLOTS, ("team-9",), 0, 24) in with_blocks(pooled, first, elsewhere)
    part = frozenset({"team-3", "team-0"})
    assert found(cells=(part,)) == [Finding(Code.PART_OF_BLOCK, ("team-0", "team-3"), 1, 2)]
    sums = honestly.released.sums.copy()
    sums[1, :3] = 99
    assert found(released=replace(honestly.released, sums=sums)) == [
        Finding(Code.BEYOND_ENDS, ("team-0",), 3, 0)
    ]
    bare = found(released=true_sums(honestly.ballots))
    assert [one for one in bare if one.code is Code.BARE_SUMS] == [Finding(Code.BARE_SUMS, (), 1.0, 0.8)]

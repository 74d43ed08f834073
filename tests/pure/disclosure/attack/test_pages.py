"""The pages of real rounds, read as an attacker reads them who takes no notice of noise."""

import numpy as np
import pytest

from mortel.pure.disclosure.attack.naive import naive_table
from mortel.pure.disclosure.attack.population import Organisation, Setting, Wave, organisation
from mortel.pure.disclosure.attack.programs import (
    least_support,
    linear_bounds,
    singled_out,
    small_differences,
)
from mortel.pure.disclosure.attack.tables import Table, joined, without_insiders
from mortel.pure.disclosure.division import protect_categories
from mortel.pure.disclosure.figures import Page, pages_of_blocks, pages_of_units
from mortel.pure.disclosure.protection import blocks_of
from mortel.pure.disclosure.shapes import Protected
from tests.pure.disclosure.attack.releases import PROMISE, SECRET, honest, true_sums


@pytest.fixture(scope="module")
def organisations() -> list[Organisation]:
    rng = np.random.default_rng(21)
    return [organisation(Setting(people=150), rng) for _ in range(8)]


def pages(wave: Wave) -> list[Page]:
    released = honest(wave.ballots)
    return [
        *pages_of_units(wave.ballots.tree, released, PROMISE).values(),
        *pages_of_blocks(released, PROMISE),
    ]


def members_of_blocks(wave: Wave, released: Protected) -> np.ndarray:
    names = np.array([unit.id for unit in wave.ballots.tree])[wave.ballots.leaves]
    return np.array([np.isin(names, block.leaves) for block in released.blocks])


def groups(wave: Wave, shown: list[Page]) -> np.ndarray:
    blocks = members_of_blocks(wave, honest(wave.ballots))
    return np.array([blocks[list(page.blocks)].any(axis=0) for page in shown]).reshape(-1, blocks.shape[1])


def test_no_weighted_sum_of_the_pages_of_a_round_is_about_one_person(organisations) -> None:
    for found in organisations:
        for wave in found.waves:
            assert not singled_out(groups(wave, pages(wave))).any()


def test_the_control_has_people_to_single_out(organisations) -> None:
    rng = np.random.default_rng(2)
    tables = [naive_table(found.waves[0].ballots, rng) for found in organisations]
    assert sum(int(singled_out(table.members).sum()) for table in tables) > 10


def test_no_page_less_another_of_its_round_is_about_fewer_than_seven(organisations) -> None:
    for found in organisations:
        for wave in found.waves:
            assert not list(small_differences([groups(wave, pages(wave))], 7))


def test_no_item_of_a_page_less_that_of_another_is_about_fewer_than_fifteen(organisations) -> None:
    for found in organisations:
        for wave in found.waves:
            shown = [page for page in pages(wave) if page.items[0].mean is not None]
            assert not list(small_differences([groups(wave, shown)], 15))


def test_two_insiders_and_linear_programs_find_nothing_in_blocks_with_a_second_division() -> None:
    rng = np.random.default_rng(5)
    divided = 0
    for _ in range(6):
        found = organisation(Setting(people=250, waves=1, items=1, dimensions=1), rng)
        wave = found.waves[0]
        blocks = blocks_of(wave.ballots, PROMISE)
        categories = rng.integers(0, 3, len(wave.people))
        names = ["short", "middle", "long"]
        second = protect_categories(wave.ballots, blocks, categories, names, SECRET, PROMISE)
        if not isinstance(second, Protected):
            continue
        divided += 1
        bare = true_sums(wave.ballots)
        members = members_of_blocks(wave, bare)
        inside = members.any(axis=0)
        answers = wave.ballots.answers[:, 0].astype(np.int64)
        parts = np.array([(categories == c) & inside for c in range(3)])
        of_blocks = Table(members, bare.sums[:, 0], bare.sums[:, 0])
        of_parts = Table(parts, parts @ answers, parts @ answers)
        insiders = np.zeros(len(answers), dtype=bool)
        for block in members:
            insiders[np.flatnonzero(block)[:2]] = True
        known = linear_bounds(without_insiders(joined(of_blocks, of_parts), insiders, answers))
        assert (known.exact, known.narrowed) == (0, 0)
        place = np.argmax(members, axis=0)[inside]
        support = least_support(place, categories[inside])
        assert support == 0 or support >= 7
    assert divided >= 2

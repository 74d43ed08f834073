"""The attacker on what HTTP gives of a house of some 280 people, which gets everything there is.

That is, beside what a small one gets: the open table, statistics in two decimals, curves and the extra division.
"""

import numpy as np
import pytest

from mortel.pure.disclosure import division, noise
from mortel.pure.disclosure.attack.programs import least_support, singled_out
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.protection import protect
from mortel.pure.disclosure.reasons import Gap
from mortel.pure.disclosure.shapes import Protected
from tests.web.attack.accounting import BY_TEAM, unaccounted
from tests.web.attack.attack import ballots_of, best_guess, claims
from tests.web.attack.conftest import LEAD, MEMBER, OFFICE, OTHER_LEAD, Harvest
from tests.web.attack.facts import stored_mean
from tests.web.attack.findings import all_claims, contradictions, honest, leads_read_by_office, noise_of
from tests.web.attack.houses import PARTS
from tests.web.attack.partitions import bounds_of_sums, cell_bounds, partitions_of

COALITION = (LEAD, OTHER_LEAD)

# The harvest is made in tables, which are there only where a test asks for them.
pytestmark = pytest.mark.django_db


# It gets everything


def test_all_there_is_was_told_in_every_round(large_harvest: Harvest) -> None:
    for kept in large_harvest.rounds:
        whole = kept.whole
        assert whole.answered >= 250
        assert whole.open_table
        assert [len(curve.points) > 2 for curve in (whole.time, whole.load) if curve] == [True, True]
        assert [part.name for part in (whole.division.parts if whole.division else ())] == PARTS
        assert all(scale.alpha.number is not None for scale in whole.scales)
    read = {(page.row, page.who) for page in large_harvest.pages}
    rows = ("climate:open-data", "climate:questionnaire", "climate:amounts", "climate:report")
    assert read >= {(row, who) for row in rows for who in OFFICE}
    assert not read & {(row, who) for row in rows for who in (LEAD, OTHER_LEAD, MEMBER)}


def test_every_number_is_a_figure_that_its_reader_may_have(large_harvest: Harvest) -> None:
    found = large_harvest
    assert unaccounted(found.pages, found.rounds, found.leads, found.wording) == []


def test_every_score_is_the_stored_one_and_says_the_same_everywhere(large_harvest: Harvest) -> None:
    facts = large_harvest.facts()
    kept = [
        stored_mean(fact, large_harvest.rounds, by_team=fact.page.startswith("climate:team"))
        for fact in facts
    ]
    assert [
        (fact, mean)
        for fact, mean in zip(facts, kept, strict=True)
        if mean is None or abs(mean - fact.value) > fact.slack + 1e-9
    ] == []
    assert contradictions(facts) == []
    for who in (*BY_TEAM, "council", *COALITION, MEMBER):
        assert len(large_harvest.facts(who)) > 50, f"of what {who} reads hardly anything was understood"


# Nobody is known


@pytest.mark.parametrize("who", [(), ("hr",), ("council",), COALITION])
def test_of_nobody_one_answer_or_two_are_left(large_harvest: Harvest, who: tuple[str, ...]) -> None:
    noise = noise_of(honest, large_harvest)
    assert all_claims(large_harvest, large_harvest.facts(*who), noise) == []


def test_who_takes_the_figures_for_the_truth_finds_nobody_either(large_harvest: Harvest) -> None:
    facts, right = large_harvest.facts(), set()
    for truth in large_harvest.told:
        found = [claim for claim in claims(truth, facts, 0) if claim.low == claim.high]
        right |= {claim.person for claim in found if claim.is_true(truth)}
    assert len(right) <= 1, f"{len(right)} people"


def test_the_best_guess_gains_little_of_one_person(large_harvest: Harvest) -> None:
    """As in the small house, where its limits are explained."""
    found = best_guess(large_harvest.told, noise_of(honest, large_harvest))
    assert (100 * found.expected.mean(axis=0) <= 5).all()
    assert (100 * (found.hits - found.baseline).mean(axis=0) <= 5).all()
    assert not found.surer.any()


@pytest.mark.parametrize("who", OFFICE)
def test_the_office_reads_of_leads_in_threes_only(large_harvest: Harvest, who: str) -> None:
    assert leads_read_by_office(large_harvest, large_harvest.facts(who)) == []


def test_blocks_parts_and_bins_together_single_nobody_out(large_harvest: Harvest) -> None:
    """With the true sum of every block, part and bin, which no page tells: linear programs over all four at once."""
    for truth, kept in zip(large_harvest.told, large_harvest.rounds, strict=True):
        four = partitions_of(truth, kept)
        blocks = four[0]
        assert all(least_support(blocks, other) >= 7 for other in four[1:])
        rows = np.array([each == part for each in four for part in np.unique(each)])
        assert not singled_out(rows).any()
        ballots = ballots_of(truth, truth.counted)
        space = ballots.answers[:, ballots.form.columns("dim.space")].sum(axis=1).astype(np.int64)
        found = cell_bounds(four, space, 4, 20)
        assert (found.exact, found.narrowed) == (0, 0)


def test_the_division_adds_nobody_to_what_blocks_tell(large_harvest: Harvest) -> None:
    """Of every scored question, with the true sums of blocks and parts."""
    truth, kept = large_harvest.told[-1], large_harvest.rounds[-1]
    blocks, parts = partitions_of(truth, kept)[:2]
    ballots = ballots_of(truth, truth.counted)
    for name in ballots.form.scored:
        for column in ballots.form.columns(name):
            found = cell_bounds((blocks, parts), ballots.answers[:, column].astype(np.int64), 1, 5)
            assert (found.exact, found.narrowed) == (0, 0)


def test_a_division_without_its_rule_singles_somebody_out(
    large_harvest: Harvest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted bug: one person of a block alone does other work. Without noise: the rule holds without it too."""
    truth, kept = large_harvest.told[-1], large_harvest.rounds[-1]
    blocks = partitions_of(truth, kept)[0]
    alone = np.flatnonzero(blocks == 0)[0]
    parts = np.where(blocks == 0, 0, 1)
    parts[alone] = 1
    ballots = ballots_of(truth, truth.counted)
    kept_blocks = [each.block for each in truth.record.blocks]

    def told() -> Protected | Gap:
        return division.protect_categories(
            ballots, kept_blocks, parts, PARTS[:2], bytes(range(32)), Promise()
        )

    assert isinstance(told(), Gap)
    monkeypatch.setattr(division, "_gap", lambda cross, least, k: None)
    monkeypatch.setattr(division, "replace", lambda promise, k: promise)
    monkeypatch.setattr(
        noise, "two_sided_geometric", lambda seeds, decays, purpose: np.zeros((len(seeds), len(decays)), int)
    )
    of_blocks, of_parts = protect(ballots, kept_blocks, bytes(range(32)), Promise()), told()
    assert isinstance(of_parts, Protected)
    found = bounds_of_sums((blocks, parts), (of_blocks.sums[:, 0], of_parts.sums[:, 0]), 1, 5)
    assert found.exact == 1
    assert found.low[alone] == found.high[alone] == ballots.answers[alone, 0]

"""What later rounds know of a release: the same sums, the same budget, and nothing of a block that stayed silent."""

from dataclasses import replace
from datetime import date

import msgspec
import numpy as np

from mortel.pure.disclosure.budget import Kind
from mortel.pure.disclosure.closing import Closing
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.results.record import Record, protected_of, record_of, told_of, words_of
from tests.pure.results.houses import LARGE, SEVEN, Made, Team, places, released

DAY = date(2026, 4, 1)
SPENT = Gap(Reason.LEVELS_SPENT, 3)


def recorded(closing: Closing, promise: Promise = SEVEN) -> Record:
    return record_of(closing, promise, places(LARGE), name="Spring", day=DAY)


def test_the_sums_come_back_as_they_were_released(large: Made) -> None:
    found, released_ = protected_of(large.record), large.closing.protected
    assert (found.round, found.form, found.blocks) == (released_.round, released_.form, released_.blocks)
    assert np.array_equal(found.counts, released_.counts)
    assert np.array_equal(found.sums, released_.sums)
    assert large.record.promise == SEVEN


def test_the_budget_remembers_the_same_of_a_record_as_of_its_closing(large: Made) -> None:
    assert told_of(large.record) == large.closing.told(DAY)
    some = replace(large.closing, words_only={1: SPENT, 3: SPENT})
    assert told_of(recorded(some)) == some.told(DAY)
    assert words_of(recorded(some)) == {1: SPENT, 3: SPENT}
    assert {each.kind for each in told_of(recorded(some))} == {Kind.LEVELS, Kind.WORDS}


def test_a_silent_block_leaves_no_sums_and_the_others_keep_their_words(large: Made) -> None:
    silence = Gap(Reason.CHECK_INS_SPENT, 4)
    closing = replace(
        large.closing, check_in=True, silent={2: silence}, words_only=dict.fromkeys(range(4), SPENT)
    )
    record = recorded(closing)
    blocks = large.closing.protected.blocks
    assert [(each.block, each.gap) for each in record.silent] == [(blocks[2], silence)]
    assert protected_of(record).blocks == blocks[:2] + blocks[3:]
    assert sorted(words_of(record)) == [0, 1, 2]
    assert told_of(record) == closing.told(DAY)


def test_a_record_goes_to_json_and_back(large: Made) -> None:
    record = recorded(replace(large.closing, words_only={1: SPENT}, silent={0: SPENT}))
    data = msgspec.json.encode(record)
    assert msgspec.json.decode(data, type=Record) == record
    assert msgspec.json.encode(msgspec.json.decode(data, type=Record)) == data


def test_a_round_without_a_block_has_a_record_too() -> None:
    record = released({"care": {"a": Team(0, (1,), invited=10)}}).record
    assert protected_of(record).counts.shape == (0, 24)
    assert told_of(record) == ()

"""The ranking, against figures worked out by hand."""

from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.search.ranking import COVERAGE, K1, Asked, Field, Reading, rank, rarity, weighted

# Two texts of four say mentor, one says uren as well.
POSTINGS = {"mentor": {"a": 1.0, "b": 3.0}, "uur": {"b": 2.0}, "wijs": {"c": 1.0}}
WEIGHTS = {"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}
MENTOR = Asked("mentor", (Reading(("mentor",), 1.0),))
HOURS = Asked("uren", (Reading(("uur",), 1.0),))


def scores(*asked: Asked, weights: dict[str, float] = WEIGHTS) -> dict[str, float]:
    return {hit.id: hit.score for hit in rank(asked, POSTINGS, weights)}


def test_rarity_is_that_of_bm25():
    assert rarity(2, 4) == pytest.approx(log(1 + 2.5 / 2.5))
    assert rarity(1, 4) == pytest.approx(log(1 + 3.5 / 1.5))


def test_a_field_counts_for_its_weight_and_a_long_one_is_held_back():
    assert weighted(Field(weight=3, length=0), count=2, length=50, mean=10) == 6
    assert weighted(Field(weight=3, length=1), count=2, length=20, mean=10) == 3
    assert weighted(Field(weight=1, length=0.5), count=1, length=20, mean=10) == pytest.approx(1 / 1.5)


def test_one_word_scores_as_written_out():
    idf = log(1 + 2.5 / 2.5)
    assert scores(MENTOR) == pytest.approx({"a": idf / (K1 + 1), "b": idf * 3 / (K1 + 3)})


def test_a_text_that_misses_a_word_loses_by_its_rarity():
    mentor, hours = log(2), log(1 + 3.5 / 1.5)
    share = mentor / (mentor + hours)
    assert scores(MENTOR, HOURS)["a"] == pytest.approx(mentor / (K1 + 1) * share**COVERAGE)
    assert scores(MENTOR, HOURS)["b"] == pytest.approx(mentor * 3 / (K1 + 3) + hours * 2 / (K1 + 2))


def test_a_word_counts_once_by_its_best_reading():
    both = Asked("mentor", (Reading(("mentor",), 1.0), Reading(("uur",), 0.5)))
    assert scores(both)["b"] == scores(MENTOR)["b"]


def test_a_rare_synonym_is_no_rarer_than_the_word_that_was_typed():
    synonym = Asked("mentor", (Reading(("mentor",), 1.0), Reading(("wijs",), 0.5)))
    covered = 0.5**COVERAGE
    assert scores(synonym)["c"] == pytest.approx(0.5 * log(2) / (K1 + 1) * covered)


def test_a_reading_of_two_stems_needs_both():
    phrase = Asked("begeleiding", (Reading(("mentor", "uur"), 1.0),))
    assert set(scores(phrase)) == {"b"}


def test_two_words_read_as_the_same_stem_are_one_find():
    coach = Asked("coach", (Reading(("mentor",), 1.0),))
    hit = next(hit for hit in rank((MENTOR, coach), POSTINGS, WEIGHTS) if hit.id == "a")
    assert hit.score == pytest.approx(scores(MENTOR)["a"])
    assert [matched.score for matched in hit.matched] == [hit.score, 0]


def test_the_same_word_twice_keeps_its_heaviest_find():
    light = Asked("mentor", (Reading(("mentor",), 1.0),), weight=0.8)
    for asked in ((light, MENTOR), (MENTOR, light)):
        assert scores(*asked) == pytest.approx(scores(MENTOR))


def test_the_worked_example_of_the_documentation_is_right():
    page = (Path(__file__).parents[3] / "docs" / "algorithms" / "search.md").read_text(encoding="utf-8")
    coach = Asked("coach", (Reading(("coach",), 1.0), Reading(("mentor",), 0.75)))
    both, synonym = scores(MENTOR, HOURS), scores(coach)
    for figure in (both["b"], both["a"], synonym["a"]):
        assert f"**{figure:.3f}**" in page
    for figure in (rarity(2, 4), rarity(1, 4), scores(MENTOR)["a"], both["b"]):
        assert f"{figure:.3f}" in page
    assert weighted(Field(weight=8, length=0.4), count=1, length=2, mean=4) == pytest.approx(10)


def test_the_weight_of_a_text_multiplies_its_score():
    assert scores(MENTOR, weights=WEIGHTS | {"b": 0.5})["b"] == pytest.approx(scores(MENTOR)["b"] / 2)


def test_equal_texts_stand_in_the_order_of_their_ids():
    hits = rank((MENTOR,), {"mentor": {"z": 1.0, "y": 1.0}}, {"z": 1.0, "y": 1.0, "x": 1.0})
    assert [hit.id for hit in hits] == ["y", "z"]


def test_a_word_that_stands_nowhere_changes_nothing():
    assert scores(MENTOR, Asked("zeppelin", (Reading(("zeppelin",), 1.0),))) == scores(MENTOR)


@given(st.lists(st.sampled_from([MENTOR, HOURS]), max_size=4))
def test_scores_are_positive_and_sum_up(asked):
    for hit in rank(asked, POSTINGS, WEIGHTS):
        assert hit.score > 0
        assert sum(matched.score for matched in hit.matched) == pytest.approx(hit.score)

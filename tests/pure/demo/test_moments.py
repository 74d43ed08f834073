"""The drawn moments keep the rules: no text worn out, everything in its function, season, shift and past."""

from collections import Counter, defaultdict
from datetime import UTC, date, timedelta

import pytest

from mortel.pure.catalogue.shipped import shipped
from mortel.pure.demo.source import FunctionSource
from mortel.pure.demo.times import MONTHS, ZONES, is_holiday
from tests.pure.demo.drawing import NAMES, SOCIAL, Drawn, draw

DAY = date(2026, 11, 22)


def functions_of(drawn: Drawn) -> dict[str, list[FunctionSource]]:
    found = defaultdict(list)
    for row in drawn.plan.memberships:
        found[row.person].append(drawn.source.function_named(row.function))
    return found


def test_there_are_1900_moments_of_more_than_600_texts_none_used_more_than_four_times(drawn: Drawn) -> None:
    used = Counter(moment.text for moment in drawn.moments)
    assert len(drawn.moments) == 1900
    assert len(used) > 600
    assert max(used.values()) <= 4


def test_nobody_wrote_the_same_text_twice(each: Drawn) -> None:
    pairs = Counter((moment.person, moment.text) for moment in each.moments)
    assert max(pairs.values()) == 1


def test_a_text_only_comes_from_somebody_with_a_function_it_was_written_for(each: Drawn) -> None:
    written_for = {text.text: set(text.functions) for text in each.source.texts}
    functions = functions_of(each)
    for moment in each.moments:
        hers = {name for function in functions[moment.person] for name in function.texts}
        assert hers & written_for[moment.text], moment.text


def test_a_text_about_a_season_stands_in_that_season(drawn: Drawn) -> None:
    season = {text.text: text.season for text in drawn.source.texts}
    seasonal = [moment for moment in drawn.moments if season[moment.text]]
    assert len(seasonal) > 15
    for moment in seasonal:
        assert moment.taken_at.month in MONTHS[season[moment.text]], moment.text  # type: ignore[index]


def test_a_text_about_an_occasion_stands_around_that_day() -> None:
    found = set()
    for seed in range(1, 4):
        drawn = draw(seed, DAY)
        for moment in drawn.moments:
            for occasion in drawn.source.occasions:
                if occasion.words in moment.text:
                    assert occasion.first <= f"{moment.taken_at:%m-%d}" <= occasion.last
                    found.add(occasion.words)
    assert len(found) >= 3


def test_about_55_of_a_hundred_write_mostly_a_little_and_a_few_a_lot(drawn: Drawn) -> None:
    counts = Counter(moment.person for moment in drawn.moments)
    assert 0.5 < len(counts) / 412 < 0.58
    assert sum(count <= 3 for count in counts.values()) > 50
    assert 4 <= sum(count >= 40 for count in counts.values()) <= 10
    for sign_in in drawn.plan.sign_ins:
        assert counts[sign_in.person] == sign_in.moments


def test_every_moment_lies_in_the_year_before_today_and_within_a_membership(each: Drawn) -> None:
    rows = defaultdict(list)
    for row in each.plan.memberships:
        rows[row.person].append(row)
    for moment in each.moments:
        day = moment.taken_at.date()
        assert each.today - timedelta(days=365) <= day < each.today
        assert any(row.starts <= day <= (row.ends or each.today) for row in rows[moment.person])


def test_every_moment_carries_the_offset_of_that_day_in_its_zone(each: Drawn) -> None:
    for moment in each.moments:
        again = moment.taken_at.astimezone(UTC).astimezone(ZONES[each.source.country])
        assert (again.replace(tzinfo=None), again.utcoffset()) == (
            moment.taken_at.replace(tzinfo=None),
            moment.taken_at.utcoffset(),
        )
    offsets = Counter(moment.taken_at.utcoffset() for moment in each.moments)
    assert set(offsets) == {timedelta(hours=1), timedelta(hours=2)}
    summer = [moment for moment in each.moments if 4 <= moment.taken_at.month <= 9]
    assert {moment.taken_at.utcoffset() for moment in summer} == {timedelta(hours=2)}


def test_the_night_writes_at_night_and_the_office_on_working_days(drawn: Drawn) -> None:
    functions = functions_of(drawn)
    night = office = 0
    for moment in drawn.moments:
        at, shifts = moment.taken_at, {function.shift for function in functions[moment.person]}
        if shifts == {"night"}:
            night += 1
            assert at.hour >= 23 or at.hour < 8
        elif "night" not in shifts:
            assert 7 <= at.hour < 23
        if shifts == {"office"}:
            office += 1
            assert at.weekday() < 5
            assert not is_holiday(at.date(), drawn.source.country)
    assert night > 50
    assert office > 100


def test_nobody_writes_more_than_three_moments_on_one_day(each: Drawn) -> None:
    days = Counter((moment.person, moment.taken_at.date()) for moment in each.moments)
    assert max(days.values()) <= 3
    assert sum(count > 2 for count in days.values()) <= 3


def test_the_marks_are_those_of_the_text_and_exist_in_the_catalogue(each: Drawn) -> None:
    texts = {text.text: text for text in each.source.texts}
    for moment in each.moments:
        text, items = texts[moment.text], {mark.item for mark in moment.marks}
        expected = {text.source, *text.activities, *([text.form] if text.form else [])}
        assert {item for item in items if not item.startswith(("map.", "mp.", "oc.", "out."))} == expected
        assert all(shipped().knows(item) for item in items)


def test_half_have_a_proposed_place_that_follows_from_doing_it_together_or_not(drawn: Drawn) -> None:
    placed = 0
    for moment in drawn.moments:
        marks = {mark.item: mark for mark in moment.marks}
        places = [mark for item, mark in marks.items() if item.startswith("map.")]
        together = bool(SOCIAL & marks.keys())
        if places:
            placed += 1
            expected = "map.informal_social" if together else "map.informal_individual"
            assert [(p.item, p.proposed, p.definition) for p in places] == [(expected, True, "interwoven")]
            assert marks["mp.with_others"].value == together
            assert marks["mp.part_of_work"].value == 1
            assert marks["mp.goals_beforehand"].value == 0
        else:
            assert not any(item.startswith("mp.") for item in marks)
    assert 0.45 < placed / len(drawn.moments) < 0.55


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_and_day_draw_the_same_and_another_seed_does_not(name: str) -> None:
    again = draw(1, DAY, name)
    assert again == draw.__wrapped__(1, DAY, name)
    other = draw(2, DAY, name)
    assert other.plan.people != again.plan.people
    assert other.moments != again.moments


@pytest.mark.parametrize("name", NAMES)
def test_another_day_keeps_the_people_and_moves_the_dates(name: str) -> None:
    now, earlier = draw(1, DAY, name), draw(1, DAY - timedelta(days=100), name)
    assert now.plan.people == earlier.plan.people
    assert now.plan.memberships != earlier.plan.memberships

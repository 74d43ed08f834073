"""The sheet of S-132 counts what was entered and nothing else."""

from decimal import Decimal

from mortel.pure.business_case import LINES, business_case


def test_an_empty_sheet_counts_nothing() -> None:
    case = business_case({})
    assert [line.amount for line in case.lines] == [None] * len(LINES)
    assert (case.total("saved"), case.total("spent"), case.counts_something) == (0, 0, False)


def test_travel_counts_only_when_both_numbers_are_there() -> None:
    assert business_case({"trips": Decimal(12)}).lines[0].amount is None
    assert business_case({"cost_of_trip": Decimal(30)}).lines[0].amount is None
    assert business_case({"trips": Decimal(12), "cost_of_trip": Decimal("30.50")}).lines[0].amount == Decimal(
        "366.00"
    )


def test_nought_was_entered_and_counts_as_nought() -> None:
    case = business_case({"trips": Decimal(0), "cost_of_trip": Decimal(30)})
    assert case.lines[0].amount == 0
    assert case.counts_something


def test_working_time_stands_against_what_is_saved() -> None:
    entered = {
        "trips": Decimal(10),
        "cost_of_trip": Decimal(50),
        "hours": Decimal(20),
        "cost_of_hour": Decimal(40),
    }
    case = business_case(entered)
    assert (case.total("saved"), case.total("spent"), case.difference) == (500, 800, -300)

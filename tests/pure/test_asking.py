"""Which one question is asked."""

from mortel.pure.asking import USUAL, next_question
from mortel.pure.catalogue.shipped import shipped


def test_the_round_begins_elsewhere_for_another_moment() -> None:
    assert {next_question(done=(), turn=turn) for turn in range(len(USUAL))} == set(USUAL)


def test_an_answered_question_does_not_come_back_and_after_all_nothing_is_asked() -> None:
    done: set[str] = set()
    while question := next_question(done=done, turn=4):
        assert question not in done
        done.add(question)
    assert done == set(USUAL)


def test_in_a_hard_period_only_soft_questions_are_asked() -> None:
    assert next_question(done=(), turn=1, soft=("mp.soft_air",), softer=True) == "mp.soft_air"
    assert next_question(done=(), turn=1, soft=(), softer=True) is None


def test_every_usual_question_exists_in_the_catalogue() -> None:
    assert [question for question in USUAL if not shipped().knows(question)] == []

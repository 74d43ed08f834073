"""What happens to rounds without anybody waiting: they end, their result is made, a refused one is left alone."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from mortel.apps.climate import tasks
from mortel.apps.climate.actions.closing import ask_result
from mortel.apps.climate.actions.opening import tighten
from mortel.apps.climate.actions.paper import make_batches
from mortel.apps.climate.models import PaperSheet, Round
from mortel.apps.climate.sheets import sheet_counts
from mortel.apps.climate.tasks import LEAST_TO_TELL, send_messages, tell_response, turn_of_rounds
from mortel.apps.ledger.models import AuditEntry
from mortel.console import working
from mortel.console.working import jobs
from mortel.pure.disclosure.attack.gate import Code, Finding
from mortel.pure.disclosure.closing import NotReleased
from tests.apps.climate.stories import answered, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> list[Round]:
    """Every result is refused; the rounds that were tried stand in the list."""
    tried: list[Round] = []

    def refuse(round_: Round) -> None:
        tried.append(round_)
        raise NotReleased([Finding(Code.ONE_PERSON, (), 1, 0.9)])

    monkeypatch.setattr(tasks, "make_result", refuse)
    return tried


def closing(cast: Cast) -> Round:
    round_ = opened(cast)
    Round.objects.filter(pk=round_.pk).update(ended_at=timezone.now(), closing_at=timezone.now())
    return Round.objects.get(pk=round_.pk)


def test_a_round_ends_the_day_after_its_last_day_and_not_on_it(cast: Cast) -> None:
    round_ = opened(cast)
    now = timezone.now()
    turn_of_rounds(now + timedelta(days=21))
    assert Round.objects.get().ended_at is None
    turn_of_rounds(now + timedelta(days=22))
    turn_of_rounds(now + timedelta(days=22))
    assert Round.objects.get().ended_at is not None
    assert AuditEntry.objects.filter(act="round_ended", details__round=str(round_.pk)).count() == 1


def test_a_refused_result_is_written_down_and_not_tried_again_by_itself(
    cast: Cast, refusing: list[Round]
) -> None:
    closing(cast)
    assert turn_of_rounds(timezone.now()) is False
    assert Round.objects.get().refused == ["one_person"]
    turn_of_rounds(timezone.now())
    assert len(refusing) == 1


def test_a_refused_result_can_be_made_stricter_and_asked_for_once_more(
    cast: Cast, refusing: list[Round]
) -> None:
    round_ = closing(cast)
    turn_of_rounds(timezone.now())
    tighten(by=cast.hr, round_=round_, k=8, words_only=True)
    ask_result(by=cast.hr, round_=round_)
    assert Round.objects.get().refused is None
    turn_of_rounds(timezone.now())
    assert [(each.k, each.words_only) for each in refusing] == [(7, False), (8, True)]


def test_asking_twice_for_a_result_is_asking_once(cast: Cast) -> None:
    round_ = closing(cast)
    ask_result(by=cast.hr, round_=round_)
    assert not AuditEntry.objects.filter(act="round_closing").exists()


def test_a_result_that_was_made_is_swept_from_the_disk(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    swept: list[bool] = []
    monkeypatch.setattr(working, "sweep_ballots", lambda: swept.append(True))
    (rounds,) = (job for job in jobs() if job.name == "rounds")
    rounds.do(timezone.now())
    assert swept == []
    closing(cast)
    Round.objects.update(secret=b"s" * 32)
    rounds.do(timezone.now())
    assert swept == [True]
    rounds.do(timezone.now())
    assert swept == [True], "once is enough"


def test_what_a_crash_left_on_the_disk_is_swept_at_the_next_turn(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[bool] = []

    def fail() -> None:
        tried.append(True)
        if len(tried) == 1:
            raise OSError("the disk is busy")

    monkeypatch.setattr(working, "sweep_ballots", fail)
    closing(cast)
    (rounds,) = (job for job in jobs() if job.name == "rounds")
    with pytest.raises(OSError, match="busy"):
        rounds.do(timezone.now())
    rounds.do(timezone.now())
    assert len(tried) == 2


def test_a_typed_sheet_counts_in_the_response(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = opened(cast, paper=(cast.team.pk,))
    make_batches(by=cast.hr, round_=round_)
    PaperSheet.objects.update(done=True)
    monkeypatch.setattr(tasks, "LEAST_TO_TELL", 5)
    tell_response(timezone.now())
    assert Round.objects.get().response == 10


def test_a_bad_address_stops_no_other_mail(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    round_ = opened(cast)
    enqueued: list[str] = []
    monkeypatch.setattr(tasks, "send_round_mail", SimpleNamespace(enqueue=enqueued.append))
    send_messages(by=cast.hr, round_=round_)
    assert len(enqueued) == sum(person.email is not None for person in cast.people())


def test_the_response_is_told_once_a_day_in_steps_and_only_of_many(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    round_ = opened(cast)
    answered(round_, cast.marit)
    tell_response(timezone.now())
    assert Round.objects.get().response is None, f"fewer than {LEAST_TO_TELL} are asked"
    monkeypatch.setattr(tasks, "LEAST_TO_TELL", 5)
    tell_response(timezone.now())
    assert Round.objects.get().response == 10
    answered(round_, cast.femke)
    tell_response(timezone.now())
    assert Round.objects.get().response == 10, "until tomorrow"


def test_the_worker_takes_the_turn_of_rounds_and_tells_the_response(cast: Cast) -> None:
    paces = {job.name: job.every for job in jobs()}
    assert paces["rounds"] <= timedelta(seconds=20)
    assert paces["response of rounds"] == timedelta(days=1)


def test_batches_count_sheets_and_hold_no_answer(cast: Cast) -> None:
    round_ = opened(cast, paper=(cast.team.pk,))
    make_batches(by=cast.hr, round_=round_)
    (batch,) = sheet_counts(round_)
    assert (batch.number, batch.leaf, batch.printed, batch.typed, batch.once) == (
        1,
        str(cast.team.pk),
        1,
        0,
        0,
    )

"""Sheets of paper: printed once, typed once or twice, and then ballots without a number."""

import uuid
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.utils import timezone

from mortel.apps.climate.actions.answering import WrongBallot
from mortel.apps.climate.actions.asking_again import ask_again
from mortel.apps.climate.actions.closing import end_round
from mortel.apps.climate.actions.paper import (
    NotOnPaper,
    Outcome,
    Typed,
    make_batches,
    sheet_with,
    type_sheet,
)
from mortel.apps.climate.choices import Channel
from mortel.apps.climate.models import Ballot, Invitation, PaperBatch, PaperSheet, Round
from mortel.apps.climate.queries import rounds
from mortel.apps.ledger.models import AuditEntry
from tests.apps.climate.stories import everything, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(cast: Cast) -> Round:
    """An open round in which Henk gets the only sheet, P1-01."""
    made = opened(cast, paper=(cast.team.pk,))
    make_batches(by=cast.hr, round_=made)
    PaperSheet.objects.update(twice=False)
    return made


def typed(round_: Round, answers: Mapping[str, int], entry: uuid.UUID | None = None, **more: int) -> Outcome:
    sheet = sheet_with(round_, 1, 1)
    assert sheet is not None
    return type_sheet(sheet=sheet, answers=answers, language="nl", entry=entry or uuid.uuid4(), **more)


def twice() -> None:
    """The only sheet is one of those that are typed twice."""
    PaperSheet.objects.update(twice=True)


def test_who_is_on_paper_has_one_sheet_and_printing_again_makes_no_second(cast: Cast, round_: Round) -> None:
    assert [one.person for one in Invitation.objects.filter(channel=Channel.PAPER)] == [cast.henk]
    assert make_batches(by=cast.hr, round_=round_) == []
    assert PaperSheet.objects.count() == 1
    assert AuditEntry.objects.filter(act="sheets_printed").count() == 1


def test_the_long_form_is_never_printed(cast: Cast) -> None:
    made = opened(cast, form="long", paper=(cast.team.pk,))
    assert Invitation.objects.get(person=cast.henk).channel == Channel.CARD
    with pytest.raises(NotOnPaper):
        make_batches(by=cast.hr, round_=made)


def test_a_typed_sheet_becomes_a_ballot_and_keeps_nothing(round_: Round) -> None:
    assert typed(round_, everything(round_)) == Outcome(Typed.DONE)
    assert Ballot.objects.get().answers == [4] * 24
    assert PaperSheet.objects.get().first is None
    assert typed(round_, everything(round_)) == Outcome(Typed.ALREADY)
    assert Ballot.objects.count() == 1


def test_a_sheet_that_is_typed_twice_waits_until_both_agree(round_: Round) -> None:
    twice()
    assert typed(round_, everything(round_)) == Outcome(Typed.ONCE_MORE)
    assert not Ballot.objects.exists()
    assert typed(round_, everything(round_)) == Outcome(Typed.DONE)
    assert Ballot.objects.count() == 1
    assert PaperSheet.objects.get().first is None


def test_two_entries_that_differ_say_where_and_the_last_two_that_agree_count(round_: Round) -> None:
    twice()
    first, second = everything(round_), everything(round_) | {"ENC2": 2}
    del second["TRU1"]
    assert typed(round_, first) == Outcome(Typed.ONCE_MORE)
    assert typed(round_, second) == Outcome(Typed.DIFFERS, frozenset({"ENC2", "TRU1"}))
    assert typed(round_, first).typed == Typed.DIFFERS
    assert typed(round_, first).typed == Typed.DONE
    assert Ballot.objects.get().answers == [4] * 24


def test_another_language_or_group_is_a_difference_too(cast: Cast) -> None:
    made = opened(cast, paper=(cast.team.pk,), attribute="work", attribute_parts=["zorg", "keuken"])
    make_batches(by=cast.hr, round_=made)
    twice()
    typed(made, everything(made), part=0)
    assert typed(made, everything(made), part=1) == Outcome(Typed.DIFFERS, part=True)


def test_a_form_that_is_sent_twice_is_no_second_entry(round_: Round) -> None:
    twice()
    form = uuid.uuid4()
    assert typed(round_, everything(round_), form).typed == Typed.ONCE_MORE
    assert typed(round_, everything(round_), form).typed == Typed.ONCE_MORE
    assert not Ballot.objects.exists()


def test_a_form_that_is_sent_again_after_a_lost_reply_hears_that_it_is_done(round_: Round) -> None:
    form = uuid.uuid4()
    assert typed(round_, everything(round_), form, crossed=2).typed == Typed.DONE
    assert typed(round_, everything(round_), form, crossed=2).typed == Typed.DONE
    assert Ballot.objects.count() == 1
    assert PaperBatch.objects.get().crossed == 2


def test_two_crosses_are_missing_and_counted_once_the_sheet_is_done(round_: Round) -> None:
    twice()
    answers = everything(round_)
    del answers["ENC2"]
    typed(round_, answers, crossed=1)
    assert PaperBatch.objects.get().crossed == 0
    typed(round_, answers, crossed=1)
    assert PaperBatch.objects.get().crossed == 1
    assert Ballot.objects.get().answers[0] == 0


def test_sheets_are_typed_after_the_last_day_until_the_result_is_asked_for(cast: Cast, round_: Round) -> None:
    end_round(by=cast.hr, round_=round_)
    long_ago = timezone.now() - timedelta(hours=2)
    Round.objects.update(ended_at=long_ago)
    assert typed(rounds().get(pk=round_.pk), {"ENC2": 3}).typed == Typed.DONE
    PaperSheet.objects.update(done=False, entry=None)
    Round.objects.update(closing_at=timezone.now())
    assert typed(rounds().get(pk=round_.pk), {"ENC2": 3}).typed == Typed.CLOSED
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"ENC2": 7}, {"XXX9": 1}])
def test_what_the_sheet_does_not_offer_is_refused(round_: Round, wrong: dict[str, int]) -> None:
    with pytest.raises(WrongBallot):
        typed(round_, wrong)
    assert not Ballot.objects.exists()


def test_a_number_on_no_sheet_is_nothing(round_: Round) -> None:
    assert sheet_with(round_, 1, 2) is None
    assert sheet_with(round_, 2, 1) is None


def test_after_a_restore_all_sheets_are_typed_anew(round_: Round) -> None:
    typed(round_, everything(round_), crossed=2)
    ask_again()
    assert PaperSheet.objects.filter(done=False, first__isnull=True).count() == 1
    assert PaperBatch.objects.get().crossed == 0

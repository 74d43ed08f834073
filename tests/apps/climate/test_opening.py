"""What opening freezes, and what keeps a round from opening."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from mortel.apps.climate.actions.opening import NotReady, end_on, open_round, tighten
from mortel.apps.climate.actions.setup import ask_council_question
from mortel.apps.climate.choices import Consent
from mortel.apps.climate.drafts import Missing
from mortel.apps.climate.models import Invitation, Pack, Round, RoundLead
from mortel.apps.ledger.models import AuditEntry
from tests.apps.climate.stories import draft, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def missing(cast: Cast, round_: Round) -> tuple[Missing, ...]:
    with pytest.raises(NotReady) as refused:
        open_round(by=cast.hr, round_=round_, seen=round_.revision)
    return refused.value.missing


def test_a_round_that_opens_before_its_first_day_begins_today(cast: Cast) -> None:
    today = timezone.localdate()
    made = opened(cast, starts_on=today + timedelta(days=60), ends_on=today + timedelta(days=80))
    assert made.starts_on == today


def test_opening_twice_makes_one_set_of_invitations(cast: Cast) -> None:
    round_ = opened(cast)
    number = Invitation.objects.count()
    open_round(by=cast.hr, round_=round_, seen=round_.revision)
    assert Invitation.objects.count() == number == len(cast.people())


def test_of_two_rounds_one_is_under_way(cast: Cast) -> None:
    opened(cast)
    other = draft(cast, name="Tweede")
    assert missing(cast, other) == (Missing.OTHER_OPEN,)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=other.pk).update(is_under_way=True)


def test_who_leads_what_is_kept_as_it_was_at_opening(cast: Cast) -> None:
    opened(cast)
    led = set(RoundLead.objects.values_list("team", "person_id"))
    assert led == {(cast.team.pk, cast.joke.pk), (cast.other_team.pk, cast.bram.pk)}


def test_a_pack_that_cannot_be_read_is_named_and_not_left_out(cast: Cast) -> None:
    broken = Pack.objects.create(
        title="Oud", licence="CC0-1.0", file_name="oud.toml", content=b"?", made_on=timezone.localdate()
    )
    for pk in (broken.pk, uuid.uuid4()):
        assert missing(cast, draft(cast, modules=[f"pack:{pk}"])) == (Missing.PACK,)


def test_a_question_of_the_council_that_hr_changes_asks_the_consent_again(cast: Cast) -> None:
    words = {"nl": "Ik hoor op tijd wat er verandert.", "en": "I hear in time what changes."}
    for person, consent in ((cast.council, Consent.GIVEN), (cast.hr, Consent.ASKED)):
        round_ = draft(cast)
        ask_council_question(by=person, round_=round_, words=words, seen=round_.revision)
        assert Round.objects.get(pk=round_.pk).consent == consent


def test_nothing_is_written_down_that_changed_nothing(cast: Cast) -> None:
    round_ = opened(cast)
    Round.objects.filter(pk=round_.pk).update(ended_at=timezone.now(), closing_at=timezone.now())
    end_on(by=cast.hr, round_=round_, day=timezone.localdate())
    tighten(by=cast.hr, round_=round_, k=9, words_only=False)
    assert Round.objects.get().k == 7, "a result that is being made keeps its promise"
    assert not AuditEntry.objects.filter(act__in=("round_ends_on", "round_tightened")).exists()

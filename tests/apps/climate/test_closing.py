"""From ballots to a release: whole or not at all, the same when it is done again, and nothing left behind."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from mortel.apps.climate.access import leadership_from, own_teams, reads_leadership, result_for
from mortel.apps.climate.actions import closing
from mortel.apps.climate.actions.answering import Filled, Handed, hand_in
from mortel.apps.climate.actions.asking_again import ask_again
from mortel.apps.climate.actions.closing import (
    NotOver,
    ask_result,
    end_round,
    make_result,
    results_of,
    take_snapshot,
)
from mortel.apps.climate.models import (
    Ballot,
    HandedIn,
    Invitation,
    PaperSheet,
    ReleasedFigure,
    Round,
    Snapshot,
)
from mortel.apps.climate.queries import (
    all_office_lines,
    organisation_result,
    questions_of,
    rounds,
    team_result,
)
from mortel.apps.climate.queries import released as releases
from mortel.apps.people.models import Membership
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.results.subdimensions import parts_of
from tests.apps.climate.staff import Staff, answer_all, hire
from tests.apps.climate.stories import ended, everything, opened, with_result
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(cast: Cast) -> Staff:
    return hire()


@pytest.fixture
def round_(cast: Cast, staff: Staff) -> Round:
    made = opened(cast)
    answer_all(made)
    return made


def test_no_result_while_people_can_answer(cast: Cast, round_: Round) -> None:
    with pytest.raises(NotOver):
        ask_result(by=cast.hr, round_=round_)
    end_round(by=cast.hr, round_=round_)
    with pytest.raises(NotOver):
        ask_result(by=cast.hr, round_=rounds().get(pk=round_.pk))


def test_a_release_leaves_no_ballot_no_mark_and_no_secret(cast: Cast, round_: Round) -> None:
    release = with_result(cast, round_)
    for table in (Ballot, HandedIn, Invitation, PaperSheet, Snapshot):
        assert not table.objects.exists(), table.__name__
    round_.refresh_from_db()
    assert round_.secret is None
    assert round_.released_at is not None
    assert len(release.input_sha256) == 64
    assert releases().first() == release


def test_a_ballot_that_waited_for_the_snapshot_is_refused_and_leaves_nothing(
    cast: Cast, staff: Staff
) -> None:
    round_ = opened(cast)
    *others, late = Invitation.objects.filter(round=round_).select_related("round")
    for one in others:
        hand_in(one, Filled(one.leaf, "nl", everything(round_)))
    over = ended(cast, round_)
    ask_result(by=cast.hr, round_=over)
    take_snapshot(over)
    # She was let in while people could answer, and then had to wait.
    assert late.round.ended_at is None
    assert hand_in(late, Filled(late.leaf, "nl", everything(round_))) is Handed.CLOSED
    assert not Ballot.objects.exists()
    assert not HandedIn.objects.exists()


def test_every_team_reads_what_it_may(cast: Cast, staff: Staff, round_: Round) -> None:
    release = with_result(cast, round_)
    large = team_result(release, staff.team("Wad"))
    assert large is not None
    assert large.group is not None
    assert large.group.n == 18
    for name in ("Sluis", "Strand"):
        small = team_result(release, staff.team(name))
        assert small is not None
        assert small.group is None
        assert small.gap is not None
    whole = organisation_result(release)
    assert whole.invited == len(staff.leads) + 68 + len(cast.people())
    # The two leads of the cast are too few to be a block of leads, and count nowhere.
    assert whole.answered == whole.invited - 2


def test_a_crash_while_closing_ends_in_the_identical_release(
    cast: Cast, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = ended(cast, round_)
    ask_result(by=cast.hr, round_=over)
    take_snapshot(over)
    taken = bytes(Snapshot.objects.get().content)
    fresh = Round.objects.select_related("instrument").get(pk=over.pk)
    assert fresh.secret is not None
    shot = closing.msgspec.json.decode(taken, type=closing.Shot)
    day = timezone.localdate(fresh.closing_at)
    before = results_of(fresh, shot, bytes(fresh.secret), day)

    monkeypatch.setattr(closing, "make", _crash)
    with pytest.raises(RuntimeError):
        make_result(over)
    monkeypatch.undo()
    assert bytes(Snapshot.objects.get().content) == taken

    with time_machine.travel(timezone.now() + timedelta(days=3), tick=False):
        release = make_result(over)
    assert (release.record, release.organisation) == (
        before[1],
        closing.msgspec.json.encode(before[0].organisation).decode(),
    )
    assert make_result(over) == release
    assert ReleasedFigure.objects.filter(release=release).count() == len(before[0].teams) + len(
        before[0].office
    )


def _crash(*args: object, **kwargs: object) -> None:
    raise RuntimeError("the power went")


def test_the_order_in_which_people_answered_is_gone_from_the_snapshot(cast: Cast, round_: Round) -> None:
    in_order = [pk.hex for pk in Ballot.objects.order_by("pk").values_list("pk", flat=True)]
    over = ended(cast, round_)
    ask_result(by=cast.hr, round_=over)
    take_snapshot(over)
    shot = closing.msgspec.json.decode(bytes(Snapshot.objects.get().content), type=closing.Shot)
    assert sorted(shot.ids) == sorted(in_order)
    assert list(shot.ids) != in_order
    assert list(shot.leaves) != sorted(shot.leaves)


def test_a_second_round_is_compared_with_the_first(cast: Cast, staff: Staff, round_: Round) -> None:
    with_result(cast, round_)
    again = opened(cast, name="Voorjaar")
    answer_all(again, seed=2)
    release = with_result(cast, again)
    team = team_result(release, staff.team("Wad"))
    assert team is not None
    assert team.group is not None
    changes = [one.change for one in team.group.dimensions]
    assert all(change is not None and change.since == "Najaar" for change in changes)


@pytest.mark.parametrize("empty", [True, False])
def test_a_round_that_hardly_anybody_answered_tells_that_and_nothing_more(
    cast: Cast, staff: Staff, empty: bool
) -> None:
    made = opened(cast)
    if not empty:
        answer_all(made, share=0.04)
    release = with_result(cast, made)
    assert organisation_result(release).teams_with_figures == 0


def test_six_questions_are_told_of_the_whole_organisation_alone(cast: Cast, staff: Staff) -> None:
    made = opened(cast, form="pulse")
    answered = answer_all(made)
    release = with_result(cast, made)
    team = team_result(release, staff.team("Wad"))
    assert team is not None
    assert (team.group, team.gap) == (None, Gap(Reason.WHOLE_ONLY, 7))
    assert [line.kind for line in all_office_lines(release)] == ["organisation"]
    whole = organisation_result(release)
    assert (whole.answered, whole.blocks, whole.teams_with_figures) == (answered, 1, 0)
    assert whole.whole.dimension("dim.space") is not None


def test_a_long_form_tells_subdimensions_where_its_questions_are_shown(cast: Cast, staff: Staff) -> None:
    made = opened(cast, form="long")
    answer_all(made)
    release = with_result(cast, made)
    asked = questions_of(release.round)
    large, small = (team_result(release, staff.team(name)) for name in ("Wad", "Haven"))
    assert large is not None
    assert large.group is not None
    names = [part.id for part in parts_of(large.group, asked, "dim.sharing")]
    assert len(names) >= 3
    assert all(part.low < part.mean < part.high for part in parts_of(large.group, asked, "dim.sharing"))
    assert small is not None
    assert small.group is not None
    assert parts_of(small.group, asked, "dim.sharing") == ()
    short = replace(asked, reports="dimensions")
    assert parts_of(large.group, short, "dim.sharing") == ()


def test_leadership_waits_a_working_day_after_the_result_was_really_told(
    cast: Cast, staff: Staff, round_: Round
) -> None:
    """Asked for on a Friday and refused, told on the Tuesday after: the lead has the Tuesday."""
    with time_machine.travel("2026-11-27T15:00:00+01:00", tick=False):
        over = ended(cast, round_)
        ask_result(by=cast.hr, round_=over)
    with time_machine.travel("2026-12-01T10:00:00+01:00", tick=False):
        make_result(over)
        release = releases().first()
        assert release is not None
        assert leadership_from(release) == date(2026, 12, 2)
        (member,) = own_teams(staff.members["Wad"][0])
        (lead,) = own_teams(staff.leads["Wad"])
        assert not reads_leadership(member, release)
        assert reads_leadership(lead, release)


def test_who_became_lead_after_the_opening_reads_with_the_team(
    cast: Cast, staff: Staff, round_: Round
) -> None:
    Membership.objects.filter(person=staff.members["Wad"][0]).update(is_lead=True)
    Membership.objects.filter(person=staff.leads["Wad"]).update(is_lead=False)
    release = with_result(cast, round_)
    (new,), (old,) = own_teams(staff.members["Wad"][0]), own_teams(staff.leads["Wad"])
    assert new.leads
    assert not reads_leadership(new, release)
    assert reads_leadership(old, release)
    told = result_for(new, release)
    assert told is not None
    assert told.group is not None
    assert told.group.dimension("dim.leadership") is None


def test_who_is_asked_stays_known_until_the_result_is_there(
    cast: Cast, round_: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that a backup made while a result was refused can ask the same people again."""
    over = ended(cast, round_)
    ask_result(by=cast.hr, round_=over)
    take_snapshot(over)
    assert Invitation.objects.exists()
    assert not HandedIn.objects.exists()
    assert not Ballot.objects.exists()
    assert ask_again() == [over.name]
    assert Round.objects.get().closing_at is None

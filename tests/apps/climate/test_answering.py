"""A ballot is kept once, whole, and without a trace of whose it is."""

import pytest

from mortel.apps.climate.actions.answering import Filled, Handed, WrongBallot, hand_in
from mortel.apps.climate.models import Ballot, Invitation
from mortel.apps.climate.queries import invitation_with
from tests.apps.climate.stories import answered, code_for, everything, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_a_ballot_is_kept_once(cast: Cast) -> None:
    round_ = opened(cast)
    assert answered(round_, cast.marit) == Handed.KEPT
    assert answered(round_, cast.marit) == Handed.ALREADY
    assert Ballot.objects.count() == 1


def test_everybody_gets_one_invitation_in_her_own_leaf_and_leads_in_that_of_leads(cast: Cast) -> None:
    round_ = opened(cast)
    assert Invitation.objects.filter(round=round_).count() == len(cast.people())
    joke = Invitation.objects.get(person=cast.joke)
    assert joke.leaf == f"{cast.team.unit_id}/leads"
    assert Invitation.objects.get(person=cast.marit).leaf == str(cast.team.pk)


def test_a_ballot_for_another_team_is_refused(cast: Cast) -> None:
    round_ = opened(cast)
    invitation = invitation_with(code_for(round_, cast.marit))
    assert invitation is not None
    with pytest.raises(WrongBallot):
        hand_in(invitation, Filled(str(cast.other_team.pk), "nl", everything(round_)))
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("wrong", [{"XXX9": 1}, {"ENC2": 7}, {"ENC2": -1}])
def test_an_answer_that_is_not_offered_is_refused(cast: Cast, wrong: dict[str, int]) -> None:
    round_ = opened(cast)
    with pytest.raises(WrongBallot):
        answered(round_, cast.marit, wrong)
    assert not Ballot.objects.exists()

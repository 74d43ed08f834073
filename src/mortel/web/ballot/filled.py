"""What was sent of a ballot, in the shape that `hand_in` takes."""

from mortel.apps.climate.actions.answering import Filled, WrongBallot
from mortel.apps.climate.queries import AnInvitation
from mortel.pure.catalogue.words import Shown
from mortel.pure.rounds.questionnaire import NOT_APPLICABLE, RATHER_NOT
from mortel.web.ballot.page import ASKED_DIVISIONS, PREFIX, Given

ANSWERS = {str(number): number for number in range(RATHER_NOT, NOT_APPLICABLE + 1)}


def filled_in(invitation: AnInvitation, language: Shown, given: Given) -> Filled:
    """Questions that were left open are no part of it. WrongBallot for an answer that is no number of the form.

    `language` is that of the page, for a form that names none; what it names goes along as it is, to be checked.
    """
    answers = {
        name.removeprefix(PREFIX): _number(value) for name, value in given.items() if name.startswith(PREFIX)
    }
    read_in = given.get("language", language)
    return Filled(given.get("team", invitation.leaf), read_in, answers, _division(invitation, given))


def _number(value: str) -> int:
    if value not in ANSWERS:
        raise WrongBallot("an answer that does not exist")
    return ANSWERS[value]


def _division(invitation: AnInvitation, given: Given) -> int:
    """The group she names herself; -1 for none, and where none is asked."""
    round_, value = invitation.round, given.get("part", "")
    if round_.attribute not in ASKED_DIVISIONS or not value:
        return -1
    known = [str(at) for at in range(len(round_.attribute_parts))]
    if value not in known:
        raise WrongBallot("a group that this round does not name")
    return known.index(value)

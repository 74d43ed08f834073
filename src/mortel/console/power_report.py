"""What `mortel power` prints."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from mortel.pure.disclosure import limits
from mortel.pure.scoring.power import MUCH, SOME, Detection, Outcome, TeamPower, detection

SIZES: Final = (7, 8, 10, 12, 14, 15, 20, 30)


def detections() -> tuple[Detection, ...]:
    """What blocks of some sizes can find, whatever the teams."""
    return tuple(detection(n) for n in SIZES)


def as_json(teams: Sequence[TeamPower], response: float) -> dict[str, Any]:
    """The keys stand in docs/algorithms/scoring.md."""
    return {
        "response": response,
        "least_answers": limits.BLOCK,
        "teams": [
            {**asdict(team), "of_round": str(team.of_round), "of_change": str(team.of_change)}
            for team in teams
        ],
        "detection": [asdict(one) for one in detections()],
    }


def as_lines(teams: Sequence[TeamPower], response: float) -> Iterator[str]:
    """Two tables and how to read them; chances in whole percent."""
    yield f"{_teams(len(teams))}, {_percent(response).strip()} response expected. A team needs {limits.BLOCK} answers."
    yield ""
    yield "                  enough answers      says better of a change    check-in says helped"
    yield "people           once   both waves        of 0.4    of 0.8            of 0.8            expect"
    for team, times in Counter(teams).items():
        yield (
            f"{_people(team, times):14} {_percent(team.once)} {_percent(team.twice):>12} {_percent(team.some):>13}"
            f" {_percent(team.much):>9} {_percent(team.check_in):>17}            {_expect(team)}"
        )
    yield ""
    yield from _expected(teams)
    yield ""
    yield "answers in   better, of a change      helped, of an effect     helped, by a check-in"
    yield f"both waves     of {SOME}    of {MUCH}         of {SOME}    of {MUCH}         of {SOME}    of {MUCH}"
    for one in detections():
        yield (
            f"{one.n:10} {_percent(one.change_some):>10} {_percent(one.change_much):>9}"
            f" {_percent(one.effect_some):>13} {_percent(one.effect_much):>9}"
            f" {_percent(one.check_in_some):>13} {_percent(one.check_in_much):>9}"
        )
    yield ""
    yield f"{SOME} and {MUCH} are points on a scale of 1 to 5: the chance that the word is said when so much is true."
    yield "A check-in asks three questions; an effect is told beside eight blocks that did not act."


def _teams(number: int) -> str:
    return f"{number} team{'s' if number != 1 else ''}"


def _people(team: TeamPower, times: int) -> str:
    """Teams of one size are all alike, so they stand in one line."""
    return f"{team.invited:6}" + (f" (x {times})" if times > 1 else "")


def _expected(teams: Sequence[TeamPower]) -> Iterator[str]:
    figures = sum(team.of_round is Outcome.FIGURES for team in teams)
    yield f"{figures} of {_teams(len(teams))} will probably get figures of their own in a round."
    if figures < len(teams):
        yield "The others are counted together with other teams, and hold the conversation about their own situation."


def _percent(share: float) -> str:
    return f"{100 * share:4.0f} %"


def _expect(team: TeamPower) -> str:
    if team.of_round is Outcome.CONVERSATION:
        return "the conversation"
    if team.of_change is Outcome.CONVERSATION:
        return "figures; of change the conversation"
    return "figures, also of change"

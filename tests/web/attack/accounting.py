"""Accounting for every number that was sent: it is a figure which this reader may have, or it is no figure at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Final

from mortel.pure.results.shapes import Group, TeamResult
from tests.web.attack.facts import DECIMAL, LEADERSHIP, PER_CENT, Stored, as_number
from tests.web.attack.harvest import Page

# Who reads by team; the works council reads the organisation alone.
BY_TEAM: Final = frozenset({"hr", "researcher"})
_SHARES: Final = frozenset({"response", "missed"})
# Numbers in the wording itself: the interval of 80 %, the limits of alpha and of ICC(1).
_WORDING: Final = frozenset({"0,70", "0,05"})
_ALWAYS: Final = frozenset({"80"})
# Licences and versions.
_NAMES: Final = re.compile(r"[A-Z]+-\d\.\d|\b20\d\d\.\d\b")
# Made of how many people work in each team, before anybody answered (tests/web/test_side_channels.py holds it to that).
_BEFOREHAND: Final = "rounds:outlook"


@dataclass(frozen=True)
class Account:
    """Figures and percentages that one page may hold."""

    figures: frozenset[float]
    shares: frozenset[int]

    def holds(self, token: str) -> bool:
        """Whether a number with so many decimals may be one of these, rounded."""
        decimals = len(token.replace(",", ".").rpartition(".")[2])
        least = 0.5 * 10**-decimals + (0.003 if decimals > 2 else 0)
        return any(abs(abs(as_number(token)) - abs(figure)) <= least + 1e-9 for figure in self.figures)

    def holds_share(self, token: str) -> bool:
        return token in _ALWAYS or ("," not in token and int(token) in self.shares)


def account(page: Page, rounds: Sequence[Stored], leads: Mapping[str, frozenset[str]]) -> Account:
    """What this page may say. `leads` are the teams that each reader leads."""
    told = list(_told(page, rounds[: page.moment.round + 1], leads))
    numbers = [pair for each in told for pair in _numbers(each)]
    return Account(
        frozenset(value for name, value in numbers if name != "response" or not page.is_html),
        frozenset(round(100 * value) for name, value in numbers if name in _SHARES)
        | frozenset(round(value) for name, value in numbers if name in ("per_cent", "classes")),
    )


def _told(page: Page, rounds: Sequence[Stored], leads: Mapping[str, frozenset[str]]) -> Iterator[object]:
    """The stored results that this page is about and this reader may have."""
    pk, place = page.arg("pk"), page.arg("place")
    for at, one in enumerate(rounds):
        if page.row.startswith("climate:") and pk in one.teams:
            early = at == page.moment.round and not page.moment.later and pk not in leads.get(page.who, ())
            yield without_leadership(one.teams[pk]) if early else one.teams[pk]
            # The organisation beside the team, but not its leads.
            yield from (each for each in one.whole.whole.dimensions if each.id != LEADERSHIP)
    at = next((at for at, one in enumerate(rounds) if one.release == pk), None)
    if at is None:
        return
    yield rounds[at].whole
    yield from (one.whole.whole for one in rounds[:at])
    if page.who not in BY_TEAM:
        return
    here = place or rounds[at].whole.whole.id
    if page.row in ("climate:teams", "climate:place"):
        yield from (line for line in rounds[at].lines.values() if here in (line.id, line.parent))
        yield from (one.lines[here] for one in rounds[:at] if here in one.lines)
    elif not page.is_html:
        yield from rounds[at].lines.values()


def without_leadership(result: TeamResult) -> TeamResult:
    """Worked out anew here: nothing about the lead."""
    group = result.group
    return replace(result, group=_less(group)) if group else result


def _less(group: Group) -> Group:
    return replace(
        group,
        dimensions=tuple(one for one in group.dimensions if one.id != LEADERSHIP),
        questions=tuple(one for one in group.questions if one.code not in group.leadership_questions),
    )


def _numbers(thing: object, name: str = "") -> Iterator[tuple[str, float]]:
    """Every number with the name of its field; the number of a statistic with that of the statistic."""
    if is_dataclass(thing):
        for each in fields(thing):
            yield from _numbers(getattr(thing, each.name), name if each.name == "number" else each.name)
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _numbers(value, name)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from _numbers(value, name)
    elif isinstance(thing, float) or (isinstance(thing, int) and name in ("per_cent", "classes")):
        yield name, float(thing)


def unaccounted(
    pages: Sequence[Page],
    rounds: Sequence[Stored],
    leads: Mapping[str, frozenset[str]],
    wording: frozenset[tuple[str, str]],
) -> list[str]:
    """Numbers that nothing explains: "who address: text". `wording` are (address row, text) from before any round."""
    found = []
    for page in pages:
        if page.row == _BEFOREHAND:
            continue
        known = account(page, rounds, leads)
        for said in page.said:
            if (page.row, said.text) in wording or said.labels[-1:] == ("exported_at",):
                continue
            text = _NAMES.sub("", said.text)
            odd = [one for one in DECIMAL.findall(text) if not known.holds(one) and one not in _WORDING]
            odd += [f"{one}%" for one in PER_CENT.findall(text) if not known.holds_share(one)]
            if odd:
                found.append(f"{page.who} {page.address}: {', '.join(odd)} in {said.text[:90]!r}")
    return found

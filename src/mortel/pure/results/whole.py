"""What is told of the whole organisation, once: figures, the questionnaire itself, curves, a division, open data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from mortel.pure.disclosure import organisation
from mortel.pure.disclosure.figures import Page
from mortel.pure.disclosure.organisation import Careless, Statistic
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.disclosure.shapes import Ballots, Block
from mortel.pure.disclosure.spread import protect_classes, shares
from mortel.pure.results.curves import load_curve, time_curve
from mortel.pure.results.groups import Sheet, Table, for_office
from mortel.pure.results.lines import gap_of
from mortel.pure.results.open_table import open_table
from mortel.pure.results.parts import Categories, division
from mortel.pure.results.pieces import LEADS
from mortel.pure.results.shapes import (
    Correlation,
    Dimension,
    Group,
    OpenTable,
    OrganisationResult,
    Question,
    TeamLevelWord,
    TeamResult,
)
from mortel.pure.results.spoken import Spoken
from mortel.pure.results.subjects import Subjects
from mortel.pure.rounds.questionnaire import OWN_QUESTION, Questionnaire
from mortel.pure.scoring.frozen import person_variance
from mortel.pure.scoring.response import organisation_response
from mortel.pure.scoring.team_level import team_level
from mortel.pure.stats.arguments import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Closed:
    """A round with its ballots, for what is made of them once."""

    now: Spoken
    ballots: Ballots
    asked: Questionnaire
    about: Subjects
    secret: bytes

    @property
    def block(self) -> Block:
        """All ballots that count, as one block."""
        blocks = self.now.protected.blocks
        leaves = tuple(leaf for block in blocks for leaf in block.leaves)
        return Block(self.now.top, leaves, sum(block.n for block in blocks))


def person_variances(closed: Closed) -> Floats:
    """(dimensions,) as measured where the organisation is large enough, else as expected, as after a check-in."""
    form, now = closed.ballots.form, closed.now
    measured = {}
    if not now.record.check_in:
        measured = organisation.person_variances(closed.ballots, now.protected.blocks, now.record.promise)
    return np.array(
        [
            (measured[name].number if name in measured else None) or person_variance(len(form.columns(name)))
            for name in form.scored
        ]
    )


def organisation_result(
    closed: Closed,
    sheet: Sheet | None,
    table: Table,
    teams: Sequence[TeamResult],
    sigma2: Floats,
    categories: Categories | None,
) -> OrganisationResult:
    """`sheet` is that of the top (None without any block), `table` that of the blocks."""
    now, about = closed.now, closed.about
    whole = _whole(closed, sheet)
    # Without a block nothing is told, not even how many: in a house of three "3 of 3" names everybody.
    answered = closed.block.n
    response = organisation_response(answered, now.places[now.top].invited)
    first = closed.asked.languages[0]
    opened = _open_table(closed, whole.gap, pooled=sheet is not None and sheet.pooled)
    found = _Questionnaire(closed)
    return OrganisationResult(
        round_name=now.record.name,
        day=now.record.day,
        answered=response.answered,
        invited=response.invited,
        whole=replace(whole, response=response.share),
        blocks=len(now.protected.blocks),
        teams_with_figures=sum(team.group is not None for team in teams),
        teams=len(teams),
        team_level=found.team_level(table, sigma2),
        scales=found.scales(),
        correlations=found.correlations(),
        careless=found.careless(),
        time=time_curve(now, closed.ballots, about, first, closed.secret, whole.gap),
        load=load_curve(now, closed.ballots, about, closed.secret, whole.gap),
        division=division(now, closed.ballots, categories, about, closed.secret, sigma2)
        if categories
        else None,
        open_table=None if isinstance(opened, Gap) else opened,
        open_table_gap=opened if isinstance(opened, Gap) else None,
    )


def _whole(closed: Closed, sheet: Sheet | None) -> Group:
    if sheet is None:
        return _nothing(closed)
    group = for_office(sheet, closed.about, closed.now.record.k)
    if group.gap is not None:
        return group
    return replace(group, questions=_with_classes(closed, sheet.page, group.questions))


def _with_classes(closed: Closed, page: Page, questions: Sequence[Question]) -> tuple[Question, ...]:
    """Amounts and frequencies in three classes; where the mean may not be told, its classes may not either."""
    gaps = {item.code: item.gap for item in page.items}
    classes = _classes(closed, [code for code, gap in gaps.items() if gap is None])
    found = []
    for one in questions:
        told = gaps[one.code] or classes.get(one.code)
        if isinstance(told, tuple):
            found.append(replace(one, gap=None, classes=told))
        elif told is not None and one.code in closed.about.never_mean:
            found.append(replace(one, gap=told))
        else:
            found.append(one)
    return tuple(found)


def _classes(closed: Closed, codes: Sequence[str]) -> dict[str, tuple[int, ...] | Gap]:
    """Of those of these questions that are told in classes; the reason where too few answered."""
    form, wanted = closed.ballots.form, closed.about.in_classes.intersection(codes)
    if not wanted:
        return {}
    (counts,) = protect_classes(
        closed.ballots, [closed.block], closed.secret, closed.now.record.promise
    ).tolist()
    return {code: shares(row) for code, row in zip(form.items, counts, strict=True) if code in wanted}


def _nothing(closed: Closed) -> Group:
    """An organisation without a single block."""
    now = closed.now
    gap = gap_of(now, now.places[now.top])
    return Group(
        id=now.top,
        kind="organisation",
        name=now.places[now.top].name,
        n=0,
        response=0.0,
        leads=0,
        dimensions=tuple(Dimension(name, None, None, None, gap=gap) for name in now.protected.form.scored),
        questions=tuple(Question(code, None, gap) for code in now.protected.form.items),
        gap=gap,
    )


def _open_table(closed: Closed, gap: Gap | None, *, pooled: bool) -> OpenTable | Gap:
    """Only where levels of the whole may be told; without what is said about fewer than three leads."""
    if gap is not None:
        return gap
    questions = closed.asked.questions
    return open_table(
        closed.ballots,
        closed.block,
        closed.secret,
        closed.now.record.promise,
        left_out={OWN_QUESTION, *(() if pooled else closed.about.near_lead)},
        turned={question.code for question in questions if question.opposite},
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Questionnaire:
    """What is told about the questions themselves; nothing after a check-in, nor about one lead or two."""

    closed: Closed

    @property
    def _left_out(self) -> frozenset[str]:
        now = self.closed.now
        leads = now.leads_in(tuple(range(len(now.protected.blocks))))
        return self.closed.about.leadership if len(leads) < LEADS else frozenset()

    def scales(self) -> tuple[organisation.Scale, ...]:
        now = self.closed.now
        if now.record.check_in:
            return ()
        found = organisation.scales(self.closed.ballots, now.protected.blocks, now.record.promise)
        return tuple(scale for scale in found if scale.dimension not in self._left_out)

    def correlations(self) -> tuple[Correlation, ...]:
        now = self.closed.now
        if now.record.check_in:
            return ()
        found = organisation.correlations(self.closed.ballots, now.protected.blocks, now.record.promise)
        return tuple(
            Correlation(one, other, value)
            for (one, other), value in found.items()
            if not self._left_out & {one, other}
        )

    def careless(self) -> Careless:
        now = self.closed.now
        if now.record.check_in:
            nothing = Statistic(gap=Gap(Reason.CHECK_IN, now.record.k))
            return Careless(nothing, nothing)
        return organisation.carelessness(self.closed.ballots, now.protected.blocks, now.record.promise)

    def team_level(self, table: Table, sigma2: Floats) -> tuple[TeamLevelWord, ...]:
        if self.closed.now.record.check_in:
            return ()
        return tuple(
            TeamLevelWord(
                level.dimension,
                level.is_warranted,
                level.icc1,
                level.icc2,
                None if np.isnan(missed) else round(missed, 2),
                level.gap,
            )
            for level, missed in zip(
                team_level(table.scores, sigma2), table.believed.missed.tolist(), strict=True
            )
            if level.dimension not in self._left_out
        )

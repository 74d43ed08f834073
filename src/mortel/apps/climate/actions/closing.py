"""Closing a round: ballots become a snapshot in random order, the snapshot a release, and then both are gone.

Each step is one transaction and can be done again: a crash anywhere in between ends in the identical release, because
noise and ids come from the snapshot and the secret of the round.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
from django.db import transaction
from django.utils import timezone

from mortel.apps.climate.choices import Attribute, Audience
from mortel.apps.climate.models import (
    Ballot,
    HandedIn,
    Invitation,
    PaperBatch,
    PaperSheet,
    Release,
    ReleasedFigure,
    Round,
    Snapshot,
)
from mortel.apps.climate.queries import phase_of, places_of, questions_of, record_in
from mortel.apps.ledger.actions import record
from mortel.apps.moments.aggregates import activities_until, outcomes_until
from mortel.apps.people.models import Person
from mortel.pure.disclosure.closing import close
from mortel.pure.disclosure.limits import Promise
from mortel.pure.disclosure.shapes import Ballots
from mortel.pure.disclosure.tallies import Tally
from mortel.pure.results.making import make
from mortel.pure.results.parts import Categories
from mortel.pure.results.record import record_of, told_of
from mortel.pure.results.shapes import OfficeLine, Results, TeamResult
from mortel.pure.results.without import of_the_whole_only
from mortel.pure.rounds.phases import Phase
from mortel.pure.rounds.places import EVERYBODY, Place, as_a_whole, units
from mortel.pure.rounds.questionnaire import Questionnaire

ROWS_AT_ONCE: Final = 500


class NotOver(Exception):
    """People can still answer, or sheets still wait to be typed; `phase` says which."""

    def __init__(self, now_in: Phase, sheets: int) -> None:
        super().__init__(now_in)
        self.phase, self.sheets = now_in, sheets


@dataclass(frozen=True, slots=True)
class Shot:
    """The ballots of a round, shuffled: ids, leaves, languages, parts and the answers as they were given."""

    ids: tuple[str, ...]
    leaves: tuple[str, ...]
    languages: tuple[str, ...]
    parts: tuple[int, ...]
    answers: tuple[tuple[int, ...], ...]
    # What people wrote down in the weeks before, counted when the snapshot was taken; protected already.
    activities: Tally
    outcomes: Tally


@transaction.atomic
def end_round(*, by: Person | None, round_: Round) -> None:
    """Stop asking. Links that were not used yet work for thirty more minutes. Twice does nothing."""
    if Round.objects.filter(pk=round_.pk, opened_at__isnull=False, ended_at=None).update(
        ended_at=timezone.now()
    ):
        record("round_ended", actor=by.ledger_id if by else None, details={"round": str(round_.pk)})


@transaction.atomic
def ask_result(*, by: Person, round_: Round, without_sheets: bool = False) -> None:
    """Say that the result may be made, or once more after it was refused. Raises NotOver while people answer, or while
    sheets wait.

    `without_sheets`: the sheets that still wait are gone, also those that were to be typed once more.
    """
    now_in = phase_of(round_)
    waiting = 0 if without_sheets else PaperSheet.objects.filter(batch__round=round_, done=False).count()
    if now_in in (Phase.DRAFT, Phase.OPEN, Phase.LAST_MINUTES) or waiting:
        raise NotOver(now_in, waiting)
    asked = Round.objects.filter(pk=round_.pk, released_at=None)
    first = asked.filter(closing_at=None).update(closing_at=timezone.now())
    if first or asked.filter(refused__isnull=False).update(refused=None):
        record("round_closing", actor=by.ledger_id, details={"round": str(round_.pk)})


def make_result(round_: Round) -> Release:
    """Make the release of a round whose closing was asked for; the release that is there when it was made before.

    Raises NotReleased when the attacker finds something: then nothing is shown and the snapshot stays.
    """
    made = Release.objects.filter(round=round_).first()
    if made is None:
        take_snapshot(round_)
        made = _release(round_)
    return made


def take_snapshot(round_: Round) -> None:
    """Rewrite all ballots in random order and delete them, with the marks of who handed in. Twice does nothing."""
    with transaction.atomic():
        claimed = Round.objects.select_for_update().filter(pk=round_.pk, closing_at__isnull=False).first()
        if claimed is None or claimed.secret is None or Snapshot.objects.filter(round=round_).exists():
            return
        day, secret = timezone.localdate(claimed.closing_at), bytes(claimed.secret)
        # Whoever is handing in, or typing a sheet, at this moment is waited for.
        for table in (
            Invitation.objects.filter(round=round_),
            PaperSheet.objects.filter(batch__round=round_),
        ):
            list(table.select_for_update().values_list("pk", flat=True))
        HandedIn.objects.filter(invitation__round=round_).delete()
        PaperSheet.objects.filter(batch__round=round_).delete()
        rows = list(
            Ballot.objects.filter(round=round_).values_list("id", "leaf", "language", "part", "answers")
        )
        random.SystemRandom().shuffle(rows)
        columns = list(zip(*rows, strict=True)) if rows else [()] * 5
        shot = Shot(
            tuple(pk.hex for pk in columns[0]),
            tuple(columns[1]),
            tuple(columns[2]),
            tuple(columns[3]),
            tuple(tuple(row) for row in columns[4]),
            activities_until(day, secret),
            outcomes_until(day, secret),
        )
        content = msgspec.json.encode(shot)
        Snapshot.objects.create(round=round_, content=content, sha256=sha256(content).hexdigest())
        Ballot.objects.filter(round=round_).delete()
        Round.objects.filter(pk=round_.pk).update(to_sweep=True)


def _release(round_: Round) -> Release:
    fresh = Round.objects.select_related("instrument").get(pk=round_.pk)
    snapshot = Snapshot.objects.get(round=round_)
    if fresh.secret is None or fresh.closing_at is None:
        raise LookupError("This round was not asked to be closed.")
    day = timezone.localdate(fresh.closing_at)
    results, kept = results_of(
        fresh, msgspec.json.decode(bytes(snapshot.content), type=Shot), bytes(fresh.secret), day
    )
    with transaction.atomic():
        release = Release.objects.create(
            round=fresh,
            day=day,
            tells_teams=questions_of(fresh).reports != "organisation",
            input_sha256=snapshot.sha256,
            record=kept,
            organisation=msgspec.json.encode(results.organisation).decode(),
        )
        ReleasedFigure.objects.bulk_create(_figures(release, results), batch_size=ROWS_AT_ONCE)
        Round.objects.filter(pk=fresh.pk).update(
            released_at=timezone.now(), is_under_way=None, secret=None, response=None, to_sweep=True
        )
        # Only now: until the result is there a restored backup asks the same people again.
        Invitation.objects.filter(round=fresh).delete()
        PaperBatch.objects.filter(round=fresh).delete()
        snapshot.delete()
        details = {"round": str(fresh.pk), "input": release.input_sha256}
        record("round_released", details=details)
    return release


def results_of(round_: Round, shot: Shot, secret: bytes, day: date) -> tuple[Results, str]:
    """What a snapshot says, and the record of it for later rounds (JSON). The same snapshot always says the same."""
    asked, frozen = questions_of(round_), places_of(round_)
    is_whole = asked.reports == "organisation"
    places = as_a_whole(frozen) if is_whole else frozen
    ballots = _ballots(round_, asked, places, shot)
    promise = Promise(round_.k, words_only=round_.words_only)
    earlier = [record_in(one) for one in Release.objects.filter(day__lte=day).order_by("day", "id")]
    told = [each for one in earlier for each in told_of(one)]
    # Seeded by the secret: the attacker measures the same noise when a closing is done again.
    seed = int.from_bytes(sha256(b"gate" + secret).digest()[:8], "big")
    closing = close(ballots, promise, secret, told, day, np.random.default_rng(seed))
    kept = record_of(closing, promise, places, name=round_.name, day=day)
    results = make(
        closing,
        ballots,
        asked,
        places,
        promise,
        secret,
        record=kept,
        earlier=earlier,
        categories=_categories(round_, shot),
    )
    if is_whole:
        results = of_the_whole_only(results, frozen, promise)
    whole = replace(results.organisation, activities=shot.activities, outcomes=shot.outcomes)
    return replace(results, organisation=whole), msgspec.json.encode(kept).decode()


def _ballots(round_: Round, asked: Questionnaire, places: Sequence[Place], shot: Shot) -> Ballots:
    tree = units(places)
    at = {unit.id: number for number, unit in enumerate(tree)}
    ids = np.array([[int(one[:16], 16), int(one[16:], 16)] for one in shot.ids], dtype=np.uint64).reshape(
        -1, 2
    )
    rows = [asked.row(dict(zip(asked.codes, given, strict=True))) for given in shot.answers]
    answers: npt.NDArray[np.int8] = np.array(rows, dtype=np.int8).reshape(-1, len(asked.codes))
    everybody = at.get(EVERYBODY)
    leaves = np.array([at[leaf] if everybody is None else everybody for leaf in shot.leaves], dtype=np.int64)
    return Ballots(str(round_.pk), asked.form(), tree, ids, leaves, answers)


def _categories(round_: Round, shot: Shot) -> Categories | None:
    if round_.attribute == Attribute.NONE:
        return None
    if round_.attribute == Attribute.LANGUAGE:
        names = tuple(round_.languages)
        which = [names.index(language) for language in shot.languages]
    else:
        names, which = tuple(round_.attribute_parts), list(shot.parts)
    return Categories(round_.attribute, names, np.array(which, dtype=np.int64))


def _figures(release: Release, results: Results) -> list[ReleasedFigure]:
    teams = [_figure(release, Audience.TEAM, at, one, "") for at, one in enumerate(results.teams)]
    office = [
        _figure(release, Audience.OFFICE, at, one, one.parent or "") for at, one in enumerate(results.office)
    ]
    return teams + office


def _figure(
    release: Release, audience: Audience, order: int, one: TeamResult | OfficeLine, parent: str
) -> ReleasedFigure:
    content = msgspec.json.encode(one).decode()
    return ReleasedFigure(
        release=release, audience=audience, place=one.id, parent=parent, order=order, content=content
    )

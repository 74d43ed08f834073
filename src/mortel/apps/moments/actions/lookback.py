"""Then and now, as two lists, and the moments that come from them."""

import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeAlias

from django.db import IntegrityError, transaction
from django.utils import timezone

from mortel.apps.keys.actions import key_of
from mortel.apps.moments.actions.moments import (
    TEXT_LIMIT,
    AlreadyErased,
    ChangedElsewhere,
    Empty,
    TooLong,
    capture_moment,
)
from mortel.apps.moments.actions.sealing import sealed
from mortel.apps.moments.models import Lookback
from mortel.apps.moments.queries import ThenAndNow, lookback_of, opened_lists
from mortel.apps.people.models import Person
from mortel.pure.blank import is_blank

# The version of lists that are not there yet.
NONE_YET = ""
# Of then and of now.
Lines: TypeAlias = tuple[list[str], list[str]]


def keep_then_and_now(
    *, by: Person, then: Iterable[str], now: Iterable[str], version: str = NONE_YET
) -> None:
    """Keep the two lists, in place of those of `version`.

    Raises Empty, TooLong, and ChangedElsewhere when other lists stand there by now. Lists that stand there already
    are no change, whatever the version.
    """
    lines = (_lines(then), _lines(now))
    if not any(lines):
        raise Empty
    if len("".join([*lines[0], *lines[1]])) > TEXT_LIMIT:
        raise TooLong
    # Before the lists are read: whatever key they opened with, a later one is seen below.
    key = key_of(by.pk)
    row = Lookback.objects.filter(owner=by).first()
    before = opened_lists(row, by) if row else None
    if _are(before, lines):
        return
    if version != (before.version if before else NONE_YET):
        raise ChangedElsewhere
    try:
        if before:
            _replace(by, before, _content(lines, before), revision=before.revision + 1)
        if before is None or key_of(by.pk) != key:
            # "Delete all" came in between: what is saved now is newer, and so it is a beginning.
            _begin(by, _content(lines), instead_of=row)
    except ChangedElsewhere:
        # Both of two taps at once, and this one lost the race.
        if not _are(lookback_of(by), lines):
            raise


def _lines(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if not is_blank(line)]


def _are(lists: ThenAndNow | None, lines: Lines) -> bool:
    return lists is not None and (list(lists.then), list(lists.now)) == lines


def _content(lines: Lines, before: ThenAndNow | None = None) -> Mapping[str, Any]:
    then, now = lines
    known = before.line_ids if before else {}
    return {
        "then": then,
        "now": now,
        "kept": list(before.kept) if before else [],
        "line_ids": {line: known.get(line) or str(uuid.uuid4()) for line in now},
    }


def _begin(owner: Person, content: Mapping[str, Any], *, instead_of: Lookback | None) -> None:
    """Put the lists in a row of their own, in place of one that does not open any more.

    The id of that one is on the list of what was erased: under it the new lists would go with the worker's next round.
    """
    pk, key = uuid.uuid4(), key_of(owner.pk)
    row = Lookback(pk=pk, owner=owner, sealed=_sealed(owner, pk, content), changed_at=timezone.now())
    try:
        with transaction.atomic():
            if instead_of:
                Lookback.objects.filter(pk=instead_of.pk).delete()
            row.save(force_insert=True)
    except IntegrityError:
        # Two first saves at once, and this one is the second.
        raise ChangedElsewhere from None
    if key_of(owner.pk) != key:
        # "Delete all" destroyed the key between sealing and saving, as in `capture_moment`.
        Lookback.objects.filter(pk=pk).update(sealed=_sealed(owner, pk, content))


def _replace(
    owner: Person,
    lists: ThenAndNow,
    content: Mapping[str, Any],
    *,
    revision: int,
    changed_at: datetime | None = None,
) -> None:
    changed = Lookback.objects.filter(pk=lists.id, revision=lists.revision).update(
        sealed=_sealed(owner, lists.id, content), changed_at=changed_at or timezone.now(), revision=revision
    )
    if not changed:
        raise ChangedElsewhere


def _sealed(owner: Person, pk: uuid.UUID, content: Mapping[str, Any]) -> bytes:
    return sealed(content, kind="lookback", row_id=pk, owner=owner)


def moment_from_line(*, by: Person, line: str) -> bool:
    """Make a moment of a line that was gained; once per line. False when the line is not (or no longer) hers."""
    lists = lookback_of(by)
    if lists is None or line not in lists.gained or line in lists.kept:
        return False
    try:
        # First the moment, under the id this line always has; a tap too many or a crash in between changes nothing.
        capture_moment(by=by, text=line, client_id=uuid.UUID(lists.line_ids[line]))
    except AlreadyErased:
        return False
    content = {
        "then": lists.then,
        "now": lists.now,
        "kept": [*lists.kept, line],
        "line_ids": dict(lists.line_ids),
    }
    with suppress(ChangedElsewhere):
        # Lists that were saved meanwhile win: the moment is there, and another tap would make no second one.
        # The day stays: these are the same lists, also for "delete all", which spares what is newer.
        _replace(by, lists, content, revision=lists.revision, changed_at=lists.changed_at)
    return True

"""Then and now, as two lists, and the moments that come from them."""

import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

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
from mortel.apps.moments.queries import lookback_of, opened_lists
from mortel.apps.people.models import Person

# The revision of lists that are not there yet.
NONE_YET = 0


def keep_then_and_now(
    *, by: Person, then: Iterable[str], now: Iterable[str], revision: int = NONE_YET
) -> None:
    """Keep the two lists, in place of those of `revision`.

    Raises Empty, TooLong, and ChangedElsewhere when other lists stand there by now.
    """
    then, now = _lines(then), _lines(now)
    if not then and not now:
        raise Empty
    if len("".join([*then, *now])) > TEXT_LIMIT:
        raise TooLong
    row = Lookback.objects.filter(owner=by).first()
    before = opened_lists(row, by) if row else None
    if revision != (before.revision if before else NONE_YET):
        raise ChangedElsewhere
    known = before.line_ids if before else {}
    content = {
        "then": then,
        "now": now,
        "kept": list(before.kept) if before else [],
        "line_ids": {line: known.get(line) or str(uuid.uuid4()) for line in now},
    }
    if row is None:
        _begin(by, content)
    else:
        _replace(by, row.pk, row.revision, content, to=row.revision + 1)


def _lines(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _begin(owner: Person, content: Mapping[str, Any]) -> None:
    pk = uuid.uuid4()
    row = Lookback(pk=pk, owner=owner, sealed=_sealed(owner, pk, content), changed_at=timezone.now())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Two first saves at once, and this one is the second.
        raise ChangedElsewhere from None


def _replace(owner: Person, pk: uuid.UUID, revision: int, content: Mapping[str, Any], *, to: int) -> None:
    changed = Lookback.objects.filter(pk=pk, revision=revision).update(
        sealed=_sealed(owner, pk, content), changed_at=timezone.now(), revision=to
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
        _replace(by, lists.id, lists.revision, content, to=lists.revision)
    return True

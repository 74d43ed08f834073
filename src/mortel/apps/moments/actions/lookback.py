"""Then and now, as two lists, and the moments that come from them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from mortel.apps.moments.actions.moments import TEXT_LIMIT, AlreadyErased, Empty, TooLong, capture_moment
from mortel.apps.moments.actions.sealing import sealed
from mortel.apps.moments.models import Lookback
from mortel.apps.moments.queries import ThenAndNow, lookback_of
from mortel.apps.people.models import Person


def keep_then_and_now(*, by: Person, then: Iterable[str], now: Iterable[str]) -> ThenAndNow:
    """Keep the two lists, in place of the earlier ones. Raises Empty and TooLong."""
    before, then, now = lookback_of(by), _lines(then), _lines(now)
    if not then and not now:
        raise Empty
    if len("".join([*then, *now])) > TEXT_LIMIT:
        raise TooLong
    known = before.line_ids if before else {}
    line_ids = {line: known.get(line) or str(uuid.uuid4()) for line in now}
    return _keep_lists(by, then=then, now=now, kept=list(before.kept) if before else [], line_ids=line_ids)


def _lines(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _keep_lists(owner: Person, **lists: Any) -> ThenAndNow:
    row = Lookback.objects.filter(owner=owner).first()
    row_id, at = row.pk if row else uuid.uuid4(), timezone.now()
    content = sealed(lists, kind="lookback", row_id=row_id, owner=owner)
    # On the owner: of two first saves at once the second replaces the first, and there is one row.
    Lookback.objects.update_or_create(
        owner=owner,
        defaults={"sealed": content, "changed_at": at},
        create_defaults={"id": row_id, "sealed": content, "changed_at": at},
    )
    then, now, kept = (tuple(lists[name]) for name in ("then", "now", "kept"))
    return ThenAndNow(row_id, then, now, kept, lists["line_ids"], at)


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
    kept = [*lists.kept, line]
    _keep_lists(by, then=lists.then, now=lists.now, kept=kept, line_ids=dict(lists.line_ids))
    return True

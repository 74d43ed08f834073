"""Then and now, as two lists, and the moments that come from them."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from mortel.apps.moments.actions.moments import TEXT_LIMIT, TooLong, capture_moment
from mortel.apps.moments.actions.sealing import sealed
from mortel.apps.moments.models import Lookback
from mortel.apps.moments.queries import ThenAndNow, lookback_of
from mortel.apps.people.models import Person


def keep_then_and_now(*, by: Person, then: Iterable[str], now: Iterable[str]) -> ThenAndNow:
    """Keep the two lists, in place of the earlier ones. Raises TooLong."""
    before = lookback_of(by)
    lists = {"then": _lines(then), "now": _lines(now), "kept": dict(before.kept) if before else {}}
    if len("".join([*lists["then"], *lists["now"]])) > TEXT_LIMIT:
        raise TooLong
    return _keep_lists(before.id if before else uuid.uuid4(), lists, by)


def _lines(lines: Iterable[str]) -> list[str]:
    return [line.strip() for line in lines if line.strip()]


def _keep_lists(row_id: uuid.UUID, lists: dict[str, Any], owner: Person) -> ThenAndNow:
    content, at = sealed(lists, kind="lookback", row_id=row_id, owner=owner), timezone.now()
    Lookback.objects.update_or_create(
        pk=row_id, defaults={"owner": owner, "sealed": content, "changed_at": at}
    )
    return ThenAndNow(row_id, tuple(lists["then"]), tuple(lists["now"]), lists["kept"], at)


def moment_from_line(*, by: Person, line: str) -> bool:
    """Make a moment of a line that was gained; once per line. False when the line is not (or no longer) hers."""
    lists = lookback_of(by)
    if lists is None or line not in lists.gained or line in lists.kept:
        return False
    # Kept in the sealed lists first, so that a double tap sends the same id twice and makes one moment.
    client_id = uuid.uuid4()
    kept = {**lists.kept, line: str(client_id)}
    _keep_lists(lists.id, {"then": lists.then, "now": lists.now, "kept": kept}, by)
    capture_moment(by=by, text=line, client_id=client_id)
    return True

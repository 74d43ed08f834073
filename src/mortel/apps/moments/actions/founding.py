"""Many moments of one person at once, with times in the past: for the demo."""

import json
import secrets
import uuid
from collections.abc import Iterable

from django.db import transaction

from mortel.apps.keys.actions import key_of
from mortel.apps.moments.models import Moment, MomentTag
from mortel.apps.moments.queries import context_of
from mortel.apps.people.models import Person
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.demo.plan import PlannedMoment
from mortel.pure.sealing import NONCE_BYTES, seal


@transaction.atomic
def capture_many(*, by: Person, moments: Iterable[PlannedMoment]) -> int:
    """Keep these moments and their marks, each received when it was taken; returns how many."""
    key, planned = key_of(by.pk), list(moments)
    rows = [_row(one, owner=by, key=key) for one in planned]
    Moment.objects.bulk_create(rows)
    MomentTag.objects.bulk_create(
        MomentTag(
            moment=row,
            item=mark.item,
            value=mark.value,
            proposed=mark.proposed,
            catalogue_version=shipped().version,
        )
        for row, one in zip(rows, planned, strict=True)
        for mark in one.marks
        if not mark.item.startswith("map.")
    )
    return len(rows)


def _row(one: PlannedMoment, *, owner: Person, key: bytes) -> Moment:
    """The sealed content has the shape that `queries` opens: text, history, answers."""
    pk, offset = uuid.uuid4(), one.taken_at.utcoffset()
    plain = json.dumps({"text": one.text, "history": [], "answers": {}}, ensure_ascii=False).encode()
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Moment(
        pk=pk,
        owner=owner,
        sealed=seal(plain, key=key, nonce=nonce, context=context_of("moment", pk, owner.pk)),
        taken_at=one.taken_at,
        taken_offset=int(offset.total_seconds() // 60) if offset else 0,
        received_at=one.taken_at,
        **_place(one),
    )


def _place(one: PlannedMoment) -> dict[str, str]:
    """The columns of a planned place on the map, if the plan holds one."""
    for mark in one.marks:
        if mark.item.startswith("map."):
            return {
                "place": mark.item,
                "place_definition": mark.definition,
                "place_version": shipped().version,
            }
    return {}

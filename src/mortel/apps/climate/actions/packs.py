"""Questionnaires of others: brought in with a licence that somebody confirmed, and put away again."""

import uuid

from django.db import transaction
from django.utils import timezone

from mortel.apps.climate.models import Pack
from mortel.apps.ledger.actions import record
from mortel.apps.people.models import Person
from mortel.pure.instruments.packs.as_instrument import pack_instrument
from mortel.pure.instruments.packs.reading import read_pack


class NotConfirmed(Exception):
    """Nobody said that these questions may be used; without that no pack comes in."""


@transaction.atomic
def add_pack(*, by: Person, pack_id: uuid.UUID, file_name: str, content: bytes, confirmed: bool) -> Pack:
    """Keep a questionnaire of others; a form that is sent twice gives one. Raises PackError, NotConfirmed.

    Who confirmed the licence stands in the ledger.
    """
    read = read_pack(file_name, content)
    pack_instrument(read)  # refuses codes of our own bank
    if not confirmed:
        raise NotConfirmed
    fields = {
        "title": _title(read.title.get("nl") or next(iter(read.title.values()))),
        "licence": read.licence[:300],
        "file_name": file_name[-200:],
        "content": content,
        "made_on": timezone.localdate(),
    }
    made, is_new = Pack.objects.get_or_create(pk=pack_id, defaults=fields)
    if is_new:
        details = {"pack": str(made.pk), "title": made.title, "licence": made.licence}
        record("pack_added", actor=by.ledger_id, details=details)
    return made


def _title(wanted: str) -> str:
    """With a number behind it when another pack is called that already."""
    wanted, number = wanted[:190], Pack.objects.filter(title__startswith=wanted[:190]).count()
    return f"{wanted} ({number + 1})" if number else wanted


@transaction.atomic
def put_pack_away(*, by: Person, pack: Pack) -> None:
    """It can be chosen no more; rounds that were set up with it keep it. Twice does nothing."""
    if Pack.objects.filter(pk=pack.pk, retired_on=None).update(retired_on=timezone.localdate()):
        record("pack_retired", actor=by.ledger_id, details={"pack": str(pack.pk), "title": pack.title})


@transaction.atomic
def put_pack_back(*, by: Person, pack: Pack) -> None:
    """It can be chosen again. Twice does nothing."""
    if Pack.objects.filter(pk=pack.pk, retired_on__isnull=False).update(retired_on=None):
        record("pack_returned", actor=by.ledger_id, details={"pack": str(pack.pk), "title": pack.title})

"""The ledger: every change to it shows."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from mortel.apps.ledger.actions import first_break, record, record_each
from mortel.apps.ledger.models import AuditEntry

pytestmark = pytest.mark.django_db


def three_acts() -> list[int]:
    return [
        record(act, actor=uuid.UUID(int=7), details={"kind": "ruën"}).pk for act in ("one", "two", "three")
    ]


def test_an_untouched_ledger_is_whole() -> None:
    assert first_break() is None
    three_acts()
    assert first_break() is None


def test_an_act_about_many_is_one_entry_each_in_their_order() -> None:
    three_acts()
    about = [uuid.UUID(int=number) for number in (3, 1, 2)]
    record_each("many", subjects=about, actor=uuid.UUID(int=7))
    record("after")
    assert first_break() is None
    assert list(AuditEntry.objects.filter(act="many").values_list("subject", flat=True)) == about
    assert record_each("none", subjects=[]) == []


@pytest.mark.parametrize(
    "change",
    [
        {"act": "nothing"},
        {"details": {}},
        {"actor": None},
        {"subject": uuid.UUID(int=8)},
        {"at": "2020-01-01T00:00:00Z"},
        {"hash": "f" * 64},
    ],
)
def test_a_changed_entry_is_found(change: dict[str, object]) -> None:
    _, second, _ = three_acts()
    AuditEntry.objects.filter(pk=second).update(**change)
    assert first_break() == second


def test_a_removed_entry_is_found() -> None:
    _, second, third = three_acts()
    AuditEntry.objects.filter(pk=second).delete()
    assert first_break() == third


def test_an_entry_put_in_between_is_found() -> None:
    three_acts()
    extra = AuditEntry.objects.create(
        at="2026-01-01T00:00:00Z", act="slipped in", previous_hash="a" * 64, hash="b" * 64
    )
    assert first_break() == extra.pk


@pytest.mark.django_db(transaction=True)
def test_acts_recorded_at_once_form_one_chain() -> None:
    def write(number: int) -> None:
        try:
            record("at_once", details={"number": number})
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(20)))
    assert AuditEntry.objects.count() == 20
    assert first_break() is None

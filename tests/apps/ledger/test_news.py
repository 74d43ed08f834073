"""News travels up: to everybody who listens, once, whatever happens to the others."""

import sys
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from mortel.apps.ledger.actions import announce, deliver
from mortel.apps.ledger.models import AuditEntry, News

pytestmark = pytest.mark.django_db


class Ears(ModuleType):
    """Two listeners, of which one can be made to fail."""

    def __init__(self) -> None:
        super().__init__("ears_of_a_test")
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.failing = False

    def near(self, details: dict[str, Any]) -> None:
        AuditEntry.objects.create(at="2026-01-01T00:00:00Z", act="half done", previous_hash="x", hash="x")
        if self.failing:
            raise OSError("not now")
        AuditEntry.objects.all().delete()
        self.heard.append(("near", details))

    def far(self, details: dict[str, Any]) -> None:
        self.heard.append(("far", details))


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    ears = Ears()
    monkeypatch.setitem(sys.modules, ears.__name__, ears)
    for app, name in (("people", "near"), ("moments", "far")):
        table = {"tide_turned": f"{ears.__name__}.{name}"}
        monkeypatch.setattr(apps.get_app_config(app), "listens", table, raising=False)
    return ears


def test_news_reaches_every_listener_once_and_is_gone(ears: Ears) -> None:
    announce("tide_turned", to="ebb")
    assert deliver() == 2
    assert deliver() == 0
    assert sorted(ears.heard) == [("far", {"to": "ebb"}), ("near", {"to": "ebb"})]
    assert not News.objects.exists()


def test_a_failing_listener_is_tried_again_and_holds_nobody_up(ears: Ears) -> None:
    ears.failing = True
    announce("tide_turned", to="ebb")
    announce("tide_turned", to="flood")
    assert deliver() == 2
    assert ears.heard == [("far", {"to": "ebb"}), ("far", {"to": "flood"})]
    assert not AuditEntry.objects.exists(), "what a failing listener did is undone"
    ears.failing = False
    assert deliver() == 2
    assert ears.heard[2:] == [("near", {"to": "ebb"}), ("near", {"to": "flood"})]
    assert not News.objects.exists()


def test_nothing_is_announced_that_nobody_listens_to() -> None:
    with pytest.raises(LookupError):
        announce("nobody_cares")

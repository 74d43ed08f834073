"""News travels up: to everybody who listens, once, whatever happens to the others."""

import sys
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from mortel.apps.ledger.actions import announce, deliver
from mortel.apps.ledger.models import News

pytestmark = pytest.mark.django_db


class Ears(ModuleType):
    """Two listeners, of which one can be made to fail."""

    def __init__(self) -> None:
        super().__init__("ears_of_a_test")
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.failing = self.in_transaction = False

    def near(self, details: dict[str, Any]) -> None:
        self.in_transaction = connection.in_atomic_block
        if self.failing:
            raise OSError("not now")
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
    ears.failing = False
    assert deliver() == 2
    assert ears.heard[2:] == [("near", {"to": "ebb"}), ("near", {"to": "flood"})]
    assert not News.objects.exists()


def test_nothing_is_announced_that_nobody_listens_to() -> None:
    with pytest.raises(LookupError):
        announce("nobody_cares")


@pytest.mark.django_db(transaction=True)
def test_a_listener_is_given_no_transaction_in_which_it_would_keep_others_waiting(ears: Ears) -> None:
    announce("tide_turned", to="ebb")
    deliver()
    assert ears.heard
    assert not ears.in_transaction

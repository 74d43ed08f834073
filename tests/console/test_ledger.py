"""`mortel ledger`"""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.actions.accounts import disable_person, enable_person
from tests.console.conftest import House


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    call_command("ledger", *arguments)
    return capsys.readouterr().out.splitlines()


def test_the_acts_are_printed_with_names_and_the_state_of_the_chain(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    disable_person(by=house.cast.admin, person=house.cast.femke)
    (line, last) = printed(capsys)
    assert "person_disabled  by Arie Beheer  about Femke de Boer" in line
    assert last == "The chain is unbroken."


def test_one_can_ask_from_a_day_on(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=9)):
        disable_person(by=house.cast.admin, person=house.cast.femke)
    enable_person(by=house.cast.admin, person=house.cast.femke)
    lines = printed(capsys, "--since", f"{timezone.localdate() - timedelta(days=1):%Y-%m-%d}")
    assert [line for line in lines if "person_disabled" in line] == []
    assert len(lines) == 2


def test_a_broken_chain_is_the_last_line_and_the_exit_code(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    disable_person(by=house.cast.admin, person=house.cast.femke)
    AuditEntry.objects.update(act="person_enabled")
    with pytest.raises(SystemExit) as stopped:
        call_command("ledger")
    assert stopped.value.code == 1
    assert "entry 1 does not fit" in capsys.readouterr().out.splitlines()[-1]

"""The log of the organisation: read by the works council and administrators, in plain sentences."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

import mortel
from mortel.apps.ledger.actions import record
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.actions.accounts import disable_person, set_grants
from mortel.apps.people.actions.leaving import erase_person
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.models import Person
from mortel.web.ledger.sentences import SENTENCES, sentence
from tests.apps.climate.stories import opened
from tests.cast import Cast

SignedIn = Callable[[Person], Client]


def page(client: Client, number: int = 1) -> str:
    address = reverse("ledger:entries")
    return client.get(address, {"page": number}, headers={"accept-language": "en"}).content.decode()


def test_the_council_reads_who_did_what_to_whom(cast: Cast, signed_in: SignedIn) -> None:
    set_grants(by=cast.admin, person=cast.femke, kinds=frozenset({GrantKind.HR}))
    shown = page(signed_in(cast.council))
    assert "Roles given: HR adviser. Roles taken away: none." in shown
    assert "Arie Beheer" in shown
    assert "Femke de Boer" in shown
    assert "The chain is unbroken" in shown


def test_a_changed_line_is_said_first(cast: Cast, signed_in: SignedIn) -> None:
    disable_person(by=cast.admin, person=cast.femke)
    AuditEntry.objects.update(act="person_enabled")
    shown = page(signed_in(cast.admin))
    assert f"broken at line {AuditEntry.objects.get().pk}" in shown
    assert "The chain is unbroken" not in shown


def test_who_was_deleted_has_no_name_any_more(cast: Cast, signed_in: SignedIn) -> None:
    disable_person(by=cast.admin, person=cast.femke)
    erase_person(person=cast.femke)
    shown = page(signed_in(cast.admin))
    assert "somebody who is deleted" in shown
    assert "Femke" not in shown


def test_there_are_fifty_lines_a_page_newest_first(cast: Cast, signed_in: SignedIn) -> None:
    for number in range(60):
        record("restored", details={"backup": f"file-{number:02}"})
    client = signed_in(cast.admin)
    assert re.findall(r"file-\d\d", page(client)) == [f"file-{number:02}" for number in range(59, 9, -1)]
    assert re.findall(r"file-\d\d", page(client, 2)) == [f"file-{number:02}" for number in range(9, -1, -1)]


def test_every_act_that_the_code_records_has_a_sentence() -> None:
    source = [path.read_text(encoding="utf8") for path in Path(mortel.__path__[0]).rglob("*.py")]
    recorded = {act for text in source for act in re.findall(r'\brecord(?:_each)?\(\s*"(\w+)"', text)}
    assert len(recorded) > 10
    assert recorded == set(SENTENCES)


@pytest.mark.parametrize("act", ["an_act_of_later", "restored"])
def test_an_act_that_is_not_understood_is_called_by_its_code(act: str) -> None:
    assert act in sentence(act, {})


def test_an_act_on_a_round_names_the_round(cast: Cast, signed_in: SignedIn) -> None:
    opened(cast, name="Najaar bij de zee")
    said = page(signed_in(cast.council))
    assert said.count("Najaar bij de zee") >= 3

"""Everything that hangs on a person goes with her, and she can take all of it along before."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connections, models
from django.test import Client, override_settings
from django.test.utils import isolate_apps
from django.utils import timezone

from mortel.apps.climate.models import RoundLead
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure
from mortel.apps.ledger.actions import record
from mortel.apps.moments.actions.lookback import keep_then_and_now
from mortel.apps.moments.actions.marks import mark
from mortel.apps.moments.actions.moments import capture_moment, delete_moment
from mortel.apps.moments.actions.quiet import keep_quiet
from mortel.apps.people.actions.absence import add_away
from mortel.apps.people.actions.accounts import set_grants, set_language, set_theme, tell
from mortel.apps.people.actions.leaving import erase_person, export_person
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.choices import GrantKind, NoticeKind, PassKind
from mortel.apps.people.models import Function, Membership, Person
from mortel.apps.people.tasks import send_new_address_link, send_reset_link
from tests.apps.climate.stories import answered, opened
from tests.cast import Cast

GOES_ALONG = {models.CASCADE, models.SET_NULL}
# Relations to Person that do neither, and why: none.
STAYS: dict[str, str] = {}

# Where each table with a way to a person stands in `export_person`.
EXPORTED = {
    "people.Membership": ("people", "memberships"),
    "people.Away": ("people", "away"),
    "people.Grant": ("people", "roles"),
    "people.Pass": ("people", "passes"),
    "people.AccountNotice": ("people", "account_log"),
    "moments.Moment": ("moments", "moments"),
    "moments.MomentTag": ("moments", "moments", 0, "marks"),
    "moments.Lookback": ("moments", "then_and_now"),
    "moments.Quiet": ("moments", "quiet"),
    "climate.Invitation": ("climate", "invitations"),
    "climate.HandedIn": ("climate", "invitations", 0, "handed_in"),
    "climate.RoundLead": ("climate", "led"),
}
NOT_EXPORTED = {
    "account.EmailAddress": "a table of allauth that we never write: addresses stand on Person",
    "account.EmailConfirmation": "a table of allauth that we never write: passes do this",
}
# The columns of Person herself.
PERSON_EXPORTED = {
    "name",
    "email",
    "personnel_number",
    "card_number",
    "language",
    "theme",
    "is_active",
}
PERSON_NOT_EXPORTED = {
    "id": "random, stands in no document of hers",
    "email_key": "the address again, in lower case",
    "password": "a hash; taking it along would only help a thief",
    "session_epoch": "a counter that ends sessions",
    "device_tag": "random, says nothing about her",
    "ledger_id": "random; what was done to her account stands in her account_log",
}
# Tables that hold nothing about a person, and why.
ABOUT_NOBODY = {
    "auth_group": "Django's, not used",
    "auth_group_permissions": "Django's, not used",
    "auth_permission": "names of tables",
    "django_content_type": "names of tables",
    "django_migrations": "names of migrations",
    "people_function": "kinds of work",
    "people_organisation": "the organisation",
    "people_team": "names of teams",
    "people_unit": "names of places",
    "climate_ballot": "answers that lead to nobody, until their round is closed",
    "climate_instrument": "frozen words of rounds",
    "climate_pack": "questionnaires of others",
    "climate_paperbatch": "how many sheets were printed for a team",
    "climate_papersheet": "sheets that lead to nobody, until their round is closed",
    "climate_release": "protected figures",
    "climate_releasedfigure": "protected figures",
    "climate_round": "set-up of rounds; who changed what stands in the ledger",
    "climate_snapshot": "answers that lead to nobody, while their round is being closed",
    "ledger_news": "facts about the organisation",
    "library_outsidelink": "links of the organisation; who added one stands in the ledger",
    "library_ownintervention": "cards of the organisation; who wrote one stands in the ledger",
    "throttle": "counters under hashed names that expire within minutes",
}
# What may still name her afterwards, and why.
REMAINS = {
    "keys_erasure": "her random id alone: without it a restored backup would bring her back",
}


def _label(table: type[models.Model]) -> str:
    return f"{table._meta.app_label}.{table.__name__}"


def _relations_to(target: type[models.Model]) -> Iterator[tuple[type[models.Model], Any]]:
    for table in apps.get_models(include_auto_created=True):
        for field in table._meta.get_fields(include_hidden=True):
            if field.is_relation and field.concrete and field.related_model is target:
                yield table, field


def tables_with_a_way_to(target: type[models.Model], seen: frozenset[str] = frozenset()) -> set[str]:
    """Tables that point at `target`, and those that point at them."""
    found = {(_label(table), table) for table, _field in _relations_to(target) if _label(table) not in seen}
    names = {label for label, _table in found}
    return names.union(*(tables_with_a_way_to(table, seen | names) for _name, table in found))


def left_behind(table: type[models.Model], field: Any) -> str | None:
    """The relation's name when deleting a person would fail on it or leave it, and no reason is written."""
    name = f"{_label(table)}.{field.name}"
    goes = field.remote_field.on_delete in GOES_ALONG
    return None if goes or STAYS.get(name) else name


def test_every_relation_to_a_person_goes_along() -> None:
    relations = list(_relations_to(Person))
    assert len(relations) >= 7
    assert [name for table, field in relations if (name := left_behind(table, field))] == []


@isolate_apps("mortel.apps.people")
def test_a_relation_that_would_stay_is_noticed() -> None:
    class Planted(models.Model):
        about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "people"

    assert left_behind(Planted, Planted._meta.get_field("about")) == "people.Planted.about"


def test_every_table_about_a_person_has_its_place_in_the_export() -> None:
    assert tables_with_a_way_to(Person) == EXPORTED.keys() | NOT_EXPORTED.keys()


def test_every_column_of_a_person_has_its_place_in_the_export() -> None:
    columns = {field.name for field in Person._meta.concrete_fields}
    assert columns == PERSON_EXPORTED | PERSON_NOT_EXPORTED.keys()


def _somebody(cast: Cast) -> Person:
    person = Person(
        name="Wilhelmina Zoutkamp",
        email="Mina.Zoutkamp@waddenkant.example",
        personnel_number="PN-771234",
        card_number="29999917",
    )
    person.set_password("zout water wind")
    person.save()
    starts = date(2024, 2, 3)
    Membership.objects.create(person=person, team=cast.team, function=Function.objects.get(), starts=starts)
    return person


def _everywhere(person: Person, cast: Cast) -> None:
    """One row about her in every table that can hold one."""
    set_grants(by=cast.admin, person=person, kinds=frozenset({GrantKind.GUIDE}))
    set_language(by=person, language="en")
    set_theme(by=person, theme="dark")
    for kind in PassKind:
        hand_out(kind, person=person, by=cast.admin, new_address="mina@elsewhere.example")
    tell(person, NoticeKind.PASSWORD)
    add_away(by=person, starts=date(2026, 12, 1), ends=None)
    moment, _ = capture_moment(by=person, text="eerst de radio, dan wassen")
    mark(by=person, moment_id=moment, group="act", marks={"act.observe": None})
    gone, _ = capture_moment(by=person, text="dit gaat meteen weg")
    delete_moment(by=person, moment_id=gone)
    keep_then_and_now(by=person, then=["alleen"], now=["samen"])
    keep_quiet(by=person, until=timezone.localdate() + timedelta(days=3), softer=True)
    round_ = opened(cast)
    answered(round_, person)
    RoundLead.objects.create(round=round_, team=cast.team.pk, person=person)
    record("card_shown", actor=cast.admin.ledger_id, subject=person.ledger_id)
    address = EmailAddress.objects.create(user=person, email="mina.zoutkamp@waddenkant.example")
    EmailConfirmation.objects.create(email_address=address, key="zoutkamp-1")
    Erasure.objects.get_or_create(
        object_id=person.pk, defaults={"kind": ErasureKind.PERSON, "at": timezone.now()}
    )
    tasks = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    with override_settings(TASKS=tasks):
        send_reset_link.enqueue("mina.zoutkamp@waddenkant.example")
        send_reset_link.enqueue("29999917")
        send_new_address_link.enqueue(str(person.pk), "mina@elsewhere.example")
    answer = Client().post(
        "/aanmelden/", {"login": "mina.zoutkamp@waddenkant.example", "password": "zout water wind"}
    )
    assert answer.status_code == 302


def _tables() -> dict[str, str]:
    """Every table of both databases -> its alias."""
    found = {}
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            found |= dict.fromkeys(connections[alias].introspection.table_names(cursor), alias)
    return found


def _rows(table: str, alias: str) -> list[str]:
    """Each row as text, with what Django packs in a session unpacked."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connections[alias].ops.quote_name(table)}")
        rows = [" | ".join(_text(cell) for cell in row) for row in cursor.fetchall()]
    if table == Session._meta.db_table:
        rows += [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    return rows


def _text(cell: object) -> str:
    return bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)


def _names_of(person: Person) -> re.Pattern[str]:
    """Finds her in a row: her name, address, numbers and random ids (the ledger's own id is no link any more)."""
    ids = [person.pk, person.device_tag]
    names = [
        person.name,
        str(person.email),
        str(person.personnel_number),
        person.card_number,
        "mina@elsewhere.example",
    ]
    wanted = [*names, *(str(one) for one in ids), *(one.hex for one in ids)]
    return re.compile(rf"(?<![0-9a-z])(?:{'|'.join(map(re.escape, wanted))})(?![0-9a-z])", re.IGNORECASE)


def _tables_with(pattern: re.Pattern[str]) -> set[str]:
    tables = _tables()
    return {
        table for table, alias in tables.items() if any(pattern.search(row) for row in _rows(table, alias))
    }


# Rows that belong to her through another row, and rows that know her ledger id only.
INDIRECT = {"moments_momenttag", "account_emailconfirmation", "climate_handedin", "ledger_auditentry"}


def test_every_table_has_a_row_about_her_or_a_reason(cast: Cast) -> None:
    person = _somebody(cast)
    _everywhere(person, cast)
    assert _tables_with(_names_of(person)) | INDIRECT | ABOUT_NOBODY.keys() >= _tables().keys()
    assert _tables_with(_names_of(person)).isdisjoint(ABOUT_NOBODY)


def test_erasing_leaves_nothing_of_her(cast: Cast) -> None:
    person, indirect = _somebody(cast), INDIRECT - {"ledger_auditentry"}
    before = {table: len(_rows(table, "default")) for table in indirect}
    names = _names_of(person)
    _everywhere(person, cast)
    assert all(len(_rows(table, "default")) > before[table] for table in indirect)

    erase_person(person=person)

    assert _tables_with(names) == REMAINS.keys()
    assert {table: len(_rows(table, "default")) for table in indirect} == before


def test_erasing_one_leaves_the_others_alone(cast: Cast) -> None:
    others = _somebody(cast)
    _everywhere(others, cast)
    before = {table: len(_rows(table, alias)) for table, alias in _tables().items()}

    erase_person(person=cast.henk)

    after = {table: len(_rows(table, alias)) for table, alias in _tables().items()}
    changed = {table for table in before if after[table] != before[table]}
    hers = {"people_person", "people_membership", "climate_invitation"}
    assert changed == hers | {"ledger_auditentry", "keys_erasure"}


def test_the_export_holds_every_table_and_column_about_her(cast: Cast) -> None:
    person = _somebody(cast)
    _everywhere(person, cast)
    person.refresh_from_db()

    export = json.loads(json.dumps(export_person(person), default=str))

    for table, place in EXPORTED.items():
        part: Any = export
        for step in place:
            part = part[step]
        assert part, table
    for column in PERSON_EXPORTED - {"is_active"}:
        assert export["people"][column] == getattr(person, column)
    assert export["people"]["open"] is True


@pytest.mark.parametrize("table", ["account_emailaddress", "account_emailconfirmation"])
def test_signing_in_writes_nothing_into_the_tables_we_do_not_export(table: str, cast: Cast) -> None:
    Client().post("/aanmelden/", {"login": str(cast.marit.email), "password": "zout water wind"})
    assert Session.objects.exists()
    assert _rows(table, "default") == []

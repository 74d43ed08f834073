"""`mortel demo` in an empty installation, a second time, and where it has no business."""

from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure, PersonKey
from mortel.apps.keys.queries import newest_copy
from mortel.apps.ledger.actions import first_break
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.moments.models import Moment
from mortel.apps.moments.queries import moments_of
from mortel.apps.people.access import roles_of
from mortel.apps.people.actions.passes import peek
from mortel.apps.people.choices import GrantKind, PassKind
from mortel.apps.people.models import AccountNotice, Grant, Organisation, Pass, Person, Team
from mortel.apps.people.queries import own_words_of
from mortel.console.installing import require_ready
from mortel.console.refusal import Refused
from tests.cast import Cast

DAY = date(2026, 3, 1)
PASSWORD = "zout water wind"
ROLES = [
    {"employee"},
    {"employee", "lead"},
    {"employee", "lead"},
    {"employee", "guide"},
    {"employee", "hr"},
    {"employee", "researcher"},
    {"employee", "council"},
    {"employee", "admin"},
    {"employee"},
]


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA, settings.KEYS_COPY = tmp_path, tmp_path / "keys-copy" / "newest.json"


def demo(**options: object) -> list[list[str]]:
    """Run the command; returns the rows of its table, cells apart."""
    out = StringIO()
    call_command("demo", stdout=out, **options)
    lines = out.getvalue().splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("---")) + 1
    return [[cell.strip() for cell in line.split("  ") if cell.strip()] for line in lines[first : first + 9]]


def contents() -> dict[str, list[tuple[str, datetime, list[tuple[str, int | None]]]]]:
    """Everything that must come back with the same seed: who, what and when; neither keys nor ids."""
    return {
        f"{person.name} {person.card_number} {person.email}": [
            (entry.text, entry.taken_at, [(mark.item, mark.value) for mark in entry.marks])
            for entry in moments_of(person)
        ]
        for person in Person.objects.all()
    }


@pytest.mark.django_db
def test_the_demo_can_be_signed_in_to_read_and_made_again_the_same() -> None:
    rows = demo(seed=1, today=DAY)
    check_counts()
    check_sign_ins(rows)
    check_ledger(rows[7][0])
    before, sealed = contents(), {bytes(row.sealed) for row in Moment.objects.all()}
    keys = set(PersonKey.objects.values_list("pk", flat=True))

    with pytest.raises(Refused):
        demo(seed=1, today=DAY)
    demo(seed=1, today=DAY, again=True)
    assert contents() == before
    assert not sealed & {bytes(row.sealed) for row in Moment.objects.all()}
    assert not keys & set(PersonKey.objects.values_list("pk", flat=True))
    assert Erasure.objects.filter(kind=ErasureKind.PERSON).count() == 412
    assert first_break() is None

    stranger = Person.objects.exclude(email=None).first()
    assert stranger is not None
    stranger.email = "somebody@elsewhere.example"
    stranger.save()
    with pytest.raises(Refused):
        demo(seed=1, today=DAY, again=True)
    assert Person.objects.filter(pk=stranger.pk).exists()


def check_counts() -> None:
    organisation = Organisation.objects.get()
    assert organisation.name == "Zorggroep De Waddenkant"
    assert (organisation.country, organisation.sector) == ("NL", "care")
    assert organisation.vocabulary["client"]["nl"]["plural"] == "bewoners"
    assert (Person.objects.count(), Team.objects.count(), Moment.objects.count()) == (412, 34, 1900)
    assert Person.objects.filter(email=None, email_key=None).count() == 62
    assert Moment.objects.filter(taken_at__date__gte=DAY).count() == 0
    assert Moment.objects.filter(taken_at__date__lt=DAY - timedelta(days=366)).count() == 0
    assert sum(person.has_usable_password() for person in Person.objects.all()) == 9


def check_sign_ins(rows: list[list[str]], password: str = PASSWORD) -> None:
    for row, roles in zip(rows, ROLES, strict=True):
        person = authenticate(None, username=row[2], password=password)
        assert isinstance(person, Person)
        assert person.name == row[0]
        assert set(roles_of(person)) == roles
        assert moments_of(person)
    given = peek(PassKind.KIOSK_CARD, rows[-1][3])
    assert given is not None
    assert (given.person.name, given.person.email) == (rows[-1][0], None)
    assert [len(row) for row in rows] == [3] * 8 + [4]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "name", "country", "sector", "password"),
    [
        ({"university": True}, "Hogeschool Waalstroom", "NL", "higher_education", "krijt thee fiets"),
        ({"country": "BE"}, "Woonzorgcentrum De Wilgenkouter", "BE", "care", "wilg regen kouter"),
    ],
)
def test_the_small_demos_can_be_signed_in_to_and_made_again_the_same(
    options: dict[str, object], name: str, country: str, sector: str, password: str
) -> None:
    rows = demo(seed=1, today=DAY, **options)
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.country, organisation.sector) == (name, country, sector)
    assert own_words_of(organisation)["leidinggevende"]["nl"].plural
    assert Moment.objects.count() == 124
    check_sign_ins(rows, password)
    before = contents()
    demo(seed=1, today=DAY, again=True, **options)
    assert contents() == before


@pytest.mark.django_db
def test_one_demo_makes_room_for_another_only_when_asked() -> None:
    demo(seed=1, today=DAY, university=True)
    with pytest.raises(Refused):
        demo(seed=1, today=DAY, country="BE")
    demo(seed=1, today=DAY, country="BE", again=True)
    assert Organisation.objects.get().country == "BE"
    assert not Person.objects.filter(email_key__endswith="@waalstroom.example").exists()


@pytest.mark.django_db
def test_a_university_in_belgium_is_no_demo() -> None:
    with pytest.raises(CommandError):
        call_command("demo", "--university", "--country", "BE")


# What the ledger says of rounds: HR holds them, with the consent of the council.
OF_ROUNDS = ("round_planned", "round_consent", "round_opened", "sheets_printed", "round_released")


def check_ledger(name: str) -> None:
    """One line for each grant but the first, and for each card, by the administrator; nobody is greeted with news."""
    administrator = Person.objects.get(name=name, grants__kind=GrantKind.ADMIN)
    entries = AuditEntry.objects.exclude(act__in=OF_ROUNDS).order_by("id")
    assert [entry.act for entry in entries] == [
        "organisation_founded",
        *["grants_changed"] * (Grant.objects.count() - 1),
        *["pass_made"] * Pass.objects.filter(kind=PassKind.KIOSK_CARD).count(),
    ]
    assert Grant.objects.count() > 3
    assert {entry.actor for entry in entries[1:]} == {administrator.ledger_id}
    given = {entry.subject: entry.details["given"] for entry in entries if entry.act == "grants_changed"}
    others = Grant.objects.exclude(person=administrator).values_list("person__ledger_id", "kind")
    assert given == {person: [kind] for person, kind in others}
    assert not AccountNotice.objects.filter(seen_at=None).exclude(person__password__startswith="!").exists()


@pytest.mark.django_db(transaction=True)
def test_a_demo_that_was_killed_halfway_stands_in_nobodys_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mortel.console.management.commands.demo.hand_out", killed)
    with pytest.raises(KeyboardInterrupt):
        demo(seed=1, today=DAY)
    assert not Person.objects.exists()
    assert newest_copy() is None
    require_ready()


def test_the_demo_does_not_touch_an_organisation_that_is_no_demo(cast: Cast) -> None:
    for again in (False, True):
        with pytest.raises(Refused):
            demo(again=again)
    assert Person.objects.filter(pk=cast.marit.pk).exists()
    assert Person.objects.count() == len(cast.people())


@pytest.mark.django_db
def test_the_demo_does_not_mix_with_people_who_are_already_there() -> None:
    Person.objects.create(name="Jikke", card_number="123456")
    with pytest.raises(Refused):
        demo(today=DAY)
    assert Person.objects.count() == 1


@pytest.mark.django_db
def test_the_demo_does_not_stand_in_the_future() -> None:
    with pytest.raises(Refused):
        call_command("demo", today=timezone.localdate() + timedelta(days=1))
    assert not Organisation.objects.exists()

"""`mortel doctor`."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from pytest_django import Settings

from mortel.apps.keys.actions import key_of
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure, PersonKey
from mortel.apps.ledger.actions import record
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.moments.actions.moments import capture_moment, delete_moment
from mortel.console.backups import make_backup
from mortel.console.health import State, examine
from mortel.pure import pdf
from tests.console.conftest import House


def lines(state: State) -> str:
    return "\n".join(finding.line for finding in examine() if finding.state is state)


@pytest.fixture(autouse=True)
def collected(house: House, settings: Settings) -> None:
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()


def test_an_installation_with_a_fresh_backup_is_well(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    make_backup(house.backups)
    call_command("doctor")
    said = capsys.readouterr().out
    assert "failure" not in said
    assert "The ledger is whole." in said


def test_no_backup_and_an_old_one_are_warned_of(house: House) -> None:
    assert "There is no backup" in lines(State.WARNING)
    make_backup(house.backups)
    assert "newest backup" in lines(State.GOOD)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert "8 days old" in lines(State.WARNING)


def test_a_changed_ledger_is_a_failure(house: House) -> None:
    record("grants_changed", details={"given": ["hr"]})
    AuditEntry.objects.update(details={"given": []})
    assert "The ledger was changed: entry 1" in lines(State.FAILURE)
    with pytest.raises(SystemExit) as stopped:
        call_command("doctor")
    assert stopped.value.code == 1


def test_a_missing_migration_is_a_failure(house: House) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'moments'")
    assert "misses" in lines(State.FAILURE)


def test_static_files_that_were_not_collected_are_a_failure(house: House, settings: Settings) -> None:
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert "static files are not collected" in lines(State.FAILURE)


def test_lost_keys_are_a_failure(house: House, lose_keys: Callable[[], None]) -> None:
    key_of(house.cast.marit.pk)
    make_backup(house.backups)
    lose_keys()
    assert "restore-keys" in lines(State.FAILURE)


def test_keys_that_only_the_copy_still_holds_are_a_failure(house: House) -> None:
    key_of(house.cast.marit.pk)
    key_of(house.cast.femke.pk)
    PersonKey.objects.filter(pk=house.cast.marit.pk).delete()
    make_backup(house.backups)
    assert "lacks 1 keys that its copy still holds" in lines(State.FAILURE)


def test_a_keys_database_older_than_its_copy_is_a_failure(house: House) -> None:
    gone, _ = capture_moment(by=house.cast.marit, text="wrong")
    delete_moment(by=house.cast.marit, moment_id=gone)
    make_backup(house.backups)
    assert lines(State.FAILURE) == ""
    Erasure.objects.filter(kind=ErasureKind.MOMENT).delete()
    assert "forgot what was erased" in lines(State.FAILURE)


def test_the_wrong_wrapping_key_is_a_failure(house: House, settings: Settings) -> None:
    key_of(house.cast.marit.pk)
    settings.WRAPPING_KEYS = ["another"]
    assert "wrapping key does not open" in lines(State.FAILURE)


def test_missing_mail_is_a_warning(house: House, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "No mail server" in lines(State.WARNING)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert "Mail goes to" in lines(State.GOOD)


def test_what_lacks_for_pdf_is_a_warning_with_what_to_install(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "PDF can be made." in lines(State.GOOD)
    monkeypatch.setattr(pdf, "_lacks", "cannot load library 'libpango-1.0-0'")
    said = lines(State.WARNING)
    assert "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in said
    assert "print from the browser" in said

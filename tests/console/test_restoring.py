"""`mortel restore`: what was there comes back, what was deleted does not."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from mortel.apps.climate.actions.answering import Handed
from mortel.apps.climate.actions.asking_again import AGAIN
from mortel.apps.climate.actions.closing import end_round
from mortel.apps.climate.actions.paper import make_batches
from mortel.apps.climate.models import Ballot, PaperSheet, Round
from mortel.apps.keys.queries import _unwrap, newest_copy, stored_keys
from mortel.apps.ledger.actions import first_break, record
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.moments.actions.lookback import keep_then_and_now
from mortel.apps.moments.actions.moments import capture_moment, delete_everything, delete_moment
from mortel.apps.moments.models import Lookback, Moment
from mortel.apps.moments.queries import context_of, moments_of
from mortel.apps.people.actions.leaving import erase_person
from mortel.apps.people.models import Person
from mortel.console import restoring
from mortel.console.backups import make_backup
from mortel.console.refusal import Refused
from mortel.console.restoring import restore
from mortel.console.running import together
from mortel.pure.sealing import SealBroken, unseal
from tests.apps.climate.stories import answered, opened
from tests.cast import CANARY
from tests.console.conftest import House


def texts(person: Person) -> list[str]:
    return [entry.text for entry in moments_of(person)]


def every_key_there_is() -> list[bytes]:
    """Unwrapped, from the keys database and from its newest copy, whosever they are."""
    copy = newest_copy()
    copied = [*copy.keys, *copy.lacking] if copy else []
    return [_unwrap(key.wrapped, key.person) for key in [*stored_keys(), *copied]]


def opens(row: Moment, candidates: list[bytes]) -> bool:
    for key in candidates:
        try:
            unseal(bytes(row.sealed), key=key, context=context_of("moment", row.pk, row.owner_id))
        except SealBroken:
            continue
        return True
    return False


def test_everything_since_the_backup_is_replaced_by_what_was(house: House) -> None:
    capture_moment(by=house.cast.marit, text=CANARY)
    made = make_backup(house.backups)
    capture_moment(by=house.cast.marit, text="later")
    done = restore(made.backup)
    assert texts(house.cast.marit) == [CANARY]
    assert (done.erased.moments, done.erased.persons) == (0, 0)


def test_after_delete_all_and_a_restore_no_key_opens_a_text_of_hers(house: House) -> None:
    marit, femke = house.cast.marit, house.cast.femke
    for text in (CANARY, "second", "third"):
        capture_moment(by=marit, text=text)
    keep_then_and_now(by=marit, then=["then"], now=["now"])
    capture_moment(by=femke, text="of Femke")
    made = make_backup(house.backups)
    in_backup = list(Moment.objects.filter(owner=marit))
    assert all(opens(row, every_key_there_is()) for row in in_backup), "the check must be able to fail"
    delete_everything(by=marit)
    restore(made.backup)
    assert not Moment.objects.filter(owner=marit).exists()
    assert not Lookback.objects.filter(owner=marit).exists()
    assert not any(opens(row, every_key_there_is()) for row in in_backup)
    assert texts(femke) == ["of Femke"]


def test_who_writes_again_after_delete_all_gets_nothing_old_back(house: House) -> None:
    marit = house.cast.marit
    capture_moment(by=marit, text=CANARY)
    old = make_backup(house.backups)
    delete_everything(by=marit)
    capture_moment(by=marit, text="a new start")
    new = make_backup(house.backups)
    restore(old.backup)
    assert texts(marit) == []
    restore(new.backup)
    assert texts(marit) == ["a new start"]


def test_one_deleted_moment_stays_deleted(house: House) -> None:
    marit = house.cast.marit
    gone, _ = capture_moment(by=marit, text="wrong")
    capture_moment(by=marit, text="right")
    made = make_backup(house.backups)
    delete_moment(by=marit, moment_id=gone)
    assert restore(made.backup).erased.moments == 1
    assert texts(marit) == ["right"]


def test_a_person_who_left_stays_away(house: House) -> None:
    femke = house.cast.femke
    capture_moment(by=femke, text=CANARY)
    made, pk = make_backup(house.backups), femke.pk
    erase_person(person=femke)
    assert restore(made.backup).erased.persons == 1
    assert not Person.objects.filter(pk=pk).exists()
    assert not Moment.objects.filter(owner_id=pk).exists()


def test_a_restore_stands_in_the_ledger_and_the_chain_holds(house: House) -> None:
    record("grants_changed", details={"given": ["hr"]})
    made = make_backup(house.backups)
    restore(made.backup)
    newest = AuditEntry.objects.order_by("-id").first()
    assert newest is not None
    assert (newest.act, newest.details["sha256"]) == ("restored", made.manifest.sha256)
    assert first_break() is None


def test_what_was_replaced_can_be_restored_in_turn(house: House) -> None:
    made = make_backup(house.backups)
    capture_moment(by=house.cast.marit, text=CANARY)
    kept = restore(made.backup).kept
    assert kept is not None
    restore(kept)
    assert texts(house.cast.marit) == [CANARY]


@pytest.mark.parametrize("step", ["erase_again", "record", "_keep_present", "call_command"])
def test_an_interrupted_restore_leaves_the_old_database(
    house: House, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    made = make_backup(house.backups)
    capture_moment(by=house.cast.marit, text=CANARY)

    def interrupt(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(restoring, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        restore(made.backup)
    connections["default"].close()
    assert texts(house.cast.marit) == [CANARY]
    assert not list(house.folder.glob(".*restoring*"))


def test_what_a_killed_restore_left_does_not_stop_the_next(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make_backup(house.backups)
    if connections["default"].vendor == "sqlite":
        (house.folder / ".mortel.sqlite3.restoring").write_bytes(b"half a file")
        (house.folder / ".mortel.sqlite3.restoring-wal").write_bytes(b"half a log")
    else:
        with connections["default"].cursor() as cursor:
            cursor.execute("CREATE SCHEMA mortel_restoring CREATE TABLE half (id int)")
    restore(made.backup)
    assert Person.objects.filter(pk=house.cast.marit.pk).exists()


def test_a_changed_backup_is_refused(house: House) -> None:
    made = make_backup(house.backups)
    content = bytearray(made.backup.read_bytes())
    content[-100] ^= 1
    made.backup.write_bytes(content)
    with pytest.raises(Refused, match="its contents changed"):
        restore(made.backup)


def test_a_changed_manifest_is_refused(house: House) -> None:
    made = make_backup(house.backups)
    manifest = made.backup.with_suffix(".json")
    manifest.write_text(manifest.read_text().replace('"size": ', '"size": 1'))
    with pytest.raises(Refused, match="was changed after the backup"):
        restore(made.backup)


def test_a_backup_without_its_manifest_or_with_a_damaged_one_is_refused(house: House, tmp_path: Path) -> None:
    made = make_backup(house.backups)
    manifest = made.backup.with_suffix(".json")
    manifest.write_text("{")
    with pytest.raises(Refused, match="is damaged"):
        restore(made.backup)
    manifest.unlink()
    with pytest.raises(Refused, match="is missing"):
        restore(made.backup)
    with pytest.raises(Refused, match="There is no file"):
        restore(tmp_path / "nothing.sqlite3")


def test_a_backup_of_a_newer_version_is_refused(house: House) -> None:
    MigrationRecorder(connections["default"]).record_applied("moments", "0999_later")
    made = make_backup(house.backups)
    with pytest.raises(Refused, match="newer Mortel"):
        restore(made.backup)


def test_a_running_server_stops_a_restore(house: House) -> None:
    made = make_backup(house.backups)
    with together(), pytest.raises(Refused, match="Mortel is running"):
        restore(made.backup)
    restore(made.backup)


def test_without_yes_nothing_happens(house: House) -> None:
    made = make_backup(house.backups)
    capture_moment(by=house.cast.marit, text=CANARY)
    with pytest.raises(Refused, match="Add --yes"):
        call_command("restore", str(made.backup))
    assert texts(house.cast.marit) == [CANARY]


def test_a_damaged_database_is_replaced_and_kept(house: House) -> None:
    if connections["default"].vendor != "sqlite":
        pytest.skip("a PostgreSQL server looks after its own files")
    capture_moment(by=house.cast.marit, text=CANARY)
    made = make_backup(house.backups)
    connections["default"].close()
    place = house.folder / "mortel.sqlite3"
    place.write_bytes(b"this is no database at all " * 500)
    kept = restore(made.backup).kept
    assert kept is not None
    assert kept.read_bytes().startswith(b"this is no database")
    assert texts(house.cast.marit) == [CANARY]


def test_a_round_under_way_is_asked_again_after_a_restore(house: House) -> None:
    round_ = opened(house.cast, paper=(house.cast.team.pk,))
    make_batches(by=house.cast.hr, round_=round_)
    sheets = PaperSheet.objects.count()
    answered(round_, house.cast.marit)
    made = make_backup(house.backups)
    done = restore(made.backup)
    assert done.asked_again == [round_.name]
    assert not Ballot.objects.exists()
    assert PaperSheet.objects.filter(done=False).count() == sheets > 0
    assert answered(round_, house.cast.marit) == Handed.KEPT


def test_a_round_that_was_ended_is_open_for_another_week_after_a_restore(house: House) -> None:
    round_ = opened(house.cast)
    end_round(by=house.cast.hr, round_=round_)
    made = make_backup(house.backups)
    restore(made.backup)
    again = Round.objects.get()
    assert again.ended_at is None
    assert again.ends_on >= timezone.localdate() + AGAIN

"""`mortel backup`."""

import base64
import errno
import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from mortel.apps.climate.models import Ballot, HandedIn
from mortel.apps.climate.queries import BALLOT_TABLES
from mortel.apps.keys.models import PersonKey
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.people.models import Person
from mortel.console import backups, postgres
from mortel.console.backups import backups_in, expire, make_backup
from mortel.console.refusal import Refused
from mortel.console.tables import sqlite_is_sound
from tests.apps.climate.stories import answered, everything, opened
from tests.cast import CANARY
from tests.console.conftest import House


def test_a_backup_says_how_many_rows_it_holds_and_is_for_this_user_alone(house: House) -> None:
    capture_moment(by=house.cast.marit, text=CANARY)
    made = make_backup(house.backups)
    assert made.manifest.rows["moments_moment"] == 1
    assert made.manifest.rows["people_person"] == Person.objects.count()
    assert "moments.0001_first" in made.manifest.migrations
    for path in (made.backup, made.backup.with_suffix(".json"), house.keys_copy):
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_one_sound_file(house: House) -> None:
    made = make_backup(house.backups)
    assert sorted(os.listdir(house.backups)) == sorted(
        [made.backup.name, made.backup.with_suffix(".json").name]
    )
    if connections["default"].vendor == "sqlite":
        assert sqlite_is_sound(made.backup)


def test_neither_a_key_nor_a_text_nor_a_session_is_in_a_backup(house: House) -> None:
    capture_moment(by=house.cast.marit, text=CANARY)
    session = SessionStore()
    session["mark"] = "whoever finds this"
    session.save()
    made = make_backup(house.backups)
    found = made.backup.read_bytes()
    wrapped = bytes(PersonKey.objects.get(pk=house.cast.marit.pk).wrapped)
    for secret in (CANARY.encode(), wrapped, base64.b64encode(wrapped), wrapped.hex().encode()):
        assert secret not in found
    assert (session.session_key or "").encode() not in found
    assert "django_session" not in made.manifest.rows


def test_the_copy_of_the_keys_holds_every_key_there_is(house: House) -> None:
    capture_moment(by=house.cast.marit, text=CANARY)
    make_backup(house.backups)
    assert set(json.loads(house.keys_copy.read_text())["keys"]) == {str(house.cast.marit.pk)}


def test_two_backups_in_one_second_do_not_overwrite_each_other(house: House) -> None:
    assert make_backup(house.backups).backup != make_backup(house.backups).backup
    assert len(backups_in(house.backups)) == 2


def test_a_backup_older_than_promised_goes_even_when_it_is_the_last(house: House) -> None:
    made = make_backup(house.backups)
    assert expire(house.backups, timezone.now() + timedelta(days=34)) == []
    assert expire(house.backups, timezone.now() + timedelta(days=36)) == [made.backup]
    assert os.listdir(house.backups) == []


def test_what_a_cut_off_backup_left_goes_after_a_day(house: House) -> None:
    house.backups.mkdir()
    draft = house.backups / ".mortel-20261101T000000Z.sqlite3.draft"
    draft.touch()
    expire(house.backups, timezone.now())
    assert draft.exists()
    expire(house.backups, timezone.now() + timedelta(days=2))
    assert not draft.exists()


def test_a_full_disk_is_said_in_a_plain_sentence_and_leaves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backups, "_onto_disk", full)
    with pytest.raises(Refused, match="could not be written: No space left on device"):
        make_backup(house.backups)
    assert os.listdir(house.backups) == []


def test_files_of_others_in_the_folder_stay(house: House) -> None:
    house.backups.mkdir()
    stranger = house.backups / "mortel-notes.txt"
    stranger.touch()
    expire(house.backups, datetime(2126, 1, 1, tzinfo=UTC))
    assert stranger.exists()


def test_the_command_says_what_it_made(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup")
    said = capsys.readouterr().out
    assert re.search(r"Made .*/backups/mortel-\d{8}T\d{6}Z\.(sqlite3|dump) \(\d+ bytes, \d+ rows\)", said)
    assert str(house.keys_copy) in said


def test_a_missing_pg_dump_is_said_in_a_plain_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="The program pg_dump is missing"):
        postgres.run(["pg_dump", "--version"])


def test_no_answer_and_nobody_who_answered_is_in_a_backup_of_an_open_round(house: House) -> None:
    round_ = opened(house.cast)
    answered(round_, house.cast.marit, everything(round_, 3))
    ballot, handed_in = Ballot.objects.get(), HandedIn.objects.get()
    made = make_backup(house.backups)
    assert not set(BALLOT_TABLES) & set(made.manifest.rows)
    if connections["default"].vendor == "sqlite":
        found = made.backup.read_bytes()
        assert ballot.pk.hex.encode() not in found
        assert found.count(handed_in.pk.hex.encode()) == 2, "the invitation and its index, and no mark on it"

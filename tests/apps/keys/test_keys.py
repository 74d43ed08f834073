"""A person's key: one, kept wrapped, gone for good when destroyed."""

import json
import uuid
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.conf import settings as live
from django.db import connections, transaction
from pytest_django import Settings

from mortel.apps.keys import actions
from mortel.apps.keys.actions import (
    bring_back,
    destroy_key,
    destroy_keys,
    keep_newest_copy,
    key_of,
    make_keys,
    remember_erased,
)
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure, PersonKey
from mortel.apps.keys.queries import (
    KeyGone,
    erased,
    existing_key_of,
    is_erased,
    lacking_keys,
    newest_copy,
)
from mortel.pure.sealing import SealBroken

MARIT, FEMKE = uuid.UUID(int=1), uuid.UUID(int=2)
BOTH = ["default", "keys"]


@pytest.fixture(autouse=True)
def copy(settings: Settings, tmp_path: Path) -> Path:
    settings.KEYS_COPY = tmp_path / "keys-copy" / "newest.json"
    path: Path = settings.KEYS_COPY
    return path


@pytest.mark.django_db(databases=BOTH)
def test_everybody_has_one_key_of_her_own() -> None:
    assert key_of(MARIT) == key_of(MARIT)
    assert key_of(MARIT) != key_of(FEMKE)


@pytest.mark.django_db(databases=BOTH)
def test_a_key_is_stored_wrapped() -> None:
    assert key_of(MARIT) not in bytes(PersonKey.objects.get(pk=MARIT).wrapped)


@pytest.mark.django_db(databases=BOTH)
def test_a_wrapped_key_of_one_person_does_not_open_for_another() -> None:
    key_of(MARIT)
    PersonKey.objects.create(person_id=FEMKE, wrapped=PersonKey.objects.get(pk=MARIT).wrapped)
    with pytest.raises(SealBroken):
        key_of(FEMKE)


@pytest.mark.django_db(databases=BOTH)
def test_an_old_wrapping_key_still_opens_and_an_unknown_one_does_not(settings: Settings) -> None:
    key = key_of(MARIT)
    settings.WRAPPING_KEYS = ["new", *live.WRAPPING_KEYS]
    assert key_of(MARIT) == key
    settings.WRAPPING_KEYS = ["new"]
    with pytest.raises(SealBroken):
        key_of(MARIT)


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_a_destroyed_key_is_gone_from_the_database_and_from_the_newest_copy(copy: Path) -> None:
    key = key_of(MARIT)
    key_of(FEMKE)
    keep_newest_copy()
    assert str(MARIT) in copy.read_text()
    destroy_key(MARIT)
    assert set(json.loads(copy.read_text())["keys"]) == {str(FEMKE)}
    assert key_of(MARIT) != key


@pytest.mark.django_db(databases=BOTH)
def test_the_copy_is_for_this_user_alone_and_nothing_lies_beside_it(copy: Path) -> None:
    key_of(MARIT)
    keep_newest_copy()
    keep_newest_copy()
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700
    assert not list(copy.parent.glob("*.draft"))


@pytest.mark.django_db(databases=BOTH)
def test_what_is_erased_is_remembered_once() -> None:
    which = uuid.uuid4()
    remember_erased(ErasureKind.MOMENT, [which])
    remember_erased(ErasureKind.MOMENT, [which, uuid.uuid4()])
    assert is_erased(which)
    assert len(erased(ErasureKind.MOMENT)) == 2
    assert erased(ErasureKind.PERSON) == []


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_no_byte_of_a_destroyed_key_stays_in_the_files_of_sqlite() -> None:
    if connections["keys"].vendor != "sqlite":
        pytest.skip("the files of a PostgreSQL server are not ours to read")
    key_of(MARIT)
    wrapped = bytes(PersonKey.objects.get(pk=MARIT).wrapped)
    files = Path(str(connections["keys"].settings_dict["NAME"]))
    found = [p for p in files.parent.glob(f"{files.name}*") if wrapped in p.read_bytes()]
    assert found, "the check must be able to fail"
    destroy_key(MARIT)
    assert not [p for p in files.parent.glob(f"{files.name}*") if wrapped in p.read_bytes()]


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_a_copy_begun_before_a_key_was_destroyed_does_not_bring_it_back(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_of(MARIT)
    keep_newest_copy()
    has_read, may_write, write = Event(), Event(), json.dump

    def slowly(content: Any, file: Any) -> None:
        if not has_read.is_set():
            has_read.set()
            may_write.wait(10)
        write(content, file)

    def copy_and_close() -> None:
        keep_newest_copy()
        connections["keys"].close()

    def destroy_and_close() -> None:
        destroy_key(MARIT)
        connections["keys"].close()

    monkeypatch.setattr(actions.json, "dump", slowly)
    first, second = Thread(target=copy_and_close), Thread(target=destroy_and_close)
    first.start()
    assert has_read.wait(10)
    second.start()
    second.join(1)
    may_write.set()
    first.join(10)
    second.join(10)
    assert json.loads(copy.read_text())["keys"] == {}


@pytest.mark.django_db(databases=BOTH)
def test_reading_never_makes_a_key() -> None:
    with pytest.raises(KeyGone):
        existing_key_of(MARIT)
    assert not PersonKey.objects.exists()
    key = key_of(MARIT)
    assert existing_key_of(MARIT) == key


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_what_is_rolled_back_leaves_the_copy_as_it_was(copy: Path) -> None:
    key_of(FEMKE)
    before = copy.read_bytes()
    with transaction.atomic(using="keys"):
        key_of(MARIT)
        destroy_key(FEMKE)
        remember_erased(ErasureKind.MOMENT, [uuid.uuid4()])
        transaction.set_rollback(True, using="keys")
    assert copy.read_bytes() == before
    assert existing_key_of(FEMKE)


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_many_keys_are_made_and_destroyed_with_one_copy_each(monkeypatch: pytest.MonkeyPatch) -> None:
    copies: list[int] = []
    monkeypatch.setattr(actions, "keep_newest_copy", lambda: copies.append(1))
    make_keys([MARIT, FEMKE])
    assert (PersonKey.objects.count(), len(copies)) == (2, 1)
    destroy_keys([MARIT, FEMKE])
    assert (PersonKey.objects.count(), len(copies)) == (0, 2)


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_a_key_that_the_database_lost_stays_in_the_copy_until_it_comes_back() -> None:
    key = key_of(MARIT)
    PersonKey.objects.all().delete()
    key_of(FEMKE)
    keep_newest_copy()
    found = newest_copy()
    assert [lost.person for lost in lacking_keys(found)] == [MARIT]
    assert found is not None
    assert bring_back(found) == 1
    assert existing_key_of(MARIT) == key
    assert lacking_keys(newest_copy()) == []


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_a_new_key_does_not_push_a_lost_one_out_of_the_copy() -> None:
    old = key_of(MARIT)
    PersonKey.objects.all().delete()
    assert key_of(MARIT) != old
    found = newest_copy()
    assert found is not None
    assert [key.person for key in found.keys] == [MARIT]
    assert [key.person for key in found.lacking] == [MARIT]


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_a_destroyed_key_that_an_old_database_still_holds_does_not_return() -> None:
    key_of(MARIT)
    row = PersonKey.objects.get(pk=MARIT)
    destroy_key(MARIT)
    Erasure.objects.all().delete()
    row.save(force_insert=True)
    keep_newest_copy()
    found = newest_copy()
    assert found is not None
    assert (found.keys, found.lacking) == ([], [])
    bring_back(found)
    assert not PersonKey.objects.exists()


@pytest.mark.django_db(databases=BOTH, transaction=True)
def test_a_damaged_copy_does_not_stop_a_new_key(copy: Path) -> None:
    copy.parent.mkdir(mode=0o700)
    copy.write_text("{")
    key_of(MARIT)
    assert set(json.loads(copy.read_text())["keys"]) == {str(MARIT)}

"""The keys database lost, and `mortel restore-keys`."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from pytest_django import Settings

from mortel.apps.keys import actions
from mortel.apps.keys.actions import destroy_keys, key_of
from mortel.apps.keys.models import PersonKey
from mortel.apps.keys.queries import is_erased
from mortel.apps.moments.actions.moments import capture_moment, delete_moment
from mortel.apps.moments.queries import moments_of
from mortel.console.backups import make_backup
from mortel.console.installing import require_ready
from mortel.console.keyring import copy_keys, keys_are_lost, restore_keys
from mortel.console.refusal import Refused
from mortel.console.restoring import restore
from tests.cast import CANARY
from tests.console.conftest import House

Lose = Callable[[], None]


def test_lost_keys_come_back_with_the_list_of_what_was_erased(house: House, lose_keys: Lose) -> None:
    marit = house.cast.marit
    gone, _ = capture_moment(by=marit, text="wrong")
    capture_moment(by=marit, text=CANARY)
    made = make_backup(house.backups)
    delete_moment(by=marit, moment_id=gone)
    copy_keys()
    lose_keys()
    call_command("restore-keys")
    assert is_erased(gone)
    restore(made.backup)
    assert [entry.text for entry in moments_of(marit)] == [CANARY]


def test_nothing_starts_and_nothing_is_restored_on_lost_keys(house: House, lose_keys: Lose) -> None:
    capture_moment(by=house.cast.marit, text=CANARY)
    made = make_backup(house.backups)
    require_ready()
    lose_keys()
    assert keys_are_lost()
    with pytest.raises(Refused, match="restore-keys"):
        require_ready()
    with pytest.raises(Refused, match="restore-keys"):
        restore(made.backup)


def test_the_copy_is_never_overwritten_by_a_lost_database(house: House, lose_keys: Lose) -> None:
    capture_moment(by=house.cast.marit, text=CANARY)
    copy_keys()
    before = house.keys_copy.read_bytes()
    lose_keys()
    assert copy_keys() is None
    assert make_backup(house.backups).keys is None
    assert house.keys_copy.read_bytes() == before


def test_a_keys_database_that_lacks_nothing_is_left_alone(house: House) -> None:
    capture_moment(by=house.cast.marit, text=CANARY)
    copy_keys()
    with pytest.raises(Refused, match="nothing to bring back"):
        restore_keys()


def test_another_wrapping_key_is_noticed_and_nothing_is_kept(
    house: House, lose_keys: Lose, settings: Settings
) -> None:
    capture_moment(by=house.cast.marit, text=CANARY)
    copy_keys()
    lose_keys()
    right, settings.WRAPPING_KEYS = settings.WRAPPING_KEYS, ["another"]
    with pytest.raises(Refused, match="not the one that wrapped"):
        restore_keys()
    settings.WRAPPING_KEYS = right
    assert restore_keys().keys == 1


@pytest.mark.parametrize("content", ["{", "[]", '{"keys": {"x": "y"}, "erased": []}', '{"keys": {}}'])
def test_a_damaged_copy_is_refused(house: House, content: str) -> None:
    house.keys_copy.parent.mkdir(exist_ok=True)
    house.keys_copy.write_text(content)
    with pytest.raises(Refused, match="is damaged"):
        restore_keys()


def test_without_a_copy_there_is_nothing_to_restore(house: House) -> None:
    with pytest.raises(Refused, match="There is no copy"):
        restore_keys()


def test_a_killed_removal_of_all_keys_does_not_look_like_a_loss(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_of(house.cast.marit.pk)
    with monkeypatch.context() as killed:
        killed.setattr(actions, "keep_newest_copy", lambda: None)
        destroy_keys([house.cast.marit.pk])
    assert str(house.cast.marit.pk) in house.keys_copy.read_text(), "the test must be able to fail"
    assert not keys_are_lost()
    require_ready()
    copy_keys()
    assert str(house.cast.marit.pk) not in house.keys_copy.read_text()


def test_keys_that_were_partly_lost_come_back_beside_the_others(house: House) -> None:
    marit, femke = house.cast.marit, house.cast.femke
    capture_moment(by=marit, text=CANARY)
    capture_moment(by=femke, text="van Femke")
    PersonKey.objects.filter(pk=marit.pk).delete()
    copy_keys()
    assert restore_keys().keys == 1
    assert [entry.text for entry in moments_of(marit)] == [CANARY]

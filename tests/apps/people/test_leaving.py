"""Going: her own pages stay open for ninety days after the last membership, then everything is erased."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from mortel.apps.keys.choices import ErasureKind
from mortel.apps.keys.models import Erasure, PersonKey
from mortel.apps.ledger.actions import first_break
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.moments.actions.moments import capture_moment
from mortel.apps.moments.models import Moment
from mortel.apps.people.actions.leaving import close_own_pages, erase_again, erase_person, export_person
from mortel.apps.people.models import Membership, Person
from mortel.apps.people.tasks import upkeep
from tests.cast import PASSWORD, Cast


def _ended(person: Person, days_ago: int) -> None:
    ends = timezone.localdate() - timedelta(days=days_ago)
    Membership.objects.filter(person=person).update(ends=ends)


@pytest.mark.parametrize(
    ("days_ago", "stays"), [(0, True), (89, True), (90, True), (91, False), (900, False)]
)
def test_own_pages_stay_open_for_ninety_days(days_ago: int, stays: bool, cast: Cast) -> None:
    capture_moment(by=cast.marit, text="voor mijzelf")
    _ended(cast.marit, days_ago)
    assert upkeep()["own_pages_closed"] == (not stays)
    assert Person.objects.filter(pk=cast.marit.pk).exists() is stays
    assert PersonKey.objects.filter(pk=cast.marit.pk).exists() is stays
    assert Moment.objects.exists() is stays


def test_within_those_days_she_comes_in_and_takes_everything_along(cast: Cast) -> None:
    capture_moment(by=cast.marit, text="voor mijzelf")
    _ended(cast.marit, 60)
    client = Client()
    assert client.post("/aanmelden/", {"login": "1001", "password": PASSWORD}).status_code == 302
    assert client.get("/ik/gegevens/meenemen").status_code == 200


def test_one_open_membership_keeps_everything(cast: Cast) -> None:
    _ended(cast.marit, 400)
    Membership.objects.create(person=cast.marit, team=cast.other_team, starts=timezone.localdate())
    assert close_own_pages() == 0


def test_a_membership_that_still_has_to_begin_keeps_everything(cast: Cast) -> None:
    _ended(cast.marit, 400)
    later = timezone.localdate() + timedelta(days=30)
    Membership.objects.create(person=cast.marit, team=cast.other_team, starts=later)
    assert close_own_pages() == 0


def test_somebody_who_never_had_a_team_is_left_alone(cast: Cast) -> None:
    Membership.objects.filter(person=cast.admin).delete()
    assert close_own_pages() == 0


def test_closing_twice_is_closing_once(cast: Cast) -> None:
    _ended(cast.marit, 91)
    assert (close_own_pages(), close_own_pages()) == (1, 0)


def test_erasing_destroys_the_key_in_its_only_copy_too(
    cast: Cast, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    with django_capture_on_commit_callbacks(using="keys", execute=True):
        capture_moment(by=cast.marit, text="voor mijzelf")
        capture_moment(by=cast.femke, text="van Femke")
    with django_capture_on_commit_callbacks(using="keys", execute=True):
        erase_person(person=cast.marit)
    copy = json.loads(settings.KEYS_COPY.read_text())
    assert set(copy["keys"]) == {str(cast.femke.pk)}


def test_erasing_is_remembered_and_recorded_without_a_name(cast: Cast) -> None:
    pk, ledger_id = cast.marit.pk, cast.marit.ledger_id
    erase_person(person=cast.marit, by=cast.admin)
    assert Erasure.objects.get(kind=ErasureKind.PERSON).object_id == pk
    entry = AuditEntry.objects.get(act="person_erased")
    assert (entry.actor, entry.subject) == (cast.admin.ledger_id, None)
    assert str(ledger_id) not in json.dumps(entry.details)
    assert first_break() is None


def test_her_own_erasure_names_nobody(cast: Cast) -> None:
    erase_person(person=cast.marit, by=cast.marit)
    assert AuditEntry.objects.get(act="person_erased").actor is None


def test_a_restored_backup_loses_her_again(cast: Cast) -> None:
    pk = cast.marit.pk
    erase_person(person=cast.marit)
    restored = Person(pk=pk, name="Marit Hoekstra", card_number="20000001")
    restored.save(force_insert=True)
    assert erase_again(list(Erasure.objects.values_list("object_id", flat=True))) == 1
    assert not Person.objects.filter(pk=restored.pk).exists()
    assert erase_again([]) == 0


def test_erasing_again_after_a_fault_half_way_succeeds(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is gone, the rows are not: the same call once more finishes it."""
    capture_moment(by=cast.marit, text="voor mijzelf")

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(Person, "delete", fail)
    with pytest.raises(RuntimeError):
        erase_person(person=cast.marit)
    assert not PersonKey.objects.filter(pk=cast.marit.pk).exists()
    monkeypatch.undo()
    erase_person(person=Person.objects.get(pk=cast.marit.pk))
    assert not Moment.objects.exists()


def test_an_export_holds_only_what_is_hers(cast: Cast) -> None:
    capture_moment(by=cast.marit, text="van Marit")
    capture_moment(by=cast.femke, text="van Femke")
    text = json.dumps(export_person(cast.marit), default=str)
    assert "van Marit" in text
    assert "van Femke" not in text
    assert "femke@" not in text
    assert str(cast.marit.password) not in text

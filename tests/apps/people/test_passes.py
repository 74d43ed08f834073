"""Cards and links: used once, for a while, by whom they were made for."""

from datetime import timedelta
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.moments.models import Moment
from mortel.apps.people.actions.accounts import disable_person, enable_person
from mortel.apps.people.actions.passes import (
    ALPHABET,
    confirm_address,
    hand_out,
    kiosk_pass,
    normalised,
    peek,
    revoke_kiosk_card,
    start_with,
    use_up,
)
from mortel.apps.people.choices import NoticeKind, PassKind
from mortel.apps.people.models import AccountNotice, Pass, Person
from mortel.apps.people.tasks import mail_start_link, upkeep
from tests.cast import Cast, assemble

NEW = "drie nieuwe woorden"
LIFETIME = {
    PassKind.START_CARD: timedelta(days=30),
    PassKind.START_LINK: timedelta(days=7),
    PassKind.RESET_LINK: timedelta(minutes=30),
    PassKind.NEW_ADDRESS: timedelta(days=1),
}
LINKS = {
    PassKind.START_LINK: "start-link",
    PassKind.RESET_LINK: "reset-link",
    PassKind.NEW_ADDRESS: "confirm-address",
}


def _use(kind: PassKind, secret: str, person: Person) -> int:
    """Use a pass as its holder would; the status of the answer."""
    if kind == PassKind.START_CARD:
        card = {"number": person.card_number, "code": secret, "password": NEW}
        return Client().post(reverse("account_signup"), card).status_code
    return Client().post(reverse(LINKS[kind], args=[secret]), {"password": NEW}).status_code


def test_a_secret_stands_nowhere_in_clear(cast: Cast) -> None:
    for kind in PassKind:
        secret = hand_out(kind, person=cast.henk, new_address="henk@thuis.example")
        row = Pass.objects.get(person=cast.henk, kind=kind)
        assert secret not in " ".join(str(value) for value in vars(row).values())
        assert len(row.secret_hash) == 64


def test_codes_are_long_enough_and_hold_no_signs_that_look_alike(cast: Cast) -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set("0O1IL")
    for kind, length in ((PassKind.START_CARD, 10), (PassKind.KIOSK_CARD, 8)):
        codes = {hand_out(kind, person=cast.henk) for _ in range(20)}
        assert len(codes) == 20
        assert {len(code) for code in codes} == {length}
        assert set("".join(codes)) <= set(ALPHABET)


def test_a_code_is_read_with_dashes_spaces_and_small_letters(cast: Cast) -> None:
    code = hand_out(PassKind.START_CARD, person=cast.henk)
    typed = f" {code[:5].lower()} - {code[5:]}"
    assert normalised(typed) == code
    assert _use(PassKind.START_CARD, typed, cast.henk) == 302


@pytest.mark.parametrize("kind", LIFETIME)
def test_a_pass_opens_once(kind: PassKind, cast: Cast) -> None:
    secret = hand_out(kind, person=cast.henk, new_address="henk@thuis.example")
    assert _use(kind, secret, cast.henk) == 302
    assert peek(kind, secret) is None
    assert _use(kind, secret, cast.henk) != 302


@pytest.mark.parametrize("kind", LIFETIME)
def test_looking_at_a_pass_does_not_use_it_up(kind: PassKind, cast: Cast) -> None:
    secret = hand_out(kind, person=cast.henk, new_address="henk@thuis.example")
    if kind in LINKS:
        for method in ("GET", "HEAD", "OPTIONS"):
            Client().generic(method, reverse(LINKS[kind], args=[secret]))
    assert peek(kind, secret) is not None


@pytest.mark.parametrize("kind", LIFETIME)
def test_a_pass_expires(kind: PassKind, cast: Cast) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        secret = hand_out(kind, person=cast.henk, new_address="henk@thuis.example")
    with time_machine.travel(now + LIFETIME[kind] - timedelta(seconds=1), tick=False):
        assert peek(kind, secret) is not None
    with time_machine.travel(now + LIFETIME[kind], tick=False):
        assert peek(kind, secret) is None
        assert _use(kind, secret, cast.henk) != 302


def test_a_kiosk_card_holds_until_its_owner_blocks_it(cast: Cast) -> None:
    code = hand_out(PassKind.KIOSK_CARD, person=cast.henk)
    with time_machine.travel(timezone.now() + timedelta(days=4000)):
        given = peek(PassKind.KIOSK_CARD, code)
        assert given is not None
        revoke_kiosk_card(by=cast.henk)
        assert peek(PassKind.KIOSK_CARD, code) is None
        assert kiosk_pass(str(given.pk)) is None


@pytest.mark.parametrize("kind", PassKind)
def test_a_new_pass_ends_the_one_before(kind: PassKind, cast: Cast) -> None:
    first = hand_out(kind, person=cast.henk, new_address="henk@thuis.example")
    theirs = hand_out(kind, person=cast.femke, new_address="femke@thuis.example")
    second = hand_out(kind, person=cast.henk, new_address="henk@thuis.example")
    assert peek(kind, first) is None
    assert peek(kind, second) is not None
    assert peek(kind, theirs) is not None


@pytest.mark.parametrize("kind", PassKind)
def test_a_pass_of_one_kind_opens_no_other(kind: PassKind, cast: Cast) -> None:
    secret = hand_out(kind, person=cast.henk, new_address="henk@thuis.example")
    assert [other for other in PassKind if peek(other, secret)] == [kind]


@pytest.mark.parametrize("kind", PassKind)
def test_a_pass_of_a_closed_account_opens_nothing(kind: PassKind, cast: Cast) -> None:
    secret = hand_out(kind, person=cast.henk, new_address="henk@thuis.example")
    disable_person(by=cast.admin, person=cast.henk)
    assert peek(kind, secret) is None
    enable_person(by=cast.admin, person=cast.henk)
    assert peek(kind, secret) is not None


def test_a_start_card_opens_only_with_its_own_number(cast: Cast) -> None:
    code = hand_out(PassKind.START_CARD, person=cast.henk)
    assert _use(PassKind.START_CARD, code, cast.femke) == 200
    assert peek(PassKind.START_CARD, code) is not None
    assert _use(PassKind.START_CARD, code, cast.henk) == 302


@pytest.mark.parametrize("weak", ["kort", "password1234", "Marit Hoekstra", "marit@waddenkant.example"])
def test_a_weak_password_does_not_use_the_link_up(weak: str, cast: Cast) -> None:
    secret = hand_out(PassKind.RESET_LINK, person=cast.marit)
    answer = Client().post(reverse("reset-link", args=[secret]), {"password": weak})
    assert answer.status_code != 302
    assert peek(PassKind.RESET_LINK, secret) is not None


def test_ones_own_name_does_not_use_the_card_up(cast: Cast) -> None:
    code = hand_out(PassKind.START_CARD, person=cast.henk)
    card = {"number": cast.henk.card_number, "code": code, "password": "Henk Postma"}
    assert Client().post(reverse("account_signup"), card).status_code == 200
    assert peek(PassKind.START_CARD, code) is not None
    assert _use(PassKind.START_CARD, code, cast.henk) == 302


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_of_many_uses_at_once_one_succeeds() -> None:
    person = assemble().henk
    given = peek(PassKind.START_CARD, hand_out(PassKind.START_CARD, person=person))
    assert given is not None
    barrier, won = Barrier(6), []

    def use() -> None:
        barrier.wait()
        try:
            won.append(use_up(given))
        finally:
            connections.close_all()

    threads = [Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 5 + [True]


def test_two_tabs_with_one_link_choose_one_password(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both tabs looked before either one used it up."""
    secret = hand_out(PassKind.RESET_LINK, person=cast.marit)
    given = peek(PassKind.RESET_LINK, secret)
    monkeypatch.setattr("mortel.web.account.views.peek", lambda kind, wanted: given)
    first = Client().post(reverse("reset-link", args=[secret]), {"password": NEW})
    second = Client().post(reverse("reset-link", args=[secret]), {"password": "drie andere woorden"})
    assert (first.status_code, second.status_code) == (302, 410)
    cast.marit.refresh_from_db()
    assert cast.marit.check_password(NEW)


def test_a_crash_while_the_password_is_set_does_not_use_the_card_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*args: object) -> None:
        raise OSError

    code = hand_out(PassKind.START_CARD, person=cast.henk)
    given = peek(PassKind.START_CARD, code)
    assert given is not None
    monkeypatch.setattr("mortel.apps.people.actions.accounts.tell", crash)
    with pytest.raises(OSError):
        start_with(given, password=NEW, kind=NoticeKind.STARTED)
    assert peek(PassKind.START_CARD, code) is not None
    cast.henk.refresh_from_db()
    assert not cast.henk.check_password(NEW)


def test_a_start_link_that_cannot_be_queued_is_not_in_the_ledger(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*args: object) -> None:
        raise OSError

    monkeypatch.setattr("mortel.apps.people.tasks.send_start_link", SimpleNamespace(enqueue=crash))
    with pytest.raises(OSError):
        mail_start_link(by=cast.admin, person=cast.henk)
    assert not AuditEntry.objects.filter(act="start_link_mailed").exists()


@pytest.mark.parametrize("kind", [PassKind.START_CARD, PassKind.RESET_LINK])
def test_a_pass_that_expired_goes_at_the_next_round(kind: PassKind, cast: Cast) -> None:
    hand_out(kind, person=cast.henk)
    with time_machine.travel(timezone.now() + LIFETIME[kind] - timedelta(seconds=9)):
        upkeep()
    assert Pass.objects.filter(person=cast.henk).exists()
    with time_machine.travel(timezone.now() + LIFETIME[kind] + timedelta(seconds=9)):
        upkeep()
    assert not Pass.objects.filter(person=cast.henk).exists()


def test_a_used_pass_stays_for_thirty_days(cast: Cast) -> None:
    used = peek(PassKind.KIOSK_CARD, hand_out(PassKind.KIOSK_CARD, person=cast.femke))
    assert used is not None
    revoke_kiosk_card(by=cast.femke)
    for days, stays in ((29, True), (31, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            upkeep()
        assert Pass.objects.filter(person=cast.femke).exists() == stays


def test_two_tabs_with_one_address_link_change_it_once(cast: Cast) -> None:
    given = peek(
        PassKind.NEW_ADDRESS, hand_out(PassKind.NEW_ADDRESS, person=cast.marit, new_address="m@thuis.example")
    )
    assert given is not None
    assert confirm_address(given) is not None
    assert confirm_address(given) is None
    assert AccountNotice.objects.filter(person=cast.marit, kind=NoticeKind.ADDRESS).count() == 1


def test_a_card_made_by_an_administrator_stands_in_the_ledger_without_its_code(cast: Cast) -> None:
    code = hand_out(PassKind.START_CARD, person=cast.henk, by=cast.admin)
    entry = AuditEntry.objects.get(act="pass_made")
    assert (entry.actor, entry.subject) == (cast.admin.ledger_id, cast.henk.ledger_id)
    assert code not in str(entry.details)


def test_a_blocked_kiosk_card_ends_the_session_it_opened(cast: Cast) -> None:
    code = hand_out(PassKind.KIOSK_CARD, person=cast.henk)
    kiosk = Client()
    kiosk.post(reverse("kiosk:code"), {"code": code})
    assert kiosk.get(reverse("kiosk:write")).status_code == 200
    revoke_kiosk_card(by=cast.henk)
    assert kiosk.get(reverse("kiosk:write"))["Location"] == reverse("kiosk:code")
    assert kiosk.post(reverse("kiosk:write"), {"text": "te laat"})["Location"] == reverse("kiosk:code")
    assert not Moment.objects.exists()

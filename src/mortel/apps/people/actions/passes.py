"""Secrets handed to one person: made, used once, revoked. Only a keyed hash is ever stored."""

import hmac
import secrets
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from mortel.apps.ledger.actions import record
from mortel.apps.people.actions.accounts import (
    choose_password,
    end_sessions,
    end_sessions_of,
    mark_newest_seen,
    tell,
    tell_each,
)
from mortel.apps.people.actions.organisation import one_at_a_time
from mortel.apps.people.choices import CardsFor, NoticeKind, PassKind
from mortel.apps.people.models import Pass, Person
from mortel.apps.people.newcomers import CardPrint, next_print
from mortel.apps.people.queries import card_of

# 31 signs without 0 O 1 I L: what is read from a printed card is typed right the first time.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = {PassKind.START_CARD: 10, PassKind.KIOSK_CARD: 8}
NOTICE = {
    PassKind.START_CARD: NoticeKind.NEW_CARD,
    PassKind.START_LINK: NoticeKind.NEW_LINK,
    PassKind.KIOSK_CARD: NoticeKind.KIOSK_CARD,
}
# With fewer cards the ledger does not name the team: colleagues would know who they are.
FEW = 5


def _hash(kind: PassKind, secret: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"mortel.pass.{kind}.{secret}".encode(), sha256).hexdigest()


def normalised(code: str) -> str:
    """What was typed from a card, without spaces and dashes and in capitals."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def new_code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _new_secret(kind: PassKind) -> str:
    length = CODE_LENGTH.get(kind)
    return new_code(length) if length else secrets.token_urlsafe(32)


def _lifetime(kind: PassKind) -> timedelta | None:
    return {
        PassKind.START_CARD: timedelta(days=settings.RETENTION["start_card"]),
        PassKind.START_LINK: timedelta(days=settings.START_LINK_DAYS),
        PassKind.RESET_LINK: timedelta(minutes=settings.RESET_LINK_MINUTES),
        PassKind.NEW_ADDRESS: timedelta(days=1),
    }.get(kind)


@transaction.atomic
def hand_out(
    kind: PassKind, *, person: Person, by: Person | None = None, new_address: str | None = None
) -> str:
    """Make a pass and return its secret, which exists nowhere else. An older unused one of its kind dies.

    A start card made by somebody else ends the person's sessions: she will notice.
    """
    secret = _hand_out_each(kind, [person], by, new_address)[0]
    if by is not None and by.pk != person.pk:
        record("pass_made", actor=by.ledger_id, subject=person.ledger_id, details={"kind": kind})
    return secret


def _hand_out_each(
    kind: PassKind, people: Sequence[Person], by: Person | None, new_address: str | None = None
) -> list[str]:
    """Within the caller's transaction, and not in the ledger yet."""
    now, lifetime, secret_of = timezone.now(), _lifetime(kind), [_new_secret(kind) for _ in people]
    Pass.objects.filter(person__in=people, kind=kind, used_at=None).update(used_at=now)
    Pass.objects.bulk_create(
        Pass(
            person=person,
            kind=kind,
            secret_hash=_hash(kind, secret),
            made_at=now,
            expires_at=now + lifetime if lifetime else None,
            new_address=new_address,
        )
        for person, secret in zip(people, secret_of, strict=True)
    )
    if kind in NOTICE:
        tell_each(people, NOTICE[kind], by=by)
    if kind == PassKind.START_CARD and by is not None:
        end_sessions_of([person for person in people if person.pk != by.pk])
    return secret_of


class CardsChanged(Exception):
    """Others wait for a card than were shown, or other cards would stop working: look again."""


def stopping(person: Person, kind: PassKind) -> str:
    """Which card of hers stops working when another one of this kind is made; empty for none. One query."""
    card = card_of(person, kind)
    return card.made_at.isoformat() if card else ""


def hand_out_card(kind: PassKind, *, person: Person, by: Person, instead_of: str) -> str:
    """As `hand_out`, in place of the card that was shown (`stopping`).

    Raises CardsChanged when another one stands there: whoever reloads the page with the code, or taps twice, would
    stop the very card that lies in the printer.
    """
    with one_at_a_time():
        if stopping(person, kind) != instead_of:
            raise CardsChanged
        return hand_out(kind, person=person, by=by)


def hand_out_start_cards(
    *,
    by: Person,
    team: uuid.UUID | None,
    only: Collection[uuid.UUID] | None = None,
    fingerprint: str,
    again: bool = False,
) -> list[tuple[Person, str, str]]:
    """A start card for each on the print that was shown (`fingerprint`): who, her team, and the code.

    Raises CardsChanged. The ledger gets one line that names nobody: a line each would be a dated list of who has not
    joined, for all who read it (docs/decisions/0006).
    """
    with one_at_a_time():
        cards = next_print(team=team, only=only, again=again, locked=True)
        if not cards.newcomers or cards.fingerprint != fingerprint:
            raise CardsChanged
        codes = _hand_out_each(PassKind.START_CARD, [one.person for one in cards.newcomers], by)
        details = {"number": len(codes), "team": CardsFor.LIST if only is not None else _named(team, cards)}
        record("start_cards_made", actor=by.ledger_id, details=details)
    return [(one.person, one.where, code) for one, code in zip(cards.newcomers, codes, strict=True)]


def _named(team: uuid.UUID | None, cards: CardPrint) -> str:
    if team is None:
        return CardsFor.EVERYBODY
    return cards.newcomers[0].where if len(cards.newcomers) >= FEW else CardsFor.SMALL_TEAM


def _open(kind: PassKind, secret: str, now: datetime) -> Pass | None:
    alive = Q(expires_at=None) | Q(expires_at__gt=now)
    rows = Pass.objects.filter(alive, secret_hash=_hash(kind, secret), kind=kind, used_at=None)
    return rows.filter(person__is_active=True).select_related("person").first()


def peek(kind: PassKind, secret: str) -> Pass | None:
    """The open pass with this secret, without using it up; None when unknown, used, expired or closed."""
    return _open(kind, secret, timezone.now())


def kiosk_pass(pk: str | None) -> Pass | None:
    """The open kiosk card behind a capture-only session; None once it is revoked or its owner's account closed."""
    rows = Pass.objects.filter(kind=PassKind.KIOSK_CARD, used_at=None, person__is_active=True)
    return rows.filter(pk=pk).select_related("person").first() if pk else None


def use_up(given: Pass) -> bool:
    """Use a single-use pass; False when somebody was just before."""
    return bool(Pass.objects.filter(pk=given.pk, used_at=None).update(used_at=timezone.now()))


@transaction.atomic
def start_with(given: Pass, *, password: str, kind: NoticeKind) -> Person | None:
    """Use the pass up and set its owner's password, both or neither; None when somebody was just before.

    That this card or link was made is no news to who holds it; that others were made before it is.
    """
    if not use_up(given):
        return None
    if given.kind in NOTICE:
        mark_newest_seen(by=given.person, kind=NOTICE[PassKind(given.kind)])
    return choose_password(by=given.person, password=password, kind=kind)


@transaction.atomic
def revoke_kiosk_card(*, by: Person) -> None:
    """Block her card for the shared device."""
    if Pass.objects.filter(person=by, kind=PassKind.KIOSK_CARD, used_at=None).update(used_at=timezone.now()):
        tell(by, NoticeKind.KIOSK_REVOKED)


@transaction.atomic
def confirm_address(given: Pass) -> Person | None:
    """Give the person her new address; None when the pass was used or the address is now another's."""
    address = given.new_address or ""
    if Person.objects.filter(email_key=address.lower()).exclude(pk=given.person_id).exists():
        return None
    if not address or not use_up(given):
        return None
    given.person.email = address
    try:
        with transaction.atomic():
            given.person.save(update_fields=["email", "email_key"])
    except IntegrityError:
        return None  # Somebody else got this address since the look above.
    end_sessions(given.person)
    tell(given.person, NoticeKind.ADDRESS)
    return given.person

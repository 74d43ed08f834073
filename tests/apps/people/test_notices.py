"""Her own log: what happened to her account is shown to her, and nobody can silence it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.people.actions.accounts import (
    choose_password,
    disable_person,
    enable_person,
    mark_seen,
    set_grants,
)
from mortel.apps.people.actions.passes import hand_out, revoke_kiosk_card
from mortel.apps.people.choices import GrantKind, NoticeKind, PassKind
from mortel.apps.people.models import AccountNotice
from mortel.apps.people.queries import own_log, unseen_notices
from mortel.apps.people.tasks import mail_start_link, upkeep
from tests.cast import Cast


def _opened_again(cast: Cast) -> None:
    disable_person(by=cast.admin, person=cast.marit)
    AccountNotice.objects.all().delete()
    enable_person(by=cast.admin, person=cast.marit)


def _blocked(cast: Cast) -> None:
    hand_out(PassKind.KIOSK_CARD, person=cast.marit)
    AccountNotice.objects.all().delete()
    revoke_kiosk_card(by=cast.marit)


HAPPENS: dict[str, tuple[Callable[[Cast], object], NoticeKind, bool]] = {
    "start card": (
        lambda cast: hand_out(PassKind.START_CARD, person=cast.marit, by=cast.admin),
        NoticeKind.NEW_CARD,
        True,
    ),
    "start link": (lambda cast: mail_start_link(by=cast.admin, person=cast.marit), NoticeKind.NEW_LINK, True),
    "kiosk card by an administrator": (
        lambda cast: hand_out(PassKind.KIOSK_CARD, person=cast.marit, by=cast.admin),
        NoticeKind.KIOSK_CARD,
        True,
    ),
    "own kiosk card": (
        lambda cast: hand_out(PassKind.KIOSK_CARD, person=cast.marit, by=cast.marit),
        NoticeKind.KIOSK_CARD,
        False,
    ),
    "kiosk card blocked": (_blocked, NoticeKind.KIOSK_REVOKED, False),
    "roles": (
        lambda cast: set_grants(by=cast.admin, person=cast.marit, kinds=frozenset({GrantKind.GUIDE})),
        NoticeKind.GRANT,
        True,
    ),
    "closed": (lambda cast: disable_person(by=cast.admin, person=cast.marit), NoticeKind.DISABLED, True),
    "opened": (_opened_again, NoticeKind.ENABLED, True),
    "password": (
        lambda cast: choose_password(by=cast.marit, password="drie woorden", kind=NoticeKind.PASSWORD),
        NoticeKind.PASSWORD,
        False,
    ),
}


@pytest.mark.parametrize("what", HAPPENS)
def test_what_happens_to_an_account_stands_in_its_log(what: str, cast: Cast) -> None:
    happen, kind, by_administrator = HAPPENS[what]
    happen(cast)
    (notice,) = AccountNotice.objects.all()
    assert (notice.person, notice.kind, notice.by_administrator) == (cast.marit, kind, by_administrator)
    assert notice.seen_at is None


def test_giving_somebody_the_roles_she_has_says_nothing(cast: Cast) -> None:
    set_grants(by=cast.admin, person=cast.guide, kinds=frozenset({GrantKind.GUIDE}))
    assert not AccountNotice.objects.exists()


def test_every_kind_of_notice_has_a_sentence_of_its_own() -> None:
    sentences = {str(kind.label) for kind in NoticeKind}
    assert len(sentences) == len(NoticeKind)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_it_is_shown_at_her_next_visit_until_she_has_read_it(cast: Cast) -> None:
    hand_out(PassKind.START_CARD, person=cast.marit, by=cast.admin)
    cast.marit.refresh_from_db()
    phone = Client(headers={"accept-language": "en"})
    phone.force_login(cast.marit)
    sentence = b"A new start card was made for you."
    assert sentence in phone.get("/").content
    assert sentence in phone.get("/").content
    phone.post(reverse("notices-seen"), {"until": timezone.now().isoformat()})
    assert sentence not in phone.get("/").content
    assert sentence in phone.get(reverse("account")).content


def test_reading_covers_only_what_the_page_showed(cast: Cast) -> None:
    hand_out(PassKind.KIOSK_CARD, person=cast.marit, by=cast.admin)
    shown = timezone.now()
    with time_machine.travel(shown + timedelta(minutes=1)):
        disable_person(by=cast.admin, person=cast.marit)
        mark_seen(by=cast.marit, until=shown)
        assert [notice.kind for notice in unseen_notices(cast.marit)] == [NoticeKind.DISABLED]


def test_a_later_day_in_the_form_does_not_silence_what_is_still_to_come(cast: Cast) -> None:
    phone = Client()
    phone.force_login(cast.marit)
    phone.post(reverse("notices-seen"), {"until": "2999-01-01T00:00:00+00:00"})
    hand_out(PassKind.KIOSK_CARD, person=cast.marit, by=cast.admin)
    assert len(unseen_notices(cast.marit)) == 1


@pytest.mark.parametrize("until", ["", "gisteren", "2026-13-40", "2026-01-01", "2999-01-01T00:00:00"])
def test_a_strange_day_in_the_form_is_no_fault(until: str, cast: Cast) -> None:
    phone = Client()
    phone.force_login(cast.marit)
    assert phone.post(reverse("notices-seen"), {"until": until}).status_code == 302


def test_nobody_reads_for_somebody_else(cast: Cast) -> None:
    hand_out(PassKind.START_CARD, person=cast.marit, by=cast.admin)
    mark_seen(by=cast.admin, until=timezone.now())
    assert len(unseen_notices(cast.marit)) == 1
    assert len(own_log(cast.admin)) == 0


def test_old_lines_go_after_a_year_but_not_unread(cast: Cast) -> None:
    hand_out(PassKind.KIOSK_CARD, person=cast.marit, by=cast.admin)
    hand_out(PassKind.KIOSK_CARD, person=cast.femke, by=cast.admin)
    mark_seen(by=cast.marit, until=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(days=364)):
        assert upkeep()["notices"] == 0
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert upkeep()["notices"] == 1
        assert len(unseen_notices(cast.femke)) == 1

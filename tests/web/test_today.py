"""Vandaag: capture for a form and for a phone's outbox, one quiet question, a warning that never blocks."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.moments.actions.moments import capture_moment, delete_moment
from mortel.apps.moments.actions.quiet import keep_quiet
from mortel.apps.moments.models import Moment
from mortel.apps.moments.queries import lookback_of, moments_of
from mortel.apps.people.actions.accounts import tell
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.choices import NoticeKind, PassKind
from mortel.apps.people.models import Person
from mortel.web.today import keeping
from tests.cast import Cast

SignedIn = Callable[[Person], Client]
JSON = {"HTTP_ACCEPT": "application/json"}
NEW = "/momenten/nieuw"


def test_a_sentence_is_saved_and_stands_on_the_page(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    page = client.post(NEW, {"text": "De radio eerst aan."}, follow=True).content.decode()
    assert "De radio eerst aan." in page


def test_an_empty_field_gets_a_sentence_and_a_long_text_is_kept_on_the_screen(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.marit)
    assert client.post(NEW, {"text": "  "}).status_code == 400
    long = "lang " * 2_001
    answer = client.post(NEW, {"text": long})
    assert answer.status_code == 400
    assert long.strip() in answer.content.decode()
    assert moments_of(cast.marit) == []


def test_a_text_of_invisible_signs_makes_no_empty_card(cast: Cast, signed_in: SignedIn) -> None:
    client, nothing = signed_in(cast.marit), "\u200b \u00a0\ufeff\u3164"
    assert client.post(NEW, {"text": nothing}).status_code == 400
    assert moments_of(cast.marit) == []
    pk, _ = capture_moment(by=cast.marit, text="de radio")
    assert (
        client.post(reverse("moments:edit", args=[pk]), {"text": nothing, "revision": 1}).status_code == 400
    )
    answer = {"prompt": "mp.tried", "text": nothing}
    assert client.post(reverse("moments:answer", args=[pk]), answer).status_code == 400
    client.post(reverse("me:then-and-now"), {"then": nothing, "now": f"zelf bellen\n{nothing}"})
    kept = lookback_of(cast.marit)
    assert kept
    assert (kept.then, kept.now) == ((), ("zelf bellen",))


def test_a_sign_that_nobody_can_type_is_left_out(cast: Cast, signed_in: SignedIn) -> None:
    signed_in(cast.marit).post(NEW, {"text": "de radio\0 aan"})
    assert [entry.text for entry in moments_of(cast.marit)] == ["de radio aan"]


def test_the_outbox_gets_json(cast: Cast, signed_in: SignedIn) -> None:
    client, client_id = signed_in(cast.marit), str(uuid.uuid4())
    fields = {
        "text": "vanaf de telefoon",
        "client_id": client_id,
        "owner": str(cast.marit.device_tag),
        "v": "1",
    }
    first, again = client.post(NEW, fields, **JSON), client.post(NEW, fields, **JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() == {"saved": first.json()["saved"]}


def test_an_entry_of_somebody_else_on_this_phone_is_not_taken(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.marit).post(
        NEW, {"text": "van Femke", "owner": str(cast.femke.device_tag)}, **JSON
    )
    assert answer.status_code == 409
    assert moments_of(cast.marit) == moments_of(cast.femke) == []


def test_a_moment_deleted_meanwhile_does_not_come_back_and_the_phone_forgets_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, fields = signed_in(cast.marit), {"text": "weer weg", "client_id": str(uuid.uuid4())}
    client.post(NEW, fields)
    delete_moment(by=cast.marit, moment_id=moments_of(cast.marit)[0].id)
    told, page = client.post(NEW, fields, **JSON), client.post(NEW, fields)
    assert (told.status_code, told.json()) == (410, {"gone": True})
    assert (page.status_code, moments_of(cast.marit)) == (302, [])


def test_signed_out_the_phone_is_told_and_the_form_gets_its_text_back(cast: Cast, client: Client) -> None:
    assert client.post(NEW, {"text": "nog niet weg"}, **JSON).status_code == 401
    answer = client.post(NEW, {"text": "nog niet weg"})
    assert (answer.status_code, "nog niet weg" in answer.content.decode()) == (401, True)


def test_a_locked_database_is_said_and_the_text_stays(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(**_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(keeping, "capture_moment", locked)
    client = signed_in(cast.marit)
    assert client.post(NEW, {"text": "blijft hier"}, **JSON).status_code == 503
    answer = client.post(NEW, {"text": "blijft hier"})
    assert (answer.status_code, "blijft hier" in answer.content.decode()) == (503, True)


def test_a_stale_page_gives_the_text_back(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.marit)
    answer = strict.post(NEW, {"text": "een zin die niet weg mag"})
    assert (answer.status_code, "een zin die niet weg mag" in answer.content.decode()) == (403, True)


def test_one_quiet_question_is_asked_and_skipping_ends_it_for_this_visit(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.marit)
    pk, _ = capture_moment(by=cast.marit, text="Net uitgezocht.")
    page = client.get("/").content.decode()
    assert page.count('id="quiet-question"') == 1
    client.post(reverse("today:answer", args=[pk]), {"prompt": "mp.source", "answer": "skip"})
    assert "quiet-question" not in client.get("/").content.decode()


def test_one_tap_answers_where_it_came_from(cast: Cast, signed_in: SignedIn) -> None:
    pk, _ = capture_moment(by=cast.marit, text="Net uitgezocht.")
    address = reverse("today:answer", args=[pk])
    signed_in(cast.marit).post(address, {"prompt": "mp.source", "answer": "src.colleagues"})
    assert moments_of(cast.marit)[0].chosen("src") == ["src.colleagues"]
    signed_in(cast.marit).post(address, {"prompt": "mp.source", "answer": "src.made_up"})
    assert moments_of(cast.marit)[0].chosen("src") == ["src.colleagues"]


def test_in_a_pause_nothing_or_only_something_soft_is_asked(cast: Cast, signed_in: SignedIn) -> None:
    capture_moment(by=cast.marit, text="Net uitgezocht.")
    far = moments_of(cast.marit)[0].received_at.date().replace(year=2099)
    keep_quiet(by=cast.marit, until=far, softer=False)
    assert "quiet-question" not in signed_in(cast.marit).get("/").content.decode()
    keep_quiet(by=cast.marit, until=far, softer=True)
    assert 'value="mp.soft_' in signed_in(cast.marit).get("/").content.decode()


def test_a_text_like_client_data_is_named_after_saving_and_never_stopped(
    cast: Cast, signed_in: SignedIn
) -> None:
    page = signed_in(cast.marit).post(NEW, {"text": "Bel mevrouw Jansen op 06 12345678"}, follow=True)
    assert len(moments_of(cast.marit)) == 1
    assert "client-data" in page.content.decode()
    clean = signed_in(cast.femke).post(NEW, {"text": "Meneer wilde niet onder de douche."}, follow=True)
    assert "client-data" not in clean.content.decode()


def test_the_warning_moves_from_the_field_to_the_moment_itself(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    client.post(NEW, {"text": "Bel mevrouw Jansen op 06 12345678"})
    page = client.get("/").content.decode()
    assert page.count("client-data") == 1
    assert page.index("client-data") < page.index('id="unsent"') < page.index('id="recent"')
    Moment.objects.update(received_at=timezone.now() - timedelta(minutes=3))
    later = client.get("/").content.decode()
    assert later.count("client-data") == 1
    assert later.index("client-data") > later.index('id="recent"')


def test_shared_text_only_refills_the_field(cast: Cast, signed_in: SignedIn, client: Client) -> None:
    for browser in (signed_in(cast.marit), client):
        answer = browser.post(
            "/delen", {"title": "Titel", "text": "gedeelde tekst", "url": "https://x.example"}
        )
        assert "gedeelde tekst" in answer.content.decode()
    assert moments_of(cast.marit) == []


def test_the_session_page_gives_the_phone_a_tag_and_a_fresh_token(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.marit).get("/sessie")
    assert answer.json()["owner"] == str(cast.marit.device_tag)
    assert len(answer.json()["csrf"]) >= 32
    assert answer["Cache-Control"] == "no-store"
    assert Client().get("/sessie").status_code == 401


def test_vandaag_takes_a_fixed_number_of_queries(
    cast: Cast, signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = signed_in(cast.marit)
    for number in range(5):
        capture_moment(by=cast.marit, text=f"moment {number}")
    client.get("/")
    with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
        client.get("/")


def test_what_happened_to_her_account_is_shown_until_she_read_it(cast: Cast, signed_in: SignedIn) -> None:
    tell(cast.marit, NoticeKind.NEW_CARD, by=cast.admin)
    client = signed_in(cast.marit)
    page = client.get("/").content.decode()
    assert 'id="account-news"' in page
    until = page.split('name="until" value="')[1].split('"')[0]
    client.post(reverse("notices-seen"), {"until": until})
    assert 'id="account-news"' not in client.get("/").content.decode()


def test_equal_lines_about_an_account_are_one_and_the_card_she_began_with_is_no_news(cast: Cast) -> None:
    Person.objects.filter(pk=cast.henk.pk).update(password="!")
    for _ in range(4):
        code = hand_out(PassKind.START_CARD, person=cast.henk, by=cast.admin)
    client, made = Client(), "Er is een nieuwe startkaart voor je gemaakt."
    card = {"number": cast.henk.card_number, "code": code, "password": "wolken boven zee"}
    client.post(reverse("account_signup"), card)
    page = client.get("/").content.decode()
    assert page.count(made) == 1
    assert "3 keer, laatst op" in page
    until = page.split('name="until" value="')[1].split('"')[0]
    client.post(reverse("notices-seen"), {"until": until})
    assert 'id="account-news"' not in client.get("/").content.decode()
    assert client.get(reverse("account")).content.decode().count(made) == 4


def test_one_card_that_she_began_with_is_no_news_at_all(cast: Cast) -> None:
    code = hand_out(PassKind.START_CARD, person=cast.henk, by=cast.admin)
    client = Client()
    card = {"number": cast.henk.card_number, "code": code, "password": "wolken boven zee"}
    client.post(reverse("account_signup"), card)
    page = client.get("/").content.decode()
    assert "Er is een nieuwe startkaart" not in page


def test_what_she_did_herself_in_this_session_is_no_news_until_the_next(
    cast: Cast, signed_in: SignedIn
) -> None:
    client = signed_in(cast.marit)
    client.get("/")
    tell(cast.marit, NoticeKind.KIOSK_CARD)
    assert 'id="account-news"' not in client.get("/").content.decode()
    session = signed_in(cast.marit)
    session.get("/")
    stored = session.session
    stored["began"] = stored["began"] + 10
    stored.save()
    assert 'id="account-news"' in session.get("/").content.decode()


@pytest.mark.parametrize(
    "until", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-01-01", "x"]
)
def test_an_odd_time_of_reading_breaks_nothing(cast: Cast, signed_in: SignedIn, until: str) -> None:
    assert signed_in(cast.marit).post(reverse("notices-seen"), {"until": until}).status_code == 302

"""What somebody typed comes back to her, whatever went wrong."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions import moments
from mortel.apps.moments.actions.moments import capture_moment, delete_moment, edit_moment, forget_earlier
from mortel.apps.people.models import Person
from tests.cast import PASSWORD, Cast

SignedIn = Callable[[Person], Client]
HIDDEN = re.compile(r'<input type="hidden" name="before" value="([^"]*)"')
SENTENCE = "een lange zin waar ik over nagedacht heb"


@pytest.mark.parametrize("name", ["moments:edit", "moments:answer"])
def test_signed_out_in_another_tab_the_text_is_given_back(cast: Cast, name: str) -> None:
    pk, _ = capture_moment(by=cast.marit, text="eerst")
    answer = Client().post(reverse(name, args=[pk]), {"text": SENTENCE})
    assert (answer.status_code, SENTENCE in answer.content.decode()) == (401, True)


def test_the_lists_are_given_back_too(cast: Cast) -> None:
    answer = Client().post(reverse("me:then-and-now"), {"then": SENTENCE, "now": "iets anders dan toen"})
    assert SENTENCE in answer.content.decode()
    assert "iets anders dan toen" in answer.content.decode()


def test_edited_after_it_was_deleted_elsewhere_the_text_is_given_back(
    cast: Cast, signed_in: SignedIn
) -> None:
    pk, _ = capture_moment(by=cast.marit, text="eerst")
    delete_moment(by=cast.marit, moment_id=pk)
    answer = signed_in(cast.marit).post(reverse("moments:edit", args=[pk]), {"text": SENTENCE, "revision": 1})
    assert (answer.status_code, SENTENCE in answer.content.decode()) == (404, True)


def test_a_password_is_never_given_back(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.marit)
    for name in ("account_change_password", "change-address", "me:delete-all"):
        page = strict.post(reverse(name), {"current": PASSWORD, "password": PASSWORD}).content.decode()
        assert PASSWORD not in page


def test_what_capture_takes_edit_takes_too(cast: Cast, signed_in: SignedIn) -> None:
    """A browser sends every line end as two characters."""
    text = "\r\n".join(["a" * 98] * 101)[:-1]
    client = signed_in(cast.marit)
    client.post("/momenten/nieuw", {"text": text[: 10_000 + 100]})
    pk, _ = capture_moment(by=cast.marit, text="kort")
    answer = client.post(reverse("moments:edit", args=[pk]), {"text": text, "revision": 1})
    assert answer.status_code == 302


def test_an_earlier_version_can_be_taken_out_for_good(cast: Cast, signed_in: SignedIn) -> None:
    pk, _ = capture_moment(by=cast.marit, text="Mevrouw De Vries belde")
    edit_moment(by=cast.marit, moment_id=pk, text="Iemand belde", revision=1)
    client, address = signed_in(cast.marit), reverse("moments:moment", args=[pk])
    page = client.get(address).content.decode()
    assert "De Vries" in page
    at = moment_for(cast.marit, pk).history[0][1]
    client.post(reverse("moments:forget", args=[pk]), {"at": at.isoformat()})
    assert "De Vries" not in client.get(address).content.decode()
    assert moment_for(cast.marit, pk).text == "Iemand belde"


def test_an_earlier_version_is_taken_out_though_another_was_taken_out_at_the_same_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk, _ = capture_moment(by=cast.marit, text="eerste")
    edit_moment(by=cast.marit, moment_id=pk, text="tweede", revision=1)
    edit_moment(by=cast.marit, moment_id=pk, text="derde", revision=2)
    stale = moment_for(cast.marit, pk)
    forget_earlier(by=cast.marit, moment_id=pk, at=stale.history[0][1])
    seen = iter([stale])
    monkeypatch.setattr(moments, "moment_for", lambda by, pk: next(seen, None) or moment_for(by, pk))
    for _again in range(2):
        forget_earlier(by=cast.marit, moment_id=pk, at=stale.history[1][1])
    assert moment_for(cast.marit, pk).history == ()


def test_an_empty_answer_is_not_called_saved(cast: Cast, signed_in: SignedIn) -> None:
    pk, _ = capture_moment(by=cast.marit, text="eerst")
    answer = signed_in(cast.marit).post(
        reverse("moments:answer", args=[pk]), {"prompt": "mp.tried", "text": " "}
    )
    assert answer.status_code == 400


def test_of_two_tabs_with_one_question_the_second_sees_both_answers_and_can_still_save(
    cast: Cast, signed_in: SignedIn
) -> None:
    pk, _ = capture_moment(by=cast.marit, text="eerst")
    client, address = signed_in(cast.marit), reverse("moments:answer", args=[pk])
    client.post(address, {"prompt": "mp.tried", "text": "uit de eerste tab", "before": ""})
    told = client.post(address, {"prompt": "mp.tried", "text": SENTENCE, "before": ""})
    page = told.content.decode()
    assert told.status_code == 400
    assert f"{SENTENCE}</textarea>" in page
    assert '<dd>uit de eerste tab <a class="small"' in page
    before = HIDDEN.findall(page)
    assert before == ["uit de eerste tab"]
    again = client.post(address, {"prompt": "mp.tried", "text": SENTENCE, "before": before[0]})
    assert (again.status_code, moment_for(cast.marit, pk).answers) == (302, {"mp.tried": SENTENCE})


def test_another_character_set_is_refused_and_breaks_nothing(cast: Cast, client: Client) -> None:
    for charset in ("unicode_escape", "utf-7", "idna"):
        kind = f"application/x-www-form-urlencoded; charset={charset}"
        assert client.post("/aanmelden/", "login=x", content_type=kind).status_code == 400


def test_short_fields_are_given_back_too_and_what_the_form_added_is_not(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    typed = {"label": "Prikbord", "note": "Omschrijving", "address": "https://toolbox.example/a"}
    own = {
        "form": "7d9f0c1e-5b7c-4a57-9d6c-0d2a3f1b2c3d",
        "revision": "12",
        "effort": "small",
        "about": "sub.sharing.access",
    }
    page = strict.post("/bibliotheek/eigen/kaarten/nieuw/", typed | own).content.decode()
    assert [text for text in typed.values() if text not in page] == []
    assert [value for value in own.values() if f">{value}<" in page or f"\n{value}\n" in page] == []


def test_a_switch_of_language_or_colours_comes_back_to_the_same_view(cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.marit), "/bibliotheek/kaarten/?effort=small&page=2"
    page = client.get(address).content.decode()
    assert page.count('name="next" value="/bibliotheek/kaarten/?effort=small&amp;page=2"') == 2
    assert client.post(reverse("theme"), {"theme": "dark", "next": address}).headers["Location"] == address

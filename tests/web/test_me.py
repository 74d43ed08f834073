"""Ik: look back, then and now, a pause, everything along, everything gone."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.moments.actions.marks import answer_placing, choose_place, mark, set_wovenness
from mortel.apps.moments.actions.moments import answer_prompt, capture_moment
from mortel.apps.moments.queries import lookback_of, moments_of, number_of_moments, quiet_of
from mortel.apps.people.actions.absence import replace_listed
from mortel.apps.people.models import Person
from mortel.apps.people.workforce import away_of
from mortel.pure.personnel.absence import Period
from mortel.pure.personnel.plan import AwayDates
from tests.cast import CANARY, PASSWORD, Cast

SignedIn = Callable[[Person], Client]


def test_dit_kwam_erbij_shows_own_lines_by_where_they_came_from(cast: Cast, signed_in: SignedIn) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    capture_moment(by=cast.marit, text="Dit is te lang geleden.", taken_at=long_ago)
    pk, _ = capture_moment(by=cast.marit, text="Van een collega gehoord. En nog meer.")
    mark(by=cast.marit, moment_id=pk, group="src", marks={"src.colleagues": None})
    page = signed_in(cast.marit).get(reverse("me:gained")).content.decode()
    assert "Van een collega gehoord." in page
    assert "Dit is te lang geleden." not in page
    year = signed_in(cast.marit).get(reverse("me:gained") + "?jaar=1").content.decode()
    assert "Dit is te lang geleden." in year


def test_then_and_now_is_kept_shown_and_its_differences_become_moments(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, address = signed_in(cast.marit), reverse("me:then-and-now")
    client.post(address, {"then": "Ik vroeg alles", "now": "Ik vroeg alles\nAnderen vragen mij"})
    assert lookback_of(cast.marit).gained == ["Anderen vragen mij"]  # type: ignore[union-attr]
    assert "two-lists__new" in client.get(address).content.decode()
    client.post(reverse("me:keep-line"), {"line": "Anderen vragen mij"})
    assert [entry.text for entry in moments_of(cast.marit)] == ["Anderen vragen mij"]


def fields(page: str) -> dict[str, str]:
    """What a browser would send from this page: the two lists and the version they belong to."""
    version = re.search(r'name="version" value="([^"]+)"', page)
    texts = re.findall(r'<textarea name="(then|now)"[^>]*>\n([^<]*)</textarea>', page)
    return {"version": version[1] if version else "", **dict(texts)}


def test_of_two_tabs_with_lists_the_second_gets_its_text_back_and_can_still_keep_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, address = signed_in(cast.marit), reverse("me:then-and-now")
    client.post(address, fields(client.get(address).content.decode()) | {"then": "alleen", "now": "samen"})
    one = two = fields(client.get(address + "?wijzig=1").content.decode())
    client.post(address, one | {"now": "uit de eerste tab"})
    answer = client.post(address, two | {"now": "uit de tweede tab"})
    page = answer.content.decode()
    assert (answer.status_code, lookback_of(cast.marit).now) == (400, ("uit de eerste tab",))  # type: ignore[union-attr]
    assert fields(page)["now"] == "uit de tweede tab"
    assert "uit de eerste tab" in page
    assert client.post(address, fields(page)).status_code == 302
    assert lookback_of(cast.marit).now == ("uit de tweede tab",)  # type: ignore[union-attr]


def test_of_two_tabs_that_begin_lists_the_second_gets_its_text_back(cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.marit), reverse("me:then-and-now")
    empty = fields(client.get(address).content.decode())
    client.post(address, empty | {"now": "uit de eerste tab"})
    answer = client.post(address, empty | {"now": "uit de tweede tab"})
    assert (answer.status_code, fields(answer.content.decode())["now"]) == (400, "uit de tweede tab")
    assert lookback_of(cast.marit).now == ("uit de eerste tab",)  # type: ignore[union-attr]


def test_a_double_tap_on_save_gives_no_fault(cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.marit), reverse("me:then-and-now")
    typed = fields(client.get(address).content.decode()) | {"now": "samen"}
    assert [client.post(address, typed).status_code for _ in (1, 2)] == [302, 302]


def test_lists_of_before_everything_was_deleted_do_not_come_back_unasked(
    cast: Cast, signed_in: SignedIn
) -> None:
    client, address = signed_in(cast.marit), reverse("me:then-and-now")
    client.post(address, {"then": "alleen", "now": "samen"})
    old = fields(client.get(address + "?wijzig=1").content.decode())
    client.post(reverse("me:delete-all"), {"current": PASSWORD})
    answer = client.post(address, old)
    assert (answer.status_code, lookback_of(cast.marit)) == (400, None)
    assert client.post(address, fields(answer.content.decode())).status_code == 302


def test_lists_that_are_too_long_are_given_back(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.marit).post(reverse("me:then-and-now"), {"then": "a" * 6_000, "now": "b" * 6_000})
    assert answer.status_code == 400
    assert "a" * 6_000 in answer.content.decode()


def test_a_pause_begins_and_ends_when_she_says(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    client.post(reverse("me:pause"), {"kind": "softer", "weeks": "2"})
    quiet = quiet_of(cast.marit, timezone.localdate())
    assert quiet is not None
    assert (quiet.softer, quiet.until) == (True, timezone.localdate() + timedelta(weeks=2))
    client.post(reverse("me:pause"), {"stop": "1"})
    assert quiet_of(cast.marit, timezone.localdate()) is None


def days_away(person: Person) -> list[tuple[int, int | None]]:
    today = timezone.localdate()
    return [
        ((one.starts - today).days, (one.ends - today).days if one.ends else None) for one in away_of(person)
    ]


def iso(later: int) -> str:
    return (timezone.localdate() + timedelta(days=later)).isoformat()


def test_she_says_when_she_is_away_changes_it_and_takes_it_away(cast: Cast, signed_in: SignedIn) -> None:
    client, address = signed_in(cast.marit), reverse("me:away")
    assert "Nog geen dagen" in client.get(address).content.decode()
    assert client.post(address, {"starts": iso(-2), "ends": iso(9)})["Location"] == address
    client.post(address, {"starts": iso(40), "ends": ""})
    assert days_away(cast.marit) == [(-2, 9), (40, None)]
    page = client.get(address).content.decode()
    change = re.findall(r'href="(\?wijzig=[^"#]+)#', page)
    assert len(change) == 2
    assert f'value="{iso(9)}"' in client.get(address + change[0]).content.decode()
    client.post(address + change[0], {"starts": iso(-2), "ends": iso(12)})
    assert days_away(cast.marit) == [(-2, 12), (40, None)]
    remove = re.findall(r'name="remove" value="([^"]+)"', page)
    client.post(address, {"remove": remove[0]})
    assert days_away(cast.marit) == [(40, None)]


def test_dates_of_a_list_are_shown_and_can_only_be_taken_away(cast: Cast, signed_in: SignedIn) -> None:
    starts = timezone.localdate()
    replace_listed([AwayDates("1001", (Period(starts, None),))])
    client, address = signed_in(cast.marit), reverse("me:away")
    page = client.get(address).content.decode()
    assert "Dit komt uit de personeelslijst." in page
    assert "wijzig=" not in page
    pk = away_of(cast.marit)[0].pk
    assert client.get(f"{address}?wijzig={pk}").status_code == 404
    client.post(address, {"remove": str(pk)})
    assert days_away(cast.marit) == []


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("", "", "Kies de eerste dag."),
        ("morgen", "", "Deze dag kennen we niet."),
        (5, 4, "De laatste dag ligt voor de eerste."),
        (-5, -1, "Deze dag is voorbij. Kies vandaag of later."),
        (4000, "", "Klopt het jaar?"),
        ("0026-03-01", "", "Klopt het jaar?"),
        (40, 50, "Je hebt al datums vanaf deze dag. Verander die."),
    ],
)
def test_days_that_cannot_be_get_one_sentence_and_stay_in_the_form(
    cast: Cast, signed_in: SignedIn, starts: int | str, ends: int | str, said: str
) -> None:
    client, address = signed_in(cast.marit), reverse("me:away")
    client.post(address, {"starts": iso(40), "ends": ""})
    typed = {
        name: day if isinstance(day, str) else iso(day) for name, day in (("starts", starts), ("ends", ends))
    }
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, days_away(cast.marit)) == (400, [(40, None)])
    assert said in page
    assert page.count('_error"><span>') == 1
    assert not typed["starts"] or f'value="{typed["starts"]}"' in page


def test_nobody_else_can_change_or_take_away_her_days(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("me:away")
    signed_in(cast.marit).post(address, {"starts": iso(1), "ends": ""})
    pk = away_of(cast.marit)[0].pk
    for other in (cast.femke, cast.joke, cast.hr, cast.admin):
        client = signed_in(other)
        assert str(pk) not in client.get(address).content.decode()
        assert client.get(f"{address}?wijzig={pk}").status_code == 404
        assert client.post(f"{address}?wijzig={pk}", {"starts": iso(5)}).status_code == 404
        client.post(address, {"remove": str(pk)})
    assert days_away(cast.marit) == [(1, None)]


@pytest.mark.parametrize("odd", ["geen-id", "", "1"])
def test_an_id_that_is_none_is_not_there(cast: Cast, signed_in: SignedIn, odd: str) -> None:
    client, address = signed_in(cast.marit), reverse("me:away")
    assert client.post(address, {"remove": odd}).status_code == 404
    assert client.get(f"{address}?wijzig={odd}").status_code == (404 if odd else 200)


def test_the_days_away_cost_the_same_however_many(
    cast: Cast, signed_in: SignedIn, django_assert_num_queries: Any
) -> None:
    client, address = signed_in(cast.marit), reverse("me:away")
    for number in range(20):
        client.post(address, {"starts": iso(number), "ends": ""})
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)


def test_deleting_everything_takes_her_own_days_along(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    client.post(reverse("me:away"), {"starts": iso(1), "ends": ""})
    client.post(reverse("me:delete-all"), {"current": PASSWORD})
    assert days_away(cast.marit) == []


def test_the_export_holds_everything_of_her_and_nothing_of_others(cast: Cast, signed_in: SignedIn) -> None:
    pk, _ = capture_moment(by=cast.marit, text="Mijn eigen zin.")
    answer_prompt(by=cast.marit, moment_id=pk, prompt="mp.tried", text="eerst harder trekken")
    mark(by=cast.marit, moment_id=pk, group="src", marks={"src.colleagues": None})
    capture_moment(by=cast.femke, text=CANARY)
    archive = zipfile.ZipFile(io.BytesIO(signed_in(cast.marit).get(reverse("me:export")).content))
    content = json.loads(archive.read("mortel.json"))
    assert content["moments"]["moments"][0]["answers"] == {"mp.tried": "eerst harder trekken"}
    assert content["people"]["name"] == "Marit Hoekstra"
    page = archive.read("mortel.html").decode()
    assert "Waar het vandaan kwam" in page or "Where it came from" in page
    assert "Mijn eigen zin." in page
    assert "eerst harder trekken" in page
    assert CANARY not in page + archive.read("mortel.json").decode()


def test_the_readable_export_speaks_the_words_of_the_screen_and_says_what_was_worked_out(
    cast: Cast, signed_in: SignedIn
) -> None:
    pk, _ = capture_moment(by=cast.marit, text="Mijn eigen zin.")
    answers = {"mp.part_of_work": True, "mp.goals_beforehand": False, "mp.with_others": True}
    answer_placing(by=cast.marit, moment_id=pk, answers=answers, example=None)
    set_wovenness(by=cast.marit, moment_id=pk, sliders={"cm.intention": 1}, by_hand=None)
    client = signed_in(cast.marit)

    def page() -> str:
        archive = zipfile.ZipFile(io.BytesIO(client.get(reverse("me:export")).content))
        return unescape(archive.read("mortel.html").decode())

    worked_out = "(berekend uit je antwoorden)"
    asked = "Ging je er bewust voor zitten, of kwam je er vanzelf achter?"
    assert f"<b>{asked}</b><br>1 (0: Bij toeval, 4: Met opzet)</p>" in page()
    position = "3 (0: Los van je werk, 4: Midden in je werk)"
    assert f"<b>Hoe sterk zat dit in je werk?</b><br>{position} {worked_out}</p>" in page()
    assert f"<b>Op de kaart</b><br>In je werk, samen {worked_out}</p>" in page()
    set_wovenness(by=cast.marit, moment_id=pk, sliders={"cm.intention": 1}, by_hand=3)
    choose_place(by=cast.marit, moment_id=pk, item="map.formal")
    assert f"<br>{position}</p>" in page()
    assert worked_out not in page()


def test_deleting_everything_asks_for_the_password(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.marit)
    capture_moment(by=cast.marit, text="weg ermee")
    assert client.post(reverse("me:delete-all"), {"current": "iets anders"}).status_code == 400
    assert number_of_moments(cast.marit) == 1
    client.post(reverse("me:delete-all"), {"current": PASSWORD})
    assert number_of_moments(cast.marit) == 0

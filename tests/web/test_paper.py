"""Paper for a round: what is printed, what typing says back, and that nothing typed is ever shown."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from mortel.apps.climate.actions.paper import make_batches, sheets_of
from mortel.apps.climate.models import Ballot, Invitation, PaperBatch, PaperSheet, Round
from mortel.apps.climate.queries import questions_of
from mortel.apps.climate.sheets import WaitingSheet
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.models import Membership, Person
from mortel.web.paper.following import following
from mortel.web.paper.layout import WIDE, Row, Table, laid_out
from tests.apps.climate.stories import answered, code_for, draft, opened
from tests.cast import Cast

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Person], Client]
ALL_FOURS = {f"q{number}": "4" for number in range(1, 25)}


@pytest.fixture
def round_(cast: Cast) -> Round:
    """An open round: Henk's team on paper with two sheets (P1-01, P1-02), two people of the other team on cards."""
    for name, number in (("Wil de Wit", 71), ("Sanne Bakker", 72)):
        somebody = Person.objects.create(name=name, card_number=str(30_000_000 + number))
        Membership.objects.create(person=somebody, team=cast.other_team)
    made = opened(cast, paper=(cast.team.pk,))
    make_batches(by=cast.hr, round_=made)
    PaperSheet.objects.all().delete()
    PaperSheet.objects.bulk_create(sheets_of(PaperBatch.objects.get(), 2))
    PaperSheet.objects.update(twice=False)
    return made


@pytest.fixture
def hr(cast: Cast, signed_in: SignedIn) -> Client:
    client = signed_in(cast.hr)
    client.cookies["language"] = "en"
    return client


def look(client: Client, name: str, round_: Round, *, batch: int | None = None, query: str = "") -> str:
    args = [round_.pk] if batch is None else [round_.pk, batch]
    return unescape(client.get(reverse(f"paper:{name}", args=args) + query).content.decode())


def type_over(client: Client, round_: Round, sheet: int = 1, batch: int = 1, **more: str) -> str:
    """Send one typed sheet; the page that comes then."""
    fields = {"batch": batch, "sheet": sheet, "entry": uuid.uuid4(), "language": "nl", **ALL_FOURS, **more}
    response = client.post(reverse("paper:typing", args=[round_.pk]), fields, follow=True)
    return unescape(response.content.decode())


# The room -----------------------------------------------------------------------------------------------------------


def test_the_room_says_what_there_is_to_print(hr: Client, round_: Round) -> None:
    page = look(hr, "room", round_)
    assert "2 people get a card." in page
    assert "1 person answers on paper and gets no link and no card." in page
    assert "Print P1" in page
    assert "Done: 0 of 2." in page
    assert "Make the sheets" not in page


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        ("https://mortel.example", ""),
        ("http://mortel.example", "it has no https"),
        ("http://127.0.0.1:8000", "only works on this computer"),
        ("https://localhost", "only works on this computer"),
        ("http://[::1]:8000", "only works on this computer"),
    ],
)
def test_whoever_prints_or_sends_sees_the_address_and_what_is_wrong_with_it(
    cast: Cast, hr: Client, round_: Round, settings: Any, origin: str, said: str
) -> None:
    settings.ORIGIN = origin
    send = unescape(hr.get(reverse("rounds:message", args=[round_.pk])).content.decode())
    for page in (look(hr, "room", round_), send):
        assert f"On cards and in mails stands this address: {origin}. Is that right?" in page
        assert said in page
        assert ("notice--look" in page) == bool(said)


def test_sheets_are_made_once(cast: Cast, hr: Client) -> None:
    round_ = opened(cast, paper=(cast.team.pk,))
    assert "Make the sheets of 1 team" in look(hr, "room", round_)
    make = reverse("paper:make-sheets", args=[round_.pk])
    assert "1 batch is ready to print." in hr.post(make, follow=True).content.decode()
    assert "Every team has its sheets already." in hr.post(make, follow=True).content.decode()
    assert PaperSheet.objects.count() == 1


def test_before_the_round_opens_there_is_nothing_to_print(cast: Cast, hr: Client) -> None:
    round_ = draft(cast)
    for name in ("room", "cards", "posters", "typing"):
        assert "Nothing to print yet" in look(hr, name, round_)
    assert "Nothing to print yet" in hr.post(reverse("paper:make-sheets", args=[round_.pk])).content.decode()


def test_once_the_result_is_asked_for_nothing_is_typed_any_more(hr: Client, round_: Round) -> None:
    Round.objects.update(ended_at=timezone.now() - timedelta(hours=1), closing_at=timezone.now())
    for name in ("room", "cards", "posters", "typing"):
        assert "Nothing to print or type here any more" in look(hr, name, round_)
    assert "Nothing to print or type here any more" in type_over(hr, round_)
    assert not Ballot.objects.exists()


def test_after_the_last_day_sheets_are_typed_and_nothing_is_printed(hr: Client, round_: Round) -> None:
    Round.objects.update(ended_at=timezone.now() - timedelta(hours=1))
    page = look(hr, "room", round_)
    assert "Type sheets" in page
    assert "Posters" not in page
    assert "Print P1" not in page
    assert "Sheet P1-01 is done." in type_over(hr, round_)


# Cards --------------------------------------------------------------------------------------------------------------


def test_a_card_has_the_name_outside_and_the_code_inside(hr: Client, round_: Round) -> None:
    page = unescape(hr.post(reverse("paper:cards", args=[round_.pk]), {"whom": "all0"}).content.decode())
    cards = page.split('<article class="sign-card code-card">')[1:]
    assert [re.findall(r'code-card__name">([^<]+)<', card) for card in cards] == [
        ["Sanne Bakker"],
        ["Wil de Wit"],
    ]
    outside, inside = cards[1].split('<div class="code-card__inside">')
    code = code_for(round_, Person.objects.get(name="Wil de Wit"))
    assert f"{code[:5]}-{code[5:]}" in inside
    assert "Wadzicht" in outside
    assert "Wil de Wit" not in inside
    assert code[:5] not in outside
    assert "Rather not? Throw this card away." in outside
    assert "Fold the part with the code inside and stick it shut." in outside
    assert settings.ORIGIN + reverse("kiosk:code") in inside


def test_cards_do_not_tell_who_answered_and_are_the_same_every_time(
    cast: Cast, hr: Client, round_: Round
) -> None:
    where = reverse("paper:cards", args=[round_.pk])
    before = hr.post(where, {"whom": str(cast.other_team.pk)}).content
    answered(round_, Person.objects.get(name="Wil de Wit"))
    after = hr.post(where, {"whom": str(cast.other_team.pk)}).content
    token = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub(b"", before) == token.sub(b"", after)
    entries = AuditEntry.objects.filter(act="round_cards_printed")
    assert [entry.details["number"] for entry in entries] == [2, 2]


def test_looking_at_the_choice_prints_no_code(cast: Cast, hr: Client, round_: Round) -> None:
    page = look(hr, "cards", round_)
    assert "Everybody: 2 cards" in page
    assert "Wadzicht (2)" in page
    assert code_for(round_, Person.objects.get(name="Wil de Wit"))[:5] not in page
    assert not AuditEntry.objects.filter(act="round_cards_printed").exists()


def test_a_great_many_cards_come_in_parts(hr: Client, round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("mortel.web.paper.cards", "mortel.apps.climate.actions.cards"):
        monkeypatch.setattr(f"{module}.AT_ONCE", 1)
    assert "Everybody: cards 2 to 2" in look(hr, "cards", round_)
    page = hr.post(reverse("paper:cards", args=[round_.pk]), {"whom": "all1"}).content.decode()
    assert re.findall(r'code-card__name">([^<]+)<', page) == ["Wil de Wit"]


@pytest.mark.parametrize("whom", ["", "all7", "nobody"])
def test_cards_for_nobody_are_asked_again(hr: Client, round_: Round, whom: str) -> None:
    response = hr.post(reverse("paper:cards", args=[round_.pk]), {"whom": whom})
    assert response.status_code == 400
    assert b"code-card__name" not in response.content


def test_where_nobody_needs_a_card_the_page_says_so(cast: Cast, hr: Client) -> None:
    assert "Nobody in this round needs a card." in look(hr, "cards", opened(cast, paper=(cast.team.pk,)))


# Sheets -------------------------------------------------------------------------------------------------------------


def test_every_question_stands_on_each_sheet_with_its_number(hr: Client, round_: Round) -> None:
    page = look(hr, "sheets", round_, batch=1)
    first, second = (page.count(f'answer-side__number">P1-0{number}<') for number in (1, 2))
    assert first == second == 2  # both sides
    sheet = page.split('answer-side__number">P1-02<')[0]
    for at, question in enumerate(questions_of(round_).questions, start=1):
        assert sheet.count(f'<td>{at}</td><th scope="row">{question.text["nl"]}</th>') == 1
    assert sheet.count('class="tick-box"') == 24 * 7
    assert "Het gaat over de afgelopen vier weken." in sheet
    assert len(re.findall(r"<li>", sheet.split("answer-side__who")[1].split("</div>")[0])) == 5


def test_a_sheet_speaks_the_language_of_the_round_whoever_prints_it(hr: Client, round_: Round) -> None:
    page = look(hr, "sheets", round_, batch=1)
    sheet = page.split('<div class="answer-sheets"')[1].split("</main>")[0]
    assert '<article lang="nl"' in sheet
    assert "Wie ziet wat" in sheet
    assert "Draai het vel om" in sheet
    english = look(hr, "sheets", round_, batch=1, query="?taal=en").split('<div class="answer-sheets"')[1]
    assert "Who sees what" in english
    assert "not true at all" in english


def test_no_name_stands_on_a_sheet(cast: Cast, hr: Client, round_: Round) -> None:
    page = look(hr, "sheets", round_, batch=1)
    assert "Henk" not in page


def test_where_to_hand_in_is_a_line_or_what_was_filled_in(hr: Client, round_: Round) -> None:
    assert "answer-side__line" in look(hr, "sheets", round_, batch=1)
    page = look(hr, "sheets", round_, batch=1, query="?inleveren=de doos <in> de hal")
    assert page.count("de doos <in> de hal") == 3  # the field and two sheets, escaped before
    assert "answer-side__line" not in page
    raw = hr.get(reverse("paper:sheets", args=[round_.pk, 1]) + "?inleveren=<b>hal").content
    assert b"<b>hal" not in raw


def test_a_team_without_a_lead_reads_who_is_meant(cast: Cast, hr: Client) -> None:
    Membership.objects.filter(person=cast.joke).update(is_lead=False)
    round_ = opened(cast, paper=(cast.team.pk,))
    make_batches(by=cast.hr, round_=round_)
    assert "Lees voor je leidinggevende: wie ons team begeleidt." in look(hr, "sheets", round_, batch=1)


def test_the_division_is_asked_at_the_end_of_a_sheet(cast: Cast, hr: Client) -> None:
    round_ = opened(cast, paper=(cast.team.pk,), attribute="work", attribute_parts=["zorg", "keuken"])
    make_batches(by=cast.hr, round_=round_)
    page = look(hr, "sheets", round_, batch=1)
    assert "Welk werk doe je?" in page
    assert "</span> keuken</li>" in page


@pytest.mark.parametrize("batch", [0, 2])
def test_a_batch_that_was_not_made_is_not_there(hr: Client, round_: Round, batch: int) -> None:
    assert hr.get(reverse("paper:sheets", args=[round_.pk, batch])).status_code == 404


def _table(rows: int, text: str = "Een vraag van een regel.") -> Table:
    return Table(
        "Ik", "", "Klopt dit?", ("ja",) * 5, ("nee",) * 2, tuple(Row(at, text) for at in range(rows))
    )


def test_no_row_is_lost_over_the_sides_and_none_is_too_full() -> None:
    tables = [_table(rows) for rows in (3, 30, 1, 25, 2)]
    laid = [side for side in laid_out(tables).sides if not side.is_empty]
    assert [row for side in laid for table in side.tables for row in table.rows] == [
        row for table in tables for row in table.rows
    ]
    assert all(
        sum(WIDE.of_head(table) + sum(map(WIDE.of_row, table.rows)) for table in side.tables) <= WIDE.room
        for side in laid
    )
    assert [side.is_first for side in laid] == [True] + [False] * (len(laid) - 1)
    assert [side.is_last for side in laid] == [False] * (len(laid) - 1) + [True]
    # A head with one row at the foot of a side, the rest overleaf, is not worth its place.
    pieces = [table.rows for side in laid for table in side.tables]
    assert sum(len(rows) == 1 for rows in pieces) == 1


def test_a_question_longer_than_a_side_still_gets_one() -> None:
    laid = laid_out([_table(2, "lang " * 500)])
    assert sum(len(table.rows) for side in laid.sides for table in side.tables) == 2


@pytest.mark.parametrize(
    ("rows", "number_of_sides", "is_close"), [(10, 2, False), (34, 2, False), (50, 2, True), (70, 4, False)]
)
def test_everybody_gets_whole_sheets_and_things_stand_closer_only_where_that_saves_one(
    rows: int, number_of_sides: int, is_close: bool
) -> None:
    laid = laid_out([_table(rows)])
    assert (len(laid.sides), laid.is_close) == (number_of_sides, is_close)
    assert [side.number for side in laid.sides if side.is_last] == [
        sum(not side.is_empty for side in laid.sides)
    ]


def test_a_side_that_stays_empty_says_so(hr: Client, round_: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "This side stays empty." not in look(hr, "sheets", round_, batch=1, query="?taal=en")
    monkeypatch.setattr("mortel.web.paper.sheets.laid_out", lambda tables, under: laid_out(tables[:1]))
    page = look(hr, "sheets", round_, batch=1, query="?taal=en")
    assert page.count("This side stays empty.") == page.count("side 2 of 2") == 2  # of each of two sheets
    assert "Turn the sheet over" not in page


# Posters ------------------------------------------------------------------------------------------------------------


def test_a_poster_names_the_place_and_the_ways_there_are_and_holds_no_figure_of_answers(
    cast: Cast, hr: Client, round_: Round
) -> None:
    page = look(hr, "posters", round_)
    poster = page.split('<article class="poster">')[1].split("</article>")[0]
    assert "De Kaap" in poster
    assert "On paper: fill in the sheet and hand it in." in poster
    assert settings.ORIGIN + reverse("kiosk:code") in poster
    assert "It takes about 6 minutes." in poster
    answered(round_, cast.marit)
    assert look(hr, "posters", round_).split('<article class="poster">')[1].split("</article>")[0] == poster


def test_a_way_that_nobody_has_is_not_on_the_poster(cast: Cast, hr: Client) -> None:
    poster = look(hr, "posters", opened(cast))
    assert "On paper: fill in" not in poster
    assert "On your card" in poster


def test_a_poster_comes_on_a3_too(hr: Client, round_: Round) -> None:
    assert "posters--a3" in look(hr, "posters", round_, query="?formaat=a3")
    assert "posters--a4" in look(hr, "posters", round_, query="?formaat=a9")


# Typing -------------------------------------------------------------------------------------------------------------


def test_a_typed_sheet_is_done_and_the_next_number_stands_ready(hr: Client, round_: Round) -> None:
    page = type_over(hr, round_)
    assert "Sheet P1-01 is done." in page
    assert "Done: 1 of 2" in page
    assert re.search(r'name="sheet"[^>]* value="2"', page)
    assert Ballot.objects.get().answers == [4] * 24
    done = type_over(hr, round_, sheet=2)
    assert "All sheets are typed" in done
    assert "<form" in done  # of the frame; no field for a sheet any more
    assert 'name="q1"' not in done


def test_each_key_counts_for_what_it_says(hr: Client, round_: Round) -> None:
    page = type_over(hr, round_, q1="1", q2="5", q3="0", q4="6", q5="", q6="9", q7="9")
    assert Ballot.objects.get().answers[:8] == [1, 5, 0, 6, 0, 0, 0, 4]
    assert "Two crosses: 2 times in this batch." in page


def test_a_sheet_for_a_second_entry_is_asked_once_more_and_the_next_is_given(
    hr: Client, round_: Round
) -> None:
    PaperSheet.objects.filter(number=1).update(twice=True)
    page = type_over(hr, round_)
    assert "P1-01: have this sheet typed once more, preferably by somebody else." in page
    assert re.search(r'name="sheet"[^>]* value="2"', page)
    assert "To be typed once more:" in page
    assert not Ballot.objects.exists()
    assert "Sheet P1-01 is done." in type_over(hr, round_)
    assert Ballot.objects.count() == 1


def test_two_entries_that_differ_name_the_questions_and_never_what_was_typed(
    hr: Client, round_: Round
) -> None:
    PaperSheet.objects.filter(number=1).update(twice=True)
    type_over(hr, round_)
    page = type_over(hr, round_, q3="2", q7="")
    assert "the two entries differ in question 3, question 7. Look at the sheet and type it again." in page
    assert re.search(r'name="sheet"[^>]* value="1"', page)
    assert page.count("typing__line--look") == 2
    assert set(re.findall(r'name="q\d+"[^>]* value="([^"]*)"', page)) == {""}


def test_no_page_ever_gives_back_an_answer_of_a_sheet(hr: Client, round_: Round) -> None:
    PaperSheet.objects.filter(number=1).update(twice=True)
    type_over(hr, round_)
    for query in ("", "?batch=1&sheet=1", "?batch=1&sheet=1&look=1-2"):
        page = look(hr, "typing", round_, query=query)
        assert set(re.findall(r'name="q\d+"[^>]* value="([^"]*)"', page)) == {""}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ({"sheet": 9}, "No sheet of this round has the number P1-09. Look at the sheet."),
        ({"batch": 4}, "No sheet of this round has the number P4-01. Look at the sheet."),
    ],
)
def test_a_number_that_is_on_no_sheet_is_said_and_what_was_typed_stays(
    hr: Client, round_: Round, number: dict[str, int], said: str
) -> None:
    page = type_over(hr, round_, **number)  # type: ignore[arg-type]
    assert said in page
    assert set(re.findall(r'name="q\d+"[^>]* value="([^"]*)"', page)) == {"4"}
    assert not Ballot.objects.exists()


def test_a_sheet_that_was_typed_already_is_said(hr: Client, round_: Round) -> None:
    type_over(hr, round_)
    assert "Sheet P1-01 is typed already. Take the next one." in type_over(hr, round_)
    assert Ballot.objects.count() == 1


def test_the_same_form_sent_twice_is_one_entry(hr: Client, round_: Round) -> None:
    PaperSheet.objects.filter(number=1).update(twice=True)
    entry = str(uuid.uuid4())
    for _time in range(2):
        assert "have this sheet typed once more" in type_over(hr, round_, entry=entry)
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("sign", ["7", "x", "-"])
def test_another_key_is_refused_at_its_question_with_the_rest_kept(
    hr: Client, round_: Round, sign: str
) -> None:
    page = type_over(hr, round_, q5=sign)
    assert page.count("Type 0 to 6, or 9 for two crosses.") >= 1
    assert re.search(r'name="q5"[^>]* aria-invalid="true"', page)
    assert re.search(r'name="q6"[^>]* value="4"', page)
    assert not Ballot.objects.exists()


def test_an_empty_sheet_is_not_typed(hr: Client, round_: Round) -> None:
    page = type_over(hr, round_, **dict.fromkeys(ALL_FOURS, ""))
    assert "Nothing is typed yet." in page
    assert not Ballot.objects.exists()


def test_the_question_at_the_end_is_typed_too(cast: Cast, hr: Client) -> None:
    round_ = opened(cast, paper=(cast.team.pk,), attribute="work", attribute_parts=["zorg", "keuken"])
    make_batches(by=cast.hr, round_=round_)
    PaperSheet.objects.update(twice=False)
    assert "Type 0 to 2." in type_over(hr, round_, part="3")
    assert "is done" in type_over(hr, round_, part="2")
    assert Ballot.objects.get().part == 1


def test_without_sheets_there_is_nothing_to_type(cast: Cast, hr: Client) -> None:
    assert "No sheets were made" in look(hr, "typing", opened(cast))


@pytest.mark.parametrize("query", ["?batch=x&sheet=²", "?batch=99999&sheet=1", "?look=1-x-", "?language=fr"])
def test_an_odd_address_gives_the_page_all_the_same(hr: Client, round_: Round, query: str) -> None:
    assert 'name="q24"' in look(hr, "typing", round_, query=query)


@pytest.mark.parametrize(
    ("waiting", "now", "then"),
    [
        ([(1, 1, False), (1, 3, False)], (1, 2), (1, 3)),
        ([(1, 1, False)], (1, 2), (1, 1)),
        ([(1, 1, True), (2, 4, False)], (1, 2), (2, 4)),
        ([(1, 1, True)], (1, 2), (1, 1)),
        ([], (1, 2), (1, 2)),
    ],
)
def test_the_next_sheet_is_the_one_that_lies_next_on_the_pile(
    waiting: list[tuple[int, int, bool]], now: tuple[int, int], then: tuple[int, int]
) -> None:
    assert following([WaitingSheet(*one) for one in waiting], *now) == then


# What it may ask of the database -------------------------------------------------------------------------------------

# Two of them are the session and the person, two her roles, one the organisation.
BUDGETS = {"room": 10, "cards": 8, "posters": 10, "typing": 9}


@pytest.mark.parametrize("name", BUDGETS)
def test_a_page_costs_the_same_with_few_sheets_as_with_many(
    cast: Cast, hr: Client, round_: Round, name: str
) -> None:
    look(hr, name, round_)
    for number in (2, 60):
        batch = PaperBatch.objects.get()
        PaperSheet.objects.all().delete()
        PaperSheet.objects.bulk_create(sheets_of(batch, number))
        Invitation.objects.exclude(person=cast.henk).filter(leaf=batch.leaf).update(channel="card")
        with CaptureQueriesContext(connection) as asked:
            look(hr, name, round_)
        assert len(asked) == BUDGETS[name], [one["sql"] for one in asked]


def test_printing_a_batch_costs_the_same_for_few_sheets_as_for_many(hr: Client, round_: Round) -> None:
    look(hr, "sheets", round_, batch=1)
    costs = set()
    for number in (2, 60):
        batch = PaperBatch.objects.get()
        PaperSheet.objects.all().delete()
        PaperSheet.objects.bulk_create(sheets_of(batch, number))
        with CaptureQueriesContext(connection) as asked:
            look(hr, "sheets", round_, batch=1)
        costs.add(len(asked))
    assert len(costs) == 1
    assert costs.pop() <= 9

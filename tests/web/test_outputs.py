"""Files of a released round: opened with other libraries than made them, and compared with what was released."""

import csv
import io
import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pptx import Presentation

from mortel.apps.climate.choices import Audience
from mortel.apps.climate.models import ReleasedFigure
from mortel.apps.people.models import Person, Team
from mortel.pure import pdf as pdf_module
from mortel.pure.disclosure.reasons import Gap, Reason
from mortel.pure.pdf import NotOurs, pdf
from mortel.pure.results.shapes import OfficeLine, OpenTable, Question
from mortel.web.climate.outputs.printed import static_file
from mortel.web.climate.outputs.table import COLUMNS
from tests.cast import Cast
from tests.web.office_samples import office_release, top, unit_line, whole
from tests.web.results_samples import SIX, change, conversation, dimension, figures, released

SignedIn = Callable[[Person], Client]
FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
OF_WHOLE = ("report", "wall-poster", "slides", "open-data")
BY_TEAM = ("workbook", "data")
# Who she is and what she may, the words of the organisation, the release, its lines, the rounds before it.
QUERIES = 12
APPRAISAL = "Dit mag niemand gebruiken om iemand te beoordelen."
UNTESTED = "Deze vragen zijn nog niet met mensen getest."


def fetch(client: Client, name: str, pk: object) -> HttpResponse:
    answer = client.get(reverse(f"climate:{name}", args=[pk]))
    assert answer.status_code == 200, name
    return answer


def text_of(name: str, content: bytes) -> str:
    """Every word and figure of a file, whatever it is."""
    readers: dict[str, Callable[[bytes], str]] = {
        "workbook": _workbook_text,
        "slides": _slides_text,
        "data": _archive_text,
        "open-data": _archive_text,
    }
    return " ".join(readers.get(name, pdf_text)(content).split())


def pdf_text(content: bytes) -> str:
    """With what a screen reader says of drawings."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext reads what stands in a PDF: apt-get install poppler-utils")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return done.stdout.decode()


def pdf_objects(content: bytes) -> bytes:
    """What a PDF says of itself, unpacked."""
    found = re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    return content + b"".join(_unpacked(one[1]) for one in found)


def _unpacked(packed: bytes) -> bytes:
    try:
        # Not `decompress`: the pattern may take a last byte for the end of a line.
        return zlib.decompressobj().decompress(packed)
    except zlib.error:
        return b""


def pages_of(content: bytes) -> int:
    return len(re.findall(rb"/Type /Page(?![a-z])", pdf_objects(content)))


def _workbook_text(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return " ".join([*book.sheetnames, *(str(cell) for cell in cells if cell is not None)])


def _slides_text(content: bytes) -> str:
    return " ".join(
        words for slide in Presentation(io.BytesIO(content)).slides for words in _said(slide.shapes)
    )


def _said(shapes: Iterable[Any]) -> list[str]:
    said = []
    for shape in shapes:
        said += [shape._element.xpath(".//p:cNvPr")[0].get("descr", "")]
        said += [shape.text_frame.text] if shape.has_text_frame else []
        said += _said(shape.shapes) if hasattr(shape, "shapes") else []
    return said


def _archive_text(content: bytes) -> str:
    files = unpacked(content)
    return " ".join([*files, *(one.decode("utf-8-sig") for one in files.values())])


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def sheet_rows(content: bytes, name: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content))[name].iter_rows(values_only=True))


# Every file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*OF_WHOLE, *BY_TEAM])
def test_every_file_says_its_round_and_day_and_what_it_may_not_be_used_for(
    name: str, cast: Cast, signed_in: SignedIn
) -> None:
    table = OpenTable(3.0, 338, (("ENC2", (1, 2, 3, 4, 5, 6)),))
    release = office_release(cast, day=MONDAY, open_table=table)
    answer = fetch(signed_in(cast.hr), name, release.pk)
    said = text_of(name, answer.content)
    assert "Najaar" in said
    assert "9 maart 2026" in said
    assert UNTESTED in said
    if name != "open-data":  # it tells how many answered each question, and no score of anybody
        assert re.search("340 van de 412", said)
        assert APPRAISAL in said
    assert "http" not in said.replace("https://eupl.eu", "")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_is_called_after_what_it_is_the_round_and_the_year(cast: Cast, signed_in: SignedIn) -> None:
    release = office_release(cast, name="Najaar", day=MONDAY)
    named = fetch(signed_in(cast.hr), "workbook", release.pk).headers["Content-Disposition"]
    assert named == 'attachment; filename="uitslag-najaar-2026.xlsx"'
    release = office_release(cast, name="Najaar 2026", day=MONDAY)
    named = fetch(signed_in(cast.hr), "report", release.pk).headers["Content-Disposition"]
    assert named == 'attachment; filename="rapport-najaar-2026.pdf"'


@pytest.mark.parametrize("name", [*OF_WHOLE, *BY_TEAM])
def test_what_a_team_said_of_its_one_lead_stands_in_no_file_of_the_office(
    name: str, cast: Cast, signed_in: SignedIn
) -> None:
    own = tuple(dimension(one, mean=1.37 if one == "dim.leadership" else 3.3) for one in SIX)
    release = office_release(cast)
    told = msgspec.json.encode(figures(cast.team, dimensions=own)).decode()
    ReleasedFigure.objects.create(
        release=release, audience=Audience.TEAM, place=str(cast.team.pk), parent="", order=99, content=told
    )
    said = text_of(name, fetch(signed_in(cast.hr), name, release.pk).content)
    assert "1,4" not in said
    assert "1.37" not in said


@pytest.mark.parametrize("name", [*OF_WHOLE, *BY_TEAM])
def test_only_hr_and_the_council_take_along_the_question_of_the_council(
    name: str, cast: Cast, signed_in: SignedIn
) -> None:
    questions = (*whole().questions[:-1], Question("COU1", 4.87))
    # The open table never holds it: `pure.results.whole` leaves it out (tests/pure/results/test_whole.py).
    release = office_release(cast, whole=whole(questions=questions))
    said = text_of(name, fetch(signed_in(cast.researcher), name, release.pk).content)
    assert "COU1" not in said
    assert "Ik weet wat de raad voor mij doet." not in said
    # As a figure: in a table with commas an id that ends in 4 may stand beside a 9.
    assert not re.search(r"(?<![\w-])4,9(?![\w-])", said)
    assert "4.87" not in said


def test_the_council_finds_its_question_in_the_report(cast: Cast, signed_in: SignedIn) -> None:
    said = text_of("report", fetch(signed_in(cast.council), "report", office_release(cast).pk).content)
    assert "Ik weet wat de raad voor mij doet." in said


@pytest.mark.parametrize("name", OF_WHOLE)
def test_no_team_stands_in_what_the_council_takes_along(name: str, cast: Cast, signed_in: SignedIn) -> None:
    said = text_of(name, fetch(signed_in(cast.council), name, office_release(cast).pk).content)
    for place in (cast.team.name, cast.other_team.name, cast.team.unit.name):
        assert place not in said
    if name == "report":
        assert "Die zijn voor HR en onderzoekers." in said


def test_a_file_asks_as_much_of_the_database_with_few_teams_as_with_many(
    cast: Cast, signed_in: SignedIn
) -> None:
    few = office_release(cast, name="Klein")
    unit = unit_line(cast.team.unit)
    many = [top(), unit, *(_team_line(f"Team {at}", unit) for at in range(60))]
    large = office_release(cast, name="Groot", lines=many)
    client = signed_in(cast.hr)
    fetch(client, "open-data", few.pk)  # what is read once for all requests
    for name in (*OF_WHOLE, *BY_TEAM):
        asked = []
        for release in (few, large):
            with CaptureQueriesContext(connection) as queries:
                fetch(client, name, release.pk)
            asked.append(len(queries))
        assert asked[0] == asked[1] <= QUERIES, name


def _team_line(name: str, unit: OfficeLine) -> OfficeLine:
    return OfficeLine(name, unit.id, "team", name, replace(unit.group or whole(), id=name, name=name), None)


# PDF --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["report", "wall-poster"])
def test_a_pdf_is_tagged_and_has_a_language_a_title_and_words_for_drawings(
    name: str, cast: Cast, signed_in: SignedIn
) -> None:
    content = pdf_objects(fetch(signed_in(cast.hr), name, office_release(cast).pk).content)
    assert b"/StructTreeRoot" in content
    assert b"/Lang (nl)" in content
    assert b"pdfuaid" in content
    assert b"/Title" in content
    figures_in = re.findall(rb"/S /Figure.*?endobj|/S /Figure.*?(?=/S /)", content, re.DOTALL)
    assert figures_in
    assert all(b"/Alt" in one for one in figures_in)
    assert b"/URI" not in content


def test_the_report_holds_the_figures_that_were_released_and_where_they_stand(
    cast: Cast, signed_in: SignedIn
) -> None:
    said = text_of("report", fetch(signed_in(cast.hr), "report", office_release(cast).pk).content)
    assert "Cijfer 3,4 op een schaal van 1 tot 5." in said
    assert re.search(r"De vragen zelf \d+", said)
    assert re.search(r"Per afdeling \d+", said)
    assert "0,84" in said
    assert cast.other_team.name in said
    assert Gap(Reason.TAKEN_TOGETHER, 7).sentence("nl") in said


def test_a_long_list_of_teams_is_left_to_the_workbook(cast: Cast, signed_in: SignedIn) -> None:
    unit = unit_line(cast.team.unit)
    lines = [top(), unit, *(_team_line(f"Team {at}", unit) for at in range(310))]
    said = text_of(
        "report", fetch(signed_in(cast.hr), "report", office_release(cast, lines=lines).pk).content
    )
    assert "Hier staan alleen afdelingen; in het werkblad staat elk team." in said
    assert "Team 7" not in said


def test_a_poster_is_one_page_of_a3(cast: Cast, signed_in: SignedIn) -> None:
    content = fetch(signed_in(cast.council), "wall-poster", office_release(cast).pk).content
    assert pages_of(content) == 1
    assert b"/MediaBox [0 0 1190.55" in pdf_objects(content)


def test_a_pdf_takes_nothing_from_elsewhere() -> None:
    for address in ("https://example.org/a.css", "file:///etc/passwd", "/moments/", "/static/../secret_key"):
        page = f'<html lang="nl"><title>a</title><link rel="stylesheet" href="{address}"></html>'
        with pytest.raises(NotOurs):
            pdf([page], static_file)


def test_without_the_library_the_page_opens_and_says_that_printing_works(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    released([figures(cast.team)])
    monkeypatch.setattr(pdf_module, "_lacks", "cannot load library 'libpango-1.0-0'")
    answer = fetch(signed_in(cast.marit), "team-pdf", cast.team.pk)
    page = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Content-Disposition" not in answer.headers
    assert "Print deze pagina vanuit je browser, dat werkt." in page
    assert "libpango" in page
    assert "Sterk bij jullie" in page
    assert reverse("climate:team-sheet", args=[cast.team.pk]) in page


# The sheet of a team ----------------------------------------------------------------------------------------------


def _worst(team: Team) -> dict[str, Any]:
    """Every side hidden with a long reason, changed and too early to say, and a long name."""
    gaps = (Reason.NEIGHBOUR, Reason.TOO_MUCH_TO_GUESS, Reason.LEVELS_SPENT)
    made = tuple(
        dimension(
            one,
            mean=None,
            word="",
            gap=Gap(gaps[at % 3], 3),
            change=change("too_early", gap=Gap(Reason.RESPONSE_CHANGED, 15)),
        )
        for at, one in enumerate(SIX)
    )
    return {"dimensions": made, "strengths": (), "step": None, "name": team.name * 4}


@pytest.mark.parametrize("kind", ["figures", "talk", "worst", "none"])
def test_a_team_takes_exactly_one_a4(kind: str, cast: Cast, signed_in: SignedIn) -> None:
    results = {
        "figures": [figures(cast.team)],
        "talk": [conversation(cast.team, "Nieuwzicht", "Weidezicht")],
        "worst": [figures(cast.team, **_worst(cast.team))],
    }
    if kind in results:
        released(results[kind])
    content = fetch(signed_in(cast.marit), "team-pdf", cast.team.pk).content
    assert pages_of(content) == 1
    assert b"/MediaBox [0 0 595.27" in pdf_objects(content)
    said = " ".join(pdf_text(content).split())
    assert ("Vijf stappen" in said) == (kind in ("talk", "none"))
    if kind == "worst":
        assert Gap(Reason.TOO_MUCH_TO_GUESS, 3).sentence("nl") in said


def test_the_sheet_of_a_team_holds_what_its_page_says(cast: Cast, signed_in: SignedIn) -> None:
    released([figures(cast.team)], day=MONDAY)
    said = " ".join(pdf_text(fetch(signed_in(cast.marit), "team-pdf", cast.team.pk).content).split())
    assert "Sterk bij jullie: Kennis delen en Steun. Om te bespreken: Ruimte." in said
    assert "9 antwoorden, ongeveer 75% deed mee" in said
    assert UNTESTED in said


def test_a_team_takes_along_what_it_said_of_its_lead_only_after_her_day(
    cast: Cast, signed_in: SignedIn
) -> None:
    led = tuple(dimension(one, word="presumably_lower" if one == "dim.leadership" else "") for one in SIX)
    released([figures(cast.team, dimensions=led, step="dim.leadership")], day=FRIDAY)
    for day, hers, theirs in ((FRIDAY, True, False), (MONDAY, True, True)):
        with time_machine.travel(day):
            for person, reads in ((cast.joke, hers), (cast.marit, theirs)):
                said = pdf_text(fetch(signed_in(person), "team-pdf", cast.team.pk).content)
                assert ("vermoedelijk lager dan elders" in said) == reads
                assert (APPRAISAL in " ".join(said.split())) == reads


# Workbook ---------------------------------------------------------------------------------------------------------


def test_the_workbook_holds_the_released_figures_as_numbers_and_no_formula(
    cast: Cast, signed_in: SignedIn
) -> None:
    release = office_release(cast)
    content = fetch(signed_in(cast.hr), "workbook", release.pk).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == [
        "Lees mij",
        "Organisatie",
        "Groepen",
        "Losse vragen",
        "De vragen",
        "Niet te tonen",
    ]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    organisation = {row[0]: row for row in sheet_rows(content, "Organisatie")}
    assert organisation["Ruimte"][3:6] == (3.4, pytest.approx(3.1), pytest.approx(3.7))
    head, *groups = sheet_rows(content, "Groepen")
    own = next(row for row in groups if row[0] == cast.team.name)
    assert own[head.index("Ruimte: cijfer")] == 2.8
    assert own[head.index("Ruimte: naast anderen")] == "vermoedelijk lager dan elders"
    assert own[head.index("Antwoorden")] == 9
    assert all(book[name].freeze_panes == "B2" for name in book.sheetnames[1:])


def test_the_printed_workbook_names_row_and_column_on_every_sheet_of_paper(
    cast: Cast, signed_in: SignedIn
) -> None:
    content = fetch(signed_in(cast.hr), "workbook", office_release(cast).pk).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name in book.sheetnames[1:]:
        printed = book[name]
        assert printed.page_setup.orientation == "landscape"
        assert printed.print_title_rows == "$1:$1"
        assert printed.print_title_cols == "$A:$A"
    assert book["Organisatie"].sheet_properties.pageSetUpPr.fitToPage
    assert book["Organisatie"].page_setup.fitToHeight == 0


def test_the_workbook_says_of_every_hidden_group_why(cast: Cast, signed_in: SignedIn) -> None:
    content = fetch(signed_in(cast.hr), "workbook", office_release(cast).pk).content
    head, *groups = sheet_rows(content, "Groepen")
    other = next(row for row in groups if row[0] == cast.other_team.name)
    why = Gap(Reason.TAKEN_TOGETHER, 7).sentence("nl")
    assert other[-1] == why
    assert set(other[3:-1]) == {None}
    assert (cast.other_team.name, "alle cijfers", why) in sheet_rows(content, "Niet te tonen")
    led = Gap(Reason.ONE_LEAD, 3).sentence("nl")
    assert (cast.team.name, "Leiding die meehelpt", led) in sheet_rows(content, "Niet te tonen")


def test_a_name_that_looks_like_a_formula_stays_a_name(cast: Cast, signed_in: SignedIn) -> None:
    unit = unit_line(cast.team.unit)
    release = office_release(cast, lines=[top(), unit, _team_line("=1+1", unit)])
    book = openpyxl.load_workbook(io.BytesIO(fetch(signed_in(cast.hr), "workbook", release.pk).content))
    cell = next(row[0] for row in book["Groepen"].iter_rows() if "1+1" in str(row[0].value))
    assert cell.data_type == "s"
    rows = rows_of(unpacked(fetch(signed_in(cast.hr), "data", release.pk).content)["gegevens.csv"])
    assert {row["group"] for row in rows if "1+1" in row["group"]} == {"'=1+1"}


# Slides -----------------------------------------------------------------------------------------------------------


def test_the_slides_draw_the_wall_in_shapes_with_words_for_who_does_not_see_it(
    cast: Cast, signed_in: SignedIn
) -> None:
    deck = Presentation(io.BytesIO(fetch(signed_in(cast.hr), "slides", office_release(cast).pk).content))
    assert 5 <= len(deck.slides) <= 8
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert titles[2] == "De muur van de organisatie"
    wall = next(shape for shape in deck.slides[2].shapes if hasattr(shape, "shapes"))
    assert "Kennis delen: " in _said([wall])[0]
    assert [one.text_frame.text.split("\n")[0] for one in wall.shapes if one.text_frame.text] == [
        "Kennis delen", "Zelf kiezen", "Kansen", "Ruimte", "Steun", "Leiding die meehelpt",
    ]  # fmt: skip


def test_the_words_of_every_slide_fit_on_it(cast: Cast, signed_in: SignedIn) -> None:
    deck = Presentation(io.BytesIO(fetch(signed_in(cast.hr), "slides", office_release(cast).pk).content))
    boxes = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    for box in (one for one in boxes if one.text_frame.text):
        sizes = [paragraph.font.size.pt for paragraph in box.text_frame.paragraphs]
        assert min(sizes) >= 12
        width = box.width.pt - 15
        lines = [-(-len(one.text) * one.font.size.pt * 0.5 // width) for one in box.text_frame.paragraphs]
        height = sum(max(line, 1) * size * 1.2 + 8 for line, size in zip(lines, sizes, strict=True))
        assert height <= box.height.pt + 8, box.text_frame.text
        assert box.top + box.height <= deck.slide_height


# Data -------------------------------------------------------------------------------------------------------------


def test_the_long_table_holds_every_released_figure_once(cast: Cast, signed_in: SignedIn) -> None:
    content = fetch(signed_in(cast.researcher), "data", office_release(cast).pk).content
    rows = rows_of(unpacked(content)["gegevens.csv"])
    assert tuple(rows[0]) == COLUMNS
    assert len({(row["group_id"], row["what"], row["id"]) for row in rows}) == len(rows)
    own = next(row for row in rows if row["group_id"] == str(cast.team.pk) and row["id"] == "dim.space")
    assert (own["mean"], own["word"], own["kind"]) == ("2.8", "presumably_lower", "team")
    hidden = next(row for row in rows if row["group_id"] == str(cast.other_team.pk))
    assert (hidden["what"], hidden["mean"], hidden["gap"]) == ("group", "", "taken_together")
    changed = next(row for row in rows if row["kind"] == "organisation" and row["id"] == "dim.space")
    assert (changed["since"], changed["change"]) == ("Voorjaar", "no_difference")


def test_both_scripts_read_the_table(cast: Cast, signed_in: SignedIn, tmp_path: Path) -> None:
    content = fetch(signed_in(cast.researcher), "data", office_release(cast).pk).content
    for name, file in unpacked(content).items():
        (tmp_path / name).write_bytes(file)
    rows = rows_of((tmp_path / "gegevens.csv").read_bytes())
    scales = [row for row in rows if row["what"] == "scale"]
    whole_rows = [row for row in scales if row["kind"] == "organisation"]
    others = [row for row in scales if row["kind"] != "organisation" and row["mean"]]
    counted = f"{len(whole_rows)} {len(others)}"
    said = subprocess.run(
        [sys.executable, "-I", str(tmp_path / "lees.py")], capture_output=True, check=True, text=True
    ).stdout
    assert re.search(r"dim.space 3.4 3.1 3.(7|69+\d*) no_difference", said)
    assert said.splitlines()[-1] == counted
    if (r := shutil.which("Rscript")) is not None:
        done = subprocess.run(
            [r, "--vanilla", "lees.R"], cwd=tmp_path, capture_output=True, check=True, text=True
        )
        assert re.search(r"dim.space +3.4 +3.1 +3.7 no_difference", done.stdout)
        assert done.stdout.splitlines()[-1].strip() == counted


def test_the_codebook_covers_every_question_that_was_asked(cast: Cast, signed_in: SignedIn) -> None:
    files = unpacked(fetch(signed_in(cast.hr), "data", office_release(cast).pk).content)
    asked = {row["code"] for row in rows_of(files["vragen.csv"])}
    told = {row["id"] for row in rows_of(files["gegevens.csv"]) if row["what"] == "question"}
    assert told <= asked
    assert {row["code"] for row in rows_of(files["codebook.csv"])} == asked - {"COU1"}


def test_open_data_are_the_counts_of_the_release_with_their_epsilon(cast: Cast, signed_in: SignedIn) -> None:
    table = OpenTable(2.5, 338, (("ENC2", (1, 2, 3, 4, 5, 6)), ("TRU1", (0, 9, 8, 7, 6, 5))))
    release = office_release(cast, open_table=table)
    files = unpacked(fetch(signed_in(cast.council), "open-data", release.pk).content)
    (first, second) = rows_of(files["open-data.csv"])
    assert list(first.values())[2:] == ["1", "2", "3", "4", "5", "6"]
    assert list(second.values())[2:] == ["0", "9", "8", "7", "6", "5"]
    sheet = files["datablad.txt"].decode()
    assert {row["code"] for row in rows_of(files["codebook.csv"])} >= {"ENC2", "TRU1"}
    assert "Reken met ± 2 per aantal" in sheet
    for column in first:
        assert f"  {column}: " in sheet
    assert "answer_5: hoeveel mensen kozen: klopt helemaal" in sheet
    assert "epsilon 2,50 in totaal" in sheet
    assert "de keuze van de organisatie" in sheet


def test_where_no_open_data_were_made_the_reason_stands_there(cast: Cast, signed_in: SignedIn) -> None:
    gap = Gap(Reason.OPEN_DATA_SMALL, 200)
    release = office_release(cast, open_table_gap=gap)
    files = unpacked(fetch(signed_in(cast.hr), "open-data", release.pk).content)
    assert list(files) == ["datablad.txt"]
    assert gap.sentence("nl") in files["datablad.txt"].decode()
    page = signed_in(cast.hr).get(reverse("climate:organisation", args=[release.pk])).content.decode()
    assert gap.sentence("nl") in page
    assert reverse("climate:open-data", args=[release.pk]) not in page

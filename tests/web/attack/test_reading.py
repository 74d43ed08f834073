"""The attacker reads every kind of file: what is put in comes out beside its labels."""

import csv
import io
import shutil
import zipfile

import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Cm

from mortel.pure.pdf import MissingLibrary, pdf
from tests.web.attack.reading import Said, read, read_csv, read_html, read_pptx, read_xlsx

PAGE = b"""<h1>Kade</h1><table><caption>Teams</caption><thead><tr><th>Groep</th><th>Ruimte</th></tr></thead>
<tbody><tr><th scope="row">Duin</th><td data-label="Ruimte">hoger <span>(3,4)</span></td></tr></tbody></table>
<h2>Steun</h2><p>Score 2,1 van 5</p><!-- 4,4 --><path class="interval__score" d="M190.0 4v26">
<img alt="1,7"><style>.a{width:9.9px}</style>"""


def test_a_page_is_read_with_its_labels() -> None:
    found = read_html(PAGE)
    assert Said(("Kade", "Teams", "Duin", "Ruimte"), "hoger (3,4)") in found
    assert Said(("Kade", "Steun"), "Score 2,1 van 5") in found
    assert Said(("Kade", "Steun", "interval__score"), "3.400") in found
    texts = [one.text for one in found]
    assert " 4,4 " in texts
    assert "1,7" in texts
    assert not any("9.9" in text for text in texts)


def test_a_table_is_read_in_every_format() -> None:
    rows = [["groep", "kant", "gemiddelde"], ["Duin", "Ruimte", "3.41"]]
    sheet = io.StringIO()
    csv.writer(sheet).writerows(rows)
    book, show = Workbook(), Presentation()
    for row in rows:
        book.active.append([float(cell) if cell == "3.41" else cell for cell in row])
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Teams"
    table = slide.shapes.add_table(2, 3, Cm(1), Cm(1), Cm(9), Cm(3)).table
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cell(at, column).text = cell
    for one, reader in ((sheet.getvalue().encode(), read_csv), (book, read_xlsx), (show, read_pptx)):
        found = reader(one if isinstance(one, bytes) else _saved(one))
        assert any(
            said.text == "3.41" and {"Duin", "Ruimte", "gemiddelde"} <= set(said.labels) for said in found
        ), reader.__name__


def _saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def test_what_is_packed_is_read_too() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("gegevens.csv", "groep;ruimte\nDuin;3,4\n")
    assert Said(("gegevens.csv", "Duin", "ruimte"), "3,4") in read(packed.getvalue(), "application/zip")


def test_the_text_of_a_pdf_is_read() -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("needs pdftotext")
    try:
        made = pdf(["<p>Ruimte 3,4</p>"], lambda path: b"")
    except MissingLibrary as lacks:
        pytest.skip(str(lacks))
    assert "Ruimte 3,4" in [one.text for one in read(made, "application/pdf")]


def test_a_kind_of_file_that_nobody_taught_him_is_no_silence() -> None:
    with pytest.raises(KeyError):
        read(b"", "application/octet-stream")

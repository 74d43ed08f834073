"""Which column holds what: recognised by header, in any order, in Dutch and English."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mortel.pure.personnel.problems import FileRefusal, Finding, Notice, PersonnelFileError, shortened
from mortel.pure.personnel.tables import Table, column_letter

LOOK_FOR_HEADER_IN = 20
LIKELY_HEADER = 3


class Column(StrEnum):
    """What a column can hold; the value is the Dutch header we advise."""

    NUMBER = "personeelsnummer"
    NAME = "naam"
    FIRST_NAME = "voornaam"
    INFIX = "tussenvoegsel"
    LAST_NAME = "achternaam"
    EMAIL = "e-mail"
    UNIT = "eenheid"
    TEAM = "team"
    FUNCTION = "functie"
    IS_LEAD = "leidinggevende"
    START = "in dienst"
    END = "uit dienst"
    HOURS = "uren"
    IS_MAIN = "hoofddienstverband"
    CONTRACT = "soort contract"
    AWAY_FROM = "afwezig van"
    AWAY_UNTIL = "afwezig tot en met"


REQUIRED = (Column.NUMBER, Column.UNIT, Column.TEAM)

HEADERS: Mapping[Column, tuple[str, ...]] = {
    Column.NUMBER: (
        *("personeelsnummer", "personeelsnr", "pers nr", "pnr", "medewerkernummer", "medewerkersnummer"),
        *("medewerkernr", "medewerker nr", "werknemernummer", "werknemersnummer", "stamnummer"),
        *(
            "personnel number",
            "personnel no",
            "personnel nr",
            "employee number",
            "employee no",
            "employee id",
        ),
        *("staff number", "payroll number"),
    ),
    Column.NAME: (
        *("naam", "volledige naam", "naam medewerker", "medewerker", "naam werknemer", "weergavenaam"),
        *("name", "full name", "employee name", "display name"),
    ),
    Column.FIRST_NAME: ("voornaam", "roepnaam", "first name", "given name", "forename"),
    Column.INFIX: ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "infix", "prefix"),
    Column.LAST_NAME: ("achternaam", "familienaam", "last name", "surname", "family name"),
    Column.EMAIL: (
        *("e-mail", "e-mailadres", "mail", "mailadres", "werkmail", "e-mail werk", "zakelijk e-mailadres"),
        *("e-mail address", "work e-mail", "business e-mail", "mail address"),
    ),
    Column.UNIT: (
        *("eenheid", "organisatie-eenheid", "organisatorische eenheid", "afdeling", "locatie", "unit"),
        *("organisational unit", "organizational unit", "department", "location"),
    ),
    Column.TEAM: ("team", "teamnaam", "naam team", "team name"),
    Column.FUNCTION: (
        *("functie", "functienaam", "functiebenaming", "functietitel", "functieomschrijving"),
        *("function", "job title", "job", "position", "role"),
    ),
    Column.IS_LEAD: (
        *("leidinggevende", "is leidinggevende", "leidinggevend", "teamleider", "leidinggevende ja/nee"),
        *("leidt het team", "leidt team", "leads the team", "leads team"),
        *("is_lead", "lead", "is lead", "team lead", "manager", "is manager"),
    ),
    Column.START: (
        *("in dienst", "in dienst sinds", "datum in dienst", "indiensttreding", "datum indiensttreding"),
        *("in dienst per", "begin", "begindatum", "ingangsdatum", "startdatum", "start"),
        *("start date", "starts", "hire date", "employed since"),
    ),
    Column.END: (
        *("uit dienst", "uit dienst per", "datum uit dienst", "uitdiensttreding", "datum uitdiensttreding"),
        *("eind", "einde", "einddatum", "end", "end date", "ends", "leave date", "termination date"),
    ),
    Column.HOURS: (
        *("uren", "uren per week", "contracturen", "aantal uren", "uren p/w", "arbeidsduur"),
        *("hours", "hours per week", "weekly hours", "contract hours", "hours a week"),
    ),
    Column.IS_MAIN: (
        *("hoofddienstverband", "hoofddienstverband ja/nee", "hoofdfunctie", "hoofdbaan"),
        *("is_main", "main", "main job", "main employment", "primary", "main membership"),
    ),
    Column.CONTRACT: (
        *("soort contract", "contractsoort", "contract", "contracttype", "type contract", "contractvorm"),
        *("soort dienstverband", "dienstverband", "type dienstverband", "aard dienstverband"),
        *("kind of contract", "contract type", "type of contract", "employment type", "employment"),
    ),
    Column.AWAY_FROM: (
        *("afwezig van", "afwezig vanaf", "afwezig sinds", "verlof van", "verlof vanaf", "begin afwezigheid"),
        *("begin verlof", "away from", "away since", "absent from", "leave from", "start of leave"),
    ),
    Column.AWAY_UNTIL: (
        *(
            "afwezig tot en met",
            "afwezig t/m",
            "afwezig tot",
            "verlof tot en met",
            "verlof t/m",
            "verlof tot",
        ),
        *("einde afwezigheid", "einde verlof", "away until", "away to", "absent until", "leave until"),
        "end of leave",
    ),
}


def header_key(text: str) -> str:
    """A header without case, accents, spaces and marks: “E-mail adres:” and “emailadres” are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[\W_]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


COLUMN_OF = {header_key(header): column for column, headers in HEADERS.items() for header in headers}


@dataclass(frozen=True)
class Columns:
    """Where each recognised column stands (counted from 0) and how the file itself calls it."""

    places: Mapping[Column, int]
    headers: Mapping[Column, str]
    width: int
    notices: tuple[Finding, ...] = ()

    def has(self, column: Column) -> bool:
        return column in self.places

    def header(self, column: Column) -> str:
        return self.headers.get(column, column.value)


def recognise_columns(table: Table) -> Columns:
    """Find the columns by header; raises PersonnelFileError for a missing, double or unclear one."""
    found = found_columns(table.header)
    missing = missing_columns(frozenset(found))
    if missing:
        refuse_missing(table, missing, recognised=len(found))
    refuse_double(table.header, found)
    places = without_spare_name({column: indexes[0] for column, indexes in found.items()})
    headers = {column: table.header[index].strip() for column, index in places.items()}
    return Columns(places, headers, len(table.header), ignored_columns(table, frozenset(places.values())))


def found_columns(header: tuple[str, ...]) -> dict[Column, list[int]]:
    found: dict[Column, list[int]] = {}
    for index, text in enumerate(header):
        column = COLUMN_OF.get(header_key(text))
        if column is not None:
            found.setdefault(column, []).append(index)
    return found


def missing_columns(found: frozenset[Column]) -> list[Column]:
    missing = [column for column in REQUIRED if column not in found]
    if not found & {Column.NAME, Column.FIRST_NAME, Column.LAST_NAME}:
        missing.append(Column.NAME)
    elif Column.NAME not in found:
        missing += [column for column in (Column.FIRST_NAME, Column.LAST_NAME) if column not in found]
    return missing


def refuse_missing(table: Table, missing: list[Column], *, recognised: int) -> None:
    for row in table.rows[:LOOK_FOR_HEADER_IN]:
        columns_here = len(found_columns(row.cells))
        if columns_here >= LIKELY_HEADER and columns_here > recognised:
            raise PersonnelFileError(FileRefusal.HEADER_NOT_FIRST, row=row.number)
    names = ", ".join(column.value for column in missing)
    raise PersonnelFileError(FileRefusal.MISSING_COLUMNS, columns=names)


def refuse_double(header: tuple[str, ...], found: Mapping[Column, list[int]]) -> None:
    for indexes in found.values():
        if len(indexes) > 1:
            named = ", ".join(f"{header[index].strip()} ({column_letter(index)})" for index in indexes)
            raise PersonnelFileError(FileRefusal.DOUBLE_COLUMN, columns=shortened(named))


def without_spare_name(places: dict[Column, int]) -> dict[Column, int]:
    """Keep one way to name a person: the parts when first and last name are both there, else the whole name.

    In some systems “naam” is the last name only, so “naam” with “voornaam” alone is refused, not guessed.
    """
    if Column.NAME not in places:
        return places
    has_parts = {Column.FIRST_NAME, Column.LAST_NAME} <= places.keys()
    if Column.FIRST_NAME in places and not has_parts:
        raise PersonnelFileError(FileRefusal.UNCLEAR_NAME_COLUMNS)
    parts = {Column.FIRST_NAME, Column.INFIX, Column.LAST_NAME}
    spare = {Column.NAME} if has_parts else parts
    return {column: index for column, index in places.items() if column not in spare}


def ignored_columns(table: Table, used: frozenset[int]) -> tuple[Finding, ...]:
    """Columns nobody asked for are left out, and that is said; one without a header goes by its letter."""
    names = [
        text.strip() or column_letter(index)
        for index, text in enumerate(table.header)
        if index not in used and (text.strip() or any(row.cells[index].strip() for row in table.rows))
    ]
    if not names:
        return ()
    return (
        Finding(Notice.IGNORED_COLUMNS, params={"columns": ", ".join(shortened(name) for name in names)}),
    )

"""What can be wrong with a personnel list, as keys with an English sentence as data.

The web layer translates the sentence through gettext and fills the named placeholders; `in_words` does both.
Each sentence says what to do and names the row and the column where there is one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

SHOWN_VALUE_LENGTH = 60


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the message files; it is translated where it is shown."""
    return sentence


class Worded(Enum):
    """A key with its English sentence: a gettext msgid with named placeholders."""

    @property
    def sentence(self) -> str:
        return str(self.value)


class FileRefusal(Worded):
    """Why a whole file is refused: nothing of it was looked at any further."""

    EMPTY = gettext_noop("This file is empty. Choose a file with a header and at least one person.")
    TOO_BIG = gettext_noop("This file is too big. Send at most %(limit)s MB.")
    UNKNOWN_TYPE = gettext_noop(
        "This kind of file cannot be read. Save the list as .xlsx or .csv and try again."
    )
    OLD_EXCEL = gettext_noop(
        "This is an old or locked Excel file. Save it as .xlsx without a password and try again."
    )
    WEB_PAGE = gettext_noop("This is a web page, not a list. Open it in Excel and save it as .xlsx.")
    NAME_AND_CONTENT_DIFFER = gettext_noop(
        "The name says text, but this is an Excel file. Change the end of the name to .xlsx."
    )
    NOT_A_WORKBOOK = gettext_noop(
        "This is not a working Excel file. Open the list in Excel and save it again as .xlsx."
    )
    UNSAFE_WORKBOOK = gettext_noop(
        "This Excel file holds parts that do not belong in a list. Copy only the list to a new file."
    )
    WORKBOOK_TOO_BIG = gettext_noop(
        "This Excel file is too big once unpacked. Copy only the list to a new file."
    )
    UNKNOWN_ENCODING = gettext_noop(
        "The letters in this file cannot be read. Save it as “CSV UTF-8” or as .xlsx."
    )
    NOT_TEXT = gettext_noop(
        "This file holds characters that are not text. Save the list again as .csv or .xlsx."
    )
    BROKEN_QUOTES = gettext_noop(
        "Near row %(row)s there is a quotation mark too few or too many. Correct it and send the file again."
    )
    CONTROL_CHARACTER = gettext_noop(
        "Row %(row)s, column %(column)s: there is an invisible character in this cell. Type the text again."
    )
    CELL_TOO_LONG = gettext_noop(
        "Row %(row)s, column %(column)s: this text is longer than %(limit)s characters. Make it shorter."
    )
    TOO_MANY_ROWS = gettext_noop(
        "This list has more than %(limit)s rows. Split it into more files, each with whole units."
    )
    TOO_MANY_COLUMNS = gettext_noop(
        "This list has more than %(limit)s columns. Keep only the columns you need."
    )
    MERGED_CELLS = gettext_noop("The cells %(cells)s are merged. Split them and fill in every row.")
    NO_ROWS = gettext_noop("There are no people below the header. Add at least one row.")
    HEADER_NOT_FIRST = gettext_noop("The header seems to be on row %(row)s. Remove the rows above it.")
    MISSING_COLUMNS = gettext_noop("These columns are missing: %(columns)s. Add them to row 1.")
    DOUBLE_COLUMN = gettext_noop("These columns mean the same: %(columns)s. Keep one of them.")
    UNCLEAR_NAME_COLUMNS = gettext_noop(
        "It is not clear which column holds the name. Use “naam”, or “voornaam” with “achternaam”."
    )


class RowProblem(Worded):
    """What is wrong with one row; with any of these nothing of the file may be applied."""

    EXTRA_CELLS = gettext_noop(
        "Row %(row)s has more cells than the header. Check whether a text was cut in two."
    )
    FORMULA = gettext_noop(
        "Row %(row)s, column %(column)s: this looks like a formula. Fill in the value itself."
    )
    CELL_ERROR = gettext_noop(
        "Row %(row)s, column %(column)s: this cell holds an Excel error. Fill in the right value."
    )
    EMPTY_NUMBER = gettext_noop(
        "Row %(row)s, column %(column)s: the personnel number is missing. Fill it in or remove the row."
    )
    NUMBER_TOO_LONG = gettext_noop(
        "Row %(row)s, column %(column)s: this personnel number is too long. Use at most %(limit)s characters."
    )
    NUMBER_MANGLED = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "Excel rounded the number %(value)s. Make this column text and export it again."
    )
    NUMBER_LOOKS_LIKE = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "%(value)s looks like the number %(other)s. Write a number the same way each time."
    )
    EMPTY_NAME = gettext_noop("Row %(row)s, column %(column)s: the name is missing. Fill it in.")
    NAME_TOO_LONG = gettext_noop(
        "Row %(row)s, column %(column)s: this name is longer than %(limit)s characters. Make it shorter."
    )
    EMAIL_INVALID = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "“%(value)s” is not an e-mail address. Correct it or leave the cell empty."
    )
    EMAIL_OF_TWO_PEOPLE = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "number %(other)s has this address too. Give each person their own address."
    )
    EMAIL_OF_SOMEBODY_ELSE = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "somebody who is not in this list has this address. Fill in another address."
    )
    EMPTY_UNIT = gettext_noop("Row %(row)s, column %(column)s: the unit is missing. Fill it in.")
    UNIT_PATH_BROKEN = gettext_noop(
        "Row %(row)s, column %(column)s: a name is missing in “%(value)s”. Fill in the unit again."
    )
    UNIT_TOO_DEEP = gettext_noop(
        "Row %(row)s, column %(column)s: this unit has more than %(limit)s levels. Use fewer."
    )
    UNIT_AMBIGUOUS = gettext_noop(
        "Row %(row)s, column %(column)s: more than one unit is called “%(value)s”. Write it like “%(other)s”."
    )
    EMPTY_TEAM = gettext_noop("Row %(row)s, column %(column)s: the team is missing. Fill it in.")
    YES_NO_UNKNOWN = gettext_noop(
        "Row %(row)s, column %(column)s: “%(value)s” is not clear. Write yes or no."
    )
    DATE_UNKNOWN = gettext_noop(
        "Row %(row)s, column %(column)s: “%(value)s” is not a date we know. Write it like 31-12-2026."
    )
    HOURS_UNKNOWN = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "“%(value)s” is not a number of hours a week. Write it like 28 or 28,5."
    )
    CONTRACT_UNKNOWN = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "“%(value)s” is not a kind of contract we know. Write permanent, flex or student."
    )
    AWAY_WITHOUT_START = gettext_noop(
        "Row %(row)s, column %(column)s: the first day away is missing. Fill it in, or empty the last day."
    )
    END_BEFORE_START = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "the end %(end)s is before the start %(start)s. Correct one of the two."
    )
    END_IN_PAST = gettext_noop(
        "Row %(row)s, column %(column)s: %(end)s has passed and this person is new here. Remove the row."
    )
    CONTRADICTION = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "row %(other_row)s says something else about number %(number)s. Make both rows the same."
    )
    TOO_MANY_ROWS_OF_ONE = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "number %(number)s has more than %(limit)s rows. Check whether they are one person."
    )
    SAME_TEAM_TWICE = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "row %(other_row)s has number %(number)s in the same team. Keep one of the two rows."
    )
    TWO_MAIN = gettext_noop(
        "Row %(row)s, column %(column)s: "
        "on row %(other_row)s number %(number)s has a main job too. Keep one “yes”."
    )


class Notice(Worded):
    """What the reader of the plan should know, while the file can be used."""

    IGNORED_COLUMNS = gettext_noop("These columns are not used: %(columns)s.")
    OTHER_SHEETS = gettext_noop("Only the sheet “%(sheet)s” was read. These were not: %(others)s.")
    END_DATE_STAYS = gettext_noop(
        "Row %(row)s: number %(number)s ends on %(end)s here. The list has no column with end dates."
    )
    AWAY_DATES = gettext_noop(
        "The list calls %(number)s people away. Applying it sets these dates; what people typed themselves stays."
    )


@dataclass(frozen=True)
class Finding:
    """A sentence about the file: its key, where it is (as the user's spreadsheet counts), and its values."""

    key: Worded
    row: int | None = None
    column: str | None = None
    params: Mapping[str, str] = field(default_factory=dict)

    def in_words(self, translate: Callable[[str], str]) -> str:
        """The sentence in the reader's language; its values come from the file, so it must be escaped."""
        places = {"row": "" if self.row is None else str(self.row), "column": self.column or ""}
        return translate(self.key.sentence) % {**places, **self.params}


class PersonnelFileError(Exception):
    """The file as a whole is refused; `finding` says why, and nothing was read from it."""

    def __init__(
        self, key: FileRefusal, *, row: int | None = None, column: str | None = None, **params: str
    ) -> None:
        super().__init__(key.name)
        self.finding = Finding(key, row, column, params)

    @property
    def key(self) -> Worded:
        return self.finding.key


def shortened(text: str) -> str:
    """A value as it may be repeated in a sentence: one line, and never the whole of a long cell."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_VALUE_LENGTH else line[: SHOWN_VALUE_LENGTH - 1] + "…"

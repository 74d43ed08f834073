"""What is read on a page as figures: of which round, group and side or question; and what each page may say at all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from mortel.apps.climate.choices import Audience
from mortel.apps.climate.models import Release, ReleasedFigure
from mortel.apps.climate.queries import organisation_result
from mortel.pure.results.shapes import OfficeLine, OrganisationResult, TeamResult
from mortel.pure.rounds.questionnaire import Questionnaire
from mortel.web.climate.office_heat import about, called
from mortel.web.climate.team_lines import label_of
from mortel.web.words import Words
from tests.web.attack.harvest import Page
from tests.web.attack.reading import Said
from tests.web.attack.world import Truth

LEADERSHIP: Final = "dim.leadership"
DECIMAL: Final = re.compile(r"(?<![\w.,])[-+\N{MINUS SIGN}]?\d+[.,]\d{1,4}(?![\w.,]*\d)")
PER_CENT: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s?%")
# Stored figures are rounded to hundredths, however finely something is drawn.
_ROUNDED: Final = 0.005
_DRAWN: Final = 0.002
_WHOLE: Final = "interval__whole"
_DRAWINGS: Final = frozenset({"interval__score", _WHOLE, "curve__dot"})
# Columns of files that hold means, in each file's own words; numbers of a page that are no means.
_COLUMNS: Final = frozenset({"mean", "gemiddelde", "score", "cijfer"})
_NO_MEANS: Final = ("interval__band", "ICC(")
# Numbers about questions, and means of people who stand in no place together: those with so much time.
_OF_NO_PLACE: Final = ("climate:questionnaire", "climate:amounts")


@dataclass(frozen=True)
class Stored:
    """Everything that one release holds."""

    name: str
    release: str
    whole: OrganisationResult
    teams: Mapping[str, TeamResult]
    lines: Mapping[str, OfficeLine]


def stored(truth: Truth) -> Stored:
    """As it lies in the tables now."""
    release = Release.objects.get(pk=truth.release)
    rows = list(ReleasedFigure.objects.filter(release=release).order_by("audience", "order"))
    teams = (
        msgspec.json.decode(row.content, type=TeamResult) for row in rows if row.audience == Audience.TEAM
    )
    lines = (
        msgspec.json.decode(row.content, type=OfficeLine) for row in rows if row.audience == Audience.OFFICE
    )
    return Stored(
        truth.name,
        str(truth.release),
        organisation_result(release),
        {one.id: one for one in teams},
        {one.id: one for one in lines},
    )


@dataclass(frozen=True)
class Fact:
    """A mean that stood somewhere: between `value - slack` and `value + slack`."""

    round: str
    place: str
    subject: str
    value: float
    slack: float
    who: str
    page: str


def reader(rounds: Sequence[Stored], asked: Questionnaire) -> "Reader":
    """With what everybody knows: how sides and questions are called, in words and in files."""
    words, subjects = Words(), dict[str, str]()
    for side in dict.fromkeys(question.dimension for question in asked.questions if question.dimension):
        subjects |= {label_of(side, words): side, side: side}
    for question in asked.questions:
        subjects |= {question.text["nl"]: question.code, question.code: question.code}
    return Reader(rounds, subjects)


@dataclass(frozen=True)
class Reader:
    """Reads pages; `subjects` are sides and questions by each of their names."""

    rounds: Sequence[Stored]
    subjects: Mapping[str, str]

    def facts(self, page: Page) -> Iterator[Fact]:
        """Every mean that the attacker can tell the subject of."""
        for said in page.said if _tells_scores(page) else ():
            subject, number = self._subject(said), DECIMAL.search(said.text)
            if not subject or not number or not _is_mean(page, said):
                continue
            round_, place = self._round(page, said), self._place(page, said)
            if said.labels[-1] == _WHOLE:
                place = round_.whole.whole.id
            slack = max(_ROUNDED, 0.5 * 10 ** -_decimals(number[0]))
            slack = _ROUNDED + _DRAWN if said.labels[-1] in _DRAWINGS else slack
            yield Fact(round_.name, place, subject, as_number(number[0]), slack, page.who, page.address)

    def _subject(self, said: Said) -> str:
        """The question it is about; else the side."""
        labels = (*said.labels, said.text.partition(":")[0])
        known = [self.subjects[label] for label in reversed(labels) if label in self.subjects]
        return next((one for one in known if not one.startswith("dim.")), (known or [""])[0])

    def _round(self, page: Page, said: Said) -> Stored:
        # In a file the name of another round says since when something changed.
        named = [one for one in self.rounds if page.is_html and one.name in said.labels]
        asked = [one for one in self.rounds if one.release == page.arg("pk")]
        return (named or asked or [self.rounds[page.moment.round]])[0]

    def _place(self, page: Page, said: Said) -> str:
        release = self._round(page, said)
        if page.arg("pk") in release.teams:
            return page.arg("pk")
        # A page names the narrowest thing last; the row of a file names its group before what it is part of.
        for label in reversed(said.labels) if page.is_html else said.labels:
            if label in release.lines:
                return label
            for line in release.lines.values():
                # In the long table leads stand under the name of their unit, and have no figures of their own there.
                named = label in (line.name, called(line)) and line.group
                if named or label.startswith(f"{called(line)} {about(line)}"):
                    return line.id
        return page.arg("place") or release.whole.whole.id


def _tells_scores(page: Page) -> bool:
    return page.row.startswith("climate:") and page.row not in _OF_NO_PLACE


def _is_mean(page: Page, said: Said) -> bool:
    """A score or an average; not how far it may lie off, nor by how much it changed."""
    last = said.labels[-1] if said.labels else ""
    if not page.is_html:
        return last.rpartition(": ")[2].casefold() in _COLUMNS
    return "punten" not in said.text and not any(label.startswith(_NO_MEANS) for label in said.labels)


def _decimals(text: str) -> int:
    return len(re.split("[.,]", text)[-1])


def stored_mean(fact: Fact, rounds: Sequence[Stored], *, by_team: bool) -> float | None:
    """What lies stored of the same thing: as the team reads it of itself, or as the office does."""
    release = next(one for one in rounds if one.name == fact.round)
    group = release.teams[fact.place].group if by_team and fact.place in release.teams else None
    if group is None:
        line = release.lines.get(fact.place)
        group = release.whole.whole if fact.place == release.whole.whole.id else line.group if line else None
    means = {one.id: one.mean for one in group.dimensions} if group else {}
    means |= {one.code: one.mean for one in group.questions} if group else {}
    return means.get(fact.subject)


def as_number(text: str) -> float:
    return float(text.replace("\N{MINUS SIGN}", "-").replace(",", "."))

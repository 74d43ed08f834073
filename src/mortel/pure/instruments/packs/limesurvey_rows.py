"""The tables within a LimeSurvey export, read safely; one shape for what old and new versions write.

Up to version 3 a row stands in each language; from version 4 on the words have tables of their own (`..._l10ns`).
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from mortel.pure.instruments.packs.draft import RawWords, said
from mortel.pure.instruments.packs.sentences import BROKEN_XML, NO_SURVEY, UNSAFE_XML, sentence
from mortel.pure.instruments.packs.shapes import PackError

Row = dict[str, str]
_MOST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Answer:
    code: str
    label: RawWords


@dataclass(frozen=True, slots=True)
class Question:
    """A question or a part of one (`parent` is the id of the whole, else ""). `kind` is LimeSurvey's letter."""

    id: str
    parent: str
    group: str
    kind: str
    title: str
    text: RawWords
    has_other: bool
    has_condition: bool


class Export:
    """A parsed .lss file. PackError when it is damaged, declares entities, or holds no survey."""

    def __init__(self, data: bytes) -> None:
        self._document = _parsed(data)
        if self._document.find("questions") is None or self._document.find("surveys") is None:
            raise PackError(sentence(NO_SURVEY))

    def rows(self, table: str) -> list[Row]:
        found = self._document.findall(f"{table}/rows/row")
        return [{cell.tag: (cell.text or "").strip() for cell in row} for row in found]

    def questions(self) -> list[Question]:
        """Questions and their parts in the order in which they are asked."""
        rows = self.rows("questions") + self.rows("subquestions")
        texts = _by_language(rows + self.rows("question_l10ns"), "qid", "question")
        groups = self.rows("groups")
        order = {row.get("gid", ""): number(row.get("group_order", "")) for row in groups}
        after_an_answer = {row.get("gid", "") for row in groups if _is_condition(row.get("grelevance", ""))}
        ordered = sorted(
            _first_of_each(rows, "qid"),
            key=lambda row: (order.get(row.get("gid", ""), 0), number(row.get("question_order", ""))),
        )
        return [_question(row, texts.get(row.get("qid", ""), {}), after_an_answer) for row in ordered]

    def answers(self) -> dict[str, list[Answer]]:
        """The answers of each question by its id, in the order of their numbers where all codes are numbers."""
        rows = self.rows("answers")
        for row in rows:
            row["aid"] = row.get("aid") or f"{row.get('qid')} {row.get('scale_id')} {row.get('code')}"
        texts = _by_language(rows + self.rows("answer_l10ns"), "aid", "answer")
        ordered = sorted(_first_of_each(rows, "aid"), key=lambda row: number(row.get("sortorder", "")))
        found = defaultdict(list)
        for row in ordered:
            found[row.get("qid", "")].append(Answer(row.get("code", ""), texts.get(row["aid"], {})))
        return {qid: _by_number(answers) for qid, answers in found.items()}

    def group_names(self) -> dict[str, RawWords]:
        return _by_language(self.rows("groups") + self.rows("group_l10ns"), "gid", "group_name")


def number(text: str) -> int:
    """A whole number as LimeSurvey writes one; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def _parsed(data: bytes) -> Any:
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise PackError(sentence(UNSAFE_XML)) from None
    except (ParseError, ValueError, LookupError):  # also encodings that do not exist
        raise PackError(sentence(BROKEN_XML)) from None


def _first_of_each(rows: list[Row], key: str) -> list[Row]:
    """Old versions repeat a row in each language; the first is in the language the survey was made in."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.get(key, ""), row)
    return list(found.values())


def _by_language(rows: list[Row], key: str, words: str) -> dict[str, RawWords]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        if row.get("language"):
            found[row.get(key, "")].setdefault(row["language"], row.get(words, ""))
    return {one: said(texts) for one, texts in found.items()}


def _question(row: Row, text: RawWords, groups_after_an_answer: Collection[str]) -> Question:
    is_whole = row.get("parent_qid", "0") == "0"
    return Question(
        id=row.get("qid", ""),
        parent="" if is_whole else row["parent_qid"],
        group=row.get("gid", ""),
        kind=row.get("type", ""),
        title=row.get("title", ""),
        text=text,
        has_other=row.get("other") == "Y",
        has_condition=_is_condition(row.get("relevance", ""))
        or (is_whole and row.get("gid") in groups_after_an_answer),
    )


def _is_condition(relevance: str) -> bool:
    return relevance not in ("", "1")


def _by_number(answers: list[Answer]) -> list[Answer]:
    if all(answer.code.isascii() and answer.code.isdigit() for answer in answers):
        return sorted(answers, key=lambda answer: number(answer.code))
    return answers

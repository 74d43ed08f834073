"""A pack from LimeSurvey: the structure of a survey, exported as .lss.

Read are lists with five answers and the arrays made of them. LimeSurvey has no place for a licence, so four lines in
the description of the survey name what it does not know: licence, version, citation, opposite.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from mortel.pure.catalogue.shapes import Text
from mortel.pure.instruments.packs.draft import Draft, DraftItem, DraftScale, RawWords, said
from mortel.pure.instruments.packs.languages import in_our_language
from mortel.pure.instruments.packs.limesurvey_rows import Answer, Export, Question
from mortel.pure.instruments.packs.plain_text import lines
from mortel.pure.instruments.packs.sentences import (
    CONDITION,
    DOUBLE_CODE,
    NOT_FIVE,
    POLES_UNKNOWN,
    SKIPPED,
    UNKNOWN_OPPOSITE,
    sentence,
)
from mortel.pure.instruments.packs.shapes import PackError

_LISTS: Final = frozenset("L!")
_ARRAYS: Final = frozenset("FH")
_LINE: Final = re.compile(r"(\w+)\s*:\s*(\S.*)")
_KEYS: Final = {
    "licentie": "licence",
    "licence": "licence",
    "license": "licence",
    "versie": "version",
    "version": "version",
    "bron": "citation",
    "citation": "citation",
    "omgekeerd": "opposite",
    "opposite": "opposite",
}
# LimeSurvey's letters for the other kinds of question, and what to call them.
_OTHER_KINDS: Final = (
    ("STUQ;", Text(nl="een open vraag", en="an open question")),
    ("MP", Text(nl="meer antwoorden kiezen", en="choosing several answers")),
    ("A5B", Text(nl="een schaal zonder woorden", en="a scale without words")),
    ("KN:", Text(nl="een getal invullen", en="filling in a number")),
    (
        "YCEG",
        Text(nl="een vraag met minder antwoorden", en="a question with fewer answers"),
    ),
    ("R", Text(nl="een rangorde", en="a ranking")),
    ("1", Text(nl="een dubbele schaal", en="a double scale")),
    ("O", Text(nl="een lijst met toelichting", en="a list with a comment")),
    ("D", Text(nl="een datum", en="a date")),
    ("X", Text(nl="een blok uitleg", en="a block of text")),
    ("*", Text(nl="een berekening", en="a calculation")),
    ("|", Text(nl="een bestand sturen", en="sending a file")),
)
_UNKNOWN_KIND: Final = Text(nl="deze soort vraag", en="this kind of question")


def draft_from_limesurvey(data: bytes, fallback_id: str) -> Draft:
    """PackError when it is no survey, is unsafe, or a list does not have five answers."""
    export = Export(data)
    settings = export.rows("surveys_languagesettings")
    described = _described([row.get("surveyls_description", "") for row in settings])
    questions = export.questions()
    scales, items = _asked(export, questions)
    sid = export.rows("surveys")[:1]
    number = sid[0].get("sid", "") if sid else ""
    return Draft(
        id=f"limesurvey-{number}" if number else fallback_id,
        version=described.get("version", ""),
        title=said({row.get("surveyls_language", ""): row.get("surveyls_title", "") for row in settings}),
        licence=described.get("licence", ""),
        citation=described.get("citation", ""),
        scales=scales,
        items=_turned(items, described.get("opposite", "")),
        problems=tuple(_problems(questions, poles_known="opposite" in described)),
    )


def _described(descriptions: list[str]) -> dict[str, str]:
    """The lines `Licentie: ...` of the descriptions by key; of the same line in two languages the first counts."""
    found: dict[str, str] = {}
    for line in (line for description in descriptions for line in lines(description, "description")):
        match = _LINE.fullmatch(line)
        key = _KEYS.get(match[1].lower()) if match else None
        if match and key:
            found.setdefault(key, match[2])
    return found


def _asked(export: Export, questions: list[Question]) -> tuple[dict[str, DraftScale], list[DraftItem]]:
    answers, names = export.answers(), export.group_names()
    parts = defaultdict(list)
    for question in questions:
        parts[question.parent].append(question)
    scales: dict[str, DraftScale] = {}
    items: list[DraftItem] = []
    for question in parts[""]:
        if question.kind not in _LISTS | _ARRAYS:
            continue
        dimension = in_our_language(names.get(question.group, {})) or ""
        scale = _scale_of(question, answers.get(question.id, []))
        # Lists with the same answers, and nothing above them, share a scale: so they share a page.
        name = next((name for name, known in scales.items() if known == scale), question.title)
        if name in scales and scales[name] != scale:
            raise PackError(sentence(DOUBLE_CODE, code=name))
        scales[name] = scale
        items += [
            DraftItem(code, text, name, dimension) for code, text in _items_of(question, parts[question.id])
        ]
    return scales, items


def _scale_of(question: Question, answers: list[Answer]) -> DraftScale:
    if question.has_other:
        raise PackError(sentence(NOT_FIVE, scale=question.title))
    languages = dict.fromkeys(tag for answer in answers for tag in answer.label)
    labels = {tag: tuple(answer.label.get(tag, "") for answer in answers) for tag in languages}
    if not labels:
        raise PackError(sentence(NOT_FIVE, scale=question.title))
    return DraftScale(labels, question.text if question.kind in _ARRAYS else {})


def _items_of(question: Question, parts: list[Question]) -> Iterator[tuple[str, RawWords]]:
    if question.kind in _LISTS:
        yield question.title, question.text
    else:
        yield from ((f"{question.title}_{part.title}", part.text) for part in parts)


def _turned(items: list[DraftItem], opposite: str) -> tuple[DraftItem, ...]:
    wanted = set(re.split(r"[\s,;]+", opposite.strip(" .,;"))) - {""}
    if unknown := wanted - {item.code for item in items}:
        raise PackError(sentence(UNKNOWN_OPPOSITE, code=min(unknown)))
    return tuple(
        DraftItem(item.code, item.text, item.scale, item.dimension, "opposite" if item.code in wanted else "")
        for item in items
    )


def _problems(questions: list[Question], *, poles_known: bool) -> Iterator[Text]:
    wholes = {question.id: question for question in questions if not question.parent}
    for question in questions:
        whole = wholes.get(question.parent, question)
        if whole.kind in _LISTS | _ARRAYS:
            if question.has_condition:
                code = question.title if whole is question else f"{whole.title}_{question.title}"
                yield sentence(CONDITION, code=code)
        elif whole is question:
            yield _skipped(question)
    if not poles_known:
        yield POLES_UNKNOWN


def _skipped(question: Question) -> Text:
    kind = next((name for letters, name in _OTHER_KINDS if question.kind in [*letters]), _UNKNOWN_KIND)
    dutch = sentence(SKIPPED, code=question.title, kind=kind.nl)
    english = sentence(SKIPPED, code=question.title, kind=kind.en)
    return Text(nl=dutch.nl, en=english.en)

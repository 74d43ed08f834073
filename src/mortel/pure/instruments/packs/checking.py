"""Whether what a file says can be asked: a Draft in, a Pack out, or one sentence that says what to mend."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Final

from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.words import Shown
from mortel.pure.instruments.packs import sentences
from mortel.pure.instruments.packs.draft import Draft, DraftItem, DraftScale, RawWords
from mortel.pure.instruments.packs.languages import Languages, languages_of
from mortel.pure.instruments.packs.plain_text import plain
from mortel.pure.instruments.packs.sentences import sentence
from mortel.pure.instruments.packs.shapes import Pack, PackError, PackItem, PackScale
from mortel.pure.instruments.shapes import POLES, Pole

MOST_ITEMS: Final = 200
LABELS: Final = 5
_MOST_PROBLEMS: Final = 50
# The longest text of each kind, in characters.
LONGEST_ITEM: Final = 300
_LONGEST_LABEL: Final = 80
_LONGEST_TITLE: Final = 120
_LONGEST_NAME: Final = 60
_LONGEST_CITATION: Final = 500

# Our own bank is called mortel.
_ID: Final = re.compile(r"(?!mortel$)[a-z][a-z0-9_-]{0,39}")
_VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,19}")
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,49}")


def checked(draft: Draft) -> Pack:
    """The pack that this draft describes; PackError at the first thing that is wrong."""
    licence = plain(draft.licence, "licence", _LONGEST_CITATION)
    if not licence:
        raise PackError(sentence(sentences.NO_LICENCE))
    _check_number_and_codes(draft.items)
    languages = languages_of(tag for item in draft.items for tag in item.text)
    title = _title(draft.title, languages)
    scales = {name: _scale(name, scale, languages) for name, scale in draft.scales.items()}
    return Pack(
        id=_named(draft.id.lower(), _ID, "id"),
        version=_named(draft.version or "1", _VERSION, "version"),
        title=title,
        licence=licence,
        citation=plain(draft.citation, "citation", _LONGEST_CITATION) or next(iter(title.values())),
        languages=languages.shown,
        scales=tuple(scales.values()),
        items=tuple(_item(item, scales, languages) for item in draft.items),
        problems=_readable(dict.fromkeys([*_filled_in(draft, languages), *draft.problems])),
    )


def _check_number_and_codes(items: tuple[DraftItem, ...]) -> None:
    if not items:
        raise PackError(sentence(sentences.NO_ITEMS))
    if len(items) > MOST_ITEMS:
        raise PackError(sentence(sentences.TOO_MANY_ITEMS, limit=MOST_ITEMS))
    seen: set[str] = set()
    for item in items:
        # Programs for statistics do not tell capitals apart.
        code = _named(item.code, _CODE, "code").casefold()
        if code in seen:
            raise PackError(sentence(sentences.DOUBLE_CODE, code=item.code))
        seen.add(code)


def _named(name: str, form: re.Pattern[str], key: str) -> str:
    if not form.fullmatch(name):
        raise PackError(sentence(sentences.BAD_NAME, name=name, key=key))
    return name


def _title(said: RawWords, languages: Languages) -> dict[Shown, str]:
    """In every language in which there is one: only whoever sets a round up reads it."""
    kept = {shown: said[name] for shown, name in languages.names.items() if name in said}
    title = {shown: plain(words, "title", _LONGEST_TITLE) for shown, words in kept.items()}
    title = {shown: words for shown, words in title.items() if words}
    if not title:
        raise PackError(sentence(sentences.NO_TITLE))
    return title


def _scale(name: str, scale: DraftScale, languages: Languages) -> PackScale:
    labels = languages.words(scale.labels, name)
    read = {shown: _labels(name, said) for shown, said in labels.items()}
    question = languages.words(scale.question, name) if scale.question else {}
    return PackScale(
        id=_named(name, _CODE, "scale"),
        question=_plain_words(question, name),
        labels=tuple({shown: words[place] for shown, words in read.items()} for place in range(LABELS)),
    )


def _labels(name: str, said: tuple[str, ...]) -> tuple[str, ...]:
    if len(said) != LABELS:
        raise PackError(sentence(sentences.NOT_FIVE, scale=name))
    labels = tuple(plain(label, name, _LONGEST_LABEL) for label in said)
    if len({label for label in labels if label}) != LABELS:
        raise PackError(sentence(sentences.NOT_FIVE, scale=name))
    return labels


def _item(item: DraftItem, scales: Mapping[str, PackScale], languages: Languages) -> PackItem:
    if item.scale not in scales:
        raise PackError(sentence(sentences.NO_SCALE, code=item.code, scale=item.scale))
    text = _plain_words(languages.words(item.text, item.code), item.code)
    for shown, words in text.items():
        if not words:
            raise PackError(sentence(sentences.NO_WORDS, place=item.code, language=shown))
    return PackItem(
        code=item.code,
        text=text,
        scale=item.scale,
        dimension=plain(item.dimension, item.code, _LONGEST_NAME),
        pole=_pole(item),
    )


def _plain_words(said: Mapping[Shown, str], place: str) -> dict[Shown, str]:
    return {shown: plain(words, place, LONGEST_ITEM) for shown, words in said.items()}


def _pole(item: DraftItem) -> Pole:
    wanted = item.pole.strip().lower() or "with"
    pole = next((pole for pole in POLES if pole == wanted), None)
    if pole is None:
        raise PackError(sentence(sentences.NO_POLE, code=item.code))
    return pole


def _readable(problems: Collection[Text]) -> tuple[Text, ...]:
    """As many as somebody reads; a file can hold thousands of questions that do not fit."""
    first = tuple(islice(problems, _MOST_PROBLEMS))
    rest = len(problems) - len(first)
    return (*first, sentence(sentences.MORE, number=rest)) if rest else first


def _filled_in(draft: Draft, languages: Languages) -> Iterator[Text]:
    for language in languages.left_out:
        yield sentence(sentences.OTHER_LANGUAGE, language=language)
    if not draft.version:
        yield sentences.NO_VERSION
    if not draft.citation.strip():
        yield sentences.NO_CITATION

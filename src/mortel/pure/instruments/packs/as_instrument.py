"""A pack in the shape of our own bank, so that a round knows one kind of questions only."""

from dataclasses import replace
from typing import Final

from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.words import SHOWN, Shown
from mortel.pure.instruments.checksums import checksum
from mortel.pure.instruments.packs.sentences import CODE_OF_THE_BANK, sentence
from mortel.pure.instruments.packs.shapes import Pack, PackError, PackItem, PackScale, Wording
from mortel.pure.instruments.shapes import AnswerScale, Change, Form, FormKind, Instrument, Item
from mortel.pure.instruments.shipped import shipped_instrument

_WINDOW: Final = "four_weeks"
_REFERENT: Final = "own"
# What still fits in a ballot beside the 24 of the short form is asked as a module, more as a form of its own.
_MOST_OF_A_MODULE: Final = 16
_ITEMS_A_MINUTE: Final = 4
_UNTESTED: Final = Text(
    nl="Deze vragen zijn van anderen. Mortel heeft ze niet met mensen getest.",
    en="These questions were made by others. Mortel has not tested them with people.",
)
_QUESTION: Final = Text(nl="Kies het antwoord dat past.", en="Choose the answer that fits.")


def pack_instrument(pack: Pack) -> Instrument:
    """The pack as an instrument with one form, `pack.<id>`, with the window and the ways out of our own bank.

    The form carries a checksum for each language in which the pack has its words (the Dutch of Belgium reads nl where
    it has none): offer only those. Text always holds two languages, so the other repeats the words there are.
    A dimension gets the id of its pack before it: the same word of two makers is never added up.
    PackError when a code is one of our own bank.
    """
    bank = shipped_instrument()
    taken = {item.code.casefold() for item in bank.items}
    for item in pack.items:
        if item.code.casefold() in taken:
            raise PackError(sentence(CODE_OF_THE_BANK, code=item.code))
    form = _form(pack)
    instrument = Instrument(
        id=pack.id,
        version=pack.version,
        licence=pack.licence,
        citation=pack.citation,
        untested=_UNTESTED,
        not_applicable=bank.not_applicable,
        rather_not=bank.rather_not,
        windows=(bank.window(_WINDOW),),
        referents=(bank.referent(_REFERENT),),
        scales=tuple(_scale(scale) for scale in pack.scales),
        items=tuple(_item(pack, item) for item in pack.items),
        forms=(),
    )
    sums = {language: checksum(instrument, form, language) for language in _offered(pack)}
    return replace(instrument, forms=(replace(form, sha256=sums),))


def _offered(pack: Pack) -> tuple[Shown, ...]:
    return tuple(
        shown for shown in SHOWN if shown in pack.languages or (shown == "nl-BE" and "nl" in pack.languages)
    )


def _form(pack: Pack) -> Form:
    kind: FormKind = "module" if len(pack.items) <= _MOST_OF_A_MODULE else "short"
    return Form(
        id=f"pack.{pack.id}",
        kind=kind,
        label=_text(pack.title),
        reports="dimensions",
        minutes=-(-len(pack.items) // _ITEMS_A_MINUTE),
        items=tuple(item.code for item in pack.items),
        version=pack.version,
        sha256={},
    )


def _scale(scale: PackScale) -> AnswerScale:
    question = _text(scale.question) if any(scale.question.values()) else _QUESTION
    return AnswerScale(id=scale.id, question=question, labels=tuple(_text(label) for label in scale.labels))


def _item(pack: Pack, item: PackItem) -> Item:
    dimension = f"{pack.id}.{item.dimension}" if item.dimension else ""
    return Item(
        code=item.code,
        dimension=dimension,
        subdimension=dimension,
        facet="",
        referent=_REFERENT,
        window=_WINDOW,
        scale=item.scale,
        scored=bool(item.dimension),
        pole=item.pole,
        source=pack.id,
        pretest="not yet",
        translation="once",
        text=_text(item.text),
        history=(Change(pack.version, "Brought in from a file."),),
    )


def _text(words: Wording) -> Text:
    dutch = words.get("nl") or words.get("nl-BE") or words["en"]
    belgian = words.get("nl-BE")
    return Text(
        nl=dutch, en=words.get("en") or dutch, nl_be=belgian if belgian and belgian != dutch else None
    )

"""The checksum that freezes a form: of every word that whoever fills it in reads, in one language."""

from collections.abc import Iterator
from hashlib import sha256

from mortel.pure.catalogue.words import Shown
from mortel.pure.instruments.shapes import AnswerScale, Form, Instrument, Item


def checksum(instrument: Instrument, form: Form, shown: Shown) -> str:
    """sha256, in hexadecimal, of the lines of `words_of`, each ended by a line feed, in UTF-8."""
    lines = "".join(f"{line}\n" for line in words_of(instrument, form, shown))
    return sha256(lines.encode("utf-8")).hexdigest()


def words_of(instrument: Instrument, form: Form, shown: Shown) -> Iterator[str]:
    """The words of a form, with its version, what an item counts for, and everything that stands around the items."""
    items = tuple(instrument.item(code) for code in form.items)
    yield f"{instrument.id} {form.id} {form.version} {shown}"
    yield instrument.not_applicable.template(shown)
    yield instrument.rather_not.template(shown)
    for window in instrument.windows:
        if any(item.window == window.id for item in items):
            yield window.text.template(shown)
            yield window.after_absence.template(shown)
    for referent in instrument.referents:
        if any(item.referent == referent.id for item in items):
            said = (referent.label, referent.note, referent.self_managing)
            yield from (text.template(shown) for text in said if text)
    for scale in instrument.scales:
        if any(item.scale == scale.id for item in items):
            yield from _scale(scale, shown)
    for item in items:
        yield from _item(item, shown)


def _scale(scale: AnswerScale, shown: Shown) -> Iterator[str]:
    yield scale.question.template(shown)
    yield from (label.template(shown) for label in scale.labels)


def _item(item: Item, shown: Shown) -> Iterator[str]:
    yield f"{item.code} {item.dimension if item.scored else '-'} {item.scale} {item.pole}"
    yield item.text.template(shown)

"""A file of others as a Pack: which format it has, and nothing that is too big to look at."""

import re
from collections.abc import Callable
from typing import Final

from mortel.pure.instruments.packs.checking import checked
from mortel.pure.instruments.packs.csv_format import draft_from_csv
from mortel.pure.instruments.packs.draft import Draft
from mortel.pure.instruments.packs.limesurvey import draft_from_limesurvey
from mortel.pure.instruments.packs.sentences import EMPTY, TOO_BIG, UNKNOWN_KIND, sentence
from mortel.pure.instruments.packs.shapes import Pack, PackError
from mortel.pure.instruments.packs.toml_format import draft_from_toml

MAX_BYTES: Final = 1024 * 1024
# An XML file may open with the mark of its encoding.
_XML_STARTS: Final = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")
_READERS: Final[dict[str, Callable[[bytes, str], Draft]]] = {
    "lss": draft_from_limesurvey,
    "toml": draft_from_toml,
    "csv": draft_from_csv,
    "txt": draft_from_csv,
    "tsv": draft_from_csv,
}


def read_pack(name: str, data: bytes) -> Pack:
    """The questionnaire in a file that was called `name`.

    XML is told by its content, the others by the ending of the name. PackError, and nothing else, for whatever is sent.
    """
    if len(data) > MAX_BYTES:
        raise PackError(sentence(TOO_BIG))
    if not data.strip():
        raise PackError(sentence(EMPTY))
    stem, ending = _parts(name)
    if data.lstrip().startswith(_XML_STARTS):
        return checked(draft_from_limesurvey(data, stem))
    if ending not in _READERS:
        raise PackError(sentence(UNKNOWN_KIND))
    return checked(_READERS[ending](data, stem))


def _parts(name: str) -> tuple[str, str]:
    """The name of the file as an id, and its ending."""
    file = re.split(r"[/\\]", name)[-1].lower()
    stem, _, ending = file.rpartition(".")
    words = re.sub(r"[^a-z0-9]+", "-", stem).strip("-")[:30].strip("-")
    return (words if words[:1].isalpha() else f"pack-{words}".rstrip("-")), ending

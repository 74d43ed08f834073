"""Whatever is sent: a pack or a PackError, and nothing else; and a pack never holds what it may not hold."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mortel.pure.instruments.codebook import codebook, codebook_csv
from mortel.pure.instruments.packs.as_instrument import pack_instrument
from mortel.pure.instruments.packs.plain_text import plain
from mortel.pure.instruments.packs.reading import MAX_BYTES, read_pack
from mortel.pure.instruments.packs.shapes import PackError

FILES = Path(__file__).parent / "packs"
GOOD = {name: (FILES / name).read_bytes() for name in ("good.toml", "good.csv", "good.lss", "version_3.lss")}
PIECES = tuple(
    b'<, >, &, &lt;, {, }, ", \n, ;, =, [, ]], \xff, \0, <b>, <!--, <script>, <!DOCTYPE a>, -1, 1e9, nl, code, '
    b"&#0;, \xef\xbb\xbf, \xe2\x80\xae, 99999999999999999999, ]]>, <row>, labels.nl".split(b", ")
)
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def survives(name, data):
    """Go the whole way to a codebook, and look at every word on it."""
    try:
        pack = read_pack(name, data)
        instrument = pack_instrument(pack)
    except PackError:
        return
    codebook_csv(codebook(instrument, "nl"))
    words = [text for item in pack.items for text in item.text.values()]
    words += [text for scale in pack.scales for label in scale.labels for text in label.values()]
    for text in [*words, pack.licence, pack.citation]:
        assert text.isprintable()
        assert not TAG.search(text)
        assert not set(text) & {"{", "}"}
    assert all(words)
    assert pack.licence


def damaged(data, good, pieces):
    place = data.draw(st.integers(0, len(good) - 1))
    return good[:place] + data.draw(pieces) + good[place + data.draw(st.integers(0, 12)) :]


@given(st.binary(max_size=400), st.sampled_from(("a.toml", "a.lss", "a.csv", "a.xml", "a", "")))
def test_random_bytes_are_a_pack_or_refused(data, name):
    survives(name, data)


@settings(max_examples=150)
@given(st.data(), st.sampled_from(sorted(GOOD)))
def test_a_good_file_with_random_damage_is_a_pack_or_refused(data, name):
    survives(name, damaged(data, GOOD[name], st.binary(max_size=8)))


@settings(max_examples=300)
@given(st.data(), st.sampled_from(sorted(GOOD)))
def test_a_good_file_with_nasty_pieces_is_a_pack_or_refused(data, name):
    twice = damaged(data, GOOD[name], st.sampled_from(PIECES))
    survives(name, damaged(data, twice, st.sampled_from(PIECES)))


@given(st.text(max_size=60) | st.lists(st.sampled_from([p.decode("latin1") for p in PIECES])).map("".join))
def test_any_text_is_plain_or_refused(source):
    try:
        text = plain(source, "here", 300)
    except PackError:
        return
    assert not TAG.search(text)
    assert text == " ".join(text.split())


@pytest.mark.parametrize(
    ("name", "head", "unit"),
    [
        ("a.csv", b"a", b"\n"),
        ("a.csv", b"id", b","),
        ("a.csv", b"code,", b"c,"),
        ("a.csv", b"code,text.nl\n", b"A1,b\n"),
        ("a.toml", b"a=", b"["),
        ("a.toml", b"a=", b"9"),
        ("a.toml", b"", b"[[scales]]\n"),
        ("a.lss", b"", b"<a>"),
        ("a.lss", b"<document><surveys/><questions><rows>", b"<row><qid>1</qid></row>"),
    ],
)
def test_a_megabyte_of_the_same_is_refused_at_once(name, head, unit):
    survives(name, head + unit * ((MAX_BYTES - len(head)) // len(unit)))

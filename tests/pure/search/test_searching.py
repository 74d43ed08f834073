"""From typed words to texts, on a handful of texts."""

import pytest

from mortel.pure.search.index import Document, build
from mortel.pure.search.searching import asked_in, search
from mortel.pure.search.thesaurus import Pair, WordList

TEXTS = (
    Document("mentor", "Een mentor kiezen", summary="Je vraagt iemand met meer ervaring."),
    Document("rooster", "Zelf een rooster maken", summary="Het team beslist over de diensten."),
    Document("overleg", "Een overleg met voor iedereen een beurt", body="De leidinggevende luistert."),
    Document("cultuur", "Cultuur en klimaat", summary="Wat mensen merken van de cultuur."),
    Document("opbrengst", "Poster met opbrengsten", body="Laat zien wat een idee kan opleveren."),
    Document(
        "ervaren", "Ervaringen delen", body="Kennis delen, kennis vastleggen.", kind="statement", weight=0.7
    ),
)
WORDS = WordList(
    pairs=(
        Pair("baas", "leidinggevende"),
        Pair("vergadering", "overleg"),
        Pair("wiel", "kennis delen"),
        Pair("niet eerlijk", "cultuur"),
        Pair("klimaat", "rooster", instead=True),
    ),
    kinds={"statement": "bewijs"},
)
INDEX = build(TEXTS, "nl", WORDS)


def ids(query: str) -> list[str]:
    return [hit.id for hit in search(INDEX, query, 10)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mentoren", "mentor"),  # bent
        ("Roosters!", "rooster"),
        ("roostre", "rooster"),  # a slip of the pen
        ("vergaderingen", "overleg"),  # a synonym
        ("baas", "overleg"),
        ("overlegcultuur beurt", "overleg"),  # parts of a compound that stands nowhere
        ("wiel", "ervaren"),  # a phrase is meant
        ("mentorvinden", "mentor"),  # one half known
        ("wat levert een poster op", "opbrengst"),  # a verb typed in two
        ("ideeën", "opbrengst"),
    ],
)
def test_finds(typed, first):
    assert ids(typed)[0] == first


def test_a_word_that_also_stands_in_an_unknown_compound_counts():
    hit = search(INDEX, "overlegmentor overleg", 1)[0]
    assert hit.id == "overleg"
    assert hit.score >= search(INDEX, "overlegmentor", 1)[0].score > 0


def test_a_phrase_counts_only_as_a_whole():
    assert "cultuur" in ids("niet eerlijk")
    assert ids("eerlijk") == []


def test_a_phrase_that_is_meant_needs_all_its_words():
    assert ids("wiel") == ["ervaren"]


def test_a_word_that_the_list_replaces_finds_what_is_meant_first():
    assert ids("klimaat") == ["rooster", "cultuur"]


def test_a_kind_that_is_named_comes_first():
    weights = {hit.id: hit.score for hit in search(INDEX, "kennis", 5)}
    named = {hit.id: hit.score for hit in search(INDEX, "bewijs kennis", 5)}
    assert named["ervaren"] > weights["ervaren"]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "de het een", "xyzzyq", "{}[]%_'\"\\"])
def test_nothing_to_go_by_finds_nothing(typed):
    assert ids(typed) == []


def test_a_hit_says_what_each_typed_word_added():
    hit = search(INDEX, "mentor met ervaring", 1)[0]
    assert hit.words == ("mentor", "ervaring")
    assert sum(matched.score for matched in hit.matched) == pytest.approx(hit.score)


def test_the_same_question_gives_the_same_answer():
    again = build(reversed(TEXTS), "nl", WORDS)
    for query in ("overleg ervaring", "een", "cultuur rooster mentor"):
        assert search(INDEX, query, 10) == search(again, query, 10)


def test_the_limit_holds():
    assert len(search(INDEX, "mentor rooster overleg cultuur", 2)) == 2


def test_a_long_question_is_cut():
    assert len(asked_in(INDEX, " ".join(f"woord{n}" for n in range(500)))) == 40


def test_english_is_stemmed_as_english():
    index = build([Document("a", "Choosing a mentor"), Document("b", "Sharing knowledge")], "en", WordList())
    assert [hit.id for hit in search(index, "who shares what", 5)] == ["b"]


def test_a_title_that_is_typed_comes_first():
    assert ids("cultuur en klimaat")[0] == "cultuur"

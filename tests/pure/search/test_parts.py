"""Words, stems, compounds, neighbours and the word list, each by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.search.compounds import known_ends, parts_of
from mortel.pure.search.nearness import ALIKE, neighbours
from mortel.pure.search.page_words import read_page_words
from mortel.pure.search.stems import Stemmer, without_ending
from mortel.pure.search.thesaurus import Pair, read_word_lists, shipped_words, thesaurus
from mortel.pure.search.words import FAINT_WORDS, STOP_WORDS, telling, words_in

SEEN = {
    "overleg": 9,
    "cultuur": 4,
    "beslissing": 3,
    "ruimte": 8,
    "medewerker": 20,
    "mede": 1,
    "werker": 1,
    "les": 2,
}


def test_words_are_plain():
    assert words_in("Collega's vóór 't overleg: HR-adviseur, L&D en P&O") == [
        *("collega", "voor", "t", "overleg", "hr", "adviseur", "l&d", "en", "p&o"),
    ]


def test_stop_words_and_single_signs_say_nothing():
    assert telling(words_in("Hoe kies ik een mentor?"), "nl") == ["kies", "mentor"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_word_is_both_a_stop_word_and_a_faint_one(language):
    assert not STOP_WORDS[language] & FAINT_WORDS[language]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mentor", "mentoren"),
        ("proberen", "geprobeerd"),
        ("nieuw", "nieuwe"),
        ("idee", "ideeen"),
        ("gesprek", "gesprekken"),
        ("beslissing", "beslissen"),
        ("veilig", "veiligheid"),
    ],
)
def test_forms_of_one_word_have_one_stem(one, other):
    stemmer = Stemmer("nl")
    assert stemmer.stem(one) == stemmer.stem(other)


def test_different_words_keep_their_stems():
    stemmer = Stemmer("nl")
    assert stemmer.stem("beleid") != stemmer.stem("begeleiding")


def test_an_ending_goes_only_where_the_rest_stands_as_well():
    assert without_ending(["lever", "levert", "kaart", "expert", "experts"]) == {
        "levert": "lever",
        "experts": "expert",
    }
    assert Stemmer("nl", {"levert": "lever"}).stem("levert") == "lever"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("overlegcultuur", ("overleg", "cultuur")),
        ("beslissingsruimte", ("beslissing", "ruimte")),
        ("lesoverleg", ("les", "overleg")),
        ("medewerker", ()),  # seen oftener than its parts
        ("overleg", ()),
        ("cultuurvrij", ()),
    ],
)
def test_compounds(word, parts):
    assert parts_of(word, lambda part: SEEN.get(part, 0)) == parts


def test_the_known_half_of_a_compound():
    assert known_ends("cultuuromslag", SEEN.__contains__) == ("cultuur",)
    assert known_ends("omslag", SEEN.__contains__) == ()


@given(st.text(alphabet="abcdeinorst", min_size=1, max_size=24))
def test_parts_and_links_make_the_word_again(word):
    parts = parts_of(word, lambda part: 1 if len(part) > 2 else 0)
    assert "".join(parts) == word or not parts or len("".join(parts)) < len(word)


def test_the_nearest_word_is_the_one_meant():
    known = neighbours(["intervisie", "overdracht", "leidinggevende"])
    assert [word for word, _ in known.nearest("interviise")][0] == "intervisie"
    assert known.nearest("zwemmen") == ()
    assert known.nearest("mol") == ()


@given(st.text(alphabet="abcdefg", min_size=5, max_size=12))
def test_a_known_word_is_its_own_nearest(word):
    (nearest, alike), *_ = neighbours([word, "abcdefgabcdefg"]).nearest(word)
    assert (nearest, alike) == (word, 1.0)
    assert alike >= ALIKE


def test_related_words_go_one_way_unless_both_are_said():
    listed = thesaurus([Pair("baas", "leiding"), Pair("kennis delen", "samen werken")], Stemmer("nl"))
    assert listed.knows("bas")
    assert not listed.knows("leid")
    assert listed.typed_in(["kennis"]) == []
    assert listed.typed_in(["del", "kennis"]) == [("kennis", "del")]


def test_what_is_meant_is_dropped_when_only_one_word_of_several_is_left():
    assert thesaurus([Pair("beurt", "aan het woord")], Stemmer("nl")).meant == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_shipped_list_is_read(language):
    words = shipped_words(language)
    assert len(words.pairs) > 500
    assert set(words.kinds) == {"guide", "kit", "statement", "dispute", "term", "tip"}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[groups]]\nnl = ["baas"]\n', "missing key 'en'"),
        ('[[groups]]\nnl = ["de het"]\nen = ["boss"]\n', "only stop words"),
        ('[[groups]]\nnl = ["baas"]\nen = ["boss"]\nfr = ["chef"]\n', "unknown key 'fr'"),
    ],
)
def test_a_wrong_list_stops_with_its_line(tmp_path, text, problem):
    file = tmp_path / "synonyms.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=problem):
        read_word_lists(file)


def test_a_page_has_its_words_once(tmp_path):
    file = tmp_path / "pages.toml"
    file.write_text('[[pages]]\nid = "a"\nnl = "x"\nen = "y"\n' * 2, encoding="utf-8")
    with pytest.raises(CatalogueError, match="double id 'a'"):
        read_page_words(file)

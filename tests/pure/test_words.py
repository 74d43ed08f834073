"""Placeholders, their forms, and which word stands in them."""

from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.catalogue import entries
from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.shipped import CONTENT
from mortel.pure.catalogue.vocabulary import (
    LONGEST_WORD,
    WordProblem,
    WordsRefused,
    neutral,
    own_words,
    read_vocabulary,
    shipped_words,
    stored_words,
    words_for,
    words_in_store,
)
from mortel.pure.catalogue.words import PLACEHOLDERS, SHOWN, Shown, Word, capital, fill, stray_braces

SECTORS = ("neutral", *entries.SECTORS)
COMMITTEE = Word(singular="overlegcomité", plural="overlegcomités", article="het")
COUNCIL = Word(singular="ondernemingsraad", plural="ondernemingsraden", article="de")
INHABITANT = Word(singular="inhabitant", plural="inhabitants", article="the")
WORDS = st.builds(Word, singular=st.text(), plural=st.text(), article=st.sampled_from(["de", "het", "the"]))


@pytest.mark.parametrize(
    ("template", "word", "filled"),
    [
        ("Vraag je {raad}.", COUNCIL, "Vraag je ondernemingsraad."),
        ("Vraag het {raad.the}.", COUNCIL, "Vraag het de ondernemingsraad."),
        ("Vraag het {raad.the}.", COMMITTEE, "Vraag het het overlegcomité."),
        ("{Raad.the} leest mee.", COUNCIL, "De ondernemingsraad leest mee."),
        ("{Raad.the} leest mee.", COMMITTEE, "Het overlegcomité leest mee."),
        ("{Raad}", COMMITTEE, "Overlegcomité"),
        ("{Raad.many} en een {raad}", COUNCIL, "Ondernemingsraden en een ondernemingsraad"),
        ("Tell {raad.the}.", INHABITANT, "Tell the inhabitant."),
        (
            "Tell a {raad}, an {raad}. A {raad} too.",
            INHABITANT,
            "Tell an inhabitant, an inhabitant. An inhabitant too.",
        ),
        ("an {raad}", Word(singular="user", plural="users", article="the"), "a user"),
        ("a {raad}", Word(singular="hour", plural="hours", article="the"), "an hour"),
        ("een {raad} a {raad}", COMMITTEE, "een overlegcomité a overlegcomité"),
    ],
)
def test_each_form_is_filled_with_its_article_and_capital(template: str, word: Word, filled: str) -> None:
    assert fill(template, {"raad": word}) == filled


def test_a_dutch_ij_is_one_letter() -> None:
    assert capital("ijsmeester") == "IJsmeester"
    assert capital("") == ""


@pytest.mark.parametrize(
    "stray", ["{cleint}", "{raad.de}", "{RAAD}", "{raAd}", "{raad.the.many}", "{", "}", "{raad .the}", "{}"]
)
def test_a_placeholder_that_does_not_exist_is_seen_and_stays_as_it_is(stray: str) -> None:
    assert stray_braces(f"Een {stray} hier.")
    assert fill(f"Een {stray} hier.", neutral("nl")) == f"Een {stray} hier."


@pytest.mark.parametrize("form", ["", ".many", ".the"])
def test_all_forms_exist_with_and_without_a_capital(form: str) -> None:
    for name in PLACEHOLDERS:
        assert not stray_braces(f"{{{name}{form}}} {{{name.capitalize()}{form}}}")


def test_a_word_with_braces_is_put_in_as_it_is() -> None:
    text = Text(nl="Een {client}", en="A {client}")
    braces = Word(singular="{mentor} {0.__class__}", plural="", article="de")
    assert text.in_language("nl", {"client": braces}) == "Een {mentor} {0.__class__}"


def test_a_text_has_no_third_language_and_falls_back_to_dutch_in_belgium() -> None:
    with pytest.raises(ValueError, match="fr"):
        Text(nl="a", en="b").in_language("fr", {})  # type: ignore[arg-type]
    assert Text(nl="a", en="b").in_language("nl-BE", {}) == "a"
    assert Text(nl="a", en="b", nl_be="c").in_language("nl-BE", {}) == "c"
    assert Text(nl="a", en="b", nl_be="c").in_language("nl", {}) == "a"


@given(st.text(), st.dictionaries(st.sampled_from(sorted(PLACEHOLDERS)), WORDS))
def test_filling_never_fails_and_leaves_a_text_without_braces_alone(
    template: str, words: dict[str, Word]
) -> None:
    filled = fill(template, words)
    if "{" not in template:
        assert filled == template


@given(st.text(alphabet=ascii_lowercase + "{}. ", max_size=30))
def test_a_text_without_stray_braces_shows_none_when_filled(template: str) -> None:
    if not stray_braces(template):
        filled = fill(template, neutral("en"))
        assert "{" not in filled
        assert "}" not in filled


# Which word ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("shown", SHOWN)
def test_every_placeholder_has_a_word_in_every_sector_and_language(sector: str, shown: Shown) -> None:
    words = shipped_words(sector, shown)
    assert set(words) == PLACEHOLDERS
    for word in words.values():
        assert word.singular.strip()
        assert word.plural.strip()
        assert word.singular != word.plural
        assert (word.article == "the") == (shown == "en")


def test_every_file_of_words_is_a_sector_or_neutral() -> None:
    assert {file.stem for file in (CONTENT / "vocabulary").glob("*.toml")} == set(SECTORS)


@pytest.mark.parametrize(
    ("sector", "shown", "name", "word"),
    [
        ("care", "nl", "raad", "ondernemingsraad"),
        ("care", "nl-BE", "leidinggevende", "teamverantwoordelijke"),
        ("care", "nl-BE", "mentor", "vaste vraagbaak"),
        ("care", "nl-BE", "overdracht", "briefing"),
        ("care", "nl-BE", "rooster", "uurrooster"),
        ("higher_education", "nl", "client", "student"),
        ("higher_education", "nl-BE", "client", "student"),
        ("higher_education", "nl", "raad", "medezeggenschapsraad"),
        ("higher_education", "nl-BE", "raad", "onderhandelingscomité"),
        ("government", "nl", "client", "inwoner"),
        ("government", "nl-BE", "client", "burger"),
        ("government", "nl-BE", "raad", "overlegcomité"),
        ("industry", "nl", "client", "klant"),
        ("industry", "en", "client", "customer"),
        ("industry", "nl-BE", "maatje", "buddy"),
        ("no such sector", "nl", "raad", "medezeggenschapsraad"),
    ],
)
def test_the_word_of_a_sector_and_country(sector: str, shown: Shown, name: str, word: str) -> None:
    assert words_for(sector=sector, shown=shown)[name].singular == word


def test_an_organisations_own_word_goes_before_all_others_in_its_language_only() -> None:
    own = own_words({"client": {"nl": {"singular": "gast", "plural": "gasten", "article": "de"}}})
    for shown in ("nl", "nl-BE"):
        assert words_for(sector="care", shown=shown, own=own)["client"].plural == "gasten"
    assert words_for(sector="care", shown="en", own=own)["client"].singular == "client"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('article = "het"', 'article = "dat"', "is not one of de, het"),
        (', plural = "roosters"', "", "missing key 'plural'"),
        ('name = "rooster"', 'name = "roster"', "is not one of"),
        ("en = {", "fr = {", "unknown key 'fr'"),
        ('plural = "schedules"', 'plural = "schedules", article = "the"', "unknown key 'article'"),
    ],
)
def test_a_slip_in_a_file_of_words_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    file = tmp_path / "words.toml"
    good = (
        '[[words]]\nname = "rooster"\nnl = { singular = "rooster", plural = "roosters", article = "het" }\n'
        'en = { singular = "schedule", plural = "schedules" }\n'
    )
    file.write_text(good)
    read_vocabulary(file)
    assert old in good
    file.write_text(good.replace(old, new))
    with pytest.raises(CatalogueError, match=said):
        read_vocabulary(file)
    file.write_text(good * 2)
    with pytest.raises(CatalogueError, match="double word"):
        read_vocabulary(file)


# What somebody typed ---------------------------------------------------------------------------------------------


def typed(**fields: str) -> dict[str, dict[str, dict[str, str]]]:
    good = {"singular": "gast", "plural": "gasten", "article": "de"}
    return {"client": {"nl": good | fields}}


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"plural": ""}, "plural", "missing"),
        ({"singular": " "}, "singular", "missing"),
        ({"article": ""}, "article", "article"),
        ({"article": "the"}, "article", "article"),
        ({"singular": "x" * (LONGEST_WORD + 1)}, "singular", "long"),
        ({"plural": "{client}"}, "plural", "signs"),
        ({"plural": "<b>"}, "plural", "signs"),
        ({"plural": "a\x00b"}, "plural", "signs"),
    ],
)
def test_a_word_that_cannot_stand_is_refused_with_its_field(
    fields: dict[str, str], field: str, reason: str
) -> None:
    with pytest.raises(WordsRefused) as refused:
        own_words(typed(**fields))
    assert refused.value.problems == (WordProblem("client", "nl", field, reason),)  # type: ignore[arg-type]


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(WordsRefused) as refused:
        own_words(typed(plural="", article="een") | {"raad": {"en": {"singular": "board", "plural": "{"}}})
    assert [(p.name, p.field) for p in refused.value.problems] == [
        ("client", "plural"),
        ("client", "article"),
        ("raad", "plural"),
    ]


def test_an_empty_word_is_the_shipped_one_and_spaces_do_not_count() -> None:
    assert own_words(typed(singular=" ", plural="")) == {}
    assert own_words(typed(singular="  vaste \n gast "))["client"]["nl"].singular == "vaste gast"


def test_what_is_stored_reads_back_the_same() -> None:
    own = own_words(typed() | {"raad": {"en": {"singular": "staff council", "plural": "staff councils"}}})
    assert own_words(stored_words(own)) == own
    assert words_in_store(stored_words(own)) == own


@pytest.mark.parametrize(
    "other",
    [
        {
            "patient": {"nl": {"singular": "patiënt", "plural": "patiënten", "article": "de"}}
        },  # a name that is gone
        {"raad": {"fr": {"singular": "conseil", "plural": "conseils", "article": "le"}}},
        {"raad": {"nl": {"singular": "x" * (LONGEST_WORD + 1), "plural": "y", "article": "de"}}},
        {"raad": {"nl": {"singular": "raad", "plural": "raden"}}},
        {"raad": {"nl": {"singular": "<b>", "plural": "raden", "article": "de"}}},
        {"raad": {"nl": {"singular": "", "plural": "", "article": "de"}}},
        {"raad": "ondernemingsraad"},  # the first shape
        {"raad": {"nl": "ondernemingsraad"}},
        {"raad": None},
    ],
)
def test_what_no_longer_fits_in_the_store_is_left_out_and_the_rest_stands(other: dict[str, object]) -> None:
    assert words_in_store(typed() | other) == own_words(typed())


@pytest.mark.parametrize("stored", [None, [], "client", 1])
def test_a_store_of_another_shape_has_no_words(stored: object) -> None:
    assert words_in_store(stored) == {}


def test_a_name_or_language_that_does_not_exist_is_no_typing_error() -> None:
    for wrong in ({"cliant": {"nl": {}}}, {"client": {"fr": {}}}):
        with pytest.raises(LookupError):
            own_words(wrong)

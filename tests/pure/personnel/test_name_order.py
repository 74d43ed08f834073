"""A list of names stands in the order in which people look for a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mortel.pure.personnel.name_order import by_surname

UNDER = [
    ("Henk Postma", "postma"),
    ("Femke de Boer", "boer"),
    ("Anna Maria van der Veen", "veen"),
    ("Jan van 't Hof", "hof"),
    ("Jan van ’t Hof", "hof"),
    ("Jan in 't Veld", "veld"),
    ("Jan van't Hof", "hof"),
    ("Pieter 's-Gravesande", "gravesande"),
    ("Lies op den Akker", "akker"),
    ("Lies d'Hondt", "hondt"),
    ("J. v.d. Berg", "berg"),
    ("Marit Hoekstra-de Vries", "hoekstra de vries"),
    ("Marit Hoekstra - de Vries", "hoekstra de vries"),
    ("Marit van den Akker-van der Meer", "akker van der meer"),
    ("Anne-Marie Smit", "smit"),
    ("Sanne Bakker-Jansen", "bakker jansen"),
    ("Boer, Femke de", "boer"),
    ("de Boer, F.", "boer"),
    ("Élodie Éven", "even"),
    ("Mohamed El Idrissi", "idrissi"),
    ("Cher", "cher"),
    ("De Boer", "boer"),
    ("Jan de", "de"),
    ("van den Berg", "berg"),
    ("Jan v. Dam", "dam"),
    ("V. Smit", "smit"),
    ("Di van Dam", "dam"),
    ("Al Karim Jansen", "jansen"),
]


@pytest.mark.parametrize(("name", "surname"), UNDER)
def test_a_dutch_name_stands_under_its_surname(name: str, surname: str) -> None:
    assert by_surname(name, country="NL")[0] == surname


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Femke De Boer", "de boer"),
        ("Femke de Boer", "boer"),
        ("Jan Van den Berghe", "van den berghe"),
        ("Jan van den Berghe", "berghe"),
        ("Jan van Den Berghe", "den berghe"),
        ("Lies D'Hondt", "d' hondt"),
        ("Jan Van 't Hof", "van 't hof"),
        ("Marit Peeters-De Smet", "peeters de smet"),
        ("De Boer", "de boer"),
        ("Van Den Berghe", "van den berghe"),
        ("V. Peeters", "peeters"),
        ("V Peeters", "peeters"),
        ("Jan V. Peeters", "peeters"),
        ("J. V. De Smet", "de smet"),
        ("Al Jansen", "jansen"),
        ("Di Peeters", "peeters"),
        ("Do De Smet", "de smet"),
        ("Do Van den Berghe", "van den berghe"),
        ("Van Anh Peeters", "peeters"),
    ],
)
def test_in_belgium_a_prefix_with_a_capital_counts(name: str, surname: str) -> None:
    assert by_surname(name, country="BE")[0] == surname


def test_capitals_do_not_move_a_name_in_the_netherlands() -> None:
    assert by_surname("Femke De Boer", country="NL") == by_surname("femke de boer", country="NL")


def test_a_list_is_in_order_of_surname_prefix_and_first_name() -> None:
    names = [
        "Aad Zwart",
        "Bea van Boer",
        "Cor de Boer",
        "Bea de Boer",
        "Aad Boer",
        "Dik den Boer-Aal",
        "Eva Aal",
    ]
    assert sorted(names, key=lambda name: by_surname(name, country="NL")) == [
        "Eva Aal",
        "Aad Boer",
        "Bea de Boer",
        "Cor de Boer",
        "Bea van Boer",
        "Dik den Boer-Aal",
        "Aad Zwart",
    ]


@given(st.text(max_size=60), st.sampled_from(["NL", "BE"]))
def test_any_text_has_a_place(name: str, country: str) -> None:
    assert [type(part) for part in by_surname(name, country=country)] == [str, str, str]


@given(
    st.lists(
        st.sampled_from(["de", "van", "der", "Anna", "Boer", "Hof-de", "'t", "d'Ax"]), min_size=1, max_size=6
    )
)
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    key = " ".join(by_surname(" ".join(words), country="NL")).split()
    assert sorted(key) == sorted(
        " ".join(words).replace("d'Ax", "d' Ax").replace("-", " ").casefold().split()
    )

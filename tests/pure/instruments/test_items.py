"""Every item keeps the rules for our own questions, as far as a machine can see."""

import re
from pathlib import Path

import pytest

from mortel.pure.catalogue.kinds import Subdimension
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.texts import texts_in
from mortel.pure.catalogue.words import SHOWN
from mortel.pure.instruments.shipped import shipped_instrument

BANK = shipped_instrument()
MISSION = (Path(__file__).parents[3] / "docs/mission.md").read_text(encoding="utf-8")
SUBDIMENSIONS = {sub.id: sub for sub in shipped().current(Subdimension)}
CLIMATE = [item for item in BANK.items if item.subdimension in SUBDIMENSIONS]
NOT_SCORED = {"sub.space.time", "sub.autonomy.pdp"}
DUTCH = {
    "two things": r"\b(?:en|of|maar|noch|ofwel|alsook|evenals)\b",
    "a negation": r"\b(?:niet|geen|niets|niemand|nergens|zonder|nauwelijks|amper)\b|\bon(?!s\b|ze\b|der|t)\w+",
    "altijd or nooit": r"\b(?:altijd|nooit|steeds|iedere keer|telkens)\b",
    "a form of leren": r"\b(?:aan|af|bij|ge|mee|om|op|ver)?leer\w*|\b\w*leren\b|\blerend\w*",
    "a value": r"\b(?:belangrijk|hoort te|zou moeten|vind dat)\b",
    "a second window": r"\bafgelopen\b|\bdeze maand\b|\bvandaag\b",
}
ENGLISH = {
    "two things": r"\b(?:and|or|but|nor|as well as)\b",
    "a negation": r"\b(?:not|no|nobody|nothing|none|nowhere|without|cannot|hardly)\b|n't\b|\bun(?!der|it|til)\w+",
    "always or never": r"\b(?:always|never|every time)\b",
    "a form of learn": r"\blearn\w*",
    "a value": r"\b(?:important|should|ought)\b",
    "a second window": r"\bpast (?:week|month)\b|\bthis month\b|\btoday\b",
}
OPENINGS = {
    "lead": ("Mijn leidinggevende ", "My team lead "),
    "team": ("In ons team ", "In our team "),
    "organisation": ("De organisatie ", "The organisation "),
}
REFERENTS = {
    "lead": {
        "sub.leadership.encourage",
        "sub.leadership.trust",
        "sub.leadership.practical",
        "sub.leadership.rolemodel",
        "sub.support.justice",
    },
    "team": {"sub.sharing.access", "sub.sharing.reciprocity", "sub.sharing.trust", "sub.support.need"},
}
FACETS = {
    "sub.support.rewards": {"compliment", "seen by the team", "supporting role paid for"},
    "sub.support.need": {"saying it", "help follows"},
    "sub.sharing.trust": {"no punishment", "competence"},
    "sub.space.perspective": {"security", "growth"},
    "sub.autonomy.jobcontrol": {"order", "roster", "method"},
}
# Those whose definition holds several things at once: every item asks another of them.
SPLIT = {
    "sub.leadership.encourage",
    "sub.leadership.trust",
    "sub.leadership.practical",
    "sub.support.justice",
    "sub.support.rewards",
    "sub.autonomy.structure",
    "sub.autonomy.jobcontrol",
}


def wordings():
    for item in BANK.items:
        for shown in SHOWN:
            yield item.code, shown, item.text.template(shown)


def broken(text, rules):
    return [why for why, rule in rules.items() if re.search(rule, text, re.IGNORECASE)]


def facets(subdimension):
    return [item.facet for item in CLIMATE if item.subdimension == subdimension]


def test_no_item_is_longer_than_twelve_words():
    assert [(code, text) for code, _, text in wordings() if len(text.split()) > 12] == []


def test_no_item_breaks_a_rule_about_words():
    found = [
        (code, shown, why)
        for code, shown, text in wordings()
        for why in broken(text, ENGLISH if shown == "en" else DUTCH)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    ["Ik zie en hoor iets.", "Ik zie niemand.", "Ik weet nooit iets.", "Ik leer veel.", "Dat is onduidelijk."]
    + ["Ik vind werk belangrijk.", "Ik deed het deze maand.", "Mijn werk is niet te doen."],
)
def test_the_rules_see_what_they_are_for(text):
    assert broken(text, DUTCH)


@pytest.mark.parametrize(
    "text", ["I see and hear it.", "I see nobody.", "I always know.", "I learn much.", "It is unclear."]
)
def test_the_rules_see_what_they_are_for_in_english(text):
    assert broken(text, ENGLISH)


def test_the_rules_leave_plain_items_alone():
    assert broken("In ons team onderzoeken we iets onder elkaar.", DUTCH) == []


def test_an_item_is_one_sentence_without_lists_or_signs():
    assert [
        (code, text) for code, _, text in wordings() if not re.fullmatch(r"[A-Z][\w' -]+[.?]", text)
    ] == []


def test_no_two_items_say_the_same():
    for shown in SHOWN:
        texts = [item.text.template(shown) for item in BANK.items]
        assert len(set(texts)) == len(texts)


def test_no_item_is_a_sentence_of_the_catalogue():
    catalogue = {text for located in texts_in(shipped()) for text in (located.text.nl, located.text.en)}
    assert [code for code, _, text in wordings() if text in catalogue] == []


def test_an_item_opens_with_whom_it_is_about():
    for item in BANK.items:
        if item.referent in OPENINGS:
            dutch, english = OPENINGS[item.referent]
            assert item.text.nl.startswith(dutch), item.code
            assert item.text.template("nl-BE").startswith(dutch), item.code
            assert item.text.en.startswith(english), item.code
        else:
            assert item.referent == "own"
            assert re.search(r"\b(?:ik|je)\b", item.text.nl, re.IGNORECASE), item.code
            assert not re.search(r"leidinggevende|ons team", item.text.nl), item.code


def test_a_subdimension_has_one_referent_and_justice_one_item_about_the_organisation():
    for sub in SUBDIMENSIONS:
        found = sorted(item.referent for item in CLIMATE if item.subdimension == sub)
        referent = next((name for name, subs in REFERENTS.items() if sub in subs), "own")
        expected = (
            ["lead", "lead", "organisation"] if sub == "sub.support.justice" else [referent] * len(found)
        )
        assert found == expected, sub
    assert {item.facet for item in CLIMATE if item.referent == "organisation"} == {"information"}


def test_only_the_team_is_a_shared_view():
    assert {referent.id for referent in BANK.referents if referent.shared} == {"team"}
    assert BANK.referent("lead").self_managing is not None


@pytest.mark.parametrize("sub", FACETS)
def test_the_facets_that_must_be_there_are_there(sub):
    assert set(facets(sub)) == FACETS[sub]


@pytest.mark.parametrize("sub", SPLIT)
def test_what_was_split_for_certain_asks_three_different_things(sub):
    assert len(set(facets(sub))) == 3


def test_every_subdimension_is_reached_and_scored_by_three_items():
    for sub in SUBDIMENSIONS:
        items = [item for item in CLIMATE if item.subdimension == sub]
        assert items, sub
        assert sum(item.scored for item in items) == (0 if sub in NOT_SCORED else 3), sub


def test_an_item_stands_in_the_dimension_of_its_subdimension():
    assert all(item.dimension == SUBDIMENSIONS[item.subdimension].part_of for item in CLIMATE)


def test_everything_an_item_points_at_exists():
    known = {taxonomy.id for taxonomy in shipped().taxonomies}
    known |= {item.id for taxonomy in shipped().taxonomies for item in taxonomy.current}
    assert [item.code for item in BANK.items if not {item.dimension, item.subdimension} <= known] == []
    assert [item.code for item in BANK.items if f"| {item.source} |" not in MISSION] == []


def test_an_item_says_that_nobody_tested_it_and_so_does_the_bank():
    assert {item.pretest for item in BANK.items} == {"not yet"}
    assert not BANK.is_tested
    assert BANK.untested.nl == "Deze vragen zijn nog niet met mensen getest."


def test_an_item_has_a_history_that_begins_with_its_writing():
    assert all(item.history[0].change == "Written anew." for item in BANK.items)


def test_belgium_says_a_few_items_in_its_own_way():
    own = {item.code for item in BANK.items if item.text.nl_be}
    assert own == {"PRA2", "JOB2"}
    assert "uurrooster" in BANK.item("JOB2").text.template("nl-BE")


def test_the_window_is_four_weeks_everywhere():
    assert {item.window for item in BANK.items} == {"four_weeks"}
    assert "de afgelopen vier weken" in BANK.window("four_weeks").text.nl
    assert "je laatste vier werkweken" in BANK.window("four_weeks").after_absence.nl


def test_the_answer_scales_are_complete_and_in_order():
    said = {scale.id: [label.nl for label in scale.labels] for scale in BANK.scales}
    assert said["agreement"] == [
        "klopt helemaal niet",
        "klopt niet",
        "soms wel, soms niet",
        "klopt",
        "klopt helemaal",
    ]
    assert said["frequency"] == ["niet", "1 keer", "2-3 keer", "elke week", "vaker"]
    assert said["time"] == ["veel te weinig", "te weinig", "precies goed", "te veel", "veel te veel"]
    assert len(said["hours"]) == 5
    assert {item.scale for item in BANK.items} == set(said)


def test_time_is_shown_in_three_classes_and_nothing_else_is():
    assert BANK.scale("time").classes == ("too little", "too little", "just right", "too much", "too much")
    assert [scale.id for scale in BANK.scales if scale.classes] == ["time"]


def test_not_applicable_stands_apart_from_rather_not():
    assert (BANK.not_applicable.nl, BANK.rather_not.nl) == ("Speelt bij mij niet", "Liever niet")

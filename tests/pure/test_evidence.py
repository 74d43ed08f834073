"""What was found and how sure it is, where sources disagree, the words of the field, tips and sectors (S-12, S-142)."""

import re
from collections.abc import Iterable

import pytest

from mortel.pure.catalogue.entries import Statement
from mortel.pure.catalogue.kinds import Dimension, Outcome, OutcomeCategory, ReviewStep, Subdimension, Term
from mortel.pure.catalogue.reading.actions import read_presets, read_tips
from mortel.pure.catalogue.reading.evidence import read_evidence
from mortel.pure.catalogue.reading.taxonomies import read_taxonomies
from mortel.pure.catalogue.shapes import Item, Text
from mortel.pure.catalogue.shipped import CONTENT
from mortel.pure.catalogue.texts import texts_of
from tests.house import plain_dutch as plain

_READ_STATEMENTS, _READ_DISPUTES = read_evidence(CONTENT / "evidence")
STATEMENTS = {statement.id: statement for statement, _row in _READ_STATEMENTS}
DISPUTES = {dispute.id: dispute for dispute, _row in _READ_DISPUTES}
TIPS = [tip for tip, _row in read_tips(CONTENT / "tips.toml")]
PRESETS = {preset.id: preset for preset, _row in read_presets(CONTENT / "presets.toml")}
ITEMS = [item for item, _row in read_taxonomies(CONTENT / "taxonomies")[1]]
TERMS = [item for item in ITEMS if isinstance(item, Term)]
STEPS = {item.id: item for item in ITEMS if isinstance(item, ReviewStep)}

# Subdimensions on which the sources say nothing that was found. None today: each of the 22 has a statement.
WITHOUT_A_STATEMENT: frozenset[str] = frozenset()
OF_THE_VENDOR = {f"S-{number}" for number in range(130, 140)}
# Words of cause; beside them a claim has to say that they are somebody's words.
CAUSE = re.compile(
    r"\b(?:zorgt|zorgen) (?:voor|dat)\b|\b(?:verhoogt|bevordert|veroorzaakt|stimuleert|vergroot|verbetert|verlaagt)\b"
    r"|\bleidt tot\b|\bdoordat\b|\b(?:increases?|raises?|causes?|promotes?|boosts?|improves?|lowers?|leads to)\b"
)
SOMEBODY_SAYS = re.compile(r"zegt|staat (?:in|op)|says|according to|volgens", re.IGNORECASE)
LONGEST_ENGLISH = 22


def about(wanted: Iterable[str]) -> dict[str, list[str]]:
    """For each id the statements that name it."""
    return {one: [s.id for s in STATEMENTS.values() if one in s.about] for one in wanted}


def ids_of(*kinds: type[Item]) -> list[str]:
    return [item.id for item in ITEMS if isinstance(item, kinds)]


def of_the_review(number_from: int, number_below: int) -> list[Statement]:
    numbered = ((int(s.id.removeprefix("EV-")), s) for s in STATEMENTS.values())
    return [s for number, s in numbered if number_from <= number < number_below and s.source_kind == "review"]


def note_of(statement: Statement) -> str:
    return statement.evidence.note.nl if statement.evidence.note else ""


OUTCOMES_OF_THE_REVIEW = of_the_review(1, 100)
CONDITIONS_OF_THE_REVIEW = of_the_review(101, 200)


# Statements --------------------------------------------------------------------------------------------------------


def test_every_outcome_and_every_group_of_outcomes_has_a_statement():
    wanted = ids_of(Outcome, OutcomeCategory)
    assert len(wanted) >= 26
    assert [one for one, found in about(wanted).items() if not found] == []


def test_every_subdimension_has_a_statement_or_is_listed_as_having_none():
    wanted = ids_of(Subdimension)
    assert len(wanted) == 22
    assert {one for one, found in about(wanted).items() if not found} == WITHOUT_A_STATEMENT


def test_every_dimension_and_safety_have_a_statement_of_their_own():
    wanted = ids_of(Dimension)
    assert len(wanted) == 7
    assert [one for one, found in about(wanted).items() if not found] == []


def test_each_basic_tone_has_a_statement_and_it_is_an_experts():
    tones = [item.id for item in ITEMS if item.id.startswith("tone.")]
    assert len(tones) == 7
    for tone, found in about(tones).items():
        assert {STATEMENTS[one].source_kind for one in found} >= {"expert"}, tone


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=lambda s: s.id)
def test_a_statement_says_on_whom_it_was_measured(statement):
    told = statement.measured_on.nl
    assert len(told.split()) >= 3
    if statement.source_kind == "review" and "gemeten per" in told:
        assert "Studenten, vrijwilligers" in told


@pytest.mark.parametrize("statement", OUTCOMES_OF_THE_REVIEW, ids=lambda s: s.id)
def test_an_outcome_says_how_many_studies_stand_behind_it_and_that_it_is_an_association(statement):
    note = note_of(statement)
    if statement.id in ("EV-024", "EV-025"):
        assert statement.evidence.direction == "not_applicable"
        return
    assert "39 eerdere en 27 nieuwere studies" in note
    assert "samenhang" in note
    assert "S-12" in statement.sources


@pytest.mark.parametrize("statement", CONDITIONS_OF_THE_REVIEW, ids=lambda s: s.id)
def test_a_condition_says_on_which_studies_it_rests_or_that_it_rests_on_none(statement):
    told = note_of(statement) + statement.measured_on.nl
    assert re.search(
        r"81 studies|[Ee]én (?:recente )?studie|[Ee]én onderzoek|Niet apart gemeten|spreiding", told
    )


@pytest.mark.parametrize(
    "statement", [*OUTCOMES_OF_THE_REVIEW, *CONDITIONS_OF_THE_REVIEW], ids=lambda s: s.id
)
def test_a_claim_of_the_review_names_no_cause(statement):
    for claim in (statement.claim.nl, statement.claim.en):
        assert SOMEBODY_SAYS.search(claim) or not CAUSE.search(claim), claim


@pytest.mark.parametrize("claim", ["Leren verhoogt de omzet.", "It leads to more."])
def test_the_search_for_words_of_cause_sees_them(claim):
    assert CAUSE.search(claim)


@pytest.mark.parametrize(
    ("statement_id", "strength", "direction"),
    [
        ("EV-001", "moderate", "positive"),
        ("EV-006", "several_studies", "both_ways"),
        ("EV-010", "limited", "positive"),
        ("EV-011", "limited", "positive"),
        ("EV-014", "limited", "positive"),
        ("EV-015", "strong_contribution", "positive"),
        ("EV-016", "limited", "mixed"),
        ("EV-019", "limited", "positive"),
        ("EV-020", "self_report", "positive"),
        ("EV-022", "very_clear", "positive"),
        ("EV-114", "association", "positive"),
        ("EV-121", "mixed", "mixed"),
        ("EV-129", "mixed", "nonlinear"),
        ("EV-131", "very_clear", "negative"),
        ("EV-135", "one_study", "negative"),
        ("EV-152", "one_study", "none"),
        ("EV-155", "limited", "positive"),
        ("EV-159", "limited", "none"),
        ("EV-201", "expert", "not_applicable"),
        ("EV-202", "vendor", "positive"),
    ],
)
def test_strength_and_direction_are_those_of_the_source(statement_id, strength, direction):
    evidence = STATEMENTS[statement_id].evidence
    assert (evidence.strength, evidence.direction) == (f"strength.{strength}", direction)


def test_an_outcome_and_its_statement_agree_on_how_sure_it_is():
    for outcome in (item for item in ITEMS if isinstance(item, Outcome)):
        sure = (outcome.evidence.strength, outcome.evidence.direction)
        found = about([outcome.id])[outcome.id]
        of_statements = [STATEMENTS[one].evidence for one in found]
        assert sure in [(one.strength, one.direction) for one in of_statements], outcome.id


def test_a_strong_contribution_is_not_called_strong_evidence():
    strong = [s for s in STATEMENTS.values() if s.evidence.strength == "strength.strong_contribution"]
    assert [s.about for s in strong] == [("out.employability_internal",)]
    assert strong[0].caveat is not None
    assert "iets anders dan sterk bewijs" in strong[0].caveat.nl


def test_no_harm_seen_is_not_called_never_harmful():
    caveat = STATEMENTS["EV-120"].caveat
    assert caveat is not None
    assert "niet dat het nooit kwaad kan" in caveat.nl


def test_what_comes_from_the_vendor_is_labelled_so():
    for statement in STATEMENTS.values():
        if statement.source_kind == "vendor":
            assert statement.evidence.strength == "strength.vendor"
            assert "leverancier" in statement.claim.nl
            assert "vendor" in statement.claim.en
        named = set(statement.sources) - {"S-12"}
        assert (statement.source_kind == "vendor") == (named != set() and named <= OF_THE_VENDOR), (
            statement.id
        )


def test_a_claim_of_an_expert_or_of_practice_says_whose_it_is():
    told = re.compile(r"deskundige|hoogleraar|rondetafel|inleiding|netwerk|Deelnemers")
    for statement in STATEMENTS.values():
        if statement.source_kind in ("expert", "practice", "small_case"):
            assert told.search(statement.claim.nl), statement.id


def test_what_stands_on_the_infographic_is_labelled_as_derived():
    derived = [s for s in STATEMENTS.values() if s.source_kind == "derived"]
    assert len(derived) >= 3
    assert all("infografiek" in s.claim.nl and "S-25" in s.sources for s in derived)


def test_a_statement_on_load_refuses_to_advise_raising_it():
    caveat = STATEMENTS["EV-011"].caveat
    assert caveat is not None
    assert caveat.nl.startswith("Dit is geen reden om de werkdruk te verhogen.")


# The review's own numbers ------------------------------------------------------------------------------------------


def test_each_step_of_the_flow_follows_from_the_one_before():
    step = {name.removeprefix("pr."): found for name, found in STEPS.items()}
    assert step["title"].number == step["identified"].number - step["removed"].number == 5199
    assert step["abstract"].number == step["title"].number - (step["title"].excluded or 0) == 1735
    assert step["sought"].number == step["abstract"].number - (step["abstract"].excluded or 0) == 355
    assert step["fulltext"].number == 355 - 16 == 339
    assert step["relevant"].number == step["fulltext"].number - (step["fulltext"].excluded or 0) == 242
    assert step["included"].number == 81


def test_the_reasons_of_each_step_add_up_to_what_was_left_out():
    with_reasons = [step for step in STEPS.values() if step.reasons and step.excluded is not None]
    assert {step.id for step in with_reasons} >= {"pr.title", "pr.abstract", "pr.fulltext"}
    for step in with_reasons:
        assert sum(reason.number for reason in step.reasons) == step.excluded, step.id


def test_the_statement_on_the_flow_carries_the_numbers_of_the_steps():
    statement = STATEMENTS["EV-303"]
    told = numbers(f"{statement.claim.nl} {note_of(statement)}")
    assert {step.number for step in STEPS.values()} <= told
    assert {step.excluded for step in STEPS.values() if step.excluded} <= told


def test_the_count_of_unique_records_is_shown_beside_what_its_own_steps_give():
    by_duplicates = 7281 - 2080 - 175
    computed = [by_duplicates, by_duplicates - 2, by_duplicates - 2 - 2]
    assert computed == [5026, 5024, 5022]
    assert [5046 - one for one in computed] == [20, 22, 24]
    assert numbers(STATEMENTS["EV-304"].claim.nl) == {5046, *computed}
    sides = DISPUTES["DP-08"].sides
    assert [side.source_kind for side in sides] == ["review", "derived", "derived", "derived"]
    assert [max(numbers(side.claim.nl)) for side in sides] == [5046, *computed]


def test_both_languages_give_the_same_numbers():
    for thing in (*STATEMENTS.values(), *DISPUTES.values()):
        for found in texts_of(thing):
            assert numbers(found.text.nl) == numbers(found.text.en), f"{thing.id} {found.key}"


def numbers(text: str) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", text)}


# Disputes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dispute", DISPUTES.values(), ids=lambda d: d.id)
def test_a_dispute_has_sides_that_differ_and_says_how_to_read_them(dispute):
    assert len({side.claim for side in dispute.sides}) == len(dispute.sides) >= 2
    assert len(dispute.reading.nl.split()) >= 15
    assert dispute.about
    assert set(dispute.statements) <= set(STATEMENTS)
    assert {source for side in dispute.sides for source in side.sources} == set(dispute.sources)


def test_a_side_that_only_the_vendor_takes_is_labelled_so():
    for dispute in DISPUTES.values():
        for side in dispute.sides:
            assert (side.source_kind == "vendor") == (set(side.sources) <= OF_THE_VENDOR), dispute.id


@pytest.mark.parametrize(
    ("dispute_id", "sources"),
    [
        ("DP-01", {"S-74", "S-133", "S-12"}),
        ("DP-02", {"S-133", "S-12"}),
        ("DP-03", {"S-24", "S-120", "S-130"}),
        ("DP-04", {"S-27", "S-139"}),
        ("DP-05", {"S-87", "S-123"}),
        ("DP-06", {"S-39"}),
        ("DP-07", {"S-43", "S-126"}),
        ("DP-08", {"S-69"}),
        ("DP-09", {"S-04", "S-143"}),
        ("DP-10", {"S-121"}),
    ],
)
def test_the_disputes_that_the_sources_hold_are_there(dispute_id, sources):
    assert set(DISPUTES[dispute_id].sources) >= sources


def test_what_a_dispute_is_about_is_marked_as_contested():
    for statement_id in (
        "EV-016",
        "EV-024",
        "EV-121",
        "EV-129",
        "EV-201",
        "EV-202",
        "EV-203",
        "EV-208",
        "EV-304",
    ):
        assert STATEMENTS[statement_id].evidence.contested, statement_id
    in_disputes = {one for dispute in DISPUTES.values() for one in dispute.statements}
    assert {s.id for s in STATEMENTS.values() if s.evidence.contested} - in_disputes <= {
        "EV-205",
        "EV-206",
        "EV-215",
        "EV-311",
        "EV-314",
    }


# Words, tips, sectors ----------------------------------------------------------------------------------------------


def test_the_glossary_says_for_each_word_when_to_use_it():
    assert len(TERMS) >= 25
    assert len({term.label.nl.lower() for term in TERMS}) == len(TERMS)
    for term in TERMS:
        assert term.definition is not None, term.id
        assert term.use.nl != term.definition.nl, term.id
    assert {True, False} == {term.preferred for term in TERMS}


def test_the_glossary_is_tied_to_the_four_neighbouring_concepts():
    tied = {one for term in TERMS for one in term.related}
    assert tied >= {
        f"co.{one}" for one in ("informal_interwoven", "informal_narrow", "workplace", "learning_org")
    }


@pytest.mark.parametrize(
    "term",
    ["informal", "formal", "nonformal", "workplace", "learning_organisation", "incidental", "tacit"]
    + ["self_directed", "culture", "climate", "reflection", "job_crafting", "psychological_safety"]
    + ["job_demands", "job_resources", "engagement", "mentoring", "peer_consultation", "community"],
)
def test_the_words_that_are_often_mixed_up_stand_in_the_glossary(term):
    assert f"term.{term}" in {found.id for found in TERMS}


def test_the_eleven_tips_are_the_vendors_and_say_what_the_review_adds():
    assert [tip.id for tip in TIPS] == [f"TP-{number:02}" for number in range(1, 12)]
    for tip in TIPS:
        assert "S-134" in tip.sources, tip.id
        assert tip.evidence.strength == "strength.vendor", tip.id
        assert tip.interventions, tip.id
        note = tip.evidence.note
        assert note is not None, tip.id
        assert re.search(r"overzicht|samen met meer|hangt samen", note.nl), tip.id


def test_the_four_sectors_have_themes_and_care_has_those_of_its_network():
    assert set(PRESETS) == {
        f"preset.{name}" for name in ("care", "higher_education", "government", "industry")
    }
    assert all(len(preset.themes) >= 4 for preset in PRESETS.values())
    care = PRESETS["preset.care"]
    themes = " ".join(theme.nl for theme in care.themes)
    assert "S-140" in care.sources
    assert all(word in themes for word in ("diensten", "Krapte", "Veerkracht"))


# Plain words -------------------------------------------------------------------------------------------------------


def everything() -> list[tuple[str, Text]]:
    things = (*STATEMENTS.values(), *DISPUTES.values(), *TIPS, *PRESETS.values(), *TERMS)
    return [(f"{thing.id} {found.key}", found.text) for thing in things for found in texts_of(thing)]


def sentences(text: str) -> list[list[str]]:
    return [part.split() for part in re.split(r"(?<=[.?:;])\s+", text) if part.split()]


def test_sentences_are_short():
    lengths = [(len(words), where) for where, text in everything() for words in sentences(text.nl)]
    assert [pair for pair in lengths if pair[0] > plain.LONGEST] == []
    assert sum(length for length, _where in lengths) / len(lengths) <= plain.AVERAGE
    english = [(len(words), where) for where, text in everything() for words in sentences(text.en)]
    assert [pair for pair in english if pair[0] > LONGEST_ENGLISH] == []


def test_dutch_is_that_of_both_countries():
    marked = plain.marked_words()
    for where, text in everything():
        words = re.findall(r"[\w’'-]*\w", re.sub(r"\{[\w.]+\}", "", text.nl).lower())
        assert [word for word in words if word in marked] == [], where


def test_no_exclamation_marks_praise_or_promises():
    for where, text in everything():
        assert not re.search(r"!|\bsuccesvol|\bsuccessful|anoni", f"{text.nl} {text.en}", re.IGNORECASE), (
            where
        )


def test_the_two_languages_differ():
    assert [where for where, text in everything() if text.nl == text.en] == []

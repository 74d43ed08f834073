"""Nothing that the sources say got lost on the way into the content, and what is there hangs together."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from mortel.pure.catalogue.entries import SECTORS, Guide, Intervention, Rule
from mortel.pure.catalogue.kinds import (
    ContextFactor,
    Dimension,
    Outcome,
    Quadrant,
    ReviewStep,
    Subdimension,
    Tone,
)
from mortel.pure.catalogue.references import references_of
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.catalogue.texts import things_of

CATALOGUE = shipped()
MATERIAL = tomllib.loads((Path(__file__).parent / "material.toml").read_text(encoding="utf-8"))
# Lists of the material that have another name here, or are two lists.
CALLED = {
    "climate": ("climate", "subdimensions"),
    "concepts": ("concepts", "neighbouring_concepts"),
    "maturity": ("maturity_stages",),
    "outcomes": ("outcome_categories", "outcomes"),
}


def test_the_material_is_all_of_it():
    assert len(MATERIAL["taxonomies"]) == 32
    assert sum(map(len, MATERIAL["taxonomies"].values())) == 204 + 22 + 1
    assert len(MATERIAL["sources"]) == 156


@pytest.mark.parametrize("name", MATERIAL["taxonomies"])
def test_every_list_of_the_material_is_here_with_all_its_items(name):
    here = {item.id for one in CALLED.get(name, (name,)) for item in CATALOGUE.taxonomy(one).current}
    assert set(MATERIAL["taxonomies"][name]) <= here


@pytest.mark.parametrize("source", MATERIAL["sources"])
def test_every_source_of_the_material_is_cited(source):
    assert source in CATALOGUE.cited_sources


def test_there_is_as_much_as_the_material_held():
    assert len(CATALOGUE.rules) >= 211
    assert len(CATALOGUE.interventions) >= 137
    assert len(CATALOGUE.guides) >= 50
    assert len(CATALOGUE.current(Subdimension)) == 22
    assert len(CATALOGUE.signals) >= 60
    assert len(CATALOGUE.tips) == 11
    assert len(CATALOGUE.presets) == 4
    assert len(CATALOGUE.kits) >= 13
    assert len(CATALOGUE.statements) >= 60
    assert len(CATALOGUE.disputes) >= 4


@pytest.mark.parametrize(
    ("form", "things"),
    [
        ("R-{:03}", CATALOGUE.rules),
        ("IV-{:03}", CATALOGUE.interventions),
        ("CV-{:02}", CATALOGUE.guides),
        ("KIT-{:02}", CATALOGUE.kits),
        ("TP-{:02}", CATALOGUE.tips),
    ],
)
def test_ids_run_on_so_that_none_was_taken_away(form, things):
    assert [thing.id for thing in things] == [form.format(number) for number in range(1, len(things) + 1)]


def test_nothing_dangles():
    for thing in things_of(CATALOGUE):
        for reference in references_of(thing):
            assert CATALOGUE.thing(reference.target)


# The shapes of the lists ------------------------------------------------------------------------------------------


def test_the_climate_is_six_dimensions_with_twenty_two_parts_and_safety_through_all():
    assert [dimension.id for dimension in CATALOGUE.dimensions] == [
        "dim.leadership",
        "dim.opportunities",
        "dim.support",
        "dim.space",
        "dim.sharing",
        "dim.autonomy",
        "x.psysafety",
    ]
    assert [len(CATALOGUE.subdimensions(d.id)) for d in CATALOGUE.dimensions] == [4, 3, 3, 3, 4, 5, 0]


def test_dimensions_have_the_everyday_words_and_keep_the_term_of_the_sources_apart():
    assert [dimension.label.nl for dimension in CATALOGUE.dimensions[:6]] == [
        "Leiding die meehelpt",
        "Kansen",
        "Steun",
        "Ruimte",
        "Kennis delen",
        "Zelf kiezen",
    ]
    assert CATALOGUE.item("dim.leadership").research_label.nl == "Leerleiderschap"
    for climate in (*CATALOGUE.current(Dimension), *CATALOGUE.current(Subdimension)):
        assert climate.technical
        assert climate.definition


@pytest.mark.parametrize("sub", CATALOGUE.current(Subdimension), ids=lambda sub: sub.id)
def test_a_subdimension_has_something_to_do_to_leave_to_read_and_to_try(sub):
    assert sub.do
    assert sub.dont
    assert len(CATALOGUE.about(sub.id, Rule)) >= 2
    assert len(CATALOGUE.about(sub.id, Intervention)) >= 2
    assert CATALOGUE.about(sub.id, Guide)


def rules_on(signal, parameter):
    """The rules that name a signal, with this parameter if there is one."""
    named = {
        (rule, trigger.signal, trigger.parameter)
        for rule in CATALOGUE.current(Rule)
        for trigger in rule.triggers
    }
    return [rule for rule, *trigger in named if trigger[0] == signal and parameter in (None, trigger[1])]


def test_every_low_score_has_a_rule():
    for parameter in CATALOGUE.signal("survey.low").parameters:
        assert rules_on("survey.low", parameter), parameter


def test_every_signal_and_every_parameter_sets_off_some_rule():
    for signal in CATALOGUE.signals:
        for parameter in signal.parameters or (None,):
            assert rules_on(signal.id, parameter), (signal.id, parameter)


def test_a_rule_is_set_off_by_the_signals_of_its_kind():
    lint = {rule.kind == "lint" for rule in CATALOGUE.current(Rule) if "text." in rule.triggers[-1].signal}
    assert lint == {True}
    assert {rule.triggers[0].signal for rule in CATALOGUE.current(Rule) if rule.kind == "house"} == {"house"}


def test_triggers_on_tones_and_stages_name_all_of_them():
    assert set(CATALOGUE.signal("diagnosis.kind").parameters) == {tone.id for tone in CATALOGUE.current(Tone)}
    assert set(CATALOGUE.signal("maturity").parameters) == {
        stage.id.removeprefix("mat.") for stage in CATALOGUE.taxonomy("maturity_stages").current
    }


def test_the_context_of_a_trigger_is_a_value_that_the_factor_knows():
    factors = {factor.id.removeprefix("ctx."): factor for factor in CATALOGUE.current(ContextFactor)}
    for parameter in CATALOGUE.signal("context").parameters:
        name, value = parameter.split("=")
        if name in factors and factors[name].values:
            assert value in {one.id for one in factors[name].values}, parameter


def test_two_quadrants_are_steered_by_somebody_and_two_by_nobody():
    steering = Counter(quadrant.steered_by for quadrant in CATALOGUE.current(Quadrant))
    assert steering == {"nobody": 2, "person": 1, "organisation": 1}


def test_outcomes_are_in_three_categories_each_with_its_evidence():
    outcomes = CATALOGUE.current(Outcome)
    assert Counter(o.category for o in outcomes).keys() == {"oc.current", "oc.transferable", "oc.career"}
    strong = CATALOGUE.item("out.employability_internal").evidence
    assert strong.strength == "strength.strong_contribution"
    assert "sterk bewijs" in strong.note.nl
    assert CATALOGUE.item("out.exhaustion").evidence.direction == "negative"
    assert {o.id for o in outcomes if o.evidence.strength == "strength.vendor"} == {
        "out.network",
        "out.exhaustion",
        "out.entrepreneurship",
        "out.career_development",
    }


def test_the_numbers_of_the_review_add_up_from_step_to_step():
    steps = {step.id.removeprefix("pr."): step for step in CATALOGUE.current(ReviewStep)}
    for step in steps.values():
        assert sum(reason.number for reason in step.reasons) in (0, step.excluded)
    for first, then in (
        ("title", "abstract"),
        ("abstract", "sought"),
        ("sought", "fulltext"),
        ("fulltext", "relevant"),
    ):
        assert steps[first].number - steps[first].excluded == steps[then].number
    assert steps["identified"].number - steps["removed"].number == steps["title"].number


def test_a_strong_contribution_is_told_apart_from_strong_evidence():
    (rule,) = (r for r in CATALOGUE.rules if r.evidence.strength == "strength.strong_contribution")
    assert rule.id == "R-017"


def test_every_intervention_says_where_it_fits_and_who_acts():
    for action in CATALOGUE.interventions:
        assert action.settings
        assert action.who_acts
    for setting in CATALOGUE.taxonomy("work_settings").current:
        assert CATALOGUE.about(setting.id, Intervention), setting.id


def test_every_sector_has_its_themes():
    assert {preset.id for preset in CATALOGUE.presets} == {f"preset.{sector}" for sector in SECTORS}

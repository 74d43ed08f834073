"""The forms hold what they should, in an order and a number that somebody can fill in."""

from collections import Counter

import pytest

from mortel.pure.catalogue.kinds import Subdimension
from mortel.pure.catalogue.shapes import Activity
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.disclosure.shapes import DisclosureError
from mortel.pure.instruments.shapes import UnknownCode
from mortel.pure.instruments.shipped import shipped_instrument
from mortel.pure.rounds.questionnaire import questionnaire

BANK = shipped_instrument()
LONG, SHORT, PULSE = (BANK.asked(name) for name in ("long", "short", "pulse"))
SIX = ["leadership", "opportunities", "support", "space", "sharing", "autonomy"]
MODULES = {
    "module.activities": 10,
    "module.workload": 4,
    "module.safety": 4,
    "module.demands": 9,
    "module.engagement": 3,
    "module.outcomes": 13,
    "module.crafting": 6,
    "module.goals": 6,
    "module.influence": 4,
}


def dimensions(items):
    return Counter(item.dimension for item in items if item.scored)


def test_the_long_form_scores_sixty_items_three_a_subdimension():
    scored = Counter(item.subdimension for item in LONG if item.scored)
    assert len(scored) == 20
    assert set(scored.values()) == {3}


def test_the_long_form_asks_time_and_plan_without_scoring_them():
    apart = {item.subdimension for item in LONG if not item.scored}
    assert apart == {"sub.space.time", "sub.autonomy.pdp"}


def test_the_long_form_goes_through_the_dimensions_in_their_order():
    assert list(dict.fromkeys(item.dimension for item in LONG)) == [f"dim.{name}" for name in SIX]


def test_the_short_form_takes_four_a_dimension_from_the_long_one():
    assert dimensions(SHORT) == {f"dim.{name}": 4 for name in SIX}
    assert set(SHORT) <= set(LONG)
    assert BANK.form("short").reports == "dimensions"


def test_the_short_form_reaches_every_scored_subdimension():
    assert {item.subdimension for item in SHORT} == {item.subdimension for item in LONG if item.scored}


def test_the_pulse_takes_one_a_dimension_from_the_short_form_for_the_organisation_only():
    assert dimensions(PULSE) == {f"dim.{name}": 1 for name in SIX}
    assert set(PULSE) <= set(SHORT)
    assert BANK.form("pulse").reports == "organisation"


def test_the_opposite_pole_is_rare_in_the_long_form_and_absent_elsewhere():
    opposite = {item.code for item in BANK.items if item.pole == "opposite"}
    assert 0 < len(opposite) <= 6
    assert opposite <= set(BANK.form("long").items)
    for form in BANK.forms:
        assert form.kind in {"long", "check_in"} or not opposite & set(form.items), form.id


def test_no_subdimension_has_more_than_one_item_of_the_opposite_pole():
    counts = Counter(item.subdimension for item in BANK.items if item.pole == "opposite")
    assert max(counts.values()) == 1


def test_a_check_in_asks_all_items_of_its_subdimension():
    forms = {form.id: set(form.items) for form in BANK.forms if form.kind == "check_in"}
    subs = [sub.id for sub in shipped().current(Subdimension)]
    assert forms.keys() == {sub.replace("sub.", "check.") for sub in subs}
    for sub in subs:
        every = {item.code for item in BANK.items if item.subdimension == sub}
        assert forms[sub.replace("sub.", "check.")] == every


def test_the_modules_hold_what_they_should():
    assert {f.id: len(f.items) for f in BANK.forms if f.kind == "module"} == MODULES


def test_no_item_is_asked_by_nobody_or_stands_in_two_modules():
    of_modules = [code for form in BANK.forms if form.kind == "module" for code in form.items]
    assert len(set(of_modules)) == len(of_modules)
    assert {code for form in BANK.forms for code in form.items} == {item.code for item in BANK.items}
    assert not set(of_modules) & set(BANK.form("long").items)


def test_the_ten_activities_are_asked_by_frequency_and_never_scored():
    items = BANK.asked("module.activities")
    assert [item.subdimension for item in items] == [a.id for a in shipped().current(Activity)]
    assert {(item.scale, item.scored) for item in items} == {("frequency", False)}


@pytest.mark.parametrize(
    ("module", "subdimensions"),
    [
        ("module.engagement", {"en.energy", "en.dedication", "en.concentration"}),
        ("module.crafting", {"jc.task", "jc.relational", "jc.cognitive"}),
        ("module.goals", {"go.learning", "go.performance"}),
        ("module.influence", {"if.reflect", "if.experiment", "if.leader", "if.visible"}),
    ],
)
def test_a_module_reaches_all_of_its_list(module, subdimensions):
    assert {item.subdimension for item in BANK.asked(module)} == subdimensions


def test_demands_and_resources_of_the_work_are_asked_and_those_of_the_person_are_not():
    taxonomy = shipped().taxonomy("resources_demands")
    of_work = {i.id for i in taxonomy.current if getattr(i, "nature", "") != "personal_resource"}
    assert {item.subdimension for item in BANK.asked("module.demands")} == of_work


def test_the_outcomes_cover_three_categories_attachment_staying_vitality_and_citizenship():
    items = BANK.asked("module.outcomes")
    assert {item.dimension for item in items} >= {"oc.current", "oc.transferable", "oc.career"}
    assert dimensions(items) == dict.fromkeys(("out.attachment", "out.vitality", "out.citizenship"), 3)
    assert [item.code for item in items if item.facet == "intention to stay"] == ["STA1"]


def test_a_ballot_says_its_minutes():
    minutes = {form.id: form.minutes for form in BANK.forms}
    assert (minutes["long"], minutes["short"], minutes["pulse"]) == (15, 6, 2)
    assert all(0 < form.minutes <= 3 for form in BANK.forms if form.kind in {"check_in", "module"})


def test_every_scale_has_five_answers_as_protection_asks():
    assert {len(scale.labels) for scale in BANK.scales} == {5}


def test_a_form_and_its_modules_become_the_form_of_a_round():
    in_order = dict.fromkeys(
        item.dimension for item in (*LONG, *BANK.asked("module.engagement")) if item.scored
    )
    assert tuple(in_order) == (*(f"dim.{name}" for name in SIX), "engagement")
    form = questionnaire(BANK, ["long", "module.engagement"], ["nl"]).form()
    assert len(form.items) == 68
    assert set(form.scored) == set(in_order)
    apart = dict(zip(form.items, form.dimensions, strict=True))
    assert (apart["TIM1"], apart["PLA1"], apart["ENC1"]) == ("", "", "dim.leadership")


def test_two_forms_that_ask_the_same_item_make_no_round():
    with pytest.raises(DisclosureError):
        questionnaire(BANK, ["short", "pulse"], ["nl"])


@pytest.mark.parametrize("wanted", ["middle", "module.happiness"])
def test_a_form_that_does_not_exist_is_unknown(wanted):
    with pytest.raises(UnknownCode):
        BANK.form(wanted)
    with pytest.raises(UnknownCode):
        BANK.item(wanted)

"""Strict reading of rules, interventions, guides, kits and evidence, on a small folder with one of everything."""

import pytest

from mortel.pure.catalogue.entries import Intervention, Trigger
from mortel.pure.catalogue.errors import CatalogueError
from mortel.pure.catalogue.loader import load_catalogue
from mortel.pure.catalogue.shapes import Text
from tests.pure.small_content import FILES, line_with, write_content


@pytest.fixture
def folder(tmp_path):
    return write_content(tmp_path)


def test_one_of_everything_is_read(folder):
    catalogue = load_catalogue(folder)
    assert [entry.id for entry in catalogue.entries] == [
        "R-001",
        "IV-001",
        "CV-01",
        "KIT-01",
        "EV-001",
        "DP-01",
        "TP-01",
        "preset.care",
    ]
    rule, action, guide, kit, statement, dispute, tip, preset = catalogue.entries
    assert rule.triggers == (Trigger("survey.low", "sub.space.time"), Trigger("workload.high"))
    assert rule.triggers[0].written == "survey.low:sub.space.time"
    assert action.who_acts == ("role.lead",)
    assert guide.questions == (Text(nl="Wat hielp?", en="What helped?"),)
    assert [sheet.id for sheet in kit.sheets] == ["plan", "cards"]
    assert kit.sheets[0].body.en.startswith("# Plan\n\nStart in time.")
    assert statement.evidence.note == Text(nl="Per persoon.", en="Per person.")
    assert [side.sources for side in dispute.sides] == [("S-126",), ("S-55",)]
    assert tip.interventions == ("IV-001",)
    assert preset.themes[0].en == "Too few people"


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith(("kits/", "taxonomies/"))])
def test_a_file_that_is_not_there_stops(folder, name):
    (folder / name).unlink()
    with pytest.raises(CatalogueError, match=r"cannot be read|holds nothing"):
        load_catalogue(folder)


def test_a_part_may_be_read_when_that_is_said(folder):
    for name in ("tips.toml", "presets.toml", "overlays/nl-BE.toml", "evidence/space.toml"):
        (folder / name).unlink()
    catalogue = load_catalogue(folder, complete=False)
    assert (catalogue.tips, catalogue.presets, catalogue.statements) == ((), (), ())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tip.toml", "nobody reads this"),
        ("guide/CV-02.toml", "nobody reads this"),
        ("rules/space.tml", "nobody reads this"),
        ("taxonomies/old/colours.toml", "nobody reads this"),
        ("overlays/nl-NL.toml", "nobody reads this"),
        ("kits/other/kitt.toml", "no kit.toml"),
        ("kits/loose.toml", "no kit.toml"),
        ("kits/hour/plan.fr.md", "no sheet of this kit"),
        ("kits/hour/cards.nl.md", "no sheet of this kit"),
    ],
)
def test_a_file_or_folder_that_nobody_reads_stops(folder, name, said):
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("", encoding="utf-8")
    with pytest.raises(CatalogueError, match=said) as caught:
        load_catalogue(folder)
    assert caught.value.file in (file, file.parent)


def test_a_hidden_file_of_an_editor_is_left_alone(folder):
    (folder / "rules" / ".space.toml.swp").write_bytes(b"\x00")
    assert load_catalogue(folder).version == "2026.1"


def test_a_retired_entry_stays_loadable_and_is_no_longer_given(folder):
    file = folder / "interventions" / "space.toml"
    first = FILES["interventions/space.toml"]
    second = first.replace("IV-001", "IV-002").replace(
        "origin", 'retired_in = "2026.1"\nreplaced_by = "IV-001"\norigin'
    )
    file.write_text(f"{first}\n{second}", encoding="utf-8")
    catalogue = load_catalogue(folder)
    retired = catalogue.entry("IV-002")
    assert (retired.retired_in, retired.replaced_by) == ("2026.1", "IV-001")
    assert [action.id for action in catalogue.interventions] == ["IV-001", "IV-002"]
    assert [action.id for action in catalogue.about("sub.space.time", Intervention)] == ["IV-001"]
    assert retired in catalogue.referring_to("IV-001")


RULES, ACTIONS, GUIDE = "rules/space.toml", "interventions/space.toml", "guides/CV-01.toml"
KIT, EVIDENCE, SIGNALS = "kits/hour/kit.toml", "evidence/space.toml", "signals.toml"
SUBS, OTHERS = "taxonomies/subdimensions.toml", "taxonomies/others.toml"

# what is wrong: file, what is replaced, by what, where the line is found (in the file as it was), word in the message
MISTAKES = {
    "an unknown key in a rule": (
        RULES,
        'kind = "signal"',
        'kind = "signal"\ncolour = 1',
        ("kind", 1),
        "'colour'",
    ),
    "an unknown key in evidence": (
        RULES,
        "evidence.contested",
        "evidence.sure",
        ("evidence.strength", 0),
        "contested",
    ),
    "a missing language": (RULES, 'advice.en = "Make time free."\n', "", ("advice.nl", 0), "advice.en"),
    "a missing language in a list": (SUBS, ', en = "Look along."', "", ("Kijk mee", 0), "do.1.en"),
    "a third language in a list": (
        GUIDE,
        ', en = "Listen."',
        ', en = "Listen.", fr = "Écoute."',
        ("Luister", 0),
        "fr",
    ),
    "a placeholder in a list": (SUBS, "Kijk mee.", "Kijk bij een {klant}.", ("Kijk mee", 0), "placeholder"),
    "a rule about nothing": (
        RULES,
        '"sub.space.time"\nt',
        '"sub.space.rest"\nt',
        ("dimension", 0),
        "'sub.space.rest'",
    ),
    "a rule about a role": (
        RULES,
        '"sub.space.time"\nt',
        '"role.lead"\nt',
        ("dimension", 0),
        "only an id of dim",
    ),
    "an unknown signal": (RULES, '"workload.high"', '"workload.low"', ("triggers", 0), "'workload.low'"),
    "an unknown parameter": (
        RULES,
        "low:sub.space.time",
        "low:dim.support",
        ("triggers", 0),
        "'dim.support'",
    ),
    "a parameter too few": (
        RULES,
        "survey.low:sub.space.time",
        "survey.low",
        ("triggers", 0),
        "needs a parameter",
    ),
    "a parameter too many": (RULES, '"workload.high"', '"workload.high:much"', ("triggers", 0), "'much'"),
    "a parameter that is no id": (SIGNALS, '"dim.space"]', '"dim.rest"]', ("parameters", 0), "'dim.rest'"),
    "an unknown strength": (
        RULES,
        '"strength.stated"',
        '"strength.huge"',
        ("evidence.strength", 0),
        "'strength.huge'",
    ),
    "a strength of another kind": (
        EVIDENCE,
        '"strength.stated"',
        '"dim.space"',
        ("strength", 0),
        "only an id of str",
    ),
    "an unknown direction": (EVIDENCE, '"nonlinear"', '"up"', ("direction", 0), "'up'"),
    "an unknown addressee": (RULES, 'addressee = "lead"', 'addressee = "boss"', ("addressee", 0), "'boss'"),
    "a tone that is none": (ACTIONS, '"tone.implicit"', '"q.person"', ("tones", 0), "only an id of tone"),
    "an unknown role": (ACTIONS, '"role.lead"', '"role.king"', ("who_acts", 0), "'role.king'"),
    "an unknown setting": (ACTIONS, '"set.any"', '"set.moon"', ("settings", 0), "'set.moon'"),
    "an unknown level": (ACTIONS, 'levels = ["team"]', 'levels = ["crowd"]', ("levels", 0), "'crowd'"),
    "a missing caution": (
        ACTIONS,
        'caution.en = "Do not make it a duty."\n',
        "",
        ("caution.nl", 0),
        "caution.en",
    ),
    "an id of another form": (ACTIONS, '"IV-001"', '"IV-1"', ("IV-001", 0), "'IV-1'"),
    "a double id over kinds": (SIGNALS, '"workload.high"', '"dim.space"', ("workload", 0), "double id"),
    "a guide about nothing": (GUIDE, '["dim.space"]', '["dim.rest"]', ("about = ", 0), "'dim.rest'"),
    "a guide that asks nothing": (
        GUIDE,
        'questions = [\n  { nl = "Wat hielp?", en = "What helped?" },\n]\n',
        "",
        None,
        "questions",
    ),
    "parts without a kind": (GUIDE, "questions = [", "parts = [", None, "belong together"),
    "a guide in another file": (GUIDE, 'id = "CV-01"', 'id = "CV-02"', ("CV-01", 0), "name of the file"),
    "a kit with a guide that is not there": (KIT, '["CV-01"]', '["CV-09"]', ("guides", 0), "'CV-09'"),
    "a kit with an intervention as guide": (
        KIT,
        '["CV-01"]',
        '["IV-001"]',
        ("guides", 0),
        "only an id of CV",
    ),
    "a sheet of an unknown kind": (KIT, 'kind = "cards"', 'kind = "film"', ('kind = "cards"', 0), "'film'"),
    "a sheet twice": (KIT, 'id = "cards"', 'id = "plan"', ('id = "cards"', 0), "'plan'"),
    "cards without cards": (KIT, 'parts = [\n  { nl = "Een", en = "One" },\n]\n', "", None, "parts"),
    "one side of a dispute": (
        EVIDENCE,
        FILES[EVIDENCE][FILES[EVIDENCE].rindex("[[disputes.sides]]") :],
        "",
        ("[[disputes.sides]]", 0),
        "two sides",
    ),
    "a side without a source": (EVIDENCE, 'sources = ["S-55"]\n', "", None, "sources"),
    "a dispute about no statement": (EVIDENCE, '["EV-001"]', '["EV-009"]', ("statements = ", 0), "'EV-009'"),
    "a tip with no intervention": ("tips.toml", '["IV-001"]', '["IV-009"]', ("interventions", 0), "'IV-009'"),
    "a preset about nothing": ("presets.toml", '"tone.implicit"', '"tone.moon"', ("about", 0), "'tone.moon'"),
    "a preset about a card": (
        "presets.toml",
        '"tone.implicit"',
        '"IV-001"',
        ("about", 0),
        "only an id of dim",
    ),
    "a preset of no sector": (
        "presets.toml",
        "preset.care",
        "preset.farm",
        ("preset.care", 0),
        "'preset.farm'",
    ),
    "part of no dimension": (SUBS, '"dim.space"', '"x.psysafety"', ("part_of", 0), "only an id of dim"),
    "related to nothing": (OTHERS, '["dim.support"]', '["dim.rest"]', ("related", 0), "'dim.rest'"),
    "replaced by nothing": (
        ACTIONS,
        "origin",
        'retired_in = "2026.1"\nreplaced_by = "IV-009"\norigin',
        ("origin", 1),
        "'IV-009'",
    ),
    "replaced by a signal": (
        ACTIONS,
        "origin",
        'retired_in = "2026.1"\nreplaced_by = "survey.low"\norigin',
        ("origin", 1),
        "cannot replace",
    ),
    "replaced by an item of another list": (
        OTHERS,
        'related = ["dim.support"]',
        'retired_in = "2026.1"\nreplaced_by = "strength.stated"\nrelated = ["dim.support"]',
        None,
        "another list",
    ),
    "replaced by an entry of another kind": (
        ACTIONS,
        "origin",
        'retired_in = "2026.1"\nreplaced_by = "CV-01"\norigin',
        ("origin", 1),
        "another kind",
    ),
    "replaced but not retired": (
        ACTIONS,
        "origin",
        'replaced_by = "R-001"\norigin',
        ("origin", 0),
        "retired_in",
    ),
    "retired in time to come": (ACTIONS, "origin", 'retired_in = "2031.1"\norigin', ("origin", 0), "2031.1"),
    "another list than the file holds": (RULES, "[[rules]]", "[[rulers]]", None, "'rules'"),
}


@pytest.mark.parametrize(("name", "old", "new", "place", "word"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_stops_with_file_and_line(folder, name, old, new, place, word):
    file = folder / name
    assert old in FILES[name]
    file.write_text(FILES[name].replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    assert word in caught.value.problem
    assert caught.value.file == file
    if place:
        assert caught.value.line == line_with(name, place[0]) + place[1]


def test_two_that_replace_each_other_stop(folder):
    file = folder / "interventions" / "space.toml"
    one = FILES["interventions/space.toml"]
    swapped = [
        one.replace("IV-001", own).replace(
            "origin", f'retired_in = "2026.1"\nreplaced_by = "{other}"\norigin'
        )
        for own, other in (("IV-002", "IV-003"), ("IV-003", "IV-002"))
    ]
    file.write_text("\n".join([one, *swapped]), encoding="utf-8")
    with pytest.raises(CatalogueError, match="by itself"):
        load_catalogue(folder)


@pytest.mark.parametrize(
    ("name", "old", "seen_in", "retired"),
    [
        ("guides/CV-01.toml", "sources = ", "kits/hour/kit.toml", "CV-01"),
        ("interventions/space.toml", "origin = ", "kits/hour/kit.toml", "IV-001"),
        ("taxonomies/subdimensions.toml", "part_of = ", "signals.toml", "sub.space.time"),
        ("taxonomies/others.toml", 'related = ["dim.support"]', "interventions/space.toml", "role.lead"),
    ],
)
def test_only_what_is_stored_may_point_at_something_retired(folder, name, old, seen_in, retired):
    assert old in FILES[name]
    content = FILES[name].replace(old, f'retired_in = "2026.1"\n{old}', 1)
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=f"refers to {retired!r}, which is retired") as caught:
        load_catalogue(folder)
    assert caught.value.file == folder / seen_in


def test_a_double_id_names_the_second_place(folder):
    (folder / "interventions" / "support.toml").write_text(
        FILES["interventions/space.toml"], encoding="utf-8"
    )
    with pytest.raises(CatalogueError, match=r"support\.toml:2: double id 'IV-001'"):
        load_catalogue(folder)


@pytest.mark.parametrize(
    ("sheet", "content", "said"),
    [
        ("plan.en.md", None, r"plan\.en\.md:1: cannot be read"),
        ("plan.nl.md", None, r"plan\.nl\.md:1: cannot be read"),
        ("plan.en.md", "", r"plan\.en\.md:1: says nothing"),
        ("plan.en.md", "# Plan\n\nStart in time.\n", r"plan\.en\.md:1: other headings than in plan\.nl\.md"),
        ("plan.en.md", "# Plan\n\n### Afterwards\n", r"plan\.en\.md:1: other headings than in plan\.nl\.md"),
        (
            "plan.en.md",
            "# Plan\n\nAsk your {leidinggevende}.\n\n## Afterwards\n",
            r"plan\.en\.md:1: other placeholders than in plan\.nl\.md",
        ),
        ("plan.nl.md", "# Plan\n\nBegin\u202e.\n\n## Daarna\n", r"plan\.nl\.md:3: holds a sign .* U\+202E"),
        ("plan.nl.md", "# Plan\n\nZie {klant}.\n\n## Daarna\n", r"plan\.nl\.md:3: unknown placeholder"),
    ],
)
def test_the_sheets_of_a_kit_are_there_in_both_languages_with_the_same_headings(folder, sheet, content, said):
    file = folder / "kits" / "hour" / sheet
    if content is None:
        file.unlink()
    else:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(CatalogueError, match=said):
        load_catalogue(folder)

"""The catalogue for use elsewhere: as linked data, and as tables."""

import json

import pytest

from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.exports.skos import CONTEXT, linked_data
from mortel.pure.catalogue.exports.spreadsheets import tables_of
from mortel.pure.catalogue.loader import load_catalogue
from mortel.pure.catalogue.shipped import shipped
from tests.pure.small_content import FILES, write_content

LINKS = (
    "inScheme",
    "topConceptOf",
    "hasTopConcept",
    "broader",
    "narrower",
    "related",
    "subject",
    "isReplacedBy",
)


@pytest.fixture
def catalogue(tmp_path):
    return load_catalogue(write_content(tmp_path))


def nodes(catalogue: Catalogue):
    document = json.loads(json.dumps(linked_data(catalogue)))
    return {node["id"]: node for node in document["@graph"]}


def test_a_list_is_a_scheme_with_its_version_and_its_items_are_concepts_in_it(catalogue):
    graph = nodes(catalogue)
    assert graph["mortel:strengths"] == {
        "id": "mortel:strengths",
        "type": "skos:ConceptScheme",
        "notation": "strengths",
        "prefLabel": {"nl": "Naam", "en": "Name"},
        "version": "2026.1",
        "source": ["S-01"],
        "hasTopConcept": ["mortel:strength.stated"],
    }
    assert graph["mortel:strength.stated"] == {
        "id": "mortel:strength.stated",
        "type": "skos:Concept",
        "notation": "strength.stated",
        "inScheme": "mortel:strengths",
        "topConceptOf": "mortel:strengths",
        "prefLabel": {"nl": "De bron zegt het", "en": "The source says so"},
        "source": ["S-12"],
    }


def test_a_subdimension_is_narrower_than_its_dimension(catalogue):
    graph = nodes(catalogue)
    assert graph["mortel:dim.space"]["narrower"] == ["mortel:sub.space.time"]
    assert graph["mortel:sub.space.time"]["broader"] == "mortel:dim.space"
    assert "topConceptOf" not in graph["mortel:sub.space.time"]
    assert "hasTopConcept" not in graph["mortel:subdimensions"]


def test_an_entry_is_a_work_about_what_it_names(catalogue):
    graph = nodes(catalogue)
    rule = graph["mortel:R-001"]
    assert (rule["type"], rule["kind"], rule["version"]) == ("schema:CreativeWork", "rule", "2026.1")
    assert rule["description"] == {"nl": "Maak tijd vrij.", "en": "Make time free."}
    assert rule["subject"] == ["mortel:sub.space.time", "mortel:strength.stated"]
    assert graph["mortel:KIT-01"]["subject"] == ["mortel:sub.space.time", "mortel:CV-01", "mortel:IV-001"]
    assert graph["mortel:DP-01"]["source"] == ["S-43", "S-126", "S-55"]


def test_what_is_retired_says_so_and_names_what_came_instead(tmp_path):
    write_content(tmp_path)
    first = FILES["interventions/space.toml"]
    retired = first.replace("IV-001", "IV-002").replace(
        "origin", 'retired_in = "2026.1"\nreplaced_by = "IV-001"\norigin'
    )
    (tmp_path / "interventions" / "space.toml").write_text(f"{first}\n{retired}", encoding="utf-8")
    node = nodes(load_catalogue(tmp_path))["mortel:IV-002"]
    assert (node["deprecated"], node["isReplacedBy"]) == (True, "mortel:IV-001")


def test_the_shipped_document_explains_every_key_and_every_link_leads_somewhere():
    document = linked_data(shipped())
    graph = {node["id"]: node for node in document["@graph"]}
    assert len(graph) == len(document["@graph"]) > 900
    for node in document["@graph"]:
        assert node.keys() <= CONTEXT.keys()
        for link in LINKS:
            targets = node.get(link, [])
            for target in [targets] if isinstance(targets, str) else targets:
                assert target in graph, (node["id"], link)


def test_the_shipped_document_has_no_placeholder_left():
    assert "{" not in json.dumps(linked_data(shipped())["@graph"]).replace('{"', "")


def test_a_table_has_a_row_for_each_thing_and_the_same_columns_in_each(catalogue):
    tables = tables_of(catalogue)
    assert {name: len(rows) for name, rows in tables.items()} == {
        "items": 10,
        "signals": 2,
        "rules": 1,
        "interventions": 1,
        "guides": 1,
        "kits": 1,
        "statements": 1,
        "disputes": 1,
        "tips": 1,
        "presets": 1,
    }
    for name, rows in tables.items():
        assert next(iter(rows[0])) == "id", name
        assert len({tuple(row) for row in rows}) == 1, name


def test_the_cells_of_a_table(catalogue):
    tables = tables_of(catalogue)
    (time,) = (row for row in tables["items"] if row["id"] == "sub.space.time")
    assert (time["taxonomy"], time["label.nl"], time["do.en"]) == (
        "subdimensions",
        "Tijd",
        "Ask.\nLook along.",
    )
    (rule,) = tables["rules"]
    assert rule["triggers"] == "survey.low:sub.space.time workload.high"
    assert (rule["evidence.strength"], rule["evidence.contested"]) == ("strength.stated", "no")
    (dispute,) = tables["disputes"]
    assert (dispute["sides.2.claim.en"], dispute["sides.1.sources"]) == ("It differs.", "S-126")
    (kit,) = tables["kits"]
    assert kit["sheets.2.parts.nl"] == "Een"

"""What can be asked of the catalogue, on a small folder with one of everything."""

import pytest

from mortel.pure.catalogue.entries import Advice, Dispute, Guide, Intervention, Kit, Rule, Statement
from mortel.pure.catalogue.errors import UnknownId
from mortel.pure.catalogue.loader import load_catalogue
from mortel.pure.catalogue.shapes import Text
from mortel.pure.catalogue.shipped import shipped
from tests.pure.small_content import write_content


@pytest.fixture
def catalogue(tmp_path):
    return load_catalogue(write_content(tmp_path))


def ids(things):
    return [thing.id for thing in things]


def test_anything_is_found_by_its_id(catalogue):
    assert catalogue.item("dim.space").label.en == "Room"
    assert catalogue.entry("IV-001").label.en == "A fixed hour"
    assert catalogue.signal("workload.high").producer.en == "Figures"
    assert catalogue.thing("climate") is catalogue.taxonomy("climate")
    assert catalogue.thing("R-001") is catalogue.rules[0]
    assert catalogue.knows("R-001")
    assert catalogue.knows("dim.space")
    assert not catalogue.knows("survey.low")


def test_an_unknown_id_says_so(catalogue):
    for look_up in (
        catalogue.thing,
        catalogue.entry,
        catalogue.item,
        catalogue.signal,
        catalogue.label_of,
        catalogue.referring_to,
    ):
        with pytest.raises(UnknownId, match=r"R-999"):
            look_up("R-999")
    for id_ in ("role.lead", "IV-001"):
        with pytest.raises(UnknownId):
            catalogue.signal(id_)
    with pytest.raises(UnknownId):
        catalogue.dimension_of("role.lead")


@pytest.mark.parametrize(
    ("id_", "called"),
    [
        ("dim.space", "Room"),
        ("climate", "Name"),
        ("survey.low", "Name"),
        ("R-001", "Make time free."),
        ("IV-001", "A fixed hour"),
        ("CV-01", "A talk about time"),
        ("KIT-01", "The fixed hour"),
        ("EV-001", "The best amount differs."),
        ("DP-01", "How much time"),
        ("TP-01", "Make time"),
        ("preset.care", "Care"),
    ],
)
def test_everything_has_a_name(catalogue, id_, called):
    assert catalogue.label_of(id_).en == called


def test_the_climate_has_dimensions_with_parts_and_last_what_runs_through_them(catalogue):
    assert ids(catalogue.dimensions) == ["dim.space", "dim.support", "x.psysafety"]
    assert ids(catalogue.subdimensions("dim.space")) == ["sub.space.time"]
    assert catalogue.subdimensions("dim.support") == ()
    assert catalogue.dimension_of("sub.space.time").id == "dim.space"
    assert catalogue.dimension_of("dim.space").id == "dim.space"


def test_an_outcome_belongs_to_a_group_and_nothing_else_does():
    assert shipped().category_of("out.network").id == "oc.career"
    for id_ in ("oc.career", "dim.space", "out.nothing"):
        with pytest.raises(UnknownId):
            shipped().category_of(id_)


def test_a_dimension_includes_its_subdimensions(catalogue):
    assert catalogue.with_parts("dim.space") == ("dim.space", "sub.space.time")
    assert catalogue.with_parts("sub.space.time") == ("sub.space.time",)
    assert catalogue.with_parts("IV-001") == ("IV-001",)
    for id_ in ("dim.space", "sub.space.time"):
        assert ids(catalogue.about(id_, Rule)) == ["R-001"]
        assert ids(catalogue.about(id_, Intervention)) == ["IV-001"]
        assert ids(catalogue.about(id_, Kit)) == ["KIT-01"]
        assert ids(catalogue.about(id_, Statement)) == ["EV-001"]
    assert ids(catalogue.about("dim.space", Guide)) == ["CV-01"]
    assert catalogue.about("sub.space.time", Guide) == ()
    assert ids(catalogue.about("dim.space", Advice)) == ["TP-01"]
    assert catalogue.about("dim.support", Rule) == ()


def test_anything_can_be_asked_about(catalogue):
    assert ids(catalogue.about("role.lead", Intervention)) == ["IV-001"]
    assert ids(catalogue.about("tone.implicit", Intervention)) == ["IV-001"]
    assert ids(catalogue.about("EV-001", Dispute)) == ["DP-01"]
    assert catalogue.about("IV-001", Rule) == ()
    assert catalogue.about("set.any", Intervention) == catalogue.interventions


def test_what_refers_to_something_is_known(catalogue):
    assert ids(catalogue.referring_to("IV-001")) == ["KIT-01", "TP-01"]
    assert ids(catalogue.referring_to("survey.low")) == ["R-001"]
    assert ids(catalogue.referring_to("dim.support")) == ["role.lead"]
    assert {"survey.low", "R-001", "IV-001", "KIT-01", "EV-001"} == set(
        ids(catalogue.referring_to("sub.space.time"))
    )
    assert catalogue.referring_to("KIT-01") == ()


def test_every_source_that_is_cited_is_known(catalogue):
    assert {"S-01", "S-43", "S-126", "S-55", "S-140"} <= catalogue.cited_sources


def test_texts_are_kept_side_by_side(catalogue):
    (sub,) = catalogue.subdimensions("dim.space")
    assert sub.do == (Text(nl="Vraag het.", en="Ask."), Text(nl="Kijk mee.", en="Look along."))

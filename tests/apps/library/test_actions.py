"""What an organisation adds: kept once, changed by one at a time, taken away and put back, written in the ledger."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from mortel.apps.ledger.models import AuditEntry
from mortel.apps.library import actions
from mortel.apps.library.access import card_in_use, card_to_change, link_to_change
from mortel.apps.library.models import OutsideLink, OwnIntervention
from mortel.apps.library.queries import outside_links, own_card, own_cards, own_cards_ever
from mortel.pure.catalogue.shipped import shipped
from mortel.pure.outside_address import AddressRefused
from tests.cast import Cast

CARD = actions.CardDraft(
    label="De koffie op tafel",
    description="Zet de koffie midden op tafel en niet in de keuken.",
    caution="",
    effort="small",
    computer="no",
    dimensions=["sub.space.time"],
    who_acts=["role.team"],
    language="nl",
)
LINK = actions.LinkDraft(
    label="De kist",
    address="https://toolbox.example/kist",
    note="",
    about="dim.sharing",
    language="nl",
)


def a_card(cast: Cast, draft: actions.CardDraft = CARD) -> uuid.UUID:
    pk = uuid.uuid4()
    assert actions.add_card(by=cast.hr, form_id=pk, draft=draft)
    return pk


def a_link(cast: Cast) -> uuid.UUID:
    pk = uuid.uuid4()
    assert actions.add_link(by=cast.hr, form_id=pk, draft=LINK)
    return pk


def acts() -> list[str]:
    return [entry.act for entry in AuditEntry.objects.order_by("id")]


def test_a_card_keeps_the_version_its_ids_are_of(cast: Cast) -> None:
    row = OwnIntervention.objects.get(pk=a_card(cast))
    assert (row.catalogue_version, row.dimensions, row.revision) == (shipped().version, ["sub.space.time"], 1)


def test_no_table_of_the_library_points_at_a_person() -> None:
    for table in (OwnIntervention, OutsideLink):
        assert not [field.name for field in table._meta.get_fields() if field.is_relation]


def test_the_ledger_keeps_who_did_it_and_none_of_the_text(cast: Cast) -> None:
    pk = a_card(cast)
    actions.change_card(by=cast.hr, pk=pk, revision=1, draft=replace(CARD, label="Thee"))
    actions.take_card_away(by=cast.hr, pk=pk)
    actions.put_card_back(by=cast.hr, pk=pk)
    link = a_link(cast)
    actions.change_link(by=cast.hr, pk=link, revision=1, draft=replace(LINK, note="iets"))
    actions.take_link_away(by=cast.hr, pk=link)
    actions.put_link_back(by=cast.hr, pk=link)
    written = list(AuditEntry.objects.order_by("id"))
    assert [entry.act for entry in written] == [
        "own_card_added",
        "own_card_changed",
        "own_card_retired",
        "own_card_returned",
        "outside_link_added",
        "outside_link_changed",
        "outside_link_retired",
        "outside_link_returned",
    ]
    assert {entry.actor for entry in written} == {cast.hr.ledger_id}
    assert [entry.details for entry in written] == [{"id": str(pk)}] * 4 + [{"id": str(link)}] * 4


def test_the_same_form_twice_makes_one_card_and_one_entry(cast: Cast) -> None:
    pk = a_card(cast)
    assert not actions.add_card(by=cast.hr, form_id=pk, draft=CARD)
    assert (OwnIntervention.objects.count(), acts()) == (1, ["own_card_added"])


def test_another_text_from_the_same_form_is_not_lost_and_not_put_over_the_first(cast: Cast) -> None:
    pk = a_card(cast)
    with pytest.raises(actions.ChangedElsewhere):
        actions.add_card(by=cast.hr, form_id=pk, draft=replace(CARD, label="Thee"))
    assert own_card(pk) == own_cards()[0]
    assert own_cards()[0].label == CARD.label


def test_a_form_that_was_sent_before_brings_nothing_back_that_was_taken_away(cast: Cast) -> None:
    pk = a_card(cast)
    actions.take_card_away(by=cast.hr, pk=pk)
    with pytest.raises(actions.ChangedElsewhere):
        actions.add_card(by=cast.hr, form_id=pk, draft=CARD)
    assert own_cards() == []


def test_of_two_tabs_the_second_is_told(cast: Cast) -> None:
    pk = a_card(cast)
    actions.change_card(by=cast.hr, pk=pk, revision=1, draft=replace(CARD, label="Thee"))
    with pytest.raises(actions.ChangedElsewhere):
        actions.change_card(by=cast.hr, pk=pk, revision=1, draft=replace(CARD, label="Water"))
    assert own_cards()[0].label == "Thee"


def test_the_same_change_twice_is_one_change(cast: Cast) -> None:
    pk = a_card(cast)
    for _again in range(2):
        actions.change_card(by=cast.hr, pk=pk, revision=1, draft=replace(CARD, label="Thee"))
    assert own_cards()[0].revision == 2
    assert acts() == ["own_card_added", "own_card_changed"]


def test_taken_away_is_found_by_nobody_and_comes_back_as_it_was(cast: Cast) -> None:
    pk = a_card(cast)
    before = own_cards()
    for _again in range(2):
        actions.take_card_away(by=cast.hr, pk=pk)
    assert own_cards() == []
    assert [card.id for card in own_cards_ever()] == [pk]
    for refused in (lambda: card_in_use(pk), lambda: card_to_change(cast.hr, pk)):
        with pytest.raises(Http404):
            refused()
    with pytest.raises(Http404):
        actions.change_card(by=cast.hr, pk=pk, revision=1, draft=replace(CARD, label="Thee"))
    for _again in range(2):
        actions.put_card_back(by=cast.hr, pk=pk)
    assert own_cards() == before
    assert acts() == ["own_card_added", "own_card_retired", "own_card_returned"]


def test_a_dimension_includes_its_parts_and_a_part_not_its_dimension(cast: Cast) -> None:
    a_card(cast)
    a_link(cast)
    assert [len(own_cards(topic)) for topic in ("", "dim.space", "sub.space.time", "dim.sharing")] == [
        1,
        1,
        1,
        0,
    ]
    assert [len(outside_links(topic)) for topic in ("", "dim.sharing", "sub.sharing.access")] == [1, 1, 0]


def test_lists_stand_in_the_order_of_the_alphabet(cast: Cast) -> None:
    for label in ("zout", "Water", "éclair", "appel"):
        a_card(cast, replace(CARD, label=label))
    assert [card.label for card in own_cards()] == ["appel", "Water", "zout", "éclair"]


def every_act(cast: Cast, who: str) -> list[Callable[[], Any]]:
    card, link, by = a_card(cast), a_link(cast), getattr(cast, who)
    return [
        lambda: actions.add_card(by=by, form_id=uuid.uuid4(), draft=CARD),
        lambda: actions.change_card(by=by, pk=card, revision=1, draft=replace(CARD, label="Thee")),
        lambda: actions.take_card_away(by=by, pk=card),
        lambda: actions.put_card_back(by=by, pk=card),
        lambda: actions.add_link(by=by, form_id=uuid.uuid4(), draft=LINK),
        lambda: actions.change_link(by=by, pk=link, revision=1, draft=replace(LINK, label="Thee")),
        lambda: actions.take_link_away(by=by, pk=link),
        lambda: actions.put_link_back(by=by, pk=link),
        lambda: card_to_change(by, card),
        lambda: link_to_change(by, link),
    ]


@pytest.mark.parametrize("who", ["marit", "joke", "guide", "researcher", "council", "admin"])
def test_only_an_hr_adviser_changes_anything(cast: Cast, who: str) -> None:
    tries = every_act(cast, who)
    before = (list(OwnIntervention.objects.values()), list(OutsideLink.objects.values()), acts())
    for act in tries:
        with pytest.raises(Http404):
            act()
    assert (list(OwnIntervention.objects.values()), list(OutsideLink.objects.values()), acts()) == before


def test_what_is_not_there_is_not_there_for_an_hr_adviser_either(cast: Cast) -> None:
    pk = uuid.uuid4()
    for act in (actions.take_card_away, actions.put_card_back, actions.take_link_away, actions.put_link_back):
        with pytest.raises(Http404):
            act(by=cast.hr, pk=pk)
    with pytest.raises(Http404):
        actions.change_link(by=cast.hr, pk=pk, revision=1, draft=LINK)
    assert acts() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"label": ""},
        {"label": "a" * 121},
        {"description": ""},
        {"description": "a" * 2001},
        {"caution": "a" * 2001},
        {"effort": "huge"},
        {"computer": "maybe"},
        {"language": "fy"},
        {"dimensions": []},
        {"dimensions": ["sub.nowhere"]},
        {"who_acts": []},
        {"who_acts": ["role.nobody"]},
    ],
)
def test_what_no_form_sends_is_refused(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(actions.DraftRefused):
        actions.add_card(by=cast.hr, form_id=uuid.uuid4(), draft=replace(CARD, **wrong))
    assert not OwnIntervention.objects.exists()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "http://toolbox.example/", "https://a@toolbox.example/"]
)
def test_no_other_address_than_https_gets_in(cast: Cast, address: str) -> None:
    with pytest.raises(AddressRefused):
        actions.add_link(by=cast.hr, form_id=uuid.uuid4(), draft=replace(LINK, address=address))
    row = {"label": "x", "language": "nl", "catalogue_version": "1", "made_at": datetime.now(UTC)}
    with pytest.raises(IntegrityError), transaction.atomic():
        OutsideLink.objects.create(**row, address="javascript:alert(1)")
    assert not OutsideLink.objects.exists()


def test_a_demo_that_makes_room_leaves_nothing_of_what_was_added(cast: Cast) -> None:
    a_card(cast)
    actions.take_link_away(by=cast.hr, pk=a_link(cast))
    actions.remove_own_content()
    assert not OwnIntervention.objects.exists()
    assert not OutsideLink.objects.exists()

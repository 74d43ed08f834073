"""Questionnaires of others come in with a confirmed licence, and go away without hurting a round."""

import uuid
from pathlib import Path

import pytest

from mortel.apps.climate.actions.packs import NotConfirmed, add_pack, put_pack_away, put_pack_back
from mortel.apps.climate.models import Pack
from mortel.apps.climate.queries import bank_of, banks_of_packs
from mortel.apps.ledger.models import AuditEntry
from mortel.pure.instruments.packs.shapes import PackError
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[2] / "pure/instruments/packs"


def kept(cast: Cast, name: str = "good.csv", *, confirmed: bool = True, pk: uuid.UUID | None = None) -> Pack:
    content = (FILES / name).read_bytes()
    return add_pack(
        by=cast.hr, pack_id=pk or uuid.uuid4(), file_name=name, content=content, confirmed=confirmed
    )


def test_a_pack_is_kept_with_its_licence_and_the_ledger_says_who_confirmed_it(cast: Cast) -> None:
    pack = kept(cast)
    assert (pack.title, pack.licence) == ("Bevlogen in je werk", "CC-BY-4.0")
    entry = AuditEntry.objects.get(act="pack_added")
    assert (entry.actor, entry.details["licence"]) == (cast.hr.ledger_id, "CC-BY-4.0")


def test_without_a_confirmed_licence_nothing_comes_in(cast: Cast) -> None:
    with pytest.raises(NotConfirmed):
        kept(cast, confirmed=False)
    assert not Pack.objects.exists()


@pytest.mark.parametrize("name", ["no_licence.csv", "code_of_our_bank.toml", "seven_answers.toml"])
def test_a_file_that_cannot_be_asked_is_refused_with_the_reason(cast: Cast, name: str) -> None:
    with pytest.raises(PackError) as refused:
        kept(cast, name)
    assert refused.value.sentence.nl
    assert not Pack.objects.exists()


def test_a_form_that_is_sent_twice_gives_one_pack(cast: Cast) -> None:
    pk = uuid.uuid4()
    kept(cast, pk=pk)
    kept(cast, pk=pk)
    assert Pack.objects.count() == AuditEntry.objects.filter(act="pack_added").count() == 1


def test_a_pack_that_is_put_away_cannot_be_chosen_until_it_is_put_back(cast: Cast) -> None:
    pack = kept(cast)
    put_pack_away(by=cast.hr, pack=pack)
    put_pack_away(by=cast.hr, pack=pack)
    assert banks_of_packs() == []
    put_pack_back(by=cast.hr, pack=pack)
    ((_pack, bank),) = banks_of_packs()
    assert [item.code for item in bank.items] == ["VIG1", "VIG2", "OPN1"]
    acts = list(AuditEntry.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["pack_added", "pack_retired", "pack_returned"]


def test_a_pack_that_this_version_cannot_read_is_not_offered(cast: Cast) -> None:
    pack = kept(cast)
    Pack.objects.filter(pk=pack.pk).update(content=b"code;text.nl\n")
    assert banks_of_packs() == []
    assert bank_of(Pack.objects.get()) is None

"""What a moment is good for: three groups, and within each the outcomes that say it more precisely (S-11)."""

import io
import json
import re
import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from mortel.apps.moments.access import moment_for
from mortel.apps.moments.actions.marks import mark_good_for
from mortel.apps.moments.actions.moments import capture_moment, delete_everything, delete_moment
from mortel.apps.moments.models import MomentTag
from mortel.apps.people.models import Person
from mortel.pure.catalogue import shipped as shipping
from mortel.pure.catalogue.catalogue import Catalogue
from mortel.pure.catalogue.kinds import Outcome
from mortel.pure.catalogue.shipped import shipped
from tests.cast import Cast

SignedIn = Callable[[Person], Client]
FOLD = re.compile(
    r'<input type="checkbox" name="outcome" value="(oc\.[a-z]+)".*?<details class="brick"( open)?>(.*?)</details>',
    re.DOTALL,
)


@pytest.fixture
def client(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.marit)


@pytest.fixture
def moment(cast: Cast) -> uuid.UUID:
    return capture_moment(by=cast.marit, text="De band eerst losser.")[0]


def marks(cast: Cast, moment: uuid.UUID) -> list[str]:
    return [mark.item for mark in moment_for(cast.marit, moment).marks]


def folds(client: Client, moment: uuid.UUID) -> dict[str, tuple[bool, list[str]]]:
    """Each group on the page with taps: whether its fold is open, and the outcomes in it."""
    page = client.get(reverse("moments:details", args=[moment])).content.decode()
    return {
        group: (bool(is_open), re.findall(r'value="([^"]+)"', held))
        for group, is_open, held in FOLD.findall(page)
    }


def test_every_outcome_stands_folded_under_its_own_group(client: Client, moment: uuid.UUID) -> None:
    wanted: dict[str, tuple[bool, list[str]]] = {}
    for outcome in shipped().current(Outcome):
        wanted.setdefault(outcome.category, (False, []))[1].append(outcome.id)
    assert folds(client, moment) == wanted


def test_one_tap_on_a_group_is_enough(cast: Cast, client: Client, moment: uuid.UUID) -> None:
    client.post(
        reverse("moments:details", args=[moment]), {"outcome": ["oc.career"], "source": "src.clients"}
    )
    assert marks(cast, moment) == ["oc.career", "src.clients"]


def test_an_outcome_brings_its_group_along_and_its_fold_stands_open_from_then_on(
    cast: Cast, client: Client, moment: uuid.UUID
) -> None:
    address = reverse("moments:details", args=[moment])
    client.post(address, {"outcome": ["oc.career", "out.job_skills", "out.citizenship"]})
    assert marks(cast, moment) == ["oc.career", "oc.current", "out.citizenship", "out.job_skills"]
    assert {group: is_open for group, (is_open, _) in folds(client, moment).items()} == {
        "oc.current": True,
        "oc.transferable": False,
        "oc.career": False,
    }
    page = client.get(address).content.decode()
    assert sorted(re.findall(r'name="outcome" value="([^"]+)"[^>]* checked', page)) == marks(cast, moment)
    client.post(address, {"outcome": ["oc.current"]})
    assert marks(cast, moment) == ["oc.current"]


def test_what_is_no_outcome_is_refused_and_changes_nothing(
    cast: Cast, client: Client, moment: uuid.UUID
) -> None:
    mark_good_for(by=cast.marit, moment_id=moment, chosen=["out.job_skills"])
    answer = client.post(reverse("moments:details", args=[moment]), {"outcome": ["out.nothing"]})
    assert 'id="id_outcome_error"' in answer.content.decode()
    assert marks(cast, moment) == ["oc.current", "out.job_skills"]


def test_her_moment_and_her_export_say_it_behind_the_group(
    cast: Cast, client: Client, moment: uuid.UUID
) -> None:
    mark_good_for(by=cast.marit, moment_id=moment, chosen=["oc.career", "out.expertise", "out.citizenship"])
    current, career = "Voor het werk van nu: Iets extra's doen, Vakmanschap", "Voor een lange loopbaan"
    page = unescape(client.get(reverse("moments:moment", args=[moment])).content.decode())
    assert f"{current}\xa0· {career}</p>" in page
    archive = zipfile.ZipFile(io.BytesIO(client.get(reverse("me:export")).content))
    exported = unescape(archive.read("mortel.html").decode())
    assert f"<b>Waar het goed voor is</b><br>{current} · {career}</p>" in exported
    (one,) = json.loads(archive.read("mortel.json"))["moments"]["moments"]
    assert [mark["item"] for mark in one["marks"]] == [
        "oc.career",
        "oc.current",
        "out.citizenship",
        "out.expertise",
    ]


def test_nobody_else_marks_it_or_reads_what_she_marked(
    cast: Cast, signed_in: SignedIn, moment: uuid.UUID
) -> None:
    address = reverse("moments:details", args=[moment])
    mark_good_for(by=cast.marit, moment_id=moment, chosen=["out.employability_external"])
    for other in (cast.joke, cast.hr, cast.admin):
        assert signed_in(other).post(address, {"outcome": ["out.network"]}).status_code == 404
    assert marks(cast, moment) == ["oc.career", "out.employability_external"]


@pytest.mark.parametrize("everything", [False, True])
def test_what_she_deletes_takes_its_outcomes_along(cast: Cast, moment: uuid.UUID, everything: bool) -> None:
    mark_good_for(by=cast.marit, moment_id=moment, chosen=["out.job_skills", "out.network"])
    if everything:
        delete_everything(by=cast.marit)
    else:
        delete_moment(by=cast.marit, moment_id=moment)
    assert not MomentTag.objects.exists()


@pytest.fixture
def withdraw(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Withdraws one item, in a copy of the catalogue that ships."""

    def withdrawn(pk: str) -> None:
        before = shipped()
        lists = tuple(
            replace(
                one,
                items=tuple(replace(i, retired_in="2026.1") if i.id == pk else i for i in one.items),
            )
            for one in before.taxonomies
        )
        changed: Catalogue = replace(before, taxonomies=lists)
        monkeypatch.setattr(shipping, "load_catalogue", lambda folder: changed)
        shipped.cache_clear()

    yield withdrawn
    monkeypatch.undo()
    shipped.cache_clear()


def test_a_withdrawn_outcome_stays_on_an_old_moment_until_she_takes_it_off(
    cast: Cast, client: Client, moment: uuid.UUID, withdraw: Callable[[str], None]
) -> None:
    newer, _ = capture_moment(by=cast.marit, text="Iets van later.")
    mark_good_for(by=cast.marit, moment_id=moment, chosen=["out.network"])
    withdraw("out.network")
    address = reverse("moments:details", args=[moment])
    said = "Voor een lange loopbaan: Groter netwerk"
    assert said in client.get(reverse("moments:moment", args=[moment])).content.decode()
    assert "out.network" in folds(client, moment)["oc.career"][1]
    assert "out.network" not in folds(client, newer)["oc.career"][1]
    client.post(address, {"outcome": ["oc.career", "out.network"], "source": "src.clients"})
    assert marks(cast, moment) == ["oc.career", "out.network", "src.clients"]
    client.post(address, {"outcome": ["oc.career"]})
    assert marks(cast, moment) == ["oc.career"]


def test_a_withdrawn_source_is_not_lost_when_something_else_is_tapped(
    cast: Cast, client: Client, moment: uuid.UUID, withdraw: Callable[[str], None]
) -> None:
    address = reverse("moments:details", args=[moment])
    client.post(address, {"source": "src.clients"})
    withdraw("src.clients")
    page = client.get(address).content.decode()
    chosen = re.findall(r'name="source" value="([^"]+)"[^>]* checked', page)
    assert chosen == ["src.clients"]
    client.post(address, {"source": chosen, "outcome": ["oc.career"]})
    assert marks(cast, moment) == ["oc.career", "src.clients"]

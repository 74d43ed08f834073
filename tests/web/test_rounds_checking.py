"""Check it in ten minutes: every step that the page names is possible, and shows what the page says."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mortel.apps.climate.models import Release
from mortel.apps.climate.queries import BALLOT_TABLES
from mortel.apps.people.choices import GrantKind
from mortel.apps.people.models import Grant, Person
from mortel.console.manifest import Manifest, manifest_path, write_manifest
from mortel.console.tables import row_counts
from mortel.pure.disclosure import limits
from mortel.web.rounds.checking import ITS_CODE, ITS_TESTS, THE_RULE, TOO_LOW
from tests.apps.climate.staff import Staff, answer_all, hire
from tests.apps.climate.stories import draft, opened, with_result
from tests.cast import Cast
from tests.web.office_samples import office_release
from tests.web.permissions import a_setup

SignedIn = Callable[[Person], Client]
HOUSE = Path(__file__).parents[2]
CHECK = "/klimaat/rondes/nakijken"


@pytest.fixture
def council(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.council)


@pytest.fixture
def hr(cast: Cast, signed_in: SignedIn) -> Client:
    return signed_in(cast.hr)


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def links(client: Client) -> list[str]:
    main = client.get(CHECK).content.decode().split("<ol", 1)[1].split("</section>")[0]
    return re.findall(r'href="([^"]+)"', main)


def test_it_takes_ten_minutes(council: Client) -> None:
    assert sum(map(int, re.findall(r"(\d+) minu", text(council, CHECK)))) == 10


def test_the_promise_is_read_as_people_read_it(cast: Cast, council: Client) -> None:
    round_ = draft(cast, k=9)
    address = reverse("rounds:questions", args=[round_.pk]) + "?van=raad"
    assert address in links(council)
    assert "De uitslag gaat over minstens 9 mensen samen." in text(council, CHECK)
    assert "De uitslag gaat over minstens 9 mensen samen." in text(council, address)


def test_the_door_to_the_teams_is_closed_for_the_council_and_open_for_hr(
    cast: Cast, council: Client, hr: Client
) -> None:
    door = reverse("climate:teams", args=[office_release(cast).pk])
    assert door in links(council)
    assert "‘Hier is niets’" in text(council, CHECK)
    assert "Hier is niets" in text(council, door, status=404)
    assert "De pagina gaat open, want je hebt een rol bij HR of onderzoek." in text(hr, CHECK)
    assert text(hr, door)


@pytest.mark.parametrize("also", [GrantKind.RESEARCHER, GrantKind.HR, GrantKind.ADMIN, GrantKind.GUIDE])
def test_whoever_has_another_role_beside_the_council_is_told_what_she_will_see(
    cast: Cast, signed_in: SignedIn, also: GrantKind
) -> None:
    Grant.objects.create(person=cast.council, kind=also)
    both = signed_in(cast.council)
    door = reverse("climate:teams", args=[office_release(cast).pk])
    said = text(both, CHECK)
    opens = both.get(door).status_code == 200
    assert opens == (also in (GrantKind.RESEARCHER, GrantKind.HR))
    assert ("De pagina gaat open" in said) == opens
    assert ("‘Hier is niets’" in said) != opens
    assert reverse("ledger:entries") in links(both)


def test_the_log_says_that_it_is_whole_and_names_the_round(cast: Cast, council: Client) -> None:
    round_ = opened(cast)
    log = reverse("ledger:entries")
    assert log in links(council)
    shown = text(council, log)
    assert "Het logboek klopt" in shown
    assert round_.name in shown


def test_hr_gets_no_link_to_a_log_that_it_cannot_read(hr: Client) -> None:
    assert reverse("ledger:entries") not in links(hr)


def test_the_roles_stand_on_the_page_about_privacy(council: Client) -> None:
    assert "/privacy/#rollen" in links(council)
    assert 'id="rollen"' in council.get("/privacy/").content.decode()


def test_too_low_a_number_is_refused(hr: Client) -> None:
    assert f"vult {TOO_LOW} in" in text(hr, CHECK)
    for also in ({}, {"words_only": "on"}):
        answer = hr.post(reverse("rounds:new"), a_setup() | {"k": TOO_LOW} | also)
        assert answer.status_code == 400
        assert "Vul een getal in van 7 tot en met 15." in answer.content.decode()


def test_the_file_has_groups_only_of_as_many_answers_as_the_page_says(cast: Cast, hr: Client) -> None:
    release = office_release(cast)
    answer = hr.get(reverse("climate:data", args=[release.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("gegevens.csv").decode("utf-8-sig"))))
    numbers = [int(row["n"]) for row in rows if row["n"]]
    assert {"group", "n"} <= rows[0].keys()
    assert numbers
    assert min(numbers) >= release.round.k >= limits.BLOCK
    assert f"Onder n staat geen getal lager dan {release.round.k}." in text(hr, CHECK)


def test_a_small_team_has_a_reason_for_hr_and_a_conversation_for_itself(
    cast: Cast, hr: Client, signed_in: SignedIn
) -> None:
    """By unit, then the team, as the step says."""
    staff, round_ = hire(), opened(cast)
    answer_all(round_)
    release = with_result(cast, round_)
    assert f"Kies een team van minder dan {round_.k} mensen." in text(hr, CHECK)
    assert len(staff.members["Strand"]) + 1 < round_.k
    way = way_to_strand(release, staff)
    for shown, following in pairwise(way):
        assert f'href="{following}"' in hr.get(shown).content.decode()
    heat = hr.get(way[-1]).content.decode()
    (row,) = re.findall(r'<tr>\s*<th scope="row">Strand.*?</tr>', heat, re.DOTALL)
    assert "heat-square--joint" in row
    assert "zodat elke groep minstens 7 antwoorden heeft" in row
    assert not re.search(r"\d[.,]\d", row)
    own = text(signed_in(staff.members["Strand"][0]), reverse("climate:team", args=[staff.team("Strand")]))
    assert "een gesprek" in own


def way_to_strand(release: Release, staff: Staff) -> list[str]:
    """The pages that HR passes: the result, by unit, and then down to the small team."""
    zuid = staff.units["Zuid"]
    under = [str(pk) for pk in (zuid.parent_id, zuid.pk, staff.team("Strand"))]
    return [
        *(reverse(name, args=[release.pk]) for name in ("climate:organisation", "climate:teams")),
        *(reverse("climate:place", args=[release.pk, place]) for place in under),
    ]


def test_each_label_that_a_step_quotes_stands_on_the_screen_that_it_is_about(
    cast: Cast, council: Client, hr: Client, tmp_path: Path
) -> None:
    """And no label is quoted of which nobody looks whether it is there."""
    release = office_release(cast)
    of_round = reverse("climate:organisation", args=[release.pk])
    backup = tmp_path / "mortel-20261125T000000Z.sqlite3"
    write_manifest(Manifest(backup.name, "sqlite", timezone.now(), 0, "", row_counts(), []), backup)
    screens = {
        "Hier is niets": text(council, reverse("climate:teams", args=[release.pk]), status=404),
        "Vanaf hoeveel antwoorden krijgt een team cijfers?": text(hr, reverse("rounds:new")),
        "Per afdeling": text(hr, of_round),
        "Gegevens (ZIP)": text(hr, of_round),
        "rows": manifest_path(backup).read_text(),
    }
    assert set(re.findall(r"‘([^’]+)’", text(council, CHECK))) == screens.keys()
    assert [label for label, screen in screens.items() if label not in screen] == []


def test_the_tables_of_answers_are_not_in_the_list_beside_a_backup(council: Client) -> None:
    in_the_manifest = row_counts()
    assert "climate_round" in in_the_manifest
    assert not set(BALLOT_TABLES) & in_the_manifest.keys()
    shown = text(council, CHECK)
    assert all(table in shown for table in BALLOT_TABLES)


def test_the_files_that_the_page_names_are_there_and_hold_the_example(council: Client) -> None:
    shown = text(council, CHECK)
    for name in (THE_RULE, ITS_CODE, *ITS_TESTS, "SECURITY.md"):
        assert name in shown
        assert (HOUSE / name).exists()
    assert "53 gedeeld door 16 is 3,31" in (HOUSE / THE_RULE).read_text()
    assert "## In tien zinnen" in (HOUSE / THE_RULE).read_text()


def test_the_council_finds_the_page_from_its_file_the_list_and_its_own_page(
    cast: Cast, council: Client
) -> None:
    file = reverse("rounds:council", args=[draft(cast).pk])
    for address in (file, reverse("rounds:rounds"), reverse("guidance:start")):
        assert f'href="{CHECK}"' in council.get(address).content.decode()

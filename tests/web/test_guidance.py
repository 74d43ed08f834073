"""Wegwijs: what each role can do here and what it cannot see (S-148), and the researcher's definition (S-143)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from mortel.apps.people.models import Organisation, Person
from mortel.web.guidance.roles import ROLES
from tests.cast import Cast

SignedIn = Callable[[Person], Client]


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("marit", "employee"),
        ("joke", "lead"),
        ("guide", "guide"),
        ("hr", "hr"),
        ("researcher", "researcher"),
        ("council", "council"),
        ("admin", "admin"),
    ],
)
def test_each_role_reads_what_it_can_do_and_what_it_cannot_see(
    cast: Cast, signed_in: SignedIn, who: str, role: str
) -> None:
    page = signed_in(getattr(cast, who)).get(reverse("guidance:start")).content.decode()
    assert f'id="role-{role}"' in page
    others = set(ROLES) - {role, "employee"}
    assert [other for other in others if f'id="role-{other}"' in page] == []


LIBRARY_DOORS = {
    "joke": {"cards", "guides"},
    "guide": {"cards", "guides"},
    "hr": {"wall", "kits", "own", "words"},
    "researcher": {"evidence"},
    "council": {"evidence"},
}


@pytest.mark.parametrize("who", LIBRARY_DOORS)
def test_the_library_is_one_step_from_what_each_role_can_do(
    cast: Cast, signed_in: SignedIn, who: str
) -> None:
    client = signed_in(getattr(cast, who))
    page = client.get(reverse("guidance:start")).content.decode()
    for name in LIBRARY_DOORS[who]:
        address = reverse(f"library:{name}")
        assert f'class="button button--quiet" href="{address}"' in page
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", ["lead", "guide", "hr", "researcher", "council"])
def test_what_a_role_can_do_names_the_library(role: str) -> None:
    with translation.override("en"):
        assert any("library" in str(line) for line in ROLES[role].can)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_told_that_it_sees_no_entry_of_another(role: str) -> None:
    assert ROLES[role].cannot[0] == ROLES["employee"].cannot[0]
    assert ROLES[role].can


def test_the_researcher_chooses_the_definition_and_nobody_else(cast: Cast, signed_in: SignedIn) -> None:
    address = reverse("guidance:definition")
    assert signed_in(cast.hr).post(address, {"definition": "narrow"}).status_code == 404
    signed_in(cast.researcher).post(address, {"definition": "narrow"})
    assert Organisation.objects.get().definition == "narrow"

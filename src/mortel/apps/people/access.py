"""Who comes in, and who may see which person. Not yours and not there look the same: 404."""

import uuid
from typing import Any, Final, TypeAlias

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest

from mortel.apps.people.choices import GrantKind
from mortel.apps.people.models import Away, Person, Team
from mortel.apps.people.queries import grants_of, is_lead

# What pages call the signed-in person: they may pass her on and read her own fields, never query her table.
Viewer: TypeAlias = Person

# Who reads the log of the organisation.
READ_THE_LOG: Final = frozenset({GrantKind.COUNCIL, GrantKind.ADMIN})


def find_by_login(login: str) -> Person | None:
    """The person who signs in with this e-mail address, card number or personnel number.

    A number that is one person's card and another's personnel number means the card: cards are ours to keep unique.
    """
    wanted = login.strip()
    for field, value in (
        ("email_key", wanted.lower()),
        ("card_number", wanted),
        ("personnel_number", wanted),
    ):
        person = Person.objects.filter(**{field: value}).first() if value else None
        if person:
            return person
    return None


class SignInBackend(BaseBackend):
    """Checks a password; an unknown login costs the same time as a wrong password."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Person | None:
        password = str(credentials.get("password") or "")
        person = find_by_login(str(credentials.get("username") or ""))
        if person is None or not person.has_usable_password():
            make_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: uuid.UUID) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()


def viewer(request: HttpRequest) -> Person:
    """The signed-in person. Raises Http404 when nobody is: pages that need her are behind the sign-in gate."""
    if isinstance(request.user, Person):
        return request.user
    raise Http404


def require(person: Person, *kinds: GrantKind) -> None:
    """Raise Http404 unless the person has one of these grants."""
    if not grants_of(person) & set(kinds):
        raise Http404


def roles_of(person: Person) -> list[str]:
    """Which start pages are hers, the nearest to daily work first. Everybody is an employee."""
    roles = ["employee"] + (["lead"] if is_lead(person) else [])
    order = [GrantKind.GUIDE, GrantKind.HR, GrantKind.RESEARCHER, GrantKind.COUNCIL, GrantKind.ADMIN]
    return roles + [kind.value for kind in order if kind in grants_of(person)]


def person_for(administrator: Person, pk: uuid.UUID) -> Person:
    """The account an administrator works on, or 404."""
    require(administrator, GrantKind.ADMIN)
    person = Person.objects.filter(pk=pk).first()
    if person is None:
        raise Http404
    return person


def team_for(administrator: Person, pk: uuid.UUID) -> Team:
    """The team an administrator works on, with its unit, or 404."""
    require(administrator, GrantKind.ADMIN)
    team = Team.objects.filter(pk=pk).select_related("unit").first()
    if team is None:
        raise Http404
    return team


def own_away_for(person: Person, pk: uuid.UUID) -> Away:
    """A time away that she typed herself and may change, or 404."""
    found = Away.objects.filter(pk=pk, person=person, from_list=False).first()
    if found is None:
        raise Http404
    return found

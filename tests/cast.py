"""The cast of the suite: one care team, its lead, an adviser, a researcher, and somebody who must see nothing.

Marit writes; Joke leads her team; Femke is her colleague; Henk has no e-mail address; Bram leads another team.
"""

from dataclasses import dataclass, fields
from datetime import date

from mortel.apps.people.choices import GrantKind
from mortel.apps.people.models import Function, Grant, Membership, Organisation, Person, Team, Unit

PASSWORD = "zout water wind"
CANARY = "kanarie-zin: de radio eerst aan en dan pas wassen, zegt 7Qx9"


@dataclass(frozen=True)
class Cast:
    """Everybody has PASSWORD. `marit` is the employee of most stories."""

    marit: Person
    femke: Person
    joke: Person
    henk: Person
    bram: Person
    guide: Person
    hr: Person
    researcher: Person
    council: Person
    admin: Person
    team: Team
    other_team: Team

    def people(self) -> list[Person]:
        everybody = (getattr(self, field.name) for field in fields(self))
        return [one for one in everybody if isinstance(one, Person)]


def _person(
    name: str, number: int, *, team: Team, lead: bool = False, grant: str = "", mail: bool = True
) -> Person:
    first = name.split()[0].lower()
    person = Person(
        name=name,
        email=f"{first}@waddenkant.example" if mail else None,
        personnel_number=str(1000 + number),
        card_number=f"{20000000 + number}",
    )
    person.set_password(PASSWORD)
    person.save()
    Membership.objects.create(
        person=person, team=team, function=Function.objects.get(), starts=date(2024, 1, 1), is_lead=lead
    )
    if grant:
        Grant.objects.create(person=person, kind=grant)
    return person


def assemble() -> Cast:
    """Put the cast in an empty database."""
    Organisation.objects.create(name="Zorggroep De Waddenkant")
    unit = Unit.objects.create(name="De Kaap")
    team, other = (Team.objects.create(name=name, unit=unit) for name in ("Duinzicht", "Wadzicht"))
    Function.objects.create(name="verzorgende")
    return Cast(
        marit=_person("Marit Hoekstra", 1, team=team),
        femke=_person("Femke de Boer", 2, team=team),
        joke=_person("Joke Visser", 3, team=team, lead=True),
        henk=_person("Henk Postma", 4, team=team, mail=False),
        bram=_person("Bram Dijkstra", 5, team=other, lead=True),
        guide=_person("Ilse Gids", 6, team=team, grant=GrantKind.GUIDE),
        hr=_person("Nadia Hr", 7, team=other, grant=GrantKind.HR),
        researcher=_person("Otto Onderzoek", 8, team=other, grant=GrantKind.RESEARCHER),
        council=_person("Rita Raad", 9, team=other, grant=GrantKind.COUNCIL),
        admin=_person("Arie Beheer", 10, team=other, grant=GrantKind.ADMIN),
        team=team,
        other_team=other,
    )

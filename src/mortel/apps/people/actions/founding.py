"""Putting a whole organisation in an empty house at once, and taking a demo one out again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction

from mortel.apps.keys.actions import destroy_keys, remember_erased
from mortel.apps.keys.choices import ErasureKind
from mortel.apps.ledger.actions import record
from mortel.apps.ledger.models import AuditEntry
from mortel.apps.people.actions.accounts import set_grants
from mortel.apps.people.actions.import_writing import new_card_number
from mortel.apps.people.actions.passes import hand_out
from mortel.apps.people.choices import Country, GrantKind, PassKind, Sector
from mortel.apps.people.models import Function, Grant, Membership, Organisation, Person, Team, Unit
from mortel.pure.catalogue.vocabulary import stored_words
from mortel.pure.demo.plan import OrganisationPlan, PlannedPerson


class AlreadyFounded(Exception):
    """There is an organisation; an installation has one (docs/decisions/0001)."""


class NotADemo(Exception):
    """The organisation was not made as a demo, or somebody from outside the demo was added to it."""


def is_founded() -> bool:
    """Whether there is an organisation, or anybody at all."""
    return Organisation.objects.exists() or Person.objects.exists()


@transaction.atomic
def found_organisation(plan: OrganisationPlan, *, passwords: Mapping[str, str]) -> dict[str, Person]:
    """Write the planned organisation; returns the persons by their key in the plan. Raises AlreadyFounded.

    `passwords` maps keys of persons to passwords; all others have none yet. The ledger says it is a demo, and that
    its administrator gave the roles of the others.
    """
    if is_founded():
        raise AlreadyFounded
    Organisation.objects.create(
        name=plan.name,
        country=plan.country,
        sector=plan.sector,
        vocabulary=stored_words(plan.vocabulary),
    )
    people = {row.key: _person(row, passwords.get(row.key)) for row in plan.people}
    Person.objects.bulk_create(people.values())
    _place(plan, people)
    record("organisation_founded", details={"demo": True, "people": len(people), "teams": len(plan.teams)})
    _give_roles(plan, people)
    return people


@transaction.atomic
def found_with_administrator(
    *, name: str, country: Country, sector: Sector, administrator: str, email: str | None
) -> tuple[Person, str]:
    """Begin an installation: the organisation and its first administrator, who gets a start card.

    Returns her and the code of the card, which exists nowhere else. Raises AlreadyFounded.
    """
    if is_founded():
        raise AlreadyFounded
    Organisation.objects.create(name=name, country=country, sector=sector)
    person = Person(name=administrator, email=email, card_number=new_card_number(set()))
    person.set_unusable_password()
    person.save()
    Grant.objects.create(person=person, kind=GrantKind.ADMIN)
    record("organisation_founded", details={"demo": False})
    return person, hand_out(PassKind.START_CARD, person=person)


def _give_roles(plan: OrganisationPlan, people: Mapping[str, Person]) -> None:
    """The first administrator is there from the beginning, as with `mortel found`; all other roles come from her."""
    first, kinds = people[plan.administrator], defaultdict(set)
    Grant.objects.create(person=first, kind=GrantKind.ADMIN)
    for row in plan.grants:
        kinds[row.person].add(GrantKind(row.kind))
    for key, hers in kinds.items():
        set_grants(by=first, person=people[key], kinds=frozenset(hers))


def _person(row: PlannedPerson, password: str | None) -> Person:
    return Person(
        name=row.name,
        email=row.email,
        personnel_number=row.personnel_number,
        card_number=row.card_number,
        password=make_password(password),
    )


def _place(plan: OrganisationPlan, people: Mapping[str, Person]) -> None:
    """Units, teams, functions, and who works where."""
    units: dict[str, Unit] = {}
    for unit in plan.units:
        units[unit.name] = Unit.objects.create(
            name=unit.name, parent=units[unit.parent] if unit.parent else None
        )
    teams = {row.name: Team(name=row.name, unit=units[row.unit]) for row in plan.teams}
    functions = {name: Function(name=name) for name in plan.functions}
    Team.objects.bulk_create(teams.values())
    Function.objects.bulk_create(functions.values())
    Membership.objects.bulk_create(
        Membership(
            person=people[row.person],
            team=teams[row.team],
            function=functions[row.function],
            starts=row.starts,
            ends=row.ends,
            hours=row.hours,
            is_main=row.is_main,
            is_lead=row.is_lead,
        )
        for row in plan.memberships
    )


def check_demo(mail_domains: Sequence[str]) -> None:
    """Raise NotADemo unless this is a demo in which nobody has an address outside `mail_domains`."""
    founded = AuditEntry.objects.filter(act="organisation_founded").order_by("-id").first()
    outside = Person.objects.exclude(email_key=None)
    for domain in mail_domains:
        outside = outside.exclude(email_key__endswith=f"@{domain}")
    if founded is None or not founded.details.get("demo") or outside.exists():
        raise NotADemo


def remove_demo_organisation(mail_domains: Sequence[str]) -> None:
    """Erase everybody, keys first, and the organisation. Raises NotADemo, and then nothing has changed."""
    check_demo(mail_domains)
    ids = list(Person.objects.values_list("pk", flat=True))
    remember_erased(ErasureKind.PERSON, ids)
    destroy_keys(ids)
    with transaction.atomic():
        Person.objects.filter(pk__in=ids).delete()
        Team.objects.all().delete()
        Function.objects.all().delete()
        while Unit.objects.exists():
            Unit.objects.filter(children=None).delete()
        Organisation.objects.all().delete()
        record("organisation_removed", details={"demo": True, "people": len(ids)})

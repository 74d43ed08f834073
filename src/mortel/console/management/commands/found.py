"""`mortel found NAME --administrator NAME [--email ADDRESS] [--country NL] [--sector care]`: begin an installation."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from mortel.apps.people.actions.founding import AlreadyFounded, found_with_administrator
from mortel.apps.people.choices import Country, Sector


class Command(BaseCommand):
    help = "Makes the organisation and its first administrator, and prints the card she begins with."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the organisation's name")
        parser.add_argument("--administrator", required=True, help="the first administrator's name")
        parser.add_argument("--email", help="the first administrator's address, if there is one")
        parser.add_argument("--country", choices=Country.values, default=Country.NETHERLANDS)
        parser.add_argument("--sector", choices=Sector.values, default=Sector.CARE)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            person, code = found_with_administrator(
                name=options["name"],
                country=Country(options["country"]),
                sector=Sector(options["sector"]),
                administrator=options["administrator"],
                email=options["email"],
            )
        except AlreadyFounded:
            raise CommandError("There is an organisation already. One installation serves one.") from None
        self.stdout.write(f"Go to   {settings.ORIGIN}{reverse('account_signup')}")
        self.stdout.write(f"Number  {person.card_number}")
        self.stdout.write(
            f"Code    {code[:5]}-{code[5:]}   (works once, for {settings.RETENTION['start_card']} days)"
        )

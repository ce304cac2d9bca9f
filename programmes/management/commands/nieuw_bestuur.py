import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from programmes.models import Bestuur, User
from programmes.staff import start_bestuur


class Command(BaseCommand):
    """Begins a new authority, with the first coordinator; all the rest goes in the browser."""

    help = (
        "Begint een nieuw bestuur met een eerste coördinator, bijvoorbeeld: "
        'manage.py nieuw_bestuur "Gemeente Leiedorp" an.peeters@leiedorp.be. '
        "De coördinator meldt zich aan met dat adres en voegt collega's toe in de browser."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("naam", help="naam van het bestuur")
        parser.add_argument("email", help="e-mailadres van de coördinator")
        parser.add_argument("--password", help="wachtwoord; zonder deze optie vraagt het commando erom")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        name, email = options["naam"].strip(), options["email"].strip().lower()
        self._check(name, email)
        exists = User.objects.filter(email__iexact=email).exists()
        password = None if exists else self._password(options["password"], email)
        member = start_bestuur(name, email=email, password=password)
        self.stdout.write(f"{name} staat klaar op /{member.bestuur.slug}/. Coördinator: {email}.")
        if exists:
            self.stdout.write("Dit account bestond al en houdt zijn wachtwoord.")

    def _check(self, name: str, email: str) -> None:
        if not name:
            raise CommandError("Geef het bestuur een naam.")
        if len(name) > 120:
            raise CommandError("De naam is te lang: hou het bij 120 tekens.")
        if Bestuur.objects.filter(name__iexact=name).exists():
            raise CommandError(f"Er is al een bestuur '{name}'. Voeg de coördinator daar toe bij Medewerkers.")
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"'{email}' is geen e-mailadres.") from None

    def _password(self, given: str | None, email: str) -> str:
        password = given or getpass.getpass("Wachtwoord voor de coördinator: ")
        try:
            validate_password(password, User(email=email))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        return password

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from invitations.mail.incoming import MAX_BYTES, take_in


class Command(BaseCommand):
    """Always ends well: a mail server would send the mail back to who sent it."""

    help = "Leest één mail van de standaardinvoer: wat terugkwam, of het antwoord van een agenda"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("recipient", nargs="?", default="", help="het adres waar de mail heen ging")

    def handle(self, *, recipient: str, **options: Any) -> None:  # noqa: ARG002
        take_in(sys.stdin.buffer.read(MAX_BYTES), now=timezone.now(), recipient=recipient)

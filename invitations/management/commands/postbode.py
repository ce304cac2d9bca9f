import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from invitations.mail.postbode import keep_going, one_round
from invitations.mail.transports import UnavailableError, transport


class Command(BaseCommand):
    """Any number may run at once. A stop signal lets the mail under way arrive first."""

    help = "Verstuurt de berichten van het postvak UIT, en doet wat vanzelf moet gebeuren"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="één ronde, en dan stoppen")

    def handle(self, *, once: bool, **options: Any) -> None:  # noqa: ARG002
        self.stopped = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        if not once:
            keep_going(transport(), stop=lambda: self.stopped)
            return
        try:
            sent = one_round(transport(), clock=timezone.now, stop=lambda: self.stopped)
        except UnavailableError as error:
            raise CommandError(f"De post kan nu niet weg: {error}") from error
        self.stdout.write(f"{sent} verstuurd")

    def _stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 (a signal handler's signature)
        self.stopped = True

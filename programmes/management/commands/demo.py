import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone

from programmes.demo.load import COORDINATOR, PASSWORD, SLUG, load_demo
from programmes.demo.serving import AlreadyRunningError, only_one, port_is_free, serve
from programmes.links import token_of
from programmes.models import Bestuur, PersonalLink

TEXT = """
Expeditie: {site}

  Aanmelden             {sign_in}
  E-mailadres           {email}
  Wachtwoord            {password}

  Een mandataris        {mandataris}
  {mandataris_link}
  Een zorgdienst        {host}
  {host_link}

Wat je doet, blijft bewaard in {folder}.
{ending}
Opnieuw beginnen: script/demo --fresh
"""


class Command(BaseCommand):
    """Makes the demo ready and runs it; script/demo calls it with the right environment."""

    help = "Maakt de proefopstelling klaar en start ze. Gebruik script/demo."
    requires_system_checks: list[str] = []  # noqa: RUF012 (Django's own declaration); a second start takes seconds

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true")
        parser.add_argument("--no-serve", action="store_true")

    def handle(self, *, port: int, fresh: bool, no_serve: bool, **options: Any) -> None:  # noqa: ARG002
        folder = Path(settings.DATA_DIR)
        try:
            with only_one(folder / "demo.lock"):
                if not no_serve and not port_is_free(port):
                    sys.exit(f"Poort {port} is bezet. Kies een andere: script/demo --port {port + 1}")
                if fresh:
                    forget(folder)
                prepare(timezone.now())
                if no_serve:
                    self.stdout.write(text("Starten: script/demo"))
                else:
                    serve(port, ready=self._tell)
        except AlreadyRunningError:
            sys.exit(f"De proefopstelling in {folder} draait al. Stop die eerst met Ctrl-C.")
        except KeyboardInterrupt:
            sys.exit("Gestopt.")

    def _tell(self) -> None:
        self.stdout.write(text("Stoppen: Ctrl-C"))
        self.stdout.flush()


def forget(folder: Path) -> None:
    for path in folder.glob("expeditie.sqlite3*"):
        path.unlink()
    shutil.rmtree(folder / "mails", ignore_errors=True)


def prepare(now: dt.datetime) -> None:
    call_command("migrate", verbosity=0)
    if not Bestuur.objects.exists():
        load_demo(now)
        for name in sorted(get_commands()):  # what a later step adds of its own
            if name.startswith("demo_"):
                call_command(name)


def text(ending: str) -> str:
    mandataris, host = _link("mandataris"), _link("contactpersoon")
    return TEXT.format(
        site=settings.SITE_URL,
        sign_in=settings.SITE_URL + reverse("account_login"),
        email=COORDINATOR,
        password=PASSWORD,
        mandataris=mandataris.mandataris if mandataris else "",
        mandataris_link=_address("mijn", mandataris),
        host=host.contactpersoon if host else "",
        host_link=_address("gastheer", host),
        folder=settings.DATA_DIR,
        ending=ending,
    )


def _link(owner: str) -> PersonalLink | None:
    """Somebody's live link to the last published edition of Leiedorp; None when the visitor took them all back."""
    links = PersonalLink.objects.filter(
        programme__bestuur__slug=SLUG, programme__versies__isnull=False, revoked_at__isnull=True
    )
    return links.filter(**{f"{owner}__isnull": False}).order_by("-programme__first_day", f"{owner}_id").first()


def _address(page: str, link: PersonalLink | None) -> str:
    return (
        settings.SITE_URL + reverse(page, args=[token_of(link)]) if link else "(geen link meer: maak er een bij Links)"
    )

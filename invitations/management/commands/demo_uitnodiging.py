import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand

from invitations.demo.inviting import load_invitations
from programmes.demo.load import COORDINATOR, SLUG
from programmes.models import Programme, User
from programmes.versions import last_version

SOON = dt.timedelta(minutes=10)


class Command(BaseCommand):
    """Part of the demo, called by `manage.py demo` when it fills the database."""

    help = "Nodigt in de proefopstelling het college uit, met antwoorden en een wachtlijst."

    def handle(self, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        programme = Programme.objects.filter(bestuur__slug=SLUG).latest("first_day")
        version = last_version(programme)
        if version:
            load_invitations(programme, by=User.objects.get(email=COORDINATOR), now=version.published_at + SOON)

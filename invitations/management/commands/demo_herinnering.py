from typing import Any

from django.core.management.base import BaseCommand

from invitations.demo.inviting import load_reminders
from programmes.demo.load import SLUG
from programmes.models import Programme


class Command(BaseCommand):
    """Part of the demo, called by `manage.py demo` when it fills the database."""

    help = "Zet in de proefopstelling de herinneringen van de komende editie aan."

    def handle(self, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        load_reminders(Programme.objects.filter(bestuur__slug=SLUG).latest("first_day"))

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from invitations.akkoorden.demo import load_agreement
from invitations.demo.fiches import load_fiches
from invitations.demo.hosts import load_confirmations
from invitations.demo.stories import load_stories
from invitations.demo.tasks import load_tasks
from programmes.demo.load import COORDINATOR, SLUG
from programmes.models import Programme, User


class Command(BaseCommand):
    """Part of the demo, called by `manage.py demo` when it fills the database."""

    help = "Zet in de proefopstelling klaar wat de zorgdiensten voorbereidden."

    def handle(self, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        programme = Programme.objects.filter(bestuur__slug=SLUG).latest("first_day")
        now = timezone.now()
        load_stories(programme, now=now)
        load_fiches(programme, now=now)
        load_agreement(programme, by=User.objects.get(email=COORDINATOR), now=now)  # matches what the fiches say
        load_tasks(programme, now=now)
        load_confirmations(programme, now=now)

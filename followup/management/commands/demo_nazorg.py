from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from followup.demo.afspraken import load_afspraken
from followup.demo.edition import load_edition
from followup.demo.enquetes import load_enquetes
from followup.demo.knelpunten import load_knelpunten
from followup.demo.persoonlijk import load_persoonlijk
from followup.demo.termijn import load_termijn
from followup.demo.verslag import load_verslag
from programmes.demo.load import SLUG
from programmes.models import Programme


class Command(BaseCommand):
    """Part of the demo, called by `manage.py demo` when it fills the database."""

    help = "Zet in de proefopstelling klaar wat van de nazorg van de vorige editie al bewaard is."

    def handle(self, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        programme = Programme.objects.filter(bestuur__slug=SLUG).earliest("first_day")
        now = timezone.now()
        for load in LOADERS:
            load(programme, now=now)


LOADERS: list[Any] = [
    load_edition,
    load_afspraken,
    load_knelpunten,
    load_verslag,
    load_persoonlijk,
    load_enquetes,
    load_termijn,
]

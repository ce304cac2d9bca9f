from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from press.demo.day import load_presence
from press.demo.delays import load_delays
from press.demo.drivers import load_drivers
from press.demo.kit import load_kit
from press.demo.pictures import load_pictures
from press.demo.posts import load_posts
from press.demo.press import load_press
from press.demo.quotes import load_quotes
from press.demo.rights import load_rights
from programmes.demo.load import SLUG
from programmes.models import Programme


class Command(BaseCommand):
    """Part of the demo, called by `manage.py demo` when it fills the database."""

    help = "Zet in de proefopstelling klaar wat van de expeditiedagen al bewaard is."

    def handle(self, **options: Any) -> None:  # noqa: ARG002 (Django's signature)
        programme = Programme.objects.filter(bestuur__slug=SLUG).latest("first_day")
        now = timezone.now()
        for load in LOADERS:
            load(programme, now=now)


LOADERS: list[Any] = [
    load_presence,
    load_drivers,
    load_pictures,
    load_quotes,
    load_delays,
    load_kit,
    load_rights,
    load_press,
    load_posts,
]

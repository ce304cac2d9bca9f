"""Rows of a visit's timetable for tests."""

from typing import Any

from django.urls import reverse

from programmes.models import Bezoek, Onderdeel, Programme


def make_onderdeel(bezoek: Bezoek, title: str = "Onthaal", **fields: Any) -> Onderdeel:
    """At the end; fifteen minutes unless told."""
    fields = {"minutes": 15, "position": bezoek.onderdelen.count()} | fields
    return Onderdeel.objects.create(bezoek=bezoek, title=title, **fields)


def titles(bezoek: Bezoek) -> list[str]:
    return list(Onderdeel.objects.filter(bezoek=bezoek.pk).values_list("title", flat=True))


def staff_url(name: str, programme: Programme, *args: int) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])

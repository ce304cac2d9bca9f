"""A card for each who signed up for a carousel, with their own sessions: four on a page."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from programmes.loading import load_week
from programmes.models import Carrousel, Programme
from programmes.models.bezoek import Werkvorm
from programmes.papers import Paper, Part
from programmes.werkvormen.carrousel.day import Day
from programmes.werkvormen.papers import ON_A_PAGE


def cards_paper(programme: Programme, about: str, now: dt.datetime) -> Paper | None:  # noqa: ARG001 (every paper has it)
    """`about`: the key of the visit. None for one that has no carousel."""
    week = load_week(programme)
    visit = week.by_id.get(int(about)) if about.isdecimal() and str(int(about)) == about else None
    if visit is None:
        return None
    carrousel = Carrousel.objects.filter(bezoek=visit.id).first()
    if carrousel is None and visit.werkvorm != Werkvorm.CARROUSEL:
        return None
    day, name = Day(carrousel or Carrousel(bezoek_id=visit.id), visit), week.name_of(visit)

    def parts() -> Iterator[Part]:
        cards = [(row, day.lines_for(bundle)) for row, bundle in zip(day.people, day.bundles, strict=True)]
        for first in range(0, len(cards), ON_A_PAGE):
            pages = [cards[first : first + ON_A_PAGE]]
            yield Part("carrousel_kaartjes", {"pages": pages, "day": day, "programme": programme, "name": name})

    back = reverse("carrousel", args=[programme.bestuur.slug, programme.slug, visit.id])
    return Paper("Ieders kaartje", f"kaartjes {name}", back, name, parts)

"""The public page of a programme: what anybody may read. All that rests on a consent is asked each time."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from invitations.models import Toestemming
from press.models import Beeld, Persmap, Quote, Verschenen
from press.rights.usable import usable_pictures, usable_quotes
from programmes.models import Programme, Zorgdienst
from programmes.versions import published_week

SITE = Toestemming.Channel.SITE
MOST_PICTURES = 48


@dataclass(frozen=True, slots=True)
class Testimonial:
    quote: Quote
    portrait: Beeld | None


@dataclass(frozen=True, slots=True)
class PublicPage:
    programme: Programme
    title: str
    lead: str
    services: tuple[Zorgdienst, ...]
    testimonials: tuple[Testimonial, ...]
    pictures: tuple[Beeld, ...]
    articles: tuple[Verschenen, ...]


def public_programme(bestuur: str, slug: str) -> Programme | None:
    """None unless somebody switched its page on."""
    rows = Programme.objects.select_related("bestuur", "persmap")
    return rows.filter(bestuur__slug=bestuur, slug=slug, persmap__is_public=True).first()


def public_page(programme: Programme, *, on: dt.date) -> PublicPage:
    """A fixed number of queries."""
    texts = Persmap.objects.filter(programme=programme).first() or Persmap()
    pictures = {beeld.pk: beeld for beeld in usable_pictures(programme, SITE, on=on)}
    told = [quote for quote in usable_quotes(programme, SITE, on=on) if quote.is_testimonial]
    portraits = {quote.portrait_id for quote in told}
    shown = [beeld for beeld in pictures.values() if beeld.pk not in portraits]
    is_news = texts.embargo_until is not None and timezone.now() < texts.embargo_until  # not told yet, to nobody
    return PublicPage(
        programme=programme,
        title=programme.title if is_news else texts.title or programme.title,
        lead=programme.introduction if is_news else texts.lead or programme.introduction,
        services=tuple(_services(programme)),
        testimonials=tuple(Testimonial(quote, pictures.get(quote.portrait_id or 0)) for quote in told),
        pictures=tuple(shown[:MOST_PICTURES]),
        articles=tuple(Verschenen.objects.filter(programme=programme)),
    )


def _services(programme: Programme) -> list[Zorgdienst]:
    """Those of the published week, by name."""
    week = published_week(programme)
    keys = {visit.service for visit in week.visits if visit.service is not None} if week else set()
    return list(Zorgdienst.objects.filter(bestuur=programme.bestuur, pk__in=keys))


def public_picture(programme: Programme, pk: int, *, on: dt.date) -> Beeld | None:
    """None from the moment that somebody on it takes their consent back."""
    return next((beeld for beeld in usable_pictures(programme, SITE, on=on) if beeld.pk == pk), None)

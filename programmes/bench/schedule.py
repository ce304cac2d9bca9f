"""What somebody with a personal link asks for: the page, the PDF, the calendar file and the feed."""

from collections.abc import Callable, Iterator

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.bench import Result, grown, measured
from programmes.bench.data import make_programme
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Gast, Mandataris, PersonalLink, Programme, Versie

SIZES = (3, 12)
VISITS = 400
CASES = {"page": "mijn", "pdf": "mijn-pdf", "ics": "mijn-ics", "feed": "mijn-feed"}


def run() -> Iterator[Result]:
    """One person with few visits and one with many, in the same large programme."""
    now = timezone.now()
    programme = make_programme(VISITS, first_day=timezone.localdate())  # a link ends a year after its programme
    people = [_somebody(programme, visits) for visits in SIZES]
    make_links(programme, now=now)
    content = load_week(programme).for_publication().to_json()
    Versie.objects.create(programme=programme, number=1, content=content, published_at=now)
    for case, name in CASES.items():
        figures = measured(*(_asked(name, person) for person in people))
        yield from grown("schedule", case, SIZES, figures, queries=6, same=True)


def _asked(name: str, person: Mandataris) -> Callable[[], object]:
    client, url = Client(), reverse(name, args=[token_of(PersonalLink.objects.get(mandataris=person))])

    def ask() -> None:
        answer = client.get(url)
        assert answer.status_code == 200  # noqa: S101 (a page that fails would be fast)
        assert len(answer.content) > 1000  # noqa: S101 (nor an empty one)

    return ask


def _somebody(programme: Programme, visits: int) -> Mandataris:
    """On the guest list, at so many visits that do not overlap."""
    person = Mandataris.objects.create(bestuur=programme.bestuur, first_name="Iemand", last_name=f"met {visits}")
    Gast.objects.create(programme=programme, mandataris=person)
    at = {visit.starts_at: visit for visit in Bezoek.objects.filter(programme=programme).order_by("-pk")}
    chosen = [at[moment] for moment in sorted(at)][::2][:visits]
    Deelname.objects.bulk_create(Deelname(bezoek=visit, mandataris=person) for visit in chosen)
    return person

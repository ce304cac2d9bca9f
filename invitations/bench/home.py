"""The home of a programme: the four steps of the playbook, computed from all that is there."""

from collections.abc import Callable, Iterator

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from invitations.models import Fiche, Taak
from programmes.bench import Result, grown, measured
from programmes.bench.data import coordinator_of, make_programme
from programmes.loading import load_week
from programmes.models import Programme, Versie

SIZES = (15, 150)
TASKS_PER_VISIT = 4
QUERIES = 15


def run() -> Iterator[Result]:
    figures = measured(*(page(prepared(size)) for size in SIZES))
    yield from grown("home", "page", SIZES, figures, queries=QUERIES, same=True)


def prepared(visits: int) -> Programme:
    """Published, with four tasks per visit, half of them done, and a fiche per service."""
    programme = make_programme(visits)
    content = load_week(programme).to_json()
    Versie.objects.create(programme=programme, number=1, content=content, published_at=timezone.now())
    Fiche.objects.bulk_create(Fiche(programme=programme, zorgdienst=one) for one in programme.diensten.all())
    Taak.objects.bulk_create(
        Taak(
            programme=programme,
            bezoek=bezoek,
            zorgdienst=bezoek.zorgdienst,
            step=number + 1,
            title=f"Taak {number}",
            anchor=Taak.Anchor.BEZOEK,
            days=-number,
            done_at=timezone.now() if number % 2 else None,
        )
        for bezoek in programme.bezoeken.select_related("zorgdienst")
        for number in range(TASKS_PER_VISIT)
    )
    return programme


def page(programme: Programme) -> Callable[[], object]:
    client = Client()
    client.force_login(coordinator_of(programme))
    url = reverse("programme", args=[programme.bestuur.slug, programme.slug])

    def show() -> None:
        answer = client.get(url)
        assert answer.status_code == 200  # noqa: S101 (a page that fails would be fast)

    return show

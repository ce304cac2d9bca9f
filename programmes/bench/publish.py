"""Publishing: the page that shows what changes per person, and the click that keeps it."""

from collections.abc import Callable, Iterator
from itertools import count

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.bench import Result, grown, measured
from programmes.bench.data import coordinator_of, make_programme
from programmes.models import Aanvaarding, Bezoek, Programme
from programmes.versions import proposal

SIZES = (40, 400)


def run() -> Iterator[Result]:
    programmes = [_accepted(make_programme(size)) for size in SIZES]
    figures = measured(*(publish(programme) for programme in programmes))
    yield from grown("publish", "publish", SIZES, figures, queries=15, growth=12, same=True)
    figures = measured(*(page(programme) for programme in programmes))
    yield from grown("publish", "page", SIZES, figures, queries=15, growth=12, same=True)


def publish(programme: Programme) -> Callable[[], object]:
    """Something changes for everybody (one query of the fifteen), and the coordinator confirms what was shown."""
    client, url, numbers = _client(programme), _url(programme), count()
    texts = ("Breng laarzen mee.", "Breng een regenjas mee.")
    shown = []
    for text in texts:
        _change(programme, text)
        shown.append(proposal(programme).fingerprint)

    def confirm() -> None:
        number = next(numbers)
        _change(programme, texts[number % 2])
        answer = client.post(url, {"based_on": number, "seen": shown[number % 2]})
        assert answer.status_code == 302  # noqa: S101 (a refusal would be fast)

    return confirm


def page(programme: Programme) -> Callable[[], object]:
    """The page just before: everything has changed since the last version."""
    _change(programme, "Nog niet gepubliceerd.")
    client, url = _client(programme), _url(programme)

    def show() -> None:
        assert b"Per persoon" in client.get(url).content  # noqa: S101 (a page that fails would be fast)

    return show


def _change(programme: Programme, text: str) -> None:
    Bezoek.objects.filter(programme=programme).update(remarks=text)


def _accepted(programme: Programme) -> Programme:
    """What would block publication is accepted: it is sought and shown all the same."""
    Aanvaarding.objects.bulk_create(
        Aanvaarding(programme=programme, key=conflict.key, note="Voor de meting", at=timezone.now())
        for conflict in proposal(programme).blocking
    )
    return programme


def _client(programme: Programme) -> Client:
    client = Client()
    client.force_login(coordinator_of(programme))
    return client


def _url(programme: Programme) -> str:
    return reverse("publish", args=[programme.bestuur.slug, programme.slug])

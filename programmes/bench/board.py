"""The week board: its page, its conflicts, and a card that is moved."""

from collections.abc import Callable, Iterator
from itertools import cycle

from django.test import Client
from django.urls import reverse

from programmes.bench import Result, grown, measured
from programmes.bench.data import coordinator_of, make_programme
from programmes.conflicts import find_conflicts
from programmes.loading import load_week
from programmes.models import Programme

SIZES = (40, 400)


def run() -> Iterator[Result]:
    programmes = [make_programme(size) for size in SIZES]
    figures = measured(*(conflicts(programme) for programme in programmes))
    yield from grown("board", "conflicts", SIZES, figures, queries=5, growth=12)
    figures = measured(*(page(programme) for programme in programmes))
    yield from grown("board", "page", SIZES, figures, queries=12, same=True)
    figures = measured(*(move(programme) for programme in programmes))
    yield from grown("board", "move", SIZES, figures, queries=12, growth=3)


def conflicts(programme: Programme) -> Callable[[], object]:
    """All conflicts of the draft as it is stored, each with its way out."""
    return lambda: [conflict.way_out for conflict in find_conflicts(load_week(programme))]


def page(programme: Programme) -> Callable[[], object]:
    client, url = _client(programme), _url("board", programme)

    def show() -> None:
        answer = client.get(url)
        assert answer.status_code == 200  # noqa: S101 (a page that fails would be fast)

    return show


def move(programme: Programme) -> Callable[[], object]:
    """A visit goes to the day after and back again, as the board sends it: saved, checked, and answered with cells."""
    client = _client(programme)
    pk = programme.bezoeken.order_by("starts_at", "pk")[1].pk
    url, headers = _url("bezoek-move", programme, pk), _as_the_board(programme)
    days = cycle([programme.days[1].isoformat(), programme.days[0].isoformat()])

    def drop() -> None:
        answer = client.post(url, {"day": next(days), "start": "10:00", "drop": "1"}, headers=headers)
        assert b'id="cel-d' in answer.content  # noqa: S101 (a refusal would be fast)

    return drop


def _client(programme: Programme) -> Client:
    client = Client()
    client.force_login(coordinator_of(programme))
    return client


def _url(name: str, programme: Programme, *args: int) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def _as_the_board(programme: Programme) -> dict[str, str]:
    return {"HX-Request": "true", "HX-Current-URL": f"http://testserver{_url('board', programme)}"}

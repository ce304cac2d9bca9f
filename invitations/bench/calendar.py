"""Calendars: a published change that touches three people, and a feed that is fetched again and again."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from invitations.agendas.reconciling import reconcile
from invitations.models import Bericht
from programmes.bench import Figures, Result, measured, peak_mib
from programmes.bench.data import make_programme
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Gast, Mandataris, PersonalLink, Programme, Versie

SIZES = (40, 400)
TOUCHED = 3
FEED = 40
QUERIES = 5
FASTER = 3


def run() -> Iterator[Result]:
    yield from _changes()
    yield _feed()


def _changes() -> Iterator[Result]:
    made: list[list[int]] = [[] for _ in SIZES]
    actions = [change(invited(size), messages) for size, messages in zip(SIZES, made, strict=True)]
    figures = measured(*actions)
    same = figures[0].queries == figures[1].queries
    for size, messages, figure in zip(SIZES, made, figures, strict=True):
        ok = same and set(messages) == {TOUCHED}
        yield _result("change", size, figure, limit=f"messages={TOUCHED} queries same", ok=ok)


def _feed() -> Result:
    anew, again = feed(invited(FEED))
    built, unchanged = measured(anew, again)
    ratio = round(built.seconds / unchanged.seconds, 1)
    ok = built.queries <= QUERIES and unchanged.queries <= QUERIES and ratio >= FASTER
    limit = f"queries<={QUERIES} 304 ratio>={FASTER}"
    return _result("feed", FEED, unchanged, ratio=ratio, of="anew", limit=limit, ok=ok)


def change(programme: Programme, messages: list[int]) -> Callable[[], object]:
    """A version in which a visit of two has another remark and somebody elsewhere another note; followed, and sent."""
    contents = [_content(programme, text) for text in ("Breng een jas mee.", "Breng laarzen mee.")]

    def publish(content: object) -> int:
        number = len(messages) + 2
        Versie.objects.create(programme=programme, number=number, content=content, published_at=timezone.now())
        made = reconcile(programme, now=timezone.now())
        Bericht.objects.open().update(state=Bericht.State.VERZONDEN)
        return made

    def follow() -> None:
        messages.append(publish(contents[len(messages) % 2]))

    return follow


def _content(programme: Programme, text: str) -> object:
    visit, other = programme.bezoeken.order_by("pk")[:2]
    Bezoek.objects.filter(pk=visit.pk).update(remarks=text)
    Deelname.objects.filter(pk=other.deelnames.order_by("pk")[0].pk).update(note=text)
    return load_week(programme).for_publication().to_json()


def feed(programme: Programme) -> tuple[Callable[[], object], Callable[[], object]]:
    """Of somebody who is at every visit: built anew, and asked by a calendar that has it already."""
    person = Mandataris.objects.create(bestuur=programme.bestuur, first_name="Iemand", last_name="overal")
    Gast.objects.create(programme=programme, mandataris=person)
    Deelname.objects.bulk_create(Deelname(bezoek=visit, mandataris=person) for visit in programme.bezoeken.all())
    _publish(programme, number=2)
    make_links(programme, now=timezone.now())
    client, url = Client(), reverse("mijn-feed", args=[token_of(PersonalLink.objects.get(mandataris=person))])
    tag = client.get(url).headers["ETag"]

    def anew() -> None:
        answer = client.get(url)
        assert answer.content.count(b"BEGIN:VEVENT") == FEED  # noqa: S101 (a page that fails would be fast)

    def again() -> None:
        answer = client.get(url, headers={"If-None-Match": tag})
        assert answer.status_code == 304  # noqa: S101 (that is what is measured)

    return anew, again


def invited(visits: int) -> Programme:
    """A published week, next week, of which everybody was invited and has all calendar messages."""
    now = timezone.now()
    programme = make_programme(visits, first_day=timezone.localdate() + dt.timedelta(days=7))
    people = list(programme.guests.all())
    for person in people:
        person.email = f"persoon{person.pk}@example.be"
    Mandataris.objects.bulk_update(people, ["email"])
    Bericht.objects.bulk_create(_invitation(programme, person, now) for person in people)
    _publish(programme, number=1)
    reconcile(programme, now=now)
    Bericht.objects.open().update(state=Bericht.State.VERZONDEN)
    return programme


def _publish(programme: Programme, *, number: int) -> None:
    content = load_week(programme).for_publication().to_json()
    Versie.objects.create(programme=programme, number=number, content=content, published_at=timezone.now())


def _invitation(programme: Programme, person: Mandataris, now: dt.datetime) -> Bericht:
    return Bericht(
        bestuur=programme.bestuur,
        programme=programme,
        mandataris=person,
        kind=Bericht.Kind.UITNODIGING,
        key=f"uitnodiging:m{person.pk}:meting:1",
        message_id=f"<meting-{person.pk}@example.be>",
        to_email=person.email,
        state=Bericht.State.VERZONDEN,
        created_at=now,
        send_after=now,
    )


def _result(
    case: str, size: int, figure: Figures, *, limit: str, ok: bool, ratio: float | None = None, of: str | None = None
) -> Result:
    return Result(
        bench="calendar",
        case=case,
        size=size,
        seconds=round(figure.seconds, 5),
        queries=figure.queries,
        peak_mib=peak_mib(),
        ratio=ratio,
        of=of,
        limit=limit,
        ok=ok,
    )

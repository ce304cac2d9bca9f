"""A published programme with people who may answer, for the tests of answers."""

import datetime as dt
from typing import Any

from invitations.models import Bericht
from programmes.loading import load_week
from programmes.models import Bezoek, Deelname, Mandataris, Programme, Versie
from tests.factories import make_bezoek, make_mandataris, make_zorgdienst

NOW = dt.datetime(2025, 2, 3, 9, 0, tzinfo=dt.UTC)  # three weeks before the programme of the tests
NAMES = ("An", "Bo", "Cas", "Dirk", "Els", "Fons", "Gust", "Hilde")


def make_people(programme: Programme, count: int) -> list[Mandataris]:
    return [
        make_mandataris(
            programme.bestuur,
            first_name=name,
            last_name="Aerts",
            email=f"{name.lower()}@example.be",
            phone=f"0400 00 00 0{number}",
        )
        for number, name in enumerate(NAMES[:count])
    ]


def make_visit(programme: Programme, people: list[Mandataris], *, room: int = 6, **fields: Any) -> Bezoek:
    if "zorgdienst" not in fields:
        known = programme.bestuur.zorgdiensten.filter(name="De Linde").first()
        fields["zorgdienst"] = known or make_zorgdienst(programme.bestuur, name="De Linde", max_people=room)
    return make_bezoek(programme, people=people, **fields)


def publish_now(programme: Programme, now: dt.datetime = NOW) -> Versie:
    """As `versions.publish` keeps it, whatever conflicts there are."""
    content = load_week(programme).for_publication().to_json()
    number = programme.versies.count() + 1
    return Versie.objects.create(programme=programme, number=number, content=content, published_at=now)


def answers(bezoek: Bezoek) -> dict[str, str]:
    return dict(Deelname.objects.filter(bezoek=bezoek).values_list("mandataris__first_name", "answer"))


def mails(kind: str) -> list[tuple[str, str]]:
    """(to, state) of the messages of this kind, the oldest first."""
    return list(Bericht.objects.filter(kind=kind).order_by("pk").values_list("to_email", "state"))

"""Rows for tests of the practice carousel, and what is done with them on its pages."""

import datetime as dt
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programmes.models import Bezoek, Carrousel, Inschrijving, Onderdeel, Sessie, Werkvorm
from programmes.tokens import hash_of, new_nonce, token_from
from programmes.werkvormen.carrousel.day import carrousel_of
from tests.factories import MONDAY, at, make_bezoek

NOW = at(MONDAY, "8.00") - dt.timedelta(days=20)
"""Twenty days before: people sign up, and mails are far away."""
ROUND_1, ROUND_2 = "Ronde 1", "Ronde 2"


def make_carrousel(bezoek: Bezoek | None = None, **fields: Any) -> Carrousel:
    """Open, with two rounds of half an hour and a break; no sessions yet."""
    bezoek = bezoek or make_bezoek(werkvorm=Werkvorm.CARROUSEL)
    found = carrousel_of(bezoek)
    for position, title in enumerate((ROUND_1, "Pauze", ROUND_2)):
        Onderdeel.objects.create(bezoek=bezoek, position=position, title=title, minutes=20)
    Carrousel.objects.filter(pk=found.pk).update(**{"is_open": True, **fields})
    return Carrousel.objects.get(bezoek=bezoek)


def make_sessie(carrousel: Carrousel, *rounds: str, **fields: Any) -> Sessie:
    """In these rounds, of both when none is named; room for two."""
    number = carrousel.sessies.count() + 1
    fields = {"number": number, "title": f"Sessie {number}", "room": f"Zaal {number}", "capacity": 2} | fields
    sessie = Sessie.objects.create(carrousel=carrousel, **fields)
    titles = rounds or (ROUND_1, ROUND_2)
    sessie.rondes.set(Onderdeel.objects.filter(bezoek=carrousel.bezoek_id, title__in=titles))
    return sessie


def make_inschrijving(carrousel: Carrousel, *wishes: Sessie, **fields: Any) -> Inschrijving:
    nonce = new_nonce()
    number = carrousel.inschrijvingen.count() + 1
    fields = {"name": f"Persoon {number}", "email": f"persoon{number}@example.be"} | fields
    fields |= {"nonce": nonce, "token_hash": hash_of(token_from(nonce)), "signed_up_at": timezone.now()}
    return Inschrijving.objects.create(carrousel=carrousel, wishes=[one.pk for one in wishes], **fields)


LOCK = 'FROM "programmes_carrousel" WHERE "programmes_carrousel"."id" ='


def url(visit: Bezoek, act: str = "", **keys: int) -> str:
    name = f"carrousel-{act}" if act else "carrousel"
    return reverse(name, kwargs={"bestuur": "leiedorp", "programme": "2025", "pk": visit.pk, **keys})


def shared(carrousel: Carrousel) -> str:
    return reverse("inschrijven", args=[token_from(carrousel.nonce)])


def allocate(staff: Client, visit: Bezoek) -> Any:
    """Looked at and kept."""
    shown = staff.post(url(visit, "allocate"))
    return staff.post(url(visit, "allocate"), {"shown": shown.context["signed"]})


def save(client: Client, path: str, data: dict[str, Any], *, seen: Any = None) -> Any:
    """Sends the form of a page, that was opened just now (or whose revision was `seen`)."""
    return client.post(path, data | {"revision": seen or revision(client, path)})


def agreed(shown: Any) -> dict[str, str]:
    """What the button sends that keeps a change as this page shows it."""
    return {"bevestig": shown.context["stamp"]}


def revision(client: Client, path: str) -> Any:
    """Of what the form of a page shows."""
    return client.get(path).context["form"]["revision"].value()


def seats(row: Inschrijving) -> list[tuple[str, str]]:
    return [(seat.ronde.title, seat.sessie.title) for seat in row.plaatsen.all()]

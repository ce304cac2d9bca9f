"""A day on which something runs late, and a phone that says so."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from invitations.agendas.following import follow
from press.models import Vertraging
from programmes.links import make_links, token_of
from programmes.models import Bezoek, Contactpersoon, Mandataris, PersonalLink, Programme
from tests.factories import MONDAY, at, make_bezoek, make_contactpersoon, make_zorgdienst
from tests.invitations.agendas import NOW as BEFORE
from tests.invitations.agendas import make_invited, make_linde, publish, send

NOW = at(MONDAY, "9.00")


class Day:
    """An goes from De Linde (9.30–10.30) to De Brug (10.45–11.45), where Bo is too; Cas comes on his own at 14.00."""

    def __init__(self, programme: Programme) -> None:
        programme.contact_name, programme.contact_phone = "Els Vercruysse", "056 00 12 00"
        programme.save()
        self.programme = programme
        self.an, self.bo, self.cas = (make_invited(programme, name) for name in ("An", "Bo", "Cas"))
        self.linde = make_linde(programme, [self.an])
        self.griet = Contactpersoon.objects.get(name="Griet Declercq")
        Contactpersoon.objects.update(email="griet@example.be")
        self.host = make_contactpersoon(programme.bestuur, name="Tom Baert", email="tom@example.be")
        brug = make_zorgdienst(programme.bestuur, name="De Brug", contact=self.host, latitude=50.927, longitude=3.25)
        self.brug = self._visit(brug, "10.45", [self.an, self.bo])
        self.late = self._visit(brug, "14.00", [self.cas])
        publish(programme, BEFORE)
        follow(BEFORE)
        send()
        make_links(programme, now=BEFORE)

    def _visit(self, service: Any, start: str, people: list[Mandataris]) -> Bezoek:
        return make_bezoek(self.programme, zorgdienst=service, host=self.host, start=start, people=people)

    def token(self, **owner: Any) -> str:
        return token_of(PersonalLink.objects.get(programme=self.programme, **owner))


def say(day: Day, token: str = "", **typed: Any) -> Any:
    typed = {"visit": day.linde.pk, "minutes": 15, "key": str(uuid.uuid4())} | typed
    token = token or day.token(contactpersoon=day.griet)
    headers = {"accept": "application/json"}
    return Client().post(reverse("dag-vertraging", args=[token]), typed, headers=headers)


def delays() -> list[tuple[int, int, str, str]]:
    return [(row.visit, row.minutes, row.reported_by, row.state) for row in Vertraging.objects.order_by("pk")]

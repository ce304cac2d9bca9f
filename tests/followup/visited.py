"""A programme that is over: An and Bo were at De Linde on MONDAY, received by Griet; Cas was away."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import uuid4

from django.urls import reverse

from followup.models import Afspraak, Bedanking
from press.models import Aanwezigheid
from programmes.models import Bezoek, Contactpersoon, Mandataris, PersonalLink, Programme, Zorgdienst
from programmes.times import moment
from tests.factories import MONDAY, at
from tests.press.days import make_host, make_person, make_visit, publish, token

AFTER = at(MONDAY + dt.timedelta(days=30), "10.00")
DUE = at(MONDAY + dt.timedelta(days=4 + 21), "9.00")  # three weeks after the last day


@dataclass
class Visited:
    programme: Programme
    host: Contactpersoon = field(init=False)
    an: Mandataris = field(init=False)
    bo: Mandataris = field(init=False)
    cas: Mandataris = field(init=False)
    visit: Bezoek = field(init=False)

    def __post_init__(self) -> None:
        self.host = make_host(self.programme, email="griet@linde.example", function="directeur")
        people = [make_person(self.programme, f"{name} Aerts") for name in ("An", "Bo", "Cas")]
        self.an, self.bo, self.cas = people
        for person in people:
            self.programme.gasten.create(mandataris=person)
            person.email = f"{person.first_name.lower()}@example.be"
            person.save()
        self.visit = make_visit(self.programme, self.host, *people)
        self.publish()
        for person in people:
            self.tick(person, is_present=person is not self.cas)

    @property
    def service(self) -> Zorgdienst:
        assert self.visit.zorgdienst is not None
        return self.visit.zorgdienst

    def publish(self) -> None:
        publish(self.programme, number=self.programme.versies.count() + 1)

    def tick(self, person: Mandataris | None, *, visit: Bezoek | None = None, **fields: object) -> None:
        when = moment(self.programme.first_day, 9 * 60 + 40)
        known = {"programme": self.programme, "visit": (visit or self.visit).pk, "at": when, "received_at": when}
        Aanwezigheid.objects.create(mandataris=person, key=uuid4(), **known | fields)  # type: ignore[arg-type]

    def page(self, owner: Mandataris | Contactpersoon, name: str = "nazorg") -> str:
        return reverse(name, args=[token(owner)])

    def link(self, owner: Mandataris | Contactpersoon) -> PersonalLink:
        return owner.links.get()

    def thank(self, text: str = "Kom nog eens terug.", **fields: object) -> Bedanking:
        known = {"programme": self.programme, "zorgdienst": self.service, "by": "Het team", "changed_at": AFTER}
        return Bedanking.objects.create(text=text, **known | fields)  # type: ignore[arg-type]

    def agree(self, title: str, *people: Mandataris | Contactpersoon, **fields: object) -> Afspraak:
        """Whoever is named first, takes the initiative."""
        known = {"programme": self.programme, "visit": self.visit.pk, "zorgdienst": self.service, "made_at": AFTER}
        known["initiative"] = "bestuur" if people and isinstance(people[0], Mandataris) else "dienst"
        one = Afspraak.objects.create(title=title, **known | fields)  # type: ignore[arg-type]
        one.mandatarissen.set(person for person in people if isinstance(person, Mandataris))
        one.contactpersonen.set(person for person in people if isinstance(person, Contactpersoon))
        return one

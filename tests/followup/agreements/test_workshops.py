"""What a vision workshop hands to the aftercare: agreements, and the vision in the report."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from followup.agreements.workshops import Taken, take_over
from followup.models import Afspraak, Sectie
from followup.reports.sections import compose
from programmes.models import Programme, User, Visieworkshop, Voornemen
from programmes.werkvormen.visieworkshop.holding import close, save_text
from tests.factories import make_bezoek, make_contactpersoon, make_gast, make_mandataris, make_zorgdienst
from tests.programmes.werkvormen.visie_rows import answered, make_workshop

DUE = dt.date(2025, 6, 1)


@pytest.fixture
def workshop(programme: Programme) -> Visieworkshop:
    make_gast(programme, make_mandataris(programme.bestuur, last_name="Aerts"))
    contact = make_contactpersoon(programme.bestuur, name="Griet Declercq")
    zorgdienst = make_zorgdienst(programme.bestuur, contact=contact, name="De Linde")
    return make_workshop(make_bezoek(programme, zorgdienst=zorgdienst), is_open=True)


def take(workshop: Visieworkshop) -> Taken:
    with time_machine.travel("2025-03-03 10:00+01:00"):
        return take_over(workshop, by="Els", now=timezone.now())


def test_what_was_agreed_becomes_an_agreement_once(workshop: Visieworkshop) -> None:
    one = Voornemen.objects.create(workshop=workshop, text="Buren opbellen", who="an aerts, elke week", due_on=DUE)
    Voornemen.objects.create(workshop=workshop, text="Zaal zoeken", who="Griet Declercq")
    assert (take(workshop), take(workshop)) == (Taken(2, 0), Taken(0, 2))
    found = Afspraak.objects.get(key=one.key)
    assert (found.title, found.kind, found.initiative, found.due_on) == (
        "Buren opbellen",
        "samenwerking",
        "bestuur",
        DUE,
    )
    assert [str(person) for person in found.mandatarissen.all()] == ["An Aerts"]
    other = Afspraak.objects.get(title="Zaal zoeken")
    assert (other.initiative, [str(one) for one in other.contactpersonen.all()]) == ("dienst", ["Griet Declercq"])
    assert (other.zorgdienst, other.visit) == (workshop.bezoek.zorgdienst, workshop.bezoek_id)


def test_of_nobody_or_of_a_day_that_is_over_is_told(workshop: Visieworkshop) -> None:
    Voornemen.objects.create(workshop=workshop, text="Folder maken", who="de groep", due_on=DUE)
    Voornemen.objects.create(workshop=workshop, text="Zaal zoeken", who="", due_on=DUE)
    Voornemen.objects.create(workshop=workshop, text="Bellen", who="An Aerts", due_on=dt.date(2025, 3, 1))
    assert sorted(take(workshop).problems) == [
        "‘Bellen’ is niet overgenomen. Zaterdag 1 maart 2025 is al voorbij. Kies vandaag of een latere dag.",
        "‘Folder maken’ is niet overgenomen. We kennen ‘de groep’ niet: zet er een naam uit de lijst bij.",
        "‘Zaal zoeken’ is niet overgenomen. Zet erbij wie het doet, met een naam uit de lijst.",
    ]
    assert Afspraak.objects.count() == 0


def test_the_button(workshop: Visieworkshop, coordinator: User, client: Client) -> None:
    client.force_login(coordinator)
    args = ["leiedorp", "2025", workshop.bezoek_id]
    Voornemen.objects.create(workshop=workshop, text="Zaal zoeken", who="Griet Declercq")
    page = client.get(reverse("visie-afspraken", args=args)).content.decode()
    assert reverse("visie-overnemen", args=args) in page
    told = client.post(reverse("visie-overnemen", args=args), follow=True).content.decode()
    assert "1 afspraak is overgenomen: je vindt ze bij Nazorg, Afspraken." in told
    again = client.post(reverse("visie-overnemen", args=args), follow=True).content.decode()
    assert "Alle afspraken stonden al in de nazorg." in again


def section(programme: Programme) -> Sectie | None:
    compose(programme, now=timezone.now())
    return Sectie.objects.filter(verslag__programme=programme, kind="visie").first()


def test_the_vision_stands_in_the_report(workshop: Visieworkshop, programme: Programme) -> None:
    assert section(programme) is None
    save_text(workshop, "Niemand <alleen>.", base=0, by="Els", now=timezone.now())
    answered(workshop, (2, 2, 3, 3, 4))
    found = section(programme)
    assert found is not None
    assert found.text == "<h3>De Linde</h3><p>Niemand &lt;alleen&gt;.</p><p>Dit is versie 1 van de visie.</p>"
    close(workshop)
    found = section(programme)
    assert found is not None
    assert found.text.endswith("<p>Dit is versie 1 van de visie. 5 mensen schatten anoniem in waar de buurt staat.</p>")


def test_nobody_gets_what_somebody_else_will_do(workshop: Visieworkshop) -> None:
    programme = workshop.bezoek.programme
    for first in ("An", "Jan", "Jo-Jan"):
        make_gast(programme, make_mandataris(programme.bestuur, first_name=first, last_name="Peeters"))
    Voornemen.objects.create(workshop=workshop, text="Bellen", who="Jo-Jan Peeters", due_on=DUE)
    take(workshop)
    assert [str(person) for person in Afspraak.objects.get().mandatarissen.all()] == ["Jo-Jan Peeters"]


@pytest.mark.parametrize("said", [{"text": "Twee zalen zoeken"}, {"due_on": DUE}, {"who": "An Aerts"}, {"who": ""}])
def test_what_says_something_else_since_is_told(
    workshop: Visieworkshop, coordinator: User, client: Client, said: dict[str, object]
) -> None:
    client.force_login(coordinator)
    one = Voornemen.objects.create(workshop=workshop, text="Zaal zoeken", who="Griet Declercq")
    take(workshop)
    assert take(workshop).different == ()
    Voornemen.objects.filter(pk=one.pk).update(**said)
    (kept,) = take(workshop).different
    told = client.post(reverse("visie-overnemen", args=["leiedorp", "2025", workshop.bezoek_id]), follow=True)
    assert "staat al in de nazorg, met een andere tekst, dag of wie dan hier." in told.text
    assert reverse("afspraak-view", args=["leiedorp", "2025", kept.pk]) in told.text
    assert Afspraak.objects.get().title == "Zaal zoeken"

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from invitations.models import Fiche
from programmes.models import Contactpersoon, Programme, User
from programmes.versions import publish
from tests.factories import make_bezoek, make_deelname, make_gast, make_mandataris, make_user, make_zorgdienst
from tests.press.days import make_host


@pytest.fixture
def published(programme: Programme) -> Programme:
    """One visit with a politician of a party and a minor; a figure; a story that the press may tell."""
    service = make_zorgdienst(programme.bestuur, name="De Linde", street="Lindelaan 1")
    programme.diensten.add(service)
    visit = make_bezoek(programme, zorgdienst=service)
    for name, fields in (("Bo", {"fractie": "Vooruit!", "function": "schepen"}), ("Maxim", {"is_minor": True})):
        guest = make_mandataris(programme.bestuur, first_name=name, last_name="Aerts", **fields)
        make_gast(programme, guest)
        make_deelname(visit, guest, is_spokesperson=name == "Bo")
    fiche = Fiche.objects.create(programme=programme, zorgdienst=service)
    fiche.cijfers.create(name="plaatsen", typed="82", unit="bedden")
    programme.bestuur.shows_fractie = True
    programme.bestuur.save()
    publish(programme, based_on=0, note="", by=make_user(), now=timezone.now())
    return programme


@pytest.fixture
def desk(published: Programme, client_of: Callable[..., Client]) -> Client:
    return client_of(make_user("communicatie", bestuur=published.bestuur))


@pytest.fixture
def communicatie(programme: Programme, client_of: Callable[[User], Client]) -> Client:
    """The browser of who does the communication."""
    return client_of(make_user("communicatie", bestuur=programme.bestuur))


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_host(programme)

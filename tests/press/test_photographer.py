"""The photographer's list: who may not be on a picture of that day."""

from collections.abc import Callable
from io import BytesIO

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from invitations.models import Toestemming
from press.rights.own import Answer, keep_own_consent
from press.rights.photographer import photographer_day
from press.rights.usable import CHANNELS
from programmes.models import Programme
from programmes.versions import publish
from tests.factories import MONDAY, make_bezoek, make_deelname, make_gast, make_mandataris, make_user, make_zorgdienst
from tests.press.quotes import NOW

ARGS = ["leiedorp", "2025"]


def published(programme: Programme) -> None:
    """One visit on Monday, with four guests who each said something else, and two people of the service."""
    service = make_zorgdienst(programme.bestuur, name="De Linde", street="Lindelaan 1")
    programme.diensten.add(service)
    visit = make_bezoek(programme, zorgdienst=service)
    answers = {"Ja": list(CHANNELS), "Binnen": ["intern"], "Neen": [], "Stil": None}
    for name, channels in answers.items():
        guest = make_mandataris(programme.bestuur, first_name=name, last_name="")
        make_gast(programme, guest)
        make_deelname(visit, guest)
        if channels is not None:
            keep_own_consent(programme, guest, Answer(channels), now=NOW)
    common = {"bestuur": programme.bestuur, "zorgdienst": service, "given_on": MONDAY, "created_at": NOW}
    Toestemming.objects.create(person="Georgette", refuses=True, ends_on=MONDAY, **common)
    Toestemming.objects.create(person="Roger", purposes=["beeld_maken"], ends_on=MONDAY, withdrawn_at=NOW, **common)
    publish(programme, based_on=0, note="", by=make_user(), now=timezone.now())


def test_who_may_not_who_was_never_asked_and_who_not_everywhere(programme: Programme) -> None:
    published(programme)
    day = photographer_day(programme, MONDAY, today=MONDAY)
    assert day is not None
    stop = day.stops[0]
    assert [(one.name, one.note, one.is_guest) for one in stop.forbidden] == [
        ("Neen", "wil niet op beeld", True),
        ("Georgette", "wil niet op beeld", False),
        ("Roger", "ingetrokken op 26-02-2025", False),
    ]
    assert [one.name for one in stop.unasked] == ["Stil"]
    limited = [(one.name, one.note) for one in stop.limited]
    assert limited == [("Binnen", "niet voor website en gemeenteblad, sociale media, de pers")]
    assert stop.free == 1


def test_before_anything_is_published_it_says_so(
    programme: Programme, lezer: object, client_of: Callable[..., Client]
) -> None:
    assert photographer_day(programme, None, today=MONDAY) is None
    client = client_of(make_user("communicatie", bestuur=programme.bestuur))
    assert "Er is nog niets gepubliceerd" in client.get(reverse("fotograaf", args=ARGS)).content.decode()
    assert client.get(reverse("fotograaf-pdf", args=ARGS)).status_code == 302
    assert client_of(lezer).get(reverse("fotograaf", args=ARGS)).status_code == 404


def test_on_paper_and_with_a_fixed_number_of_questions(
    programme: Programme, client_of: Callable[..., Client], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(programme)
    client = client_of(make_user("communicatie", bestuur=programme.bestuur))
    with django_assert_num_queries(8):
        client.get(reverse("fotograaf", args=ARGS) + "?dag=2025-02-24")
    pdf = client.get(reverse("fotograaf-pdf", args=ARGS) + "?dag=2025-02-24").content
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert [name in text for name in ("Georgette", "Roger", "Neen", "Lindelaan 1")] == [True] * 4

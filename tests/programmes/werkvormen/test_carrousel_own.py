"""A visitor of the practice day finds their own sessions in their own programme."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from invitations.carrousels import tell_sign_ups
from invitations.models import Bericht
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import Carrousel, Inschrijving, Mandataris, Onderdeel, Plaats
from programmes.views.werkvormen.carrousel_public import own_url
from programmes.werkvormen.beside import beside
from programmes.werkvormen.onderdelen import timetable_of
from tests.factories import MONDAY, at, make_bezoek, make_deelname, make_mandataris
from tests.invitations.pdfs import read, words
from tests.invitations.rsvp import publish_now
from tests.meanwhile import just_before
from tests.programmes.werkvormen.carrousel_rows import (
    LOCK,
    ROUND_2,
    allocate,
    make_inschrijving,
    shared,
    url,
)

BEFORE = at(MONDAY, "8.00") - dt.timedelta(days=20)


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with time_machine.travel(BEFORE, tick=False):
        yield


@pytest.fixture
def an(carrousel: Carrousel) -> Mandataris:
    programme = carrousel.bezoek.programme
    person = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@example.be")
    make_deelname(carrousel.bezoek, person)
    make_links(programme, now=timezone.now())
    publish_now(programme)
    return person


def own(client: Client, person: Mandataris, name: str = "mijn") -> str:
    response = client.get(reverse(name, args=[token_of(person.links.get())]))
    return words(read(response.content)) if name == "mijn-pdf" else " ".join(response.text.split())


def wishes_of(carrousel: Carrousel) -> dict[str, str]:
    """As the public form sends them, all."""
    return {f"keuze_{number}": str(one.pk) for number, one in enumerate(carrousel.sessies.all())}


def test_whoever_was_ticked_reads_their_sessions_once_the_seats_are_given(
    staff: Client, client: Client, carrousel: Carrousel, an: Mandataris
) -> None:
    staff.post(url(carrousel.bezoek, "guests"), {"mensen": [an.pk]})
    assert Inschrijving.objects.get().mandataris == an
    assert "Jouw sessies" not in own(client, an)
    allocate(staff, carrousel.bezoek)
    first, second = (seat.sessie for seat in Inschrijving.objects.get().plaatsen.all())
    for text in (own(client, an), own(client, an, "dag")):
        assert text.count("Jouw sessies") == 1
        assert f"<strong>{first.title} ({first.room})</strong>" in text
    paper = own(client, an, "mijn-pdf")
    assert f"Jouw sessies 9.30 ronde 1 {first.title} ({first.room}) 10.10 ronde 2 {second.title}" in paper


def test_who_signs_up_by_the_public_page_is_known_by_the_address(
    staff: Client, client: Client, carrousel: Carrousel, an: Mandataris
) -> None:
    said = {"name": "A. Aerts", "email": "AN@example.be", "bevestig": "on"} | wishes_of(carrousel)
    assert client.post(shared(carrousel), said).status_code == 302
    assert Inschrijving.objects.get().mandataris == an
    assert list(staff.get(url(carrousel.bezoek, "guests")).context["guests"]) == []


def test_of_two_who_share_an_address_it_is_nobody_for_sure(
    client: Client, carrousel: Carrousel, an: Mandataris
) -> None:
    make_deelname(carrousel.bezoek, make_mandataris(an.bestuur, email="an@example.be"))
    publish_now(carrousel.bezoek.programme)
    client.post(
        shared(carrousel), {"name": "Secretariaat", "email": "an@example.be", "bevestig": "on"} | wishes_of(carrousel)
    )
    assert Inschrijving.objects.get().mandataris is None


def test_a_visitor_signs_up_once_though_staff_knew_no_address(
    staff: Client, client: Client, carrousel: Carrousel, an: Mandataris
) -> None:
    Mandataris.objects.filter(pk=an.pk).update(email="")
    staff.post(url(carrousel.bezoek, "guests"), {"mensen": [an.pk]})
    Mandataris.objects.filter(pk=an.pk).update(email="an@example.be")
    client.post(
        shared(carrousel), {"name": "An", "email": "an@example.be", "remarks": "rolstoel"} | wishes_of(carrousel)
    )
    row = Inschrijving.objects.get()
    assert (row.mandataris, row.email, row.remarks) == (an, "an@example.be", "rolstoel")
    assert row.wishes == [one.pk for one in carrousel.sessies.all()]
    tell_sign_ups(timezone.now())
    assert "nog eens" not in Bericht.objects.get(to_email="an@example.be", kind="inschrijving").text
    client.post(shared(carrousel), {"name": "An", "email": "an@example.be"})
    assert Inschrijving.objects.count() == 1


def test_one_visitor_has_one_sign_up_and_may_come_again_after_withdrawing(carrousel: Carrousel, an: Mandataris) -> None:
    make_inschrijving(carrousel, mandataris=an, withdrawn_at=timezone.now())
    make_inschrijving(carrousel, mandataris=an)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_inschrijving(carrousel, mandataris=an)
    assert Inschrijving.objects.active().count() == 1


def test_a_round_without_a_seat_has_its_number_too(client: Client, carrousel: Carrousel, an: Mandataris) -> None:
    row, sessie = make_inschrijving(carrousel, mandataris=an), carrousel.sessies.all()[0]
    Plaats.objects.create(inschrijving=row, sessie=sessie, ronde=Onderdeel.objects.get(title=ROUND_2))
    Carrousel.objects.update(allocated_at=timezone.now())
    page = re.sub(r"<[^>]+>|\s+", " ", own(client, an))
    assert "Jouw sessies 9.30 ronde 1 – 10.10 ronde 2 Sessie 1 (Zaal 1)" in " ".join(page.split())
    assert "ronde 2 Sessie 1 (Zaal 1)" in own(client, an, "mijn-pdf")


def test_a_visitor_who_signed_up_is_counted_once(staff: Client, carrousel: Carrousel, an: Mandataris) -> None:
    for row in ({"mandataris": an}, {}, {"withdrawn_at": timezone.now()}):
        make_inschrijving(carrousel, **row)
    visit = load_week(carrousel.bezoek.programme).by_id[carrousel.bezoek_id]
    assert beside(visit, timetable_of(visit)).others == 1
    page = staff.get(reverse("werkvorm", args=["leiedorp", "2025", carrousel.bezoek_id])).text
    assert "Er komen 2 bezoekers" in page


def test_who_withdrew_or_is_somebody_else_has_none(
    staff: Client, client: Client, carrousel: Carrousel, an: Mandataris
) -> None:
    make_inschrijving(carrousel, name="An Aerts")  # of a stranger with that name
    row = make_inschrijving(carrousel, mandataris=an)
    allocate(staff, carrousel.bezoek)
    assert "Jouw sessies" in own(client, an)
    Inschrijving.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())
    assert "Jouw sessies" not in own(client, an)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    staff: Client,
    client: Client,
    carrousel: Carrousel,
    an: Mandataris,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_inschrijving(carrousel, mandataris=an)
    for _ in range(count):
        make_inschrijving(carrousel, mandataris=make_mandataris(an.bestuur))
    allocate(staff, carrousel.bezoek)
    with django_assert_num_queries(10):
        own(client, an)


# signing up by one's own programme


def sign_up_path(carrousel: Carrousel, person: Mandataris) -> str:
    return reverse("mijn-inschrijven", args=[token_of(person.links.get()), carrousel.bezoek_id])


def test_a_visitor_signs_up_by_their_own_programme(client: Client, carrousel: Carrousel, an: Mandataris) -> None:
    path = sign_up_path(carrousel, an)
    assert f'action="{path}"' in own(client, an)
    responses = [client.post(path) for _ in range(2)]
    row = Inschrijving.objects.get()
    assert (row.mandataris, row.name, row.email, row.revision) == (an, str(an), an.email, 1)
    assert [response.headers["Location"] for response in responses] == [own_url(row)] * 2
    page = own(client, an)
    assert (own_url(row) in page, path in page) == (True, False)


def test_who_signed_up_with_the_same_address_is_known_as_the_visitor(
    client: Client, carrousel: Carrousel, an: Mandataris
) -> None:
    row = make_inschrijving(carrousel, email=an.email.upper())
    assert client.post(sign_up_path(carrousel, an)).headers["Location"] == own_url(row)
    row.refresh_from_db()
    assert row.mandataris == an


@pytest.mark.parametrize("fields", [{"is_open": False}, {"closes_on": dt.date(2025, 2, 1)}])
def test_nobody_signs_up_there_once_it_is_closed(
    client: Client, carrousel: Carrousel, an: Mandataris, fields: dict[str, Any]
) -> None:
    Carrousel.objects.update(**fields)
    path = sign_up_path(carrousel, an)
    assert path not in own(client, an)
    assert client.post(path).headers["Location"] == reverse("mijn", args=[token_of(an.links.get())])
    assert not Inschrijving.objects.exists()


def test_what_closes_in_between_is_said_there(client: Client, carrousel: Carrousel, an: Mandataris) -> None:
    with just_before(LOCK, lambda: Carrousel.objects.update(is_open=False)):
        refused = client.post(sign_up_path(carrousel, an))
    assert ("Inschrijven kan nog niet of niet meer." in refused.text, Inschrijving.objects.count()) == (True, 0)


def test_who_says_no_is_not_asked_and_who_does_not_come_finds_nothing(
    client: Client, carrousel: Carrousel, an: Mandataris
) -> None:
    other = make_mandataris(an.bestuur)
    make_deelname(make_bezoek(carrousel.bezoek.programme), other)
    publish_now(carrousel.bezoek.programme)
    make_links(carrousel.bezoek.programme, now=timezone.now())
    assert client.post(sign_up_path(carrousel, other)).status_code == 404
    an.deelnames.update(answer="nee")
    assert sign_up_path(carrousel, an) not in own(client, an)
    assert not Inschrijving.objects.exists()

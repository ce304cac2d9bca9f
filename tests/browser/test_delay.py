"""A host says on a phone that it gets later; the coordinator sees what shifts, and publishes exactly that."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from invitations.models import Bericht
from programmes.links import make_links, token_of
from programmes.models import PersonalLink, Programme, User
from programmes.times import moment
from programmes.versions import published_week
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_bezoek, make_contactpersoon, make_programme, make_user, make_zorgdienst
from tests.invitations.agendas import make_invited, make_linde, publish


@pytest.fixture
def programme(transactional_db: None) -> Iterator[Programme]:
    """An goes from De Linde at 9.30 to De Brug at 10.45, where Bo comes too; it is nine o'clock."""
    today = timezone.localdate()
    with time_machine.travel(moment(today, 9 * 60), tick=True):
        bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
        made = make_programme(bestuur, slug="2025", first_day=today, contact_phone="056 00 12 00")
        an, bo = make_invited(made, "An"), make_invited(made, "Bo")
        make_linde(made, [an])
        tom = make_contactpersoon(bestuur, name="Tom Baert", email="tom@example.be")
        brug = make_zorgdienst(bestuur, name="De Brug", contact=tom, latitude=50.927, longitude=3.25)
        make_bezoek(made, zorgdienst=brug, host=tom, start="10.45", people=[an, bo])
        publish(made, timezone.now() - dt.timedelta(days=1))
        make_links(made, now=timezone.now())
        yield made


@pytest.fixture
def els(programme: Programme) -> User:
    return make_user("coordinator", bestuur=programme.bestuur, name="Els Vercruysse")


def test_a_delay_from_the_phone_to_the_new_version(
    new_page: Callable[..., Page], programme: Programme, els: User
) -> None:
    phone, page = new_page(**PHONE), new_page()
    link = PersonalLink.objects.get(programme=programme, contactpersoon__name="Griet Declercq")
    linde = programme.bezoeken.get(zorgdienst__name="De Linde")
    phone.goto(f"{reverse('dag-vertraging', args=[token_of(link)])}?bezoek={linde.pk}")
    phone.get_by_role("button", name="Meld de vertraging").tap()
    other = phone.get_by_label("Of vul zelf in, in minuten")
    assert other.evaluate("({validationMessage}) => validationMessage") == (
        "Kies hierboven hoeveel minuten, of vul het hier in."
    )
    expect(phone.locator("#dag-wachtend")).to_be_hidden()
    check_accessibility(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    phone.get_by_label("15", exact=True).check()
    phone.get_by_label("Waarom?").fill("De rondleiding loopt uit")
    phone.get_by_role("button", name="Meld de vertraging").tap()
    expect(phone.get_by_text("Gemeld: 15 minuten later.")).to_be_visible()
    assert phone.context.cookies() == []

    sign_in(page, els)
    page.goto(reverse("vertraging-list", args=["leiedorp", "2025"]))
    check_accessibility(page)
    page.get_by_role("link", name="De Linde: 15 minuten later").click()
    expect(page.get_by_role("button", name="Bereken opnieuw met deze keuzes")).to_be_visible()
    check_accessibility(page)
    brug = page.get_by_role("article", name="De Brug")
    expect(brug.get_by_role("insertion")).to_have_text("wordt 10.55–11.55")
    brug.get_by_label("Begin op tijd, wie te laat is komt later aan").check()
    page.get_by_role("button", name="Bereken opnieuw met deze keuzes").click()
    expect(brug.get_by_text("Komt later: An Peeters om 10.55.")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name="Voer door en verwittig iedereen").click()
    expect(page.get_by_text("Versie 2 is gepubliceerd. 2 mails vertrekken nu.")).to_be_visible()
    check_accessibility(page)
    week = published_week(programme)
    assert [visit.hours for visit in week.visits] == ["9.45–10.45", "10.45–11.45"] if week else False
    told = Bericht.objects.filter(kind=Bericht.Kind.VERTRAGING).order_by("to_email").values_list("to_email", flat=True)
    assert list(told) == ["an@example.be", "tom@example.be"]

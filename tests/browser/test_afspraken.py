"""What is promised during a visit: noted by a host on a phone, done by the guest, followed up by the coordinator."""

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from followup.models import Afspraak
from programmes.links import make_links, token_of
from programmes.models import Bezoek, Mandataris, Programme
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import (
    make_bestuur,
    make_bezoek,
    make_contactpersoon,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)
from tests.followup.afspraken import make_afspraak
from tests.invitations.rsvp import publish_now


@pytest.fixture
def visit(transactional_db: None) -> Bezoek:
    """Yesterday at De Linde: An came, Griet received."""
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    programme = make_programme(bestuur, slug="2025", first_day=yesterday, days=1)
    griet = make_contactpersoon(bestuur, name="Griet")
    an = make_mandataris(bestuur, first_name="An", last_name="Aerts")
    linde = make_zorgdienst(bestuur, contact=griet, name="De Linde")
    visit = make_bezoek(programme, zorgdienst=linde, people=[an], host=griet)
    publish_now(programme)
    make_links(programme, now=timezone.now())
    return visit


def page_of(programme: Programme, **owner: Any) -> str:
    return reverse("nazorg-afspraken", args=[token_of(programme.links.get(**owner))])


def test_a_host_promises_on_a_phone_and_the_guest_hears_of_it(phone: Page, visit: Bezoek, live_server: Any) -> None:
    programme = visit.programme
    phone.goto(live_server.url + reverse("gastheer", args=[token_of(programme.links.get(contactpersoon=visit.host))]))
    phone.get_by_role("link", name="Naar onze afspraken").click()
    check_accessibility(phone)
    phone.get_by_role("link", name="De Linde").click()
    phone.get_by_label("Wat spreken jullie af").fill("De wachtlijst bezorgen")
    phone.get_by_label("An Aerts").check()
    phone.get_by_label("Tegen").fill("2020-01-01")
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("is al voorbij. Kies vandaag of een latere dag.").first).to_be_visible()
    check_accessibility(phone)
    phone.get_by_label("Tegen").fill((timezone.localdate() + dt.timedelta(days=3)).isoformat())
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_role("heading", name="Dit beloofde jij")).to_be_visible()
    phone.goto(live_server.url + page_of(programme, mandataris=Mandataris.objects.get()))
    phone.get_by_role("link", name=re.compile("Gedaan.*De wachtlijst bezorgen")).click()
    check_accessibility(phone)
    phone.get_by_label("Hoe is het afgelopen?").fill("Gekregen, bedankt!")
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("Gekregen, bedankt!")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    assert (Afspraak.objects.get().done_by, phone.context.cookies()) == ("An Aerts", [])


def test_a_coordinator_plans_a_visit_from_a_promise(page: Page, visit: Bezoek, live_server: Any) -> None:
    one = make_afspraak(visit.programme, title="Opnieuw langsgaan", council=[Mandataris.objects.get()], due_on=None)
    sign_in(page, make_user("coordinator", bestuur=visit.programme.bestuur))
    page.goto(live_server.url + reverse("afspraak-list", args=["leiedorp", "2025"]))
    page.get_by_role("link", name="Opnieuw langsgaan", exact=True).click()
    page.get_by_role("link", name="Plan een opvolgbezoek").click()
    page.get_by_label("Bij welke dienst").select_option(label="De Linde")
    page.get_by_label("Dag").fill((timezone.localdate() + dt.timedelta(days=30)).isoformat())
    page.get_by_label("Van").fill("14:00")
    page.get_by_role("button", name="Zet op het bord").click()
    check_accessibility(page)
    page.get_by_role("link", name="Naar publiceren").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    one.refresh_from_db()
    assert (one.follow_up.title, "/opvolgbezoek-de-linde/" in page.url) == ("Opvolgbezoek De Linde", True)

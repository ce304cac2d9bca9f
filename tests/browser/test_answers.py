"""A guest on a phone, with and without JavaScript: when, what, and whether they come; an assistant for others."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from programmes.links import link_url, make_links
from programmes.models import Assistent, Deelname, Gast, Mandataris, Programme
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import (
    make_bestuur,
    make_bezoek,
    make_gast,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)
from tests.invitations.messages import make_bericht
from tests.invitations.rsvp import publish_now

FIRST_DAY = timezone.localdate() + dt.timedelta(days=20)


@pytest.fixture
def an(transactional_db: None, settings: Any, live_server: Any) -> Mandataris:
    """On the guest list, with a link; nothing is published yet."""
    settings.SITE_URL = live_server.url
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    programme = make_programme(bestuur, first_day=FIRST_DAY, days=2, contact_phone="056 00 12 00")
    linde = make_zorgdienst(bestuur, name="De Linde", kind="woonzorgcentrum")
    programme.diensten.add(linde)
    an = make_mandataris(bestuur, first_name="An", last_name="Aerts", email="an@example.be")
    make_gast(programme, an)
    make_links(programme, now=timezone.now())
    return an


def visits(an: Mandataris) -> Programme:
    programme = Programme.objects.get()
    for start, title in (("9.30", ""), ("14.00", "Koffie in De Linde")):
        make_bezoek(programme, zorgdienst=programme.diensten.get(), start=start, title=title)
    for bezoek in programme.bezoeken.all():
        bezoek.deelnemers.add(an)
    publish_now(programme, timezone.now())
    return programme


def test_when_and_what_on_a_phone_without_javascript(new_page: Callable[..., Page], an: Mandataris) -> None:
    phone = new_page(**PHONE, java_script_enabled=False)
    phone.goto(link_url(an.links.get()))
    phone.get_by_role("link", name="Zeg wanneer je kunt").click()
    phone.get_by_label("Ik kan op deze momenten").check()
    phone.get_by_label("voormiddag").first.check()
    phone.get_by_label("Eerste keuze").select_option(label="De Linde")
    phone.get_by_text("Meer keuzes").click()
    phone.get_by_label("Vierde keuze").select_option(label="Woonzorgcentrum")
    phone.get_by_label("Dieet").fill("vegetarisch")
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("Bedankt, het is bewaard.")).to_be_visible()
    expect(phone.get_by_label("Dieet")).to_have_value("vegetarisch")
    kept = Gast.objects.get()
    assert (kept.available, kept.diet) == ([[FIRST_DAY.isoformat(), 0, 750]], "vegetarisch")
    assert [kind for kind, _ in kept.wishes] == ["service", "kind"]


def test_whether_one_comes_on_a_phone(phone: Page, an: Mandataris) -> None:
    programme = visits(an)
    phone.goto(link_url(an.links.get()))
    phone.get_by_role("link", name="Kom je?").click()
    check_accessibility(phone)
    phone.get_by_label("Ik kom naar een deel").check()
    phone.get_by_role("group", name="Koffie in De Linde").get_by_label("Ik kom niet").check()
    phone.get_by_role("button", name="Antwoord bewaren").click()
    expect(phone.get_by_role("link", name="Kies of je komt.")).to_be_visible()
    check_accessibility(phone)
    phone.get_by_role("group", name="De Linde,").first.get_by_label("Ik kom", exact=True).check()
    phone.get_by_label("Waarom niet?").fill("vergadering")
    phone.get_by_role("button", name="Antwoord bewaren").click()
    expect(phone.get_by_text("Bedankt, het antwoord is bewaard.")).to_be_visible()
    rows = Deelname.objects.filter(bezoek__programme=programme).order_by("bezoek__starts_at")
    assert list(rows.values_list("answer", "answer_reason")) == [("ja", ""), ("nee", "vergadering")]
    assert phone.context.cookies() == []


def test_an_assistant_opens_the_same_pages(phone: Page, an: Mandataris) -> None:
    rita = Assistent.objects.create(programme=visits(an), name="Rita")
    rita.mandatarissen.add(an)
    make_links(rita.programme, now=timezone.now())
    phone.goto(link_url(rita.links.get()))
    check_accessibility(phone)
    phone.get_by_role("link", name="Wanneer en wat voor An Aerts").click()
    phone.get_by_label("Ik kan altijd").check()
    phone.get_by_role("button", name="Bewaren").click()
    expect(phone.get_by_text("Bedankt, het is bewaard.")).to_be_visible()
    check_accessibility(phone)
    phone.get_by_role("link", name="Mijn lijst").click()
    expect(phone.get_by_role("heading", name="An Aerts")).to_be_visible()


def test_the_page_of_a_person_says_that_their_mail_came_back(page: Page, an: Mandataris) -> None:
    make_bericht(
        Programme.objects.get(),
        mandataris=an,
        to_email=an.email,
        state="teruggekomen",
        bounced_at=timezone.now(),
        problem="Teruggekomen: 550 onbekend",
    )
    sign_in(page, make_user(bestuur=an.bestuur))
    page.goto(reverse("mandataris-edit", args=["leiedorp", an.pk]))
    expect(page.get_by_text("Mail naar an@example.be kwam terug.")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("link", name="Mails aan An Aerts").click()
    expect(page.get_by_role("heading", name="Mails aan An Aerts")).to_be_visible()
    check_accessibility(page)

"""A coordinator uploads the agreement and judges what it says of a service."""

import pytest
from playwright.sync_api import Page, expect

from invitations.models import Fiche, Raakvlak
from programmes.models import Programme, User
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_deelnemende_dienst, make_programme, make_user, make_zorgdienst
from tests.invitations.akkoorden import LEIEDORP

AKKOORD = "/leiedorp/2025/akkoord/"


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    bestuur = make_bestuur(name="Leiedorp", slug="leiedorp")
    programme = make_programme(bestuur, slug="2025")
    service = make_zorgdienst(bestuur, name="De Waterlelie", kind="groepsopvang")
    make_deelnemende_dienst(programme, service)
    fiche = Fiche.objects.create(programme=programme, zorgdienst=service)
    fiche.uitdagingen.create(
        theme="aanbod", title="Te weinig opvangplaatsen voor baby's", text="Honderd kinderen wachten."
    )
    return programme


@pytest.fixture
def coordinator(programme: Programme) -> User:
    return make_user("coordinator", bestuur=programme.bestuur)


def states() -> list[tuple[str, str]]:
    return list(Raakvlak.objects.order_by("passage__number").values_list("state", "domain"))


def test_an_agreement_is_uploaded_and_judged(page: Page, programme: Programme, coordinator: User) -> None:
    sign_in(page, coordinator)
    page.goto(AKKOORD)
    page.get_by_label("Bestand").set_input_files(files=[str(LEIEDORP)])
    page.get_by_role("button", name="Lees het akkoord in").click()
    page.get_by_role("link", name="De Waterlelie").click()
    expect(page.locator(".agreement-row")).to_have_count(2)
    expect(page.locator("mark").first).to_be_visible()
    first, second = page.locator(".agreement-row").all()
    first.get_by_label("Beleidsdomein").select_option("Kinderopvang")
    first.get_by_role("button", name="Bevestigen").click()
    expect(first.get_by_text("bevestigd: Kinderopvang")).to_be_visible()
    second.get_by_role("button", name="Hoort er niet bij").click()
    expect(second.get_by_text("verworpen", exact=True)).to_be_visible()
    assert sorted(states()) == [("bevestigd", "Kinderopvang"), ("verworpen", "")]
    check_accessibility(page)
    first.get_by_role("button", name="Ongedaan maken").click()
    expect(first.get_by_role("button", name="Bevestigen")).to_be_visible()
    page.goto(f"{AKKOORD}passages/")
    page.get_by_label("Zoek woorden").fill("mantelzorg")
    expect(page.locator("#resultaten mark").first).to_have_text("Mantelzorgers")

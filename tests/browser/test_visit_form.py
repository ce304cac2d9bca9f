"""The form of a visit asks the server what follows from a choice; a slow answer never takes away what was typed."""

from playwright.sync_api import expect

from programmes.models import Bezoek
from tests.browser.helpers import sign_in
from tests.factories import make_contactpersoon, make_deelnemende_dienst, make_gast, make_mandataris, make_zorgdienst


def test_what_is_typed_while_an_answer_is_under_way_stays(page, programme, coordinator):
    contact = make_contactpersoon(programme.bestuur, name="Griet Declercq")
    service = make_zorgdienst(programme.bestuur, name="De Linde", contact=contact)
    make_deelnemende_dienst(programme, service)
    make_gast(programme, make_mandataris(programme.bestuur, first_name="An", last_name="Aerts"))
    sign_in(page, coordinator)
    page.goto(f"/{programme.bestuur.slug}/{programme.slug}/bezoeken/nieuw/")
    held = []
    page.route("**/bezoeken/nieuw/", lambda route: route.continue_() if held else held.append(route))  # one waits

    with page.expect_request("**/bezoeken/nieuw/"):
        page.get_by_label("Zorgdienst").select_option(label="De Linde")
    page.get_by_label("Van", exact=False).first.fill("13:15")
    page.get_by_label("Tot", exact=False).first.fill("14:45")
    page.get_by_label("An Aerts").first.check()
    page.unroute("**/bezoeken/nieuw/")  # and comes

    expect(page.get_by_label("Wie ontvangt")).to_have_value(str(contact.pk))  # by the second answer
    expect(page.get_by_label("Van", exact=False).first).to_have_value("13:15")
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url("**/bord/**")
    bezoek = Bezoek.objects.get()
    assert (bezoek.starts_at.hour, bezoek.starts_at.minute) == (12, 15)  # UTC
    assert [str(person) for person in bezoek.deelnemers.all()] == ["An Aerts"]
    assert bezoek.host == contact

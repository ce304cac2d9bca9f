"""A section of the report is written in the browser: it saves by itself, and never over what somebody else wrote."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import APIResponse, Page, Route, expect

from followup.models import Sectie
from followup.reports.sections import save_section
from programmes.models import Programme
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_programme, make_user
from tests.followup.reports import held_day, report_of, section_of
from tests.press.quotes import make_picture

PASTE = """(html) => {
    const data = new DataTransfer();
    data.setData('text/html', html);
    const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
    document.querySelector('.ProseMirror').dispatchEvent(event);
}"""
FROM_WORD = (
    "<html><head><style>p{color:red}</style></head><body><h1>Wat we zagen</h1>"
    "<p class=MsoNormal><b>Warm</b> onthaal<script>stuur()</script><img src='https://volg.example/1.gif'></p></body></html>"
)


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    return make_programme(make_bestuur(name="Leiedorp", slug="leiedorp"), slug="2025")


def test_who_takes_over_what_the_other_saved_takes_the_pictures_too(
    new_page: Callable[..., Page], problems: list[str], programme: Programme
) -> None:
    held_day(programme)
    beeld = make_picture(programme, caption="De tuin")
    one, page = section_of(report_of(programme)), new_page()
    sign_in(page, make_user("coordinator", bestuur=programme.bestuur))
    page.goto(reverse("sectie-edit", args=["leiedorp", "2025", one.pk]))
    expect(page.get_by_role("toolbar", name="Opmaak")).to_be_visible()
    save_section(one, revision=1, by="Els", now=timezone.now(), text="<p>Van Els.</p>", beelden=[beeld.pk])
    text = page.get_by_role("textbox", name="Tekst")
    text.click()
    page.keyboard.type("Van mij. ")
    page.get_by_role("button", name="Neem deze tekst over").click()
    problems.clear()  # the browser says that the server answered 409
    expect(text).to_have_text("Van Els.")
    assert page.locator("input[name=beelden]").is_checked()
    text.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" En van mij.")
    expect(page.get_by_text("Bewaard om ")).to_be_visible()
    one.refresh_from_db()
    assert (one.text, one.beelden) == ("<p>Van Els. En van mij.</p>", [beeld.pk])


def test_who_leaves_while_it_saves_is_not_told_to_be_somebody_else(
    new_page: Callable[..., Page], programme: Programme
) -> None:
    held_day(programme)
    one, page = section_of(report_of(programme)), new_page()
    sign_in(page, make_user("coordinator", bestuur=programme.bestuur))
    page.goto(reverse("sectie-edit", args=["leiedorp", "2025", one.pk]))
    expect(page.get_by_role("toolbar", name="Opmaak")).to_be_visible()
    waiting: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if route.request.headers["accept"] == "application/json":
            waiting.append((route, route.fetch()))
        else:
            route.continue_()

    page.route("**/secties/**", hold)
    page.get_by_role("textbox", name="Tekst").click()
    page.keyboard.type("Eerst. ")
    expect(page.get_by_text("Bewaren…")).to_be_visible()
    page.keyboard.type("Dan. ")
    page.get_by_role("button", name="Bewaren en terug").click()
    route, answer = waiting[0]
    route.fulfill(response=answer)
    expect(page.get_by_role("heading", name="Verslag", exact=True)).to_be_visible()
    assert "Eerst. Dan. " in Sectie.objects.get(pk=one.pk).text


def test_writing_together(new_page: Callable[..., Page], problems: list[str], programme: Programme) -> None:
    held_day(programme)
    one = section_of(report_of(programme))
    els, wies = new_page(), new_page()
    for page, name in ((els, "Els"), (wies, "Wies")):
        sign_in(page, make_user("coordinator", bestuur=programme.bestuur, name=name))
        page.goto(reverse("sectie-edit", args=["leiedorp", "2025", one.pk]))
        expect(page.get_by_role("toolbar", name="Opmaak")).to_be_visible()
    check_accessibility(els)
    text = els.get_by_role("textbox", name="Tekst")
    text.click()
    els.keyboard.press("Control+a")
    els.keyboard.press("Delete")
    els.evaluate(PASTE, FROM_WORD)
    els.keyboard.press("Enter")
    els.keyboard.type("En koffie.")
    expect(els.get_by_text("Bewaard om ")).to_be_visible()
    expect(text).to_contain_text("Wat we zagen")
    one.refresh_from_db()
    assert one.text == "<h3>Wat we zagen</h3><p><strong>Warm</strong> onthaal</p><p>En koffie.</p>"

    wies.get_by_role("textbox", name="Tekst").click()
    wies.keyboard.type("Van Wies. ")
    expect(wies.get_by_text("Els bewaarde deze sectie intussen")).to_be_visible()
    problems.clear()  # the browser says that the server answered 409
    expect(wies.get_by_role("region", name="Wat er nu staat")).to_contain_text("En koffie.")
    check_accessibility(wies)
    wies.get_by_role("button", name="Bewaar toch mijn tekst").click()
    expect(wies.get_by_text("Bewaard om ")).to_be_visible()
    assert "Van Wies." in Sectie.objects.get(pk=one.pk).text
    wies.get_by_role("button", name="Bewaren en terug").click()
    expect(wies.get_by_role("heading", name="Verslag", exact=True)).to_be_visible()

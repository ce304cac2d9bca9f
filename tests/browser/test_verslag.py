"""A section of the report is written in the browser: it saves by itself, and never over what somebody else wrote."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from followup.models import Sectie
from programmes.models import Programme
from tests.browser.helpers import check_accessibility, sign_in
from tests.factories import make_bestuur, make_programme, make_user
from tests.followup.reports import held_day, report_of, section_of

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

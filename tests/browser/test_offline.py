"""One bar of reception, or none: the day stays readable, and what is noted arrives once."""

import re
import time
from collections.abc import Callable
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, Route, expect

from press.models import Aanwezigheid, Beeld, Deellink, Quote
from press.sharing import share, shared_token
from programmes.models import Bezoek, Contactpersoon, Programme
from tests.browser.conftest import PHONE
from tests.browser.helpers import check_accessibility
from tests.factories import make_bestuur, make_programme
from tests.press.days import make_host, make_person, make_visit, page, publish
from tests.press.pictures import CAMERA, exif_of_camera, halves

NO_RECEPTION = re.compile(
    r"^Geen bereik\. Dit is je programma van \d+\.\d\d uur\. Wat je nu noteert, vertrekt vanzelf\.$"
)
IS_KEPT = """async (pages) => {
    const kept = new Set((await (await caches.open("dag-paginas")).keys()).map(({url}) => new URL(url).pathname));
    return pages.every((page) => kept.has(page));
}"""

CLOSES_ONCE = """
    const begin = IDBDatabase.prototype.transaction;
    let turn = 0;
    IDBDatabase.prototype.transaction = function (...how) {
        if (++turn === 3) this.close();
        return begin.apply(this, how);
    };
"""


@pytest.fixture
def today() -> None:
    """What is on all day, is over at midnight: who begins in the last two minutes, waits for the next day."""
    left = (24 * 60 - 2) * 60 - (
        timezone.localtime() - timezone.localtime().replace(hour=0, minute=0, second=0)
    ).seconds
    if left < 0:
        time.sleep(left + 121)


@pytest.fixture
def griet(today: None, transactional_db: None) -> Contactpersoon:
    programme = make_programme(
        make_bestuur(name="Leiedorp", slug="leiedorp"), slug="2025", first_day=timezone.localdate(), days=2
    )
    return make_host(programme)


@pytest.fixture
def visit(griet: Contactpersoon) -> Bezoek:
    """All day long, so that it is on now."""
    programme = Programme.objects.get()
    people = [make_person(programme, name) for name in ("An Peeters", "Els Maes")]
    visit = make_visit(programme, griet, *people, start="0.00", end="23.59")
    publish(programme)
    return visit


@pytest.fixture
def loaded(new_page: Callable[..., Page], visit: Bezoek, griet: Contactpersoon) -> Page:
    """A phone that opened the day once, with reception."""
    phone = new_page(**PHONE)
    phone.goto(page(griet))
    pages = [page(griet), page(griet, "dag-delen")]
    for _ in range(100):
        if phone.evaluate(IS_KEPT, pages):
            return phone
        phone.wait_for_timeout(50)
    pytest.fail("De pagina's staan na vijf seconden niet in het geheugen van de telefoon.")


def big_photo() -> bytes:
    """48 megapixels of a telephone, with the place where it was taken; padded to three parts."""
    out = BytesIO()
    halves((8064, 6048)).save(out, "JPEG", exif=exif_of_camera())
    return out.getvalue() + b"\0" * max(0, 2_500_000 - out.tell())


def test_without_reception_all_is_kept_and_sent_once(
    loaded: Page, griet: Contactpersoon, visit: Bezoek, problems: list[str]
) -> None:
    phone, sent = loaded, []
    check_accessibility(phone)
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator("#dag-zonder-bereik")).to_have_text(NO_RECEPTION)
    expect(phone.get_by_role("heading", name="De Linde")).to_be_visible()
    assert phone.evaluate("document.fonts.check('16px \"Source Sans Pro\"')")
    note_three_things(phone, visit)
    check_accessibility(phone)
    phone.reload()
    expect(phone.locator("#dag-wachtrij")).to_have_text("3 dingen wachten om te vertrekken.")
    assert (Aanwezigheid.objects.count(), Quote.objects.count(), Beeld.objects.count()) == (0, 0, 0)
    other_tab = phone.context.new_page()
    other_tab.goto(page(griet))
    expect(other_tab.locator("#dag-wachtend li")).to_have_count(3)
    phone.context.on("response", lambda answer: sent.append(answer.url) if answer.request.method == "POST" else None)
    phone.context.set_offline(False)
    for tab in (phone, other_tab):
        expect(tab.locator("#dag-wachtend li")).to_have_count(0)
    for _ in range(100):  # what the browser tells of its requests comes a little later
        if len(sent) >= 3:
            break
        phone.wait_for_timeout(50)
    assert sorted(url.split("/")[-2] for url in sent) == ["aanwezig", "quote", "upload"]
    other_tab.close()
    phone.reload()
    expect(phone.locator("#dag-wachtrij")).to_have_text("")
    expect(phone.locator("#dag-zonder-bereik")).to_have_text("")
    three_things_arrived(visit)
    only_offline(problems)


def note_three_things(phone: Page, visit: Bezoek) -> None:
    """A tick, a quote and a photo."""
    phone.get_by_role("button", name="Aanwezig (An Peeters)", exact=True).tap()
    expect(phone.locator("#dag-wachtrij")).to_have_text("1 ding wacht om te vertrekken.")
    phone.get_by_role("link", name="Foto, quote of verhaal doorsturen").tap()
    expect(phone.get_by_label("Bij welk bezoek?").first).to_have_value(str(visit.pk))
    phone.get_by_label("Wat iemand zei").fill("Lekkere soep")
    phone.get_by_label("Naam", exact=True).fill("Maria")
    phone.get_by_role("button", name="Quote doorsturen").tap()
    phone.get_by_label("Kies foto's of een film").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": big_photo()}
    )
    expect(phone.locator("#dag-wachtrij")).to_have_text("3 dingen wachten om te vertrekken.")
    expect(phone.locator("#delen-onderweg img")).to_have_count(1)


def three_things_arrived(visit: Bezoek) -> None:
    """Each once, and the photo without a word of the camera."""
    beeld = Beeld.objects.get()
    assert [(str(row), row.is_present) for row in Aanwezigheid.objects.all()] == [("An Peeters", True)]
    assert [(quote.text, quote.name, quote.visit) for quote in Quote.objects.all()] == [
        ("Lekkere soep", "Maria", visit.pk)
    ]
    assert (beeld.width, beeld.height, beeld.visit, beeld.work) == (8064, 6048, visit.pk, "klaar")
    with beeld.print.open("rb") as file, Image.open(file) as drawn:
        assert (dict(drawn.getexif()), CAMERA.encode() in file.read()) == ({}, False)


def test_an_answer_that_was_lost_doubles_nothing(
    loaded: Page, griet: Contactpersoon, visit: Bezoek, problems: list[str]
) -> None:
    """The server got it, and the phone never heard so: it sends again, and there is one of each."""
    phone, lost = loaded, []

    def lose(route: Route) -> None:
        answer = route.fetch()
        if answer.headers.get("upload-offset") == "0" or route.request.url in lost:
            route.fulfill(response=answer)
        else:
            lost.append(route.request.url)
            route.abort("connectionreset")

    phone.goto(page(griet, "dag-delen"))
    phone.route("**/quote/", lose)
    phone.route("**/upload/*/", lose)
    phone.get_by_label("Wat iemand zei").fill("Warm onthaal")
    phone.get_by_label("Ik zeg dit zelf").check()
    expect(phone.get_by_label("Naam", exact=True)).to_be_hidden()
    phone.get_by_role("button", name="Quote doorsturen").tap()
    phone.get_by_label("Kies foto's of een film").set_input_files(
        [
            {"name": "IMG_2.jpg", "mimeType": "image/jpeg", "buffer": small_photo()},
            {"name": "nota.jpg", "mimeType": "image/jpeg", "buffer": b"%PDF-1.7"},
        ]
    )
    expect(phone.get_by_text("'nota.jpg' is geen foto of film die we kennen")).to_be_visible(timeout=30_000)
    expect(phone.locator("#delen-onderweg .is-done")).to_have_count(1)
    expect(phone.locator("#dag-wachtrij")).to_be_in_viewport()
    expect(phone.locator("#dag-wachtrij")).to_contain_text("1 ding is geweigerd: bekijk het.")
    phone.reload()
    expect(phone.locator("#delen-onderweg li")).to_contain_text("geweigerd, zie bovenaan")
    phone.get_by_role("link", name="1 ding is geweigerd: bekijk het.").tap()
    phone.get_by_role("button", name="Laat dit vallen").tap()
    expect(phone.locator("#dag-wachtend")).to_be_hidden()
    assert len(lost) == 3
    assert [(quote.name, quote.contactpersoon) for quote in Quote.objects.all()] == [(griet.name, griet)]
    assert sorted(Beeld.objects.values_list("filename", flat=True)) == ["IMG_2.jpg"]
    problems.clear()


def test_what_is_noted_does_not_wait_for_a_film_on_a_bad_line(
    loaded: Page, griet: Contactpersoon, visit: Bezoek, problems: list[str]
) -> None:
    """The line drops parts of a megabyte: smaller ones pass. A quote, noted meanwhile, leaves between two parts.

    The telephone closes the store once; it is opened again.
    """
    phone, sizes, order = loaded, [], []

    def line(route: Route) -> None:
        size = len(route.request.post_data_buffer or b"")
        sizes.append(size)
        if size > 300_000:
            route.abort("connectionreset")
            return
        if len(sizes) == 4:
            phone.get_by_label("Wat iemand zei").fill("Lekkere soep")
            phone.get_by_label("Ik zeg dit zelf").check()
            phone.get_by_role("button", name="Quote doorsturen").tap()
            expect(phone.locator("#dag-wachtend li")).to_have_count(2)
        route.continue_()

    phone.add_init_script(CLOSES_ONCE)
    phone.goto(page(griet, "dag-delen"))
    phone.route("**/upload/*/", line)
    phone.on("requestfinished", lambda request: order.append(request.url.split("/")[5]))
    phone.get_by_label("Kies foto's of een film").set_input_files(
        {"name": "IMG_3.jpg", "mimeType": "image/jpeg", "buffer": small_photo() + b"\0" * 2_000_000}
    )
    expect(phone.locator("#delen-onderweg .is-done")).to_have_count(1, timeout=30_000)
    expect(phone.get_by_text("Je browser bewaart niets")).to_have_count(0)
    assert sizes[:3] == [1024 * 1024, 512 * 1024, 256 * 1024]
    assert (order.index("quote") < len(order) - 2, order.count("quote")) == (True, 1)
    assert (Quote.objects.count(), Beeld.objects.get().size) == (1, len(small_photo()) + 2_000_000)
    problems.clear()


def test_without_a_worker_and_a_store_the_open_page_goes_on(
    new_page: Callable[..., Page], visit: Bezoek, griet: Contactpersoon, problems: list[str]
) -> None:
    phone = new_page(**PHONE, service_workers="block")
    phone.add_init_script("indexedDB.open = () => { throw new Error('geweigerd'); }")
    phone.goto(page(griet))
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Niet aanwezig (Els Maes)").tap()
    expect(phone.locator("#dag-wachtrij")).to_have_text(
        "1 ding wacht om te vertrekken. Je browser bewaart niets: hou deze pagina open tot alles verstuurd is."
    )
    expect(phone.locator("#dag-zonder-bereik")).to_have_text(NO_RECEPTION)
    phone.context.set_offline(False)
    expect(phone.locator("#dag-wachtrij")).to_have_text("Els Maes is er niet.")
    expect(phone.get_by_text("door Griet Declercq")).to_be_visible()
    assert [(str(row), row.is_present) for row in Aanwezigheid.objects.all()] == [("Els Maes", False)]
    only_offline(problems)


def test_who_scanned_a_code_says_once_who_they_are(new_page: Callable[..., Page], visit: Bezoek) -> None:
    phone = new_page(**PHONE)
    phone.goto(
        reverse("dag-delen", args=[shared_token(share(visit.programme, Deellink.Kind.OPNEMEN, now=timezone.now()))])
    )
    names = phone.get_by_label("Je eigen naam")
    names.first.fill("Jan")
    phone.reload()
    for name in names.all():
        expect(name).to_have_value("Jan")


def test_a_link_that_ended_is_not_kept(loaded: Page, griet: Contactpersoon, problems: list[str]) -> None:
    griet.links.update(revoked_at=timezone.now())
    loaded.reload()
    expect(loaded.get_by_role("heading", level=1)).not_to_have_text("Vandaag")
    assert loaded.evaluate("caches.open('dag-paginas').then((cache) => cache.keys()).then(({length}) => length)") == 0
    problems.clear()


def small_photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (640, 480), "red").save(out, "JPEG")
    return out.getvalue()


def only_offline(problems: list[str]) -> None:
    """Nothing else went wrong than that there was no reception."""
    assert [line for line in problems if "ERR_INTERNET_DISCONNECTED" not in line] == []
    problems.clear()

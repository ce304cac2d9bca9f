"""Every page there is, opened in the demo town: accessible in light and dark, nothing wider than a phone, no error.

The pages come from the URLs, so that a new one is looked at without anybody thinking of it.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from followup.models import Sectie
from followup.sharing import PAGES
from followup.sharing import shared_token as followup_token
from press.sharing import shared_token
from programmes.demo.load import Demo, load_demo
from programmes.links import token_of
from programmes.models import (
    Contactpersoon,
    Inlezing,
    Inschrijving,
    Inwoner,
    Onderdeel,
    Oogst,
    PersonalLink,
    Programme,
    Verteller,
)
from programmes.proposals.settings import DAY, Scope
from programmes.tokens import token_from
from tests.browser.helpers import sign_in, violations, violations_since
from tests.invitations.messages import CALENDAR, make_bericht
from tests.invitations.uitnodigingen import make_uitnodiging
from tests.programmes.proposed import make_voorstel
from tests.test_urls import OURS, kwargs_of

LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PARTS = 4  # so that workers share them
FORMATS = {"podium": "vrij_podium", "speeddate": "speeddate", "visie": "visieworkshop"}  # behind the link of a host


@pytest.fixture
def demo(transactional_db: None) -> Demo:
    demo = load_demo(timezone.now())
    client = Client()
    client.force_login(demo.coordinator)
    for kind in Inlezing.Kind.values:
        example = client.get(reverse("inlezing-example", args=["leiedorp", kind])).getvalue()
        file = SimpleUploadedFile("voorbeeld.xlsx", example)
        client.post(reverse("inlezing-new", args=["leiedorp", kind]), {"file": file})
    make_bericht(
        demo.programme, html="<!doctype html><title>x</title><h1>Dag</h1>", calendar=CALENDAR, method="REQUEST"
    )
    make_uitnodiging(demo.programme)
    for scope in (Scope(), Scope(DAY, day=demo.programme.first_day)):
        make_voorstel(demo.programme, by_hand=True, scope=scope)
    call_command("demo_voorbereiding")
    call_command("demo_expeditiedag")
    call_command("demo_nazorg")
    return demo


def some_of_a_host(demo: Demo, name: str) -> Model | None:
    """The same behind the link of a host, at a service of theirs: of a new thing it is the service."""
    host = host_of(demo, name)
    own = demo.programme.diensten.filter(contactpersonen=host)
    visits = demo.programme.bezoeken.filter(zorgdienst__in=own, host=host)
    noun, _, act = name.removeprefix("gastheer-").partition("-")
    if noun in FORMATS:
        return visits.filter(werkvorm=FORMATS[noun]).first()
    rows: Any = {
        "onderdeel": Onderdeel.objects.filter(bezoek__in=visits),
        "uurschema": visits,
        "verhaal": demo.programme.verhalen.filter(zorgdienst__in=own),
    }
    return (own if act == "new" else rows.get(noun, own)).first()


def guest_of(programme: Programme) -> int | None:
    """The key of whoever has the link that `url_of` takes."""
    return programme.links.filter(mandataris__isnull=False).order_by("mandataris")[0].mandataris_id


def host_of(demo: Demo, name: str) -> Contactpersoon:
    """Who receives a visit in the format that the name speaks of, or else the first."""
    hosts = demo.bestuur.contactpersonen.filter(links__programme=demo.programme).order_by("pk")
    werkvorm = FORMATS.get(name.removeprefix("gastheer-").split("-")[0])
    return (werkvorm and hosts.filter(bezoeken__werkvorm=werkvorm).first()) or hosts[0]


def some(demo: Demo, name: str) -> Model | None:
    """What the key in a URL is about: the noun that its name begins with."""
    if name.startswith("gastheer-"):
        return some_of_a_host(demo, name)
    if name.startswith("nazorg-afspraak-"):
        return demo.earlier.afspraken.filter(mandatarissen=guest_of(demo.earlier), is_shared=True).first()
    if name.startswith("persoonlijk-gastheer"):
        return demo.bestuur.contactpersonen.filter(bezoeken__programme=demo.earlier).first()
    rows = rows_of_the_plan(demo, name) | rows_of_the_day(demo) | rows_of_the_aftercare(demo)
    found: Model | None = rows[name.split("-", maxsplit=1)[0]].first()
    return found


def rows_of_the_plan(demo: Demo, name: str) -> dict[str, Any]:
    """Those of steps 1 and 2."""
    return {
        "akkoord": demo.programme.diensten,
        "antwoord": demo.programme.gasten,
        "assistent": demo.programme.assistenten,
        "bericht": demo.programme.berichten,
        "bezoek": demo.programme.bezoeken.filter(kind="bezoek"),
        "belronde": demo.programme.gasten,
        "booklet": demo.programme.opdrachten,
        "contactpersoon": demo.bestuur.contactpersonen,
        "fiche": demo.programme.diensten.filter(fiches__isnull=False),
        "gast": demo.programme.gasten,
        "inlezing": demo.bestuur.inlezingen,
        "link": demo.programme.links,
        "mandataris": demo.bestuur.mandatarissen,
        "mijn": demo.programme.bezoeken,
        "carrousel": demo.programme.bezoeken.filter(carrousel__isnull=False),
        "dialoog": demo.programme.bezoeken if name == "dialoog-visit" else demo.programme.trajecten,
        "podium": demo.programme.bezoeken.filter(podium__isnull=False),
        "medewerker": demo.bestuur.lidmaatschappen.exclude(user=demo.coordinator),
        "speeddate": demo.programme.bezoeken.filter(speeddate__isnull=False),
        "onderdeel": Onderdeel.objects.filter(bezoek__programme=demo.programme),
        "toestemming": demo.bestuur.toestemmingen,
        "uitnodiging": demo.programme.uitnodigingen,
        "verhaal": demo.programme.verhalen,
        "visie": programme_of(demo, name).bezoeken.filter(visieworkshop__isnull=False),
        "voorstel": demo.programme.voorstellen,
        "werkvorm": demo.programme.bezoeken.exclude(werkvorm=""),
        "reistijd": demo.bestuur.reistijden,
        "rondrit": demo.programme.bezoeken.filter(ronde__isnull=False),
        "taak": demo.programme.taken,
        "zorgdienst": demo.bestuur.zorgdiensten,
    }


def rows_of_the_day(demo: Demo) -> dict[str, Any]:
    """Those of step 3."""
    return {
        "beeld": demo.programme.beelden.filter(work="klaar"),
        "beeldrecht": demo.bestuur.toestemmingen,
        "chauffeur": demo.programme.chauffeurs,
        "draaiboek": demo.programme.gasten,
        "groep": demo.programme.groepen,
        "herkend": demo.programme.beelden.filter(work="klaar"),
        "pers": demo.programme.beelden.filter(work="klaar"),
        "publiek": demo.programme.beelden.filter(work="klaar"),
        "perscontact": demo.bestuur.perscontacten,
        "perslink": demo.programme.deellinks.filter(kind="pers"),
        "persmoment": demo.programme.persmomenten,
        "post": demo.programme.posts,
        "quote": demo.programme.quotes,
        "vandaag": demo.programme.bezoeken.filter(kind="bezoek"),
        "verschenen": demo.programme.verschenen,
        "vertraging": demo.programme.vertragingen,
    }


def rows_of_the_aftercare(demo: Demo) -> dict[str, Any]:
    """Those of step 4, which is about the edition before."""
    programme = demo.earlier
    return {
        "afspraak": programme.afspraken,
        "afspraken": programme.afspraken,
        "enquete": programme.enquetes,
        "gegevens": demo.bestuur.mandatarissen,
        "knelpunt": programme.knelpunten,
        "nazorg": programme.beelden.filter(work="klaar"),
        "persoonlijk": programme.guests,
        "sectie": Sectie.objects.filter(verslag__programme=programme),
        "verslag": programme.beelden.filter(work="klaar"),
    }


def programme_of(demo: Demo, name: str) -> Programme:
    return demo.earlier if OURS[name].callback.__module__.startswith("followup.") else demo.programme


def link_of(demo: Demo, programme: Programme, name: str) -> PersonalLink:
    """The first of those who have such a page."""
    noun = name.split("-", maxsplit=1)[0]
    owners = {"gastheer": "contactpersoon", "assistent": "assistent", "nazorg-bedanking": "contactpersoon"}
    owner = owners.get(name, owners.get(noun, "mandataris"))
    links = PersonalLink.objects.filter(programme=programme, **{f"{owner}__isnull": False}).order_by(owner)
    return (links.filter(contactpersoon=host_of(demo, name)) if noun == "gastheer" else links)[0]


def url_of(demo: Demo, name: str) -> str:
    programme = programme_of(demo, name)
    kwargs: dict[str, Any] = {"bestuur": demo.bestuur.slug, "programme": programme.slug, "number": 1}
    kwargs |= {"kind": "mandatarissen", "size": "klein", "key": UUID(int=0)}
    signed_up = Inschrijving.objects.order_by("pk").first()
    if signed_up:
        kwargs |= {"inschrijving": signed_up.pk, "sessie": signed_up.carrousel.sessies.order_by("pk")[0].pk}
        kwargs |= {"paper": "carrousel", "about": signed_up.carrousel.bezoek_id}
    said = Oogst.objects.order_by("pk").first()
    if said:
        resident = Inwoner.objects.order_by("pk")[0]
        kwargs |= {"bijeenkomst": said.bijeenkomst_id, "inwoner": resident.pk, "regel": said.pk}
    kwargs["verteller"] = Verteller.objects.order_by("pk").values_list("pk", flat=True).first() or 0
    needed = kwargs_of(OURS[name])
    noun = name.split("-", maxsplit=1)[0]
    shared = programme.deellinks.filter(kind=noun).first()
    of_aftercare = programme.nazorglinks.filter(kind=noun).first()
    if signed_up and name in {"inschrijven", "inschrijving", "uitschrijven"}:
        kwargs["token"] = token_from((signed_up.carrousel if name == "inschrijven" else signed_up).nonce)
    elif name == "visie-antwoord":
        kwargs["token"] = token_from(programme.bezoeken.get(visieworkshop__isnull=False).visieworkshop.nonce)
    elif "token" in needed and of_aftercare and name in PAGES.values():
        kwargs["token"] = followup_token(of_aftercare)
    elif "token" in needed and shared:
        kwargs["token"] = shared_token(shared)
    elif "token" in needed:
        kwargs["token"] = token_of(link_of(demo, programme, name))
    if "person" in needed:
        kwargs["person"] = demo.programme.assistenten.get().mandatarissen.all()[0].pk
    if "pk" in needed:
        row = some(demo, name)
        kwargs["pk"] = row.pk if row else 0
    return reverse(name, kwargs={key: kwargs[key] for key in needed})


def pages(demo: Demo, part: int) -> Iterator[str]:
    """Addresses that answer a GET with a page of their own: those of one of the parts that the names are dealt into."""
    client = Client()
    client.force_login(demo.coordinator)
    for name in sorted(OURS)[part::PARTS]:
        url = url_of(demo, name)
        if url.endswith(".pdf"):  # takes seconds, and has tests of its own
            continue
        response = client.get(url)
        assert response.status_code < 500, url
        if "sandbox" in response.headers.get("Content-Security-Policy", ""):
            continue  # a mail, shown in a frame of a page: no script runs there, that of axe neither
        if response.status_code == 200 and b"<!doctype html" in response.getvalue()[:200].lower():
            yield url


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(demo: Demo, page: Page, problems: list[str], part: int) -> None:
    sign_in(page, demo.coordinator)
    wrong = [line for url in pages(demo, part) for line in look_at(page, url)]
    assert wrong + problems == []


def look_at(page: Page, url: str) -> Iterator[str]:
    """On a laptop in the light, and on a phone in the dark."""
    page.set_viewport_size(LAPTOP)
    page.emulate_media(color_scheme="light")
    page.goto(url)
    headings = page.locator("h1").count()
    if headings != 1:
        yield f"{url}: {headings} koppen van het eerste niveau"
    yield from (f"{url}: {line}" for line in [*violations(page, in_the_dark=False), *too_wide(page)])
    page.evaluate("looks.remember()")
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="dark")
    yield from (f"{url}, op een telefoon: {line}" for line in [*violations_since(page), *too_wide(page)])


def too_wide(page: Page) -> Iterator[str]:
    pixels = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if pixels > 0:
        yield f"{pixels} px te breed"

"""The public page: open to anybody once it is on, and never with more than may be on the website now."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from invitations.models import Toestemming
from press.models import Persmap, Verschenen
from press.testimonials.asking import refuse
from press.testimonials.public import public_page
from programmes.models import Programme, User
from tests.factories import make_bezoek, make_deelnemende_dienst, make_mandataris, make_user, make_zorgdienst
from tests.invitations.rsvp import publish_now
from tests.press.quotes import NOW, TODAY, make_approved, make_picture, make_quote, recognise

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]
PAGE = reverse("publiek", args=ARGS)


@pytest.fixture
def public(programme: Programme) -> Programme:
    """Its page is on."""
    Persmap.objects.create(programme=programme, is_public=True)
    return programme


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def picture_url(pk: int, size: str = "klein") -> str:
    return reverse("publiek-beeld", args=[*ARGS, pk, size])


def test_the_page_does_not_exist_until_it_is_switched_on(
    programme: Programme, client: Client, client_of: Callable[[User], Client]
) -> None:
    staff = client_of(make_user("communicatie", bestuur=programme.bestuur))
    picture = make_picture(programme)
    for state in ("no row", "off"):
        assert (client.get(PAGE).status_code, staff.get(PAGE).status_code, state) == (404, 404, state)
        assert client.get(picture_url(picture.pk)).status_code == 404
        Persmap.objects.get_or_create(programme=programme)
    switch = reverse("publiek-edit", args=ARGS)
    assert "De pagina staat uit" in page(staff.get(switch))
    assert "De publieke pagina staat aan." in page(staff.post(switch, {"aan": "ja"}, follow=True))
    assert client.get(PAGE).status_code == 200
    assert "De publieke pagina staat uit." in page(staff.post(switch, {"aan": "nee"}, follow=True))
    assert client.get(PAGE).status_code == 404


def test_it_tells_what_when_and_who_takes_part(public: Programme, client: Client) -> None:
    linde = make_zorgdienst(public.bestuur, name="De Linde", kind="woonzorgcentrum", street="Straat 1", city="Leiedorp")
    make_bezoek(public, zorgdienst=linde)
    publish_now(public)
    make_deelnemende_dienst(public, make_zorgdienst(public.bestuur, name="Nog niet gepubliceerd"))
    public.contact_name, public.contact_email, public.contact_phone = "Els", "els@leiedorp.be", "056 00 12 00"
    public.introduction = "Welkom."
    public.save()
    Verschenen.objects.create(
        programme=public,
        title="Burgemeester schept soep",
        url="https://krant.example/1",
        medium="De Krant",
        published_on=TODAY,
    )
    text = page(client.get(PAGE))
    for part in (
        "<h1>Expeditie Zorg</h1>",
        "Maandag 24 februari tot en met vrijdag 28 februari 2025",
        "<p>Welkom.</p>",
        "#ZorgLokaal",
        '<strong>De Linde</strong><br>Woonzorgcentrum<br><span class="meta">Leiedorp</span>',
        '<a href="https://krant.example/1" rel="noopener">Burgemeester schept soep</a>',
        "De Krant, woensdag 26 februari 2025",
        'href="mailto:els@leiedorp.be"',
    ):
        assert part in text
    hidden = ("Nog niet gepubliceerd", "056 00 12 00", "Straat 1", 'name="robots"')
    assert [part for part in hidden if part in text] == []


def test_the_texts_of_the_press_kit_come_first(public: Programme, client: Client) -> None:
    Persmap.objects.update(title="Op expeditie", lead="Eerste zin.\n\nTweede <b>zin</b>.")
    text = page(client.get(PAGE))
    assert "<h1>Op expeditie</h1>" in text
    assert "<p>Eerste zin.</p> <p>Tweede &lt;b&gt;zin&lt;/b&gt;.</p>" in text


def test_what_is_under_embargo_is_told_to_nobody(public: Programme, client: Client) -> None:
    Persmap.objects.update(title="Nieuws", lead="Heel nieuw.", embargo_until=timezone.now() + dt.timedelta(hours=1))
    text = page(client.get(PAGE))
    assert ("Nieuws" in text, "Heel nieuw." in text, "<h1>Expeditie Zorg</h1>" in text) == (False, False, True)


def test_only_approved_testimonials_for_the_site_are_there(public: Programme, client: Client) -> None:
    make_approved(public, "site", text="Mag op de site", name="An", function="kok")
    make_approved(public, "pers", text="Alleen pers")
    make_approved(public, "site", text="Geen getuigenis", is_testimonial=False)
    make_quote(public, text="Nog niet gevraagd", is_testimonial=True)
    text = page(client.get(PAGE))
    assert re.findall(r"<blockquote><p>([^<]+)</p></blockquote>", text) == ["Mag op de site"]
    assert "<strong>An</strong><br>kok" in text


def test_no_party_stands_there(public: Programme, client: Client) -> None:
    person = make_mandataris(public.bestuur, fractie="Lijst A", function="schepen")
    public.bestuur.shows_fractie = True
    public.bestuur.save()
    make_approved(public, mandataris=person, name=person.name, function="schepen")
    assert "Lijst A" not in page(client.get(PAGE))


def test_who_takes_it_back_is_gone_at_once(public: Programme, client: Client) -> None:
    quote = make_approved(public, text="Warm onthaal")
    response = client.get(PAGE)
    etag = response.headers["ETag"]
    assert response.headers["Cache-Control"] == "public, no-cache"
    assert client.get(PAGE, headers={"If-None-Match": etag}).status_code == 304
    refuse(quote, now=NOW)
    again = client.get(PAGE, headers={"If-None-Match": etag})
    assert "Warm onthaal" not in page(again)


def test_a_portrait_is_shown_as_long_as_it_may(public: Programme, client: Client) -> None:
    portrait = make_picture(public)
    consent = recognise(portrait)
    make_approved(public, portrait=portrait)
    assert page(client.get(PAGE)).count(picture_url(portrait.pk)) == 1
    Toestemming.objects.filter(pk=consent.pk).update(withdrawn_at=NOW)
    text = page(client.get(PAGE))
    assert (picture_url(portrait.pk) in text, "Warm onthaal" in text) == (False, True)


def test_only_pictures_that_may_be_on_the_site_are_there_and_served(public: Programme, client: Client) -> None:
    shown = make_picture(public, "teal", caption="Koffie", credit="Wies")
    recognise(shown)
    inside = make_picture(public, "red")
    recognise(inside, "Bo", "intern")
    new = make_picture(public, "blue", state="nieuw")
    text = page(client.get(PAGE))
    assert [picture_url(one.pk) in text for one in (shown, inside, new)] == [True, False, False]
    assert "Koffie" in text
    assert 'alt="Een teal vlak"' in text
    for size in ("klein", "web"):
        response = client.get(picture_url(shown.pk, size))
        assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"  # type: ignore[attr-defined]
        assert response.headers["Cache-Control"] == "public, no-cache"
        again = client.get(picture_url(shown.pk, size), headers={"If-None-Match": response.headers["ETag"]})
        assert again.status_code == 304
    for pk, size in ((shown.pk, "druk"), (shown.pk, "origineel"), (inside.pk, "klein"), (new.pk, "klein"), (0, "web")):
        assert client.get(picture_url(pk, size)).status_code == 404
    Toestemming.objects.update(withdrawn_at=NOW)
    assert client.get(picture_url(shown.pk), headers={"If-None-Match": "*"}).status_code == 404


def test_a_reader_does_not_switch_it(
    programme: Programme, lezer: User, stranger: User, client_of: Callable[[User], Client]
) -> None:
    for user in (lezer, stranger):
        assert client_of(user).post(reverse("publiek-edit", args=ARGS), {"aan": "ja"}).status_code == 404
    assert Persmap.objects.count() == 0


def test_the_page_is_read_only_and_leaves_no_cookie(public: Programme, client: Client) -> None:
    assert client.post(PAGE).status_code == 405
    client.get(PAGE)
    assert client.cookies == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(public: Programme, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        portrait = make_picture(public, ("teal", "red", "blue")[number])
        recognise(portrait)
        make_approved(public, portrait=portrait)
        make_bezoek(public)
    publish_now(public)
    with django_assert_num_queries(12):
        public_page(public, on=TODAY)

"""The pages behind a personal link: what they show, to whom, and what they leave behind."""

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from invitations.agendas.events import uid_of
from programmes.links import make_links, renew, revoke, token_of
from programmes.models import Bestuur, Bezoek, Contactpersoon, Mandataris, Programme, User, Versie
from programmes.times import BRUSSELS
from programmes.versions import publish
from tests.factories import (
    MONDAY,
    make_bezoek,
    make_contactpersoon,
    make_deelname,
    make_gast,
    make_mandataris,
    make_programme,
    make_zorgdienst,
)

pytestmark = pytest.mark.usefixtures("clock")

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)
OF_A_VISITOR = ["mijn", "mijn-pdf", "mijn-ics", "mijn-feed"]
CALENDARS = ["mijn-ics", "mijn-feed"]  # ask the ledger and the answers too
OF_A_HOST = ["gastheer", "gastheer-pdf"]


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    fields = {"first_name": "An", "last_name": "Aerts", "function": "schepen van Welzijn", "fractie": "Lijst A"}
    return make_gast(programme, make_mandataris(programme.bestuur, **fields)).mandataris


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name="Griet Declercq", function="directeur", phone="051/12 34 56")


@pytest.fixture
def visit(programme: Programme, an: Mandataris, griet: Contactpersoon) -> Bezoek:
    """An at De Linde, Monday at 9.30, received by Griet."""
    programme.contact_name, programme.contact_phone = "Els Vercruysse", "056 00 12 00"
    programme.introduction, programme.hashtag = "Welkom op expeditie.", "#ZorgLokaal"
    programme.save()
    bestuur = programme.bestuur
    bestuur.address, bestuur.latitude, bestuur.longitude = "Markt 1, Leiedorp", 50.9, 3.2
    bestuur.save()
    linde = make_zorgdienst(
        bestuur,
        contact=griet,
        name="De Linde",
        street="Lindestraat 1",
        city="Leiedorp",
        latitude=50.927,
        longitude=3.2,
        clothing="Gesloten schoenen",
        parking="Achter het gebouw",
        meal="Soep",
        meeting_point="Onthaal",
        accessibility="Lift",
    )
    return make_bezoek(programme, zorgdienst=linde, people=[an], host=griet, activity="Afwassen")


@pytest.fixture
def published(visit: Bezoek, coordinator: User) -> Versie:
    make_links(visit.programme, now=NOW)
    return publish(visit.programme, based_on=0, note="", by=coordinator, now=NOW)


def url(name: str, owner: Mandataris | Contactpersoon) -> str:
    """With the live link of this person."""
    return reverse(name, args=[token_of(owner.links.filter(revoked_at=None).get())])


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def pdf_words(response: Any) -> str:
    assert response.headers["Content-Type"] == "application/pdf"
    return " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(response.content)).pages).split())


def test_a_visitor_reads_where_and_when_and_who(published: Versie, an: Mandataris, client: Client) -> None:
    text = page(client.get(url("mijn", an)))
    for part in (
        "<h1>Dag An Aerts</h1>",
        "<p>Welkom op expeditie.</p>",
        "Versie 1, 12 februari",
        "Maandag 24 februari",
        "<strong>Vertrek om 9.10 aan het gemeentehuis</strong>",
        "6 min met de auto",
        "9.30–10.30",
        "<h3>De Linde</h3>",
        'href="https://www.openstreetmap.org/?mlat=50.927&amp;mlon=3.2#map=17/50.927/3.2"',
        'href="https://www.openstreetmap.org/directions?engine=fossgis_osrm_car&amp;from=50.9%2C3.2',
        "<dt>Afspreken</dt><dd>Onthaal</dd>",
        "Griet Declercq, directeur",
        'href="tel:051123456"',
        "<dt>Kledij</dt><dd>Gesloten schoenen</dd>",
        "<dt>Maaltijd</dt><dd>Soep</dd>",
        "<dt>Parkeren</dt><dd>Achter het gebouw</dd>",
        "<dt>Toegankelijk</dt><dd>Lift</dd>",
        "<dt>Wat gebeurt er</dt><dd>Afwassen</dd>",
        "<strong>Els Vercruysse</strong>",
        "<strong>#ZorgLokaal</strong>",
    ):
        assert part in text


def test_a_visitor_reads_with_whom_without_fractie(
    published: Versie, visit: Bezoek, an: Mandataris, coordinator: User, client: Client
) -> None:
    bo = make_mandataris(
        visit.programme.bestuur, first_name="Bo", last_name="Baert", function="schepen", fractie="X-lijst"
    )
    make_deelname(visit, bo)
    publish(visit.programme, based_on=1, note="", by=coordinator, now=NOW)
    text = page(client.get(url("mijn", an)))
    assert '<li>Bo Baert <span class="meta">schepen</span></li>' in text
    assert "X-lijst" not in text
    Bestuur.objects.update(shows_fractie=True)
    visit.programme.bestuur.refresh_from_db()
    publish(visit.programme, based_on=2, note="", by=coordinator, now=NOW)
    assert '<span class="meta">schepen, X-lijst</span>' in page(client.get(url("mijn", an)))


@pytest.mark.parametrize(
    ("answer", "button", "badge"),
    [
        ("", "Kom je?", None),
        ("ja", "Mijn antwoord", "Je zei dat je komt"),
        ("nee", "Mijn antwoord", "Je zei dat je niet komt"),
    ],
)
def test_a_visitor_reads_what_they_answered(
    published: Versie, visit: Bezoek, an: Mandataris, client: Client, answer: str, button: str, badge: str | None
) -> None:
    visit.deelnames.update(answer=answer, answered_at=NOW if answer else None)
    text = page(client.get(url("mijn", an)))
    assert f"{button}</a>" in text
    found = [known for known in ("Je zei dat je komt", "Je zei dat je niet komt") if known in text]
    assert found == ([badge] if badge else [])


def test_once_it_is_over_nobody_is_asked_to_come(
    published: Versie, visit: Bezoek, an: Mandataris, client: Client
) -> None:
    said = ("Kom je?", "Lees je eigen verslag", "Er stond niets voor jou", "bewaar deze link", "wanneer kun je")
    bo = make_mandataris(visit.programme.bestuur)
    visit.programme.gasten.create(mandataris=bo)
    make_links(visit.programme, now=NOW)
    with time_machine.travel(NOW + dt.timedelta(days=60), tick=False):
        pages = [page(client.get(url("mijn", person))) for person in (an, bo)]
    assert [[words in text for words in said] for text in pages] == [
        [False, True, False, False, False],
        [False, True, True, False, False],
    ]


def test_a_spokesperson_and_who_comes_later_read_so(
    visit: Bezoek, an: Mandataris, coordinator: User, client: Client
) -> None:
    visit.deelnames.update(is_spokesperson=True, arrives_at=dt.datetime(2025, 2, 24, 10, tzinfo=BRUSSELS))
    make_links(visit.programme, now=NOW)
    publish(visit.programme, based_on=0, note="", by=coordinator, now=NOW)
    text = page(client.get(url("mijn", an)))
    assert "Jij bent woordvoerder" in text
    assert "Jij komt om 10.00; het hele bezoek is 9.30–10.30." in text


def test_a_host_reads_who_comes(
    published: Versie, visit: Bezoek, griet: Contactpersoon, coordinator: User, client: Client
) -> None:
    pupil = make_mandataris(visit.programme.bestuur, first_name="Noor", last_name="Wit", is_minor=True)
    make_gast(visit.programme, pupil, remarks="Allergisch voor noten")
    make_deelname(visit, pupil, is_spokesperson=True)
    publish(visit.programme, based_on=1, note="", by=coordinator, now=NOW)
    text = page(client.get(url("gastheer", griet)))
    for part in (
        "<h1>Dag Griet Declercq</h1>",
        "Dit zijn de bezoekers bij De Linde",
        "<h4>2 personen, van wie 1 minderjarig</h4>",
        '<strong>An Aerts</strong> <span class="meta">schepen van Welzijn</span>',
        '<strong>Noor Wit</strong> <span class="badge info">woordvoerder</span>',
        '<span class="badge warn">minderjarig</span>',
        '<span class="remark">Allergisch voor noten</span>',
        "<dt>Zij komen naar</dt><dd>Onthaal</dd>",
        "<dt>Kledij</dt><dd>Gesloten schoenen</dd>",
    ):
        assert part in text
    words = pdf_words(client.get(url("gastheer-pdf", griet)))
    assert "2 personen, van wie 1 minderjarig" in words
    assert "Noor Wit woordvoerder minderjarig Allergisch voor noten" in words


def test_the_pdf_and_the_calendar_say_the_same_as_the_page(published: Versie, an: Mandataris, client: Client) -> None:
    response = client.get(url("mijn-pdf", an))
    assert response.headers["Content-Disposition"] == 'inline; filename="expeditie-zorg-an-aerts.pdf"'
    assert "Vertrek om 9.10 aan het gemeentehuis (6 min met de auto) 9.30–10.30 De Linde" in pdf_words(response)
    response = client.get(url("mijn-ics", an))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="expeditie-zorg-an-aerts.ics"'
    (event,) = Calendar.from_ical(response.content).events
    assert (event.start, str(event["LOCATION"])) == (
        dt.datetime(2025, 2, 24, 9, 30, tzinfo=BRUSSELS),
        "De Linde, Lindestraat 1, Leiedorp",
    )
    feed = client.get(url("mijn-feed", an))
    assert (feed.content, feed.headers["Content-Disposition"][:6]) == (response.content, "inline")


def test_no_token_is_in_a_calendar_or_a_pdf(published: Versie, an: Mandataris, client: Client) -> None:
    token = token_of(an.links.get()).encode()
    assert token not in client.get(url("mijn-feed", an)).content
    assert token.decode() not in pdf_words(client.get(url("mijn-pdf", an)))


def test_the_page_offers_the_feed_to_calendars(
    published: Versie, an: Mandataris, client: Client, settings: Any
) -> None:
    settings.SITE_URL = "https://expeditie.example"
    text = page(client.get(url("mijn", an)))
    token = token_of(an.links.get())
    assert f'href="webcal://expeditie.example/mijn/{token}/agenda.ics"' in text
    assert f'<code id="feed">https://expeditie.example/mijn/{token}/agenda.ics</code>' in text


# The feed keeps itself up to date


def test_the_feed_answers_304_until_something_is_published(
    published: Versie, visit: Bezoek, an: Mandataris, coordinator: User, client: Client
) -> None:
    first = client.get(url("mijn-feed", an))
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert modified == "Wed, 12 Feb 2025 09:30:00 GMT"
    for headers in ({"If-None-Match": tag}, {"If-Modified-Since": modified}, {"If-None-Match": f"W/{tag}"}):
        again = client.get(url("mijn-feed", an), headers=headers)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    make_bezoek(visit.programme, zorgdienst=visit.zorgdienst, start="14.00", people=[an])
    assert client.get(url("mijn-feed", an), headers={"If-None-Match": tag}).status_code == 304
    publish(visit.programme, based_on=1, note="", by=coordinator, now=NOW + dt.timedelta(hours=1))
    after = client.get(url("mijn-feed", an), headers={"If-None-Match": tag, "If-Modified-Since": modified})
    assert (after.status_code, len(Calendar.from_ical(after.content).events)) == (200, 2)


def test_a_removed_visit_leaves_the_feed(
    published: Versie, visit: Bezoek, an: Mandataris, coordinator: User, client: Client
) -> None:
    other = make_bezoek(visit.programme, zorgdienst=visit.zorgdienst, start="14.00", people=[an])
    visit.delete()
    publish(visit.programme, based_on=1, note="", by=coordinator, now=NOW)
    (event,) = Calendar.from_ical(client.get(url("mijn-feed", an)).content).events
    assert str(event["UID"]) == uid_of(other.pk, an.pk, "localhost")


def test_two_people_do_not_share_an_etag(published: Versie, visit: Bezoek, an: Mandataris, client: Client) -> None:
    bo = make_gast(visit.programme).mandataris
    make_links(visit.programme, now=NOW)
    tags = {client.get(url("mijn-feed", person)).headers.get("ETag") for person in (an, bo)}
    assert len(tags) == 2


def test_the_page_answers_304_to_who_has_it_already(published: Versie, an: Mandataris, client: Client) -> None:
    first = client.get(url("mijn", an))
    assert client.get(url("mijn", an), headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


# Before publication


@pytest.mark.parametrize("name", ["mijn", "mijn-pdf", "mijn-ics"])
def test_before_publication_a_visitor_reads_so(visit: Bezoek, an: Mandataris, client: Client, name: str) -> None:
    make_links(visit.programme, now=NOW)
    text = page(client.get(url(name, an), follow=True))
    assert "<h1>Je programma is nog niet bekend</h1>" in text
    assert "Maandag 24 februari tot en met vrijdag 28 februari 2025" in text
    assert "Els Vercruysse" in text
    assert "De Linde" not in text


def test_before_publication_a_feed_is_empty_and_not_an_error(visit: Bezoek, an: Mandataris, client: Client) -> None:
    make_links(visit.programme, now=NOW)
    response = client.get(url("mijn-feed", an))
    assert (response.status_code, Calendar.from_ical(response.content).events) == (200, [])


def test_before_publication_there_is_nothing_to_print_for_a_host(
    visit: Bezoek, griet: Contactpersoon, client: Client
) -> None:
    make_links(visit.programme, now=NOW)
    assert "<h1>Je programma is nog niet bekend</h1>" in page(client.get(url("gastheer-pdf", griet)))


def test_who_is_not_in_the_published_version_reads_so(published: Versie, visit: Bezoek, client: Client) -> None:
    bo, mia = make_gast(visit.programme).mandataris, make_contactpersoon(visit.programme.bestuur)
    make_bezoek(visit.programme, zorgdienst=visit.zorgdienst, day=MONDAY, start="15.00", people=[bo], host=mia)
    make_links(visit.programme, now=NOW)
    text = page(client.get(url("mijn", bo)))
    assert "<h1>Er staat niets voor jou in het programma</h1>" in text
    assert "Zeg wanneer je kunt" in text
    assert "In het programma staat nog geen bezoek bij jou." in page(client.get(url("gastheer", mia)))
    assert Calendar.from_ical(client.get(url("mijn-feed", bo)).content).events == []


def test_who_has_no_visit_yet_reads_so(visit: Bezoek, coordinator: User, client: Client) -> None:
    bo = make_gast(visit.programme).mandataris
    make_links(visit.programme, now=NOW)
    publish(visit.programme, based_on=0, note="", by=coordinator, now=NOW)
    text = page(client.get(url("mijn", bo)))
    assert "Er staat nog geen bezoek voor jou in het programma." in text
    assert "programma.pdf" not in text
    assert Calendar.from_ical(client.get(url("mijn-feed", bo)).content).events == []


# Links that do not work


@pytest.mark.parametrize("name", OF_A_VISITOR + OF_A_HOST)
@pytest.mark.parametrize("token", ["x", "a" * 28, "../etc", "%00", "é" * 300])
def test_an_unknown_token_reveals_nothing(published: Versie, client: Client, name: str, token: str) -> None:
    path = reverse(name, args=["TOKEN"]).replace("TOKEN", token)
    response = client.get(path)
    if "/" in token:  # no such address at all
        assert response.status_code in {302, 404}
        return
    text = page(response, 404)
    assert "<h1>Deze link kennen we niet</h1>" in text
    assert not any(word in text for word in ("Leiedorp", "Els", "Linde", "056"))


@pytest.mark.parametrize("name", OF_A_VISITOR)
def test_a_revoked_link_says_so_and_whom_to_ask(published: Versie, an: Mandataris, client: Client, name: str) -> None:
    path = url(name, an)
    revoke(an.links.get(), now=NOW)
    text = page(client.get(path), 410)
    assert "<h1>Deze link werkt niet meer</h1>" in text
    assert "Els Vercruysse" in text
    assert not any(word in text for word in ("Linde", "An Aerts"))


@pytest.mark.parametrize("name", OF_A_HOST)
def test_a_revoked_link_of_a_host_too(published: Versie, griet: Contactpersoon, client: Client, name: str) -> None:
    path = url(name, griet)
    revoke(griet.links.get(), now=NOW)
    assert "<h1>Deze link werkt niet meer</h1>" in page(client.get(path), 410)


def test_a_renewed_link_works_and_the_one_before_does_not(published: Versie, an: Mandataris, client: Client) -> None:
    before = url("mijn", an)
    renew(an.links.get(), now=NOW)
    assert page(client.get(before), 410)
    assert "Dag An Aerts" in page(client.get(url("mijn", an)))


def test_a_link_ends_a_year_after_the_programme(
    published: Versie, an: Mandataris, client: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(dt.datetime(2026, 2, 28, 23, 30, tzinfo=BRUSSELS))
    assert page(client.get(url("mijn", an)))
    clock.move_to(dt.datetime(2026, 3, 1, 0, 30, tzinfo=BRUSSELS))
    assert "Deze link werkt niet meer" in page(client.get(url("mijn", an)), 410)


def test_a_visitor_has_no_host_page_and_a_host_no_visitor_page(
    published: Versie, an: Mandataris, griet: Contactpersoon, client: Client
) -> None:
    assert [client.get(url(name, an)).status_code for name in OF_A_HOST] == [404, 404]
    assert [client.get(url(name, griet)).status_code for name in OF_A_VISITOR] == [404] * 4


def test_a_person_of_two_programmes_sees_one_per_link(
    published: Versie, programme: Programme, an: Mandataris, coordinator: User, client: Client
) -> None:
    other = make_programme(programme.bestuur, title="Zorgdag", days=1)
    make_bezoek(other, people=[an], title="Alleen op de zorgdag")
    make_links(other, now=NOW)
    publish(other, based_on=0, note="", by=coordinator, now=NOW)
    first, second = (
        page(client.get(reverse("mijn", args=[token_of(link)]))) for link in an.links.order_by("programme_id")
    )
    assert ("Alleen op de zorgdag" in first, "Alleen op de zorgdag" in second) == (False, True)


# What a page leaves behind


@pytest.mark.parametrize("name", OF_A_VISITOR + OF_A_HOST)
def test_a_personal_page_is_not_indexed_not_referred_to_and_not_kept_by_others(
    published: Versie, an: Mandataris, griet: Contactpersoon, client: Client, name: str
) -> None:
    path = url(name, griet if name in OF_A_HOST else an)
    for response in (client.get(path), client.get(path.replace(path.split("/")[2], "x"))):
        assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert response.cookies == {}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_personal_page_only_shows(published: Versie, an: Mandataris, method: str) -> None:
    client = Client(enforce_csrf_checks=False)
    assert [getattr(client, method)(url(name, an)).status_code for name in OF_A_VISITOR] == [405] * 4


def test_a_mail_scanner_that_asks_for_the_head_gets_it(published: Versie, an: Mandataris, client: Client) -> None:
    assert [client.head(url(name, an)).status_code for name in OF_A_VISITOR] == [200] * 4


# How many queries


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", OF_A_VISITOR + OF_A_HOST)
def test_a_personal_page_takes_as_many_queries_for_any_number_of_visits(
    visit: Bezoek,
    coordinator: User,
    client: Client,
    django_assert_num_queries: Any,
    name: str,
    count: int,
) -> None:
    person, host = visit.deelnames.get().mandataris, visit.host
    assert host is not None
    for number in range(1, count):
        bo = make_mandataris(visit.programme.bestuur)
        make_bezoek(
            visit.programme,
            zorgdienst=visit.zorgdienst,
            day=MONDAY + dt.timedelta(days=number),
            people=[person, bo],
            host=host,
        )
    make_links(visit.programme, now=NOW)
    publish(visit.programme, based_on=0, note="", by=coordinator, now=NOW)
    path = url(name, host if name in OF_A_HOST else person)
    with django_assert_num_queries(
        {"mijn": 5, "mijn-pdf": 4, "mijn-ics": 5, "mijn-feed": 5, "gastheer": 11}.get(name, 3)
    ):
        client.get(path)


def test_an_unchanged_feed_takes_four(
    published: Versie, an: Mandataris, client: Client, django_assert_num_queries: Any
) -> None:
    path = url("mijn-feed", an)
    tag = client.get(path).headers["ETag"]
    with django_assert_num_queries(4):
        client.get(path, headers={"If-None-Match": tag})


# The change to summer time


def test_on_the_sunday_of_summer_time_page_pdf_and_calendar_agree(
    programme: Programme, coordinator: User, client: Client
) -> None:
    sunday = dt.date(2026, 3, 29)
    programme.first_day, programme.last_day = sunday, sunday + dt.timedelta(days=1)
    programme.save()
    person = make_mandataris(programme.bestuur)
    for day in (sunday, sunday + dt.timedelta(days=1)):
        make_bezoek(programme, day=day, start="9.30", people=[person])
    make_links(programme, now=NOW)
    publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    text, words = page(client.get(url("mijn", person))), pdf_words(client.get(url("mijn-pdf", person)))
    for day in ("Zondag 29 maart", "Maandag 30 maart"):
        assert (day in text, day in words) == (True, True)
    assert (text.count("9.30–10.30"), words.count("9.30–10.30")) == (2, 2)
    events = Calendar.from_ical(client.get(url("mijn-ics", person)).content).events
    assert [event.start.isoformat() for event in events] == ["2026-03-29T09:30:00+02:00", "2026-03-30T09:30:00+02:00"]

"""The page on the day: what is now and next, for a guest, a host and who scanned a code."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from press.day.now import day_to_show
from press.models import Deellink, Vertraging
from press.sharing import share, shared_token
from programmes.models import Bezoek, Contactpersoon, Mandataris, Onderdeel, Programme, Werkvorm
from programmes.schedules import host_schedule
from programmes.versions import last_version, week_for_host, week_of
from tests.factories import MONDAY, at
from tests.press.days import DURING, EARLY, make_host, make_person, make_visit, page, publish, scanned, ticked
from tests.programmes.werkvormen.speeddate_rows import make_speeddate

TUESDAY = MONDAY + dt.timedelta(days=1)
FRIDAY = MONDAY + dt.timedelta(days=4)


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_person(programme, function="schepen")


@pytest.fixture
def visits(programme: Programme, griet: Contactpersoon, an: Mandataris, time_machine: Any) -> list[Bezoek]:
    time_machine.move_to(DURING, tick=False)
    els = make_person(programme, "Els Maes", function="gemeenteraadslid")
    visits = [
        make_visit(programme, griet, an, els),
        make_visit(programme, make_host(programme, "Bert Baert"), an, name="De Kade", start="11.00"),
        make_visit(programme, griet, an, start="14.00"),
        make_visit(programme, griet, els, start="14.00", day=TUESDAY),
    ]
    publish(programme)
    return visits


def states(client: Client, owner: Any) -> list[tuple[str, str]]:
    day = client.get(page(owner)).context["day"]
    return [(card.slot.entry.hours, card.slot.state) for card in day.shown.cards]


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("8.00", ["straks", "later", "later"]),
        ("9.30", ["nu", "straks", "later"]),
        ("10.30", ["voorbij", "straks", "later"]),
        ("11.59", ["voorbij", "nu", "straks"]),
        ("15.00", ["voorbij", "voorbij", "voorbij"]),
    ],
)
def test_the_page_follows_the_clock(
    client: Client, visits: list[Bezoek], an: Mandataris, time_machine: Any, clock: str, expected: list[str]
) -> None:
    time_machine.move_to(at(MONDAY, clock), tick=False)
    hours = ["9.30–10.30", "11.00–12.00", "14.00–15.00"]
    assert states(client, an) == list(zip(hours, expected, strict=True))


def test_a_guest_reads_all_of_it(client: Client, visits: list[Bezoek], an: Mandataris, programme: Programme) -> None:
    text = client.get(page(an)).content.decode()
    for part in ('href="tel:051000001"', "Bel Griet Declercq", "Els Maes", "gemeenteraadslid", "Vertrek om"):
        assert part in text, part
    assert "https://www.google.com/maps/dir/?api=1&amp;destination=50.9%2C3.2&amp;travelmode=driving" in text
    assert 'data-start="2025-02-24T09:30:00+01:00" data-end="2025-02-24T10:30:00+01:00"' in text
    assert "is_present" not in text
    assert "dag-gast" not in text


def test_a_host_sees_who_comes(client: Client, visits: list[Bezoek], griet: Contactpersoon, an: Mandataris) -> None:
    client.post(page(griet, "dag-aanwezig"), ticked(visits[0], an))
    client.post(page(griet, "dag-gast"), ticked(visits[0], None, name="Rik Sioen"))
    response = client.get(page(griet))
    card = response.context["day"].shown.cards[0].attendance
    assert (card.here, card.expected, card.extra_here, card.unknown) == (1, 2, 1, 1)
    text = response.content.decode()
    assert "1 van 2 aanwezig, en 1 extra" in text
    assert text.count("getikt om 10.02 door Griet Declercq") == 2
    assert text.count(" data-queue") >= 5
    assert 'name="at" value=""' in text


def test_the_part_of_a_host_holds_what_the_whole_does(visits: list[Bezoek], programme: Programme) -> None:
    version = last_version(programme)
    assert version is not None
    whole = week_of(version)
    for host in Contactpersoon.objects.all():
        part = week_for_host(version, host.pk)
        assert host_schedule(part, host.pk) == host_schedule(whole, host.pk)
        assert part.people == whole.people
    assert [len(week_for_host(version, host.pk).visits) for host in Contactpersoon.objects.order_by("pk")] == [3, 1]


def test_every_form_has_a_key_of_its_own(client: Client, visits: list[Bezoek], griet: Contactpersoon) -> None:
    text = client.get(page(griet)).content.decode()
    keys = [part.split('"')[0] for part in text.split('name="key" value="')[1:]]
    assert (len(keys), len(keys)) == (len(set(keys)), text.count(" data-queue"))


def test_who_scanned_a_code_sees_no_people(client: Client, visits: list[Bezoek], programme: Programme) -> None:
    text = client.get(reverse("dag", args=[scanned(programme, visits[0])])).content.decode()
    assert ("De Linde" in text, "An Peeters" in text, "tel:051000001" in text, "De Kade" in text) == (
        *(True, False),
        *(False, False),
    )
    whole = client.get(reverse("dag", args=[scanned(programme)])).context["day"]
    assert (len(whole.shown.cards), len(whole.others)) == (3, 1)


def test_what_is_written_for_the_guests_is_not_for_who_scanned(
    client: Client, visits: list[Bezoek], programme: Programme, an: Mandataris
) -> None:
    programme.bezoeken.filter(pk=visits[0].pk).update(remarks="Noor loopt mee")
    publish(programme, number=2)
    code = client.get(reverse("dag", args=[scanned(programme, visits[0])])).content.decode()
    assert ("Noor" in code, "Noor" in client.get(page(an)).content.decode()) == (False, True)


def test_a_code_of_a_visit_that_is_gone_still_takes_pictures(
    client: Client, programme: Programme, time_machine: Any
) -> None:
    time_machine.move_to(DURING, tick=False)
    code = share(programme, Deellink.Kind.OPNEMEN, now=EARLY, visit=999_999)
    text = client.get(reverse("dag", args=[shared_token(code)])).content.decode()
    assert f'href="{reverse("dag-delen", args=[shared_token(code)])}"' in text


def test_the_nearest_day(client: Client, visits: list[Bezoek], an: Mandataris, time_machine: Any) -> None:
    assert [day_to_show([MONDAY, FRIDAY], day) for day in (EARLY.date(), TUESDAY, FRIDAY + dt.timedelta(days=9))] == [
        *(MONDAY, FRIDAY, FRIDAY),
    ]
    time_machine.move_to(at(MONDAY - dt.timedelta(days=1), "20.00"), tick=False)
    day = client.get(page(an)).context["day"]
    assert day.why == "Vandaag staat er niets voor je. Je volgende dag is morgen, maandag 24 februari."
    time_machine.move_to(at(TUESDAY, "8.00"), tick=False)
    day = client.get(page(an)).context["day"]
    assert day.why == "Het programma is voorbij. Dit was de laatste dag: maandag 24 februari."
    els = Mandataris.objects.get(first_name="Els")
    day = client.get(page(els)).context["day"]
    assert (day.why, day.shown.day.day, [other.day.day for other in day.others]) == ("", TUESDAY, [MONDAY])


def test_a_delay_shows(client: Client, visits: list[Bezoek], an: Mandataris, programme: Programme) -> None:
    fields = {
        "programme": programme,
        "visit": visits[1].pk,
        "reported_at": DURING,
        "reported_by": "Griet",
        "reason": "ruzie",
    }
    for minutes, state in ((15, "gemeld"), (20, "verwerkt"), (25, "gelaten")):
        Vertraging.objects.create(**fields, minutes=minutes, state=state)
    response = client.get(page(an))
    assert [card.late for card in response.context["day"].shown.cards] == [0, 15, 0]
    text = response.content.decode()
    assert "15 minuten later, gemeld om 10.02 door Griet. De uren hier zijn nog niet aangepast." in text
    shown = [part in text for part in ("Dit is 20 minuten verschoven", "25 minuten", "ruzie")]
    assert shown == [True, False, False]  # why it is late is for the coordinator


def test_nobody_makes_the_page_speak(client: Client, visits: list[Bezoek], an: Mandataris) -> None:
    response = client.get(page(an), {"zeg": "Bel 0900 12 34", "bezoek": "9" * 40})
    assert (response.status_code, response.context["told"], response.context["visit"]) == (200, "", 0)


def test_without_anything_published(db: None, client: Client, programme: Programme, time_machine: Any) -> None:
    time_machine.move_to(DURING, tick=False)
    an = make_person(programme)
    griet = make_host(programme)
    make_visit(programme, griet, an)
    publish(programme).delete()
    assert "Het programma is nog niet bekend." in client.get(page(an)).content.decode()


def test_whoever_left_the_programme(client: Client, visits: list[Bezoek], programme: Programme) -> None:
    visits[1].delete()
    bert = Contactpersoon.objects.get(name="Bert Baert")
    programme.deelnemende_diensten.filter(zorgdienst__name="De Kade").delete()
    publish(programme, number=2)
    response = client.get(page(bert))
    assert (response.status_code, response.context["day"].shown) == (200, None)
    assert "Er staat niets voor je in het programma." in response.content.decode()


def test_the_timetable_and_the_tables_are_at_hand(
    client: Client, visits: list[Bezoek], an: Mandataris, griet: Contactpersoon
) -> None:
    make_speeddate(visits[0], guests=5)
    Bezoek.objects.filter(pk=visits[0].pk).update(werkvorm=Werkvorm.SPEEDDATE)
    Onderdeel.objects.create(bezoek=visits[0], minutes=5, title="Welkom in de zaal", who="Griet")
    publish(visits[0].programme, number=2)
    code = reverse("dag", args=[scanned(visits[0].programme)])
    guest, host, scanner = (client.get(url).text for url in (page(an), page(griet), code))
    assert (guest.count("Jouw tafels"), host.count("Jouw tafels"), scanner.count("Jouw tafels")) == (1, 0, 0)
    assert (guest.count("Welkom in de zaal"), host.count("Welkom in de zaal")) == (1, 1)
    assert "Welkom in de zaal" not in scanner
    assert guest.count('<span class="meta">ronde ') == 3


@pytest.mark.parametrize("who", ["an", "griet"])
@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(
    client: Client,
    programme: Programme,
    an: Mandataris,
    griet: Contactpersoon,
    django_assert_num_queries: Callable[..., Any],
    time_machine: Any,
    who: str,
    number: int,
) -> None:
    time_machine.move_to(DURING, tick=False)
    for n in range(number):
        visit = make_visit(programme, griet, an, make_person(programme, f"Els {n}"), start=f"{9 + n}.00")
        programme.aanwezigheden.create(visit=visit.pk, mandataris=an, at=DURING, received_at=DURING)
    publish(programme)
    url = page({"an": an, "griet": griet}[who])
    with django_assert_num_queries({"an": 5, "griet": 6}[who]):
        assert client.get(url).status_code == 200

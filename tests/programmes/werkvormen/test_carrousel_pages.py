"""The pages of a practice carousel: for staff, for whoever signs up, on paper, and the mails."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from invitations.carrousels import tell_sign_ups
from invitations.models import Bericht
from programmes.models import Bezoek, Carrousel, Inschrijving, Onderdeel, Plaats, Sessie
from programmes.tokens import token_from
from programmes.views.werkvormen.carrousel_public import own_url
from tests.factories import MONDAY, at
from tests.invitations.pdfs import read, words
from tests.invitations.rsvp import publish_now
from tests.papers import asked, fetched
from tests.programmes.werkvormen.carrousel_rows import (
    NOW,
    ROUND_1,
    ROUND_2,
    agreed,
    allocate,
    make_carrousel,
    make_inschrijving,
    make_sessie,
    save,
    seats,
    shared,
    url,
)

pytestmark = pytest.mark.usefixtures("early")

SEED = (  # the day of 10 April 2018: hour, line, sessions
    ("9.30", "Inloop", ()),
    ("10.00", "Welkom en toelichting op programma", ()),
    ("10.10", "Sessies, eerste ronde", (1, 2, 3, 4, 5)),
    ("11.30", "Plenaire sessie", ()),
    ("12.30", "Lunch", ()),
    ("13.15", "Sessies, tweede ronde", (1, 2, 3, 4, 6)),
    ("15.10", "Plenaire afsluiting", ()),
)
MINUTES = (30, 10, 80, 60, 45, 115, 20)
SESSIONS = (  # title, speakers, the end of what it is about
    (
        "Versterken rol informele zorg",
        "Gerard de Geus (gemeente Utrecht); Irene Domburg (Handje Helpen)",
        "de resultaten",
    ),
    ("Dialoog tussen zorgmedewerkers en mantelzorgers", "Ron van Berkel (Zozijn Zorg)", "gehad op het samenspel"),
    ("Niet praten maar doen", "Marjan Bijzet (gemeente Weesp); Esther Eggenkamp (Vier het Leven)", "concrete aanpak"),
    ("Integraal werken is samenwerken", "Saskia Smeenk (directeur SamenDoen)", "samenspel per hulpvraag"),
    ("Samenspel tussen betaalde krachten en vrijwilligers", "Corrie Vroon (de Lelie Zorgroep)", "te verminderen"),
    (
        "Samenwerken en eigen unieke waarde",
        "Marleen de Vries (Stichting Present); Maries van der Hek",
        "tot samenwerken",
    ),
)
PLENARY = "Joost van Alkemade (directeur NOV) en Petra van Loon (programmaleider Vrijwillig Dichtbij)"


def test_the_day_of_10_april_2018_to_the_minute(staff: Client, visit: Bezoek) -> None:
    where = ["leiedorp", "2025", visit.pk]
    for (_, title, _), minutes in zip(SEED, MINUTES, strict=True):
        who = PLENARY if title == "Plenaire sessie" else ""
        staff.post(reverse("werkvorm-add", args=where), {"title": title, "minutes": minutes, "who": who})
    lines = {line.title: line.pk for line in Onderdeel.objects.filter(bezoek=visit)}
    for number, (title, speakers, text) in enumerate(SESSIONS, start=1):
        rondes = [lines[line] for _, line, sessions in SEED if number in sessions]
        data = {"number": number, "title": title, "speakers": speakers, "text": text, "capacity": 15, "rondes": rondes}
        assert staff.post(url(visit, "sessie-add"), data).status_code == 302
    publish_now(visit.programme)
    carrousel = Carrousel.objects.get(bezoek=visit)
    shown = Client().get(shared(carrousel))
    found = [
        (line.hours.split("–")[0], line.title, tuple(one.sessie.number for one in held))
        for line, held in shown.context["day"].hours
    ]
    assert found == list(SEED)
    assert shown.context["day"].table.until == 15 * 60 + 30
    paper = Client().get(reverse("inschrijven-programma", args=[token_from(carrousel.nonce)]))
    pdf = read(paper.getvalue())
    for read_by_anybody in (shown.text, " ".join(words(pdf, page) for page in range(len(pdf.pages)))):
        said = [part for texts in (*SESSIONS, (PLENARY,)) for text in texts for part in text.split("; ")]
        assert [part for part in said if part not in read_by_anybody] == []


def test_an_empty_carousel_says_where_to_begin_and_who_looks_keeps_nothing(staff: Client, visit: Bezoek) -> None:
    page = staff.get(url(visit)).text
    assert ("Nog geen uurschema" in page, "de link om te delen" in page, "Nieuwe link" in page) == (True, True, False)
    for act in ("settings", "sessie-add", "add", "guests", "dag", "zalen", "kaartjes", "noden"):
        assert staff.get(url(visit, act), follow=True).status_code == 200
    assert not Carrousel.objects.exists()
    save(staff, url(visit, "settings"), {"is_open": "on"})
    assert Carrousel.objects.get().is_open
    assert shared(Carrousel.objects.get()) in staff.get(url(visit)).text


def test_a_visit_of_another_format_gets_no_carousel(staff: Client, visit: Bezoek) -> None:
    Bezoek.objects.filter(pk=visit.pk).update(werkvorm="gesprek")
    assert (staff.get(url(visit)).status_code, staff.post(url(visit, "settings")).status_code) == (404, 404)
    assert not Carrousel.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_a_fixed_number_of_queries(
    staff: Client, carrousel: Carrousel, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for _ in range(rows):
        make_inschrijving(carrousel, make_sessie(carrousel))
    with django_assert_num_queries(19):
        staff.get(url(carrousel.bezoek))


def test_what_does_not_add_up_is_told(staff: Client, visit: Bezoek) -> None:
    carrousel = make_carrousel(visit)
    make_sessie(carrousel, ROUND_1, room="", speakers="An Peeters", capacity=1)
    make_sessie(carrousel, ROUND_1, room="Zolder", speakers="An Peeters; Bo", capacity=1)
    make_sessie(carrousel, ROUND_1, room="Zolder", capacity=1)
    make_sessie(carrousel, "geen ronde")
    for _ in range(4):
        make_inschrijving(carrousel)
    assert staff.get(url(visit)).context["remarks"] == [
        "Sessie 1. Sessie 1 heeft nog geen zaal.",
        "Sessie 4. Sessie 4 loopt in geen enkele ronde.",
        "In 'Ronde 1' (9.30–9.50) zitten sessie 2 en sessie 3 allebei in Zolder.",
        "In 'Ronde 1' (9.30–9.50) spreekt An Peeters in sessie 1 en sessie 2 tegelijk.",
        "In 'Ronde 1' (9.30–9.50) zijn er 3 plaatsen voor 4 mensen: 1 tekort.",
    ]


def test_one_signs_up_and_hears_of_it(carrousel: Carrousel) -> None:
    one, two = carrousel.sessies.all()
    data = {"name": "An Peeters", "email": "an@example.be", "keuze_0": two.pk, "keuze_1": one.pk}
    response = Client().post(shared(carrousel), data)
    assert (response.status_code, response.headers["Location"]) == (302, shared(carrousel) + "?klaar=1")
    row = carrousel.inschrijvingen.get()
    assert (row.name, row.wishes) == ("An Peeters", [two.pk, one.pk])
    tell_sign_ups(NOW)
    tell_sign_ups(NOW)
    mail = Bericht.objects.get(kind="inschrijving")
    assert (mail.to_email, mail.subject) == ("an@example.be", "Je bent ingeschreven: Praktijkdag")
    assert own_url(row) in mail.text


def test_who_signs_up_twice_gets_their_own_link_again(carrousel: Carrousel) -> None:
    client, data = Client(), {"name": "An", "email": "an@example.be"}
    first = client.post(shared(carrousel), data)
    tell_sign_ups(NOW)
    second = client.post(shared(carrousel), data | {"email": "AN@example.be", "name": "Iemand anders"})
    assert first.headers["Location"] == second.headers["Location"]  # nobody learns who is in
    assert [row.name for row in Inschrijving.objects.all()] == ["An"]
    tell_sign_ups(NOW)
    assert Bericht.objects.filter(kind="inschrijving").count() == 2


def test_who_leaves_something_out_loses_nothing(carrousel: Carrousel) -> None:
    one = carrousel.sessies.all()[0]
    response = Client().post(
        shared(carrousel), {"name": "", "email": "geen adres", "keuze_0": one.pk, "keuze_1": one.pk}
    )
    assert response.context["form"].errors == {
        "name": ["Vul je naam in."],
        "email": ["Dit is geen e-mailadres."],
        "keuze_1": ["Dit is al je eerste keuze. Kies een andere sessie, of laat leeg."],
    }
    assert 'value="geen adres"' in response.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"is_open": False}, "Inschrijven kan nog niet of niet meer."),
        ({"closes_on": dt.date(2025, 2, 1)}, "Inschrijven kon tot en met zaterdag 1 februari 2025."),
    ],
)
def test_after_the_deadline_nobody_signs_up(carrousel: Carrousel, fields: dict[str, Any], sentence: str) -> None:
    Carrousel.objects.filter(pk=carrousel.pk).update(**fields)
    response = Client().post(shared(carrousel), {"name": "An", "email": "an@example.be"})
    assert (response.context["closed"], Inschrijving.objects.count()) == (sentence, 0)


def test_after_the_day_nobody_signs_up(carrousel: Carrousel) -> None:
    with time_machine.travel(at(MONDAY, "9.00") + dt.timedelta(days=1), tick=False):
        response = Client().post(shared(carrousel), {"name": "An", "email": "an@example.be"})
    assert (response.context["closed"], Inschrijving.objects.count()) == ("Deze dag is voorbij.", 0)


def test_what_is_not_published_is_not_shown(visit: Bezoek) -> None:
    carrousel = make_carrousel(visit)
    make_sessie(carrousel, title="Geheime sessie")
    make_inschrijving(carrousel)
    shown = Client().get(shared(carrousel)).text
    tell_sign_ups(NOW)
    assert ("nog niet bekend" in shown, "Geheime sessie" in shown) == (True, False)
    assert Bericht.objects.count() == 0


def test_one_withdraws_also_before_it_is_published(visit: Bezoek) -> None:
    row = make_inschrijving(make_carrousel(visit))
    assert "Ik kan niet komen" in Client().get(own_url(row)).text
    Client().post(reverse("uitschrijven", args=[token_from(row.nonce)]))
    assert "Je bent uitgeschreven" in Client().get(own_url(row)).text
    row.refresh_from_db()
    assert row.withdrawn_at == NOW


def test_an_unknown_address_opens_nothing(db: None) -> None:
    for name in ("inschrijven", "inschrijving", "uitschrijven"):
        assert Client().get(reverse(name, args=["x" * 28])).status_code == 404


def test_seats_are_shown_before_they_are_kept(staff: Client, carrousel: Carrousel) -> None:
    visit, (one, two) = carrousel.bezoek, carrousel.sessies.all()
    people = [make_inschrijving(carrousel, one, two) for _ in range(3)]
    shown = staff.post(url(visit, "allocate"))
    assert (shown.context["allocation"].is_optimal, Plaats.objects.count()) == (True, 0)
    allocate(staff, visit)
    assert sorted(len(seats(row)) for row in people) == [2, 2, 2]
    assert all(len(set(seats(row))) == 2 for row in people)
    tell_sign_ups(NOW)
    assert {mail.subject for mail in Bericht.objects.all()} == {"Jouw programma: Praktijkdag"}


def test_seats_of_people_who_came_meanwhile_are_shown_anew(staff: Client, carrousel: Carrousel) -> None:
    visit = carrousel.bezoek
    make_inschrijving(carrousel)
    signed = staff.post(url(visit, "allocate")).context["signed"]
    make_inschrijving(carrousel)
    for shown in (signed, "9" * 30):
        again = staff.post(url(visit, "allocate"), {"shown": shown})
        assert ("Intussen veranderde er iets" in again.text, Plaats.objects.count()) == (True, 0)


def test_nothing_to_allocate_is_said(staff: Client, visit: Bezoek) -> None:
    response = staff.post(url(visit, "allocate"), follow=True)
    assert "Er is nog niets te verdelen" in response.text


def test_a_person_hears_why_and_moves_without_a_clash(staff: Client, carrousel: Carrousel) -> None:
    visit, (one, two) = carrousel.bezoek, carrousel.sessies.all()
    third = make_sessie(carrousel, ROUND_2)
    row = make_inschrijving(carrousel, one, two)
    allocate(staff, visit)
    page = staff.get(url(visit, "person", inschrijving=row.pk))
    options = {(option["ronde"].title, option["sessie"].title) for option in page.context["options"]}
    assert options == {(ROUND_2, "Sessie 3")}
    line = Onderdeel.objects.get(bezoek=visit, title=ROUND_2)
    staff.post(url(visit, "move", inschrijving=row.pk), {"ronde": line.pk, "sessie": third.pk})
    assert (ROUND_2, "Sessie 3") in seats(row)
    refused = staff.post(url(visit, "move", inschrijving=row.pk), {"ronde": "9" * 30, "sessie": "x"}, follow=True)
    assert "Dat kan niet (meer)" in refused.text


def test_who_withdraws_lets_the_first_in_line_move_up(staff: Client, visit: Bezoek) -> None:
    carrousel = make_carrousel(visit)
    wanted, other = make_sessie(carrousel, ROUND_1, capacity=1), make_sessie(carrousel, ROUND_1)
    publish_now(visit.programme)
    first = make_inschrijving(carrousel, wanted)
    waiting = make_inschrijving(carrousel, wanted)
    allocate(staff, visit)
    lucky, other_one = (first, waiting) if seats(first) == [(ROUND_1, wanted.title)] else (waiting, first)
    page = Client().get(own_url(other_one))
    assert page.context["reasons"] == (
        "1. Sessie 1 zat vol in ronde 1, de enige waarin ze loopt: 2 mensen vroegen ze, voor één plaats.",
    )
    assert seats(other_one) == [(ROUND_1, other.title)]
    leave = reverse("uitschrijven", args=[token_from(lucky.nonce)])
    assert "Uitschrijven?" in Client().get(leave).text
    Client().post(leave)
    assert (seats(lucky), seats(other_one)) == ([], [(ROUND_1, wanted.title)])
    tell_sign_ups(NOW)
    subjects = {mail.to_email: mail.subject for mail in Bericht.objects.all()}
    assert subjects == {
        lucky.email: "Je bent uitgeschreven: Praktijkdag",
        other_one.email: "Jouw programma: Praktijkdag",
    }


def test_a_round_that_a_session_loses_is_told_before_it_is_kept(staff: Client, carrousel: Carrousel) -> None:
    visit, (one, two) = carrousel.bezoek, carrousel.sessies.all()
    row = make_inschrijving(carrousel, one, two)
    make_sessie(carrousel)
    allocate(staff, visit)
    held = row.plaatsen.get(sessie=one).ronde
    other = one.rondes.exclude(pk=held.pk).get()
    data = {"number": 1, "title": one.title, "room": one.room, "capacity": 2, "rondes": [other.pk]}
    shown = save(staff, url(visit, "sessie", sessie=one.pk), data)
    (hit,) = shown.context["hits"]
    assert (hit.row, f"{held.title}: 1. Sessie 1" in hit.before, len(hit.after)) == (row, True, 2)
    assert one.rondes.count() == 2
    save(staff, url(visit, "sessie", sessie=one.pk), data | agreed(shown))
    assert (one.rondes.count(), len(seats(row))) == (1, 2)
    assert Plaats.objects.filter(sessie=one, ronde=held).count() == 0


def test_a_session_that_goes_tells_who_sat_in_it(staff: Client, carrousel: Carrousel) -> None:
    visit, (one, two) = carrousel.bezoek, carrousel.sessies.all()
    row = make_inschrijving(carrousel, one, two)
    make_sessie(carrousel)
    allocate(staff, visit)
    shown = staff.get(url(visit, "sessie-remove", sessie=one.pk))
    assert [hit.row for hit in shown.context["hits"]] == [row]
    assert (shown.context["wished"], Sessie.objects.filter(pk=one.pk).exists()) == (1, True)
    staff.post(url(visit, "sessie-remove", sessie=one.pk), agreed(shown))
    assert sorted(title for _, title in seats(row)) == ["Sessie 2", "Sessie 3"]


def test_two_sessions_with_one_number_are_refused(staff: Client, carrousel: Carrousel) -> None:
    data = {"number": 1, "title": "Nog een", "capacity": 2}
    response = staff.post(url(carrousel.bezoek, "sessie-add"), data)
    assert response.context["form"].non_field_errors() == ["Er is al een sessie met dit nummer. Kies een ander nummer."]


def test_staff_sign_somebody_up_without_an_address(staff: Client, carrousel: Carrousel) -> None:
    visit = carrousel.bezoek
    assert staff.post(url(visit, "add"), {"name": "Bo"}).status_code == 302
    make_inschrijving(carrousel, email="an@example.be")
    twice = staff.post(url(visit, "add"), {"name": "An", "email": "An@example.be"})
    assert twice.context["form"].errors["email"] == [
        "Met dit e-mailadres is er al een inschrijving. Zoek ze in de lijst en wijzig ze daar."
    ]


def test_one_changes_choices_until_the_seats_are_given(staff: Client, carrousel: Carrousel) -> None:
    one, two = carrousel.sessies.all()
    row = make_inschrijving(carrousel, one, two)
    data = {"name": row.name, "email": row.email, "keuze_0": two.pk}
    assert save(Client(), own_url(row), data).status_code == 302
    assert Inschrijving.objects.get(pk=row.pk).wishes == [two.pk]
    allocate(staff, carrousel.bezoek)
    after = Client().get(own_url(row))
    assert (after.context["form"], len(after.context["seats"])) == (None, 3)


def test_an_address_of_another_is_refused_without_saying_whose(carrousel: Carrousel) -> None:
    row, other = make_inschrijving(carrousel), make_inschrijving(carrousel)
    response = save(Client(), own_url(row), {"name": row.name, "email": other.email.upper()})
    assert response.context["form"].errors == {"email": ["Met dit e-mailadres is er al een andere inschrijving."]}


def test_the_papers_say_who_sits_where(staff: Client, carrousel: Carrousel) -> None:
    visit, (one, two) = carrousel.bezoek, carrousel.sessies.all()
    make_inschrijving(carrousel, one, two, name="Zoë Claes", organisation="WZC De Linde")
    allocate(staff, visit)
    day = words(read(staff.get(url(visit, "dag")).getvalue()))
    rooms = words(read(staff.get(url(visit, "zalen")).getvalue()))
    cards = words(read(fetched(staff, url(visit, "kaartjes")).getvalue()))
    assert ("1. Sessie 1" in day, "Zoë" in day) == (True, False)
    assert ("Zaal 1: 1. Sessie 1" in rooms, rooms.count("Zoë Claes")) == (True, 2)
    assert ("Zoë Claes" in cards, "2. Sessie 2" in cards) == (True, True)


def test_the_cards_are_kept_until_somebody_changes(staff: Client, carrousel: Carrousel) -> None:
    visit, rows = carrousel.bezoek, [make_inschrijving(carrousel, name=f"Gast {number}") for number in range(5)]
    allocate(staff, visit)
    cards = read(fetched(staff, url(visit, "kaartjes")).getvalue())
    assert [words(cards, page).count("Gast") for page in range(len(cards.pages))] == [4, 1]
    Inschrijving.objects.filter(pk=rows[0].pk).update(name="Zoë Claes")
    assert "veranderde er iets aan wat erop staat" in staff.get(url(visit, "kaartjes"), follow=True).text
    assert "Zoë Claes" in words(read(fetched(staff, url(visit, "kaartjes")).getvalue()), page=1)


def test_the_cards_of_nobody_say_so(staff: Client, carrousel: Carrousel) -> None:
    asked(staff, url(carrousel.bezoek, "kaartjes"))
    page = staff.get(url(carrousel.bezoek, "kaartjes"), follow=True).text
    assert "Hier is nog niets om af te drukken." in page

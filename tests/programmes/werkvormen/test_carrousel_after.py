"""After the seats were given: who comes, goes or is moved; rounds, hours and rooms that change; two people at once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from invitations.carrousels import tell_sign_ups
from invitations.models import Bericht
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import Bezoek, Carrousel, Inschrijving, Onderdeel, PersonalLink, Sessie
from programmes.races import TooLateError
from programmes.tokens import token_from
from programmes.views.werkvormen.carrousel_public import own_url
from programmes.werkvormen.carrousel.day import Day
from programmes.werkvormen.carrousel.keeping import keep_seats, sign_up, withdraw
from programmes.werkvormen.left import left_of
from tests.factories import make_contactpersoon, make_deelname, make_mandataris
from tests.invitations.pdfs import read, words
from tests.invitations.rsvp import publish_now
from tests.programmes.werkvormen.carrousel_rows import (
    NOW,
    ROUND_1,
    ROUND_2,
    agreed,
    allocate,
    make_inschrijving,
    make_sessie,
    seats,
    shared,
    url,
)

pytestmark = pytest.mark.usefixtures("early")

AN = {"name": "An", "email": "an@example.be"}


def day_of(carrousel: Carrousel) -> Day:
    """As it is at this moment."""
    visit = load_week(carrousel.bezoek.programme).by_id[carrousel.bezoek_id]
    day = Day(Carrousel.objects.get(pk=carrousel.pk), visit)
    assert day.state  # reads it
    return day


def line_of(carrousel: Carrousel, title: str) -> Onderdeel:
    return Onderdeel.objects.get(bezoek=carrousel.bezoek_id, title=title)


def mails_to(email: str) -> list[Bericht]:
    tell_sign_ups(timezone.now())
    return list(Bericht.objects.filter(to_email=email).order_by("pk"))


# who comes


def test_who_signs_up_after_the_seats_were_given_gets_what_is_left(staff: Client, carrousel: Carrousel) -> None:
    one, two = carrousel.sessies.all()
    make_inschrijving(carrousel, one, two)
    allocate(staff, carrousel.bezoek)
    page = Client().get(shared(carrousel)).text
    assert "je krijgt meteen het beste van wat nog vrij is" in page
    Client().post(shared(carrousel), AN | {"keuze_0": two.pk})
    row = Inschrijving.objects.get(name="An")
    assert sorted(title for _, title in seats(row)) == ["Sessie 1", "Sessie 2"]
    assert [mail.subject for mail in mails_to("an@example.be")] == ["Jouw programma: Praktijkdag"]
    assert "Jouw programma" in Client().get(own_url(row)).text


def test_who_finds_everything_full_waits_and_hears_so(staff: Client, carrousel: Carrousel) -> None:
    for _ in range(4):
        make_inschrijving(carrousel)
    allocate(staff, carrousel.bezoek)
    page = Client().get(shared(carrousel)).text
    assert (page.count('badge warn">volzet'), page.count("Sessie 1 (volzet)") > 0) == (4, True)
    Client().post(shared(carrousel), AN | {"keuze_0": carrousel.sessies.all()[0].pk})
    row = Inschrijving.objects.get(name="An")
    (mail,) = mails_to("an@example.be")
    assert (mail.subject, "je staat op de wachtlijst" in mail.text) == ("Je staat op de wachtlijst: Praktijkdag", True)
    own = Client().get(own_url(row)).text
    assert ("je staat op de wachtlijst" in own, "Praktijkdag" in own, "Pauze" in own) == (True, True, True)
    first = Inschrijving.objects.exclude(name="An")[0]
    Client().post(reverse("uitschrijven", args=[token_from(first.nonce)]))
    assert "Sessie 1" in [title for _, title in seats(row)]


def test_guests_of_the_visit_sign_up_by_tick(staff: Client, carrousel: Carrousel) -> None:
    visit = carrousel.bezoek
    for name in ("Bo", "Cas"):
        make_deelname(visit, make_mandataris(visit.programme.bestuur, last_name=name, email=f"{name}@example.be"))
    shown = staff.get(url(visit, "guests"))
    bo, cas = shown.context["guests"]
    nobody = staff.post(url(visit, "guests"), {"mensen": []})
    assert nobody.context["form"].errors["mensen"] == ["Duid minstens één gast aan."]
    staff.post(url(visit, "guests"), {"mensen": [bo.pk]})
    assert [(row.name, row.email) for row in Inschrijving.objects.all()] == [(str(bo), bo.email)]
    assert list(staff.get(url(visit, "guests")).context["guests"]) == [cas]
    again = staff.post(url(visit, "guests"), {"mensen": [bo.pk]})
    assert "al ingeschreven" in again.context["form"].errors["mensen"][0]


def test_a_second_sign_up_is_told_once_a_day_and_keeps_the_first(carrousel: Carrousel) -> None:
    one, two = carrousel.sessies.all()
    Client().post(shared(carrousel), AN | {"keuze_0": one.pk})
    assert len(mails_to("an@example.be")) == 1
    for _ in range(3):
        Client().post(shared(carrousel), AN | {"keuze_0": two.pk})
        tell_sign_ups(NOW)
    mails = mails_to("an@example.be")
    assert Inschrijving.objects.get().wishes == [one.pk]
    assert (len(mails), "nog eens in met jouw adres" in mails[-1].text) == (2, True)
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        Client().post(shared(carrousel), AN)
        assert len(mails_to("an@example.be")) == 3


def test_a_double_sign_up_at_once_is_one(carrousel: Carrousel) -> None:
    rows = [Inschrijving(carrousel=carrousel, **AN) for _ in range(2)]
    assert [sign_up(day_of(carrousel), row, now=NOW) for row in rows] == [True, False]


# who goes


def test_after_the_day_nobody_withdraws(staff: Client, carrousel: Carrousel) -> None:
    row = make_inschrijving(carrousel)
    allocate(staff, carrousel.bezoek)
    leave = reverse("uitschrijven", args=[token_from(row.nonce)])
    with time_machine.travel(NOW + dt.timedelta(days=21), tick=False):
        assert Client().get(leave).status_code == Client().post(leave).status_code == 302
        assert "Ik kan niet komen" not in Client().get(own_url(row)).text
    row.refresh_from_db()
    assert (row.withdrawn_at, len(seats(row))) == (None, 2)


# two at once


def test_of_two_who_take_the_last_seat_one_is_told(staff: Client, carrousel: Carrousel) -> None:
    third = make_sessie(carrousel, ROUND_1, capacity=1)
    people = [make_inschrijving(carrousel, *carrousel.sessies.all()[:2]) for _ in range(2)]
    allocate(staff, carrousel.bezoek)
    before = [day_of(carrousel) for _ in people]
    number, session = 0, before[0].sessies.index(third)
    outcomes: list[Any] = []
    for person, day in enumerate(before):
        bundles = list(day.bundles)
        bundles[person] = (*(seat for seat in bundles[person] if seat[1] != number), (session, number))
        try:
            outcomes.append(keep_seats(day, bundles, now=NOW))
        except TooLateError:
            outcomes.append("te laat")
    assert outcomes == [1, "te laat"]
    assert third.plaatsen.count() == 1


def test_who_withdrew_meanwhile_gets_no_seats(staff: Client, carrousel: Carrousel) -> None:
    row = make_inschrijving(carrousel)
    allocate(staff, carrousel.bezoek)
    seen = day_of(carrousel)
    withdraw(row, day_of(carrousel), now=NOW)
    with pytest.raises(TooLateError):
        keep_seats(seen, seen.bundles, now=NOW)
    assert (seats(row), withdraw(row, seen, now=NOW)) == ([], [])


def test_a_session_that_went_meanwhile_takes_nobody(staff: Client, carrousel: Carrousel) -> None:
    row = make_inschrijving(carrousel)
    allocate(staff, carrousel.bezoek)
    seen = day_of(carrousel)
    Sessie.objects.filter(carrousel=carrousel, number=1).delete()
    with pytest.raises(TooLateError):
        keep_seats(seen, seen.bundles, now=NOW)
    move = url(carrousel.bezoek, "move", inschrijving=row.pk)
    refused = staff.post(move, {"ronde": line_of(carrousel, ROUND_1).pk, "sessie": "1"}, follow=True)
    assert "Dat kan niet (meer)" in refused.text


@pytest.mark.django_db(transaction=True)
def test_of_four_who_sign_up_at_once_no_room_overflows(carrousel: Carrousel, staff: Client) -> None:
    for _ in range(3):
        make_inschrijving(carrousel)
    allocate(staff, carrousel.bezoek)
    barrier = Barrier(4)

    def push(name: str) -> int:
        try:
            barrier.wait()
            return Client().post(shared(carrousel), {"name": name, "email": f"{name}@example.be"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(push, ("an", "bo", "cas", "dirk"))) == [302] * 4
    counts = [one.count for _, held in day_of(carrousel).hours for one in held]
    assert (counts, Inschrijving.objects.count()) == ([2] * 4, 7)


# a round that goes


@pytest.fixture
def seated(staff: Client, carrousel: Carrousel) -> Inschrijving:
    """In both rounds; the third session has room in the second only."""
    row = make_inschrijving(carrousel, *carrousel.sessies.all())
    make_sessie(carrousel, ROUND_2)
    allocate(staff, carrousel.bezoek)
    tell_sign_ups(NOW)
    return row


def test_a_round_that_leaves_the_timetable_is_told_first(
    staff: Client, carrousel: Carrousel, seated: Inschrijving
) -> None:
    line = line_of(carrousel, ROUND_1)
    remove = reverse("onderdeel-remove", args=["leiedorp", "2025", line.pk])
    shown = staff.get(remove)
    assert ([hit.row for hit in shown.context["hits"]], len(seats(seated))) == ([seated], 2)
    assert ("Dit verandert voor 1 persoon" in shown.text, "nergens nog plaats" in shown.text) == (True, False)
    staff.post(remove, agreed(shown))
    assert [title for title, _ in seats(seated)] == [ROUND_2]
    assert len(mails_to(seated.email)) == 2


def test_an_example_in_place_of_the_rounds_tells_who_loses_seats(
    staff: Client, carrousel: Carrousel, seated: Inschrijving
) -> None:
    fill = reverse("werkvorm-fill", args=["leiedorp", "2025", carrousel.bezoek_id])
    shown = staff.get(fill)
    assert ([hit.row for hit in shown.context["hits"]], len(seats(seated))) == ([seated], 2)
    staff.post(fill, {"way": "instead", "seen": shown.context["seen"], **agreed(shown)})
    assert (seats(seated), len(mails_to(seated.email))) == ([], 2)


def test_a_host_removes_no_round_that_people_signed_up_for(carrousel: Carrousel, seated: Inschrijving) -> None:
    programme = carrousel.bezoek.programme
    host = make_contactpersoon(programme.bestuur)
    Bezoek.objects.filter(pk=carrousel.bezoek_id).update(host=host)
    publish_now(programme)
    make_links(programme, now=NOW, hosts=[host.pk])
    token = token_of(PersonalLink.objects.get(contactpersoon=host))
    remove = reverse("gastheer-onderdeel-remove", args=[token, line_of(carrousel, ROUND_1).pk])
    for response in (Client().get(remove), Client().post(remove)):
        assert ("vraag het aan de coördinator" in response.text, seated.name in response.text) == (True, False)
    assert len(seats(seated)) == 2
    pause = reverse("gastheer-onderdeel-remove", args=[token, line_of(carrousel, "Pauze").pk])
    assert Client().post(pause).status_code == 302


# hours and rooms that change


def test_other_hours_are_told_when_staff_say_so(staff: Client, carrousel: Carrousel, seated: Inschrijving) -> None:
    offer = "Stuur iedereen het nieuwe programma"
    assert offer not in staff.get(url(carrousel.bezoek)).text
    Onderdeel.objects.filter(bezoek=carrousel.bezoek, title="Pauze").update(minutes=10)
    assert (offer in staff.get(url(carrousel.bezoek)).text, len(mails_to(seated.email))) == (True, 1)
    told = staff.post(url(carrousel.bezoek, "tell"), follow=True)
    assert ("1 persoon krijgt een mail" in told.text, offer in told.text) == (True, False)
    assert "10.00" in mails_to(seated.email)[-1].text


def test_hours_that_are_not_published_are_not_told(staff: Client, carrousel: Carrousel, seated: Inschrijving) -> None:
    visit = carrousel.bezoek
    Bezoek.objects.filter(pk=visit.pk).update(ends_at=visit.ends_at - dt.timedelta(minutes=5))
    told = staff.post(url(visit, "tell"), follow=True)
    assert ("Publiceer dit bezoek eerst" in told.text, len(mails_to(seated.email))) == (True, 1)


# given anew


def test_who_was_moved_by_hand_stays_when_all_is_given_anew(staff: Client, carrousel: Carrousel) -> None:
    third = make_sessie(carrousel, ROUND_2)
    row = make_inschrijving(carrousel, *carrousel.sessies.all()[:2])
    make_inschrijving(carrousel, third)
    allocate(staff, carrousel.bezoek)
    data = {"ronde": line_of(carrousel, ROUND_2).pk, "sessie": third.pk}
    staff.post(url(carrousel.bezoek, "move", inschrijving=row.pk), data)
    assert "Laat wie met de hand verplaatst is, zitten (1)" in staff.get(url(carrousel.bezoek)).text
    kept = staff.post(url(carrousel.bezoek, "allocate"), {"blijf": "on"})
    assert kept.context["stays"] == [row]
    staff.post(url(carrousel.bezoek, "allocate"), {"shown": kept.context["signed"], "blijf": "on"})
    row.refresh_from_db()
    assert ((ROUND_2, third.title) in seats(row), row.is_placed) == (True, True)
    allocate(staff, carrousel.bezoek)
    row.refresh_from_db()
    assert ((ROUND_2, third.title) in seats(row), row.is_placed) == (False, False)


# paper


def test_anybody_prints_the_day_and_staff_who_needs_what(staff: Client, carrousel: Carrousel) -> None:
    make_inschrijving(carrousel, name="Zoë Claes", remarks="vegetarisch")
    path = reverse("inschrijven-programma", args=[token_from(carrousel.nonce)])
    day = words(read(Client().get(path).getvalue()))
    needs = words(read(staff.get(url(carrousel.bezoek, "noden")).getvalue()))
    assert ("1. Sessie 1" in day, "Zoë" in day) == (True, False)
    assert ("Zoë Claes" in needs, "vegetarisch" in needs) == (True, True)
    assert Client().get(reverse("inschrijven-programma", args=["x" * 28])).status_code == 404


def test_nobody_signs_up_for_a_day_that_is_something_else_now(carrousel: Carrousel) -> None:
    Bezoek.objects.filter(pk=carrousel.bezoek_id).update(werkvorm="infosessie")
    publish_now(carrousel.bezoek.programme)
    response = Client().post(shared(carrousel), AN)
    assert "Deze dag heeft een andere vorm gekregen" in response.text
    assert not Inschrijving.objects.exists()


def test_who_signed_up_hears_that_the_day_is_no_carousel_any_more_and_that_it_is_again(
    staff: Client, carrousel: Carrousel, seated: Inschrijving
) -> None:
    make_inschrijving(carrousel, email="weg@example.be", withdrawn_at=NOW, told_revision=1)
    visit = Bezoek.objects.filter(pk=carrousel.bezoek_id)
    visit.update(werkvorm="infosessie")
    assert len(mails_to(seated.email)) == 1  # not published yet
    publish_now(carrousel.bezoek.programme)
    for _ in range(2):
        told = mails_to(seated.email)
        assert (len(told), told[-1].subject) == (2, "Geen praktijkcarrousel meer: Praktijkdag")
    assert "er zijn geen sessies meer om te kiezen" in told[-1].text
    own = Client().get(own_url(seated)).text
    assert ("heeft een andere vorm gekregen" in own, "Jouw programma" in own) == (True, False)
    assert Client().get(own_url(seated)).context["form"] is None
    assert "De uren, titels of zalen zijn anders" not in staff.get(url(carrousel.bezoek)).text
    assert mails_to("weg@example.be") == []
    visit.update(werkvorm="carrousel")
    publish_now(carrousel.bezoek.programme)
    again = mails_to(seated.email)
    assert (len(again), again[-1].subject) == (3, "Jouw programma: Praktijkdag")
    assert len(mails_to(seated.email)) == 3


def test_who_signed_up_just_before_hears_only_that_it_is_no_carousel(carrousel: Carrousel) -> None:
    row = make_inschrijving(carrousel)
    Bezoek.objects.filter(pk=carrousel.bezoek_id).update(werkvorm="infosessie")
    publish_now(carrousel.bezoek.programme)
    assert [mail.subject for mail in mails_to(row.email)] == ["Geen praktijkcarrousel meer: Praktijkdag"]


def test_the_link_of_a_carousel_works_only_while_it_is_open_and_published(carrousel: Carrousel) -> None:
    make_inschrijving(carrousel)
    make_inschrijving(carrousel, withdrawn_at=timezone.now())
    programme = carrousel.bezoek.programme
    Bezoek.objects.update(werkvorm="gesprek")

    def told() -> str:
        [left] = left_of(load_week(programme).by_id[carrousel.bezoek_id])
        assert left.words == "2 sessies en 1 inschrijving"
        return left.sentence.partition("terug.")[2].strip()

    assert told() == "Tot je dat publiceert, werkt de link om in te schrijven nog."
    Carrousel.objects.update(is_open=False)
    assert told() == ""
    Carrousel.objects.update(is_open=True)
    publish_now(programme)
    assert told() == ""

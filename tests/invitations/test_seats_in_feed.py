"""Where somebody sits is in their calendar: by the feed at the next fetch, and by the invitation that is mailed."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar, Event

from invitations.agendas.reconciling import reconcile
from invitations.agendas.seats import follow_seats
from invitations.clock import tick
from invitations.models import Agendapunt, Bericht
from programmes.links import make_links, token_of
from programmes.models import (
    Bezoek,
    Carrousel,
    Inschrijving,
    Mandataris,
    Onderdeel,
    Plaats,
    Programme,
    Sessie,
    Speeddate,
    Werkvorm,
)
from programmes.models import Speeddatetafel as Tafel
from programmes.werkvormen.speeddate.arranging import make
from tests.factories import MONDAY, make_bezoek, make_deelname
from tests.invitations.agendas import LATER, NOW, event_in, make_invited, messages, publish, row_of, send
from tests.programmes.werkvormen.carrousel_rows import make_carrousel, make_inschrijving, make_sessie
from tests.programmes.werkvormen.speeddate_rows import make_speeddate

pytestmark = pytest.mark.usefixtures("clock")

LONG_AFTER = LATER + dt.timedelta(hours=1)


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    person = make_invited(programme, "An")
    make_links(programme, now=NOW, guests=[person.pk])
    return person


def make_seats(programme: Programme, person: Mandataris, number: int = 0, werkvorm: str = Werkvorm.CARROUSEL) -> Bezoek:
    """On one day: of a carousel two sessions of twenty minutes, of a speed date three tables."""
    day = MONDAY + dt.timedelta(days=number)
    visit = make_bezoek(programme, day=day, start="9.30", werkvorm=werkvorm, people=[person])
    if werkvorm == Werkvorm.SPEEDDATE:
        make_speeddate(visit, guests=5)
        return visit
    carrousel = make_carrousel(visit, allocated_at=NOW)
    sessions = [make_sessie(carrousel, title=title) for title in ("Soep en verhalen", "Samen tuinieren")]
    row = make_inschrijving(carrousel, mandataris=person)
    rounds = Onderdeel.objects.filter(bezoek=visit, title__startswith="Ronde")
    Plaats.objects.bulk_create(
        Plaats(inschrijving=row, sessie=sessie, ronde=ronde) for sessie, ronde in zip(sessions, rounds, strict=True)
    )
    return visit


@pytest.fixture
def told(programme: Programme, an: Mandataris) -> Bezoek:
    """A carousel that is published, and in An's calendar, with her seats."""
    visit = make_seats(programme, an)
    publish(programme)
    tick(NOW)
    send()
    return visit


def feed(person: Mandataris, name: str = "mijn-feed", **headers: str) -> Any:
    return Client().get(reverse(name, args=[token_of(person.links.get())]), headers=headers)


def event_of(person: Mandataris) -> Event:
    (event,) = Calendar.from_ical(feed(person).content).events
    return event


def lines(event: Event) -> list[str]:
    return str(event["DESCRIPTION"]).splitlines()


def seats(event: Event) -> list[str]:
    return [line for line in lines(event) if line.startswith("Ronde ")]


def moments(event: Event) -> tuple[dt.datetime, dt.datetime, int]:
    return event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt, event["SEQUENCE"]


def tables(visit: Bezoek, person: Mandataris) -> list[str]:
    """Where the seating has this person, round by round."""
    date = visit.speeddate
    date.refresh_from_db()
    key, names = date.gasten.get(mandataris=person).pk, list(date.tafels.values_list("name", flat=True))
    rounds = date.arrangement["rounds"]
    return [next(names[n] for n, group in enumerate(seated) if key in group) for seated in rounds]


# What it says


def test_the_sessions_of_a_carousel_are_in_the_event_of_the_visit(told: Bezoek, an: Mandataris) -> None:
    assert lines(event_of(an)) == [
        "Werkvorm: praktijkcarrousel",
        "Ronde 1, 9.30–9.50: Soep en verhalen (Zaal 1)",
        "Ronde 2, 10.10–10.30: Samen tuinieren (Zaal 2)",
    ]
    (kept,) = Calendar.from_ical(feed(an, "mijn-ics").content).events
    assert kept == event_of(an)


def test_the_tables_of_a_speed_date_are_in_it_without_who_sits_there(programme: Programme, an: Mandataris) -> None:
    visit = make_seats(programme, an, werkvorm=Werkvorm.SPEEDDATE)
    publish(programme)
    first, second, third = tables(visit, an)
    assert seats(event_of(an)) == [f"Ronde 1, 9.30: {first}", f"Ronde 2, 9.40: {second}", f"Ronde 3, 9.50: {third}"]
    text = str(event_of(an)["DESCRIPTION"])
    assert ("Gast" in text, "Medewerker" in text) == (False, False)
    Speeddate.objects.update(held=2)
    assert seats(event_of(an)) == [f"Ronde 3, 9.50: {third}"]


def test_seats_of_somebody_else_or_not_yet_given_are_not_in_it(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    bo = make_deelname(told).mandataris
    publish(programme)
    make_links(programme, now=NOW)
    assert seats(event_of(bo)) == []
    Carrousel.objects.update(allocated_at=None)
    assert seats(event_of(an)) == []


def test_a_mail_says_the_same_seats_in_words_and_in_the_event(told: Bezoek, an: Mandataris) -> None:
    mail = Bericht.objects.get(kind="agenda", mandataris=an)
    said = [
        "Werkvorm: praktijkcarrousel",
        "Ronde 1: 9.30–9.50, Soep en verhalen (Zaal 1)",
        "Ronde 2: 10.10–10.30, Samen tuinieren (Zaal 2)",
    ]
    assert lines(event_in(mail.calendar)) == said
    assert [line for line in mail.text.splitlines() if line in said] == said
    assert "<strong>Ronde 1:</strong> 9.30–9.50, Soep en verhalen (Zaal 1)" in mail.html


# What changes


def change_seat() -> None:
    first, second = Plaats.objects.order_by("ronde__position")
    first_session, second_session = first.sessie_id, second.sessie_id
    Plaats.objects.all().delete()
    for seat, sessie in ((first, second_session), (second, first_session)):
        Plaats.objects.create(inschrijving=seat.inschrijving, sessie_id=sessie, ronde=seat.ronde)


def change_room() -> None:
    Sessie.objects.filter(number=1).update(room="Populier")


def change_hours() -> None:
    Onderdeel.objects.filter(title="Pauze").update(minutes=30)


def take_away() -> None:
    Plaats.objects.all().delete()


ROUND_1, ROUND_2 = "- Ronde 1: 9.30–9.50, ", "- Ronde 2: 10.10–10.30, "
MAILED = [
    (
        change_seat,
        [
            f"{ROUND_1}Samen tuinieren (Zaal 2) (was: 9.30–9.50, Soep en verhalen (Zaal 1))",
            f"{ROUND_2}Soep en verhalen (Zaal 1) (was: 10.10–10.30, Samen tuinieren (Zaal 2))",
        ],
    ),
    (change_room, [f"{ROUND_1}Soep en verhalen (Populier) (was: 9.30–9.50, Soep en verhalen (Zaal 1))"]),
    (change_hours, ["- Ronde 2: 10.20–10.40, Samen tuinieren (Zaal 2) (was: 10.10–10.30, Samen tuinieren (Zaal 2))"]),
    (take_away, []),  # there is no division now: the next one is told
]


@pytest.mark.parametrize(("change", "mailed"), MAILED)
def test_another_seat_is_in_the_feed_at_the_next_fetch_and_in_one_mail(
    told: Bezoek, an: Mandataris, change: Any, mailed: list[str]
) -> None:
    before, first = event_of(an), feed(an)
    change()
    fetched = feed(an, if_none_match=first.headers["ETag"])
    assert (fetched.status_code, seats(event_of(an)) == seats(before)) == (200, False)
    assert follow_seats(LATER) == 1
    tick(LATER)
    assert feed(an, if_none_match=fetched.headers["ETag"]).status_code == 200
    sequence = 1 if mailed else 0
    assert moments(before) == (NOW, NOW, 0)
    assert moments(event_of(an)) == (LATER, LATER, sequence)
    assert messages() == [("an@example.be", "REQUEST", 1)] * sequence
    waiting = Bericht.objects.filter(kind="agenda", state="wacht")
    assert [line for mail in waiting for line in mail.text.splitlines() if line.startswith("- ")] == mailed
    assert [mail.cause for mail in waiting] == ["Gewijzigd: waar iemand zit in de rondes"] * sequence
    assert follow_seats(LONG_AFTER) == 0


def test_another_seat_keeps_the_answer_that_was_given_in_the_calendar(told: Bezoek, an: Mandataris) -> None:
    """The hours are those that were asked."""
    Agendapunt.objects.update(partstat="ACCEPTED")
    change_seat()
    tick(LATER)
    assert (row_of(an).partstat, row_of(an).sequence) == ("ACCEPTED", 1)


def test_who_keeps_their_seat_gets_no_mail(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    bo = make_deelname(told, make_invited(programme, "Bo")).mandataris
    seats_of_an = list(Plaats.objects.order_by("ronde__position"))
    row = make_inschrijving(told.carrousel, mandataris=bo)
    Plaats.objects.bulk_create(Plaats(inschrijving=row, sessie=one.sessie, ronde=one.ronde) for one in seats_of_an)
    publish(programme, LATER)
    tick(LATER)
    send()
    Plaats.objects.filter(inschrijving=row).exclude(sessie__number=1).delete()
    tick(LONG_AFTER)
    assert messages() == [("bo@example.be", "REQUEST", 1)]


def mails_of_a_change(moment: dt.datetime, **signed_up: Any) -> list[str]:
    """The kinds that go out for the next revision of An's sign-up, with other seats."""
    Inschrijving.objects.update(**{"revision": 2, "told_revision": 1, "email": "an@example.be"} | signed_up)
    change_seat()
    tick(moment)
    return list(Bericht.objects.filter(created_at=moment).order_by("pk").values_list("kind", flat=True))


def test_a_guest_who_signed_up_too_gets_one_mail_for_another_seat(told: Bezoek, an: Mandataris) -> None:
    assert mails_of_a_change(LATER) == ["agenda"]
    assert not Inschrijving.objects.untold().exists()


@pytest.mark.parametrize(
    "signed_up", [{"told_revision": 0}, {"again_on": LATER.date()}, {"mandataris": None}], ids=["new", "again", "other"]
)
def test_who_signs_up_now_or_is_no_guest_is_mailed_as_such(
    told: Bezoek, an: Mandataris, signed_up: dict[str, Any]
) -> None:
    assert "inschrijving" in mails_of_a_change(LATER, **signed_up)


def test_who_is_not_mailed_by_the_calendar_is_mailed_as_who_signed_up(told: Bezoek, an: Mandataris) -> None:
    """A calendar follows no seat once the visit has begun, and none of who said no."""
    assert mails_of_a_change(told.starts_at) == ["inschrijving"]
    Agendapunt.objects.update(partstat="DECLINED")
    assert mails_of_a_change(LATER, revision=3, told_revision=2) == ["inschrijving"]


def test_a_seat_that_changed_and_changed_back_is_no_mail(told: Bezoek, an: Mandataris) -> None:
    change_seat()
    tick(LATER)
    change_seat()
    tick(LATER)
    assert messages() == []


def test_between_two_divisions_nobody_hears_that_they_sit_nowhere(told: Bezoek, an: Mandataris) -> None:
    Carrousel.objects.update(allocated_at=None)
    tick(LATER)
    change_room()
    Carrousel.objects.update(allocated_at=NOW)
    tick(LONG_AFTER)
    assert messages() == [("an@example.be", "REQUEST", 1)]


def test_once_it_has_begun_no_mail_follows_a_seat(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    begun = told.starts_at
    change_seat()
    assert follow_seats(begun) == 1
    assert messages() == []
    assert seats(event_of(an))[0] == "Ronde 1, 9.30–9.50: Samen tuinieren (Zaal 2)"


def test_a_round_that_was_held_is_no_change(programme: Programme, an: Mandataris) -> None:
    make_seats(programme, an, werkvorm=Werkvorm.SPEEDDATE)
    publish(programme)
    tick(NOW)
    send()
    Speeddate.objects.update(held=1)
    tick(LATER)
    Speeddate.objects.update(held=3)
    tick(LONG_AFTER)
    assert messages() == []


def test_a_new_division_of_the_tables_is_in_the_feed_and_in_one_mail(programme: Programme, an: Mandataris) -> None:
    visit = make_seats(programme, an, werkvorm=Werkvorm.SPEEDDATE)
    publish(programme)
    tick(NOW)
    send()
    before, was = event_of(an), tables(visit, an)
    for name, position in (("Keuken", 0), ("Tuin", 1), ("Zolder", 2)):
        Tafel.objects.filter(position=position).update(name=name)
    make(visit)
    tick(LATER)
    assert (tables(visit, an) == was, messages()) == (False, [("an@example.be", "REQUEST", 1)])
    assert [line.rpartition(": ")[2] for line in seats(event_of(an))] == tables(visit, an)
    assert [moments(before), moments(event_of(an))] == [(NOW, NOW, 0), (LATER, LATER, 1)]


def test_an_unchanged_feed_with_seats_is_not_sent_again(told: Bezoek, an: Mandataris) -> None:
    first = feed(an)
    tick(LATER)
    again = feed(an, if_none_match=first.headers["ETag"])
    assert (again.status_code, feed(an).content == first.content) == (304, True)
    assert "Last-Modified" not in first.headers  # of a version: it says nothing of seats
    assert feed(an, if_modified_since="Mon, 03 Feb 2025 10:00:00 GMT").status_code == 200


def test_a_change_that_is_mailed_leaves_the_seats_as_they_are(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    tag = row_of(an).event["seats"]
    Bezoek.objects.update(remarks="Breng een jas mee.")
    publish(programme, LATER)
    assert reconcile(programme, now=LATER) == 1
    assert messages() == [("an@example.be", "REQUEST", 1)]
    changed = [line for line in Bericht.objects.get(state="wacht").text.splitlines() if line.startswith("- ")]
    assert changed == ["- Goed om te weten: Breng een jas mee."]
    assert (row_of(an).event["seats"], follow_seats(LONG_AFTER)) == (tag, 0)
    assert moments(event_of(an)) == (LATER, LATER, 1)


def test_a_seat_that_changes_does_not_hide_what_a_mail_says_next(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    """What the person knows by mail is still known: the next mail tells a change, and a change back is none."""
    change_room()
    follow_seats(LATER)
    Bezoek.objects.update(remarks="Breng een jas mee.")
    publish(programme, LATER)
    reconcile(programme, now=LATER)
    assert Bericht.objects.get(state="wacht").subject.startswith("Gewijzigd: ")
    Bezoek.objects.update(remarks="")
    publish(programme, LONG_AFTER)
    reconcile(programme, now=LONG_AFTER)
    (told_now,) = Bericht.objects.filter(kind="agenda", state="wacht")
    changed = [line for line in told_now.text.splitlines() if line.startswith("- ")]
    assert changed == [f"{ROUND_1}Soep en verhalen (Populier) (was: 9.30–9.50, Soep en verhalen (Zaal 1))"]
    assert follow_seats(LONG_AFTER) == 0


def test_what_is_over_is_left_as_it_was(told: Bezoek, an: Mandataris) -> None:
    change_room()
    assert follow_seats(told.ends_at) == 0


def test_who_was_never_mailed_finds_a_changed_seat_too(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    """Nothing keeps since when, so the event does not say: a calendar would think that it has the newest."""
    Agendapunt.objects.all().delete()
    first = feed(an)
    assert event_of(an).get("LAST-MODIFIED") is None
    change_room()
    assert feed(an, if_none_match=first.headers["ETag"]).status_code == 200
    assert seats(event_of(an))[0] == "Ronde 1, 9.30–9.50: Soep en verhalen (Populier)"


# How many queries


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("werkvorm", "queries"), [(Werkvorm.CARROUSEL, 8), (Werkvorm.SPEEDDATE, 9)])
def test_a_feed_with_seats_takes_a_fixed_number_of_queries(
    programme: Programme, an: Mandataris, count: int, werkvorm: str, queries: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_seats(programme, an, number, werkvorm)
    publish(programme)
    path = reverse("mijn-feed", args=[token_of(an.links.get())])
    with django_assert_num_queries(queries):
        content = Client().get(path).content
    assert [bool(seats(event)) for event in Calendar.from_ical(content).events] == [True] * count


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("werkvorm", "looked", "noted"), [(Werkvorm.CARROUSEL, 5, 26), (Werkvorm.SPEEDDATE, 6, 29)])
def test_the_duty_takes_a_fixed_number_of_queries(
    programme: Programme,
    an: Mandataris,
    count: int,
    werkvorm: str,
    looked: int,
    noted: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        make_seats(programme, an, number, werkvorm)
    publish(programme)
    reconcile(programme, now=NOW)
    with django_assert_num_queries(noted):
        assert follow_seats(NOW) == count
    with django_assert_num_queries(looked):
        assert follow_seats(LATER) == 0


def test_the_duty_asks_once_when_nobody_sits_anywhere(
    programme: Programme, an: Mandataris, django_assert_num_queries: Any
) -> None:
    make_bezoek(programme, people=[an])
    publish(programme)
    reconcile(programme, now=NOW)
    with django_assert_num_queries(1):
        assert follow_seats(NOW) == 0

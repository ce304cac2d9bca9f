"""What the coordinator decides about a delay: a version of its own, told to exactly those it concerns; or nothing."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from invitations.agendas.following import follow
from invitations.models import Bericht
from press.demo.delays import load_delays
from press.models import Vertraging
from programmes.loading import load_week
from programmes.models import Bezoek, DeelnemendeDienst, Mandataris, Programme, User, Versie
from programmes.versions import proposal, published_week
from tests.factories import MONDAY, at, make_bezoek, make_user
from tests.invitations.agendas import messages, publish
from tests.press.delays import NOW, Day, delays, say

pytestmark = pytest.mark.usefixtures("clock")

ClientOf = Callable[[User], Client]
ARGS = ["leiedorp", "2025"]


@pytest.fixture
def day(programme: Programme) -> Day:
    return Day(programme)


def reported(day: Day, minutes: int = 15) -> Vertraging:
    say(day, minutes=minutes)
    return Vertraging.objects.latest("pk")


def act(client: Client, one: Vertraging, **posted: Any) -> Any:
    """Confirms what the page shows with these choices, or what is posted instead."""
    url = reverse("vertraging", args=[*ARGS, one.pk])
    chosen = {name: value for name, value in posted.items() if name.startswith("keuze")}
    preview = client.get(url, chosen).context["preview"]
    shown = {"based_on": preview.based_on, "seen": preview.seen}
    return client.post(reverse("vertraging-publish", args=[*ARGS, one.pk]), shown | posted)


def said(client: Client, answer: Any) -> list[str]:
    return [str(message) for message in client.get(answer["Location"]).context["messages"]]


def hours(programme: Programme) -> list[str]:
    week = published_week(programme)
    return [visit.hours for visit in week.visits] if week else []


def on_the_board(programme: Programme) -> list[str]:
    return [visit.hours for visit in load_week(programme).visits]


def mails() -> list[str]:
    rows = Bericht.objects.filter(kind=Bericht.Kind.VERTRAGING)
    assert {row.send_after for row in rows} <= {NOW}
    return sorted(row.to_email for row in rows)


def test_before_and_after_are_shown(day: Day, client_of: ClientOf, coordinator: User) -> None:
    one = reported(day)
    preview = client_of(coordinator).get(reverse("vertraging", args=[*ARGS, one.pk])).context["preview"]
    assert [(row.name, row.one.before.hours, row.one.after.hours) for row in preview.rows] == [
        ("De Linde", "9.30–10.30", "9.45–10.45"),
        ("De Brug", "10.45–11.45", "10.55–11.55"),
    ]
    assert [told.name for told in preview.guests] == ["An Peeters", "Bo Peeters"]
    assert [told.name for told in preview.hosts] == ["Griet Declercq", "Tom Baert"]
    assert preview.rows[0].sms == (
        "Expeditie Zorg: De Linde begint om 9.45 in plaats van 9.30 en eindigt om 10.45. Vragen? Bel 056 00 12 00."
    )


def test_exactly_these_shifts_are_published(day: Day, client_of: ClientOf, coordinator: User) -> None:
    one = reported(day)
    Bezoek.objects.filter(pk=day.late.pk).update(remarks="Nog niet gepubliceerd", revision=2)
    client = client_of(coordinator)
    assert said(client, act(client, one)) == ["Versie 2 is gepubliceerd. 4 mails vertrekken nu."]
    version = Versie.objects.get(number=2)
    assert (version.note, version.by) == ("Vertraging: De Linde 15 minuten later", coordinator)
    assert hours(day.programme) == ["9.45–10.45", "10.55–11.55", "14.00–15.00"]
    assert [row["remarks"] for row in version.content["visits"]] == ["", "", ""]
    assert on_the_board(day.programme) == hours(day.programme)
    assert [str(change) for change in proposal(day.programme).difference.visits] == [
        "De Brug, maandag 24 februari 14.00–15.00: de opmerkingen zijn gewijzigd"
    ]
    assert delays() == [(day.linde.pk, 15, "Griet Declercq", "verwerkt")]
    one.refresh_from_db()
    assert (one.versie, one.decided_by, one.decided_at) == (version, coordinator, NOW)


def test_exactly_those_concerned_are_told(day: Day, client_of: ClientOf, coordinator: User) -> None:
    act(client_of(coordinator), reported(day))
    assert mails() == ["an@example.be", "bo@example.be", "griet@example.be", "tom@example.be"]
    follow(NOW)
    updates = [(to, "REQUEST", 1) for to in ("an@example.be", "an@example.be", "bo@example.be")]
    assert messages() == updates  # An at both visits, Bo at the second, Cas nowhere
    assert follow(NOW) == 0


def test_the_mail_says_it_all(day: Day, client_of: ClientOf, coordinator: User) -> None:
    act(client_of(coordinator), reported(day))
    mail = Bericht.objects.get(kind="vertraging", to_email="an@example.be")
    assert (mail.subject, mail.cause) == (
        "Vertraging: De Linde nu 9.45–10.45, De Brug nu 10.55–11.55",
        "Vertraging: De Linde 15 minuten later",
    )
    assert mail.text.split("\n")[:12] == [
        "Dag An Peeters",
        "",
        "Er is vertraging. Dit verandert er voor jou:",
        "",
        "De Linde",
        "Maandag 24 februari: 9.45–10.45 in plaats van 9.30–10.30",
        "Wie ontvangt je: Griet Declercq, 051 12 34 56",
        "",
        "De Brug",
        "Maandag 24 februari: 10.55–11.55 in plaats van 10.45–11.45",
        "Vertrek om 10.45 aan De Linde (7 min met de auto)",
        "Wie ontvangt je: Tom Baert",
    ]
    assert "Lukt het niet? Bel Els Vercruysse: 056 00 12 00" in mail.text
    assert reverse("dag", args=[day.token(mandataris=day.an)]) in mail.text
    host = Bericht.objects.get(kind="vertraging", to_email="tom@example.be")
    assert "Wie komt: An Peeters, Bo Peeters." in host.text


def test_who_arrives_later_is_told_and_the_others_are_not(day: Day, client_of: ClientOf, coordinator: User) -> None:
    act(client_of(coordinator), reported(day), **{f"keuze-{day.brug.pk}": "later"})
    assert hours(day.programme) == ["9.45–10.45", "10.45–11.45", "14.00–15.00"]
    assert mails() == ["an@example.be", "griet@example.be", "tom@example.be"]
    [deelname] = day.brug.deelnames.filter(mandataris=day.an)
    assert deelname.arrives_at == at(MONDAY, "10.55")
    assert day.brug.deelnames.get(mandataris=day.bo).arrives_at is None
    follow(NOW)
    assert messages() == [("an@example.be", "REQUEST", 1), ("an@example.be", "REQUEST", 1)]


def test_who_said_no_holds_nobody_up_and_gets_nothing(day: Day, client_of: ClientOf, coordinator: User) -> None:
    day.linde.deelnames.filter(mandataris=day.an).update(answer="nee")
    act(client_of(coordinator), reported(day))
    assert (hours(day.programme)[:2], mails()) == (["9.45–10.45", "10.45–11.45"], ["griet@example.be"])


def test_who_has_no_address_is_named(day: Day, client_of: ClientOf, coordinator: User) -> None:
    Mandataris.objects.filter(pk=day.bo.pk).update(email="")
    one, client = reported(day), client_of(coordinator)
    page = client.get(reverse("vertraging", args=[*ARGS, one.pk]))
    assert "Bel zelf, want zonder e-mailadres: Bo Peeters." in page.text
    act(client, one)
    assert mails() == ["an@example.be", "griet@example.be", "tom@example.be"]


def test_what_stands_otherwise_on_the_board_is_left(day: Day, client_of: ClientOf, coordinator: User) -> None:
    Bezoek.objects.filter(pk=day.brug.pk).update(starts_at=at(MONDAY, "16.00"), ends_at=at(MONDAY, "17.00"))
    client = client_of(coordinator)
    assert said(client, act(client, reported(day))) == [
        (
            "Versie 2 is gepubliceerd. 4 mails vertrekken nu. "
            "Op het bord stond al iets anders bij De Brug: daar is niets verschoven."
        )
    ]
    assert hours(day.programme) == ["9.45–10.45", "10.55–11.55", "14.00–15.00"]
    assert on_the_board(day.programme) == ["9.45–10.45", "14.00–15.00", "16.00–17.00"]


def refused(day: Day, client: Client, answer: Any) -> list[str]:
    """What is said; nothing at all was done."""
    assert (hours(day.programme)[0], mails(), delays()[-1][3]) == ("9.30–10.30", [], "gemeld")
    return said(client, answer)


def test_what_was_published_meanwhile_is_looked_at_again(day: Day, client_of: ClientOf, coordinator: User) -> None:
    one, client = reported(day), client_of(coordinator)
    publish(day.programme)
    assert refused(day, client, act(client, one, based_on=1)) == [
        "Intussen is versie 2 gepubliceerd. Bekijk opnieuw wat er verandert en publiceer dan."
    ]
    for typed in ("x", "", "9" * 20):
        act(client, one, based_on=typed)
    assert Versie.objects.count() == 2


def test_a_delay_that_was_corrected_meanwhile_is_looked_at_again(
    day: Day, client_of: ClientOf, coordinator: User
) -> None:
    client, one = client_of(coordinator), reported(day)
    seen = client.get(reverse("vertraging", args=[*ARGS, one.pk])).context["preview"].seen
    reported(day, 30)
    assert refused(day, client, act(client, one, seen=seen)) == [
        "De vertraging of je keuze is intussen gewijzigd. Bekijk opnieuw wat er verschuift."
    ]


def test_a_choice_that_was_not_seen_is_looked_at_again(day: Day, client_of: ClientOf, coordinator: User) -> None:
    client, one = client_of(coordinator), reported(day)
    seen = client.get(reverse("vertraging", args=[*ARGS, one.pk])).context["preview"].seen
    answer = act(client, one, seen=seen, **{f"keuze-{day.brug.pk}": "later"})
    assert answer["Location"].endswith(f"?keuze-{day.brug.pk}=later")
    assert len(refused(day, client, answer)) == 1


def test_of_two_coordinators_the_second_is_told(day: Day, client_of: ClientOf, coordinator: User) -> None:
    one = reported(day)
    client, other = client_of(coordinator), client_of(make_user("coordinator", bestuur=day.programme.bestuur))
    shown = other.get(reverse("vertraging", args=[*ARGS, one.pk])).context["preview"]
    act(client, one)
    posted = {"based_on": shown.based_on, "seen": shown.seen}
    answer = other.post(reverse("vertraging-publish", args=[*ARGS, one.pk]), posted)
    message = f"{coordinator} heeft hier al over beslist: doorgevoerd."
    assert said(other, answer) == [message]
    assert said(other, other.post(reverse("vertraging-leave", args=[*ARGS, one.pk]))) == [message]
    assert (Versie.objects.count(), len(mails())) == (2, 4)


def test_to_change_nothing_is_a_decision_too(day: Day, client_of: ClientOf, coordinator: User) -> None:
    client, one = client_of(coordinator), reported(day)
    answer = client.post(reverse("vertraging-leave", args=[*ARGS, one.pk]))
    assert said(client, answer) == ["Er verandert niets aan het programma. Bel wie het moet weten."]
    assert (delays()[0][3], Versie.objects.count(), mails()) == ("gelaten", 1, [])


def test_a_delay_after_one_that_was_carried_out_is_a_new_one(
    day: Day, client_of: ClientOf, coordinator: User, clock: time_machine.Traveller
) -> None:
    client = client_of(coordinator)
    act(client, reported(day))
    clock.shift(dt.timedelta(minutes=1))
    one = reported(day, 10)
    assert [row[3] for row in delays()] == ["verwerkt", "gemeld"]
    act(client, one)
    assert hours(day.programme)[:2] == ["9.55–10.55", "11.05–12.05"]
    assert Bericht.objects.filter(kind="vertraging", state="geannuleerd").count() == 0  # the first has its own thing


def test_a_visit_that_left_the_programme_cannot_be_delayed(day: Day, client_of: ClientOf, coordinator: User) -> None:
    client, one = client_of(coordinator), reported(day)
    day.linde.delete()
    publish(day.programme)
    page = client.get(reverse("vertraging", args=[*ARGS, one.pk]))
    assert page.context["preview"] is None
    answer = client.post(reverse("vertraging-publish", args=[*ARGS, one.pk]))
    assert said(client, answer) == ["Dit bezoek staat niet meer in het gepubliceerde programma. Er valt niets te doen."]


def test_a_day_that_is_over_is_left(
    day: Day, client_of: ClientOf, coordinator: User, clock: time_machine.Traveller
) -> None:
    one = reported(day)
    clock.shift(dt.timedelta(days=1))
    client = client_of(coordinator)
    assert said(client, act(client, one)) == ["Deze dag is voorbij. Kies 'Verander niets'."]
    assert Versie.objects.count() == 1


def test_an_hour_that_the_clock_skips_is_told(
    programme: Programme, client_of: ClientOf, coordinator: User, clock: time_machine.Traveller
) -> None:
    sunday = dt.date(2025, 3, 30)
    Programme.objects.filter(pk=programme.pk).update(last_day=sunday)
    night = make_bezoek(programme, day=sunday, start="1.30", end="4.00")
    publish(programme)
    clock.move_to(at(sunday, "1.00"))
    one = Vertraging.objects.create(programme=programme, visit=night.pk, minutes=60, reported_at=at(sunday, "1.00"))
    client = client_of(coordinator)
    assert said(client, act(client, one)) == [
        "Er is niets gepubliceerd: 2.30 bestaat niet op zondag 30 maart: de klok gaat dan een uur vooruit."
    ]
    assert Versie.objects.count() == 1


def test_a_board_that_cannot_follow_holds_nobody_up(day: Day, client_of: ClientOf, coordinator: User) -> None:
    DeelnemendeDienst.objects.filter(zorgdienst=day.brug.zorgdienst).delete()
    client = client_of(coordinator)
    assert said(client, act(client, reported(day))) == [
        (
            "Versie 2 is gepubliceerd. 4 mails vertrekken nu. "
            "Op het bord stond al iets anders bij De Linde, De Brug: daar is niets verschoven."
        )
    ]
    assert hours(day.programme)[:2] == ["9.45–10.45", "10.55–11.55"]
    assert on_the_board(day.programme)[:2] == ["9.30–10.30", "10.45–11.45"]


def test_the_coordinator_reports_too(day: Day, client_of: ClientOf, coordinator: User) -> None:
    client, url = client_of(coordinator), reverse("vertraging-new", args=ARGS)
    answer = client.post(url, {"visit": day.linde.pk, "minutes": 20, "key": str(uuid.uuid4())})
    one = Vertraging.objects.get()
    assert answer["Location"] == reverse("vertraging", args=[*ARGS, one.pk])
    assert (one.minutes, one.reported_by) == (20, str(coordinator))
    assert client.post(url, {"visit": "9", "reason": "De bus"}).context["form"].errors == {
        "visit": ["Kies een bezoek van vandaag."],
        "minutes": ["Kies hoeveel minuten het later wordt, of vul het zelf in."],
    }


def test_without_a_visit_today_there_is_nothing_to_report(
    day: Day, client_of: ClientOf, coordinator: User, clock: time_machine.Traveller
) -> None:
    clock.shift(dt.timedelta(days=1))
    page = client_of(coordinator).get(reverse("vertraging-new", args=ARGS))
    assert (page.context["form"], "Vandaag staat er geen bezoek op het programma." in page.text) == (None, True)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(
    day: Day, client_of: ClientOf, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for visit in (day.linde, day.brug, day.late)[:count]:
        Vertraging.objects.create(programme=day.programme, visit=visit.pk, minutes=10, reported_at=NOW)
    client = client_of(coordinator)
    with django_assert_num_queries(7):
        page = client.get(reverse("vertraging-list", args=ARGS))
    assert (len(page.context["open"]), len(page.context["decided"])) == (count, 0)


def test_the_demo_has_one(day: Day) -> None:
    load_delays(day.programme, now=NOW)
    load_delays(day.programme, now=NOW)
    assert [row[1] for row in delays()] == [15]

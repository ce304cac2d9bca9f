"""From an agreement to a visit with the same people, through the doors that every visit goes through."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from followup.models import Afspraak
from invitations.agendas.following import follow
from invitations.inviting.sending import dispatch, send
from invitations.models import Bericht
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme, User
from programmes.times import local
from programmes.versions import publish
from tests.factories import MONDAY, at, make_programme
from tests.followup.afspraken import make_afspraak
from tests.invitations.agendas import invite
from tests.invitations.rsvp import publish_now

pytestmark = pytest.mark.usefixtures("clock")

NOW = at(MONDAY + dt.timedelta(days=10), "10.00")
DAY = MONDAY + dt.timedelta(days=42)
TYPED = {"day": DAY.isoformat(), "start": "14:00", "minutes": "90"}


@pytest.fixture
def promise(visit: Bezoek, an: Mandataris, griet: Contactpersoon) -> Afspraak:
    return make_afspraak(visit.programme, council=[an], service=[griet], zorgdienst=visit.zorgdienst, kind="bezoek")


@pytest.fixture
def plan(promise: Afspraak, coordinator: User, client_of: Callable[[User], Client]) -> Callable[..., Any]:
    url = reverse("afspraak-visit", args=["leiedorp", "2025", promise.pk])
    client = client_of(coordinator)

    def _plan(**fields: Any) -> Any:
        return client.post(url, TYPED | {"zorgdienst": promise.zorgdienst_id} | fields)

    return _plan


def planned(promise: Afspraak) -> Bezoek:
    promise.refresh_from_db()
    return Bezoek.objects.get(pk=promise.follow_up_visit)


def test_on_a_day_without_a_programme_a_small_one_is_made(promise: Afspraak, plan: Callable[..., Any]) -> None:
    assert plan().status_code == 302
    visit = planned(promise)
    made = visit.programme
    assert (made.title, made.slug, made.first_day, made.last_day, made.bestuur) == (
        *("Opvolgbezoek De Linde", "opvolgbezoek-de-linde", DAY, DAY),
        promise.programme.bestuur,
    )
    assert (local(visit.starts_at), local(visit.ends_at)) == (at(DAY, "14.00"), at(DAY, "15.30"))
    assert (visit.zorgdienst, visit.host, [*visit.deelnemers.all()]) == (
        promise.zorgdienst,
        promise.contactpersonen.get(),
        [*promise.mandatarissen.all()],
    )
    assert visit.activity == "We volgen op wat we afspraken: De cijfers bezorgen"
    assert [str(one) for one in promise.momenten.all()] == ["maandag 7 april, 14.00–15.30, in Opvolgbezoek De Linde"]


def test_a_programme_that_covers_the_day_gets_it(promise: Afspraak, plan: Callable[..., Any]) -> None:
    other = make_programme(promise.programme.bestuur, first_day=DAY - dt.timedelta(days=1))
    make_programme(first_day=DAY)
    plan()
    assert planned(promise).programme == other
    assert (other.gasten.count(), other.diensten.count(), other.uitnodigingen.count()) == (1, 1, 0)


def test_what_is_internal_is_not_told_to_the_visitors(promise: Afspraak, plan: Callable[..., Any]) -> None:
    Afspraak.objects.update(is_shared=False)
    plan()
    assert planned(promise).activity == "We volgen het vorige bezoek op."


def test_it_comes_in_the_calendar_through_the_normal_doors(
    promise: Afspraak, plan: Callable[..., Any], coordinator: User
) -> None:
    plan()
    made = planned(promise).programme
    publish(made, based_on=0, note="", by=coordinator, now=NOW)
    assert follow(NOW) == 0
    invitation = made.uitnodigingen.get()
    shown = dispatch(invitation)
    assert [invitee.subject for invitee in shown.mailed] == [
        "Kom je opnieuw langs? Opvolgbezoek De Linde, maandag 7 april 2025"
    ]
    send(invitation, seen=shown.fingerprint, now=NOW)
    assert "De Linde" in Bericht.objects.get(kind="uitnodiging").text
    assert follow(NOW) == 1
    calendar = Bericht.objects.get(kind="agenda")
    assert (
        calendar.to_email,
        calendar.method,
        "DTSTART;TZID=Europe/Brussels:20250407T140000" in calendar.calendar,
    ) == (*("an@example.be", "REQUEST", True),)


def test_who_was_invited_to_the_programme_gets_it_as_soon_as_it_is_published(
    promise: Afspraak, plan: Callable[..., Any], an: Mandataris
) -> None:
    other = make_programme(promise.programme.bestuur, first_day=DAY)
    invite(other, an)
    plan()
    publish_now(other, NOW)
    assert follow(NOW) == 1


def test_the_page_tells_how_far_it_is(
    promise: Afspraak, plan: Callable[..., Any], coordinator: User, client_of: Callable[[User], Client]
) -> None:
    url = reverse("afspraak-visit", args=["leiedorp", "2025", promise.pk])

    def standing() -> Any:
        found = client_of(coordinator).get(url).context["standing"]
        return found and (found.is_published, found.uninvited, found.is_invited)

    assert standing() is None
    plan()
    made = planned(promise).programme
    assert standing() == (False, ("An Aerts",), False)
    publish_now(made, NOW)
    assert standing() == (True, ("An Aerts",), False)
    invite(made, promise.mandatarissen.get())
    assert standing() == (True, (), True)
    made.bezoeken.all().delete()
    assert standing() is None


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("day", "", "Kies de dag."),
        ("day", "2025-03-05", "Deze dag is al voorbij. Kies vandaag of een latere dag."),
        ("day", "9999-12-31", "Kijk het jaar na: 9999 is wel erg ver weg."),
        ("start", "25:00", "Dit is geen uur. Schrijf bijvoorbeeld 9:30."),
        ("start", "23:30", "Het bezoek loopt over middernacht. Kies een vroeger uur of een kortere duur."),
        ("minutes", "5", "Een bezoek duurt minstens 15 minuten."),
        ("minutes", "9" * 30, "Een bezoek duurt hoogstens 480 minuten."),
        ("zorgdienst", "9" * 30, "Kies een dienst uit de lijst."),
    ],
)
def test_a_wrong_day_or_hour_is_told(plan: Callable[..., Any], field: str, value: str, message: str) -> None:
    found = dict(plan(**{field: value}).context["form"].errors)
    where = "minutes" if value == "23:30" else field
    assert found == {where: [message]}
    assert Programme.objects.count() == 1


def test_the_hour_that_the_clock_skips_is_told(plan: Callable[..., Any]) -> None:
    errors = plan(day="2025-03-30", start="02:30").context["form"].errors
    assert dict(errors) == {"start": ["2.30 bestaat niet op zondag 30 maart: de klok gaat dan een uur vooruit."]}
    assert Programme.objects.count() == 1


def test_nobody_to_go_is_told(promise: Afspraak, plan: Callable[..., Any]) -> None:
    promise.mandatarissen.clear()
    told = "Bij deze afspraak staat niemand van het bestuur. Voeg eerst toe wie op bezoek komt."
    assert dict(plan().context["form"].errors) == {"__all__": [told]}


def test_twice_is_told(promise: Afspraak, plan: Callable[..., Any]) -> None:
    plan()
    told = "Er is al een opvolgbezoek gepland. Wijzig dat op het bord."
    assert dict(plan(start="16:00").context["form"].errors) == {"__all__": [told]}
    assert Bezoek.objects.exclude(programme=promise.programme).count() == 1

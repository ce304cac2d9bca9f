"""The personal versions leave once, at their moment, to who was there; and what the coordinator sees of that."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from followup.models import Bewaartermijn, Verslag
from followup.personal.sending import send_due, send_versions
from invitations.models import Bericht
from invitations.reminding.timeline import timeline
from programmes.links import revoke
from programmes.models import Programme, User
from tests.factories import MONDAY, at, make_deelname
from tests.followup.visited import AFTER, DUE, Visited
from tests.press.days import make_host, make_person, make_visit

BEFORE = DUE - dt.timedelta(days=5)
A_MINUTE = dt.timedelta(minutes=1)
ARGS = ["leiedorp", "2025"]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEFORE, tick=False) as traveller:
        yield traveller


@pytest.fixture
def coordinating(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def switch_on(programme: Programme, **fields: Any) -> Verslag:
    return Verslag.objects.create(
        programme=programme, title="Verslag", is_personal_on=True, composed_at=BEFORE, **fields
    )


def mailed(kind: str = "verslag") -> list[str]:
    return sorted(Bericht.objects.filter(kind=kind).values_list("to_email", flat=True))


EVERYBODY = ["an@example.be", "bo@example.be", "griet@linde.example"]


def test_they_leave_at_their_moment_and_once(visited: Visited) -> None:
    verslag = switch_on(visited.programme)
    assert (send_due(DUE - A_MINUTE), mailed()) == (0, [])
    assert (send_due(DUE), mailed()) == (3, EVERYBODY)
    assert (send_due(DUE + A_MINUTE), mailed()) == (0, EVERYBODY)
    verslag.refresh_from_db()
    assert verslag.personal_sent_at == DUE


def test_a_button_pushed_too_early_does_not_keep_them_here(visited: Visited) -> None:
    verslag = switch_on(visited.programme)
    before = at(MONDAY - dt.timedelta(days=1), "9.00")
    assert (send_versions(visited.programme, now=before), mailed()) == (0, [])
    verslag.refresh_from_db()
    assert (verslag.personal_sent_at, send_due(DUE)) == (None, 3)


@pytest.mark.parametrize("fields", [{"is_personal_on": False}, {"personal_sent_at": BEFORE}])
def test_they_do_not_leave_when_off_or_sent(visited: Visited, fields: dict[str, Any]) -> None:
    verslag = switch_on(visited.programme)
    Verslag.objects.filter(pk=verslag.pk).update(**fields)
    assert (send_due(DUE), mailed()) == (0, [])


def test_they_do_not_leave_when_the_data_went(visited: Visited) -> None:
    switch_on(visited.programme)
    Bewaartermijn.objects.create(programme=visited.programme, ends_on=BEFORE.date(), cleared_at=BEFORE)
    assert (send_due(DUE), mailed()) == (0, [])


def test_nothing_leaves_when_the_links_work_no_more(visited: Visited) -> None:
    late = DUE + dt.timedelta(days=400)
    assert (send_versions(visited.programme, now=late), mailed()) == (0, [])


def test_who_lost_their_link_or_has_no_address_gets_none(visited: Visited) -> None:
    revoke(visited.link(visited.an), now=BEFORE)
    visited.host.email = ""
    visited.host.save()
    assert (send_versions(visited.programme, now=DUE), mailed()) == (1, ["bo@example.be"])


def test_who_never_had_a_link_gets_one(visited: Visited) -> None:
    visited.link(visited.an).delete()
    assert send_versions(visited.programme, now=DUE) == 3
    assert visited.page(visited.an) in Bericht.objects.get(to_email="an@example.be").text


def test_who_came_without_being_on_the_list_gets_one_too(visited: Visited) -> None:
    dora = make_person(visited.programme, "Dora Maes", email="dora@example.be")
    visited.tick(dora)
    send_versions(visited.programme, now=DUE)
    assert visited.page(dora) in Bericht.objects.get(to_email="dora@example.be").text


def test_of_a_minor_the_parent_reads_it(visited: Visited) -> None:
    visited.an.is_minor, visited.an.guardian = True, "Mia Aerts, mia@example.be"
    visited.an.save()
    send_versions(visited.programme, now=DUE)
    mail = Bericht.objects.get(to_email="mia@example.be")
    assert "Dag ouder of voogd van An Aerts\n\nDit gaat over An Aerts.\n" in mail.text


def test_the_mail_of_a_guest(visited: Visited) -> None:
    visited.thank()
    visited.agree("Cijfers bezorgen", visited.an, due_on=dt.date(2025, 4, 1))
    switch_on(visited.programme, thanks="Dank u.")
    send_due(DUE)
    mail = Bericht.objects.get(to_email="an@example.be")
    url = f"http://localhost:8000{visited.page(visited.an)}"
    assert (mail.subject, mail.cause) == ("Jouw verslag: Expeditie Zorg", "Persoonlijk verslag")
    inside = ("Dank u.", "De Linde", "Kom nog eens terug.", "Het team", "Cijfers bezorgen", "tegen 1 april 2025", url)
    assert [one for one in inside if one not in mail.text or one not in mail.html] == []


def test_the_mail_of_a_host_names_who_came(visited: Visited) -> None:
    send_versions(visited.programme, now=DUE)
    mail = Bericht.objects.get(to_email="griet@linde.example")
    assert "Wie er was: An Aerts, Bo Aerts\n" in mail.text
    assert "An Aerts, Bo Aerts" in mail.html


def test_the_timeline_tells_them(visited: Visited) -> None:
    switch_on(visited.programme)
    visited.bo.email = ""
    visited.bo.save()
    seen = {one.title: one for day in timeline(visited.programme, now=BEFORE).days for one in day.happenings}
    mail, call = (
        seen["1 deelnemer en 1 gastheer: persoonlijk verslag"],
        seen["1 deelnemer: persoonlijk verslag op papier"],
    )
    assert (mail.at, mail.sort, mail.names) == (DUE, "mail", ("An Aerts", "Griet Declercq"))
    assert (call.sort, call.names) == ("bellen", ("Bo Aerts",))
    send_due(DUE)
    titles = [one.title for day in timeline(visited.programme, now=DUE).days for one in day.happenings]
    assert "2 verslagen" in titles
    assert not any("persoonlijk verslag" in title for title in titles)


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def url(name: str = "persoonlijk", *args: int) -> str:
    return reverse(name, args=[*ARGS, *args])


SAID = {"thanks": "Dank u.", "personal_days": "21", "is_personal_on": "on"}


def test_the_coordinator_sets_moment_and_text(visited: Visited, coordinating: Client) -> None:
    assert "Er vertrekt nog niets vanzelf." in text(coordinating.get(url()))
    page = text(coordinating.post(url(), SAID, follow=True))
    assert "Ze vertrekken vanzelf op <strong>vrijdag 21 maart 2025 om 9.00" in page
    verslag = Verslag.objects.get()
    assert (verslag.thanks, verslag.title) == ("Dank u.", "Verslag Expeditie Zorg")


def test_saving_leaves_the_report_itself_alone(visited: Visited, coordinating: Client) -> None:
    switch_on(visited.programme, lead="Een week lang zorg.", personal_sent_at=BEFORE)
    coordinating.post(url(), SAID | {"thanks": "Anders"})
    verslag = Verslag.objects.get()
    found = (verslag.title, verslag.lead, verslag.personal_sent_at, verslag.thanks)
    assert found == ("Verslag", "Een week lang zorg.", BEFORE, "Anders")


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"personal_days": "336"}, "Kies hoogstens 335 dagen"),
        ({"personal_days": "x"}, "Vul een aantal dagen in, zoals 21."),
        ({"personal_days": "9" * 30}, "Fout:"),
        ({"personal_days": "-1"}, "Fout:"),
        ({"personal_days": "1"}, "Dat moment (zaterdag 1 maart) is voorbij."),
        ({"thanks": "a\0b"}, "Fout:"),
    ],
)
def test_what_cannot_be(visited: Visited, coordinating: Client, said: dict[str, str], error: str) -> None:
    page = text(coordinating.post(url(), SAID | said))
    assert (error in page, Verslag.objects.count()) == (True, 0)


def test_what_is_due_already_may_be_saved_again(visited: Visited, coordinating: Client, clock: Any) -> None:
    switch_on(visited.programme)
    clock.move_to(DUE + A_MINUTE)
    assert coordinating.post(url(), SAID).status_code == 302


def test_once_they_left_there_is_no_moment_to_choose(visited: Visited, coordinating: Client) -> None:
    switch_on(visited.programme, personal_sent_at=BEFORE)
    page = text(coordinating.get(url()))
    assert ["Dank aan de deelnemers" in page, "Dagen na de laatste dag" in page] == [True, False]
    shown = text(coordinating.post(url(), SAID | {"thanks": "Dank u wel.", "personal_days": "3"}, follow=True))
    stored = Verslag.objects.get()
    assert (stored.thanks, stored.personal_days, stored.is_personal_on) == ("Dank u wel.", 21, True)
    assert "zie je ook op de tijdlijn" not in shown


def test_sending_now_asks_first_and_skips_who_got_it(visited: Visited, coordinating: Client) -> None:
    page = text(coordinating.get(url("persoonlijk-send")))
    assert ("Deze 3 mensen krijgen" in page, mailed()) == (True, [])
    shown = text(coordinating.post(url("persoonlijk-send"), follow=True))
    assert ("3 verslagen staan klaar in de berichten." in shown, mailed()) == (True, EVERYBODY)
    visited.tick(visited.programme.guests.get(pk=visited.cas.pk), visit=_second(visited))
    assert "Eén persoon krijgt" in text(coordinating.get(url("persoonlijk-send")))
    coordinating.post(url("persoonlijk-send"))
    assert mailed() == sorted([*EVERYBODY, "cas@example.be"])
    assert "Iedereen met een e-mailadres heeft het verslag al." in text(coordinating.get(url("persoonlijk-send")))


def _second(visited: Visited) -> Any:
    visit = make_visit(visited.programme, visited.host, visited.an, start="14.00")
    visited.publish()
    return visit


def test_a_version_as_its_reader_has_it(visited: Visited, coordinating: Client) -> None:
    guest = text(coordinating.get(url("persoonlijk-gast", visited.an.pk)))
    assert ("Verslag van An Aerts" in guest, "Bo Aerts" in guest, "standaardtekst" in guest) == (True, True, True)
    assert "Wie er was" in text(coordinating.get(url("persoonlijk-gastheer", visited.host.pk)))
    pdf = coordinating.get(url("persoonlijk-gast-pdf", visited.an.pk))
    assert (pdf.content[:4], pdf.headers["Cache-Control"]) == (b"%PDF", "private, no-store")


def test_who_was_not_there_has_no_version(visited: Visited, coordinating: Client) -> None:
    assert coordinating.get(url("persoonlijk-gast", visited.cas.pk)).status_code == 404
    assert coordinating.get(url("persoonlijk-gastheer", 10**18)).status_code == 404


@pytest.mark.parametrize("kind", ["gast", "gastheer"])
def test_a_test_goes_to_the_coordinator_without_the_secret_link(
    visited: Visited, coordinating: Client, coordinator: User, kind: str
) -> None:
    who = visited.an if kind == "gast" else visited.host
    coordinating.post(url(f"persoonlijk-{kind}-test", who.pk))
    mail = Bericht.objects.get()
    assert (mail.kind, mail.to_email) == ("proef", coordinator.email)
    page = f"http://localhost:8000{url(f'persoonlijk-{kind}', who.pk)}"
    assert ("DIT IS EEN PROEF" in mail.text, page in mail.text, "/nazorg/" in mail.text + mail.html) == (
        True,
        True,
        False,
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more(
    visited: Visited, coordinating: Client, count: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(count - 1):
        make_deelname(visited.visit, make_person(visited.programme, f"Gast {number}"))
        make_visit(
            visited.programme, make_host(visited.programme, f"H {number}"), visited.an, start=f"{14 + number}.00"
        )
    visited.publish()
    send_versions(visited.programme, now=AFTER)
    with django_assert_num_queries(24):
        coordinating.get(url())

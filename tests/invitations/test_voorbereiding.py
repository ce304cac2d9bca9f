"""The overview of the services' preparation, and the mail that asks them to fill in their page."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from invitations.checklist.generating import sync
from invitations.checklist.tasks import service_of, tasks_of
from invitations.hosting.asking import CHANGED, NOBODY, AskError, ask, asking
from invitations.hosting.confirming import confirm
from invitations.hosting.preparation import preparations
from invitations.models import Bericht, Fiche, Taak, Verhaal
from programmes.links import link_url, revoke
from programmes.models import Contactpersoon, DeelnemendeDienst, Programme, User, Werkvorm, Zorgdienst
from programmes.upkeep import note_change
from tests.factories import make_bezoek, make_deelnemende_dienst, make_zorgdienst
from tests.invitations.hosts import NOW, make_host, make_linde
from tests.invitations.rsvp import mails, publish_now

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_host(programme, "Griet Declercq", phone="051 12 34 56")


@pytest.fixture
def linde(programme: Programme, griet: Contactpersoon) -> Zorgdienst:
    return make_linde(programme, griet)


@pytest.fixture
def office(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(coordinator)


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def confirmed(service: Zorgdienst) -> None:
    confirm(DeelnemendeDienst.objects.select_related("zorgdienst").get(zorgdienst=service), None, by="Griet", now=NOW)


# The overview


def test_a_service_shows_how_far_it_is(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, office: Client
) -> None:
    make_bezoek(programme, zorgdienst=linde, start="14.00")
    make_bezoek(programme, zorgdienst=linde)
    make_bezoek(programme, zorgdienst=linde, kind="maaltijd")
    Fiche.objects.create(
        programme=programme, zorgdienst=linde, intro="Zorg", changed_at=NOW, changed_by="Griet Declercq"
    )
    for owner in ("gastheer", "coordinator"):
        Taak.objects.create(programme=programme, zorgdienst=linde, step=2, title="Bel", owner=owner)
    Verhaal.objects.create(programme=programme, zorgdienst=linde, changed_at=NOW)
    confirmed(linde)
    note_change(linde, ["meal"], by="Griet Declercq", host=griet, remark="De lift is stuk.", now=NOW)
    note_change(linde, ["parking"], by="Els", now=NOW)
    text = page(office.get(reverse("voorbereiding", args=ARGS)))
    for part in (
        "1 van de 1 dienst bevestigde de praktische gegevens.",
        "2 bezoeken vanaf maandag 24 februari",
        'Griet Declercq <a class="nowrap" href="tel:051123456">051 12 34 56</a>',
        '<span class="badge ok">bevestigd</span>',
        '<span class="meta">Griet Declercq, 12 februari</span>',
        "7 % ingevuld",
        "1 open",
        "Griet Declercq wijzigde woensdag 12 februari: maaltijd<br><strong>‘De lift is stuk.’</strong>",
    ):
        assert part in text


def test_without_services_the_page_leads_to_them(programme: Programme, office: Client) -> None:
    text = page(office.get(reverse("voorbereiding", args=ARGS)))
    assert f'href="{reverse("programme-diensten", args=ARGS)}">Kies de diensten</a>' in text
    assert "0 van de 0" not in text
    asked = page(office.get("/leiedorp/2025/voorbereiding/vragen/"))
    assert "Er doet nog geen dienst met een contactpersoon mee." in asked


@pytest.mark.parametrize(
    ("shown", "names"),
    [
        ("", ["De Berk", "De Linde"]),
        ("onzin", ["De Berk", "De Linde"]),
        ("open", ["De Berk", "De Linde"]),
        ("bevestigen", ["De Berk"]),
        ("gewijzigd", ["De Linde"]),
        ("contact", ["De Berk"]),
        ("fiche", ["De Berk"]),
        ("verhaal", ["De Berk"]),
        ("taken", ["De Linde"]),
    ],
)
def test_only_what_is_asked_for(
    linde: Zorgdienst, programme: Programme, office: Client, shown: str, names: list[str]
) -> None:
    make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Berk"))
    confirmed(linde)
    Zorgdienst.objects.filter(pk=linde.pk).update(meal="Soep")
    Fiche.objects.create(programme=programme, zorgdienst=linde, intro="Zorg")
    Verhaal.objects.create(programme=programme, zorgdienst=linde, changed_at=NOW)
    Taak.objects.create(programme=programme, zorgdienst=linde, step=2, title="Bel", owner="gastheer")
    rows = office.get(reverse("voorbereiding", args=ARGS), {"toon": shown}).context["rows"]
    assert [row.standing.service.name for row in rows] == names


def test_who_only_reads_or_comes_from_elsewhere_sees_nothing(
    linde: Zorgdienst, lezer: User, stranger: User, client_of: Callable[[User], Client]
) -> None:
    for user in (lezer, stranger):
        for name in ("voorbereiding", "voorbereiding-ask", "kledij", "kledij-pdf"):
            assert client_of(user).get(reverse(name, args=ARGS)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_overview_and_the_question_take_a_fixed_number_of_queries(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        host = make_host(programme, f"Gastheer {number}")
        service = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, contact=host))
        make_bezoek(programme, zorgdienst=service)
        note_change(service, ["meal"], by="x", host=host, now=NOW)
        Fiche.objects.create(programme=programme, zorgdienst=service)
        Taak.objects.create(programme=programme, zorgdienst=service, step=2, title="Bel", owner="gastheer")
        Verhaal.objects.create(programme=programme, zorgdienst=service, changed_at=NOW)
    publish_now(programme, NOW)
    with django_assert_num_queries(13):
        assert len(preparations(programme)) == count + 1
    with django_assert_num_queries(7):
        assert len(asking(programme, now=NOW).chosen) == count + 1
    seen = asking(programme, now=NOW).fingerprint
    with django_assert_num_queries(24):
        ask(programme, seen=seen, now=NOW)


# The mail that asks


def chosen(programme: Programme, **also: bool) -> list[str]:
    return [one.contact.name for one in asking(programme, now=NOW, **also).chosen]


def test_who_still_has_to_confirm_is_asked_once_for_all_their_services(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, office: Client
) -> None:
    berk = make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Berk", contact=griet))
    confirmed(berk)
    url = reverse("voorbereiding-ask", args=ARGS)
    response = office.get(url)
    text = page(response)
    assert "1 contactpersoon krijgt een mail" in text
    assert "Jij bent contactpersoon van De Berk en De Linde." in text
    assert "/gastheer/" not in text
    response = office.post(url, {"seen": response.context["asking"].fingerprint}, follow=True)
    assert "De mail aan één contactpersoon staat klaar en vertrekt over enkele minuten." in page(response)
    (message,) = Bericht.objects.all()
    assert (message.kind, message.to_email, message.state) == ("voorbereiding", "griet@example.be", "wacht")
    assert message.contactpersoon == griet
    assert message.subject == "Expeditie Zorg: kijk je de gegevens van je dienst even na?"
    for text in (message.text, message.html):
        assert link_url(griet.links.get()) in text


def test_who_never_had_a_link_gets_one(linde: Zorgdienst, programme: Programme) -> None:
    tom = make_host(programme, "Tom Maes")
    linde.contactpersonen.add(tom)
    ask(programme, seen=asking(programme, now=NOW).fingerprint, now=NOW)
    assert link_url(tom.links.get()) in Bericht.objects.get(contactpersoon=tom).text


def test_who_confirmed_all_is_left_in_peace_unless_asked(
    linde: Zorgdienst, programme: Programme, office: Client
) -> None:
    confirmed(linde)
    url = reverse("voorbereiding-ask", args=ARGS)
    assert "Niemand krijgt nu een mail" in page(office.get(url))
    assert "Ook wie alles bevestigde, krijgt een mail." in page(office.get(url, {"iedereen": "on"}))
    assert (chosen(programme), chosen(programme, to_everybody=True)) == ([], ["Griet Declercq"])


def test_who_was_asked_lately_is_left_in_peace_unless_asked(
    linde: Zorgdienst, programme: Programme, office: Client
) -> None:
    ask(programme, seen=asking(programme, now=NOW).fingerprint, now=NOW)
    url = reverse("voorbereiding-ask", args=ARGS)
    assert "1 contactpersoon kreeg de voorbije vijf dagen al een mail, en krijgt nu niets." in page(office.get(url))
    response = office.get(url, {"opnieuw": "on"})
    assert "krijgt er nog een" in page(response)
    office.post(url, {"opnieuw": "on", "seen": response.context["asking"].fingerprint})
    assert mails("voorbereiding") == [("griet@example.be", "geannuleerd"), ("griet@example.be", "wacht")]
    later = asking(programme, now=NOW + dt.timedelta(days=6))
    assert [one.contact.name for one in later.chosen] == ["Griet Declercq"]


def test_a_mail_that_did_not_arrive_does_not_count(linde: Zorgdienst, programme: Programme) -> None:
    ask(programme, seen=asking(programme, now=NOW).fingerprint, now=NOW)
    Bericht.objects.update(state="teruggekomen")
    assert chosen(programme) == ["Griet Declercq"]
    assert ask(programme, seen=asking(programme, now=NOW).fingerprint, now=NOW) == 1


def test_who_has_no_address_or_lost_their_link_is_named(
    linde: Zorgdienst, griet: Contactpersoon, programme: Programme, office: Client
) -> None:
    tom = make_host(programme, "Tom Maes", email="", phone="0400 11 22 33")
    linde.contactpersonen.add(tom)
    revoke(griet.links.get(), now=NOW)
    response = office.get(reverse("voorbereiding-ask", args=ARGS))
    text = page(response)
    assert [one.contact for one in response.context["asking"].unreachable] == [griet, tom]
    assert "0400 11 22 33 · De Linde" in text
    assert "Niemand krijgt nu een mail" in text


def test_what_changed_meanwhile_stops_it(linde: Zorgdienst, programme: Programme, office: Client) -> None:
    seen = asking(programme, now=NOW).fingerprint
    linde.contactpersonen.add(make_host(programme, "Tom Maes"))
    text = page(office.post(reverse("voorbereiding-ask", args=ARGS), {"seen": seen}))
    assert CHANGED in text
    assert mails("voorbereiding") == []


def test_a_button_that_is_pushed_twice_sends_once(linde: Zorgdienst, programme: Programme) -> None:
    seen = asking(programme, now=NOW).fingerprint
    ask(programme, seen=seen, now=NOW)
    with pytest.raises(AskError, match=CHANGED):
        ask(programme, seen=seen, now=NOW)
    with pytest.raises(AskError, match=NOBODY):
        ask(programme, seen=asking(programme, now=NOW).fingerprint, now=NOW)
    assert len(mails("voorbereiding")) == 1


def test_nonsense_is_no_500(linde: Zorgdienst, programme: Programme, office: Client) -> None:
    url = reverse("voorbereiding-ask", args=ARGS)
    for seen in ("", "x" * 200, "\x00"):
        assert CHANGED in page(office.post(url, {"seen": seen, "iedereen": "misschien"}))


def test_the_open_tasks_of_a_service_are_those_of_its_visits_too(programme: Programme) -> None:
    linde = make_linde(programme)
    make_bezoek(programme, zorgdienst=linde, werkvorm=Werkvorm.JOBRUIL)
    sync([programme])
    hosts = [task for task in tasks_of(programme) if task.owner == Taak.Owner.GASTHEER]
    assert {service_of(task) for task in hosts} == {linde}
    assert [one.open_tasks for one in preparations(programme)] == [len(hosts)]

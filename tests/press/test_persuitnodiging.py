"""The press invitation: to each journalist once, neutral, and news when the moment changed."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from invitations.models import Bericht
from press.models import Persmoment
from press.relations.inviting import CHANGED, NOBODY, SendError, load_round, send
from programmes.models import Programme
from tests.factories import make_bestuur, make_mandataris, make_programme, make_user
from tests.press.relations import NOW, make_contact, make_moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def one() -> Persmoment:
    programme = make_programme(make_bestuur(slug="leiedorp"), slug="2025", title="Expeditie Zorg")
    one = make_moment(programme, photo_opportunity="De soep", agreements="Enkel de schepen spreekt")
    one.spokespersons.add(
        make_mandataris(programme.bestuur, first_name="Mia", last_name="Maes", function="schepen", fractie="Groep X")
    )
    make_contact(programme.bestuur)
    make_contact(programme.bestuur, "redactie@radio.example", medium="Radio", name="")
    make_contact(programme.bestuur, "stil@blad.example", medium="Stil", is_active=False)
    return one


@pytest.fixture
def staff(one: Persmoment, client: Client) -> Client:
    client.force_login(make_user("communicatie", bestuur=one.programme.bestuur, email="els@leiedorp.example"))
    return client


def url(name: str, one: Persmoment) -> str:
    return reverse(name, args=["leiedorp", "2025", one.pk])


def sent(one: Persmoment, *, update: bool = False) -> int:
    return send(one, seen=load_round(one).fingerprint(update=update), update=update, now=NOW)


def mails() -> list[tuple[str, str]]:
    return list(Bericht.objects.order_by("pk").exclude(state="geannuleerd").values_list("to_email", "subject"))


def delivered() -> None:
    Bericht.objects.filter(state="wacht").update(state="verzonden")


SUBJECT = "Uitnodiging voor de pers: Koffie met de pers, dinsdag 25 februari"


def test_everybody_on_the_list_gets_it_once(one: Persmoment) -> None:
    assert sent(one) == 2
    assert mails() == [("an@krant.example", SUBJECT), ("redactie@radio.example", SUBJECT)]
    assert {*Bericht.objects.values_list("kind", "send_after")} == {("pers", NOW)}
    with pytest.raises(SendError, match=NOBODY):
        sent(one)
    assert Bericht.objects.count() == 2


def test_a_button_pushed_twice_sends_once(one: Persmoment) -> None:
    seen = load_round(one).fingerprint(update=False)
    send(one, seen=seen, update=False, now=NOW)
    with pytest.raises(SendError, match=CHANGED):
        send(one, seen=seen, update=False, now=NOW)
    assert Bericht.objects.count() == 2


def test_the_mail_is_neutral_and_says_who_informs(one: Persmoment) -> None:
    sent(one)
    mail = Bericht.objects.order_by("pk")[0]
    lines = mail.text.splitlines()
    assert lines[0] == "Dag An P."
    assert lines[lines.index("Wat: Koffie met de pers") :][:6] == [
        "Wat: Koffie met de pers",
        "Wanneer: dinsdag 25 februari 2025, van 10.00 tot 11.00 uur",
        "Waar: De Linde, Lindestraat 1",
        "Wie je er spreekt: Mia Maes, schepen",
        "Voor de foto: De soep",
        "Inlichtingen: Els Communicatie, 056 12 34 56",
    ]
    for inside in ("Groep X", "Enkel de schepen"):
        assert inside not in mail.text + mail.html


def test_who_was_added_later_is_invited_alone(one: Persmoment) -> None:
    sent(one)
    make_contact(one.programme.bestuur, "bo@streek.example", medium="De Streek")
    assert sent(one) == 1
    assert mails()[-1] == ("bo@streek.example", SUBJECT)


def test_a_change_is_told_to_who_was_invited(one: Persmoment) -> None:
    sent(one)
    delivered()
    assert load_round(one).to_update == []
    Persmoment.objects.filter(pk=one.pk).update(place="De Eik")
    make_contact(one.programme.bestuur, "bo@streek.example", medium="De Streek")
    one.refresh_from_db()
    assert sent(one, update=True) == 2
    assert mails()[2:] == [
        ("an@krant.example", f"Gewijzigd: {SUBJECT}"),
        ("redactie@radio.example", f"Gewijzigd: {SUBJECT}"),
    ]
    text = Bericht.objects.order_by("pk")[2].text
    assert "- Waar: De Eik\n  Eerder: De Linde, Lindestraat 1" in text
    one.refresh_from_db()
    with pytest.raises(SendError, match=NOBODY):
        sent(one, update=True)


def test_an_invitation_that_still_waits_is_made_anew(one: Persmoment) -> None:
    sent(one)
    Persmoment.objects.filter(pk=one.pk).update(place="De Eik")
    one.refresh_from_db()
    sent(one, update=True)
    assert mails() == [("an@krant.example", SUBJECT), ("redactie@radio.example", SUBJECT)]
    assert "Waar: De Eik" in Bericht.objects.latest("pk").text


def test_an_address_that_fails_waits_for_its_mend(one: Persmoment) -> None:
    sent(one)
    delivered()
    Bericht.objects.filter(to_email="an@krant.example").update(state="teruggekomen")
    shown = load_round(one)
    assert ([j.contact.email for j in shown.failed], shown.to_invite) == (["an@krant.example"], [])
    one.programme.bestuur.perscontacten.filter(email="an@krant.example").update(email="anp@krant.example")
    assert sent(one) == 1
    assert mails()[-1] == ("anp@krant.example", SUBJECT)


def test_what_was_called_off_may_be_sent_again(one: Persmoment) -> None:
    sent(one)
    Bericht.objects.update(state="geannuleerd")
    assert sent(one) == 2
    assert mails() == [("an@krant.example", SUBJECT), ("redactie@radio.example", SUBJECT)]


def test_own_words_are_kept_and_the_proposal_follows(staff: Client, one: Persmoment) -> None:
    form = staff.get(url("persmoment-text", one)).context["form"]
    staff.post(url("persmoment-text", one), {"subject": form["subject"].value(), "body": "Eigen <b>woorden</b>"})
    one.refresh_from_db()
    assert (one.subject, one.body) == ("", "Eigen <b>woorden</b>")
    html = staff.get(url("persmoment-mail", one)).content.decode()
    assert "Eigen &lt;b&gt;woorden&lt;/b&gt;" in html


@time_machine.travel(NOW, tick=False)
def test_the_pages_name_the_number_and_send(staff: Client, one: Persmoment) -> None:
    page = staff.get(url("persmoment-invite", one))
    assert page.context["mail"].subject == SUBJECT
    confirm = staff.get(url("persmoment-send", one))
    assert "Verstuur naar 2 journalisten" in confirm.content.decode()
    refused = staff.post(url("persmoment-send", one), {"seen": "x"})
    assert (refused.context["problem"], Bericht.objects.count()) == (CHANGED, 0)
    done = staff.post(url("persmoment-send", one), {"seen": confirm.context["seen"]}, follow=True)
    assert "De uitnodiging aan 2 journalisten staat klaar en vertrekt meteen." in done.content.decode()
    one.refresh_from_db()
    assert one.invited_at == NOW
    assert "2 journalisten kregen al een uitnodiging" in staff.get(url("persmoment-delete", one)).content.decode()


def test_a_test_goes_to_myself(staff: Client, one: Persmoment) -> None:
    staff.post(url("persmoment-test", one))
    assert mails() == [("els@leiedorp.example", f"Proef: {SUBJECT}")]
    assert load_round(one).invited == []


def test_without_a_press_list_there_is_nobody(staff: Client) -> None:
    other = make_moment(Programme.objects.get())
    other.programme.bestuur.perscontacten.all().delete()
    assert "De perslijst is leeg" in staff.get(url("persmoment-invite", other)).content.decode()
    assert staff.get(url("persmoment-mail", other)).status_code == 404
    staff.post(url("persmoment-test", other))
    assert [address for address, _ in mails()] == ["els@leiedorp.example"]


def test_the_page_asks_a_fixed_number_of_queries(
    staff: Client, one: Persmoment, django_assert_num_queries: Callable[..., Any]
) -> None:
    for number in (0, 3):
        for n in range(number):
            make_contact(one.programme.bestuur, f"x{n}@krant.example")
        with django_assert_num_queries(8):
            staff.get(url("persmoment-invite", one))

"""Quotes: noted, asked, approved by whoever said it, and taken back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from invitations.models import Bericht, Toestemming
from press.models import Deellink, Quote
from press.rights.usable import usable_quotes
from press.sharing import revoke_shared, share, shared_token
from press.testimonials.asking import Asked, approve, ask, refuse, set_aside, take_up
from press.testimonials.listing import quote_groups
from programmes.models import Programme, User
from tests.factories import (
    make_bestuur,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)
from tests.press.quotes import NOW, SITE_ROOT, TODAY, link_to, make_approved, make_picture, make_quote, recognise

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]
ClientOf = Callable[[User], Client]


@pytest.fixture
def wies(programme: Programme) -> User:
    """Of the communication service."""
    return make_user("communicatie", bestuur=programme.bestuur, name="Wies Decock")


@pytest.fixture
def staff(wies: User, client_of: ClientOf) -> Client:
    return client_of(wies)


def page(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def url(name: str, *args: int) -> str:
    return reverse(name, args=[*ARGS, *args])


def now_is(quote: Quote) -> tuple[str, list[str], str]:
    quote.refresh_from_db()
    return quote.state, quote.channels, quote.text


def typed(client: Client, address: str, **fields: Any) -> dict[str, Any]:
    """What a browser would post of the form on this page."""
    form = client.get(address).context["form"]
    names = ("text", "name", "function", "seen", "was", "mandataris", "contactpersoon", "zorgdienst", "portrait")
    shown = {name: form[name].value() for name in names if name in form.fields}
    return {name: "" if value is None else value for name, value in shown.items()} | fields


# Noting


def test_staff_notes_a_quote_of_a_guest(programme: Programme, staff: Client) -> None:
    an = make_gast(programme, make_mandataris(programme.bestuur, first_name="An", last_name="Aerts")).mandataris
    an.function = "burgemeester"
    an.save()
    text = page(staff.post(url("quote-new"), {"text": "Warm onthaal", "mandataris": an.pk}, follow=True))
    quote = Quote.objects.get()
    assert (quote.name, quote.function, quote.received_from, quote.state) == (
        *("An Aerts", "burgemeester", "Wies Decock", "nieuw"),
    )
    assert "De quote is bewaard." in text
    assert "<strong>An Aerts</strong>, burgemeester" in text


def test_a_quote_without_words_or_of_two_people_is_not_kept(programme: Programme, staff: Client) -> None:
    griet = make_contactpersoon(programme.bestuur)
    make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, contact=griet))
    guest = make_gast(programme).mandataris
    data = {"text": " ", "mandataris": guest.pk, "contactpersoon": griet.pk, "function": "kok"}
    response = staff.post(url("quote-new"), data)
    assert response.context["form"].errors == {
        "text": ["Vul in wat iemand zei."],
        "contactpersoon": ["Kies iemand van de gastenlijst of iemand van een dienst, niet allebei."],
    }
    assert ('value="kok"' in page(response), Quote.objects.count()) == (True, 0)


def test_only_people_services_and_portraits_of_here_are_offered(programme: Programme, staff: Client) -> None:
    other = make_programme(make_bestuur())
    allowed, hidden = make_picture(programme), make_picture(programme, "red")
    recognise(hidden, "Maria", "intern")
    film = make_picture(programme, "blue", kind="film")
    for field, row in (
        ("mandataris", make_gast(other).mandataris),
        ("contactpersoon", make_contactpersoon(programme.bestuur)),
        ("zorgdienst", make_zorgdienst(programme.bestuur)),
        ("portrait", hidden),
        ("portrait", film),
        ("portrait", make_picture(other)),
    ):
        response = staff.post(url("quote-new"), {"text": "x", field: row.pk})
        assert list(response.context["form"].errors) == [field]
    staff.post(url("quote-new"), {"text": "x", "portrait": allowed.pk})
    assert Quote.objects.get().portrait == allowed


def test_what_the_person_wrote_meanwhile_is_told_and_not_lost(programme: Programme, staff: Client) -> None:
    quote = make_quote(programme)
    data = typed(staff, url("quote-edit", quote.pk), text="Koud onthaal")
    Quote.objects.update(text="Heel warm onthaal")
    response = staff.post(url("quote-edit", quote.pk), data)
    assert response.context["form"].errors == {
        "text": ["Intussen staat hier ‘Heel warm onthaal’. Bewaar nog eens als het moet worden wat er nu staat."]
    }
    assert now_is(quote)[2] == "Heel warm onthaal"
    again = data | {"was": response.context["form"]["was"].value()}
    assert staff.post(url("quote-edit", quote.pk), again).status_code == 302
    assert now_is(quote)[2] == "Koud onthaal"


# Asking


def test_whoever_has_an_address_gets_a_mail_with_the_link(programme: Programme, staff: Client) -> None:
    person = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@example.be")
    quote = make_quote(programme, mandataris=person, text="Warm <onthaal>")
    for _ in range(2):
        text = page(staff.post(url("quote-ask", quote.pk), follow=True))
    assert "De vraag aan An Aerts staat in het postvak UIT." in text
    assert now_is(quote)[0] == "gevraagd"
    mail = Bericht.objects.get()
    assert (mail.kind, mail.to_email, mail.subject) == (
        *("quote", "an@example.be", "Expeditie Zorg: mogen we je woorden gebruiken?"),
    )
    assert SITE_ROOT + link_to(quote) in mail.text
    assert ("Warm <onthaal>" in mail.text, "Warm &lt;onthaal&gt;" in mail.html) == (True, True)
    assert Deellink.objects.count() == 1


def test_of_a_minor_the_guardian_is_asked(programme: Programme) -> None:
    noor = make_mandataris(
        programme.bestuur, first_name="Noor", is_minor=True, guardian="Els Wit, els@example.be", email="noor@example.be"
    )
    ask(make_quote(programme, mandataris=noor, name="Noor"), now=NOW)
    mail = Bericht.objects.get()
    assert (mail.to_email, "zei Noor:" in mail.text, "als jullie dat goedvinden" in mail.text) == (
        *("els@example.be", True, True),
    )


def test_without_an_address_the_link_is_there_to_copy(programme: Programme, staff: Client) -> None:
    quote = make_quote(programme)
    text = page(staff.post(url("quote-ask", quote.pk), follow=True))
    assert "Er is geen e-mailadres: de link staat klaar bij de quote. Bezorg die zelf." in text
    assert f"{SITE_ROOT}{link_to(quote)}</code>" in text
    assert Bericht.objects.count() == 0


def test_the_next_day_one_may_ask_again_with_the_same_link(programme: Programme) -> None:
    griet = make_contactpersoon(programme.bestuur, name="Griet", email="griet@example.be")
    quote = make_quote(programme, contactpersoon=griet)
    first = ask(quote, now=NOW)
    assert ask(quote, now=NOW + dt.timedelta(days=1)) == first
    assert first == Asked(SITE_ROOT + link_to(quote), mailed_to="Griet")
    assert Bericht.objects.count() == 2


def test_what_was_answered_or_set_aside_is_not_asked_again(programme: Programme, staff: Client) -> None:
    quote = make_quote(programme)
    refuse(quote, now=NOW)
    text = page(staff.post(url("quote-ask", quote.pk), follow=True))
    assert "Er is niets gevraagd: intussen gaf de persoon een antwoord, of is de quote opzij gezet." in text
    assert (now_is(quote)[0], Deellink.objects.count()) == ("geweigerd", 0)


# Approving, behind the link


def test_the_person_reads_changes_and_approves(programme: Programme, client: Client) -> None:
    quote = make_quote(programme, portrait=make_picture(programme))
    address = link_to(quote)
    assert "Mogen we je woorden gebruiken?</h1>" in page(client.get(address))
    assert now_is(quote)[0] == "nieuw"  # a GET changes nothing
    data = typed(client, address, text="Heel warm onthaal", name="An", channels=["pers", "site"], act="goed")
    for _ in range(2):  # pushed twice: the same
        text = page(client.post(address, data, follow=True))
        assert "Dit mag komen: website en gemeenteblad, pers." in text
    assert now_is(quote) == ("goedgekeurd", ["site", "pers"], "Heel warm onthaal")
    assert quote.answered_at == NOW
    assert client.cookies == {}


def test_without_a_place_or_with_a_strange_one_nothing_is_approved(programme: Programme, client: Client) -> None:
    quote = make_quote(programme)
    address = link_to(quote)
    for channels, sentence in (
        ([], "Kies minstens één plaats. Liever nergens? Kies dan onderaan ‘Liever niet’."),
        (["tv"], "Kies uit de plaatsen die er staan."),
    ):
        response = client.post(address, typed(client, address, text="Mijn woorden", channels=channels, act="goed"))
        assert response.context["form"].errors == {"channels": [sentence]}
        assert "Mijn woorden</textarea>" in page(response)
    assert now_is(quote) == ("nieuw", [], "Warm onthaal")


def test_nobody_approves_what_they_did_not_read(programme: Programme, client: Client) -> None:
    quote = make_quote(programme)
    address = link_to(quote)
    data = typed(client, address, channels=["site"], act="goed")
    Quote.objects.update(text="Koud onthaal")
    response = client.post(address, data)
    (sentence,) = response.context["form"].errors["text"]
    assert sentence == "Intussen is dit gewijzigd. Er staat nu: ‘Koud onthaal’. Lees het na en antwoord dan opnieuw."
    assert now_is(quote) == ("nieuw", [], "Koud onthaal")
    client.post(address, data | {"seen": response.context["form"]["seen"].value()})
    assert now_is(quote) == ("goedgekeurd", ["site"], "Warm onthaal")


def test_another_portrait_has_to_be_seen_too(programme: Programme, client: Client) -> None:
    quote = make_quote(programme)
    address = link_to(quote)
    data = typed(client, address, channels=["site"], act="goed")
    Quote.objects.update(portrait=make_picture(programme))
    assert list(client.post(address, data).context["form"].errors) == ["text"]
    assert now_is(quote)[0] == "nieuw"


def test_taking_back_is_one_button_and_it_is_gone_at_once(programme: Programme, client: Client) -> None:
    quote = make_approved(programme, "site", "pers")
    assert usable_quotes(programme, Toestemming.Channel.PERS, on=TODAY) == [quote]
    text = page(client.get(link_to(quote)))
    assert "Trek mijn goedkeuring in</button>" in text
    for _ in range(2):
        assert "Dit verschijnt nergens</h1>" in page(client.post(link_to(quote), {"act": "nee"}, follow=True))
    assert now_is(quote)[:2] == ("geweigerd", [])
    assert usable_quotes(programme, Toestemming.Channel.PERS, on=TODAY) == []


def test_who_refused_may_still_approve(programme: Programme, client: Client) -> None:
    quote = make_quote(programme)
    address = link_to(quote)
    client.post(address, {"act": "nee"})
    client.post(address, typed(client, address, channels=["intern"], act="goed"))
    assert now_is(quote)[:2] == ("goedgekeurd", ["intern"])


def test_what_staff_set_aside_the_person_need_not_answer(programme: Programme, client: Client, staff: Client) -> None:
    quote = make_approved(programme)
    staff.post(url("quote-shelve", quote.pk))
    text = page(client.get(link_to(quote)))
    assert ("We gebruiken dit niet</h1>" in text, "<form" in text) == (True, False)
    assert client.post(link_to(quote), {"act": "goed", "channels": ["site"], "text": "x"}).status_code == 302
    assert now_is(quote)[:2] == ("geweigerd", [])
    staff.post(url("quote-shelve", quote.pk), {"terug": "ja"})
    assert now_is(quote)[:2] == ("nieuw", [])


def test_staff_cannot_take_up_what_the_person_refused(programme: Programme) -> None:
    quote = make_quote(programme)
    refuse(quote, now=NOW)
    take_up(quote)
    set_aside(quote)
    quote.refresh_from_db()
    assert (quote.state, quote.answered_at) == ("geweigerd", NOW)


def test_the_page_is_closed_without_a_live_link(programme: Programme, client: Client) -> None:
    quote = make_quote(programme)
    address = link_to(quote)
    response = client.get(address)
    assert (response.headers["X-Robots-Tag"], response.headers["Referrer-Policy"]) == (
        *("noindex, nofollow", "no-referrer"),
    )
    assert client.get(address.replace("/quote/", "/quote/x")).status_code == 404
    press = share(programme, Deellink.Kind.PERS, now=NOW)
    assert client.get(reverse("quote-antwoord", args=[shared_token(press)])).status_code == 404
    revoke_shared(quote.links.get(), now=NOW)
    assert "Deze link werkt niet meer" in page(client.get(address), 410)
    assert client.post(address, {"act": "goed", "channels": ["site"], "text": "x"}).status_code == 410


def test_after_the_term_the_link_works_no_more(
    programme: Programme, client: Client, clock: time_machine.Traveller
) -> None:
    address = link_to(make_quote(programme))
    clock.move_to(NOW + dt.timedelta(days=500))
    assert client.get(address).status_code == 410


def test_the_portrait_is_seen_as_long_as_it_may(programme: Programme, client: Client) -> None:
    picture = make_picture(programme)
    consent = recognise(picture)
    address = f"{link_to(make_quote(programme, portrait=picture))}portret/"
    response = client.get(address)
    assert (response.status_code, b"".join(response.streaming_content)[:2]) == (200, b"\xff\xd8")  # type: ignore[attr-defined]
    Toestemming.objects.filter(pk=consent.pk).update(withdrawn_at=NOW)
    assert client.get(address).status_code == 404
    assert client.get(f"{link_to(make_quote(programme))}portret/").status_code == 404


def test_a_minor_is_told_to_decide_together(programme: Programme, client: Client) -> None:
    noor = make_mandataris(programme.bestuur, first_name="Noor", last_name="Wit", is_minor=True)
    text = page(client.get(link_to(make_quote(programme, mandataris=noor))))
    assert "Noor Wit is minderjarig. Beslis samen met een ouder of voogd" in text


# After the approval


@pytest.mark.parametrize("change", [{"text": "Koud"}, {"name": "Bo"}, {"function": "kok"}, {"portrait": "picture"}])
def test_what_staff_changes_afterwards_has_to_be_approved_again(
    programme: Programme, staff: Client, change: dict[str, Any]
) -> None:
    quote = make_approved(programme)
    if "portrait" in change:
        change = {"portrait": make_picture(programme).pk}
    data = typed(staff, url("quote-edit", quote.pk), **change)
    text = page(staff.post(url("quote-edit", quote.pk), data, follow=True))
    assert "vraag opnieuw om goedkeuring." in text
    assert now_is(quote)[:2] == ("nieuw", [])
    assert quote.answered_at is None


def test_what_the_person_did_not_see_may_change(programme: Programme, staff: Client) -> None:
    quote = make_approved(programme, is_testimonial=False)
    service = make_deelnemende_dienst(programme)
    data = typed(staff, url("quote-edit", quote.pk), is_testimonial="on", zorgdienst=service.pk)
    text = page(staff.post(url("quote-edit", quote.pk), data, follow=True))
    assert "vraag opnieuw" not in text
    assert (now_is(quote)[:2], quote.is_testimonial, quote.zorgdienst) == (("goedgekeurd", ["site"]), True, service)


def test_a_quote_is_deleted_after_asking_and_its_link_goes_with_it(
    programme: Programme, client: Client, staff: Client
) -> None:
    quote = make_approved(programme)
    address = link_to(quote)
    assert "Deze quote verwijderen?" in page(staff.get(url("quote-delete", quote.pk)))
    assert Quote.objects.count() == 1
    page(staff.post(url("quote-delete", quote.pk), follow=True))
    assert (Quote.objects.count(), client.get(address).status_code) == (0, 404)


# The list


def test_the_list_has_a_group_for_each_state(programme: Programme, staff: Client) -> None:
    make_quote(programme, text="Nieuw")
    ask(make_quote(programme, text="Gevraagd"), now=NOW)
    approve(make_quote(programme, text="Goed"), ["sociaal", "intern"], now=NOW)
    refuse(make_quote(programme, text="Neen"), now=NOW)
    groups = quote_groups(programme, on=TODAY)
    assert [(one.title, [line.quote.text for line in one.lines]) for one in groups] == [
        ("Nog te vragen", ["Nieuw"]),
        ("Gevraagd, nog geen antwoord", ["Gevraagd"]),
        ("Goedgekeurd", ["Goed"]),
        ("Niet gebruiken", ["Neen"]),
    ]
    assert groups[2].lines[0].channels == ["binnen het bestuur en in het verslag", "sociale media"]
    assert "de persoon wil dit niet" in page(staff.get(url("quote-list")))


def test_without_quotes_the_list_says_where_they_come_from(programme: Programme, staff: Client) -> None:
    assert "Wie op bezoek is, stuurt ze door met de code op het draaiboek." in page(staff.get(url("quote-list")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(programme: Programme, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        picture = make_picture(programme, ("teal", "red", "blue")[number])
        recognise(picture)
        ask(make_quote(programme, portrait=picture, mandataris=make_gast(programme).mandataris), now=NOW)
    with django_assert_num_queries(6):
        quote_groups(programme, on=TODAY)

"""The press list, press moments beside the published programme, and what appeared."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from press.models import Perscontact, Persmoment, Verschenen
from press.relations.contacts import EXAMPLE, read_lines
from press.relations.moments import drift, when
from programmes.models import Bezoek, Programme
from programmes.versions import published_week
from tests.factories import at, make_bestuur, make_bezoek, make_gast, make_mandataris, make_programme
from tests.invitations.rsvp import publish_now
from tests.press.relations import LINES, NOW, make_contact, make_moment

ARGS = ["leiedorp", "2025"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def programme() -> Programme:
    return make_programme(
        make_bestuur(slug="leiedorp"),
        slug="2025",
        contact_name="Els",
        contact_email="els@leiedorp.example",
        contact_phone="056 12 34 56",
    )


def url(name: str, *more: Any) -> str:
    return reverse(name, args=[*ARGS, *more])


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_pasted_lines_come_on_the_list_once(communicatie: Client, programme: Programme) -> None:
    make_contact(programme.bestuur, "AN@krant.example", medium="Mijn Krant")
    communicatie.post(url("perscontact-paste"), {"lines": LINES + "\n\nRadio Leie\t\tREDACTIE@radio.example\n"})
    assert list(Perscontact.objects.values_list("medium", "name", "email")) == [
        ("Mijn Krant", "An P.", "AN@krant.example"),
        ("Radio Leie", "", "redactie@radio.example"),
    ]
    page = communicatie.get(url("perscontact-list")).content.decode()
    assert "1 journalist toegevoegd. 1 stond er al." in page


def test_a_wrong_line_is_told_by_number_and_nothing_is_lost(communicatie: Client) -> None:
    typed = LINES + "\nDe Streek, Bo\n; ; bo@streek.example\nDe Streek; Bo; bo@streek\n"
    response = communicatie.post(url("perscontact-paste"), {"lines": typed})
    assert errors(response) == {
        "lines": [
            f"Regel 4: er staat geen e-mailadres in. Schrijf elke journalist op een eigen regel, zoals '{EXAMPLE}'.",
            f"Regel 5: het medium ontbreekt. Zet het vooraan, zoals '{EXAMPLE}'.",
            "Regel 6: 'bo@streek' is geen geldig e-mailadres. Verbeter het, zoals an@krant.example.",
        ]
    }
    assert response.context["form"]["lines"].value() == typed
    assert Perscontact.objects.count() == 0


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("De Krant; a@b.example; c@d.example", "Regel 1: er staan meer e-mailadressen in."),
        ("De Krant; An; 1; 2; a@b.example", "Regel 1: er staan te veel stukken in."),
        (f"{'x' * 151}; An; a@b.example", "Regel 1: het medium is te lang."),
        ("x@y.example\n" * 301, "Dit zijn er te veel"),
    ],
)
def test_what_cannot_be_read_says_why(line: str, problem: str) -> None:
    assert read_lines(line).problems[-1].startswith(problem)


def test_the_same_address_is_told(communicatie: Client, programme: Programme) -> None:
    make_contact(programme.bestuur)
    response = communicatie.post(url("perscontact-new"), {"medium": "De Krant", "email": "an@krant.example"})
    assert [*errors(response).values()] == [["Dit e-mailadres staat al op de perslijst."]]


def test_a_contact_is_changed_and_taken_off(communicatie: Client, programme: Programme) -> None:
    contact = make_contact(programme.bestuur)
    communicatie.post(url("perscontact-edit", contact.pk), {"medium": "De Streek", "email": "bo@streek.example"})
    contact.refresh_from_db()
    assert (contact.medium, contact.email, contact.is_active) == ("De Streek", "bo@streek.example", False)
    assert "krijgt geen uitnodigingen" in communicatie.get(url("perscontact-list")).content.decode()
    communicatie.post(url("perscontact-delete", contact.pk))
    assert Perscontact.objects.count() == 0


def press_block(programme: Programme) -> Bezoek:
    speaker = make_mandataris(programme.bestuur, first_name="Mia", last_name="Maes")
    block = make_bezoek(
        programme,
        kind="persmoment",
        title="Koffie met de pers",
        place="De Linde",
        start="10.00",
        people=[speaker],
        activity="De soep wordt rondgedeeld.",
    )
    publish_now(programme, NOW)
    return block


def typed(response: Any, **changed: Any) -> dict[str, Any]:
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in (values | changed).items()}


def test_a_block_of_the_published_week_is_taken_over(communicatie: Client, programme: Programme) -> None:
    block = press_block(programme)
    page = communicatie.get(url("persmoment-list"))
    assert [name for _, name in page.context["blocks"]] == ["Koffie met de pers"]
    form = communicatie.get(url("persmoment-new") + f"?blok={block.pk}")
    assert communicatie.post(url("persmoment-new"), typed(form)).status_code == 302
    one = Persmoment.objects.get()
    assert (one.visit, one.title, one.place) == (block.pk, "Koffie met de pers", "De Linde")
    assert (one.starts_at, one.ends_at) == (block.starts_at, block.ends_at)
    assert [person.name for person in one.spokespersons.all()] == ["Mia Maes"]
    assert (one.photo_opportunity, one.contact_phone) == ("De soep wordt rondgedeeld.", "056 12 34 56")
    assert communicatie.get(url("persmoment-list")).context["blocks"] == []


def test_what_the_board_changed_since_is_told_and_taken_over(communicatie: Client, programme: Programme) -> None:
    block = press_block(programme)
    communicatie.post(url("persmoment-new"), typed(communicatie.get(url("persmoment-new") + f"?blok={block.pk}")))
    block.starts_at, block.ends_at = at(programme.first_day, "14.00"), at(programme.first_day, "15.30")
    block.save()
    one = Persmoment.objects.get()
    assert drift(one, published_week(programme)) is None  # the draft is nobody's business
    publish_now(programme, NOW)
    told = drift(one, published_week(programme))
    assert told is not None
    assert told.sentence == "In het programma staat nu: maandag 24 februari van 14.00 tot 15.30 uur."
    form = communicatie.get(url("persmoment-edit", one.pk) + "?neem=over")
    communicatie.post(url("persmoment-edit", one.pk), typed(form))
    one.refresh_from_db()
    assert when(one) == "maandag 24 februari 2025, van 14.00 tot 15.30 uur"
    block.delete()
    publish_now(programme, NOW)
    gone = drift(one, published_week(programme))
    assert gone is not None
    assert (gone.is_gone, gone.sentence) == (True, "Dit blok staat niet meer in het gepubliceerde programma.")


def moment_data(**changed: Any) -> dict[str, Any]:
    usual = {"title": "Koffie", "place": "De Linde", "day": "2025-02-25", "start": "10:00", "end": "11:00"}
    return usual | {"contact_phone": "056 12 34 56"} | changed


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"end": "9:00"}, "end", "Het persmoment moet eindigen na het begin. Kies een later uur."),
        ({"day": ""}, "day", "Kies de dag."),
        ({"title": ""}, "title", "Geef het persmoment een titel."),
        ({"place": ""}, "place", "Vul in waar de pers verwacht wordt."),
        (
            {"contact_phone": ""},
            "contact_phone",
            "Vul een telefoonnummer of een e-mailadres in: de pers moet iemand kennen.",
        ),
        (
            {"day": "2025-03-30", "start": "02:30", "end": "04:00"},
            "start",
            "2.30 bestaat niet op zondag 30 maart: de klok gaat dan een uur vooruit.",
        ),
    ],
)
def test_a_moment_that_cannot_be_says_why(
    communicatie: Client, changed: dict[str, str], field: str, sentence: str
) -> None:
    response = communicatie.post(url("persmoment-new"), moment_data(**changed))
    assert errors(response) == {field: [sentence]}
    assert Persmoment.objects.count() == 0


def test_a_block_of_elsewhere_is_no_block(communicatie: Client) -> None:
    communicatie.post(url("persmoment-new"), moment_data(visit="987654321"))
    assert Persmoment.objects.get().visit is None
    assert communicatie.get(url("persmoment-new") + "?blok=x").status_code == 200


def test_a_deleted_moment_says_who_must_be_told(communicatie: Client, programme: Programme) -> None:
    one = make_moment(programme)
    assert "De pers kreeg hierover nog niets." in communicatie.get(url("persmoment-delete", one.pk)).content.decode()
    communicatie.post(url("persmoment-delete", one.pk))
    assert Persmoment.objects.count() == 0


def article(**changed: str) -> dict[str, str]:
    usual = {"url": "https://krant.example/1", "title": "Soep", "medium": "De Krant", "published_on": "2025-02-26"}
    return usual | changed


def test_an_article_is_kept_changed_and_taken_away(communicatie: Client) -> None:
    communicatie.post(url("verschenen-new"), article())
    one = Verschenen.objects.get()
    assert (one.title, one.url) == ("Soep", "https://krant.example/1")
    communicatie.post(url("verschenen-edit", one.pk), article(title="Soep voor 60"))
    assert "Soep voor 60" in communicatie.get(url("verschenen-list")).content.decode()
    communicatie.post(url("verschenen-delete", one.pk))
    assert Verschenen.objects.count() == 0


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://krant.example/1", "data:text/html,x", "krant"])
def test_only_a_web_address_is_a_link(communicatie: Client, address: str) -> None:
    response = communicatie.post(url("verschenen-new"), article(url=address))
    sentence = "Plak het volledige adres van de pagina, zoals https://krant.example/artikel."
    assert errors(response) == {"url": [sentence]}


def test_the_same_article_twice_is_told(communicatie: Client) -> None:
    communicatie.post(url("verschenen-new"), article())
    response = communicatie.post(url("verschenen-new"), article(title="Anders"))
    assert [*errors(response).values()] == [["Dit artikel staat er al."]]


def test_lists_ask_a_fixed_number_of_queries(
    communicatie: Client, programme: Programme, django_assert_num_queries: Callable[..., Any]
) -> None:
    person = make_gast(programme).mandataris
    for number in (1, 3):
        for n in range(number):
            make_contact(programme.bestuur, f"a{number}{n}@krant.example")
            make_moment(programme).spokespersons.add(person)
            Verschenen.objects.create(programme=programme, **article(url=f"https://k.example/{number}/{n}"))
        for name, queries in (("perscontact-list", 5), ("persmoment-list", 7), ("verschenen-list", 5)):
            with django_assert_num_queries(queries):
                communicatie.get(url(name))

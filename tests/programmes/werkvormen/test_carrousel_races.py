"""Somebody else was there a moment before: the visit goes, the sign-up closes, or the seats are given."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Carrousel, Inschrijving, Onderdeel
from programmes.races import TOO_LATE
from programmes.tokens import token_from
from programmes.views.werkvormen.carrousel_public import own_url
from tests.meanwhile import just_before
from tests.programmes.werkvormen.carrousel_rows import (
    LOCK,
    NOW,
    allocate,
    make_inschrijving,
    revision,
    save,
    shared,
    url,
)

pytestmark = pytest.mark.usefixtures("early")

AN = {"name": "An", "email": "an@example.be"}


def gone() -> None:
    Bezoek.objects.all().delete()


def test_a_visit_that_goes_while_somebody_signs_up_or_out_is_an_unknown_link(carrousel: Carrousel) -> None:
    row = make_inschrijving(carrousel)
    for path, data in ((shared(carrousel), AN), (reverse("uitschrijven", args=[token_from(row.nonce)]), {})):
        with just_before(LOCK, gone):
            response = Client().post(path, data)
        assert (response.status_code, "link" in response.text) == (404, True)


@pytest.mark.parametrize("act", ["withdraw", "sessie-remove", "add", "tell"])
def test_a_visit_that_goes_while_staff_work_is_told(staff: Client, carrousel: Carrousel, act: str) -> None:
    row, sessie = make_inschrijving(carrousel), carrousel.sessies.all()[0]
    keys = {"withdraw": {"inschrijving": row.pk}, "sessie-remove": {"sessie": sessie.pk}}.get(act, {})
    with just_before(LOCK, gone):
        response = staff.post(url(carrousel.bezoek, act, **keys), AN)
    assert (response.status_code, response.headers["Location"]) == (302, url(carrousel.bezoek))
    assert TOO_LATE in staff.get(url(carrousel.bezoek)).text


def test_a_visit_that_goes_while_its_rounds_change_is_not_found(staff: Client, carrousel: Carrousel) -> None:
    line = Onderdeel.objects.get(title="Ronde 1")
    fill = reverse("werkvorm-fill", args=["leiedorp", "2025", carrousel.bezoek_id])
    for path in (reverse("onderdeel-remove", args=["leiedorp", "2025", line.pk]), fill):
        with just_before(LOCK, gone):
            assert staff.post(path, {"way": "instead", "seen": "?"}).status_code == 404


def test_what_closes_in_between_is_closed(carrousel: Carrousel) -> None:
    with just_before(LOCK, lambda: Carrousel.objects.update(is_open=False)):
        response = Client().post(shared(carrousel), AN)
    assert response.context["form"].non_field_errors() == ["Inschrijven kan nog niet of niet meer."]
    assert not Inschrijving.objects.exists()


# what somebody else saved


def test_two_who_change_one_session_meet_each_other(staff: Client, carrousel: Carrousel) -> None:
    one = carrousel.sessies.all()[0]
    path = url(carrousel.bezoek, "sessie", sessie=one.pk)
    data = {"number": 1, "title": one.title, "room": one.room, "capacity": 2}
    data |= {"rondes": [line.pk for line in one.rondes.all()]}
    seen = revision(staff, path)
    assert save(staff, path, data | {"speakers": "An Aerts"}).status_code == 302
    met = save(staff, path, data | {"room": "Zaal 9", "rondes": []}, seen=seen)
    assert met.context["form"].non_field_errors() == [
        (
            "Iemand anders wijzigde dit intussen. Nu staat er ‘An Aerts’ bij Sprekers, ‘Zaal 1’ bij Zaal, ‘Ronde 1, "
            "Ronde 2’ bij Loopt in. Bewaar nog eens als het moet worden wat er hier staat."
        )
    ]
    one.refresh_from_db()
    assert (one.speakers, one.room) == ("An Aerts", "Zaal 1")
    again = met.context["form"]["revision"].value()
    assert save(staff, path, data | {"room": "Zaal 9"}, seen=again).status_code == 302
    one.refresh_from_db()
    assert (one.speakers, one.room) == ("", "Zaal 9")


def test_staff_and_whoever_signed_up_meet_each_other(staff: Client, carrousel: Carrousel) -> None:
    first, second = carrousel.sessies.all()
    row = make_inschrijving(carrousel, first)
    data = {"name": row.name, "email": row.email}
    seen = revision(Client(), own_url(row))
    path = url(carrousel.bezoek, "person", inschrijving=row.pk)
    save(staff, path, data | {"remarks": "rolstoel", "keuze_0": second.pk})
    met = save(Client(), own_url(row), data | {"keuze_0": first.pk}, seen=seen)
    assert met.context["form"].non_field_errors() == [
        (
            "Iemand anders wijzigde dit intussen. Nu staat er ‘rolstoel’ bij Dieet of hulp nodig, ‘2. Sessie 2’ bij "
            "Eerste keuze. Bewaar nog eens als het moet worden wat er hier staat."
        )
    ]
    row.refresh_from_db()
    assert (row.remarks, row.wishes) == ("rolstoel", [second.pk])


def test_two_who_change_the_same_settings_meet_each_other(staff: Client, carrousel: Carrousel) -> None:
    path = url(carrousel.bezoek, "settings")
    seen = revision(staff, path)
    assert save(staff, path, {"introduction": "Welkom", "closes_on": "2025-03-01"}).status_code == 302
    met = save(staff, path, {"is_open": "on"}, seen=seen)
    assert met.context["form"].non_field_errors() == [
        (
            "Iemand anders wijzigde dit intussen. Nu staat er ‘Welkom’ bij Uitleg, ‘nee’ bij Inschrijven is open, "
            "‘01/03/2025’ bij Inschrijven kan tot en met. Bewaar nog eens als het moet worden wat er hier staat."
        )
    ]
    assert Carrousel.objects.get().introduction == "Welkom"


def test_choices_that_come_after_the_seats_were_given_are_said_not_to_be_kept(
    staff: Client, carrousel: Carrousel
) -> None:
    first, second = carrousel.sessies.all()
    row = make_inschrijving(carrousel, first)
    seen = revision(Client(), own_url(row))
    allocate(staff, carrousel.bezoek)
    late = save(Client(), own_url(row), {"name": "An", "email": row.email, "keuze_0": second.pk}, seen=seen)
    assert ("De plaatsen zijn intussen verdeeld. Wat je wijzigde, is niet bewaard." in late.text) is True
    assert "niet bewaard" not in Client().get(own_url(row)).text
    row.refresh_from_db()
    assert (row.name, row.wishes) == ("Persoon 1", [first.pk])


def test_seats_that_are_given_in_between_come_first(carrousel: Carrousel) -> None:
    row = make_inschrijving(carrousel)
    data = {"name": "An", "email": row.email, "revision": revision(Client(), own_url(row))}
    with just_before(LOCK, lambda: Carrousel.objects.update(allocated_at=NOW)):
        assert "De plaatsen zijn intussen verdeeld." in Client().post(own_url(row), data).text
    row.refresh_from_db()
    assert row.name == "Persoon 1"

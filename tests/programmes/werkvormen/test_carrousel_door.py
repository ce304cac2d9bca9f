"""The link that everybody has: what it lets in, and how it is renewed."""

import datetime as dt

import pytest
from django.test import Client

from programmes.models import Carrousel, Inschrijving
from programmes.tokens import new_secret
from programmes.views.werkvormen.carrousel_public import own_url
from programmes.werkvormen.carrousel import door
from tests.programmes.werkvormen.carrousel_rows import NOW, make_inschrijving, shared, url

pytestmark = pytest.mark.usefixtures("early")


@pytest.mark.parametrize(
    "name",
    [
        "Je wint! Ga snel naar https://kwaad.example/premie",
        "kijk op WWW.kwaad.example",
        "zie kwaad.example/premie",
        "x" * 61,
    ],
)
def test_no_mail_carries_the_text_of_a_stranger(carrousel: Carrousel, name: str) -> None:
    response = Client().post(shared(carrousel), {"name": name, "email": "slachtoffer@example.be"})
    assert list(response.context["form"].errors) == ["name"]
    assert Inschrijving.objects.count() == 0


def test_a_name_with_dots_and_a_stroke_is_a_name(carrousel: Carrousel) -> None:
    Client().post(shared(carrousel), {"name": "J. Peeters-Vandenbroucke", "email": "an@example.be"})
    assert Inschrijving.objects.get().name == "J. Peeters-Vandenbroucke"


@pytest.mark.parametrize(
    ("age", "count", "sentence"),
    [(dt.timedelta(minutes=59), door.MOST_AN_HOUR, door.BUSY), (dt.timedelta(days=2), door.MOST, door.FULL)],
)
def test_the_link_takes_so_many_and_staff_more(
    staff: Client, carrousel: Carrousel, age: dt.timedelta, count: int, sentence: str
) -> None:
    rows = [Inschrijving(carrousel=carrousel, name="Bo", signed_up_at=NOW - age, **new_secret()) for _ in range(count)]
    Inschrijving.objects.bulk_create(rows[1:])
    data = {"name": "An", "email": "an@example.be"}
    assert Client().post(shared(carrousel), data).status_code == 302
    refused = Client().post(shared(carrousel), data | {"email": "later@example.be"})
    assert refused.context["form"].non_field_errors() == [sentence]
    assert 'value="later@example.be"' in refused.text
    assert staff.post(url(carrousel.bezoek, "add"), data | {"email": "staff@example.be"}).status_code == 302
    assert Inschrijving.objects.count() == count + 1


def test_a_new_link_closes_the_old_one_and_not_that_of_who_signed_up(staff: Client, carrousel: Carrousel) -> None:
    row, old = make_inschrijving(carrousel), shared(carrousel)
    told = staff.post(url(carrousel.bezoek, "link"), follow=True)
    new = shared(Carrousel.objects.get(pk=carrousel.pk))
    assert ("De oude werkt niet meer" in told.text, new in told.text, old in told.text) == (True, True, False)
    assert [Client().get(path).status_code for path in (old, new, own_url(row))] == [404, 200, 200]

"""What the pages of a speed date say of one."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Bezoek, Programme, Speeddate, Speeddategast, Werkvorm
from programmes.werkvormen.speeddate.arranging import mark_held
from tests.factories import make_bezoek
from tests.invitations.pdfs import read, words
from tests.programmes.werkvormen.speeddate_rows import make_speeddate


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """From 9.30 to 10.30."""
    return make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)


def url(visit: Bezoek, act: str = "") -> str:
    return reverse(f"speeddate-{act}" if act else "speeddate", args=["leiedorp", "2025", visit.pk])


def test_one_is_no_plural(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, guests=1, tables=1, round_minutes=1, lead_minutes=60)
    assert "De rondes duren samen 1 minuut, na 60 minuten vooraf, en het bezoek maar 60." in staff.get(url(visit)).text
    staff.post(url(visit, "held"), {"rounds": "1"})
    assert "De ronde is gehouden." in staff.get(url(visit)).text
    assert "De eerste ronde blijft zoals ze was." in staff.get(url(visit, "change")).text
    assert "1 ronde van 1 minuut" in words(read(staff.get(url(visit, "blad")).content))
    Speeddate.objects.update(chairs=1, held=0, arrangement={})
    assert "1 gast, 1 tafel, 1 ronde van 1 minuut." in staff.get(url(visit)).text
    Speeddategast.objects.create(speeddate=date, name="Nog een gast")
    assert "Er zijn 2 gasten, en maar 1 stoel: 1 aan elke tafel." in staff.get(url(visit)).text


@pytest.mark.parametrize(
    ("held", "sentence"),
    [
        (1, "De eerste ronde is gehouden, en blijft zoals ze was."),
        (2, "De eerste 2 rondes zijn gehouden, en blijven zoals ze waren."),
    ],
)
def test_what_was_held_is_told_beside_an_arrangement_that_does_not_fit(
    staff: Client, visit: Bezoek, held: int, sentence: str
) -> None:
    date = make_speeddate(visit, guests=5)
    mark_held(visit, held)
    date.gasten.all()[0].delete()
    assert (
        f"4 gasten, 3 tafels, 3 rondes van 8 minuten. De tafels, de rondes of de gasten zijn gewijzigd. {sentence}"
        in (staff.get(url(visit)).text)
    )

"""What a change does to whom is kept as it was shown: when that became something else, it is shown again first."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Carrousel, Inschrijving, Onderdeel, Plaats, Sessie
from programmes.werkvormen.carrousel.keeping import Hit
from tests.programmes.werkvormen.carrousel_rows import (
    NOW,
    ROUND_1,
    ROUND_2,
    agreed,
    allocate,
    make_inschrijving,
    make_sessie,
    revision,
    seats,
    url,
)

pytestmark = pytest.mark.usefixtures("early")

ACTS = ["sessie", "sessie-add", "sessie-remove", "withdraw", "move", "line", "fill"]
Way = tuple[str, dict[str, Any], bool]


@pytest.fixture
def three(staff: Client, carrousel: Carrousel) -> list[Inschrijving]:
    """Each wants the first session, that has one seat; the other has room for all."""
    wanted, other = carrousel.sessies.all()
    Onderdeel.objects.filter(title=ROUND_2).delete()
    Sessie.objects.filter(pk=wanted.pk).update(capacity=1)
    Sessie.objects.filter(pk=other.pk).update(capacity=2)
    make_sessie(carrousel, ROUND_1)
    rows = [make_inschrijving(carrousel, wanted) for _ in range(3)]
    allocate(staff, carrousel.bezoek)
    return sorted(rows, key=lambda row: row.plaatsen.get().sessie_id)  # who has the wanted one first


def way_of(client: Client, carrousel: Carrousel, act: str) -> Way:
    """Where it is done, what is sent, and whether a GET shows what it would do."""
    visit, wanted, line = carrousel.bezoek, carrousel.sessies.all()[0], Onderdeel.objects.get(title=ROUND_1)
    has = Plaats.objects.get(sessie=wanted).inschrijving_id
    session = {"number": 1, "title": wanted.title, "room": wanted.room, "capacity": 3, "rondes": [line.pk]}
    if act == "sessie":
        path = url(visit, act, sessie=wanted.pk)
        return path, session | {"revision": revision(client, path)}, False
    if act == "sessie-add":
        Sessie.objects.exclude(pk=wanted.pk).delete()
        return url(visit, act), session | {"number": 9}, False
    keys = {"sessie-remove": {"sessie": wanted.pk}, "withdraw": {"inschrijving": has}}
    if act in keys:
        return url(visit, act, **keys[act]), {}, True
    if act == "move":
        free = next(one for one in carrousel.sessies.all()[1:] if one.plaatsen.count() < one.capacity)
        return url(visit, act, inschrijving=has), {"ronde": line.pk, "sessie": free.pk}, False
    if act == "line":
        return reverse("onderdeel-remove", args=["leiedorp", "2025", line.pk]), {}, True
    return reverse("werkvorm-fill", args=["leiedorp", "2025", visit.pk]), {"way": "instead"}, True


def hit_rows(shown: Any) -> list[Inschrijving]:
    hits: list[Hit] = shown.context["hits"]
    return [hit.row for hit in hits]


def standing() -> list[Any]:
    rows = Inschrijving.objects.active()
    there = [list(Model.objects.order_by("pk").values_list("pk", flat=True)) for Model in (Sessie, Onderdeel)]
    return [*there, [(row.pk, seats(row)) for row in rows.order_by("pk")], list(Sessie.objects.values_list("capacity"))]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.usefixtures("three")
def test_what_became_something_else_is_shown_before_it_is_kept(staff: Client, carrousel: Carrousel, act: str) -> None:
    path, data, is_shown = way_of(staff, carrousel, act)
    shown = staff.get(path) if is_shown else staff.post(path, data)
    if act == "fill":
        data["seen"] = shown.context["seen"]
    first = hit_rows(shown)[0]
    Plaats.objects.filter(inschrijving=first).delete()
    Inschrijving.objects.filter(pk=first.pk).update(withdrawn_at=NOW)
    before = standing()
    again = staff.post(path, data | agreed(shown))
    assert (again.status_code, first in hit_rows(again), standing()) == (200, False, before)
    assert "Intussen wijzigde er iets." in again.text or "of de inschrijvingen intussen" in again.text
    assert staff.post(path, data | agreed(again)).status_code == 302
    assert standing() != before


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.usefixtures("three")
def test_what_is_still_as_it_was_shown_is_kept_at_once(staff: Client, carrousel: Carrousel, act: str) -> None:
    path, data, is_shown = way_of(staff, carrousel, act)
    shown = staff.get(path) if is_shown else staff.post(path, data)
    assert ("Intussen wijzigde" in shown.text, f'value="{agreed(shown)["bevestig"]}"' in shown.text) == (False, True)
    seen = {"seen": shown.context["seen"]} if act == "fill" else {}
    before = standing()
    assert staff.post(path, data | seen | agreed(shown)).status_code == 302
    assert standing() != before

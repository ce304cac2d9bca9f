"""A seat that comes free goes to who waits for it: staff see to whom before it is kept, and no newcomer passes by."""

import pytest
from django.test import Client
from django.urls import reverse

from invitations.carrousels import tell_sign_ups
from invitations.models import Bericht
from programmes.models import Carrousel, Inschrijving, Onderdeel, Plaats, Sessie
from programmes.tokens import token_from
from tests.programmes.werkvormen.carrousel_rows import (
    NOW,
    ROUND_1,
    ROUND_2,
    agreed,
    allocate,
    make_inschrijving,
    make_sessie,
    save,
    seats,
    shared,
    url,
)

pytestmark = pytest.mark.usefixtures("early")


@pytest.fixture
def three(staff: Client, carrousel: Carrousel) -> list[Inschrijving]:
    """Each wants both sessions, that have one seat a round: one of them has none."""
    Sessie.objects.update(capacity=1)
    rows = [make_inschrijving(carrousel, *carrousel.sessies.all()) for _ in range(3)]
    allocate(staff, carrousel.bezoek)
    tell_sign_ups(NOW)
    return rows


def of_session(sessie: Sessie, **fields: object) -> dict[str, object]:
    """As its form sends it."""
    rondes = [one.pk for one in sessie.rondes.all()]
    shown = {"number": sessie.number, "title": sessie.title, "room": sessie.room, "capacity": sessie.capacity}
    return {**shown, "rondes": rondes, **fields}


def test_a_larger_room_is_for_who_waits_and_staff_see_so_first(
    staff: Client, carrousel: Carrousel, three: list[Inschrijving]
) -> None:
    one = carrousel.sessies.all()[0]
    (waits,) = [row for row in three if one.title not in [title for _, title in seats(row)]]
    path, data = url(carrousel.bezoek, "sessie", sessie=one.pk), of_session(one, capacity=2)
    shown = save(staff, path, data)
    assert [hit.row for hit in shown.context["hits"]] == [waits]
    assert Sessie.objects.get(pk=one.pk).capacity == 1
    save(staff, path, data | agreed(shown))
    tell_sign_ups(NOW)
    assert len(seats(waits)) == 2
    assert Bericht.objects.filter(to_email=waits.email).count() == 2
    Client().post(shared(carrousel), {"name": "Late", "email": "late@example.be", "keuze_0": one.pk})
    assert [title for _, title in seats(Inschrijving.objects.get(name="Late"))] == [one.title]  # the fourth seat


def test_a_new_session_is_for_who_has_nothing_there_and_is_made_once(
    staff: Client, carrousel: Carrousel, three: list[Inschrijving]
) -> None:
    line = Onderdeel.objects.get(title=ROUND_1)
    data = {"number": 3, "title": "Sessie 3", "capacity": 5, "rondes": [line.pk]}
    short = {row for row in three if ROUND_1 not in [title for title, _ in seats(row)]}
    shown = staff.post(url(carrousel.bezoek, "sessie-add"), data)
    assert ({hit.row for hit in shown.context["hits"]}, Sessie.objects.count()) == (short, 2)
    staff.post(url(carrousel.bezoek, "sessie-add"), data | agreed(shown))
    assert (Sessie.objects.count(), {seat.inschrijving for seat in Plaats.objects.filter(sessie__number=3)}) == (
        3,
        short,
    )


def test_a_move_by_hand_tells_first_who_moves_up(staff: Client, carrousel: Carrousel) -> None:
    wanted = carrousel.sessies.all()[0]
    Sessie.objects.filter(pk=wanted.pk).update(capacity=1)
    make_sessie(carrousel, capacity=9)
    Onderdeel.objects.filter(title=ROUND_2).delete()
    rows = [make_inschrijving(carrousel, wanted) for _ in range(2)]
    allocate(staff, carrousel.bezoek)
    has = next(row for row in rows if seats(row) == [(ROUND_1, wanted.title)])
    waits = next(row for row in rows if row != has)
    path = url(carrousel.bezoek, "move", inschrijving=has.pk)
    data = {"ronde": Onderdeel.objects.get(title=ROUND_1).pk, "sessie": carrousel.sessies.get(number=3).pk}
    shown = staff.post(path, data)
    assert ([hit.row for hit in shown.context["hits"]], seats(has)) == ([waits], [(ROUND_1, wanted.title)])
    assert ("Dan schuift door van de wachtlijst:" in shown.text, f"<strong>{waits.name}" in shown.text) == (True, True)
    told = staff.post(path, data | agreed(shown), follow=True)
    assert f"{waits.name} schuift door van de wachtlijst." in told.text
    assert (seats(has), seats(waits)) == ([(ROUND_1, "Sessie 3")], [(ROUND_1, wanted.title)])
    has.refresh_from_db()
    assert has.is_placed


def test_who_was_moved_by_hand_does_not_go_back(staff: Client, carrousel: Carrousel) -> None:
    wanted = carrousel.sessies.all()[0]
    third = make_sessie(carrousel, ROUND_1)
    row, line = make_inschrijving(carrousel, wanted), Onderdeel.objects.get(title=ROUND_1)
    Onderdeel.objects.filter(title=ROUND_2).delete()
    allocate(staff, carrousel.bezoek)
    staff.post(url(carrousel.bezoek, "move", inschrijving=row.pk), {"ronde": line.pk, "sessie": third.pk})
    assert seats(row) == [(ROUND_1, third.title)]
    path = url(carrousel.bezoek, "sessie", sessie=wanted.pk)
    assert save(staff, path, of_session(wanted, capacity=5)).status_code == 302
    assert seats(row) == [(ROUND_1, third.title)]


def test_staff_see_who_moves_up_before_somebody_is_withdrawn(
    staff: Client, carrousel: Carrousel, three: list[Inschrijving]
) -> None:
    """Two at once, that each have a round and wait for the other."""
    first, second = carrousel.sessies.all()
    line_1, line_2 = (Onderdeel.objects.get(title=title) for title in (ROUND_1, ROUND_2))
    Plaats.objects.all().delete()
    for row, sessie, line in (
        (three[0], first, line_1),
        (three[0], second, line_2),
        (three[1], second, line_1),
        (three[2], first, line_2),
    ):
        Plaats.objects.create(inschrijving=row, sessie=sessie, ronde=line)
    path = url(carrousel.bezoek, "withdraw", inschrijving=three[0].pk)
    shown = staff.get(path)
    assert [hit.row for hit in shown.context["hits"]] == three[1:]
    assert ("Dan schuiven door" in shown.text, len(seats(three[0]))) == (True, 2)
    told = staff.post(path, agreed(shown), follow=True)
    assert "Persoon 2 en Persoon 3 schuiven door van de wachtlijst." in told.text
    assert [len(seats(row)) for row in three] == [0, 2, 2]


def test_one_withdrawal_leaves_alone_who_has_nothing_to_do_with_it(staff: Client, carrousel: Carrousel) -> None:
    """Also where seats stand free that somebody would like: those were free before."""
    first, second = carrousel.sessies.all()
    Onderdeel.objects.filter(title=ROUND_2).delete()
    Sessie.objects.update(capacity=9)
    leaves, other = make_inschrijving(carrousel, second), make_inschrijving(carrousel, first)
    line = Onderdeel.objects.get(title=ROUND_1)
    for row in (leaves, other):
        Plaats.objects.create(inschrijving=row, sessie=second, ronde=line)
    Carrousel.objects.update(allocated_at=NOW)
    Client().post(reverse("uitschrijven", args=[token_from(leaves.nonce)]))
    assert (seats(leaves), seats(other)) == ([], [(ROUND_1, second.title)])


def test_a_newcomer_takes_no_seat_that_somebody_waits_for(carrousel: Carrousel) -> None:
    first, second = carrousel.sessies.all()
    Onderdeel.objects.filter(title=ROUND_2).delete()
    Sessie.objects.update(capacity=1)
    waits = make_inschrijving(carrousel, first)
    Carrousel.objects.update(allocated_at=NOW)
    Client().post(shared(carrousel), {"name": "An", "email": "an@example.be", "keuze_0": first.pk})
    assert seats(waits) == [(ROUND_1, first.title)]
    assert seats(Inschrijving.objects.get(name="An")) == [(ROUND_1, second.title)]

import datetime as dt

import pytest

from followup.agreements.listing import agreements_of, lines
from followup.models import Afspraak
from programmes.models import Programme
from tests.factories import MONDAY, at, make_contactpersoon, make_mandataris, make_zorgdienst
from tests.followup.afspraken import make_afspraak


def titles(programme: Programme, **who: int) -> list[str]:
    return [afspraak.title for afspraak in agreements_of(programme, **who)]


def test_late_ones_come_first_and_closed_ones_last(programme: Programme) -> None:
    closed = {"state": Afspraak.State.GEDAAN, "done_at": at(MONDAY, "12.00"), "due_on": MONDAY}
    make_afspraak(programme, title="zonder dag", due_on=None)
    make_afspraak(programme, title="gedaan", **closed)
    make_afspraak(programme, title="straks", due_on=MONDAY + dt.timedelta(days=30))
    make_afspraak(programme, title="te laat", due_on=MONDAY - dt.timedelta(days=1))
    assert titles(programme) == ["te laat", "straks", "zonder dag", "gedaan"]


def test_somebody_sees_what_names_them_and_a_host_also_what_was_promised_to_their_service(
    programme: Programme,
) -> None:
    an, bo = make_mandataris(programme.bestuur), make_mandataris(programme.bestuur)
    carla, dirk = make_contactpersoon(programme.bestuur), make_contactpersoon(programme.bestuur)
    linde = make_zorgdienst(programme.bestuur, contact=carla)
    make_afspraak(programme, title="van An", council=[an], zorgdienst=linde)
    make_afspraak(programme, title="van Bo en Dirk", council=[bo], service=[dirk])
    make_afspraak(programme, title="intern", council=[an], service=[carla], is_shared=False)
    assert titles(programme, person=an.pk) == ["van An"]
    assert titles(programme, person=bo.pk) == ["van Bo en Dirk"]
    assert titles(programme, host=carla.pk) == ["van An"]
    assert titles(programme, host=dirk.pk) == ["van Bo en Dirk"]
    assert [one.title for one in agreements_of(programme, host=carla.pk, shared_only=False)] == ["van An", "intern"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_three_queries(programme: Programme, count: int, django_assert_num_queries) -> None:
    for _ in range(count):
        person, contact = make_mandataris(programme.bestuur), make_contactpersoon(programme.bestuur)
        service = make_zorgdienst(programme.bestuur)
        make_afspraak(programme, council=[person], service=[contact], zorgdienst=service)
    with django_assert_num_queries(3):
        found = lines(agreements_of(programme), today=MONDAY)
        assert [(len(line.owners), line.afspraak.zorgdienst is None) for line in found] == [(2, False)] * count


@pytest.mark.parametrize(
    ("days", "when"),
    [(-2, "2 dagen te laat"), (-1, "1 dag te laat"), (0, "vandaag"), (1, "morgen"), (5, "nog 5 dagen")],
)
def test_a_line_says_how_long_there_is(programme: Programme, days: int, when: str) -> None:
    afspraak = make_afspraak(programme, due_on=MONDAY + dt.timedelta(days=days))
    (line,) = lines([afspraak], today=MONDAY)
    assert (line.when, line.is_late) == (when, days < 0)


def test_a_closed_agreement_is_never_late(programme: Programme) -> None:
    afspraak = make_afspraak(programme, due_on=MONDAY, state="gedaan", done_at=at(MONDAY, "12.00"))
    (line,) = lines([afspraak], today=MONDAY + dt.timedelta(days=9))
    assert (line.when, line.is_late, line.is_soon) == ("", False, False)


def test_who_takes_the_initiative_is_named_first(programme: Programme) -> None:
    an = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts")
    carla = make_contactpersoon(programme.bestuur, name="Carla")
    afspraak = make_afspraak(programme, council=[an], service=[carla])
    assert lines([afspraak], today=MONDAY)[0].owners == ["Carla", "An Aerts"]
    afspraak.initiative = "bestuur"
    assert lines([afspraak], today=MONDAY)[0].owners == ["An Aerts", "Carla"]

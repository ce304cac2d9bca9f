"""The duty of every round: it sees by itself what changed, and asks little when nothing did."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from invitations.agendas.following import follow
from invitations.clock import tick
from invitations.models import Agendapunt, Bericht, Gevolgd
from programmes.models import Mandataris, Programme
from tests.factories import make_bestuur, make_deelname, make_programme
from tests.invitations.agendas import LATER, NOW, invite, make_invited, make_linde, messages, publish, send


@pytest.fixture
def followed(programme: Programme, an: Mandataris) -> Programme:
    """An has the REQUEST for the only visit, by the duty itself."""
    make_linde(programme, [an])
    publish(programme)
    assert follow(NOW) == 1
    send()
    return programme


def test_the_round_of_the_worker_does_it(programme: Programme, an: Mandataris) -> None:
    make_linde(programme, [an])
    publish(programme)
    tick(NOW)
    tick(NOW)
    assert messages() == [("an@example.be", "REQUEST", 0)]


def test_a_version_is_followed_once(followed: Programme) -> None:
    followed.bezoeken.update(remarks="Breng een jas mee.")
    assert follow(LATER) == 0  # a draft
    publish(followed, LATER)
    assert [follow(LATER), follow(LATER)] == [1, 0]
    assert messages() == [("an@example.be", "REQUEST", 1)]


def test_an_invitation_that_goes_later_is_followed(followed: Programme) -> None:
    bo = make_invited(followed, "Bo", state="geannuleerd")
    make_deelname(followed.bezoeken.get(), bo)
    publish(followed, LATER)
    assert follow(LATER) == 0
    invite(followed, bo, state="wacht")
    assert [follow(LATER), follow(LATER)] == [1, 0]


def test_an_invitation_that_is_withdrawn_is_followed(followed: Programme) -> None:
    Bericht.objects.filter(kind="uitnodiging").update(state="geannuleerd")
    assert [follow(LATER), follow(LATER)] == [1, 0]
    assert messages() == [("an@example.be", "CANCEL", 1)]


def test_an_address_that_changes_is_followed(followed: Programme, an: Mandataris) -> None:
    Mandataris.objects.filter(pk=an.pk).update(email="an@leiedorp.be")
    assert [follow(LATER), follow(LATER)] == [2, 0]


def test_an_address_in_capitals_is_no_news(followed: Programme, an: Mandataris, django_assert_num_queries: Any) -> None:
    Mandataris.objects.filter(pk=an.pk).update(email="AN@EXAMPLE.be")
    with django_assert_num_queries(QUIET):
        assert follow(LATER) == 0


def test_a_person_who_goes_is_followed(followed: Programme, an: Mandataris) -> None:
    an.delete()
    assert [follow(LATER), follow(LATER)] == [1, 0]
    assert messages() == [("an@example.be", "CANCEL", 1)]


def test_a_programme_that_goes_is_followed(followed: Programme) -> None:
    followed.delete()
    assert [follow(LATER), follow(LATER)] == [1, 0]
    assert messages() == [("an@example.be", "CANCEL", 1)]


def test_an_answer_by_link_is_followed(followed: Programme) -> None:
    deelnames = followed.bezoeken.get().deelnames
    deelnames.update(answer="nee")
    assert follow(LATER) == 0
    assert Agendapunt.objects.get().partstat == "DECLINED"
    deelnames.update(answer="ja")
    assert [follow(LATER), follow(LATER)] == [1, 0]
    assert messages() == [("an@example.be", "REQUEST", 1)]


def test_what_is_over_is_left_in_peace(followed: Programme, an: Mandataris, django_assert_num_queries: Any) -> None:
    Mandataris.objects.filter(pk=an.pk).update(email="an@leiedorp.be")
    afterwards = Agendapunt.objects.get().ends_at
    with django_assert_num_queries(QUIET):
        assert follow(afterwards) == 0


def test_who_declined_and_changes_address_is_left_in_peace(
    followed: Programme, an: Mandataris, django_assert_num_queries: Any
) -> None:
    followed.bezoeken.get().deelnames.update(answer="nee")
    follow(LATER)
    Mandataris.objects.filter(pk=an.pk).update(email="an@leiedorp.be")
    with django_assert_num_queries(QUIET):
        assert follow(LATER) == 0


def test_a_yes_of_who_can_no_longer_be_reached_is_settled_once(
    followed: Programme, an: Mandataris, django_assert_num_queries: Any
) -> None:
    followed.bezoeken.get().deelnames.update(answer="nee")
    follow(LATER)
    followed.bezoeken.get().deelnames.update(answer="ja")
    Mandataris.objects.filter(pk=an.pk).update(email="")
    assert follow(LATER) == 0
    with django_assert_num_queries(QUIET):
        assert follow(LATER) == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_message(programme: Programme, an: Mandataris) -> None:
    make_linde(programme, [an])
    publish(programme)
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(_as_a_worker, range(2)))
    assert (sum(made), messages()) == (1, [("an@example.be", "REQUEST", 0)])


def _as_a_worker(_number: int) -> int:
    try:
        return follow(NOW)
    finally:
        connection.close()


QUIET = 5  # queries of a round in which nothing happened


@pytest.mark.parametrize("count", [1, 3])
def test_a_quiet_round_asks_little_whatever_the_number_of_programmes(
    followed: Programme, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count - 1):
        other = make_programme(make_bestuur())
        make_linde(other, [make_invited(other, "An")])
        publish(other)
    follow(NOW)
    assert Gevolgd.objects.count() == count
    with django_assert_num_queries(QUIET):
        assert follow(LATER) == 0


def test_nothing_comes_before_an_invitation_that_is_held(programme: Programme) -> None:
    an = make_invited(programme, "An", state="vastgehouden")
    make_linde(programme, [an])
    publish(programme)
    assert [follow(NOW), follow(NOW)] == [0, 0]
    Bericht.objects.filter(kind="uitnodiging").update(state="wacht")
    assert [follow(NOW), follow(NOW)] == [1, 0]


def test_who_was_told_is_followed_also_when_the_invitation_is_held_afterwards(followed: Programme) -> None:
    Bericht.objects.filter(kind="uitnodiging").update(state="vastgehouden")
    assert follow(LATER) == 0
    followed.bezoeken.update(remarks="Breng een jas mee.")
    publish(followed, LATER)
    assert [follow(LATER), follow(LATER)] == [1, 0]
    assert messages() == [("an@example.be", "REQUEST", 1)]

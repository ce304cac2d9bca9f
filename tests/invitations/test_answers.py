"""Answers on the draft, full visits and who waits; what many at once come to."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from invitations.clock import tick
from invitations.mail.outbox import QUIET
from invitations.models import Bericht, Vervanging, Wachtplaats
from invitations.rsvp.answers import (
    AnswerError,
    Substitute,
    TooLateError,
    answer,
    answer_visit,
    is_open,
    let_go,
    take_offer,
)
from invitations.rsvp.asked import asked_of
from invitations.rsvp.offers import GONE
from invitations.rsvp.waiting import OFFER_STANDS
from programmes.models import Deelname, Mandataris, Programme, User
from tests.factories import make_bestuur, make_bezoek, make_mandataris, make_programme
from tests.invitations.rsvp import NOW, answers, mails, make_people, make_visit, publish_now

LATER = NOW + dt.timedelta(hours=1)


def say(programme: Programme, person: Mandataris, visit: int, reply: str = "ja", now: dt.datetime = NOW) -> str:
    return answer_visit(programme, person=person, visit=visit, answer=reply, now=now)


def test_an_answer_stands_on_the_draft_with_its_reason(programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    bezoek = make_visit(programme, [an, bo])
    assert say(programme, an, bezoek.pk) == "ja"
    assert answer_visit(programme, person=bo, visit=bezoek.pk, answer="nee", reason="verlof", now=NOW) == "nee"
    rows = Deelname.objects.order_by("pk").values_list("answer", "answer_reason", "answered_at")
    assert list(rows) == [("ja", "", NOW), ("nee", "verlof", NOW)]
    assert mails("bevestiging") == []


def test_who_changes_their_mind_leaves_no_reason_behind(programme: Programme) -> None:
    [an] = make_people(programme, 1)
    bezoek = make_visit(programme, [an])
    answer_visit(programme, person=an, visit=bezoek.pk, answer="nee", reason="verlof", now=NOW)
    say(programme, an, bezoek.pk)
    assert Deelname.objects.values_list("answer", "answer_reason").get() == ("ja", "")


def test_who_is_not_on_the_visit_cannot_answer(programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    bezoek = make_visit(programme, [an])
    with pytest.raises(AnswerError, match=r"^Je staat niet meer bij De Linde\. Herlaad de pagina\.$"):
        say(programme, bo, bezoek.pk)


def test_a_visit_of_another_programme_does_not_exist(programme: Programme) -> None:
    [an] = make_people(programme, 1)
    elsewhere = make_bezoek(make_programme(make_bestuur()), people=[an])
    for key in (elsewhere.pk, 999_999):
        with pytest.raises(AnswerError, match=r"^Dit bezoek staat niet meer in het programma\.$"):
            say(programme, an, key)
    assert Deelname.objects.get().answer == ""


def test_after_the_deadline_only_a_coordinator_enters_it(programme: Programme, coordinator: User) -> None:
    [an] = make_people(programme, 1)
    bezoek = make_visit(programme, [an])
    programme.answer_by = NOW.date()
    assert (is_open(programme, NOW), is_open(programme, NOW + dt.timedelta(days=1))) == (True, False)
    programme.answer_by = NOW.date() - dt.timedelta(days=1)
    with pytest.raises(TooLateError):
        answer(programme, person=an, replies={bezoek.pk: "nee"}, now=NOW)
    assert answer(programme, person=an, replies={bezoek.pk: "nee"}, now=NOW, by=coordinator) == {bezoek.pk: "nee"}


def test_a_calendar_has_no_deadline(programme: Programme) -> None:
    """It shows its owner that the answer was given."""
    [an] = make_people(programme, 1)
    bezoek = make_visit(programme, [an])
    programme.answer_by = NOW.date() - dt.timedelta(days=1)
    assert answer_visit(programme, person=an, visit=bezoek.pk, answer="nee", now=NOW) == "nee"


def test_answers_within_some_minutes_are_one_mail(programme: Programme) -> None:
    [an] = make_people(programme, 1)
    bezoek = make_visit(programme, [an])
    publish_now(programme)
    answer(programme, person=an, replies={bezoek.pk: "ja"}, now=NOW)
    answer(programme, person=an, replies={bezoek.pk: "nee"}, reason="ziek", now=NOW + dt.timedelta(minutes=1))
    assert mails("bevestiging") == [("an@example.be", "geannuleerd"), ("an@example.be", "wacht")]
    last = Bericht.objects.first()
    assert last is not None
    assert "- De Linde, maandag 24 februari, 9.30–10.30: je komt niet (ziek)" in last.text
    assert "je komt niet (ziek)" in last.html
    assert last.cause == "Antwoord gegeven via de persoonlijke link"


def test_all_answers_or_none(programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    first, second = make_visit(programme, [an]), make_visit(programme, [bo], start="14.00")
    with pytest.raises(AnswerError):
        answer(programme, person=an, replies={first.pk: "ja", second.pk: "ja"}, now=NOW)
    assert set(Deelname.objects.values_list("answer", flat=True)) == {""}


def test_who_has_no_address_gets_no_mail(programme: Programme) -> None:
    an = make_mandataris(programme.bestuur)
    bezoek = make_visit(programme, [an])
    answer(programme, person=an, replies={bezoek.pk: "ja"}, now=NOW)
    assert Bericht.objects.count() == 0


def test_yes_to_a_full_visit_is_a_place_on_the_waiting_list(programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    bezoek = make_visit(programme, [an, bo], room=1)
    publish_now(programme)
    assert [say(programme, person, bezoek.pk) for person in (an, bo)] == ["ja", "wacht"]
    assert say(programme, bo, bezoek.pk) == "wacht"
    assert answers(bezoek) == {"An": "ja", "Bo": ""}
    assert [one.sentence for one in asked_of(programme, bo.pk, now=NOW)] == ["volzet, je staat op de wachtlijst"]
    assert {to for to, _ in mails("bevestiging")} == {"bo@example.be"}


def test_a_freed_place_is_offered_to_who_waits_longest(programme: Programme) -> None:
    an, bo, cas = make_people(programme, 3)
    bezoek = make_visit(programme, [an, bo, cas], room=1)
    for person in (an, bo, cas):
        say(programme, person, bezoek.pk)
    say(programme, an, bezoek.pk, "nee", LATER)
    assert mails("aanbod") == [("bo@example.be", "wacht")]
    place = Wachtplaats.objects.get(mandataris=bo)
    assert (place.offered_at, place.expires_at) == (LATER, LATER + OFFER_STANDS)
    assert say(programme, an, bezoek.pk, "ja", LATER) == "wacht"  # nobody overtakes an offer
    assert take_offer(programme, person=bo, visit=bezoek.pk, now=LATER) == "ja"
    assert answers(bezoek) == {"An": "", "Bo": "ja", "Cas": ""}
    assert list(Wachtplaats.objects.values_list("mandataris__first_name", flat=True)) == ["Cas", "An"]


def test_an_offer_that_nobody_takes_goes_to_the_next(programme: Programme) -> None:
    an, bo, cas = make_people(programme, 3)
    bezoek = make_visit(programme, [an, bo, cas], room=1)
    for person in (an, bo, cas):
        say(programme, person, bezoek.pk)
    say(programme, an, bezoek.pk, "nee")
    tick(NOW + OFFER_STANDS - dt.timedelta(seconds=1))
    assert [to for to, _ in mails("aanbod")] == ["bo@example.be"]
    after = NOW + OFFER_STANDS
    tick(after)
    tick(after)
    assert [to for to, _ in mails("aanbod")] == ["bo@example.be", "cas@example.be"]
    with pytest.raises(AnswerError, match="Deze plaats is niet meer vrij"):
        take_offer(programme, person=bo, visit=bezoek.pk, now=after)
    assert take_offer(programme, person=cas, visit=bezoek.pk, now=after) == "ja"


def test_letting_an_offer_go_gives_it_to_the_next(programme: Programme) -> None:
    an, bo, cas = make_people(programme, 3)
    bezoek = make_visit(programme, [an, bo, cas], room=1)
    for person in (an, bo, cas):
        say(programme, person, bezoek.pk)
    say(programme, an, bezoek.pk, "nee")
    let_go(programme, person=bo, visit=bezoek.pk, now=LATER)
    assert answers(bezoek) == {"An": "nee", "Bo": "nee", "Cas": ""}
    assert [to for to, _ in mails("aanbod")] == ["bo@example.be", "cas@example.be"]


def test_an_offer_never_outlives_the_start_of_the_visit(programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    bezoek = make_visit(programme, [an, bo], room=1)
    for person in (an, bo):
        say(programme, person, bezoek.pk)
    evening = bezoek.starts_at - dt.timedelta(hours=12)
    say(programme, an, bezoek.pk, "nee", evening)
    assert Wachtplaats.objects.get().expires_at == bezoek.starts_at
    tick(bezoek.starts_at)
    assert len(mails("aanbod")) == 1


def test_a_larger_service_offers_its_new_places(programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    bezoek = make_visit(programme, [an, bo], room=1)
    for person in (an, bo):
        say(programme, person, bezoek.pk)
    tick(NOW)
    assert mails("aanbod") == []
    programme.diensten.update(max_people=2)
    tick(LATER)
    assert mails("aanbod") == [("bo@example.be", "wacht")]


def test_places_that_come_free_together_are_one_mail(programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    first = make_visit(programme, [an, bo], room=1)
    second = make_visit(programme, [an, bo], start="14.00")
    both = {first.pk: "ja", second.pk: "ja"}
    for person in (an, bo):
        answer(programme, person=person, replies=both, now=NOW)
    answer(programme, person=an, replies=dict.fromkeys(both, "nee"), now=NOW)
    message = Bericht.objects.get(kind="aanbod", state="wacht")
    assert (message.subject, message.send_after) == ("Er zijn 2 plaatsen voor jou vrij", NOW + QUIET)
    lines = [line for line in message.text.splitlines() if line.startswith("- ")]
    until = "(laat het weten vóór woensdag 5 februari om 10.00)"
    assert lines == [
        f"- De Linde, maandag 24 februari om 9.30 {until}",
        f"- De Linde, maandag 24 februari om 14.00 {until}",
    ]
    take_offer(programme, person=bo, visit=first.pk, now=NOW)
    message = Bericht.objects.get(kind="aanbod", state="wacht")
    assert (message.subject, "9.30" in message.text, "om 14.00" in message.text) == (
        "Er is een plaats voor jou vrij: De Linde",
        False,
        True,
    )
    let_go(programme, person=bo, visit=second.pk, now=NOW)
    assert mails("aanbod")[-1:] == [("bo@example.be", "geannuleerd")]
    assert Bericht.objects.filter(kind="aanbod").first().problem == GONE


def test_who_was_taken_off_the_visit_waits_no_more(programme: Programme) -> None:
    an, bo, cas = make_people(programme, 3)
    bezoek = make_visit(programme, [an, bo, cas], room=1)
    for person in (an, bo, cas):
        say(programme, person, bezoek.pk)
    bezoek.deelnames.filter(mandataris=bo).delete()
    say(programme, an, bezoek.pk, "nee", LATER)
    assert mails("aanbod") == [("cas@example.be", "wacht")]
    bezoek.delete()
    tick(LATER)
    assert Wachtplaats.objects.count() == 0


def test_a_meal_has_room_for_all(programme: Programme) -> None:
    people = make_people(programme, 3)
    lunch = make_visit(programme, people, room=1, kind="maaltijd")
    assert [say(programme, person, lunch.pk) for person in people] == ["ja", "ja", "ja"]


def test_a_proposed_substitute_keeps_the_place(programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    bezoek = make_visit(programme, [an, bo], room=1)
    publish_now(programme)
    for person in (an, bo):
        say(programme, person, bezoek.pk)
    answer(programme, person=an, replies={bezoek.pk: "vervanging"}, substitute=Substitute("Zoë Zwart"), now=LATER)
    assert (answers(bezoek)["An"], mails("aanbod")) == ("nee", [])
    assert Deelname.objects.get(mandataris=an).answer_reason == "stelt Zoë Zwart voor in de plaats"
    assert [one.sentence for one in asked_of(programme, an.pk, now=LATER)] == ["je stelt Zoë Zwart voor in jouw plaats"]
    answer(programme, person=an, replies={bezoek.pk: "nee"}, now=LATER)  # thought better of it
    assert Vervanging.objects.count() == 0
    assert mails("aanbod") == [("bo@example.be", "wacht")]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_pass_the_capacity() -> None:
    programme = make_programme(make_bestuur(slug="leiedorp"))
    people = make_people(programme, 8)
    bezoek = make_visit(programme, people, room=3)

    def one(person: Mandataris) -> str:
        try:
            return say(programme, person, bezoek.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        states = list(pool.map(one, people))
    assert sorted(states) == [*["ja"] * 3, *["wacht"] * 5]
    assert sorted(answers(bezoek).values()) == [*[""] * 5, *["ja"] * 3]
    assert Wachtplaats.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_many_who_come_and_go_never_pass_the_capacity() -> None:
    """Yes, no and yes again, all at once, with the clock running: never more than two say yes or hold an offer."""
    programme = make_programme(make_bestuur(slug="leiedorp"))
    people = make_people(programme, 6)
    bezoek = make_visit(programme, people, room=2)

    def one(person: Mandataris) -> int:
        try:
            most = 0
            for reply in ("ja", "nee", "ja", "ja"):
                say(programme, person, bezoek.pk, reply)
                most = max(most, Deelname.objects.filter(bezoek=bezoek, answer="ja").count())
            tick(NOW)
        finally:
            connection.close()
        return most

    with ThreadPoolExecutor(6) as pool:
        assert max(pool.map(one, people)) <= 2
    promised = Deelname.objects.filter(answer="ja").count() + Wachtplaats.objects.offered(NOW).count()
    assert promised == 2


@pytest.mark.django_db(transaction=True)
def test_a_button_pushed_twice_proposes_one_substitute() -> None:
    programme = make_programme(make_bestuur(slug="leiedorp"))
    [an] = make_people(programme, 1)
    bezoek = make_visit(programme, [an])

    def push(_: int) -> None:
        try:
            replies = {bezoek.pk: "vervanging"}
            answer(programme, person=an, replies=replies, substitute=Substitute("Zoë Zwart"), now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(push, range(4)))
    assert Vervanging.objects.get().name == "Zoë Zwart"

"""Reminders: relative to the visit, moving with it, once only, and never when they are of no use any more."""

import datetime as dt
import re
from typing import Any

import pytest

from invitations.mail.outbox import Item, Mail, post, recipient_of
from invitations.models import Bericht, Herinneringsregel, Wachtplaats
from invitations.reminding.reminders import TOO_LATE, UNNEEDED, named, outlook, remind
from invitations.reminding.rules import due_at
from programmes.links import link_url, make_links, revoke
from programmes.models import Bezoek, Contactpersoon, Deelname, Mandataris, Programme, User
from programmes.times import BRUSSELS
from programmes.versions import publish
from tests.factories import (
    MONDAY,
    at,
    make_bezoek,
    make_contactpersoon,
    make_deelname,
    make_gast,
    make_mandataris,
    make_programme,
    make_zorgdienst,
)
from tests.invitations import agendas
from tests.invitations.rsvp import publish_now

PUBLISHED = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)
FRIDAY = MONDAY - dt.timedelta(days=3)
TUESDAY = MONDAY + dt.timedelta(days=1)
DUE = at(FRIDAY, "9.00")  # for Monday: three days before, at nine
FORTNIGHT = dt.timedelta(days=14)
EARLY = DUE - dt.timedelta(minutes=1)


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@example.be")


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name="Griet", phone="051 12 34 56", email="griet@example.be")


@pytest.fixture
def visit(programme: Programme, an: Mandataris, griet: Contactpersoon) -> Bezoek:
    """Monday at 9.30, received by Griet; An was invited."""
    linde = make_zorgdienst(
        programme.bestuur, contact=griet, name="De Linde", street="Lindestraat 1", city="Leiedorp", clothing="Schort"
    )
    invite(programme, an)
    return make_bezoek(programme, zorgdienst=linde, people=[an], host=griet, meeting_point="Onthaal", meal="Soep")


@pytest.fixture
def published(visit: Bezoek, coordinator: User) -> Programme:
    make_links(visit.programme, now=PUBLISHED)
    republish(visit.programme, coordinator, now=PUBLISHED)
    return visit.programme


def invite(programme: Programme, person: Mandataris, *, now: dt.datetime = PUBLISHED) -> None:
    item = Item(Bericht.Kind.UITNODIGING, recipient_of(person), "uitnodiging-1", "1", Mail("Kom mee", "Dag"), "test")
    post(programme.bestuur, [item], programme=programme, now=now)
    Bericht.objects.filter(kind="uitnodiging").update(state="verzonden", sent_at=now)


def republish(programme: Programme, by: User, *, now: dt.datetime) -> None:
    publish(programme, based_on=programme.versies.count(), note="", by=by, now=now)


def made() -> list[tuple[str, str]]:
    """(key without its kind, state), the oldest first."""
    messages = Bericht.objects.filter(kind="herinnering").order_by("pk")
    return [(re.sub(r"^\w+:|programma-\d+-", "", message.key), message.state) for message in messages]


def send() -> None:
    Bericht.objects.filter(kind="herinnering", state="wacht").update(state="verzonden")


def states(programme: Programme, now: dt.datetime) -> list[tuple[str, str]]:
    return [(one.recipient.name, one.state) for one in outlook(programme, now=now).reminders]


def test_three_days_before_at_nine_the_guest_and_the_host_are_reminded(
    published: Programme, an: Mandataris, griet: Contactpersoon
) -> None:
    remind(EARLY)
    assert made() == []
    assert states(published, EARLY) == [("An Aerts", "komt"), ("Griet", "komt")]
    remind(DUE)
    assert made() == [(f"m{an.pk}:dag-2025-02-24:1", "wacht"), (f"c{griet.pk}:dag-2025-02-24:1", "wacht")]
    assert {message.send_after for message in Bericht.objects.filter(kind="herinnering")} == {DUE}
    assert states(published, DUE) == [("An Aerts", "wacht"), ("Griet", "wacht")]


def test_a_reminder_goes_once(published: Programme) -> None:
    remind(DUE)
    remind(DUE)
    send()
    remind(DUE + dt.timedelta(hours=5))
    assert [state for _, state in made()] == ["verzonden", "verzonden"]
    assert states(published, DUE) == [("An Aerts", "verzonden"), ("Griet", "verzonden")]


def test_days_that_are_due_together_are_told_in_one_mail(
    visit: Bezoek, an: Mandataris, griet: Contactpersoon, coordinator: User
) -> None:
    """Published on the eve: the moment of both days is over."""
    programme = visit.programme
    make_bezoek(programme, day=TUESDAY, start="14.00", zorgdienst=visit.zorgdienst, people=[an], host=griet)
    republish(programme, coordinator, now=at(MONDAY - dt.timedelta(days=1), "18.00"))
    now = at(MONDAY - dt.timedelta(days=1), "19.00")
    remind(now)
    both = "dag-2025-02-24+2025-02-25:1"
    assert made() == [(f"m{an.pk}:{both}", "wacht"), (f"c{griet.pk}:{both}", "wacht")]
    assert states(programme, now) == [
        ("An Aerts", "wacht"),
        ("An Aerts", "wacht"),
        ("Griet", "wacht"),
        ("Griet", "wacht"),
    ]
    for message in Bericht.objects.filter(kind="herinnering"):
        assert message.subject.startswith("Maandag 24 februari en dinsdag 25 februari: ")
        for part in (message.text, message.html):
            assert [f"{day} februari, {hour}–" in part for day, hour in (("24", "9.30"), ("25", "14.00"))] == [
                True,
                True,
            ]
    Bericht.objects.filter(kind="herinnering").update(state="vastgehouden")
    remind(at(MONDAY, "12.00"))
    assert [state for _, state in made()] == ["vastgehouden", "vastgehouden"]  # Tuesday is still ahead
    remind(at(TUESDAY, "15.00"))
    assert set(Bericht.objects.filter(kind="herinnering").values_list("state", "problem")) == {
        ("geannuleerd", TOO_LATE)
    }


def test_days_that_were_called_off_together_and_come_back_are_told_anew(
    visit: Bezoek, an: Mandataris, coordinator: User
) -> None:
    programme = visit.programme
    make_bezoek(programme, day=TUESDAY, start="14.00", people=[an])
    now = at(MONDAY - dt.timedelta(days=1), "19.00")
    republish(programme, coordinator, now=now - dt.timedelta(hours=1))
    remind(now)
    Deelname.objects.update(answer="nee")
    remind(now)
    mine = Bericht.objects.filter(kind="herinnering", mandataris=an)
    assert list(mine.values_list("state", "problem")) == [("geannuleerd", UNNEEDED)]
    Deelname.objects.update(answer="ja")
    remind(now)
    assert list(mine.values_list("state", flat=True)) == ["wacht"]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "maandag 24 februari"),
        (3, "maandag 24 februari, dinsdag 25 februari en woensdag 26 februari"),
        (4, "4 dagen vanaf maandag 24 februari"),
    ],
)
def test_the_days_of_a_reminder_are_named(count: int, words: str) -> None:
    assert named([MONDAY + dt.timedelta(days=number) for number in range(count)]) == words


def test_the_guest_reads_what_they_need(published: Programme, an: Mandataris) -> None:
    remind(DUE)
    message = Bericht.objects.get(mandataris=an, kind="herinnering")
    assert message.subject == "Maandag 24 februari: je expeditie"
    assert message.cause == "Herinnering, 3 dagen vooraf om 9.00"
    link = link_url(an.links.get())
    for part in (
        "9.30–10.30  De Linde\n  Waar: Lindestraat 1, Leiedorp\n",
        "Afspreken: Onthaal",
        "Wie ontvangt je: Griet, 051 12 34 56",
        "Kledij: Schort",
        "Maaltijd: Soep",
        link,
    ):
        assert part in message.text
        assert part.split(": ")[-1].strip().split("\n")[0].split("  ")[-1] in message.html


def test_the_host_reads_who_comes(published: Programme, an: Mandataris, griet: Contactpersoon) -> None:
    remind(DUE)
    message = Bericht.objects.get(contactpersoon=griet)
    assert message.subject == "Maandag 24 februari: bezoek bij jou"
    assert "9.30–10.30  De Linde\n  Waar: Lindestraat 1, Leiedorp\n  1 persoon\n  - An Aerts\n" in message.text
    assert link_url(griet.links.get()) in message.text


def test_what_people_typed_is_no_html(published: Programme, visit: Bezoek, coordinator: User) -> None:
    visit.remarks = "<script>alert(1)</script> & co"
    visit.save()
    republish(published, coordinator, now=PUBLISHED)
    remind(DUE)
    messages = Bericht.objects.filter(kind="herinnering")
    assert ["<script>" in message.html for message in messages] == [False, False]
    assert ["<script>alert(1)</script> & co" in message.text for message in messages] == [True, True]


def test_visits_on_one_day_come_in_one_mail(published: Programme, an: Mandataris, coordinator: User) -> None:
    make_bezoek(published, start="14.00", people=[an], title="Koffie")
    make_bezoek(published, day=TUESDAY, people=[an], title="Rondrit")
    republish(published, coordinator, now=PUBLISHED)
    remind(DUE)
    remind(at(MONDAY, "8.00"))
    mine = Bericht.objects.filter(mandataris=an, kind="herinnering").order_by("pk")
    assert [("Koffie" in message.text, "Rondrit" in message.text) for message in mine] == [(True, False), (False, True)]


def test_before_anybody_is_invited_nothing_leaves(published: Programme) -> None:
    Bericht.objects.all().delete()
    remind(DUE)
    assert (made(), outlook(published, now=DUE).is_on) == ([], False)
    Herinneringsregel.objects.create(programme=published, audience="gasten", number=1, days_before=3)
    remind(DUE)
    assert [key[0] for key, _ in made()] == ["c"]


@pytest.mark.parametrize(
    ("invitation", "answer", "people"),
    [
        (None, "", ["An"]),
        (None, "ja", ["An", "Bo"]),
        ("verzonden", "", ["An", "Bo"]),
        ("teruggekomen", "", ["An"]),
        ("teruggekomen", "ja", ["An", "Bo"]),
        ("wacht", "", ["An", "Bo"]),
        ("vastgehouden", "", ["An"]),
        ("vastgehouden", "ja", ["An", "Bo"]),
    ],
)
def test_a_guest_is_reminded_when_invited_or_when_they_said_yes(
    published: Programme, visit: Bezoek, coordinator: User, invitation: str | None, answer: str, people: list[str]
) -> None:
    bo = make_mandataris(published.bestuur, first_name="Bo", email="bo@example.be")
    make_deelname(visit, bo, answer=answer)
    if invitation:
        invite(published, bo)
        Bericht.objects.filter(mandataris=bo).update(state=invitation)
    republish(published, coordinator, now=PUBLISHED)
    remind(DUE)
    mine = Bericht.objects.filter(kind="herinnering", mandataris__isnull=False).order_by("mandataris__first_name")
    assert list(mine.values_list("mandataris__first_name", flat=True)) == people


def test_what_is_only_a_draft_is_not_reminded_of(visit: Bezoek) -> None:
    remind(DUE)
    assert made() == []


def test_a_visit_that_moves_before_its_moment_takes_the_reminder_along(
    published: Programme, visit: Bezoek, an: Mandataris, coordinator: User
) -> None:
    move(visit, TUESDAY, "14.00")
    republish(published, coordinator, now=PUBLISHED)
    remind(DUE)
    assert made() == []
    remind(DUE + dt.timedelta(days=1))
    assert made()[0][0] == f"m{an.pk}:dag-2025-02-25:1"


def move(visit: Bezoek, day: dt.date, start: str) -> None:
    visit.starts_at, visit.ends_at = at(day, start), at(day, start) + dt.timedelta(hours=1)
    visit.save()


def test_to_another_day_goes_a_new_reminder_after_the_first_went(
    published: Programme, visit: Bezoek, coordinator: User
) -> None:
    remind(DUE)
    send()
    move(visit, TUESDAY, "9.30")
    republish(published, coordinator, now=DUE + dt.timedelta(hours=2))
    remind(DUE + dt.timedelta(days=1))
    assert [(key.split(":")[1], state) for key, state in made()] == [
        ("dag-2025-02-24", "verzonden"),
        ("dag-2025-02-24", "verzonden"),
        ("dag-2025-02-25", "wacht"),
        ("dag-2025-02-25", "wacht"),
    ]


def test_another_hour_on_the_same_day_is_for_the_calendar(
    published: Programme, visit: Bezoek, coordinator: User
) -> None:
    remind(DUE)
    send()
    move(visit, MONDAY, "14.00")
    republish(published, coordinator, now=DUE + dt.timedelta(hours=2))
    remind(DUE + dt.timedelta(hours=8))
    assert [state for _, state in made()] == ["verzonden", "verzonden"]


def test_a_waiting_reminder_is_called_off_when_the_visit_moves_and_made_anew_when_it_comes_back(
    published: Programme, visit: Bezoek, coordinator: User
) -> None:
    remind(DUE)
    move(visit, TUESDAY + dt.timedelta(days=2), "9.30")
    republish(published, coordinator, now=DUE)
    remind(DUE + dt.timedelta(minutes=1))
    assert [state for _, state in made()] == ["geannuleerd", "geannuleerd"]
    assert Bericht.objects.filter(problem="niet meer nodig: geen bezoek of geen uitnodiging meer").count() == 2
    move(visit, MONDAY, "9.30")
    republish(published, coordinator, now=DUE + dt.timedelta(minutes=2))
    remind(DUE + dt.timedelta(hours=2))
    assert [state for _, state in made()] == ["wacht", "wacht"]


def test_late_but_before_the_visit_it_is_still_sent(published: Programme) -> None:
    remind(at(MONDAY, "9.29"))
    assert [state for _, state in made()] == ["wacht", "wacht"]


def test_when_the_visit_has_begun_it_was_missed(published: Programme) -> None:
    remind(at(MONDAY, "9.30"))
    assert made() == []
    assert states(published, at(MONDAY, "9.30")) == [("An Aerts", "gemist"), ("Griet", "gemist")]


def test_what_still_waits_when_the_visit_begins_does_not_leave(published: Programme) -> None:
    remind(DUE)
    remind(at(MONDAY, "9.30"))
    assert [state for _, state in made()] == ["geannuleerd", "geannuleerd"]
    assert set(Bericht.objects.filter(kind="herinnering").values_list("problem", flat=True)) == {
        "gemist: het bezoek was al begonnen"
    }
    assert states(published, at(MONDAY, "9.30")) == [("An Aerts", "gemist"), ("Griet", "gemist")]


def test_what_a_person_called_off_stays_so(published: Programme) -> None:
    remind(DUE)
    Bericht.objects.filter(kind="herinnering").update(state="geannuleerd")
    remind(DUE + dt.timedelta(hours=1))
    assert [state for _, state in made()] == ["geannuleerd", "geannuleerd"]


def test_who_declined_gets_none_and_the_host_does_not_expect_them(
    published: Programme, visit: Bezoek, an: Mandataris, griet: Contactpersoon, coordinator: User
) -> None:
    bo = make_mandataris(published.bestuur, first_name="Bo", last_name="Baert", email="bo@example.be")
    invite(published, bo)
    make_deelname(visit, bo)
    republish(published, coordinator, now=PUBLISHED)
    visit.deelnames.filter(mandataris=an).update(answer="nee")
    remind(DUE)
    assert [key.split(":")[0] for key, _ in made()] == [f"m{bo.pk}", f"c{griet.pk}"]
    assert "1 persoon\n  - Bo Baert\n" in Bericht.objects.get(contactpersoon=griet).text


def test_who_waits_for_a_place_gets_none_until_they_have_it(
    published: Programme, visit: Bezoek, an: Mandataris
) -> None:
    place = Wachtplaats.objects.create(bezoek=visit, mandataris=an, created_at=PUBLISHED)
    remind(DUE)
    assert Bericht.objects.filter(kind="herinnering").count() == 0
    place.delete()
    visit.deelnames.update(answer="ja", answered_at=PUBLISHED)
    remind(DUE)
    assert [one.to_email for one in Bericht.objects.filter(kind="herinnering").order_by("pk")] == [
        "an@example.be",
        "griet@example.be",
    ]


def test_when_all_declined_the_host_gets_none(published: Programme, visit: Bezoek) -> None:
    visit.deelnames.update(answer="nee")
    remind(DUE)
    assert made() == []


def test_who_has_no_mail_is_to_be_called(published: Programme, an: Mandataris, griet: Contactpersoon) -> None:
    Mandataris.objects.update(email="")
    remind(DUE)
    assert [key.split(":")[0] for key, _ in made()] == [f"c{griet.pk}"]
    assert states(published, DUE) == [("An Aerts", "bellen"), ("Griet", "wacht")]


def test_whoever_is_added_after_the_moment_gets_theirs_an_hour_later(
    published: Programme, visit: Bezoek, coordinator: User
) -> None:
    remind(DUE)
    send()
    bo = make_mandataris(published.bestuur, email="bo@example.be")
    invite(published, bo)
    make_deelname(visit, bo)
    sunday = at(MONDAY - dt.timedelta(days=1), "20.00")
    republish(published, coordinator, now=sunday)
    remind(sunday + dt.timedelta(minutes=59))
    assert len(made()) == 2
    remind(sunday + dt.timedelta(minutes=60))
    assert made()[2:] == [(f"m{bo.pk}:dag-2025-02-24:1", "wacht")]


def test_whoever_is_added_just_before_the_visit_gets_none(
    published: Programme, visit: Bezoek, coordinator: User
) -> None:
    remind(DUE)
    send()
    bo = make_mandataris(published.bestuur, email="bo@example.be")
    invite(published, bo)
    make_deelname(visit, bo)
    republish(published, coordinator, now=at(MONDAY, "8.45"))
    remind(at(MONDAY, "9.29"))
    assert len(made()) == 2


def test_of_two_steps_at_once_only_the_last_goes(published: Programme, an: Mandataris) -> None:
    for number, days in ((1, 3), (2, 1)):
        Herinneringsregel.objects.create(programme=published, audience="gasten", number=number, days_before=days)
    late = at(MONDAY, "8.00")
    remind(late)
    remind(late)
    mine = [key for key, _ in made() if key.startswith("m")]
    assert mine == [f"m{an.pk}:dag-2025-02-24:2"]


def test_a_second_step_comes_after_the_first(published: Programme, an: Mandataris) -> None:
    for number, days in ((1, 3), (2, 1)):
        Herinneringsregel.objects.create(programme=published, audience="gasten", number=number, days_before=days)
    remind(DUE)
    send()
    remind(DUE + dt.timedelta(days=2))
    assert [key for key, _ in made() if key.startswith("m")] == [f"m{an.pk}:dag-2025-02-24:{n}" for n in (1, 2)]


def test_a_step_that_is_off_does_not_go(published: Programme, griet: Contactpersoon) -> None:
    Herinneringsregel.objects.create(programme=published, audience="gasten", number=1, days_before=3, is_active=False)
    remind(DUE)
    assert [key.split(":")[0] for key, _ in made()] == [f"c{griet.pk}"]


def test_a_step_may_be_weeks_before(published: Programme) -> None:
    Programme.objects.update(first_day=MONDAY + dt.timedelta(days=14), last_day=MONDAY + dt.timedelta(days=18))
    Bezoek.objects.update(starts_at=at(MONDAY + dt.timedelta(days=14), "9.30"), ends_at=at(MONDAY, "10.30") + FORTNIGHT)
    Herinneringsregel.objects.create(programme=published, audience="gasten", number=1, days_before=20)
    published.refresh_from_db()
    republish(published, published.versies.get().by or User(), now=PUBLISHED)
    due = at(MONDAY + dt.timedelta(days=14 - 20), "9.00")
    remind(due - dt.timedelta(minutes=1))
    assert made() == []
    remind(due)
    assert [key.split(":")[1] for key, _ in made()] == ["dag-2025-03-10"]


def test_across_summer_time_nine_is_nine(coordinator: User) -> None:
    """Visits on Monday 31 March 2025: the clock moves on Sunday."""
    rule = Herinneringsregel(days_before=3, at=dt.time(9))
    assert due_at(rule, dt.date(2025, 3, 31)) == dt.datetime(2025, 3, 28, 8, tzinfo=dt.UTC)
    assert due_at(rule, dt.date(2025, 4, 3)) == dt.datetime(2025, 3, 31, 7, tzinfo=dt.UTC)
    night = Herinneringsregel(days_before=1, at=dt.time(2, 30))
    assert due_at(night, dt.date(2025, 3, 31)) == dt.datetime(2025, 3, 30, 1, 30, tzinfo=dt.UTC)


def test_a_link_is_made_for_who_never_had_one_but_not_for_who_lost_it(published: Programme, an: Mandataris) -> None:
    revoke(an.links.get(), now=PUBLISHED)
    published.links.filter(contactpersoon__isnull=False).delete()
    remind(DUE)
    texts = Bericht.objects.filter(kind="herinnering").order_by("pk").values_list("text", flat=True)
    assert [("/mijn/" in text, "/gastheer/" in text) for text in texts] == [(False, False), (False, True)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    published: Programme, visit: Bezoek, coordinator: User, count: int, django_assert_num_queries: Any
) -> None:
    for _ in range(count - 1):
        person = make_mandataris(published.bestuur, email="x@example.be")
        invite(published, person)
        make_deelname(visit, person)
        make_bezoek(published, host=make_contactpersoon(published.bestuur, email="y@example.be"), people=[])
    make_links(published, now=PUBLISHED)
    if count > 1:
        republish(published, coordinator, now=PUBLISHED)
    with django_assert_num_queries(22):
        remind(DUE)
    with django_assert_num_queries(13):
        remind(DUE)


def test_a_programme_of_another_time_is_left_alone(
    published: Programme, coordinator: User, django_assert_num_queries: Any
) -> None:
    make_gast(make_programme(published.bestuur, first_day=dt.date(2026, 3, 2)))
    with django_assert_num_queries(1):
        remind(at(MONDAY, "9.00") + dt.timedelta(days=30))


def test_two_programmes_on_one_day_both_remind(published: Programme, visit: Bezoek, coordinator: User) -> None:
    other = make_programme(published.bestuur, slug="andere")
    make_bezoek(other, zorgdienst=visit.zorgdienst, people=visit.deelnemers.all())
    publish_now(other, PUBLISHED)
    agendas.invite(other, visit.deelnemers.get())
    remind(DUE)
    reminders = Bericht.objects.filter(kind="herinnering", state="wacht")
    assert [reminders.filter(programme=one).count() for one in (published, other)] == [2, 2]

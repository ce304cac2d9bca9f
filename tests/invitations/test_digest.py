"""The weekly mail of what is to do: on Monday at eight, once, to who has something open."""

import datetime as dt
import re
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from invitations.checklist.digest import digest, next_digest, subject, todos_of
from invitations.checklist.tasklines import lines_of
from invitations.clock import DUTIES
from invitations.mail.delivery import drop_orphans
from invitations.models import Bericht, Herinneringsregel, Taak
from invitations.reminding.rules import rules_of
from invitations.reminding.timeline import timeline
from programmes.links import make_links, revoke, token_of
from programmes.models import Contactpersoon, PersonalLink, Programme, User, Zorgdienst
from tests.factories import (
    at,
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_programme,
    make_user,
    make_zorgdienst,
)
from tests.invitations.tasks import TODAY, make_task
from tests.invitations.uitnodigingen import make_version

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
EIGHT = at(TODAY, "8.00")
A_MOMENT_BEFORE = EIGHT - dt.timedelta(seconds=1)


@pytest.fixture
def els(programme: Programme) -> User:
    return make_user("coordinator", bestuur=programme.bestuur, name="Els", email="els@example.be")


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name="Griet", email="griet@example.be")


@pytest.fixture
def linde(programme: Programme, griet: Contactpersoon) -> Zorgdienst:
    return make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, name="De Linde", contact=griet))


def switch_on(programme: Programme, **taken: Any) -> None:
    for rule in rules_of(programme):
        if rule.audience == Herinneringsregel.Audience.TAKEN:
            rule.is_active = taken.get("is_active", True)
            rule.at = taken.get("at", rule.at)
        rule.save()


def mails() -> list[tuple[str, str]]:
    """(to whom, subject)"""
    found = Bericht.objects.filter(kind="taken").order_by("pk")
    return list(found.values_list("to_email", "subject"))


def test_on_monday_at_eight_and_once(programme: Programme, els: User) -> None:
    make_task(programme)
    digest(A_MOMENT_BEFORE)
    assert mails() == []
    digest(EIGHT)
    digest(EIGHT)
    digest(EIGHT + 5 * dt.timedelta(hours=1))
    assert mails() == [("els@example.be", "Je taken: 1 nog te doen")]
    message = Bericht.objects.get()
    assert (message.key, message.send_after, message.cause) == (
        f"taken:els@example.be:programma-{programme.pk}:2025-W07",
        EIGHT,
        "Weekoverzicht van de taken",
    )
    digest(EIGHT + WEEK)
    assert [message.state for message in Bericht.objects.order_by("pk")] == ["geannuleerd", "wacht"]
    assert len(mails()) == 2


def test_a_clock_that_goes_back_mails_nobody_twice(programme: Programme, els: User) -> None:
    make_task(programme)
    digest(EIGHT + WEEK)
    digest(EIGHT + WEEK)
    Bericht.objects.update(state="verzonden")
    digest(EIGHT + WEEK + dt.timedelta(minutes=1))
    assert len(mails()) == 1


def test_a_task_that_comes_after_the_mail_waits_a_week(programme: Programme, els: User) -> None:
    make_task(programme)
    digest(EIGHT)
    make_user("communicatie", bestuur=programme.bestuur, email="wies@example.be")
    make_task(programme, owner="communicatie")
    digest(EIGHT + dt.timedelta(hours=2))
    assert [email for email, _ in mails()] == ["els@example.be"]


@pytest.mark.parametrize(
    ("now", "number"),
    [
        (EIGHT + DAY - dt.timedelta(seconds=1), 1),
        (EIGHT + DAY, 0),
        (EIGHT + 3 * DAY, 0),
        (EIGHT - DAY, 0),
    ],
)
def test_a_worker_that_was_away_for_a_day_lets_the_week_go(
    programme: Programme, els: User, now: dt.datetime, number: int
) -> None:
    make_task(programme)
    digest(now)
    assert len(mails()) == number


@pytest.mark.parametrize(
    ("weeks", "number"), [(-13, 0), (-12, 1), (0, 1), (6, 1), (7, 0)]
)  # the first day is a Monday, the last the Friday after it
def test_only_while_the_programme_lives(programme: Programme, els: User, weeks: int, number: int) -> None:
    make_task(programme)
    digest(at(programme.first_day + weeks * WEEK, "8.05"))
    assert len(mails()) == number


def test_in_summer_it_is_eight_too(programme: Programme, els: User) -> None:
    Programme.objects.update(first_day=dt.date(2025, 7, 7), last_day=dt.date(2025, 7, 8))
    make_task(programme)
    digest(dt.datetime(2025, 6, 30, 5, 59, 59, tzinfo=dt.UTC))
    assert mails() == []
    digest(dt.datetime(2025, 6, 30, 6, 0, tzinfo=dt.UTC))
    assert len(mails()) == 1


def test_who_has_nothing_open_gets_nothing(programme: Programme, els: User) -> None:
    wies = make_user("communicatie", bestuur=programme.bestuur, email="wies@example.be")
    make_user("lezer", bestuur=programme.bestuur)
    make_user("coordinator", bestuur=programme.bestuur, is_active=False)
    make_task(programme, done_at=EIGHT)
    make_task(programme, removed_at=EIGHT)
    make_task(make_programme(), owner="coordinator")
    make_task(programme, owner="communicatie")
    digest(EIGHT)
    assert mails() == [(wies.email, "Je taken: 1 nog te doen")]


def test_overdue_first_twelve_lines_and_how_many_more(programme: Programme, els: User) -> None:
    for number in range(13):
        make_task(programme, title=f"Taak {number}", days=number)
    make_task(programme, title="Vergeten", days=-15)
    make_task(programme, title="Ook vergeten", days=-16)
    digest(EIGHT)
    message = Bericht.objects.get()
    assert message.subject == "Je taken: 2 te laat, 13 nog te doen"
    assert re.findall(r"^- (.*)$", message.text, re.MULTILINE) == [
        "Ook vergeten: 2 dagen te laat",
        "Vergeten: 1 dag te laat",
        *(f"Taak {n}: tegen {day}" for n, day in enumerate(["maandag 24 februari", "dinsdag 25 februari"])),
        *(f"Taak {n}: tegen {day} februari" for n, day in ((2, "woensdag 26"), (3, "donderdag 27"), (4, "vrijdag 28"))),
        *(f"Taak {n}: tegen {day} maart" for n, day in ((5, "zaterdag 1"), (6, "zondag 2"), (7, "maandag 3"))),
        *(f"Taak {n}: tegen {day} maart" for n, day in ((8, "dinsdag 4"), (9, "woensdag 5"))),
        "en nog 3",
    ]
    page = settings.SITE_URL + reverse("taak-list", args=["leiedorp", "2025"])
    assert f"{page}?wie=coordinator" in message.text
    assert f'href="{page}?wie=coordinator"' in message.html


def test_a_host_gets_theirs_with_a_link_once_reminders_are_on(
    programme: Programme, els: User, linde: Zorgdienst, griet: Contactpersoon
) -> None:
    make_task(programme, owner="gastheer", zorgdienst=linde)
    digest(EIGHT)
    assert mails() == []
    switch_on(programme)
    digest(EIGHT)
    message = Bericht.objects.get()
    link = PersonalLink.objects.get(contactpersoon=griet)
    assert message.contactpersoon == griet
    assert settings.SITE_URL + reverse("gastheer-taken", args=[token_of(link)]) in message.text
    assert "- Bel de dienst: tegen maandag 24 februari" in message.text  # their one service needs no name


def test_hosts_in_the_mail_are_those_of_the_page(
    programme: Programme, linde: Zorgdienst, griet: Contactpersoon
) -> None:
    bo = make_contactpersoon(programme.bestuur, name="Bo", email="bo@example.be")
    mute = make_contactpersoon(programme.bestuur, name="Zonder adres")
    host: dict[str, Any] = {"owner": "gastheer"}
    of_service = make_task(programme, zorgdienst=linde, **host)
    by_name = make_task(programme, zorgdienst=linde, contactpersoon=bo, **host)
    at_visit = make_task(programme, bezoek=make_bezoek(programme, host=bo), **host)
    make_task(programme, contactpersoon=mute, **host)
    make_task(programme, zorgdienst=make_deelnemende_dienst(programme), **host)
    make_version(programme)
    make_task(programme, bezoek=make_bezoek(programme, host=bo), **host)  # planned after that: nobody outside knows
    found = {todo.recipient.name: todo.tasks for todo in todos_of(programme, with_hosts=True, monday=TODAY)}
    assert found == {"Griet": [of_service], "Bo": [by_name, at_visit]}
    assert todos_of(programme, with_hosts=False, monday=TODAY) == []


def test_once_it_is_over_only_what_comes_after_it_is_asked(programme: Programme, els: User, linde: Zorgdienst) -> None:
    """Nobody is nagged about a fiche for a week that was held; what somebody wrote on the list by hand stays theirs."""
    host: dict[str, Any] = {"owner": "gastheer", "zorgdienst": linde}
    make_task(programme, key="fiche", anchor="laatste_dag", days=0, **host)
    after = make_task(programme, key="contact", anchor="laatste_dag", days=14, step=4, **host)
    make_task(programme, key="uitnodiging", days=-21)
    by_hand = make_task(programme, days=-21)
    make_version(programme)
    monday = programme.last_day + dt.timedelta(days=3)
    found = [todo.tasks for todo in todos_of(programme, with_hosts=True, monday=monday)]
    assert found == [[by_hand], [after]]
    during = todos_of(programme, with_hosts=True, monday=monday - WEEK)
    assert [len(todo.tasks) for todo in during] == [2, 2]


def test_whose_link_was_taken_back_gets_nothing(programme: Programme, linde: Zorgdienst) -> None:
    make_task(programme, owner="gastheer", zorgdienst=linde)
    switch_on(programme)
    make_links(programme, now=EIGHT)
    revoke(PersonalLink.objects.get(), now=EIGHT)
    digest(EIGHT)
    assert mails() == []


def test_it_can_be_switched_off_or_come_at_another_hour(programme: Programme, els: User) -> None:
    make_task(programme)
    switch_on(programme, is_active=False)
    digest(EIGHT)
    assert (mails(), next_digest(programme, now=A_MOMENT_BEFORE, with_hosts=True)) == ([], None)
    switch_on(programme, at=dt.time(10))
    digest(EIGHT)
    assert mails() == []
    digest(EIGHT + dt.timedelta(hours=2))
    assert len(mails()) == 1


def test_a_programme_that_is_deleted_mails_nobody(programme: Programme, els: User) -> None:
    make_task(programme)
    digest(EIGHT)
    programme.delete()
    drop_orphans()
    digest(EIGHT + WEEK)
    assert [message.state for message in Bericht.objects.all()] == ["geannuleerd"]


def test_the_timeline_says_when_the_next_one_leaves(programme: Programme, els: User) -> None:
    make_task(programme)
    for now, leaves in ((A_MOMENT_BEFORE, EIGHT), (EIGHT + DAY, EIGHT + WEEK)):
        found = [one for day in timeline(programme, now=now).days for one in day.happenings if one.sort == "mail"]
        assert [(one.at, one.title, one.names) for one in found] == [
            (leaves, "1 mens: weekoverzicht van de taken", ("Els",))
        ]
    Taak.objects.update(done_at=EIGHT)
    assert next_digest(programme, now=EIGHT, with_hosts=True) is None
    assert next_digest(programme, now=at(programme.last_day + 6 * WEEK, "8.00"), with_hosts=True) is None


def test_the_worker_does_it(programme: Programme) -> None:
    names = [duty.__name__ for duty in DUTIES]
    assert names.index("digest") == names.index("keep_lists") + 1


def test_the_subject_says_how_much(programme: Programme) -> None:
    late = lines_of([make_task(programme, days=-20)], today=TODAY, place=lambda _: "")
    assert subject(late) == "Je taken: 1 te laat"


@pytest.mark.parametrize("number", [1, 3, 600])
def test_the_mail_asks_the_same_however_many_tasks(
    programme: Programme, els: User, linde: Zorgdienst, number: int
) -> None:
    visit = make_bezoek(programme, zorgdienst=linde)
    Taak.objects.bulk_create(
        Taak(programme=programme, step=2, title="x", owner=owner, anchor="bezoek", bezoek=visit)
        for owner in ["coordinator", "gastheer"] * number
    )
    make_version(programme)
    switch_on(programme)
    make_links(programme, now=EIGHT)
    with CaptureQueriesContext(connection) as asked:
        digest(EIGHT)
    assert (len(asked), len(mails())) == (18, 2)


@pytest.mark.parametrize("number", [1, 3])
def test_a_quiet_day_asks_nothing(programme: Programme, els: User, number: int) -> None:
    for _ in range(number):
        make_task(make_programme(programme.bestuur))
    with CaptureQueriesContext(connection) as asked:
        digest(EIGHT + 3 * DAY)
    assert len(asked) == 0

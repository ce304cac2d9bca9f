"""The timeline and the page of rules: all that will happen by itself, and how one changes it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from invitations.mail.outbox import Item, Mail, Recipient, post
from invitations.models import Bericht, Herinneringsregel
from invitations.reminding.reminders import remind
from invitations.reminding.rules import DEFAULTS, rules_of
from invitations.reminding.timeline import Happening, timeline
from programmes.models import Bezoek, Mandataris, Programme, User
from programmes.times import BRUSSELS
from programmes.versions import publish
from tests.factories import MONDAY, at, make_bezoek, make_contactpersoon, make_deelname, make_gast, make_mandataris
from tests.invitations.test_reminders import invite

pytestmark = pytest.mark.usefixtures("clock")

NOW = dt.datetime(2025, 2, 5, 10, 30, tzinfo=BRUSSELS)
ARGS = ["leiedorp", "2025"]


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@example.be")


@pytest.fixture
def visit(programme: Programme, an: Mandataris, coordinator: User) -> Bezoek:
    """An at De Linde, received by Griet; Bo was invited too, and is silent; the deadline is 14 February."""
    Programme.objects.update(answer_by=dt.date(2025, 2, 14))
    programme.refresh_from_db()
    bo = make_mandataris(programme.bestuur, first_name="Bo", last_name="Baert", email="bo@example.be")
    make_gast(programme, bo)
    for person in (an, bo):
        invite(programme, person, now=NOW - dt.timedelta(days=10))
    griet = make_contactpersoon(programme.bestuur, name="Griet", email="griet@example.be")
    visit = make_bezoek(programme, people=[an], host=griet)
    programme.gasten.filter(mandataris=an).update(available=[["2025-02-24", 480, 1080]])
    publish(programme, based_on=0, note="", by=coordinator, now=NOW - dt.timedelta(days=1))
    return visit


def lines(happenings: Any) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.sort, one.title, one.names) for one in happenings]


def everything(programme: Programme, now: dt.datetime = NOW) -> list[tuple[str, str, tuple[str, ...]]]:
    return [line for day in timeline(programme, now=now).days for line in lines(day.happenings)]


def test_all_that_will_happen_stands_in_order(visit: Bezoek, programme: Programme) -> None:
    assert everything(programme) == [
        ("mail", "2 mensen: vraag om te antwoorden", ("An Aerts", "Bo Baert")),
        ("mail", "2 mensen: tweede vraag om te antwoorden", ("An Aerts", "Bo Baert")),
        ("mijlpaal", "Laatste dag om te antwoorden", ()),
        ("bellen", "2 mensen om te bellen, als niemand nog antwoordt", ("An Aerts", "Bo Baert")),
        ("mail", "1 mens en 1 gastheer: herinnering voor maandag 24 februari", ("An Aerts", "Griet")),
        ("mijlpaal", "De persoonlijke links werken voor het laatst", ()),
    ]
    assert [day.day for day in timeline(programme, now=NOW).days] == [
        *(dt.date(2025, 2, day) for day in (7, 12, 14, 15, 21)),
        dt.date(2026, 2, 28),
    ]


def test_days_that_come_in_one_mail_count_once(
    visit: Bezoek, programme: Programme, an: Mandataris, coordinator: User
) -> None:
    make_bezoek(programme, day=MONDAY + dt.timedelta(days=1), people=[an])
    programme.gasten.filter(mandataris=an).update(available=None)
    sunday = at(MONDAY - dt.timedelta(days=1), "18.00")
    publish(programme, based_on=1, note="", by=coordinator, now=sunday)
    seen = timeline(programme, now=sunday)
    assert lines(seen.today.happenings)[-2:] == [
        ("mail", "1 gastheer: herinnering voor maandag 24 februari", ("Griet",)),
        ("mail", "1 mens: herinnering voor maandag 24 februari en dinsdag 25 februari", ("An Aerts",)),
    ]
    assert seen.today.mails == 2


def test_today_and_tomorrow_count_the_mails(visit: Bezoek, programme: Programme) -> None:
    day_before = at(MONDAY - dt.timedelta(days=4), "12.00")
    seen = timeline(programme, now=day_before)
    assert (seen.today.mails, seen.tomorrow.mails) == (0, 2)
    seen = timeline(programme, now=day_before + dt.timedelta(days=1))
    assert (seen.today.mails, seen.tomorrow.mails) == (2, 0)  # overdue, and still useful


def test_waiting_messages_are_grouped_and_what_is_held_does_not_count(programme: Programme) -> None:
    wait(programme, 3, send_after=NOW + dt.timedelta(days=1))
    assert timeline(programme, now=NOW).tomorrow.mails == 3
    Bericht.objects.filter(to_email="p1@example.be").update(state="vastgehouden")
    assert everything(programme)[:2] == [
        ("mail", "1 uitnodiging", ("Gast 1",)),
        ("mail", "2 uitnodigingen", ("Gast 0", "Gast 2")),
    ]
    seen = timeline(programme, now=NOW)
    assert (seen.today.mails, seen.tomorrow.mails) == (0, 2)


def wait(programme: Programme, count: int, *, send_after: dt.datetime) -> None:
    people = [Recipient(f"Gast {n}", f"p{n}@example.be") for n in range(count)]
    items = [Item("uitnodiging", one, "u", "1", Mail("U", "t"), "test", send_after) for one in people]
    post(programme.bestuur, items, programme=programme, now=NOW)


def test_a_reminder_that_waits_stands_there_once(visit: Bezoek, programme: Programme) -> None:
    due = at(MONDAY - dt.timedelta(days=3), "9.00")
    remind(due)
    assert everything(programme, due)[0] == ("mail", "2 herinneringen", ("An Aerts", "Griet"))
    assert [title for _, title, _ in everything(programme, due) if "herinnering voor" in title] == []


def test_what_was_missed_stands_apart(visit: Bezoek, programme: Programme) -> None:
    seen = timeline(programme, now=at(MONDAY, "9.30"))
    assert lines(seen.missed) == [
        ("gemist", "1 mens en 1 gastheer: geen herinnering gekregen voor maandag 24 februari", ("An Aerts", "Griet"))
    ]
    assert seen.missed[0].at == at(MONDAY - dt.timedelta(days=3), "9.00")


def test_who_has_no_mail_is_named_to_call(visit: Bezoek, programme: Programme) -> None:
    Mandataris.objects.filter(first_name="An").update(email="")
    assert ("bellen", "1 mens: zelf bellen over maandag 24 februari", ("An Aerts",)) in everything(programme)
    assert not [one for one in everything(programme, at(MONDAY, "9.30")) if one[0] == "bellen"]


def test_as_long_as_it_is_off_no_reminder_is_promised(visit: Bezoek, programme: Programme) -> None:
    Bericht.objects.all().delete()
    seen = timeline(programme, now=NOW)
    assert (seen.is_on, [title for _, title, _ in everything(programme)]) == (
        False,
        ["Laatste dag om te antwoorden", "De persoonlijke links werken voor het laatst"],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    visit: Bezoek, programme: Programme, coordinator: User, count: int, django_assert_num_queries: Any
) -> None:
    wait(programme, count, send_after=NOW)
    for _ in range(count - 1):
        make_deelname(visit, make_mandataris(programme.bestuur, email="x@example.be"))
        make_bezoek(programme, day=MONDAY + dt.timedelta(days=1), host=make_contactpersoon(programme.bestuur))
    if count > 1:
        publish(programme, based_on=1, note="", by=coordinator, now=NOW)
    with django_assert_num_queries(28):
        timeline(programme, now=NOW)


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_names_each_group(
    visit: Bezoek, coordinator: User, client_of: Callable[[User], Client], clock: time_machine.Traveller
) -> None:
    clock.move_to(at(MONDAY - dt.timedelta(days=4), "12.00"))
    text = page(client_of(coordinator).get(reverse("tijdlijn", args=ARGS)))
    for part in (
        '<p class="eyebrow">Morgen</p> <p><span class="figure">2</span> mails vertrekken</p>',
        "<span>1 mens en 1 gastheer: herinnering voor maandag 24 februari</span>",
        '<ul class="happening-names"><li>An Aerts</li><li>Griet</li></ul>',
    ):
        assert part in text


def data(**changes: str) -> dict[str, str]:
    """The page as it is shown, with some fields changed."""
    fields = {}
    for (audience, number), (is_active, days_before, hour) in DEFAULTS.items():
        prefix = f"{audience}-{number}"
        fields |= {f"{prefix}-days_before": str(days_before), f"{prefix}-at": f"{hour:%H:%M}"}
        if is_active:
            fields[f"{prefix}-is_active"] = "on"
    return fields | {key.replace("__", "-"): value for key, value in changes.items()}


def test_the_rules_show_what_holds_unless_told(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    text = page(client_of(coordinator).get(reverse("herinnering-list", args=ARGS)))
    assert "Er vertrekt nog niets." in text
    assert "Er is nog geen laatste dag om te antwoorden" in text
    assert 'name="gasten-1-days_before" value="3"' in text
    assert str(rules_of(programme)[0]) == "wie op bezoek gaat: 3 dagen vooraf om 9.00"


def test_the_rules_are_kept_and_kept_once(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    client, url = client_of(coordinator), reverse("herinnering-list", args=ARGS)
    for days in ("1", "0"):
        answer = client.post(url, data(gasten__1__days_before=days, gasten__1__at="16:30"))
        assert (answer.status_code, answer.headers["Location"]) == (302, url)
    rules = {(rule.audience, rule.number): rule for rule in Herinneringsregel.objects.filter(programme=programme)}
    assert len(rules) == 7
    assert rules["gasten", 1].how_long == "de dag zelf om 16.30"
    assert (rules["gasten", 1].is_active, rules["gasten", 2].is_active) == (True, False)
    assert "Er vertrekt nog niets." not in page(client.get(url))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"gasten__1__days_before": ""}, "Vul in hoeveel dagen vooraf."),
        ({"gasten__1__days_before": "drie"}, "Vul een heel getal in."),
        ({"gasten__1__days_before": "-1"}, "Vul 0 of meer in."),
        ({"gasten__1__days_before": "61"}, "Kies hoogstens 60 dagen vooraf."),
        ({"gasten__1__at": "negen"}, "Vul een uur in, zoals 9:00."),
        ({"gasten__1__at": ""}, "Vul een uur in."),
    ],
)
def test_a_bad_rule_is_named_and_nothing_typed_is_lost(
    programme: Programme,
    coordinator: User,
    client_of: Callable[[User], Client],
    changes: dict[str, str],
    message: str,
) -> None:
    url = reverse("herinnering-list", args=ARGS)
    text = page(client_of(coordinator).post(url, data(stil__2__days_before="4", **changes)))
    assert message in text
    assert 'name="stil-2-days_before" value="4"' in text
    assert Herinneringsregel.objects.count() == 0


@pytest.mark.parametrize(
    "name", ["herinnering-list", "tijdlijn", "belronde", "praktisch", "praktisch-pdf", "badge-list", "badges-pdf"]
)
def test_only_a_coordinator_comes_in(
    programme: Programme, lezer: User, client_of: Callable[[User], Client], name: str
) -> None:
    assert client_of(lezer).get(reverse(name, args=ARGS)).status_code == 404


def test_a_milestone_is_no_mail() -> None:
    assert [Happening(NOW, sort, "x").leaves for sort in ("mail", "bellen", "mijlpaal", "gemist")] == [
        True,
        False,
        False,
        False,
    ]

"""'We zijn 15 minuten later', said with a link: once, by who is there, on the day itself."""

import datetime as dt
import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from invitations.models import Bericht
from press.models import Deellink, Vertraging
from press.sharing import share, shared_token
from programmes.models import Programme, Versie
from programmes.versions import published_week
from tests.factories import MONDAY, at
from tests.press.delays import NOW, Day, delays, say

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]


@pytest.fixture
def day(programme: Programme) -> Day:
    return Day(programme)


TOLD = "De coördinator weet het. Zodra het doorgevoerd is, krijg je bericht."


@pytest.mark.parametrize("owner", ["griet", "an"])
def test_a_host_or_a_guest_reports(day: Day, owner: str) -> None:
    one = getattr(day, owner)
    kind = "contactpersoon" if owner == "griet" else "mandataris"
    answer = say(day, day.token(**{kind: one}), reason="De bus stond vast")
    assert answer.json() == {
        "ok": True,
        "state": "gemeld",
        "minutes": 15,
        "message": f"Gemeld: 15 minuten later. {TOLD}",
    }
    assert delays() == [(day.linde.pk, 15, str(one), "gemeld")]
    assert Vertraging.objects.get().reason == "De bus stond vast"
    assert published_week(day.programme) is not None
    assert Versie.objects.count() == 1  # nothing moves by itself


def test_the_coordinator_gets_a_mail_at_once(day: Day, clock: time_machine.Traveller) -> None:
    Programme.objects.update(contact_email="els@example.be")
    key = str(uuid.uuid4())
    say(day, reason="De bus stond vast", key=key)
    say(day, key=key)
    clock.shift(dt.timedelta(minutes=1))
    say(day, minutes=30)
    found = Bericht.objects.filter(to_email="els@example.be").order_by("pk")
    assert [(mail.subject, mail.state) for mail in found] == [
        ("Vertraging gemeld: De Linde: 15 minuten later", "geannuleerd"),  # it still waited: the newer one replaces it
        ("Vertraging gemeld: De Linde: 30 minuten later", "wacht"),
    ]
    assert found[0].send_after == NOW
    assert 'Griet Declercq meldde dat om 9.00. "De bus stond vast"' in found[0].text
    assert reverse("vertraging", args=[*ARGS, Vertraging.objects.get().pk]) in found[0].text


def test_without_a_script_one_comes_back_on_the_page(day: Day) -> None:
    url = reverse("dag-vertraging", args=[day.token(mandataris=day.an)])
    answer = Client().post(url, {"visit": day.linde.pk, "minutes": "15", "other": "25"})
    assert (answer.status_code, delays()[0][1]) == (303, 25)
    back = urlsplit(answer["Location"])
    assert (back.path, back.fragment) == (url.removesuffix("vertraging/"), f"bezoek-{day.linde.pk}")
    [said] = parse_qs(back.query)["zeg"]
    assert Signer(salt="dag").unsign(said) == f"Gemeld: 25 minuten later. {TOLD}"
    page = Client().get(url, {"bezoek": day.linde.pk})
    assert (page.status_code, page["X-Robots-Tag"]) == (200, "noindex, nofollow")


def test_what_is_sent_twice_counts_once(day: Day) -> None:
    key = str(uuid.uuid4())
    assert [say(day, key=key).status_code, say(day, key=key).status_code] == [200, 200]
    assert len(delays()) == 1


def test_who_says_it_again_corrects_it(day: Day, clock: time_machine.Traveller) -> None:
    say(day)
    clock.shift(dt.timedelta(minutes=10))
    assert say(day, day.token(mandataris=day.an), minutes=30).json()["message"] == f"Gemeld: 30 minuten later. {TOLD}"
    assert delays() == [(day.linde.pk, 30, str(day.an), "gemeld")]


def test_what_was_said_earlier_and_arrives_later_changes_nothing(day: Day) -> None:
    say(day, minutes=30)
    say(day, minutes=10, at=at(MONDAY, "8.50").isoformat())
    assert [row[1] for row in delays()] == [30]


def test_a_clock_that_runs_ahead_is_not_believed(day: Day) -> None:
    for text in (at(MONDAY, "23.00").isoformat(), "straks", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"):
        say(day, at=text)
        assert Vertraging.objects.get().reported_at == NOW


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"minutes": ""}, "Kies hoeveel minuten het later wordt, of vul het zelf in."),
        ({"minutes": "3"}, "Vul een aantal minuten in van 5 tot 240."),
        ({"other": "500"}, "Vul een aantal minuten in van 5 tot 240."),
        ({"other": "wat"}, "Vul een aantal minuten in van 5 tot 240."),
    ],
)
def test_no_minutes_is_told_in_a_sentence(day: Day, typed: dict[str, str], sentence: str) -> None:
    answer = say(day, **typed)
    assert (answer.status_code, answer.json()) == (422, {"ok": False, "message": sentence})
    url = reverse("dag-vertraging", args=[day.token(mandataris=day.an)])
    page = Client().post(url, {"visit": day.linde.pk, "reason": "De bus", "minutes": "15"} | typed)
    assert (page.status_code, sentence in page.text, 'value="De bus"' in page.text) == (200, True, True)
    assert delays() == []


NOT_YOURS = "Je kan alleen een vertraging melden van een bezoek waar je zelf bij bent."


def test_only_who_is_there_reports(day: Day) -> None:
    for token in (day.token(mandataris=day.cas), day.token(contactpersoon=day.host)):
        answer = say(day, token)
        assert (answer.status_code, answer.json()["message"]) == (403, NOT_YOURS)
    scanned = shared_token(share(day.programme, Deellink.Kind.OPNEMEN, now=NOW, visit=day.linde.pk))
    assert say(day, scanned).status_code == 403
    for visit in ("999", "x", "", "9" * 30):
        assert say(day, visit=visit).status_code == 403
    assert delays() == []


def test_only_on_the_day_itself(day: Day, clock: time_machine.Traveller) -> None:
    clock.move_to(at(MONDAY, "9.00") - dt.timedelta(days=1))
    assert say(day).json() == {"ok": False, "message": "Meld een vertraging op de dag van het bezoek zelf."}


def test_a_key_of_another_visit_is_refused(day: Day) -> None:
    key, an = str(uuid.uuid4()), day.token(mandataris=day.an)
    say(day, an, key=key)
    message = "Deze melding hoort bij een ander bezoek. Laad de pagina opnieuw en meld het nog eens."
    assert say(day, an, key=key, visit=day.brug.pk).json() == {"ok": False, "message": message}

"""The report behind a link, and what a host writes there."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from followup.models import Bedanking, Enquete, Nazorglink, Verslag, Verslagversie
from followup.personal.own import report_url, survey_is_open
from followup.personal.texts import HOST_THANKS
from followup.sharing import share
from press.models import Uitgifte
from programmes.links import renew, revoke
from tests.factories import MONDAY, make_programme
from tests.followup.visited import AFTER, Visited
from tests.press.consents import say
from tests.press.days import make_host, make_person, make_visit, token
from tests.press.kits import words
from tests.press.quotes import make_approved, make_picture, recognise
from tests.test_urls import OURS


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(AFTER, tick=False) as traveller:
        yield traveller


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_guest_reads_their_report(visited: Visited, client: Client) -> None:
    visited.thank()
    make_approved(visited.programme, "intern", visit=visited.visit.pk, text="Warm onthaal")
    make_picture(visited.programme, visit=visited.visit.pk, caption="Koffie")
    visited.agree("Cijfers bezorgen", visited.an)
    page = text(client.get(visited.page(visited.an)))
    inside = ("Dag An Aerts", "De Linde", "Bo Aerts", "Kom nog eens terug.", "Het team", "Warm onthaal", "Koffie")
    assert [one for one in (*inside, "Cijfers bezorgen") if one not in page] == []
    assert [one for one in ("Cas", "Schrijf het zelf") if one in page] == []


def test_who_was_away_reads_so(visited: Visited, client: Client) -> None:
    assert "Je was nog niet op bezoek." in text(client.get(visited.page(visited.cas)))
    assert "Je was nog niet op bezoek." in text(client.get(visited.page(visited.cas, "nazorg-pdf")))


def test_nothing_published_is_no_error(visited: Visited, client: Client) -> None:
    visited.programme.versies.all().delete()
    assert "Bewaar deze link" in text(client.get(visited.page(visited.host)))


def test_it_has_no_cookie_and_is_not_indexed(visited: Visited, client: Client) -> None:
    response = client.get(visited.page(visited.an))
    assert (response.cookies, response.headers["X-Robots-Tag"]) == ({}, "noindex, nofollow")


def test_a_link_that_is_taken_away_opens_nothing(visited: Visited, client: Client) -> None:
    pages = [visited.page(visited.an, name) for name in ("nazorg", "nazorg-pdf")]
    revoke(visited.link(visited.an), now=AFTER)
    assert [client.get(page).status_code for page in pages] == [410, 410]
    assert client.get(reverse("nazorg", args=["x"])).status_code == 404


def test_the_pdf_says_the_same_and_is_not_drawn_twice(visited: Visited, client: Client) -> None:
    picture = make_picture(visited.programme, visit=visited.visit.pk, alt="Twee mensen aan tafel")
    first = client.get(visited.page(visited.an, "nazorg-pdf"))
    assert "An Aerts" in words(first.content)
    again = client.get(visited.page(visited.an, "nazorg-pdf"), headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    client.get(visited.page(visited.an, "nazorg-pdf"))
    assert [(row.what, row.to, row.beelden) for row in Uitgifte.objects.all()] == [
        ("persoonlijk verslag", "An Aerts", [picture.pk])
    ]


def test_only_pictures_of_their_own_version_open(visited: Visited, client: Client) -> None:
    own = make_picture(visited.programme, "red", visit=visited.visit.pk)
    other = make_picture(visited.programme, "teal", visit=visited.visit.pk + 1)
    refused = make_picture(visited.programme, "blue", visit=visited.visit.pk)
    recognise(refused, "Maria", "pers")

    def status(pk: int, size: str = "web", owner: Any = visited.an) -> int:
        response = client.get(reverse("nazorg-beeld", args=[token(owner), pk, size]))
        if response.streaming:
            b"".join(response)  # type: ignore[call-overload] # a file stays open until it is read
        return response.status_code

    assert (status(own.pk), status(own.pk, "klein"), status(own.pk, owner=visited.host)) == (200, 200, 200)
    refusals = [status(own.pk, "druk"), status(other.pk), status(refused.pk), status(own.pk, owner=visited.cas)]
    assert (refusals, status(10**18), status(10**30)) == ([404] * 4, 404, 404)


def test_a_picture_of_somebody_opens_for_them_wherever_it_was(visited: Visited, client: Client) -> None:
    say(visited.programme, visited.cas)
    own = make_picture(visited.programme, visit=visited.visit.pk + 1)
    own.herkend.create(name="Cas Aerts", mandataris=visited.cas)
    statuses = [
        client.get(reverse("nazorg-beeld", args=[token(who), own.pk, "klein"])).status_code
        for who in (visited.an, visited.host)
    ]
    assert statuses == [404, 404]
    response = client.get(reverse("nazorg-beeld", args=[token(visited.cas), own.pk, "klein"]))
    assert b"".join(response).startswith(b"\xff\xd8")  # type: ignore[call-overload] # a JPEG


def test_a_host_thanks_in_their_own_words(visited: Visited, client: Client) -> None:
    page = visited.page(visited.host, "nazorg-bedanking")
    assert HOST_THANKS in text(client.get(page))
    sent = thanks(visited, "Jullie waren welkom.")
    assert client.post(page, sent).headers["Location"] == f"{page}?bewaard=1"
    assert "Jullie waren welkom." in text(client.get(visited.page(visited.an)))
    assert "Bedankt, het is bewaard." in text(client.get(f"{page}?bewaard=1"))


def thanks(visited: Visited, words: str, was: str = "", by: str = "Griet") -> dict[str, str]:
    name = f"dienst-{visited.service.pk}"
    return {"dienst": str(visited.service.pk), f"{name}-text": words, f"{name}-by": by, f"{name}-was": was}


def test_an_empty_text_is_the_usual_one_again(visited: Visited, client: Client) -> None:
    visited.thank()
    page = visited.page(visited.host, "nazorg-bedanking")
    was = client.get(page).context["shown"][0][1].initial["was"]
    client.post(page, thanks(visited, "", was, by="Het team"))
    assert Bedanking.objects.count() == 0


def test_two_colleagues_at_once_lose_no_word(visited: Visited, client: Client) -> None:
    page = visited.page(visited.host, "nazorg-bedanking")
    was = client.get(page).context["shown"][0][1].initial["was"]
    visited.thank("Van mijn collega.", by="Griet Declercq")
    shown = text(client.post(page, thanks(visited, "Van mij.", was, by="Griet Declercq")))
    assert [
        one for one in ("iemand anders wijzigde dit ook", "Van mijn collega.", "Van mij.") if one not in shown
    ] == []
    assert Bedanking.objects.get().text == "Van mijn collega."


@pytest.mark.parametrize("words", ["x" * 2001, "a\0b"])
def test_what_cannot_be_kept_stays_on_the_page(visited: Visited, client: Client, words: str) -> None:
    shown = text(client.post(visited.page(visited.host, "nazorg-bedanking"), thanks(visited, words)))
    assert ("Fout:" in shown, words.strip("\0")[:1] in shown, Bedanking.objects.count()) == (True, True, 0)


@pytest.mark.parametrize("service", ["", "x", "²", "9" * 30, "0"])
def test_another_service_is_not_theirs(visited: Visited, client: Client, service: str) -> None:
    page = visited.page(visited.host, "nazorg-bedanking")
    assert client.post(page, {"dienst": service}).status_code == 404
    other = make_visit(visited.programme, make_host(visited.programme, "Ander"), visited.an, name="De Brug")
    assert client.post(page, {"dienst": str(other.zorgdienst_id)}).status_code == 404


def test_a_guest_does_not_thank_visitors(visited: Visited, client: Client) -> None:
    assert client.get(visited.page(visited.an, "nazorg-bedanking")).status_code == 404


def test_the_pages_of_before_lead_there_afterwards(visited: Visited, client: Client, clock: Any) -> None:
    def leads(who: Any, name: str) -> bool:
        return f'href="{visited.page(who)}"' in text(client.get(visited.page(who, name)))

    assert (leads(visited.an, "mijn"), leads(visited.host, "gastheer")) == (True, True)
    clock.move_to(AFTER - dt.timedelta(days=28))
    assert (leads(visited.an, "mijn"), leads(visited.host, "gastheer")) == (False, False)


def test_a_survey_is_offered_while_it_is_open_and_not_answered(visited: Visited) -> None:
    link, on = visited.link(visited.an), AFTER.date()
    assert not survey_is_open(link, on=on)
    one = Enquete.objects.create(
        programme=visited.programme, role="mandataris", asked_at=AFTER, opens_on=on, closes_on=on
    )
    found = [survey_is_open(link, on=on), survey_is_open(link, on=on + dt.timedelta(days=1))]
    assert (found, survey_is_open(visited.link(visited.host), on=on)) == ([True, False], False)
    one.answered.add(link)
    assert [survey_is_open(mine, on=on) for mine in (link, renew(link, now=AFTER))] == [False, False]


def test_no_report_of_everybody_before_it_is_published(visited: Visited) -> None:
    on = AFTER.date()
    share(visited.programme, Nazorglink.Kind.VERSLAG, now=AFTER)
    verslag = Verslag.objects.create(programme=visited.programme, title="x", composed_at=AFTER)
    row = Verslagversie.objects.create(verslag=verslag, number=1, content={}, made_at=AFTER)
    assert report_url(visited.programme, on=on) == ""
    assert report_url(make_programme(), on=on) == ""
    row.approved_at = row.published_at = AFTER
    row.save()
    assert report_url(visited.programme, on=on).startswith("/nazorg/verslag/") == ("verslag-lezen" in OURS)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_no_more_for_more(
    visited: Visited, client: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count - 1):
        host = make_host(visited.programme, f"H {number}")
        make_visit(visited.programme, host, visited.an, name=f"D {number}", start=f"{14 + 2 * number}.00")
        make_picture(visited.programme, ("red", "blue")[number], visit=visited.visit.pk)
        visited.agree(f"Afspraak {number}", visited.an, make_person(visited.programme, f"Gast {number}"))
    make_picture(visited.programme, visit=visited.visit.pk)
    visited.agree("Afspraak", visited.an)
    visited.publish()
    assert AFTER.date() > MONDAY
    with django_assert_num_queries(20):
        client.get(visited.page(visited.an))

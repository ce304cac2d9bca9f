"""The pages of the report: who writes it, and who reads it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from followup.models import Sectie, Verslag
from followup.reports.sending import readers
from followup.reports.versions import approve, make_version, publish, reading_link
from followup.sharing import revoke_shared, shared_token
from invitations.models import Bericht
from press.models import Uitgifte
from programmes.models import Programme, User
from tests.factories import make_user
from tests.followup.reports import LATER, held_day, report_of, section_of
from tests.press.kits import words
from tests.press.quotes import NOW, make_picture, recognise


@pytest.fixture(autouse=True)
def some_weeks_later() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def desk(programme: Programme, client_of: Callable[[User], Client]) -> Client:
    """Of the communication service, which writes reports too."""
    return client_of(make_user("communicatie", bestuur=programme.bestuur, name="Wies"))


def url(name: str, *args: object) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


def text_of(response: Any) -> str:
    return str(response.content.decode())


def published(programme: Programme) -> Verslag:
    held_day(programme)
    verslag = report_of(programme)
    version = make_version(verslag, note="", by=None, now=LATER)
    approve(version, by="An Aerts, burgemeester", now=LATER)
    publish(version, now=LATER)
    return verslag


def test_from_nothing_to_a_published_report(
    programme: Programme, desk: Client, client_of: Callable[[User], Client]
) -> None:
    empty = text_of(desk.get(url("verslag")))
    assert ["nog niet gepubliceerd" in empty, url("publish") in empty] == [True, False]
    held_day(programme)
    assert "Stel het verslag samen" in text_of(desk.get(url("verslag")))
    desk.post(url("verslag-compose"))
    assert "Wie waar was" in text_of(desk.get(url("verslag")))
    assert "De Linde" in text_of(desk.get(url("verslag-voorbeeld")))
    response = desk.post(url("verslag-versie-new"), {"note": "eerste"})
    assert response.headers["Location"] == url("verslag-versie", 1)
    desk.post(url("verslag-approve", 1), {"approved_by": "An Aerts"})
    response = desk.post(url("verslag-publish", 1), follow=True)
    assert "Link en versturen" in text_of(response)
    assert f"Dag {readers(programme)[0].name}" in text_of(response)
    assert "3 mails staan klaar" in text_of(desk.post(url("verslag-send"), follow=True))
    after = text_of(desk.get(url("verslag-send")))
    assert ["3 personen kregen deze versie." in after, "Verstuur naar" in after] == [True, False]
    assert [url(name) in after for name in ("bericht-list", "persoonlijk")] == [False, False], "not for this role"
    seen = text_of(client_of(make_user("coordinator", bestuur=programme.bestuur)).get(url("verslag-send")))
    assert [url(name) in seen for name in ("bericht-list", "persoonlijk")] == [True, True]
    assert Bericht.objects.filter(kind="verslag").count() == 3
    assert "Iedereen had deze versie al" in text_of(desk.post(url("verslag-send"), follow=True))
    assert "Er is niets veranderd" in text_of(desk.post(url("verslag-versie-new"), {"note": ""}, follow=True))


def test_before_the_last_day_is_over_it_says_to_compose_again(programme: Programme, desk: Client) -> None:
    held_day(programme)
    said = "De laatste dag is nog niet voorbij:"
    with time_machine.travel(NOW, tick=False):
        pages = [text_of(desk.get(url("verslag"))), text_of(desk.post(url("verslag-compose"), follow=True))]
    pages.append(text_of(desk.get(url("verslag"))))
    assert [said in page for page in pages] == [True, True, False]


def test_approving_asks_who_and_publishing_asks_approval(programme: Programme, desk: Client) -> None:
    held_day(programme)
    make_version(report_of(programme), note="", by=None, now=LATER)
    assert "Vul in wie deze versie goedkeurde" in text_of(desk.post(url("verslag-approve", 1), {"approved_by": " "}))
    assert "nog niet goedgekeurd" in text_of(desk.post(url("verslag-publish", 1), follow=True))
    assert "nog geen versie gepubliceerd" in text_of(desk.get(url("verslag-send"), follow=True))


def edit(verslag: Verslag, client: Client, *, accept: str = "text/html", **fields: Any) -> Any:
    one = section_of(verslag)
    data = {"revision": 1, "title": one.title, "text": one.text} | fields
    return client.post(url("sectie-edit", one.pk), data, headers={"Accept": accept})


def test_a_section_saves_by_itself(programme: Programme, desk: Client) -> None:
    held_day(programme)
    verslag = report_of(programme)
    response = edit(verslag, desk, accept="application/json", text="<h1>Dag</h1><script>x</script>")
    assert response.json() == {"revision": 2, "saved": "10.30"}
    one = section_of(verslag)
    assert (one.text, one.edited_by) == ("<h3>Dag</h3>", "Wies")


def test_two_editors_do_not_overwrite_each_other(programme: Programme, desk: Client) -> None:
    held_day(programme)
    verslag = report_of(programme)
    edit(verslag, desk, accept="application/json", text="<p>Van Wies</p>")
    late = edit(verslag, desk, accept="application/json", text="<p>Van Els</p>")
    assert (late.status_code, late.json()["text"], late.json()["revision"]) == (409, "<p>Van Wies</p>", 2)
    page = text_of(edit(verslag, desk, text="<p>Van Els</p>"))
    assert [part in page for part in ("Van Wies", "Van Els", "Wies bewaarde deze sectie intussen")] == [True] * 3
    assert 'name="revision" value="2"' in page
    edit(verslag, desk, text="<p>Van Els</p>", revision=2)
    assert section_of(verslag).text == "<p>Van Els</p>"


def test_what_is_too_long_is_refused_and_nothing_is_lost(programme: Programme, desk: Client) -> None:
    held_day(programme)
    verslag = report_of(programme)
    long = f"<p>{'woord ' * 11_000}</p>"
    refused = edit(verslag, desk, accept="application/json", text=long)
    assert (refused.status_code, "Splits ze in twee secties" in refused.json()["message"]) == (422, True)
    page = text_of(edit(verslag, desk, text=long))
    assert ("Splits ze in twee secties" in page, page.count("woord ") >= 11_000) == (True, True)


def test_five_megabytes_from_word_arrive(programme: Programme, desk: Client) -> None:
    held_day(programme)
    verslag = report_of(programme)
    line = f'<p class="MsoNormal" style="{"mso-ansi-language:NL-BE;" * 200}">woord</p>'
    edit(verslag, desk, text=line * (5_500_000 // len(line)))
    assert section_of(verslag).text.startswith("<p>woord</p><p>woord</p>")


def test_pictures_and_quotes_are_chosen(programme: Programme, desk: Client) -> None:
    held_day(programme)
    verslag = report_of(programme)
    first, second = make_picture(programme), make_picture(programme, "red")
    edit(verslag, desk, beelden=[second.pk])
    edit(verslag, desk, revision=2, beelden=[first.pk, second.pk])
    assert section_of(verslag).beelden == [second.pk, first.pk]
    edit(verslag, desk, revision=3)
    assert section_of(verslag).beelden == []


def test_who_only_types_leaves_the_pictures_to_what_fits(programme: Programme, desk: Client) -> None:
    visit = held_day(programme)
    first = make_picture(programme, visit=visit.pk)
    verslag = report_of(programme)
    edit(verslag, desk, text="<p>Van mij</p>", beelden=[first.pk])
    assert (section_of(verslag).text, section_of(verslag).beelden) == ("<p>Van mij</p>", None)
    second = make_picture(programme, "red", visit=visit.pk)
    edit(verslag, desk, revision=2, beelden=[first.pk])
    assert section_of(verslag).beelden == [first.pk]
    late = edit(verslag, desk, accept="application/json", beelden=[second.pk])
    assert (late.status_code, late.json()["chosen"]) == (409, {"beelden": [first.pk], "quotes": []})


def test_sections_in_out_moved_new_and_gone(programme: Programme, desk: Client) -> None:
    held_day(programme)
    verslag = report_of(programme)
    one = section_of(verslag)
    desk.post(url("sectie-toggle", one.pk), {"erin": "nee"})
    assert section_of(verslag).is_in is False
    desk.post(url("sectie-toggle", one.pk), {"erin": "ja"})
    desk.post(url("sectie-move", one.pk), {"naar": "boven"})
    assert (section_of(verslag).is_in, section_of(verslag).position) == (True, 0)
    desk.post(url("sectie-new"), {"title": "Bedankt"})
    own = Sectie.objects.get(kind="eigen")
    assert "Geef de nieuwe sectie een titel" in text_of(desk.post(url("sectie-new"), {"title": ""}, follow=True))
    long = text_of(desk.post(url("sectie-new"), {"title": "x" * 201}, follow=True))
    assert "De titel van een sectie mag hoogstens 200 tekens lang zijn." in long
    for row in (own, one):
        desk.post(url("sectie-delete", row.pk))
    assert (Sectie.objects.filter(kind="eigen").count(), section_of(verslag).is_in) == (0, False)
    desk.post(url("sectie-take", one.pk), {"keuze": "mijn"})
    desk.post(url("sectie-take", one.pk), {"keuze": "nieuwste"})
    assert section_of(verslag).revision == 2


def test_the_front_is_not_overwritten_either(programme: Programme, desk: Client) -> None:
    held_day(programme)
    verslag = report_of(programme)
    cover = make_picture(programme)
    fields = {"title": "Op pad", "lead": "Samen.", "cover": cover.pk, "revision": 1}
    desk.post(url("verslag-edit"), fields)
    verslag.refresh_from_db()
    assert (verslag.title, verslag.cover, verslag.revision) == ("Op pad", cover.pk, 2)
    page = text_of(desk.post(url("verslag-edit"), fields | {"title": "Iets anders", "is_public": "on"}))
    told = ("Op pad", "Iets anders", "bewaarde de voorkant intussen", "De publieke pagina staat uit.")
    assert [part in page for part in told] == [True] * 4
    assert f"Foto op de voorkant: {cover}." in page
    verslag.refresh_from_db()
    assert verslag.title == "Op pad"


def test_who_has_the_link_reads_the_page_and_the_pdf(programme: Programme) -> None:
    visit = held_day(programme)
    beeld = make_picture(programme, visit=visit.pk)
    verslag = report_of(programme)
    version = make_version(verslag, note="", by=None, now=LATER)
    token, reader = shared_token(reading_link(verslag, now=LATER)), Client()
    early = reader.get(reverse("verslag-lezen", args=[token]))
    assert (early.status_code, "is er nog niet" in text_of(early)) == (404, True)
    assert reader.get(reverse("verslag-lezen-pdf", args=[token])).status_code == 302
    approve(version, by="An", now=LATER)
    publish(version, now=LATER)
    page = reader.get(reverse("verslag-lezen", args=[token]))
    assert ("De Linde" in text_of(page), page.headers["X-Robots-Tag"], page.cookies) == (True, "noindex, nofollow", {})
    assert "De Linde" in words(reader.get(reverse("verslag-lezen-pdf", args=[token])).content)
    assert Uitgifte.objects.get().beelden == [beeld.pk]
    picture = reverse("verslag-lezen-beeld", args=[token, beeld.pk, "web"])
    assert len(reader.get(picture).getvalue()) > 0
    other = make_picture(programme, "red")
    statuses = [
        reader.get(reverse("verslag-lezen-beeld", args=[token, *args])).status_code
        for args in ((other.pk, "web"), (beeld.pk, "druk"), (10**12, "web"))
    ]
    assert statuses == [404, 404, 404]
    revoke_shared(reading_link(verslag, now=LATER), now=LATER)
    closed = reader.get(reverse("verslag-lezen", args=[token]))
    assert (closed.status_code, "Het verslag stond hier, maar de link is ingetrokken" in closed.text) == (410, True)


def test_after_a_withdrawal_the_picture_is_gone(programme: Programme) -> None:
    visit = held_day(programme)
    beeld = make_picture(programme, visit=visit.pk)
    consent = recognise(beeld, "Maria", "intern")
    verslag = report_of(programme)
    version = make_version(verslag, note="", by=None, now=LATER)
    approve(version, by="An", now=LATER)
    publish(version, now=LATER)
    token, reader = shared_token(reading_link(verslag, now=LATER)), Client()
    picture = reverse("verslag-lezen-beeld", args=[token, beeld.pk, "web"])
    assert len(reader.get(picture).getvalue()) > 0
    consent.withdrawn_at = LATER
    consent.save()
    assert reader.get(picture).status_code == 404
    assert picture not in text_of(reader.get(reverse("verslag-lezen", args=[token])))


def test_a_new_link_closes_the_old_one(programme: Programme, desk: Client) -> None:
    verslag = published(programme)
    token = shared_token(reading_link(verslag, now=LATER))
    page = text_of(desk.post(url("verslag-link-renew"), follow=True))
    assert "Verstuur de mail opnieuw" in page
    assert Client().get(reverse("verslag-lezen", args=[token])).status_code == 410


def test_who_sends_is_led_to_the_personal_versions_as_far_as_they_may(
    programme: Programme, desk: Client, client_of: Callable[[User], Client]
) -> None:
    published(programme)
    coordinator = client_of(make_user("coordinator", bestuur=programme.bestuur))
    sentence = "Een persoonlijk verslag voor elke deelnemer?"
    pages = [text_of(client.get(url("verslag-send"))) for client in (coordinator, desk)]
    assert [(sentence in page, f'{url("persoonlijk")}">Persoonlijke' in page) for page in pages] == [
        (True, True),
        (False, False),
    ]


def test_the_public_page_is_closed_until_somebody_opens_it(programme: Programme) -> None:
    verslag = published(programme)
    reader = Client()
    names = ("verslag-publiek", "verslag-publiek-pdf")
    assert [reader.get(url(name)).status_code for name in names] == [404, 404]
    Verslag.objects.filter(pk=verslag.pk).update(is_public=True)
    reader.get(url("verslag-publiek-pdf"))
    page, pdf = (reader.get(url(name)) for name in names)
    assert ("De Linde" in text_of(page), 'rel="canonical"' in text_of(page)) == (True, True)
    assert (pdf.status_code, "X-Robots-Tag" in page.headers) == (200, False)
    assert Uitgifte.objects.count() == 1


def test_of_a_version_there_is_a_pdf_for_each_kind_of_reader(programme: Programme, desk: Client) -> None:
    published(programme)
    for query in ("", "?voor=website"):
        assert words(desk.get(url("verslag-pdf", 1) + query).content).startswith("Leiedorp")
    assert desk.get(url("verslag-versie", 9)).status_code == 404

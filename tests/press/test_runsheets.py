"""Run sheets on paper: what stands on them, for whom, and where their codes lead."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from invitations.inviting.letters import qr_code
from invitations.models import Taak
from press.models import Chauffeur, Deellink
from press.runsheets.codes import overview_url, person_code, person_urls, visit_code, visit_urls
from press.runsheets.sheets import Sheets, load_sheets, person_days, service_days, whole_day
from press.sharing import find_shared, revoke_shared
from programmes.links import find_link, revoke
from programmes.models import Bezoek, Mandataris, Opdracht, PersonalLink, Programme, User
from tests.factories import (
    MONDAY,
    make_bezoek,
    make_contactpersoon,
    make_mandataris,
    make_zorgdienst,
)
from tests.invitations.pdfs import assert_tagged, read, words
from tests.invitations.rsvp import NOW, publish_now
from tests.papers import asked, fetched

pytestmark = pytest.mark.usefixtures("clock", "no_complaints")

ARGS = ["leiedorp", "2025"]
TUESDAY = MONDAY + dt.timedelta(days=1)
A4, LANDSCAPE = (595, 842), (842, 595)


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """An and Noor, who is a minor, on Monday at De Linde, where Griet receives; Bo on Tuesday. Published."""
    programme.contact_name, programme.contact_phone = "Els Vercruysse", "056 00 12 00"
    programme.save()
    bestuur = programme.bestuur
    griet = make_contactpersoon(bestuur, name="Griet Claes", function="directeur", phone="051 11 11 11")
    linde = make_zorgdienst(
        bestuur, contact=griet, name="De Linde", street="Lindestraat 1", city="Leiedorp", clothing="Schort", meal="Soep"
    )
    an = make_mandataris(
        bestuur, first_name="An", last_name="Aerts", function="burgemeester", fractie="Lijst A", phone="0400 01"
    )
    noor = make_mandataris(
        bestuur, first_name="Noor", last_name="Wit", function="leerling", phone="0400 02", is_minor=True
    )
    bo = make_mandataris(bestuur, first_name="Bo", last_name="Baert", phone="0400 03")
    make_bezoek(programme, zorgdienst=linde, day=TUESDAY, people=[bo], host=griet)
    one = make_bezoek(programme, zorgdienst=linde, people=[an, noor], host=griet)
    programme.gasten.filter(mandataris=an).update(diet="vegetarisch", clothing_size="M")
    for owner, title in (("gastheer", "Zet koffie"), ("communicatie", "Bel de krant")):
        Taak.objects.create(programme=programme, bezoek=one, step=3, title=title, owner=owner, anchor="bezoek")
    publish_now(programme)
    return one


def an() -> Mandataris:
    return Mandataris.objects.get(first_name="An")


def sheets_of(programme: Programme, today: dt.date = MONDAY) -> Sheets:
    sheets = load_sheets(programme, today=today)
    assert sheets is not None
    return sheets


def url(name: str, *args: int | str, **query: str) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse(name, args=[*ARGS, *args]) + (f"?{asked}" if asked else "")


def pdf_of(staff: Client, address: str) -> Any:
    response = staff.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    return read(response.content)


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# What stands on them


def test_the_sheet_of_a_person_says_where_when_who_and_whom_to_call(visit: Bezoek, staff: Client) -> None:
    Chauffeur.objects.create(programme=visit.programme, name="Bert", phone="0470 1").passengers.add(an())
    pdf = pdf_of(staff, url("draaiboek-persoon", an().pk))
    text = words(pdf)
    for part in (
        "Maandag 24 februari An Aerts, burgemeester Versie 1, gepubliceerd maandag 3 februari om 10.00",
        "Je rijdt mee met Bert 0470 1",
        "9.30–10.30 De Linde Lindestraat 1, Leiedorp",
        "Ontvangst Griet Claes, directeur 051 11 11 11",
        "Kledij Schort",
        "Maaltijd Soep",
        "Met Noor Wit, leerling",
        "Loopt er iets mis? Bel Els Vercruysse 056 00 12 00",
    ):
        assert part in text
    assert [part for part in ("0400 02", "Lijst A", "Zet koffie", "Bel de krant") if part in text] == []
    assert [(round(one.mediabox.width), round(one.mediabox.height)) for one in pdf.pages] == [A4]
    assert_tagged(pdf)


def test_the_sheet_of_a_service_has_who_comes_and_what_lies_ready_but_no_numbers_of_guests(
    visit: Bezoek, staff: Client
) -> None:
    pdf = pdf_of(staff, url("draaiboek-dienst", visit.zorgdienst_id or 0, dag="2025-02-24"))
    text = words(pdf)
    for part in (
        "De Linde, Lindestraat 1, Leiedorp",
        "Maten 1 × M, van 1 nog niet bekend",
        "Dieet 1 × vegetarisch (An Aerts)",
        "2 personen, van wie 1 minderjarig",
        "An Aerts, burgemeester",
        "Noor Wit, leerling minderjarig",
        "Nog te doen Zet koffie",
        "Foto’s en quotes van dit bezoek doorsturen",
        "Griet Claes, directeur 051 11 11 11",
    ):
        assert part in text
    assert [part for part in ("0400", "Lijst A", "Bel de krant", "Bo Baert") if part in text] == []
    assert_tagged(pdf)


def test_the_sheet_of_the_day_has_all_numbers_and_all_tasks(visit: Bezoek, staff: Client) -> None:
    pdf = read(fetched(staff, url("paper-file", "draaiboek", "20250224-dag")).getvalue())
    text = words(pdf)
    for part in (
        "An Aerts 0400 01",
        "Griet Claes 051 11 11 11",
        "Zet koffie (gastheer)",
        "Bel de krant (communicatie)",
    ):
        assert part in text
    assert [part for part in ("0400 02", "Lijst A", "Bo Baert", "Ritten") if part in text] == []
    assert [(round(one.mediabox.width), round(one.mediabox.height)) for one in pdf.pages] == [LANDSCAPE]
    assert_tagged(pdf)


def test_the_sheet_of_a_driver_has_the_legs_with_address_and_whom(visit: Bezoek, staff: Client) -> None:
    bestuur = visit.programme.bestuur
    bestuur.address, bestuur.latitude, bestuur.longitude = "Markt 1, Leiedorp", 50.9, 3.2
    bestuur.save()
    bestuur.zorgdiensten.update(latitude=50.927, longitude=3.2)
    publish_now(visit.programme)
    bert = Chauffeur.objects.create(programme=visit.programme, name="Bert", vehicle="minibus")
    bert.passengers.set(visit.programme.guests.filter(first_name__in=["An", "Noor"]))
    pdf = pdf_of(staff, url("draaiboek-chauffeur", bert.pk))
    text = words(pdf)
    for part in (
        "Bert, minibus Versie 2",
        "9.10 Naar De Linde Lindestraat 1, Leiedorp Vertrek het gemeentehuis, Markt 1, Leiedorp · 6 min rijden",
        "Er zijn om 9.30 An Aerts, burgemeester 0400 01 Noor Wit, leerling 10.30",
        "10.30 Terug naar het gemeentehuis",
    ):
        assert part in text
    assert_tagged(pdf)
    assert "Bert" in words(read(fetched(staff, url("paper-file", "draaiboek", "20250224-dag")).getvalue()))


def test_a_driver_without_passengers_has_a_sheet_that_says_so(visit: Bezoek, staff: Client) -> None:
    bert = Chauffeur.objects.create(programme=visit.programme, name="Bert")
    text = words(pdf_of(staff, url("draaiboek-chauffeur", bert.pk)))
    assert "In versie 1 is er niets te rijden voor Bert." in text


def test_the_party_stands_there_only_when_the_authority_shows_it(visit: Bezoek, staff: Client) -> None:
    visit.programme.bestuur.shows_fractie = True
    visit.programme.bestuur.save()
    publish_now(visit.programme)
    assert "An Aerts, burgemeester, Lijst A" in words(
        pdf_of(staff, url("draaiboek-dienst", visit.zorgdienst_id or 0, dag="2025-02-24"))
    )


def test_everything_comes_from_what_was_published_without_who_declined(visit: Bezoek) -> None:
    visit.deelnames.filter(mandataris=an()).update(answer="nee")
    visit.deelnames.create(mandataris=Mandataris.objects.get(first_name="Bo"))
    sheets = sheets_of(visit.programme)
    (day,) = service_days(sheets, visit.zorgdienst_id or 0, MONDAY)
    assert [one.companion.name for line in day.lines for one in line.people] == ["Noor Wit"]
    assert [person.name for person in sheets.people_on(MONDAY)] == ["Noor Wit"]
    assert person_days(sheets, an().pk, None) == []


def test_without_a_day_a_person_has_all_their_days(visit: Bezoek) -> None:
    make_bezoek(visit.programme, zorgdienst=visit.zorgdienst, day=TUESDAY, start="14.00", people=[an()])
    publish_now(visit.programme)
    sheets = sheets_of(visit.programme)
    assert [day.name for day in person_days(sheets, an().pk, None)] == ["maandag 24 februari", "dinsdag 25 februari"]
    assert [day.name for day in person_days(sheets, an().pk, TUESDAY)] == ["dinsdag 25 februari"]


def test_after_the_day_sizes_and_diets_are_gone(visit: Bezoek) -> None:
    summaries = [
        [line.needs.summary if line.needs else "" for line in whole_day(sheets_of(visit.programme, day), MONDAY).lines]
        for day in (MONDAY, TUESDAY)
    ]
    assert summaries == [["1 × M · 1 vegetarisch"], [""]]


def test_a_task_that_is_done_needs_no_paper(visit: Bezoek) -> None:
    Taak.objects.filter(title="Zet koffie").update(done_at=NOW)
    (line,) = whole_day(sheets_of(visit.programme), MONDAY).lines
    assert [task.title for task in line.tasks] == ["Bel de krant"]


# The codes


def drawn(svg: str) -> list[str]:
    """The modules of a code, without its title."""
    return re.findall(r"\bd=\"([^\"]+)\"", svg)


def test_the_code_of_a_person_opens_their_own_day(visit: Bezoek) -> None:
    address = person_urls(visit.programme, [an().pk], now=NOW)[an().pk]
    token = re.fullmatch(r"http://localhost:8000/dag/([^/]+)/", address)
    assert token is not None
    link = find_link(token[1])
    assert link is not None
    assert link.mandataris == an()
    code = person_code(address, "An Aerts")
    assert drawn(code) == drawn(qr_code(address, "x"))
    assert "<title>Code van de eigen pagina van An Aerts</title>" in code
    assert drawn(code) != drawn(person_code(address + "x", "An Aerts"))


def test_whose_link_was_taken_back_has_no_code_and_gets_no_new_link(visit: Bezoek) -> None:
    person_urls(visit.programme, [an().pk], now=NOW)
    revoke(PersonalLink.objects.get(mandataris=an()), now=NOW)
    assert person_urls(visit.programme, [an().pk], now=NOW) == {}
    assert person_code("", "An Aerts") == ""


def test_the_code_of_a_visit_is_made_once_and_opens_that_visit_only(visit: Bezoek) -> None:
    first = visit_urls(visit.programme, [visit.pk], now=NOW)
    again = visit_urls(visit.programme, [visit.pk], now=NOW)
    assert (first, Deellink.objects.count()) == (again, 1)
    shared = find_shared(first[visit.pk].removeprefix("http://localhost:8000/dag/").strip("/"))
    assert shared is not None
    assert (shared.kind, shared.visit, shared.programme) == ("opnemen", visit.pk, visit.programme)
    week = sheets_of(visit.programme).week
    code = visit_code(first[visit.pk], week, week.by_id[visit.pk])
    assert drawn(code) == drawn(qr_code(first[visit.pk], "x"))


def test_a_meal_or_a_press_moment_at_a_service_has_no_code(visit: Bezoek, staff: Client) -> None:
    make_bezoek(visit.programme, zorgdienst=visit.zorgdienst, start="12.00", kind="maaltijd", people=[an()])
    publish_now(visit.programme)
    text = words(pdf_of(staff, url("draaiboek-dienst", visit.zorgdienst_id or 0, dag="2025-02-24")))
    assert ("Maaltijd" in text, text.count("doorsturen")) == (True, 1)
    assert list(Deellink.objects.values_list("visit", flat=True)) == [visit.pk]


def test_after_a_link_was_taken_back_new_paper_has_a_new_one(visit: Bezoek) -> None:
    first = visit_urls(visit.programme, [visit.pk], now=NOW)
    revoke_shared(Deellink.objects.get(), now=NOW)
    assert visit_urls(visit.programme, [visit.pk], now=NOW) != first
    assert Deellink.objects.filter(revoked_at__isnull=True).count() == 1


def test_after_the_term_there_are_no_codes(visit: Bezoek, staff: Client) -> None:
    later = NOW + dt.timedelta(days=500)
    assert person_urls(visit.programme, [an().pk], now=later) == {}
    with time_machine.travel(later, tick=False):
        staff.force_login(User.objects.get())
        pdf = pdf_of(staff, url("draaiboek-dienst", visit.zorgdienst_id or 0))
    assert ("doorsturen" in words(pdf), Deellink.objects.count()) == (False, 0)


def test_the_code_of_the_day_leads_to_that_day(visit: Bezoek) -> None:
    assert overview_url(visit.programme, MONDAY) == "http://localhost:8000/leiedorp/2025/vandaag/?dag=2025-02-24"


# The page


def test_the_page_names_the_version_and_lists_what_there_is_that_day(visit: Bezoek, staff: Client) -> None:
    text = page(staff.get(url("draaiboek-list", dag="2025-02-25")))
    assert "Op papier van versie 1, gepubliceerd maandag 3 februari om 10.00." in text
    assert re.findall(r"<p><strong>([^<]+)</strong>", text) == ["De Linde", "Bo Baert"]


@pytest.mark.parametrize("asked", ["", "morgen", "2025-02-30", "2024-01-01"])
def test_a_day_that_is_none_shows_the_first(visit: Bezoek, staff: Client, asked: str) -> None:
    assert staff.get(url("draaiboek-list", dag=asked)).context["day"] == MONDAY


def test_after_the_last_day_it_shows_that_one(visit: Bezoek, staff: Client) -> None:
    assert staff.get(url("draaiboek-list", dag="2026-01-01")).context["day"] == TUESDAY


def test_before_anything_is_published_the_page_says_so_and_there_is_no_paper(
    programme: Programme, staff: Client
) -> None:
    assert "Er is nog niets gepubliceerd" in page(staff.get(url("draaiboek-list")))
    for name in ("persoon", "dienst", "chauffeur"):
        assert staff.get(url(f"draaiboek-{name}", 1)).status_code == 404
    for kind in ("dag", "alles"):
        assert staff.get(url("paper-file", "draaiboek", f"20250224-{kind}")).status_code == 404


def test_what_is_not_there_that_day_has_no_paper(visit: Bezoek, staff: Client) -> None:
    for address in (
        url("draaiboek-persoon", an().pk, dag="2025-02-25"),
        url("draaiboek-persoon", 999999),
        url("draaiboek-dienst", visit.zorgdienst_id or 0, dag="2025-02-26"),
        url("draaiboek-chauffeur", 999999),
        url("paper-file", "draaiboek", "20250226-alles"),
        *(url("paper", "draaiboek", about) for about in ("20250224-onzin", "2025-02-24-alles", "20250230-alles", "x")),
        url("paper", "onzin", "20250224-alles"),
    ):
        assert staff.get(address).status_code == 404, address


@pytest.mark.parametrize(("kind", "pages"), [("alles", 4), ("personen", 2), ("diensten", 1)])
def test_all_of_a_day_in_one_file_named_after_its_version(visit: Bezoek, staff: Client, kind: str, pages: int) -> None:
    response = fetched(staff, url("paper-file", "draaiboek", f"20250224-{kind}"))
    assert len(read(response.getvalue()).pages) == pages
    expected = f'inline; filename="draaiboek-{kind}-2025-02-24-versie-1.pdf"'
    assert response.headers["Content-Disposition"] == expected
    assert response.headers["Cache-Control"] == "private, no-store"


def test_what_was_drawn_is_kept_until_it_would_say_something_else(visit: Bezoek, staff: Client) -> None:
    file, card = url("paper-file", "draaiboek", "20250224-dag"), url("paper", "draaiboek", "20250224-dag")
    assert "Bel de krant" in words(read(fetched(staff, file).getvalue()))
    first = Opdracht.objects.get()
    assert staff.post(card).url == file  # type: ignore[attr-defined]
    assert Opdracht.objects.get() == first
    Taak.objects.filter(title="Bel de krant").update(title="Bel de redactie")
    stale = staff.get(file, follow=True)
    assert (stale.redirect_chain[-1][0], "veranderde er iets aan wat erop staat" in page(stale)) == (card, True)
    assert "Bel de redactie" in words(read(fetched(staff, file).getvalue()))
    assert Opdracht.objects.get() != first


def test_a_kind_of_which_there_is_nothing_says_so(visit: Bezoek, staff: Client) -> None:
    address = url("paper-file", "draaiboek", "20250224-chauffeurs")
    asked(staff, address)
    assert "Hier is nog niets om af te drukken." in page(staff.get(address, follow=True))


def test_the_page_asks_for_each_paper_with_a_button(visit: Bezoek, staff: Client) -> None:
    shown = page(staff.get(url("draaiboek-list", dag="2025-02-24")))
    found = re.findall('<form method="post" action="/leiedorp/2025/papier/draaiboek/([^/]+)/"', shown)
    assert found == [f"20250224-{kind}" for kind in ("alles", "dag", "diensten", "personen")]
    assert not Opdracht.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(visit: Bezoek, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        person = make_mandataris(visit.programme.bestuur)
        make_bezoek(visit.programme, people=[person])
        Chauffeur.objects.create(programme=visit.programme, name=f"Bert {number}").passengers.add(person)
    publish_now(visit.programme)
    with django_assert_num_queries(8):
        load_sheets(visit.programme, today=MONDAY)

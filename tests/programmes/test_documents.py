"""Documents, read back: the words, the pages, the tags, and what may not come in."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ImageFile
from pypdf import PdfReader

from programmes.documents import DocumentError, document
from programmes.models import Versie
from programmes.schedules import host_schedule, person_schedule, week_schedule
from programmes.times import BRUSSELS
from programmes.week import Host, Participation, Visit, Week
from tests.programmes.weeks import HOST, TUESDAY, person, service, visit, week

pytestmark = pytest.mark.usefixtures("no_complaints")

A4, LANDSCAPE = (595, 842), (842, 595)
VERSION = Versie(number=3, published_at=dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS))
INFO = {
    "bestuur": "Leiedorp",
    "start_place": "Markt 1, Leiedorp",
    "start_point": (50.9, 3.2),
    "contact_name": "Els Vercruysse",
    "contact_phone": "056 00 12 00",
    "hashtag": "#ZorgLokaal",
}
LINDE = service(
    1,
    address="Lindestraat 1, 8000 Leiedorp",
    point=(50.927, 3.2),
    parking="Bezoekersparking achter het gebouw",
    accessibility="Volledig drempelvrij, lift",
    clothing="Gemakkelijke gesloten schoenen",
    meal="Soep en dagschotel",
    meeting_point="Onthaal, hoofdingang",
    contacts=(HOST, Host(5, "Mia Claes")),
)
PEOPLE = (
    person(1, "An Peeters", function="burgemeester"),
    person(2, "Bo Maes", function="schepen van Welzijn", remarks="Eet vegetarisch."),
    person(3, "Noor Wit", is_minor=True),
)


def small(*visits: Visit, **info: Any) -> Week:
    return week(*visits, people=PEOPLE, services=(LINDE,), **INFO | info)


def personal(one: Week, key: int = 1) -> PdfReader:
    schedule = person_schedule(one, key)
    assert schedule is not None
    return read(document("mijn", {"schedule": schedule, "version": VERSION}, pages=len(schedule.days)))


def read(content: bytes) -> PdfReader:
    return PdfReader(BytesIO(content))


def words(pdf: PdfReader, page: int = 0) -> str:
    return " ".join(pdf.pages[page].extract_text().split())


def sizes(pdf: PdfReader) -> list[tuple[int, int]]:
    return [(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages]


def test_a_personal_programme_is_one_a4_a_day() -> None:
    pdf = personal(small(visit(1), visit(2, "14.00-15.00"), visit(3, day=TUESDAY)))
    assert sizes(pdf) == [A4, A4]
    assert words(pdf, 0).startswith("Expeditie Zorg · Leiedorp Maandag 24 februari Programma van An Peeters")
    assert "Dinsdag 25 februari" in words(pdf, 1)


def test_a_personal_programme_says_it_all() -> None:
    own = visit(1, people=(Participation(1, is_spokesperson=True, note="Breng je badge mee"), 2), activity="Afwassen")
    text = words(personal(small(replace(own, remarks="Kom langs achter."), introduction="Welkom!")))
    for part in (
        "Welkom!",
        "Vertrek om 9.10 aan het gemeentehuis (6 min met de auto)",
        "9.30–10.30 De Linde Lindestraat 1, 8000 Leiedorp",
        "Jij bent woordvoerder.",
        "Afspreken Onthaal, hoofdingang",
        "Wie ontvangt je Griet Declercq, directeur, 051 00 00 01",
        "Kledij Gemakkelijke gesloten schoenen",
        "Maaltijd Soep en dagschotel",
        "Parkeren Bezoekersparking achter het gebouw",
        "Toegankelijk Volledig drempelvrij, lift",
        "Wat gebeurt er Afwassen",
        "Met Bo Maes (schepen van Welzijn)",
        "Kom langs achter.",
        "Breng je badge mee",
        "Een vraag? Els Vercruysse · 056 00 12 00",
        "Versie 3, 12 februari 2025 · #ZorgLokaal",
        "1 / 1",
    ):
        assert part in text


@pytest.mark.parametrize("count", [1, 4, 6, 8])
def test_a_full_day_fits_on_its_page(count: int) -> None:
    visits = [
        visit(
            number,
            f"{7 + number}.00-{7 + number}.50",
            people=(1, 2, 3),
            title=f"Bezoek nummer {number} aan De Linde",
            activity="Meedraaien op de afdeling: waterronde, tafels dekken, middagmaal opdienen en afruimen.",
            remarks="Breng een goed humeur mee." if number % 2 else "",
        )
        for number in range(1, count + 1)
    ]
    pdf = personal(small(*visits, introduction="Een dag lang stappen we binnen in de zorg. Luister en stel je vragen."))
    assert len(pdf.pages) == 1


def test_a_document_is_tagged_and_has_a_language_and_a_title() -> None:
    pdf = personal(small(visit(1)))
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "nl-BE"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Programma van An Peeters · Expeditie Zorg"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_document_brings_its_own_font() -> None:
    resources: Any = personal(small(visit(1))).pages[0]["/Resources"]
    names = {font.get_object()["/BaseFont"].split("+")[-1] for font in resources["/Font"].values()}
    assert {name.split("-")[0] for name in names} == {"Source"}


def test_a_day_on_which_the_clock_changes_has_the_hours_that_were_typed() -> None:
    sunday = dt.date(2026, 3, 29)
    text = words(personal(small(visit(1, day=sunday), first_day=sunday, last_day=sunday)))
    assert "Zondag 29 maart" in text
    assert "Vertrek om 9.10" in text
    assert "9.30–10.30" in text


def test_the_host_reads_who_comes() -> None:
    one = small(visit(1, people=(1, Participation(2, is_spokesperson=True), 3)))
    text = words(read(document("gastheer", {"schedule": host_schedule(one, HOST.id), "version": VERSION})))
    for part in (
        "Maandag 24 februari Wie er komt, voor Griet Declercq, directeur",
        "3 personen, van wie 1 minderjarig",
        "An Peeters, burgemeester",
        "Bo Maes, schepen van Welzijn woordvoerder Eet vegetarisch.",
        "Noor Wit minderjarig",
        "Zij komen naar Onthaal, hoofdingang",
    ):
        assert part in text


def test_a_host_without_visits_reads_so() -> None:
    one = small(visit(1, service=None, kind="vrij", title="Koffie", host=None))
    text = words(read(document("gastheer", {"schedule": host_schedule(one, 5), "version": VERSION})))
    assert "In deze versie komt er niemand bij Mia Claes." in text


def test_the_week_lies_on_its_side_and_has_every_day() -> None:
    one = small(visit(1, people=(1, 2)), visit(2, "14.00-15.00", kind="persmoment", people=(3,)), visit(3, day=TUESDAY))
    pdf = read(document("week", {"schedule": week_schedule(one), "version": VERSION}))
    assert sizes(pdf) == [LANDSCAPE]
    text = words(pdf)
    for part in (
        "Leiedorp Expeditie Zorg Maandag 24 februari",
        "9.30–10.30 De Linde Lindestraat 1, 8000 Leiedorp An Peeters, Bo Maes Griet Declercq 051 00 00 01",
        "De Linde Persmoment",
        "Noor Wit minderjarig",
        "Dinsdag 25 februari",
    ):
        assert part in text


def test_the_week_names_no_fractie_unless_the_authority_shows_it() -> None:
    party = replace(small(visit(1)), people={1: replace(PEOPLE[0], fractie="Lijst A")})
    shown = replace(party, info=replace(party.info, shows_fractie=True))
    texts = [words(read(document("week", {"schedule": week_schedule(w), "version": VERSION}))) for w in (party, shown)]
    assert ["Lijst A" in text for text in texts] == [False, True]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1/x.png", "/etc/passwd"])
def test_a_document_takes_no_file_from_outside(url: str, tmp_path: Path, settings: Any) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    folder.joinpath("hostile.html").write_text(f'<html lang="nl"><title>x</title><h1>x</h1><img src="{url}" alt="x">')
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    with pytest.raises(DocumentError):
        document("hostile", {})


def test_what_people_typed_is_no_html() -> None:
    hostile = '<img src="file:///etc/passwd"><h1>Groot</h1>'
    assert hostile in words(personal(small(visit(1, remarks=hostile))))


def test_pillow_still_refuses_a_broken_picture() -> None:
    personal(small(visit(1)))  # WeasyPrint changes this for the whole process
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False

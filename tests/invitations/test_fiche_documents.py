"""Fiches on paper, read back: the words, the pages, the tags, the bookmarks and the files."""

import datetime as dt
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from invitations.fiches.fiche_documents import NOTHING, etag_of, fiche_pdf, fiches_booklet, fiches_zip, sheet_of
from invitations.fiches.reading import fiche_of
from invitations.models import Bestuursakkoord, Fiche, Toestemming, Verhaal
from programmes.booklets import BookletError
from programmes.models import Programme
from tests.factories import make_deelnemende_dienst, make_programme
from tests.invitations.fiche_sheets import (
    NOW,
    make_overfull,
    make_raakvlak,
    make_service,
    make_whole,
    sheet,
)
from tests.invitations.fiches import make_fiche
from tests.invitations.pdfs import assert_tagged, figures, outline, read, tags, words

pytestmark = pytest.mark.usefixtures("no_complaints")

Told = list[tuple[int, int]]


@pytest.fixture
def last(programme: Programme) -> Programme:
    return make_programme(programme.bestuur, title="Expeditie Zorg 2023", first_day=dt.date(2023, 2, 27))


def quiet(_done: int, _total: int) -> None:
    pass


def test_a_whole_fiche_takes_two_pages_and_says_it_all(programme: Programme, last: Programme) -> None:
    fiche = make_whole(programme, last=last)
    Fiche.objects.filter(pk=fiche.pk).update(changed_at=NOW)
    pdf = read(fiche_pdf(sheet(fiche)))
    assert len(pdf.pages) == 2
    for page, parts in enumerate(
        (
            (
                "Voorstellingsfiche · Expeditie Zorg · Leiedorp De Linde Woonzorgcentrum",
                "Woonzorgcentrum · Lindestraat 12, 8800 Leiedorp",
                "In De Linde wonen 96 ouderen",
                "Wat we willen tonen De waterronde",
                "Waar we trots op zijn De bewonersraad",
                "Waar het knelt Drie nachtdiensten",
                "Contact Griet Declercq directeur 051 00 00 01",
                "Openingsuren Elke dag",
                "Toegankelijkheid Volledig drempelvrij",
                "Parkeren Achter het gebouw",
                "deze editie vorige editie (Expeditie Zorg 2023)",
                "ca. 140 personen Wachtlijst Vorige editie ca. 115: +25 (+21,7 %) 31 december 2024, eigen registratie",
                "De Linde · Expeditie Zorg · stand van 12 februari 2025",
                "1 / 2",
            ),
            (
                "Uitdagingen voor de komende zes jaar Infrastructuur De tweede verdieping vernieuwen",
                "Wat het bestuur kan doen Een studie.",
                "Start binnenkort Moestuin",
                "Meer tachtigplussers in Leiedorp",
                "Wanneer Inwoners van 80 jaar en ouder 2015 602",
                "Hoe we erop inspelen Tien extra plaatsen",
                "Tevredenheid Bewoners noemen",
                "84 % Familie Vorige editie 85: −1",
                "2 / 2",
            ),
        )
    ):
        assert [part for part in parts if part not in words(pdf, page)] == []


def test_a_fiche_is_tagged_and_its_charts_speak(programme: Programme, last: Programme) -> None:
    pdf = read(fiche_pdf(sheet(make_whole(programme, last=last))))
    assert_tagged(pdf)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Voorstellingsfiche van De Linde · Expeditie Zorg"
    assert figures(pdf)[0] == "Erkende woongelegenheden: 96 plaatsen nu, 90 plaatsen in de vorige editie"
    assert (
        "Meer tachtigplussers in Leiedorp: 602 inwoners van 80 jaar en ouder in 2015, "
        "921 inwoners van 80 jaar en ouder in 2030"
    ) in figures(pdf)
    assert [kind for kind, _ in tags(pdf)].count("/Table") == 1


def test_all_letters_come_from_our_own_font(programme: Programme, last: Programme) -> None:
    """Those in the charts too."""
    pdf = read(fiche_pdf(sheet(make_whole(programme, last=last))))
    names = set()
    for page in pdf.pages:
        resources: Any = page["/Resources"]
        names |= {
            font.get_object()["/BaseFont"].split("+")[-1].rsplit("-", 1)[0] for font in resources["/Font"].values()
        }
    assert {name[:11] for name in names} == {"Source-Sans"}


def test_what_is_not_there_is_left_out(programme: Programme) -> None:
    pdf = read(fiche_pdf(sheet(make_fiche(programme, make_service(programme, parking=""), pride="Ons koor."))))
    text = words(pdf)
    assert len(pdf.pages) == 1
    assert "Waar we trots op zijn Ons koor." in text
    absent = ("Wat we willen tonen", "In cijfers", "Uitdagingen", "Projecten", "Tevredenheid", "Parkeren", "stand van")
    assert [part for part in absent if part in text] == []
    assert_tagged(pdf)


def test_a_fiche_that_nobody_began_has_the_address(programme: Programme) -> None:
    pdf = read(fiche_pdf(sheet_of(fiche_of(programme, make_service(programme)))))
    assert len(pdf.pages) == 1
    assert "Lindestraat 12, 8800 Leiedorp Deze dienst vult haar fiche nog aan." in words(pdf)


def test_an_overfull_fiche_flows_on(programme: Programme) -> None:
    pdf = read(fiche_pdf(sheet(make_overfull(programme))))
    assert 3 <= len(pdf.pages) <= 6
    text = " ".join(words(pdf, page) for page in range(len(pdf.pages)))
    assert [n for n in range(5) if f"Uitdaging {n}" not in text] == []
    assert text.count("1.234.567,5 euro per jaar") == 5
    assert_tagged(pdf)


def test_only_confirmed_passages_stand_on_it(programme: Programme) -> None:
    fiche = make_whole(programme)
    make_raakvlak(fiche, text="We vernieuwen de kamers.", heading="Wonen met zorg", page=23)
    akkoord = Bestuursakkoord.objects.get()
    make_raakvlak(fiche, akkoord, number=15, text="We bouwen een zwembad.", state="voorstel")
    pdf = read(fiche_pdf(sheet(fiche)))
    text = words(pdf, 1)
    assert "Wat het bestuursakkoord zegt Wonen met zorg. We vernieuwen de kamers. (passage 14, blz. 23)" in text
    assert "zwembad" not in text
    assert len(pdf.pages) == 2


def test_only_stories_that_may_be_told_stand_on_it(programme: Programme) -> None:
    fiche = make_whole(programme)
    today = timezone.localdate()
    consent = Toestemming.objects.create(
        bestuur=programme.bestuur,
        person="Maria Maes",
        purposes=["verhaal"],
        channels=["intern"],
        given_on=today,
        ends_on=today,
        created_at=NOW,
    )
    known = {"programme": programme, "zorgdienst": fiche.zorgdienst, "changed_at": NOW}
    Verhaal.objects.create(**known, first_name="Maria", last_name="Maes", text="Ik ben thuis.", toestemming=consent)
    Verhaal.objects.create(**known, first_name="Jef", text="Dat hoeft niemand te weten.")
    text = words(read(fiche_pdf(sheet(fiche))))
    assert "In hun woorden Ik ben thuis. Maria, gebruiker" in text
    assert ("Maes" in text, "Dat hoeft niemand" in text) == (False, False)


def test_what_people_typed_is_no_html(programme: Programme) -> None:
    hostile = '<img src="file:///etc/passwd"><h1>Groot</h1>'
    fiche = make_fiche(programme, make_service(programme, hostile), intro=hostile)
    fiche.tendensen.create(title=hostile, unit=hostile, points=[[hostile, 3]])
    assert words(read(fiche_pdf(sheet(fiche)))).count(hostile) >= 3


def test_the_etag_follows_all_that_stands_on_it(programme: Programme) -> None:
    fiche = make_whole(programme)
    tag = etag_of(sheet(fiche))
    assert etag_of(sheet(fiche)) == tag
    fiche.cijfers.filter(name="Vrijwilligers").update(typed="47")
    changed = etag_of(sheet(fiche))
    fiche.zorgdienst.contactpersonen.update(phone="051 99 99 99")
    assert len({tag, changed, etag_of(sheet(fiche))}) == 3


@pytest.fixture
def three(programme: Programme, last: Programme) -> Programme:
    """Of one, two and one pages, and one that did not begin."""
    make_fiche(programme, make_service(programme, "Ankerplaats"), intro="Kort.")
    make_whole(programme, last=last, name="Linde")
    make_fiche(programme, make_service(programme, "Zonnebloem"), pride="Ons koor.")
    make_deelnemende_dienst(programme, make_service(programme, "Stil"))
    return programme


def test_the_booklet_has_contents_bookmarks_and_pages_that_go_on(three: Programme) -> None:
    told: Told = []
    pdf = read(fiches_booklet(three, lambda done, total: told.append((done, total))))
    marks = outline(pdf)
    assert [title for title, _ in marks] == [
        "Onze zorgdiensten stellen zich voor",
        "Ankerplaats",
        "Linde",
        "Zonnebloem",
    ]
    contents = words(pdf)
    for name, page in marks[1:]:
        assert f"{name} Woonzorgcentrum {page}" in contents
        assert f"Voorstellingsfiche · Expeditie Zorg · Leiedorp {name}" in words(pdf, page - 1)
    assert [words(pdf, page).endswith(f" {page + 1}") for page in range(len(pdf.pages))] == [True] * len(pdf.pages)
    assert "Stil" not in contents
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert_bound(pdf)


def assert_bound(pdf: PdfReader) -> None:
    """It kept its tags, and the contents lead to where the bookmarks do."""
    assert_tagged(pdf)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Voorstellingsfiches · Expeditie Zorg · Leiedorp"
    links: Any = pdf.pages[0]["/Annots"]
    names = [link.get_object()["/Dest"] for link in links]
    found = pdf.named_destinations
    pages = [(pdf.get_destination_page_number(found[str(name)]) or 0) + 1 for name in names]
    assert pages == [page for _, page in outline(pdf)[1:]]


def test_the_zip_has_a_file_per_service(three: Programme) -> None:
    told: Told = []
    content = fiches_zip(three, lambda done, total: told.append((done, total)))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["fiche-ankerplaats.pdf", "fiche-linde.pdf", "fiche-zonnebloem.pdf"]
        pdf = read(archive.read("fiche-linde.pdf"))
    assert (len(pdf.pages), words(pdf, 1)[-5:]) == (2, "2 / 2")
    assert told[-1] == (3, 3)


def test_two_names_that_look_alike_are_two_files(programme: Programme) -> None:
    for name in ("De Brug", "de brug!"):
        make_fiche(programme, make_service(programme, name))
    with zipfile.ZipFile(BytesIO(fiches_zip(programme, quiet))) as archive:
        first, second = archive.namelist()
    assert first == "fiche-de-brug.pdf"
    assert second.startswith("fiche-de-brug-")


def test_without_any_fiche_there_is_nothing_to_bind(programme: Programme) -> None:
    make_deelnemende_dienst(programme)
    for work in (fiches_booklet, fiches_zip):
        with pytest.raises(BookletError, match=NOTHING):
            work(programme, quiet)


def test_a_fiche_of_a_service_that_left_is_not_bound(programme: Programme) -> None:
    fiche = make_whole(programme)
    programme.deelnemende_diensten.all().delete()
    assert Fiche.objects.filter(pk=fiche.pk).exists()
    with pytest.raises(BookletError):
        fiches_booklet(programme, quiet)

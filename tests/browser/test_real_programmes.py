"""Four expeditions that happened, as the press told them: entered on the screens, read as their people read them."""

import datetime as dt
import io
import re

import pytest
import time_machine
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.coordinator import Coordinator
from tests.browser.helpers import sign_in
from tests.factories import make_bestuur, make_user


@pytest.fixture
def start(page, db):
    """start('Izegem'): signed in as the coordinator of an authority in which there is nothing yet."""

    def _start(name: str) -> Coordinator:
        bestuur = make_bestuur(name=name, slug=name.casefold())
        sign_in(page, make_user(bestuur=bestuur, name="Coördinator"))
        return Coordinator(page, bestuur.slug)

    return _start


def schedule_on(phone: Page, link: str) -> str:
    """The words of a personal page, on one line."""
    phone.goto(link)
    return " ".join(phone.locator("main").inner_text().split())


def printed(phone: Page, link: str) -> str:
    content = phone.request.get(f"{link}programma.pdf").body()
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def assert_in_order(text: str, *parts: str) -> None:
    position = 0
    for part in parts:
        found = text.find(part, position)
        assert found >= 0, f"'{part}' staat niet (op zijn plaats) in: {text}"
        position = found


@time_machine.travel(dt.datetime(2025, 1, 20, 10, tzinfo=dt.UTC), tick=True)
def test_izegem_2025_minister_at_the_water_round_and_nine_directors_on_tour(start, phone):
    izegem = start("Izegem")
    directors = [f"Directeur{number} Zorg" for number in range(1, 10)]
    people = [
        "Bert;Maertens;burgemeester;college",
        "Lien;Verhelst;voorzitter van Zorg Izegem;bijzonder comité",
        *(f"{director.replace(' ', ';')};directeur bij Zorg Izegem;management" for director in directors),
    ]
    izegem.read_in_people("\r\n".join(["Voornaam;Naam;Functie;Groep", *people]))
    group_of_nine = {"Hoogstens (personen)": "12"}
    plataan = {"Straat en nummer": "Kokelarestraat 1", "Postcode": "8870", "Gemeente": "Izegem"}
    izegem.add_service(
        "WZC De Plataan",
        "woonzorgcentrum",
        contact="Griet Declercq, directeur WZC De Plataan",
        **plataan,
        **group_of_nine,
    )
    others = ["Dienstencentrum De Leest", "Thuiszorg Izegem", "Kinderopvang Ten Dries", "Sociaal Huis", "Serviceflats"]
    for name in others:
        izegem.add_service(
            name, "andere dienst of project", contact=f"Onthaal {name}", **{"Hoogstens (personen)": "12"}
        )
    izegem.start_programme("Expeditie Zorg 2025", "2025-02-24", "2025-02-26")
    izegem.all_services_take_part()
    izegem.invite("Heel het management")

    izegem.plan_ronde(
        "Kennismaking met Zorg Izegem",
        "woensdag 26 februari",
        "09:00",
        dict.fromkeys(["WZC De Plataan", *others], 45),
    )
    izegem.invite("Heel het college", "Heel het bijzonder comité")
    izegem.invite_guest("Hilde", "Crevits", Functie="Vlaams minister van Welzijn")
    izegem.plan(
        "maandag 24 februari",
        "09:30",
        "10:30",
        people=["Hilde Crevits", "Bert Maertens", "Lien Verhelst"],
        Zorgdienst="WZC De Plataan",
        Werkvorm="jobruil of meedraaien",
        **{"Wat gebeurt er": "Welkom door de directeur. Daarna mee met de waterronde op afdeling Picasso."},
    )
    izegem.plan(
        "maandag 24 februari",
        "10:15",
        "10:30",
        people=["Hilde Crevits", "Bert Maertens", "Lien Verhelst"],
        speaks="Hilde Crevits",
        Soort="persmoment",
        Zorgdienst="WZC De Plataan",
    )
    izegem.publish()

    minister = izegem.link_of("Hilde Crevits")
    for text in (schedule_on(phone, minister), printed(phone, minister)):
        assert_in_order(text, "aandag 24 februari", "9.30–10.30", "WZC De Plataan", "Kokelarestraat 1, 8870 Izegem")
        assert_in_order(text, "waterronde op afdeling Picasso")
        assert_in_order(text, "10.15–10.30")
        for words in ("Griet Declercq", "directeur WZC De Plataan", "Bert Maertens", "Lien Verhelst"):
            assert words in text
        assert "woordvoerder" in text
        assert "26 februari" not in text
    for name in ("Bert Maertens", "Lien Verhelst"):
        text = schedule_on(phone, izegem.link_of(name))
        assert_in_order(text, "aandag 24 februari", "9.30–10.30", "WZC De Plataan", "waterronde op afdeling Picasso")
        assert "Hilde Crevits" in text
    for name in directors:
        text = schedule_on(phone, izegem.link_of(name))
        assert_in_order(text, "oensdag 26 februari", *["WZC De Plataan", *others])
        hours = re.findall(r"\b\d{1,2}\.\d{2}–\d{1,2}\.\d{2}\b", text)
        assert hours == ["9.00–9.45", "9.55–10.40", "10.50–11.35", "11.45–12.30", "12.40–13.25", "13.35–14.20"]
        assert "24 februari" not in text
    host = schedule_on(phone, izegem.link_of("Griet Declercq"))
    assert_in_order(host, "aandag 24 februari", "9.30–10.30", "oensdag 26 februari", "9.00–9.45")
    assert all(director in host for director in directors)


@time_machine.travel(dt.datetime(2019, 1, 21, 10, tzinfo=dt.UTC), tick=True)
def test_oostrozebeke_2019_one_mixed_group_one_whole_day(start, phone):
    town = start("Oostrozebeke")
    group = {
        "Carine Geldhof": ("college", "schepen", "Meerderheid"),
        "Jan Bos": ("gemeenteraad", "gemeenteraadslid", "Oppositie"),
        "Els Dorne": ("bijzonder comité", "OCMW-raadslid", "Oppositie"),
    }
    for name, (segment, function, fractie) in group.items():
        town.add_person(*name.split(), groups=[segment], Functie=function, Fractie=fractie)
    town.add_service("Woonzorgcentrum Rozenberg", "woonzorgcentrum", contact="Katrien Moens, directeur")
    town.add_service("Maaltijden aan huis", "maaltijden aan huis", contact="Piet Lans, bezorger")
    town.add_service("Sociale dienst", "sociale dienst OCMW", contact="Sofie Rens, hoofdmaatschappelijk werker")
    town.add_service("Buitenschoolse opvang De Wiemkes", "buitenschoolse opvang", contact="Ann Vos, coördinator")
    town.start_programme("Expeditie Zorg 2019", "2019-02-26", "2019-02-26")
    town.all_services_take_part()
    town.invite("Heel het college", "Heel de gemeenteraad", "Heel het bijzonder comité")
    day = "dinsdag 26 februari"
    stops = [
        ("09:00", "11:30", "Woonzorgcentrum Rozenberg", "Langs de bejaardenwoningen en de volkstuintjes."),
        ("11:45", "13:00", "Maaltijden aan huis", "Mee met een maaltijdbedeling thuis."),
        ("13:30", "15:00", "Sociale dienst", "Kennismaking met de sociale dienst."),
        ("15:30", "17:00", "Buitenschoolse opvang De Wiemkes", "De kinderen zijn de gids."),
    ]
    for start_at, end_at, service, activity in stops:
        town.plan(day, start_at, end_at, people=group, Zorgdienst=service, **{"Wat gebeurt er": activity})
    town.publish()
    for name in group:
        text = schedule_on(phone, town.link_of(name))
        assert_in_order(text, "insdag 26 februari", "9.00–11.30", "Rozenberg", "volkstuintjes", "11.45–13.00")
        assert_in_order(text, "Maaltijden aan huis", "13.30–15.00", "Sociale dienst", "15.30–17.00", "De kinderen zijn")
        assert all(other.split()[1] in text for other in group)
        assert "Oppositie" not in text
        assert "Meerderheid" not in text


@time_machine.travel(dt.datetime(2019, 1, 21, 10, tzinfo=dt.UTC), tick=True)
def test_lede_2019_mayor_and_aldermen_work_a_whole_shift(start, phone):
    lede = start("Lede")
    college = ["Roland Uyttendaele", "Geertrui Vandevelde", "Annemie Deman", "Ilse Rasschaert"]
    for name in college:
        function = "burgemeester" if name == college[0] else "schepen"
        lede.add_person(*name.split(), groups=["college"], Functie=function)
    lede.add_service(
        "WZC Markizaat",
        "woonzorgcentrum",
        contact="Veerle Baert, hoofdverpleegkundige",
        Kledij="Witte polo",
    )
    lede.start_programme("Expeditie Zorg", "2019-02-26", "2019-02-26", day_from="06:30")
    lede.all_services_take_part()
    lede.invite("Heel het college")
    tasks = "7.00 overdracht, 8.00 ontbijt, 10.00 koffie, 12.00 middagmaal en afruimen, 14.30 overdracht"
    lede.plan(
        "dinsdag 26 februari",
        "07:00",
        "15:00",
        people=college,
        Zorgdienst="WZC Markizaat",
        Werkvorm="jobruil of meedraaien",
        **{"Wat gebeurt er": tasks},
    )
    lede.publish()
    for name in college:
        link = lede.link_of(name)
        for text in (schedule_on(phone, link), printed(phone, link)):
            assert_in_order(text, "insdag 26 februari", "7.00–15.00", "WZC Markizaat")
            assert "14.30 overdracht" in text
            assert "Witte polo" in text
            assert "Veerle Baert" in text


@time_machine.travel(dt.datetime(2025, 1, 20, 10, tzinfo=dt.UTC), tick=True)
def test_torhout_2025_the_mayor_brings_a_pupil(start, phone):
    torhout = start("Torhout")
    torhout.add_person("Kristof", "Audenaert", groups=["college"], Functie="burgemeester")
    torhout.add_service(
        "Woonzorgcentrum Sint-Augustinus", "woonzorgcentrum", contact="Veronique Claeys, logistiek medewerker"
    )
    torhout.start_programme("Expeditie Zorg 2025", "2025-02-26", "2025-02-26")
    torhout.all_services_take_part()
    torhout.invite("Heel het college")
    torhout.invite_guest(
        "Maxim",
        "Dewulf",
        minor=True,
        Functie="leerling zesde leerjaar",
        **{"Ouder of voogd": "Mevrouw Dewulf, 0470 00 00 00", "Komt mee met": "Kristof Audenaert"},
    )
    torhout.plan(
        "woensdag 26 februari",
        "10:00",
        "12:30",
        people=["Kristof Audenaert", "Maxim Dewulf"],
        Zorgdienst="Woonzorgcentrum Sint-Augustinus",
        Werkvorm="jobruil of meedraaien",
        **{"Wat gebeurt er": "Een korte uitleg, dan soep uitdelen, opruimen en een praatje met de bewoners."},
    )
    torhout.publish()
    for name, other in (("Kristof Audenaert", "Maxim Dewulf"), ("Maxim Dewulf", "Kristof Audenaert")):
        text = schedule_on(phone, torhout.link_of(name))
        assert_in_order(text, "oensdag 26 februari", "10.00–12.30", "Woonzorgcentrum Sint-Augustinus", "soep uitdelen")
        assert "Veronique Claeys" in text
        assert "logistiek medewerker" in text
        assert other in text
    host = schedule_on(phone, torhout.link_of("Veronique Claeys"))
    assert "Maxim Dewulf" in host
    assert "inderjarig" in host
    assert "0470" not in schedule_on(phone, torhout.link_of("Kristof Audenaert"))

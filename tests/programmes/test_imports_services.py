"""Care services in any spreadsheet."""

from typing import Any

import pytest

from programmes.imports.addresses import join_street, split_address
from programmes.imports.columns import recognised
from programmes.imports.examples import example_workbook
from programmes.imports.kinds import kind_of
from programmes.imports.moments import parse_moments
from programmes.imports.records import Refusal
from programmes.imports.values import parse_minutes, parse_number, parse_point, split_point
from programmes.models import Bestuur, Contactpersoon, Soort, Zorgdienst
from programmes.soorten import USUAL
from tests.factories import make_bestuur, make_contactpersoon, make_zorgdienst
from tests.programmes.import_files import read, read_in, sheet_csv, told

SERVICES = "zorgdiensten"


def read_services(bestuur: Bestuur, *rows: tuple[str, ...]) -> Any:
    return read_in(bestuur, sheet_csv(*rows), kind=SERVICES)


@pytest.mark.parametrize("kind", Soort)
def test_our_own_names_of_kinds_are_known(kind: Soort) -> None:
    assert (kind_of(kind.label), kind_of(kind.label.upper()), kind_of(kind.value)) == (kind, kind, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("WZC", Soort.WOONZORGCENTRUM),
        ("14.04.01. Woonzorgcentra (WZC)", Soort.WOONZORGCENTRUM),
        ("10.07.02. Groepsopvang voor kinderen", Soort.GROEPSOPVANG),
        ("10.07.03. Gezinsopvang voor kinderen", Soort.GEZINSOPVANG),
        ("Kinderdagverblijf", Soort.GROEPSOPVANG),
        ("IBO De Wiemkes", Soort.BUITENSCHOOLSE_OPVANG),
        ("LDC", Soort.DIENSTENCENTRUM),
        ("thuiszorg", Soort.GEZINSZORG),
        ("Serviceflats", Soort.ASSISTENTIEWONINGEN),
        ("Sociaal Huis", Soort.SOCIALE_DIENST),
        ("Centrum voor dagverzorging", Soort.DAGVERZORGING),
        ("Minder Mobielen Centrale", Soort.MINDERMOBIELENCENTRALE),
        ("project", Soort.ANDERE),
        ("zwembad", None),
    ],
)
def test_common_names_of_kinds_are_known(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Kerkstraat 12, 8870 Izegem", {"street": "Kerkstraat 12", "postcode": "8870", "city": "Izegem"}),
        ("Kerkstraat 12 bus 3 8870 Sint-Eloois-Winkel",
         {"street": "Kerkstraat 12 bus 3", "postcode": "8870", "city": "Sint-Eloois-Winkel"}),
        ("Kerkstraat 12\nB-8870 Izegem\nBelgië", {"street": "Kerkstraat 12", "postcode": "8870", "city": "Izegem"}),
        ("8870 Izegem", {"postcode": "8870", "city": "Izegem"}),
        ("Wijk 2000", {"street": "Wijk 2000"}),
        ("op verplaatsing", {"street": "op verplaatsing"}),
    ],
)  # fmt: skip
def test_an_address_in_one_cell_is_split(text: str, parts: dict[str, str]) -> None:
    assert split_address(text) == parts


def test_a_street_and_its_number_are_joined() -> None:
    assert (join_street("Markt", "1", "2"), join_street("Markt", "", ""), join_street("", "", "2")) == (
        "Markt 1 bus 2",
        "Markt",
        "",
    )


@pytest.mark.parametrize(
    "text", ["51,0652; 3,1012", "51.0652, 3.1012", "51,0652 3,1012", "51.0652/3.1012", "51.0652,3.1012"]
)
def test_two_coordinates_in_one_cell_are_split(text: str) -> None:
    assert parse_point(*split_point(text)) == (51.0652, 3.1012)


def test_coordinates_in_the_other_order_are_turned() -> None:
    assert parse_point("3,1012", "51,0652") == (51.0652, 3.1012)


@pytest.mark.parametrize(("text", "minutes"), [
    ("90", 90), ("90 min", 90), ("90 minuten", 90), ("90.0", 90), ("1u30", 90), ("1u", 60), ("2 uur", 120),
    ("1.30", 90), ("1:30", 90), ("1,5 uur", 90),
])  # fmt: skip
def test_a_length_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert parse_minutes(text, least=15, most=720) == minutes


@pytest.mark.parametrize(("text", "number"), [("6", 6), ("6.0", 6), ("6 personen", 6)])
def test_a_number_is_read_as_people_write_it(text: str, number: int) -> None:
    assert parse_number(text, least=1, most=500) == number


WHOLE = {
    "Naam": "WZC Ter Leie",
    "Soort": "woonzorgcentrum",
    "Adres": "Kerkstraat 12, 8870 Izegem",
    "Breedtegraad": "50,9170",
    "Lengtegraad": "3,2110",
    "Contactpersoon": "Greet Maes",
    "Functie": "directeur",
    "E-mail": "greet@voorbeeld.be",
    "Telefoon": "051 00 00 01",
    "Momenten": "ma-vr 9.30-11.30; wo 14-16",
    "Duur": "2 uur",
    "Minimum": "2",
    "Maximum": "8",
    "Groepen tegelijk": "2",
    "Activiteiten": "soep ronddelen",
    "Gebruikers": "Jef vertelt",
    "Afspreekplaats": "onthaal",
    "Kledij": "polo",
    "Maaltijd": "soep",
    "Parkeren": "achteraan",
    "Toegankelijkheid": "gelijkvloers",
    "Persmoment": "ja",
}
STORED = {
    "name": "WZC Ter Leie",
    "kind": "woonzorgcentrum",
    "street": "Kerkstraat 12",
    "postcode": "8870",
    "city": "Izegem",
    "latitude": 50.917,
    "longitude": 3.211,
    "moments": parse_moments("ma-vr 9.30-11.30; wo 14-16"),
    "visit_minutes": 120,
    "min_people": 2,
    "max_people": 8,
    "max_groups": 2,
    "activities": "soep ronddelen",
    "users_part": "Jef vertelt",
    "meeting_point": "onthaal",
    "clothing": "polo",
    "meal": "soep",
    "parking": "achteraan",
    "accessibility": "gelijkvloers",
    "suits_press": True,
}


def test_everything_of_a_service_can_be_read_in(bestuur: Bestuur) -> None:
    differences = read_services(bestuur, tuple(WHOLE), tuple(WHOLE.values()))
    assert (differences.refused, differences.counts["new"]) == ([], 1)
    assert Zorgdienst.objects.filter(bestuur=bestuur).values(*STORED).get() == STORED
    [contact] = Zorgdienst.objects.get().contactpersonen.all()
    assert (contact.name, contact.function, contact.email, contact.phone, contact.bestuur) == (
        "Greet Maes",
        "directeur",
        "greet@voorbeeld.be",
        "051 00 00 01",
        bestuur,
    )
    Zorgdienst.objects.get().full_clean()


def test_the_same_file_twice_changes_nothing(bestuur: Bestuur) -> None:
    rows = [tuple(WHOLE), tuple(WHOLE.values())]
    read_services(bestuur, *rows)
    before = [list(model.objects.values()) for model in (Zorgdienst, Contactpersoon)]
    assert read_services(bestuur, *rows).changes_nothing
    assert [list(model.objects.values()) for model in (Zorgdienst, Contactpersoon)] == before


def test_what_the_file_does_not_say_is_what_is_usual_for_the_kind(bestuur: Bestuur) -> None:
    read_services(bestuur, ("Naam", "Soort"), ("De Wiemkes", "kribbe"), ("Grote zaal", "kribbe"))
    service, usual = Zorgdienst.objects.get(name="De Wiemkes"), USUAL[Soort.GROEPSOPVANG]
    assert (service.moments, service.visit_minutes, service.max_people, service.max_groups) == (
        usual.moments,
        usual.minutes,
        usual.max_people,
        usual.max_groups,
    )


def test_a_larger_least_number_lifts_the_usual_most(bestuur: Bestuur) -> None:
    read_services(bestuur, ("Naam", "Soort", "Minimum"), ("De Wiemkes", "kribbe", "9"))
    assert Zorgdienst.objects.values_list("min_people", "max_people").get() == (9, 9)


def test_changes_are_told_as_old_and_new(bestuur: Bestuur) -> None:
    make_zorgdienst(bestuur, name="De Wiemkes", kind=Soort.GROEPSOPVANG, max_people=3, moments=[[0, 540, 720]])
    header = ("Naam", "Soort", "Maximum", "Momenten", "Breedtegraad", "Lengtegraad", "Persmoment")
    differences = read_services(bestuur, header, ("de wiemkes", "IBO", "5", "altijd", "50.9", "3.2", "x"))
    assert told(differences) == {
        "De Wiemkes": [
            ("soort", "groepsopvang baby's en peuters", "buitenschoolse opvang"),
            ("breedtegraad", "", "50,90000"),
            ("lengtegraad", "", "3,20000"),
            ("hoogstens personen", "3", "5"),
            ("momenten die passen", "ma 9-12", "altijd"),
            ("geschikt voor een persmoment", "nee", "ja"),
        ]
    }


def test_what_was_typed_by_hand_stays_and_is_shown(bestuur: Bestuur) -> None:
    service = make_zorgdienst(bestuur, name="De Wiemkes", clothing="schort", typed_fields=["clothing"])
    differences = read_services(bestuur, ("Naam", "Kledij", "Maaltijd"), ("De Wiemkes", "polo", "soep"))
    [kept] = differences.kept[0].kept
    assert (kept.label, kept.old, kept.new) == ("kledij", "schort", "polo")
    service.refresh_from_db()
    assert (service.clothing, service.meal) == ("schort", "soep")


def test_a_service_that_is_not_in_the_file_stays(bestuur: Bestuur) -> None:
    make_zorgdienst(bestuur, name="Ter Leie")
    assert read_services(bestuur, ("Naam", "Soort"), ("De Wiemkes", "kribbe")).counts["ended"] == 0
    assert Zorgdienst.objects.filter(is_active=True).count() == 2


def test_an_empty_cell_leaves_what_is_there(bestuur: Bestuur) -> None:
    make_zorgdienst(bestuur, name="De Wiemkes", clothing="schort")
    assert read_services(bestuur, ("Naam", "Kledij"), ("De Wiemkes", "")).changes_nothing


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("Soort", "zwembad", "de soort 'zwembad' kennen we niet"),
        ("Duur", "lang", "'lang' is geen duur. Schrijf het aantal minuten, bijvoorbeeld 90"),
        ("Duur", "5", "5 minuten kan niet: kies 15 tot 720"),
        ("Maximum", "veel", "'veel' is geen geheel getal"),
        ("Maximum", "0", "0 kan niet: kies een getal van 1 tot 500"),
        ("Momenten", "namiddag",
         "in 'namiddag' staan geen uren. Schrijf bijvoorbeeld: ma-vr 9.30-11.30; wo 14-16"),
        ("Coördinaten", "51,0652", "'51,0652' is geen paar coördinaten. Schrijf bijvoorbeeld 51,0652; 3,1012"),
        ("Coördinaten", "60000; 190000",
         "dit lijken Lambertcoördinaten; schrijf graden, bijvoorbeeld 51,0652 en 3,1012"),
        ("Coördinaten", "48,85; 2,35", "48,85 en 2,35 liggen niet in België"),
        ("Breedtegraad", "51", "vul breedtegraad en lengtegraad allebei in"),
        ("E-mail", "x", "'x' is geen e-mailadres"),
        ("Straat", "x" * 151, "deze tekst is te lang: 151 tekens, hoogstens 150"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_refused_and_the_rest_stays(
    bestuur: Bestuur, column: str, text: str, reason: str
) -> None:
    differences = read_services(bestuur, ("Naam", column), ("De Wiemkes", text))
    [refusal] = differences.refused
    assert (refusal.row, refusal.reason, refusal.is_whole_row) == (2, reason, False)
    assert Zorgdienst.objects.get().name == "De Wiemkes"


def test_rows_without_a_name_and_doubles_are_refused(bestuur: Bestuur) -> None:
    differences = read_services(bestuur, ("Naam", "Soort"), ("", "wzc"), ("Ter Leie", "wzc"), ("TER LEIE", "ldc"))
    assert differences.refused == [
        Refusal(2, "Naam", "de naam van de dienst ontbreekt"),
        Refusal(4, "Naam", "'TER LEIE' staat al op rij 3"),
    ]
    assert Zorgdienst.objects.get().kind == Soort.WOONZORGCENTRUM


def test_a_least_number_above_the_most_is_refused(bestuur: Bestuur) -> None:
    differences = read_services(bestuur, ("Naam", "Minimum", "Maximum"), ("Ter Leie", "5", "3"))
    assert differences.refused == [
        Refusal(2, "Maximum", "het hoogste aantal personen is kleiner dan het laagste", is_whole_row=False)
    ]


def test_a_most_number_below_what_stands_in_the_list_is_refused(bestuur: Bestuur) -> None:
    make_zorgdienst(bestuur, name="Ter Leie", min_people=4, max_people=8)
    differences = read_services(bestuur, ("Naam", "Maximum", "Kledij"), ("Ter Leie", "3", "polo"))
    [refusal] = differences.refused
    assert refusal.reason == (
        "met wat al in de lijst staat, zou het laagste aantal personen (4) groter zijn dan het hoogste (3)"
    )
    assert Zorgdienst.objects.values_list("min_people", "max_people", "clothing").get() == (4, 8, "polo")


def test_a_list_of_the_sociale_kaart_is_read(bestuur: Bestuur) -> None:
    header = (
        "Naam organisatie",
        "Rubriek",
        "Straat",
        "Huisnummer",
        "Bus",
        "Postcode",
        "Gemeente",
        "Telefoon",
        "Website",
    )
    row = (
        "WZC De Proeftuin",
        "14.04.01. Woonzorgcentra (WZC)",
        "Markt",
        "1",
        "2",
        "8820",
        "Torhout",
        "050 00 00 00",
        "w",
    )
    differences = read_services(bestuur, header, row)
    service = Zorgdienst.objects.get()
    assert (service.kind, service.address) == ("woonzorgcentrum", "Markt 1 bus 2, 8820 Torhout")
    [refusal] = differences.refused
    assert refusal.reason == "er staat geen naam bij het e-mailadres, de telefoon of de functie"
    assert Contactpersoon.objects.count() == 0


def test_postcode_and_town_in_one_cell(bestuur: Bestuur) -> None:
    read_services(bestuur, ("Naam", "Straat", "Gemeente"), ("Ter Leie", "Markt 1", "8820 Torhout"))
    assert Zorgdienst.objects.values_list("street", "postcode", "city").get() == ("Markt 1", "8820", "Torhout")


@pytest.mark.parametrize(
    ("typed", "kept"), [("8820", "8820"), ("B-8820", "8820"), ("be 8820", "8820"), ("882", ""), ("0882", ""), ("x", "")]
)
def test_a_postcode_is_four_digits(bestuur: Bestuur, typed: str, kept: str) -> None:
    differences = read_services(bestuur, ("Naam", "Straat", "Postcode"), ("Ter Leie", "Markt 1", typed))
    assert Zorgdienst.objects.values_list("street", "postcode").get() == ("Markt 1", kept)
    said = f"'{typed}' is geen postcode. Schrijf vier cijfers"
    assert [refusal.reason for refusal in differences.refused] == ([] if kept else [said])


# Contact persons

CONTACT = ("Naam", "Contactpersoon", "Telefoon")


def test_two_services_share_a_new_contact_person(bestuur: Bestuur) -> None:
    read_services(bestuur, CONTACT, ("Ter Leie", "Greet Maes", "051 00 00 01"), ("De Wiemkes", "greet maes", ""))
    [greet] = Contactpersoon.objects.all()
    assert (greet.phone, sorted(map(str, greet.zorgdiensten.all()))) == ("051 00 00 01", ["De Wiemkes", "Ter Leie"])


def test_of_a_known_contact_person_only_what_is_empty_is_filled(bestuur: Bestuur) -> None:
    greet = make_contactpersoon(bestuur, name="Greet Maes", phone="051 99 99 99")
    make_zorgdienst(bestuur, name="Ter Leie", contact=greet)
    row = ("Ter Leie", "Greet Maes", "051 00 00 01", "greet@voorbeeld.be")
    differences = read_services(bestuur, (*CONTACT, "E-mail"), row)
    assert told(differences) == {"Ter Leie": [("e-mailadres van Greet Maes", "", "greet@voorbeeld.be")]}
    [kept] = differences.kept[0].kept
    assert (kept.label, kept.old, kept.new) == ("telefoon van Greet Maes", "051 99 99 99", "051 00 00 01")
    greet.refresh_from_db()
    assert (greet.phone, greet.email) == ("051 99 99 99", "greet@voorbeeld.be")


def test_another_contact_person_comes_beside_the_first(bestuur: Bestuur) -> None:
    service = make_zorgdienst(bestuur, name="Ter Leie", contact=make_contactpersoon(bestuur, name="An Claes"))
    differences = read_services(bestuur, CONTACT, ("Ter Leie", "Greet Maes", ""))
    assert told(differences) == {"Ter Leie": [("contactpersoon", "", "Greet Maes")]}
    assert [str(contact) for contact in service.contactpersonen.all()] == ["An Claes", "Greet Maes"]


def test_contact_persons_chosen_by_hand_stay(bestuur: Bestuur) -> None:
    an = make_contactpersoon(bestuur, name="An Claes")
    service = make_zorgdienst(bestuur, name="Ter Leie", contact=an, typed_fields=["contactpersonen"])
    differences = read_services(bestuur, CONTACT, ("Ter Leie", "Greet Maes", ""))
    assert [(kept.old, kept.new) for kept in differences.kept[0].kept] == [("An Claes", "Greet Maes")]
    assert list(service.contactpersonen.all()) == [an]
    assert Contactpersoon.objects.count() == 1


def test_namesakes_among_contact_persons_are_not_guessed_at(bestuur: Bestuur) -> None:
    for _ in range(2):
        make_contactpersoon(bestuur, name="Greet Maes")
    differences = read_services(bestuur, CONTACT, ("Ter Leie", "Greet Maes", ""))
    assert differences.refused == [
        Refusal(
            2,
            "contactpersoon",
            "'Greet Maes' staat 2 keer bij de contactpersonen; we weten niet wie bedoeld is",
            is_whole_row=False,
        )
    ]
    assert Zorgdienst.objects.get().contactpersonen.count() == 0


def test_another_authority_is_not_touched(bestuur: Bestuur) -> None:
    other = make_bestuur()
    theirs = make_zorgdienst(other, name="Ter Leie", contact=make_contactpersoon(other, name="Greet Maes"))
    read_services(bestuur, (*CONTACT, "Kledij"), ("Ter Leie", "Greet Maes", "051 00 00 01", "polo"))
    theirs.refresh_from_db()
    assert (theirs.clothing, [contact.phone for contact in theirs.contactpersonen.all()]) == ("", [""])
    assert Zorgdienst.objects.count() == Contactpersoon.objects.count() == 2


def test_the_example_is_read_without_a_question(bestuur: Bestuur) -> None:
    content = example_workbook(SERVICES)
    upload = read(content, kind=SERVICES)
    assert upload.table is not None
    assert len(recognised(upload.table.header, SERVICES)) == len(upload.table.header)
    differences = read_in(bestuur, content, kind=SERVICES)
    assert (differences.refused, differences.counts["new"]) == ([], 3)
    for service in Zorgdienst.objects.all():
        service.full_clean()
    assert read_in(bestuur, content, kind=SERVICES).changes_nothing

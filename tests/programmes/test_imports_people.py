"""People in any spreadsheet."""

import datetime as dt

import pytest

from programmes.imports.columns import recognised
from programmes.imports.examples import example_workbook
from programmes.imports.functions import group_of
from programmes.imports.records import Refusal
from programmes.inlezingen import differences_of, group_by_function
from programmes.models import Bestuur, Mandaat, Mandataris
from tests.factories import make_mandaat, make_mandataris
from tests.programmes.import_files import NOW, begin, read, read_in, schepen, sheet_csv, told, vmdb_csv, vmdb_row

HEADER = ("Voornaam", "Achternaam", "E-mail", "GSM", "Groep", "Functie")
LEEN = ("Leen", "Maes", "leen@voorbeeld.be", "0470 00 00 01", "college", "schepen van Welzijn")


def facts() -> list[tuple[str, list[str], str, str, str]]:
    return [
        (
            str(person),
            sorted(person.mandaten.values_list("segment", flat=True)),
            person.function,
            person.email,
            person.phone,
        )
        for person in Mandataris.objects.prefetch_related("mandaten")
    ]


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (HEADER, ["first_name", "last_name", "email", "phone", "segment", "function"]),
        (("VOORNAAM", "Naam", "Mail-adres", "Tel.", "Partij"), ["first_name", "last_name", "", "phone", "fractie"]),
        (("First name", "Last name", "E-mail address", "Phone"), ["first_name", "last_name", "", "phone"]),
        (("Naam", "Functie"), ["name", "function"]),
        (("Naam en voornaam", "Opmerkingen"), ["name_reversed", "notes"]),
        (("firstName", "lastName", "mandateName", "startDateTime", "endDateTime", "fractieName", "beleidsdomeinNames"),
         ["first_name", "last_name", "function", "starts_on", "ends_on", "fractie", "domains"]),
        (("Minderjarig", "Ouder of voogd", "Schoenmaat"), ["is_minor", "guardian", ""]),
    ],
)  # fmt: skip
def test_columns_are_recognised(header: tuple[str, ...], fields: list[str]) -> None:
    mapping = recognised(header, "mandatarissen")
    assert mapping == {field: index for index, field in enumerate(fields) if field}


@pytest.mark.parametrize(
    ("text", "segment"),
    [
        ("college", "college"),
        ("Schepencollege", "college"),
        ("Gemeenteraad", "raad"),
        ("OCMW-raad", "raad"),
        ("raadslid", "raad"),
        ("BCSD", "bcsd"),
        ("Bijzonder comité voor de sociale dienst", "bcsd"),
        ("Managementteam", "management"),
        ("diensthoofden", "management"),
        ("Algemeen directeur", "management"),
        ("Gasten", "gast"),
        ("vogelliefhebbers", None),
    ],
)
def test_groups_are_recognised(text: str, segment: str | None) -> None:
    assert group_of(text) == segment


def test_people_are_added_with_their_group(bestuur: Bestuur) -> None:
    read_in(bestuur, sheet_csv(HEADER, LEEN))
    assert facts() == [("Leen Maes", ["college"], "schepen van Welzijn", "leen@voorbeeld.be", "0470 00 00 01")]
    assert Mandaat.objects.get().source == "import"


def test_who_has_no_group_gets_the_chosen_one(bestuur: Bestuur) -> None:
    read_in(bestuur, sheet_csv(("Voornaam",), ("Leen",)), segment="management")
    assert Mandaat.objects.get().segment == "management"


def test_without_a_choice_that_is_guest(bestuur: Bestuur) -> None:
    read_in(bestuur, sheet_csv(("Voornaam",), ("Leen",)))
    assert Mandaat.objects.get().segment == "gast"


@pytest.mark.parametrize(
    ("header", "name", "parts"),
    [
        ("Naam", "Jan Van den Berg", ("Jan", "Van den Berg")),
        ("Naam", "Van den Berg, Jan", ("Jan", "Van den Berg")),
        ("Naam en voornaam", "Van den Berg Jan", ("Jan", "Van den Berg")),
        ("Naam en voornaam", "Van den Berg, Jan", ("Jan", "Van den Berg")),
        ("Naam", "Maxim", ("Maxim", "")),
        ("Naam en voornaam", "Maxim", ("Maxim", "")),
    ],
)
def test_a_name_in_one_column_is_split(bestuur: Bestuur, header: str, name: str, parts: tuple[str, str]) -> None:
    read_in(bestuur, sheet_csv((header, "Functie"), (name, "")))
    assert Mandataris.objects.values_list("first_name", "last_name").get() == parts


def test_the_same_file_twice_changes_nothing(bestuur: Bestuur) -> None:
    content = sheet_csv((*HEADER, "Bevoegdheden"), (*LEEN, "Welzijn; Jeugd"), ("Jo", "Claes", "", "", "gast", "", ""))
    assert len(read_in(bestuur, content).new) == 2
    assert read_in(bestuur, content).changes_nothing


def test_a_person_on_two_rows_is_in_two_groups(bestuur: Bestuur) -> None:
    other = ("LEEN", "MAES", "leen@voorbeeld.be", "", "BCSD", "voorzitter")
    differences = read_in(bestuur, sheet_csv(HEADER, LEEN, other))
    assert facts() == [("Leen Maes", ["bcsd", "college"], "schepen van Welzijn", "leen@voorbeeld.be", "0470 00 00 01")]
    assert differences.refused == [
        Refusal(3, "functie", "deze persoon staat al op rij 2, met 'schepen van Welzijn'", is_whole_row=False)
    ]
    assert read_in(bestuur, sheet_csv(HEADER, LEEN, other)).changes_nothing


def test_several_groups_in_one_cell(bestuur: Bestuur) -> None:
    read_in(bestuur, sheet_csv(("Voornaam", "Groep"), ("Leen", "college / raad; BCSD")))
    assert sorted(Mandaat.objects.values_list("segment", flat=True)) == ["bcsd", "college", "raad"]


def test_an_empty_cell_leaves_what_is_there(bestuur: Bestuur) -> None:
    read_in(bestuur, sheet_csv(HEADER, LEEN))
    assert read_in(bestuur, sheet_csv(HEADER, ("Leen", "Maes", "", "", "", ""))).changes_nothing
    assert facts() == [("Leen Maes", ["college"], "schepen van Welzijn", "leen@voorbeeld.be", "0470 00 00 01")]


@pytest.mark.parametrize("shorter", ["schepen", "Schepen", "SCHEPEN VAN WELZIJN"])
def test_a_function_that_says_less_leaves_the_fuller_one(bestuur: Bestuur, shorter: str) -> None:
    """A list of e-mail addresses with 'schepen' beside each name would wipe out of what."""
    read_in(bestuur, sheet_csv(HEADER, LEEN))
    assert read_in(bestuur, sheet_csv(HEADER, (*LEEN[:5], shorter))).changes_nothing
    assert facts()[0][2] == "schepen van Welzijn"
    for other in ("schepenen", "burgemeester"):
        read_in(bestuur, sheet_csv(HEADER, (*LEEN[:5], other)))
        assert facts()[0][2] == other


def test_a_group_on_one_row_is_enough(bestuur: Bestuur) -> None:
    read_in(bestuur, sheet_csv(("Naam", "Groep"), ("Leen Maes", ""), ("Leen Maes", "BCSD"), ("Leen Maes", "")))
    assert [mandate.segment for mandate in Mandaat.objects.all()] == ["bcsd"]


def test_who_is_not_in_a_spreadsheet_stays_in_office(bestuur: Bestuur) -> None:
    read_in(bestuur, sheet_csv(HEADER, LEEN))
    assert read_in(bestuur, sheet_csv(HEADER, ("Jo", "Claes", "", "", "college", ""))).counts["ended"] == 0
    assert Mandataris.objects.in_office(NOW.date()).count() == 2


def test_a_spreadsheet_adds_addresses_to_imported_people(bestuur: Bestuur) -> None:
    rows = [*schepen("Leen Maes", "Jeugd"), vmdb_row("Jo Claes")]
    read_in(bestuur, vmdb_csv(*rows))
    differences = read_in(
        bestuur, sheet_csv(("Naam", "E-mail", "Groep"), ("leen maes", "leen@voorbeeld.be", "college"))
    )
    assert told(differences) == {"Leen Maes": [("e-mailadres", "", "leen@voorbeeld.be")]}
    assert read_in(bestuur, vmdb_csv(*rows)).changes_nothing


def test_what_was_typed_by_hand_stays_and_is_shown(bestuur: Bestuur) -> None:
    person = make_mandataris(
        bestuur, first_name="Leen", last_name="Maes", segment="college", email="ik@thuis.be", typed_fields=["email"]
    )
    differences = read_in(bestuur, sheet_csv(HEADER, LEEN))
    [kept] = differences.kept[0].kept
    assert (kept.label, kept.old, kept.new) == ("e-mailadres", "ik@thuis.be", "leen@voorbeeld.be")
    person.refresh_from_db()
    assert (person.email, person.phone) == ("ik@thuis.be", "0470 00 00 01")


def test_a_group_given_by_hand_is_not_doubled(bestuur: Bestuur) -> None:
    person = make_mandataris(bestuur, first_name="Leen", last_name="Maes")
    make_mandaat(person, "college")
    read_in(bestuur, sheet_csv(HEADER, LEEN))
    assert person.mandaten.values_list("segment", "source").get() == ("college", "hand")


def test_a_group_from_a_spreadsheet_becomes_the_mandate_of_the_register(bestuur: Bestuur) -> None:
    read_in(bestuur, sheet_csv(HEADER, LEEN))
    read_in(bestuur, vmdb_csv(*schepen("Leen Maes", "Jeugd")))
    assert Mandaat.objects.values_list("segment", "function").get() == ("college", "Schepen")


def test_a_mandate_may_have_dates(bestuur: Bestuur) -> None:
    header = ("Voornaam", "Mandaat van", "Mandaat tot en met")
    rows = [("Leen", "2/1/2025", ""), ("Jo", "2/1/2025", "31-01-2025"), ("Els", "3/2/2025", "1/1/2025")]
    differences = read_in(bestuur, sheet_csv(header, *rows))
    assert list(Mandaat.objects.order_by("pk").values_list("starts_on", "ends_on")) == [
        (dt.date(2025, 1, 2), None),
        (dt.date(2025, 1, 2), dt.date(2025, 1, 31)),
        (dt.date(2025, 2, 3), None),
    ]
    assert differences.refused == [
        Refusal(4, "Mandaat tot en met", "het mandaat eindigt voor het begint", is_whole_row=False)
    ]
    assert read_in(bestuur, sheet_csv(header, *rows)).changes_nothing


def test_a_minor_comes_with_a_guardian(bestuur: Bestuur) -> None:
    header = ("Voornaam", "Minderjarig", "Ouder of voogd")
    read_in(bestuur, sheet_csv(header, ("Maxim", "ja", "Ann, 0470 00 00 02"), ("Leen", "nee", "")))
    assert list(Mandataris.objects.order_by("pk").values_list("first_name", "is_minor", "guardian")) == [
        ("Maxim", True, "Ann, 0470 00 00 02"),
        ("Leen", False, ""),
    ]


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("E-mail", "leen(at)voorbeeld.be", "'leen(at)voorbeeld.be' is geen e-mailadres"),
        ("Telefoon", "bel maar", "'bel maar' is geen telefoonnummer"),
        ("Minderjarig", "misschien", "'misschien' begrijpen we niet. Schrijf ja of nee"),
        ("Mandaat van", "vroeger", "'vroeger' is geen datum. Schrijf bijvoorbeeld 02-01-2025"),
        (
            "Groep",
            "de kelder",
            "de groep 'de kelder' kennen we niet. Schrijf college, gemeenteraad, bijzonder comité, management of gast",
        ),
        ("Functie", "x" * 201, "deze tekst is te lang: 201 tekens, hoogstens 200"),
        ("Functie", "#N/B", "in deze cel staat een formule met een fout (#N/B)"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_and_the_rest_stays(
    bestuur: Bestuur, column: str, text: str, reason: str
) -> None:
    differences = read_in(bestuur, sheet_csv(("Voornaam", "Achternaam", column), ("Leen", "Maes", text)))
    assert differences.refused == [Refusal(2, column, reason, is_whole_row=False)]
    assert [str(person) for person in Mandataris.objects.all()] == ["Leen Maes"]


def test_a_row_without_a_name_is_refused(bestuur: Bestuur) -> None:
    differences = read_in(bestuur, sheet_csv(HEADER, ("", "", *LEEN[2:]), ("", *LEEN[1:]), LEEN))
    assert differences.refused == [
        Refusal(2, "Voornaam", "de naam ontbreekt"),
        Refusal(3, "Voornaam", "de voornaam ontbreekt"),
    ]
    assert Mandataris.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Leen <leen@voorbeeld.be>", "leen@voorbeeld.be"),
        ("mailto:leen@voorbeeld.be", "leen@voorbeeld.be"),
        ("leen@voorbeeld.be;", "leen@voorbeeld.be"),
    ],
)
def test_addresses_as_mail_programs_write_them(bestuur: Bestuur, text: str, kept: str) -> None:
    read_in(bestuur, sheet_csv(("Voornaam", "E-mail"), ("Leen", text), separator=","))
    assert Mandataris.objects.get().email == kept


@pytest.mark.parametrize(
    ("text", "kept"), [("470000001", "0470000001"), ("51000001", "051000001"), ("+32 51 00", "+32 51 00")]
)
def test_a_telephone_gets_back_the_zero_that_the_spreadsheet_took(bestuur: Bestuur, text: str, kept: str) -> None:
    read_in(bestuur, sheet_csv(("Voornaam", "Telefoon"), ("Leen", text)))
    assert Mandataris.objects.get().phone == kept


def test_the_email_tells_namesakes_apart(bestuur: Bestuur) -> None:
    first, second = (
        make_mandataris(bestuur, first_name="Jan", last_name="Maes", email=f"jan{number}@voorbeeld.be", segment="gast")
        for number in (1, 2)
    )
    read_in(bestuur, sheet_csv(("Naam", "E-mail", "GSM"), ("Jan Maes", "jan2@voorbeeld.be", "0470 00 00 02")))
    assert [person.phone for person in Mandataris.objects.order_by("pk")] == ["", "0470 00 00 02"]
    assert (first.pk, second.pk) == tuple(Mandataris.objects.order_by("pk").values_list("pk", flat=True))


def test_the_example_is_read_without_a_question(bestuur: Bestuur) -> None:
    upload = read(example_workbook("mandatarissen"))
    assert upload.table is not None
    assert len(recognised(upload.table.header, "mandatarissen")) == len(upload.table.header)
    differences = read_in(bestuur, example_workbook("mandatarissen"))
    assert (differences.refused, differences.counts["new"]) == ([], 3)
    assert [(name, groups) for name, groups, *_ in facts()] == [
        ("Maxim Deprez", ["gast"]),
        ("Karim El Amrani", ["raad"]),
        ("Leen Vandevoorde", ["college"]),
    ]


def test_a_function_that_names_a_group_is_proposed_and_never_taken_silently(bestuur: Bestuur) -> None:
    rows = [
        ("Voornaam", "Functie"),
        ("Greet", "diensthoofd welzijn"),
        ("Jan", "algemeen directeur"),
        ("Lies", "bakker"),
    ]
    inlezing = begin(bestuur, sheet_csv(*rows))
    hinted = [(one.name, one.hinted, one.facts[1]) for one in differences_of(inlezing, now=NOW).hinted]
    assert hinted == [("Greet", "management", "gast"), ("Jan", "management", "gast")]
    group_by_function(inlezing, chosen=True)
    groups = [(one.name, one.facts[1]) for one in differences_of(inlezing, now=NOW).new]
    assert groups == [("Greet", "management"), ("Jan", "management"), ("Lies", "gast")]


def test_a_group_in_the_file_or_the_chosen_one_leaves_nothing_to_propose(bestuur: Bestuur) -> None:
    header = ("Voornaam", "Groep", "Functie")
    grouped = begin(bestuur, sheet_csv(header, ("Jan", "gast", "directeur van een school")))
    chosen = begin(bestuur, sheet_csv(("Voornaam", "Functie"), ("Jan", "diensthoofd")), segment="management")
    assert [differences_of(one, now=NOW).hinted for one in (grouped, chosen)] == [[], []]


def test_the_age_of_a_pupil_is_asked_when_the_file_does_not_say_it(bestuur: Bestuur) -> None:
    rows = [("Voornaam", "Functie", "Minderjarig"), ("Maxim", "leerling 6de jaar", ""), ("Lou", "leerling", "ja")]
    (remark,) = differences_of(begin(bestuur, sheet_csv(*rows)), now=NOW).remarks
    assert remark.startswith("Maxim: leerling, maar het bestand zegt niet of dat een minderjarige is.")
    assert "toestemming van een ouder of voogd" in remark
    rows = [("Voornaam", "Functie"), ("An", "leerlingenbegeleider")]
    assert differences_of(begin(bestuur, sheet_csv(*rows)), now=NOW).remarks == []

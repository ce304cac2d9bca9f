"""The export of the Mandatendatabank, from bytes to people in the list."""

import datetime as dt

import pytest

from programmes.imports import mandatendatabank
from programmes.imports.areas import plain_name
from programmes.imports.columns import MANDATENDATABANK
from programmes.imports.records import People, Refusal, UploadError
from programmes.models import Bestuur, Mandaat, Mandataris
from tests.factories import make_bestuur, make_mandaat, make_mandataris
from tests.programmes.import_files import (
    BCSD,
    CBS,
    NOW,
    csv_text,
    lmb_csv,
    lmb_row,
    read,
    read_in,
    schepen,
    sheet_csv,
    told,
    vmdb_csv,
    vmdb_row,
    xlsx,
)

ON = NOW.date()
BURGEMEESTER = {"bestuursfunctieLabel": "Burgemeester", "bestuursorgaanClassificatieLabel": CBS}


def people_in(*rows: dict[str, str], name: str = "Leiedorp") -> People:
    table = read(vmdb_csv(*rows), name=name).table
    assert table is not None
    return mandatendatabank.people_of(table, on=ON)


def test_rows_are_grouped_per_mandate_and_person() -> None:
    raad = vmdb_row("Wout Maes")
    [wout] = people_in(raad, *schepen("Wout Maes", "Jeugd", "Kinderopvang")).people
    assert (wout.row, wout.name, wout.uri) == (2, "Wout Maes", raad["persoon"])
    assert [(m.segment, m.function, m.starts_on) for m in wout.mandates] == [
        ("college", "Schepen", dt.date(2025, 1, 2)),
        ("raad", "Gemeenteraadslid", dt.date(2025, 1, 2)),
    ]
    assert [label for label, _ in wout.domains or ()] == ["Jeugd", "Kinderopvang"]
    assert wout.values["function"] == "Schepen van Jeugd, Kinderopvang"


def test_the_mayor_stands_there_twice_and_counts_once() -> None:
    college = vmdb_row("Noor Testaert", **BURGEMEESTER)
    alone = vmdb_row("Noor Testaert", **BURGEMEESTER | {"bestuursorgaanClassificatieLabel": "Burgemeester"})
    for rows in ([college, alone], [alone, college]):
        [noor] = people_in(*rows).people
        assert [(m.segment, m.function, m.organ) for m in noor.mandates] == [
            ("college", "Burgemeester", "College van Burgemeester en Schepenen Leiedorp")
        ]


@pytest.mark.parametrize(
    ("function", "organ", "segment", "shown"),
    [
        ("Burgemeester", CBS, "college", "Burgemeester"),
        ("Aangewezen burgemeester", "Burgemeester", "college", "Aangewezen burgemeester"),
        ("Schepen", CBS, "college", "Schepen van Senioren"),
        ("Toegevoegde schepen", CBS, "college", "Toegevoegde schepen van Senioren"),
        ("Lid van het Vast Bureau", "Vast Bureau", "college", "Lid van het Vast Bureau"),
        ("Gemeenteraadslid", "Gemeenteraad", "raad", "Gemeenteraadslid"),
        ("Voorzitter van de gemeenteraad", "Gemeenteraad", "raad", "Voorzitter van de gemeenteraad"),
        (
            "Lid van de Raad voor Maatschappelijk Welzijn",
            "Raad voor Maatschappelijk Welzijn",
            "raad",
            "Lid van de Raad voor Maatschappelijk Welzijn",
        ),
        (f"Voorzitter van het {BCSD}", BCSD, "bcsd", "Voorzitter van het BCSD"),
        (f"Lid van het {BCSD}", BCSD, "bcsd", "Lid van het BCSD"),
        ("Algemeen directeur", "Leidend ambtenaar", "management", "Algemeen directeur"),
        ("Financieel directeur", "Leidend ambtenaar", "management", "Financieel directeur"),
    ],
)
def test_the_body_gives_the_group_and_the_mandate_the_function(
    function: str, organ: str, segment: str, shown: str
) -> None:
    cells = {"bestuursfunctieLabel": function, "bestuursorgaanClassificatieLabel": organ}
    [person] = people_in(vmdb_row("An Maes", beleidsdomeinLabel="Senioren", **cells)).people
    assert ([m.segment for m in person.mandates], person.values["function"]) == ([segment], shown)


def test_a_long_list_of_domains_is_cut() -> None:
    domains = ["Buitenschoolse kinderopvang", "Derde leeftijd", "Samenlevingsopbouw", "Sociale huisvesting"]
    [person] = people_in(*schepen("An Maes", *domains)).people
    assert person.values["function"] == (
        "Schepen van Buitenschoolse kinderopvang, Derde leeftijd, Samenlevingsopbouw e.a."
    )


def test_an_unknown_body_is_refused_and_the_person_stays() -> None:
    strange = vmdb_row("An Maes", bestuursfunctieLabel="Lid", bestuursorgaanClassificatieLabel="Zoneraad")
    people = people_in(vmdb_row("An Maes"), strange)
    assert [person.name for person in people.people] == ["An Maes"]
    assert people.refused == [Refusal(3, "orgaan", "'Lid' in 'Zoneraad Leiedorp' hoort bij geen groep die we kennen")]
    assert people.ends_missing


@pytest.mark.parametrize(
    ("rows", "fractie"),
    [
        (["Lijst A", "Lijst B"], "Lijst A"),
        (["", "Lijst B"], "Lijst B"),
        (["", ""], "Onbekend"),
    ],
)
def test_without_a_fractie_that_as_councillor_counts(rows: list[str], fractie: str) -> None:
    as_schepen, as_councillor = rows
    [person] = people_in(
        *schepen("An Maes", fractieNaam=as_schepen), vmdb_row("An Maes", fractieNaam=as_councillor)
    ).people
    assert person.values["fractie"] == fractie


def test_a_manager_has_no_fractie() -> None:
    cells = {"bestuursfunctieLabel": "Algemeen directeur", "bestuursorgaanClassificatieLabel": "Directiecomité"}
    [person] = people_in(vmdb_row("An Maes", **cells)).people
    assert "fractie" not in person.values


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("2025-01-02T00:00:00Z", dt.date(2025, 1, 2)),
        ("2025-01-02", dt.date(2025, 1, 2)),
        ("2025-01-01T23:00:00Z", dt.date(2025, 1, 2)),
        ("2025-01-02T00:00:00+01:00", dt.date(2025, 1, 2)),
        ("", None),
    ],
)
def test_dates_come_with_and_without_a_time(start: str, day: dt.date | None) -> None:
    [person] = people_in(vmdb_row("An Maes", start=start)).people
    assert person.mandates[0].starts_on == day


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"achternaam": ""}, "achternaam", "de naam ontbreekt"),
        ({"voornaam": ""}, "voornaam", "de naam ontbreekt"),
        ({"voornaam": "A" * 101}, "voornaam", "deze tekst is te lang: 101 tekens, hoogstens 100"),
        ({"start": "gisteren"}, "start", "'gisteren' is geen datum. Schrijf bijvoorbeeld 02-01-2025"),
        ({"eind": "2025-02-31"}, "eind", "'2025-02-31' is geen datum. Schrijf bijvoorbeeld 02-01-2025"),
        ({"eind": "2024-12-31"}, "eind", "het mandaat eindigt voor het begint"),
        ({"start": "0025-01-02"}, "start", "het jaar 25 kan niet"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_column(cells: dict[str, str], column: str, reason: str) -> None:
    people = people_in(vmdb_row("An Maes", bestuursPeriodeStart="2025-01-01", **cells), vmdb_row("Jo Claes"))
    assert [person.name for person in people.people] == ["Jo Claes"]
    assert people.refused == [Refusal(2, column, reason)]
    assert not people.ends_missing


def test_the_call_name_counts_when_there_is_no_first_name() -> None:
    [person] = people_in(vmdb_row("An Maes", voornaam="", roepnaam="Anneke")).people
    assert person.name == "Anneke Maes"


# Which rows are ours


def test_of_all_of_flanders_only_our_rows_are_kept() -> None:
    ours, theirs = vmdb_row("An Maes"), vmdb_row("Jo Claes", werkingsgebiedLabel="Dorpelgem")
    province = vmdb_row("Jo Pro", bestuurseenheidClassificatieLabel="Provincie")
    ocmw = vmdb_row("An Maes", bestuurseenheidClassificatieLabel="OCMW", bestuursfunctieLabel="Lid van het Vast Bureau")
    upload = read(vmdb_csv(theirs, ours, province, ocmw))
    assert upload.table is not None
    assert [number for number, _ in upload.table.rows] == [3, 5]
    assert upload.table.skipped == {"Rijen van een ander bestuur": 2}
    assert upload.area is not None
    assert upload.area.label == "Leiedorp (gemeente en OCMW)"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Stad en OCMW Izegem", "izegem"),
        ("Lokaal bestuur Leiedorp", "leiedorp"),
        ("Gemeente De Pinte", "de pinte"),
        ("Heist-op-den-Berg", "heist op den berg"),
        ("Sint-Niklaas (Oost-Vlaanderen)", "sint niklaas"),
        ("Stad", "stad"),
    ],
)
def test_the_name_of_an_authority_is_compared_without_its_title(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_an_earlier_period_is_passed_over() -> None:
    earlier = vmdb_row("Oud Maes", start="2019-01-02", bestuursPeriodeStart="2019-01-01", eind="2024-12-31")
    table = read(vmdb_csv(earlier, vmdb_row("An Maes"))).table
    assert table is not None
    assert ([number for number, _ in table.rows], table.skipped) == ([3], {"Rijen van een vorige bestuursperiode": 1})


def test_a_town_that_merged_is_found_by_its_present_period() -> None:
    """Before the merger of 2025 another territory had the same name."""
    old = vmdb_row("Oud Maes", werkingsgebied="http://oud", bestuursPeriodeStart="2019-01-01")
    assert read(vmdb_csv(old, vmdb_row("An Maes"))).area is not None


def test_when_our_name_is_not_there_one_can_choose() -> None:
    rows = [vmdb_row("An Maes", werkingsgebiedLabel="Zult"), vmdb_row("Jo Claes", werkingsgebiedLabel="Aalt")]
    upload = read(vmdb_csv(*rows), name="Zorgbedrijf")
    assert upload.table is None
    assert [area.label for area in upload.choices] == ["Aalt (gemeente en OCMW)", "Zult (gemeente en OCMW)"]
    chosen = read(vmdb_csv(*rows), name="Zult", chosen=upload.choices[1].key).table
    assert chosen is not None
    assert [number for number, _ in chosen.rows] == [2]


def test_when_two_territories_have_our_name_one_can_choose_between_them() -> None:
    rows = [vmdb_row("An Maes"), vmdb_row("Jo Claes", werkingsgebied="http://ander"), vmdb_row("Jo Pro")]
    other = vmdb_row("Els Ver", werkingsgebiedLabel="Elders")
    upload = read(vmdb_csv(*rows, other))
    assert [area.name for area in upload.choices] == ["Leiedorp", "Leiedorp"]


def test_only_old_rows_is_said() -> None:
    with pytest.raises(UploadError) as caught:
        read(vmdb_csv(vmdb_row("Oud Maes", bestuursPeriodeStart="2019-01-01")))
    assert str(caught.value) == "In dit bestand staat geen enkele rij van de huidige bestuursperiode."


def glued(*rows: dict[str, str]) -> list[str]:
    """Two rows on one line, as an old version of the generator writes them now and then."""
    return [cell for row in rows for cell in (row[name] for name in MANDATENDATABANK)]


def test_glued_rows_are_refused_and_nobody_is_put_out_of_office() -> None:
    ours = [[vmdb_row("An Maes")[name] for name in MANDATENDATABANK], glued(vmdb_row("Jo Claes"), vmdb_row("Els Ver"))]
    theirs = glued(*[vmdb_row("Iemand Anders", werkingsgebiedLabel="Dorpelgem")] * 2)
    table = read(csv_text([MANDATENDATABANK, *ours, theirs]).encode()).table
    assert table is not None
    reason = "deze rij heeft 56 velden in plaats van 28; waarschijnlijk zijn er twee rijen aan elkaar geplakt"
    assert (table.refused, table.skipped) == (
        [Refusal(3, "", reason)],
        {"Onleesbare rijen van een ander bestuur": 1},
    )
    people = mandatendatabank.people_of(table, on=ON)
    assert (people.ends_missing, people.remarks) == (False, [mandatendatabank.NOBODY_ENDED])


def test_saved_again_by_excel_it_is_still_recognised() -> None:
    rows = [MANDATENDATABANK, *([row[name] for name in MANDATENDATABANK] for row in schepen("An Maes", "Jeugd"))]
    semicolon = sheet_csv(*rows, encoding="cp1252")
    for content in (xlsx(*rows), semicolon):
        upload = read(content)
        assert (upload.layout, upload.table and len(upload.table.rows)) == ("vmdb", 1)


# In the list


def test_the_same_file_twice_changes_nothing(bestuur: Bestuur) -> None:
    content = vmdb_csv(vmdb_row("An Maes"), *schepen("Wout Maes", "Jeugd", "Welzijn"))
    assert read_in(bestuur, content).counts == counts(new=2)
    before = [list(model.objects.order_by("pk").values()) for model in (Mandataris, Mandaat)]
    assert read_in(bestuur, content).counts == counts(same=2)
    assert [list(model.objects.order_by("pk").values()) for model in (Mandataris, Mandaat)] == before


def counts(**numbers: int) -> dict[str, int]:
    return dict.fromkeys(("new", "changed", "ended", "same", "refused", "kept"), 0) | numbers


def test_what_is_imported_stands_in_the_list(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(vmdb_row("Wout Maes"), *schepen("Wout Maes", "Jeugd", rangorde="Eerste schepen")))
    wout = Mandataris.objects.get()
    assert (str(wout), wout.function, wout.fractie, wout.bestuur, wout.typed_fields) == (
        "Wout Maes",
        "Schepen van Jeugd",
        "Lijst Voorbeeld",
        bestuur,
        [],
    )
    assert list(wout.mandaten.values_list("segment", "function", "organ", "rank", "source", "ends_on")) == [
        ("college", "Schepen", f"{CBS} Leiedorp", "Eerste schepen", "import", None),
        ("raad", "Gemeenteraadslid", "Gemeenteraad Leiedorp", "", "import", None),
    ]
    assert [(domain.label, domain.source) for domain in wout.bevoegdheden.all()] == [("Jeugd", "import")]


def test_who_is_not_in_office_is_not_added(bestuur: Bestuur) -> None:
    ended = vmdb_row("Jan Weg", eind="2025-02-02T00:00:00Z")
    today = vmdb_row("Jo Nog", eind="2025-02-03T00:00:00Z")
    prevented = vmdb_row("An Maes", statusLabel="Verhinderd")
    differences = read_in(bestuur, vmdb_csv(ended, today, prevented))
    assert differences.skipped == {"Personen die niet (meer) in functie zijn": 2}
    assert [str(person) for person in Mandataris.objects.all()] == ["Jo Nog"]


def test_a_mandate_that_ends_puts_out_of_office_and_keeps_the_person(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(vmdb_row("An Maes"), vmdb_row("Jo Claes")))
    differences = read_in(bestuur, vmdb_csv(vmdb_row("An Maes", eind="2025-01-31T00:00:00Z"), vmdb_row("Jo Claes")))
    assert differences.counts == counts(ended=1, same=1)
    assert told(differences) == {
        "An Maes": [("Gemeenteraadslid (Gemeenteraad Leiedorp)", "loopt door", "tot en met 31 januari 2025")]
    }
    assert [str(person) for person in Mandataris.objects.in_office(ON)] == ["Jo Claes"]
    assert Mandataris.objects.count() == 2


def test_who_is_prevented_is_out_of_office_for_as_long(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(vmdb_row("An Maes")))
    assert read_in(bestuur, vmdb_csv(vmdb_row("An Maes", statusLabel="Verhinderd"))).counts == counts(ended=1)
    assert read_in(bestuur, vmdb_csv(vmdb_row("An Maes"))).counts == counts(changed=1)
    assert Mandataris.objects.in_office(ON).count() == 1


def test_who_is_no_longer_in_the_file_has_left_office_yesterday(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(vmdb_row("An Maes"), vmdb_row("Jo Claes")))
    assert read_in(bestuur, vmdb_csv(vmdb_row("Jo Claes"))).counts == counts(ended=1, same=1)
    assert Mandaat.objects.get(mandataris__first_name="An").ends_on == dt.date(2025, 2, 2)
    assert read_in(bestuur, vmdb_csv(vmdb_row("Jo Claes"))).counts == counts(same=1)
    back = read_in(bestuur, vmdb_csv(vmdb_row("An Maes"), vmdb_row("Jo Claes")))
    assert back.counts == counts(changed=1, same=1)
    assert Mandataris.objects.in_office(ON).count() == 2


def test_a_mandate_that_had_to_begin_ends_on_its_first_day(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(vmdb_row("An Maes", start="2025-03-01"), vmdb_row("Jo Claes")))
    read_in(bestuur, vmdb_csv(vmdb_row("Jo Claes")))
    assert Mandaat.objects.get(mandataris__first_name="An").ends_on == dt.date(2025, 3, 1)
    assert read_in(bestuur, vmdb_csv(vmdb_row("Jo Claes"))).changes_nothing


def test_a_file_of_the_council_ends_nobody_in_the_college(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(*schepen("Wout Maes", "Jeugd"), vmdb_row("An Maes")))
    assert read_in(bestuur, vmdb_csv(vmdb_row("Jo Claes"))).counts == counts(new=1, ended=1)
    assert [str(person) for person in Mandataris.objects.in_office(ON)] == ["Jo Claes", "Wout Maes"]


def test_a_replaced_mandate_is_ended_and_the_new_one_added(bestuur: Bestuur) -> None:
    old, new = (
        vmdb_row("An Maes", mandataris="http://m/1"),
        vmdb_row("An Maes", mandataris="http://m/2", start="2025-02-01"),
    )
    read_in(bestuur, vmdb_csv(old))
    assert read_in(bestuur, vmdb_csv(new)).counts == counts(changed=1)
    assert list(Mandaat.objects.values_list("uri", "ends_on")) == [
        ("http://m/1", dt.date(2025, 2, 2)),
        ("http://m/2", None),
    ]


def test_new_domains_come_and_old_ones_go(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(*schepen("An Maes", "Jeugd", "Welzijn")))
    differences = read_in(bestuur, vmdb_csv(*schepen("An Maes", "Senioren", "Welzijn")))
    assert told(differences) == {
        "An Maes": [
            ("functie", "Schepen van Jeugd, Welzijn", "Schepen van Senioren, Welzijn"),
            ("bevoegdheden", "Jeugd, Welzijn", "Senioren, Welzijn"),
        ]
    }
    assert [str(domain) for domain in Mandataris.objects.get().bevoegdheden.all()] == ["Senioren", "Welzijn"]


def test_what_was_typed_by_hand_stays_and_is_shown(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(*schepen("An Maes", "Jeugd")))
    an = Mandataris.objects.get()
    an.function, an.phone, an.typed_fields = "Schepen van het Kind", "0470 00 00 00", ["function", "phone"]
    an.save()
    differences = read_in(bestuur, vmdb_csv(*schepen("An Maes", "Jeugd")))
    assert differences.counts == counts(same=1, kept=1)
    [kept] = differences.kept[0].kept
    assert (kept.label, kept.old, kept.new) == ("functie", "Schepen van het Kind", "Schepen van Jeugd")
    an.refresh_from_db()
    assert (an.function, an.phone) == ("Schepen van het Kind", "0470 00 00 00")


def test_mandates_and_domains_given_by_hand_are_left_alone(bestuur: Bestuur) -> None:
    an = make_mandataris(bestuur, first_name="An", last_name="Maes")
    by_hand = make_mandaat(an, "bcsd", function="Voorzitter")
    an.bevoegdheden.create(label="Zorg")
    read_in(bestuur, vmdb_csv(*schepen("An Maes", "Jeugd", "Zorg")))
    by_hand.refresh_from_db()
    assert (by_hand.function, by_hand.ends_on, by_hand.source) == ("Voorzitter", None, "hand")
    assert [(d.label, d.source) for d in an.bevoegdheden.all()] == [("Jeugd", "import"), ("Zorg", "hand")]
    differences = read_in(bestuur, vmdb_csv(vmdb_row("Jo Claes"), *schepen("Els Ver")))
    assert [one.kind for one in differences.all if one.name == "An Maes"] == ["changed"]  # still in the committee
    assert an in Mandataris.objects.in_office(ON)


def test_domains_that_a_person_corrected_stay(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(*schepen("An Maes", "Jeugd", "Welzijn")))
    an = Mandataris.objects.get()
    an.bevoegdheden.filter(label="Jeugd").delete()
    an.typed_fields = ["domains"]
    an.save()
    differences = read_in(bestuur, vmdb_csv(*schepen("An Maes", "Jeugd", "Welzijn")))
    assert differences.counts == counts(same=1, kept=1)
    assert [str(domain) for domain in an.bevoegdheden.all()] == ["Welzijn"]


def test_who_was_typed_before_is_found_by_name_and_linked(bestuur: Bestuur) -> None:
    zoe = make_mandataris(
        bestuur, first_name="zoe", last_name="D’Hondt Proef", typed_fields=["first_name", "last_name"]
    )
    row = vmdb_row("Zoë D'Hondt-Proef")
    read_in(bestuur, vmdb_csv(row))
    zoe.refresh_from_db()
    assert (zoe.persoon_uri, str(zoe), Mandataris.objects.count()) == (row["persoon"], "zoe D’Hondt Proef", 1)


def test_who_goes_by_another_first_name_is_found_too(bestuur: Bestuur) -> None:
    jef = make_mandataris(bestuur, first_name="Jef", last_name="Maes")
    read_in(bestuur, vmdb_csv(vmdb_row("Jozef Maes", roepnaam="Jef")))
    jef.refresh_from_db()
    assert (str(jef), Mandataris.objects.count()) == ("Jozef Maes", 1)


def test_a_person_who_changes_names_stays_the_same_person(bestuur: Bestuur) -> None:
    row = vmdb_row("An Maes")
    read_in(bestuur, vmdb_csv(row))
    differences = read_in(bestuur, vmdb_csv(row | {"achternaam": "Maes-Claes"}))
    assert told(differences) == {"An Maes": [("achternaam", "Maes", "Maes-Claes")]}


def test_namesakes_stay_two_people(bestuur: Bestuur) -> None:
    first = vmdb_row("Jan Maes", persoon="http://p/1", mandataris="http://m/1")
    second = vmdb_row("Jan Maes", persoon="http://p/2", mandataris="http://m/2")
    assert read_in(bestuur, vmdb_csv(first, second)).counts == counts(new=2)
    assert read_in(bestuur, vmdb_csv(first, second)).counts == counts(same=2)


def test_who_stands_twice_in_the_list_is_not_guessed_at(bestuur: Bestuur) -> None:
    for _ in range(2):
        make_mandataris(bestuur, first_name="Jan", last_name="Maes", segment="raad")
    differences = read_in(bestuur, vmdb_csv(vmdb_row("Jan Maes")))
    assert differences.refused == [
        Refusal(2, "naam", "'Jan Maes' staat 2 keer in je lijst; we weten niet wie bedoeld is")
    ]
    assert Mandataris.objects.in_office(ON).count() == 2


def test_a_known_fractie_is_not_replaced_by_unknown(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(vmdb_row("An Maes")))
    assert read_in(bestuur, vmdb_csv(vmdb_row("An Maes", fractieNaam="", fractie=""))).counts == counts(same=1)


def test_when_most_people_would_leave_that_is_remarked(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(*(vmdb_row(f"An Maes{letter}") for letter in "abcde")))
    differences = read_in(bestuur, vmdb_csv(vmdb_row("An Maesa"), vmdb_row("Jo Claes")))
    assert differences.remarks == [
        "4 van de 5 personen in je lijst gaan uit functie. Kijk na of dit het juiste bestand is."
    ]


def test_another_authority_is_not_touched(bestuur: Bestuur) -> None:
    other = make_bestuur()
    namesake = make_mandataris(other, first_name="An", last_name="Maes", segment="raad")
    read_in(bestuur, vmdb_csv(vmdb_row("An Maes")))
    assert list(other.mandatarissen.all()) == [namesake]
    assert namesake.mandaten.count() == 1


def test_the_register_and_the_download_know_the_same_mandates(bestuur: Bestuur) -> None:
    rows = [*schepen("An Maes", "Jeugd", "Welzijn"), vmdb_row("An Maes")]
    read_in(bestuur, vmdb_csv(*rows))
    download = lmb_csv(
        lmb_row("An Maes", "Schepen", CBS, Beleidsdomeinen="Jeugd / Welzijn"),
        lmb_row("An Maes"),
    )
    assert read_in(bestuur, download).counts == counts(same=1)
    assert read_in(bestuur, vmdb_csv(*rows)).counts == counts(same=1)
    assert Mandaat.objects.count() == 2


def test_an_end_before_the_begin_that_stands_in_the_list_takes_the_begin_away(bestuur: Bestuur) -> None:
    read_in(bestuur, vmdb_csv(vmdb_row("An Maes")))
    read_in(bestuur, vmdb_csv(vmdb_row("An Maes", start="", eind="2024-12-31T00:00:00Z")))
    mandaat = Mandaat.objects.get()
    assert (mandaat.starts_on, mandaat.ends_on) == (None, dt.date(2024, 12, 31))

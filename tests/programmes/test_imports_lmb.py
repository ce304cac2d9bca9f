"""The download of Lokaal Mandatenbeheer: no URIs, dates day first, one row per body."""

import datetime as dt

from programmes.imports import lmb
from programmes.imports.records import People, Refusal
from programmes.models import Bestuur, Mandaat, Mandataris
from tests.programmes.import_files import CBS, NOW, lmb_csv, lmb_row, read, read_in, vmdb_csv, vmdb_row

ON = NOW.date()


def people_in(*rows: dict[str, str], name: str = "Leiedorp") -> People:
    upload = read(lmb_csv(*rows))
    assert (upload.layout, upload.table is None) == ("lmb", False)
    assert upload.table is not None
    return lmb.people_of(upload.table, on=ON, name=name)


def test_rows_are_grouped_per_person() -> None:
    rows = [
        lmb_row("Noor Testaert", "Burgemeester", CBS, Beleidsdomeinen="Algemeen beleid / Financiën"),
        lmb_row("Noor Testaert", "Burgemeester", "Burgemeester", Beleidsdomeinen="Algemeen beleid / Financiën"),
        lmb_row("Noor Testaert", Rangorde="Eerste gemeenteraadslid"),
    ]
    [noor] = people_in(*rows).people
    assert noor.values == {
        "first_name": "Noor",
        "last_name": "Testaert",
        "function": "Burgemeester",
        "fractie": "Lijst Voorbeeld",
    }
    assert [(m.segment, m.function, m.organ, m.rank, m.starts_on) for m in noor.mandates] == [
        ("college", "Burgemeester", f"{CBS} Leiedorp", "", dt.date(2025, 1, 2)),
        ("raad", "Gemeenteraadslid", "Gemeenteraad Leiedorp", "Eerste gemeenteraadslid", dt.date(2025, 1, 2)),
    ]
    assert noor.domains == (("Algemeen beleid", ""), ("Financiën", ""))


def test_a_draft_is_passed_over() -> None:
    people = people_in(lmb_row("An Maes", PublicatieStatus="Draft"), lmb_row("Jo Claes", PublicatieStatus="Effectief"))
    assert [person.name for person in people.people] == ["Jo Claes"]
    assert people.skipped == {"Rijen die in Lokaal Mandatenbeheer nog een ontwerp zijn": 1}


def test_a_date_that_cannot_be_is_refused_with_its_column() -> None:
    people = people_in(lmb_row("An Maes", StartMandaat="31-02-2025"), lmb_row("Jo Claes"))
    assert people.refused == [Refusal(2, "startmandaat", "'31-02-2025' is geen datum. Schrijf bijvoorbeeld 02-01-2025")]


def test_a_file_of_the_neighbours_is_remarked() -> None:
    people = people_in(lmb_row("An Maes", Orgaan="Gemeenteraad Dorpelgem"))
    [remark] = people.remarks
    assert remark == (
        "De naam 'Leiedorp' staat bij geen enkel orgaan in dit bestand (Gemeenteraad Dorpelgem). "
        "Kijk na of dit het bestand van je eigen bestuur is."
    )


def test_the_same_file_twice_changes_nothing(bestuur: Bestuur) -> None:
    content = lmb_csv(lmb_row("An Maes"), lmb_row("Jo Claes", "Schepen", CBS, Beleidsdomeinen="Jeugd"))
    assert len(read_in(bestuur, content).new) == 2
    assert read_in(bestuur, content).changes_nothing


def test_the_key_is_the_name_however_it_is_written(bestuur: Bestuur) -> None:
    read_in(bestuur, lmb_csv(lmb_row("Zoë D'Hondt-Proef")))
    read_in(bestuur, lmb_csv(lmb_row("ZOE D’Hondt Proef")))
    assert Mandataris.objects.count() == 1


def test_ended_and_prevented_mandates_put_out_of_office(bestuur: Bestuur) -> None:
    read_in(bestuur, lmb_csv(lmb_row("Zoë Maes", "Schepen", CBS), lmb_row("Jo Claes")))
    differences = read_in(
        bestuur,
        lmb_csv(
            lmb_row("Zoë Maes", "Schepen", CBS, EindeMandaat="01-02-2025"),
            lmb_row("Zoë Maes", "Schepen", CBS, StartMandaat="01-02-2025", Status="Verhinderd"),
            lmb_row("Jo Claes"),
        ),
    )
    assert [one.name for one in differences.ended] == ["Zoë Maes"]
    assert list(Mandaat.objects.filter(mandataris__first_name="Zoë").values_list("ends_on", "is_prevented")) == [
        (dt.date(2025, 2, 1), False),
        (None, True),
    ]


def test_the_register_gives_the_people_of_the_download_their_uri(bestuur: Bestuur) -> None:
    read_in(bestuur, lmb_csv(lmb_row("An Maes")))
    differences = read_in(bestuur, vmdb_csv(vmdb_row("An Maes")))
    assert [(change.label, change.new) for change in differences.changed[0].changes] == [
        ("koppeling met de Mandatendatabank", "gekoppeld"),
        ("Gemeenteraadslid (Gemeenteraad Leiedorp)", "gekoppeld aan de Mandatendatabank"),
    ]
    assert Mandaat.objects.count() == 1

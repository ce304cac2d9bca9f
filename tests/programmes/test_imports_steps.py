"""The screens of reading in a file, from upload to done."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from programmes.imports.areas import Area
from programmes.imports.examples import example_rows
from programmes.inlezingen import KEPT_FOR, choose_area, forget, import_file
from programmes.models import Bestuur, Inlezing, Mandaat, Mandataris, User, Zorgdienst
from tests.factories import make_bestuur, make_mandataris
from tests.meanwhile import just_before, killed
from tests.programmes.import_files import NOW, begin, schepen, sheet_csv, vmdb_csv, vmdb_row, xlsx

pytestmark = pytest.mark.usefixtures("clock")

HEADER = ("Voornaam", "Achternaam", "E-mail")
LEEN = ("Leen", "Maes", "leen@voorbeeld.be")


def upload(client: Client, content: bytes, *, kind: str = "mandatarissen", name: str = "lijst.csv") -> HttpResponse:
    url = reverse("inlezing-new", args=["leiedorp", kind])
    return client.post(url, {"file": SimpleUploadedFile(name, content)})  # type: ignore[return-value]


def url_of(step: str) -> str:
    return reverse(f"inlezing-{step}", args=["leiedorp", Inlezing.objects.latest("pk").pk])


def fingerprint(response: Any) -> str:
    return str(response.context["differences"].fingerprint)


def test_a_register_goes_straight_to_the_preview_and_into_the_list(staff: Client, coordinator: User) -> None:
    response = upload(staff, vmdb_csv(vmdb_row("An Maes"), vmdb_row("Jo Claes", werkingsgebiedLabel="Elders")))
    assert response["Location"] == url_of("preview")
    page = staff.get(url_of("preview"))
    assert [one.name for one in page.context["differences"].new] == ["An Maes"]
    assert Mandataris.objects.count() == 0
    response = staff.post(url_of("preview"), {"seen": fingerprint(page)})
    assert response["Location"] == url_of("done")
    assert [str(person) for person in Mandataris.objects.all()] == ["An Maes"]
    inlezing = Inlezing.objects.get()
    assert (inlezing.by, inlezing.filename, inlezing.applied_at) == (coordinator, "lijst.csv", NOW)
    assert (inlezing.rows, inlezing.reading, inlezing.result["new"]) == ([], {}, 1)


def test_a_spreadsheet_goes_by_its_columns(staff: Client) -> None:
    response = upload(staff, sheet_csv(("Mens", *HEADER[1:]), LEEN))
    assert response["Location"] == url_of("map")
    page = staff.get(url_of("map"))
    assert [(field.label, field.initial, examples) for field, examples in page.context["form"].columns] == [
        ("Mens", "", ["Leen"]),
        ("Achternaam", "name", ["Maes"]),
        ("E-mail", "email", ["leen@voorbeeld.be"]),
    ]
    chosen = {"column_0": "first_name", "column_1": "last_name", "column_2": "", "segment": "bcsd"}
    response = staff.post(url_of("map"), chosen)
    assert response["Location"] == url_of("preview")
    staff.post(url_of("preview"), {"seen": fingerprint(staff.get(url_of("preview")))})
    assert Mandataris.objects.values_list("first_name", "last_name", "email").get() == ("Leen", "Maes", "")
    assert Mandaat.objects.get().segment == "bcsd"


def test_the_columns_can_be_corrected_after_the_preview(staff: Client) -> None:
    upload(staff, sheet_csv(HEADER, LEEN))
    staff.post(url_of("map"), {"column_0": "first_name", "segment": "raad"})
    form = staff.get(url_of("map")).context["form"]
    assert [field.initial for field, _ in form.columns] == ["first_name", "", ""]
    assert form["segment"].initial == "raad"


@pytest.mark.parametrize(
    ("kind", "chosen", "error"),
    [
        (
            "mandatarissen",
            {"segment": "gast"},
            {"__all__": ["Duid aan in welke kolom de voornaam staat (of de voornaam en de naam samen)."]},
        ),
        ("zorgdiensten", {}, {"__all__": ["Duid aan in welke kolom de naam van de dienst staat."]}),
        (
            "mandatarissen",
            {"segment": "gast", "column_0": "first_name", "column_2": "first_name"},
            {"column_2": ["'Voornaam' is ook al 'voornaam'. Kies er één van de twee."]},
        ),
        (
            "mandatarissen",
            {"segment": "gast", "column_0": "rijksregisternummer"},
            {"column_0": ["Selecteer een geldige keuze. rijksregisternummer is geen beschikbare keuze."]},
        ),
    ],
)
def test_a_wrong_choice_of_columns_is_said_and_nothing_is_lost(
    staff: Client, kind: str, chosen: dict[str, str], error: dict[str, list[str]]
) -> None:
    upload(staff, sheet_csv(HEADER, LEEN), kind=kind)
    response = staff.post(url_of("map"), chosen)
    assert (response.status_code, response.context["form"].errors) == (200, error)
    assert Inlezing.objects.get().options == {}


def test_without_a_known_header_one_says_whether_the_first_row_is_one(staff: Client) -> None:
    upload(staff, sheet_csv(("Wie", "Waar"), ("Leen", "hier")))
    form = staff.get(url_of("map")).context["form"]
    assert form["first_row_is_header"].initial is True
    staff.post(url_of("map"), {"column_0": "first_name", "segment": "gast", "first_row_is_header": "on"})
    assert [one.name for one in staff.get(url_of("preview")).context["differences"].new] == ["Leen"]
    staff.post(url_of("map"), {"column_0": "first_name", "segment": "gast"})
    assert [one.name for one in staff.get(url_of("preview")).context["differences"].new] == ["Wie", "Leen"]


def test_a_first_row_with_an_address_is_taken_for_a_person(staff: Client) -> None:
    upload(staff, sheet_csv(LEEN))
    assert staff.get(url_of("map")).context["form"]["first_row_is_header"].initial is False


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (b"%PDF-1.7", "Dit is geen rekenblad maar een PDF. Kies een .xlsx- of .csv-bestand."),
        (b"Voornaam;Naam\r\n", "Onder de kop staat geen enkele ingevulde rij."),
    ],
)
def test_a_file_that_cannot_be_read_is_said_beside_the_field(staff: Client, content: bytes, sentence: str) -> None:
    response = upload(staff, content)
    assert (response.status_code, response.context["form"].errors) == (200, {"file": [sentence]})
    assert Inlezing.objects.count() == 0


def test_no_file_is_said(staff: Client) -> None:
    response = staff.post(reverse("inlezing-new", args=["leiedorp", "mandatarissen"]))
    assert response.context["form"].errors == {"file": ["Kies eerst een bestand."]}


def test_too_large_a_file_is_said(staff: Client, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 1024**2
    response = upload(staff, vmdb_csv(*(vmdb_row(f"An Maes{number}") for number in range(4000))))
    [error] = response.context["form"].errors["file"]
    assert error == (
        "Dit bestand is te groot: 1 MB, en het mag hoogstens 1 MB zijn. "
        "Hou alleen de rijen van je eigen bestuur over (hoogstens 5.000)."
    )


def test_a_large_file_is_read_from_disk(staff: Client, bestuur: Bestuur) -> None:
    """Django keeps an upload over FILE_UPLOAD_MAX_MEMORY_SIZE in a temporary file."""
    content = vmdb_csv(
        vmdb_row("An Maes"), *(vmdb_row(f"Jo C{n}", werkingsgebiedLabel="Elders") for n in range(15_000))
    )
    assert len(content) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert upload(staff, content)["Location"] == url_of("preview")
    assert [row[0] for row in Inlezing.objects.get().rows] == [2]


def test_register_numbers_never_reach_the_database_and_the_column_is_named(staff: Client, bestuur: Bestuur) -> None:
    secret = "85073003328"
    rows = [("Voornaam", "rrn", "Notities"), ("Leen", secret, ""), ("Jo", secret, f"zie {secret}"), ("An", "", "niets")]
    upload(staff, sheet_csv(*rows))
    assert secret not in repr(list(Inlezing.objects.values()))
    page = staff.get(url_of("map"))
    assert page.context["inlezing"].reading["dropped"] == ["rrn"]
    assert secret not in page.content.decode()
    staff.post(url_of("map"), {"column_0": "first_name", "column_1": "notes", "segment": "gast"})
    preview = staff.get(url_of("preview"))
    assert "De kolom <strong>rrn</strong> is niet ingelezen en niet bewaard." in preview.content.decode()
    assert secret not in preview.content.decode()
    staff.post(url_of("preview"), {"seen": fingerprint(preview)})
    assert sorted(Mandataris.objects.values_list("first_name", "notes")) == [("An", "niets"), ("Jo", ""), ("Leen", "")]
    assert "De kolom <strong>rrn</strong>" in staff.get(url_of("done")).content.decode()


# Which authority is ours


def test_which_authority_is_ours_can_be_chosen_and_the_file_goes(staff: Client, bestuur: Bestuur) -> None:
    rows = [vmdb_row("An Maes", werkingsgebiedLabel="Zult"), vmdb_row("Jo Claes", werkingsgebiedLabel="Aalt")]
    response = upload(staff, vmdb_csv(*rows))
    assert response["Location"] == url_of("area")
    inlezing = Inlezing.objects.get()
    assert (inlezing.rows, Path(inlezing.file.path).exists()) == ([], True)
    form = staff.get(url_of("area")).context["form"]
    key, label = form.fields["area"].choices[1]
    assert label == "Zult (gemeente en OCMW)"
    assert staff.get(url_of("preview"))["Location"] == url_of("area")
    response = staff.post(url_of("area"), {"area": key})
    assert response["Location"] == url_of("preview")
    assert not Path(inlezing.file.path).exists()
    choose_area(inlezing, Area(**inlezing.reading["choices"][0]), most=10**6)  # pushed twice, read before the first
    assert inlezing.file.name == ""
    page = staff.get(url_of("preview"))
    assert [one.name for one in page.context["differences"].new] == ["An Maes"]
    staff.post(url_of("preview"), {"seen": fingerprint(page)})
    assert upload(staff, vmdb_csv(*rows))["Location"] == url_of("preview")  # it is remembered


def test_among_many_authorities_one_chooses_from_a_list(staff: Client) -> None:
    upload(staff, vmdb_csv(*(vmdb_row("An Maes", werkingsgebiedLabel=f"Dorp{number}") for number in range(9))))
    form = staff.get(url_of("area")).context["form"]
    assert form.fields["area"].choices[0] == ("", "Kies een bestuur")
    assert staff.post(url_of("area"), {}).context["form"].errors == {"area": ["Kies welk bestuur het jouwe is."]}
    path = Path(Inlezing.objects.get().file.path)
    forget(now=NOW + KEPT_FOR + dt.timedelta(seconds=1))
    assert (Inlezing.objects.count(), path.exists()) == (0, False)


# Between preview and import


def test_a_preview_that_is_out_of_date_is_shown_again_and_nothing_is_done(staff: Client, bestuur: Bestuur) -> None:
    upload(staff, vmdb_csv(vmdb_row("An Maes")))
    seen = fingerprint(staff.get(url_of("preview")))
    make_mandataris(bestuur, first_name="An", last_name="Maes")
    response = staff.post(url_of("preview"), {"seen": seen})
    assert (response.status_code, response.context["is_outdated"]) == (200, True)
    assert [one.name for one in response.context["differences"].changed] == ["An Maes"]
    assert Mandaat.objects.count() == 0
    staff.post(url_of("preview"), {"seen": fingerprint(response)})
    assert (Mandataris.objects.count(), Mandaat.objects.count()) == (1, 1)


def test_importing_twice_from_two_windows_does_it_once(staff: Client, bestuur: Bestuur) -> None:
    inlezing = begin(bestuur, vmdb_csv(vmdb_row("An Maes")))
    seen = fingerprint(staff.get(url_of("preview")))
    assert import_file(Inlezing.objects.get(), seen=seen, now=NOW) is not None
    assert import_file(inlezing, seen=seen, now=NOW) is None  # read before the other one was done
    assert staff.post(url_of("preview"), {"seen": seen})["Location"] == url_of("done")
    assert Mandataris.objects.count() == 1


def test_an_import_fails_whole(staff: Client, bestuur: Bestuur) -> None:
    inlezing = begin(bestuur, vmdb_csv(*schepen("An Maes", "Jeugd")))
    seen = fingerprint(staff.get(url_of("preview")))
    with just_before('UPDATE "programmes_inlezing"', killed), pytest.raises(KeyboardInterrupt):
        import_file(inlezing, seen=seen, now=NOW)
    assert (Mandataris.objects.count(), Mandaat.objects.count()) == (0, 0)


def test_when_nothing_changes_there_is_no_button(staff: Client, bestuur: Bestuur) -> None:
    for _ in range(2):
        upload(staff, vmdb_csv(vmdb_row("An Maes")))
        page = staff.get(url_of("preview"))
        staff.post(url_of("preview"), {"seen": fingerprint(page)})
    assert "Alles staat al zo in de lijst. Er is niets in te lezen." in page.content.decode()


def test_every_kind_of_news_is_on_the_preview(staff: Client, bestuur: Bestuur) -> None:
    rows = [vmdb_row("An Maes"), vmdb_row("Jo Claes"), vmdb_row("Els Ver")]
    upload(staff, vmdb_csv(*rows))
    staff.post(url_of("preview"), {"seen": fingerprint(staff.get(url_of("preview")))})
    Mandataris.objects.filter(first_name="Els").update(fractie="Mijn lijst", typed_fields=["fractie"])
    changed = vmdb_row("Jo Claes") | {"fractieNaam": "Andere lijst"}
    upload(
        staff,
        vmdb_csv(
            changed,
            rows[2],
            vmdb_row("Nieuw Mens"),
            vmdb_row(
                "Raar Mens", bestuursorgaanLabel="?", bestuursorgaanClassificatieLabel="?", bestuursfunctieLabel="?"
            ),
        ),
    )
    page = staff.get(url_of("preview"))
    assert page.context["differences"].counts == {
        "new": 1,
        "changed": 1,
        "ended": 1,
        "same": 1,
        "refused": 1,
        "kept": 1,
    }
    html = page.content.decode()
    for anchor in ("nieuw", "gewijzigd", "uit-functie", "geweigerd", "behouden"):
        assert f'id="{anchor}"' in html


def test_nobody_sees_the_rows_of_another_authority(client: Client, bestuur: Bestuur, stranger: User) -> None:
    begin(bestuur, vmdb_csv(vmdb_row("An Maes")))
    client.force_login(stranger)
    for step in ("preview", "map", "area", "done"):
        assert client.get(url_of(step)).status_code == 404
    own = stranger.besturen.get()
    assert client.get(reverse("inlezing-preview", args=[own.slug, Inlezing.objects.get().pk])).status_code == 404


def test_who_may_only_read_cannot_read_in(client: Client, bestuur: Bestuur, lezer: User) -> None:
    client.force_login(lezer)
    for name in ("inlezing-new", "inlezing-example"):
        assert client.get(reverse(name, args=["leiedorp", "mandatarissen"])).status_code == 404


def test_another_kind_does_not_exist(staff: Client) -> None:
    for name in ("inlezing-new", "inlezing-example"):
        assert staff.get(reverse(name, args=["leiedorp", "vogels"])).status_code == 404


@pytest.mark.parametrize("kind", ["mandatarissen", "zorgdiensten"])
def test_the_example_is_a_workbook(staff: Client, kind: str, tmp_path: Path) -> None:
    response = staff.get(reverse("inlezing-example", args=["leiedorp", kind]))
    assert response["Content-Disposition"] == f'attachment; filename="voorbeeld-{kind}.xlsx"'
    path = tmp_path / "voorbeeld.xlsx"
    path.write_bytes(response.content)
    rows = [[cell or "" for cell in row] for row in load_workbook(path).active.iter_rows(values_only=True)]
    assert rows == example_rows(kind)


def test_services_go_the_same_way(staff: Client) -> None:
    upload(staff, xlsx(("Naam", "Soort"), ("Ter Leie", "wzc")), kind="zorgdiensten", name="diensten.xlsx")
    staff.post(url_of("map"), {"column_0": "name", "column_1": "kind"})
    page = staff.get(url_of("preview"))
    assert [one.facts for one in page.context["differences"].new] == [("woonzorgcentrum", "")]
    staff.post(url_of("preview"), {"seen": fingerprint(page)})
    assert Zorgdienst.objects.get().name == "Ter Leie"


def test_what_was_never_imported_goes_away_after_a_day(staff: Client, bestuur: Bestuur) -> None:
    old = begin(bestuur, vmdb_csv(vmdb_row("An Maes")), now=NOW - KEPT_FOR - dt.timedelta(minutes=1))
    young = begin(bestuur, vmdb_csv(vmdb_row("An Maes")), now=NOW - KEPT_FOR)
    other = begin(make_bestuur(name="Leiedorp"), vmdb_csv(vmdb_row("An Maes")), now=old.created_at)
    upload(staff, vmdb_csv(vmdb_row("An Maes")))
    left = set(Inlezing.objects.values_list("pk", flat=True))
    assert (young.pk in left, old.pk in left, other.pk in left) == (True, False, False)


# Queries


@pytest.mark.parametrize("people", [1, 3])
def test_the_preview_of_people_takes_the_same_queries(
    staff: Client, bestuur: Bestuur, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    names = [f"An Maes{letter}" for letter in "abcdef"[: 2 * people]]
    for name in names:
        make_mandataris(bestuur, first_name="An", last_name=name.split()[1], segment="raad")
    begin(bestuur, vmdb_csv(*(row for name in names[:people] for row in schepen(name, "Jeugd"))))
    with django_assert_num_queries(9):
        staff.get(url_of("preview"))


@pytest.mark.parametrize("services", [1, 3])
def test_the_preview_of_services_takes_the_same_queries(
    staff: Client, bestuur: Bestuur, django_assert_num_queries: DjangoAssertNumQueries, services: int
) -> None:
    rows = [(f"Dienst {number}", "Greet Maes") for number in range(services)]
    begin(bestuur, sheet_csv(("Naam", "Contactpersoon"), *rows), kind="zorgdiensten")
    with django_assert_num_queries(8):
        staff.get(url_of("preview"))


@pytest.mark.parametrize("people", [1, 3])
def test_an_import_takes_the_same_queries(
    staff: Client, bestuur: Bestuur, django_assert_num_queries: DjangoAssertNumQueries, people: int
) -> None:
    names = [f"An Maes{letter}" for letter in "abc"[:people]]
    begin(bestuur, vmdb_csv(*(row for name in names for row in schepen(name, "Jeugd"))))
    staff.post(url_of("preview"), {"seen": fingerprint(staff.get(url_of("preview")))})
    rows = [row for name in names for row in schepen(name, "Welzijn", "Zorg", eind="2025-06-01", fractieNaam="Ander")]
    inlezing = begin(bestuur, vmdb_csv(*rows, vmdb_row(f"Nieuw {people}")))
    seen = fingerprint(staff.get(url_of("preview")))
    with django_assert_num_queries(17):
        import_file(inlezing, seen=seen, now=timezone.now())


def test_the_preview_offers_the_group_of_the_function_and_takes_it_back(staff: Client, bestuur: Bestuur) -> None:
    begin(bestuur, sheet_csv(("Voornaam", "Functie"), ("Jan", "algemeen directeur")), segment="gast")
    page = staff.get(url_of("preview")).content.decode()
    assert "<li>Jan, algemeen directeur: <strong>management</strong></li>" in page
    page = staff.post(url_of("preview"), {"groups": "function"}, follow=True)
    assert "Eén persoon krijgt de groep van hun functie." in page.content.decode()  # type: ignore[attr-defined]
    staff.post(url_of("preview"), {"groups": "default"})
    staff.post(url_of("preview"), {"groups": "function"})
    staff.post(url_of("preview"), {"seen": fingerprint(staff.get(url_of("preview")))})
    assert Mandaat.objects.get().segment == "management"


def test_the_preview_shows_first_and_last_name_apart(staff: Client, bestuur: Bestuur) -> None:
    begin(bestuur, sheet_csv(("Naam",), ("Jan de Smet",), ("Vandenberghe Els",)), segment="gast")
    page = " ".join(staff.get(url_of("preview")).content.decode().split())
    assert '<td>Vandenberghe</td> <th scope="row">Els</th>' in page
    assert "Zijn ze bij iemand omgewisseld, schrijf daar dan ‘Vandenberghe, Els’" in page

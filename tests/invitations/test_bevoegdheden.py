"""Who holds what: the matrix, its corrections, and the combinations that help a service."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from programmes.models import Bevoegdheid, Mandaat, Mandataris, Programme, Soort
from programmes.portfolios import change_portfolios
from tests.factories import make_deelnemende_dienst, make_mandataris, make_zorgdienst


def with_domains(programme: Programme, *labels: str, **fields: Any) -> Mandataris:
    person = make_mandataris(programme.bestuur, segment="college", **fields)
    for label in labels:
        person.bevoegdheden.create(label=label, source=Mandaat.Source.IMPORT)
    return person


def labels_of(person: Mandataris) -> list[str]:
    return list(Bevoegdheid.objects.filter(mandataris=person).values_list("label", flat=True))


def url_of(programme: Programme) -> str:
    return reverse("bevoegdheid-list", args=[programme.bestuur.slug, programme.slug])


def ticks(staff: Client, programme: Programme) -> dict[str, list[str]]:
    """The form as the browser would send it back untouched."""
    context = staff.get(url_of(programme)).context
    sent: dict[str, list[str]] = {}
    for name, label in context["form"].was:
        sent.setdefault(name, []).append(label)
    for row in context["rows"]:
        for person, holds in row.cells:
            if holds:
                sent.setdefault(f"p{person.pk}", []).append(row.label)
    return sent


def test_the_matrix_puts_first_what_touches_a_service(staff: Client, programme: Programme) -> None:
    make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, kind=Soort.GROEPSOPVANG))
    an = with_domains(programme, "Begraafplaatsen", "Kinderopvang")
    bo = with_domains(programme, "Jeugd", last_name="Zwaenepoel")
    make_mandataris(programme.bestuur, segment="raad").bevoegdheden.create(label="Sport")
    rows = staff.get(url_of(programme)).context["rows"]
    assert [(row.label, row.concerns_care, row.cells) for row in rows] == [
        ("Jeugd", True, ((an, False), (bo, True))),
        ("Kinderopvang", True, ((an, True), (bo, False))),
        ("Begraafplaatsen", False, ((an, True), (bo, False))),
    ]


def test_a_combination_is_pointed_out_per_service(staff: Client, programme: Programme) -> None:
    make_deelnemende_dienst(programme, make_zorgdienst(programme.bestuur, kind=Soort.GROEPSOPVANG, name="De Wiemkes"))
    with_domains(programme, "Kinderopvang", "Jeugd", "Sport", first_name="An", last_name="Aers")
    with_domains(programme, "Gezin", first_name="Bo", last_name="Bral")
    response = staff.get(url_of(programme))
    [one] = response.context["competent"]
    assert [holder.said for holder in one.combinations] == ["Jeugd en Kinderopvang"]
    assert [(holder.name, holder.said) for holder in one.others] == [("Bo Bral", "Gezin")]
    assert "Jeugd en Kinderopvang" in response.text


def test_a_tick_changes_who_holds_it_and_an_import_leaves_it(staff: Client, programme: Programme) -> None:
    an, bo = with_domains(programme, "Jeugd"), with_domains(programme, "Sport")
    sent = ticks(staff, programme)
    sent[f"p{bo.pk}"] = ["Sport", "Jeugd"]
    del sent[f"p{an.pk}"]
    response = staff.post(url_of(programme), sent)
    assert response.status_code == 302
    assert (labels_of(an), labels_of(bo)) == ([], ["Jeugd", "Sport"])
    bo.refresh_from_db()
    assert bo.typed_fields == ["domains"]


def test_what_a_colleague_changed_meanwhile_stays(staff: Client, programme: Programme) -> None:
    an = with_domains(programme, "Jeugd")
    sent = ticks(staff, programme)
    change_portfolios({an.pk: ({"Welzijn"}, set())})
    sent[f"p{an.pk}"] = []
    staff.post(url_of(programme), sent)
    assert labels_of(an) == ["Welzijn"]


def test_a_new_domain_is_added_for_who_holds_it(staff: Client, programme: Programme) -> None:
    an = with_domains(programme, "Jeugd")
    staff.post(url_of(programme), ticks(staff, programme) | {"label": "Mantelzorg", "holders": [an.pk]})
    assert labels_of(an) == ["Jeugd", "Mantelzorg"]


def test_the_same_domain_written_otherwise_is_not_added_twice(programme: Programme) -> None:
    an = with_domains(programme, "Jeugd")
    change_portfolios({an.pk: ({"jeugd"}, set())})
    assert labels_of(an) == ["Jeugd"]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"label": "Mantelzorg"}, "holders", "Kies wie bevoegd is voor Mantelzorg."),
        ({"label": "x" * 201}, "label", "Hou de naam van een beleidsdomein onder 200 tekens."),
        ({"holders": ["0"]}, "holders", "Kies iemand uit de lijst."),
    ],
)
def test_a_bad_domain_is_refused_and_nothing_typed_is_lost(
    staff: Client, programme: Programme, typed: dict[str, Any], field: str, sentence: str
) -> None:
    an = with_domains(programme, "Jeugd")
    response = staff.post(url_of(programme), ticks(staff, programme) | {f"p{an.pk}": []} | typed)
    assert response.context["form"].errors == {field: [sentence]}
    assert [(row.label, row.is_held) for row in response.context["rows"]] == [("Jeugd", False)]
    assert response.context["form"].was == [(f"was-p{an.pk}", "Jeugd")]
    assert labels_of(an) == ["Jeugd"]


def test_a_holder_without_a_domain_is_asked_for_its_name(staff: Client, programme: Programme) -> None:
    an = with_domains(programme, "Jeugd")
    response = staff.post(url_of(programme), ticks(staff, programme) | {"holders": [an.pk]})
    assert response.context["form"].errors == {"label": ["Geef het beleidsdomein een naam."]}


def test_without_a_college_the_page_says_where_to_begin(staff: Client, programme: Programme) -> None:
    assert "Nog geen college" in staff.get(url_of(programme)).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_matrix_takes_a_fixed_number_of_queries(
    number: int, staff: Client, programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        with_domains(programme, "Jeugd", "Welzijn")
        make_deelnemende_dienst(programme)
    with django_assert_num_queries(8):
        staff.get(url_of(programme))


def test_a_tick_that_no_database_keeps_is_passed_over(staff: Client, programme: Programme) -> None:
    an = with_domains(programme, "Jeugd")
    sent = ticks(staff, programme)
    staff.post(url_of(programme), sent | {f"p{an.pk}": ["Jeugd", "Sport", "nul\0" + "teken"]})
    assert labels_of(an) == ["Jeugd", "Sport"]

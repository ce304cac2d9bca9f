"""The pages of a speed date, from no tables to a guest who comes late."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from programmes.forms.werkvormen.speeddate import MOST_TABLES
from programmes.models import Bezoek, Programme, Speeddate, Speeddategast, User, Werkvorm
from programmes.views.werkvormen.speeddate import CHANGED, to_print
from programmes.werkvormen.speeddate.arranging import Cards, make
from programmes.werkvormen.speeddate.desk import Desk, desk_of
from programmes.werkvormen.speeddate.keeping import keep_settings
from tests.factories import make_bezoek, make_deelname, make_mandataris
from tests.invitations.pdfs import read, words
from tests.programmes.werkvormen.speeddate_rows import make_speeddate

TYPED = {
    "tafels": "Nacht: Els en mevrouw Maes\n\nKeuken\nTuin:",
    "others": "Jan\nPiet\n",
    "lead_minutes": "0",
    "rounds": "3",
    "round_minutes": "8",
    "change_minutes": "2",
    "break_after": "0",
    "break_minutes": "10",
    "chairs": "0",
    "revision": "0",
}


@pytest.fixture
def visit(programme: Programme) -> Bezoek:
    """From 9.30 to 10.30."""
    return make_bezoek(programme, werkvorm=Werkvorm.SPEEDDATE)


def url(visit: Bezoek, act: str = "") -> str:
    return reverse(f"speeddate-{act}" if act else "speeddate", args=["leiedorp", "2025", visit.pk])


def errors(response: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = response.context["form"].errors
    return {name: list(texts) for name, texts in found.items()}


def desk(visit: Bezoek) -> Desk:
    found = desk_of(visit)
    assert found is not None
    return found


def names(visit: Bezoek) -> list[str]:
    return [gast.name for gast in desk(visit).present]


def test_a_visit_without_tables_asks_for_them(staff: Client, visit: Bezoek) -> None:
    response = staff.get(url(visit))
    assert (response.status_code, "Nog geen tafels" in response.text) == (200, True)
    assert Speeddate.objects.count() == 0


def test_tables_and_guests_are_kept(staff: Client, visit: Bezoek) -> None:
    an, nee = make_deelname(visit), make_deelname(visit, answer="nee")
    response = staff.post(url(visit, "settings"), TYPED)
    found = desk(visit)
    assert (response.status_code, response.headers["Location"]) == (302, url(visit))
    assert [(tafel.name, tafel.who) for tafel in found.tafels] == [
        ("Nacht", "Els en mevrouw Maes"),
        ("Keuken", ""),
        ("Tuin", ""),
    ]
    assert sorted(names(visit)) == sorted(["Jan", "Piet", str(an.mandataris)])
    assert str(nee.mandataris) not in names(visit)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"tafels": " \n "}, "tafels", "Vul minstens één tafel in."),
        (
            {"tafels": "\n".join("abcdefghijklmnopqrstuvwxyzABCDE")},
            "tafels",
            f"Vul 1 tot {MOST_TABLES} tafels in, elk op een regel.",
        ),
        (
            {"tafels": "x" * 61, "rounds": "1"},
            "tafels",
            f"‘{'x' * 60}’ is te lang: hoogstens 60 tekens voor de naam van de tafel, en 200 voor wie er zit.",
        ),
        (
            {"rounds": "4"},
            "rounds",
            "Vul hoogstens 3 in: er zijn 3 tafels, en niemand komt twee keer aan dezelfde tafel.",
        ),
        (
            {"tafels": "A", "rounds": "2"},
            "rounds",
            "Vul hoogstens 1 in: er is 1 tafel, en niemand komt twee keer aan dezelfde tafel.",
        ),
        ({"rounds": "0"}, "rounds", "Vul 1 of meer in."),
        ({"round_minutes": ""}, "round_minutes", "Vul een getal in."),
        ({"chairs": "-1"}, "chairs", "Vul 0 of meer in."),
        ({"change_minutes": "tien"}, "change_minutes", "Vul een getal in, zoals 5."),
        ({"break_after": "3"}, "break_after", "Vul 0 in, of een ronde voor de laatste: 1 tot 2."),
        ({"others": "x\n" * 121}, "others", "Vul hoogstens 120 namen in."),
        ({"others": "x" * 151}, "others", f"‘{'x' * 60}…’ is te lang: hoogstens 150 tekens."),
    ],
)
def test_what_cannot_be_is_refused(
    staff: Client, visit: Bezoek, typed: dict[str, str], field: str, sentence: str
) -> None:
    response = staff.post(url(visit, "settings"), TYPED | typed)
    assert errors(response) == {field: [sentence]}
    assert Speeddate.objects.count() == 0


@pytest.mark.parametrize("guests", [3, 9])
def test_the_page_takes_a_fixed_number_of_queries(
    staff: Client, visit: Bezoek, guests: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_speeddate(visit, guests=guests)
    staff.get(url(visit))
    with django_assert_num_queries(10):
        response = staff.get(url(visit))
    assert len(response.context["lines"]) == guests


def test_the_guests_are_divided_and_it_says_how_well(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, arranged=False)
    assert staff.post(url(visit, "make")).headers["Location"] == url(visit)
    response = staff.get(url(visit))
    assert response.context["words"] == [
        "Elke gast treft 3 van de 5 andere gasten.",
        "Niemand zit twee keer aan dezelfde tafel.",
        "Niemand treft iemand twee keer.",
        "Beter kan niet: dat is bewezen.",
    ]
    assert [len(by_round) for _, by_round in response.context["at_tables"]] == [3, 3, 3]


def test_dividing_again_changes_nothing_that_fits(staff: Client, visit: Bezoek) -> None:
    before = make_speeddate(visit).arrangement
    staff.post(url(visit, "make"))
    assert desk(visit).date.arrangement == before


def test_more_guests_than_chairs_is_told_and_not_divided(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=7, chairs=2, arranged=False)
    staff.post(url(visit, "make"))
    response = staff.get(url(visit))
    assert "Er zijn 7 gasten, en maar 6 stoelen" in response.text
    assert "Gasten verdelen" not in response.text
    assert desk(visit).rounds == []


def test_rounds_that_last_longer_than_the_visit_are_told(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, round_minutes=30)
    assert "De rondes duren samen 94 minuten, en het bezoek maar 60." in staff.get(url(visit)).text


def test_without_guests_there_is_nothing_to_divide(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=0)
    assert "Nog geen gasten" in staff.get(url(visit)).text


def test_what_a_change_of_tables_does_is_told_before_it_is_kept(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, guests=4)
    typed = TYPED | {"revision": str(date.revision), "others": "Gast 1\nGast 2\nGast 3"}
    response = staff.post(url(visit, "settings"), typed)
    sentence = (
        "De indeling van 4 gasten past dan niet meer: na het bewaren vraag je een nieuwe, en de meeste gasten krijgen "
        "andere tafels. Bewaar nog eens als dat mag."
    )
    assert errors(response) == {"__all__": [sentence]}
    assert len(names(visit)) == 4
    staff.post(url(visit, "settings"), typed | {"sure": "ja"})
    assert names(visit) == ["Gast 1", "Gast 2", "Gast 3"]
    assert "De indeling past niet meer" in staff.get(url(visit)).text
    staff.post(url(visit, "make"))
    assert desk(visit).fits


def test_only_other_names_for_tables_ask_nothing(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, guests=2)
    typed = TYPED | {"revision": str(date.revision), "others": "Gast 1\nGast 2"}
    assert staff.post(url(visit, "settings"), typed).status_code == 302
    assert desk(visit).fits


def test_who_saves_over_somebody_else_is_told(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit)
    response = staff.post(url(visit, "settings"), TYPED)
    assert errors(response) == {
        "__all__": ["Intussen is deze speeddate gewijzigd. Kijk na wat hier staat en bewaar nog eens."]
    }
    assert response.context["form"]["others"].value() == TYPED["others"]


def test_tables_stay_once_a_round_was_held(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, held=2)
    typed = TYPED | {"revision": str(date.revision), "tafels": "A\nB", "rounds": "1"}
    assert errors(staff.post(url(visit, "settings"), typed)) == {
        "tafels": ["Er werd al een ronde gehouden: hou het bij 3 tafels."],
        "rounds": ["Vul minstens 2 in: zoveel rondes werden al gehouden."],
    }


@pytest.mark.parametrize(
    ("rounds", "held"), [("1", 1), ("3", 3), ("0", 0), ("4", 2), ("x", 2), ("", 2), ("-1", 2), ("9" * 30, 2)]
)
def test_a_round_is_marked_as_held_and_what_is_no_number_changes_nothing(
    staff: Client, visit: Bezoek, rounds: str, held: int
) -> None:
    make_speeddate(visit)
    staff.post(url(visit, "held"), {"rounds": "2"})
    assert staff.post(url(visit, "held"), {"rounds": rounds}).headers["Location"] == url(visit)
    assert desk(visit).date.held == held


def propose(staff: Client, visit: Bezoek, **typed: Any) -> Any:
    return staff.post(url(visit, "change"), typed)


def test_who_leaves_and_who_joins_is_shown_before_it_is_kept(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, guests=9)
    staff.post(url(visit, "held"), {"rounds": "1"})
    before, gone = desk(visit), date.gasten.all()[0]
    response = propose(staff, visit, leave=[gone.pk], names="Laatkomer")
    assert [gast.name for gast in response.context["proposal"].leaving] == ["Gast 1"]
    assert [line.gast.name for line in response.context["joining"]] == ["Laatkomer"]
    assert desk(visit).rounds == before.rounds
    response = staff.post(url(visit, "change"), {"agreed": response.context["signed"]}, follow=True)
    after = desk(visit)
    assert "De nieuwe indeling is bewaard." in response.text
    assert (after.rounds[0], after.fits, "Laatkomer" in names(visit), "Gast 1" in names(visit)) == (
        before.rounds[0],
        True,
        True,
        False,
    )
    for line in after.lines():
        seated = [tafel.pk for tafel in line.tafels if tafel]
        assert len(set(seated)) == len(seated)


def kept(staff: Client, visit: Bezoek, **typed: Any) -> str:
    """What is told once it is kept."""
    signed = propose(staff, visit, **typed).context["signed"]
    response = staff.post(url(visit, "change"), {"agreed": signed}, follow=True)
    return next(str(one) for one in response.context["messages"] if str(one).startswith("De nieuwe indeling"))


@pytest.mark.parametrize(
    ("leaves", "names", "told"),
    [
        ([], "Laat", "Druk alleen het kaartje van Laat af: de andere blijven zoals ze zijn."),
        ([0, 1], "Laat", "Druk alleen het kaartje van Laat af: de andere blijven zoals ze zijn."),
        ([], "Laat\nLater", "Druk alleen deze 2 kaartjes af: Laat en Later."),
        ([0], "", "Geen enkel kaartje verandert."),
        ([0, 3], "", "Druk alle kaartjes opnieuw af."),  # the tables became uneven: divided anew
    ],
)
def test_once_it_is_kept_it_says_whose_cards_are_others(
    staff: Client, visit: Bezoek, leaves: list[int], names: str, told: str
) -> None:
    gasten = list(make_speeddate(visit, guests=9).gasten.all())
    before = {line.gast.name: line.tafels for line in desk(visit).lines()}
    said = kept(staff, visit, leave=[gasten[number].pk for number in leaves], names=names)
    assert said == f"De nieuwe indeling is bewaard. {told}"
    after = {line.gast.name: line.tafels for line in desk(visit).seated_lines()}
    same = [name for name, tafels in after.items() if before.get(name) == tafels]
    assert len(same) == (0 if "alle" in told.split() else len(after) - len(names.split()))


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (9, "Druk alleen de 9 kaartjes af die anders of nieuw zijn; de andere 2 blijven."),
        (8, "Druk alleen deze 8 kaartjes af: "),
    ],
)
def test_nobody_looks_for_many_cards_one_by_one(count: int, told: str) -> None:
    assert to_print(Cards({number: f"Gast {number}" for number in range(count)}, 11)).startswith(told)


def test_who_comes_back_is_the_same_guest(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit, guests=6)
    make_deelname(visit, make_mandataris(visit.programme.bestuur))
    mandataris = desk(visit).waiting()[0]
    for act in ("take", "leave", "take"):
        key = mandataris.pk if act == "take" else Speeddategast.objects.get(mandataris=mandataris).pk
        staff.post(url(visit, "change"), {"agreed": propose(staff, visit, **{act: [key]}).context["signed"]})
        staff.post(url(visit, "held"), {"rounds": str(desk(visit).held + 1)})
    gast = Speeddategast.objects.get(mandataris=mandataris)
    tafels = [tafel for line in desk(visit).lines() if line.gast == gast for tafel in line.tafels]
    assert (gast.is_gone, tafels[1]) == (False, None)
    assert tafels[0] != tafels[2]


def test_a_namesake_may_come_in_the_place_of_who_goes(staff: Client, visit: Bezoek) -> None:
    gone = make_speeddate(visit, guests=6).gasten.get(name="Gast 1")
    assert errors(propose(staff, visit, names="Gast 1")) == {
        "names": ["Gast 1 staat al in de indeling. Haal die naam hier weg, of zet er iets bij."]
    }
    staff.post(url(visit, "held"), {"rounds": "1"})
    signed = propose(staff, visit, leave=[gone.pk], names="Gast 1").context["signed"]
    staff.post(url(visit, "change"), {"agreed": signed})
    assert (desk(visit).fits, sorted(names(visit))) == (True, [f"Gast {number}" for number in range(1, 7)])
    assert sorted(Speeddategast.objects.filter(name="Gast 1").values_list("is_gone", flat=True)) == [False, True]


def test_what_somebody_else_changed_meanwhile_is_not_lost(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit)
    signed = propose(staff, visit, names="Laatkomer").context["signed"]
    staff.post(url(visit, "held"), {"rounds": "1"})
    assert CHANGED in staff.post(url(visit, "change"), {"agreed": signed}, follow=True).text
    assert "Laatkomer" not in names(visit)


def test_a_forged_agreement_is_refused(staff: Client, visit: Bezoek) -> None:
    make_speeddate(visit)
    assert CHANGED in staff.post(url(visit, "change"), {"agreed": "x:y:z"}, follow=True).text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, {"__all__": ["Kruis aan wie weg is, of vul in wie erbij komt."]}),
        (
            {"leave": ["9" * 30]},
            {"leave": ["Een van wie je aankruiste, staat intussen niet meer in deze lijst."]},
        ),
        ({"names": "x" * 151}, {"names": ["Vul hoogstens 120 namen in, van hoogstens 150 tekens."]}),
    ],
)
def test_a_change_of_nobody_is_refused(
    staff: Client, visit: Bezoek, typed: dict[str, Any], found: dict[str, list[str]]
) -> None:
    make_speeddate(visit)
    assert errors(propose(staff, visit, **typed)) == found


def test_everyone_may_leave(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, guests=2)
    response = propose(staff, visit, leave=[gast.pk for gast in date.gasten.all()])
    staff.post(url(visit, "change"), {"agreed": response.context["signed"]})
    assert names(visit) == []


@pytest.mark.parametrize("act", ["change", "clock", "blad", "kaartjes", "tafelkaarten"])
def test_without_a_speed_date_one_begins_with_the_tables(staff: Client, visit: Bezoek, act: str) -> None:
    assert staff.get(url(visit, act)).headers["Location"] == url(visit)


def test_the_clock_knows_the_rounds_and_who_sits_where(staff: Client, visit: Bezoek) -> None:
    date = make_speeddate(visit, guests=2, tables=2, break_after=1, break_minutes=5)
    data = staff.get(url(visit, "clock")).context["data"]
    assert data == {
        "key": f"speeddate-{date.pk}",
        "rounds": 2,
        "phases": [
            {"kind": "ronde", "number": 1, "seconds": 480},
            {"kind": "pauze", "number": 2, "seconds": 300},
            {"kind": "ronde", "number": 2, "seconds": 480},
        ],
        "tables": [
            {"name": "Tafel 1", "who": "Medewerker 1", "guests": [["Gast 1"], ["Gast 2"]]},
            {"name": "Tafel 2", "who": "Medewerker 2", "guests": [["Gast 2"], ["Gast 1"]]},
        ],
    }


@pytest.mark.parametrize(
    ("act", "pages", "said"),
    [
        ("blad", 1, ["Ronde 1, 9.30 Ronde 2, 9.40 Ronde 3, 9.50", "Gast 9"]),
        ("kaartjes", 2, ["Gast 1", "9.40 ronde 2"]),
        ("tafelkaarten", 3, ["Tafel 1", "Medewerker 1"]),
    ],
)
def test_what_is_printed(staff: Client, visit: Bezoek, act: str, pages: int, said: list[str]) -> None:
    make_speeddate(visit, guests=9)
    staff.post(url(visit, "held"), {"rounds": "1"})
    response = staff.get(url(visit, act))
    pdf = read(response.content)
    assert (response.headers["Content-Type"], len(pdf.pages)) == ("application/pdf", pages)
    assert [text for text in said if text not in words(pdf)] == []


@pytest.mark.parametrize("value", ["9" * 30, "-1", "x\x00y", "١٢", "<b>'\"%:", "é:" * 5000, ""])
@pytest.mark.parametrize("act", ["settings", "make", "change", "held"])
def test_garbage_in_every_field_is_no_crash(staff: Client, visit: Bezoek, act: str, value: str) -> None:
    make_speeddate(visit)
    fields = [*TYPED, "sure", "leave", "take", "names"]
    for typed in (dict.fromkeys(fields, value), dict.fromkeys(fields, value) | {"agreed": value}):
        assert staff.post(url(visit, act), typed).status_code in {200, 302}


def test_a_reader_and_a_stranger_see_nothing(
    visit: Bezoek, lezer: User, stranger: User, client_of: Callable[[User], Client]
) -> None:
    make_speeddate(visit)
    assert [client_of(user).get(url(visit)).status_code for user in (lezer, stranger)] == [404, 404]


def test_a_visit_that_is_deleted_takes_its_speed_date_along(visit: Bezoek) -> None:
    make_speeddate(visit)
    visit.delete()
    assert (Speeddate.objects.count(), Speeddategast.objects.count()) == (0, 0)


def test_who_is_forgotten_leaves_no_hole(staff: Client, visit: Bezoek) -> None:
    """The row of a guest goes; the page asks for a new arrangement."""
    deelname = make_deelname(visit)
    date = Speeddate(bezoek=visit, rounds=2)
    keep_settings(date, [("A", ""), ("B", "")], ["Jan", "Piet"])
    make(visit)
    deelname.mandataris.delete()
    assert "De indeling past niet meer" in staff.get(url(visit)).text
    staff.post(url(visit, "make"))
    assert (desk(visit).fits, names(visit)) == (True, ["Jan", "Piet"])

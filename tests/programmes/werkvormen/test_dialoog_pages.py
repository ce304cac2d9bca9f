"""The pages of a dialogue with residents: the rules are held, and names stay where they belong."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from programmes.forms.revised import ERASED
from programmes.forms.werkvormen.naming import NAMED
from programmes.models import Bijeenkomst, Inwoner, Oogst, Programme, Traject, Werkvorm
from tests.factories import MONDAY, at, make_bezoek
from tests.invitations.pdfs import read, words
from tests.programmes.werkvormen.dialoog_rows import (
    JOINT,
    RESIDENTS,
    START,
    make_bijeenkomst,
    make_inwoner,
    make_oogst,
    make_traject,
)

pytestmark = pytest.mark.usefixtures("clock")

NOW = at(MONDAY, "9.00")
NAMES = ("Maria", "Jan", "An", "Bo", "Els")


@pytest.fixture
def traject(programme: Programme) -> Traject:
    """Four meetings without a day."""
    found = make_traject(programme)
    for groups in (START, RESIDENTS, RESIDENTS, JOINT):
        make_bijeenkomst(found, groups)
    return found


def url(traject: Traject, act: str = "", *more: Any) -> str:
    return reverse(f"dialoog-{act}" if act else "dialoog", args=["leiedorp", "2025", traject.pk, *more])


def typed(row: Bijeenkomst, **changed: Any) -> dict[str, Any]:
    data = {"title": row.title, "groups": row.groups, "minutes": row.minutes, "revision": row.revision}
    return data | changed


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in response.context["form"].errors.items()}


def test_a_trajectory_begins_with_the_four_meetings_of_the_seed(staff: Client, programme: Programme) -> None:
    response = staff.post(reverse("dialoog-new", args=["leiedorp", "2025"]), {"title": "Samen slimmer"})
    traject = Traject.objects.get()
    assert response.headers["Location"] == url(traject)
    groups = [row.groups for row in traject.bijeenkomsten.order_by("number")]
    assert [("inwoners" in one, len(one)) for one in groups] == [(False, 3), (True, 1), (True, 1), (True, 4)]
    assert all(row.aim and row.question_lines for row in traject.bijeenkomsten.all())
    assert staff.get(url(traject)).status_code == 200


def test_a_visit_opens_its_trajectory_or_begins_one(staff: Client, programme: Programme) -> None:
    visit = make_bezoek(programme, werkvorm=Werkvorm.INWONERSDIALOOG)
    here = reverse("dialoog-visit", args=["leiedorp", "2025", visit.pk])
    for _ in range(2):
        staff.post(here, {"title": "Samen"})
    traject = Traject.objects.get()
    assert traject.bijeenkomsten.get(bezoek=visit).on_day == programme.first_day
    assert staff.get(here).headers["Location"] == url(traject)


def test_a_joint_meeting_before_the_residents_met_twice_is_refused_and_nothing_is_lost(
    staff: Client, traject: Traject
) -> None:
    _, first, _, joint = traject.bijeenkomsten.order_by("number")
    response = staff.post(
        url(traject, "bijeenkomst-edit", joint.pk), typed(joint, day="2025-09-05", aim="Samen een antwoord vinden")
    )
    assert errors(response)["day"][0].startswith("‘Bijeenkomst 4’ kan niet op vrijdag 5 september 2025: inwoners komen")
    assert ("Samen een antwoord vinden" in response.text, Bijeenkomst.objects.get(pk=joint.pk).day) == (True, None)
    assert first.title in errors(response)["day"][0]


def test_in_the_right_order_it_is_kept(staff: Client, traject: Traject) -> None:
    rows = list(traject.bijeenkomsten.order_by("number"))
    for row, day in zip(rows, ("2025-05-05", "2025-06-02", "2025-07-07", "2025-09-05"), strict=True):
        assert staff.post(url(traject, "bijeenkomst-edit", row.pk), typed(row, day=day)).status_code == 302
    assert Bijeenkomst.objects.get(pk=rows[3].pk).day == dt.date(2025, 9, 5)


def test_theme_and_scope_are_fixed_by_an_earlier_meeting(staff: Client, traject: Traject) -> None:
    start = traject.bijeenkomsten.order_by("number")[0]
    Bijeenkomst.objects.filter(pk=start.pk).update(day=dt.date(2025, 2, 3))
    data = {"title": traject.title, "revision": traject.revision, "fixed_by": start.pk}
    refused = staff.post(url(traject, "thema"), data)
    assert errors(refused) == {
        "theme": ["Vul het thema in voor je het vastlegt."],
        "scope": ["Vul de afbakening in voor je ze vastlegt."],
    }
    staff.post(url(traject, "thema"), data | {"theme": "Alleen thuis", "scope": "Tachtigers"})
    kept = Traject.objects.get(pk=traject.pk)
    assert (kept.is_fixed, kept.fixed_on) == (True, dt.date(2025, 2, 3))


def test_a_meeting_of_residents_that_the_joint_one_needs_is_not_removed(staff: Client, traject: Traject) -> None:
    rows = list(traject.bijeenkomsten.order_by("number"))
    for row, month in zip(rows, (4, 5, 6, 9), strict=True):
        Bijeenkomst.objects.filter(pk=row.pk).update(day=dt.date(2025, month, 1))
    response = staff.post(url(traject, "bijeenkomst-delete", rows[1].pk))
    assert (len(response.context["against"]), traject.bijeenkomsten.count()) == (1, 4)


def test_the_harvest_is_noted_quickly_and_once(staff: Client, traject: Traject) -> None:
    row = traject.bijeenkomsten.order_by("number")[1]
    data = {"group": "inwoners", "theme": "Vervoer", "knelpunt": "- Geen bus na zes\n- Te duur", "kans": "Samen rijden"}
    for _ in range(2):
        staff.post(url(traject, "oogst", row.pk), data)
    assert sorted(row.oogst.values_list("kind", "text")) == [
        ("kans", "Samen rijden"),
        ("knelpunt", "Geen bus na zes"),
        ("knelpunt", "Te duur"),
    ]


def test_a_name_of_a_resident_is_not_noted(staff: Client, traject: Traject) -> None:
    row = traject.bijeenkomsten.order_by("number")[1]
    make_inwoner(traject, "Maria Claes", row)
    response = staff.post(url(traject, "oogst", row.pk), {"group": "inwoners", "quote": "Maria Claes mist de bus"})
    assert (list(errors(response)), Oogst.objects.count()) == (["quote"], 0)


def test_the_preparation_tells_what_was_said_and_by_nobody(staff: Client, traject: Traject) -> None:
    start, first, *_ = traject.bijeenkomsten.order_by("number")
    make_oogst(first, "Geen bus na zes", theme="Vervoer", inwoner=make_inwoner(traject, "Maria Claes", first))
    make_oogst(first, "Maria Claes zei dit", theme="Vervoer")
    make_oogst(start, "Blijft onder ons", group="professionals", is_shared=False)
    page = staff.get(url(traject, "voorbereiding")).text
    paper = words(read(staff.get(url(traject, "voorbereiding-pdf")).getvalue()))
    for text in (page, paper):
        assert ("Geen bus na zes" in text, "Maria" in text, "Blijft onder ons" in text) == (True, False, False)


def test_the_papers_name_nobody_in_title_and_theme(staff: Client, traject: Traject) -> None:
    Traject.objects.update(title="Rond Maria Claes", theme="Hoe Maria woont")
    row = traject.bijeenkomsten.order_by("number")[1]
    make_inwoner(traject, "Maria Claes")
    for paper in (url(traject, "draaiboek", row.pk), url(traject, "voorbereiding-pdf")):
        response = staff.get(paper)
        text = words(read(response.getvalue()))
        assert ("Hoe een inwoner woont" in text, "Maria" in text) == (True, False)
        assert "maria" not in response.headers["Content-Disposition"]


def test_names_stand_only_on_the_papers_that_are_for_them(staff: Client, traject: Traject) -> None:
    row = traject.bijeenkomsten.order_by("number")[1]
    make_inwoner(traject, "Maria Claes", row, phone="0470 11 22 33", may_be_contacted=True, needs_transport=True)
    sheet = words(read(staff.get(url(traject, "draaiboek", row.pk)).getvalue()))
    names = words(read(staff.get(url(traject, "namen", row.pk)).getvalue()))
    calls = words(read(staff.get(url(traject, "bellijst")).getvalue()))
    assert ("Maria" in sheet, "Maria" in names, "Maria" in calls) == (False, True, True)
    assert ("0470" in names, "0470 11 22 33" in calls, "vervoer" in names) == (False, True, True)


def test_who_withdraws_is_told_of_and_leaves_no_trace(staff: Client, traject: Traject) -> None:
    row = traject.bijeenkomsten.order_by("number")[1]
    people = [
        make_inwoner(traject, name, row, email=f"{name}@x.example") for name in ("Maria", "Jan", "An", "Bo", "Els")
    ]
    make_oogst(row, "Ik geraak niet thuis", inwoner=people[0])
    make_oogst(row, "Maria heeft gelijk")
    shown = staff.get(url(traject, "inwoner-withdraw", people[0].pk))
    found = shown.context["leaving"]
    assert ([one.pk for one, _ in found.too_small], len(found.said), len(found.named)) == ([row.pk], 1, 1)
    unsaid = staff.post(url(traject, "inwoner-withdraw", people[0].pk))
    assert unsaid.context["problem"] == "Kies wat er gebeurt met wat deze inwoner zei."
    assert Inwoner.objects.get(pk=people[0].pk).name == "Maria"
    staff.post(url(traject, "inwoner-withdraw", people[0].pk), {"woorden": "weg"})
    gone = Inwoner.objects.get(pk=people[0].pk)
    assert (gone.name, gone.email, gone.phone, gone.bijeenkomsten.count()) == ("", "", "", 0)
    assert "een inwoner heeft gelijk" in set(Oogst.objects.values_list("text", flat=True))
    assert Oogst.objects.filter(inwoner=gone).count() == 0


def test_who_presses_twice_adds_a_resident_once_and_may_add_a_namesake(staff: Client, traject: Traject) -> None:
    here = url(traject, "inwoner-new")
    data = {"name": "Maria Peeters", "phone": "0470 11 22 33", "other_needs": "Een lift", "revision": "0"}
    first, twice = (staff.post(here, data) for _ in range(2))
    assert (first.status_code, Inwoner.objects.count()) == (302, 1)
    assert errors(twice) == {"__all__": ["Maria Peeters staat er al. Toch toevoegen? Bewaar dan nog eens."]}
    form = twice.context["form"]
    assert (form["other_needs"].value(), form["sure"].value()) == ("Een lift", "Maria Peeters||0470 11 22 33")
    assert f'name="sure" value="{form["sure"].value()}"' in twice.text
    staff.post(here, data | {"sure": form["sure"].value()})
    staff.post(here, data | {"phone": "0470 44 55 66"})
    assert Inwoner.objects.count() == 3
    one = Inwoner.objects.first()
    assert one is not None
    changed = data | {"other_needs": "", "revision": "1"}
    assert staff.post(url(traject, "inwoner", one.pk), changed).status_code == 302


@pytest.mark.parametrize("text", ["Maria kan niet meer buiten", "mevrouw Peeters is bang"])
def test_a_part_of_a_name_is_not_noted_and_does_not_stay(staff: Client, traject: Traject, text: str) -> None:
    row = traject.bijeenkomsten.order_by("number")[1]
    maria = make_inwoner(traject, "Maria Peeters", row)
    response = staff.post(url(traject, "oogst", row.pk), {"group": "inwoners", "knelpunt": text, "theme": text})
    named = NAMED.format("Maria Peeters")
    assert (errors(response), Oogst.objects.count()) == ({"knelpunt": [named], "theme": [named]}, 0)
    make_oogst(row, text, theme="Wat men zegt van Peeters")
    make_oogst(row, "Zij is bang", theme=text)
    staff.post(url(traject, "inwoner-withdraw", maria.pk))
    left = " ".join(f"{one.text} {one.theme}" for one in Oogst.objects.all())
    assert (left.count("een inwoner"), "Maria" in left, "Peeters" in left) == (3, False, False)


def test_a_name_in_what_the_trajectory_says_of_itself_goes_too(staff: Client, traject: Traject) -> None:
    Traject.objects.update(title="Rond Peeters", theme="Hoe Maria woont", scope="Alleen wonen")
    maria = make_inwoner(traject, "Maria Peeters")
    page = staff.get(url(traject, "inwoner-withdraw", maria.pk)).text
    assert page.count("In de titel en het thema van het traject staat de naam.") == 1
    staff.post(url(traject, "inwoner-withdraw", maria.pk))
    found = Traject.objects.get()
    assert (found.title, found.theme, found.scope, found.revision) == (
        *("Rond een inwoner", "Hoe een inwoner woont", "Alleen wonen"),
        1,
    )


def test_what_a_meeting_says_of_itself_names_no_resident(staff: Client, traject: Traject) -> None:
    row = traject.bijeenkomsten.order_by("number")[1]
    maria = make_inwoner(traject, "Maria Peeters", row)
    said = {"title": "Bij Maria Peeters", "aim": "Horen wat Maria mist", "questions": "Wat zegt mevrouw Peeters?"}
    named = NAMED.format("Maria Peeters")
    refused = staff.post(url(traject, "bijeenkomst-edit", row.pk), typed(row, **said))
    assert errors(refused) == {key: [named] for key in said}
    data = {"title": traject.title, "theme": "Hoe Maria woont", "revision": traject.revision}
    assert errors(staff.post(url(traject, "thema"), data)) == {"theme": [named]}
    Bijeenkomst.objects.filter(pk=row.pk).update(**said)  # from before she was a resident
    shown = staff.get(url(traject, "inwoner-withdraw", maria.pk)).text
    assert "In de titel, het doel en de vragen van ‘Bij Maria Peeters’ staat de naam." in shown
    staff.post(url(traject, "inwoner-withdraw", maria.pk))
    found = Bijeenkomst.objects.get(pk=row.pk)
    assert (found.title, found.aim, found.questions) == (
        *("Bij een inwoner", "Horen wat een inwoner mist", "Wat zegt mevrouw een inwoner?"),
    )
    assert (found.revision, found.changed_by) == (row.revision + 1, "")


def test_a_form_that_was_open_does_not_bring_an_erased_name_back(staff: Client, traject: Traject) -> None:
    row = traject.bijeenkomsten.order_by("number")[1]
    maria, line = make_inwoner(traject, "Maria", row), make_oogst(row, "Maria is bang", changed_by="An")
    shown = staff.get(url(traject, "regel", line.pk)).context["form"]["revision"].value()
    staff.post(url(traject, "inwoner-withdraw", maria.pk))
    data = {"text": "Maria is bang", "kind": "knelpunt", "group": "inwoners", "revision": shown, "is_shared": "on"}
    late = staff.post(url(traject, "regel", line.pk), data)
    assert errors(late)["__all__"] == [ERASED]
    again = late.context["form"]
    assert again["text"].value() == "een inwoner is bang"  # and so it stays, whoever saves without looking
    seen = data | {"text": again["text"].value(), "revision": again["revision"].value()}
    assert staff.post(url(traject, "regel", line.pk), seen).status_code == 302
    assert Oogst.objects.get().text == "een inwoner is bang"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_trajectory_takes_a_fixed_number_of_queries(
    staff: Client, traject: Traject, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for number in range(rows):
        make_inwoner(traject, f"Inwoner {number}", make_bijeenkomst(traject, RESIDENTS))
    with django_assert_num_queries(9):
        staff.get(url(traject))


def test_two_who_change_a_meeting_at_once_meet(staff: Client, traject: Traject) -> None:
    row = traject.bijeenkomsten.order_by("number")[0]
    staff.post(url(traject, "bijeenkomst-edit", row.pk), typed(row, title="De eerste was sneller"))
    late = staff.post(url(traject, "bijeenkomst-edit", row.pk), typed(row, title="De tweede"))
    assert (late.status_code, Bijeenkomst.objects.get(pk=row.pk).title) == (200, "De eerste was sneller")


def test_what_somebody_removed_meanwhile_is_said(staff: Client, traject: Traject) -> None:
    for act in ("bijeenkomst", "oogst", "bijeenkomst-delete"):
        assert staff.get(url(traject, act, 10**30)).status_code in {302, 404}


def test_the_library_leads_to_the_trajectories(staff: Client, programme: Programme) -> None:
    page = staff.get(reverse("werkvorm-list", args=["leiedorp", "2025"])).text
    home = reverse("dialoog-list", args=["leiedorp", "2025"])
    assert (page.count(f'href="{home}"'), staff.get(home).status_code) == (1, 200)


def test_only_the_joint_meeting_leads_to_its_preparation(staff: Client, traject: Traject) -> None:
    rows = list(traject.bijeenkomsten.order_by("number"))
    link = f'href="{url(traject, "voorbereiding")}"'
    pages = [staff.get(url(traject, "bijeenkomst", row.pk)).text for row in rows]
    assert [link in page for page in pages] == [False, False, False, True]

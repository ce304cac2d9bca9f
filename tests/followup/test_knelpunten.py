"""Knelpunten en kansen: from the fiches, typed by hand, in a list and in a workbook."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from followup.bottlenecks.listing import bottlenecks_of, by_service, by_theme
from followup.bottlenecks.sheet import HEADER, bottleneck_sheet
from followup.bottlenecks.starting import offers_of, quoted, take_over, text_of
from followup.models import Knelpunt
from programmes.models import Programme
from tests.factories import make_bezoek, make_programme, make_user
from tests.followup.knelpunten import (
    NOW,
    confirm,
    make_challenge,
    make_knelpunt,
    make_passage,
    make_service,
)
from tests.invitations.fiches import form_in
from tests.invitations.rsvp import publish_now

LIST = "/leiedorp/2025/knelpunten/"
START = "/leiedorp/2025/knelpunten/uit-de-fiches/"
NEW = "/leiedorp/2025/knelpunten/nieuw/"


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def test_challenges_of_the_fiches_come_on_the_list_once(programme: Programme) -> None:
    linde = make_service(programme)
    one = make_challenge(programme, linde, text="Elke week drie.", request="Een pool.")
    make_challenge(make_programme(programme.bestuur), make_service(programme, "Elders"))
    passage, other = make_passage(programme.bestuur), make_passage(programme.bestuur, 2)
    confirm(passage, linde, uitdaging=one)
    confirm(other, linde)
    assert [take_over(programme, [one.pk], by="Els", now=NOW) for _ in range(2)] == [1, 0]
    [row] = bottlenecks_of(programme)
    assert (row.title, row.theme, row.zorgdienst, row.uitdaging) == (one.title, "medewerkers", linde, one)
    assert (row.text, row.made_by) == ("Elke week drie.\n\nWat de dienst aan het bestuur vraagt: Een pool.", "Els")
    assert list(row.passages.all()) == [passage]
    assert offers_of(programme) == []


def test_a_challenge_of_another_edition_is_not_taken_over(programme: Programme) -> None:
    other = make_programme(programme.bestuur)
    foreign = make_challenge(other, make_service(other))
    assert take_over(programme, [foreign.pk, 10**15], by="Els", now=NOW) == 0


def test_the_page_of_offers_shows_what_else_a_fiche_says_and_leads_to_the_form(
    staff: Client, programme: Programme
) -> None:
    linde = make_service(programme)
    one = make_challenge(programme, linde)
    fiche = one.fiche
    fiche.bottleneck = "De keuken is te klein."
    fiche.save()
    trend = fiche.tendensen.create(title="Meer tachtigers", answer="Kortverblijf uitbreiden.")
    [offer] = staff.get(START).context["offers"]
    assert [hint.key for hint in offer.hints] == [f"fiche-{fiche.pk}", f"tendens-{trend.pk}"]
    data = form_in(staff.get(f"{NEW}?uit=tendens-{trend.pk}").text)
    assert (data["kind"], data["title"], data["text"]) == ("kans", "Meer tachtigers", "Kortverblijf uitbreiden.")
    assert data["zorgdienst"] == str(linde.pk)
    staff.post(NEW, data | {"theme": "aanbod"})
    [offer] = staff.get(START).context["offers"]
    assert [hint.key for hint in offer.hints] == [f"fiche-{fiche.pk}"]


def test_taking_over_by_the_page(staff: Client, programme: Programme) -> None:
    linde = make_service(programme)
    one, two = make_challenge(programme, linde), make_challenge(programme, linde, title="Te klein")
    response = staff.post(START, {"uitdaging": [one.pk, "x", "9" * 30]}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["1 knelpunt staat nu op de lijst."]
    assert [row.title for row in bottlenecks_of(programme)] == [one.title]
    again = staff.post(START, {"uitdaging": [one.pk]})
    assert again.context["problem"].startswith("Kruis minstens één uitdaging aan.")
    assert [offer.challenges for offer in again.context["offers"]] == [(two,)]


def test_somebody_notes_an_opportunity_with_all_it_touches(staff: Client, programme: Programme) -> None:
    linde = make_service(programme)
    bezoek = make_bezoek(programme, zorgdienst=linde)
    publish_now(programme)
    challenge = make_challenge(programme, linde)
    passage = make_passage(programme.bestuur)
    confirm(passage, linde)
    data = form_in(staff.get(f"{NEW}?bezoek={bezoek.pk}&dienst={linde.pk}").text)
    assert (data["visit"], data["zorgdienst"]) == (str(bezoek.pk), str(linde.pk))
    data |= {"kind": "kans", "theme": "samenwerking", "title": "Leerlingen lezen voor", "zorgdienst": ""}
    data |= {
        "uitdaging": str(challenge.pk),
        "passages": str(passage.pk),
        "state": "opgenomen",
        "answer": "Elke vrijdag.",
    }
    assert staff.post(NEW, data).headers["Location"] == LIST
    [row] = bottlenecks_of(programme)
    assert (row.kind, row.visit, row.zorgdienst, row.state) == ("kans", bezoek.pk, linde, "opgenomen")
    assert (list(row.passages.all()), row.answer) == ([passage], "Elke vrijdag.")


def test_bad_input_is_told_per_field_and_nothing_typed_is_lost(staff: Client, programme: Programme) -> None:
    linde, other = make_service(programme), make_service(programme, "De Eik")
    challenge = make_challenge(programme, linde)
    data = {"kind": "knelpunt", "text": "Wat we hoorden", "state": "opgelost", "answer": ""}
    data |= {"zorgdienst": str(other.pk), "uitdaging": str(challenge.pk)}
    response = staff.post(NEW, data)
    assert errors(response) == {
        "theme": ["Kies het thema."],
        "title": ["Zeg in enkele woorden waar het over gaat."],
        "uitdaging": ["Deze uitdaging staat in de fiche van De Linde. Kies die dienst, of een andere uitdaging."],
        "answer": ["Schrijf er in een zin bij wat het bestuur ermee doet of deed."],
    }
    assert response.context["form"]["text"].value() == "Wat we hoorden"
    assert Knelpunt.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "weer"),
        ("state", "weg"),
        ("kind", "x"),
        ("zorgdienst", "9" * 30),
        ("uitdaging", "9" * 30),
        ("visit", "9" * 30),
        ("title", "x" * 201),
        ("title", "nul\x00"),
    ],
)
def test_what_cannot_be_is_refused(staff: Client, programme: Programme, field: str, value: str) -> None:
    make_bezoek(programme)
    publish_now(programme)
    data = {"kind": "knelpunt", "theme": "aanbod", "title": "Soep", "state": "open"} | {field: value}
    response = staff.post(NEW, data)
    assert (list(errors(response)), Knelpunt.objects.count()) == ([field], 0)


def test_a_passage_that_nobody_confirmed_is_no_choice(staff: Client, programme: Programme) -> None:
    passage = make_passage(programme.bestuur)
    data = {"kind": "knelpunt", "theme": "aanbod", "title": "Soep", "state": "open", "passages": str(passage.pk)}
    assert "passages" not in staff.get(NEW).context["form"].fields
    staff.post(NEW, data)
    assert list(bottlenecks_of(programme)[0].passages.all()) == []


@pytest.mark.parametrize("query", ["?uit=fiche-9&dienst=x&bezoek=" + "9" * 30, "?uit=%00", "?dienst=%00&uit="])
def test_a_strange_link_gives_an_empty_form(staff: Client, programme: Programme, query: str) -> None:
    response = staff.get(NEW + query)
    assert (response.status_code, form_in(response.text)["title"]) == (200, "")


def test_what_was_linked_stays_a_choice_when_it_went_elsewhere(staff: Client, programme: Programme) -> None:
    """The service takes part no more, the visit was dropped, the agreement was replaced: saving loses none of it."""
    linde = make_service(programme)
    passage = make_passage(programme.bestuur)
    one = make_knelpunt(programme, linde, visit=77, uitdaging=make_challenge(programme, linde))
    one.passages.add(passage)
    programme.diensten.clear()
    page = f"{LIST}{one.pk}/"
    data = form_in(staff.get(page).text)
    assert staff.post(page, data | {"passages": str(passage.pk)}).status_code == 302
    [row] = bottlenecks_of(programme)
    assert (row.zorgdienst, row.visit, row.uitdaging_id) == (linde, 77, one.uitdaging_id)
    assert list(row.passages.all()) == [passage]


def test_two_people_at_once_overwrite_nothing_unseen(staff: Client, programme: Programme) -> None:
    linde, eik = make_service(programme), make_service(programme, "De Eik")
    passage = make_passage(programme.bestuur)
    confirm(passage, linde)
    one = make_knelpunt(programme, linde, text="Eerst")
    page = f"{LIST}{one.pk}/"
    an, bo = form_in(staff.get(page).text), form_in(staff.get(page).text)
    changes = {"title": "Nachten", "text": "Van An", "zorgdienst": str(eik.pk), "state": "opgenomen", "answer": "Ja."}
    assert staff.post(page, an | changes | {"passages": str(passage.pk)}).status_code == 302
    response = staff.post(page, bo | {"text": "Van Bo", "theme": "aanbod", "state": "opgelost", "answer": "Ja."})
    end = "Bewaar opnieuw als jij gelijk hebt."
    assert errors(response) == {
        "text": [f"Iemand anders maakte hiervan: 'Van An'. {end}"],
        "state": [f"Iemand anders maakte hiervan: 'opgenomen door het bestuur'. {end}"],
    }
    again = form_in(response.text)
    assert (again["text"], again["theme"], Knelpunt.objects.get().text) == ("Van Bo", "aanbod", "Van An")
    assert staff.post(page, again).status_code == 302
    [row] = bottlenecks_of(programme)
    assert (row.text, row.title, row.zorgdienst, [*row.passages.all()]) == ("Van Bo", "Nachten", eik, [passage])


def test_what_somebody_did_not_touch_stays_as_the_other_saved_it(staff: Client, programme: Programme) -> None:
    linde, eik = make_service(programme), make_service(programme, "De Eik")
    passage = make_passage(programme.bestuur)
    confirm(passage, linde)
    one = make_knelpunt(programme, linde)
    page = f"{LIST}{one.pk}/"
    an, bo = form_in(staff.get(page).text), form_in(staff.get(page).text)
    assert staff.post(page, an | {"zorgdienst": str(eik.pk), "passages": str(passage.pk)}).status_code == 302
    assert staff.post(page, bo | {"title": "Nachten"}).status_code == 302
    [row] = bottlenecks_of(programme)
    assert (row.title, row.zorgdienst, list(row.passages.all())) == ("Nachten", eik, [passage])


@pytest.mark.parametrize("was", ["", "x", "[1]", "[" * 5000, '{"title": 4}'])
def test_what_the_form_was_may_be_nonsense(staff: Client, programme: Programme, was: str) -> None:
    page = f"{LIST}{make_knelpunt(programme).pk}/"
    data = form_in(staff.get(page).text)
    assert staff.post(page, data | {"was": was, "text": "Nieuw"}).status_code == 302
    assert Knelpunt.objects.get().text == "Nieuw"


def test_deleting_asks_first(staff: Client, programme: Programme) -> None:
    one = make_knelpunt(programme)
    page = f"{LIST}{one.pk}/verwijderen/"
    assert ("Te weinig handen" in staff.get(page).text, Knelpunt.objects.count()) == (True, 1)
    assert (staff.post(page).status_code, Knelpunt.objects.count()) == (302, 0)


def test_the_list_is_ordered_and_grouped_by_service_or_theme(programme: Programme) -> None:
    linde, eik = make_service(programme), make_service(programme, "De Eik")
    make_knelpunt(programme, title="Overal")
    make_knelpunt(programme, linde, title="Bus", theme="samenwerking")
    make_knelpunt(programme, linde, title="Dak", theme="infrastructuur")
    make_knelpunt(programme, linde, title="Tuin", theme="infrastructuur", kind="kans")
    make_knelpunt(programme, eik, title="Soep", theme="aanbod")
    rows = bottlenecks_of(programme)
    assert [(group.title, [one.title for one in group.rows]) for group in by_service(rows)] == [
        ("De Eik", ["Soep"]),
        ("De Linde", ["Dak", "Tuin", "Bus"]),
        ("Voor het hele bestuur", ["Overal"]),
    ]
    assert [(group.title, len(group.rows)) for group in by_theme(rows)] == [
        ("Infrastructuur", 2),
        ("Aanbod", 1),
        ("Samenwerking", 1),
        ("Medewerkers", 1),
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Soep", "Dak"]),
        ("?thema=aanbod", ["Soep"]),
        ("?soort=kans", ["Soep"]),
        ("?toestand=opgelost", ["Dak"]),
        ("?dienst=9999999999999999999&thema=weer", ["Soep", "Dak"]),
        ("?per=thema", ["Dak", "Soep"]),
        ("?thema=aanbod&toestand=opgelost", []),
    ],
)
def test_the_list_is_filtered(staff: Client, programme: Programme, query: str, titles: list[str]) -> None:
    make_knelpunt(programme, make_service(programme, "De Eik"), title="Soep", theme="aanbod", kind="kans")
    make_knelpunt(
        programme, make_service(programme), title="Dak", theme="infrastructuur", state="opgelost", answer="Hersteld."
    )
    groups = staff.get(LIST + query).context["filter"].groups
    assert [one.title for group in groups for one in group.rows] == titles


def test_the_workbook_holds_what_was_typed_as_text(staff: Client, programme: Programme) -> None:
    linde = make_service(programme)
    passage = make_passage(programme.bestuur, 12)
    one = make_knelpunt(programme, linde, title="=1+1", text="Vertical\x0btab", answer="Een pool.", state="opgenomen")
    one.passages.add(passage)
    make_knelpunt(programme, title="Overal", kind="kans")
    response = staff.get(reverse("knelpunt-xlsx", args=["leiedorp", "2025"]))
    assert response.headers["Content-Disposition"] == 'attachment; filename="expeditie-zorg-knelpunten-en-kansen.xlsx"'
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    lines = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert lines == [
        list(HEADER),
        [
            *("De Linde", "knelpunt", "medewerkers", "=1+1", "Verticaltab", "", "passage 12"),
            *("opgenomen door het bestuur", "Een pool.", "3-3-2025", "Els", ""),
        ],
        ["Voor het hele bestuur", "kans", "medewerkers", "Overal", "", "", "", "open", "", "3-3-2025", "Els", ""],
    ]
    assert {cell.data_type for cell in sheet["D"]} == {"s"}
    assert sheet.freeze_panes == "A2"


def test_a_workbook_of_nothing_has_its_header() -> None:
    sheet = load_workbook(io.BytesIO(bottleneck_sheet([]))).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [list(HEADER)]


def test_a_line_of_the_agreement_is_named_shortly(programme: Programme) -> None:
    passage = make_passage(programme.bestuur, 12, page=34, heading="Zorg", text="We bouwen\neen nieuwe vleugel.")
    assert quoted(passage, ["De Linde", "De Eik"]) == (
        "Passage 12, blz. 34 · Zorg: We bouwen een nieuwe vleugel. (De Linde, De Eik)"
    )
    assert quoted(passage, longest=20) == "Passage 12, blz. 34 · Zorg: We bouwen een […]"


def test_a_challenge_without_a_request_is_its_text_alone(programme: Programme) -> None:
    assert text_of(make_challenge(programme, make_service(programme), text=" Kort. ")) == "Kort."


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_cost_the_same_for_one_and_for_three(
    staff: Client, programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    make_passage(programme.bestuur, 99)
    for number in range(count):
        linde = make_service(programme, f"Dienst {number}")
        passage = make_passage(programme.bestuur, number + 1)
        confirm(passage, linde)
        make_knelpunt(programme, linde, uitdaging=make_challenge(programme, linde)).passages.add(passage)
        make_challenge(programme, linde, title="Nog een")
    for url, queries in ((LIST, 13), (START, 10), (NEW, 10)):
        with django_assert_num_queries(queries):
            staff.get(url)


@pytest.mark.parametrize("role", ["communicatie", "lezer"])
def test_only_a_coordinator_sees_them(client: Client, programme: Programme, role: str) -> None:
    client.force_login(make_user(role, bestuur=programme.bestuur))
    one = make_knelpunt(programme)
    pages = (LIST, START, NEW, f"{LIST}{one.pk}/", f"{LIST}{one.pk}/verwijderen/", f"{LIST}knelpunten.xlsx")
    assert [client.get(url).status_code for url in pages] == [404] * 6


def test_one_of_another_programme_is_not_there(staff: Client, programme: Programme) -> None:
    one = make_knelpunt(make_programme(programme.bestuur))
    urls = (f"{LIST}{one.pk}/", f"{LIST}{one.pk}/verwijderen/", f"{LIST}{'9' * 30}/")
    assert [staff.get(url).status_code for url in urls] == [404] * 3

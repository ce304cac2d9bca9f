"""What the coordinator does with agreements, and what a form says when something is wrong."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from followup.agreements.acts import OWNERLESS
from followup.models import Afspraak, Moment
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme, User
from tests.factories import MONDAY, at, make_contactpersoon, make_mandataris, make_programme
from tests.followup.afspraken import make_afspraak
from tests.invitations.fiches import form_in

pytestmark = pytest.mark.usefixtures("clock")

NOW = at(MONDAY, "12.00")
IN_THREE_WEEKS = MONDAY + dt.timedelta(days=21)
ARGS = ["leiedorp", "2025"]


def url(name: str, *more: Any) -> str:
    return reverse(name, args=[*ARGS, *more])


def said(visit: Bezoek, **fields: Any) -> dict[str, Any]:
    """What a coordinator types for an agreement of this visit."""
    fields = {"title": "De wachtlijst bezorgen", "kind": "informatie", "initiative": "dienst"} | fields
    fields = {"where": f"bezoek-{visit.pk}", "contactpersonen": [visit.host_id], "is_shared": "on"} | fields
    return {"due_on": IN_THREE_WEEKS.isoformat(), "key": str(uuid4())} | fields


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def history(afspraak: Afspraak) -> list[tuple[str, str]]:
    return [(moment.kind, moment.text) for moment in afspraak.momenten.all()]


def test_an_agreement_is_noted_with_both_sides_and_a_day(staff: Client, visit: Bezoek, an: Mandataris) -> None:
    response = staff.post(url("afspraak-new"), said(visit, mandatarissen=[an.pk], text="Per soort kamer"))
    one = Afspraak.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, url("afspraak-list"))
    assert (one.title, one.text, one.visit, one.zorgdienst) == (
        *("De wachtlijst bezorgen", "Per soort kamer", visit.pk, visit.zorgdienst),
    )
    assert (one.due_on, one.made_at, one.is_shared) == (IN_THREE_WEEKS, NOW, True)
    assert ([*one.mandatarissen.all()], [*one.contactpersonen.all()]) == ([an], [visit.host])
    assert history(one) == [("gemaakt", "")]


def test_what_is_sent_twice_counts_once(staff: Client, visit: Bezoek) -> None:
    typed = said(visit)
    staff.post(url("afspraak-new"), typed)
    staff.post(url("afspraak-new"), typed)
    assert [str(one.key) for one in Afspraak.objects.all()] == [typed["key"]]
    assert Moment.objects.count() == 1


def test_who_goes_back_and_types_something_else_loses_nothing(staff: Client, visit: Bezoek, an: Mandataris) -> None:
    typed = said(visit)
    for changes in ({}, {"title": "De folder bezorgen"}, {"mandatarissen": [an.pk]}):
        staff.post(url("afspraak-new"), typed | changes)
    titles = list(Afspraak.objects.order_by("pk").values_list("title", flat=True))
    assert titles == ["De wachtlijst bezorgen", "De folder bezorgen", "De wachtlijst bezorgen"]


def test_a_key_of_another_programme_makes_another_agreement(staff: Client, visit: Bezoek) -> None:
    other = make_afspraak(make_programme())
    staff.post(url("afspraak-new"), said(visit, key=str(other.key)))
    made = Afspraak.objects.exclude(pk=other.pk).get()
    assert (made.title, made.key == other.key) == ("De wachtlijst bezorgen", False)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Vul in wat jullie afspreken, zoals: de wachtlijst bezorgen."),
        ("due_on", "2025-02-23", "Zondag 23 februari 2025 is al voorbij. Kies vandaag of een latere dag."),
        ("due_on", "0001-01-01", "Maandag 1 januari 1 is al voorbij. Kies vandaag of een latere dag."),
        ("due_on", "9999-12-31", "Kijk het jaar na: 9999 is wel erg ver weg."),
        ("due_on", "31/31/2025", "Dit is geen datum. Kies een dag in de kalender, of schrijf 24/02/2025."),
        ("where", "bezoek-99", "Kies een bezoek of een dienst uit de lijst."),
        ("where", f"bezoek-{'9' * 30}", "Kies een bezoek of een dienst uit de lijst."),
        ("contactpersonen", ["9" * 30], "Kies uit de mensen die er staan."),
        ("mandatarissen", ["x"], "Kies uit de lijst."),
        (
            "text",
            "Per soort kamer " * 400,
            "Zorg dat deze waarde niet meer dan 5000 tekens bevat (het zijn er nu 6399).",
        ),
        ("title", "a\0b", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(
    staff: Client, visit: Bezoek, field: str, value: Any, message: str
) -> None:
    response = staff.post(url("afspraak-new"), said(visit, text="Per soort kamer") | {field: value})
    assert errors(response) == {field: [message]}
    assert "Per soort kamer" in response.content.decode()
    assert Afspraak.objects.count() == 0


def test_an_agreement_of_nobody_is_refused(staff: Client, visit: Bezoek) -> None:
    response = staff.post(url("afspraak-new"), said(visit, contactpersonen=[]))
    assert errors(response) == {"mandatarissen": [OWNERLESS]}


def test_a_key_that_is_none_is_replaced(staff: Client, visit: Bezoek) -> None:
    staff.post(url("afspraak-new"), said(visit, key="geen"))
    assert isinstance(Afspraak.objects.get().key, UUID)


def test_somebody_of_another_authority_cannot_be_chosen(staff: Client, visit: Bezoek) -> None:
    response = staff.post(url("afspraak-new"), said(visit, mandatarissen=[make_mandataris().pk]))
    assert errors(response) == {"mandatarissen": ["Kies uit de mensen die er staan."]}


def test_editing_changes_words_and_people_but_not_the_day(
    staff: Client, programme: Programme, visit: Bezoek, an: Mandataris
) -> None:
    one = make_afspraak(programme, service=[visit.host], due_on=MONDAY - dt.timedelta(days=3))
    typed = said(visit, title="Anders gezegd", mandatarissen=[an.pk], due_on="2030-01-01")
    staff.post(url("afspraak-edit", one.pk), typed)
    one.refresh_from_db()
    assert (one.title, one.due_on, [*one.mandatarissen.all()]) == (
        *("Anders gezegd", MONDAY - dt.timedelta(days=3)),
        [an],
    )
    assert history(one) == [("gewijzigd", "")]


def test_two_coordinators_at_once_overwrite_nothing_unseen(
    staff: Client, programme: Programme, visit: Bezoek, an: Mandataris
) -> None:
    one = make_afspraak(programme, title="Eerst", text="Eerst", visit=visit.pk, zorgdienst=visit.zorgdienst)
    page = url("afspraak-edit", one.pk)
    opened = form_in(staff.get(page).text) | {"contactpersonen": [visit.host_id], "is_shared": "on"}
    where = f"dienst-{visit.zorgdienst_id}"
    staff.post(page, opened | {"title": "Van Els", "where": where, "mandatarissen": [an.pk]})
    response = staff.post(page, opened | {"title": "Van Wies", "text": "Van Wies", "where": ""})
    end = "Bewaar opnieuw als jij gelijk hebt."
    assert errors(response) == {
        "title": [f"Iemand anders maakte hiervan: 'Van Els'. {end}"],
        "where": [f"Iemand anders maakte hiervan: '{visit.zorgdienst}'. {end}"],
    }
    again = form_in(response.text) | {"contactpersonen": [visit.host_id], "is_shared": "on"}
    staff.post(page, again | {"where": where})
    one.refresh_from_db()
    assert (one.title, one.text, [*one.mandatarissen.all()]) == ("Van Wies", "Van Wies", [an])


def test_editing_leaves_what_a_host_ticked_meanwhile(staff: Client, programme: Programme, visit: Bezoek) -> None:
    one = make_afspraak(programme, service=[visit.host], state="gedaan", done_at=NOW)
    staff.post(url("afspraak-edit", one.pk), said(visit))
    one.refresh_from_db()
    assert one.state == "gedaan"


def test_who_left_the_guest_list_stays_with_the_agreement(staff: Client, programme: Programme, visit: Bezoek) -> None:
    gone = make_mandataris(programme.bestuur)
    one = make_afspraak(programme, council=[gone])
    response = staff.post(url("afspraak-edit", one.pk), said(visit, mandatarissen=[gone.pk]))
    assert response.status_code == 302


def test_moving_keeps_the_reason_and_the_day_it_was(staff: Client, programme: Programme) -> None:
    one = make_afspraak(programme, due_on=MONDAY)
    staff.post(url("afspraak-move", one.pk), {"due_on": "2025-03-10", "reason": "De cijfers komen later"})
    moment = one.momenten.get()
    one.refresh_from_db()
    assert (one.due_on, moment.due_before) == (dt.date(2025, 3, 10), MONDAY)
    assert history(one) == [("verschoven", "De cijfers komen later")]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"due_on": "2025-03-10"}, {"reason": ["Vul in waarom: wie erop wacht, wil het weten."]}),
        ({"reason": "Later"}, {"due_on": ["Kies de nieuwe dag."]}),
        (
            {"due_on": "2025-02-01", "reason": "x"},
            {"due_on": ["Zaterdag 1 februari 2025 is al voorbij. Kies vandaag of een latere dag."]},
        ),
        ({"due_on": "2025-03-17", "reason": "x"}, {"due_on": ["Dit is dezelfde dag. Kies een andere."]}),
    ],
)
def test_a_move_without_reason_or_to_a_wrong_day_is_refused(
    staff: Client, programme: Programme, typed: dict[str, str], told: dict[str, list[str]]
) -> None:
    one = make_afspraak(programme)
    assert errors(staff.post(url("afspraak-move", one.pk), typed)) == told
    assert history(one) == []


def test_done_keeps_who_and_how_it_went(staff: Client, programme: Programme, coordinator: User) -> None:
    one = make_afspraak(programme)
    staff.post(url("afspraak-done", one.pk), {"note": "Verstuurd"})
    one.refresh_from_db()
    assert (one.state, one.done_at, one.done_by, one.done_note) == ("gedaan", NOW, str(coordinator), "Verstuurd")
    assert history(one) == [("gedaan", "Verstuurd")]


def test_what_somebody_else_closed_meanwhile_is_told(staff: Client, programme: Programme) -> None:
    one = make_afspraak(programme, state="gedaan", done_at=NOW, done_by="Griet")
    told = {"__all__": ["Deze afspraak is intussen afgerond door Griet."]}
    assert errors(staff.post(url("afspraak-done", one.pk), {"note": "Ook ik"})) == told
    assert errors(staff.post(url("afspraak-move", one.pk), {"due_on": "2025-03-20", "reason": "x"})) == told


def test_no_longer_needed_asks_why(staff: Client, programme: Programme) -> None:
    one = make_afspraak(programme)
    response = staff.post(url("afspraak-drop", one.pk), {"note": ""})
    assert errors(response) == {"note": ["Vul in waarom het niet meer nodig is."]}
    staff.post(url("afspraak-drop", one.pk), {"note": "Het staat al online"})
    one.refresh_from_db()
    assert (one.state, history(one)) == ("vervallen", [("vervallen", "Het staat al online")])


def test_what_was_closed_too_soon_opens_again(staff: Client, programme: Programme) -> None:
    one = make_afspraak(programme, state="gedaan", done_at=NOW, done_by="Griet", done_note="x")
    staff.post(url("afspraak-reopen", one.pk))
    one.refresh_from_db()
    assert (one.state, one.done_at, one.done_by, history(one)) == ("open", None, "", [("heropend", "")])
    page = staff.post(url("afspraak-reopen", one.pk), follow=True)
    assert [str(message) for message in page.context["messages"]][-1] == "Deze afspraak staat al open."
    assert len(history(one)) == 1


def test_the_page_of_one_tells_its_history(staff: Client, programme: Programme, visit: Bezoek) -> None:
    one = make_afspraak(programme, visit=visit.pk, zorgdienst=visit.zorgdienst)
    staff.post(url("afspraak-move", one.pk), {"due_on": "2025-03-20", "reason": "De cijfers komen later"})
    page = " ".join(staff.get(url("afspraak-view", one.pk)).content.decode().split())
    assert "De Linde, maandag 24 februari, 9.30–10.30" in page
    assert "(was tegen maandag 17 maart 2025)</span>: De cijfers komen later" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    staff: Client, programme: Programme, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        council, service = [make_mandataris(programme.bestuur)], [make_contactpersoon(programme.bestuur)]
        make_afspraak(programme, council=council, service=service, due_on=MONDAY + dt.timedelta(days=number * 9 - 1))
    with django_assert_num_queries(9):
        page = staff.get(url("afspraak-list"))
    assert sum(len(lines) for _, lines in page.context["groups"]) == count


def test_the_list_says_where_open_ones_are_followed_up(staff: Client, programme: Programme) -> None:
    later = make_programme(programme.bestuur, slug="2026", title="Expeditie Zorg 2026")
    moved = [make_afspraak(programme, title=title) for title in ("open", "gedaan")]
    for one, state in zip(moved, ("open", "gedaan"), strict=True):
        done_at = NOW if state == "gedaan" else None
        make_afspraak(later, carried_from=one, state=state, done_at=done_at)
    page = staff.get(url("afspraak-list"))
    assert page.context["carried"] == [later]
    assert "loopt verder in <a href=" in page.text
    Afspraak.objects.filter(programme=later).update(state="gedaan", done_at=NOW)
    assert staff.get(url("afspraak-list")).context["carried"] == []


def test_the_list_puts_late_ones_first(staff: Client, programme: Programme) -> None:
    for days, title in ((30, "later"), (-1, "te laat"), (3, "straks")):
        make_afspraak(programme, title=title, due_on=MONDAY + dt.timedelta(days=days))
    make_afspraak(programme, title="geen dag", due_on=None)
    make_afspraak(programme, title="klaar", state="gedaan", done_at=NOW)
    page = staff.get(url("afspraak-list"))
    assert [(name, [line.afspraak.title for line in lines]) for name, lines in page.context["groups"]] == [
        ("Te laat", ["te laat"]),
        ("Binnen een week", ["straks"]),
        ("Later", ["later"]),
        ("Zonder dag", ["geen dag"]),
        ("Afgerond", ["klaar"]),
    ]
    assert page.context["figures"] == {"late": 1, "open": 4, "done": 1}


def test_a_new_one_begins_at_the_visit_that_a_link_names(staff: Client, visit: Bezoek) -> None:
    form = staff.get(url("afspraak-new"), {"bezoek": visit.pk}).context["form"]
    assert form["where"].value() == f"bezoek-{visit.pk}"
    assert staff.get(url("afspraak-new"), {"bezoek": "9" * 30}).context["form"]["where"].value() == ""


def test_the_choices_are_the_guests_and_whoever_receives(
    staff: Client, visit: Bezoek, an: Mandataris, griet: Contactpersoon
) -> None:
    make_mandataris(visit.programme.bestuur)
    form = staff.get(url("afspraak-new")).context["form"]
    assert [[*form.fields[name].queryset] for name in ("mandatarissen", "contactpersonen")] == [[an], [griet]]


def test_what_runs_on_in_the_next_edition_says_where(staff: Client, programme: Programme) -> None:
    one = make_afspraak(programme)
    following = make_afspraak(make_programme(programme.bestuur, slug="2026"), carried_from=one)
    page = staff.get(url("afspraak-view", one.pk)).content.decode()
    assert f'href="/leiedorp/2026/afspraken/{following.pk}/"' in page
    Afspraak.objects.update(state="gedaan", done_at=NOW)
    assert "loopt verder" not in staff.get(url("afspraak-view", one.pk)).text


def test_what_happens_in_one_edition_happens_in_the_others(staff: Client, programme: Programme) -> None:
    first = make_afspraak(programme)
    second = make_afspraak(make_programme(programme.bestuur, slug="2026"), carried_from=first)
    third = make_afspraak(make_programme(programme.bestuur, slug="2027"), carried_from=second)
    staff.post(url("afspraak-move", first.pk), {"due_on": "2025-03-20", "reason": "Later"})
    staff.post(reverse("afspraak-done", args=["leiedorp", "2026", second.pk]), {"note": "Verstuurd"})
    editions = [Afspraak.objects.get(pk=one.pk) for one in (first, second, third)]
    assert {(one.due_on, one.state, one.done_note) for one in editions} == {
        (dt.date(2025, 3, 20), "gedaan", "Verstuurd")
    }
    staff.post(url("afspraak-reopen", first.pk))
    assert [[kind for kind, _ in history(one)] for one in editions] == [["verschoven", "gedaan", "heropend"]] * 3


def test_what_was_closed_in_one_edition_only_stays_as_it_was(staff: Client, programme: Programme) -> None:
    first = make_afspraak(programme, state="vervallen", done_at=NOW, done_note="Toen")
    second = make_afspraak(make_programme(programme.bestuur, slug="2026"), carried_from=first)
    staff.post(reverse("afspraak-done", args=["leiedorp", "2026", second.pk]), {"note": "Verstuurd"})
    first.refresh_from_db()
    assert (first.state, first.done_note) == ("vervallen", "Toen")

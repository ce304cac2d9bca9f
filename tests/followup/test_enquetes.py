"""The surveys of a programme as its coordinator sees them: ready, changed, asked, read, taken along."""

import csv
import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from followup.forms.enquete import CLOSED, LOCKED
from followup.models import Enquete, Nazorglink, Vraag
from followup.sharing import shared_url
from followup.surveys import asking
from followup.surveys.answering import answer, fingerprint
from followup.surveys.people import people_of
from followup.surveys.results import NOT_YET, TOO_FEW, TOO_FEW_HERE, results_of
from followup.surveys.starting import start
from invitations.models import Bericht
from press.models import Aanwezigheid
from programmes.links import revoke
from programmes.models import Contactpersoon, Deelname, Mandataris, Programme, User
from programmes.times import BRUSSELS
from tests.factories import make_mandataris
from tests.followup.surveys import AFTER, NOW, TODAY, held, link_of, make_sheets, make_survey, page_of

pytestmark = pytest.mark.usefixtures("clock")

ClientOf = Callable[[User], Client]
FIVE = ({"1": 5, "2": "Te veel werk"}, {"1": 4, "3": "=1+1"}, {"1": 4}, {"1": 2, "3": "Anders"}, {"1": 5})


@pytest.fixture
def later(coordinator: User, client_of: ClientOf, clock: time_machine.Traveller) -> Client:
    """The surveys are closed."""
    clock.move_to(dt.datetime.combine(AFTER, dt.time(9), tzinfo=BRUSSELS))
    return client_of(coordinator)


def url(name: str, *args: int) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


def edited(client: Client, enquete: Enquete, **fields: Any) -> dict[str, Any]:
    """What a browser would post of the form as it is shown now."""
    form = client.get(url("enquete-edit", enquete.pk)).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in shown.items() if value is not False}
    return {name: "" if value is None else value for name, value in shown.items()} | fields


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def told(response: Any) -> list[str]:
    return [str(one) for one in response.context["messages"]]


# Ready


def test_three_surveys_are_put_ready_once(programme: Programme, staff: Client) -> None:
    responses = [staff.post(url("enquete-start"), follow=True) for _ in range(2)]
    assert [told(one) for one in responses] == [
        ["De enquêtes staan klaar, met voor elke groep drie vragen. Lees ze even na."],
        [],
    ]
    asked = Enquete.objects.values_list("role", "is_anonymous", "opens_on", "closes_on")
    days = (dt.date(2025, 3, 3), dt.date(2025, 3, 24))
    assert list(asked) == [(role, True, *days) for role in Enquete.Role.values]
    with time_machine.travel("2025-02-26 12:00Z", tick=False):
        before = staff.get(url("enquete-list")).text  # nothing to see yet: what to do comes first
    assert [before.count(words) for words in ("kun je de mail hier versturen", "Resultaten<")] == [3, 0]
    assert (Vraag.objects.count(), Nazorglink.objects.get().kind) == (9, "enquete")


def test_they_open_the_day_after_the_last_one(programme: Programme) -> None:
    start(programme, now=NOW, today=dt.date(2025, 1, 6))
    assert set(Enquete.objects.values_list("opens_on", flat=True)) == {dt.date(2025, 3, 1)}


@pytest.mark.parametrize("guests", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    programme: Programme, staff: Client, django_assert_num_queries: Any, guests: int
) -> None:
    make_sheets(make_survey(held(programme, guests=guests)), *[{"1": 4}] * guests)
    with django_assert_num_queries(12):
        response = staff.get(url("enquete-list"))
    listed = response.context["listed"]
    assert [(one.answered, one.asked, one.state) for one in listed.standings] == [
        *((guests, guests, "open"), (0, 1, "open"), (0, None, "open"))
    ]
    assert (listed.url, listed.is_missing) == (shared_url(Nazorglink.objects.get()), False)


def test_the_link_for_staff_is_replaced_and_revoked(programme: Programme, staff: Client) -> None:
    make_survey(programme)
    old = Nazorglink.objects.get()
    staff.post(url("enquete-link"), {"act": "nieuw"})
    new = asking.live_link(programme)
    assert (new != old, Nazorglink.objects.get(pk=old.pk).revoked_at) == (True, NOW)
    assert staff.get(url("enquete-poster")).content[:5] == b"%PDF-"
    staff.post(url("enquete-link"), {"act": "intrekken"})
    assert asking.live_link(programme) is None
    response = staff.get(url("enquete-poster"), follow=True)
    assert told(response)[-1] == "Er is nog geen link voor de medewerkers. Maak die eerst."


# Questions and days


def test_questions_are_changed_before_the_first_answer(programme: Programme, staff: Client) -> None:
    enquete = make_survey(programme)
    data = edited(
        staff, enquete, vraag1_text="Nieuw?", vraag1_kind="keuze", vraag1_options=" ja \nnee\n\nja", intro="Dag"
    )
    data.pop("is_anonymous")
    assert staff.post(url("enquete-edit", enquete.pk), data).status_code == 302
    enquete.refresh_from_db()
    vraag = enquete.vragen.get(number=1)
    assert (enquete.intro, enquete.is_anonymous) == ("Dag", False)
    assert (vraag.text, vraag.kind, vraag.options) == ("Nieuw?", "keuze", ["ja", "nee"])


@pytest.mark.parametrize(
    ("name", "typed", "error"),
    [
        ("vraag2_options", "één", "Geef bij vraag 2 twee tot acht verschillende keuzes, elk op een eigen regel."),
        ("vraag2_options", "a\n" + "x" * 101, "Een keuze bij vraag 2 is te lang: hou het bij 100 tekens."),
        ("vraag3_text", " ", "Schrijf vraag 3."),
        ("opens_on", "", "Kies vanaf welke dag de enquête open is."),
        ("closes_on", "2026-03-01", "De links werken tot en met zaterdag 28 februari 2026. Kies een dag daarvoor."),
        ("closes_on", "2025-03-01", "De enquête sluit voor ze opent."),
        ("opens_on", "2025-02-01", "De enquête kan niet open zijn voor de Expeditie begint. Kies een latere dag."),
    ],
)
def test_what_cannot_be_asked_is_refused(
    programme: Programme, staff: Client, name: str, typed: str, error: str
) -> None:
    enquete = make_survey(programme)
    response = staff.post(url("enquete-edit", enquete.pk), edited(staff, enquete, **{name: typed}))
    assert list(errors(response).values()) == [[error]]
    assert response.context["form"][name].value() == typed


def test_after_the_first_answer_the_questions_stand(programme: Programme, staff: Client) -> None:
    enquete = make_survey(programme)
    before = edited(staff, enquete, vraag1_text="Iets anders?")
    make_sheets(enquete, {"1": 4})
    response = staff.post(url("enquete-edit", enquete.pk), before)
    assert (errors(response), enquete.vragen.get(number=1).text) == (
        {"__all__": [LOCKED]},
        "Zie je nu beter wat de zorg in onze gemeente nodig heeft?",
    )
    assert response.context["form"]["vraag1_text"].value() == "Iets anders?"
    form = staff.get(url("enquete-edit", enquete.pk)).context["form"]
    assert list(form.fields) == ["intro", "opens_on", "closes_on"]
    later = edited(staff, enquete, closes_on="2025-04-30")
    assert staff.post(url("enquete-edit", enquete.pk), later).status_code == 302
    assert Enquete.objects.get(pk=enquete.pk).closes_on == dt.date(2025, 4, 30)


def test_after_the_first_answer_it_stays_anonymous(programme: Programme, staff: Client) -> None:
    enquete = make_survey(programme)
    before = edited(staff, enquete)
    before.pop("is_anonymous")
    make_sheets(enquete, {"1": 4})
    assert errors(staff.post(url("enquete-edit", enquete.pk), before)) == {"__all__": [LOCKED]}
    assert Enquete.objects.get(pk=enquete.pk).is_anonymous


def test_the_survey_of_staff_is_always_anonymous(programme: Programme, staff: Client) -> None:
    enquete = make_survey(programme, "medewerker")
    data = edited(staff, enquete)
    assert "is_anonymous" not in data
    staff.post(url("enquete-edit", enquete.pk), data)
    assert Enquete.objects.get(pk=enquete.pk).is_anonymous


def test_an_anonymous_survey_that_closed_does_not_open_again(programme: Programme, later: Client) -> None:
    """Whoever read the answers and then let one more person answer, would know what that person said."""
    enquete = make_survey(programme)
    make_sheets(enquete, *FIVE)
    response = later.post(url("enquete-edit", enquete.pk), edited(later, enquete, closes_on="2025-05-01"))
    assert errors(response) == {"closes_on": [CLOSED]}
    assert later.post(url("enquete-edit", enquete.pk), edited(later, enquete, intro="Dag")).status_code == 302
    assert Enquete.objects.get(pk=enquete.pk).closes_on == dt.date(2025, 3, 24)


def test_the_form_is_shown_as_people_see_it(programme: Programme, staff: Client) -> None:
    enquete = make_survey(programme)
    form = staff.get(url("enquete-preview", enquete.pk)).context["form"]
    assert [field.label for field in form.visible_fields()] == [one.text for one in enquete.vragen.all()]


# Whom it is for


def test_who_was_there_is_asked(programme: Programme) -> None:
    held(programme, guests=4)
    visit = programme.bezoeken.get()
    absent, declined, came_after_all, _ = programme.guests.order_by("last_name")
    Deelname.objects.filter(mandataris__in=[declined, came_after_all]).update(answer="nee")
    assert [one.name for one in people_of(programme)["mandataris"]] == ["Bo Aerts 01", "Bo Aerts 04"]
    surprise = make_mandataris(programme.bestuur, first_name="Zoë", last_name="Zwaan")
    for person, is_present in ((absent, False), (came_after_all, True), (surprise, True)):
        Aanwezigheid.objects.create(
            programme=programme, visit=visit.pk, mandataris=person, is_present=is_present, at=NOW, received_at=NOW
        )
    people = people_of(programme)
    assert [one.name for one in people["mandataris"]] == ["Bo Aerts 03", "Zoë Zwaan"]
    assert [one.name for one in people["gastheer"]] == ["Griet Maes"]


def test_before_anything_is_published_there_is_nobody(programme: Programme, staff: Client) -> None:
    enquete = make_survey(programme)
    assert people_of(programme) == {"mandataris": [], "gastheer": [], "medewerker": []}
    assert b"staat nog geen bezoek" in staff.get(url("enquete-ask", enquete.pk)).content


# Asking


def send(client: Client, enquete: Enquete, seen: str | None = None) -> Any:
    page = client.get(url("enquete-ask", enquete.pk))
    seen = page.context["asking"].fingerprint if seen is None else seen
    return client.post(url("enquete-ask", enquete.pk), {"seen": seen}, follow=True)


def test_everybody_gets_a_mail_with_their_own_link(programme: Programme, staff: Client) -> None:
    enquete = make_survey(held(programme, guests=2))
    assert told(send(staff, enquete)) == ["2 mails staan klaar en vertrekken zo meteen. Je vindt ze bij Berichten."]
    guests = list(programme.guests.order_by("last_name"))
    mails = list(Bericht.objects.filter(kind="enquete").order_by("to_name"))
    assert [(one.to_email, one.subject) for one in mails] == [
        (f"bo{number}@example.be", "Expeditie Zorg: drie vragen over hoe het was") for number in (1, 2)
    ]
    for mail, guest in zip(mails, guests, strict=True):
        address = page_of(link_of(programme, guest))
        assert (address in mail.text, address in mail.html) == (True, True)
        assert "De enquête is anoniem: niemand kan zien wie wat antwoordde." in mail.text
    assert Enquete.objects.get(pk=enquete.pk).asked_at == NOW


def test_a_second_time_only_who_did_not_answer_and_not_today(
    programme: Programme, staff: Client, clock: time_machine.Traveller
) -> None:
    enquete = make_survey(held(programme, guests=2))
    send(staff, enquete)
    first = programme.guests.order_by("last_name")[0]
    answer(enquete, {"1": 4}, key=uuid4(), seen=fingerprint(enquete), link=link_of(programme, first), today=TODAY)
    shown = staff.get(url("enquete-ask", enquete.pk)).context["asking"]
    assert (shown.chosen, len(shown.today), shown.answered) == ([], 1, 1)
    assert asking.NOBODY in send(staff, enquete).content.decode()
    clock.move_to(NOW + dt.timedelta(days=7))
    send(staff, enquete)
    mails = Bericht.objects.filter(kind="enquete", created_at__gt=NOW)
    assert [(one.to_email, "Een kleine herinnering" in one.text) for one in mails] == [("bo2@example.be", True)]


def test_what_changed_since_it_was_read_stops_the_mails(programme: Programme, staff: Client) -> None:
    enquete = make_survey(held(programme))
    response = send(staff, enquete, seen="iets anders")
    assert (response.context["problem"], Bericht.objects.filter(kind="enquete").count()) == (asking.CHANGED, 0)


@pytest.mark.parametrize(
    ("role", "fields", "problem"),
    [
        ("mandataris", {"opens_on": AFTER, "closes_on": AFTER}, asking.NOT_OPEN),
        ("mandataris", {"opens_on": dt.date(2025, 1, 6), "closes_on": dt.date(2025, 1, 13)}, asking.OVER),
        ("medewerker", {}, asking.NO_LINK),
    ],
)
def test_what_nobody_could_answer_is_not_asked(
    programme: Programme, staff: Client, role: str, fields: dict[str, Any], problem: str
) -> None:
    enquete = make_survey(held(programme), role, **fields)
    Nazorglink.objects.update(revoked_at=NOW)
    response = send(staff, enquete)
    assert (response.context["problem"], Bericht.objects.filter(kind="enquete").count()) == (problem, 0)


def test_who_cannot_be_reached_is_named(programme: Programme, staff: Client) -> None:
    enquete = make_survey(held(programme, guests=3))
    first, second, _ = programme.guests.order_by("last_name")
    Mandataris.objects.filter(pk=first.pk).update(email="")
    revoke(link_of(programme, second), now=NOW)
    shown = staff.get(url("enquete-ask", enquete.pk)).context["asking"]
    assert [one.person for one in shown.unreachable] == [first, second]
    send(staff, enquete)
    assert Bericht.objects.get(kind="enquete").to_email == "bo3@example.be"


def test_a_minor_is_asked_through_whoever_answers_for_them(programme: Programme, staff: Client) -> None:
    enquete = make_survey(held(programme))
    Mandataris.objects.update(is_minor=True, guardian="Mia Aerts, mia@example.be")
    send(staff, enquete)
    mail = Bericht.objects.get(kind="enquete")
    assert (mail.to_email, mail.to_name) == ("mia@example.be", "ouder of voogd van Bo Aerts 01")
    assert "ging Bo Aerts 01 op bezoek" in mail.text


@pytest.mark.parametrize(("phone", "said"), [("", []), ("056 00 12 00", ["Liever bellen? Els, 056 00 12 00"])])
def test_who_would_rather_call_needs_a_number(programme: Programme, staff: Client, phone: str, said: list[str]) -> None:
    Programme.objects.update(contact_name="Els", contact_phone=phone)
    programme.refresh_from_db()
    send(staff, make_survey(held(programme)))
    mail = Bericht.objects.get(kind="enquete")
    assert [line for line in mail.text.splitlines() if line.startswith("Liever bellen")] == said
    assert ("Liever bellen" in mail.html) == bool(said)


def test_hosts_pass_the_link_on_to_the_staff(programme: Programme, staff: Client) -> None:
    enquete = make_survey(held(programme), "medewerker")
    send(staff, enquete)
    mail = Bericht.objects.get(kind="enquete")
    assert (mail.to_email, mail.contactpersoon) == ("griet@example.be", Contactpersoon.objects.get())
    assert (shared_url(Nazorglink.objects.get()) in mail.text, mail.subject) == (
        True,
        "Expeditie Zorg: wil je drie vragen doorgeven aan je collega's?",
    )


def test_a_warning_when_too_few_are_asked_for_anything_to_be_shown(programme: Programme, staff: Client) -> None:
    held(programme, guests=2)
    shown = [
        staff.get(url("enquete-ask", make_survey(programme, role, **fields).pk)).context["asking"].is_small
        for role, fields in (("mandataris", {}), ("mandataris", {"is_anonymous": False}), ("medewerker", {}))
    ]
    assert shown == [True, False, False]


# Results


def test_answers_become_numbers_and_words(programme: Programme) -> None:
    enquete = make_survey(programme, "gastheer")
    make_sheets(enquete, *FIVE)
    results = results_of(enquete, on=AFTER)
    scale, choice, words = results.tallies
    assert [(one.number, one.percent) for one in scale.counts] == [(0, 0), (1, 20), (0, 0), (2, 40), (2, 40)]
    assert (scale.average, scale.average_text, scale.answered) == (Decimal("4.0"), "4", 5)
    assert "<title>Kregen de bezoekers een eerlijk beeld van jullie dienst?: 1, helemaal niet 0, 2 1" in scale.chart
    assert (choice.hidden, choice.counts) == (TOO_FEW_HERE, ())
    assert (words.texts, results.people) == (("=1+1", "Anders"), ())


@pytest.mark.parametrize(
    ("fields", "count", "on", "hidden"),
    [
        ({}, 5, TODAY, NOT_YET),
        ({}, 4, AFTER, TOO_FEW),
        ({}, 5, AFTER, ""),
        ({"is_anonymous": False}, 1, TODAY, ""),
    ],
)
def test_few_answers_and_open_surveys_stay_hidden_when_anonymous(
    programme: Programme, fields: dict[str, Any], count: int, on: dt.date, hidden: str
) -> None:
    enquete = make_survey(programme, **fields)
    make_sheets(enquete, *FIVE[:count])
    results = results_of(enquete, on=on)
    assert (results.hidden, bool(results.tallies), results.total) == (hidden, not hidden, count)


def test_what_is_hidden_is_hidden_in_the_files_too(programme: Programme, staff: Client) -> None:
    enquete = make_survey(programme)
    make_sheets(enquete, *FIVE)
    for name in ("enquete-xlsx", "enquete-csv"):
        response = staff.get(url(name, enquete.pk), follow=True)
        assert (told(response), b"Anders" in response.content) == ([NOT_YET], False)


@pytest.mark.parametrize("count", [1, 3])
def test_results_take_a_fixed_number_of_queries(
    programme: Programme, staff: Client, django_assert_num_queries: Any, count: int
) -> None:
    enquete = make_survey(held(programme, guests=count), is_anonymous=False)
    for guest in programme.guests.all():
        link = link_of(programme, guest)
        answer(enquete, {"3": "Ja\nzeker"}, key=uuid4(), seen=fingerprint(enquete), link=link, today=TODAY)
    with django_assert_num_queries(6):
        response = staff.get(url("enquete-results", enquete.pk))
    people = response.context["results"].people
    assert [(one.name, one.answers, one.answered_on) for one in people] == [
        (f"Bo Aerts {number:02}", ("", "", "Ja\nzeker"), TODAY) for number in range(1, count + 1)
    ]


def cells(sheet: Any) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_workbook_of_an_anonymous_survey_ties_nothing_together(programme: Programme, later: Client) -> None:
    enquete = make_survey(programme, "gastheer")
    make_sheets(enquete, *FIVE)
    scale, choice, words = (one.text for one in enquete.vragen.all())
    response = later.get(url("enquete-xlsx", enquete.pk))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == ["Resultaten", "Open antwoorden"]
    assert cells(book["Resultaten"]) == [
        ["Vraag", "Antwoord", "Aantal", "Aandeel (%)"],
        [scale, "1, helemaal niet", 0, 0],
        [scale, "2", 1, 20],
        [scale, "3", 0, 0],
        [scale, "4", 2, 40],
        [scale, "5, helemaal wel", 2, 40],
        [scale, "gemiddelde op 5", 4, None],
        [choice, TOO_FEW_HERE, None, None],
    ]
    assert cells(book["Open antwoorden"]) == [["Vraag", "Antwoord"], [words, "=1+1"], [words, "Anders"]]
    assert book["Open antwoorden"]["B2"].data_type == "s"


def test_a_workbook_with_names_has_a_row_each(programme: Programme, staff: Client) -> None:
    enquete = make_survey(held(programme), is_anonymous=False)
    link = link_of(programme, programme.guests.get())
    answer(enquete, {"1": 4, "3": "a\x0bb"}, key=uuid4(), seen=fingerprint(enquete), link=link, today=TODAY)
    book = openpyxl.load_workbook(io.BytesIO(staff.get(url("enquete-xlsx", enquete.pk)).content))
    head, row = cells(book["Per persoon"])
    assert (head[0], head[-1]) == ("Naam", "Beantwoord op")
    assert row == ["Bo Aerts 01", "4", None, "ab", dt.datetime(2025, 3, 3)]  # noqa: DTZ001 (so openpyxl reads a day)


def test_lines_of_text_hold_no_formula(programme: Programme, later: Client) -> None:
    enquete = make_survey(programme, "gastheer")
    make_sheets(enquete, *FIVE)
    response = later.get(url("enquete-csv", enquete.pk))
    content = response.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert rows[0] == ["Vraag", "Antwoord", "Aantal", "Aandeel (%)"]
    assert [row[1:] for row in rows[-2:]] == [["'=1+1", "1", ""], ["Anders", "1", ""]]
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="enquete-gastheren-en-gastvrouwen-expeditie-zorg.csv"'
    )


def test_a_reader_and_a_stranger_see_nothing(
    programme: Programme, lezer: User, stranger: User, client_of: ClientOf
) -> None:
    enquete = make_survey(programme)
    pages = [url("enquete-list"), url("enquete-results", enquete.pk), url("enquete-xlsx", enquete.pk)]
    assert {client_of(user).get(page).status_code for user in (lezer, stranger) for page in pages} == {404}


def test_the_survey_of_another_programme_is_not_found(programme: Programme, staff: Client) -> None:
    make_survey(programme)
    assert staff.get(url("enquete-results", 10**30)).status_code == 404
    assert staff.post(url("enquete-edit", 4_000_000), {}).status_code == 404

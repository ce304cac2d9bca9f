"""The pages of the outbox."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from invitations.mail.acts import send_one_again
from invitations.mail.berichten import in_short, story
from invitations.models import Bericht, Stap
from programmes.models import Programme, User
from tests.factories import make_mandataris, make_programme
from tests.invitations.messages import CALENDAR, NOW, make_bericht, make_berichten

ClientOf = Callable[[User], Client]


def url(name: str, *args: object) -> str:
    return reverse(name, args=["leiedorp", "2025", *args])


def subjects(staff: Client, **query: str) -> list[str]:
    return [message.subject for message in staff.get(url("bericht-list"), query).context["page"]]


def test_the_list_is_filtered_by_state_kind_person_and_text(programme: Programme, staff: Client) -> None:
    person = make_mandataris(programme.bestuur)
    make_bericht(programme, subject="Eerste", state="mislukt", kind="herinnering", mandataris=person)
    make_bericht(programme, subject="Tweede", to_email="los@example.be", text="Over de soep")
    make_bericht(make_programme(programme.bestuur), subject="Van een ander programma")
    assert subjects(staff) == ["Tweede", "Eerste"]
    assert subjects(staff, toestand="mislukt") == ["Eerste"]
    assert subjects(staff, toestand="aandacht") == ["Eerste"]
    assert subjects(staff, soort="herinnering") == ["Eerste"]
    assert subjects(staff, wie=f"m{person.pk}") == ["Eerste"]
    assert subjects(staff, wie="los@example.be") == ["Tweede"]
    assert subjects(staff, q="soep") == ["Tweede"]
    assert subjects(staff, q="soep", toestand="mislukt") == []


def test_what_a_filter_does_not_understand_is_passed_over(programme: Programme, staff: Client) -> None:
    make_bericht(programme, subject="Eerste")
    assert subjects(staff, toestand="x", soort="y", wie="m99999999999999999999", page="z") == ["Eerste"]


def test_the_counts_follow_the_filter(programme: Programme, staff: Client) -> None:
    make_bericht(programme, state="verzonden", sent_at=NOW)
    make_berichten(programme, 2, kind="herinnering")
    page = staff.get(url("bericht-list"), {"soort": "herinnering"}).context
    assert [(chip["label"], chip["number"]) for chip in page["chips"]] == [("wacht", 2)]
    assert [(one["name"], one["number"]) for one in page["acts"]] == [("hold", 2), ("now", 2), ("cancel", 2)]


@pytest.mark.parametrize(
    ("fields", "short"),
    [
        ({"send_after": NOW + dt.timedelta(minutes=5)}, "Vertrekt vandaag om 10.05."),
        ({"send_after": NOW + dt.timedelta(days=1)}, "Vertrekt morgen om 10.00."),
        ({"send_after": NOW + dt.timedelta(days=2)}, "Vertrekt woensdag 5 februari om 10.00."),
        ({"state": "verzonden", "sent_at": NOW - dt.timedelta(days=1)}, "gisteren om 10.00"),
        ({"state": "mislukt", "problem": "De mailserver zei: 550."}, "De mailserver zei: 550."),
        ({"state": "vastgehouden"}, ""),
    ],
)
def test_the_list_says_in_short_when(programme: Programme, fields: dict[str, Any], short: str) -> None:
    assert in_short(make_bericht(programme, **fields), now=NOW) == short


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    programme: Programme, staff: Client, rows: int, django_assert_num_queries: Any
) -> None:
    make_berichten(programme, rows)
    with django_assert_num_queries(8):
        staff.get(url("bericht-list"))


@pytest.mark.parametrize("rows", [1, 3])
def test_an_act_takes_a_fixed_number_of_queries(
    programme: Programme, staff: Client, rows: int, django_assert_num_queries: Any
) -> None:
    make_berichten(programme, rows)
    with django_assert_num_queries(10):
        staff.post(url("bericht-act"), {"doe": "hold", "aantal": rows})


def test_a_message_tells_its_story(programme: Programme, staff: Client) -> None:
    message = make_bericht(programme, calendar=CALENDAR, method="REQUEST", html="<p>Dag</p>")
    with time_machine.travel(NOW, tick=False):
        staff.post(url("bericht-act"), {"doe": "hold", "pk": message.pk, "aantal": 1})
        page = staff.get(url("bericht", message.pk))
    (part,) = page.context["parts"]
    assert (part.heading, part.lines) == (
        "Bezoek aan De Plataan",
        [
            ("Wanneer", "maandag 24 februari, 9.30 tot 10.30"),
            ("Waar", "Markt 1, 8870 Izegem – België"),
            ("Versie in de agenda", "0"),
        ],
    )
    user = User.objects.get()
    assert [text for _, text in page.context["story"]] == [
        "Gemaakt: Versie 2 is gepubliceerd",
        f"Vastgehouden, door {user}",
    ]
    assert page.context["meaning"] == "Wordt vastgehouden: vertrekt pas als je het vrijgeeft."
    assert '<ol class="rows happened">' in page.text  # not "story": that is how a quote looks, with a bar beside it


def test_a_message_that_was_sent_again_tells_both_times(programme: Programme, coordinator: User) -> None:
    message = make_bericht(programme, state="verzonden", sent_at=NOW, to_email="an@example.be")
    send_one_again(Bericht.objects.all(), by=coordinator, now=NOW + dt.timedelta(hours=1))
    Bericht.objects.update(state="verzonden", sent_at=NOW + dt.timedelta(hours=2))
    message.refresh_from_db()
    assert [(at.hour, text) for at, text in story(message)] == [
        (9, "Gemaakt: Versie 2 is gepubliceerd"),
        (9, "Verzonden naar an@example.be"),
        (10, f"Opnieuw laten vertrekken, door {coordinator}"),
        (11, "Verzonden naar an@example.be"),
    ]


def test_mail_that_came_back_is_told_once(programme: Programme) -> None:
    message = make_bericht(programme, state="teruggekomen", bounced_at=NOW, problem="Teruggekomen: 550")
    Stap.objects.create(bericht=message, at=NOW, text=message.problem)
    assert [text for _, text in story(message)][1:] == ["Teruggekomen: 550"]


def test_without_anything_to_do_there_is_nothing_to_choose(programme: Programme, staff: Client) -> None:
    make_bericht(programme, state="verzonden", sent_at=NOW)
    assert 'name="pk"' not in staff.get(url("bericht-list")).content.decode()
    make_bericht(programme)
    assert staff.get(url("bericht-list")).content.decode().count('name="pk"') == 2


def test_a_list_of_what_was_cancelled_can_be_put_back(programme: Programme, staff: Client) -> None:
    make_berichten(programme, 2, state="geannuleerd")
    make_bericht(programme, state="geannuleerd", problem="niet meer nodig")
    assert staff.get(url("bericht-list")).context["acts"] == []
    chosen = {"toestand": "geannuleerd"}
    assert [one["name"] for one in staff.get(url("bericht-list"), chosen).context["acts"]] == ["back"]
    staff.post(url("bericht-act"), chosen | {"doe": "back", "aantal": 2})
    assert sorted(Bericht.objects.values_list("state", flat=True)) == ["geannuleerd", "vastgehouden", "vastgehouden"]


def test_a_calendar_that_cannot_be_read_is_left_out(programme: Programme, staff: Client) -> None:
    message = make_bericht(programme, calendar="BEGIN:VCALENDAR\r\nkapot", method="REQUEST")
    assert staff.get(url("bericht", message.pk)).context["parts"] == []


def test_when_a_message_leaves_is_said(programme: Programme, staff: Client) -> None:
    message = make_bericht(programme, attempts=1)
    with time_machine.travel("2025-02-03 08:00Z", tick=False):
        assert staff.get(url("bericht", message.pk)).context["meaning"] == "Vertrekt vandaag om 10.00, na 1 poging."
    with time_machine.travel("2025-02-03 09:01Z", tick=False):
        assert staff.get(url("bericht", message.pk)).context["meaning"] == "Vertrekt binnen enkele seconden."


def test_the_html_can_do_nothing(programme: Programme, staff: Client) -> None:
    message = make_bericht(programme, html="<script>alert(1)</script>")
    response = staff.get(url("bericht-html", message.pk))
    assert response.content == b"<script>alert(1)</script>"
    assert response.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self'; sandbox"
    )
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_an_act_asks_first_and_names_the_number(programme: Programme, staff: Client) -> None:
    make_berichten(programme, 2)
    make_bericht(programme, state="verzonden", sent_at=NOW)
    question = staff.get(url("bericht-act"), {"doe": "cancel"})
    assert (question.context["number"], question.context["others"]) == (2, 1)
    assert "2 berichten annuleren?" in question.content.decode()
    response = staff.post(url("bericht-act"), {"doe": "cancel", "aantal": "2"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["2 berichten geannuleerd."]
    assert list(Bericht.objects.order_by("pk").values_list("state", flat=True)) == [
        "geannuleerd",
        "geannuleerd",
        "verzonden",
    ]


def test_an_act_by_tick_touches_only_those(programme: Programme, staff: Client) -> None:
    first, second, _ = make_berichten(programme, 3)
    response = staff.post(url("bericht-act"), {"doe": "hold", "pk": [first.pk, second.pk], "aantal": "2"})
    assert response.headers["Location"] == f"{url('bericht-list')}?"
    assert Bericht.objects.filter(state="vastgehouden").count() == 2


def test_when_the_number_changed_it_asks_again(programme: Programme, staff: Client) -> None:
    make_berichten(programme, 3)
    response = staff.post(url("bericht-act"), {"doe": "cancel", "aantal": "2"})
    assert "Ondertussen is er iets veranderd." in response.content.decode()
    assert not Bericht.objects.filter(state="geannuleerd").exists()


@pytest.mark.parametrize("query", [{}, {"doe": "weg"}, {"doe": "anyway"}, {"doe": "arrived", "pk": ["1", "2"]}])
def test_an_act_that_is_not_there_goes_back(programme: Programme, staff: Client, query: dict[str, Any]) -> None:
    """What may arrive twice is decided one by one."""
    response = staff.get(url("bericht-act"), query, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Kies wat er met de berichten moet gebeuren."]


def test_what_another_programme_has_is_not_touched(programme: Programme, staff: Client) -> None:
    other = make_bericht(make_programme(programme.bestuur))
    response = staff.get(url("bericht-act"), {"doe": "hold", "pk": other.pk})
    assert response.context["number"] == 0
    assert staff.get(url("bericht", other.pk)).status_code == 404


def test_a_reader_does_not_see_messages(programme: Programme, lezer: User, client_of: ClientOf) -> None:
    """They hold the personal links of others."""
    message = make_bericht(programme)
    pages = [url("bericht-list"), url("bericht", message.pk), url("bericht-html", message.pk), url("bericht-act")]
    assert [client_of(lezer).get(page).status_code for page in pages] == [404] * 4


def test_a_message_is_edited(programme: Programme, staff: Client) -> None:
    message = make_bericht(programme)
    response = staff.post(url("bericht-edit", message.pk), {"subject": "Nieuw  onderwerp", "text": "Dag"})
    message.refresh_from_db()
    assert (response.status_code, message.subject, message.text) == (302, "Nieuw onderwerp", "Dag")


def test_an_edit_that_came_too_late_keeps_what_was_typed(programme: Programme, staff: Client) -> None:
    message = make_bericht(programme, state="verzonden", sent_at=NOW)
    response = staff.post(url("bericht-edit", message.pk), {"subject": "Nieuw", "text": "Mijn tekst"})
    assert response.context["form"].non_field_errors() == [
        "Dit bericht is al vertrokken of geannuleerd: je aanpassing is niet bewaard."
    ]
    assert "Mijn tekst" in response.content.decode()


def test_an_empty_edit_is_refused(programme: Programme, staff: Client) -> None:
    message = make_bericht(programme)
    response = staff.post(url("bericht-edit", message.pk), {})
    assert sorted(response.context["form"].errors) == ["subject", "text"]

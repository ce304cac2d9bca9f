"""After its term a programme has lost its personal data, on the day, by itself."""

import datetime as dt
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from followup.models import Balans, Bewaartermijn, Verslagversie
from followup.privacy.clearing import clear
from followup.privacy.counting import parts_of
from followup.privacy.keeping import keep_terms
from followup.privacy.staying import stays
from followup.privacy.terms import KEPT, NOTICE, TermError, clears_on, move_term, term_of
from invitations.clock import DUTIES
from invitations.models import Bericht, Toestemming
from press.models import Beeld, Quote
from programmes.models import Gast, Mandataris, Programme, User, Versie
from tests.factories import at, make_gast, make_mandaat, make_mandataris, make_programme, make_user
from tests.followup.persons import fill, left, warned
from tests.meanwhile import just_before, killed
from tests.test_urls import OF_A_BESTUUR, OURS, PK, everything, kwargs_of, status_of, url_of  # noqa: F401 (a programme with one of each)

IN_REPORT = ["followup.Nazorglink.nonce", "followup.Nazorglink.token_hash"]


def test_nothing_of_a_person_is_left(everything: Programme) -> None:  # noqa: F811
    fill(everything)
    now = warned(everything)
    assert clear(everything, now=now) is True
    assert left(everything) == IN_REPORT


def test_why_the_term_was_moved_names_nobody(everything: Programme) -> None:  # noqa: F811
    """Also once cleared the page can still tell why."""
    guest = everything.gasten.get().mandataris
    now = warned(everything)
    Bewaartermijn.objects.update(extensions=[["2025-03-01", "2026-02-28", "2026-05-31", f"wacht op {guest}", "Els"]])
    clear(everything, now=now)
    moved = Bewaartermijn.objects.get().extensions
    assert moved == [["2025-03-01", "2026-02-28", "2026-05-31", "wacht op een deelnemer", "Els"]]


def test_no_text_names_who_was_only_proposed_or_left_again(everything: Programme) -> None:  # noqa: F811
    """Nor whoever stands in no list but in the table of the replacements."""
    left = make_mandataris(everything.bestuur, first_name="Dora", last_name="Maes")
    everything.links.create(mandataris=left, created_at=timezone.now(), token_hash="dora")
    everything.vervangingen.update(name="Piet Pieters")
    everything.knelpunten.update(text="Dora Maes en Piet Pieters zagen het ook.")
    clear(everything, now=warned(everything))
    assert everything.knelpunten.get().text == "Een deelnemer en een deelnemer zagen het ook."


def test_files_are_erased_from_disk(everything: Programme) -> None:  # noqa: F811
    job, beeld = everything.opdrachten.get(), everything.beelden.get()
    consent = Toestemming.objects.get()
    Toestemming.objects.update(programme=everything)
    report = Verslagversie.objects.get()
    report.pdf.save("verslag.pdf", ContentFile(b"%PDF"))
    paths = [Path(file.path) for file in (job.file, beeld.original, beeld.web, consent.proof_file, report.pdf)]
    assert [path.exists() for path in paths] == [True] * 5
    clear(everything, now=warned(everything))
    assert [path.exists() for path in paths] == [False] * 5
    assert Verslagversie.objects.get().pdf.name == ""


def test_a_programme_that_is_deleted_takes_its_files_along(everything: Programme, client: Client) -> None:  # noqa: F811
    """Save the proof of a consent, which holds in other programmes too."""
    Toestemming.objects.update(programme=everything)
    report = Verslagversie.objects.get()
    report.pdf.save("verslag.pdf", ContentFile(b"%PDF"))
    job, beeld, consent = everything.opdrachten.get(), everything.beelden.get(), Toestemming.objects.get()
    files = (job.file, beeld.original, beeld.web, report.pdf, everything.persmap.pdf, consent.proof_file)
    paths = [Path(file.path) for file in files if file]
    assert {path.exists() for path in paths} == {True}
    client.force_login(User.objects.get(pk=PK))
    client.post(everything.get_absolute_url() + "verwijderen/", {"title": everything.title})
    assert Programme.objects.filter(pk=everything.pk).count() == 0
    assert [path for path in paths if path.exists()] == [Path(consent.proof_file.path)]


def test_numbers_and_the_approved_report_stay(everything: Programme) -> None:  # noqa: F811
    Balans.objects.all().delete()
    report = Verslagversie.objects.get()
    quote = Quote.objects.get()
    Quote.objects.update(state="goedgekeurd", channels=["site"], name="Zoë Geheim", received_from="Bert")
    beeld = Beeld.objects.get()
    beeld.herkend.all().delete()
    Beeld.objects.update(state="goedgekeurd", people_checked=True, uploaded_by="Bert")
    report.content["sections"] = [{"title": "Dag", "quotes": [quote.pk], "beelden": [beeld.pk]}]
    report.save()
    clear(everything, now=warned(everything))
    assert Balans.objects.get().numbers["visits"] == 1
    assert Verslagversie.objects.get().content == report.content
    assert list(Quote.objects.values_list("name", "received_from")) == [("Zoë Geheim", "")]
    kept = Beeld.objects.get()
    assert (kept.uploaded_by, kept.original.name, Path(kept.web.path).exists()) == ("", "", True)


def test_a_picture_of_the_report_with_somebody_on_it_goes(everything: Programme) -> None:  # noqa: F811
    report, beeld = Verslagversie.objects.get(), Beeld.objects.get()
    Beeld.objects.update(state="goedgekeurd", people_checked=True)
    report.content["sections"] = [{"beelden": [beeld.pk]}]
    report.save()
    clear(everything, now=warned(everything))
    assert Beeld.objects.count() == 0


def test_what_was_published_keeps_its_visits_without_anybody(everything: Programme) -> None:  # noqa: F811
    clear(everything, now=warned(everything))
    content = Versie.objects.get().content
    assert [(visit["people"], visit["host"]) for visit in content["visits"]] == [([], None)]
    assert content["people"] == []
    assert content["services"][0]["contacts"] == []


def test_who_stands_nowhere_else_goes_and_who_has_an_office_stays(everything: Programme) -> None:  # noqa: F811
    """Of three guests: one on the council, one who also comes next year, and a pupil."""
    pupil = make_gast(everything).mandataris
    again = make_gast(everything).mandataris
    make_gast(make_programme(everything.bestuur), again)
    councillor = everything.guests.get(mandaten__segment="raad")
    clear(everything, now=warned(everything))
    left_over = Mandataris.objects.filter(pk__in=[pupil.pk, again.pk, councillor.pk])
    assert set(left_over) == {again, councillor}
    assert Gast.objects.filter(programme=everything).count() == 0


def test_another_programme_is_left_alone(everything: Programme) -> None:  # noqa: F811
    other = make_programme(everything.bestuur)
    make_gast(other, make_mandataris(everything.bestuur))
    clear(everything, now=warned(everything))
    assert other.gasten.count() == 1


def test_the_record_says_how_many_went(everything: Programme) -> None:  # noqa: F811
    clear(everything, now=warned(everything))
    record = Bewaartermijn.objects.get(programme=everything).record
    assert (record["Quotes"], record["Gastenlijst"], record["Gastenlijst: deelnemer"]) == (1, 1, 1)


def test_it_is_done_once(everything: Programme) -> None:  # noqa: F811
    now = warned(everything)
    assert [clear(everything, now=now), clear(everything, now=now)] == [True, False]


def test_killed_halfway_it_is_finished_the_next_time(everything: Programme) -> None:  # noqa: F811
    """Killed while the rows go, at the very end: the files are gone, nothing else is."""
    fill(everything)
    path = Path(everything.beelden.get().original.path)
    Balans.objects.all().delete()
    now = warned(everything)
    with just_before('UPDATE "followup_bewaartermijn" SET "cleared_at"', killed), pytest.raises(KeyboardInterrupt):
        clear(everything, now=now)
    assert (path.exists(), everything.beelden.count(), everything.gasten.count()) == (False, 1, 1)
    assert clear(everything, now=now) is True
    assert left(everything) == IN_REPORT
    assert Balans.objects.get().numbers["visits"] == 1


@pytest.mark.django_db(transaction=True)
def test_who_moves_the_term_while_files_go_is_too_late(everything: Programme) -> None:  # noqa: F811
    """Rather than to keep rows without their files."""
    now, by, problems = warned(everything), make_user(), []
    ends_on = now.date() + dt.timedelta(days=60)
    Programme.objects.update(last_day=now.date() - dt.timedelta(days=100))

    def move() -> None:
        try:
            move_term(everything, ends_on=ends_on, reason="x", by=by, now=now)
        except TermError as error:
            problems.append(str(error))
        finally:
            connection.close()

    coordinating = Thread(target=move)

    def begin_to_move() -> None:
        coordinating.start()
        coordinating.join(0.3)

    with just_before('FROM "programmes_opdracht"', begin_to_move):  # the first rows whose files go
        done = clear(Programme.objects.get(pk=everything.pk), now=now)
    coordinating.join()
    assert (done, problems) == (True, ["De persoonsgegevens van dit programma zijn al opgeruimd."])


def test_it_waits_for_a_mail_that_is_just_leaving(everything: Programme) -> None:  # noqa: F811
    now = warned(everything)
    Bericht.objects.update(state="bezig", lease_until=now, of_programme=everything.pk)
    assert clear(everything, now=now) is False
    assert everything.gasten.count() == 1


def test_the_duty_warns_and_a_month_later_clears(programme: Programme, coordinator: Any) -> None:
    make_gast(programme)
    last = programme.last_day
    moments = [at(last + KEPT - NOTICE + dt.timedelta(days=days), "6.00") for days in (-1, 0, 0, 29, 30, 31, 31, 32)]
    assert [keep_terms(moment) for moment in moments] == [0, 1, 0, 0, 0, 1, 0, 0]
    term = Bewaartermijn.objects.get()
    assert term.cleared_at == at(last + KEPT + dt.timedelta(days=1), "6.00")
    assert programme.gasten.count() == 0


def test_a_programme_that_was_put_off_is_held_first(programme: Programme, coordinator: Any) -> None:
    """Somebody chose a day close after it, and then it moved to the autumn."""
    chosen, held = programme.last_day + dt.timedelta(days=60), programme.last_day + dt.timedelta(days=240)
    Bewaartermijn.objects.create(programme=programme, ends_on=chosen)
    Programme.objects.update(last_day=held)
    days = (chosen, chosen + dt.timedelta(days=40), held - NOTICE, held, held + dt.timedelta(days=1))
    done = [(keep_terms(at(day, "6.00")), Bewaartermijn.objects.get().cleared_at is not None) for day in days]
    assert done == [(0, False), (0, False), (1, False), (0, False), (1, True)]


def test_the_warning_goes_to_the_coordinators(programme: Programme, coordinator: Any, lezer: Any) -> None:
    make_gast(programme)
    keep_terms(at(programme.last_day + KEPT, "6.00"))
    mail = Bericht.objects.get()
    assert (mail.to_email, mail.kind) == (coordinator.email, "gegevens")
    assert "- Gastenlijst: 1\n" in mail.text
    assert "/leiedorp/2025/bewaartermijn/" in mail.text


def test_nobody_is_surprised_when_the_worker_was_away(programme: Programme, coordinator: Any) -> None:
    """Two years late: first the mail, and a month later it goes."""
    late = at(programme.last_day + 2 * KEPT, "6.00")
    make_gast(programme)
    assert keep_terms(late) == 1
    assert clears_on(term_of(programme)) == late.date() + NOTICE
    assert keep_terms(late + NOTICE - dt.timedelta(days=1)) == 0
    assert keep_terms(late + NOTICE) == 1


def test_it_is_a_duty_of_the_clock() -> None:
    assert DUTIES.count(keep_terms) == 1


def test_the_duty_asks_little_when_nothing_is_due(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        keep_terms(at(programme.last_day, "12.00"))


@pytest.mark.parametrize("guests", [1, 3])
def test_the_list_takes_a_fixed_number_of_queries(
    everything: Programme,  # noqa: F811
    guests: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(guests):
        make_mandaat(make_gast(everything).mandataris)
    with django_assert_num_queries(81):
        parts_of(everything, stays(everything))


def test_every_page_of_a_cleared_programme_still_answers(everything: Programme, client: Client) -> None:  # noqa: F811
    clear(everything, now=warned(everything))
    client.force_login(make_user("coordinator", bestuur=everything.bestuur))
    of_it = [name for name in OF_A_BESTUUR if set(kwargs_of(OURS[name])) == {"bestuur", "programme"}]
    answers = {name: status_of(client.get(url_of(name))) for name in of_it if is_shown(name)}
    assert {name: status for name, status in answers.items() if status not in {200, 302, 404, 405}} == {}


def is_shown(name: str) -> bool:
    """Pages of the aftercare, and those that read the published week or the guest list."""
    ours = OURS[name].callback.__module__.startswith("followup.") and "pdf" not in name
    return ours or name in {"programme", "board", "week", "gast-list", "link-list", "beeld-list", "vandaag"}

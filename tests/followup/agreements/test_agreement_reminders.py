"""Both sides are reminded a week before, the day after and then every two weeks; once each, and never when done."""

import datetime as dt

import pytest

from followup.agreements import acts
from followup.agreements.reminding import coming, next_step, remind_agreements
from followup.models import Afspraak, Bewaartermijn
from invitations.clock import DUTIES
from invitations.models import Bericht
from invitations.reminding.timeline import SOURCES
from programmes.links import make_links, revoke, token_of
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme
from tests.factories import MONDAY, at, make_mandataris, make_programme, make_user
from tests.followup.afspraken import MADE_AT, make_afspraak

DUE = MONDAY + dt.timedelta(days=21)
WEEK_BEFORE = at(DUE - dt.timedelta(days=7), "9.00")
DAY_AFTER = at(DUE + dt.timedelta(days=1), "9.00")
FORTNIGHT = dt.timedelta(days=14)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def promise(visit: Bezoek, an: Mandataris, griet: Contactpersoon) -> Afspraak:
    return make_afspraak(visit.programme, council=[an], service=[griet], zorgdienst=visit.zorgdienst)


def mails() -> list[tuple[str, str]]:
    return list(Bericht.objects.filter(kind="afspraak").order_by("pk").values_list("to_email", "subject"))


def sent() -> None:
    Bericht.objects.open().update(state="verzonden", sent_at=DAY_AFTER)


def test_the_steps_are_a_week_before_the_day_after_and_every_two_weeks() -> None:
    steps = [WEEK_BEFORE]
    for _ in range(4):
        steps.append(next_step(DUE, since=steps[-1]))
    assert steps == [WEEK_BEFORE, DAY_AFTER, *(at(DUE + dt.timedelta(days=days), "9.00") for days in (15, 29, 43))]


def test_the_duty_and_the_timeline_know_them() -> None:
    assert (remind_agreements in DUTIES, coming in SOURCES) == (True, True)


def test_both_sides_hear_it_once_per_step(promise: Afspraak) -> None:
    assert remind_agreements(WEEK_BEFORE - MINUTE) == 0
    assert [remind_agreements(WEEK_BEFORE), remind_agreements(WEEK_BEFORE + MINUTE)] == [2, 0]
    about = "Wat we afspraken: De cijfers bezorgen"
    assert mails() == [("an@example.be", about), ("griet@example.be", about)]
    sent()
    assert [remind_agreements(DAY_AFTER), remind_agreements(DAY_AFTER + dt.timedelta(days=13))] == [2, 0]
    sent()
    assert remind_agreements(DAY_AFTER + FORTNIGHT) == 2
    assert [moment.text for moment in promise.momenten.all()] == ["aan An Aerts, Griet"] * 3


def test_a_mail_says_what_when_and_who_with_a_way_to_answer(promise: Afspraak, griet: Contactpersoon) -> None:
    make_links(promise.programme, now=MADE_AT)
    remind_agreements(DAY_AFTER)
    mail = Bericht.objects.get(to_email="griet@example.be")
    page = f"http://localhost:8000/nazorg/{token_of(griet.links.get())}/afspraken/"
    assert mail.text.startswith(
        "Dag Griet\n\nTijdens Expeditie Zorg maakten we een afspraak. De dag die we kozen, is voorbij."
    )
    told = [line.strip() for line in mail.text.splitlines()]
    assert [line for line in told if line.startswith(("-", "TE LAAT", "Dit nam", "Wie:", "http"))][:4] == [
        "- De cijfers bezorgen (De Linde)",
        "TE LAAT: het was tegen maandag 17 maart, 1 dag te laat",
        "Dit nam jij op je. Wie: Griet, An Aerts",
        page,
    ]
    assert page in mail.html
    other = Bericht.objects.get(to_email="an@example.be")
    assert ["Dit nam jij op je" in text for text in (mail.html, other.text, other.html)] == [True, False, False]


def test_who_never_had_a_link_gets_one_and_whose_link_was_taken_back_does_not(
    promise: Afspraak, an: Mandataris, griet: Contactpersoon
) -> None:
    make_links(promise.programme, now=MADE_AT)
    revoke(griet.links.get(), now=MADE_AT)
    an.links.all().delete()
    remind_agreements(WEEK_BEFORE)
    has_link = [(mail.to_email, "/nazorg/" in mail.text) for mail in Bericht.objects.order_by("pk")]
    assert has_link == [("an@example.be", True), ("griet@example.be", False)]


def test_done_is_quiet_and_what_waits_is_called_off(promise: Afspraak) -> None:
    remind_agreements(WEEK_BEFORE)
    acts.finish(promise, note="", by="Griet", now=WEEK_BEFORE + MINUTE)
    assert remind_agreements(WEEK_BEFORE + MINUTE) == 0
    assert set(Bericht.objects.values_list("state", "problem")) == {
        ("geannuleerd", "niet meer nodig: alles is afgerond")
    }
    assert remind_agreements(DAY_AFTER) == 0


def test_moved_is_reminded_for_the_new_day(promise: Afspraak) -> None:
    acts.move(promise, due_on=DUE + dt.timedelta(days=30), reason="x", by="Griet", now=WEEK_BEFORE - MINUTE)
    assert [remind_agreements(WEEK_BEFORE), remind_agreements(WEEK_BEFORE + dt.timedelta(days=30))] == [0, 2]


def test_made_within_the_week_is_first_reminded_the_day_after(promise: Afspraak) -> None:
    Afspraak.objects.update(made_at=WEEK_BEFORE + MINUTE)
    assert [remind_agreements(WEEK_BEFORE + 2 * MINUTE), remind_agreements(DAY_AFTER)] == [0, 2]


def test_one_mail_tells_all_that_is_late_or_near_the_late_ones_first(promise: Afspraak, an: Mandataris) -> None:
    make_afspraak(promise.programme, title="Te laat", council=[an], due_on=MONDAY, zorgdienst=promise.zorgdienst)
    make_afspraak(promise.programme, title="Ver weg", council=[an], due_on=DUE + dt.timedelta(days=30))
    remind_agreements(WEEK_BEFORE)
    mail = Bericht.objects.get(to_email="an@example.be")
    assert mail.subject == "Wat we afspraken: 1 te laat, 1 binnen een week"
    assert [line for line in mail.text.splitlines() if line.startswith("- ")] == [
        "- Te laat (De Linde)",
        "- De cijfers bezorgen (De Linde)",
    ]


def test_a_side_that_names_nobody_is_its_contact_point(visit: Bezoek, an: Mandataris) -> None:
    programme = visit.programme
    programme.contact_name, programme.contact_email = "Els", "els@example.be"
    programme.save()
    make_afspraak(programme, title="van An", council=[an], zorgdienst=visit.zorgdienst)
    make_afspraak(programme, title="van de dienst", service=[visit.host], zorgdienst=visit.zorgdienst)
    remind_agreements(WEEK_BEFORE)
    assert [address for address, _ in mails()] == ["an@example.be", "griet@example.be", "els@example.be"]


def test_internal_goes_to_the_coordinator_only(promise: Afspraak) -> None:
    Programme.objects.update(contact_name="Els", contact_email="els@example.be")
    Afspraak.objects.update(is_shared=False)
    remind_agreements(WEEK_BEFORE)
    mail = Bericht.objects.get()
    list_page = "http://localhost:8000/leiedorp/2025/afspraken/"
    assert (mail.to_email, list_page in mail.text) == ("els@example.be", True)


def test_without_a_contact_point_a_coordinator_hears_it(promise: Afspraak) -> None:
    make_user("lezer", bestuur=promise.programme.bestuur)
    make_user("coordinator", bestuur=promise.programme.bestuur, email="els@example.be")
    Afspraak.objects.update(is_shared=False)
    remind_agreements(WEEK_BEFORE)
    assert [address for address, _ in mails()] == ["els@example.be"]


def test_a_mail_does_not_say_that_it_was_agreed_in_an_edition_that_is_yet_to_come(
    promise: Afspraak, an: Mandataris
) -> None:
    other = make_programme(promise.programme.bestuur, slug="2026", title="Expeditie 2026")
    make_afspraak(other, council=[an], carried_from=promise, due_on=DUE)
    remind_agreements(WEEK_BEFORE)
    said = "Dag An Aerts\n\nTijdens een vorige expeditie maakten we een afspraak. De dag komt eraan."
    assert Bericht.objects.get(to_email="an@example.be").text.startswith(said)
    Bericht.objects.all().delete()
    make_afspraak(other, title="Ook dit", council=[an], due_on=DUE)
    remind_agreements(DAY_AFTER)
    said = "Dag An Aerts\n\nTijdens deze expeditie en een vorige maakten we afspraken. 2 ervan zijn over tijd."
    assert Bericht.objects.get(to_email="an@example.be").text.startswith(said)


def test_what_was_carried_to_the_next_edition_is_reminded_there(promise: Afspraak, an: Mandataris) -> None:
    other = make_programme(promise.programme.bestuur, first_day=MONDAY + dt.timedelta(days=14))
    make_afspraak(other, council=[an], carried_from=promise)
    remind_agreements(WEEK_BEFORE)
    assert [mail.programme for mail in Bericht.objects.all()] == [other]


def test_of_two_next_editions_only_the_newest_reminds(promise: Afspraak, an: Mandataris) -> None:
    spring, autumn = (
        make_programme(promise.programme.bestuur, first_day=MONDAY + dt.timedelta(days=days)) for days in (14, 200)
    )
    for programme in (spring, autumn):
        make_afspraak(programme, council=[an], carried_from=promise)
    assert remind_agreements(WEEK_BEFORE) == 1
    assert [mail.programme for mail in Bericht.objects.all()] == [autumn]
    assert [len(list(coming(programme, MADE_AT))) for programme in (promise.programme, spring)] == [0, 0]


def test_what_was_carried_to_two_editions_is_reminded_once(promise: Afspraak, an: Mandataris) -> None:
    bestuur, first_day = promise.programme.bestuur, MONDAY + dt.timedelta(days=14)
    first, last = make_programme(bestuur, first_day=first_day), make_programme(bestuur, first_day=first_day)
    for other in (first, last):
        make_afspraak(other, council=[an], carried_from=promise)
    remind_agreements(WEEK_BEFORE)
    assert [mail.programme for mail in Bericht.objects.all()] == [last]
    assert [len(list(coming(other, MADE_AT))) for other in (first, last)] == [0, 1]
    last.delete()
    remind_agreements(DAY_AFTER)
    assert Bericht.objects.filter(programme=first).count() == 1


def test_nobody_is_mailed_after_the_term_or_once_the_programme_was_cleared(promise: Afspraak) -> None:
    year_later = at(promise.programme.links_end_on + dt.timedelta(days=1), "9.00")
    assert remind_agreements(year_later) == 0
    Bewaartermijn.objects.create(programme=promise.programme, ends_on=DUE, cleared_at=DAY_AFTER)
    assert remind_agreements(DAY_AFTER) == 0


def test_who_has_no_address_is_on_the_timeline_to_call(promise: Afspraak, an: Mandataris) -> None:
    Mandataris.objects.update(email="")
    found = [(one.at, one.sort, one.title, one.names) for one in coming(promise.programme, MADE_AT)]
    assert found == [
        (WEEK_BEFORE, "mail", "1 mens: herinnering aan een afspraak", ("Griet",)),
        (WEEK_BEFORE, "bellen", "1 mens: zelf bellen over een afspraak", ("An Aerts",)),
    ]
    remind_agreements(WEEK_BEFORE)
    assert [address for address, _ in mails()] == ["griet@example.be"]


@pytest.mark.parametrize("count", [1, 3])
def test_reminding_takes_a_fixed_number_of_queries(visit: Bezoek, count: int, django_assert_num_queries) -> None:
    for number in range(count):
        person = make_mandataris(visit.programme.bestuur, email=f"m{number}@example.be")
        make_afspraak(visit.programme, council=[person], service=[visit.host], zorgdienst=visit.zorgdienst)
    make_links(visit.programme, now=MADE_AT)
    with django_assert_num_queries(28):
        assert remind_agreements(WEEK_BEFORE) == count + 1
    with django_assert_num_queries(6):
        assert len(list(coming(visit.programme, WEEK_BEFORE))) == 1


def test_a_round_in_which_nothing_is_due_asks_little(promise: Afspraak, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        remind_agreements(MADE_AT)

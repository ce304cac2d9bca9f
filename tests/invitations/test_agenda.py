"""The calendar ledger follows every change: exactly one message to exactly whom it touches, and never twice."""

import datetime as dt
from typing import Any

import pytest
from django.db.models import F

from invitations.agendas.events import uid_of
from invitations.agendas.following import _with_news, follow
from invitations.agendas.reconciling import reconcile, reconcile_orphans
from invitations.models import Agendapunt, Bericht
from programmes.differences import difference
from programmes.links import link_url, make_links
from programmes.models import Bezoek, Deelname, Mandataris, Programme, Versie, Zorgdienst
from programmes.versions import week_of
from tests.factories import MONDAY, at, make_bezoek, make_contactpersoon, make_deelname
from tests.invitations.agendas import (
    LATER,
    NOW,
    event_in,
    invite,
    make_invited,
    make_linde,
    messages,
    publish,
    row_of,
    send,
)

INVITATION = (
    "Bij deze mail zit een uitnodiging voor je agenda. Antwoord je daar ja of nee, dan weten wij het meteen. "
    "Verandert er nog iets, dan krijg je een nieuwe en past je agenda zich aan."
)
HOUR = dt.timedelta(hours=1)
TUESDAY = MONDAY + dt.timedelta(days=1)


@pytest.fixture
def bo(programme: Programme) -> Mandataris:
    return make_invited(programme, "Bo")


@pytest.fixture
def visit(programme: Programme, an: Mandataris, bo: Mandataris) -> Bezoek:
    return make_linde(programme, [an, bo])


@pytest.fixture
def told(programme: Programme, visit: Bezoek) -> Bezoek:
    """Version 1 is published, and both have the REQUEST."""
    publish(programme)
    reconcile(programme, now=NOW)
    send()
    return visit


def follow_change(programme: Programme) -> int:
    publish(programme, LATER)
    return reconcile(programme, now=LATER)


def move(visit: Bezoek, hours: int = 1) -> None:
    shift = dt.timedelta(hours=hours)
    Bezoek.objects.filter(pk=visit.pk).update(starts_at=F("starts_at") + shift, ends_at=F("ends_at") + shift)


# The first time


def test_who_is_invited_gets_a_request(programme: Programme, visit: Bezoek, an: Mandataris) -> None:
    publish(programme)
    assert reconcile(programme, now=NOW) == 2
    assert messages() == [("an@example.be", "REQUEST", 0), ("bo@example.be", "REQUEST", 0)]
    row = row_of(an)
    assert (row.uid, row.method, row.sequence) == (uid_of(visit.pk, an.pk, "localhost"), "REQUEST", 0)
    assert (row.to_email, row.ends_at) == ("an@example.be", visit.ends_at)


def test_a_second_run_finds_nothing_to_do(programme: Programme, visit: Bezoek) -> None:
    publish(programme)
    assert [reconcile(programme, now=NOW), reconcile(programme, now=LATER)] == [2, 0]
    send()
    assert reconcile(programme, now=LATER) == 0


def test_a_version_without_news_for_them_sends_nothing(programme: Programme, told: Bezoek) -> None:
    make_bezoek(programme, start="14.00", zorgdienst=told.zorgdienst)
    assert (follow_change(programme), messages()) == (0, [])


def test_nothing_is_told_before_something_is_published(programme: Programme, visit: Bezoek) -> None:
    assert (reconcile(programme, now=NOW), Agendapunt.objects.count()) == (0, 0)


def test_who_was_not_invited_hears_nothing(programme: Programme, visit: Bezoek) -> None:
    Bericht.objects.all().delete()
    publish(programme)
    assert (reconcile(programme, now=NOW), Agendapunt.objects.count()) == (0, 0)


def test_who_is_invited_later_gets_the_request_then(programme: Programme, told: Bezoek) -> None:
    cas = make_invited(programme, "Cas", state="geannuleerd")
    make_deelname(told, cas)
    assert follow_change(programme) == 0
    invite(programme, cas)
    assert (reconcile(programme, now=LATER), messages()) == (1, [("cas@example.be", "REQUEST", 0)])


def test_who_has_no_address_hears_nothing(programme: Programme, visit: Bezoek, an: Mandataris) -> None:
    Mandataris.objects.filter(pk=an.pk).update(email="")
    publish(programme)
    assert (reconcile(programme, now=NOW), messages()) == (1, [("bo@example.be", "REQUEST", 0)])


def test_what_is_over_is_told_nobody(programme: Programme, told: Bezoek) -> None:
    afterwards = told.ends_at + HOUR
    Bezoek.objects.update(remarks="Het was fijn.")
    publish(programme)
    assert reconcile(programme, now=afterwards) == 0
    programme.delete()
    assert (reconcile_orphans(programme.bestuur, now=afterwards), messages()) == (0, [])
    assert set(Agendapunt.objects.values_list("method", flat=True)) == {""}


# A change


def test_a_visit_that_moves_is_told_once(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    move(told)
    assert follow_change(programme) == 2
    assert messages() == [("an@example.be", "REQUEST", 1), ("bo@example.be", "REQUEST", 1)]
    assert reconcile(programme, now=LATER) == 0
    event = event_in(Bericht.objects.get(to_email="an@example.be", state="wacht").calendar)
    assert (event.start, event["DTSTAMP"].dt) == (at(MONDAY, "10.30"), LATER)


def test_only_who_is_touched_hears_of_it(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    told.deelnames.filter(mandataris=an).update(is_spokesperson=True)
    assert (follow_change(programme), messages()) == (1, [("an@example.be", "REQUEST", 1)])


def test_company_that_changes_is_told_nobody(programme: Programme, told: Bezoek) -> None:
    make_deelname(told)
    assert (follow_change(programme), messages()) == (0, [])


CHANGES: dict[str, dict[str, Any]] = {
    "hours": {"ends_at": at(MONDAY, "11.00")},
    "day": {"starts_at": at(TUESDAY, "9.30"), "ends_at": at(TUESDAY, "10.30")},
    "title": {"title": "Koffie"},
    "place": {"place": "Markt 1"},
    "meeting_point": {"meeting_point": "Onthaal"},
    "clothing": {"clothing": "Laarzen"},
    "meal": {"meal": "Soep"},
    "activity": {"activity": "Afwassen"},
    "remarks": {"remarks": "Breng een jas mee."},
    "werkvorm": {"werkvorm": "rondleiding"},
    "host": {"host": None},
    "note inside": {"internal_note": "Niet vertellen"},
}


@pytest.mark.parametrize("fields", CHANGES.values(), ids=CHANGES)
def test_a_change_is_told_to_whom_the_difference_names(
    programme: Programme, told: Bezoek, fields: dict[str, Any]
) -> None:
    Bezoek.objects.filter(pk=told.pk).update(**fields)
    before, after = (week_of(version) for version in [Versie.objects.get(), publish(programme, LATER)])
    reconcile(programme, now=LATER)
    touched = set(difference(before, after).people)
    waiting = Bericht.objects.filter(kind="agenda", state="wacht")
    assert set(waiting.values_list("mandataris_id", flat=True)) == touched


OF_THE_SERVICE = [{"parking": "Vooraan"}, {"accessibility": "Lift"}, {"street": "Dorp 2"}, {"activities": "Afwassen"}]


@pytest.mark.parametrize("fields", OF_THE_SERVICE, ids=str)
def test_a_service_that_changes_is_told_to_who_goes_there(
    programme: Programme, told: Bezoek, fields: dict[str, str]
) -> None:
    Zorgdienst.objects.filter(pk=told.zorgdienst_id).update(**fields)
    assert follow_change(programme) == 2


def test_what_they_do_not_see_is_told_nobody(programme: Programme, told: Bezoek) -> None:
    """The service asks other clothes, but this visit has its own."""
    Bezoek.objects.update(clothing="Laarzen")
    follow_change(programme)
    send()
    Zorgdienst.objects.update(clothing="Geen juwelen")
    assert follow_change(programme) == 0


def test_what_the_programme_says_for_all_is_told_to_all(programme: Programme, told: Bezoek) -> None:
    """Whom to call is in every event: the difference names it beside the visits."""
    Programme.objects.update(contact_phone="056 00 12 00")
    assert follow_change(programme) == 2


def test_a_newer_change_takes_the_place_of_one_that_waits(
    programme: Programme, told: Bezoek, an: Mandataris, bo: Mandataris
) -> None:
    told.deelnames.filter(mandataris=bo).delete()
    move(told)
    follow_change(programme)
    move(told)
    follow_change(programme)
    assert messages() == [("an@example.be", "REQUEST", 2), ("bo@example.be", "CANCEL", 1)]
    assert messages("geannuleerd") == [("an@example.be", "REQUEST", 1)]
    (line,) = [
        line for line in Bericht.objects.get(to_email=an.email, state="wacht").text.splitlines() if "was:" in line
    ]
    assert line == "- Wanneer: maandag 24 februari 11.30–12.30 (was: maandag 24 februari 9.30–10.30)"


def test_what_changes_back_before_anybody_heard_is_not_told(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    move(told)
    follow_change(programme)
    move(told, -1)
    assert follow_change(programme) == 0
    assert (messages(), len(messages("geannuleerd"))) == ([], 2)
    move(told)
    follow_change(programme)
    assert messages() == [("an@example.be", "REQUEST", 2), ("bo@example.be", "REQUEST", 2)]


def test_a_change_before_the_request_left_makes_one_message(programme: Programme, visit: Bezoek) -> None:
    publish(programme)
    reconcile(programme, now=NOW)
    move(visit)
    follow_change(programme)
    assert messages() == [("an@example.be", "REQUEST", 1), ("bo@example.be", "REQUEST", 1)]
    assert [message.subject for message in Bericht.objects.filter(kind="agenda", state="wacht")] == [
        "De Linde, maandag 24 februari 10.30–11.30"
    ] * 2


# Gone


def test_who_is_taken_off_gets_a_cancel(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    told.deelnames.filter(mandataris=an).delete()
    assert (follow_change(programme), messages()) == (1, [("an@example.be", "CANCEL", 1)])
    event = event_in(Bericht.objects.get(state="wacht").calendar)
    assert (str(event["STATUS"]), event.start, str(event["ATTENDEE"])) == (
        "CANCELLED",
        told.starts_at,
        "mailto:an@example.be",
    )
    send()
    assert reconcile(programme, now=LATER) == 0


def test_a_visit_that_is_deleted_is_cancelled_for_all(programme: Programme, told: Bezoek) -> None:
    told.delete()
    assert (follow_change(programme), messages()) == (
        2,
        [("an@example.be", "CANCEL", 1), ("bo@example.be", "CANCEL", 1)],
    )


def test_a_programme_that_is_deleted_is_cancelled_for_all(programme: Programme, told: Bezoek) -> None:
    programme.delete()
    assert (reconcile_orphans(programme.bestuur, now=LATER), messages()) == (
        2,
        [("an@example.be", "CANCEL", 1), ("bo@example.be", "CANCEL", 1)],
    )
    assert reconcile_orphans(programme.bestuur, now=LATER) == 0
    message = Bericht.objects.filter(state="wacht").first()
    assert message is not None
    assert (message.cause, message.programme) == ("Geschrapt: het programma is verwijderd", None)


def test_who_is_deleted_gets_a_cancel_too(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    an.delete()
    assert (reconcile(programme, now=LATER), messages()) == (1, [("an@example.be", "CANCEL", 1)])
    assert reconcile(programme, now=LATER) == 0


def test_a_request_that_still_waits_is_withdrawn_without_a_word(programme: Programme, visit: Bezoek) -> None:
    publish(programme)
    reconcile(programme, now=NOW)
    visit.delete()
    assert (follow_change(programme), messages()) == (0, [])
    assert messages("geannuleerd") == [("an@example.be", "REQUEST", 0), ("bo@example.be", "REQUEST", 0)]


@pytest.mark.parametrize("state", ["bezig", "in_aflevering", "verzonden", "onzeker", "teruggekomen"])
def test_whoever_may_have_the_request_gets_the_cancel(programme: Programme, told: Bezoek, state: str) -> None:
    Bericht.objects.filter(kind="agenda").update(state=state, lease_until=LATER)
    told.delete()
    assert follow_change(programme) == 2


@pytest.mark.parametrize("state", ["mislukt", "geannuleerd"])
def test_whoever_cannot_have_the_request_gets_no_cancel(programme: Programme, told: Bezoek, state: str) -> None:
    Bericht.objects.filter(kind="agenda").update(state=state)
    told.delete()
    assert (follow_change(programme), messages()) == (0, [])


def test_a_change_that_waits_gives_way_to_the_cancel(programme: Programme, told: Bezoek) -> None:
    move(told)
    follow_change(programme)
    told.delete()
    follow_change(programme)
    assert messages() == [("an@example.be", "CANCEL", 2), ("bo@example.be", "CANCEL", 2)]
    event = event_in(Bericht.objects.filter(state="wacht")[0].calendar)
    assert event.start == at(MONDAY, "9.30")  # what they know


# Back again


def test_who_comes_back_gets_a_request_with_the_same_uid(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    uid = row_of(an).uid
    told.deelnames.filter(mandataris=an).delete()
    follow_change(programme)
    send()
    make_deelname(told, an)
    assert (follow_change(programme), messages()) == (1, [("an@example.be", "REQUEST", 2)])
    assert str(event_in(Bericht.objects.get(state="wacht").calendar)["UID"]) == uid


def test_who_comes_back_before_the_cancel_left_hears_nothing(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    told.deelnames.filter(mandataris=an).delete()
    follow_change(programme)
    make_deelname(told, an)
    assert (follow_change(programme), messages()) == (0, [])
    told.deelnames.filter(mandataris=an).delete()
    assert (follow_change(programme), messages()) == (1, [("an@example.be", "CANCEL", 2)])


# Answers


def test_who_said_no_hears_nothing_more(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    told.deelnames.filter(mandataris=an).update(answer="nee")
    move(told)
    assert (follow_change(programme), messages()) == (1, [("bo@example.be", "REQUEST", 1)])
    told.delete()
    follow_change(programme)
    assert messages() == [("bo@example.be", "CANCEL", 2)]


def test_who_said_no_in_the_calendar_hears_nothing_more(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    Agendapunt.objects.filter(person=an.pk).update(partstat="DECLINED")
    told.delete()
    assert (follow_change(programme), messages()) == (1, [("bo@example.be", "CANCEL", 1)])


def test_who_says_no_before_the_request_left_does_not_get_it(
    programme: Programme, visit: Bezoek, an: Mandataris
) -> None:
    publish(programme)
    reconcile(programme, now=NOW)
    visit.deelnames.filter(mandataris=an).update(answer="nee")
    assert (reconcile(programme, now=LATER), messages()) == (0, [("bo@example.be", "REQUEST", 0)])


def test_who_says_yes_after_a_no_is_asked_as_somebody_who_comes(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    told.deelnames.filter(mandataris=an).update(answer="nee")
    reconcile(programme, now=LATER)
    told.deelnames.filter(mandataris=an).update(answer="ja")
    assert (reconcile(programme, now=LATER), messages()) == (1, [("an@example.be", "REQUEST", 1)])
    message = Bericht.objects.get(state="wacht")
    assert event_in(message.calendar)["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert message.subject == "De Linde, maandag 24 februari 9.30–10.30"
    assert reconcile(programme, now=LATER) == 0


def test_who_said_no_before_being_asked_is_asked_after_a_yes(
    programme: Programme, visit: Bezoek, an: Mandataris
) -> None:
    visit.deelnames.filter(mandataris=an).update(answer="nee")
    publish(programme)
    reconcile(programme, now=NOW)
    assert (messages(), row_of(an).method) == ([("bo@example.be", "REQUEST", 0)], "")
    visit.deelnames.filter(mandataris=an).update(answer="ja")
    assert (reconcile(programme, now=LATER), messages()[0]) == (1, ("an@example.be", "REQUEST", 1))
    assert row_of(an).partstat == "ACCEPTED"


def test_who_was_taken_off_after_a_no_and_comes_back_is_asked(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    told.deelnames.filter(mandataris=an).update(answer="nee")
    reconcile(programme, now=LATER)
    told.deelnames.filter(mandataris=an).delete()
    assert follow_change(programme) == 0
    make_deelname(told, an)
    assert (follow_change(programme), messages()) == (1, [("an@example.be", "REQUEST", 2)])


def test_other_hours_are_a_new_question_and_another_remark_is_not(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    Agendapunt.objects.filter(person=an.pk).update(partstat="ACCEPTED")
    Bezoek.objects.update(remarks="Breng een jas mee.")
    follow_change(programme)
    assert row_of(an).partstat == "ACCEPTED"
    send()
    move(told)
    follow_change(programme)
    assert row_of(an).partstat == "NEEDS-ACTION"


def test_who_said_yes_by_link_need_not_say_so_again(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    told.deelnames.filter(mandataris=an).update(answer="ja", answered_at=NOW + HOUR / 2)
    Bezoek.objects.update(remarks="Breng een jas mee.")
    follow_change(programme)
    assert row_of(an).partstat == "ACCEPTED"
    send()
    move(told)
    follow_change(programme)
    assert row_of(an).partstat == "NEEDS-ACTION"
    send()
    Bezoek.objects.update(remarks="Breng laarzen mee.")
    follow_change(programme)
    assert row_of(an).partstat == "NEEDS-ACTION"  # the yes was to other hours


# Another address


def test_an_address_that_changes_gets_the_event_and_the_old_one_loses_it(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    make_links(programme, now=NOW)
    Mandataris.objects.filter(pk=an.pk).update(email="an@leiedorp.be")
    assert reconcile(programme, now=LATER) == 2
    texts = Bericht.objects.filter(kind="agenda", state="wacht").order_by("to_email").values_list("text", "html")
    assert [["/mijn/" in text for text in message] for message in texts] == [[False, False], [True, True]]
    assert messages() == [("an@example.be", "CANCEL", 1), ("an@leiedorp.be", "REQUEST", 2)]
    assert reconcile(programme, now=LATER) == 0
    move(told)
    follow_change(programme)
    assert messages() == [
        ("an@example.be", "CANCEL", 1),
        ("an@leiedorp.be", "REQUEST", 3),
        ("bo@example.be", "REQUEST", 1),
    ]


def test_an_address_that_changes_before_anything_left_is_just_the_new_one(
    programme: Programme, visit: Bezoek, an: Mandataris
) -> None:
    publish(programme)
    reconcile(programme, now=NOW)
    Mandataris.objects.filter(pk=an.pk).update(email="an@leiedorp.be")
    reconcile(programme, now=LATER)
    assert messages() == [("an@leiedorp.be", "REQUEST", 1), ("bo@example.be", "REQUEST", 0)]


def test_the_same_address_in_capitals_is_the_same(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    Mandataris.objects.filter(pk=an.pk).update(email="An@Example.be")
    assert reconcile(programme, now=LATER) == 0


def test_an_address_that_goes_gets_a_cancel(programme: Programme, told: Bezoek, an: Mandataris) -> None:
    Mandataris.objects.filter(pk=an.pk).update(email="")
    assert (reconcile(programme, now=LATER), messages()) == (1, [("an@example.be", "CANCEL", 1)])


# What the mail says


def test_the_mail_says_in_words_what_where_and_who(programme: Programme, visit: Bezoek, an: Mandataris) -> None:
    Programme.objects.update(contact_name="Els Vercruysse", contact_phone="056 00 12 00")
    make_links(programme, now=NOW)
    link = link_url(an.links.get())
    publish(programme)
    reconcile(programme, now=NOW)
    message = Bericht.objects.get(kind="agenda", to_email="an@example.be")
    assert message.subject == "De Linde, maandag 24 februari 9.30–10.30"
    assert message.cause == "Bezoek op het programma: versie 1 van het programma"
    assert message.text.splitlines() == [
        "Dag An Peeters",
        "",
        "Dit bezoek staat voor jou op het programma van Expeditie Zorg:",
        "",
        "De Linde",
        "maandag 24 februari 9.30–10.30",
        "De Linde, Lindestraat 1, Leiedorp",
        "",
        "Wie ontvangt je: Griet Declercq (directeur), 051 12 34 56",
        "Kledij: Schort",
        "Parkeren: Achteraan",
        "",
        INVITATION,
        "",
        f"Je hele programma: {link}",
        "",
        "Vragen? Els Vercruysse, 056 00 12 00",
        "",
        "-- ",
        "Leiedorp",
    ]
    assert (message.html.count(link), link.split("/")[-2] in message.calendar) == (1, False)
    assert f"{programme.title} · {programme.bestuur.name}" in message.html


def test_a_change_says_what_changed_and_a_cancel_that_it_is_off(
    programme: Programme, told: Bezoek, an: Mandataris
) -> None:
    rita = make_contactpersoon(programme.bestuur, name="Rita Maes")
    Bezoek.objects.update(host=rita, clothing="Laarzen")
    told.deelnames.exclude(mandataris=an).delete()
    follow_change(programme)
    changed, gone = Bericht.objects.filter(state="wacht").order_by("to_email")
    assert changed.subject == "Gewijzigd: De Linde, maandag 24 februari 9.30–10.30"
    assert [line for line in changed.text.splitlines() if line.startswith("- ")] == [
        "- Wie ontvangt je: Rita Maes (was: Griet Declercq (directeur), 051 12 34 56)",
        "- Kledij: Laarzen (was: Schort)",
    ]
    assert (gone.subject, "Dit bezoek gaat voor jou niet door:" in gone.text) == (
        "Geschrapt: De Linde, maandag 24 februari 9.30–10.30",
        True,
    )
    assert gone.cause == "Geschrapt: versie 2 van het programma"


def test_a_long_text_that_changes_is_not_told_twice(programme: Programme, told: Bezoek) -> None:
    Bezoek.objects.update(remarks="Breng een jas mee. " * 10)
    follow_change(programme)
    text = Bericht.objects.filter(state="wacht")[0].text
    assert "- Goed om te weten: aangepast, zie hieronder" in text.splitlines()


def test_markup_from_outside_stays_text(programme: Programme, visit: Bezoek) -> None:
    Bezoek.objects.update(remarks="<b>Vet</b> & co")
    publish(programme)
    reconcile(programme, now=NOW)
    message = Bericht.objects.filter(kind="agenda")[0]
    assert "Goed om te weten: <b>Vet</b> & co" in message.text.splitlines()
    assert ("&lt;b&gt;Vet&lt;/b&gt; &amp; co" in message.html, "<b>Vet" in message.html) == (True, False)


# How many queries


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    programme: Programme, told: Bezoek, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        extra = make_bezoek(programme, start=f"{12 + number}.00", zorgdienst=told.zorgdienst)
        Deelname.objects.bulk_create(Deelname(bezoek=extra, mandataris_id=k) for k in _people())
    publish(programme)
    reconcile(programme, now=NOW)
    send()
    Bezoek.objects.update(remarks="Breng een jas mee.")
    publish(programme)
    fresh = Programme.objects.select_related("bestuur").get()
    with django_assert_num_queries(17):
        assert reconcile(fresh, now=LATER) == 2 * (count + 1)


def _people() -> list[int]:
    return list(Mandataris.objects.filter(first_name__in=["An", "Bo"]).values_list("pk", flat=True))


def test_of_a_minor_the_guardian_gets_the_calendar(programme: Programme) -> None:
    noor = make_invited(programme, "Noor")
    noor.is_minor, noor.guardian = True, "Els Maes, els@example.be, 0400 1"
    noor.save()
    make_linde(programme, [noor])
    publish(programme)
    assert follow(NOW) == 1
    assert messages() == [("els@example.be", "REQUEST", 0)]
    assert event_in(Bericht.objects.get(kind="agenda").calendar)["ATTENDEE"] == "mailto:els@example.be"
    send()
    assert _with_news(NOW) == set()
    Mandataris.objects.filter(pk=noor.pk).update(guardian="Bart Maes, bart@example.be")
    assert [follow(LATER), follow(LATER)] == [2, 0]
    assert messages() == [("bart@example.be", "REQUEST", 2), ("els@example.be", "CANCEL", 1)]

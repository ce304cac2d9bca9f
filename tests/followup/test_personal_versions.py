"""The report of one participant: what is in it, and whose it is not."""

import datetime as dt
from typing import Any

import pytest

from followup.models import Verslag
from followup.personal.facts import Facts, load_facts
from followup.personal.own import own_version
from followup.personal.texts import GUESTS_THANKED, HOST_THANKS, HOSTS_THANKED
from followup.personal.versions import Personal, all_versions, guest_version, host_version
from invitations.stories.consent import withdraw
from programmes.models import Deelname, Mandataris, Programme
from tests.factories import MONDAY, make_deelname
from tests.followup.visited import AFTER, Visited
from tests.press.consents import say
from tests.press.days import make_host, make_person, make_visit
from tests.press.quotes import make_approved, make_picture, recognise

ON = AFTER.date()


def facts(visited: Visited, on: dt.date = ON) -> Facts:
    found = load_facts(visited.programme, on=on)
    assert found is not None
    return found


def of(visited: Visited, person: Mandataris) -> Personal:
    return guest_version(facts(visited), person.pk)


def names(version: Personal) -> list[list[str]]:
    return [[one.name for one in visit.company] for visit in version.visits]


def test_a_guest_reads_where_they_were_and_with_whom(visited: Visited) -> None:
    version = of(visited, visited.an)
    visit = version.visits[0]
    assert (version.name, version.summary) == ("An Aerts", "1 bezoek, 1 uur")
    assert (visit.name, visit.day, visit.hours) == ("De Linde", "maandag 24 februari", "9.30–10.30")
    assert (visit.received_by, names(version)) == ("Griet Declercq, directeur", [["Bo Aerts"]])


def test_who_was_away_has_no_visit_and_no_version(visited: Visited) -> None:
    assert of(visited, visited.cas).visits == ()
    assert [one.name for one in all_versions(facts(visited))] == ["An Aerts", "Bo Aerts", "Griet Declercq"]


def test_where_nobody_ticked_all_are_there_who_did_not_say_no(visited: Visited) -> None:
    visited.programme.aanwezigheden.all().delete()
    Deelname.objects.filter(mandataris=visited.bo).update(answer="nee")
    assert names(of(visited, visited.an)) == [["Cas Aerts"]]
    visited.tick(visited.bo)
    assert names(of(visited, visited.bo)) == [[]]


def test_who_came_unannounced_is_there_too_and_who_is_in_no_list_has_no_name(visited: Visited) -> None:
    dora = make_person(visited.programme, "Dora Maes")
    visited.tick(dora)
    visited.tick(None, name="Maxim Claeys", function="leerling")
    visited.tick(None, name="Lou Maes")
    assert names(of(visited, dora)) == [["An Aerts", "Bo Aerts", "leerling", "een gast"]]
    assert names(of(visited, visited.an)) == [["Bo Aerts", "Dora Maes", "leerling", "een gast"]]


def test_a_minor_has_no_name_in_the_version_of_another(visited: Visited) -> None:
    visited.bo.is_minor = True
    visited.bo.save()
    visited.publish()
    visited.agree("Foto's bezorgen", visited.bo)
    assert names(of(visited, visited.an)) == [["een minderjarige gast"]]
    assert [one.who for one in of(visited, visited.an).others] == ["een minderjarige gast"]
    assert of(visited, visited.bo).name == "Bo Aerts"


def test_a_visit_that_is_still_to_come_is_not_told(visited: Visited) -> None:
    assert guest_version(facts(visited, MONDAY - dt.timedelta(days=1)), visited.an.pk).visits == ()


def test_nothing_before_anything_was_published(programme: Programme) -> None:
    assert load_facts(programme, on=ON) is None


def test_a_host_reads_who_came_to_which_service(visited: Visited) -> None:
    make_visit(visited.programme, make_host(visited.programme, "Ander"), visited.an, name="De Brug", start="14.00")
    visited.publish()
    version = host_version(facts(visited), visited.host.pk)
    assert (names(version), version.summary) == ([["An Aerts", "Bo Aerts"]], "2 bezoekers, 1 bezoek")
    assert version.visits[0].received_by == ""


def test_a_host_whom_nobody_visited_has_no_version(visited: Visited) -> None:
    visited.programme.aanwezigheden.update(is_present=False)
    assert all_versions(facts(visited)) == []


def test_pictures_of_the_visit_and_first_those_of_this_person(visited: Visited) -> None:
    say(visited.programme, visited.an)
    make_picture(visited.programme, "teal", visit=visited.visit.pk)
    own = make_picture(visited.programme, "red", visit=visited.visit.pk)
    own.herkend.create(name="An Aerts", mandataris=visited.an)
    make_picture(visited.programme, "blue", visit=visited.visit.pk + 1)
    make_picture(visited.programme, "green", zorgdienst=visited.service)
    shown = [(one.alt, one.is_own) for one in of(visited, visited.an).pictures]
    assert shown == [("Een red vlak", True), ("Een teal vlak", False), ("Een green vlak", False)]
    assert [one.is_own for one in of(visited, visited.bo).pictures] == [False, False, False]


def test_a_picture_of_somebody_elsewhere_comes_at_the_end(visited: Visited) -> None:
    say(visited.programme, visited.an)
    own = make_picture(visited.programme, "red", visit=visited.visit.pk + 1)
    own.herkend.create(name="An Aerts", mandataris=visited.an)
    version = of(visited, visited.an)
    assert [one.pk for one in version.more_pictures] == [own.pk]
    assert version.cover == version.more_pictures[0]
    assert of(visited, visited.bo).pictures == ()


def test_a_picture_goes_when_somebody_on_it_takes_their_yes_back(visited: Visited) -> None:
    consent = recognise(make_picture(visited.programme, visit=visited.visit.pk), "Maria", "intern")
    assert len(of(visited, visited.an).pictures) == 1
    withdraw(consent, by="Maria", now=AFTER)
    assert of(visited, visited.an).pictures == ()


def test_only_quotes_for_within_the_authority(visited: Visited) -> None:
    where = {"visit": visited.visit.pk}
    make_approved(visited.programme, "intern", text="Warm onthaal", mandataris=visited.an, **where)
    make_approved(visited.programme, "pers", text="Alleen voor de pers", **where)
    version = of(visited, visited.an)
    assert [(one.text, one.is_own) for one in version.quotes] == [("Warm onthaal", True)]
    assert [one.is_own for one in of(visited, visited.bo).quotes] == [False]


def test_own_promises_first_then_those_of_the_visit(visited: Visited) -> None:
    visited.agree("Cijfers bezorgen", visited.an, due_on=dt.date(2025, 3, 3), state="gedaan", done_at=AFTER)
    visited.agree("Terugbellen", visited.host)
    visited.agree("Alleen voor ons", visited.an, is_shared=False)
    version = of(visited, visited.an)
    assert [(one.title, one.when, one.is_done) for one in version.promises] == [
        ("Cijfers bezorgen", "tegen 3 maart 2025", True)
    ]
    assert [(one.title, one.who) for one in version.others] == [("Terugbellen", "Griet Declercq")]
    assert [one.title for one in host_version(facts(visited), visited.host.pk).promises] == ["Terugbellen"]


def test_what_the_other_side_begins_is_theirs_to_do(visited: Visited) -> None:
    """As on the page of the agreements itself."""
    visited.agree("Opnieuw langskomen", visited.an, visited.host)
    guest, host = of(visited, visited.an), host_version(facts(visited), visited.host.pk)
    assert [one.title for one in guest.promises] == ["Opnieuw langskomen"]
    assert (host.promises, [(one.title, one.who) for one in host.others]) == (
        (),
        [("Opnieuw langskomen", f"{visited.an.name}, Griet Declercq")],
    )


def test_who_is_named_alone_took_it_on(visited: Visited) -> None:
    visited.agree("Cijfers bezorgen", visited.host, initiative="bestuur")
    version = host_version(facts(visited), visited.host.pk)
    assert ([one.title for one in version.promises], version.others) == (["Cijfers bezorgen"], ())


def test_a_minor_has_no_name_in_what_others_get_on_paper(visited: Visited) -> None:
    visited.agree("Opnieuw langskomen", visited.an, visited.host)
    Mandataris.objects.filter(pk=visited.an.pk).update(is_minor=True)
    told = [*of(visited, visited.bo).others, *host_version(facts(visited), visited.host.pk).others]
    assert [one.who for one in told] == ["een minderjarige gast, Griet Declercq"] * 2


def test_thanks_of_the_host_or_the_usual_words(visited: Visited) -> None:
    usual = of(visited, visited.an).visits[0].thanks
    assert usual is not None
    assert (usual.text, usual.by, usual.is_written) == (HOST_THANKS, "Iedereen van De Linde", False)
    visited.thank()
    written = of(visited, visited.an).visits[0].thanks
    assert written is not None
    assert (written.text, written.by, written.is_written) == ("Kom nog eens terug.", "Het team", True)


def test_thanks_of_the_authority(visited: Visited) -> None:
    versions = of(visited, visited.an), host_version(facts(visited), visited.host.pk)
    assert [one.thanks for one in versions] == [GUESTS_THANKED, HOSTS_THANKED]
    Verslag.objects.create(programme=visited.programme, title="x", thanks="Dank u.", composed_at=AFTER)
    assert own_version(visited.link(visited.an), on=ON).thanks == "Dank u."  # type: ignore[union-attr]


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(visited: Visited, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count - 1):
        make_deelname(visited.visit, make_person(visited.programme, f"Gast {number}"))
        make_visit(
            visited.programme, make_host(visited.programme, f"H {number}"), visited.bo, start=f"{14 + number}.00"
        )
    for number in range(count):
        colour = ("red", "teal", "blue")[number]
        recognise(make_picture(visited.programme, colour, visit=visited.visit.pk), f"M {number}", "intern")
        make_approved(visited.programme, "intern", visit=visited.visit.pk)
        visited.agree(f"Afspraak {number}", visited.an, visited.host)
    visited.thank()
    visited.publish()
    with django_assert_num_queries(16):
        assert len(all_versions(facts(visited))) > count

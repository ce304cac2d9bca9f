"""Kept, approved, published, mailed: in that order, and each once."""

import pytest

from followup.models import Verslag
from followup.reports.sections import save_section
from followup.reports.sending import readers, renew_link, send_report
from followup.reports.versions import VersionError, approve, make_version, publish, published, reading_link
from followup.sharing import find_shared, revoke_shared, shared_token, shared_url
from invitations.models import Bericht
from programmes.models import Mandataris, Programme
from tests.factories import make_contactpersoon, make_gast, make_mandataris, make_user, make_zorgdienst
from tests.followup.reports import LATER, held_day, report_of, section_of


@pytest.fixture
def verslag(programme: Programme) -> Verslag:
    held_day(programme)
    return report_of(programme)


def test_a_version_that_says_nothing_new_is_not_kept(verslag: Verslag) -> None:
    user = make_user()
    first = make_version(verslag, note="eerste", by=user, now=LATER)
    with pytest.raises(VersionError, match="Er is niets veranderd sinds versie 1"):
        make_version(verslag, note="", by=user, now=LATER)
    save_section(section_of(verslag), revision=1, by="Els", now=LATER, text="<p>Anders</p>")
    assert [first.number, make_version(verslag, note="", by=user, now=LATER).number] == [1, 2]


def test_a_report_without_sections_is_not_kept(verslag: Verslag) -> None:
    verslag.secties.update(is_in=False)
    with pytest.raises(VersionError, match="geen enkele sectie"):
        make_version(verslag, note="", by=None, now=LATER)


def test_nobody_publishes_what_nobody_approved(verslag: Verslag) -> None:
    version = make_version(verslag, note="", by=None, now=LATER)
    with pytest.raises(VersionError, match="nog niet goedgekeurd"):
        publish(version, now=LATER)
    with pytest.raises(VersionError, match="Vul in wie"):
        approve(version, by="  ", now=LATER)
    approve(version, by="An Aerts", now=LATER)
    publish(version, now=LATER)
    assert published(verslag) == version


def test_an_older_version_does_not_take_the_place_of_a_newer_one(verslag: Verslag) -> None:
    old = make_version(verslag, note="", by=None, now=LATER)
    save_section(section_of(verslag), revision=1, by="Els", now=LATER, text="<p>Anders</p>")
    new = make_version(verslag, note="", by=None, now=LATER)
    for version in (old, new):
        approve(version, by="An Aerts", now=LATER)
    publish(new, now=LATER)
    with pytest.raises(VersionError, match="Versie 2 is al gepubliceerd"):
        publish(old, now=LATER)


def test_everybody_who_was_there_gets_one_mail_per_version(programme: Programme, verslag: Verslag) -> None:
    programme.diensten.add(
        make_zorgdienst(programme.bestuur, contact=make_contactpersoon(programme.bestuur, email="mia@brug.example"))
    )
    make_gast(programme, make_mandataris(programme.bestuur, email=""))
    version = make_version(verslag, note="", by=None, now=LATER)
    addresses = sorted(one.email for one in readers(programme))
    assert addresses == ["an@leiedorp.example", "bo@leiedorp.example", "griet@linde.example", "mia@brug.example"]
    assert [send_report(version, now=LATER), send_report(version, now=LATER)] == [4, 0]
    mail = Bericht.objects.get(to_email="an@leiedorp.example")
    url = shared_url(reading_link(verslag, now=LATER))
    assert (mail.kind, mail.subject) == ("verslag", f"Het verslag van {programme.title}")
    assert [url in part for part in (mail.text, mail.html)] == [True, True]


def test_the_mail_says_what_was_approved_and_not_what_the_draft_says_now(
    programme: Programme, verslag: Verslag
) -> None:
    version = make_version(verslag, note="", by=None, now=LATER)
    Verslag.objects.filter(pk=verslag.pk).update(title="Kladtitel", lead="Nog na te lezen.")
    version.refresh_from_db()
    send_report(version, now=LATER)
    mail = Bericht.objects.get(to_email="an@leiedorp.example")
    assert [(verslag.lead in part, "Nog na te lezen." in part) for part in (mail.text, mail.html)] == [
        (True, False)
    ] * 2
    assert (programme.title in mail.html, "Kladtitel" in mail.html) == (True, False)


def test_a_new_link_stops_the_mails_with_the_old_one_and_is_mailed_again(verslag: Verslag) -> None:
    version = make_version(verslag, note="", by=None, now=LATER)
    old = shared_url(reading_link(verslag, now=LATER))
    send_report(version, now=LATER)
    assert [renew_link(verslag, now=LATER), renew_link(verslag, now=LATER)] == [3, 0]
    assert set(Bericht.objects.values_list("state", "problem")) == {("geannuleerd", "de link erin werkt niet meer")}
    assert [send_report(version, now=LATER), send_report(version, now=LATER)] == [3, 0]
    new = shared_url(reading_link(verslag, now=LATER))
    found = [(old in mail.text, new in mail.text) for mail in Bericht.objects.exclude(state="geannuleerd")]
    assert found == [(False, True)] * 3


def test_about_a_minor_the_guardian_gets_it(programme: Programme, verslag: Verslag) -> None:
    Mandataris.objects.filter(is_minor=True).update(email="maxim@school.example", guardian="Leen, leen@thuis.example")
    send_report(make_version(verslag, note="", by=None, now=LATER), now=LATER)
    to = set(Bericht.objects.values_list("to_email", flat=True))
    assert ("leen@thuis.example" in to, "maxim@school.example" in to) == (True, False)


def test_a_link_that_was_revoked_is_made_anew(verslag: Verslag) -> None:
    old = reading_link(verslag, now=LATER)
    assert reading_link(verslag, now=LATER) == old
    revoke_shared(old, now=LATER)
    new = reading_link(verslag, now=LATER)
    found = [find_shared(shared_token(link), "verslag") for link in (old, new)]
    assert [link.is_live(LATER.date()) for link in found if link] == [False, True]
    assert find_shared(shared_token(new), "afspraken") is None

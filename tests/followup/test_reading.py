"""A report as somebody reads it: pictures, quotes and stories only as long as their people allow it."""

from pathlib import Path

import pytest
from django.template import Context
from pytest_django import DjangoAssertNumQueries

from followup.models import Verslagversie
from followup.reports.pdf import ReportError, renew_reports, report_pdf
from followup.reports.reading import INTERN, SITE, draft_content, material_of, read
from followup.reports.sections import save_section
from followup.reports.versions import approve, make_version, publish
from invitations.stories.consent import withdraw
from press.testimonials.asking import refuse
from programmes.models import Programme
from tests.factories import make_bezoek, make_mandataris
from tests.followup.reports import LATER, TODAY, draft_of, held_day, report_of, section_of
from tests.invitations.agendas import publish as publish_week
from tests.meanwhile import just_before, while_drawn
from tests.press.kits import story_of, words
from tests.press.quotes import make_approved, make_picture, recognise
from tests.press.test_kit import described


def test_what_fits_stands_at_its_visit_and_the_rest_apart(programme: Programme) -> None:
    visit = held_day(programme)
    here, elsewhere = make_picture(programme, visit=visit.pk), make_picture(programme, "red")
    said, aside = (
        make_approved(programme, "intern", visit=visit.pk, text="Warm"),
        make_approved(programme, "intern", text="Fijn"),
    )
    story_of(programme, "intern")
    parts = {part.kind: part for part in draft_of(report_of(programme)).sections}
    assert (parts["bezoek"].pictures, parts["beelden"].pictures) == ((here,), (elsewhere,))
    assert (parts["bezoek"].quotes, parts["quotes"].quotes) == ((said,), (aside,))
    assert [story.text for story in parts["bezoek"].stories] == ["Ik schenk koffie."]


def test_a_story_stands_at_the_first_visit_of_its_service_only(programme: Programme) -> None:
    visit = held_day(programme)
    make_bezoek(programme, start="14.00", zorgdienst=visit.zorgdienst)
    publish_week(programme)
    story_of(programme, "intern")
    reading = draft_of(report_of(programme))
    assert [len(part.stories) for part in reading.sections if part.kind == "bezoek"] == [1, 0]


def test_what_somebody_chose_stands_in_that_order(programme: Programme) -> None:
    visit = held_day(programme)
    first, second = make_picture(programme, visit=visit.pk), make_picture(programme, "red")
    verslag = report_of(programme)
    save_section(section_of(verslag), revision=1, by="Els", now=LATER, beelden=[second.pk, first.pk])
    reading = draft_of(verslag)
    parts = {part.kind: part for part in reading.sections}
    assert (parts["bezoek"].pictures, reading.cover) == ((second, first), second)


def test_an_empty_section_and_one_that_is_out_are_not_read(programme: Programme) -> None:
    held_day(programme)
    verslag = report_of(programme)
    verslag.secties.filter(kind="cijfers").update(is_in=False)
    assert [part.kind for part in draft_of(verslag).sections] == ["programma", "bezoek", "uitdagingen"]


def test_a_withdrawal_takes_it_out_of_a_published_report_at_once(programme: Programme) -> None:
    visit = held_day(programme)
    consent = recognise(make_picture(programme, visit=visit.pk), "Maria", "intern")
    quote = make_approved(programme, "intern", visit=visit.pk, text="Warm onthaal")
    version = make_version(report_of(programme), note="", by=None, now=LATER)
    text = words(report_pdf(version, channel=INTERN, now=LATER)[0])
    assert "Warm onthaal" in text
    withdraw(consent, by="Maria", now=LATER)
    refuse(quote, now=LATER)
    version.refresh_from_db()
    content, reading = report_pdf(version, channel=INTERN, now=LATER)
    assert (reading.photos, "Warm onthaal" in words(content)) == ([], False)


def test_the_clock_throws_away_what_was_drawn_before_it(programme: Programme) -> None:
    visit = held_day(programme)
    consent = recognise(make_picture(programme, visit=visit.pk), "Maria", "intern")
    version = make_version(report_of(programme), note="", by=None, now=LATER)
    report_pdf(version, channel=INTERN, now=LATER)
    version.refresh_from_db()
    file, storage = version.pdf.name, version.pdf.storage
    assert renew_reports(LATER) == 0
    withdraw(consent, by="Maria", now=LATER)
    assert renew_reports(LATER) == 1
    version.refresh_from_db()
    assert (version.pdf.name, storage.exists(file)) == ("", False)


def test_the_clock_leaves_what_a_reader_had_drawn_meanwhile(programme: Programme) -> None:
    visit = held_day(programme)
    consent = recognise(make_picture(programme, visit=visit.pk), "Maria", "intern")
    version = make_version(report_of(programme), note="", by=None, now=LATER)
    report_pdf(version, channel=INTERN, now=LATER)
    withdraw(consent, by="Maria", now=LATER)

    def someone_reads() -> None:
        report_pdf(Verslagversie.objects.get(), channel=INTERN, now=LATER)

    with just_before('UPDATE "followup_verslagversie"', someone_reads):
        assert renew_reports(LATER) == 0
    version.refresh_from_db()
    assert (version.pdf.storage.exists(version.pdf.name), renew_reports(LATER)) == (True, 0)


def test_the_website_gets_only_what_may_be_on_it(programme: Programme) -> None:
    visit = held_day(programme)
    recognise(make_picture(programme, visit=visit.pk, alt="Alleen intern"), "Maria", "intern")
    recognise(make_picture(programme, "red", visit=visit.pk, alt="Ook op de site"), "Jan", "intern", "site")
    version = make_version(report_of(programme), note="", by=None, now=LATER)
    inside, public = (report_pdf(version, channel=channel, now=LATER)[1] for channel in (INTERN, SITE))
    assert [one.alt for one in inside.photos] == ["Ook op de site", "Alleen intern"]
    assert [one.alt for one in public.photos] == ["Ook op de site"]


def test_the_pdf_is_tagged_and_its_pictures_are_described(programme: Programme) -> None:
    from io import BytesIO  # noqa: PLC0415

    from pypdf import PdfReader  # noqa: PLC0415

    visit = held_day(programme)
    make_picture(programme, visit=visit.pk, alt="Twee mensen aan tafel")
    version = make_version(report_of(programme), note="", by=None, now=LATER)
    reader = PdfReader(BytesIO(report_pdf(version, channel=INTERN, now=LATER)[0]))
    assert (reader.trailer["/Root"]["/Lang"], reader.metadata and reader.metadata.title) == ("nl-BE", programme.title)
    assert set(described(reader)) == {"Twee mensen aan tafel"}


def test_the_same_report_is_drawn_once(programme: Programme) -> None:
    held_day(programme)
    version = make_version(report_of(programme), note="", by=None, now=LATER)
    report_pdf(version, channel=INTERN, now=LATER)
    version.refresh_from_db()
    Path(version.pdf.path).write_bytes(b"%PDF van daarnet")
    assert report_pdf(version, channel=INTERN, now=LATER)[0] == b"%PDF van daarnet"


def test_a_report_that_keeps_changing_is_not_handed_out(programme: Programme) -> None:
    held_day(programme)
    beeld = make_picture(programme, caption="")
    version = make_version(report_of(programme), note="", by=None, now=LATER)

    def change(_: Context) -> None:
        beeld.caption += "x"
        beeld.save()

    with while_drawn("documents/verslag.html", change), pytest.raises(ReportError, match="verandert net"):
        report_pdf(version, channel=INTERN, now=LATER)


def test_a_version_stays_as_it_was_when_the_draft_goes_on(programme: Programme) -> None:
    visit = held_day(programme)
    verslag = report_of(programme)
    version = make_version(verslag, note="", by=None, now=LATER)
    approve(version, by="An", now=LATER)
    publish(version, now=LATER)
    make_picture(programme, visit=visit.pk)
    save_section(section_of(verslag), revision=1, by="Els", now=LATER, text="<p>Anders</p>")
    version.refresh_from_db()
    reading = read(version.content, material_of(programme, INTERN, on=TODAY))
    assert ("Anders" in str(reading.sections), reading.photos) == (False, [])


@pytest.mark.parametrize("visits", [1, 3])
def test_reading_takes_a_fixed_number_of_queries(
    programme: Programme, visits: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number, colour in zip(range(visits), ("red", "green", "blue"), strict=False):
        visit = make_bezoek(programme, start=f"{9 + number}.00", people=[make_mandataris(programme.bestuur)])
        recognise(make_picture(programme, colour, visit=visit.pk), f"Maria {number}", "intern")
        make_approved(programme, "intern", visit=visit.pk)
    publish_week(programme)
    verslag = report_of(programme)
    with django_assert_num_queries(11):
        draft_of(verslag)
    content = draft_content(verslag, on=TODAY)
    with django_assert_num_queries(6):
        read(content, material_of(programme, INTERN, on=TODAY))

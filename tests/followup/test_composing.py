"""The first text of a report, and what composing again does to what somebody wrote."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from followup.models import Afspraak, Sectie, Verslag
from followup.reports.composing import lead_of
from followup.reports.facts import facts_of
from followup.reports.sections import (
    REST,
    Composed,
    StaleError,
    add_own,
    compose,
    keep_own,
    move,
    save_section,
    take_composed,
)
from invitations.models import Uitdaging
from programmes.models import Bezoek, Mandataris, Programme
from tests.factories import MONDAY, at, make_bezoek, make_mandataris, make_programme, make_zorgdienst
from tests.followup.afspraken import make_afspraak
from tests.followup.reports import LATER, held_day, report_of, section_of, tick
from tests.invitations.agendas import publish


def kinds(programme: Programme) -> list[str]:
    return list(Sectie.objects.filter(verslag__programme=programme).values_list("kind", flat=True))


def test_from_what_is_there(programme: Programme) -> None:
    visit = held_day(programme)
    tick(visit, Mandataris.objects.get(last_name="Aerts"))
    linde = visit.zorgdienst
    make_afspraak(programme, title="Wervingsplan", zorgdienst=linde, service=[visit.host] if visit.host else [])
    verslag = report_of(programme)
    assert kinds(programme) == ["programma", "bezoek", "quotes", "beelden", "cijfers", "uitdagingen", "afspraken"]
    text = section_of(verslag).text
    assert text == (
        "<p>Op maandag 24 februari, van 9.30 tot 10.30, ging An Aerts (burgemeester) op bezoek bij De Linde. "
        "Meewerken stond voorop. Griet Declercq ontving de bezoeker.</p>"
        "<p>Niet aanwezig: Bo Baert en een minderjarige gast.</p>"
    )
    assert section_of(verslag, "programma").text == (
        "<h3>Maandag 24 februari</h3><ul><li><strong>9.30–10.30</strong> De Linde: 1 aanwezige, 2 afwezig</li></ul>"
    )
    assert section_of(verslag, "cijfers").text == "<h3>De Linde</h3><ul><li><strong>82</strong> bedden</li></ul>"
    assert section_of(verslag, "uitdagingen").text == (
        "<h3>De Linde</h3><ul><li><strong>Te weinig handen</strong>: Een wervingsplan</li></ul>"
    )
    assert section_of(verslag, "afspraken").text == (
        "<h3>De Linde</h3><ul><li><strong>Wervingsplan</strong> (Griet Declercq, tegen maandag 17 maart 2025)</li></ul>"
    )
    assert verslag.lead == (
        "Eén dag lang stapte 1 bezoeker binnen bij één zorgdienst. "
        "Ze werkten mee, luisterden en maakten er een afspraak."
    )


def test_what_the_edition_before_agreed_was_not_made_here(programme: Programme) -> None:
    held_day(programme)
    before = make_programme(programme.bestuur, slug="2024")
    make_afspraak(programme, title="Nog van toen", due_on=None, carried_from=make_afspraak(before))
    verslag = report_of(programme)
    assert verslag.lead.endswith("Ze werkten mee en luisterden.")
    assert section_of(verslag, "afspraken").text == (
        "<h3>Voor iedereen</h3><ul><li><strong>Nog van toen</strong> (van de vorige editie)</li></ul>"
    )


def test_what_only_the_coordinator_may_read_is_left_out(programme: Programme) -> None:
    held_day(programme)
    make_afspraak(programme, title="Geheim", is_shared=False)
    report_of(programme)
    assert "afspraken" not in kinds(programme)


def test_of_a_minor_an_agreement_has_no_name(programme: Programme) -> None:
    held_day(programme)
    maxim = Mandataris.objects.get(is_minor=True)
    make_afspraak(programme, title="Foto's bezorgen", council=[maxim])
    text = section_of(report_of(programme), "afspraken").text
    assert "Foto's bezorgen</strong> (een minderjarige gast, tegen " in text


def test_of_a_day_without_agreements_and_of_one_on_which_nobody_came(programme: Programme) -> None:
    visit = held_day(programme)
    Bezoek.objects.filter(pk=visit.pk).update(activity="WZC-koken met Griet.")
    publish(programme)
    verslag = report_of(programme)
    assert verslag.lead == "Eén dag lang stapten 3 bezoekers binnen bij één zorgdienst. Ze werkten mee en luisterden."
    assert "<p>Op het programma: WZC-koken met Griet.</p>" in verslag.secties.get(visit=visit.pk).text
    for person in Mandataris.objects.all():
        tick(visit, person, is_present=False)
    compose(programme, now=LATER)
    text = verslag.secties.get(visit=visit.pk).text
    assert text.startswith("<p>Op maandag 24 februari, van 9.30 tot 10.30, was De Linde aan de beurt. Meewerken")
    assert ("ontving" in text, lead_of(facts_of(programme, now=LATER))) == (False, "")


def test_a_minor_has_no_name_in_an_agreement_either(programme: Programme) -> None:
    held_day(programme)
    make_afspraak(programme, title="Nog eens komen", due_on=None, council=Mandataris.objects.filter(is_minor=True))
    verslag = report_of(programme)
    assert "<strong>Nog eens komen</strong> (een minderjarige gast)" in section_of(verslag, "afspraken").text
    assert [one.title for one in verslag.secties.filter(text__contains="Maxim")] == []


def test_of_what_is_still_to_come_nothing_is_told(programme: Programme) -> None:
    """The first opening sentence that is made stays: it waits for the last visit."""
    held_day(programme)
    make_bezoek(programme, start="14.00", title="Koffie", people=[make_mandataris(programme.bestuur)])
    publish(programme)
    titles = []
    for hour in ("10.00", "10.30", "15.00"):
        compose(programme, now=at(MONDAY, hour))
        verslag = Verslag.objects.get(programme=programme)
        titles.append([one.title for one in verslag.secties.filter(kind="bezoek")])
        titles.append(verslag.lead)
    lead = "Eén dag lang stapten 4 bezoekers binnen bij twee zorgdiensten. Ze werkten mee en luisterden."
    assert titles == [[], "", ["De Linde"], "", ["De Linde", "Koffie"], lead]


def test_names_are_escaped(programme: Programme) -> None:
    people = [make_mandataris(programme.bestuur, first_name="<b>Bo</b>", last_name="&Co")]
    make_bezoek(programme, people=people, title="<script>x</script>")
    publish(programme)
    verslag = report_of(programme)
    assert "&lt;b&gt;Bo&lt;/b&gt; &amp;Co" in section_of(verslag).text
    assert "<script" not in section_of(verslag, "programma").text


def test_an_edited_text_is_never_overwritten(programme: Programme) -> None:
    visit = held_day(programme)
    verslag = report_of(programme)
    mine = save_section(section_of(verslag), revision=1, by="Els", now=LATER, text="<p>Van mij</p>")
    tick(visit, Mandataris.objects.get(last_name="Aerts"))
    assert compose(programme, now=LATER) == Composed(new=0, renewed=1, kept=1)
    mine.refresh_from_db()
    assert (mine.text, mine.has_news, "ging An Aerts" in mine.composed) == ("<p>Van mij</p>", True, True)
    assert "1 aanwezige" in section_of(verslag, "programma").text
    assert compose(programme, now=LATER) == Composed()


def test_the_newest_text_or_ones_own(programme: Programme) -> None:
    visit = held_day(programme)
    verslag = report_of(programme)
    one = save_section(section_of(verslag), revision=1, by="Els", now=LATER, text="<p>Van mij</p>")
    tick(visit, Mandataris.objects.get(last_name="Aerts"))
    compose(programme, now=LATER)
    keep_own(one)
    one.refresh_from_db()
    assert (one.text, one.has_news) == ("<p>Van mij</p>", False)
    take_composed(one, by="Els", now=LATER)
    one.refresh_from_db()
    assert (one.text == one.composed, one.revision) == (True, 3)
    tick(visit, Mandataris.objects.get(last_name="Baert"))
    assert compose(programme, now=LATER).kept == 0


def test_a_new_visit_comes_after_the_others_and_a_dropped_one_goes(programme: Programme) -> None:
    held_day(programme)
    verslag = report_of(programme)
    move(section_of(verslag, "cijfers"), -9)
    extra = make_bezoek(programme, start="14.00", title="Koffie")
    publish(programme)
    assert compose(programme, now=LATER).new == 1
    assert kinds(programme)[:4] == ["cijfers", "programma", "bezoek", "bezoek"]
    extra.delete()
    publish(programme)
    compose(programme, now=LATER)
    assert kinds(programme).count("bezoek") == 1


def test_of_a_dropped_visit_what_somebody_wrote_stays(programme: Programme) -> None:
    visit = held_day(programme)
    verslag = report_of(programme)
    save_section(section_of(verslag), revision=1, by="Els", now=LATER, text="<p>Van mij</p>")
    visit.delete()
    publish(programme)
    compose(programme, now=LATER)
    assert section_of(verslag).text == "<p>Van mij</p>"


def test_what_is_withdrawn_goes_out_of_the_report(programme: Programme) -> None:
    held_day(programme)
    one = make_afspraak(programme, title="Toch niet voor iedereen")
    verslag = report_of(programme)
    Afspraak.objects.filter(pk=one.pk).update(is_shared=False)
    assert compose(programme, now=LATER) == Composed(gone=1)
    assert "afspraken" not in kinds(programme)
    assert compose(programme, now=LATER) == Composed()
    assert verslag.secties.count() == 6


def test_of_what_is_withdrawn_an_edited_text_stays_and_the_editor_is_told(programme: Programme) -> None:
    held_day(programme)
    one = make_afspraak(programme, title="Toch niet voor iedereen")
    verslag = report_of(programme)
    save_section(section_of(verslag, "afspraken"), revision=1, by="Els", now=LATER, text="<p>Van mij</p>")
    Afspraak.objects.filter(pk=one.pk).update(is_shared=False)
    assert compose(programme, now=LATER) == Composed(kept=1)
    mine = section_of(verslag, "afspraken")
    assert (mine.text, mine.composed, mine.has_news) == ("<p>Van mij</p>", "", True)


def test_pages_pasted_in_a_fiche_do_not_stop_the_report(programme: Programme) -> None:
    held_day(programme)
    Uitdaging.objects.update(request="woord " * 50_000)
    text = section_of(report_of(programme), "uitdagingen").text
    assert (len(text) < 800, text.endswith("woord…</li></ul>")) == (True, True)


def test_of_more_than_a_section_holds_the_end_is_left_out(programme: Programme) -> None:
    for number in range(120):
        service = make_zorgdienst(programme.bestuur, name=f"Dienst {number:03}")
        for _ in range(3):
            make_afspraak(programme, title="x" * 200, zorgdienst=service)
    make_bezoek(programme)
    publish(programme)
    text = section_of(report_of(programme), "afspraken").text
    assert (len(text) < 60_000, text.count("<h3>") > 70, text.endswith(REST)) == (True, True, True)


def test_of_two_editors_the_second_is_told(programme: Programme) -> None:
    held_day(programme)
    one = section_of(report_of(programme))
    save_section(one, revision=1, by="Els", now=LATER, text="<p>Van Els</p>")
    with pytest.raises(StaleError, match="Els bewaarde deze sectie intussen") as error:
        save_section(one, revision=1, by="Wies", now=LATER, text="<p>Van Wies</p>")
    assert (error.value.sectie.text, error.value.sectie.revision) == ("<p>Van Els</p>", 2)
    again = save_section(one, revision=1, by="Els", now=LATER, text="<p>Van Els</p>")
    assert again.revision == 2


def test_sections_move_and_stay_within_the_list(programme: Programme) -> None:
    held_day(programme)
    verslag = report_of(programme)
    own = add_own(verslag, title="Bedankt", by="Els", now=LATER)
    assert kinds(programme)[-1] == "eigen"
    move(own, 1)
    assert kinds(programme)[-1] == "eigen"
    move(own, -1)
    assert kinds(programme)[-2] == "eigen"
    for _ in range(9):
        move(own, -1)
    assert kinds(programme)[0] == "eigen"


@pytest.mark.parametrize("visits", [1, 3])
def test_composing_takes_a_fixed_number_of_queries(
    programme: Programme, visits: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(visits):
        make_bezoek(programme, start=f"{9 + number}.00", people=[make_mandataris(programme.bestuur)])
        make_afspraak(programme, due_on=MONDAY + dt.timedelta(days=number))
    publish(programme)
    with django_assert_num_queries(21):
        compose(programme, now=LATER)

"""The next edition: a copy with dates shifted, fiches with last values, and on its table what stayed open."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from followup.editions.beginning import Wanted, begin, contacts_of, proposed_day
from followup.editions.carrying import carry, earlier_edition, left_by
from followup.editions.fiches import carry_fiches
from followup.editions.table import places_of_host, table_of
from followup.models import Afspraak, Knelpunt
from invitations.fiches.cijfers import verschil
from invitations.models import Bericht, Cijfer, Fiche
from programmes.copying import copy_programme
from programmes.links import make_links
from programmes.models import Programme, Soort, User
from tests.factories import (
    make_bezoek,
    make_contactpersoon,
    make_mandaat,
    make_mandataris,
    make_programme,
    make_user,
    make_zorgdienst,
)
from tests.followup.knelpunten import (
    NEXT,
    NOW,
    make_afspraak,
    make_challenge,
    make_knelpunt,
    make_passage,
    make_service,
)
from tests.invitations.fiches import Person, form_in, make_cijfer, make_fiche
from tests.invitations.hosts import behind, make_host, make_linde

pytestmark = pytest.mark.usefixtures("clock")

TABLE = "/leiedorp/2025/volgende-editie/"
BEGIN = "/leiedorp/2025/volgende-editie/begin/"
FRESH: dict[str, Any] = {"title": "Expeditie Zorg 2026", "first_day": NEXT.isoformat()}
ALL = {"with_fiches": "on", "with_agreements": "on", "with_bottlenecks": "on"}


def following(programme: Programme, by: User) -> Programme:
    fields: dict[str, Any] = {"title": "Expeditie Zorg 2026", "slug": "2026", "first_day": NEXT}
    return copy_programme(programme, **fields, with_visits=False, by=by, now=NOW)


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_what_is_open_goes_along_with_its_people_and_lines_once(programme: Programme, coordinator: User) -> None:
    linde, host, mayor = make_service(programme), make_contactpersoon(programme.bestuur), make_mandataris()
    day = dt.date(2025, 5, 1)
    old = make_afspraak(programme, linde, due_on=day, kind="gesprek", is_shared=False, visit=7)
    old.mandatarissen.add(mayor)
    old.contactpersonen.add(host)
    make_afspraak(programme, state="gedaan", done_at=NOW)
    make_afspraak(programme, state="vervallen", done_at=NOW)
    passage = make_passage(programme.bestuur)
    issue = make_knelpunt(programme, linde, state="opgenomen", answer="Een pool.")
    issue.passages.add(passage)
    make_knelpunt(programme, state="opgelost")
    new = following(programme, coordinator)
    assert [bool(carry(programme, new, by="Els", now=NOW)) for _ in range(2)] == [True, False]
    copy = Afspraak.objects.get(programme=new)
    assert (copy.carried_from, copy.zorgdienst, copy.due_on, copy.kind, copy.visit) == (
        old,
        linde,
        day,
        "gesprek",
        None,
    )
    assert (copy.is_shared, copy.is_open, copy.made_at) == (False, True, NOW)
    assert (list(copy.mandatarissen.all()), list(copy.contactpersonen.all())) == ([mayor], [host])
    assert [(one.kind, one.by, one.text) for one in copy.momenten.all()] == [
        ("gemaakt", "Els", "Meegenomen uit Expeditie Zorg")
    ]
    carried = Knelpunt.objects.get(programme=new)
    assert (carried.carried_from, carried.state, carried.answer) == (issue, "opgenomen", "Een pool.")
    assert list(carried.passages.all()) == [passage]


def test_nothing_is_lost_when_the_new_edition_is_thrown_away(programme: Programme, coordinator: User) -> None:
    old = make_afspraak(programme)
    new = following(programme, coordinator)
    carry(programme, new, by="Els", now=NOW)
    assert (left_by(programme, beside=new).agreements, left_by(programme).agreements) == ((), (old,))
    new.delete()
    assert list(Afspraak.objects.filter(carried_to=None)) == [old]


def test_a_challenge_that_came_along_is_the_one_of_the_new_fiche(programme: Programme, coordinator: User) -> None:
    linde = make_service(programme)
    old = make_challenge(programme, linde)
    make_knelpunt(programme, linde, uitdaging=old)
    new = following(programme, coordinator)
    carry_fiches(new)
    carry(programme, new, by="Els", now=NOW)
    challenge = Knelpunt.objects.get(programme=new).uitdaging
    assert challenge is not None
    assert (challenge.fiche.programme, challenge.title) == (new, old.title)


def test_without_its_fiche_a_challenge_stays_that_of_before(programme: Programme, coordinator: User) -> None:
    linde = make_service(programme)
    old = make_challenge(programme, linde)
    make_knelpunt(programme, linde, uitdaging=old)
    new = following(programme, coordinator)
    carry(programme, new, by="Els", now=NOW)
    assert Knelpunt.objects.get(programme=new).uitdaging == old


def test_a_fiche_begins_with_what_it_last_said(programme: Programme, coordinator: User) -> None:
    day = dt.date(2024, 12, 31)
    fiche = make_fiche(programme, intro="We zorgen.", changed_at=NOW, changed_by="An")
    make_cijfer(fiche, measured_on=day, source="eigen telling")
    fiche.projecten.create(title="Moestuin")
    fiche.uitdagingen.create(theme="aanbod", title="Weekend")
    fiche.tendensen.create(title="Meer tachtigers", points=[["2024", 512]])
    new = following(programme, coordinator)
    assert [carry_fiches(new) for _ in range(2)] == [1, 0]
    copy = Fiche.objects.whole().get(programme=new)
    assert (copy.intro, copy.zorgdienst, copy.changed_at, copy.changed_by) == ("We zorgen.", fiche.zorgdienst, None, "")
    [figure] = copy.cijfers.all()
    assert (figure.typed, figure.value, figure.measured_on, figure.source) == ("12", 12, day, "eigen telling")
    titles = [one.title for name in ("projecten", "uitdagingen", "tendensen") for one in getattr(copy, name).all()]
    assert titles == ["Moestuin", "Weekend", "Meer tachtigers"]
    assert (copy.is_of_last_time, copy.percent > 0, fiche.cijfers.count()) == (True, True, 1)


def test_a_service_that_skipped_an_edition_gets_its_last_fiche_and_one_that_began_keeps_its_own(
    programme: Programme, coordinator: User
) -> None:
    linde, eik = make_service(programme), make_service(programme, "De Eik")
    make_fiche(programme, linde, intro="Vorig jaar")
    long_ago = make_programme(programme.bestuur, first_day=dt.date(2020, 2, 3))
    make_fiche(long_ago, linde, intro="Lang geleden")
    make_fiche(long_ago, eik, intro="Enige keer")
    make_fiche(programme, eik)
    stopped = make_zorgdienst(programme.bestuur, is_active=False, name="Weg")
    make_fiche(programme, stopped, intro="Gestopt")
    new = following(programme, coordinator)
    begun = make_fiche(new, make_service(programme, "De Berk"), intro="Nieuw")
    make_fiche(programme, begun.zorgdienst, intro="Oud")
    carry_fiches(new)
    assert dict(Fiche.objects.filter(programme=new).values_list("zorgdienst__name", "intro")) == {
        "De Linde": "Vorig jaar",
        "De Eik": "Enige keer",
        "De Berk": "Nieuw",
    }


def test_a_figure_that_was_not_measured_again_shows_no_difference() -> None:
    day = dt.date(2024, 12, 31)
    old, same = (Cijfer(typed="12", value=Decimal(12), unit="vte", measured_on=day) for _ in range(2))
    again = Cijfer(typed="12", value=Decimal(12), unit="vte", measured_on=dt.date(2025, 12, 31))
    assert (verschil(same, old), str(verschil(again, old))) == (None, "gelijk gebleven")


def test_who_reads_a_fiche_of_last_time_and_saves_it_unchanged_makes_it_of_now(
    staff: Client, programme: Programme, coordinator: User
) -> None:
    linde = make_service(programme, kind=Soort.WOONZORGCENTRUM)
    make_fiche(programme, linde, intro="We zorgen.")
    new = following(programme, coordinator)
    carry_fiches(new)
    page = f"/leiedorp/2026/fiches/{linde.pk}/"
    notice = "Dit is wat er in de vorige editie stond."
    assert notice in staff.get(page).text
    assert (table_of(new).to_read, notice in staff.get(f"{page}invullen/").text) == (1, True)
    Person(staff, f"{page}invullen/?deel=verhaal").send()
    assert (table_of(new).to_read, notice in staff.get(page).text) == (0, False)
    assert f'href="/leiedorp/2026/volgende-editie/#dienst-{linde.pk}"' in staff.get(page).text


def test_a_year_later_on_the_same_day_of_the_week_and_never_in_the_past(programme: Programme) -> None:
    assert proposed_day(programme, today=dt.date(2025, 3, 3)) == NEXT
    later = proposed_day(programme, today=dt.date(2027, 3, 3))
    assert (later.weekday(), later > dt.date(2027, 3, 3)) == (0, True)


def test_beginning_takes_only_what_is_wanted(programme: Programme, coordinator: User) -> None:
    make_afspraak(programme)
    make_knelpunt(programme)
    make_fiche(programme, intro="We zorgen.")
    nothing = {"with_fiches": False, "with_agreements": False, "with_bottlenecks": False}
    wanted = Wanted("Expeditie Zorg 2026", NEXT, **nothing)
    begun = begin(programme, wanted, slug="2026", by=coordinator, now=NOW)
    assert (begun.fiches, bool(begun.left), begun.asked, begun.programme.copied_from) == (0, False, 0, programme)


def test_the_next_edition_by_the_page(staff: Client, programme: Programme) -> None:
    linde = make_linde(programme, make_host(programme, "An Smet"), name="De Linde")
    make_bezoek(programme, zorgdienst=linde)
    make_fiche(programme, linde, intro="We zorgen.")
    make_afspraak(programme, linde)
    make_knelpunt(programme, linde)
    page = staff.get(BEGIN)
    data = form_in(page.text)
    assert data["first_day"] == NEXT.isoformat()
    assert ({*data} & {*ALL, "ask", "with_visits"}, len(page.context["by_mail"])) == ({*ALL}, 1)
    response = staff.post(BEGIN, FRESH | ALL | {"with_visits": "on", "ask": "on"}, follow=True)
    assert response.redirect_chain == [("/leiedorp/expeditie-zorg-2026/volgende-editie/", 302)]
    assert said(response) == [
        "Expeditie Zorg 2026 is begonnen. Meegenomen: 1 afspraak, 1 knelpunt of kans en 1 fiche.",
        "1 mail staat klaar bij Berichten en vertrekt.",
    ]
    new = Programme.objects.get(copied_from=programme)
    assert (new.first_day, new.bezoeken.get().starts_at.date()) == (NEXT, NEXT)
    [mail] = Bericht.objects.filter(programme=new)
    assert (mail.to_email, mail.kind, mail.state) == ("an@example.be", "voorbereiding", "wacht")
    link = new.links.get(contactpersoon__name="An Smet")
    assert f"/gastheer/{link and mail.text.split('/gastheer/')[1].split('/')[0]}/" in mail.html
    assert "Ze begint met wat je vorige keer schreef: kijk na wat nog klopt." in mail.text
    table = response.context["table"]
    assert (table.earlier, table.services, table.to_confirm, table.asked, table.to_read) == (programme, 1, 1, 1, 1)
    assert [(place.title, len(place.agreements), len(place.bottlenecks)) for place in table.places] == [
        ("De Linde", 1, 1)
    ]


def test_who_presses_twice_begins_one_edition(staff: Client, programme: Programme) -> None:
    staff.post(BEGIN, FRESH | ALL)
    response = staff.post(BEGIN, FRESH | ALL)
    assert dict(response.context["form"].errors) == {
        "title": ["Er is al een programma met deze titel. Werk daarin verder, of kies een andere titel."]
    }
    assert Programme.objects.count() == 2


def test_the_pages_of_a_copy_lead_to_the_table(staff: Client, programme: Programme, coordinator: User) -> None:
    following(programme, coordinator)
    assert f'href="{BEGIN}"' in staff.get("/leiedorp/2025/kopieren/").text
    assert 'href="/leiedorp/2026/volgende-editie/"' in staff.get("/leiedorp/2026/kopie/").text


def test_nobody_to_ask_is_no_reason_to_stop(staff: Client, programme: Programme) -> None:
    make_linde(programme, make_host(programme, "An Smet", email=""))
    response = staff.post(BEGIN, FRESH | {"ask": "on"}, follow=True)
    assert said(response) == ["Expeditie Zorg 2026 is begonnen."]
    assert (Bericht.objects.count(), Programme.objects.count()) == (0, 2)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("title", "", "Dit veld is verplicht."),
        ("title", "expeditie zorg", "Geef de kopie een eigen titel: zo houd je de twee uit elkaar."),
        ("title", "Nul\x00", "Null-tekens zijn niet toegestaan."),
        ("first_day", "31-2-2026", "Voer een geldige datum in."),
        ("first_day", "1899-01-01", "Kijk het jaar na: 1899 kan niet kloppen."),
    ],
)
def test_a_wrong_title_or_day_is_told_and_nothing_begins(
    staff: Client, programme: Programme, field: str, value: str, problem: str
) -> None:
    response = staff.post(BEGIN, FRESH | {field: value})
    assert (dict(response.context["form"].errors), Programme.objects.count()) == ({field: [problem]}, 1)


def test_visits_that_cannot_shift_stop_all_of_it(staff: Client, programme: Programme) -> None:
    make_afspraak(programme)
    make_bezoek(programme, start="2.30", end="3.30", day=programme.first_day)
    response = staff.post(BEGIN, FRESH | ALL | {"first_day": "2026-03-29", "with_visits": "on"})
    assert list(response.context["form"].errors) == ["first_day"]
    assert (Programme.objects.count(), Afspraak.objects.count()) == (1, 1)


def test_a_copy_made_elsewhere_takes_along_what_is_open_when_asked(
    staff: Client, programme: Programme, coordinator: User
) -> None:
    make_knelpunt(programme)
    make_fiche(programme, intro="We zorgen.")
    following(programme, coordinator)
    page, act = "/leiedorp/2026/volgende-editie/", "/leiedorp/2026/volgende-editie/meenemen/"
    assert staff.get(page).context["waiting"] == "1 knelpunt of kans en 1 fiche"
    response = staff.post(act, follow=True)
    assert said(response) == ["Meegenomen: 1 knelpunt of kans en 1 fiche."]
    assert (response.context["waiting"], len(response.context["table"].places)) == ("", 1)
    assert said(staff.post(act, follow=True)) == ["Er is niets meer om mee te nemen."]
    assert staff.get(act).status_code == 405


def test_without_an_earlier_edition_there_is_only_the_next_one(staff: Client, programme: Programme) -> None:
    response = staff.get(TABLE)
    assert (response.context["table"].earlier, response.context["later"]) == (None, [])
    assert said(staff.post(f"{TABLE}meenemen/", follow=True)) == ["Er is niets meer om mee te nemen."]


def test_the_edition_before_is_the_one_copied_from_else_the_newest_that_is_no_follow_up(programme: Programme) -> None:
    old = make_programme(programme.bestuur, first_day=dt.date(2019, 2, 25))
    before = make_programme(programme.bestuur, first_day=dt.date(2024, 2, 26))
    visit = make_programme(programme.bestuur, first_day=dt.date(2024, 6, 3))
    make_afspraak(before, follow_up=visit)
    make_programme(first_day=dt.date(2024, 9, 2))
    assert earlier_edition(programme) == before
    programme.copied_from = old
    assert earlier_edition(programme) == old


def test_the_table_says_what_is_late_done_and_whose_mandate_ended(
    staff: Client, programme: Programme, coordinator: User
) -> None:
    gone = make_mandataris(programme.bestuur, last_name="Weg")
    make_mandaat(gone, ends_on=dt.date(2025, 6, 30))
    make_afspraak(programme, due_on=dt.date(2025, 2, 28)).mandatarissen.add(gone)
    make_afspraak(programme, title="Zonder dag")
    new = following(programme, coordinator)
    carry(programme, new, by="Els", now=NOW)
    Afspraak.objects.filter(programme=new, due_on=None).update(state="gedaan", done_at=NOW, done_note="Gebeld")
    page = staff.get("/leiedorp/2026/volgende-editie/")
    [place] = page.context["table"].places
    assert [one.title for one in place.agreements] == ["Cijfers bezorgen", "Zonder dag"]
    assert (page.context["table"].open_agreements, page.context["table"].ended) == (1, {gone.pk})
    assert page.text.count("te laat") == 1
    assert "Weg (niet meer in functie), tegen vrijdag 28 februari 2025" in page.text
    assert "zonder datum · Gebeld" in page.text


def test_a_host_sees_what_both_sides_may_read_of_the_own_service(
    client: Client, programme: Programme, coordinator: User
) -> None:
    host = make_host(programme, "An Smet")
    linde = make_linde(programme, host)
    make_afspraak(programme, linde, title="Gedeeld")
    make_afspraak(programme, linde, title="Binnenskamers", is_shared=False)
    make_knelpunt(programme, linde, title="Te weinig handen", answer="Een pool.")
    make_knelpunt(programme, make_service(programme, "De Eik"), title="Elders")
    new = following(programme, coordinator)
    carry(programme, new, by="Els", now=NOW)
    programme.links.all().delete()
    make_links(new, now=NOW)
    response = client.get(behind("gastheer-tafel", host))
    [place] = response.context["places"]
    assert (place.service, [one.title for one in place.agreements]) == (linde, ["Gedeeld"])
    assert [(one.title, one.answer) for one in place.bottlenecks] == [("Te weinig handen", "Een pool.")]
    assert (response.headers["X-Robots-Tag"], response.cookies.items()) == ("noindex, nofollow", {}.items())
    assert places_of_host(new, []) == []


def test_a_host_of_a_first_edition_reads_that_there_is_nothing(client: Client, programme: Programme) -> None:
    host = make_host(programme, "An Smet")
    make_linde(programme, host)
    assert "Niets van vorige keer" in client.get(behind("gastheer-tafel", host)).text


def test_who_can_be_asked_by_mail(programme: Programme) -> None:
    an, bo = make_host(programme, "An"), make_host(programme, "Bo", email="")
    make_linde(programme, an, bo)
    make_linde(programme, an, name="Twee")
    make_linde(programme, make_host(programme, "Weg"), name="Drie", is_active=False)
    assert contacts_of(programme) == ([an], [bo])


@pytest.mark.parametrize("count", [1, 3])
def test_carrying_and_the_pages_cost_the_same_for_one_and_for_three(
    staff: Client, programme: Programme, coordinator: User, count: int, django_assert_num_queries: Any
) -> None:
    host = make_host(programme, "An Smet")
    for number in range(count):
        linde = make_linde(programme, host, name=f"Dienst {number}")
        agreement = make_afspraak(programme, linde)
        agreement.mandatarissen.add(make_mandataris(programme.bestuur))
        agreement.contactpersonen.add(host)
        passage = make_passage(programme.bestuur, number + 1)
        make_knelpunt(programme, linde, uitdaging=make_challenge(programme, linde)).passages.add(passage)
    new = following(programme, coordinator)
    with django_assert_num_queries(9):
        carry_fiches(new)
    with django_assert_num_queries(15):
        carry(programme, new, by="Els", now=NOW)
    programme.links.all().delete()
    make_links(new, now=NOW)
    pages = (("/leiedorp/2026/volgende-editie/", 25), (BEGIN, 10), (behind("gastheer-tafel", host), 11))
    for url, queries in pages:
        with django_assert_num_queries(queries):
            staff.get(url)


@pytest.mark.parametrize("role", ["communicatie", "lezer"])
def test_only_a_coordinator_begins_an_edition(client: Client, programme: Programme, role: str) -> None:
    client.force_login(make_user(role, bestuur=programme.bestuur))
    assert [client.get(url).status_code for url in (TABLE, BEGIN)] == [404] * 2
    assert client.post(f"{TABLE}meenemen/").status_code == 404

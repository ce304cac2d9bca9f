"""What a host has to put ready, and the badges: of their own visits only, and no more than needed."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from invitations.hosting.badges import Badge, badges_pdf, visitors
from invitations.hosting.rollups import rollup
from programmes.links import make_links, token_of
from programmes.models import Bezoek, Contactpersoon, Gast, Mandataris, Programme, User, Versie
from programmes.times import BRUSSELS
from programmes.versions import publish
from tests.factories import (
    MONDAY,
    make_bezoek,
    make_contactpersoon,
    make_deelname,
    make_mandataris,
    make_zorgdienst,
)
from tests.programmes.weeks import visit as plain_visit
from tests.programmes.weeks import week as plain_week
from tests.programmes.werkvormen.speeddate_rows import make_speeddate

pytestmark = pytest.mark.usefixtures("clock", "no_complaints")

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)
TUESDAY = MONDAY + dt.timedelta(days=1)
ARGS = ["leiedorp", "2025"]


def guest(programme: Programme, name: str, **fields: Any) -> Mandataris:
    first_name, last_name = name.split()
    person = make_mandataris(programme.bestuur, first_name=first_name, last_name=last_name, function="raadslid")
    Gast.objects.create(programme=programme, mandataris=person, **fields)
    return person


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name="Griet Declercq", function="directeur")


@pytest.fixture
def lunch(programme: Programme, griet: Contactpersoon) -> Bezoek:
    """Three people at De Linde on Monday at 9.30, and one of them again at 12."""
    people = [
        guest(programme, "An Aerts", clothing_size="m", diet="Vegetarisch", mobility="rolstoel"),
        guest(programme, "Bo Baert", clothing_size="M", diet="vegetarisch. "),
        guest(programme, "Cas Claes", clothing_size="S"),
    ]
    linde = make_zorgdienst(programme.bestuur, contact=griet, name="De Linde")
    make_bezoek(programme, start="12.00", zorgdienst=linde, people=people[:1], title="Soep")
    return make_bezoek(programme, zorgdienst=linde, people=people)


@pytest.fixture
def other(programme: Programme) -> Bezoek:
    """Somebody else at De Berk, on Tuesday."""
    berk = make_zorgdienst(programme.bestuur, contact=make_contactpersoon(programme.bestuur), name="De Berk")
    people = [guest(programme, "Dan Dox", clothing_size="XL", diet="notenallergie")]
    return make_bezoek(programme, day=TUESDAY, zorgdienst=berk, people=people)


@pytest.fixture
def published(lunch: Bezoek, other: Bezoek, coordinator: User) -> Programme:
    make_links(lunch.programme, now=NOW)
    publish(lunch.programme, based_on=0, note="", by=coordinator, now=NOW)
    return lunch.programme


def shown(programme: Programme, host: Contactpersoon | None = None, today: dt.date = MONDAY) -> list[tuple[str, str]]:
    """[(day or hours and name, summary)]"""
    found = rollup(programme, today=today, host=host.pk if host else None)
    assert found is not None
    lines = []
    for day in found.days:
        lines.append((day.name, day.needs.summary))
        lines += [(f"{visit.hours} {visit.name}", visit.needs.summary) for visit in day.visits]
    return lines


def test_the_host_reads_sizes_diets_and_mobility_of_their_own_visits(
    published: Programme, griet: Contactpersoon
) -> None:
    assert shown(published, griet) == [
        ("maandag 24 februari", "1 × S, 2 × M · 2 vegetarisch · 1 rolstoel"),
        ("9.30–10.30 De Linde", "1 × S, 2 × M · 2 vegetarisch · 1 rolstoel"),
        ("12.00–13.00 Soep", "1 × M · 1 vegetarisch · 1 rolstoel"),
    ]


def test_the_coordinator_reads_the_whole_programme(published: Programme) -> None:
    assert shown(published)[3:] == [
        ("dinsdag 25 februari", "1 × XL · 1 notenallergie"),
        ("9.30–10.30 De Berk", "1 × XL · 1 notenallergie"),
    ]


def test_after_the_day_itself_nothing_of_it_is_left(published: Programme, griet: Contactpersoon) -> None:
    assert [summary for _, summary in shown(published, griet, today=TUESDAY)] == ["", "", ""]


def test_nobody_changes_clothes_for_a_press_moment_or_a_meal(
    published: Programme, griet: Contactpersoon, lunch: Bezoek, coordinator: User
) -> None:
    """But who eats what, counts there too; and a block that asks clothing of its own, asks sizes."""
    an, eva = Mandataris.objects.get(first_name="An"), guest(published, "Eva Ems", clothing_size="XXL", diet="halal")
    where = {"zorgdienst": lunch.zorgdienst, "people": [an, eva]}
    make_bezoek(published, kind="persmoment", start="14.00", title="Pers", **where)
    make_bezoek(published, kind="vrij", start="16.00", title="Koken", clothing="Schort", people=[an])
    publish(published, based_on=1, note="", by=coordinator, now=NOW)
    assert [shown(published)[line] for line in (0, 3, 4)] == [
        ("maandag 24 februari", "1 × S, 2 × M · 2 vegetarisch, 1 halal · 1 rolstoel"),
        ("14.00–15.00 Pers", "1 vegetarisch, 1 halal · 1 rolstoel"),
        ("16.00–17.00 Koken", "1 × M · 1 vegetarisch · 1 rolstoel"),
    ]


def test_where_no_size_is_known_it_says_so(
    published: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    Gast.objects.filter(mandataris__first_name="Dan").update(clothing_size="", diet="")
    client = client_of(coordinator)
    said = '<dt>Kledingmaten</dt><dd><span class="meta">van 1 nog niet bekend</span></dd>'
    assert page(client.get(reverse("praktisch", args=ARGS))).count(said) == 1
    assert "Kledingmaten van 1 nog niet bekend" in words(client.get(reverse("praktisch-pdf", args=ARGS)))


def test_who_declined_is_left_out(published: Programme, lunch: Bezoek, griet: Contactpersoon) -> None:
    lunch.deelnames.filter(mandataris__first_name="Bo").update(answer="nee")
    assert shown(published, griet)[1] == ("9.30–10.30 De Linde", "1 × S, 1 × M · 1 vegetarisch · 1 rolstoel")


def test_only_what_was_published_counts(published: Programme, lunch: Bezoek, griet: Contactpersoon) -> None:
    make_deelname(lunch, guest(published, "Eva Ems", clothing_size="XXL"))
    assert "XXL" not in str(shown(published, griet))


def test_before_a_version_there_is_nothing(lunch: Bezoek, griet: Contactpersoon) -> None:
    assert rollup(lunch.programme, today=MONDAY) is None


def test_whoever_receives_nobody_reads_nothing(published: Programme) -> None:
    assert rollup(published, today=MONDAY, host=make_contactpersoon(published.bestuur).pk) is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    published: Programme, lunch: Bezoek, coordinator: User, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count - 1):
        make_deelname(lunch, guest(published, f"Gast {number}", clothing_size="L"))
    if count > 1:
        publish(published, based_on=1, note="", by=coordinator, now=NOW)
    with django_assert_num_queries(4):
        rollup(published, today=MONDAY)


def page(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def behind(name: str, host: Contactpersoon) -> str:
    return reverse(name, args=[token_of(host.links.get())])


def test_the_page_behind_the_link(published: Programme, griet: Contactpersoon, client: Client) -> None:
    text = page(client.get(behind("gastheer-praktisch", griet)))
    for part in (
        "<dt>Kledingmaten</dt><dd>1 × S, 2 × M</dd>",
        '2 × Vegetarisch <span class="meta">(An Aerts, Bo Baert)</span>',
        "<dt>Mobiliteit</dt><dd>1 × rolstoel</dd>",
        '<li>Cas Claes <span class="meta">raadslid</span></li>',
        f'href="{behind("gastheer-badges", griet)}"',
    ):
        assert part in text
    assert "Dan Dox" not in text
    assert "rolstoel</dd>" in text.split("Mobiliteit", 1)[1][:60]  # a count, without a name
    assert behind("gastheer-praktisch", griet) in page(client.get(behind("gastheer", griet)))


def test_a_visitor_and_a_stranger_have_no_such_page(published: Programme, client: Client) -> None:
    an = Mandataris.objects.get(first_name="An")
    for token in (token_of(an.links.get()), "onzin"):
        for name in ("gastheer-praktisch", "gastheer-badges"):
            assert client.get(reverse(name, args=[token])).status_code == 404


def test_before_a_version_the_host_reads_so(
    programme: Programme, griet: Contactpersoon, lunch: Bezoek, client: Client
) -> None:
    make_links(programme, now=NOW)
    assert "nog niet bekend" in page(client.get(behind("gastheer-praktisch", griet)))
    for name in ("gastheer-badges", "gastheer-praktisch-pdf"):
        assert client.get(behind(name, griet)).status_code == 404


def test_the_page_of_the_coordinator(
    published: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    text = page(client_of(coordinator).get(reverse("praktisch", args=ARGS)))
    assert '1 × notenallergie <span class="meta">(Dan Dox)</span>' in text
    assert "3 bezoekers bij 2 bezoeken" in text


def test_it_is_on_paper_too(
    published: Programme, griet: Contactpersoon, coordinator: User, client_of: Callable[[User], Client], client: Client
) -> None:
    own = words(client.get(behind("gastheer-praktisch-pdf", griet)))
    everybody = words(client_of(coordinator).get(reverse("praktisch-pdf", args=ARGS)))
    for part in (
        "Maandag 24 februari",
        "1 × S, 2 × M · 2 vegetarisch · 1 rolstoel",
        "Eten 2 × Vegetarisch (An Aerts, Bo Baert)",
        "Cas Claes, raadslid",
    ):
        assert part in own
        assert part in everybody
    assert ["Dan Dox" in text for text in (own, everybody)] == [False, True]
    assert "voor Griet Declercq" in own


def test_before_a_version_the_coordinator_reads_so(
    programme: Programme, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(coordinator)
    assert "Er is nog niets gepubliceerd." in page(client.get(reverse("praktisch", args=ARGS)))
    assert "Er is nog niets gepubliceerd." in page(client.get(reverse("badge-list", args=ARGS)))
    for name in ("badges-pdf", "praktisch-pdf"):
        assert client.get(reverse(name, args=ARGS)).status_code == 404


def words(response: Any) -> str:
    assert response.headers["Content-Type"] == "application/pdf"
    return read(response.content)


def read(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["An Aerts", "Bo Baert", "Cas Claes", "Dan Dox"]),
        ("?dag=2025-02-25", ["Dan Dox"]),
        ("?dag=2025-02-24&wie=iedereen", ["An Aerts", "Bo Baert", "Cas Claes", "Griet Declercq"]),
        ("?dag=2025-02-24&wie=gastheren", ["Griet Declercq"]),
        ("?dag=onzin&dienst=x&wie=y", ["An Aerts", "Bo Baert", "Cas Claes", "Dan Dox"]),
    ],
)
def test_badges_per_day_and_audience(
    published: Programme, coordinator: User, client_of: Callable[[User], Client], query: str, names: list[str]
) -> None:
    client = client_of(coordinator)
    listed = page(client.get(reverse("badge-list", args=ARGS) + query))
    printed = words(client.get(reverse("badges-pdf", args=ARGS) + query))
    everybody = ["An Aerts", "Bo Baert", "Cas Claes", "Dan Dox", "Griet Declercq"]
    assert [name for name in everybody if f"<strong>{name}</strong>" in listed] == names
    assert [name for name in everybody if name in printed] == names


def test_badges_per_service(
    published: Programme, other: Bezoek, coordinator: User, client_of: Callable[[User], Client]
) -> None:
    url = f"{reverse('badges-pdf', args=ARGS)}?dienst={other.zorgdienst_id}"
    letters = words(client_of(coordinator).get(url)).replace(" ", "")
    assert letters == "LeiedorpDanDoxraadslidExpeditieZorg"  # in this order, which is how it is read aloud


def test_the_host_prints_those_of_their_own_visits(published: Programme, griet: Contactpersoon, client: Client) -> None:
    text = words(client.get(behind("gastheer-badges", griet)))
    assert [name in text for name in ("An Aerts", "Bo Baert", "Cas Claes", "Dan Dox")] == [True, True, True, False]


VERSION = Versie(number=3, published_at=NOW)
LONG = Badge("Marie-Antoinette van den Bossche de la Tour d'Auvergne", "schepen van Mobiliteit en Openbare Werken")
WORD = Badge("Wolfeschlegelsteinhausenbergerdorff Adolph")


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (10, 1), (11, 2), (60, 6)])
def test_ten_on_a_page(count: int, pages: int) -> None:
    week = plain_week(plain_visit(1), bestuur="Leiedorp")
    pdf = PdfReader(BytesIO(badges_pdf(week, [LONG, WORD, *[Badge("An Peeters")] * 58][:count], version=VERSION)))
    assert [round(page.mediabox.height) for page in pdf.pages] == [842] * pages


def test_long_names_are_smaller_and_whole() -> None:
    assert [Badge(name).size for name in ("An Peeters", "Karim Bensalem-Haddou", LONG.name, WORD.name)] == [
        "short",
        "middle",
        "longest",
        "longest",
    ]
    text = read(badges_pdf(plain_week(plain_visit(1)), [LONG, WORD], version=VERSION))
    assert f"{LONG.name} {LONG.function}" in text
    assert WORD.name.replace(" ", "") in text.replace(" ", "")  # a word wider than the badge is broken


def test_badges_are_tagged_and_have_a_language_and_a_title() -> None:
    pdf = PdfReader(BytesIO(badges_pdf(plain_week(plain_visit(1)), [LONG], version=VERSION)))
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nl-BE", True)
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Naamkaartjes · Expeditie Zorg"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_what_people_typed_is_no_html() -> None:
    hostile = Badge('<img src="file:///etc/passwd">')
    assert hostile.name in read(badges_pdf(plain_week(plain_visit(1)), [hostile], version=VERSION))


def test_everybody_has_one_badge() -> None:
    week = plain_week(plain_visit(1), plain_visit(2, "14.00-15.00"))
    assert visitors(week) == [Badge("An Peeters")]


@pytest.fixture
def nameless(programme: Programme, griet: Contactpersoon, coordinator: User) -> Programme:
    """At De Linde only five guests of a speed date, of whom nobody is on the guest list."""
    linde = make_zorgdienst(programme.bestuur, contact=griet, name="De Linde")
    make_speeddate(make_bezoek(programme, zorgdienst=linde, werkvorm="speeddate"), guests=5)
    make_links(programme, now=NOW)
    publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    return programme


def test_a_visit_with_other_guests_only_is_told_too(
    nameless: Programme, griet: Contactpersoon, client: Client, coordinator: User
) -> None:
    assert shown(nameless, griet) == [("maandag 24 februari", ""), ("9.30–10.30 De Linde", "")]
    text = page(client.get(behind("gastheer-praktisch", griet)))
    assert "Er komen 5 andere gasten aan de tafels. Van hen weten we geen maten of eetwensen." in text
    assert ("0 bezoekers" in text, "0 namen" in text, "Naamkaartjes" in text) == (False, False, False)
    paper = read(client.get(behind("gastheer-praktisch-pdf", griet)).content)
    assert "Er komen 5 andere gasten aan de tafels: van hen weten we geen maten of eetwensen" in paper
    client.force_login(coordinator)
    own = page(client.get(reverse("praktisch", args=["leiedorp", "2025"])))
    assert "Er komen 5 andere gasten aan de tafels." in own


def test_once_somebody_is_there_too_they_come_as_well(
    nameless: Programme, griet: Contactpersoon, client: Client, coordinator: User
) -> None:
    make_deelname(Bezoek.objects.get(), guest(nameless, "An Aerts", clothing_size="M"))
    publish(nameless, based_on=1, note="", by=coordinator, now=NOW)
    text = page(client.get(behind("gastheer-praktisch", griet)))
    assert "Er komen ook 5 andere gasten aan de tafels." in text
    assert ("1 naam voor de kaartjes" in text, "Naamkaartjes (PDF)" in text) == (True, True)

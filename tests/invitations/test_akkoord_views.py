"""The pages of the agreement: uploading, reading, judging, and what reaches candidates and invitations."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from invitations.akkoorden.deciding import seen_of
from invitations.akkoorden.files import WEB_PAGE
from invitations.akkoorden.matching import propose
from invitations.inviting.invitees import invitees
from invitations.models import Bestuursakkoord, Raakvlak
from programmes.candidates import candidates
from programmes.loading import load_week
from programmes.models import Dienstdomein, Programme, User
from tests.factories import make_bezoek
from tests.invitations.agreement_files import docx, paragraph, upload
from tests.invitations.test_akkoord_matching import CARE, CARERS, ROADS, act, make_akkoord, make_crib
from tests.invitations.uitnodigingen import make_invited, make_uitnodiging, make_version

HTMX = {"HX-Request": "true"}


def url_of(programme: Programme, name: str, *args: object) -> str:
    return reverse(name, args=[programme.bestuur.slug, programme.slug, *args])


def send(staff: Client, programme: Programme, content: bytes, **data: Any) -> HttpResponse:
    data = {"title": "Akkoord 2025", "file": upload(content)} | data
    return staff.post(url_of(programme, "akkoord-new"), data)


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def proposal(programme: Programme, coordinator: User) -> Raakvlak:
    """Of two passages, one is proposed to a crib."""
    make_crib(programme)
    propose(programme, make_akkoord(programme, coordinator, CARE, ROADS))
    return Raakvlak.objects.get()


def test_an_upload_is_read_matched_and_shown(staff: Client, programme: Programme, coordinator: User) -> None:
    make_crib(programme)
    content = docx(paragraph("Zorg", style="Kop1"), paragraph(CARE), paragraph("Wegen", style="Kop1"), paragraph(ROADS))
    response = send(staff, programme, content)
    assert (response.status_code, response.headers["Location"], said(response)) == (
        *(302, url_of(programme, "akkoord")),
        ["Het akkoord is ingelezen. Er wacht 1 voorstel op jou."],
    )
    akkoord = Bestuursakkoord.objects.get()
    assert (str(akkoord), akkoord.filename, akkoord.page_count, akkoord.by) == (
        *("Akkoord 2025", "akkoord.pdf", None, coordinator),
    )
    page = staff.get(url_of(programme, "akkoord")).context
    assert [(str(one.zorgdienst), one.open, one.confirmed, one.rejected) for one in page["services"]] == [
        ("De Waterlelie", 1, 0, 0)
    ]
    assert [(one.number, one.heading, one.text) for one in akkoord.passages.all()] == [
        (1, "Zorg", CARE),
        (2, "Wegen", ROADS),
    ]


def test_a_bad_file_says_why_and_keeps_the_title(staff: Client, programme: Programme) -> None:
    form = send(staff, programme, b"<html>", title="Ons akkoord").context["form"]
    assert (form.errors, form["title"].value(), Bestuursakkoord.objects.count()) == (
        {"file": [WEB_PAGE]},
        "Ons akkoord",
        0,
    )


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"file": ""}, {"file": ["Kies eerst een bestand."]}),
        ({"title": ""}, {"title": ["Geef het akkoord een titel."]}),
        ({"title": "x" * 151}, {"title": ["Hou de titel korter dan 150 tekens."]}),
        ({"title": "a\x00b"}, {"title": ["Geef een titel in gewone tekens."]}),
    ],
)
def test_what_lacks_is_asked(
    staff: Client, programme: Programme, data: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    assert send(staff, programme, CARE.encode(), **data).context["form"].errors == errors


def test_replacing_says_what_is_lost(staff: Client, programme: Programme, proposal: Raakvlak) -> None:
    page = staff.get(url_of(programme, "akkoord-new"))
    assert page.context["lost"] == {"voorstel": 1, "bevestigd": 0, "verworpen": 0}
    send(staff, programme, CARERS.encode())
    assert ([str(one) for one in Bestuursakkoord.objects.all()], Raakvlak.objects.count()) == (["Akkoord 2025"], 0)


def test_the_agreement_can_be_removed(staff: Client, programme: Programme, proposal: Raakvlak) -> None:
    act("bevestig", by=programme.bestuur.members.get(), domain="Jeugd")
    assert staff.get(url_of(programme, "akkoord-delete")).context["lost"]["bevestigd"] == 1
    staff.post(url_of(programme, "akkoord-delete"))
    assert (Bestuursakkoord.objects.count(), Dienstdomein.objects.count()) == (0, 0)
    assert staff.get(url_of(programme, "akkoord-delete")).headers["Location"] == url_of(programme, "akkoord")


def test_without_an_agreement_the_pages_ask_for_one(staff: Client, programme: Programme) -> None:
    assert "akkoord" not in staff.get(url_of(programme, "akkoord")).context["form"].data
    assert staff.get(url_of(programme, "akkoord-passages")).headers["Location"] == url_of(programme, "akkoord")
    assert staff.post(url_of(programme, "akkoord-match")).headers["Location"] == url_of(programme, "akkoord")


def test_searching_again_refreshes(staff: Client, programme: Programme, proposal: Raakvlak) -> None:
    proposal.zorgdienst.fiches.get().uitdagingen.update(title="Schilderwerken", text="")
    assert said(staff.post(url_of(programme, "akkoord-match"))) == [
        (
            "We vonden geen passages om voor te stellen. "
            "Kijk na of dit het juiste akkoord is, en of er uitdagingen en projecten in de fiches staan."
        )
    ]


def test_confirming_makes_the_service_count_for_whoever_holds_the_domain(
    staff: Client, programme: Programme, coordinator: User, proposal: Raakvlak
) -> None:
    person = make_invited(programme).mandataris
    person.bevoegdheden.create(label="Onderwijs")
    visit = make_bezoek(programme, zorgdienst=proposal.zorgdienst)
    week = load_week(programme)
    assert [one.holds_domain for one in candidates(week, week.by_id[visit.pk])] == [False]
    url = url_of(programme, "akkoord-raakvlak", proposal.pk)
    response = staff.post(url, {"besluit": "bevestig", "domain": "Onderwijs"})
    there = url_of(programme, "akkoord-dienst", proposal.zorgdienst_id)
    assert (response.headers["Location"], said(response)) == (f"{there}#raakvlak-{proposal.pk}", [])
    week = load_week(programme)
    (one,) = candidates(week, week.by_id[visit.pk])
    assert (one.holds_domain, one.notes[0]) == (True, "bevoegd voor Onderwijs")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.domain, proposal.by) == ("bevestigd", "Onderwijs", coordinator)
    staff.post(url, {"besluit": "terug"})
    assert Dienstdomein.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({}, "Kies bevestigen of verwerpen."),
        ({"besluit": "iets"}, "Kies bevestigen of verwerpen."),
        ({"besluit": "bevestig", "domain": "Verzonnen"}, "Kies een beleidsdomein uit de lijst, of geen."),
    ],
)
def test_what_cannot_be_decided_is_said(
    staff: Client, programme: Programme, proposal: Raakvlak, data: dict[str, str], problem: str
) -> None:
    url = url_of(programme, "akkoord-raakvlak", proposal.pk)
    assert said(staff.post(url, data)) == [problem]
    assert staff.post(url, data, headers=HTMX).context["problem"] == problem
    proposal.refresh_from_db()
    assert proposal.state == "voorstel"


def test_htmx_gets_the_card_as_it_is_now(staff: Client, programme: Programme, proposal: Raakvlak) -> None:
    response = staff.post(url_of(programme, "akkoord-raakvlak", proposal.pk), {"besluit": "verwerp"}, headers=HTMX)
    assert (response.templates[0].name, response.context["row"].link.state) == (
        "invitations/_akkoord_row.html",
        "verworpen",
    )


def test_a_proposal_that_went_is_said(staff: Client, programme: Programme, proposal: Raakvlak) -> None:
    url = url_of(programme, "akkoord-raakvlak", proposal.pk + 1)
    response = staff.post(url, {"besluit": "bevestig"})
    assert (response.headers["Location"], said(response)) == (
        url_of(programme, "akkoord"),
        ["Dit voorstel bestaat niet meer: er is intussen opnieuw gezocht. Hieronder staat wat er nu is."],
    )
    assert staff.post(url, headers=HTMX).headers["HX-Redirect"] == url_of(programme, "akkoord")


@pytest.mark.parametrize(("besluit", "state"), [("bevestig", "bevestigd"), ("verwerp", "verworpen")])
@pytest.mark.parametrize("one_service", [True, False])
def test_all_can_be_decided_at_once(
    staff: Client, programme: Programme, proposal: Raakvlak, besluit: str, state: str, *, one_service: bool
) -> None:
    data = {"besluit": besluit, "seen": seen_of([proposal.pk])} | (
        {"dienst": proposal.zorgdienst_id} if one_service else {}
    )
    response = staff.post(url_of(programme, "akkoord-all"), data)
    there = ("akkoord-dienst", proposal.zorgdienst_id) if one_service else ("akkoord",)
    assert (response.headers["Location"], said(response)) == (url_of(programme, *there), [f"1 {state}."])
    proposal.refresh_from_db()
    assert (proposal.state, proposal.domain) == (state, "Kinderopvang" if state == "bevestigd" else "")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"besluit": "bevestig"}, "Laad de bladzijde opnieuw en kies dan."),
        ({"besluit": "terug", "seen": 1}, "Kies bevestigen of verwerpen."),
        (
            {"besluit": "bevestig", "seen": seen_of([0])},
            "Er is intussen iets veranderd. Kijk de voorstellen nog eens na en kies dan opnieuw.",
        ),
    ],
)
def test_nothing_is_decided_that_nobody_saw(
    staff: Client, programme: Programme, proposal: Raakvlak, data: dict[str, Any], problem: str
) -> None:
    assert said(staff.post(url_of(programme, "akkoord-all"), data)) == [problem]
    proposal.refresh_from_db()
    assert proposal.state == "voorstel"


def test_the_text_of_an_agreement_is_never_markup(staff: Client, programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    bad = f"<script>alert(1)</script> {CARE}"
    propose(programme, make_akkoord(programme, coordinator, bad))
    service = staff.get(url_of(programme, "akkoord-dienst", crib.pk)).content
    found = staff.get(url_of(programme, "akkoord-passages"), {"q": "script"}).content
    assert (b"<script>alert" in service, b"&lt;script&gt;alert" in service) == (False, True)
    assert (b"<script>alert" in found, b"&lt;<mark>script</mark>&gt;alert" in found) == (False, True)


@pytest.mark.parametrize("name", ["akkoord", "akkoord-passages", "akkoord-dienst"])
def test_the_queries_do_not_grow_with_the_links(
    staff: Client, programme: Programme, coordinator: User, name: str
) -> None:
    crib = make_crib(programme)
    akkoord = make_akkoord(programme, coordinator, CARE, ROADS, CARERS)
    args = [crib.pk] if name == "akkoord-dienst" else []
    counts = []
    for number, passage in enumerate(akkoord.passages.all(), start=1):
        Raakvlak.objects.create(passage=passage, zorgdienst=crib)
        if number == 3:
            act("bevestig", by=coordinator, domain="Jeugd")
        with CaptureQueriesContext(connection) as queries:
            staff.get(url_of(programme, name, *args))
        counts.append(len(queries))
    assert len(set(counts)) == 1


# the invitation


def test_an_invitation_says_why_a_visit_is_about_what_somebody_holds(programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    propose(programme, make_akkoord(programme, coordinator, f"<b>{CARE}</b>"))
    act("bevestig", by=coordinator, domain="Kinderopvang")
    joke, karim = (make_invited(programme, name).mandataris for name in ("Joke", "Karim"))
    joke.bevoegdheden.create(label="Kinderopvang")
    make_bezoek(programme, zorgdienst=crib, people=()).deelnemers.add(joke, karim)
    make_version(programme)
    to_joke, to_karim = invitees(make_uitnodiging(programme, body="Dag\n\n{bevoegdheid}\n\nTot dan"))
    assert to_joke.text == (
        "Dag\n\nWaarom dit over jouw bevoegdheid gaat\n- De Waterlelie: Kinderopvang\n"
        f'  "<b>{CARE}</b>" (bestuursakkoord, passage 1)\n\nTot dan\n'
    )
    assert ("<b>" in to_joke.html, "&lt;b&gt;" in to_joke.html) == (False, True)
    assert (to_karim.text, to_karim.empty) == ("Dag\n\nTot dan\n", [])


def test_telling_it_takes_as_many_queries_for_three_as_for_one(programme: Programme, coordinator: User) -> None:
    crib = make_crib(programme)
    propose(programme, make_akkoord(programme, coordinator, CARE))
    act("bevestig", by=coordinator, domain="Kinderopvang")
    visit, counts = make_bezoek(programme, zorgdienst=crib), []
    uitnodiging = make_uitnodiging(programme, body="{bevoegdheid}")
    for number in range(3):
        person = make_invited(programme, f"P{number}").mandataris
        person.bevoegdheden.create(label="Kinderopvang")
        visit.deelnemers.add(person)
        programme.versies.all().delete()
        make_version(programme)
        with CaptureQueriesContext(connection) as queries:
            assert [len(one.text) > 20 for one in invitees(uitnodiging)] == [True] * (number + 1)
        counts.append(len(queries))
    assert len(set(counts)) == 1


@pytest.mark.parametrize("dienst", ["9" * 5000, "x", "²", "0"])
def test_a_service_that_cannot_be_is_not_the_whole_programme(
    staff: Client, programme: Programme, proposal: Raakvlak, dienst: str
) -> None:
    data = {"besluit": "bevestig", "seen": seen_of([proposal.pk]), "dienst": dienst}
    assert staff.post(url_of(programme, "akkoord-all"), data).status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == Raakvlak.State.VOORSTEL


@pytest.mark.parametrize("one_service", [True, False])
def test_as_many_proposals_as_were_seen_but_others_are_not_decided(
    staff: Client, programme: Programme, proposal: Raakvlak, *, one_service: bool
) -> None:
    name, args = ("akkoord-dienst", [proposal.zorgdienst_id]) if one_service else ("akkoord", [])
    seen = staff.get(url_of(programme, name, *args)).context["seen"]
    assert seen == seen_of([proposal.pk])
    proposal.state, proposal.at = Raakvlak.State.VERWORPEN, proposal.passage.akkoord.uploaded_at
    proposal.save()
    other = proposal.passage.akkoord.passages.exclude(pk=proposal.passage_id).first()
    unseen = Raakvlak.objects.create(passage=other, zorgdienst=proposal.zorgdienst)
    data = {"besluit": "bevestig", "seen": seen} | ({"dienst": proposal.zorgdienst_id} if one_service else {})
    staff.post(url_of(programme, "akkoord-all"), data)
    unseen.refresh_from_db()
    assert unseen.state == Raakvlak.State.VOORSTEL

"""What is published stays as it was, and is all that anybody outside gets to see."""

import datetime as dt
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from programmes.drafts import store
from programmes.links import make_links, token_of
from programmes.loading import load_week
from programmes.models import (
    Aanvaarding,
    Contactpersoon,
    Gast,
    Mandataris,
    PersonalLink,
    Programme,
    Reistijd,
    User,
    Versie,
    Zorgdienst,
)
from programmes.times import BRUSSELS
from programmes.versions import PublishError, last_version, proposal, publish, publish_shift, published_week, week_of
from tests.factories import (
    MONDAY,
    make_bezoek,
    make_contactpersoon,
    make_deelnemende_dienst,
    make_gast,
    make_mandataris,
    make_zorgdienst,
)

pytestmark = pytest.mark.usefixtures("clock")  # links end a year after the programme

NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)


@pytest.fixture
def linde(programme: Programme) -> Zorgdienst:
    contact = make_contactpersoon(programme.bestuur, name="Griet Declercq")
    return make_zorgdienst(programme.bestuur, name="De Linde", contact=contact)


@pytest.fixture
def published(programme: Programme, an: Mandataris, linde: Zorgdienst, coordinator: User) -> Versie:
    """Version 1: An at De Linde, Monday at 9.30."""
    make_bezoek(programme, zorgdienst=linde, people=[an], host=linde.contactpersonen.get())
    publish(programme, based_on=0, note="Eerste", by=coordinator, now=NOW)
    return Versie.objects.get()


def test_the_first_version_has_number_one(published: Versie, coordinator: User) -> None:
    assert (published.number, published.note, published.by, published.published_at) == (1, "Eerste", coordinator, NOW)


def test_before_publication_nothing_is_known(programme: Programme, an: Mandataris) -> None:
    make_bezoek(programme, people=[an])
    assert (last_version(programme), published_week(programme)) == (None, None)


def test_a_version_is_the_draft_of_that_moment_without_what_stays_inside(
    programme: Programme, published: Versie, an: Mandataris
) -> None:
    programme.bezoeken.update(internal_note="Let op voor de hond")
    Gast.objects.update(available=[["2025-02-24", 0, 1440], ["2025-02-25", 0, 1440]])
    Aanvaarding.objects.create(programme=programme, key="x", note="Mag", at=NOW)
    second = publish_again(programme, published)
    week = week_of(second)
    assert (week.visits[0].internal_note, week.people[an.pk].available, week.accepted) == ("", None, {})
    assert "hond" not in str(second.content)


def publish_again(programme: Programme, before: Versie) -> Versie:
    """With one visit more, so that there is something to publish."""
    make_bezoek(programme, day=MONDAY + dt.timedelta(days=before.number), people=list(Mandataris.objects.all()))
    assert before.by is not None
    return publish(programme, based_on=before.number, note="", by=before.by, now=NOW + dt.timedelta(days=1))


def test_the_last_version_is_the_one_that_counts(programme: Programme, published: Versie) -> None:
    second = publish_again(programme, published)
    assert second.number == 2
    week = published_week(programme)
    assert week is not None
    assert [visit.day for visit in week.visits] == [MONDAY, MONDAY + dt.timedelta(days=1)]
    assert len(week_of(published).visits) == 1


def outside(programme: Programme) -> dict[str, bytes]:
    """All that somebody without an account gets, byte for byte, by what it is."""
    client = Client()
    pages = {}
    for link in PersonalLink.objects.filter(programme=programme):
        token = token_of(link)
        paths = ["", "programma.pdf"] if link.contactpersoon_id else ["", "programma.ics", "agenda.ics"]
        owner = "gastheer" if link.contactpersoon_id else "mijn"
        for path in paths:
            response = client.get(f"/{owner}/{token}/{path}")
            assert response.status_code == 200
            pages[f"{link.pk} {path}"] = text_of(response.content)
    return pages


def text_of(content: bytes) -> bytes:
    """A PDF has an identifier of its own each time it is made: its pages count."""
    if not content.startswith(b"%PDF"):
        return content
    return "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).encode()


def change_everything(programme: Programme, by: User) -> None:
    week = load_week(programme)
    (visit,) = week.visits
    store(programme, week, label="x", by=by, now=NOW, put=[replace(visit, start=840, end=900, remarks="Anders")])
    Zorgdienst.objects.update(name="De Nieuwe Linde", street="Andersstraat 1", parking="Nergens")
    Mandataris.objects.update(first_name="Annelies", function="burgemeester")
    Contactpersoon.objects.update(name="Iemand Anders", phone="09 99")
    Gast.objects.update(mode="fiets", remarks="Eet niets")
    Programme.objects.update(title="Andere titel", contact_name="Anders", introduction="Anders", hashtag="#Anders")
    Reistijd.objects.create(
        bestuur=programme.bestuur, van=make_zorgdienst(programme.bestuur), naar=Zorgdienst.objects.first(), minutes=9
    )


def test_changes_to_the_draft_a_service_or_a_person_stay_inside_until_publication(
    programme: Programme, published: Versie, coordinator: User
) -> None:
    make_links(programme, now=NOW)
    before, content = outside(programme), published.content
    change_everything(programme, coordinator)
    assert outside(programme) == before
    assert Versie.objects.get().content == content
    programme.refresh_from_db()
    publish(programme, based_on=1, note="", by=coordinator, now=NOW + dt.timedelta(days=1))
    after = outside(programme)
    assert all(after[key] != before[key] for key in before)
    assert Versie.objects.get(number=1).content == content


def test_a_visit_that_is_removed_stays_outside_until_publication(
    programme: Programme, published: Versie, coordinator: User
) -> None:
    make_links(programme, now=NOW)
    before = outside(programme)
    week = load_week(programme)
    store(programme, week, label="x", by=coordinator, now=NOW, remove=week.visits)
    assert outside(programme) == before


def test_who_did_not_see_the_last_version_looks_again(
    programme: Programme, published: Versie, coordinator: User
) -> None:
    publish_again(programme, published)
    with pytest.raises(PublishError, match="Intussen is versie 2 gepubliceerd"):
        publish(programme, based_on=1, note="", by=coordinator, now=NOW)
    assert Versie.objects.count() == 2


def test_who_did_not_see_the_draft_as_it_is_looks_again(
    programme: Programme, an: Mandataris, linde: Zorgdienst, coordinator: User
) -> None:
    make_bezoek(programme, zorgdienst=linde, people=[an])
    seen = proposal(programme).fingerprint
    make_bezoek(programme, zorgdienst=linde, start="14.00", people=[an])
    with pytest.raises(PublishError, match="Het bord is intussen gewijzigd"):
        publish(programme, based_on=0, note="", by=coordinator, now=NOW, seen=seen)
    seen = proposal(programme).fingerprint
    assert publish(programme, based_on=0, note="", by=coordinator, now=NOW, seen=seen).number == 1


def test_an_empty_board_is_not_published(programme: Programme, coordinator: User) -> None:
    make_gast(programme)
    make_deelnemende_dienst(programme)
    with pytest.raises(PublishError, match="nog geen enkel bezoek"):
        publish(programme, based_on=0, note="", by=coordinator, now=NOW)


def test_the_same_is_not_published_twice(programme: Programme, published: Versie, coordinator: User) -> None:
    with pytest.raises(PublishError, match="Er is niets gewijzigd sinds versie 1"):
        publish(programme, based_on=1, note="", by=coordinator, now=NOW)


def test_a_conflict_blocks_until_it_is_solved_or_accepted(
    programme: Programme, an: Mandataris, linde: Zorgdienst, coordinator: User
) -> None:
    other = make_zorgdienst(programme.bestuur)
    make_bezoek(programme, zorgdienst=linde, people=[an])
    second = make_bezoek(programme, zorgdienst=other, people=[an])
    with pytest.raises(PublishError, match="Eén conflict houdt de publicatie tegen"):
        publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    assert not Versie.objects.exists()
    second.deelnames.all().delete()
    assert publish(programme, based_on=0, note="", by=coordinator, now=NOW).number == 1


def test_an_accepted_conflict_does_not_block(
    programme: Programme, an: Mandataris, linde: Zorgdienst, coordinator: User
) -> None:
    linde.max_people = 1
    linde.save()
    make_bezoek(programme, zorgdienst=linde, people=[an, make_mandataris(programme.bestuur)])
    (blocking,) = proposal(programme).blocking
    Aanvaarding.objects.create(programme=programme, key=blocking.key, note="Er past nog een stoel bij", at=NOW)
    proposed = proposal(programme)
    assert (proposed.blocking, [conflict.key for conflict in proposed.accepted]) == ([], [blocking.key])
    assert publish(programme, based_on=0, note="", by=coordinator, now=NOW).number == 1


def test_a_proposal_counts_who_is_touched(
    programme: Programme, published: Versie, an: Mandataris, linde: Zorgdienst
) -> None:
    assert proposal(programme).touched == "Raakt geen bezoek van iemand."
    make_bezoek(programme, zorgdienst=linde, start="14.00", people=[an])
    assert proposal(programme).touched == "Raakt 1 mens en 1 dienst."
    make_bezoek(programme, start="16.00", people=[make_mandataris(programme.bestuur)])
    proposed = proposal(programme)
    assert (proposed.touched, proposed.number) == ("Raakt 2 mensen en 2 diensten.", 2)
    assert proposed.people[0][0] == "An Aerts"


def test_an_older_version_with_unknown_and_missing_fields_is_still_read(programme: Programme) -> None:
    info: dict[str, Any] = {"title": "Oud", "first_day": "2019-02-25", "last_day": "2019-03-01", "colour": "rood"}
    content = {"info": info, "people": [], "services": [], "visits": []}
    old = Versie.objects.create(programme=programme, number=1, content=content, published_at=NOW)
    assert (week_of(old).info.title, week_of(old).info.slack) == ("Oud", 10)


@pytest.mark.parametrize("count", [1, 3])
def test_publishing_takes_as_many_queries_for_any_number_of_visits(
    programme: Programme, coordinator: User, django_assert_num_queries: Any, count: int
) -> None:
    for number in range(count):
        make_bezoek(programme, day=MONDAY + dt.timedelta(days=number), people=[make_mandataris(programme.bestuur)])
    with django_assert_num_queries(10):
        publish(programme, based_on=0, note="", by=coordinator, now=NOW)
    programme.bezoeken.update(title="Een andere titel")
    with django_assert_num_queries(10):
        publish(programme, based_on=1, note="", by=coordinator, now=NOW)


def test_a_shift_publishes_only_what_it_names(programme: Programme, published: Versie, coordinator: User) -> None:
    before = week_of(published)
    [visit, *others] = before.visits
    programme.bezoeken.update(title="Nog binnen")
    later = replace(visit, start=visit.start + 15, end=visit.end + 15, internal_note="blijft binnen")
    version = publish_shift(programme, [later], based_on=1, note="Later", by=coordinator, now=NOW)
    assert (version.number, version.note, version.by) == (2, "Later", coordinator)
    assert set(week_of(version).visits) == {later.for_publication(), *others}
    assert version.content | {"visits": []} == published.content | {"visits": []}


@pytest.mark.parametrize(
    ("change", "based_on", "sentence"),
    [
        ({}, 1, "Er is niets gewijzigd sinds versie 1."),
        ({"id": 999}, 1, "Dit bezoek staat niet in de gepubliceerde versie. Bekijk opnieuw wat er verandert."),
        (
            {"end": 1000},
            2,
            "Intussen is versie 1 gepubliceerd. Bekijk opnieuw wat er verandert en publiceer dan.",
        ),
    ],
)
def test_a_shift_of_nothing_or_of_something_else_is_refused(
    programme: Programme, published: Versie, coordinator: User, change: dict[str, Any], based_on: int, sentence: str
) -> None:
    visit = replace(week_of(published).visits[0], **change)
    with pytest.raises(PublishError) as refused:
        publish_shift(programme, [visit], based_on=based_on, note="", by=coordinator, now=NOW)
    assert (str(refused.value), Versie.objects.count()) == (sentence, 1)


def test_a_shift_of_what_was_never_published_is_refused(programme: Programme, coordinator: User) -> None:
    visit = load_week(make_bezoek(programme).programme).visits[0]
    with pytest.raises(PublishError):
        publish_shift(programme, [visit], based_on=0, note="", by=coordinator, now=NOW)

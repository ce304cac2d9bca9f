"""Posts: proposals, lengths as each channel counts, the plan, and pictures that may no longer be shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from press.communication.lengths import length_of
from press.communication.plan import NOT_ALLOWED, OFFLINE
from press.models import Post, Uitgifte
from programmes.models import Programme
from tests.factories import make_bestuur, make_bezoek, make_mandataris, make_programme, make_zorgdienst
from tests.invitations.rsvp import publish_now
from tests.press.quotes import NOW, make_approved, make_picture, recognise

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]


@pytest.fixture
def programme(db: None) -> Programme:
    return make_programme(make_bestuur(slug="leiedorp", name="Leiedorp"), slug="2025")


def url(name: str, *more: Any) -> str:
    return reverse(name, args=[*ARGS, *more])


def data(**changed: Any) -> dict[str, Any]:
    return {"channel": "facebook", "text": "Warm #ZorgLokaal", "crop": "vierkant", "state": "ontwerp"} | changed


@pytest.mark.parametrize(
    ("text", "channel", "count"),
    [
        ("Zorg", "x", 4),
        ("Lees https://leiedorp.example/een/heel/lang/adres/dat/niet/telt", "x", 28),
        ("é", "x", 1),
        ("👩‍👩‍👧", "x", 2),
        ("日本", "x", 4),
        ("👩‍👩‍👧🇧🇪👍🏽e\u0301", "bluesky", 4),
        ("een\r\ntwee", "facebook", 8),
        ("een twee  drie\n", "gemeenteblad", 3),
    ],
)
def test_each_channel_counts_its_own_way(text: str, channel: str, count: int) -> None:
    assert length_of(text, channel).count == count


@pytest.mark.parametrize(("channel", "limit"), [("x", 280), ("bluesky", 300), ("instagram", 2200), ("linkedin", 3000)])
def test_too_long_is_refused_and_nothing_is_lost(communicatie: Client, channel: str, limit: int) -> None:
    communicatie.post(url("post-new"), data(channel=channel, text="a" * limit))
    assert Post.objects.count() == 1
    response = communicatie.post(url("post-new"), data(channel=channel, text="a" * (limit + 2)))
    label = Post.Channel(channel).label
    sentence = f"Dit is 2 tekens te lang voor {label} ({limit + 2} van {limit} tekens). Maak het korter."
    assert dict(response.context["form"].errors) == {"text": [sentence]}
    assert response.context["form"]["text"].value() == "a" * (limit + 2)


def test_a_proposal_is_neutral_and_fits(communicatie: Client, programme: Programme) -> None:
    person = make_mandataris(programme.bestuur, first_name="Mia", last_name="Maes", fractie="Groep X")
    visit = make_bezoek(
        programme,
        zorgdienst=make_zorgdienst(programme.bestuur, name="De Linde"),
        people=[person],
        activity="De soep wordt rondgedeeld. " * 9,
    )
    publish_now(programme, NOW)
    page = communicatie.get(url("post-list"))
    assert [name for _, name in page.context["proposals"]] == ["De Linde"]
    form = communicatie.get(url("post-new") + f"?bezoek={visit.pk}&kanaal=x").context["form"]
    assert form["text"].value() == (
        "Op maandag 24 februari krijgen bewoners en medewerkers van De Linde bezoek van 1 gast. #ZorgLokaal"
    )
    communicatie.post(url("post-new") + f"?bezoek={visit.pk}&kanaal=x", data(channel="x", text=form["text"].value()))
    assert Post.objects.get().visit == visit.pk
    assert communicatie.get(url("post-list")).context["proposals"] == []


def test_the_magazine_has_what_may_stand_there(communicatie: Client, programme: Programme) -> None:
    make_approved(programme, "site", text="Zo warm")
    make_approved(programme, "sociaal", text="Niet hier")
    page = communicatie.get(url("post-new") + "?kanaal=gemeenteblad")
    text = page.context["form"]["text"].value()
    assert ("‘Zo warm’ An Aerts, vrijwilliger" in text.split("\n\n"), "Niet hier" in text) == (True, False)
    assert page.context["length"].shown == f"{len(text.split())} woorden, hou het rond 250"


def test_ready_asks_what_the_picture_shows(communicatie: Client, programme: Programme) -> None:
    beeld = make_picture(programme, alt="")
    response = communicatie.post(url("post-new"), data(beeld=beeld.pk, state="klaar"))
    sentence = "Beschrijf wat er op de foto staat. Pas dan is het bericht klaar."
    assert dict(response.context["form"].errors) == {"alt": [sentence]}
    other = make_picture(programme, "red")
    communicatie.post(url("post-new"), data(beeld=other.pk, state="klaar"))
    assert Post.objects.get().alt == "Een red vlak"


def test_an_empty_post_is_not_ready(communicatie: Client) -> None:
    response = communicatie.post(url("post-new"), data(text="", state="klaar"))
    sentence = "Schrijf eerst de tekst: een leeg bericht is niet klaar."
    assert dict(response.context["form"].errors) == {"text": [sentence]}


def test_a_picture_is_for_the_channel_that_was_allowed(communicatie: Client, programme: Programme) -> None:
    beeld = make_picture(programme)
    recognise(beeld, "Maria", "site")
    response = communicatie.post(url("post-new"), data(beeld=beeld.pk))
    assert dict(response.context["form"].errors) == {"beeld": [NOT_ALLOWED]}
    assert communicatie.post(url("post-new"), data(beeld=beeld.pk, channel="gemeenteblad")).status_code == 302


def test_the_crop_is_shown_handed_out_and_refused_after_a_withdrawal(
    communicatie: Client, programme: Programme
) -> None:
    beeld = make_picture(programme)
    consent = recognise(beeld, "Maria", "sociaal")
    post = Post.objects.create(programme=programme, beeld=beeld, state="geplaatst", url="https://f.example/1")
    crop_url = url("post-beeld", post.pk)
    assert f'src="{crop_url}"' in communicatie.get(url("post-list")).content.decode()
    shown = communicatie.get(crop_url)
    assert (shown.headers["Content-Type"], shown.content[:2], Uitgifte.objects.count()) == (
        "image/jpeg",
        b"\xff\xd8",
        0,
    )
    communicatie.post(url("post-beeld", post.pk))
    assert list(Uitgifte.objects.values_list("what", "to", "beelden")) == [("post", "Facebook", [beeld.pk])]
    consent.withdrawn_at = NOW
    consent.save()
    assert communicatie.get(url("post-beeld", post.pk)).status_code == 404
    refused = communicatie.post(url("post-beeld", post.pk), follow=True)
    assert (NOT_ALLOWED in refused.content.decode(), Uitgifte.objects.count()) == (True, 1)
    page = communicatie.get(url("post-list"))
    assert [line.alarm for line in page.context["alarms"]] == [OFFLINE]
    assert f'src="{crop_url}"' not in page.content.decode()


def test_a_picture_whose_file_is_gone_is_told(communicatie: Client, programme: Programme) -> None:
    beeld = make_picture(programme)
    beeld.print.storage.delete(beeld.print.name)
    post = Post.objects.create(programme=programme, beeld=beeld)
    assert communicatie.get(url("post-beeld", post.pk)).status_code == 404
    told = communicatie.post(url("post-beeld", post.pk), follow=True)
    assert "Het bestand van deze foto is er niet meer. Kies een andere foto." in told.content.decode()
    assert Uitgifte.objects.count() == 0


def test_what_was_placed_says_where_and_what_is_late(communicatie: Client, programme: Programme) -> None:
    post = Post.objects.create(programme=programme, text="x", planned_at=NOW.replace(hour=9))
    assert [line.post for line in communicatie.get(url("post-list")).context["late"]] == [post]
    bad = communicatie.post(url("post-placed", post.pk), {"url": "javascript:alert(1)"})
    sentence = "Plak het volledige adres van de pagina, zoals https://krant.example/artikel."
    assert dict(bad.context["form"].errors) == {"url": [sentence]}
    communicatie.post(url("post-placed", post.pk), {"url": "https://f.example/1"})
    post.refresh_from_db()
    assert (post.state, post.posted_at, post.url) == ("geplaatst", NOW, "https://f.example/1")
    assert communicatie.get(url("post-list")).context["late"] == []
    communicatie.post(url("post-delete", post.pk))
    assert Post.objects.count() == 0


def test_the_plan_asks_a_fixed_number_of_queries(
    communicatie: Client, programme: Programme, django_assert_num_queries: Callable[..., Any]
) -> None:
    counts: list[int] = []
    for colours in (("red",), ("blue", "green", "teal")):
        for colour in colours:
            Post.objects.create(programme=programme, beeld=make_picture(programme, colour), planned_at=NOW)
        with django_assert_num_queries(counts[0] if counts else 18, exact=bool(counts)) as found:
            communicatie.get(url("post-list"))
        counts.append(len(found))

"""Stories and consent: who may give it, what it allows, how it ends, and what a host may touch."""

import datetime as dt
import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries, Settings

from invitations.models import Toestemming, Verhaal
from invitations.stories.consent import ENDED, LATER, SOON, VALID, WITHDRAWN, allows, state_of, withdraw, years_after
from invitations.stories.telling import told
from programmes.links import make_links, token_of
from programmes.models import Contactpersoon, Programme, User, Zorgdienst
from programmes.times import BRUSSELS
from tests.factories import make_bezoek, make_contactpersoon, make_deelnemende_dienst, make_zorgdienst
from tests.invitations.fiches import Person
from tests.invitations.rsvp import publish_now

pytestmark = pytest.mark.usefixtures("clock")

ClientOf = Callable[[User], Client]
NOW = dt.datetime(2025, 2, 12, 10, 30, tzinfo=BRUSSELS)
TODAY = NOW.date()
ARGS = ["leiedorp", "2025"]
STORY = {"teller": "gebruiker", "first_name": "Maria", "last_name": "Maes", "shown_as": "voornaam", "form": "tekst"}
CONSENT: dict[str, Any] = {
    "person": "Maria Maes",
    "age": "volwassen",
    "quality": "zelf",
    "purposes": ["verhaal"],
    "channels": ["intern"],
    "given_on": "2025-02-10",
    "ends_on": "2027-02-10",
    "proof": "getekend blad, map onthaal",
}


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_contactpersoon(programme.bestuur, name="Griet Declercq")


@pytest.fixture
def linde(programme: Programme, griet: Contactpersoon) -> Zorgdienst:
    service = make_zorgdienst(programme.bestuur, contact=griet, name="De Linde")
    return make_deelnemende_dienst(programme, service)


def consent(programme: Programme, **fields: Any) -> Toestemming:
    known: dict[str, Any] = {
        "person": "Maria Maes",
        "purposes": ["verhaal"],
        "channels": ["intern"],
        "given_on": dt.date(2025, 2, 10),
        "ends_on": dt.date(2027, 2, 10),
        "created_at": NOW,
    }
    return Toestemming.objects.create(bestuur=programme.bestuur, **known | fields)


def story(programme: Programme, service: Zorgdienst, **fields: Any) -> Verhaal:
    known = {**STORY, "text": "Hier ben ik thuis.", "changed_at": NOW}
    return Verhaal.objects.create(programme=programme, zorgdienst=service, **known | fields)


def behind(name: str, host: Contactpersoon, *args: int) -> str:
    make_links(Programme.objects.get(), now=NOW)
    return reverse(name, args=[token_of(host.links.get()), *args])


# what a consent allows


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, VALID),
        ({"ends_on": TODAY}, SOON),
        ({"ends_on": TODAY + dt.timedelta(days=30)}, SOON),
        ({"ends_on": TODAY + dt.timedelta(days=31)}, VALID),
        ({"given_on": dt.date(2024, 1, 1), "ends_on": TODAY - dt.timedelta(days=1)}, ENDED),
        ({"given_on": TODAY + dt.timedelta(days=1)}, LATER),
        ({"withdrawn_at": NOW}, WITHDRAWN),
    ],
)
def test_a_consent_has_a_state(programme: Programme, fields: dict[str, Any], state: str) -> None:
    given = consent(programme, **fields)
    assert state_of(given, TODAY) == state
    assert allows(given, "verhaal", "intern", on=TODAY) == (state in {VALID, SOON})
    assert Toestemming.objects.valid(TODAY).exists() == (state in {VALID, SOON})


@pytest.mark.parametrize(("purpose", "channel"), [("beeld_gebruiken", "intern"), ("verhaal", "pers")])
def test_another_purpose_or_channel_is_not_allowed(programme: Programme, purpose: str, channel: str) -> None:
    assert not allows(consent(programme), purpose, channel, on=TODAY)


def test_without_a_consent_nothing_is_allowed() -> None:
    assert not allows(None, "verhaal", "intern", on=TODAY)


def test_years_after_a_leap_day() -> None:
    assert years_after(dt.date(2024, 2, 29), 2) == dt.date(2026, 2, 28)


# what others read of a story


@pytest.mark.parametrize(
    ("shown_as", "signature"),
    [("geen", "een gebruiker"), ("voornaam", "Maria, gebruiker"), ("voluit", "Maria Maes, gebruiker")],
)
def test_a_story_is_told_with_no_more_name_than_agreed(
    programme: Programme, linde: Zorgdienst, shown_as: str, signature: str
) -> None:
    one = story(programme, linde, shown_as=shown_as, toestemming=consent(programme))
    [found] = told([one], on=TODAY)
    assert (found.signature, found.text, found.service) == (signature, "Hier ben ik thuis.", linde.pk)


def test_a_story_without_a_valid_consent_is_not_told(programme: Programme, linde: Zorgdienst) -> None:
    withdrawn = consent(programme, withdrawn_at=NOW)
    rows = [story(programme, linde), story(programme, linde, toestemming=withdrawn)]
    assert told(rows, on=TODAY) == []
    assert told([story(programme, linde, toestemming=consent(programme))], channel="pers", on=TODAY) == []


def test_withdrawing_counts_once(programme: Programme) -> None:
    given = consent(programme)
    withdraw(given, by="Griet", now=NOW)
    withdraw(given, by="Bo", now=NOW + dt.timedelta(days=1))
    given.refresh_from_db()
    assert (given.withdrawn_at, given.withdrawn_by) == (NOW, "Griet")


# the coordinator


def test_a_story_is_written_and_then_asks_for_its_consent(staff: Client, linde: Zorgdienst) -> None:
    response = staff.post(reverse("verhaal-new", args=ARGS), {**STORY, "zorgdienst": linde.pk})
    one = Verhaal.objects.get()
    assert response.headers["Location"] == reverse("verhaal-consent", args=[*ARGS, one.pk])
    assert (one.zorgdienst, one.changed_at, one.changed_by) == (linde, NOW, str(User.objects.get()))
    response = staff.post(response.headers["Location"], CONSENT)
    assert response.headers["Location"] == reverse("verhaal-list", args=ARGS)
    one.refresh_from_db()
    assert one.toestemming is not None
    assert (one.toestemming.zorgdienst, one.toestemming.bestuur, one.toestemming.created_at) == (
        linde,
        linde.bestuur,
        NOW,
    )
    assert "toestemming tot 10 februari 2027" in staff.get(reverse("verhaal-list", args=ARGS)).text


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (
            {"shown_as": "voluit", "last_name": ""},
            "shown_as",
            "Vul voornaam en achternaam in, of kies minder van de naam.",
        ),
        ({"first_name": ""}, "first_name", "Vul de voornaam in, of kies 'zonder naam'."),
        ({"zorgdienst": ""}, "zorgdienst", "Kies bij welke dienst dit verhaal hoort."),
        ({"teller": ""}, "teller", "Kies wie vertelt."),
    ],
)
def test_a_story_that_is_not_right_is_refused(
    staff: Client, linde: Zorgdienst, typed: dict[str, str], field: str, sentence: str
) -> None:
    sent = {**STORY, "zorgdienst": linde.pk, "text": "Hier ben ik thuis."} | typed
    response = staff.post(reverse("verhaal-new", args=ARGS), sent)
    assert response.context["form"].errors == {field: [sentence]}
    assert "Hier ben ik thuis." in response.text
    assert not Verhaal.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"person": ""}, "person", "Vul in van wie de toestemming is."),
        ({"age": "0-11"}, "quality", "Voor wie jonger is dan 14 geeft een ouder of voogd de toestemming."),
        (
            {"age": "12-13", "quality": "ouder", "given_by": "Bo"},
            "child_agrees",
            "Vanaf 12 jaar moet ook het kind het ermee eens zijn.",
        ),
        (
            {"age": "14-17", "quality": "ouder", "given_by": "Bo"},
            "child_agrees",
            "Vanaf 12 jaar moet ook het kind het ermee eens zijn.",
        ),
        (
            {"quality": "ouder", "given_by": "Bo"},
            "quality",
            "Een ouder kan dit niet voor een volwassene. Kies de persoon zelf of een vertegenwoordiger.",
        ),
        ({"quality": "vertegenwoordiger"}, "given_by", "Vul in wie de toestemming geeft."),
        ({"purposes": []}, "purposes", "Kies minstens één doel."),
        (
            {"purposes": ["beeld_gebruiken"]},
            "purposes",
            "Wie beeld mag gebruiken, moet het eerst mogen maken. Kies ook 'foto's of film maken'.",
        ),
        ({"channels": []}, "channels", "Kies waar het verhaal of het beeld mag komen."),
        ({"given_on": "2025-02-13"}, "given_on", "Deze dag moet nog komen. Noteer de toestemming als je ze hebt."),
        ({"given_on": "31-02-2025"}, "given_on", "Vul een datum in, zoals 24-02-2025."),
        ({"ends_on": "2030-02-11"}, "ends_on", "Een toestemming geldt hoogstens 5 jaar. Kies een vroegere dag."),
        (
            {"proof": ""},
            "proof",
            "Zeg waar het bewijs ligt, bijvoorbeeld 'getekend blad, map onthaal', of laad het op.",
        ),
    ],
)
def test_a_consent_that_is_not_right_is_refused(
    staff: Client, programme: Programme, typed: dict[str, Any], field: str, sentence: str
) -> None:
    response = staff.post(reverse("toestemming-new", args=ARGS), CONSENT | typed)
    assert response.context["form"].errors == {field: [sentence]}
    assert not Toestemming.objects.exists()


def test_a_consent_cannot_end_before_it_begins(staff: Client, programme: Programme) -> None:
    response = staff.post(reverse("toestemming-new", args=ARGS), CONSENT | {"ends_on": "2025-02-09"})
    assert response.context["form"].non_field_errors() == ["Een toestemming kan niet eindigen voor ze gegeven is."]


@pytest.mark.parametrize("typed", [{"age": "0-11", "quality": "ouder", "given_by": "Bo"}, {"age": "14-17"}])
def test_who_may_give_a_consent(staff: Client, programme: Programme, typed: dict[str, str]) -> None:
    response = staff.post(reverse("toestemming-new", args=ARGS), CONSENT | typed)
    assert response.status_code == 302
    assert Toestemming.objects.get().age == typed["age"]


def test_only_taking_pictures_asks_for_no_channel(staff: Client, programme: Programme) -> None:
    staff.post(reverse("toestemming-new", args=ARGS), CONSENT | {"purposes": ["beeld_maken"], "channels": []})
    assert Toestemming.objects.get().channels == []


def test_the_proof_is_kept_and_only_staff_gets_it(
    staff: Client, programme: Programme, stranger: User, client_of: ClientOf, settings: Settings, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("../../blad.exe", b"\x89PNG\r\n\x1a\n....")
    staff.post(reverse("toestemming-new", args=ARGS), CONSENT | {"proof": "", "proof_file": file})
    given = Toestemming.objects.get()
    url = reverse("toestemming-proof", args=[*ARGS, given.pk])
    response = staff.get(url)
    assert b"".join(response.streaming_content) == b"\x89PNG\r\n\x1a\n...."  # type: ignore[attr-defined] # a file
    assert response.headers["Content-Disposition"] == 'attachment; filename="toestemming.png"'
    assert client_of(stranger).get(url).status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html>", "Dit is geen PDF, JPEG of PNG. Kies een foto of scan van het getekende blad."),
        (b"%PDF" + b"x" * 10 * 1024 * 1024, "Dit bestand is groter dan 10 MB. Maak een kleinere foto of scan."),
    ],
)
def test_a_bad_proof_is_refused(staff: Client, programme: Programme, content: bytes, sentence: str) -> None:
    file = SimpleUploadedFile("blad.pdf", content)
    response = staff.post(reverse("toestemming-new", args=ARGS), CONSENT | {"proof_file": file})
    assert response.context["form"].errors == {"proof_file": [sentence]}


def test_the_register_shows_and_withdraws(staff: Client, programme: Programme, linde: Zorgdienst) -> None:
    given = consent(programme, zorgdienst=linde)
    story(programme, linde, toestemming=given)
    assert "Maria Maes" in staff.get(reverse("toestemming-list", args=ARGS)).text
    assert reverse("toestemming-withdraw", args=[*ARGS, given.pk]) in staff.get(reverse("verhaal-list", args=ARGS)).text
    assert "overal" in staff.get(reverse("toestemming-withdraw", args=[*ARGS, given.pk])).text
    staff.post(reverse("toestemming-withdraw", args=[*ARGS, given.pk]))
    assert "toestemming ingetrokken" in staff.get(reverse("verhaal-list", args=ARGS)).text
    assert told(Verhaal.objects.select_related("toestemming"), on=TODAY) == []


def test_a_story_that_goes_leaves_its_consent(staff: Client, programme: Programme, linde: Zorgdienst) -> None:
    one = story(programme, linde, toestemming=consent(programme))
    assert "De toestemming blijft" in staff.get(reverse("verhaal-delete", args=[*ARGS, one.pk])).text
    staff.post(reverse("verhaal-delete", args=[*ARGS, one.pk]))
    assert (Verhaal.objects.count(), Toestemming.objects.count()) == (0, 1)


def test_the_sheet_to_sign_is_one_accessible_page(
    staff: Client, programme: Programme, caplog: pytest.LogCaptureFixture
) -> None:
    reader = PdfReader(BytesIO(staff.get(reverse("toestemming-sheet", args=ARGS)).content))
    [page] = reader.pages
    assert "Toestemming voor een verhaal of beeld" in page.extract_text()
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("verhaal-list", 6), ("toestemming-list", 5)])
def test_the_lists_take_a_fixed_number_of_queries(
    number: int,
    name: str,
    queries: int,
    staff: Client,
    programme: Programme,
    linde: Zorgdienst,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        story(programme, make_deelnemende_dienst(programme), toestemming=consent(programme, zorgdienst=linde))
    with django_assert_num_queries(queries):
        staff.get(reverse(name, args=ARGS))


# the host


def test_a_host_tells_a_story_and_notes_the_consent(client: Client, griet: Contactpersoon, linde: Zorgdienst) -> None:
    response = client.post(behind("gastheer-verhaal-new", griet, linde.pk), STORY)
    one = Verhaal.objects.get()
    assert (one.zorgdienst, one.changed_by) == (linde, "Griet Declercq")
    assert "Het verhaal is bewaard." in client.get(response.headers["Location"]).text
    response = client.post(response.headers["Location"], CONSENT)
    page = client.get(response.headers["Location"]).text
    assert "Bedankt, het is bewaard." in page
    assert "toestemming tot 10 februari 2027" in page
    response = client.post(behind("gastheer-verhaal-withdraw", griet, one.pk))
    assert "De toestemming is ingetrokken." in client.get(response.headers["Location"]).text
    assert Toestemming.objects.get().withdrawn_by == "Griet Declercq"


def test_a_host_changes_and_deletes_a_story(client: Client, griet: Contactpersoon, linde: Zorgdienst) -> None:
    one = story(Programme.objects.get(), linde, toestemming=consent(Programme.objects.get()))
    form = Person(client, behind("gastheer-verhaal", griet, one.pk))
    assert form.data["text"] == "Hier ben ik thuis."
    form.send(text="Anders.")
    one.refresh_from_db()
    assert one.text == "Anders."
    response = client.post(behind("gastheer-verhaal-delete", griet, one.pk))
    assert "Het verhaal is verwijderd." in client.get(response.headers["Location"]).text
    assert not Verhaal.objects.exists()


def test_a_host_does_not_reach_the_stories_of_another(
    client: Client, programme: Programme, griet: Contactpersoon, linde: Zorgdienst
) -> None:
    other = make_deelnemende_dienst(programme)
    elsewhere = make_zorgdienst(programme.bestuur, contact=griet)
    one = story(programme, other, toestemming=consent(programme))
    names = ("gastheer-verhaal", "gastheer-verhaal-delete", "gastheer-verhaal-consent", "gastheer-verhaal-withdraw")
    statuses = {client.post(behind(name, griet, one.pk), STORY).status_code for name in names}
    new = {client.post(behind("gastheer-verhaal-new", griet, pk), STORY).status_code for pk in (other.pk, elsewhere.pk)}
    assert (statuses, new) == ({404}, {404})
    assert Verhaal.objects.get().text == "Hier ben ik thuis."


def test_a_host_gets_the_sheet(client: Client, griet: Contactpersoon, linde: Zorgdienst) -> None:
    assert client.get(behind("gastheer-verhaal-sheet", griet)).content.startswith(b"%PDF")


@pytest.mark.parametrize("number", [1, 3])
def test_the_host_list_takes_a_fixed_number_of_queries(
    number: int,
    client: Client,
    griet: Contactpersoon,
    linde: Zorgdienst,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(number):
        story(Programme.objects.get(), linde)
    url = behind("gastheer-verhaal-list", griet)
    with django_assert_num_queries(4):
        client.get(url)


def test_two_who_write_the_same_story_lose_no_word(
    client: Client, staff: Client, griet: Contactpersoon, linde: Zorgdienst, programme: Programme
) -> None:
    one = story(programme, linde)
    host = Person(client, behind("gastheer-verhaal", griet, one.pk))
    office = Person(staff, reverse("verhaal-edit", args=[*ARGS, one.pk]))
    assert host.send(text="Woorden van de dienst.", last_name="Claes").status_code == 302
    assert office.send(text="Woorden van het bestuur.").status_code == 200
    assert "Intussen schreef Griet Declercq hier ‘Woorden van de dienst.’" in office.text
    assert office.data["text"] == "Woorden van het bestuur."
    one.refresh_from_db()
    assert one.text == "Woorden van de dienst."
    assert office.send(text="Woorden van beide.").status_code == 302
    one.refresh_from_db()
    assert (one.text, one.last_name) == ("Woorden van beide.", "Claes")


def test_a_host_knows_of_published_visits_only(
    client: Client, griet: Contactpersoon, linde: Zorgdienst, programme: Programme
) -> None:
    visit = make_bezoek(programme, zorgdienst=linde)
    one = story(programme, linde, bezoek=visit)
    url, page = behind("gastheer-verhaal-list", griet), behind("gastheer-verhaal", griet, one.pk)
    assert "24 februari" not in client.get(url).text
    assert "24 februari" not in client.get(page).text
    assert Person(client, page).send(text="Anders.").status_code == 302
    publish_now(programme, NOW)
    visit.starts_at, visit.ends_at = visit.starts_at + dt.timedelta(days=1), visit.ends_at + dt.timedelta(days=1)
    visit.save()
    assert "op maandag 24 februari, 9.30–10.30" in " ".join(client.get(url).text.split())
    assert "maandag 24 februari, 9.30–10.30" in client.get(page).text
    one.refresh_from_db()
    assert (one.text, one.bezoek) == ("Anders.", visit)


def test_who_has_no_name_is_known_by_address(coordinator: User, staff: Client, programme: Programme) -> None:
    coordinator.name = ""
    coordinator.save()
    given = consent(programme)
    staff.post(reverse("toestemming-withdraw", args=[*ARGS, given.pk]))
    given.refresh_from_db()
    assert given.withdrawn_by == coordinator.email


@pytest.mark.parametrize(
    ("before", "typed", "is_kept"),
    [
        ({}, {"text": "Anders."}, True),
        ({"last_name": ""}, {"last_name": "Maes"}, True),
        ({}, {"first_name": "Jozef", "last_name": "Claes"}, False),
    ],
)
def test_the_consent_of_one_person_is_not_that_of_another(
    staff: Client, programme: Programme, linde: Zorgdienst, before: Any, typed: Any, *, is_kept: bool
) -> None:
    one = story(programme, linde, toestemming=consent(programme), **before)
    response = Person(staff, reverse("verhaal-edit", args=[*ARGS, one.pk])).send(**typed)
    one.refresh_from_db()
    assert (one.toestemming is not None, bool(told([one], on=TODAY))) == (is_kept, is_kept)
    asks = reverse("verhaal-consent", args=[*ARGS, one.pk])
    assert response.headers["Location"] == (reverse("verhaal-list", args=ARGS) if is_kept else asks)

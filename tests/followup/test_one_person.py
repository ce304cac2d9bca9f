"""One person's data: found over everything, given, corrected, erased, with a record that it was done."""

import json
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import transaction
from django.template import Context
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from followup.models import Antwoordblad, Sectie, Verslagversie, Verzoek
from followup.privacy.correcting import CorrectError, Right, correct
from followup.privacy.erasing import EraseError, erase, forget_called_off
from followup.privacy.exporting import as_json, as_pdf
from followup.privacy.finding import everything_about
from followup.privacy.names import NAMELESS, pattern_of
from followup.privacy.rewriting import rewrite_texts
from followup.privacy.subjects import Subject, search, subject_of
from followup.privacy.table import rule_of
from invitations.agendas.following import follow
from invitations.models import Agendapunt, Bericht, Toestemming, Verhaal
from press.models import Aanwezigheid, Beeld, Herkend, Perscontact, Quote, Uitgifte
from programmes import jobs
from programmes.models import (
    Assistent,
    Contactpersoon,
    Deelname,
    Gast,
    Inlezing,
    Mandataris,
    Opdracht,
    PersonalLink,
    Programme,
    User,
    Versie,
    Voorstel,
)
from tests.factories import (
    make_bezoek,
    make_contactpersoon,
    make_gast,
    make_mandataris,
    make_programme,
    make_zorgdienst,
)
from tests.followup.persons import EMAIL, NAME, fill, left_at_all
from tests.followup.surveys import AFTER, TODAY, make_sheets, make_survey
from tests.invitations.agendas import LATER, NOW, make_invited, make_linde, messages, publish, send
from tests.invitations.messages import make_bericht
from tests.invitations.pdfs import assert_tagged, read, words
from tests.meanwhile import while_drawn
from tests.test_urls import PK, everything  # noqa: F401 (a programme with one of each)

ARTEFACTS = [  # of filling everything: what nobody writes a name in
    "followup.Nazorglink.nonce",
    "followup.Nazorglink.token_hash",
    "press.Deellink.nonce",
    "press.Deellink.token_hash",
    "programmes.Inschatting.mark",
    "programmes.Voorbeeld.mark",
]


def subject(row: Any) -> Subject:
    return subject_of(row.bestuur, rule_of(row._meta.label), row)


def zoe(programme: Programme) -> Mandataris:
    return programme.bestuur.mandatarissen.get(pk=PK)


def rub_out(row: Any, by: User) -> Verzoek:
    return erase(subject(row), reason="mail van 12 maart", by=by, now=timezone.now())


def test_nothing_of_who_is_erased_is_left_anywhere(everything: Programme, django_user_model: Any) -> None:  # noqa: F811
    fill(everything)
    rub_out(zoe(everything), User.objects.get(pk=PK))
    assert left_at_all(everything) == ARTEFACTS


def test_the_record_says_that_it_was_done_and_not_of_whom(everything: Programme) -> None:  # noqa: F811
    fill(everything)
    done = rub_out(zoe(everything), User.objects.get(pk=PK))
    assert (done.kind, done.person, done.reason) == ("wissing", f"persoon {done.pk}", "mail van 12 maart")
    assert (done.record["Gastenlijst"], done.record["Quotes"]) == (1, 1)
    assert done.record["Secties: tekst (zonder naam)"] == 1


def test_erased_from_a_published_report_it_is_a_participant(everything: Programme) -> None:  # noqa: F811
    """With accents, an apostrophe, in HTML, and at the beginning of a sentence."""
    person = make_mandataris(everything.bestuur, first_name="Zoë", last_name="D'Hondt")
    version, section = Verslagversie.objects.get(), Sectie.objects.get()
    text = "<p>Zoë D&#x27;Hondt luisterde. Ook zoë&nbsp;d'hondt vroeg, zei D'Hondt Zoë, aan Zoë D'Hondterman.</p>"
    after = "<p>Een deelnemer luisterde. Ook een deelnemer vroeg, zei een deelnemer, aan Zoë D'Hondterman.</p>"
    version.content["sections"] = [{"title": "Bij Zoë D'Hondt", "text": text}]
    version.pdf.save("verslag.pdf", ContentFile(b"%PDF"))
    path = Path(version.pdf.path)
    Sectie.objects.update(text=text)
    rub_out(person, User.objects.get(pk=PK))
    assert Verslagversie.objects.get().content["sections"] == [{"title": "Bij een deelnemer", "text": after}]
    assert (Verslagversie.objects.get().pdf.name, path.exists()) == ("", False)
    assert (Sectie.objects.get().text, Sectie.objects.get().revision) == (after, section.revision + 1)


def test_who_did_something_is_found_with_what_stands_beside_the_name(everything: Programme) -> None:  # noqa: F811
    person = make_mandataris(everything.bestuur, first_name="Bo", last_name="Claes")
    Verslagversie.objects.update(approved_by="Bo Claes, burgemeester")
    Beeld.objects.update(credit="An Aerts en Bo Claes")
    correct(subject(person), Right("Bo", "Clees", ""), reason="mail", by=User.objects.get(pk=PK), now=NOW)
    assert Verslagversie.objects.get().approved_by == "Bo Clees, burgemeester"
    assert set(Beeld.objects.values_list("credit", flat=True)) == {"An Aerts en Bo Clees"}
    person.refresh_from_db()
    rub_out(person, User.objects.get(pk=PK))
    assert Verslagversie.objects.get().approved_by == "een deelnemer, burgemeester"
    assert set(Beeld.objects.values_list("credit", flat=True)) == {"An Aerts en een deelnemer"}


def test_a_published_week_keeps_how_many_came(programme: Programme, coordinator: User) -> None:
    an, bo = (
        make_mandataris(programme.bestuur, first_name=name, last_name="Aerts", function="raadslid")
        for name in ("An", "Bo")
    )
    make_bezoek(programme, people=[an, bo])
    publish(programme)
    rub_out(an, coordinator)
    content = Versie.objects.get().content
    assert sorted((row["name"], row["function"]) for row in content["people"]) == [
        ("Bo Aerts", "raadslid"),
        ("een deelnemer", ""),
    ]
    assert [len(visit["people"]) for visit in content["visits"]] == [2]
    assert list(Deelname.objects.values_list("mandataris__first_name", flat=True)) == ["Bo"]


def test_a_host_is_erased_from_the_services_and_the_week(programme: Programme, coordinator: User) -> None:
    griet = make_contactpersoon(programme.bestuur, name="Griet Declercq", phone="051 12 34 56")
    make_bezoek(programme, zorgdienst=make_zorgdienst(programme.bestuur, contact=griet), host=griet)
    publish(programme)
    rub_out(griet, coordinator)
    content = Versie.objects.get().content
    assert "Declercq" not in json.dumps(content)
    assert "051 12 34 56" not in json.dumps(content)
    assert Contactpersoon.objects.count() == 0


def test_an_assistant_is_erased(everything: Programme) -> None:  # noqa: F811
    rita = Assistent.objects.get()
    subject_row = subject_of(everything.bestuur, rule_of("programmes.Assistent"), rita)
    erase(subject_row, reason="x", by=User.objects.get(pk=PK), now=timezone.now())
    assert Assistent.objects.count() == 0


def test_a_picture_with_that_person_goes_with_its_file(everything: Programme) -> None:  # noqa: F811
    """Recognised alone, in a group by their consent, and not of whom else."""
    person = zoe(everything)
    alone = Beeld.objects.get()
    alone.herkend.create(name="x", mandataris=person)
    other = Beeld.objects.create(
        programme=everything, sha256="2", original=ContentFile(b"y", "y.jpg"), uploaded_at=timezone.now()
    )
    path = Path(alone.original.path)
    rub_out(person, User.objects.get(pk=PK))
    assert (list(Beeld.objects.all()), path.exists(), Path(other.original.path).exists()) == ([other], False, True)


def test_who_got_it_already_still_has_to_be_told(everything: Programme) -> None:  # noqa: F811
    person, quote = zoe(everything), Quote.objects.get()
    Quote.objects.update(mandataris=person)
    for to, quotes in (("De Krant", [quote.pk]), ("De Zender", [quote.pk + 1]), (person.name, [quote.pk])):
        Uitgifte.objects.create(programme=everything, what="persmap", to=to, at=NOW, quotes=quotes)
    done = rub_out(person, User.objects.get(pk=PK))
    told = [label for label in done.record if label.startswith("Nog te verwittigen")]
    assert told == ["Nog te verwittigen: persmap aan De Krant (3/2/2025)"]


def test_the_record_of_another_forgets_them_too(programme: Programme, coordinator: User) -> None:
    """Bo saved a report with a picture of An on it: the record of An says so until Bo is erased."""
    bo = make_mandataris(programme.bestuur, first_name="Bo", last_name="Aerts")
    record = {"Nog te verwittigen: persoonlijk verslag aan Bo Aerts (3/2/2025)": 1}
    of_an = Verzoek.objects.create(bestuur=programme.bestuur, kind="wissing", person="persoon 1", at=NOW, record=record)
    rub_out(bo, coordinator)
    of_an.refresh_from_db()
    assert of_an.record == {"Nog te verwittigen: persoonlijk verslag aan een deelnemer (3/2/2025)": 1}


def test_the_file_with_the_proof_of_a_consent_goes(everything: Programme) -> None:  # noqa: F811
    consent = Toestemming.objects.get()
    Toestemming.objects.update(person="Maria Vandamme")
    path = Path(consent.proof_file.path)
    consent.refresh_from_db()
    rub_out(consent, User.objects.get(pk=PK))
    assert (Toestemming.objects.count(), path.exists()) == (0, False)


def test_a_calendar_still_hears_that_a_visit_is_off(programme: Programme, coordinator: User) -> None:
    """An has the REQUEST; erased, the CANCEL goes out, and only then nothing of An is left."""
    an = make_invited(programme, "An")
    make_linde(programme, [an])
    publish(programme)
    follow(NOW)
    send()
    erase(subject(an), reason="mail", by=coordinator, now=LATER)
    assert (Mandataris.objects.count(), forget_called_off(LATER)) == (0, 0)
    follow(LATER)
    assert messages() == [("an@example.be", "CANCEL", 1)]
    assert forget_called_off(LATER) == 0
    send()
    assert [forget_called_off(LATER), forget_called_off(LATER)] == [1, 0]
    assert (Agendapunt.objects.count(), Bericht.objects.count()) == (0, 0)


def test_it_waits_for_a_mail_that_is_leaving(programme: Programme, coordinator: User) -> None:
    an = make_invited(programme, "An")
    Bericht.objects.update(state="in_aflevering", lease_until=NOW)
    with pytest.raises(EraseError, match="vertrekt net een mail"):
        erase(subject(an), reason="x", by=coordinator, now=LATER)
    assert Mandataris.objects.count() == 1


def test_with_a_namesake_only_what_is_surely_theirs_goes(programme: Programme, coordinator: User) -> None:
    jan, other = (
        make_mandataris(programme.bestuur, first_name="Jan", last_name="Maes", email=f"{n}@x.example") for n in (1, 2)
    )
    own, free = (
        Quote.objects.create(programme=programme, text=f"Van {n}", name="Jan Maes", received_at=NOW) for n in (1, 2)
    )
    Quote.objects.filter(pk=own.pk).update(mandataris=jan)
    assert subject(jan).namesakes == 1
    rub_out(jan, coordinator)
    assert (list(Quote.objects.all()), list(Mandataris.objects.all())) == ([free], [other])


def test_a_single_word_is_nobody_elses_name(everything: Programme) -> None:  # noqa: F811
    """Two residents called Maria: one asks to be erased."""
    service = everything.bestuur.zorgdiensten.get(pk=PK)
    story, other = (
        Verhaal.objects.create(programme=everything, zorgdienst=service, first_name="Maria", text=text, changed_at=NOW)
        for text in ("Van mij", "Van een andere Maria")
    )
    person = subject_of(everything.bestuur, rule_of("invitations.Verhaal"), story)
    erase(person, reason="x", by=User.objects.get(pk=PK), now=timezone.now())
    assert list(Verhaal.objects.filter(first_name="Maria")) == [other]


def test_a_guest_who_is_a_host_too_is_one_person(programme: Programme, coordinator: User) -> None:
    make_contactpersoon(programme.bestuur, name="An Aerts")
    an = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@x.example")
    rub_out(an, coordinator)
    assert (Mandataris.objects.count(), Contactpersoon.objects.count()) == (0, 0)


def test_another_authority_keeps_its_own(programme: Programme, coordinator: User, stranger: User) -> None:
    elsewhere = make_mandataris(stranger.besturen.get(), first_name="An", last_name="Aerts")
    rub_out(make_mandataris(programme.bestuur, first_name="An", last_name="Aerts"), coordinator)
    assert list(Mandataris.objects.all()) == [elsewhere]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("zoë", ["mandatarissen", "aanwezigheden"]),
        ("Geheim Zoë", ["mandatarissen", "aanwezigheden"]),
        ("ZOE@geheim.example", ["mandatarissen"]),
        ("krant", ["perscontacten"]),
        ("niemand", []),
        ("\0", []),
    ],
)
def test_somebody_is_found_by_name_or_address(programme: Programme, text: str, places: list[str]) -> None:
    make_mandataris(programme.bestuur, first_name="Zoë", last_name="Geheim", email=EMAIL)
    Perscontact.objects.create(bestuur=programme.bestuur, medium="x", name="Bo", email="bo@krant.example")
    Aanwezigheid.objects.create(programme=programme, visit=1, name=NAME, at=NOW, received_at=NOW)
    assert [place for hit in search(programme.bestuur, text) for place in hit.places] == places


def test_all_of_it_is_given_as_json_without_secrets(everything: Programme) -> None:  # noqa: F811
    fill(everything)
    PersonalLink.objects.update(nonce="geheim-van-de-link")
    person = subject(zoe(everything))
    content = as_json(person, everything_about(person), now=NOW)
    data = json.loads(content)
    kinds = {part["soort"] for part in data["gegevens"]}
    assert {"Mandatarissen", "Gastenlijst", "Berichten", "Quotes", "Toestemmingen", "Verhalen"} <= kinds
    assert {"soort": "Secties", "veld": "tekst", "tekst": f"Dag {NAME}"} in data["vermeldingen"]
    assert (data["persoon"], b"geheim-van-de-link" in content) == (NAME, False)


def test_giving_it_asks_nothing_more_of_the_database(
    everything: Programme,  # noqa: F811
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Whose link, which consent, at which service: all came along when it was found."""
    zoe(everything).links.update(revoked_at=NOW)
    for number, link in enumerate(everything.links.all()):
        Antwoordblad.objects.create(enquete=everything.enquetes.all()[0], link=link, answers={"1": number})
    Herkend.objects.update(mandataris=zoe(everything), toestemming=Toestemming.objects.get())
    person = subject(zoe(everything))
    found = everything_about(person)
    kinds = {one.rule.model for one in found if one.own}
    assert {"followup.Antwoordblad", "press.Herkend", "programmes.Deelname"} <= kinds
    with django_assert_num_queries(0):
        as_json(person, found, now=NOW)


def test_all_of_it_is_given_as_pdf(everything: Programme) -> None:  # noqa: F811
    person = subject(zoe(everything))
    pdf = read(as_pdf(person, everything_about(person), now=NOW))
    assert_tagged(pdf)
    assert words(pdf).startswith(everything.bestuur.name)
    assert person.name in words(pdf)


def test_a_name_is_corrected_everywhere(everything: Programme) -> None:  # noqa: F811
    fill(everything)
    person = zoe(everything)
    right = Right("Zoé", "Geheym", "zoe@nieuw.example")
    done = correct(subject(person), right, reason="mail", by=User.objects.get(pk=PK), now=NOW)
    person.refresh_from_db()
    assert (person.name, person.email, person.typed_fields) == (
        "Zoé Geheym",
        "zoe@nieuw.example",
        ["email", "first_name", "last_name"],
    )
    assert Sectie.objects.get().text == "Dag Zoé Geheym"
    assert Verhaal.objects.get().name == "Zoé Geheym"
    assert Contactpersoon.objects.get(pk=PK).email == "zoe@nieuw.example"
    assert Bericht.objects.get().to_email == EMAIL  # so it went
    assert (done.kind, done.person) == ("verbetering", "Zoé Geheym")


def test_a_mail_that_still_waits_goes_to_the_right_address(programme: Programme, coordinator: User) -> None:
    """What is of another person at the same address, what left, and what a calendar reads, stays as it is."""
    an, bo = (
        make_mandataris(programme.bestuur, first_name=name, last_name="Aerts", email="a@x.example")
        for name in ("An", "Bo")
    )
    of_an = {"mandataris": an, "to_email": "A@x.example"}
    rows = [
        make_bericht(programme, **of_an),
        make_bericht(programme, **of_an, state="verzonden"),
        make_bericht(programme, **of_an, method="REQUEST", calendar="x"),
        make_bericht(programme, mandataris=bo, to_email="a@x.example"),
    ]
    correct(subject(an), Right("An", "Aerts", "an@x.example"), reason="", by=coordinator, now=NOW)
    sent_to = [Bericht.objects.get(pk=row.pk).to_email for row in rows]
    assert sent_to == ["an@x.example", "A@x.example", "A@x.example", "a@x.example"]


def test_without_an_address_the_address_stays(everything: Programme) -> None:  # noqa: F811
    fill(everything)
    correct(subject(zoe(everything)), Right("Zoë", "Geheym"), reason="", by=User.objects.get(pk=PK), now=NOW)
    assert (zoe(everything).name, zoe(everything).email) == ("Zoë Geheym", EMAIL)
    everything.refresh_from_db()
    assert (everything.contact_name, everything.contact_email) == ("Zoë Geheym", EMAIL)


def test_an_address_of_another_is_refused(programme: Programme, coordinator: User) -> None:
    one, _ = (
        Perscontact.objects.create(
            bestuur=programme.bestuur, medium="Krant", name=f"Bo {name}", email=f"{name.lower()}@x.example"
        )
        for name in ("Een", "Twee")
    )
    with pytest.raises(CorrectError, match="hoort al bij iemand anders"):
        correct(subject(one), Right("Bo", "Een", "twee@x.example"), reason="", by=coordinator, now=NOW)
    assert Verzoek.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_all_is_found_in_a_fixed_number_of_queries(
    everything: Programme,  # noqa: F811
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(everything)
    person = subject(zoe(everything))
    for number in range(rows):
        make_gast(everything, remarks=f"rijdt met {NAME}")
        Herkend.objects.create(beeld=Beeld.objects.get(), name=NAME)
        Quote.objects.create(programme=everything, text=f"{number}", name=NAME, received_at=NOW)
    with django_assert_num_queries(109):
        found = everything_about(person)
        assert {one.rule.model: len(one.own) for one in found}["press.Quote"] == rows + 1
    assert Gast.objects.count() == rows + 1


def person_url(name: str, row: Any) -> str:
    return reverse(name, args=["leiedorp", "mandatarissen", row.pk])


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@x.example")


def test_the_coordinator_erases_in_the_page(staff: Client, an: Mandataris) -> None:
    answer = staff.post(person_url("gegevens-wis", an), {"reason": "telefoon", "is_sure": "on"}, follow=True)
    assert Mandataris.objects.count() == 0
    assert f"<strong>persoon {Verzoek.objects.get().pk}</strong>" in answer.content.decode()
    assert "Aerts" not in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"reason": "x"}, "Vink aan dat je het zeker weet."),
        ({"is_sure": "on"}, "Schrijf wat de aanleiding is"),
        ({"reason": "mail van an aerts", "is_sure": "on"}, "Schrijf de aanleiding zonder de naam"),
        ({"reason": "a\0b", "is_sure": "on"}, "Null-tekens zijn niet toegestaan"),
    ],
)
def test_erasing_is_refused_in_a_sentence(staff: Client, an: Mandataris, data: dict[str, str], error: str) -> None:
    answer = staff.post(person_url("gegevens-wis", an), data)
    assert error in answer.content.decode()
    assert Mandataris.objects.count() == 1


def test_correcting_is_refused_in_a_sentence(staff: Client, an: Mandataris) -> None:
    answer = staff.post(person_url("gegevens-verbeter", an), {"first_name": "", "email": "geen adres"})
    text = answer.content.decode()
    assert ["Vul de voornaam in" in text, "Dit is geen e-mailadres" in text, 'value="geen adres"' in text] == [True] * 3


def test_the_coordinator_corrects_in_the_page(staff: Client, an: Mandataris) -> None:
    data = {"first_name": "Anne", "last_name": "Aerts", "email": "", "reason": "mail"}
    assert staff.post(person_url("gegevens-verbeter", an), data).headers["Location"] == person_url(
        "gegevens-persoon", an
    )
    an.refresh_from_db()
    assert (an.name, an.email) == ("Anne Aerts", "an@x.example")


def test_giving_it_is_noted(staff: Client, an: Mandataris) -> None:
    answer = staff.post(person_url("gegevens-json", an))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gegevens-an-aerts.json"'
    assert list(Verzoek.objects.values_list("kind", "person")) == [("inzage", "An Aerts")]


def test_somebody_on_no_list_is_looked_for_in_texts(staff: Client, programme: Programme) -> None:
    programme.introduction = "Met dank aan Piet Pieters."
    programme.save()
    answer = staff.post(reverse("gegevens-name", args=["leiedorp"]), {"naam": " Piet  Pieters\0"}, follow=True)
    assert "genoemd in: inleiding" in answer.content.decode()
    assert "… Met dank aan Piet Pieters. …" in answer.content.decode()


@pytest.mark.parametrize("is_erased", [True, False])
def test_what_is_being_drawn_meanwhile_is_not_kept(
    programme: Programme, coordinator: User, settings: Any, tmp_path: Path, *, is_erased: bool
) -> None:
    """The worker read An before An was erased or corrected."""
    settings.MEDIA_ROOT = tmp_path
    an = make_gast(programme).mandataris
    make_bezoek(programme, people=[an])
    publish(programme)

    def act(_: Context) -> None:
        if is_erased:
            rub_out(an, coordinator)
        else:
            correct(subject(an), Right("Anne", "Aerts"), reason="", by=coordinator, now=NOW)

    made = Opdracht.objects.create(programme=programme, kind="programmaboekje", created_at=NOW)
    with while_drawn("documents/mijn.html", act):
        jobs.run.call(made.pk)
    assert (Opdracht.objects.count(), [*tmp_path.rglob("*.pdf")]) == (0, [])


def test_what_was_planned_with_somebody_goes_with_them(programme: Programme, coordinator: User) -> None:
    """Names stand in what was to be planned; a new proposal is made in seconds."""
    an = make_gast(programme).mandataris
    other = make_programme(programme.bestuur)
    for one in (programme, other):
        Voorstel.objects.create(programme=one, title="Heel het programma", created_at=NOW)
    rub_out(an, coordinator)
    assert [made.programme for made in Voorstel.objects.all()] == [other]


def test_what_somebody_saves_meanwhile_is_not_lost(everything: Programme) -> None:  # noqa: F811
    person = zoe(everything)
    Sectie.objects.update(text=f"<p>{person} kwam.</p>")
    found = next(one for one in everything_about(subject(person)) if one.rule.model == "followup.Sectie")
    Sectie.objects.update(text=f"<p>{person} kwam, en bleef eten.</p>")
    with transaction.atomic():
        rewrite_texts(found, pattern_of([str(person)]), NAMELESS)
    assert Sectie.objects.get().text == "<p>Een deelnemer kwam, en bleef eten.</p>"


def test_a_list_that_waits_to_be_read_in_puts_nobody_back(programme: Programme, coordinator: User) -> None:
    """By name, by address, or in a file that nobody looked into yet; what was read in has no rows any more."""
    an = make_mandataris(programme.bestuur, first_name="An", last_name="Aerts", email="an@x.example")
    waiting = {"bestuur": programme.bestuur, "kind": "mandatarissen", "created_at": NOW}
    for number, row in enumerate((["An", "AERTS"], ["A.", "AN@x.example"], ["Bo", "Maes"])):
        Inlezing.objects.create(filename=f"{number}.csv", rows=[[1, *row]], **waiting)
    unread = Inlezing.objects.create(filename="3.csv", file=ContentFile(b"An", "x.csv"), **waiting)
    Inlezing.objects.create(filename="4.csv", applied_at=NOW, **waiting)
    path = Path(unread.file.path)
    rub_out(an, coordinator)
    assert sorted(Inlezing.objects.values_list("filename", flat=True)) == ["2.csv", "4.csv"]
    assert not path.exists()


def test_no_anonymous_answer_is_read_by_looking_for_a_name_in_it(programme: Programme) -> None:
    """Only once the page with the results shows it; until then it is said that the name stands there."""
    survey = make_survey(programme, closes_on=TODAY)
    text = "Vraag het aan Piet Pieters van de keuken"
    make_sheets(survey, *({"3": text} if number == 1 else {"1": number} for number in range(1, 6)))
    asked = Verzoek.objects.create(bestuur=programme.bestuur, kind="inzage", person="Piet Pieters", at=NOW)
    seen = []
    for day in (TODAY, AFTER):
        with time_machine.travel(day, tick=False):
            found = next(one for one in everything_about(subject(asked)) if one.rule.model == "followup.Antwoordblad")
        seen += [(mention.label, mention.excerpt) for mention in found.mentions]
    assert seen == [("antwoorden", ""), ("antwoorden", text)]


def test_an_empty_name_is_refused(staff: Client, programme: Programme) -> None:
    answer = staff.post(reverse("gegevens-name", args=["leiedorp"]), {"naam": "\0 "}, follow=True)
    assert "Vul een naam in." in answer.content.decode()


@pytest.mark.parametrize("path", ["mandatarissen/999999999999999999999999999999/", "onzin/1/", "secties/1/"])
def test_who_does_not_exist_is_not_found(staff: Client, path: str) -> None:
    assert staff.get(f"/leiedorp/beheer/persoonsgegevens/{path}").status_code == 404

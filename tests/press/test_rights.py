"""What may be used: only with everybody on it, there, on that day; and what comes of taking it back."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from invitations.models import Toestemming, Verhaal
from invitations.stories.consent import withdraw
from press.models import Beeld, Groep, Herkend, Quote
from press.rights.handed_out import Handed, note_handed_out
from press.rights.recognised import UnknownPersonError, recognise, recognised
from press.rights.register import Register
from press.rights.usable import usable_pictures, usable_quotes, verdict, verdicts
from programmes.models import Programme
from tests.factories import make_bezoek, make_deelnemende_dienst, make_gast, make_mandataris, make_programme
from tests.invitations.rsvp import publish_now
from tests.press.consents import EVERYWHERE, make_group, say
from tests.press.quotes import NOW, TODAY, make_approved, make_picture

pytestmark = pytest.mark.usefixtures("clock")

ARGS = ["leiedorp", "2025"]


@pytest.fixture
def beeld(programme: Programme) -> Beeld:
    """Approved, drawn and looked at: nobody is on it yet."""
    return make_picture(programme)


def why(beeld: Beeld, channel: str = "pers") -> tuple[str, ...]:
    found = verdict(beeld, channel, on=TODAY)
    assert found.ok == (not found.reasons)
    assert found.ok == (beeld in usable_pictures(beeld.programme, channel, on=TODAY))
    return found.reasons


def test_a_picture_without_anybody_recognisable_is_usable(beeld: Beeld) -> None:
    assert [why(beeld, channel) for channel in EVERYWHERE] == [(), (), (), ()]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": "nieuw"}, "deze foto is nog niet goedgekeurd"),
        ({"state": "afgekeurd"}, "deze foto staat op niet gebruiken"),
        ({"work": "wacht"}, "deze foto is nog niet verwerkt"),
        ({"work": "mislukt", "kind": "film"}, "deze film is nog niet verwerkt"),
        ({"people_checked": False}, "er is nog niet nagekeken wie herkenbaar is"),
    ],
)
def test_a_picture_that_is_not_ready_is_not_used(beeld: Beeld, fields: dict[str, Any], reason: str) -> None:
    Beeld.objects.filter(pk=beeld.pk).update(**fields)
    assert why(beeld) == (reason,)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, None),
        ({"ends_on": TODAY}, None),
        ({"channels": ["site"]}, "Maria Vandamme gaf geen toestemming voor pers"),
        (
            {"channels": ["pers"], "purposes": ["beeld_maken"]},
            "Maria Vandamme gaf geen toestemming om foto's te gebruiken",
        ),
        ({"refuses": True}, "Maria Vandamme wil niet op beeld"),
        ({"withdrawn_at": NOW}, "Maria Vandamme trok de toestemming in op 26 februari"),
        ({"ends_on": dt.date(2025, 2, 2)}, "van Maria Vandamme is de toestemming verlopen sinds 3 februari"),
        (
            {"given_on": dt.date(2024, 1, 1), "ends_on": dt.date(2024, 12, 1)},
            "van Maria Vandamme is de toestemming verlopen sinds 2 december 2024",
        ),
        ({"given_on": dt.date(2025, 3, 1)}, "de toestemming van Maria Vandamme geldt pas vanaf 1 maart"),
        ({"age": "0-11"}, "voor Maria Vandamme gaf niet iedereen toestemming die dat moet doen"),
        ({"age": "0-11", "quality": "ouder", "given_by": "Bo"}, None),
        (
            {"age": "12-13", "quality": "ouder", "given_by": "Bo"},
            "voor Maria Vandamme gaf niet iedereen toestemming die dat moet doen",
        ),
        ({"age": "12-13", "quality": "ouder", "given_by": "Bo", "child_agrees": True}, None),
        ({"age": "14-17"}, None),
    ],
)
@pytest.mark.parametrize("who", ["guest", "neighbour"])
def test_everybody_on_it_decides(
    programme: Programme, beeld: Beeld, fields: dict[str, Any], reason: str | None, who: str
) -> None:
    """Politicians as well as anybody."""
    guest = make_mandataris(programme.bestuur, first_name="Maria", last_name="Vandamme")
    consent = say(programme, guest if who == "guest" else "Maria Vandamme", **fields)
    recognise(beeld, f"gast-{guest.pk}" if who == "guest" else f"toestemming-{consent.pk}")
    assert why(beeld) == ((reason,) if reason else ())


def test_a_picture_that_was_deleted_meanwhile_is_not_used(beeld: Beeld) -> None:
    Beeld.objects.all().delete()
    assert why(beeld) == ("deze foto is verwijderd",)


def test_who_never_said_anything_blocks(programme: Programme, beeld: Beeld) -> None:
    guest = make_mandataris(programme.bestuur, first_name="An", last_name="Maes")
    recognise(beeld, f"gast-{guest.pk}")
    recognise(beeld, "", "  Jef   Claes ")
    say(programme, "Jef Claes")  # of the same name; nobody said that it is the same person
    assert why(beeld) == ("van An Maes is er nog geen toestemming", "van Jef Claes is er nog geen toestemming")


def test_a_minor_whose_age_nobody_asked_blocks(programme: Programme, beeld: Beeld) -> None:
    child = make_mandataris(programme.bestuur, first_name="Lou", last_name="", is_minor=True, guardian="Bo")
    say(programme, child)
    recognise(beeld, f"gast-{child.pk}")
    assert why(beeld) == ("voor Lou gaf niet iedereen toestemming die dat moet doen",)


@pytest.mark.parametrize(
    ("later", "reasons"),
    [
        ({"refuses": True}, ("Maria Vandamme wil niet op beeld",)),
        ({"refuses": True, "withdrawn_at": NOW}, ("van Maria Vandamme is er nog geen toestemming",)),
        ({"channels": ["site"]}, ("Maria Vandamme gaf geen toestemming voor pers",)),
        ({"purposes": ["verhaal"], "channels": ["intern"]}, ()),
        ({}, ()),
    ],
)
def test_the_last_word_counts(
    programme: Programme, beeld: Beeld, later: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    recognise(beeld, f"toestemming-{say(programme).pk}")
    say(programme, given_on=TODAY, **later)
    assert why(beeld) == reasons


def test_a_new_consent_opens_again_what_was_taken_back(programme: Programme, beeld: Beeld) -> None:
    recognise(beeld, f"toestemming-{say(programme, withdrawn_at=NOW).pk}")
    assert why(beeld) == ("Maria Vandamme trok de toestemming in op 26 februari",)
    say(programme, "maria  vandamme", given_on=TODAY)
    assert why(beeld) == ()


def test_the_consent_of_a_namesake_elsewhere_opens_nothing(programme: Programme, beeld: Beeld) -> None:
    here, there = make_deelnemende_dienst(programme), make_deelnemende_dienst(programme)
    recognise(beeld, f"toestemming-{say(programme, zorgdienst=here, withdrawn_at=NOW).pk}")
    say(programme, zorgdienst=there, given_on=TODAY)
    assert why(beeld) == ("Maria Vandamme trok de toestemming in op 26 februari",)


def test_a_refusal_without_a_service_counts_everywhere(programme: Programme, beeld: Beeld) -> None:
    recognise(beeld, f"toestemming-{say(programme, zorgdienst=make_deelnemende_dienst(programme)).pk}")
    say(programme, given_on=TODAY, refuses=True)
    assert why(beeld) == ("Maria Vandamme wil niet op beeld",)


def test_a_group_needs_as_many_consents_as_there_are_people(programme: Programme, beeld: Beeld) -> None:
    first, second = say(programme, "Lieve"), say(programme, "Roger")
    groep = make_group(programme, 3, first, second, say(programme, "lieve", given_on=TODAY))
    recognise(beeld, f"groep-{groep.pk}")
    assert why(beeld) == ("van Koffieploeg gaven 2 van de 3 toestemming voor pers",)
    groep.toestemmingen.add(say(programme, "Nadia"))
    assert why(beeld) == ()
    groep.toestemmingen.add(say(programme, "Jef", channels=["site"]))
    assert why(beeld) == ("Jef gaf geen toestemming voor pers",)
    assert why(beeld, "site") == ()
    withdraw(first, by="Bo", now=NOW)
    assert why(beeld, "site") == ()  # Lieve said it again, later
    withdraw(second, by="Bo", now=NOW)
    assert why(beeld, "site") == ("Roger trok de toestemming in op 26 februari",)


def test_an_empty_group_is_no_consent(programme: Programme, beeld: Beeld) -> None:
    recognise(beeld, f"groep-{make_group(programme, 0).pk}")
    assert why(beeld) == ("van Koffieploeg gaven 0 van de 0 toestemming voor pers",)


@pytest.mark.parametrize("what", ["guest", "group", "consent"])
def test_who_goes_from_the_lists_still_blocks(programme: Programme, beeld: Beeld, what: str) -> None:
    guest, consent = make_mandataris(programme.bestuur), say(programme)
    groep = make_group(programme, 1, consent)
    say(programme, guest)
    value = {"guest": f"gast-{guest.pk}", "group": f"groep-{groep.pk}", "consent": f"toestemming-{consent.pk}"}[what]
    name = recognise(beeld, value).name
    assert why(beeld) == ()
    {"guest": guest, "group": groep, "consent": consent}[what].delete()
    assert why(beeld) == (f"van {name} is er nog geen toestemming",)


# naming people


def test_somebody_is_named_once(programme: Programme, beeld: Beeld) -> None:
    guest, consent = make_mandataris(programme.bestuur), say(programme)
    of_guest, groep = say(programme, guest), make_group(programme, 1)
    for value in (f"gast-{guest.pk}", f"toestemming-{of_guest.pk}", f"toestemming-{consent.pk}", f"groep-{groep.pk}"):
        recognise(beeld, value)
        recognise(beeld, value)
    recognise(beeld, "", "Jef")
    recognise(beeld, "", "Jef")
    assert sorted(one.name for one in beeld.herkend.all()) == sorted(
        [guest.name, "Jef", "Koffieploeg", "Maria Vandamme"]
    )


@pytest.mark.parametrize(
    ("value", "name", "sentence"),
    [
        ("", "  ", "Kies iemand, of vul een naam in."),
        ("", "x" * 151, "Deze naam is te lang. Gebruik hoogstens 150 tekens."),
        ("gast-0", "", "Deze persoon of groep bestaat niet meer. Kies iemand anders."),
        ("groep-0", "", "Deze persoon of groep bestaat niet meer. Kies iemand anders."),
        ("toestemming-0", "", "Deze persoon of groep bestaat niet meer. Kies iemand anders."),
        ("gast-x", "", "Deze persoon of groep bestaat niet meer. Kies iemand anders."),
        ("gast-" + "9" * 30, "", "Deze persoon of groep bestaat niet meer. Kies iemand anders."),
        ("burgemeester-1", "", "Deze persoon of groep bestaat niet meer. Kies iemand anders."),
    ],
)
def test_nobody_is_named_who_is_not_there(beeld: Beeld, value: str, name: str, sentence: str) -> None:
    with pytest.raises(UnknownPersonError, match=f"^{sentence}$"):
        recognise(beeld, value, name)


def test_nobody_of_another_authority_is_named(beeld: Beeld) -> None:
    other = make_programme()
    values = [
        f"gast-{make_mandataris(other.bestuur).pk}",
        f"toestemming-{say(other).pk}",
        f"groep-{make_group(other, 1).pk}",
    ]
    for value in values:
        with pytest.raises(UnknownPersonError):
            recognise(beeld, value)


def test_who_was_there_is_one_tap_away(programme: Programme) -> None:
    linde = make_deelnemende_dienst(programme)
    guest, elsewhere = make_gast(programme).mandataris, make_gast(programme).mandataris
    bezoek = make_bezoek(programme, zorgdienst=linde, people=[guest])
    publish_now(programme)
    maria, jef = say(programme, zorgdienst=linde), say(programme, "Jef", zorgdienst=make_deelnemende_dienst(programme))
    crew = make_group(programme, 1, zorgdienst=linde)
    seen = recognised(make_picture(programme, visit=bezoek.pk), on=TODAY)
    near, others = [one.value for one in seen.near], [one.value for one in seen.others]
    assert near == [f"gast-{guest.pk}", f"toestemming-{maria.pk}", f"groep-{crew.pk}"]
    assert others == [f"gast-{elsewhere.pk}", f"toestemming-{jef.pk}"]


def test_staff_names_people_and_sees_where_it_may_be_used(
    communicatie: Client, programme: Programme, beeld: Beeld
) -> None:
    Beeld.objects.update(people_checked=False)
    page = reverse("beeld", args=[*ARGS, beeld.pk])
    assert "Niemand herkenbaar" in communicatie.get(page).text
    assert communicatie.post(reverse("herkend-add", args=[*ARGS, beeld.pk]), {"naam": "Jef"}).status_code == 302
    jef = Herkend.objects.get()
    text = communicatie.get(page).text
    assert "Van Jef is er nog geen toestemming." in text
    assert f"{reverse('beeldrecht-new', args=ARGS)}?herkend={jef.pk}" in text
    communicatie.post(reverse("herkend-checked", args=[*ARGS, beeld.pk]), {"klaar": "ja", "gezien": jef.pk})
    assert why(beeld) == ("van Jef is er nog geen toestemming",)
    communicatie.post(reverse("herkend-remove", args=[*ARGS, beeld.pk]), {"wie": jef.pk})
    assert why(beeld) == ("er is nog niet nagekeken wie herkenbaar is",)
    communicatie.post(reverse("herkend-checked", args=[*ARGS, beeld.pk]), {"klaar": "ja", "gezien": ""})
    assert why(beeld) == ()
    assert "Niemand is herkenbaar." in communicatie.get(page).text
    response = communicatie.post(reverse("herkend-add", args=[*ARGS, beeld.pk]), {"naam": " "}, follow=True)
    assert "Kies iemand, of vul een naam in." in response.text
    communicatie.post(reverse("herkend-remove", args=[*ARGS, beeld.pk]), {"wie": "x"})
    assert why(beeld) == ()


def test_a_name_with_a_character_that_is_none_is_told(communicatie: Client, beeld: Beeld) -> None:
    response = communicatie.post(reverse("herkend-add", args=[*ARGS, beeld.pk]), {"naam": "Jef\x00"}, follow=True)
    assert ("Deze naam bevat een teken dat niet kan." in response.text, Herkend.objects.count()) == (True, 0)


def test_who_says_this_is_everybody_has_seen_everybody(communicatie: Client, beeld: Beeld) -> None:
    """A colleague took somebody away meanwhile: who looked at the page of before, says nothing of who is left."""
    Beeld.objects.update(people_checked=False)
    communicatie.post(reverse("herkend-add", args=[*ARGS, beeld.pk]), {"naam": "Jef"})
    jef = Herkend.objects.get()
    sent = {"klaar": "ja", "gezien": jef.pk}
    assert f'name="gezien" value="{jef.pk}"' in communicatie.get(reverse("beeld", args=[*ARGS, beeld.pk])).text
    communicatie.post(reverse("herkend-remove", args=[*ARGS, beeld.pk]), {"wie": jef.pk})
    response = communicatie.post(reverse("herkend-checked", args=[*ARGS, beeld.pk]), sent, follow=True)
    assert "Intussen is gewijzigd wie herkenbaar is. Kijk opnieuw na of dit iedereen is." in response.text
    assert why(beeld) == ("er is nog niet nagekeken wie herkenbaar is",)


# quotes


def test_a_quote_is_used_where_it_was_approved(programme: Programme) -> None:
    quote = make_approved(programme, "site")
    make_approved(programme, "site", state="gevraagd")
    assert (usable_quotes(programme, "site", on=TODAY), usable_quotes(programme, "pers", on=TODAY)) == ([quote], [])


def test_a_portrait_that_may_not_be_used_is_left_out(programme: Programme, beeld: Beeld) -> None:
    consent = say(programme, channels=["site"])
    recognise(beeld, f"toestemming-{consent.pk}")
    make_approved(programme, "site", "pers", portrait=beeld)
    portraits = {channel: usable_quotes(programme, channel, on=TODAY)[0].portrait for channel in ("site", "pers")}
    assert portraits == {"site": beeld, "pers": None}
    assert Quote.objects.get().portrait == beeld


def test_a_quote_goes_with_the_consent_for_words(programme: Programme) -> None:
    quote = make_approved(programme, "site", name="Maria Vandamme", answered_at=NOW - dt.timedelta(days=1))
    words = say(programme, purposes=["verhaal"])
    assert usable_quotes(programme, "site", on=TODAY) == [quote]
    withdraw(words, by="Maria", now=NOW)
    assert usable_quotes(programme, "site", on=TODAY) == []
    Quote.objects.update(answered_at=NOW + dt.timedelta(hours=1))  # and approved once more
    assert usable_quotes(programme, "site", on=TODAY) == [quote]


def test_withdrawing_takes_it_out_at_once(programme: Programme, beeld: Beeld) -> None:
    consent = say(programme)
    recognise(beeld, f"toestemming-{consent.pk}")
    assert all(usable_pictures(programme, channel, on=TODAY) == [beeld] for channel in EVERYWHERE)
    withdraw(consent, by="Maria", now=NOW)
    assert all(usable_pictures(programme, channel, on=TODAY) == [] for channel in EVERYWHERE)


def test_a_consent_that_ends_takes_it_out_the_next_day(programme: Programme, beeld: Beeld) -> None:
    recognise(beeld, f"toestemming-{say(programme, ends_on=TODAY).pk}")
    tomorrow = TODAY + dt.timedelta(days=1)
    assert [usable_pictures(programme, "pers", on=day) for day in (TODAY, tomorrow)] == [[beeld], []]


# handed out


def test_what_was_handed_out_of_somebody(programme: Programme) -> None:
    guest = make_mandataris(programme.bestuur)
    maria = say(programme, purposes=["verhaal", "beeld_maken", "beeld_gebruiken"])
    pictures = [make_picture(programme, colour) for colour in ("teal", "red", "navy", "pink")]
    recognise(pictures[0], f"toestemming-{maria.pk}")
    recognise(pictures[1], f"groep-{make_group(programme, 1, maria).pk}")
    recognise(pictures[2], f"gast-{guest.pk}")
    quote, other = make_approved(programme, name="maria vandamme"), make_approved(programme, mandataris=guest)
    story = Verhaal.objects.create(
        programme=programme, zorgdienst=make_deelnemende_dienst(programme), toestemming=maria, changed_at=NOW
    )
    note_handed_out(
        programme, "persmap", "De Krant", beelden=pictures, quotes=[quote, other], verhalen=[story], now=NOW
    )
    note_handed_out(programme, "post", "Facebook", beelden=pictures[2:], now=NOW)
    handed = Handed(programme.bestuur_id)
    [one] = handed.of(maria)
    assert (one.uitgifte.to, one.beelden, one.quotes, one.verhalen) == ("De Krant", pictures[:2], [quote], [story])
    assert [[len(row.beelden), len(row.quotes)] for row in handed.of(say(programme, guest))] == [[1, 0], [1, 1]]
    assert handed.gone(Register.of(programme.bestuur_id)) == []
    withdraw(maria, by="Bo", now=NOW)
    [gone] = Handed(programme.bestuur_id).gone(Register.of(programme.bestuur_id))
    assert (gone.consent, len(gone.handed)) == (maria, 1)


def test_a_refusal_without_a_service_lists_what_was_handed_out_of_that_name(programme: Programme) -> None:
    pictures = [make_picture(programme, colour) for colour in ("teal", "red", "navy", "pink")]
    there = say(programme, zorgdienst=make_deelnemende_dienst(programme))
    recognise(pictures[0], f"toestemming-{there.pk}")
    recognise(pictures[1], f"groep-{make_group(programme, 1, there).pk}")
    namesake = make_mandataris(programme.bestuur, first_name="Maria", last_name="Vandamme")
    recognise(pictures[2], f"gast-{namesake.pk}")
    recognise(pictures[3], f"toestemming-{say(programme, 'Jef').pk}")
    note_handed_out(programme, "persmap", "De Krant", beelden=pictures, now=NOW)
    refusal = say(programme, given_on=TODAY, refuses=True)
    [gone] = Handed(programme.bestuur_id).gone(Register.of(programme.bestuur_id))
    assert (gone.consent, gone.handed[0].beelden) == (refusal, pictures[:3])


def test_who_allows_less_than_before_is_told_of_too(programme: Programme, beeld: Beeld) -> None:
    recognise(beeld, f"toestemming-{say(programme).pk}")
    note_handed_out(programme, "persmap", "De Krant", beelden=[beeld], now=NOW)
    less = say(programme, channels=["site"], given_on=TODAY)
    [gone] = Handed(programme.bestuur_id).gone(Register.of(programme.bestuur_id))
    assert gone.consent == less


# how many queries


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(
    programme: Programme, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for colour in ("teal", "red", "navy")[:number]:
        beeld = make_picture(programme, colour)
        recognise(beeld, f"groep-{make_group(programme, 1, say(programme, colour)).pk}")
        recognise(beeld, f"gast-{say(programme, make_mandataris(programme.bestuur)).mandataris_id}")
        quote = make_approved(programme, "pers", portrait=beeld)
        note_handed_out(programme, "post", "x", beelden=[beeld], quotes=[quote], now=NOW)
    with django_assert_num_queries(4):
        assert len(usable_pictures(programme, "pers", on=TODAY)) == number
    with django_assert_num_queries(4):
        assert verdicts(beeld, on=TODAY)["pers"].ok
    with django_assert_num_queries(5):
        assert len(usable_quotes(programme, "pers", on=TODAY)) == number
    with django_assert_num_queries(5):
        assert len(Handed(programme.bestuur_id).all(programme)) == number
    with django_assert_num_queries(10):
        recognised(beeld, on=TODAY)


def test_a_group_that_is_on_a_picture_can_go(communicatie: Client, programme: Programme, beeld: Beeld) -> None:
    groep = make_group(programme, 1, say(programme))
    recognise(beeld, f"groep-{groep.pk}")
    assert "De groep staat op 1 foto" in communicatie.get(reverse("groep-delete", args=[*ARGS, groep.pk])).text
    communicatie.post(reverse("groep-delete", args=[*ARGS, groep.pk]))
    assert (Groep.objects.count(), Toestemming.objects.count()) == (0, 1)
    assert why(beeld) == ("van Koffieploeg is er nog geen toestemming",)

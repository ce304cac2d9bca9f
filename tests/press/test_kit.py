"""The press kit: what is in it, and that it is never stale."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from django.template import Context
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from invitations.models import Toestemming
from invitations.stories.consent import withdraw
from press.kit.content import digest_of, kit_of
from press.kit.pdf import KitError, kit_pdf, renew_kits
from press.models import Beeld, Persmap, Persmoment
from press.rights.handed_out import note_handed_out
from press.testimonials.asking import refuse
from programmes.models import Programme
from tests.meanwhile import while_drawn
from tests.press.kits import story_of, words
from tests.press.quotes import NOW, TODAY, make_approved, make_picture, recognise


def test_what_is_in_it_and_what_is_not(published: Programme) -> None:
    story_of(published, "pers")
    make_approved(published, "pers", text="Warm onthaal")
    make_approved(published, "site", text="Alleen voor de site")
    picture = make_picture(published, caption="Koffie", credit="An")
    content, kit = kit_pdf(published, now=NOW)
    text = words(content)
    inside = ("De Linde", "82 bedden", "Bo Aerts", "Warm onthaal", "Ik schenk koffie.", "Koffie", "Foto: An")
    outside = ("Vooruit!", "Maxim", "Alleen voor de site")
    assert [one for one in inside if one not in text] == []
    assert [one for one in outside if one in text] == []
    assert (kit.pictures, [one.name for one in kit.spokespersons]) == ((picture,), ["Bo Aerts"])


def test_parties_only_when_somebody_chose_so(published: Programme) -> None:
    Persmap.objects.create(programme=published, shows_fractie=True)
    assert "Vooruit!" in words(kit_pdf(published, now=NOW)[0])


def test_the_pdf_is_tagged_and_its_pictures_are_described(published: Programme) -> None:
    make_picture(published, alt="Twee mensen aan tafel")
    reader = PdfReader(BytesIO(kit_pdf(published, now=NOW)[0]))
    assert reader.trailer["/Root"]["/Lang"] == "nl-BE"
    assert reader.metadata.title == f"Persmap · {published.title}"
    assert described(reader) == ["Twee mensen aan tafel"]


def described(reader: PdfReader) -> list[str]:
    """The descriptions of its figures."""
    objects = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
    return [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]


def test_the_same_kit_is_not_drawn_twice_and_a_caption_draws_it_anew(published: Programme) -> None:
    beeld = make_picture(published, caption="Koffie")
    first, _ = kit_pdf(published, now=NOW)
    assert kit_pdf(published, now=NOW + dt.timedelta(hours=1))[0] == first
    assert Persmap.objects.get().drawn_at == NOW
    Beeld.objects.filter(pk=beeld.pk).update(caption="Soep")
    assert "Soep" in words(kit_pdf(published, now=NOW)[0])


def test_a_withdrawal_takes_it_out_of_the_next_kit(published: Programme) -> None:
    consent = recognise(make_picture(published, caption="Koffie"), "Maria", "pers")
    assert "Koffie" in words(kit_pdf(published, now=NOW)[0])
    withdraw(consent, by="Maria", now=NOW)
    assert "Koffie" not in words(kit_pdf(published, now=NOW)[0])


def test_a_consent_that_goes_while_the_kit_is_drawn(published: Programme) -> None:
    """Drawn with it, checked again, and drawn anew without it."""
    consent, drawn = recognise(make_picture(published, caption="Koffie"), "Maria", "pers"), []

    def take_back(context: Context) -> None:
        drawn.append(len(context["kit"].pictures))
        withdraw(consent, by="Maria", now=NOW)

    with while_drawn("documents/persmap.html", take_back):
        assert "Koffie" not in words(kit_pdf(published, now=NOW)[0])
    assert drawn == [1, 0]


def test_what_keeps_changing_is_told(published: Programme) -> None:
    beeld = make_picture(published, caption="")

    def change(_: Context) -> None:
        beeld.caption += "x"
        beeld.save()

    with while_drawn("documents/persmap.html", change), pytest.raises(KitError, match="verandert net"):
        kit_pdf(published, now=NOW)


def test_the_clock_makes_a_kit_anew_after_a_withdrawal(published: Programme) -> None:
    consent = recognise(make_picture(published, caption="Koffie"), "Maria", "pers")
    kit_pdf(published, now=NOW)
    later = NOW + dt.timedelta(minutes=5)
    assert renew_kits(later) == 0
    withdraw(consent, by="Maria", now=later)
    assert renew_kits(later + dt.timedelta(minutes=1)) == 1
    with Persmap.objects.get().pdf.open("rb") as file:
        assert "Koffie" not in words(file.read())


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_do_not_grow(
    published: Programme, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        beeld = make_picture(published, ("teal", "red", "blue")[number])
        recognise(beeld, f"Maria {number}", "pers")
        make_approved(published, "pers", portrait=beeld)
        Persmoment.objects.create(
            programme=published, title=f"Koffie {number}", starts_at=NOW, ends_at=NOW + dt.timedelta(hours=1)
        ).spokespersons.add(published.guests.all()[0])
    with django_assert_num_queries(QUERIES):
        kit_of(published, on=TODAY)


QUERIES = 17


def test_who_hides_the_parties_gets_another_pdf(published: Programme) -> None:
    """Also when only somebody who does not speak for the visit belongs to one."""
    texts = Persmap.objects.create(programme=published, shows_fractie=True)
    shown = kit_of(published, on=TODAY)
    Persmap.objects.filter(pk=texts.pk).update(shows_fractie=False)
    hidden = kit_of(published, on=TODAY)
    assert digest_of(replace(shown, spokespersons=())) != digest_of(replace(hidden, spokespersons=()))


@pytest.mark.parametrize("takes_back", ["quote", "consent"])
def test_the_clock_hears_who_takes_back_a_quote_or_says_no_anew(published: Programme, takes_back: str) -> None:
    """A refusal that is registered later is the last word, though nothing was withdrawn."""
    quote = make_approved(published, "pers", text="Warm onthaal")
    consent = recognise(make_picture(published, caption="Koffie"), "Maria", "pers")
    kit_pdf(published, now=NOW + dt.timedelta(minutes=1))
    later = NOW + dt.timedelta(minutes=5)
    assert renew_kits(later) == 0
    if takes_back == "quote":
        refuse(quote, now=later)
    else:
        fields = {"given_on": TODAY, "ends_on": consent.ends_on, "created_at": later}
        Toestemming.objects.create(bestuur=published.bestuur, person="Maria", refuses=True, **fields)
    assert renew_kits(later + dt.timedelta(minutes=1)) == 1
    with Persmap.objects.get().pdf.open("rb") as file:
        text = words(file.read())
    assert ("Warm onthaal" in text, "Koffie" in text) == (takes_back == "consent", takes_back == "quote")


def test_a_kept_pdf_that_is_gone_is_drawn_anew_and_the_old_one_does_not_stay(published: Programme) -> None:
    kit_pdf(published, now=NOW)
    old = Persmap.objects.get().pdf
    beeld = make_picture(published, caption="Koffie")
    kit_pdf(published, now=NOW)
    new = Persmap.objects.get().pdf
    assert (old.storage.exists(old.name), new.storage.exists(new.name)) == (False, True)
    new.storage.delete(new.name)
    content, kit = kit_pdf(published, now=NOW)
    assert (content[:4], kit.pictures) == (b"%PDF", (beeld,))


def test_a_kit_says_nothing_of_what_was_never_published(programme: Programme) -> None:
    kit = kit_of(programme, on=TODAY)
    assert (kit.days, kit.services, kit.version, len(digest_of(kit))) == ((), (), 0, 64)
    assert kit_pdf(programme, now=NOW)[0][:4] == b"%PDF"
    assert note_handed_out(programme, "persmap", "x", now=NOW).beelden == []

"""A picture goes nowhere without everybody's consent, and is gone the moment one takes it back."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from invitations.models import Toestemming
from invitations.stories.consent import problems, withdraw
from press.models import Beeld, Groep, Herkend
from press.rights.handed_out import handed_out_of, note_handed_out
from press.rights.own import Answer, keep_own_consent, own_consent
from press.rights.recognising import choices_for, leave_out, recognise
from press.rights.usable import rights_digest, usable_pictures, usable_quotes, verdict
from programmes.links import make_links, token_of
from programmes.models import Mandataris, PersonalLink, Programme
from tests.factories import make_bestuur, make_gast, make_mandataris, make_user
from tests.press.quotes import NOW, TODAY, make_approved, make_picture
from tests.press.quotes import recognise as with_consent

ARGS = ["leiedorp", "2025"]
A_DAY = dt.timedelta(days=1)
ALL = ("intern", "site", "sociaal", "pers")


def guest_of(programme: Programme, **fields: Any) -> Mandataris:
    person = make_mandataris(programme.bestuur, **fields)
    make_gast(programme, person)
    return person


def usable(programme: Programme, channel: str = "pers") -> list[Beeld]:
    return usable_pictures(programme, channel, on=TODAY)


def test_nobody_on_it_is_usable_everywhere(programme: Programme) -> None:
    beeld = make_picture(programme)
    assert [usable(programme, channel) for channel in ALL] == [[beeld]] * 4


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("state", "nieuw", "Het beeld is nog niet goedgekeurd."),
        ("state", "afgekeurd", "Het beeld is nog niet goedgekeurd."),
        ("work", "wacht", "Het beeld is nog niet verwerkt."),
        ("people_checked", False, "Nog niemand keek na wie herkenbaar is."),
    ],
)
def test_what_is_not_ready_is_not_usable(programme: Programme, field: str, value: Any, sentence: str) -> None:
    beeld = make_picture(programme, **{field: value})
    assert (usable(programme), verdict(beeld, "pers", on=TODAY).reasons) == ([], (sentence,))


def test_everybody_has_to_consent_to_that_channel(programme: Programme) -> None:
    beeld = make_picture(programme)
    with_consent(beeld, "Maria", "site", "pers")
    with_consent(beeld, "Jef", "site")
    assert (usable(programme, "site"), usable(programme, "pers")) == ([beeld], [])
    assert verdict(beeld, "pers", on=TODAY).reasons == ("Jef gaf geen toestemming voor de pers.",)


def test_a_name_without_a_consent_blocks(programme: Programme) -> None:
    beeld = make_picture(programme)
    beeld.herkend.create(name="Een onbekende")
    assert verdict(beeld, "site", on=TODAY).reasons == ("Een onbekende gaf nog geen toestemming.",)


def test_a_withdrawal_counts_at_once_and_an_ended_term_too(programme: Programme) -> None:
    beeld = make_picture(programme)
    consent = with_consent(beeld, "Maria", "pers")
    before = rights_digest(programme, "pers", on=TODAY)
    assert (usable(programme), usable_pictures(programme, "pers", on=consent.ends_on + A_DAY)) == ([beeld], [])
    withdraw(consent, by="Maria", now=NOW)
    assert (usable(programme), rights_digest(programme, "pers", on=TODAY) == before) == ([], False)


def test_a_politician_consents_like_anybody_and_the_last_word_counts(programme: Programme) -> None:
    guest, beeld = guest_of(programme, first_name="Bo", last_name="Aerts"), make_picture(programme)
    beeld.herkend.create(name="Bo Aerts", mandataris=guest)
    assert verdict(beeld, "pers", on=TODAY).reasons == ("Bo Aerts gaf nog geen toestemming.",)
    keep_own_consent(programme, guest, Answer(ALL), now=NOW)
    assert usable(programme) == [beeld]
    keep_own_consent(programme, guest, Answer([]), now=NOW + A_DAY)
    assert verdict(beeld, "pers", on=TODAY).reasons == ("Bo Aerts wil niet op beeld.",)


def test_a_group_needs_as_many_as_it_counts(programme: Programme) -> None:
    beeld, other = make_picture(programme), make_picture(programme, "red", state="nieuw")
    groep = Groep.objects.create(programme=programme, name="Koffieploeg", size=2)
    beeld.herkend.create(name="Koffieploeg", groep=groep)
    groep.toestemmingen.add(with_consent(other, "Maria", "pers"))
    expected = ("Van Koffieploeg gaven 1 van 2 mensen toestemming voor de pers.",)
    assert verdict(beeld, "pers", on=TODAY).reasons == expected
    groep.toestemmingen.add(with_consent(other, "Jef", "pers"))
    assert usable(programme) == [beeld]


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_do_not_grow(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    groep = Groep.objects.create(programme=programme, name="Koffieploeg", size=1)
    for number in range(count):
        beeld = make_picture(programme, ("teal", "red", "blue")[number])
        groep.toestemmingen.add(with_consent(beeld, f"Maria {number}", *ALL))
        beeld.herkend.create(name="Koffieploeg", groep=groep)
        beeld.herkend.create(name="Bo", mandataris=guest_of(programme))
    with django_assert_num_queries(4):
        usable(programme)


def test_a_portrait_that_may_not_be_shown_is_left_out(programme: Programme) -> None:
    beeld = make_picture(programme)
    consent = with_consent(beeld, "Maria", "pers")
    make_approved(programme, "pers", portrait=beeld)
    assert [one.portrait for one in usable_quotes(programme, "pers", on=TODAY)] == [beeld]
    withdraw(consent, by="Maria", now=NOW)
    assert [one.portrait for one in usable_quotes(programme, "pers", on=TODAY)] == [None]


@pytest.mark.parametrize(
    ("age", "quality", "agrees", "fields"),
    [
        ("0-11", "zelf", False, ["quality"]),
        ("0-11", "ouder", False, []),
        ("12-13", "ouder", False, ["child_agrees"]),
        ("12-13", "ouder", True, []),
        ("14-17", "zelf", False, []),
    ],
)
def test_who_decides_about_a_minor(age: str, quality: str, agrees: Any, fields: list[str]) -> None:
    consent = Toestemming(
        person="Noor", age=age, quality=quality, child_agrees=agrees, given_by="Ann" * (quality == "ouder")
    )
    consent.purposes, consent.channels, consent.proof = ["beeld_maken"], ["pers"], "blad"
    assert [field for field, _ in problems(consent)] == fields


def test_a_refusal_needs_no_proof_but_allows_nothing() -> None:
    assert list(problems(Toestemming(person="Jef", refuses=True))) == []
    both = problems(Toestemming(person="Jef", refuses=True, purposes=["beeld_maken"]))
    assert [field for field, _ in both] == ["refuses"]


def test_what_was_handed_out_of_somebody_is_found(programme: Programme) -> None:
    beeld, other = make_picture(programme), make_picture(programme, "red")
    consent = with_consent(beeld, "Maria", "pers")
    note_handed_out(programme, "persmap", "De Krant", beelden=[beeld, other], now=NOW)
    note_handed_out(programme, "post", "Facebook", beelden=[other], now=NOW)
    found = handed_out_of(consent)
    assert [(one.uitgifte.to, one.beelden) for one in found] == [("De Krant", (beeld,))]


# the desk


@pytest.fixture
def desk(programme: Programme, client_of: Callable[..., Client]) -> Client:
    return client_of(make_user("communicatie", bestuur=programme.bestuur))


def test_naming_people_on_a_picture(desk: Client, programme: Programme) -> None:
    beeld, guest = make_picture(programme, people_checked=False), guest_of(programme, last_name="Aerts")
    add = reverse("herkend-add", args=[*ARGS, beeld.pk])
    for said in ({"mandataris": guest.pk}, {"mandataris": guest.pk}, {"name": "Jef"}, {"name": " "}, {"groep": "9"}):
        desk.post(add, said)
    assert sorted(Herkend.objects.values_list("name", flat=True)) == ["An Aerts", "Jef"]
    desk.post(reverse("herkend-checked", args=[*ARGS, beeld.pk]), {"ja": "ja"})
    text = desk.get(reverse("beeld", args=[*ARGS, beeld.pk])).content.decode()
    assert "De pers</strong>: nee. An Aerts gaf nog geen toestemming. Jef gaf nog geen toestemming." in text
    assert choices_for(beeld).guests == []


def test_who_leaves_out_somebody_has_to_look_again(programme: Programme) -> None:
    beeld = make_picture(programme)
    recognise(beeld, {"name": "Jef"})
    leave_out(beeld, Herkend.objects.get().pk)
    assert (Herkend.objects.count(), Beeld.objects.get().people_checked) == (0, False)


def test_a_person_of_another_town_is_nobody_here(programme: Programme) -> None:
    beeld = make_picture(programme)
    stranger = make_mandataris(make_bestuur())
    assert recognise(beeld, {"mandataris": str(stranger.pk)}) is False


def test_a_consent_noted_for_a_name_opens_the_picture(desk: Client, programme: Programme) -> None:
    beeld = make_picture(programme)
    recognise(beeld, {"name": "Jef"})
    url = reverse("beeldrecht-new", args=ARGS) + f"?herkend={Herkend.objects.get().pk}"
    page = desk.get(url).content.decode()
    assert 'value="Jef"' in page
    said = {"person": "Jef", "age": "volwassen", "quality": "zelf", "purposes": ["beeld_maken", "beeld_gebruiken"]}
    said |= {"channels": ["pers"], "given_on": "2025-02-20", "ends_on": "2027-02-20", "proof": "blad 3"}
    assert desk.post(url, said).url == reverse("beeld", args=[*ARGS, beeld.pk])
    assert (usable(programme, "pers"), usable(programme, "site")) == ([beeld], [])


def test_a_refusal_noted_in_two_taps(desk: Client, programme: Programme) -> None:
    """What stands filled in for who says yes, is no mistake of who says no."""
    guest = guest_of(programme)
    said = {"person": guest.name, "age": "volwassen", "quality": "zelf", "refuses": "on", "channels": ["pers"]}
    said |= {"purposes": ["beeld_maken"], "given_on": "2025-02-20", "ends_on": "2027-02-20"}
    assert desk.post(reverse("beeldrecht-new", args=ARGS) + f"?gast={guest.pk}", said).status_code == 302
    consent = own_consent(programme, guest.pk)
    assert consent is not None
    assert (consent.refuses, consent.purposes, consent.channels) == (True, [], [])
    text = desk.get(reverse("beeldrecht", args=ARGS) + "?toon=nee").content.decode()
    assert (guest.name in text, "wil niet op beeld" in text) == (True, True)


def test_withdrawing_tells_where_it_went(desk: Client, programme: Programme) -> None:
    beeld = make_picture(programme, caption="Koffie")
    consent = with_consent(beeld, "Maria", "pers")
    note_handed_out(programme, "persmap", "De Krant", beelden=[beeld], now=NOW)
    url = reverse("beeldrecht-withdraw", args=[*ARGS, consent.pk])
    assert "De Krant" in desk.get(url).content.decode()
    text = desk.post(url, follow=True).content.decode()
    assert ("aan De Krant" in text, "foto: Koffie" in text, usable(programme)) == (True, True, [])


def test_a_group_is_made_and_goes(desk: Client, programme: Programme) -> None:
    desk.post(reverse("groep-new", args=ARGS), {"name": "Koffieploeg", "size": "0"})
    assert Groep.objects.count() == 0
    desk.post(reverse("groep-new", args=ARGS), {"name": "Koffieploeg", "size": "3"})
    groep, beeld = Groep.objects.get(), make_picture(programme)
    recognise(beeld, {"groep": str(groep.pk)})
    desk.post(reverse("groep-delete", args=[*ARGS, groep.pk]))
    assert (Groep.objects.count(), Beeld.objects.get().people_checked, usable(programme)) == (0, False, [])


# a guest, behind their own link


def page_of(programme: Programme, guest: Mandataris) -> str:
    Programme.objects.filter(pk=programme.pk).update(last_day=timezone.localdate())  # a link that still works
    make_links(programme, now=NOW)
    link = PersonalLink.objects.get(mandataris=guest)
    return reverse("dag-beeldrecht", args=[token_of(link)])


def test_a_guest_says_it_changes_it_and_takes_it_back(programme: Programme, client: Client) -> None:
    guest = guest_of(programme)
    url = page_of(programme, guest)
    assert client.get(url).status_code == 200
    client.post(url, {"choice": "ja", "channels": ["intern", "pers"]})
    client.post(url, {"choice": "ja", "channels": ["pers", "intern"]})  # the same word twice is one
    consent = own_consent(programme, guest.pk)
    assert consent is not None
    assert (Toestemming.objects.count(), consent.channels) == (1, ["intern", "pers"])
    assert consent.proof.startswith("Via de persoonlijke link, ")
    client.post(url, {"choice": "nee"})
    assert [one.refuses for one in Toestemming.objects.filter(withdrawn_at=None)] == [True]
    client.post(url, {"choice": "ja", "channels": ["pers"]})
    text = client.post(url, {"intrekken": "ja"}, follow=True).content.decode()
    assert ("Ingetrokken." in text, Toestemming.objects.filter(withdrawn_at=None).count()) == (True, 0)
    assert client.cookies == {}


def test_yes_without_a_place_is_told(programme: Programme, client: Client) -> None:
    url = page_of(programme, guest_of(programme))
    assert "Kies minstens één plaats" in client.post(url, {"choice": "ja"}).content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Kies hoe oud je bent"),
        ({"age": "0-11"}, "Onder de 14 jaar geeft een ouder of voogd de toestemming"),
        ({"age": "12-13", "guardian": "Ann"}, "Op 12 en 13 jaar moet je het ook zelf goed vinden"),
    ],
)
def test_a_minor_is_asked_who_decides(
    programme: Programme, client: Client, said: dict[str, str], sentence: str
) -> None:
    url = page_of(programme, guest_of(programme, is_minor=True))
    assert sentence in client.post(url, {"choice": "ja", "channels": ["pers"]} | said).content.decode()
    assert Toestemming.objects.count() == 0


def test_from_fourteen_the_young_person_decides(programme: Programme, client: Client) -> None:
    guest = guest_of(programme, is_minor=True)
    client.post(page_of(programme, guest), {"choice": "ja", "channels": ["pers"], "age": "14-17"})
    assert [(one.quality, one.age, list(problems(one))) for one in Toestemming.objects.all()] == [("zelf", "14-17", [])]

"""The pages of a vision workshop: of whoever leads it, and on the phones."""

import datetime as dt
import re
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from programmes.models import Bezoek, Inschatting, Programme, User, Visietekst, Visieworkshop, Voorbeeld, Voornemen
from programmes.tokens import token_from
from programmes.werkvormen.visieworkshop.blocks import BLOCKS
from programmes.werkvormen.visieworkshop.holding import close, save_text, values_of
from tests.factories import MONDAY, at, make_bezoek, make_gast, make_mandataris
from tests.invitations.rsvp import publish_now
from tests.programmes.werkvormen.visie_rows import answered, make_workshop, sheet

pytestmark = pytest.mark.usefixtures("morning")

HUGE = "9" * 30


@pytest.fixture
def workshop(programme: Programme) -> Visieworkshop:
    return make_workshop(make_bezoek(programme, werkvorm="visieworkshop"), is_open=True)


def url(workshop: Visieworkshop, name: str = "visie") -> str:
    programme = workshop.bezoek.programme
    return reverse(name, args=[programme.bestuur.slug, programme.slug, workshop.bezoek_id])


def phone(workshop: Visieworkshop) -> str:
    return reverse("visie-antwoord", args=[token_from(workshop.nonce)])


def text_of(html: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.decode()))


def act(staff: Client, workshop: Visieworkshop, **fields: str) -> None:
    staff.post(url(workshop, "visie-act"), fields)
    workshop.refresh_from_db()


def test_it_is_made_when_somebody_asks(staff: Client, programme: Programme) -> None:
    bezoek = make_bezoek(programme, werkvorm="visieworkshop")
    address = reverse("visie", args=["leiedorp", "2025", bezoek.pk])
    assert "Nog niet klaargezet" in text_of(staff.get(address).content)
    assert Visieworkshop.objects.count() == 0
    later = staff.get(reverse("visie-tekst", args=["leiedorp", "2025", bezoek.pk]))
    assert (later.status_code, later.headers["Location"]) == (302, address)
    for _ in range(2):
        made = staff.post(reverse("visie-act", args=["leiedorp", "2025", bezoek.pk]), {"act": "klaar"})
    assert (made.headers["Location"], Visieworkshop.objects.count()) == (address, 1)


def test_opening_asking_closing(staff: Client, workshop: Visieworkshop) -> None:
    answered(workshop, (1, 2, 3, 4, 5))
    act(staff, workshop, act="vraag", block="beleid")
    assert workshop.asked == "beleid"
    act(staff, workshop, act="sluit")
    assert (workshop.state, workshop.asked) == ("gesloten", "")
    response = staff.post(url(workshop, "visie-act"), {"act": "open"}, follow=True)
    assert "De resultaten zijn al getoond: opnieuw openen kan niet." in text_of(response.content)


def test_the_screen_comes_back_to_its_step(staff: Client, workshop: Visieworkshop) -> None:
    response = staff.post(url(workshop, "visie-act"), {"act": "sluit", "terug": "scherm", "stap": "4"})
    assert response.headers["Location"] == f"{url(workshop, 'visie-scherm')}?stap=4"


def test_the_lead_sees_how_many_and_never_what(staff: Client, workshop: Visieworkshop) -> None:
    answered(workshop, (1, 2, 3, 4, 5, 5))
    page = text_of(staff.get(url(workshop)).content)
    assert "6 telefoons antwoordden" in page
    assert "De resultaten staan hier zodra" in text_of(staff.get(url(workshop, "visie-resultaat")).content)


@pytest.mark.parametrize("step", range(1, 7))
def test_every_step_has_a_screen(staff: Client, workshop: Visieworkshop, step: int) -> None:
    titles = ("Kennismaking", "Denkoefening", "Zelfinschatting", "Wat zien we?", "Voorbeelden", "Goede afspraken")
    page = staff.get(url(workshop, "visie-scherm"), {"stap": step}).content.decode()
    assert f'<h1 id="stap">{titles[step - 1]}</h1>' in page


def test_the_results_with_the_earlier_session(
    staff: Client, workshop: Visieworkshop, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = make_workshop(make_bezoek(workshop.bezoek.programme, start="8.00"), is_open=True)
    answered(first, (1, 1, 1, 2, 2))
    close(first)
    answered(workshop, (3, 3, 4, 4, 5))
    close(workshop)
    with django_assert_num_queries(12):
        page = text_of(staff.get(url(workshop, "visie-resultaat")).content)
    assert "5 mensen schatten in" in page
    assert "1,4: 2,4 hoger" in page
    assert "Hoger dan vorige keer: Zorgnoden detecteren (2,4)" in page
    assert "Minder mazen 3,8 op 5" in page


def test_a_phone_that_is_lent_begins_with_another_key(client: Client, workshop: Visieworkshop) -> None:
    page = client.get(phone(workshop))
    other = client.get(phone(workshop) + "?nieuw=1")
    assert page.context["form"]["key"].value() != other.context["form"]["key"].value()
    assert "Begin dan met een leeg formulier" in page.text


def test_the_link_ends_with_the_programme_and_with_the_format(client: Client, workshop: Visieworkshop) -> None:
    with time_machine.travel(at(MONDAY, "8.00") + dt.timedelta(days=400), tick=False):
        assert client.post(phone(workshop), {}).status_code == 410
    Bezoek.objects.filter(pk=workshop.bezoek_id).update(werkvorm="rondleiding")
    assert client.get(phone(workshop)).status_code == 404


def test_another_format_ends_the_link_when_it_is_published(client: Client, programme: Programme) -> None:
    workshop = make_workshop(make_bezoek(programme), is_open=True)
    publish_now(programme)
    Bezoek.objects.filter(pk=workshop.bezoek_id).update(werkvorm="gesprek")
    said = {"key": str(uuid4()), "value-detectie": "2"}
    answers = [client.get(phone(workshop)), client.post(phone(workshop), said)]
    assert ([one.status_code for one in answers], workshop.inschattingen.count()) == ([200, 200], 1)
    publish_now(programme)
    assert [client.get(phone(workshop)).status_code, client.post(phone(workshop), said).status_code] == [404, 404]


def test_the_phone_waits_until_it_is_open(client: Client, programme: Programme) -> None:
    workshop = make_workshop(make_bezoek(programme))
    page = client.get(phone(workshop))
    assert "Nog even wachten" in text_of(page.content)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert client.get(reverse("visie-antwoord", args=["onbekend"])).status_code == 404


def test_a_phone_answers_and_may_answer_again(client: Client, workshop: Visieworkshop) -> None:
    said = {"key": str(uuid4()), "asked": "", "value-detectie": "2", "example-detectie": "Een bel"}
    page = client.post(phone(workshop), said)
    assert "Je antwoorden zijn bewaard." in text_of(page.content)
    assert said["key"] in page.content.decode()  # so that sending it again changes it, without JavaScript too
    client.post(phone(workshop), said | {"value-detectie": "4"})
    client.post(phone(workshop), {"key": str(uuid4()), "value-detectie": "1"})
    assert values_of(workshop) == {"detectie": [1, 4]}
    assert "Set-Cookie" not in page.headers


def test_one_question_at_a_time(client: Client, workshop: Visieworkshop) -> None:
    key = str(uuid4())
    client.post(phone(workshop), {"key": key, "asked": "", "value-detectie": "2", "value-beleid": "5"})
    Visieworkshop.objects.update(asked="beleid")
    page = text_of(client.get(phone(workshop)).content)
    assert "Bouwsteen 9 van 9" in page
    assert "Zorgnoden detecteren" not in page
    client.post(phone(workshop), {"key": key, "asked": "beleid", "value-beleid": "3", "value-detectie": "1"})
    assert values_of(workshop) == {"detectie": [2], "beleid": [3]}


def test_the_screen_moved_on_while_somebody_was_answering(client: Client, workshop: Visieworkshop) -> None:
    Visieworkshop.objects.update(asked="rollen")
    page = client.post(phone(workshop), {"key": str(uuid4()), "asked": "beleid", "value-beleid": "3"})
    assert "Op het scherm staat intussen iets anders." in text_of(page.content)
    assert values_of(workshop) == {"beleid": [3]}


def test_too_late_is_told_and_what_was_typed_stays(client: Client, workshop: Visieworkshop) -> None:
    close(workshop)
    said = {"key": str(uuid4()), "asked": "", "value-detectie": "2", "example-detectie": "Een buurtbel"}
    page = client.post(phone(workshop), said)
    assert "De zelfinschatting is gesloten: dit is niet meer bewaard." in text_of(page.content)
    assert "Een buurtbel" in page.content.decode()
    assert Inschatting.objects.count() == 0


@pytest.mark.parametrize("bad", [HUGE, "-1", "x\x00y", "2025-13-45", "<b>'\"", "é" * 5000])
def test_garbage_is_refused_in_words(client: Client, staff: Client, workshop: Visieworkshop, bad: str) -> None:
    names = ("key", "asked", "value-detectie", "example-detectie", "act", "block", "stap", "terug", "weg", "text")
    said = dict.fromkeys((*names, "who", "due_on", "was", "base"), bad)
    assert client.post(phone(workshop), said).status_code == 200
    for name in ("visie-act", "visie-voorbeelden", "visie-afspraken", "visie-tekst"):
        assert staff.post(url(workshop, name), said).status_code in {200, 302}
        del_free = {key: value for key, value in said.items() if key != "weg"}
        assert staff.post(url(workshop, name), del_free).status_code in {200, 302}
    for name in ("visie", "visie-scherm", "visie-tekst", "visie-afspraken"):
        assert staff.get(url(workshop, name), {"stap": bad, "versie": bad, "wijzig": bad}).status_code == 200
    assert Inschatting.objects.count() == 0


def test_a_wrong_answer_says_which(client: Client, workshop: Visieworkshop) -> None:
    page = client.post(phone(workshop), {"key": str(UUID(int=1)), "value-beleid": "9"})
    assert "Kies bij &#x27;Beleid mee maken&#x27; een van de vijf antwoorden." in page.content.decode()


def test_an_example_is_written_down_once(staff: Client, workshop: Visieworkshop) -> None:
    for _ in range(2):
        staff.post(url(workshop, "visie-voorbeelden"), {"block": "beleid", "text": "Een buurtplan"})
    example = Voorbeeld.objects.get()
    assert (example.block, example.text, example.mark) == ("beleid", "Een buurtplan", None)
    staff.post(url(workshop, "visie-voorbeelden"), {"weg": str(example.pk)})
    assert Voorbeeld.objects.count() == 0


def test_agreements_are_added_changed_and_taken_away(staff: Client, workshop: Visieworkshop) -> None:
    address = url(workshop, "visie-afspraken")
    make_gast(workshop.bezoek.programme, make_mandataris(workshop.bezoek.programme.bestuur, last_name="Aerts"))
    assert '<option value="An Aerts">' in staff.get(address).content.decode()
    for _ in range(2):
        staff.post(address, {"text": "Buren opbellen", "who": "An Aerts", "due_on": "2025-04-01", "was": ""})
    one = Voornemen.objects.get()
    was = "Buren opbellen/An Aerts/2025-04-01"
    changed = {"text": "Alle buren opbellen", "who": "An Aerts", "due_on": "2025-04-01", "was": was}
    staff.post(f"{address}?wijzig={one.pk}", changed)
    assert Voornemen.objects.get().text == "Alle buren opbellen"
    staff.post(address, {"weg": str(one.pk)})
    assert Voornemen.objects.count() == 0


def test_of_two_who_change_an_agreement_the_second_is_told(staff: Client, workshop: Visieworkshop) -> None:
    one = Voornemen.objects.create(workshop=workshop, text="Buren bezoeken")
    address = f"{url(workshop, 'visie-afspraken')}?wijzig={one.pk}"
    page = staff.post(address, {"text": "Buren bellen", "was": "Buren opbellen//"})
    assert "Iemand anders maakte hiervan intussen: &#x27;Buren bezoeken//&#x27;." in page.content.decode()
    assert 'value="Buren bezoeken//"' in page.content.decode()  # saving again puts one's own in its place
    assert Voornemen.objects.get().text == "Buren bezoeken"
    staff.post(address, {"text": "Buren bellen", "was": "Buren bezoeken//"})
    assert Voornemen.objects.get().text == "Buren bellen"


def test_two_editors_of_the_vision(staff: Client, workshop: Visieworkshop) -> None:
    address = url(workshop, "visie-tekst")
    staff.post(address, {"text": "Niemand\r\nalleen.", "base": "0"})
    save_text(workshop, "Iedereen telt.", base=1, by="Bo Baert", now=timezone.now())
    page = staff.post(address, {"text": "Niemand alleen, iedereen telt.", "base": "1"})
    html = page.content.decode()
    assert "Bo Baert bewaarde intussen versie 2." in html
    assert "Niemand alleen, iedereen telt.</textarea>" in html
    assert '<input type="hidden" name="base" value="2"' in html
    staff.post(address, {"text": "Niemand alleen, iedereen telt.", "base": "2"})
    texts = Visietekst.objects.order_by("number").values_list("number", "text")
    assert list(texts) == [(1, "Niemand\nalleen."), (2, "Iedereen telt."), (3, "Niemand alleen, iedereen telt.")]
    assert "Iedereen telt." in text_of(staff.get(address, {"versie": "2"}).content)


def test_an_empty_vision_is_refused_in_words(staff: Client, workshop: Visieworkshop) -> None:
    page = staff.post(url(workshop, "visie-tekst"), {"text": " ", "base": "0"})
    assert "Schrijf eerst iets." in text_of(page.content)
    assert Visietekst.objects.count() == 0


def test_a_reader_and_a_stranger_stay_out(
    workshop: Visieworkshop, lezer: User, stranger: User, client_of: Callable[[User], Client]
) -> None:
    for user in (lezer, stranger):
        assert client_of(user).get(url(workshop)).status_code == 404
        assert client_of(user).post(url(workshop, "visie-act"), {"act": "sluit"}).status_code == 404
    workshop.refresh_from_db()
    assert workshop.is_open is True


@pytest.mark.parametrize("phones", [1, 3])
def test_the_page_takes_as_many_queries_for_more_phones(
    staff: Client, workshop: Visieworkshop, django_assert_num_queries: DjangoAssertNumQueries, phones: int
) -> None:
    answered(workshop, range(1, phones + 1))
    with django_assert_num_queries(11):
        staff.get(url(workshop))


@pytest.mark.parametrize("blocks", [1, 3])
def test_a_phone_takes_as_many_queries_for_more_answers(
    client: Client, workshop: Visieworkshop, django_assert_num_queries: DjangoAssertNumQueries, blocks: int
) -> None:
    said = {f"value-{block.key}": "3" for block in BLOCKS[:blocks]} | {"example-detectie": "Een bel"}
    with django_assert_num_queries(10):
        client.post(phone(workshop), {"key": str(uuid4())} | said)


def test_the_pdf(staff: Client, workshop: Visieworkshop) -> None:
    answered(workshop, (3, 3, 4, 4, 5))
    sent = sheet({}, {"beleid": "Een buurtplan"})
    assert sent.values == {}
    close(workshop)
    response = staff.get(url(workshop, "visie-pdf"))
    assert (response.headers["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert response.headers["Content-Disposition"].startswith('inline; filename="visieworkshop-')

"""Somebody fills in a survey: once, anonymous where that was promised, in time."""

import re
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from followup.models import Antwoordblad, Enquete, Nazorglink, Vraag
from followup.sharing import revoke_shared, shared_token
from followup.surveys import answering
from followup.surveys.answering import has_answered
from programmes.links import renew, token_of
from programmes.models import PersonalLink, Programme
from tests.factories import make_contactpersoon
from tests.followup.surveys import AFTER, NOW, TODAY, form_of, held, link_of, make_survey, page_of, sheets

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def bo(programme: Programme) -> PersonalLink:
    guest = held(programme).guests.get()
    return link_of(programme, guest)


@pytest.fixture
def staff(programme: Programme) -> str:
    """The address of the survey for staff, which is open."""
    make_survey(held(programme), "medewerker")
    link = Nazorglink.objects.get(programme=programme, kind="enquete")
    return reverse("enquete-invullen", args=[shared_token(link)])


def text_of(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def told(response: Any, css: str = "message") -> str:
    """What the first message says."""
    found = re.search(rf'<(p|div) class="{css}[^>]*>(.*?)</\1>', response.content.decode(), re.DOTALL)
    assert found, response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", found[2]).split())


# Behind a personal link, anonymous


def test_an_anonymous_answer_knows_nobody_and_no_hour(client: Client, programme: Programme, bo: PersonalLink) -> None:
    enquete = make_survey(programme)
    response = client.post(page_of(bo), form_of(enquete, vraag1="4", vraag3="Meer handen."), follow=True)
    assert told(response) == (
        "Je antwoorden zijn binnen. "
        "De enquête is anoniem: we weten niet welk antwoord het jouwe is. Wijzigen kan daarom niet meer."
    )
    sheet = Antwoordblad.objects.get()
    assert (sheet.answers, sheet.link, sheet.answered_on) == ({"1": 4, "3": "Meer handen."}, None, None)
    assert (list(enquete.answered.all()), client.cookies) == ([bo], {})


def test_no_order_in_the_database_tells_who_answered_what(programme: Programme) -> None:
    """Keys that counted up on both sides would: the third sheet would be of the third link."""
    enquete = make_survey(held(programme, guests=6))
    links = [link_of(programme, guest) for guest in programme.guests.order_by("-last_name")]
    for number, link in enumerate(links):
        answering.answer(
            enquete, {"1": number % 5 + 1}, key=uuid4(), seen=answering.fingerprint(enquete), link=link, today=TODAY
        )
    through = Enquete.answered.through.objects.filter(enquete=enquete).order_by("pk")
    assert list(through.values_list("personallink", flat=True)) == sorted(link.pk for link in links)
    keys = list(Antwoordblad.objects.values_list("pk", flat=True))
    assert min(keys) > 1_000_000  # drawn from nine thousand million million: a smaller one is not to be expected
    assert max(keys) < 2**53


def test_an_anonymous_survey_used_twice_says_that_it_cannot_change(
    client: Client, programme: Programme, bo: PersonalLink
) -> None:
    enquete = make_survey(programme)
    client.post(page_of(bo), form_of(enquete, vraag1="4"))
    assert told(client.get(page_of(bo))) == (
        "Je vulde deze enquête al in. "
        "De enquête is anoniem: we weten niet welk antwoord het jouwe is. Wijzigen kan daarom niet meer."
    )
    response = client.post(page_of(bo), form_of(enquete, vraag1="1", vraag3="Toch niet"))
    assert told(response, "message stop") == answering.ALREADY
    assert ("Toch niet" in text_of(response), sheets(enquete)) == (True, [{"1": 4}])


def test_the_same_form_sent_twice_counts_once(client: Client, programme: Programme, bo: PersonalLink) -> None:
    enquete = make_survey(programme)
    data = form_of(enquete, vraag1="4")
    responses = [client.post(page_of(bo), data) for _ in range(2)]
    assert [one.headers["Location"] for one in responses] == [f"{page_of(bo)}?bedankt=1"] * 2
    assert sheets(enquete) == [{"1": 4}]


@pytest.mark.parametrize("is_anonymous", [True, False])
@pytest.mark.django_db(transaction=True)
def test_of_one_link_used_in_two_places_at_once_one_sheet_stays(programme: Programme, *, is_anonymous: bool) -> None:
    enquete = make_survey(held(programme), is_anonymous=is_anonymous)
    link, seen = link_of(programme, programme.guests.get()), answering.fingerprint(enquete)
    together, problems = Barrier(2), []

    def go(score: int) -> None:
        together.wait()
        try:
            answering.answer(enquete, {"1": score}, key=uuid4(), seen=seen, link=link, today=TODAY)
        except answering.AlreadyError as error:
            problems.append(str(error))
        finally:
            connection.close()

    threads = [Thread(target=go, args=(score,)) for score in (2, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(sheets(enquete)), problems) == (1, [answering.ALREADY] if is_anonymous else [])


def test_a_renewed_link_is_the_same_person(client: Client, programme: Programme, bo: PersonalLink) -> None:
    enquete = make_survey(programme)
    client.post(page_of(bo), form_of(enquete, vraag1="4"))
    new = renew(bo, now=NOW)
    assert has_answered(enquete, new)
    client.post(page_of(new), form_of(enquete, vraag1="1"))
    assert sheets(enquete) == [{"1": 4}]


# With a name


def test_with_a_name_a_second_time_changes_the_answer(client: Client, programme: Programme, bo: PersonalLink) -> None:
    enquete = make_survey(programme, is_anonymous=False)
    first = form_of(enquete, vraag1="4", vraag3="Meer handen.")
    assert told(client.post(page_of(bo), first, follow=True)) == (
        "Bedankt, je antwoorden zijn bewaard. Wijzigen kan hieronder tot en met maandag 24 maart."
    )
    response = client.get(page_of(bo))
    assert told(response) == (
        "Je vulde deze enquête al in op maandag 3 maart. Wijzigen kan hieronder tot en met maandag 24 maart."
    )
    form = response.context["form"]
    assert [form[name].value() for name in ("vraag1", "vraag2", "vraag3")] == [4, None, "Meer handen."]
    client.post(page_of(bo), first | {"vraag1": "2"})  # back in the browser: the same form, another answer
    sheet = Antwoordblad.objects.get()
    assert (sheet.answers, sheet.link, sheet.answered_on) == ({"1": 2, "3": "Meer handen."}, bo, TODAY)


def test_what_was_answered_with_a_name_can_be_read_after_the_term(
    client: Client, programme: Programme, bo: PersonalLink
) -> None:
    enquete = make_survey(programme, is_anonymous=False)
    client.post(page_of(bo), form_of(enquete, vraag3="Meer handen."))
    with time_machine.travel(AFTER):
        text = text_of(client.get(page_of(bo)))
    assert ("Dit antwoordde je" in text, "Meer handen." in text) == (True, True)


# In time, and on the questions that were read


def test_nobody_answers_after_the_term_and_what_was_typed_stays(
    client: Client, programme: Programme, bo: PersonalLink
) -> None:
    enquete = make_survey(programme)
    with time_machine.travel(AFTER, tick=False):
        assert "De enquête is gesloten" in text_of(client.get(page_of(bo)))
        response = client.post(page_of(bo), form_of(enquete, vraag3="Te laat"))
    assert told(response, "message stop") == answering.CLOSED
    text = text_of(response)
    assert ("Dit vulde je net in" in text, "Te laat" in text, sheets(enquete)) == (True, True, [])


def test_nobody_answers_before_it_opens(client: Client, programme: Programme, bo: PersonalLink) -> None:
    enquete = make_survey(programme, opens_on=AFTER, closes_on=AFTER)
    text = text_of(client.get(page_of(bo)))
    assert "Antwoorden kan vanaf dinsdag 1 april tot en met dinsdag 1 april, met dezelfde link." in text
    client.post(page_of(bo), form_of(enquete, vraag1="4"))
    assert sheets(enquete) == []


def test_without_a_survey_the_page_says_so(client: Client, bo: PersonalLink) -> None:
    assert "Er is voor jou geen enquête." in text_of(client.get(page_of(bo)))


def test_who_read_other_questions_reads_them_again(client: Client, programme: Programme, bo: PersonalLink) -> None:
    """Above all when it was anonymous as they read it, and is not any more."""
    enquete = make_survey(programme)
    data = form_of(enquete, vraag1="4", vraag3="In vertrouwen")
    Enquete.objects.update(is_anonymous=False)
    response = client.post(page_of(bo), data)
    assert told(response, "message stop") == answering.CHANGED
    assert ("In vertrouwen" in text_of(response), sheets(enquete)) == (True, [])
    again = data | {"seen": response.context["form"]["seen"].value()}
    assert client.post(page_of(bo), again).status_code == 302
    assert sheets(enquete) == [{"1": 4, "3": "In vertrouwen"}]


def test_a_choice_that_is_gone_is_told_as_a_change(client: Client, programme: Programme, bo: PersonalLink) -> None:
    enquete = make_survey(programme)
    data = form_of(enquete, vraag2="Weinig nieuws", vraag3="Meer handen.")
    Vraag.objects.filter(enquete=enquete, number=2).update(options=["ja", "nee"])
    response = client.post(page_of(bo), data)
    assert told(response, "message stop") == answering.CHANGED
    assert ("Meer handen." in text_of(response), sheets(enquete)) == (True, [])


# What is wrong


@pytest.mark.parametrize(
    ("answers", "field", "error"),
    [
        ({}, "__all__", "Je vulde nog niets in. Beantwoord minstens één vraag."),
        ({"vraag3": "   "}, "__all__", "Je vulde nog niets in. Beantwoord minstens één vraag."),
        ({"vraag1": "6"}, "vraag1", "Kies bij vraag 1 een van de antwoorden."),
        ({"vraag1": "x"}, "vraag1", "Kies bij vraag 1 een van de antwoorden."),
        ({"vraag2": "Iets anders"}, "vraag2", "Kies bij vraag 2 een van de antwoorden."),
        ({"vraag3": "x" * 3001}, "vraag3", "Je antwoord op vraag 3 is te lang: hou het bij 3000 tekens."),
        ({"vraag3": "a\0b"}, "vraag3", "In je antwoord op vraag 3 staat een teken dat niet kan. Typ het opnieuw."),
    ],
)
def test_what_cannot_be_an_answer_is_refused(
    client: Client, programme: Programme, bo: PersonalLink, answers: dict[str, str], field: str, error: str
) -> None:
    enquete = make_survey(programme)
    response = client.post(page_of(bo), form_of(enquete, **answers))
    assert response.context["form"].errors == {field: [error]}
    assert (response.status_code, sheets(enquete)) == (200, [])


@pytest.mark.parametrize("key", ["", "x", "\0", "9" * 30])
def test_a_form_with_an_odd_key_is_a_form_all_the_same(
    client: Client, programme: Programme, bo: PersonalLink, key: str
) -> None:
    enquete = make_survey(programme)
    client.post(page_of(bo), form_of(enquete, vraag1="4") | {"key": key})
    assert sheets(enquete) == [{"1": 4}]


# The link for staff


def test_many_people_answer_with_one_link(client: Client, programme: Programme, staff: str) -> None:
    enquete = Enquete.objects.get(role="medewerker")
    for score in ("2", "4"):
        response = client.post(staff, form_of(enquete, vraag1=score), follow=True)
    assert "Open een leeg formulier" in text_of(response)
    assert sorted(one["1"] for one in sheets(enquete)) == [2, 4]
    assert (response.headers["X-Robots-Tag"], client.cookies) == ("noindex, nofollow", {})


def test_the_same_form_of_staff_counts_once_and_does_not_change(client: Client, staff: str) -> None:
    enquete = Enquete.objects.get(role="medewerker")
    data = form_of(enquete, vraag1="4")
    client.post(staff, data)
    assert client.post(staff, data).status_code == 302
    response = client.post(staff, data | {"vraag1": "1"})
    assert told(response, "message stop") == answering.SENT
    assert (sheets(enquete), b'type="submit"' in response.content) == ([{"1": 4}], False)


def test_a_key_of_another_survey_is_refused(client: Client, programme: Programme, staff: str) -> None:
    bo = link_of(programme, programme.guests.get())
    guests, enquete = Enquete.objects.get(role="mandataris"), Enquete.objects.get(role="medewerker")
    data = form_of(guests, vraag1="4")
    client.post(page_of(bo), data)
    client.post(staff, form_of(enquete, vraag1="4") | {"key": data["key"]})
    assert (len(sheets(guests)), len(sheets(enquete))) == (1, 0)


def test_a_link_that_everybody_has_does_not_fill_the_disk(client: Client, staff: str) -> None:
    enquete = Enquete.objects.get(role="medewerker")
    Antwoordblad.objects.bulk_create(Antwoordblad(enquete=enquete) for _ in range(answering.MOST - 1))
    answers = [client.post(staff, form_of(enquete, vraag1="4")) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]
    assert (told(answers[1], "message stop"), enquete.bladen.count()) == (answering.FULL, answering.MOST)


def test_a_revoked_link_opens_nothing(client: Client, staff: str) -> None:
    revoke_shared(Nazorglink.objects.get(), now=NOW)
    closed = client.get(staff)
    assert (closed.status_code, "De enquête stond hier, maar de link is ingetrokken" in closed.text) == (410, True)
    assert client.get(reverse("enquete-invullen", args=["x"])).status_code == 404


# The host


def test_a_host_gets_the_link_for_colleagues_as_long_as_it_is_open(client: Client, programme: Programme) -> None:
    enquete = make_survey(held(programme), "gastheer")
    host = link_of(programme, programme.bestuur.contactpersonen.get())
    shared = Nazorglink.objects.get(kind="enquete")
    page = client.get(page_of(host))
    assert (page.context["enquete"], shared_token(shared) in page.context["staff_url"]) == (enquete, True)
    assert b"<svg" in page.content
    poster = reverse("nazorg-enquete-affiche", args=[token_of(host)])
    assert client.get(poster).content[:5] == b"%PDF-"
    Enquete.objects.filter(role="medewerker").update(closes_on=TODAY, opens_on=TODAY)
    with time_machine.travel(AFTER, tick=False):
        assert "staff_url" not in client.get(page_of(host)).context
        assert "Er is nu geen enquête voor je collega's" in text_of(client.get(poster))


def test_a_host_is_led_to_the_thanks_for_the_visitors(client: Client, programme: Programme, bo: PersonalLink) -> None:
    """Before their own reports leave; nothing else asks for it by mail."""
    make_survey(programme, "gastheer")
    host = link_of(programme, programme.bestuur.contactpersonen.get())
    ways = [reverse("nazorg-bedanking", args=[token_of(link)]) for link in (host, bo)]
    pages = [client.get(page_of(link)).text for link in (host, bo)]
    assert [way in page for way, page in zip(ways, pages, strict=True)] == [True, False]


def test_a_guest_has_no_link_for_colleagues(client: Client, programme: Programme, bo: PersonalLink) -> None:
    make_survey(programme)
    assert "staff_url" not in client.get(page_of(bo)).context
    assert client.get(reverse("nazorg-enquete-affiche", args=[token_of(bo)])).status_code == 404


@pytest.mark.parametrize("questions", [1, 3])
def test_a_page_takes_a_fixed_number_of_queries(
    client: Client, programme: Programme, django_assert_num_queries: Any, questions: int
) -> None:
    make_survey(held(programme), "gastheer")
    Vraag.objects.filter(number__gt=questions).delete()
    host = link_of(programme, programme.bestuur.contactpersonen.get())
    make_contactpersoon(programme.bestuur)
    with django_assert_num_queries(7):
        client.get(page_of(host))

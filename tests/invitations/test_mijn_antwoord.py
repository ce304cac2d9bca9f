"""Whether they come: all, a part, or somebody else; behind the own link and that of an assistant."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from invitations.models import Bericht, Vervanging, Wachtplaats
from invitations.rsvp.answers import answer_visit
from programmes.links import make_links, renew, revoke, token_of
from programmes.models import Assistent, Bezoek, Deelname, Gast, Mandataris, PersonalLink, Programme
from tests.factories import make_bestuur, make_bezoek, make_gast, make_mandataris, make_programme
from tests.invitations.rsvp import NOW, answers, make_people, make_visit, publish_now

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def people(programme: Programme) -> list[Mandataris]:
    """An and Bo, on two visits."""
    return make_people(programme, 2)


@pytest.fixture
def visits(programme: Programme, people: list[Mandataris]) -> list[Bezoek]:
    programme.answer_by, programme.contact_phone = dt.date(2025, 2, 14), "056 00 12 00"
    programme.save()
    made = [make_visit(programme, people), make_visit(programme, people, start="14.00", title="De Kade")]
    publish_now(programme)
    make_links(programme, now=NOW)
    return made


def url(person: Mandataris, name: str = "mijn-antwoord") -> str:
    return reverse(name, args=[token_of(PersonalLink.objects.get(mandataris=person, revoked_at__isnull=True))])


def said_by(person: Mandataris) -> list[tuple[str, str]]:
    rows = Deelname.objects.filter(mandataris=person).order_by("bezoek__starts_at")
    return list(rows.values_list("answer", "answer_reason"))


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        ({"how": "ja"}, [("ja", ""), ("ja", "")]),
        ({"how": "nee", "reason": "verlof"}, [("nee", "verlof"), ("nee", "verlof")]),
        ({"how": "ja", "reason": "vergeten te wissen"}, [("ja", ""), ("ja", "")]),
    ],
)
def test_one_answer_for_all(
    client: Client, people: list[Mandataris], visits: list[Bezoek], data: dict[str, str], kept: list[tuple[str, str]]
) -> None:
    an, bo = people
    response = client.post(url(an), data)
    assert (response.status_code, response.headers["Location"]) == (302, f"{url(an)}?bewaard=1")
    assert (said_by(an), said_by(bo)) == (kept, [("", ""), ("", "")])
    assert Bericht.objects.get().to_email == an.email


def test_only_a_part(client: Client, people: list[Mandataris], visits: list[Bezoek]) -> None:
    an, first, second = people[0], *visits
    client.post(
        url(an), {"how": "deels", f"visit-{first.pk}": "ja", f"visit-{second.pk}": "nee", "reason": "vergadering"}
    )
    assert said_by(an) == [("ja", ""), ("nee", "vergadering")]
    page = client.get(f"{url(an)}?bewaard=1").content.decode()
    assert page.count("checked") == 3
    assert "Bedankt, het antwoord is bewaard. Wijzigen kan hier tot en met vrijdag 14 februari." in page


def test_a_visit_that_was_changed_is_not_lost_in_an_answer_for_all(
    client: Client, people: list[Mandataris], visits: list[Bezoek]
) -> None:
    an, first, second = people[0], *visits
    client.post(url(an), {"how": "ja"})
    page = client.post(url(an), {"how": "ja", f"visit-{first.pk}": "nee", f"visit-{second.pk}": "ja"}).content.decode()
    assert "Bij De Linde koos je iets anders. Kies &#x27;Ik kom naar een deel&#x27;, of pas dat bezoek aan." in page
    client.post(url(an), {"how": "nee", f"visit-{first.pk}": "ja", f"visit-{second.pk}": "ja"})  # as they stood
    assert said_by(an) == [("nee", ""), ("nee", "")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Kies of je komt."),
        ({"how": "misschien"}, "Kies of je komt."),
        ({"how": "deels"}, "Kies of je komt."),
        ({"how": "vervanging"}, "Kies of vul in wie in jouw plaats komt."),
        ({"how": "vervanging", "name": "Zoë", "email": "zoë@"}, "geldig e-mailadres"),
        ({"how": "vervanging", "guest": "999999"}, "Selecteer een geldige keuze"),
        ({"how": "nee", "reason": "x" * 251}, "250"),
    ],
)
def test_bad_input_is_a_sentence_and_nothing_is_lost(
    client: Client, people: list[Mandataris], visits: list[Bezoek], data: dict[str, str], sentence: str
) -> None:
    response = client.post(url(people[0]), {"reason": "Dit typte ik", **data})
    page = response.content.decode()
    assert (response.status_code, sentence in page) == (200, True)
    assert ("Dit typte ik" in page) == ("reason" not in data)
    assert (said_by(people[0]), Bericht.objects.count()) == ([("", ""), ("", "")], 0)


@pytest.mark.parametrize(("before", "label"), [("nee", "Ik kom niet"), ("ja", "Ik kom")])
def test_a_part_that_changes_no_visit_is_asked_again(
    client: Client, people: list[Mandataris], visits: list[Bezoek], before: str, label: str
) -> None:
    """Who said no to all and now wants to come to a part, would otherwise be thanked and still come to nothing."""
    an = people[0]
    client.post(url(an), {"how": before})
    same = {f"visit-{visit.pk}": before for visit in visits}
    shown = client.post(url(an), {"how": "deels"} | same).content.decode()
    assert f"Welk deel? Bij elk bezoek staat nu &#x27;{label}&#x27;." in shown
    assert '<details class="disclosure" id="een-deel" open>' in shown
    assert [answer for answer, _ in said_by(an)] == [before, before]
    other = {"nee": "ja", "ja": "nee"}[before]
    client.post(url(an), {"how": "deels"} | same | {f"visit-{visits[0].pk}": other})
    assert [answer for answer, _ in said_by(an)] == [other, before]


def test_looking_answers_nothing(client: Client, people: list[Mandataris], visits: list[Bezoek]) -> None:
    client.get(f"{url(people[0])}?how=ja&take={visits[0].pk}")
    client.head(url(people[0]))
    assert said_by(people[0]) == [("", ""), ("", "")]


def test_a_visit_of_somebody_else_is_not_answered(
    client: Client, programme: Programme, people: list[Mandataris], visits: list[Bezoek]
) -> None:
    others = make_visit(programme, [people[1]], start="16.00")
    elsewhere = make_bezoek(make_programme(make_bestuur()), people=[people[0]])
    publish_now(programme)
    own = {f"visit-{visit.pk}": "ja" for visit in visits}
    data = {"how": "deels", **own, f"visit-{others.pk}": "ja", f"visit-{elsewhere.pk}": "nee"}
    client.post(url(people[0]), data)
    assert (answers(others), answers(elsewhere)) == ({"Bo": ""}, {"An": ""})
    for action in ("take", "drop"):
        for key in (others.pk, elsewhere.pk, "onzin", ""):
            assert client.post(url(people[0]), {action: key}).status_code == 200
    assert (answers(others), answers(elsewhere)) == ({"Bo": ""}, {"An": ""})


def test_nothing_to_answer_before_it_is_published(client: Client, programme: Programme) -> None:
    an = make_people(programme, 1)[0]
    visit = make_visit(programme, [an])
    make_links(programme, now=NOW)
    page = client.post(url(an), {"how": "ja"}).content.decode()
    assert "Er is nog geen bezoek waarop je kunt antwoorden." in page
    assert answers(visit) == {"An": ""}


def test_a_visit_that_left_the_draft_is_not_asked(
    client: Client, people: list[Mandataris], visits: list[Bezoek]
) -> None:
    visits[1].delete()
    page = client.get(url(people[0])).content.decode()
    assert ("De Linde" in page, "De Kade" in page, "Ik kom naar een deel" in page) == (True, False, False)
    client.post(url(people[0]), {"how": "ja"})
    assert said_by(people[0]) == [("ja", "")]


def test_the_deadline_that_passes_while_typing_loses_nothing(
    client: Client, people: list[Mandataris], visits: list[Bezoek]
) -> None:
    with time_machine.travel(dt.datetime(2025, 2, 14, 23, 1, tzinfo=dt.UTC)):
        page = client.post(url(people[0]), {"how": "nee", "reason": "Dit typte ik"}).content.decode()
        later = client.get(url(people[0])).content.decode()
    assert "Intussen is de termijn voorbij: dit is niet bewaard." in page
    assert ('value="Dit typte ik"' in page, "<form" in page, "056 00 12 00" in page) == (True, False, True)
    assert ("<form" in later, "Intussen" in later) == (False, False)
    assert said_by(people[0]) == [("", ""), ("", "")]


@pytest.mark.parametrize("who", ["guest", "name"])
def test_somebody_else_in_my_place_is_a_proposal(
    client: Client, programme: Programme, people: list[Mandataris], visits: list[Bezoek], who: str
) -> None:
    cas = make_gast(programme, make_mandataris(programme.bestuur, first_name="Cas", last_name="Claes")).mandataris
    whom = {"guest": str(cas.pk)} if who == "guest" else {"name": "Zoë Zwart", "email": "zoe@example.be"}
    data = {"how": "deels", f"visit-{visits[0].pk}": "ja", f"visit-{visits[1].pk}": "vervanging", **whom}
    client.post(url(people[0]), data)
    proposal = Vervanging.objects.get()
    assert list(proposal.bezoeken.all()) == [visits[1]]
    assert (proposal.name, proposal.email, proposal.replacement) == (
        ("Cas Claes", "", cas) if who == "guest" else ("Zoë Zwart", "zoe@example.be", None)
    )
    assert said_by(people[0]) == [("ja", ""), ("nee", f"stelt {proposal.name} voor in de plaats")]
    page = client.get(url(people[0])).content.decode()
    assert f"je stelt {proposal.name} voor" in page
    kept = f'value="{cas.pk}" selected' if who == "guest" else 'value="Zoë Zwart"'
    assert (kept in page, 'value="stelt ' in page) == (True, False)
    client.post(url(people[0]), data)
    assert Vervanging.objects.count() == 1


def test_who_says_why_and_proposes_somebody_keeps_both(
    client: Client, people: list[Mandataris], visits: list[Bezoek]
) -> None:
    client.post(url(people[0]), {"how": "vervanging", "reason": "begrafenis", "name": "Zoë Zwart"})
    page = client.get(url(people[0])).content.decode()
    assert ('value="begrafenis"' in page, 'value="Zoë Zwart"' in page) == (True, True)
    mail = Bericht.objects.get(kind="bevestiging")
    assert mail.text.count("je stelt Zoë Zwart voor in jouw plaats (begrafenis)") == len(visits)
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        client.post(url(people[0]), {"how": "vervanging", "name": "Zoë Zwart"})
    newer = Bericht.objects.filter(kind="bevestiging").latest("pk")
    assert (newer.text.count("je stelt Zoë Zwart voor in jouw plaats\n"), "in de plaats" in newer.text) == (
        len(visits),
        False,
    )


def test_a_full_visit_and_the_offer_that_follows(client: Client, programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    visit = make_visit(programme, [an, bo], room=1)
    publish_now(programme)
    make_links(programme, now=NOW)
    answer_visit(programme, person=an, visit=visit.pk, answer="ja", now=NOW)
    client.post(url(bo), {"how": "ja"})
    assert "volzet, je staat op de wachtlijst" in client.get(url(bo)).content.decode()
    client.post(url(an), {"how": "nee"})
    page = client.get(url(bo)).content.decode()
    assert "Er is een plaats vrij bij De Linde" in page
    assert "De plaats is voor jou tot woensdag 5 februari om 10.00" in page
    text = Bericht.objects.get(kind="aanbod").text
    assert f"Neem de plaats, of laat ze gaan: http://localhost:8000{url(bo)}" in text
    assert client.post(url(bo), {"take": visit.pk}).status_code == 302
    assert (answers(visit), Wachtplaats.objects.count()) == ({"An": "nee", "Bo": "ja"}, 0)


def test_an_offer_stands_after_the_deadline_too(client: Client, programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    visit = make_visit(programme, [an, bo], room=1)
    publish_now(programme)
    make_links(programme, now=NOW)
    for person in (an, bo):
        answer_visit(programme, person=person, visit=visit.pk, answer="ja", now=NOW)
    answer_visit(programme, person=an, visit=visit.pk, answer="nee", now=NOW)
    Programme.objects.update(answer_by=NOW.date() - dt.timedelta(days=1))
    page = client.get(url(bo)).content.decode()
    assert ("Ik neem de plaats" in page, "Antwoord bewaren" in page) == (True, False)
    client.post(url(bo), {"take": visit.pk})
    assert answers(visit) == {"An": "nee", "Bo": "ja"}


def test_an_offer_that_expired_or_was_let_go(client: Client, programme: Programme) -> None:
    an, bo = make_people(programme, 2)
    visit = make_visit(programme, [an, bo], room=1)
    publish_now(programme)
    make_links(programme, now=NOW)
    for person in (an, bo):
        answer_visit(programme, person=person, visit=visit.pk, answer="ja", now=NOW)
    answer_visit(programme, person=an, visit=visit.pk, answer="nee", now=NOW)
    with time_machine.travel(NOW + dt.timedelta(days=3)):
        page = client.post(url(bo), {"take": visit.pk}).content.decode()
    assert "Deze plaats is niet meer vrij" in page
    client.post(url(bo), {"drop": visit.pk})
    assert answers(visit) == {"An": "nee", "Bo": "nee"}


@pytest.fixture
def assistant(programme: Programme, people: list[Mandataris], visits: list[Bezoek]) -> Assistent:
    assistant = Assistent.objects.create(programme=programme, name="Rita")
    assistant.mandatarissen.add(people[0])
    make_links(programme, now=NOW)
    return assistant


def of_assistant(assistant: Assistent, name: str = "assistent", *args: int) -> str:
    return reverse(name, args=[token_of(assistant.links.get(revoked_at__isnull=True)), *args])


def test_an_assistant_answers_for_their_people_only(
    client: Client, people: list[Mandataris], visits: list[Bezoek], assistant: Assistent
) -> None:
    an, bo = people
    page = client.get(of_assistant(assistant)).content.decode()
    assert ("An Aerts" in page, "Bo Aerts" in page) == (True, False)
    assert "antwoordde nog niet op 2 bezoeken" in page
    assert client.post(of_assistant(assistant, "assistent-antwoord", an.pk), {"how": "ja"}).status_code == 302
    assert client.post(of_assistant(assistant, "assistent-wensen", an.pk), {"answer": "never"}).status_code == 302
    for name in ("assistent-antwoord", "assistent-wensen"):
        for key in (bo.pk, 999_999):
            address = of_assistant(assistant, name, key)
            assert client.post(address, {"how": "ja", "answer": "never"}).status_code == 404
            assert client.get(address).status_code == 404
    assert (said_by(an), said_by(bo)) == ([("ja", ""), ("ja", "")], [("", ""), ("", "")])
    assert [gast.available for gast in Gast.objects.order_by("mandataris__first_name")] == [[], None]


def test_an_assistant_reads_until_when_one_can_answer(client: Client, assistant: Assistent) -> None:
    page = client.get(of_assistant(assistant)).content.decode()
    with time_machine.travel(dt.datetime(2025, 2, 14, 23, 1, tzinfo=dt.UTC)):
        later = client.get(of_assistant(assistant)).content.decode()
    texts = ("Antwoorden en wijzigen kan tot en met vrijdag 14 februari.", "Antwoorden kan hier niet meer.")
    assert [[text in shown for text in texts] for shown in (page, later)] == [[True, False], [False, True]]
    assert ["Bekijk de antwoorden<" in shown for shown in (page, later)] == [False, True]


def test_the_links_of_assistants_and_guests_do_not_mix(
    client: Client, people: list[Mandataris], assistant: Assistent
) -> None:
    own = token_of(PersonalLink.objects.get(mandataris=people[0]))
    theirs = token_of(assistant.links.get())
    assert client.get(reverse("assistent", args=[own])).status_code == 404
    assert client.get(reverse("mijn-antwoord", args=[theirs])).status_code == 404
    assert client.post(reverse("assistent", args=[theirs])).status_code == 405


def test_the_link_of_an_assistant_is_renewed_and_revoked(client: Client, assistant: Assistent) -> None:
    old = of_assistant(assistant)
    new = renew(assistant.links.get(), now=NOW)
    assert [client.get(old).status_code, client.get(of_assistant(assistant)).status_code] == [410, 200]
    revoke(new, now=NOW)
    assert client.get(reverse("assistent", args=[token_of(new)])).status_code == 410

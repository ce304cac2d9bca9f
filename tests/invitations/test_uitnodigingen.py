"""Who gets which invitation, what it says to each, and that it leaves once, after a number was named."""

import pytest
from django.core import mail as outgoing
from django.db import connection
from django.test.utils import CaptureQueriesContext

from invitations.inviting.audiences import audiences, invitation_for
from invitations.inviting.calls import calls
from invitations.inviting.composing import keep
from invitations.inviting.invitation_mails import invitation_mail
from invitations.inviting.invited import followed_people, invited_people
from invitations.inviting.invitees import Invitee, invitees
from invitations.inviting.placeholders import problems_in_body, problems_in_subject
from invitations.inviting.sending import CHANGED, NOBODY, SendError, dispatch, send, send_test
from invitations.inviting.starting_texts import starting_text
from invitations.models import Bericht, Uitnodiging
from programmes.links import make_links, revoke
from programmes.models import PersonalLink, Programme, Segment, User
from tests.factories import make_bezoek, make_contactpersoon, make_gast, make_mandaat, make_mandataris, make_zorgdienst
from tests.invitations.agendas import publish
from tests.invitations.uitnodigingen import NOW, make_invited, make_uitnodiging, make_version


def names(programme: Programme) -> dict[str, list[str]]:
    return {
        group.segment: [gast.mandataris.first_name for gast in group.guests]
        for group in audiences(programme)
        if group.guests
    }


def names_of(people: list[Invitee]) -> list[str]:
    return [one.person.first_name for one in people]


def the_one(uitnodiging: Uitnodiging) -> Invitee:
    (only,) = invitees(uitnodiging)
    return only


def sent(uitnodiging: Uitnodiging, **also: bool) -> int:
    return send(uitnodiging, seen=dispatch(uitnodiging, **also).fingerprint, now=NOW, **also)


def test_everybody_gets_the_first_invitation_that_is_theirs(programme: Programme) -> None:
    both = make_invited(programme, "Both", segment="college")
    make_mandaat(both.mandataris, "raad")
    make_invited(programme, "Raad")
    make_gast(programme, make_mandataris(programme.bestuur, first_name="Niemand"))
    assert names(programme) == {"college": ["Both"], "raad": ["Raad"], "": ["Niemand"]}
    raad = make_uitnodiging(programme, segment="raad")
    assert names(programme) == {"raad": ["Both", "Raad"], "": ["Niemand"]}
    college = make_uitnodiging(programme, segment="college")
    assert names(programme) == {"college": ["Both"], "raad": ["Raad"], "": ["Niemand"]}
    found = [invitation_for(programme, person) for person in (both.mandataris_id, 0)]
    assert (found, raad.segment) == ([college, None], "raad")


def test_who_is_in_no_other_invitation_gets_the_general_one(programme: Programme) -> None:
    make_invited(programme, "Raad")
    make_uitnodiging(programme)
    assert names(programme) == {"": ["Raad"]}


def test_an_invitation_says_what_was_published(programme: Programme) -> None:
    gast = make_invited(programme)
    host = make_contactpersoon(programme.bestuur, name="Griet", phone="051 1")
    service = make_zorgdienst(programme.bestuur, name="De Linde", street="Lindestraat 1", clothing="Schort")
    visit = make_bezoek(programme, people=[gast.mandataris], zorgdienst=service, host=host)
    make_version(programme)
    visit.delete()
    assert the_one(make_uitnodiging(programme)).text == (
        "Beste An\n\nJe programma:\n\nMaandag 24 februari\n- 9.30–10.30 De Linde, Lindestraat 1\n"
        "  Griet ontvangt je (051 1)\n\n- Kledij: Schort\n\n"
        "Antwoord op deze uitnodiging: http://localhost:8000/mijn/persoonlijke-link/antwoord/\n"
    )


def test_what_services_and_people_typed_is_never_html(programme: Programme) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    gast = make_invited(programme, hostile, email="an@example.be")
    host = make_contactpersoon(programme.bestuur, name=hostile, function=hostile, phone="<b>1")
    service = make_zorgdienst(programme.bestuur, name=hostile, street=hostile, clothing=hostile)
    make_bezoek(programme, people=[gast.mandataris], zorgdienst=service, host=host)
    make_version(programme)
    mail = invitation_mail(the_one(make_uitnodiging(programme)))
    assert ("<img" in mail.html, "&lt;img" in mail.html) == (False, True)
    assert mail.subject == f"Kom mee, {hostile}"


def test_who_has_visits_reads_that_their_calendar_follows(programme: Programme) -> None:
    gast = make_invited(programme, email="an@example.be")
    uitnodiging = make_uitnodiging(programme)
    line = "Voor elk bezoek krijg je ook een bericht voor je agenda."
    before = invitation_mail(the_one(uitnodiging))
    make_bezoek(programme, people=[gast.mandataris])
    make_version(programme)
    after = invitation_mail(the_one(uitnodiging))
    assert [line in text for text in (before.text, before.html, after.text, after.html)] == [False, False, True, True]


def test_a_name_breaks_out_of_no_header(programme: Programme) -> None:
    make_invited(programme, "An\r\nBcc: boef@example.com", email="an@example.be")
    mail = invitation_mail(the_one(make_uitnodiging(programme)))
    assert mail.subject == "Kom mee, An Bcc: boef@example.com"


def test_what_is_empty_is_named(programme: Programme) -> None:
    make_invited(programme)
    assert the_one(make_uitnodiging(programme)).empty == ["programma", "kledij"]


@pytest.mark.parametrize(
    ("fields", "way", "email"),
    [
        ({}, "mail", "an@example.be"),
        ({"email": "", "street": "Markt 1", "city": "Leiedorp"}, "brief", ""),
        ({"email": "", "street": "Markt 1"}, "nergens", ""),
        ({"is_minor": True, "guardian": "Bo, 0470 1, bo@example.be"}, "mail", "bo@example.be"),
        ({"is_minor": True, "guardian": "Bo, 0470 1"}, "mail", "an@example.be"),
        ({"guardian": "Bo, bo@example.be"}, "mail", "an@example.be"),
    ],
)
def test_how_an_invitation_reaches_somebody(
    programme: Programme, fields: dict[str, object], way: str, email: str
) -> None:
    make_invited(programme, **fields)
    one = the_one(make_uitnodiging(programme))
    assert (one.way, one.email) == (way, email)


def test_the_queries_do_not_grow_with_the_people(programme: Programme) -> None:
    uitnodiging, counts = make_uitnodiging(programme), []
    visit = make_bezoek(programme)
    for number in range(1, 4):
        visit.deelnames.create(mandataris=make_invited(programme, f"P{number}").mandataris)
        if number == 1:
            make_version(programme)
        if number in {1, 3}:
            with CaptureQueriesContext(connection) as queries:
                assert [len(one.text) > 0 for one in invitees(uitnodiging)] == [True] * number
            counts.append(len(queries))
    assert counts == [8, 8]


def test_sending_names_the_number_and_sends_that(programme: Programme) -> None:
    make_invited(programme, "An")
    make_invited(programme, "Bo")
    make_invited(programme, "Cas", email="", street="Markt 1", city="Leiedorp")
    make_invited(programme, "Dirk", email="")
    uitnodiging = make_uitnodiging(programme)
    assert dispatch(uitnodiging).summary == "Verstuur naar 2 mensen; 1 krijgt een brief; 1 heeft geen adres"
    assert sent(uitnodiging) == 2
    rows = Bericht.objects.order_by("to_email").values_list("to_email", "kind", "state", "send_after", "cause")
    cause = "Uitnodiging voor Expeditie Zorg verstuurd"
    assert list(rows) == [
        ("an@example.be", "uitnodiging", "wacht", NOW, cause),
        ("bo@example.be", "uitnodiging", "wacht", NOW, cause),
    ]
    uitnodiging.refresh_from_db()
    assert (uitnodiging.sent_at, uitnodiging.sent_content["subject"]) == (NOW, "Kom mee, {voornaam}")
    assert PersonalLink.objects.filter(programme=programme).count() == 4
    assert [message.text.count("/mijn/") for message in Bericht.objects.all()] == [1, 1]
    assert not Bericht.objects.filter(text__contains="persoonlijke-link").exists()


def test_sending_twice_sends_to_nobody_new(programme: Programme) -> None:
    make_invited(programme)
    uitnodiging = make_uitnodiging(programme)
    sent(uitnodiging)
    with pytest.raises(SendError, match=NOBODY):
        sent(uitnodiging)
    make_invited(programme, "Bo")
    uitnodiging.body += "Nieuw"
    keep(uitnodiging, now=NOW)
    assert sent(uitnodiging) == 1
    assert sorted(Bericht.objects.values_list("to_email", flat=True)) == ["an@example.be", "bo@example.be"]


def test_everybody_gets_it_again_when_one_chooses_so(programme: Programme) -> None:
    make_invited(programme)
    uitnodiging = make_uitnodiging(programme)
    sent(uitnodiging)
    Bericht.objects.update(state="verzonden")
    assert sent(uitnodiging, to_everybody=True) == 1
    uitnodiging.refresh_from_db()
    assert (Bericht.objects.count(), uitnodiging.revision) == (2, 2)


def test_what_was_called_off_can_be_sent_after_all(programme: Programme) -> None:
    make_invited(programme)
    uitnodiging = make_uitnodiging(programme)
    sent(uitnodiging)
    Bericht.objects.update(state="geannuleerd")
    assert sent(uitnodiging) == 1
    assert Bericht.objects.filter(state="wacht").count() == 1


@pytest.mark.parametrize("state", ["mislukt", "teruggekomen"])
def test_whose_invitation_did_not_arrive_is_offered_again_at_another_address(programme: Programme, state: str) -> None:
    gast = make_invited(programme, "An")
    uitnodiging = make_uitnodiging(programme)
    sent(uitnodiging)
    Bericht.objects.update(state=state)
    seen = dispatch(uitnodiging)
    assert (seen.mailed, names_of(seen.failing), seen.mended, seen.already) == ([], ["An"], [], [])
    with pytest.raises(SendError, match=NOBODY):
        sent(uitnodiging)
    gast.mandataris.email = "beter@example.be"
    gast.mandataris.save()
    seen = dispatch(uitnodiging)
    assert (names_of(seen.mailed), seen.failing, names_of(seen.mended)) == (["An"], [], ["An"])
    assert sent(uitnodiging) == 1
    assert [(one.to_email, one.state) for one in Bericht.objects.all()] == [
        ("beter@example.be", "wacht"),
        ("an@example.be", state),
    ]
    seen = dispatch(uitnodiging)
    assert (seen.mailed, seen.mended, names_of(seen.already)) == ([], [], ["An"])


def test_the_same_address_is_tried_again_when_one_chooses_so(programme: Programme) -> None:
    make_invited(programme, "An")
    make_invited(programme, "Bo")
    uitnodiging = make_uitnodiging(programme)
    sent(uitnodiging)
    Bericht.objects.update(state="verzonden")
    Bericht.objects.filter(mandataris__first_name="An").update(state="teruggekomen")
    assert sent(uitnodiging, to_failed=True) == 1
    assert Bericht.objects.filter(state="wacht").values_list("to_email", flat=True).get() == "an@example.be"
    uitnodiging.refresh_from_db()
    assert names_of(dispatch(uitnodiging).already) == ["An", "Bo"]


def test_a_later_invitation_that_did_arrive_counts(programme: Programme) -> None:
    make_invited(programme)
    uitnodiging = make_uitnodiging(programme)
    sent(uitnodiging)
    Bericht.objects.update(state="mislukt")
    sent(uitnodiging, to_failed=True)
    Bericht.objects.filter(state="wacht").update(state="verzonden")
    one = the_one(uitnodiging)
    assert (one.was_invited, one.failed_at) == (True, "")


@pytest.mark.parametrize(
    ("state", "is_followed", "is_invited"),
    [
        ("vastgehouden", True, True),
        ("wacht", True, True),
        ("verzonden", True, True),
        ("onzeker", True, True),
        ("mislukt", True, False),
        ("teruggekomen", True, False),
        ("geannuleerd", False, False),
    ],
)
def test_whom_we_follow_and_who_is_invited(
    programme: Programme,
    state: str,
    is_followed: bool,  # noqa: FBT001
    is_invited: bool,  # noqa: FBT001
) -> None:
    gast = make_invited(programme)
    sent(make_uitnodiging(programme))
    Bericht.objects.update(state=state)
    key = {gast.mandataris_id}
    assert (followed_people(programme) == key, invited_people(programme) == key) == (is_followed, is_invited)


def test_nothing_leaves_when_the_facts_changed(programme: Programme) -> None:
    gast = make_invited(programme)
    uitnodiging = make_uitnodiging(programme)
    seen = dispatch(uitnodiging).fingerprint
    gast.mandataris.email = "anders@example.be"
    gast.mandataris.save()
    with pytest.raises(SendError, match=CHANGED):
        send(uitnodiging, seen=seen, now=NOW)
    assert (Bericht.objects.count(), PersonalLink.objects.count()) == (0, 0)


def test_a_revoked_link_stays_revoked_and_is_not_told(programme: Programme) -> None:
    make_invited(programme)
    uitnodiging = make_uitnodiging(programme)
    make_links(programme, now=NOW)
    revoke(PersonalLink.objects.get(), now=NOW)
    one = the_one(uitnodiging)
    assert (one.url, one.link_is_revoked, "knop_antwoord" in one.empty) == ("", True, True)
    sent(uitnodiging)
    assert ("/mijn/" in Bericht.objects.get().text, PersonalLink.objects.count()) == (False, 1)


def test_a_test_goes_to_the_coordinator_alone(programme: Programme, coordinator: User) -> None:
    make_invited(programme)
    uitnodiging = make_uitnodiging(programme)
    one = the_one(uitnodiging)
    send_test(one, to=coordinator, now=NOW)
    message = Bericht.objects.get()
    assert (message.to_email, message.kind, message.mandataris) == (coordinator.email, "proef", None)
    assert message.subject == "Proef: Kom mee, An"
    assert message.text == (
        "DIT IS EEN PROEF. Zo krijgt An Peeters de uitnodiging.\nEr is niets naar An Peeters gestuurd.\n\n"
        + invitation_mail(one).text
    )
    assert dispatch(uitnodiging).already == []
    assert outgoing.outbox == []


@pytest.mark.parametrize("segment", [*Segment.values, ""])
@pytest.mark.parametrize("is_published", [True, False])
def test_a_starting_text_has_nothing_wrong(segment: str, is_published: bool) -> None:  # noqa: FBT001
    subject, body = starting_text(segment, is_published=is_published)
    assert [*problems_in_subject(subject), *problems_in_body(body)] == []
    assert ("{programma}" in body, "wanneer je kan" in body) == (is_published, not is_published)
    assert "knop" not in body.replace("{knop_antwoord}", "")  # on paper there is none


def test_the_starting_text_is_true_for_who_has_a_visit_and_for_who_has_none(programme: Programme) -> None:
    an, _ = make_invited(programme, "An"), make_invited(programme, "Bo")
    make_bezoek(programme, people=[an.mandataris])
    publish(programme)
    subject, body = starting_text("raad", is_published=True)
    with_one, without = invitees(make_uitnodiging(programme, subject=subject, body=body))
    asked = ("Laat je weten of je erbij bent?", "Laat je weten wanneer je kan en wat je graag ziet?")
    assert [[text in one.text for text in asked] for one in (with_one, without)] == [[True, False], [False, True]]
    assert {one.subject.split("?")[0] for one in (with_one, without)} == {"Ga je mee op expeditie"}


def test_a_call_list_asks_what_is_not_known(programme: Programme) -> None:
    make_invited(programme, "An", phone="0470 1")
    minor = make_invited(programme, "Bo", email="", is_minor=True, guardian="Els, 0470 2", phone="0470 3")
    minor.available = []
    minor.save()
    found = [
        (call.invitee.person.first_name, call.phone, call.questions)
        for call in calls(invitees(make_uitnodiging(programme)), now=NOW)
    ]
    everything = ("Kom je mee? Wanneer kan je?", "Welke diensten zie je graag?", "Dieet, kledingmaat of rolstoel?")
    assert found == [
        ("An", "0470 1", everything),
        ("Bo", "Els, 0470 2", ("Wat is het e-mailadres?", "Wat is het postadres?")),
    ]


def test_a_call_list_asks_for_an_answer_to_visits_that_were_published(programme: Programme) -> None:
    gast = make_invited(programme, "An")
    visit = make_bezoek(programme, people=[gast.mandataris])
    publish(programme)
    uitnodiging = make_uitnodiging(programme)
    asked = [call.questions for call in calls(invitees(uitnodiging), now=NOW)]
    visit.deelnames.update(answer="ja", answered_at=NOW)
    assert (asked, [call.questions for call in calls(invitees(uitnodiging), now=NOW)]) == (
        [(f"Kom je? ({visit.name})", "Dieet, kledingmaat of rolstoel?")],
        [("Dieet, kledingmaat of rolstoel?",)],
    )


def test_other_words_are_another_revision(programme: Programme) -> None:
    uitnodiging = make_uitnodiging(programme)
    assert [keep(uitnodiging, now=NOW).revision, uitnodiging.revision] == [1, 1]
    uitnodiging.subject = "Anders"
    assert keep(uitnodiging, now=NOW).revision == 2

"""The screens of invitations: composing, what is refused, stepping through, confirming, and the page of a guest."""

import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from invitations.inviting.sending import CHANGED, NOBODY, dispatch, send
from invitations.models import Bericht, Uitnodiging
from programmes.links import make_links, token_of
from programmes.models import PersonalLink, Programme, User
from tests.invitations import agendas
from tests.invitations.uitnodigingen import NOW, make_invited, make_uitnodiging

GOOD = {"segment": "raad", "subject": "Kom mee, {voornaam}", "body": "{aanspreking}\n\nDag!", "video_url": ""}


def url(name: str, programme: Programme, *args: Any) -> str:
    return reverse(f"uitnodiging-{name}", args=[programme.bestuur.slug, programme.slug, *args])


def page(staff: Client, address: str) -> str:
    response = staff.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_list_names_each_group_and_what_it_misses(staff: Client, programme: Programme) -> None:
    assert "Nog niemand om uit te nodigen" in page(staff, url("list", programme))
    make_invited(programme)
    assert "?groep=raad" in page(staff, url("list", programme))
    one = make_uitnodiging(programme, segment="raad")
    html = page(staff, url("list", programme))
    assert ("?groep=raad" in html, url("preview", programme, one.pk) in html) == (False, True)


def test_the_list_tells_who_an_invitation_that_left_did_not_go_to(staff: Client, programme: Programme) -> None:
    """'8 personen · verstuurd' said nothing of four without an address."""
    make_invited(programme, "An")
    one = make_uitnodiging(programme)
    send(one, seen=dispatch(one).fingerprint, now=NOW)
    assert "geen mail" not in page(staff, url("list", programme))
    answers = reverse("antwoord-list", args=[programme.bestuur.slug, programme.slug])
    for name, words in (("Bo", "1 persoon kreeg geen mail"), ("Cas", "2 personen kregen geen mail")):
        make_invited(programme, name, email="")
        assert f'<a href="{answers}">{words}</a>' in page(staff, url("list", programme))


@pytest.mark.parametrize(
    "name",
    ["antwoord-list", "belronde", "herinnering-list", "tijdlijn", "assistent-list", "praktisch", "badge-list"],
)
def test_every_page_around_the_invitations_is_one_click_away(staff: Client, programme: Programme, name: str) -> None:
    address = reverse(name, args=[programme.bestuur.slug, programme.slug])
    assert page(staff, url("list", programme)).count(f'href="{address}"') == 1


@pytest.mark.parametrize("name", ["belronde", "praktisch", "badge-list", "antwoord-list", "herinnering-list"])
def test_those_pages_stand_under_the_tab_they_are_reached_from(staff: Client, programme: Programme, name: str) -> None:
    here = [programme.bestuur.slug, programme.slug]
    html = page(staff, reverse(name, args=here))
    up = reverse("uitnodiging-list", args=here)
    assert f'<p class="crumbs"><a href="{up}">Uitnodigen</a></p>' in html
    assert re.findall(r'<a href="([^"]+)"[^>]* aria-current="true"', html) == [up]


def test_calling_to_invite_and_calling_the_silent_have_names_of_their_own(staff: Client, programme: Programme) -> None:
    make_invited(programme)
    one = make_uitnodiging(programme)
    html = page(staff, url("list", programme))
    assert [html.count(f">{name}</a>") for name in ("Per telefoon", "Bellijst", "Belronde")] == [1, 0, 0]
    calls, silent = url("calls", programme, one.pk), reverse("belronde", args=[programme.bestuur.slug, programme.slug])
    assert "<h1>Per telefoon uitnodigen</h1>" in page(staff, calls)
    assert f'<a href="{silent}">Nabellen</a>' in page(staff, calls)
    assert "<h1>Nabellen</h1>" in page(staff, silent)


@pytest.mark.parametrize(("state", "earlier"), [("vastgehouden", 1), ("verzonden", 1), ("geannuleerd", 0)])
def test_an_invitation_that_is_held_is_no_reason_for_another(
    staff: Client, programme: Programme, state: str, earlier: int
) -> None:
    agendas.invite(programme, make_invited(programme).mandataris, state=state)
    html = page(staff, url("preview", programme, make_uitnodiging(programme).pk))
    assert html.count("Kreeg al een uitnodiging, of ze staat klaar in de berichten.") == earlier


def test_before_sending_one_reads_the_subject_as_somebody_gets_it(staff: Client, programme: Programme) -> None:
    make_invited(programme, "An")
    one = make_uitnodiging(programme, subject="Kom mee, {voornaam}")
    assert "het krijgt: Kom mee, An</p>" in page(staff, url("send", programme, one.pk))


def test_a_new_invitation_begins_with_a_text_for_its_group(staff: Client, programme: Programme) -> None:
    html = page(staff, url("new", programme) + "?groep=college")
    assert ("Als college nemen" in html, "wanneer je kan" in html) == (True, True)
    assert "Wij trekken op expeditie" in page(staff, url("new", programme) + "?groep=onzin")


def test_composing_keeps_it_and_sends_nothing(staff: Client, programme: Programme) -> None:
    response = staff.post(url("new", programme), GOOD)
    one = Uitnodiging.objects.get()
    assert response.headers["Location"] == url("preview", programme, one.pk)
    assert (one.segment, one.subject, one.body, one.revision) == ("raad", GOOD["subject"], GOOD["body"], 1)
    staff.post(url("edit", programme, one.pk), GOOD | {"body": "Anders"})
    one.refresh_from_db()
    assert (one.body, one.revision, Bericht.objects.count()) == ("Anders", 2, 0)


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("subject", "Dag {vornaam}", "{vornaam} kennen we niet. Bedoel je {voornaam}?"),
        (
            "subject",
            "{programma}",
            "{programma} kan niet in het onderwerp: dat is gewone tekst. Zet het in de tekst zelf.",
        ),
        ("body", "Dag {nam}", "{nam} kennen we niet. Bedoel je {naam}?"),
        (
            "body",
            "Zie {programma} eens",
            "Zet {programma} alleen op een regel: er komt meer dan een woord in de plaats.",
        ),
        ("video_url", "ftp://video.example.be", "Het adres van de video begint met https://."),
        (
            "video_url",
            "geen adres",
            "Dit is geen webadres. Kopieer het hele adres van de video, met https:// vooraan.",
        ),
    ],
)
def test_what_is_wrong_is_named_and_nothing_typed_is_lost(
    staff: Client, programme: Programme, field: str, value: str, problem: str
) -> None:
    response = staff.post(url("new", programme), GOOD | {field: value})
    form = response.context["form"]
    assert (form.errors, form[field].value()) == ({field: [problem]}, value)
    assert not Uitnodiging.objects.exists()


def test_a_group_has_one_invitation(staff: Client, programme: Programme) -> None:
    make_uitnodiging(programme, segment="raad")
    response = staff.post(url("new", programme), GOOD)
    assert response.context["form"].non_field_errors() == ["Voor deze groep is er al een uitnodiging."]


def test_stepping_through_shows_each_recipient(staff: Client, programme: Programme) -> None:
    first, second = make_invited(programme, "An"), make_invited(programme, "Bo", email="", last_name="Zeger")
    one = make_uitnodiging(programme)
    html = page(staff, url("preview", programme, one.pk))
    assert ("1 van 2" in html, f"?persoon={second.pk}" in html) == (True, True)
    html = page(staff, url("preview", programme, one.pk) + f"?persoon={second.pk}")
    assert ("2 van 2" in html, "Geen e-mailadres en geen postadres." in html) == (True, True)
    assert f"?persoon={first.pk}" in html


def test_the_mail_is_shown_in_a_frame_that_may_do_nothing(staff: Client, programme: Programme) -> None:
    make_invited(programme)
    one = make_uitnodiging(programme)
    response = staff.get(url("mail", programme, one.pk))
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    policy = sorted(response.headers["Content-Security-Policy"].split("; "))
    assert policy == ["default-src 'none'", "frame-ancestors 'self'", "style-src 'unsafe-inline'"]
    assert '<iframe class="mail-frame" sandbox title' in page(staff, url("preview", programme, one.pk))


def test_an_empty_group_has_no_mail_to_show(staff: Client, programme: Programme) -> None:
    one = make_uitnodiging(programme)
    assert staff.get(url("mail", programme, one.pk)).status_code == 404
    assert "In deze groep zit nog niemand" in page(staff, url("preview", programme, one.pk))
    html = staff.post(url("test", programme, one.pk), follow=True).content.decode()
    assert "Er zit nog niemand in deze groep." in html


def test_a_test_is_of_the_person_that_was_shown(staff: Client, programme: Programme, coordinator: User) -> None:
    make_invited(programme, "An")
    second = make_invited(programme, "Bo", last_name="Zeger")
    one = make_uitnodiging(programme)
    response = staff.post(url("test", programme, one.pk), {"persoon": second.pk})
    assert response.headers["Location"] == url("preview", programme, one.pk) + f"?persoon={second.pk}"
    assert Bericht.objects.values_list("to_email", "subject").get() == (coordinator.email, "Proef: Kom mee, Bo")


def test_confirming_sends_what_was_shown(staff: Client, programme: Programme) -> None:
    make_invited(programme)
    one = make_uitnodiging(programme)
    html = page(staff, url("send", programme, one.pk))
    seen = dispatch(one).fingerprint
    assert ("Verstuur naar één persoon" in html, seen in html) == (True, True)
    response = staff.post(url("send", programme, one.pk), {"seen": seen})
    assert (response.headers["Location"], Bericht.objects.count()) == (url("list", programme), 1)


def test_confirming_is_refused_when_something_changed_or_nobody_is_left(staff: Client, programme: Programme) -> None:
    make_invited(programme)
    one = make_uitnodiging(programme)
    assert staff.post(url("send", programme, one.pk), {}).context["problem"] == CHANGED
    assert staff.post(url("send", programme, one.pk), {"seen": "x" * 999}).context["problem"] == CHANGED
    send(one, seen=dispatch(one).fingerprint, to_everybody=False, now=NOW)
    one.refresh_from_db()
    refused = staff.post(url("send", programme, one.pk), {"seen": dispatch(one).fingerprint})
    assert (refused.context["problem"], Bericht.objects.count()) == (NOBODY, 1)


def test_one_can_choose_to_send_to_everybody_again(staff: Client, programme: Programme) -> None:
    make_invited(programme)
    one = make_uitnodiging(programme)
    send(one, seen=dispatch(one).fingerprint, to_everybody=False, now=NOW)
    assert "?iedereen=on" in page(staff, url("send", programme, one.pk))
    html = page(staff, url("send", programme, one.pk) + "?iedereen=on")
    assert "Ook wie al een uitnodiging kreeg" in html
    seen = staff.get(url("send", programme, one.pk) + "?iedereen=on").context["dispatch"].fingerprint
    staff.post(url("send", programme, one.pk), {"seen": seen, "iedereen": "on"})
    assert Bericht.objects.count() == 2


def test_where_the_last_mail_did_not_arrive_is_said_before_sending(staff: Client, programme: Programme) -> None:
    an, bo = make_invited(programme, "An").mandataris, make_invited(programme, "Bo").mandataris
    one = make_uitnodiging(programme)
    send(one, seen=dispatch(one).fingerprint, now=NOW)
    Bericht.objects.update(state="teruggekomen")
    bo.email = "beter@example.be"
    bo.save()
    html = page(staff, url("send", programme, one.pk))
    assert "Bij 1 persoon kwam de vorige mail niet aan: Bo Peeters. Het adres is intussen aangepast" in html
    assert "Bij 1 persoon kwam de vorige mail niet aan, en het adres is nog hetzelfde." in html
    assert ("?mislukt=on" in html, reverse("mandataris-edit", args=[an.bestuur.slug, an.pk]) in html) == (True, True)
    assert "Daar gaat nu niets naartoe." in html
    assert "De vorige mail kwam niet aan op an@example.be." in page(staff, url("preview", programme, one.pk))
    again = url("send", programme, one.pk) + "?mislukt=on"
    assert "Verstuur naar 2 mensen" in page(staff, again)
    seen = staff.get(again).context["dispatch"].fingerprint
    staff.post(url("send", programme, one.pk), {"seen": seen, "mislukt": "on"})
    waiting = Bericht.objects.filter(state="wacht").order_by("to_email")
    assert [message.to_email for message in waiting] == ["an@example.be", "beter@example.be"]


def test_an_invitation_can_be_deleted_and_what_was_sent_stays(staff: Client, programme: Programme) -> None:
    make_invited(programme)
    one = make_uitnodiging(programme)
    send(one, seen=dispatch(one).fingerprint, to_everybody=False, now=NOW)
    staff.post(url("delete", programme, one.pk))
    assert (Uitnodiging.objects.count(), Bericht.objects.count()) == (0, 1)


def test_the_call_list_names_and_prints(staff: Client, programme: Programme) -> None:
    make_invited(programme, "An", phone="0470 11 22 33")
    one = make_uitnodiging(programme)
    assert 'href="tel:0470112233"' in page(staff, url("calls", programme, one.pk))
    assert staff.get(url("calls-pdf", programme, one.pk)).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["list", "preview", "send", "calls"])
def test_a_page_takes_as_many_queries_for_three_as_for_one(staff: Client, programme: Programme, name: str) -> None:
    one, counts = make_uitnodiging(programme), []
    for number in range(3):
        make_invited(programme, f"P{number}", email="")
        if number != 1:
            with CaptureQueriesContext(connection) as queries:
                page(staff, url(name, programme, *([] if name == "list" else [one.pk])))
            counts.append(len(queries))
    assert counts == [{"list": 9, "preview": 12, "send": 12, "calls": 14}[name]] * 2


def own_page(programme: Programme, person: int) -> str:
    link = PersonalLink.objects.get(programme=programme, mandataris=person)
    return page(Client(), reverse("mijn-uitnodiging", args=[token_of(link)]))


@time_machine.travel(NOW)
def test_a_guest_reads_the_invitation_as_it_was_last_sent(programme: Programme) -> None:
    gast = make_invited(programme)
    one = make_uitnodiging(programme, body="Dag {voornaam}. {video}", video_url="https://video.example.be/x")
    make_links(programme, now=NOW)
    assert "De uitnodiging is nog niet verstuurd." in own_page(programme, gast.mandataris_id)
    send(one, seen=dispatch(one).fingerprint, to_everybody=False, now=NOW)
    Uitnodiging.objects.update(body="Nog niet af")
    html = own_page(programme, gast.mandataris_id)
    assert '<p>Dag An. <a href="https://video.example.be/x">Bekijk de korte video</a></p>' in html
    assert "Nog niet af" not in html


@time_machine.travel(NOW)
def test_who_left_the_guest_list_reads_of_no_invitation(programme: Programme) -> None:
    gast = make_invited(programme)
    one = make_uitnodiging(programme)
    send(one, seen=dispatch(one).fingerprint, to_everybody=False, now=NOW)
    gast.delete()
    assert "De uitnodiging is nog niet verstuurd." in own_page(programme, gast.mandataris_id)

"""The page to send photos and quotes from, what becomes of a quote, and the worker that keeps pages."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles.finders import find
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from time_machine import travel

from press.models import Beeld, Quote
from press.pictures.tasks import draw
from press.views.worker import shell
from programmes.models import Bezoek, Contactpersoon, Mandataris, Programme
from tests.factories import MONDAY, at
from tests.press.days import EARLY, make_host, make_person, make_visit, page, publish, scanned, token
from tests.press.pictures import photo
from tests.press.uploads import Phone


@pytest.fixture
def griet(programme: Programme) -> Contactpersoon:
    return make_host(programme, function="directeur")


@pytest.fixture
def an(programme: Programme) -> Mandataris:
    return make_person(programme, function="schepen")


@pytest.fixture
def visit(programme: Programme, griet: Contactpersoon, an: Mandataris) -> Bezoek:
    """De Linde at 9.30, and De Brug at 14.00."""
    visit = make_visit(programme, griet, an)
    make_visit(programme, griet, an, name="De Brug", start="14.00")
    publish(programme)
    return visit


@pytest.fixture(autouse=True)
def on_monday() -> Any:
    with travel(at(MONDAY, "10.02"), tick=False):
        yield


def send(owner: Any, **said: str) -> Any:
    url = reverse("dag-quote", args=[owner if isinstance(owner, str) else token(owner)])
    said = {"text": "Warm onthaal", "who": "ander", "name": "Maria", "key": str(uuid4())} | said
    return Client().post(url, said, headers={"accept": "application/json"})


def test_the_visit_of_this_hour_is_chosen(visit: Bezoek, an: Mandataris) -> None:
    html = Client().get(page(an, "dag-delen")).content.decode()
    assert f'<option value="{visit.pk}" selected>9.30–10.30 De Linde, maandag 24 februari</option>' in html
    other = visit.programme.bezoeken.exclude(pk=visit.pk).get()
    html = Client().get(page(an, "dag-delen"), {"bezoek": str(other.pk)}).content.decode()
    assert f'<option value="{other.pk}" selected>14.00–15.00 De Brug, maandag 24 februari</option>' in html


def test_only_a_scanned_code_asks_for_a_name(visit: Bezoek, an: Mandataris) -> None:
    own = Client().get(page(an, "dag-delen")).content.decode()
    code = Client().get(reverse("dag-delen", args=[scanned(visit.programme, visit)])).content.decode()
    assert ("Je eigen naam" in own, "Je eigen naam" in code) == (False, True)
    assert [code.count(name) for name in ("De Linde", "De Brug")] == [2, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_whatever_there_is(
    visit: Bezoek, an: Mandataris, count: int, django_assert_num_queries: Any
) -> None:
    phone, url = Phone(token(an)), page(an, "dag-delen")
    for number in range(count):
        phone.send(photo(size=(100 + number, 100)), key=uuid4())
    for beeld in Beeld.objects.all():
        draw.call(beeld.pk)
    with django_assert_num_queries(4):  # the link, the version, the week of it, the pictures
        html = phone.client.get(url).content.decode()
    assert html.count("/beeld/") == count


def test_before_anything_is_published_one_can_send_already(programme: Programme, an: Mandataris) -> None:
    make_visit(programme, make_host(programme), an)
    publish(programme)
    programme.versies.all().delete()
    answer = Client().get(page(an, "dag-delen"))
    assert (answer.status_code, "Bij welk bezoek" in answer.content.decode()) == (200, False)


def test_a_quote_of_a_guest_is_theirs(visit: Bezoek, an: Mandataris) -> None:
    answer = send(an, who="ik", name="", visit=str(visit.pk))
    assert (answer.status_code, json.loads(answer.content)) == (
        200,
        {"ok": True, "state": "nieuw", "message": "De quote van An Peeters is ontvangen. Dank je wel."},
    )
    quote = Quote.objects.get()
    assert (quote.mandataris, quote.name, quote.function, quote.received_from) == (
        an,
        "An Peeters",
        "schepen",
        "An Peeters",
    )
    assert (quote.visit, quote.zorgdienst, quote.state) == (visit.pk, visit.zorgdienst, "nieuw")


def test_a_quote_of_a_host_is_theirs(visit: Bezoek, griet: Contactpersoon) -> None:
    send(griet, who="ik", name="")
    quote = Quote.objects.get()
    assert (quote.contactpersoon, quote.name, quote.function) == (griet, "Griet Declercq", "directeur")


def test_a_quote_of_somebody_else_is_noted_by_the_sender(visit: Bezoek, an: Mandataris) -> None:
    send(an, function="bewoonster", visit="999")
    quote = Quote.objects.get()
    assert (quote.name, quote.function, quote.mandataris, quote.received_from) == (
        "Maria",
        "bewoonster",
        None,
        "An Peeters",
    )
    assert quote.visit is None


def test_a_scanned_code_says_who_sends(visit: Bezoek) -> None:
    code = scanned(visit.programme, visit)
    assert json.loads(send(code).content)["message"] == "Vul je eigen naam in: dan weten we wie dit stuurde."
    send(code, sender_name="Rik Sioen", who="ik", name="")
    quote = Quote.objects.get()
    assert (quote.name, quote.received_from, quote.visit) == ("Rik Sioen", "Rik Sioen", visit.pk)


def test_a_quote_that_is_sent_twice_is_there_once(visit: Bezoek, an: Mandataris) -> None:
    key = str(uuid4())
    states = [json.loads(send(an, key=key).content)["state"] for _ in range(2)]
    assert (states, Quote.objects.count()) == (["nieuw", "bekend"], 1)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"text": ""}, "Vul in wat iemand zei."),
        ({"text": " \n "}, "Vul in wat iemand zei."),
        ({"text": "x" * 2001}, "Hou het korter: hoogstens 2000 tekens in 'Wat iemand zei'."),
        ({"name": ""}, "Vul in wie het zei. Een voornaam is genoeg."),
    ],
)
def test_a_quote_that_lacks_something_is_refused(
    visit: Bezoek, an: Mandataris, said: dict[str, str], sentence: str
) -> None:
    answer = send(an, **said)
    assert (answer.status_code, json.loads(answer.content)) == (422, {"ok": False, "message": sentence})
    assert Quote.objects.count() == 0


def test_without_a_script_a_quote_comes_back_with_what_was_typed(visit: Bezoek, an: Mandataris) -> None:
    client, url = Client(), page(an, "dag-quote")
    answer = client.post(url, {"text": "Warm & goed", "who": "ander", "name": ""})
    html = answer.content.decode()
    assert (answer.status_code, "Warm &amp; goed</textarea>" in html, "Vul in wie het zei." in html) == (
        200,
        True,
        True,
    )
    answer = client.post(url, {"text": "Warm & goed", "name": "Maria", "key": "geen", "visit": "x"}, follow=True)
    assert "De quote van Maria is ontvangen." in answer.content.decode()
    forged = client.get(page(an, "dag-delen"), {"zeg": "Bel 0900"})
    assert "Bel 0900" not in forged.content.decode()


def test_one_sees_ones_own_pictures_only(visit: Bezoek, an: Mandataris, griet: Contactpersoon) -> None:
    phone, key, again = Phone(token(an)), uuid4(), uuid4()
    phone.send(photo(), key=key)
    assert phone.client.get(reverse("dag-beeld", args=[phone.token, key])).status_code == 404  # not drawn yet
    draw.call(Beeld.objects.get().pk)
    other = Phone(token(griet))
    assert b"JFIF" in phone.client.get(reverse("dag-beeld", args=[phone.token, key])).getvalue()
    assert other.client.get(reverse("dag-beeld", args=[other.token, key])).status_code == 404
    assert other.send(photo(), key=again).headers["Upload-Received"] == "bekend"
    assert b"JFIF" in other.client.get(reverse("dag-beeld", args=[other.token, again])).getvalue()


def test_a_code_does_not_show_what_others_sent(visit: Bezoek) -> None:
    phone = Phone(scanned(visit.programme))
    phone.send(photo(), key=uuid4(), name="Rik")
    html = phone.client.get(reverse("dag-delen", args=[phone.token])).content.decode()
    assert "Wat je al doorstuurde" not in html


def test_after_the_term_the_link_says_so(visit: Bezoek, an: Mandataris) -> None:
    with travel(EARLY.replace(year=2027)):
        for name in ("dag-delen", "dag-quote"):
            answer = Client().post(page(an, name)) if name == "dag-quote" else Client().get(page(an, name))
            assert answer.status_code == 410


def test_after_the_term_a_code_says_so_in_its_own_words(visit: Bezoek) -> None:
    code = scanned(visit.programme, visit)
    with travel(EARLY.replace(year=2027)):
        answer = Client().get(reverse("dag-delen", args=[code]))
    assert answer.status_code == 410
    assert "Deze code werkt niet meer" in answer.content.decode()


def test_the_worker_is_of_the_pages_of_the_day() -> None:
    answer = Client().get(reverse("dag-worker"))
    headers = {name: answer.headers[name] for name in ("Content-Type", "Cache-Control", "Service-Worker-Allowed")}
    assert headers == {
        "Content-Type": "text/javascript; charset=utf-8",
        "Cache-Control": "no-cache",
        "Service-Worker-Allowed": "/dag/",
    }
    files, version = shell()
    script = answer.content.decode()
    said = [f"const FILES = {json.dumps(files)};", f'"dag-vast-{version}"', 'startsWith("/static/")']
    assert [word for word in said if word not in script] == []


def test_the_worker_names_the_files_as_they_are_collected(settings: Any, tmp_path: Path) -> None:
    """As in production, where a name carries a hash, and the empty name has none."""
    settings.STATIC_ROOT = tmp_path
    storage = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)
    shell.cache_clear()
    try:
        script = Client().get(reverse("dag-worker")).content.decode()
        files, _ = shell()
    finally:
        shell.cache_clear()
    assert ('startsWith("/static/")' in script, json.dumps(files) in script) == (True, True)
    assert [file for file in files if not (tmp_path / file.removeprefix("/static/")).is_file()] == []
    assert "/static/css/day.css" not in files


def test_all_that_the_pages_are_made_of_is_named() -> None:
    files, _ = shell()
    assert [file for file in files if not find(file.removeprefix("/static/"))] == []
    modules = {"app", "menus", "dialogs", "visit-form", "dag", "dag-queue", "dag-store", "dag-upload", "dag-ask"}
    assert {f"/static/js/{name}.js" for name in modules} - set(files) == set()
    assert {"/static/css/day.css", "/static/css/delen.css", "/static/fonts/SourceSansPro-Bold.ttf"} - set(
        files
    ) == set()

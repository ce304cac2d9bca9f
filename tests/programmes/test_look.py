"""What a picture would show: colours that can be read, icons that exist, navigation for one's role."""

import datetime as dt
import re
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from lucide import IconDoesNotExist

from programmes.models import Bestuur, Lidmaatschap, Programme, User
from programmes.templatetags.expeditie import KIND_ICONS, dag_jaar, in_fours, kind_icon, lucide
from tests.factories import PASSWORD, make_bestuur, make_user

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static" / "css" / "base.css").read_text(encoding="utf-8")
KINDS = ("bezoek", "maaltijd", "persmoment", "verplaatsing", "vrij")
TEXT = [  # (ink, ground) read as text: 4.5 to 1
    *(("ink", ground) for ground in ("paper", "surface", "sunken", "raised", "brand-soft")),
    *(("ink-soft", ground) for ground in ("paper", "surface", "sunken")),
    *(("brand", ground) for ground in ("paper", "surface", "brand-soft")),
    *((tone, ground) for tone in ("stop", "accent-ink") for ground in ("paper", "surface")),
    *((tone, f"{tone}-soft") for tone in ("info", "ok", "warn", "stop")),
    *(("ink", f"{tone}-soft") for tone in ("info", "ok", "warn", "stop", "accent")),
    *((f"kind-{kind}-ink", f"kind-{kind}-bg") for kind in KINDS),
    *(("ink-soft", f"kind-{kind}-bg") for kind in KINDS),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-bar", "bar"),
    ("on-bar", "bar-hover"),
]
SHAPES = [  # seen as a shape, a border or a ring: 3 to 1
    *(("line-strong", ground) for ground in ("paper", "surface")),
    *(("focus", ground) for ground in ("paper", "surface", "sunken")),
    *((f"kind-{kind}-line", f"kind-{kind}-bg") for kind in KINDS),
    ("accent", "surface"),
]


def tokens(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def schemes() -> dict[str, dict[str, str]]:
    light, dark = CSS.split("@media (prefers-color-scheme: dark)", maxsplit=1)
    return {"light": tokens(light), "dark": tokens(light) | tokens(dark)}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_can_be_told_apart(scheme: str) -> None:
    found = schemes()[scheme]
    wrong = [
        f"{ink} on {ground}: {ratio:.2f}"
        for pairs, least in ((TEXT, 4.5), (SHAPES, 3))
        for ink, ground in pairs
        if (ratio := contrast(found[ink], found[ground])) < least
    ]
    assert wrong == []


def test_contrast_is_measured_as_wcag_does() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_every_icon_that_a_template_names_exists() -> None:
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'(?:{% lucide |icon=)"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    for name in sorted(named):
        assert lucide(name).startswith("<svg"), name


def test_an_icon_is_not_read_aloud() -> None:
    assert ' aria-hidden="true"' in Template('{% lucide "calendar" size=20 %}').render(Context())
    with pytest.raises(IconDoesNotExist):
        lucide("bestaat-niet")


def test_every_kind_of_block_has_an_icon_of_its_own() -> None:
    assert len({kind_icon(kind) for kind in KIND_ICONS}) == len(KINDS)


def test_a_day_of_another_year_has_its_year() -> None:
    days = [dt.date(2024, 12, 27), dt.datetime(2024, 12, 31, 23, 30, tzinfo=dt.UTC), None]
    with time_machine.travel("2025-02-24", tick=False):
        assert [dag_jaar(day) for day in days] == ["vrijdag 27 december 2024", "woensdag 1 januari", ""]


def test_a_secret_is_shown_in_fours() -> None:
    assert in_fours("ABCDEFGHIJ") == "ABCD EFGH IJ"


def test_every_font_that_the_style_names_is_served() -> None:
    names = re.findall(r"\.\./(fonts/[A-Za-z-]+\.ttf)", CSS)
    assert len(names) == 4
    assert [name for name in names if finders.find(name) is None] == []


def request_of(user: User) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_navigation_leaves_out_what_is_not_there(coordinator: User) -> None:
    source = '{% nav_link "bestaat-niet" "Nergens" "x" %}{% nav_link "mfa_index" "Beveiliging" %}'
    html = Template(source).render(Context({"request": request_of(coordinator)}))
    assert html.strip() == '<li><a href="/account/2fa/">Beveiliging</a></li>'


@pytest.mark.parametrize(
    ("path", "current"),
    [("/account/2fa/", ' aria-current="page"'), ("/account/2fa/webauthn/", ' aria-current="true"')],
)
def test_navigation_says_where_one_is(client: Client, coordinator: User, path: str, current: str) -> None:
    client.force_login(coordinator)
    assert f'<a href="/account/2fa/"{current}>' in client.get(path).content.decode()


def test_memberships_are_asked_once_and_hold_only_ones_own(
    bestuur: Bestuur, coordinator: User, django_assert_num_queries: object
) -> None:
    other = make_bestuur(name="Aalter")
    Lidmaatschap.objects.create(bestuur=other, user=coordinator, role="lezer")
    make_user("coordinator", bestuur=other)
    twice = "{% my_memberships as once %}{% my_memberships as again %}"
    source = twice + "{% for one in again %}{{ one.bestuur }} {{ one.role }};{% endfor %}"
    with django_assert_num_queries(1):  # type: ignore[operator]
        html = Template(source).render(Context({"request": request_of(coordinator)}))
    assert html == "Aalter lezer;Leiedorp coordinator;"


@pytest.mark.parametrize("role", ["coordinator", "communicatie", "lezer"])
def test_navigation_shows_what_the_role_can_do(bestuur: Bestuur, programme: Programme, role: str) -> None:
    user = make_user(role, bestuur=bestuur)
    source = '{% extends "programmes/programme_base.html" %}'
    context = {"request": request_of(user), "bestuur": bestuur, "programme": programme}
    html = Template(source).render(Context(context))
    assert ("Medewerkers" in html, "Gegevens" in html) == (role == "coordinator",) * 2
    assert (">Bord<" in html, ">Conflicten<" in html) == (role == "coordinator",) * 2
    assert "Mandatarissen" in html


@pytest.mark.parametrize("name", ["404", "403", "403_csrf", "429", "500"])
def test_pages_for_when_it_goes_wrong_need_nothing(name: str) -> None:
    """No request, no database, no context: that is how Django draws them."""
    html = Template(f'{{% extends "{name}.html" %}}').render(Context())
    assert '<html lang="nl-BE">' in html
    assert html.count("<h1>") == 1


def test_a_page_that_is_not_there_says_so_in_dutch(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "<h1>Hier loopt het pad dood</h1>" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_dutch(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {})
    assert response.status_code == 403
    assert "<h1>Dit formulier is verlopen</h1>" in response.content.decode()


def test_a_dialog_is_told_where_to_go_and_keeps_the_messages(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    data = {"oldpassword": PASSWORD, "password1": "met de fiets mee", "password2": "met de fiets mee"}
    response = client.post("/account/password/change/", data, headers={"X-Dialog": "1"})
    target = response.headers["X-Location"]
    assert (response.status_code, response.headers.get("Location"), target) == (204, None, "/account/password/change/")
    assert "Je nieuwe wachtwoord is bewaard." in client.get(target).content.decode()


def test_without_a_dialog_a_redirect_stays_one(client: Client, db: None) -> None:
    response = client.get("/account/2fa/")
    assert (response.status_code, "X-Location" in response.headers) == (302, False)

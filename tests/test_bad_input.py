"""Whatever comes in, no page of the day, of the press, of the aftercare or of the formats answers 500."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from followup import sharing as aftercare
from followup.models import Nazorglink
from press.models import Deellink
from press.sharing import share, shared_token
from programmes.links import make_links, token_of
from programmes.models import Carrousel, Inschrijving, PersonalLink, Programme, Visieworkshop
from programmes.tokens import token_from
from tests.factories import make_bestuur, make_contactpersoon, make_gast, make_programme, make_user, make_zorgdienst
from tests.press.quotes import NOW, make_quote
from tests.test_urls import BY_TOKEN as ALL_BY_TOKEN
from tests.test_urls import KWARGS, OURS, PK, built, kwargs_of, status_of, walked
from tests.worlds import undone

__all__ = ["built", "walked"]  # fixtures

STEPS = ("press.", "followup.", "programmes.views.werkvormen.")
WALKED = sorted(name for name, one in OURS.items() if one.callback.__module__.startswith(STEPS))
OF_STAFF = [name for name in WALKED if "bestuur" in kwargs_of(OURS[name])]
BY_TOKEN = [name for name in WALKED if "token" in kwargs_of(OURS[name])]
HUGE, NUL = "9" * 30, "\x00"
NAMES = (
    *("dag", "bezoek", "toon", "gast", "herkend", "wie", "toestemming", "groep", "mandataris", "visit", "minutes"),
    *("other", "key", "at", "person", "guest", "is_present", "name", "text", "channel", "beeld", "besluit", "soort"),
    *("zeg", "stand", "moment", "portrait", "size", "focus_x", "starts_at_0", "planned_at_0", "url", "lines", "state"),
    *("title", "revision", "beelden", "quotes", "naar", "erin", "keuze", "note", "approved_by", "due_on", "kind"),
    *("mandatarissen", "contactpersonen", "passages", "zorgdienst", "theme", "uitdaging", "first_day", "slug", "start"),
    *(
        "sessie",
        "ronde",
        "rondes",
        "stamp",
        "keuze_0",
        "capacity",
        "number",
        "bevestig",
        "is_open",
        "email",
        "werkvorm",
    ),
    *(
        "werkvorm",
        "before",
        "instead",
        "seen",
        "position",
        "first_name",
        "consent",
        "leader",
        "tafel",
        "held",
        "rounds",
        "block",
    ),
    *("opens_on", "closes_on", "antwoord-1", "1", "vraag-1", "personal_days", "ends_on", "reason", "q", "naam", "done"),
)
GARBAGE = [dict.fromkeys(NAMES, value) for value in (HUGE, "-1", f"x{NUL}y", "١٢", "2025-13-45", "<b>'\"%", "é" * 5000)]
READ = 2  # of these in an address too


@pytest.fixture(autouse=True)
def files_come_back(built: None, db: None) -> Iterator[None]:
    """A picture that a test deletes, is there again for the next one, as its row is."""
    with undone():
        yield


def address(name: str, **known: Any) -> str:
    kwargs = KWARGS | {"bestuur": "leiedorp", "programme": "2025"} | known
    return reverse(name, kwargs={key: kwargs[key] for key in kwargs_of(OURS[name])})


def family_of(name: str) -> str:
    """What the address of a page behind a link begins with: "mijn", "dag"."""
    return address(name, token="x").split("/")[1]


def statuses(client: Client, url: str, name: str, *, is_shut: bool = False) -> set[int]:
    """Of each kind of garbage once; a page that draws takes long and reads little, one that is shut reads nothing.

    Without any, a shut one was read by `opens_nothing`.
    """
    found = set() if is_shut else {status_of(client.get(url))}
    draws = name.endswith(("-pdf", "-zip", "-xlsx", "-alle", "-affiche")) or name.startswith("draaiboek-")
    for number, said in enumerate(GARBAGE[:1] if draws or is_shut else GARBAGE):
        found.add(status_of(client.post(url, said)))
        if number < READ:
            found.add(status_of(client.get(url, said)))
    return found


@pytest.mark.parametrize("name", OF_STAFF)
def test_staff_pages(walked: Programme, name: str) -> None:
    client = Client()
    client.force_login(make_user("coordinator", bestuur=walked.bestuur))
    assert max(statuses(client, address(name), name)) < 500


@pytest.mark.parametrize("name", OF_STAFF)
def test_staff_pages_before_anything_is_published(db: None, name: str) -> None:
    programme = make_programme(make_bestuur(), slug="2025")
    client = Client()
    client.force_login(make_user("coordinator", bestuur=programme.bestuur))
    assert status_of(client.get(address(name, bestuur=programme.bestuur.slug))) < 500


@pytest.fixture(scope="module")
def tokens(built: None) -> dict[bool, list[str]]:
    """Of every kind of link: of what is published, and of what is not."""
    return {True: tokens_of(Programme.objects.get(pk=PK)), False: tokens_of(make_programme())}


def tokens_of(programme: Programme) -> list[str]:
    make_gast(programme)
    host = make_contactpersoon(programme.bestuur)
    programme.diensten.add(make_zorgdienst(programme.bestuur, contact=host))
    make_links(programme, now=NOW)
    links = PersonalLink.objects.filter(programme=programme).exclude(nonce="")
    guest, host_link = (links.filter(**{f"{owner}__isnull": False})[0] for owner in ("mandataris", "contactpersoon"))
    found = [token_of(guest), token_of(host_link)]
    quote = make_quote(programme)
    found += [shared_token(share(programme, kind, now=NOW, quote=quote)) for kind in Deellink.Kind.values]
    found += [aftercare.shared_token(aftercare.share(programme, kind, now=NOW)) for kind in Nazorglink.Kind.values]
    return [*found, *(token_from(one.nonce) for one in _of_formats(programme))]


@pytest.mark.parametrize("is_published", [True, False])
@pytest.mark.parametrize("family", sorted({family_of(name) for name in BY_TOKEN}))
def test_pages_behind_a_link(
    built: None, tokens: dict[bool, list[str]], db: None, family: str, is_published: Any
) -> None:
    Programme.objects.update(last_day="2999-01-01")  # no link is over
    wrong = []
    for token in tokens[is_published]:
        is_shut = opens_nothing(token, family)
        for name in filter(lambda name: family_of(name) == family, BY_TOKEN):
            with undone():
                found = statuses(Client(), address(name, token=token), name, is_shut=is_shut)
            wrong += [(name, token, status) for status in found if status >= 500]
    assert wrong == []


def opens_nothing(token: str, family: str) -> bool:
    """Whether a link is of another family of pages: of this one, not a single page opens."""
    urls = [address(name, token=token) for name in ALL_BY_TOKEN if family_of(name) == family]
    missing = 0
    for url in sorted(urls, key=lambda url: (url.endswith((".pdf", ".zip")), url)):  # what is drawn last of all
        status = status_of(Client().get(url))
        if status not in {404, 405}:
            return False
        missing += status == 404
    return missing > 0


def _of_formats(programme: Programme) -> list[Any]:
    """What has an address of its own for whoever takes part."""
    here = {"carrousel__bezoek__programme": programme}
    rows = [*Carrousel.objects.filter(bezoek__programme=programme), *Inschrijving.objects.filter(**here)]
    return [*rows, *Visieworkshop.objects.filter(bezoek__programme=programme)]

"""A form as a browser holds it: read from the page, changed as somebody types, and sent."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

from invitations.models import Cijfer, Fiche
from programmes.models import Programme, Soort, Zorgdienst
from tests.factories import make_deelnemende_dienst, make_zorgdienst

EDIT = "/leiedorp/2025/fiches/{}/invullen/?deel={}"


def make_fiche(programme: Programme, zorgdienst: Zorgdienst | None = None, **fields: Any) -> Fiche:
    """Of a care home that takes part, unless told."""
    zorgdienst = zorgdienst or make_zorgdienst(programme.bestuur, kind=Soort.WOONZORGCENTRUM)
    make_deelnemende_dienst(programme, zorgdienst)
    return Fiche.objects.create(programme=programme, zorgdienst=zorgdienst, **{"percent": 1} | fields)


def make_cijfer(fiche: Fiche, key: str = "wachtlijst", typed: str = "12", value: Any = 12, **fields: Any) -> Cijfer:
    fields = {"name": key, "unit": "personen"} | fields
    cijfer: Cijfer = fiche.cijfers.create(key=key, typed=typed, value=value, **fields)
    return cijfer


class _Form(HTMLParser):
    """What the POST form of a page would send; what stands in a <template> is not part of it."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, str] = {}
        self.inside = self.in_template = False
        self.open = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = found.get("method") == "post"
        elif tag == "template":
            self.in_template = True
        elif self.inside and not self.in_template:
            self._control(tag, found)

    def _control(self, tag: str, found: dict[str, str]) -> None:
        if tag == "input" and (found.get("type") not in {"checkbox", "radio"} or "checked" in found):
            self.data[found["name"]] = found.get("value", "")
        elif tag == "textarea":
            self.open = found["name"]
            self.data[self.open] = ""
        elif tag == "select":
            self.select = found["name"]
            self.data[self.select] = ""
        elif tag == "option" and "selected" in found:
            self.data[self.select] = found.get("value", "")

    def handle_data(self, data: str) -> None:
        if self.open:
            self.data[self.open] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.open:
            self.data[self.open] = self.data[self.open].removeprefix("\n")
            self.open = ""
        elif tag == "form":
            self.inside = False
        elif tag == "template":
            self.in_template = False


def form_in(text: str) -> dict[str, str]:
    parser = _Form()
    parser.feed(text)
    return parser.data


class Person:
    """Somebody with a section open; `client` may be a host without an account, at another address."""

    def __init__(self, client: Client, url: str) -> None:
        self.client, self.url = client, url
        self.opened()

    def opened(self) -> None:
        response = self.client.get(self.url)
        assert response.status_code == 200
        self.text = response.text
        self.data = form_in(self.text)

    def row(self, **fields: str) -> str:
        """The prefix of the row that holds this: row(key='wachtlijst')."""
        name, value = next(iter(fields.items()))
        return next(key for key, held in self.data.items() if key.endswith(f"-{name}") and held == value).rsplit(
            "-", maxsplit=1
        )[0]

    def send(self, **typed: str) -> Any:
        """Types and saves; what the page then holds, is open."""
        self.data |= {key.replace("__", "-"): value for key, value in typed.items()}
        response: Any = self.client.post(self.url, self.data)
        assert response.status_code in {200, 302}
        if response.status_code == 200:
            self.text = response.text
            self.data = form_in(self.text)
        return response

"""What a coordinator does on the screens, from an empty authority to published links. Every step is a click."""

import re
from collections.abc import Iterable
from typing import Any

from playwright.sync_api import Locator, Page, expect


class Coordinator:
    """Drives one signed-in page; `at` is the path of the authority, `programme` of the programme."""

    def __init__(self, page: Page, slug: str) -> None:
        self.page = page
        self.at = f"/{slug}"
        self.programme = ""

    def add_person(self, first_name: str, last_name: str, *, groups: Iterable[str], **fields: str) -> None:
        self.page.goto(f"{self.at}/beheer/mandatarissen/nieuw/")
        form = self._form()
        form.get_by_label("Voornaam").fill(first_name)
        form.get_by_label("Achternaam").fill(last_name)
        for group in groups:
            form.get_by_label(group, exact=True).check()
        self._fill(form, fields)
        self._save()

    def read_in_people(self, csv: str) -> None:
        """A spreadsheet with a header, saved as CSV by a Belgian Excel."""
        self.page.goto(f"{self.at}/beheer/inlezen/mandatarissen/")
        file = {"name": "mensen.csv", "mimeType": "text/csv", "buffer": csv.encode("cp1252")}
        self._form().get_by_label("Bestand").set_input_files(files=[file])  # type: ignore[list-item]
        self._save("Bekijk wat er verandert")
        self._save("Bekijk wat er verandert")
        self._save("Inlezen")

    def add_service(self, name: str, kind: str, *, contact: str, **fields: str) -> None:
        self.page.goto(f"{self.at}/beheer/diensten/nieuw/")
        form = self._form()
        form.get_by_label("Naam", exact=False).first.fill(name)
        form.get_by_label("Soort").select_option(label=kind)
        who, _, function = contact.partition(", ")
        form.get_by_label("Nieuwe contactpersoon: naam").fill(who)
        form.get_by_label("Functie").fill(function)
        self._fill(form, fields)
        self._save()

    def start_programme(self, title: str, first_day: str, last_day: str, *, day_from: str = "08:00") -> None:
        self.page.goto(f"{self.at}/beheer/programmas/nieuw/")
        form = self._form()
        form.get_by_label("Titel").fill(title)
        form.get_by_label("Eerste dag").fill(first_day)
        form.get_by_label("Laatste dag").fill(last_day)
        form.get_by_label("De dag begint om").fill(day_from)
        self._save()
        expect(self.page).to_have_title(re.compile(re.escape(title)))
        self.programme = re.sub(r"^https?://[^/]+", "", self.page.url).rstrip("/")

    def all_services_take_part(self) -> None:
        self.page.goto(f"{self.programme}/diensten/")
        for box in self._form().get_by_role("checkbox").all():
            box.check()
        self._save()

    def invite(self, *choices: str) -> None:
        self.page.goto(f"{self.programme}/gasten/toevoegen/")
        for choice in choices:
            self._form().get_by_label(re.compile(choice)).check()
        self._save("Zet op de gastenlijst")

    def invite_guest(self, first_name: str, last_name: str, *, minor: bool = False, **fields: str) -> None:
        self.page.goto(f"{self.programme}/gasten/nieuw/")
        form = self._form()
        form.get_by_label("Voornaam").fill(first_name)
        form.get_by_label("Achternaam").fill(last_name)
        if minor:
            form.get_by_label("Minderjarig").check()
        self._fill(form, fields)
        self._save("Zet op de gastenlijst")

    def plan(self, day: str, start: str, end: str, *, people: Iterable[str], speaks: str = "", **fields: str) -> None:
        """A visit or a block; `people` by name, `speaks` is the spokesperson."""
        self.page.goto(f"{self.programme}/bezoeken/nieuw/")
        form = self._form()
        form.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
        for label, value in fields.items():
            self._put(form.get_by_label(re.compile(f"^{re.escape(label)}")).first, value)
        form.get_by_label("Dag").select_option(label=day)
        form.get_by_label("Van", exact=False).first.fill(start)
        form.get_by_label("Tot", exact=False).first.fill(end)
        for name in people:
            form.get_by_label(re.compile(f"^{re.escape(name)}")).check()
        if speaks:
            form.get_by_label(re.compile(f"^woordvoerder.*{re.escape(speaks)}")).check()
        self._save()
        expect(self.page).to_have_url(re.compile("/bord/"))

    def plan_ronde(self, title: str, day: str, start: str, stops: dict[str, int]) -> None:
        """Everybody on the guest list goes along; the stops in their order, with their minutes."""
        self.page.goto(f"{self.programme}/ronde/")
        form = self._form()
        form.get_by_label("Naam van de ronde").fill(title)
        form.get_by_label("Dag").select_option(label=day)
        form.get_by_label("Vertrek om").fill(start)
        for number, (name, minutes) in enumerate(stops.items(), 1):
            row = form.get_by_role("row").filter(has_text=name)
            row.get_by_label("Volgorde").fill(str(number))
            row.get_by_label("Minuten").fill(str(minutes))
        for box in form.get_by_role("checkbox").all():
            box.check()
        self._save("Zet op het bord")
        expect(self.page).to_have_url(re.compile("/bord/"))

    def publish(self) -> None:
        self.page.goto(f"{self.programme}/publiceren/")
        self._save("Publiceer versie 1")
        self.page.goto(f"{self.programme}/links/")
        self._save("Maak links voor iedereen")

    def link_of(self, name: str) -> str:
        self.page.goto(f"{self.programme}/links/")
        row = self.page.get_by_role("listitem").filter(has_text=name)
        link = row.locator("code").inner_text()
        return re.sub(r"^https?://[^/]+", "", link)

    def _form(self) -> Locator:
        return self.page.locator("main form[method=post]").first

    def _fill(self, form: Locator, fields: dict[str, str]) -> None:
        for label, value in fields.items():
            self._put(form.get_by_label(re.compile(f"^{re.escape(label)}")).first, value)

    def _put(self, field: Locator, value: Any) -> None:
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)

    def _save(self, button: str = "Bewaren") -> None:
        self.page.locator("main").get_by_role("button", name=button, exact=False).first.click()
        self.page.wait_for_load_state()
        expect(self.page.locator(".error-summary")).to_have_count(0)

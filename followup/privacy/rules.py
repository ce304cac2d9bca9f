"""What every field of every model is, for whoever looks after privacy: the one table that term and requests go by.

The rows are in followup.privacy.table; a test holds them against the models, so that a new field must choose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

GROUPS = ("names", "by", "emails", "personal", "people", "beside", "texts", "files", "staff", "other")
PERSONAL = ("names", "by", "emails", "personal", "people", "beside", "files")


@dataclass(frozen=True, slots=True)
class Rule:
    """One model; each group is names of fields, with a space between.

    `goes`: at the term its rows go (those of followup.privacy.staying only lose their fields). `drops`: texts that are
    emptied then instead of made nameless. `keeps`: fields that stay then as they are, as part of the approved report.
    `is_theirs`: a row about somebody who asks to be erased goes; otherwise it only loses who it was.
    """

    model: str  # 'press.Quote'
    names: str = ""  # of whom the row is about; first and last name in two fields make one
    by: str = ""  # of who did something with it
    emails: str = ""
    personal: str = ""  # other facts about a person
    people: str = ""  # relations to whom the row is about
    beside: str = ""  # relations to people whom it is not about
    texts: str = ""  # written, or JSON: a name may stand in it
    files: str = ""
    staff: str = ""  # accounts of the authority: who did what in the app
    other: str = ""
    goes: bool = False
    drops: str = ""
    keeps: str = ""
    is_theirs: bool = False
    programme: str = ""  # the way to its programme; '': it is of the authority and outlives the term
    bestuur: str = ""  # the way to its authority, when not through its programme

    @property
    def table(self) -> type[models.Model]:
        return apps.get_model(self.model)

    @property
    def plural(self) -> str:
        return str(self.table._meta.verbose_name_plural)  # noqa: SLF001 (Django's documented API)

    @property
    def to_bestuur(self) -> str:
        return self.bestuur or f"{self.programme}__bestuur"

    @property
    def has_whole_name(self) -> bool:
        """First name and last name, each in a field of its own."""
        return self.names == "first_name last_name"

    def fields(self, *groups: str) -> list[str]:
        return [name for group in groups for name in getattr(self, group).split()]

    def rows(self) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = self.table._default_manager.all()  # noqa: SLF001
        return found

    def of_programme(self, programme: models.Model) -> models.QuerySet[Any]:
        return self.rows().filter(**{self.programme: programme.pk}) if self.programme else self.rows().none()

    def of_bestuur(self, bestuur: models.Model) -> models.QuerySet[Any]:
        if self.to_bestuur == "pk":
            return self.rows().filter(pk=bestuur.pk)
        found = self.rows().filter(**{self.to_bestuur: bestuur.pk})
        return found.distinct() if "lidmaatschappen" in self.to_bestuur else found

    def field(self, name: str) -> Any:
        return self.table._meta.get_field(name)  # noqa: SLF001

    def label(self, name: str) -> str:
        """As the screens call it."""
        label = str(self.field(name).verbose_name)
        return LABELS.get(name, label) if label == name.replace("_", " ") else label

    def fates(self) -> Iterator[tuple[str, str]]:
        """(field, what happens with it at the term) of all fields that hold something of a person."""
        for name in self.fields(*PERSONAL, "texts"):
            yield name, self.fate(name)

    def fate(self, name: str) -> str:
        if not self.programme:
            return STAYS
        if name in self.keeps.split():
            return IN_REPORT
        if name in self.files.split():
            return FILE
        if self.goes:
            return ROW
        return NAMELESS if name in self.texts.split() and name not in self.drops.split() else CLEARED


STAYS = "blijft, zolang het bestuur het gebruikt"
IN_REPORT = "blijft, in het goedgekeurde verslag"
FILE = "het bestand wordt gewist"
ROW = "de hele regel wordt gewist"
NAMELESS = "blijft, zonder de namen van wie meedeed"
CLEARED = "wordt leeggemaakt"

LABELS = {
    "after": "na de wijziging",
    "answered": "wie antwoordde",
    "answers": "antwoorden",
    "before": "voor de wijziging",
    "by": "door",
    "calendar": "agendabericht",
    "composed": "voorgestelde tekst",
    "content": "inhoud",
    "created_at": "gemaakt op",
    "event": "wat in de agenda staat",
    "extensions": "waarom de termijn veranderde",
    "file": "bestand",
    "filename": "bestandsnaam",
    "guests": "gasten",
    "key": "kenmerk",
    "known": "wat de agenda al weet",
    "label": "wat er veranderde",
    "link": "persoonlijke link",
    "mandataris": "deelnemer",
    "message_id": "kenmerk voor mailservers",
    "meta": "wat de inzender schreef",
    "nonce": "geheim van de link",
    "original": "origineel",
    "partstat": "antwoord uit de agenda",
    "pdf": "PDF",
    "person": "persoon",
    "print": "versie voor druk",
    "programme": "programma",
    "public_pdf": "publieke PDF",
    "reading": "verslag van het inlezen",
    "record": "wat er gebeurde",
    "replacement": "wie in de plaats komt",
    "result": "uitkomst van het inlezen",
    "rows": "regels van het bestand",
    "sender": "inzender",
    "sent_content": "zoals ze vertrok",
    "spokespersons": "woordvoerders",
    "text": "tekst",
    "thumb": "kleine versie",
    "to_email": "e-mailadres",
    "to_name": "aan",
    "token_hash": "kenmerk van de link",
    "told": "wat de pers al las",
    "topic": "waarover",
    "uid": "kenmerk in de agenda",
    "uri": "adres in de Mandatendatabank",
    "web": "versie voor het web",
}  # of fields that have no words of their own on a screen

"""Who said what: a row per guest, in a fixed number of queries."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from invitations.asked import AANBOD, JA, NEE, OPEN, VERVANGING, WACHT, Asked, asked_of_all
from invitations.models import Bericht, Wachtplaats
from invitations.outbox import recipient_of
from programmes.models import Assistent, Gast, Programme
from programmes.versions import last_version
from programmes.wishes import named, wish_names

ANSWER_LABELS = {
    OPEN: "geen antwoord",
    JA: "komt",
    NEE: "komt niet",
    WACHT: "wachtlijst",
    AANBOD: "plaats aangeboden",
    VERVANGING: "stelt iemand voor",
}


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One guest: when they can, what they would like, and what they said to each published visit."""

    gast: Gast
    wishes: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    bounce: str = ""  # why the last mail to the address they have now came back

    @property
    def name(self) -> str:
        return self.gast.mandataris.name

    @property
    def counts(self) -> dict[str, int]:
        """{'ja': 2, 'nee': 0, 'open': 1}; who waits or proposes somebody did answer."""
        states = Counter(one.state for one in self.asked)
        return {"ja": states[JA], "nee": states[NEE] + states[VERVANGING], "open": states[OPEN]}

    @property
    def answers(self) -> list[tuple[Asked, str]]:
        return [(one, ANSWER_LABELS[one.state]) for one in self.asked]

    @property
    def has_open(self) -> bool:
        """Of visits that were published, to one at least no answer; before that, not when they can."""
        if self.asked:
            return any(not one.is_answered for one in self.asked)
        return self.gast.available is None

    @property
    def what_is_open(self) -> str:
        """What they can still say."""
        if not self.asked:
            return "zei nog niet wanneer het past"
        count = self.counts["open"]
        return f"antwoordde nog niet op {count} {'bezoek' if count == 1 else 'bezoeken'}"


def guest_rows(programme: Programme, *, now: dt.datetime, only: Assistent | None = None) -> list[GuestRow]:
    guests = Gast.objects.filter(programme=programme).select_related("mandataris")
    if only:
        guests = guests.filter(mandataris__assistenten=only)
    names = wish_names(programme)
    version = last_version(programme)
    asked = asked_of_all(programme, version, now=now) if version else {}
    bounces = _bounces(programme)
    return [
        GuestRow(
            gast,
            wishes=named(gast.wishes, names),
            asked=asked.get(gast.mandataris_id, []),
            bounce=bounces.get((gast.mandataris_id, recipient_of(gast.mandataris).email.casefold()), ""),
        )
        for gast in guests
    ]


def _bounces(programme: Programme) -> dict[tuple[int, str], str]:
    """{(person, address): why the last one came back}; who gets another address, has a clean sheet."""
    came_back = Bericht.objects.filter(programme=programme, state=Bericht.State.TERUGGEKOMEN, mandataris__isnull=False)
    rows = came_back.order_by("pk").values_list("mandataris_id", "to_email", "problem")
    return {(person or 0, email.casefold()): problem for person, email, problem in rows}


def waiting_lists(programme: Programme) -> list[tuple[str, list[Wachtplaats]]]:
    """A visit with who waits for it, in their order."""
    places = Wachtplaats.objects.filter(bezoek__programme=programme).select_related("bezoek__zorgdienst", "mandataris")
    lists: dict[int, tuple[str, list[Wachtplaats]]] = {}
    for place in places.order_by("bezoek__starts_at", "bezoek_id", "pk"):
        lists.setdefault(place.bezoek_id, (place.bezoek.name, []))[1].append(place)
    return list(lists.values())


def wishes_said(gast: Gast) -> list[tuple[str, Any]]:
    """What somebody said before there was a plan, as (label, lines)."""
    when = {None: ["nog niet gezegd"], False: ["op geen enkel moment"]}
    lines = gast.available_lines or when[None if gast.available is None else False]
    said = [
        ("Wanneer je kunt", lines),
        ("Hoeveel bezoeken", [str(gast.visits_wanted)] if gast.visits_wanted else []),
        ("Hoe je komt", [gast.get_mode_display()] if gast.mode else []),
        ("Wat je graag ziet", named(gast.wishes, wish_names(gast.programme))),
        ("Dieet", [gast.diet]),
        ("Kledingmaat", [gast.clothing_size]),
        ("Mobiliteit", [gast.mobility]),
        ("Opmerking", [gast.remarks]),
    ]
    return [(label, kept) for label, lines in said if (kept := [line for line in lines if line])]

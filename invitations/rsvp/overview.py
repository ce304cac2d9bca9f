"""Who said what: a row per guest, in a fixed number of queries."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from invitations.mail.undelivered import Undelivered, of_person, undelivered
from invitations.models import Bericht, Wachtplaats
from invitations.rsvp.asked import AANBOD, JA, NEE, OPEN, VERVANGING, WACHT, Asked, asked_of_all
from programmes.models import Assistent, Gast, Programme
from programmes.versions import last_version
from programmes.wishes import named, wish_names

ANSWER_LABELS = {
    OPEN: "geen antwoord",
    JA: "komt",
    NEE: "komt niet",
    WACHT: "wachtlijst",
    AANBOD: "plaats aangeboden",
}


@dataclass(frozen=True, slots=True)
class GuestRow:
    """One guest: when they can, what they would like, and what they said to each published visit."""

    gast: Gast
    wishes: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    undelivered: Undelivered | None = None

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
        return [(one, _label(one)) for one in self.asked]

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


def _label(one: Asked) -> str:
    return f"stelt {one.substitute} voor" if one.state == VERVANGING else ANSWER_LABELS[one.state]


def guest_rows(programme: Programme, *, now: dt.datetime, only: Assistent | None = None) -> list[GuestRow]:
    guests = Gast.objects.filter(programme=programme).select_related("mandataris")
    if only:
        guests = guests.filter(mandataris__assistenten=only)
    names = wish_names(programme)
    version = last_version(programme)
    asked = asked_of_all(programme, version, now=now) if version else {}
    failed = undelivered(Bericht.objects.filter(programme=programme))
    return [
        GuestRow(
            gast,
            wishes=named(gast.wishes, names),
            asked=asked.get(gast.mandataris_id, []),
            undelivered=of_person(failed, gast.mandataris),
        )
        for gast in guests
    ]


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

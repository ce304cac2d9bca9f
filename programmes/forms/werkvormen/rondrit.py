"""The form of a tour: how it rides, along which services, in which order, for how long."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from django import forms
from django.core.exceptions import ValidationError

from programmes.forms.board import ClockField, DayField
from programmes.forms.widgets import whole_number
from programmes.models import Ronde
from programmes.models.ronde import MOST_SEATS, mode_of
from programmes.times import NonexistentTimeError, moment
from programmes.trail import own
from programmes.week import Service, Visit, Week
from programmes.werkvormen.ordering import DOWN, UP, placed
from programmes.werkvormen.rondrit.problem import MOST_SERVICES
from programmes.werkvormen.rondrit.proposing import LeftOut, propose
from programmes.werkvormen.rondrit.standing import Standing, origin_of, ride_of
from programmes.werkvormen.rondrit.tours import Leg, Ride, Tour, Wanted, timed

LONGEST_STOP = 12 * 60
TOWN_HALL = "huis"
MOST_STOPS = MOST_SERVICES - 1
LAST = 10**6  # whoever was ticked without a place in the order comes after those that have one
OWN = ("title", "vehicle", "seats", "driver")
NOTHING = "Kies minstens één dienst: schrijf 1 bij de eerste, 2 bij de tweede, enzovoort."


@dataclass(frozen=True)
class StopRow:
    """One service as it was typed; `visit` when it is a stop already."""

    service: Service
    order: str = ""
    minutes: str = ""
    is_ticked: bool = False
    visit: Visit | None = None

    @property
    def is_chosen(self) -> bool:
        return self.is_ticked or bool(self.order)

    @property
    def state(self) -> str:
        """What the form was made from: another one meanwhile is told."""
        return f"{self.visit.id}.{self.visit.revision}" if self.visit else ""


class RondeForm(forms.Form):
    title = forms.CharField(
        label="Naam van de ronde",
        max_length=150,
        initial="Ronde",
        error_messages={"required": "Geef de ronde een naam."},
    )
    start = ClockField(label="Vertrek om", error_messages={"required": "Vul in wanneer de ronde vertrekt."})
    back = ClockField(label="Terug tegen", required=False)
    place = forms.ChoiceField(label="Vertrekt en eindigt", required=False)
    vehicle = forms.ChoiceField(label="Vervoer", required=False, choices=Ronde.Vehicle.choices)
    seats = forms.IntegerField(
        label="Plaatsen voor passagiers",
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        error_messages={
            "invalid": "Schrijf een getal, bijvoorbeeld 8.",
            "min_value": "Schrijf minstens 1, of laat het leeg.",
            "max_value": f"Schrijf hoogstens {MOST_SEATS}.",
        },
    )
    driver = forms.CharField(
        label="Chauffeur of begeleider", required=False, max_length=150, help_text="Met een telefoonnummer."
    )
    move_published = forms.BooleanField(label="Ook wat al gepubliceerd is, mag van uur veranderen", required=False)
    people = forms.TypedMultipleChoiceField(
        label="Wie gaat mee", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, week: Week, standing: Standing | None = None, **kwargs: Any) -> None:
        self.week, self.standing = week, standing or Standing(None)
        self.left_out: tuple[LeftOut, ...] = ()
        self.is_proven = False
        self.planned: Tour | None = None
        self.own = own(self.standing.ronde or Ronde())
        self.moved = ("", 0)
        super().__init__(data, initial=self._initial() | kwargs.pop("initial", {}), **kwargs)
        also = {visit.day for visit in self.standing.stops}
        self.fields["day"] = DayField(week.info, also=also, label="Dag")
        self.order_fields(["title", "day", "start", "back", "place", "vehicle", "seats", "driver", "people"])
        self._fill_choices()
        self.rows = [self._row(service, data) for service in week.services.values()]
        self.chosen = self._in_order()

    def _initial(self) -> dict[str, Any]:
        ronde = self.standing.ronde
        if not self.standing.stops:
            return {"place": TOWN_HALL if self.week.info.start_point else ""}
        ride = ride_of(self.week, self.standing)
        origin = ride.origin
        place = "" if origin is None else str(origin.id) if origin.id else TOWN_HALL
        initial = {"day": ride.day.isoformat(), "start": ride.leave, "place": place}
        if ronde is None:
            return initial
        return initial | {name: getattr(ronde, name) for name in OWN}

    def _fill_choices(self) -> None:
        people, place = self.fields["people"], self.fields["place"]
        assert isinstance(people, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        assert isinstance(place, forms.ChoiceField)  # noqa: S101
        people.choices = [(p.id, f"{p.name}{f', {p.function}' if p.function else ''}") for p in self._guests()]
        services = [(str(service.id), f"bij {service.name}") for service in self.week.services.values()]
        place.choices = [("", "bij de eerste halte"), (TOWN_HALL, "aan het gemeente- of stadhuis"), *services]
        if self.standing.stops:
            del self.fields["people"]
        if not self.standing.published:
            del self.fields["move_published"]

    def _guests(self) -> list[Any]:
        return list(self.week.people.values())

    def _row(self, service: Service, data: Mapping[str, Any] | None) -> StopRow:
        visit = self.standing.stop_at(service.id)
        usual = str(visit.minutes if visit else service.visit_minutes)
        if data is None:
            order = str(self.standing.stops.index(visit) + 1) if visit else ""
            return StopRow(service, order=order, minutes=usual, visit=visit)
        return StopRow(
            service,
            order=str(data.get(f"order-{service.id}", "")).strip(),
            minutes=str(data.get(f"minutes-{service.id}", "")).strip() or usual,
            is_ticked=f"with-{service.id}" in data,
            visit=visit,
        )

    def _in_order(self) -> list[StopRow]:
        chosen = [row for row in self.rows if row.is_chosen]
        return sorted(chosen, key=lambda row: whole_number(row.order) or LAST)

    @property
    def others(self) -> list[StopRow]:
        """Services that the tour passes by."""
        chosen = {row.service.id for row in self.chosen}
        return [row for row in self.rows if row.service.id not in chosen]

    @property
    def was_proposed(self) -> bool:
        return self.is_bound and "propose" in self.data

    @property
    def removed(self) -> list[Visit]:
        """Visits that stand on the board, and are no stop any more."""
        kept = {row.visit.id for row in self.chosen if row.visit}
        return [visit for visit in self.standing.stops if visit.id not in kept]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for row in self.chosen:
            self._number(row.minutes, row, "minuten")
            if row.order:
                self._number(row.order, row, "volgorde")
        self._rearrange()
        if not self.chosen and not self.errors:
            raise ValidationError(NOTHING)
        if len(self.chosen) > MOST_STOPS:
            raise ValidationError(f"Een ronde telt hoogstens {MOST_STOPS} haltes, en je koos er {len(self.chosen)}.")
        self._check_state()
        if data.get("back") is not None and data["back"] < (data.get("start") or 0):
            self.add_error("back", "Terug zijn kan niet voor het vertrek.")
        if data.get("day") and data.get("start") is not None:
            if "propose" in self.data:
                self._propose(data)
            tour = self.tour()
            for leg in tour.legs:
                self._check(leg)
            self.planned = tour
        return data

    def _number(self, text: str, row: StopRow, what: str) -> int:
        if not 0 < (number := whole_number(text)) <= LONGEST_STOP:
            raise ValidationError(f"{row.service.name}: '{text[:20]}' is geen goed getal bij {what}.")
        return number

    def _rearrange(self) -> None:
        """`up`, `down` and `drop` are buttons beside a stop; `line` is a stop that was carried to another place."""
        rows = {row.service.id: row for row in self.chosen}
        keys, before = list(rows), whole_number(str(self.data.get("before", "")))
        for name, to in (("up", UP), ("down", DOWN), ("line", str(self.data.get("to", "")))):
            key = whole_number(str(self.data.get(name, "")))
            after = placed(keys, key, to=to, before=before if name == "line" else 0)
            if after != keys:
                keys, self.moved = after, (name, key)
        dropped = whole_number(str(self.data.get("drop", "")))
        self.chosen = [rows[key] for key in keys if key != dropped]

    def _check_state(self) -> None:
        """Somebody else may have moved or removed a stop since this form was opened."""
        for row in self.rows:
            was = self.data.get(f"state-{row.service.id}", row.state)
            if was != row.state:
                self.add_error(
                    None,
                    f"Iemand anders wijzigde intussen het bezoek aan {row.service.name}. "
                    "Hieronder is gerekend met hoe het nu staat: kijk het na en bewaar opnieuw.",
                )

        if self.data.get("own", self.own_state) != self.own_state:
            now = self._initial()
            shown = [f"‘{now[name] or 'niets'}’ bij {self.fields[name].label}" for name in OWN if name in now]
            self.add_error(
                None,
                "Iemand anders wijzigde intussen hoe er gereden wordt. "
                f"Nu staat er {', '.join(shown)}. Bewaar nog eens als het moet worden wat er hier staat.",
            )

    @property
    def own_state(self) -> str:
        """Of the tour's own row, when the form was made."""
        return str(crc32(repr(self.own).encode()))

    def _propose(self, data: dict[str, Any]) -> None:
        found = propose(self.week, self._ride(data), self._wanted(data))
        rows = {row.service.id: row for row in self.chosen}
        self.chosen = [rows[stop.service] for stop in found.stops]
        self.left_out, self.is_proven = found.left_out, found.is_proven

    def _wanted(self, data: dict[str, Any]) -> list[Wanted]:
        keeps = frozenset() if data.get("move_published") else self.standing.published
        return [
            Wanted(
                row.service.id,
                whole_number(row.minutes),
                row.visit,
                is_kept=row.visit is not None
                and row.visit.day == data["day"]
                and (row.visit.is_fixed or row.visit.id in keeps),
            )
            for row in self.chosen
        ]

    def _ride(self, data: dict[str, Any]) -> Ride:
        people = tuple(data.get("people") or self.standing.people)
        mode, origin = mode_of(data.get("vehicle") or ""), origin_of(self.week, self.ronde(data))
        return Ride(data["day"], data["start"], data.get("back"), mode, origin, people)

    def _check(self, leg: Leg) -> None:
        name = self.week.name_of(leg.visit)
        if leg.visit.end > 1440:
            raise ValidationError(f"De ronde loopt door na middernacht bij {name}. Begin vroeger, of kies minder.")
        try:
            moment(leg.visit.day, leg.visit.start)
            moment(leg.visit.day, leg.visit.end)
        except NonexistentTimeError as error:
            raise ValidationError(f"{name}: {error}") from error

    def tour(self) -> Tour:
        """With the hours of the order as it is now."""
        data = self.cleaned_data
        return timed(self.week, self._ride(data), self._wanted(data))

    def ronde(self, data: Mapping[str, Any] | None = None) -> Ronde:
        """The row as it was typed, not saved."""
        data = self.cleaned_data if data is None else data
        ronde = self.standing.ronde or Ronde()
        place = data.get("place") or ""
        ronde.starts_at_first = not place
        ronde.start_dienst_id = whole_number(place) or None
        for name in ("title", "vehicle", "driver"):
            setattr(ronde, name, data.get(name) or "")
        ronde.seats = data.get("seats")
        return ronde

    @property
    def shown(self) -> list[StopRow]:
        """The stops as the form shows them: 1, 2, 3, unless what was typed could not be understood."""
        if self.planned is None:
            return self.chosen
        return [replace(row, order=str(number)) for number, row in enumerate(self.chosen, start=1)]

"""The form of a tour: which services, in which order, from when, with whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from programmes.forms.board import ClockField, DayField
from programmes.forms.widgets import whole_number
from programmes.rondes import Leg, Stop, plan_ronde
from programmes.times import NonexistentTimeError, moment
from programmes.week import Service, Week

LONGEST_STOP = 12 * 60


@dataclass(frozen=True)
class StopRow:
    """One service as it was typed; an empty place in the order means that the tour passes it by."""

    service: Service
    order: str = ""
    minutes: str = ""


class RondeForm(forms.Form):
    title = forms.CharField(
        label="Naam van de ronde",
        max_length=150,
        initial="Ronde",
        error_messages={"required": "Geef de ronde een naam."},
    )
    start = ClockField(label="Begint om", error_messages={"required": "Vul in wanneer de ronde begint."})
    people = forms.TypedMultipleChoiceField(
        label="Wie gaat mee", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, week: Week, **kwargs: Any) -> None:
        self.week = week
        super().__init__(data, **kwargs)
        self.fields["day"] = DayField(week.info, label="Dag")
        self.order_fields(["title", "day", "start", "people"])
        people = self.fields["people"]
        assert isinstance(people, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        people.choices = [(p.id, f"{p.name}{f', {p.function}' if p.function else ''}") for p in week.people.values()]
        self.rows = [self._row(service, data) for service in week.services.values()]

    def _row(self, service: Service, data: Mapping[str, Any] | None) -> StopRow:
        if data is None:
            return StopRow(service, minutes=str(service.visit_minutes))
        return StopRow(
            service,
            order=str(data.get(f"order-{service.id}", "")).strip(),
            minutes=str(data.get(f"minutes-{service.id}", "")).strip() or str(service.visit_minutes),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["stops"] = self._stops()
        if data.get("day") and data.get("start") is not None:
            for leg in self._legs(data):
                self._check(leg)
        return data

    def _stops(self) -> list[Stop]:
        chosen = sorted((self._number(row.order, row, "volgorde"), n) for n, row in enumerate(self.rows) if row.order)
        if not chosen and not self.errors:
            raise ValidationError("Kies minstens één dienst: schrijf 1 bij de eerste, 2 bij de tweede, enzovoort.")
        rows = [self.rows[n] for _, n in chosen]
        return [Stop(row.service.id, self._number(row.minutes, row, "minuten")) for row in rows]

    def _number(self, text: str, row: StopRow, what: str) -> int:
        if not 0 < (number := whole_number(text)) <= LONGEST_STOP:
            raise ValidationError(f"{row.service.name}: '{text[:20]}' is geen goed getal bij {what}.")
        return number

    def _legs(self, data: dict[str, Any]) -> list[Leg]:
        return plan_ronde(
            self.week, data["stops"], day=data["day"], start=data["start"], people=data.get("people") or []
        )

    def _check(self, leg: Leg) -> None:
        name = self.week.name_of(leg.visit)
        if leg.visit.end > 1440:
            raise ValidationError(f"De ronde loopt door na middernacht bij {name}. Begin vroeger, of kies minder.")
        try:
            moment(leg.visit.day, leg.visit.start)
            moment(leg.visit.day, leg.visit.end)
        except NonexistentTimeError as error:
            raise ValidationError(f"{name}: {error}") from error

    def legs(self) -> list[Leg]:
        return self._legs(self.cleaned_data)

"""Forms of the week board: when a visit is, what it is, and who receives."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from programmes.forms.widgets import parse_clock, whole_number
from programmes.models import Bezoek, Contactpersoon, Werkvorm
from programmes.times import NonexistentTimeError, clock_input, day_name, moment
from programmes.week import VISIT, Host, Info, Service, Visit, Week, moved

NOBODY = 0
TEXTS = (
    *("title", "werkvorm", "place", "meeting_point", "clothing", "meal", "activity", "remarks", "internal_note"),
    "is_fixed",
)


class ClockField(forms.CharField):
    """Minutes since midnight; '9', '9.30', '9:30' and '9u30' are all understood."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"type": "time", "step": "300"})
        super().__init__(**({"widget": widget} | kwargs))

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_clock(text)
        except ValueError:
            raise ValidationError(f"'{text}' is geen uur. Schrijf bijvoorbeeld 9.30.") from None

    def prepare_value(self, value: Any) -> Any:
        return clock_input(value % 1440) if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial) != data)


class DayField(forms.TypedChoiceField):
    """A day of the programme, chosen by its name."""

    def __init__(self, info: Info, *, also: Iterable[dt.date] = (), **kwargs: Any) -> None:
        days = sorted({*info.days, *also})
        period = f"{day_name(info.first_day)} tot en met {day_name(info.last_day)}"
        super().__init__(
            choices=[(day.isoformat(), day_name(day)) for day in days],
            coerce=dt.date.fromisoformat,
            error_messages={
                "invalid_choice": f"Deze dag valt buiten het programma ({period}). Kies een dag uit de lijst.",
                "required": "Kies een dag.",
            },
            **kwargs,
        )


class WhenForm(forms.Form):
    """Day, from, until; the hours may run past midnight when that is ticked."""

    start = ClockField(label="Van", error_messages={"required": "Vul in wanneer het begint."})
    end = ClockField(label="Tot", error_messages={"required": "Vul in wanneer het eindigt."})
    overnight = forms.BooleanField(label="Loopt door na middernacht", required=False)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, week: Week, visit: Visit, **kwargs: Any) -> None:
        self.week, self.visit = week, visit
        initial = {
            "day": visit.day.isoformat(),
            "start": visit.start,
            "end": visit.end,
            "overnight": visit.end > 1440,
            "revision": visit.revision,
        }
        super().__init__(data, initial=initial | kwargs.pop("initial", {}), **kwargs)
        also = [visit.day] if visit.id else []
        self.fields["day"] = DayField(week.info, also=also, label="Dag")
        self.order_fields(["day", "start", "end", "overnight"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("start") is not None and data.get("end") is not None:
            self._clean_hours(data)
        for name in ("start", "end"):
            if data.get("day") and data.get(name) is not None and name not in self.errors:
                self._check_exists(data["day"], data[name], name)
        return data

    def _clean_hours(self, data: dict[str, Any]) -> None:
        if data.get("overnight"):
            data["end"] += 1440 if data["end"] <= data["start"] else 0
        elif data["end"] <= data["start"]:
            self.add_error(
                "end", "Het einde ligt niet na het begin. Loopt het door tot de dag erna? Vink dat dan hieronder aan."
            )

    def _check_exists(self, day: dt.date, minutes: int, name: str) -> None:
        try:
            moment(day, minutes)
        except NonexistentTimeError as error:
            self.add_error(name, str(error))


class MoveForm(WhenForm):
    """Moves a visit; without `end` it keeps its length."""

    whole_ronde = forms.BooleanField(label="Verplaats de hele ronde mee", required=False)

    def __init__(self, data: Any = None, *, week: Week, visit: Visit, **kwargs: Any) -> None:
        super().__init__(data, week=week, visit=visit, **kwargs)
        self.fields["end"].required = False
        if visit.ronde is None:
            del self.fields["whole_ronde"]
        if visit.end <= 1440:
            self.fields["overnight"].widget = forms.HiddenInput()

    def _clean_hours(self, data: dict[str, Any]) -> None:
        """A visit that ran past midnight still does."""
        data["overnight"] = data.get("overnight") or self.visit.end > 1440
        super()._clean_hours(data)

    def moved(self) -> Visit:
        data = self.cleaned_data
        visit = replace(self.visit, revision=data["revision"] or self.visit.revision)
        return moved(visit, day=data["day"], start=data["start"], end=data.get("end"))


class BezoekForm(WhenForm):
    """All of a visit but its people, who have rows of their own (programmes.forms.participants)."""

    kind = forms.ChoiceField(label="Soort", choices=Bezoek.Kind.choices)
    service = forms.TypedChoiceField(label="Zorgdienst", required=False, coerce=int, empty_value=None)
    title = forms.CharField(label="Titel", required=False, max_length=150)
    werkvorm = forms.ChoiceField(label="Werkvorm", required=False, choices=[("", "Geen"), *Werkvorm.choices])
    host = forms.TypedChoiceField(label="Wie ontvangt", required=False, coerce=int, empty_value=None)
    place = forms.CharField(
        label="Plaats", required=False, max_length=200, help_text="Alleen als het niet bij de dienst zelf is."
    )
    meeting_point = forms.CharField(label="Afspreekplaats", required=False, max_length=200)
    clothing = forms.CharField(label="Kledij", required=False, max_length=200)
    meal = forms.CharField(label="Maaltijd", required=False, max_length=200)
    activity = forms.CharField(label="Wat gebeurt er", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    remarks = forms.CharField(
        label="Opmerkingen voor de deelnemers", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    internal_note = forms.CharField(
        label="Interne notitie",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Blijft bij de coördinatoren.",
    )
    is_fixed = forms.BooleanField(
        label="Vastgezet", required=False, help_text="Dit uur ligt vast: een voorstel van planning laat het staan."
    )

    def __init__(
        self, data: Any = None, *, week: Week, visit: Visit, contacts: Iterable[Contactpersoon], **kwargs: Any
    ) -> None:
        initial = {name: getattr(visit, name) for name in TEXTS}
        initial |= {"kind": visit.kind, "service": visit.service, "host": _chosen_host(visit)}
        super().__init__(data, week=week, visit=visit, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.hosts = _hosts(week, visit, contacts)
        self._offer("service", [("", "Geen zorgdienst"), *((s.id, s.name) for s in week.services.values())])
        self._offer("host", _host_choices(self.hosts, week.services.get(self.chosen_service() or 0)))
        self._show_defaults(week.info, week.services.get(self.chosen_service() or 0))

    def chosen_service(self) -> int | None:
        """What is chosen at this moment, typed or stored."""
        return whole_number(str(self["service"].value() or "")) or None

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = choices
        field.error_messages["invalid_choice"] = "Deze keuze bestaat niet meer. Kies opnieuw."

    def _show_defaults(self, info: Info, service: Service | None) -> None:
        """What holds when the field stays empty, as its placeholder."""
        self.fields["title"].widget.attrs["placeholder"] = service.name if service else ""
        for name in ("meeting_point", "clothing", "meal"):
            own = getattr(service, name) if service else ""
            self.fields[name].widget.attrs["placeholder"] = own or getattr(info, name)
        if service:
            self.fields["activity"].widget.attrs["placeholder"] = service.activities

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == VISIT and not data.get("service") and "service" not in self.errors:
            self.add_error("service", "Kies bij welke zorgdienst het bezoek is.")
        if data.get("kind") == Bezoek.Kind.VRIJ and not data.get("title") and not data.get("service"):
            self.add_error("title", "Geef dit blok een titel, zodat iedereen weet wat het is.")
        return data

    def to_visit(self) -> Visit:
        """The visit as it was typed, still with the people it had."""
        data = self.cleaned_data
        revision = data["revision"] or self.visit.revision
        typed = {name: data[name] for name in (*TEXTS, "kind", "service", "day", "start", "end")}
        return replace(self.visit, **typed, host=self._host(), revision=revision)

    def _host(self) -> Host | None:
        """The first contact of the chosen service, unless somebody else, or nobody, was chosen."""
        if chosen := self.cleaned_data["host"]:
            return self.hosts.get(chosen)
        service = self.week.services.get(self.cleaned_data["service"] or 0)
        return service.contacts[0] if service and service.contacts and chosen is None else None


def _chosen_host(visit: Visit) -> int | None:
    """None lets the service decide, as for a new visit."""
    if visit.host:
        return visit.host.id
    return NOBODY if visit.id else None


def _hosts(week: Week, visit: Visit, contacts: Iterable[Contactpersoon]) -> dict[int | None, Host]:
    known: dict[int | None, Host] = {host.id: host for service in week.services.values() for host in service.contacts}
    others: dict[int | None, Host] = {c.pk: Host(c.pk, c.name, c.function, c.email, c.phone) for c in contacts}
    own: dict[int | None, Host] = {visit.host.id: visit.host} if visit.host else {}
    return {**own, **others, **known}


def _host_choices(hosts: dict[int | None, Host], service: Service | None) -> list[Any]:
    """The contacts of the service first."""
    first = [host.id for host in service.contacts] if service else []
    names = {key: host.name + (f" ({host.function})" if host.function else "") for key, host in hosts.items()}
    rest = sorted((name, key) for key, name in names.items() if key not in first)
    groups: list[Any] = [("", "De contactpersoon van de dienst"), (NOBODY, "Niemand")]
    if service and first:
        groups.append((service.name, [(key, names[key]) for key in first]))
    if rest:
        groups.append(("Andere contactpersonen", [(key, name) for name, key in rest]))
    return groups


class AcceptForm(forms.Form):
    note = forms.CharField(
        label="Waarom mag dit?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Komt bij het conflict te staan. Wijzigt er iets aan de feiten, dan komt het conflict terug.",
        error_messages={"required": "Schrijf in een zin waarom dit mag."},
    )

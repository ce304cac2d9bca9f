"""What the coordinator asks of the planner: for what, what stands, how much each thing weighs, how long."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms

from programmes.proposals.settings import (
    DAY,
    EVERYTHING,
    FREE,
    KEEP,
    MIDDLE,
    PERSON,
    POSITIONS,
    SERVICE,
    SLIDERS,
    Scope,
    Settings,
)
from programmes.proposals.together import Wanted
from programmes.times import day_name
from programmes.voorstellen.asking import Asked
from programmes.week import Week

SECONDS = {10: "10 seconden: een snelle schets", 20: "20 seconden: gewoon", 60: "1 minuut: grondig"}
STANDING = {
    KEEP: "Blijft staan: er komt iets bij, en alleen wie afzegde, gaat eraf",
    FREE: "Mag mee veranderen als dat beter is, behalve wat is vastgezet",
}
MOST_A_DAY, MOST_A_WEEK = 8, 20
USUAL = Settings()
USUAL_ANSWERS: dict[str, Any] = USUAL.to_json()


class VoorstelForm(forms.Form):
    scope = forms.ChoiceField(
        label="Wat mag Expeditie plannen?",
        error_messages={
            "required": "Kies wat er gepland mag worden.",
            "invalid_choice": "Dit staat niet meer in het programma. Kies iets uit de lijst.",
        },
    )
    standing = forms.ChoiceField(
        label="Wat er al op het bord staat",
        choices=list(STANDING.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er moet blijven staan.", "invalid_choice": "Kies een van de twee."},
    )
    seconds = forms.TypedChoiceField(
        label="Hoelang mag het zoeken?",
        choices=list(SECONDS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        help_text="Je mag de pagina intussen sluiten, of het zoeken stoppen.",
        error_messages={"required": "Kies hoelang het mag duren.", "invalid_choice": "Kies een tijd uit de lijst."},
    )
    ask_all = forms.BooleanField(
        label="Reken wie nog niet antwoordde als vrij op werkdagen",
        required=False,
        help_text="Anders plant Expeditie alleen mensen van wie we weten wanneer ze kunnen.",
    )

    def __init__(self, data: Any = None, *, week: Week, wanted: Wanted | None = None, **kwargs: Any) -> None:
        super().__init__(data, initial=USUAL_ANSWERS | kwargs.pop("initial", {}), **kwargs)
        self.wanted = wanted
        scope = self.fields["scope"]
        assert isinstance(scope, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        if wanted and wanted.refusal:
            scope.error_messages["invalid_choice"] = wanted.refusal
        scope.choices = scope_choices(week, wanted)
        self.fields["day_max"] = _number("Hoogstens per dag", "bezoeken per persoon", MOST_A_DAY)
        self.fields["week_max"] = _number(
            "Hoogstens in het hele programma", "bezoeken per persoon, tenzij iemand zelf een aantal opgaf", MOST_A_WEEK
        )
        for name, hint in SLIDERS.items():
            self.fields[name] = _slider(name.capitalize(), hint)

    @property
    def sliders(self) -> list[Any]:
        return [self[name] for name in SLIDERS]

    @property
    def differs(self) -> dict[str, bool]:
        """Which of the folded parts hold something that is not usual, or wrong, and so stand open."""
        asked: Mapping[str, Any] = self.data if self.is_bound else self.initial

        def is_open(names: list[str]) -> bool:
            return any(
                name in self.errors or str(asked.get(name, usual)) != str(usual)
                for name, usual in USUAL_ANSWERS.items()
                if name in names
            )

        return {
            "sliders": is_open(list(SLIDERS)),
            "people": is_open(["day_max", "week_max"]) or bool(asked.get("ask_all")),
        }

    def scope_of(self, choice: str) -> Scope:
        """Everything when this is no choice."""
        field = self.fields["scope"]
        is_choice = isinstance(field, forms.ChoiceField) and field.valid_value(choice)
        return scope_from(choice, self.wanted) if is_choice else Scope()

    def asked(self) -> Asked:
        """Of a form that is valid."""
        data = dict(self.cleaned_data)
        scope = scope_from(data.pop("scope"), self.wanted)
        return Asked(
            scope=scope, settings=Settings(**{name: value for name, value in data.items() if value is not None})
        )


def _number(label: str, hint: str, most: int) -> forms.IntegerField:
    wrong = f"Kies een getal van 1 tot {most}."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=1,
        max_value=most,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


def _slider(label: str, hint: str) -> forms.IntegerField:
    wrong = f"Zet {label.lower()} op een van de vijf plaatsen, van 0 tot {POSITIONS[-1]}."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=POSITIONS[0],
        max_value=POSITIONS[-1],
        initial=MIDDLE,
        widget=forms.NumberInput(attrs={"type": "range", "step": 1}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


def scope_choices(week: Week, wanted: Wanted | None = None) -> list[tuple[str, Any]]:
    """Everything, a day, a service, a person; and the conflicts from which somebody came."""
    days = [(f"{DAY}:{day.isoformat()}", day_name(day).capitalize()) for day in week.info.days]
    services = [(f"{SERVICE}:{service.id}", service.name) for service in week.services.values()]
    people = [(f"{PERSON}:{person.id}", person.name) for person in week.people.values()]
    groups: list[tuple[str, Any]] = [("Eén dag", days), ("Eén dienst", services), ("Eén persoon", people)]
    first = [(wanted.value, wanted.label)] if wanted and wanted.scope else []
    return [*first, (EVERYTHING, "Heel het programma"), *(group for group in groups if group[1])]


def scope_from(choice: str, wanted: Wanted | None = None) -> Scope:
    """What one of these choices means."""
    if wanted and wanted.scope and choice == wanted.value:
        return wanted.scope
    what, _, about = choice.partition(":")
    if what == DAY:
        return Scope(DAY, day=dt.date.fromisoformat(about))
    if what == SERVICE:
        return Scope(SERVICE, service=int(about))
    return Scope(PERSON, person=int(about)) if what == PERSON else Scope()


def usual(choice: str) -> dict[str, Any]:
    """What the form would send when nobody changes anything."""
    return {name: value for name, value in USUAL_ANSWERS.items() if value is not False} | {"scope": choice}

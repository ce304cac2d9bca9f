"""How much later it gets: from a phone on the spot, and by the coordinator; and what moves because of it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from django import forms

from press.delays.reporting import USUAL
from press.models.dag import LONGEST_DELAY
from programmes.forms.base import fieldsets
from programmes.times import BRUSSELS
from programmes.week import Visit, Week

SHORTEST_DELAY = 5
CHOICE = "keuze-"  # and the key of a visit
_RANGE = f"Vul een aantal minuten in van {SHORTEST_DELAY} tot {LONGEST_DELAY}."
_RANGES = {"invalid": _RANGE, "min_value": _RANGE, "max_value": _RANGE}


class DelayForm(forms.Form):
    """Behind a link. Hidden fields are never refused: what they do not say, is made up."""

    visit = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": "Kies het bezoek.", "invalid": "Kies het bezoek."}
    )
    minutes = forms.IntegerField(
        label="Hoeveel minuten later dan op het programma?",
        required=False,
        min_value=SHORTEST_DELAY,
        max_value=LONGEST_DELAY,
        widget=forms.RadioSelect(choices=[(minutes, f"{minutes} minuten") for minutes in USUAL]),
        error_messages=_RANGES,
    )
    other = forms.IntegerField(
        label="Of vul zelf in",
        required=False,
        min_value=SHORTEST_DELAY,
        max_value=LONGEST_DELAY,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=_RANGES,
        help_text=f"In minuten, van {SHORTEST_DELAY} tot {LONGEST_DELAY}.",
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=200,
        required=False,
        help_text="Alleen de coördinator leest dit.",
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def clean_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def clean(self) -> dict[str, Any]:
        """What was typed goes before what was chosen."""
        cleaned = super().clean() or {}
        minutes = cleaned.get("other") or cleaned.get("minutes")
        if not minutes and not self.errors.keys() & {"minutes", "other"}:
            self.add_error("minutes", "Kies hoeveel minuten het later wordt, of vul het zelf in.")
        return cleaned | {"minutes": minutes}

    def moment(self, *, now: dt.datetime) -> dt.datetime:
        """By the clock of the phone; `now` when it says nothing readable or runs ahead."""
        try:
            at = dt.datetime.fromisoformat(self.cleaned_data["at"].strip())
            at = (at if at.tzinfo else at.replace(tzinfo=BRUSSELS)).astimezone(dt.UTC)
        except (ValueError, OverflowError):  # the year 1, where it is not yet that year here
            return now
        return min(now, at)

    @property
    def sentence(self) -> str:
        """All that is wrong, in one."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class NewDelayForm(DelayForm):
    """By the coordinator, who takes the visit from those of today."""

    def __init__(self, *args: Any, week: Week, visits: Iterable[Visit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visits = {visit.id: visit for visit in visits}
        self.fields["visit"] = forms.TypedChoiceField(
            label="Welk bezoek",
            coerce=int,
            choices=[(key, f"{visit.hours} {week.name_of(visit)}") for key, visit in self.visits.items()],
            error_messages={"required": "Kies het bezoek.", "invalid_choice": "Kies een bezoek van vandaag."},
        )

    @property
    def helper(self) -> FormHelper:
        return fieldsets(("Wat loopt uit", ["visit", "minutes", "other", "reason"]))


def choices_in(data: Mapping[str, Any]) -> dict[int, str]:
    """By key of a visit what was chosen for it; what is not understood is passed over."""
    keys = ((name.removeprefix(CHOICE), str(value)) for name, value in data.items() if name.startswith(CHOICE))
    return {int(key): value for key, value in keys if key.isascii() and key.isdecimal() and len(key) < 19}

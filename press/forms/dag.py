"""What is typed or pressed on the day itself. Hidden fields are never refused: what they do not say, is made up."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django import forms

from press.day.presence import moment_of
from programmes.models import Programme

YES, NO = "ja", "nee"


class SentForm(forms.Form):
    """`key` makes that what is sent twice counts once; `at` is the clock of the phone."""

    visit = forms.IntegerField(
        widget=forms.HiddenInput, error_messages={"required": "Kies het bezoek.", "invalid": "Kies het bezoek."}
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)

    def clean_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def moment(self, programme: Programme, *, now: dt.datetime) -> dt.datetime:
        return moment_of(self.cleaned_data["at"], programme, now=now)


class TickForm(SentForm):
    """Of somebody on the list (`person`), or of somebody who was added (`guest`, the key of that row)."""

    person = forms.IntegerField(required=False)
    guest = forms.IntegerField(required=False)
    is_present = forms.ChoiceField(
        choices=[(YES, "aanwezig"), (NO, "niet aanwezig")],
        error_messages={"required": "Kies of iemand er is of niet."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and cleaned.get("person") is None and cleaned.get("guest") is None:
            raise forms.ValidationError("Kies over wie het gaat.")
        return cleaned

    @property
    def is_here(self) -> bool:
        return bool(self.cleaned_data["is_present"] == YES)


class GuestForm(SentForm):
    name = forms.CharField(label="Naam", max_length=150, error_messages={"required": "Vul in wie er is."})
    function = forms.CharField(label="Functie of organisatie", max_length=200, required=False)


def sentence(form: forms.Form) -> str:
    """All that is wrong, in one."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def number_of(typed: str) -> int:
    """0 for what is no key."""
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0

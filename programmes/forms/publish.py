"""What the coordinator types when publishing, and when looking for somebody's link."""

from collections.abc import Iterable
from typing import Any

from django import forms

from programmes.links import STATES, LinkOwner


class PublishForm(forms.Form):
    note = forms.CharField(
        label="Toelichting",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Voor jou en je collega's: waarom deze versie? Bezoekers zien dit niet.",
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean(self) -> dict[str, Any]:
        """Whatever is wrong with the hidden fields, the mend is the same: look again."""
        cleaned = super().clean() or {}
        if self.errors.keys() & {"based_on", "seen"}:
            for name in ("based_on", "seen"):
                self.errors.pop(name, None)
            self.add_error(None, "Bekijk opnieuw wat er verandert en publiceer dan.")
        return cleaned


class LinkFilterForm(forms.Form):
    """The filter above the list, by GET; what is not understood is passed over."""

    q = forms.CharField(label="Zoeken op naam", required=False, widget=forms.SearchInput)
    wie = forms.ChoiceField(
        label="Wie",
        required=False,
        choices=[
            ("", "Iedereen"),
            ("mandataris", "Mandatarissen en gasten"),
            ("contactpersoon", "Contactpersonen"),
            ("assistent", "Assistenten"),
        ],
    )
    staat = forms.ChoiceField(label="Link", required=False, choices=[("", "Alle"), *STATES.items()])

    def applied_to(self, owners: Iterable[LinkOwner]) -> list[LinkOwner]:
        self.is_valid()
        words = self.cleaned_data.get("q", "").casefold().split()
        wanted = {"owner": self.cleaned_data.get("wie"), "state": self.cleaned_data.get("staat")}
        return [
            owner
            for owner in owners
            if all(word in owner.name.casefold() for word in words)
            and all(getattr(owner, name) == value for name, value in wanted.items() if value)
        ]

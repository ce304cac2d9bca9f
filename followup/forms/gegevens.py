from typing import Any

from django import forms
from django.core.validators import RegexValidator

from programmes.forms.base import fieldsets

NO_MARKUP = RegexValidator(r"[<>]", "Schrijf de naam zonder < en >.", inverse_match=True)  # it gets into HTML
REASON = "Bijvoorbeeld: mail van 12 maart, na een telefoon."


class WissenForm(forms.Form):
    reason = forms.CharField(
        label="Aanleiding",
        max_length=300,
        help_text=f"{REASON} Schrijf hier geen naam: dit blijft staan als bewijs.",
        error_messages={"required": "Schrijf wat de aanleiding is: dat blijft als bewijs staan."},
    )
    is_sure = forms.BooleanField(
        label="Ja, wis alles van deze persoon",
        help_text="Dit kan niet ongedaan gemaakt worden.",
        error_messages={"required": "Vink aan dat je het zeker weet."},
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name
        self.helper = fieldsets(("Wissen", ["reason", "is_sure"]))

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if self.name and self.name.casefold() in reason.casefold():
            raise forms.ValidationError("Schrijf de aanleiding zonder de naam: dit blijft staan als bewijs.")
        return reason


class VerbeterenForm(forms.Form):
    first_name = forms.CharField(
        label="Voornaam",
        max_length=100,
        validators=[NO_MARKUP],
        error_messages={"required": "Vul de voornaam in zoals die moet zijn."},
    )
    last_name = forms.CharField(label="Achternaam", max_length=100, required=False, validators=[NO_MARKUP])
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        help_text="Leeg: het adres blijft zoals het is.",
        error_messages={"invalid": "Dit is geen e-mailadres. Schrijf het zoals naam@gemeente.be."},
    )
    reason = forms.CharField(label="Aanleiding", max_length=300, required=False, help_text=REASON)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fieldsets(("Zo moet het zijn", [("first_name", "last_name"), "email", "reason"]))

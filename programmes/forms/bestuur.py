"""Forms for the authority itself and for its staff."""

from typing import Any

from django import forms

from programmes.forms.base import ModelForm, fieldsets
from programmes.forms.points import PointField
from programmes.models import Bestuur, Lidmaatschap

ROLES = (
    (Lidmaatschap.Role.COORDINATOR, "Coördinator: plant en publiceert, en beheert alle gegevens"),
    (Lidmaatschap.Role.COMMUNICATIE, "Communicatie: leest alles mee en gebruikt de weekpagina"),
    (Lidmaatschap.Role.LEZER, "Lezer: leest alles mee"),
)


class BestuurForm(ModelForm[Bestuur]):
    point = PointField(
        label="Punt op de kaart",
        required=False,
        help_text="Vanwaar jullie vertrekken, bijvoorbeeld het gemeentehuis.",
    )

    class Meta:
        model = Bestuur
        fields = ("name", "address", "shows_fractie")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.latitude is not None and self.instance.longitude is not None:
            self.initial["point"] = (self.instance.latitude, self.instance.longitude)
        self.helper = fieldsets(
            ("Naam en plaats", ["name", "address", "point"]), ("Op de programma's", ["shows_fractie"])
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "point" in data:
            self.instance.latitude, self.instance.longitude = data["point"] or (None, None)
        return data


class MedewerkerForm(forms.Form):
    email = forms.EmailField(label="E-mailadres", widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = forms.CharField(
        label="Naam", required=False, max_length=150, help_text="Wie al een account heeft, houdt de eigen naam."
    )
    role = forms.ChoiceField(label="Rol", choices=ROLES, widget=forms.RadioSelect, initial=Lidmaatschap.Role.LEZER)

    def __init__(self, *args: Any, bestuur: Bestuur, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bestuur = bestuur

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if Lidmaatschap.objects.filter(bestuur=self.bestuur, user__email__iexact=email).exists():
            raise forms.ValidationError("Deze medewerker heeft al een rol in dit bestuur. Wijzig die in de lijst.")
        return email


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Rol", choices=ROLES, widget=forms.RadioSelect)

"""Forms for people of an authority and for the guest list of a programme."""

import datetime as dt
from typing import Any

from crispy_forms.bootstrap import InlineCheckboxes
from crispy_forms.helper import FormHelper
from django import forms
from django.db import transaction

from programmes.forms.base import DateInput, ModelForm, fieldsets
from programmes.models import Bestuur, Mandaat, Mandataris, Segment
from programmes.models.base import mark_typed
from programmes.models.mandataris import MandatarisQuerySet
from programmes.people import set_bevoegdheden, set_segments

LONGEST_LABEL = 200
STATUSES = {"": "In functie", "einde": "Niet meer in functie", "alle": "Iedereen"}


class MandatarisFilterForm(forms.Form):
    """The filter above the list, by GET; what is not understood is passed over."""

    q = forms.CharField(label="Zoeken", required=False, widget=forms.SearchInput)
    groep = forms.ChoiceField(label="Groep", required=False, choices=[("", "Alle groepen"), *Segment.choices])
    fractie = forms.ChoiceField(label="Fractie", required=False)
    status = forms.ChoiceField(label="Mandaat", required=False, choices=list(STATUSES.items()))

    def __init__(self, data: Any, *, fracties: list[str]) -> None:
        super().__init__(data)
        choices = [("", "Alle fracties"), *((name, name) for name in fracties)]
        self.fields["fractie"] = forms.ChoiceField(label="Fractie", required=False, choices=choices)

    def applied_to(self, people: MandatarisQuerySet, *, on: dt.date) -> MandatarisQuerySet:
        self.is_valid()
        chosen = self.cleaned_data
        people = people.matching(chosen.get("q", ""))
        if fractie := chosen.get("fractie"):
            people = people.filter(fractie=fractie)
        segment, status = chosen.get("groep"), chosen.get("status")
        if status == "einde":
            people = people.ended(on)
        elif status != "alle":
            return people.in_segment(segment, on) if segment else people.not_ended(on)
        return people.filter(mandaten__segment=segment).distinct() if segment else people


class PersonForm(ModelForm[Mandataris]):
    """What every form for a person checks; asks, only then, whether a second person of the same name is meant."""

    helper: FormHelper
    is_other = forms.BooleanField(label="Dit is iemand anders met dezelfde naam", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("is_minor") and not data.get("guardian"):
            self.add_error("guardian", "Vul in wie de ouder of voogd is: deze persoon is minderjarig.")
        if same := self._same_name(data):
            self.helper.layout[0].fields.insert(1, "is_other")
            if not data.get("is_other"):
                what = f" ({same.function})" if same.function else ""
                self.add_error(
                    "is_other", f"{same}{what} staat al in de lijst. Vink dit aan als je iemand anders bedoelt."
                )
        return data

    def _same_name(self, data: dict[str, Any]) -> Mandataris | None:
        if not {"first_name", "last_name"} & set(self.changed_data):
            return None
        others = Mandataris.objects.filter(bestuur=self.instance.bestuur).exclude(pk=self.instance.pk or 0)
        names = {f"{name}__iexact": data.get(name, "") for name in ("first_name", "last_name")}
        return others.filter(**names).first()

    @property
    def typed_names(self) -> list[str]:
        return [name for name in self.changed_data if name != "is_other"]


class MandatarisForm(PersonForm):
    segments = forms.MultipleChoiceField(
        label="Groepen",
        choices=Segment.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Zo nodig je iemand uit: heel het college, heel de raad ...",
    )
    until = forms.DateField(
        label="In functie tot en met",
        required=False,
        widget=DateInput,
        help_text="Leeg: het mandaat loopt door.",
    )
    domains = forms.CharField(
        label="Bevoegdheden",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eén per regel, bijvoorbeeld Kinderopvang.",
    )

    class Meta:
        model = Mandataris
        fields = (
            *("first_name", "last_name", "function", "fractie", "email", "phone"),
            *("street", "postcode", "city"),
            *("is_minor", "guardian", "notes"),
        )
        widgets = {"notes": forms.Textarea(attrs={"rows": 3}), "phone": forms.TextInput(attrs={"type": "tel"})}  # noqa: RUF012 (Django reads it so)

    def __init__(self, *args: Any, bestuur: Bestuur, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.bestuur = bestuur
        self.helper = fieldsets(
            ("Wie", [("first_name", "last_name"), "function", "fractie"]),
            ("Groepen en bevoegdheden", [InlineCheckboxes("segments"), "until", "domains"]),
            ("Bereikbaar", [("email", "phone"), "street", ("postcode", "city")]),
            ("Minderjarig", ["is_minor", "guardian"]),
            ("Notities", ["notes"]),
        )
        self.imported: list[Mandaat] = []
        if self.instance.pk:
            self._read_mandates()

    def _read_mandates(self) -> None:
        mandates = list(self.instance.mandaten.all())
        by_hand = [mandate for mandate in mandates if mandate.source == Mandaat.Source.HAND]
        self.imported = [mandate for mandate in mandates if mandate.source == Mandaat.Source.IMPORT]
        self.initial["segments"] = [mandate.segment for mandate in by_hand]
        self.initial["until"] = next((mandate.ends_on for mandate in by_hand), None)
        self.initial["domains"] = "\n".join(str(domain) for domain in self.instance.bevoegdheden.all())

    def clean_domains(self) -> list[str]:
        labels = [line.strip() for line in self.cleaned_data["domains"].splitlines() if line.strip()]
        if too_long := [label for label in labels if len(label) > LONGEST_LABEL]:
            raise forms.ValidationError(
                f"'{too_long[0][:40]}…' is te lang: hou een bevoegdheid onder {LONGEST_LABEL} tekens."
            )
        return labels

    def clean_segments(self) -> list[str]:
        segments: list[str] = self.cleaned_data["segments"]
        if not segments and not self.imported:
            raise forms.ValidationError("Kies minstens één groep. Hoort iemand nergens bij? Kies dan 'gast'.")
        return segments

    @transaction.atomic
    def save(self, commit: bool = True) -> Mandataris:  # noqa: FBT001, FBT002 (Django's signature)
        mark_typed(self.instance, self.typed_names)
        mandataris = super().save(commit)
        set_segments(mandataris, self.cleaned_data["segments"], until=self.cleaned_data["until"])
        set_bevoegdheden(mandataris, self.cleaned_data["domains"])
        return mandataris

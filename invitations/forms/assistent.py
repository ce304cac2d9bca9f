from typing import Any

from django import forms

from programmes.forms.base import ManyChoiceField, ModelForm, fieldsets
from programmes.models import Assistent, Mandataris


class AssistentForm(ModelForm[Assistent]):
    """Who answers for whom; only guests of the programme are offered."""

    mandatarissen = ManyChoiceField(
        label="Antwoordt voor",
        queryset=Mandataris.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies voor wie deze persoon antwoordt."},
    )

    class Meta:
        model = Assistent
        fields = ("name", "email", "mandatarissen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandatarissen"].queryset = self.instance.programme.guests.all()  # type: ignore[attr-defined]
        self.helper = fieldsets(("Assistent", [("name", "email"), "mandatarissen"]))

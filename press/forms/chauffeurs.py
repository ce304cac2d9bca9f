from typing import Any, ClassVar

from django import forms

from press.models import Chauffeur
from programmes.forms.base import ManyChoiceField, ModelForm, fieldsets
from programmes.models import Mandataris


class ChauffeurForm(ModelForm[Chauffeur]):
    """Who drives whom; only guests of the programme are offered."""

    passengers = ManyChoiceField(
        label="Rijdt met",
        queryset=Mandataris.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="De ritten volgen uit het gepubliceerde programma van deze mensen.",
    )

    class Meta:
        model = Chauffeur
        fields = ("name", "phone", "vehicle", "seats", "passengers")
        error_messages: ClassVar = {
            "name": {"required": "Vul in wie rijdt."},
            "seats": {"invalid": "Vul een aantal in, zoals 4, of laat dit leeg."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passengers"].queryset = self.instance.programme.guests.all()  # type: ignore[attr-defined]
        self.fields["vehicle"].help_text = "Bijvoorbeeld: witte minibus van de academie, 1-ABC-234."
        self.helper = fieldsets(("Chauffeur", [("name", "phone"), ("vehicle", "seats")]), ("Wie", ["passengers"]))

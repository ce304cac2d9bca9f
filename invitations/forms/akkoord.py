"""Uploading an agreement, deciding of one link, and of many."""

from typing import Any

from django import forms

from invitations.akkoorden.blocks import AgreementError
from invitations.akkoorden.deciding import STATES
from invitations.akkoorden.files import Agreement, read_agreement
from invitations.akkoorden.showing import Row
from programmes.inlezingen import binary
from programmes.models import Bestuur

_ACTS = {"required": "Kies bevestigen of verwerpen.", "invalid_choice": "Kies bevestigen of verwerpen."}


class AkkoordForm(forms.Form):
    """Reads the file too: what is wrong with it stands with the field."""

    file = forms.FileField(
        label="Bestand",
        help_text="Een PDF, Word-bestand (.docx) of tekstbestand. Kies het, of sleep het hierheen.",
        error_messages={
            "required": "Kies eerst een bestand.",
            "missing": "Kies eerst een bestand.",
            "empty": "Dit bestand is leeg. Kies het bestuursakkoord als PDF, Word-bestand (.docx) of tekst.",
            "invalid": "Kies eerst een bestand.",
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.txt,.md"}),
    )
    title = forms.CharField(
        label="Titel",
        max_length=150,
        help_text="Zo staat het in de fiches en in de uitnodigingen.",
        error_messages={
            "required": "Geef het akkoord een titel.",
            "max_length": "Hou de titel korter dan 150 tekens.",
            "null_characters_not_allowed": "Geef een titel in gewone tekens.",
        },
    )
    agreement: Agreement

    def __init__(self, *args: Any, bestuur: Bestuur, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"title": f"Bestuursakkoord {bestuur.name}"[:150]})
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.agreement = read_agreement(binary(file), size=file.size)
        except AgreementError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class RaakvlakForm(forms.Form):
    """Confirming asks for a domain that is known here, or none."""

    besluit = forms.ChoiceField(choices=[(act, act) for act in STATES], error_messages=_ACTS)
    domain = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "Kies een beleidsdomein uit de lijst, of geen."}
    )

    def __init__(self, *args: Any, row: Row, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = ["", *row.suggested, *row.others]
        self.fields["domain"].choices = [(label, label) for label in labels]  # type: ignore[attr-defined]


class AlleForm(forms.Form):
    """`seen`: the open proposals that stood on the page (see `seen_of`), so that nothing is decided that nobody saw."""

    besluit = forms.ChoiceField(choices=[(act, act) for act in STATES if act != "terug"], error_messages=_ACTS)
    seen = forms.CharField(error_messages={"required": "Laad de bladzijde opnieuw en kies dan."})

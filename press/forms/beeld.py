"""A picture: what is on it, who made it, and what a crop keeps in view; and pictures that staff send in."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile

from press.models import Beeld
from press.pictures.desk import Place
from programmes.forms.base import ModelForm, fieldsets

MOST_FILES = 50
MOST_BYTES = 500 * 1024 * 1024


class BeeldForm(ModelForm[Beeld]):
    class Meta:
        model = Beeld
        fields = ("alt", "caption", "credit", "focus_x", "focus_y")
        labels: ClassVar = {"focus_x": "Van links (%)", "focus_y": "Van boven (%)"}
        error_messages: ClassVar = {
            name: {
                "required": "Vul een getal in van 0 tot 100.",
                "invalid": "Vul een getal in van 0 tot 100.",
                "max_value": "Vul een getal in van 0 tot 100.",
                "min_value": "Vul een getal in van 0 tot 100.",
            }
            for name in ("focus_x", "focus_y")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alt"].help_text = (
            "Voor wie de foto niet ziet: wat zie je, wat doen ze, waar? 'Een bewoonster schenkt koffie in voor twee "
            "raadsleden, aan een lange tafel.' Niet: 'foto van het bezoek'."
        )
        self.fields["caption"].help_text = "Komt eronder in de persmap. Geen partij, en geen naam zonder toestemming."
        self.fields["credit"].help_text = "Wie de foto maakte: staat er overal bij."
        self.fields["focus_x"].help_text = "Klik op de foto wat in beeld moet blijven als ze bijgesneden wordt."
        self.helper = fieldsets(
            ("Wat er te zien is", ["alt", "caption", "credit"]),
            ("Wat in beeld blijft", [("focus_x", "focus_y")]),
        )


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Each file is checked by itself, elsewhere: what is good is kept, whatever the others are."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[bytes]]":  # noqa: ARG002 (Django's signature)
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not files:
            raise forms.ValidationError("Kies minstens één foto of film.")
        if len(files) > MOST_FILES:
            raise forms.ValidationError(f"Stuur hoogstens {MOST_FILES} bestanden tegelijk.")
        return files


class BeeldenForm(forms.Form):
    visit = forms.TypedChoiceField(label="Bij welk bezoek?", required=False, coerce=int, empty_value=None)
    beelden = SeveralFilesField(
        label="Foto's en films",
        widget=SeveralFilesInput(attrs={"accept": "image/*,.heic,.heif,video/*", "multiple": True}),
        help_text="JPEG, PNG, HEIC of WebP, of een korte film (MP4, MOV). Je mag er verschillende tegelijk kiezen.",
    )
    credit = forms.CharField(label="Fotograaf", max_length=150, required=False)

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Bij geen bezoek in het bijzonder"), *((place.visit, place.name) for place in places)]
        self.fields["visit"].choices = choices  # type: ignore[attr-defined] # a ChoiceField
        self.helper = fieldsets(("Foto's en films", ["visit", "beelden", "credit"]))

"""The forms of a report: its front, a section, a version."""

from typing import Any

from django import forms

from followup.models import Sectie, Verslag
from followup.reports.cleaning import TextError, cleaned
from press.models import Beeld, Quote
from programmes.forms.base import fields_only

MATERIAL = ("beelden", "quotes")
NOTE = "Bijvoorbeeld: met de opmerkingen van het team."


class VerslagForm(forms.ModelForm[Verslag]):
    """The front; `revision` is of the one that was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    cover = forms.TypedChoiceField(label="Foto op de voorkant", coerce=int, empty_value=None, required=False)

    class Meta:
        model = Verslag
        fields = ("title", "lead", "cover", "is_public")
        widgets = {"lead": forms.Textarea(attrs={"rows": 4})}  # noqa: RUF012 (Django's own)
        help_texts = {  # noqa: RUF012
            "is_public": "Iedereen kan het gepubliceerde verslag dan lezen. Foto's en quotes alleen als wie erop "
            "staat de website toelaat; de tekst met alle namen die erin staan."
        }

    def __init__(self, *args: Any, photos: list[Beeld], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cover"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [("", "De eerste foto van het verslag"), *((one.pk, str(one)) for one in photos)]
        self.initial["revision"] = self.instance.revision
        self.helper = fields_only()


class SectieForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    title = forms.CharField(label="Titel", max_length=200)
    text = forms.CharField(label="Tekst", required=False, widget=forms.Textarea(attrs={"rows": 14}))
    beelden = forms.TypedMultipleChoiceField(
        label="Foto's en films", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    quotes = forms.TypedMultipleChoiceField(
        label="Quotes", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, beelden: list[Beeld], quotes: list[Quote], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[int, str]]] = {
            "beelden": [(one.pk, str(one)) for one in beelden],
            "quotes": [(one.pk, f"‘{one.text}’ {one.name}".strip()) for one in quotes],
        }
        self.offered = {name: {key for key, _ in rows} for name, rows in choices.items()}
        for name, rows in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
            field.choices = rows
            if not rows:
                del self.fields[name]

    def clean_text(self) -> str:
        try:
            return cleaned(self.cleaned_data["text"])
        except TextError as error:
            raise forms.ValidationError(str(error)) from error

    def values(self, sectie: Sectie) -> dict[str, Any]:
        """What to store: pictures and quotes in the order they had; what nobody may choose now stays as it is.

        Those that fit keep fitting, also tomorrow's, as long as nobody ticked anything else.
        """
        found: dict[str, Any] = {"title": self.cleaned_data["title"], "text": self.cleaned_data["text"]}
        for name in (name for name in MATERIAL if name in self.fields):
            before = getattr(sectie, name)
            if before is not None or set(self.cleaned_data[name]) != set(self.initial[name]):
                found[name] = self._keys(name, before)
        return found

    def _keys(self, name: str, before: list[int] | None) -> list[int]:
        offered = self.offered[name]
        chosen = self.cleaned_data[name]
        kept = [key for key in before or [] if key in chosen or key not in offered]
        return [*kept, *(key for key in chosen if key not in kept)]


class NieuweSectieForm(forms.Form):
    title = forms.CharField(
        label="Titel van de nieuwe sectie",
        max_length=200,
        error_messages={
            "required": "Geef de nieuwe sectie een titel.",
            "max_length": "De titel van een sectie mag hoogstens 200 tekens lang zijn.",
        },
    )


class VersieForm(forms.Form):
    helper = fields_only()
    note = forms.CharField(label="Toelichting", max_length=300, required=False, help_text=NOTE)


class GoedkeuringForm(forms.Form):
    helper = fields_only()
    approved_by = forms.CharField(
        label="Goedgekeurd door",
        max_length=150,
        error_messages={"required": "Vul in wie deze versie goedkeurde, zoals: de burgemeester."},
        help_text="Wie zei dat het zo naar buiten mag, bijvoorbeeld de burgemeester.",
    )

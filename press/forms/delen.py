"""What somebody on the spot sends: a quote, and photos or films without a script."""

from typing import Any
from uuid import UUID, uuid4

from django import forms

from press.forms.beeld import SeveralFilesField
from press.forms.dag import number_of
from press.testimonials.taking import Said

OWN, OTHER = "ik", "ander"


class SendingForm(forms.Form):
    """Hidden fields are never refused: what they do not say, is made up."""

    visit = forms.CharField(required=False, max_length=30)
    sender_name = forms.CharField(label="Je eigen naam", required=False, max_length=150)

    def __init__(self, *args: Any, is_named: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_named = is_named

    def clean_visit(self) -> int | None:
        return number_of(self.cleaned_data["visit"]) or None

    def clean_sender_name(self) -> str:
        said: str = self.cleaned_data["sender_name"]
        if not said and not self.is_named:
            raise forms.ValidationError("Vul je eigen naam in: dan weten we wie dit stuurde.")
        return said


class PicturesForm(SendingForm):
    beelden = SeveralFilesField(label="Foto's en films")
    caption = forms.CharField(label="Wat is er te zien?", required=False, max_length=300)


class SentQuoteForm(SendingForm):
    text = forms.CharField(
        label="Wat iemand zei of vertelde",
        max_length=2000,
        error_messages={
            "required": "Vul in wat iemand zei.",
            "max_length": "Hou het korter: hoogstens 2000 tekens in 'Wat iemand zei of vertelde'.",
        },
    )
    who = forms.CharField(required=False, max_length=10)
    name = forms.CharField(label="Wie zei het", required=False, max_length=150)
    function = forms.CharField(label="Functie", required=False, max_length=200)
    key = forms.CharField(required=False, max_length=100)

    def clean_key(self) -> UUID:
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("who") != OWN and "name" in said and not said["name"]:
            self.add_error("name", "Vul in wie het zei. Een voornaam is genoeg.")
        return said

    @property
    def said(self) -> Said:
        found = self.cleaned_data
        words = {name: found[name] for name in ("text", "name", "function", "visit")}
        return Said(**words, is_own=found["who"] == OWN, by=found["sender_name"])

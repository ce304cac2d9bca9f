"""A post, and that it was placed."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from press.communication.lengths import length_of
from press.communication.plan import NOT_ALLOWED, allowed_pictures, consent_channel
from press.forms.web_address import WebAddressField
from press.models import Beeld, Post
from programmes.forms.base import ModelForm, fieldsets, offer

TO_CHOOSE = [choice for choice in Post.State.choices if choice[0] != Post.State.GEPLAATST]


class PostForm(ModelForm[Post]):
    planned_at = forms.DateTimeField(
        label="Wanneer",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Vul een dag en een uur in, zoals 25/02/2025 10:00."},
    )

    class Meta:
        model = Post
        fields = ("channel", "text", "beeld", "crop", "alt", "owner", "planned_at", "state")
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allowed = allowed_pictures(self.instance.programme, on=on)
        keys = {key for pictures in self.allowed.values() for key in pictures}
        offer(self, "beeld", Beeld.objects.filter(Q(pk__in=keys) | Q(pk=self.instance.beeld_id)), empty="Zonder foto")
        self.fields["beeld"].label = "Foto"
        self.fields["beeld"].help_text = "Alleen foto's die nu op sociale media of de website mogen, staan hier."
        self.fields["alt"].help_text = "Voor wie de foto niet ziet. Leeg: de beschrijving die bij de foto staat."
        if self.instance.state == Post.State.GEPLAATST:
            del self.fields["state"]
        else:
            self.fields["state"].choices = TO_CHOOSE  # type: ignore[attr-defined]
        parts: list[Any] = [("owner", "planned_at"), *(["state"] if "state" in self.fields else [])]
        self.helper = fieldsets(
            ("Bericht", ["channel", "text"]), ("Foto", [("beeld", "crop"), "alt"]), ("Wie en wanneer", parts)
        )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        channel, beeld = said.get("channel"), said.get("beeld")
        if channel:
            self._check_length(said.get("text", ""), channel)
            if beeld and beeld.pk not in self.allowed[consent_channel(channel)]:
                self.add_error("beeld", NOT_ALLOWED)
        said["alt"] = said.get("alt") or (beeld.alt if beeld else "")
        if said.get("state") == Post.State.KLAAR:
            self._check_ready(said)
        return said

    def _check_length(self, text: str, channel: str) -> None:
        length = length_of(text, channel)
        if length.is_too_long and length.limit:
            over = length.count - length.limit
            label = Post.Channel(channel).label
            self.add_error(
                "text", f"Dit is {over} {length.unit} te lang voor {label} ({length.shown}). Maak het korter."
            )

    def _check_ready(self, said: dict[str, Any]) -> None:
        if not said.get("text", "").strip() and "text" not in self.errors:
            self.add_error("text", "Schrijf eerst de tekst: een leeg bericht is niet klaar.")
        if said.get("beeld") and not said["alt"]:
            self.add_error("alt", "Beschrijf wat er op de foto staat. Pas dan is het bericht klaar.")


class PlacedForm(ModelForm[Post]):
    url = WebAddressField(label="Adres van het bericht", required=False, help_text="Zo vindt iedereen het terug.")

    class Meta:
        model = Post
        fields = ("url",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fieldsets(("Geplaatst", ["url"]))

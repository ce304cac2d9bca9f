"""What the press reads, and from when."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from press.models import Persmap
from programmes.forms.base import DateInput, ModelForm, TimeInput, fieldsets
from programmes.times import local, moment

MOST = 4000


class PersmapForm(ModelForm[Persmap]):
    embargo_day = forms.DateField(
        label="Embargo tot",
        required=False,
        widget=DateInput(),
        error_messages={"invalid": "Vul een datum in, zoals 24-02-2025."},
    )
    embargo_time = forms.TimeField(
        label="om",
        required=False,
        widget=TimeInput(),
        error_messages={"invalid": "Vul een uur in, zoals 9.00."},
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S", "%H"],
    )

    class Meta:
        model = Persmap
        fields = ("title", "lead", "about", "shows_fractie")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if until := self.instance.embargo_until:
            self.initial.update(embargo_day=local(until).date(), embargo_time=local(until).time())
        self.fields["title"].help_text = "Leeg: de titel van het programma."
        self.fields["lead"].help_text = "Waarover gaat het, waarom nu, wat valt er te zien? Twee of drie zinnen."
        self.fields["about"].help_text = "Wat de lezer over zorg in je gemeente moet weten."
        self.fields["embargo_day"].help_text = "Tot dan opent de perspagina alleen met het persmoment. Leeg: geen."
        for name in ("lead", "about"):
            self.fields[name].widget = forms.Textarea(attrs={"rows": 5, "maxlength": MOST})
        self.helper = fieldsets(
            ("Teksten", ["title", "lead", "about"]),
            ("Wanneer en hoe", [("embargo_day", "embargo_time"), "shows_fractie"]),
        )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        day, clock = said.get("embargo_day"), said.get("embargo_time")
        if clock and not day and "embargo_day" not in self.errors:
            self.add_error("embargo_day", "Vul ook de dag in waarop het embargo eindigt, of maak het uur leeg.")
        self.instance.embargo_until = self._until(day, clock or dt.time(0)) if day else None
        return said

    def save(self, commit: bool = True) -> Persmap:  # noqa: FBT001, FBT002, ARG002 (Django's signature)
        """Only what is in this form: the kit may be drawn meanwhile, or the public page put on."""
        said = {name: getattr(self.instance, name) for name in (*self.Meta.fields, "embargo_until")}
        self.instance, _ = Persmap.objects.update_or_create(programme=self.instance.programme, defaults=said)
        return self.instance

    def _until(self, day: dt.date, clock: dt.time) -> dt.datetime:
        until = moment(day, clock.hour * 60 + clock.minute)
        was = Persmap.objects.filter(pk=self.instance.pk).values_list("embargo_until", flat=True).first()
        if until <= timezone.now() and until != was:
            self.add_error("embargo_day", "Dit moment is voorbij. Laat het leeg, of kies een later moment.")
        return until


class PerslinkForm(forms.Form):
    label = forms.CharField(
        label="Voor wie",
        max_length=150,
        error_messages={"required": "Vul in voor wie de link is, bijvoorbeeld het medium."},
    )
    ends_on = forms.DateField(
        label="Werkt tot en met",
        required=False,
        widget=DateInput(),
        help_text="Leeg: zolang de andere links werken.",
        error_messages={"invalid": "Vul een datum in, zoals 24-02-2025."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fieldsets(("Nieuwe link voor de pers", [("label", "ends_on")]))

    def clean_ends_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["ends_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Deze dag is voorbij. Laat hem leeg, of kies een latere dag.")
        return day

"""Forms for the guest list of a programme."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.bootstrap import InlineCheckboxes
from django import forms
from django.db import transaction

from programmes.forms.base import ModelForm, fieldsets, offer
from programmes.forms.people import PersonForm
from programmes.forms.widgets import WindowsField
from programmes.guests import add_guests
from programmes.models import Gast, Mandataris, Programme, Segment, Vervoer
from programmes.models.base import mark_typed
from programmes.people import set_segments
from programmes.times import day_name
from programmes.windows import PARTS_OF_DAY

ANSWERS = (
    ("silent", "Nog niet geantwoord"),
    ("some", "Kan op deze momenten"),
    ("never", "Kan op geen enkel moment"),
)


class AddGuestsForm(forms.Form):
    """Whole segments, or persons; who is on the list already is not offered."""

    segments = forms.MultipleChoiceField(label="Hele groepen", required=False, widget=forms.CheckboxSelectMultiple)
    people = forms.MultipleChoiceField(label="Personen", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, people: Iterable[Mandataris], **kwargs: Any) -> None:
        """Each of `people` has its running mandates as `running_mandates`."""
        super().__init__(*args, **kwargs)
        self.rows = list(people)
        self.helper = fieldsets(
            ("In één keer", [InlineCheckboxes("segments")]), ("Of één voor één", [InlineCheckboxes("people")])
        )
        sizes = {segment: sum(segment in segments_of(person) for person in self.rows) for segment in Segment}
        choices = [(segment.value, f"{whole(segment)} ({size})") for segment, size in sizes.items() if size]
        self.fields["segments"] = forms.MultipleChoiceField(
            label="Hele groepen", required=False, widget=forms.CheckboxSelectMultiple, choices=choices
        )
        self.fields["people"] = forms.MultipleChoiceField(
            label="Personen",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=_by_segment(self.rows),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.errors and not data.get("segments") and not data.get("people"):
            raise forms.ValidationError("Kies minstens één groep of één persoon.")
        return data

    @property
    def chosen(self) -> list[Mandataris]:
        segments, people = set(self.cleaned_data["segments"]), set(self.cleaned_data["people"])
        return [p for p in self.rows if str(p.pk) in people or segments & segments_of(p)]


def segments_of(person: Mandataris) -> set[str]:
    return {mandate.segment for mandate in person.running_mandates}  # type: ignore[attr-defined] # prefetched so


def _by_segment(people: list[Mandataris]) -> list[tuple[str, list[tuple[str, str]]]]:
    """For checkboxes: everybody once, under the first segment of theirs."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for segment in (*Segment, None):
        for person in people:
            own = segments_of(person)
            if segment == next((one for one in Segment if one in own), None):
                name = f"{person.name}, {person.function}" if person.function else person.name
                label = segment.label.capitalize() if segment else "Zonder groep"
                groups.setdefault(str(label), []).append((str(person.pk), name))
    return list(groups.items())


def whole(segment: Segment) -> str:
    """'heel het college'"""
    return {
        Segment.COLLEGE: "Heel het college",
        Segment.RAAD: "Heel de gemeenteraad",
        Segment.BCSD: "Heel het bijzonder comité",
        Segment.MANAGEMENT: "Heel het management",
        Segment.GAST: "Alle gasten van het bestuur",
    }[segment]


class NewGuestForm(PersonForm):
    """Somebody who is not in the list of the authority yet: a minister, a pupil, a partner."""

    accompanies = forms.ModelChoiceField(
        label="Komt mee met", queryset=Mandataris.objects.none(), required=False, empty_label="Niemand"
    )

    class Meta:
        model = Mandataris
        fields = ("first_name", "last_name", "function", "email", "phone", "is_minor", "guardian")
        widgets = {"phone": forms.TextInput(attrs={"type": "tel"})}  # noqa: RUF012 (Django reads it so)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.instance.bestuur = programme.bestuur
        offer(self, "accompanies", programme.guests.all())
        self.helper = fieldsets(
            ("Wie", [("first_name", "last_name"), "function", "accompanies"]),
            ("Bereikbaar", [("email", "phone")]),
            ("Minderjarig", ["is_minor", "guardian"]),
        )

    @transaction.atomic
    def save(self, commit: bool = True) -> Mandataris:  # noqa: FBT001, FBT002 (Django's signature)
        mark_typed(self.instance, [name for name in self.typed_names if name != "accompanies"])
        person = super().save(commit)
        set_segments(person, [Segment.GAST], until=None)
        add_guests(self.programme, [person])
        Gast.objects.filter(programme=self.programme, mandataris=person).update(
            accompanies=self.cleaned_data["accompanies"]
        )
        return person


class GastForm(ModelForm[Gast]):
    answer = forms.ChoiceField(label="Beschikbaar", choices=ANSWERS, widget=forms.RadioSelect)

    class Meta:
        model = Gast
        fields = ("accompanies", "mode", "remarks")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        offer(self, "accompanies", programme.guests.exclude(pk=self.instance.mandataris_id), empty="Niemand")
        own_mode = f"Zoals het programma ({programme.get_mode_display()})"
        self.fields["mode"] = forms.ChoiceField(
            label="Vervoer", required=False, choices=[("", own_mode), *Vervoer.choices]
        )
        available = self.instance.available
        self.fields["windows"] = WindowsField(
            [(day.isoformat(), day_name(day)) for day in programme.days],
            pairs=1,
            ticks=tuple(PARTS_OF_DAY),
            label="Momenten",
            help_text="Vink een dagdeel aan, of vul uren in.",
        )
        self.initial["windows"] = available or []
        self.initial["answer"] = "silent" if available is None else "some" if available else "never"
        self.helper = fieldsets(
            ("Wanneer", ["answer", "windows"]),
            ("Onderweg", [("accompanies", "mode")]),
            ("Voor de diensten", ["remarks"]),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        answer, windows = data.get("answer"), data.get("windows")
        if answer == "some" and windows == []:
            self.add_error("windows", "Vul minstens één moment in, of kies een ander antwoord.")
        elif answer != "some" and windows:
            self.add_error("answer", "Je vulde momenten in: kies 'Kan op deze momenten', of maak ze leeg.")
        return data

    def save(self, commit: bool = True) -> Gast:  # noqa: FBT001, FBT002 (Django's signature)
        outside = [window for window in self.instance.available or [] if not self._is_shown(window[0])]
        answers = {"silent": None, "never": [], "some": [*self.cleaned_data["windows"], *outside]}
        self.instance.available = answers[self.cleaned_data["answer"]]
        return super().save(commit)

    def _is_shown(self, day: str) -> bool:
        programme = self.instance.programme
        return programme.first_day.isoformat() <= day <= programme.last_day.isoformat()

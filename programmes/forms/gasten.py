"""Forms for the guest list of a programme."""

from collections.abc import Iterable
from typing import Any

from crispy_forms.bootstrap import InlineCheckboxes
from django import forms
from django.db import transaction

from programmes.forms.base import fieldsets, offer
from programmes.forms.people import PersonForm
from programmes.forms.wensen import WensenForm
from programmes.guests import add_guests
from programmes.models import Gast, Mandataris, Programme, Segment
from programmes.models.base import mark_typed
from programmes.people import set_segments

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


class GastForm(WensenForm):
    answers = ANSWERS
    answer = forms.ChoiceField(label="Beschikbaar", widget=forms.RadioSelect)

    class Meta(WensenForm.Meta):
        fields = ("accompanies", *WensenForm.Meta.fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = self.instance.programme.guests.exclude(pk=self.instance.mandataris_id)
        offer(self, "accompanies", others, empty="Niemand")
        self.helper = fieldsets(
            ("Wanneer", ["answer", "drops", "windows", "visits_wanted"]),
            ("Onderweg", [("accompanies", "mode")]),
            ("Wensen", self.wish_layout),
            ("Voor de diensten", [("diet", "clothing_size"), "mobility", "remarks"]),
        )

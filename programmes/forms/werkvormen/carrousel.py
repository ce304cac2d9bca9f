"""A carousel: when one can sign up, its sessions, and whoever signs up."""

import re
from collections.abc import Sequence
from typing import Any
from zlib import crc32

from django import forms
from django.db.models import QuerySet

from programmes.forms.base import DateInput, M, ManyChoiceField, offer
from programmes.forms.revised import RevisedForm
from programmes.models import Carrousel, Inschrijving, Mandataris, Onderdeel, Sessie
from programmes.werkvormen.carrousel.day import Day
from programmes.werkvormen.timetable import Line

MOST_WISHES = 6
LONGEST_NAME = 60  # of who signs up themselves: it stands in a mail to whatever address they type
_ADDRESS = re.compile(r"://|www\.|\w\.\w{2,}/", re.IGNORECASE)
PLACES = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde")


class _Form(RevisedForm[M]):
    """Whoever opened the form before somebody else saved it, meets what is new; a new row meets nothing."""

    def revision_of(self, row: M) -> int:  # noqa: ARG002 (the base has it)
        return crc32(repr(self.stored).encode())

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out
        if self.is_bound and self.instance.pk:
            self.meet("", "")

    def _chosen(self, name: str, stored: Any) -> Any:
        """What stands in a field that is not of the row alone: as it was stored, or as it was typed and cleaned."""
        return self.cleaned_data.get(name) if hasattr(self, "cleaned_data") else stored


class CarrouselForm(_Form[Carrousel]):
    class Meta:
        model = Carrousel
        fields = ("introduction", "is_open", "closes_on")
        widgets = {"closes_on": DateInput(), "introduction": forms.Textarea(attrs={"rows": 4})}  # noqa: RUF012
        error_messages = {  # noqa: RUF012 (Django's own shape)
            "closes_on": {"invalid": "Dit is geen datum. Schrijf ze zoals 02/04/2026."}
        }

    def _shown(self, name: str) -> str:
        if name == "is_open":
            return "ja" if self.instance.is_open else "nee"
        if name == "closes_on":
            return f"{self.instance.closes_on:%d/%m/%Y}" if self.instance.closes_on else ""
        return super()._shown(name)


class SessieForm(_Form[Sessie]):
    """`lines` are those of the timetable: a session is held in one or more of them."""

    also_validated = frozenset({"carrousel"})
    rondes = ManyChoiceField(
        queryset=Onderdeel.objects.none(),
        label="Loopt in",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Dit onderdeel staat niet (meer) in het uurschema. Kies uit de lijst."},
    )

    class Meta:
        model = Sessie
        fields = ("number", "title", "speakers", "room", "capacity", "text", "rondes")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}  # noqa: RUF012

    def __init__(self, data: Any = None, *, row: Sessie, lines: Sequence[Line]) -> None:
        self.was_new = row.pk is None
        super().__init__(data, instance=row)
        hours = {line.id: f"{line.title} ({line.hours})" for line in lines}
        field = self.fields["rondes"]
        assert isinstance(field, ManyChoiceField)  # noqa: S101 (tells the type checker)
        field.queryset = Onderdeel.objects.filter(pk__in=hours)
        field.label_from_instance = lambda line: hours[line.pk]  # type: ignore[method-assign,assignment] # Django's way

    def _shown(self, name: str) -> str:
        if name != "rondes":
            return super()._shown(name)
        stored = [] if self.was_new else self.instance.rondes.all()
        return ", ".join(sorted(line.title for line in self._chosen(name, stored) or ()))

    def unsave(self) -> None:
        """What was saved to see what it does, was rolled back."""
        if self.was_new:
            self.instance.pk, self.instance._state.adding = None, True  # noqa: SLF001 (Django's documented API)


class InschrijvingForm(_Form[Inschrijving]):
    """`is_own`: somebody signs up themselves and must leave an address; staff may do without."""

    class Meta:
        model = Inschrijving
        fields = ("name", "organisation", "email", "remarks")
        error_messages = {  # noqa: RUF012
            "name": {"required": "Vul je naam in."},
            "email": {
                "required": "Vul je e-mailadres in: daar komt je programma.",
                "invalid": "Dit is geen e-mailadres.",
            },
        }

    def __init__(self, data: Any = None, *, row: Inschrijving, day: Day, is_own: bool) -> None:
        self.sessies = {str(sessie.pk): sessie for sessie in day.sessies}
        super().__init__(data, instance=row)
        self.fields["email"].required = self.is_own = is_own
        names = {key: f"{sessie}{' (volzet)' * (sessie.pk in day.full)}" for key, sessie in self.sessies.items()}
        choices = [("", "Geen"), *names.items()]
        known = [str(key) for key in row.wishes if str(key) in self.sessies]
        self.places = [f"keuze_{number}" for number in range(min(MOST_WISHES, len(day.sessies)))]
        for number, name in enumerate(self.places):
            self.fields[name] = forms.ChoiceField(
                label=f"{PLACES[number].capitalize()} keuze",
                choices=choices,
                required=False,
                initial=known[number] if number < len(known) else "",
                error_messages={"invalid_choice": "Deze sessie bestaat niet (meer). Kies er een uit de lijst."},
            )
        self.remember()

    def _shown(self, name: str) -> str:
        if not name.startswith("keuze_"):
            return super()._shown(name)
        return str(self.sessies.get(self._chosen(name, self.fields[name].initial) or "", ""))

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if _ADDRESS.search(name):
            raise forms.ValidationError("Vul hier alleen een naam in, zonder webadres.")
        if self.is_own and len(name) > LONGEST_NAME:
            raise forms.ValidationError(f"Hou je naam korter: hoogstens {LONGEST_NAME} tekens.")
        return name

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for name in self.places:
            chosen = cleaned.get(name, "")
            if chosen and chosen in seen:
                self.add_error(
                    name,
                    f"Dit is al je {self._label(seen[chosen])}. Kies een andere sessie, of laat leeg.",
                )
            elif chosen:
                seen[chosen] = name
        email = cleaned.get("email", "")
        others = self.instance.carrousel.inschrijvingen.active().exclude(pk=self.instance.pk)
        if self.instance.pk and email and others.filter(email__iexact=email).exists():
            self.add_error("email", "Met dit e-mailadres is er al een andere inschrijving.")
        return cleaned

    def _label(self, name: str) -> str:
        return str(self.fields[name].label).lower()

    def taken(self) -> Inschrijving:
        """The row as it was typed, with the wishes in order."""
        chosen = [self.cleaned_data.get(name, "") for name in self.places]
        self.instance.wishes = [self.sessies[key].pk for key in chosen if key]
        return self.instance


class GastenForm(forms.Form):
    """Which guests of the visit sign up: their choices they make themselves, behind their own link."""

    mensen = ManyChoiceField(
        queryset=Mandataris.objects.none(),
        label="Wie doet mee",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Duid minstens één gast aan.",
            "invalid_choice": "Deze gast staat niet (meer) bij dit bezoek, of is al ingeschreven. Kijk opnieuw.",
        },
    )

    def __init__(self, data: Any = None, *, guests: QuerySet[Mandataris]) -> None:
        super().__init__(data, initial={"mensen": list(guests)})
        offer(self, "mensen", guests)

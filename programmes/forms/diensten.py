"""Forms for care services, their contact persons and the travel times between them."""

from typing import Any, ClassVar

from crispy_forms.bootstrap import InlineCheckboxes, StrictButton
from crispy_forms.helper import FormHelper
from django import forms
from django.db import transaction
from django.utils import timezone

from programmes.forms.base import ManyChoiceField, ModelForm, Part, fieldsets, offer
from programmes.forms.points import PointField
from programmes.forms.widgets import WindowsField
from programmes.models import Bestuur, Contactpersoon, Reistijd, Soort, Vervoer, Zorgdienst
from programmes.models.base import mark_typed
from programmes.models.zorgdienst import ZorgdienstQuerySet
from programmes.soorten import USUAL, kind_choices
from programmes.times import DAY_NAMES
from programmes.upkeep import DETAILS, note_change

WEEKDAYS = list(enumerate(DAY_NAMES))
MISSING = {"contact": "zonder contactpersoon", "punt": "zonder kaartpunt", "momenten": "zonder momenten"}


class ZorgdienstFilterForm(forms.Form):
    """The filter above the list, by GET; what is not understood is passed over."""

    q = forms.CharField(label="Zoeken", required=False, widget=forms.SearchInput)
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten"), *kind_choices()])
    mist = forms.ChoiceField(label="Wat ontbreekt", required=False, choices=[("", "Alle diensten"), *MISSING.items()])

    def applied_to(self, services: ZorgdienstQuerySet) -> ZorgdienstQuerySet:
        self.is_valid()
        chosen = self.cleaned_data
        services = services.matching(chosen.get("q", ""))
        if kind := chosen.get("soort"):
            services = services.filter(kind=kind)
        match chosen.get("mist"):
            case "contact":
                return services.without_contact()
            case "punt":
                return services.without_point()
            case "momenten":
                return services.without_moments()
        return services


class DienstDetailsForm(ModelForm[Zorgdienst]):
    """What a service itself knows best: when it suits, for how many, what one does there and how one gets in."""

    moments = WindowsField(
        WEEKDAYS,
        label="Momenten die passen",
        help_text="Elke week. Laat alles leeg als bezoek altijd kan.",
        copied=5,
    )

    class Meta:
        model = Zorgdienst
        fields: tuple[str, ...] = DETAILS
        widgets = {  # noqa: RUF012 (Django reads it so)
            "activities": forms.Textarea(attrs={"rows": 4}),
            "users_part": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        """The constraint says this too, but of no field: then nobody is led to the number to mend."""
        data = super().clean() or self.cleaned_data
        least, most = data.get("min_people"), data.get("max_people")
        if least and most and most < least:
            self.add_error("max_people", "Het hoogste aantal personen is kleiner dan het laagste.")
        return data


class ZorgdienstForm(DienstDetailsForm):
    also_validated: ClassVar = frozenset({"latitude", "longitude", "bestuur"})

    kind = forms.ChoiceField(label="Soort", choices=[("", "Kies een soort"), *kind_choices()])
    point = PointField(
        label="Punt op de kaart",
        required=False,
        help_text="Voor de route en de reistijden. Je mag ook '50,8703, 3,8113' uit een kaart plakken.",
    )
    contacts = ManyChoiceField(
        label="Contactpersonen",
        queryset=Contactpersoon.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Wie de bezoekers ontvangt. Meer dan één mag.",
    )
    contact_name = forms.CharField(label="Nieuwe contactpersoon: naam", required=False, max_length=150)
    contact_function = forms.CharField(label="Functie", required=False, max_length=150)
    contact_email = forms.EmailField(label="E-mailadres", required=False)
    contact_phone = forms.CharField(
        label="Telefoon", required=False, max_length=40, widget=forms.TextInput(attrs={"type": "tel"})
    )

    class Meta(DienstDetailsForm.Meta):
        fields = ("name", "kind", "is_active", "street", "postcode", "city", *DETAILS)

    def __init__(self, *args: Any, bestuur: Bestuur, by: str = "", **kwargs: Any) -> None:
        """`by`: the name under which a change of an existing service is remembered."""
        super().__init__(*args, **kwargs)
        self.instance.bestuur = bestuur
        self.by = by
        self.initial["point"] = self.instance.point
        offer(self, "contacts", Contactpersoon.objects.filter(bestuur=bestuur))
        if self.instance.pk:
            self.initial["contacts"] = list(self.instance.contactpersonen.all())
        else:
            self.initial["kind"] = ""
        self.fields["is_active"].help_text = "Zet uit als de dienst gestopt is: vroegere programma's blijven kloppen."
        self.helper = _service_fieldsets()

    def take_usual(self) -> str:
        """Show the usual moments, length and group size of the chosen kind, and keep all else that was typed.

        Gives the name of the kind, '' when none was chosen.
        """
        kind = self.data.get("kind", "")
        usual = USUAL.get(kind)
        typed = {
            name: self.fields[name].widget.value_from_datadict(self.data, self.files, name) for name in self.fields
        }
        if usual:
            typed |= {
                "moments": usual.moments,
                "visit_minutes": usual.minutes,
                "max_people": usual.max_people,
                "max_groups": usual.max_groups,
            }
        self.initial = typed
        self.is_bound = False
        return str(Soort(kind).label) if usual else ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        others = [name for name in ("contact_function", "contact_email", "contact_phone") if data.get(name)]
        if others and not data.get("contact_name"):
            self.add_error("contact_name", "Vul ook de naam van de nieuwe contactpersoon in.")
        if "point" in data:
            self.instance.latitude, self.instance.longitude = data["point"] or (None, None)
        return data

    @transaction.atomic
    def save(self, commit: bool = True) -> Zorgdienst:  # noqa: FBT001, FBT002 (Django's signature)
        changed = _typed_names(self.changed_data)
        mark_typed(self.instance, changed)
        if self.by and self.instance.pk:
            note_change(self.instance, changed, by=self.by, now=timezone.now())
        service = super().save(commit)
        contacts = list(self.cleaned_data["contacts"])
        if name := self.cleaned_data["contact_name"]:
            contacts.append(
                Contactpersoon.objects.create(
                    bestuur=service.bestuur,
                    name=name,
                    function=self.cleaned_data["contact_function"],
                    email=self.cleaned_data["contact_email"],
                    phone=self.cleaned_data["contact_phone"],
                )
            )
        service.contactpersonen.set(contacts)
        return service


def _typed_names(changed: list[str]) -> set[str]:
    """The names of the model's fields behind the fields of the form."""
    names: set[str] = set()
    for name in changed:
        if name == "point":
            names |= {"latitude", "longitude"}
        else:
            names.add("contactpersonen" if name.startswith("contact") else name)
    return names


EXPERIENCE: tuple[str, list[Part]] = ("Wat bezoekers beleven", ["activities", "users_part", "suits_press"])
PRACTICAL: tuple[str, list[Part]] = (
    "Praktisch",
    ["meeting_point", ("clothing", "meal"), ("parking", "accessibility")],
)


def _service_fieldsets() -> FormHelper:
    usual = StrictButton("Neem de gewone momenten van dit soort over", type="submit", name="usual", css_class="button")
    return fieldsets(
        ("De dienst", ["name", "kind", "is_active"]),
        ("Waar", ["street", ("postcode", "city"), "point"]),
        (
            "Wie ontvangt",
            [InlineCheckboxes("contacts"), ("contact_name", "contact_function"), ("contact_email", "contact_phone")],
        ),
        ("Wanneer en met hoeveel", ["moments", usual, "visit_minutes", ("min_people", "max_people", "max_groups")]),
        EXPERIENCE,
        PRACTICAL,
    )


class ContactpersoonForm(ModelForm[Contactpersoon]):
    services = ManyChoiceField(
        label="Ontvangt bij",
        queryset=Zorgdienst.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Contactpersoon
        fields = ("name", "function", "email", "phone")
        widgets = {"phone": forms.TextInput(attrs={"type": "tel"})}  # noqa: RUF012 (Django reads it so)

    def __init__(self, *args: Any, bestuur: Bestuur, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.bestuur = bestuur
        offer(self, "services", Zorgdienst.objects.filter(bestuur=bestuur))
        if self.instance.pk:
            self.initial["services"] = list(self.instance.zorgdiensten.all())
        self.helper = fieldsets(
            ("Wie", ["name", "function"]),
            ("Bereikbaar", [("email", "phone")]),
            ("Diensten", [InlineCheckboxes("services")]),
        )

    @transaction.atomic
    def save(self, commit: bool = True) -> Contactpersoon:  # noqa: FBT001, FBT002 (Django's signature)
        contact = super().save(commit)
        contact.zorgdiensten.set(self.cleaned_data["services"])
        return contact


class ReistijdForm(ModelForm[Reistijd]):
    class Meta:
        model = Reistijd
        fields = ("van", "naar", "mode", "minutes")

    def __init__(self, *args: Any, bestuur: Bestuur, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.bestuur = bestuur
        for name in ("van", "naar"):
            offer(self, name, Zorgdienst.objects.filter(bestuur=bestuur), empty="Kies een dienst")
        self.fields["mode"].initial = Vervoer.AUTO


class TravelFilterForm(forms.Form):
    """From where and by what; the first service and the car, unless chosen."""

    van = forms.ChoiceField(label="Vanaf", required=False)
    vervoer = forms.ChoiceField(label="Vervoer", required=False, choices=Vervoer.choices)

    def __init__(self, data: Any, *, services: list[Zorgdienst]) -> None:
        super().__init__(data)
        self.fields["van"] = forms.ChoiceField(
            label="Vanaf", required=False, choices=[(str(service.pk), service.name) for service in services]
        )
        self.is_valid()
        by_key = {str(service.pk): service for service in services}
        self.start = by_key.get(self.cleaned_data.get("van", "")) or next(iter(services), None)
        self.mode: str = self.cleaned_data.get("vervoer") or Vervoer.AUTO

    def as_initial(self) -> dict[str, Any]:
        return {"van": self.start, "mode": self.mode}

"""An agreement as staff notes it, as somebody behind a link does, and what happens with it afterwards."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from followup.agreements.acts import AgreementError, check_due, check_owners
from followup.agreements.people import Place, guests_of, hosts_at, hosts_of, visitors_at
from followup.forms.careful import CarefulForm
from followup.models import Afspraak
from programmes.forms.base import DateInput, ManyChoiceField, ModelForm, TimeInput, fields_only, fieldsets, offer
from programmes.models import Contactpersoon, Mandataris, Zorgdienst

LONGEST = 5000  # characters of an explanation, which goes into mails and calendars too
VISIT, SERVICE = "bezoek", "dienst"
PEOPLE = ("mandatarissen", "contactpersonen")
ERRORS: dict[str, dict[str, str]] = {
    "title": {"required": "Vul in wat jullie afspreken, zoals: de wachtlijst bezorgen."},
    "due_on": {"invalid": "Dit is geen datum. Kies een dag in de kalender, of schrijf 24/02/2025."},
    "mandatarissen": {"invalid_choice": "Kies uit de mensen die er staan.", "invalid_pk_value": "Kies uit de lijst."},
    "contactpersonen": {"invalid_choice": "Kies uit de mensen die er staan.", "invalid_pk_value": "Kies uit de lijst."},
}


class AgreementForm(ModelForm[Afspraak]):
    """What both forms share. `key` comes from the form: what is sent twice, counts once."""

    key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)
    text = forms.CharField(
        label="Toelichting", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    class Meta:
        model = Afspraak
        fields = ("title", "text", "kind", "initiative", *PEOPLE, "due_on", "is_shared")
        widgets: ClassVar = {
            "title": forms.TextInput(attrs={"autocomplete": "off"}),
            "due_on": DateInput(),
            "initiative": forms.RadioSelect,
            "mandatarissen": forms.CheckboxSelectMultiple,
            "contactpersonen": forms.CheckboxSelectMultiple,
        }
        field_classes: ClassVar = dict.fromkeys(PEOPLE, ManyChoiceField)
        error_messages = ERRORS

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["key"] = str(self.instance.key)
        self.fields["due_on"].help_text = "Een week op voorhand sturen we een herinnering. Zonder dag sturen we niets."

    def clean_key(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if all(name in said for name in PEOPLE):
            self._ask(lambda: check_owners(*self.people))
        if self.instance.pk is None and "due_on" in said:
            self._ask(lambda: check_due(said["due_on"], today=self.today))
        return said

    def _ask(self, check: Any) -> None:
        try:
            check()
        except AgreementError as error:
            self.add_error(error.field if error.field in self.fields else None, str(error))

    @property
    def people(self) -> tuple[Collection[Mandataris], Collection[Contactpersoon]]:
        council, service = (list(self.cleaned_data[name]) for name in PEOPLE)
        return council, service

    @property
    def afspraak(self) -> Afspraak:
        """Unsaved, with what was typed."""
        if self.instance.pk is None:
            self.instance.key = self.cleaned_data["key"]
        return self.instance


class StaffAgreementForm(AgreementForm, CarefulForm[Afspraak]):
    """`where` is a visit as it was held, a service, or neither. The day of a stored one moves by an act of its own."""

    where = forms.ChoiceField(label="Waar", required=False)

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        one = kwargs["instance"]
        self.places = {place.visit.id: place for place in places}
        super().__init__(*args, initial={"where": self._where(one)}, **kwargs)
        self.services = {row.pk: row for row in self._services()}
        field = self.fields["where"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = self._choices()
        field.error_messages["invalid_choice"] = "Kies een bezoek of een dienst uit de lijst."
        known = Q(beloften=one) if one.pk else Q(pk=None)
        own = one.programme
        offer(
            self, "mandatarissen", Mandataris.objects.filter(Q(pk__in=guests_of(own).values("pk")) | known).distinct()
        )
        offer(
            self,
            "contactpersonen",
            Contactpersoon.objects.filter(Q(pk__in=hosts_of(own).values("pk")) | known).distinct(),
        )
        if one.pk:
            del self.fields["due_on"]
        self.helper = fieldsets(
            ("Wat", ["title", "text", ("kind", "where")]),
            ("Wie", ["initiative", "contactpersonen", "mandatarissen"]),
            ("Wanneer en voor wie", [*([] if one.pk else ["due_on"]), "is_shared", "key", "was"]),
        )

    def _services(self) -> Any:
        one = self.instance
        taking_part = Q(deelnames_aan_programmes__programme=one.programme)
        return Zorgdienst.objects.filter(taking_part | Q(pk=one.zorgdienst_id)).distinct()

    def _where(self, one: Afspraak) -> str:
        if one.visit in self.places:
            return f"{VISIT}-{one.visit}"
        return f"{SERVICE}-{one.zorgdienst_id}" if one.zorgdienst_id else ""

    def _choices(self) -> list[Any]:
        visits = [(f"{VISIT}-{key}", place.label) for key, place in self.places.items()]
        services = [(f"{SERVICE}-{key}", row.name) for key, row in self.services.items()]
        groups = [(name, rows) for name, rows in (("Bij een bezoek", visits), ("Bij een dienst", services)) if rows]
        return [("", "Bij geen dienst in het bijzonder"), *groups]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        kind, _, key = said.get("where", "").partition("-")
        place = self.places.get(int(key)) if kind == VISIT else None
        self.instance.visit = place.visit.id if place else None
        service = place.visit.service if place else int(key) if kind == SERVICE else None
        self.instance.zorgdienst = self.services.get(service or 0)
        return said


class LinkAgreementForm(AgreementForm):
    """For a guest or a host, at a visit of theirs: always to be read by both sides."""

    def __init__(self, *args: Any, place: Place, own: Mandataris | Contactpersoon, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_host = isinstance(own, Contactpersoon)
        programme = self.instance.programme
        offer(self, "mandatarissen", visitors_at(programme, place))
        offer(self, "contactpersonen", hosts_at(programme, place))
        self.initial["contactpersonen" if is_host else "mandatarissen"] = [own.pk]
        self.initial["initiative"] = Afspraak.Initiative.DIENST if is_host else Afspraak.Initiative.BESTUUR
        del self.fields["is_shared"]
        people = ["contactpersonen", "mandatarissen"] if is_host else ["mandatarissen", "contactpersonen"]
        self.helper = fieldsets(
            ("Wat", ["title", "text", "kind"]), ("Wie", ["initiative", *people]), ("Wanneer", ["due_on", "key"])
        )

    def clean(self) -> dict[str, Any]:
        """Of an agreement that names one side only, that side takes the initiative, whatever was left standing."""
        said = super().clean()
        council, service = (bool(said.get(name)) for name in PEOPLE)
        if council != service:
            said["initiative"] = Afspraak.Initiative.BESTUUR if council else Afspraak.Initiative.DIENST
        return said


class MoveForm(forms.Form):
    due_on = forms.DateField(
        label="Nieuwe dag",
        widget=DateInput(),
        error_messages={"required": "Kies de nieuwe dag.", "invalid": ERRORS["due_on"]["invalid"]},
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        error_messages={"required": "Vul in waarom: wie erop wacht, wil het weten."},
        help_text="Iedereen van deze afspraak kan dit lezen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class DoneForm(forms.Form):
    note = forms.CharField(
        label="Hoe is het afgelopen?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Eén of twee zinnen, voor de anderen en voor het verslag. Mag leeg blijven.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class DropForm(forms.Form):
    note = forms.CharField(
        label="Waarom niet meer?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Vul in waarom het niet meer nodig is."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields_only()


class FollowUpForm(forms.Form):
    """When the same people come again; where, when the agreement does not say it."""

    day = forms.DateField(
        label="Dag", widget=DateInput(), error_messages={"required": "Kies de dag.", "invalid": "Dit is geen datum."}
    )
    start = forms.TimeField(
        label="Van",
        widget=TimeInput(),
        error_messages={"required": "Vul het beginuur in.", "invalid": "Dit is geen uur. Schrijf bijvoorbeeld 9:30."},
    )
    minutes = forms.IntegerField(
        label="Duur (minuten)",
        min_value=15,
        max_value=480,
        initial=60,
        error_messages={
            "required": "Vul in hoelang het duurt.",
            "invalid": "Vul een aantal minuten in, zoals 60.",
            "min_value": "Een bezoek duurt minstens 15 minuten.",
            "max_value": "Een bezoek duurt hoogstens 480 minuten.",
        },
    )
    zorgdienst = forms.ModelChoiceField(
        label="Bij welke dienst",
        queryset=Zorgdienst.objects.none(),
        error_messages={"required": "Kies bij welke dienst.", "invalid_choice": "Kies een dienst uit de lijst."},
    )

    def __init__(self, *args: Any, afspraak: Afspraak, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        services = Zorgdienst.objects.filter(bestuur=afspraak.programme.bestuur_id, is_active=True)
        offer(self, "zorgdienst", services, empty="Kies een dienst")
        self.initial["zorgdienst"] = afspraak.zorgdienst_id
        self.helper = fieldsets(("Wanneer en waar", ["zorgdienst", ("day", "start", "minutes")]))

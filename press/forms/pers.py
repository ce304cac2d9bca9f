"""The press list, the press moment with its invitation, and what appeared."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from press.forms.web_address import WebAddressField
from press.models import Perscontact, Persmoment, Verschenen
from press.relations.contacts import EXAMPLE, Pasted, read_lines
from press.relations.inviting import body_of, subject_of
from programmes.forms.base import DateInput, ManyChoiceField, ModelForm, TimeInput, fieldsets, offer
from programmes.models import Mandataris
from programmes.times import NonexistentTimeError, local, moment


class PerscontactForm(ModelForm[Perscontact]):
    also_validated = frozenset({"bestuur"})

    class Meta:
        model = Perscontact
        fields = ("medium", "name", "email", "phone", "notes", "is_active")
        error_messages: ClassVar = {
            "medium": {"required": "Vul het medium in, zoals De Krant."},
            "email": {
                "required": "Vul het e-mailadres in.",
                "invalid": "Dit is geen geldig e-mailadres. Verbeter het, zoals an@krant.example.",
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notes"].help_text = "Bijvoorbeeld: liefst bellen voor 11 uur. Dit blijft binnenskamers."
        self.helper = fieldsets(("Wie", [("medium", "name"), ("email", "phone"), "notes", "is_active"]))


class PasteForm(forms.Form):
    lines = forms.CharField(
        label="Journalisten",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=f"Eén per regel, zoals: {EXAMPLE}. Een telefoonnummer mag erachter.",
        error_messages={"required": f"Plak minstens één regel, zoals '{EXAMPLE}'."},
        max_length=60_000,
    )
    pasted: Pasted

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fieldsets(("Plakken", ["lines"]))

    def clean_lines(self) -> str:
        lines: str = self.cleaned_data["lines"]
        self.pasted = read_lines(lines)
        if self.pasted.problems:
            raise forms.ValidationError(list(self.pasted.problems))
        return lines


class PersmomentForm(ModelForm[Persmoment]):
    day = forms.DateField(label="Dag", widget=DateInput(), error_messages={"required": "Kies de dag."})
    start = forms.TimeField(label="Van", widget=TimeInput(), error_messages={"required": "Vul het beginuur in."})
    end = forms.TimeField(label="Tot", widget=TimeInput(), error_messages={"required": "Vul het einduur in."})
    spokespersons = ManyChoiceField(
        label="Wie de pers er spreekt",
        queryset=Mandataris.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Alleen gasten van dit programma. Zet wie je hier wilt eerst op de gastenlijst.",
    )
    visit = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    class Meta:
        model = Persmoment
        fields = (
            *("title", "place", "spokespersons", "photo_opportunity", "agreements"),
            *("contact_name", "contact_email", "contact_phone", "visit"),
        )
        widgets: ClassVar = {
            "photo_opportunity": forms.Textarea(attrs={"rows": 3}),
            "agreements": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages: ClassVar = {
            "title": {"required": "Geef het persmoment een titel."},
            "place": {"required": "Vul in waar de pers verwacht wordt."},
        }

    def __init__(self, *args: Any, blocks: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocks = blocks
        one = self.instance
        guests = Q(programmes=one.programme)
        known = Q(persmomenten=one) if one.pk else Q()
        offer(self, "spokespersons", Mandataris.objects.filter(guests | known if one.pk else guests).distinct())
        if one.pk:
            starts, ends = local(one.starts_at), local(one.ends_at)
            hours = {"day": starts.date(), "start": starts.time(), "end": ends.time()}
            self.initial = {**hours, **self.initial}
        self.fields["photo_opportunity"].help_text = "Staat in de uitnodiging. Bijvoorbeeld: de soep wordt rondgedeeld."
        self.helper = fieldsets(
            ("Wat, waar en wanneer", ["title", "place", ("day", "start", "end")]),
            ("Wie en wat", ["spokespersons", "photo_opportunity"]),
            ("Binnenskamers", ["agreements"]),
            ("Wie geeft inlichtingen", ["contact_name", ("contact_email", "contact_phone"), "visit"]),
        )

    def clean_visit(self) -> int | None:
        """Only a block of the published week; anything else is no block."""
        visit: int | None = self.cleaned_data["visit"]
        return visit if visit in self.blocks or visit == self.instance.visit else None

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        day, start, end = said.get("day"), said.get("start"), said.get("end")
        if day and start and end:
            self._set_hours(day, start, end)
        if not said.get("contact_email") and not said.get("contact_phone"):
            self.add_error("contact_phone", "Vul een telefoonnummer of een e-mailadres in: de pers moet iemand kennen.")
        return said

    def _set_hours(self, day: dt.date, start: dt.time, end: dt.time) -> None:
        if end <= start:
            self.add_error("end", "Het persmoment moet eindigen na het begin. Kies een later uur.")
            return
        for name, field, value in (("starts_at", "start", start), ("ends_at", "end", end)):
            try:
                setattr(self.instance, name, moment(day, value.hour * 60 + value.minute))
            except NonexistentTimeError as error:
                self.add_error(field, str(error))


class InvitationForm(ModelForm[Persmoment]):
    """Words that are still those of the proposal are not kept: they go on following the facts."""

    class Meta:
        model = Persmoment
        fields = ("subject", "body")
        widgets: ClassVar = {"body": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one = self.instance
        self.initial.update({"subject": subject_of(one), "body": body_of(one)})
        self.proposed = Persmoment(programme=one.programme, title=one.title, starts_at=one.starts_at)
        self.fields["subject"].help_text = self.fields["body"].help_text = "Leeg: de tekst die we voorstellen."
        self.helper = fieldsets(("Tekst", ["subject", "body"]))

    def clean_subject(self) -> str:
        subject = " ".join(self.cleaned_data["subject"].split())
        return "" if subject == subject_of(self.proposed) else subject

    def clean_body(self) -> str:
        body = self.cleaned_data["body"].replace("\r\n", "\n").strip()
        return "" if body == body_of(self.proposed) else body


class VerschenenForm(ModelForm[Verschenen]):
    also_validated = frozenset({"programme"})
    url = WebAddressField(label="Adres", error_messages={"required": "Plak het adres van het artikel."})

    class Meta:
        model = Verschenen
        fields = ("url", "title", "medium", "published_on")
        widgets: ClassVar = {"published_on": DateInput()}
        error_messages: ClassVar = {
            "title": {"required": "Vul de titel van het artikel in."},
            "medium": {"required": "Vul in waar het verscheen, zoals De Krant."},
            "published_on": {"required": "Kies de dag waarop het verscheen."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fieldsets(("Artikel", ["url", "title", ("medium", "published_on")]))

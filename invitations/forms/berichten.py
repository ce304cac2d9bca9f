"""Filtering the outbox, and changing one message in it."""

from typing import Any

from django import forms

from invitations.mail.berichten import people_of, searched, to_person
from invitations.models import Bericht, BerichtQuerySet
from programmes.forms.base import ModelForm, fieldsets
from programmes.models import Programme

TROUBLE = (Bericht.State.ONZEKER, Bericht.State.MISLUKT, Bericht.State.TERUGGEKOMEN)


class BerichtFilterForm(forms.Form):
    """By GET; what is not understood is passed over."""

    q = forms.CharField(label="Zoeken", required=False, widget=forms.SearchInput)
    toestand = forms.ChoiceField(
        label="Toestand",
        required=False,
        choices=[("", "Alle"), ("aandacht", "Vraagt aandacht"), *Bericht.State.choices],
    )
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle soorten"), *Bericht.Kind.choices])
    wie = forms.ChoiceField(label="Aan wie", required=False)

    def __init__(self, data: Any, *, programme: Programme) -> None:
        super().__init__(data)
        self.people = dict(people_of(programme))
        choices = [("", "Iedereen"), *self.people.items()]
        self.fields["wie"] = forms.ChoiceField(label="Aan wie", required=False, choices=choices)
        self.is_valid()

    @property
    def person(self) -> str:
        """The name of whom the list is about, when it is about one."""
        return self.people.get(self.cleaned_data.get("wie", ""), "")

    @property
    def chosen(self) -> dict[str, str]:
        """As it was understood: to be passed on."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    def without_state(self, messages: BerichtQuerySet) -> BerichtQuerySet:
        messages = searched(messages, self.cleaned_data.get("q", ""))
        if kind := self.cleaned_data.get("soort"):
            messages = messages.filter(kind=kind)
        if person := self.cleaned_data.get("wie"):
            messages = to_person(messages, person)
        return messages

    def applied_to(self, messages: BerichtQuerySet) -> BerichtQuerySet:
        messages = self.without_state(messages)
        state = self.cleaned_data.get("toestand")
        if state == "aandacht":
            return messages.filter(state__in=TROUBLE)
        return messages.filter(state=state) if state else messages


class BerichtForm(ModelForm[Bericht]):
    class Meta:
        model = Bericht
        fields = ("subject", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 16})}  # noqa: RUF012 (Django reads it so)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.html:
            self.fields["text"].help_text = "De opmaak wordt opnieuw gemaakt uit deze tekst."
        self.helper = fieldsets(("Bericht", ["subject", "text"]))

    def clean_subject(self) -> str:
        return " ".join(str(self.cleaned_data["subject"]).split())

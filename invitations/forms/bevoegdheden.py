"""The matrix of who holds what: a tick per person and domain, and a new domain."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict

from programmes.forms.base import ManyChoiceField
from programmes.models import Bevoegdheid, Mandataris

LONGEST = Bevoegdheid._meta.get_field("label").max_length or 0  # noqa: SLF001 (Django's documented API)


class BevoegdhedenForm(forms.Form):
    """`changes` holds what this person changed since the page was opened: {person: (added, taken away)}.

    Each tick is named 'p<person>' with the label as its value; 'was-p<person>' holds those that were ticked.
    """

    label = forms.CharField(
        label="Nog een beleidsdomein",
        max_length=LONGEST,
        required=False,
        help_text="Zoals jullie het noemen, bijvoorbeeld Mantelzorg.",
        error_messages={"max_length": f"Hou de naam van een beleidsdomein onder {LONGEST} tekens."},
    )
    holders = ManyChoiceField(
        label="Wie is ervoor bevoegd?",
        queryset=Mandataris.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Kies iemand uit de lijst."},
    )

    def __init__(self, *args: Any, people: Sequence[Mandataris], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        holders = self.fields["holders"]
        holders.queryset = Mandataris.objects.filter(pk__in=[person.pk for person in people])  # type: ignore[attr-defined] # a ModelMultipleChoiceField

    def ticked(self, person: Mandataris) -> list[str]:
        """What is ticked on the page; before anything was sent, what is stored."""
        if self.is_bound:
            return self._list(f"p{person.pk}")
        return [domain.label for domain in person.bevoegdheden.all()]

    @property
    def was(self) -> list[tuple[str, str]]:
        """(name, label) of the hidden fields: what was stored when the page was opened."""
        if self.is_bound:
            return [(f"was-p{p.pk}", label) for p in self.people for label in self._list(f"was-p{p.pk}")]
        return [(f"was-p{p.pk}", domain.label) for p in self.people for domain in p.bevoegdheden.all()]

    @property
    def labels(self) -> list[str]:
        """Every domain of the page, also one of which the last tick was taken away."""
        ticked = [label for person in self.people for label in self.ticked(person)]
        return ticked + [label for _, label in self.was]

    def _list(self, name: str) -> list[str]:
        values = cast("QueryDict", self.data).getlist(name)
        return [value.strip() for value in values if 0 < len(value.strip()) <= LONGEST and "\0" not in value]

    def clean(self) -> dict[str, Any]:
        label, holders = self.cleaned_data.get("label"), self.cleaned_data.get("holders")
        if label and holders is not None and not holders:
            self.add_error("holders", f"Kies wie bevoegd is voor {label}.")
        if holders and "label" in self.cleaned_data and not label:
            self.add_error("label", "Geef het beleidsdomein een naam.")
        return self.cleaned_data

    @property
    def changes(self) -> dict[int, tuple[set[str], set[str]]]:
        found: dict[int, tuple[set[str], set[str]]] = {}
        holders = {person.pk for person in self.cleaned_data["holders"]}
        for person in self.people:
            was, now = set(self._list(f"was-p{person.pk}")), set(self._list(f"p{person.pk}"))
            added = now - was | ({self.cleaned_data["label"]} if person.pk in holders else set())
            if added or was - now:
                found[person.pk] = (added, was - now)
        return found

"""The answer on a published programme: for all visits at once, or for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import HTML, LayoutObject
from django import forms
from django.db.models import QuerySet

from invitations.models import Vervanging
from invitations.rsvp.answers import Substitute
from invitations.rsvp.asked import AANBOD, JA, NEE, OPEN, VERVANGING, WACHT, Asked
from programmes.forms.base import fieldsets
from programmes.models import Mandataris

PARTLY = "deels"
ME = {JA: "Ja, ik kom", NEE: "Nee, ik kan niet komen", VERVANGING: "Iemand anders komt in mijn plaats"}
PARTLY_LABEL = "Ik kom naar een deel"
EACH = ((JA, "Ik kom"), (NEE, "Ik kom niet"), (VERVANGING, "Iemand anders komt in mijn plaats"))


class AntwoordForm(forms.Form):
    """`how` says it for all visits; 'deels' asks each. `replies` and `substitute` hold what it comes to."""

    how = forms.ChoiceField(
        label="Kom je?", widget=forms.RadioSelect, required=False, error_messages={"invalid_choice": "Kies of je komt."}
    )
    reason = forms.CharField(
        label="Waarom niet?", max_length=250, required=False, help_text="Alleen de coördinator leest dit."
    )
    guest = forms.ModelChoiceField(
        label="Iemand van de gastenlijst", queryset=Mandataris.objects.none(), required=False, empty_label="Niemand"
    )
    name = forms.CharField(label="Of de naam van iemand anders", max_length=200, required=False)
    email = forms.EmailField(label="E-mailadres van die persoon", required=False)

    def __init__(
        self,
        *args: Any,
        asked: Sequence[Asked],
        guests: QuerySet[Mandataris],
        proposal: Vervanging | None = None,
        **kwargs: Any,
    ) -> None:
        self.asked = asked
        self.names = {f"visit-{one.id}": one for one in asked}
        kwargs["initial"] = _said(asked) | _proposed(proposal)
        super().__init__(*args, **kwargs)
        choices = [*ME.items()]
        if len(asked) > 1:
            choices.insert(2, (PARTLY, PARTLY_LABEL))
            for name, one in self.names.items():
                self.fields[name] = forms.ChoiceField(
                    label=one.label, choices=EACH, widget=forms.RadioSelect, required=False
                )
        self.fields["how"].choices = choices  # type: ignore[attr-defined] # a ChoiceField
        self.fields["guest"].queryset = guests  # type: ignore[attr-defined] # a ModelChoiceField
        self.helper = fieldsets(("Je antwoord", ["how", *self._each(), "reason", *self._substitute()]))

    def _each(self) -> list[str | LayoutObject]:
        if len(self.asked) < 2:
            return []
        is_open = self["how"].value() == PARTLY or any(self[name].errors for name in self.names)
        return _details("een-deel", "Een deel? Zeg het per bezoek", list(self.names), is_open=is_open)

    def _substitute(self) -> list[str | LayoutObject]:
        names = ["guest", "name", "email"]
        replaced = VERVANGING in {self[name].value() for name in ("how", *self._shown)}
        is_open = replaced or any(self[name].errors for name in names)
        return _details("iemand-anders", "Iemand anders in jouw plaats? Zeg wie", names, is_open=is_open)

    @property
    def _shown(self) -> list[str]:
        return [name for name in self.names if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        how = data.get("how")
        if not how and "how" not in self.errors:
            self.add_error("how", "Kies of je komt.")
        elif how == PARTLY:
            self._check_part(data)
        elif how:
            self._check_agrees(how, data)
        if not self.errors:
            self._check_substitute(data)
        return data

    def _check_part(self, data: Mapping[str, Any]) -> None:
        for name in self._shown:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, "Kies of je komt.")
        said = [data.get(name) for name in self._shown]
        if not self.errors and len(set(said)) == 1 and said == [self.initial[name] for name in self._shown]:
            text = f"Welk deel? Bij elk bezoek staat nu '{dict(EACH)[said[0]]}'. Pas hieronder aan wat anders is."
            self.add_error("how", text)

    def _check_agrees(self, how: str, data: Mapping[str, Any]) -> None:
        """Who changes one visit and leaves the answer for all as it was, would lose it."""
        for name in self._shown:
            if data.get(name) not in {"", how, self.initial[name]}:
                text = f"Bij {self.names[name].name} koos je iets anders. Kies '{PARTLY_LABEL}', of pas dat bezoek aan."
                self.add_error("how", text)
                return

    def _check_substitute(self, data: Mapping[str, Any]) -> None:
        if VERVANGING in self.replies.values() and not data.get("guest") and not data.get("name"):
            self.add_error("name", "Kies of vul in wie in jouw plaats komt.")

    @property
    def replies(self) -> dict[int, str]:
        how = self.cleaned_data["how"]
        return {one.id: self.cleaned_data[name] if how == PARTLY else how for name, one in self.names.items()}

    @property
    def substitute(self) -> Substitute | None:
        guest, data = self.cleaned_data["guest"], self.cleaned_data
        if VERVANGING not in self.replies.values():
            return None
        return Substitute(guest.name, guest.email, guest) if guest else Substitute(data["name"], data["email"])


def _said(asked: Sequence[Asked]) -> dict[str, str]:
    """Who waits for a place, said yes."""
    answers = {f"visit-{one.id}": JA if one.state in {WACHT, AANBOD} else one.state for one in asked}
    every = set(answers.values())
    how = next(iter(every)) if len(every) == 1 else OPEN if OPEN in every else PARTLY
    reason = next((one.own_reason for one in asked if one.state in {NEE, VERVANGING} and one.own_reason), "")
    return {"how": how, "reason": reason} | answers


def _proposed(proposal: Vervanging | None) -> dict[str, Any]:
    """Who changes something else, need not say again who comes in their place."""
    if proposal is None:
        return {}
    if proposal.replacement_id:
        return {"guest": proposal.replacement_id}
    return {"name": proposal.name, "email": proposal.email}


def _details(key: str, summary: str, names: list[str], *, is_open: bool) -> list[str | LayoutObject]:
    start = f'<details class="disclosure" id="{key}"{" open" if is_open else ""}><summary>{summary}</summary>'
    return [HTML(start), *names, HTML("</details>")]

"""A resident of a trajectory, and what the groups said: nothing in it may name a resident."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict

from programmes.forms.base import ManyChoiceField, fieldsets, offer
from programmes.forms.revised import RevisedForm
from programmes.forms.werkvormen.dialoog import GONE
from programmes.forms.werkvormen.naming import OrdinaryField, meet_names
from programmes.models import Bijeenkomst, Groep, Inwoner, Oogst
from programmes.werkvormen.inwonersdialoog.harvest import PLURALS
from programmes.werkvormen.inwonersdialoog.trajects import LONGEST_TEXT

MOST_LINES = 60
TWICE = "{} staat er al. Toch toevoegen? Bewaar dan nog eens."


class InwonerForm(RevisedForm[Inwoner]):
    bijeenkomsten = ManyChoiceField(
        queryset=Bijeenkomst.objects.none(),
        required=False,
        label="Komt naar",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Een van deze bijeenkomsten is er niet meer. Kijk na wat aangekruist is."},
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)  # who was asked about already

    class Meta:
        model = Inwoner
        fields = (
            *("name", "email", "phone", "may_be_contacted", "bijeenkomsten"),
            *("needs_transport", "needs_child_care", "interpreter", "other_needs"),
        )
        help_texts: ClassVar = {"may_be_contacted": "Zonder dit staat de inwoner niet op de bellijst."}

    def __init__(self, *args: Any, meetings: Sequence[Bijeenkomst], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True
        self.fields["name"].error_messages["required"] = "Vul een naam in. Een schuilnaam mag ook."
        self.fields["email"].error_messages["invalid"] = "Dit e-mailadres klopt niet. Kijk het na, of laat het leeg."
        keys = [one.pk for one in meetings]
        offer(self, "bijeenkomsten", Bijeenkomst.objects.filter(pk__in=keys))
        self.helper = fieldsets(
            ("Wie", ["name", ("phone", "email"), "may_be_contacted"]),
            ("Bijeenkomsten", ["bijeenkomsten"]),
            (
                "Wat is er nodig om te kunnen komen",
                ["needs_transport", "needs_child_care", ("interpreter", "other_needs"), "revision", "sure"],
            ),
        )

    def _shown(self, name: str) -> str:
        if name == "bijeenkomsten":
            chosen = self.cleaned_data.get(name) if self.is_bound and hasattr(self, "cleaned_data") else None
            rows = chosen if chosen is not None else self.instance.bijeenkomsten.all() if self.instance.pk else ()
            return ", ".join(str(one) for one in rows)
        return super()._shown(name)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("may_be_contacted") and not (said.get("email", "?") or said.get("phone")):
            self.add_error("phone", "Vul een telefoonnummer of een e-mailadres in: anders is er niets om te bellen.")
        return said

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out
        if not self.is_bound:
            return
        self.meet(self.instance.changed_by, GONE)
        if not self.errors and not self.instance.pk:
            self._ask_if_twice(self.instance)

    def _ask_if_twice(self, row: Inwoner) -> None:
        """Who presses twice adds one; two of one name may be two people, so that who saves once more adds them."""
        who = f"{row.name}|{row.email}|{row.phone}"
        same = {"name__iexact": row.name, "email__iexact": row.email, "phone": row.phone}
        if self.cleaned_data["sure"] != who and row.traject.inwoners.taking_part().filter(**same).exists():
            self.add_error(None, TWICE.format(row.name))
            self.data = cast("QueryDict", self.data).copy()
            self.data["sure"] = who


def lines(text: str) -> list[str]:
    """What is typed line by line; a dash or a dot before it is only a mark."""
    return [line for raw in text.splitlines() if (line := " ".join(raw.strip().lstrip("-•*–").split()))]


def column(kind: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 7})
    return forms.CharField(label=PLURALS[kind], required=False, widget=area, max_length=LONGEST_TEXT * MOST_LINES)


class OogstForm(forms.Form):
    """The harvest of one group: a column per kind, a line for each thing that was said."""

    group = forms.ChoiceField(choices=Groep.choices, label="Groep", error_messages={"required": "Kies de groep."})
    theme = forms.CharField(
        label="Onderwerp",
        required=False,
        max_length=80,
        help_text="Mag leeg. Wat hetzelfde onderwerp heeft, komt samen.",
    )
    knelpunt = column("knelpunt")
    kans = column("kans")
    quote = column("quote")
    idee = column("idee")
    ordinary = OrdinaryField()

    def __init__(self, *args: Any, groups: Iterable[str], names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = list(names)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = [(one, Groep(one).label) for one in groups]
        self.columns = [self[kind] for kind in PLURALS]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        self.typed = {kind: lines(said.get(kind, "")) for kind in PLURALS}
        for kind, found in self.typed.items():
            if any(len(one) > LONGEST_TEXT for one in found):
                self.add_error(kind, f"Maak elke regel hoogstens {LONGEST_TEXT} tekens lang.")
        meet_names(self, [*PLURALS, "theme"], self.names)
        if not self.errors and not any(self.typed.values()):
            self.add_error(None, "Er staat nog niets. Schrijf in een van de kolommen wat de groep zei.")
        return said


class RegelForm(RevisedForm[Oogst]):
    ordinary = OrdinaryField()

    class Meta:
        model = Oogst
        fields = ("text", "kind", "group", "theme", "inwoner", "is_shared")
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 3}), "kind": forms.RadioSelect}
        error_messages: ClassVar = {"text": {"required": "Vul in wat er gezegd is, of verwijder de regel."}}
        help_texts: ClassVar = {
            "inwoner": "Alleen voor jou: wie zich terugtrekt, krijgt zo zijn woorden terug. Staat nergens anders."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        traject = self.instance.bijeenkomst.traject
        self.names = list(traject.inwoners.exclude(name="").values_list("name", flat=True))
        offer(self, "inwoner", traject.inwoners.taking_part(), empty="niet genoteerd")
        self.helper = fieldsets(
            ("Wat er gezegd is", ["text", "kind", ("group", "theme"), "ordinary"]),
            ("Wat ermee mag", ["inwoner", "is_shared", "revision"]),
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        meet_names(self, ["text", "theme"], self.names)
        return said

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out
        if self.is_bound:
            self.meet(self.instance.changed_by, GONE, erased=("text", "theme"))

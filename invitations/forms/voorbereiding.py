"""What the coordinator wants to see of the services' preparation, and whom they ask."""

from django import forms

from invitations.hosting.preparation import EVERYTHING, FILTERS, Preparation


class VoorbereidingFilterForm(forms.Form):
    """The filter above the list, by GET; what is not understood is passed over."""

    toon = forms.ChoiceField(label="Toon", required=False, choices=list(FILTERS.items()))

    def applied_to(self, rows: list[Preparation]) -> list[Preparation]:
        self.is_valid()
        wanted = self.cleaned_data.get("toon") or EVERYTHING
        return [row for row in rows if wanted in row.todo]


class AskForm(forms.Form):
    """What was shown when somebody confirmed, and to whom it goes."""

    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    iedereen = forms.BooleanField(required=False, widget=forms.HiddenInput)
    opnieuw = forms.BooleanField(required=False, widget=forms.HiddenInput)

    @property
    def also(self) -> dict[str, bool]:
        self.is_valid()
        return {
            "to_everybody": self.cleaned_data.get("iedereen", False),
            "again": self.cleaned_data.get("opnieuw", False),
        }

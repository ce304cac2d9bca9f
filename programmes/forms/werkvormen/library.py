"""What one looks for in the library of formats."""

from typing import Any

from django import forms

from programmes.forms.widgets import whole_number
from programmes.week import Week
from programmes.werkvormen.interface import Format

GROUPS = (("", "Elke groep"), ("3", "tot 3 mensen"), ("8", "ongeveer 8"), ("20", "ongeveer 20"), ("60", "60 of meer"))
LENGTHS = (("", "Elke duur"), ("60", "een uur"), ("90", "anderhalf uur"), ("120", "twee uur"), ("240", "een halve dag"))


class LibraryForm(forms.Form):
    """A filter: what is not understood is passed over. `visit` is for which visit one chooses, 0 for none."""

    group = forms.ChoiceField(label="Met hoeveel", choices=GROUPS, required=False)
    minutes = forms.ChoiceField(label="Hoelang", choices=LENGTHS, required=False)
    bezoek = forms.ChoiceField(label="Voor welk bezoek", required=False)

    def __init__(self, data: Any, *, week: Week) -> None:
        super().__init__(data)
        field = self.fields["bezoek"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        names = [(str(visit.id), f"{week.name_of(visit)}, {visit.day:%d/%m} {visit.hours}") for visit in week.visits]
        field.choices = [("", "Een nieuw bezoek"), *names]
        self.is_valid()
        self.visit = whole_number(self.cleaned_data.get("bezoek", ""))

    def suits(self, kind: Format) -> bool:
        people, minutes = (whole_number(self.cleaned_data.get(name, "")) for name in ("group", "minutes"))
        return _within(people, kind.group) and _within(minutes, kind.minutes)


def _within(number: int, limits: tuple[int, int, int]) -> bool:
    return not number or limits[0] <= number <= limits[2]

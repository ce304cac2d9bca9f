"""One line of a visit's timetable."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import F

from programmes.forms.base import ModelForm
from programmes.forms.widgets import whole_number
from programmes.models import Onderdeel
from programmes.models.onderdeel import LONGEST

WRITTEN = ("minutes", "title", "text", "who", "place", "clothing", "hands_on")
MINUTES = f"Schrijf een geheel aantal minuten, van 1 tot {LONGEST}. Bijvoorbeeld 15."


class OnderdeelForm(ModelForm[Onderdeel]):
    """`visitors` are (key, name) of who takes part; `theirs` is what somebody else made of the line meanwhile."""

    person = forms.TypedChoiceField(
        label="Alleen voor",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Wat voor één bezoeker is, loopt gelijk met wat voor een ander is.",
        error_messages={"invalid_choice": "Deze persoon doet niet mee aan dit bezoek. Kies iemand uit de lijst."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Onderdeel
        fields = WRITTEN
        widgets = {  # noqa: RUF012 (Django's own shape)
            "minutes": forms.NumberInput(attrs={"min": 1, "max": LONGEST, "inputmode": "numeric"}),
            "text": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {  # noqa: RUF012
            "minutes": {"required": MINUTES, "invalid": MINUTES, "min_value": MINUTES, "max_value": MINUTES},
            "title": {"required": "Schrijf in enkele woorden wat er gebeurt. Bijvoorbeeld 'Ontbijt uitdelen'."},
            "hands_on": {"invalid_choice": "Kies wat een bezoeker zonder opleiding mag: zelf doen of meekijken."},
        }

    def __init__(self, data: Any = None, *, row: Onderdeel, visitors: Sequence[tuple[int, str]]) -> None:
        initial = {"person": row.mandataris_id or "", "seen": row.revision}
        super().__init__(data, instance=row, initial=initial)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = [("", "Iedereen die meedoet"), *visitors]
        self.theirs: Onderdeel | None = None
        self.is_gone = False

    @property
    def has_more(self) -> bool:
        """Something stands, or is wrong, in what is folded away."""
        names = ("clothing", "hands_on", "person")
        return any(self[name].value() or self[name].errors for name in names)

    def taken(self) -> Onderdeel:
        """The row as it was typed."""
        self.instance.mandataris_id = self.cleaned_data["person"]
        return self.instance

    def is_kept(self) -> bool:
        """Stores a line that is there already. When somebody else changed it since, nothing is written: `theirs`."""
        row = self.taken()
        seen = whole_number(self.cleaned_data["seen"]) or row.revision
        values = {name: getattr(row, name) for name in (*WRITTEN, "mandataris_id")}
        rows = Onderdeel.objects.filter(pk=row.pk)
        if rows.filter(revision=seen).update(**values, revision=F("revision") + 1):
            return True
        self.theirs = rows.first()
        self.is_gone = self.theirs is None
        if self.theirs:
            self.data = {**self.data, "seen": str(self.theirs.revision)}
        return False

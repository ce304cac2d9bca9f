import datetime as dt
from typing import Any

from django import forms

from programmes.forms.base import DateInput, fieldsets


class TermijnForm(forms.Form):
    """Until when the personal data is kept, and why not as long as usual."""

    ends_on = forms.DateField(
        label="Bewaren tot en met",
        widget=DateInput(),
        error_messages={"required": "Kies tot wanneer.", "invalid": "Schrijf de datum als dag-maand-jaar."},
    )
    reason = forms.CharField(
        label="Waarom",
        max_length=300,
        help_text="Bijvoorbeeld: de evaluatie met de diensten is pas in mei. Dit blijft bij het programma staan.",
        error_messages={"required": "Schrijf waarom de gegevens langer of korter bewaard worden."},
    )

    def __init__(self, *args: Any, earliest: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].widget.attrs["min"] = earliest.isoformat()
        self.helper = fieldsets(("Een andere termijn", ["ends_on", "reason"]))

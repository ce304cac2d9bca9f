"""The next edition: when, and what comes along."""

from typing import Any

from django import forms

from followup.editions.beginning import Wanted
from programmes.forms.base import fieldsets
from programmes.forms.programme import CopyForm


class EditieForm(CopyForm):
    """A copy of a programme, with what the aftercare adds to it."""

    with_fiches = forms.BooleanField(
        label="De fiches, met de laatste teksten en cijfers",
        required=False,
        help_text="Elk cijfer houdt zijn peildatum. De dienst kijkt na wat nog klopt.",
    )
    with_agreements = forms.BooleanField(label="De afspraken die nog openstaan", required=False)
    with_bottlenecks = forms.BooleanField(label="De knelpunten en kansen die niet opgelost zijn", required=False)
    ask = forms.BooleanField(label="Vraag meteen aan de contactpersonen of alles nog klopt", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        first_day = kwargs.pop("first_day")
        super().__init__(*args, **kwargs)
        ticked = ("with_fiches", "with_agreements", "with_bottlenecks")
        self.initial = {"first_day": first_day, **dict.fromkeys(ticked, True), **self.initial}
        self.fields["ask"].help_text = (
            "De mails staan daarna bij Berichten, waar je ze nog enkele minuten kunt tegenhouden. "
            "Kruis je dit niet aan, dan kan het later ook."
        )
        self.helper = fieldsets(
            ("Titel en datum", ["title", "first_day"]),
            ("Wat komt mee", ["with_visits", *ticked]),
            ("De diensten", ["ask"]),
        )

    @property
    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)

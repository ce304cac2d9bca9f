"""When the personal versions leave and what stands on top of them; and the thanks of a service."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from followup.models import Bedanking, Verslag
from followup.personal.sending import leaves_at
from invitations.forms.merging import MergingForm
from programmes.forms.base import ModelForm, fieldsets
from programmes.models.programme import LINKS_LIVE_DAYS
from programmes.times import day_name, local

MOST = 2000
LEFT = 30  # days that a link in the mail still works, at least
LONGEST = LINKS_LIVE_DAYS - LEFT


class PersoonlijkForm(ModelForm[Verslag]):
    class Meta:
        model = Verslag
        fields = ("thanks", "personal_days", "is_personal_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["thanks"].widget = forms.Textarea(attrs={"rows": 5, "maxlength": MOST})
        self.fields["thanks"].help_text = "Gasten én gastheren lezen dit. Leeg: voor elk een eigen standaardtekst."
        self.helper = fieldsets(("Wat bovenaan staat", ["thanks"]))
        if self.instance.personal_sent_at:  # they leave once
            del self.fields["personal_days"], self.fields["is_personal_on"]
        else:
            self._ask_when()

    def _ask_when(self) -> None:
        days = self.fields["personal_days"]
        days.widget.attrs["max"] = LONGEST
        days.help_text = f"Dan vertrekken ze, om 9 uur. Gebruikelijk is 21, hoogstens {LONGEST}."
        days.error_messages["invalid"] = "Vul een aantal dagen in, zoals 21."
        self.fields["is_personal_on"].help_text = "Ze vertrekken één keer, en staan vooraf op de tijdlijn."
        self.helper = fieldsets(
            ("Wat bovenaan staat", ["thanks"]), ("Wanneer ze vertrekken", ["personal_days", "is_personal_on"])
        )

    def clean_personal_days(self) -> int:
        days: int = self.cleaned_data["personal_days"]
        if days > LONGEST:
            raise forms.ValidationError(
                f"Kies hoogstens {LONGEST} dagen: anders werkt de link in de mail nog geen {LEFT} dagen."
            )
        return days

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("is_personal_on") and "personal_days" in said and self._would_leave_at_once():
            day = day_name(local(leaves_at(self.instance)).date())
            self.add_error(
                "personal_days",
                f"Dat moment ({day}) is voorbij. Kies meer dagen, of verstuur ze zelf met ‘Nu versturen’.",
            )
        return said

    def _would_leave_at_once(self) -> bool:
        """Nobody wants that by surprise; what was due already, and has not left yet, is left alone."""
        self.instance.personal_days = self.cleaned_data["personal_days"]
        was_on = bool(self.initial.get("is_personal_on")) and "personal_days" not in self.changed_data
        is_over = leaves_at(self.instance) <= timezone.now()
        return is_over and not was_on and self.instance.personal_sent_at is None

    def save(self, commit: bool = True) -> Verslag:  # noqa: FBT001, FBT002, ARG002 (Django's signature)
        """Only what is in this form: the report itself may be edited meanwhile."""
        said = {name: getattr(self.instance, name) for name in self.Meta.fields}
        new = {"title": self.instance.title, "composed_at": self.instance.composed_at}
        self.instance, _ = Verslag.objects.update_or_create(
            programme=self.instance.programme, defaults=said, create_defaults=said | new
        )
        return self.instance


class BedankingForm(MergingForm[Bedanking]):
    """Two colleagues of a service may write at once: neither loses a word. An empty text is the usual one again."""

    class Meta:
        model = Bedanking
        fields = ("text", "by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text, by = self.fields["text"], self.fields["by"]
        text.required = False
        text.widget = forms.Textarea(attrs={"rows": 6, "maxlength": MOST})
        text.help_text = "Wie op bezoek was, leest dit in het eigen verslag. Leeg: de standaardtekst hierboven."
        by.help_text = "Bijvoorbeeld: Griet en het hele team."
        self.helper = fieldsets(("Jullie dank", ["text", "by", "was"]))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > MOST:
            raise forms.ValidationError(f"Dit zijn {len(text)} tekens. Hou het bij hoogstens {MOST}.")
        return text.strip()


def keep_thanks(form: BedankingForm, *, now: dt.datetime) -> None:
    """After is_valid(); what is left empty, is not kept."""
    form.instance.changed_at = now
    if form.instance.text:
        form.save()
    elif form.instance.pk:
        form.instance.delete()

"""The stage of a visit, and whoever tells a story on it."""

from typing import Any, ClassVar
from zlib import crc32

from django import forms
from django.utils import timezone

from programmes.forms.base import DateInput, fieldsets
from programmes.forms.revised import RevisedForm
from programmes.models import Podium, Verteller

Consent, NamedAs = Verteller.Consent, Verteller.NamedAs
_PAUSES = ("opening_minutes", "changeover_minutes", "closing_minutes")


class PodiumForm(RevisedForm[Podium]):
    class Meta:
        model = Podium
        fields = ("leader", *_PAUSES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _PAUSES:
            self.fields[name].error_messages |= {
                "required": "Vul een aantal minuten in, 0 mag ook.",
                "invalid": "Vul een aantal minuten in, zoals 5.",
                "min_value": "Vul 0 minuten of meer in.",
            }
        self.helper = fieldsets(
            ("Het podium", ["leader", _PAUSES, "revision"]),
        )

    def revision_of(self, row: Podium) -> int:
        """Who reads the same, has seen the same; 0 before anything is kept."""
        return crc32(repr([getattr(row, name) for name in ("leader", *_PAUSES)]).encode()) if row.pk else 0

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out
        if self.is_bound:
            self.meet("", "Intussen zijn de tijden weggehaald. Bewaar nog eens om ze terug te zetten.")


class VertellerForm(RevisedForm[Verteller]):
    class Meta:
        model = Verteller
        fields = (
            *("first_name", "last_name", "teller", "topic", "minutes", "introduction"),
            *("mic", "posture", "beside", "needs", "phone", "contact"),
            *("consent", "asked_on", "is_minor", "consent_of", "named_as", "may_be_pictured", "may_be_recorded"),
        )
        widgets: ClassVar = {
            "introduction": forms.Textarea(attrs={"rows": 3}),
            "mic": forms.RadioSelect,
            "posture": forms.RadioSelect,
            "asked_on": DateInput,
            "consent": forms.RadioSelect,
            "named_as": forms.RadioSelect,
        }
        error_messages: ClassVar = {
            "first_name": {"required": "Vul een voornaam in. Een schuilnaam mag ook."},
            "topic": {"required": "Vul in waarover het gaat, in een paar woorden."},
            "minutes": {
                "required": "Vul in hoeveel minuten het duurt.",
                "invalid": "Vul een aantal minuten in, zoals 5.",
                "min_value": "Vul minstens 1 minuut in.",
            },
            "asked_on": {"invalid": "Vul een datum in, zoals 24-02-2025."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {
            "consent": "Vertellen is altijd vrij. Wie niet meedoet, gaat uit de volgorde, en dan mag er ook niets.",
            "asked_on": "Leeg: vandaag.",
            "consent_of": (
                "Alleen bij een minderjarige. Onder 12 jaar beslist een ouder, op 12 en 13 jaar ouder en kind samen, "
                "vanaf 14 het kind zelf."
            ),
            "named_as": "Wie ‘zonder naam’ kiest, noem je ook op het podium niet.",
        }
        for name, text in hints.items():
            self.fields[name].help_text = text
        self.helper = fieldsets(
            ("Het verhaal", [("first_name", "last_name"), "teller", "topic", "minutes", "introduction"]),
            ("Wat is er nodig", ["mic", "posture", "beside", "needs", ("phone", "contact")]),
            ("Wat mag", ["consent", "asked_on", "is_minor", "consent_of", "named_as", *_ALLOWED, "revision"]),
        )

    def clean_asked_on(self) -> Any:
        day = self.cleaned_data["asked_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul in wanneer je het gevraagd hebt.")
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        consent = said.get("consent")
        if consent and "asked_on" in said and not said["asked_on"]:
            said["asked_on"] = timezone.localdate()
        if consent == Consent.OPEN:
            said["asked_on"] = None
        if consent == Consent.NEE:
            said |= {"named_as": NamedAs.GEEN, "may_be_pictured": False, "may_be_recorded": False}
        self._clean_allowed(said)
        self._clean_twice(said)
        return said

    def _clean_twice(self, said: dict[str, Any]) -> None:
        """A button that is pressed twice adds one."""
        same = {name: said.get(name, "") for name in ("first_name", "last_name", "topic")}
        if not self.instance.pk and Verteller.objects.filter(podium=self.instance.podium_id, **same).exists():
            text = "{} staat er al met dit verhaal. Wijzig wie er staat, of geef een ander onderwerp."
            self.add_error("topic", text.format(" ".join(filter(None, (same["first_name"], same["last_name"])))))

    def _clean_allowed(self, said: dict[str, Any]) -> None:
        """What the constraints say too, beside the field that is to be mended."""
        consent, named_as = said.get("consent"), said.get("named_as")
        is_shown = named_as in {NamedAs.VOORNAAM, NamedAs.VOLUIT} or any(said.get(name) for name in _ALLOWED)
        if consent in {Consent.OPEN, Consent.GEVRAAGD} and is_shown:
            self.add_error("consent", "Zonder een ja mag er niets: geen naam, geen foto en geen opname.")
        if consent == Consent.JA and said.get("is_minor") and not said.get("consent_of", "?"):
            self.add_error("consent_of", "Vul bij een minderjarige in wie de toestemming gaf.")
        if named_as == NamedAs.VOLUIT and not said.get("last_name", "?"):
            self.add_error("last_name", "Vul de naam in, of kies ‘met de voornaam’.")

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc] # the stubs leave it out
        if self.is_bound:
            who = self.instance.changed_by
            self.meet(
                who, "Intussen is deze verteller weggehaald. Bewaar nog eens om die terug in de volgorde te zetten."
            )


_ALLOWED = ("may_be_pictured", "may_be_recorded")

"""A quote: as staff notes it, and as whoever said it approves it."""

import datetime as dt
import json
from typing import Any, ClassVar, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict

from invitations.forms.merging import WAS, MergingForm, digest_of
from invitations.models import Toestemming
from press.models import Beeld, Quote
from press.rights.usable import usable_pictures
from press.testimonials.asking import fingerprint
from programmes.forms.base import ModelForm, fieldsets, offer
from programmes.models import Contactpersoon

MERGED = ("text", "name", "function")


class QuoteForm(MergingForm[Quote]):
    """For staff. Where the person changed the same words meanwhile, theirs are told, and nothing is stored yet."""

    class Meta:
        model = Quote
        fields = (
            *("text", "mandataris", "contactpersoon", "name", "function"),
            *("zorgdienst", "portrait", "is_testimonial"),
        )
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 4})}
        error_messages: ClassVar = {"text": {"required": "Vul in wat iemand zei."}}

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        at_service = Q(zorgdiensten__deelnames_aan_programmes__programme=programme)
        hosts = Contactpersoon.objects.filter(at_service | Q(pk=self.instance.contactpersoon_id)).distinct()
        usable = [beeld.pk for beeld in usable_pictures(programme, Toestemming.Channel.SITE, on=on)]
        photos = Beeld.objects.filter(Q(pk__in=usable, kind=Beeld.Kind.FOTO) | Q(pk=self.instance.portrait_id))
        offer(self, "mandataris", programme.guests.all(), empty="Niemand van de gastenlijst")
        offer(self, "contactpersoon", hosts, empty="Niemand die ontvangt")
        offer(self, "zorgdienst", programme.diensten.order_by("name"), empty="Van geen dienst in het bijzonder")
        offer(self, "portrait", photos, empty="Zonder portret")
        self.fields["mandataris"].label, self.fields["contactpersoon"].label = "Van de gastenlijst", "Van een dienst"
        self.fields["zorgdienst"].label, self.fields["portrait"].label = "Over welke dienst", "Portret"
        self.fields["name"].help_text = "Zoals hij onder de quote komt. Leeg: de naam van wie je koos."
        self.fields["function"].help_text = "Geen partij: de communicatie van een bestuur is neutraal."
        self.fields["portrait"].help_text = "Alleen foto's die nu op de website mogen, staan hier."
        self.fields["is_testimonial"].help_text = "Pas als de persoon de quote goedkeurde voor de website."
        self.helper = fieldsets(
            ("Wat", ["text"]),
            ("Wie", [("mandataris", "contactpersoon"), ("name", "function")]),
            ("Waar", ["zorgdienst", "portrait", "is_testimonial", "was"]),
        )

    @property
    def merged_names(self) -> list[str]:
        return [name for name in super().merged_names if name in MERGED]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        guest, host = said.get("mandataris"), said.get("contactpersoon")
        if guest and host:
            self.add_error("contactpersoon", "Kies iemand van de gastenlijst of iemand van een dienst, niet allebei.")
        elif person := guest or host:
            said["name"] = said.get("name") or person.name
            said["function"] = said.get("function") or person.function
        self._tell_clashes()
        return said

    def _tell_clashes(self) -> None:
        """Who saves once more, has read it."""
        was = self.was_digests
        for name, clash in self.clashes.items():
            again = "Bewaar nog eens als het moet worden wat er nu staat."
            self.add_error(name, f"Intussen staat hier ‘{clash.shown}’. {again}")
            was[name] = digest_of(self.stored[name])
        if self.clashes:
            self.data = cast("QueryDict", self.data).copy()
            self.data[WAS] = json.dumps(was)


class QuoteAnswerForm(ModelForm[Quote]):
    """For whoever said it, behind their link. `seen` is what they read: somebody approves nothing unread."""

    channels = forms.MultipleChoiceField(
        label="Waar mag het komen?",
        choices=Toestemming.Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies minstens één plaats. Liever nergens? Kies dan onderaan ‘Liever niet’.",
            "invalid_choice": "Kies uit de plaatsen die er staan.",
        },
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Quote
        fields = ("text", "name", "function", "channels")
        labels: ClassVar = {"text": "Wat je zei", "name": "Je naam", "function": "Je functie"}
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 5})}
        error_messages: ClassVar = {"text": {"required": "Vul in wat je zei. Liever niet? Kies dan ‘Liever niet’."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = fingerprint(self.instance)
        self.portrait, self.stored_text = str(self.instance.portrait_id or ""), self.instance.text
        self.initial["seen"] = f"{self.stored}.{self.portrait}"
        self.fields["text"].help_text = "Zeg je het liever anders? Pas de woorden gerust aan."
        self.fields["name"].help_text = "Zoals hij erbij komt. Een voornaam alleen mag ook, of niets."
        self.helper = fieldsets(("Je woorden", ["text", ("name", "function")]), ("Waar", ["channels", "seen"]))

    def clean(self) -> dict[str, Any]:
        """Whoever says again what is stored already, said it twice: that is no change by somebody else."""
        said = self.cleaned_data
        was, _, portrait = said.get("seen", "").partition(".")
        says = Quote(portrait_id=self.instance.portrait_id, **{name: said.get(name, "") for name in MERGED})
        if portrait != self.portrait or self.stored not in {was, fingerprint(says)}:
            again = "Lees het na en antwoord dan opnieuw."
            self.add_error("text", f"Intussen is dit gewijzigd. Er staat nu: ‘{self.stored_text}’. {again}")
            self.data = cast("QueryDict", self.data).copy()
            self.data["seen"] = self.initial["seen"]
        return said

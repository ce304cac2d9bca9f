"""A story, and the consent that it needs."""

import json
from collections.abc import Iterable
from typing import Any, ClassVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from invitations.forms.merging import WAS, MergingForm, digest_of
from invitations.models import Toestemming, Verhaal
from invitations.stories.consent import USUAL_YEARS, problems, years_after
from programmes.forms.base import DateInput, ModelForm, Part, fieldsets, offer
from programmes.models import Bezoek, Programme, Zorgdienst
from programmes.times import day_name
from programmes.week import Visit

PROOF_LIMIT = 10 * 1024 * 1024
PROOF_KINDS = {b"%PDF": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png"}  # first bytes: ending


class VerhaalForm(MergingForm[Verhaal]):
    """Of one service, or with the choice of one when `zorgdienst` is None (the coordinator adds it).

    Where somebody else changed the same field meanwhile, theirs is told, and nothing is stored yet. A host chooses from
    the `published` visits only.
    """

    class Meta:
        model = Verhaal
        fields = ("zorgdienst", "teller", "first_name", "last_name", "shown_as", "form", "bezoek", "text")
        widgets: ClassVar = {
            "teller": forms.RadioSelect,
            "shown_as": forms.RadioSelect,
            "form": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 6}),
        }
        error_messages: ClassVar = {
            "zorgdienst": {"required": "Kies bij welke dienst dit verhaal hoort."},
            "teller": {"required": "Kies wie vertelt."},
            "shown_as": {"required": "Kies welke naam naar buiten mag."},
            "form": {"required": "Kies hoe het verhaal verteld wordt."},
        }

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        zorgdienst: Zorgdienst | None = None,
        published: Iterable[Visit] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
        visits = Bezoek.objects.filter(programme=programme, kind=Bezoek.Kind.BEZOEK).select_related("zorgdienst")
        if zorgdienst:
            self.instance.zorgdienst = zorgdienst
            del self.fields["zorgdienst"]
            known = {visit.id: f"{day_name(visit.day)}, {visit.hours}" for visit in published}
            visits = visits.filter(Q(pk__in=known) | Q(pk=self.instance.bezoek_id), zorgdienst=zorgdienst)
            name_of = {"label_from_instance": lambda visit: known.get(visit.pk, "een bezoek dat nog niet vastligt")}
            vars(self.fields["bezoek"]).update(name_of)
        else:
            self._choose_service(programme)
        self._describe(visits)
        where = [] if zorgdienst else ["zorgdienst"]
        self.helper = fieldsets(
            ("Wie vertelt", [*where, "teller", ("first_name", "last_name"), "shown_as"]),
            ("Wat en hoe", ["form", "bezoek", "text", "was"]),
        )

    def _choose_service(self, programme: Programme) -> None:
        services = self.fields["zorgdienst"]
        services.queryset = programme.diensten.order_by("name")  # type: ignore[attr-defined] # a ModelChoiceField
        services.empty_label = "Kies een dienst"  # type: ignore[attr-defined]

    def _describe(self, visits: Any) -> None:
        visit = self.fields["bezoek"]
        visit.queryset, visit.empty_label, visit.label = visits, "Nog niet beslist", "Bij welk bezoek?"  # type: ignore[attr-defined]
        self.fields["shown_as"].help_text = (
            "Meer van de naam lezen alleen jullie en de coördinator. De naam van een bewoner of cliënt zegt iets over "
            "de gezondheid: toon er zo weinig mogelijk van."
        )
        self.fields["text"].help_text = "In de woorden van wie vertelt. Leeg kan ook: dan vertelt de persoon het zelf."

    @property
    def merged_names(self) -> list[str]:
        return [name for name in super().merged_names if name not in {"zorgdienst", "bezoek"}]

    @property
    def names_another(self) -> bool:
        """Who tells it had a name, and has another now."""
        return any(self.stored[name] not in {"", self.cleaned_data[name]} for name in ("first_name", "last_name"))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        shown, first, last = said.get("shown_as"), said.get("first_name"), said.get("last_name")
        if shown == Verhaal.ShownAs.VOLUIT and not (first and last):
            self.add_error("shown_as", "Vul voornaam en achternaam in, of kies minder van de naam.")
        if shown == Verhaal.ShownAs.VOORNAAM and not first:
            self.add_error("first_name", "Vul de voornaam in, of kies 'zonder naam'.")
        visit, service = said.get("bezoek"), said.get("zorgdienst")
        if visit and service and visit.zorgdienst_id != service.pk:
            self.add_error("bezoek", f"Dit bezoek is niet bij {service}. Kies een bezoek bij die dienst.")
        self._tell_clashes()
        return said

    def _tell_clashes(self) -> None:
        """Who saves once more, has read it."""
        who, was = self.instance.changed_by or "iemand anders", self.was_digests
        for name, clash in self.clashes.items():
            again = "Bewaar nog eens als het moet worden wat er nu staat."
            self.add_error(name, f"Intussen schreef {who} hier ‘{clash.shown}’. {again}")
            was[name] = digest_of(self.stored[name])
        if self.clashes:
            self.data = cast("QueryDict", self.data).copy()
            self.data[WAS] = json.dumps(was)


class ToestemmingForm(ModelForm[Toestemming]):
    """Of a `programme`, whose it is may be chosen from its guests, and somebody may refuse; else it is for a story."""

    purposes = forms.MultipleChoiceField(
        label="Waarvoor",
        choices=Toestemming.Purpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Beeld maken en beeld gebruiken zijn twee toestemmingen.",
    )
    channels = forms.MultipleChoiceField(
        label="Waar mag het komen",
        choices=Toestemming.Channel.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Toestemming
        fields = (
            *("mandataris", "person", "age", "quality", "given_by", "child_agrees"),
            *("refuses", "purposes", "channels"),
            *("given_on", "ends_on", "proof", "proof_file"),
        )
        widgets: ClassVar = {
            "age": forms.RadioSelect,
            "quality": forms.RadioSelect,
            "given_on": DateInput,
            "ends_on": DateInput,
            "proof_file": forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        }
        error_messages: ClassVar = {
            "person": {"required": "Vul in van wie de toestemming is."},
            "given_on": {"required": "Vul in wanneer ze gegeven is.", "invalid": "Vul een datum in, zoals 24-02-2025."},
            "ends_on": {"required": "Vul in tot wanneer ze geldt.", "invalid": "Vul een datum in, zoals 24-02-2027."},
        }

    def __init__(self, *args: Any, programme: Programme | None = None, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs["initial"] = {"given_on": today, "ends_on": years_after(today, USUAL_YEARS)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["proof_file"].help_text = "Een foto of scan van het getekende blad (PDF, JPEG of PNG, tot 10 MB)."
        self.fields["given_by"].help_text = "Alleen als iemand anders de toestemming geeft."
        self.fields["child_agrees"].help_text = "Nodig vanaf 12 jaar, als een ander de toestemming geeft."
        self.helper = fieldsets(
            ("Wie", [*self._whose(programme), "person", "age", "quality", "given_by", "child_agrees"]),
            ("Waarvoor en waar", [*self._refuses(programme), "purposes", "channels"]),
            ("Hoelang", [("given_on", "ends_on")]),
            ("Bewijs", ["proof", "proof_file"]),
        )

    def _refuses(self, programme: Programme | None) -> list[Part]:
        if programme is None:
            del self.fields["refuses"]
            return []
        self.fields["refuses"].help_text = "Dan mag er niets, en is er geen bewijs nodig."
        return ["refuses"]

    def _whose(self, programme: Programme | None) -> list[Part]:
        if programme is None:
            del self.fields["mandataris"]
            return []
        offer(self, "mandataris", programme.guests.all(), empty="Iemand anders")
        self.fields["mandataris"].label = "Gast"
        self.fields["person"].required = False
        return ["mandataris"]

    def clean_given_on(self) -> Any:
        day = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Noteer de toestemming als je ze hebt.")
        return day

    def clean_proof_file(self) -> Any:
        file = self.cleaned_data["proof_file"]
        if not isinstance(file, UploadedFile):
            return file
        if (file.size or 0) > PROOF_LIMIT:
            raise forms.ValidationError("Dit bestand is groter dan 10 MB. Maak een kleinere foto of scan.")
        head = file.read(8)
        file.seek(0)
        ending = next((ending for start, ending in PROOF_KINDS.items() if head.startswith(start)), "")
        if not ending:
            raise forms.ValidationError("Dit is geen PDF, JPEG of PNG. Kies een foto of scan van het getekende blad.")
        file.name = f"toestemming{ending}"
        return file

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if guest := said.get("mandataris"):
            said["person"] = guest.name
        elif "person" in said and not said["person"]:
            self.add_error("person", "Vul in van wie de toestemming is.")
        given = Toestemming(**{name: said.get(name, getattr(self.instance, name)) for name in self.Meta.fields})
        for field, sentence in problems(given):
            if field not in self.errors:
                self.add_error(field, sentence)
        return said

"""A bottleneck or an opportunity: what it is about, what it touches, and what the authority does with it."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet

from followup.bottlenecks.listing import by_service, by_theme
from followup.bottlenecks.starting import confirmed_passages, quoted
from followup.forms.careful import CarefulForm
from followup.models import Knelpunt
from invitations.models import Passage, Uitdaging
from programmes.forms.base import ManyChoiceField, ModelForm, Part, fieldsets, offer
from programmes.models import Zorgdienst


class PassageField(ManyChoiceField):
    widget = forms.CheckboxSelectMultiple
    services: Mapping[int, list[str]] = {}

    def label_from_instance(self, obj: Any) -> str:
        return quoted(obj, self.services.get(obj.pk, []))


class UitdagingField(forms.ModelChoiceField):  # type: ignore[type-arg] # Django takes no parameter here
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.fiche.zorgdienst.name}: {obj.title}"


class KnelpuntForm(CarefulForm[Knelpunt]):
    also_validated = frozenset({"programme"})
    visit = forms.TypedChoiceField(
        label="Bij welk bezoek", coerce=int, empty_value=None, required=False, choices=[("", "Niet bij één bezoek")]
    )
    uitdaging = UitdagingField(
        label="Uitdaging in de fiche",
        queryset=Uitdaging.objects.none(),
        required=False,
        empty_label="Geen",
    )
    passages = PassageField(
        label="Lijnen van het bestuursakkoord",
        queryset=Passage.objects.none(),
        required=False,
        help_text="De lijnen die iemand bij Bestuursakkoord bevestigde.",
    )

    class Meta:
        model = Knelpunt
        fields = ("kind", "theme", "zorgdienst", "visit", "title", "text", "uitdaging", "passages", "state", "answer")
        widgets: ClassVar = {
            "kind": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 5}),
            "answer": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages: ClassVar = {
            "theme": {"required": "Kies het thema."},
            "title": {"required": "Zeg in enkele woorden waar het over gaat."},
        }

    def __init__(self, *args: Any, visits: Mapping[int, str], **kwargs: Any) -> None:
        """`visits`: {key of a visit as it was held: how one calls it}"""
        super().__init__(*args, **kwargs)
        one = self.instance
        self.services = Zorgdienst.objects.filter(bestuur=one.programme.bestuur, programmes=one.programme)
        known = Zorgdienst.objects.filter(pk__in=[one.zorgdienst_id or 0])
        offer(self, "zorgdienst", (self.services | known).distinct().order_by("name"), empty="Het hele bestuur")
        _offer_themes(self)
        self._offer_visits(visits)
        self._offer_challenges()
        self._offer_passages()
        self.fields["answer"].help_text = "De dienst leest dit mee, ook in de volgende editie."
        about: list[Part] = ["kind", ("theme", "zorgdienst"), "title", "text"]
        touches: list[Part] = [name for name in ("visit", "uitdaging", "passages") if name in self.fields]
        sections = [("Waar het over gaat", about), ("Waar het bij hoort", touches)]
        self.helper = fieldsets(*(part for part in sections if part[1]), ("Het bestuur", ["state", "answer", "was"]))

    def _offer_visits(self, visits: Mapping[int, str]) -> None:
        field = self.fields["visit"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 (tells the type checker)
        gone = self.instance.visit
        kept = {gone: "een bezoek dat niet meer op het programma staat"} if gone and gone not in visits else {}
        field.choices = [("", "Niet bij één bezoek"), *visits.items(), *kept.items()]
        if len(field.choices) == 1:
            del self.fields["visit"]

    def _offer_challenges(self) -> None:
        one = self.instance
        rows = Uitdaging.objects.select_related("fiche__zorgdienst").order_by(
            "fiche__zorgdienst__name", "position", "pk"
        )
        wanted = rows.filter(fiche__programme=one.programme) | rows.filter(pk__in=[one.uitdaging_id or 0])
        offer(self, "uitdaging", wanted.distinct())

    def _offer_passages(self) -> None:
        confirmed, linked = confirmed_passages(self.instance.programme), set()
        if self.instance.pk:
            linked = set(self.instance.passages.values_list("pk", flat=True))
        if not confirmed and not linked:
            del self.fields["passages"]
            return
        field = self.fields["passages"]
        assert isinstance(field, PassageField)  # noqa: S101 (tells the type checker)
        field.services = confirmed
        field.queryset = Passage.objects.filter(pk__in={*confirmed, *linked}).order_by("-akkoord", "number")

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_service(said)
        if said.get("state") not in {None, Knelpunt.State.OPEN} and not said.get("answer"):
            self.add_error("answer", "Schrijf er in een zin bij wat het bestuur ermee doet of deed.")
        return said

    def _check_service(self, said: dict[str, Any]) -> None:
        """A challenge says itself of which service it is."""
        challenge: Uitdaging | None = said.get("uitdaging")
        if challenge is None:
            return
        service = challenge.fiche.zorgdienst
        if said.get("zorgdienst") is None:
            said["zorgdienst"] = service
        elif said["zorgdienst"] != service:
            self.add_error(
                "uitdaging",
                f"Deze uitdaging staat in de fiche van {service.name}. Kies die dienst, of een andere uitdaging.",
            )


class MeldingForm(ModelForm[Knelpunt]):
    """Behind a personal link; `key` is of this one form, so that sending it twice notes one thing."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Toelichting",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Wat zag of hoorde je? Noem geen bewoners of cliënten bij naam.",
    )

    class Meta:
        model = Knelpunt
        fields = ("kind", "theme", "zorgdienst", "title", "text")
        widgets: ClassVar = {"kind": forms.RadioSelect}
        error_messages: ClassVar = {
            "theme": {"required": "Kies het thema."},
            "title": {"required": "Zeg in enkele woorden waar het over gaat."},
        }

    def __init__(self, *args: Any, services: QuerySet[Zorgdienst], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = uuid4()
        found = list(services)
        offer(self, "zorgdienst", services, empty="Het hele bestuur")
        if len(found) == 1:
            self.initial["zorgdienst"] = found[0].pk
        _offer_themes(self)
        self.helper = fieldsets(("Waar het over gaat", ["kind", ("theme", "zorgdienst"), "title", "text", "key"]))

    def clean_key(self) -> UUID:
        return self.cleaned_data["key"] or uuid4()


def _offer_themes(form: forms.BaseForm) -> None:
    field = form.fields["theme"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
    field.choices = [("", "Kies een thema"), *Uitdaging.Theme.choices]


class KnelpuntFilterForm(forms.Form):
    """Above the list, by GET; what is not understood is passed over."""

    dienst = forms.ChoiceField(label="Dienst", required=False)
    thema = forms.ChoiceField(label="Thema", required=False, choices=[("", "Alle thema's"), *Uitdaging.Theme.choices])
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[("", "Alles"), ("knelpunt", "knelpunten"), ("kans", "kansen")],
    )
    toestand = forms.ChoiceField(label="Toestand", required=False, choices=[("", "Alle"), *Knelpunt.State.choices])
    per = forms.ChoiceField(label="Samen per", required=False, choices=[("", "dienst"), ("thema", "thema")])

    def __init__(self, data: Any, *, rows: list[Knelpunt]) -> None:
        super().__init__(data)
        self.rows = rows
        services = {str(one.zorgdienst.pk): one.zorgdienst.name for one in rows if one.zorgdienst}
        field = self.fields["dienst"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = [("", "Alle diensten"), *services.items()]
        self.is_valid()

    @property
    def groups(self) -> list[Any]:
        rows = list(self._wanted())
        return by_theme(rows) if self.cleaned_data.get("per") else by_service(rows)

    def _wanted(self) -> Iterator[Knelpunt]:
        asked = {name: self.cleaned_data.get(name) for name in ("dienst", "thema", "soort", "toestand")}
        for one in self.rows:
            own = {"dienst": str(one.zorgdienst_id), "thema": one.theme, "soort": one.kind, "toestand": one.state}
            if all(not value or own[name] == value for name, value in asked.items()):
                yield one


class StartForm(forms.Form):
    """Which challenges of the fiches come on the list; a key that is not one is passed over."""

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.wanted = [
            int(key) for key in data.getlist("uitdaging") if key.isascii() and key.isdigit() and len(key) < 16
        ]

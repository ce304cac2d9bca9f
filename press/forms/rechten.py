"""Consent for pictures: noted by staff, said by a guest, and groups that are pictured together."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from invitations.forms.verhaal import ToestemmingForm
from invitations.models import Toestemming
from press.models import Groep
from press.rights.own import Answer
from press.rights.usable import CHANNELS, Purpose
from programmes.forms.base import ModelForm, fieldsets, offer
from programmes.models import Mandataris

Age = Toestemming.Age
YES, NO = "ja", "nee"
BELOW_FOURTEEN = {Age.KIND, Age.TWAALF}


class BeeldrechtForm(ToestemmingForm):
    """The same register, with what pictures need filled in already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        usual = {"purposes": [Purpose.BEELD_MAKEN, Purpose.BEELD_GEBRUIKEN], "channels": list(CHANNELS)}
        kwargs["initial"] = usual | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def full_clean(self) -> None:
        """What is filled in for who says yes, is no answer of who says no."""
        if self.is_bound and self.data.get(self.add_prefix("refuses")):
            data = self.data.copy()  # type: ignore[attr-defined] # a QueryDict
            for name in ("purposes", "channels"):
                data.setlist(self.add_prefix(name), [])
            self.data = data
        super().full_clean()


class OwnConsentForm(forms.Form):
    """Behind the link of a guest; of a minor it asks how old they are, and who decides."""

    choice = forms.ChoiceField(
        label="Mag je op foto's en film?",
        choices=[(YES, "Ja, en dit mag ermee:"), (NO, "Liever niet op beeld")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja, of liever niet."},
    )
    channels = forms.MultipleChoiceField(
        label="Waar mogen ze komen?",
        choices=[(str(channel), name.capitalize()) for channel, name in CHANNELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Kies uit de plaatsen die er staan."},
    )
    age = forms.ChoiceField(
        label="Hoe oud ben je?",
        choices=[(age.value, age.label) for age in (Age.KIND, Age.TWAALF, Age.VEERTIEN)],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe oud je bent: daarvan hangt af wie beslist."},
    )
    guardian = forms.CharField(
        label="Naam van je ouder of voogd",
        max_length=150,
        required=False,
        help_text="Nodig onder de 14 jaar: je ouder of voogd vult dit mee in.",
    )
    child_agrees = forms.BooleanField(label="Ik vind het zelf ook goed", required=False, help_text="Nodig op 12 en 13.")

    def __init__(self, *args: Any, person: Mandataris, consent: Toestemming | None, **kwargs: Any) -> None:
        if consent and not consent.withdrawn_at:
            said = {name: getattr(consent, name) for name in ("channels", "age", "child_agrees")}
            said |= {"choice": NO if consent.refuses else YES, "guardian": consent.given_by}
            kwargs["initial"] = said | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if not person.is_minor:
            for name in ("age", "guardian", "child_agrees"):
                del self.fields[name]
        sections: list[Any] = [("Foto's en film", ["choice", "channels"])]
        if person.is_minor:
            sections.append(("Wie beslist", ["age", "guardian", "child_agrees"]))
        self.helper = fieldsets(*sections)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("choice") == YES and not said.get("channels"):
            self.add_error("channels", "Kies minstens één plaats, of kies 'Liever niet op beeld'.")
        if said.get("choice") == YES and said.get("age") in BELOW_FOURTEEN:
            if not said.get("guardian"):
                self.add_error("guardian", "Onder de 14 jaar geeft een ouder of voogd de toestemming. Vul de naam in.")
            if said["age"] == Age.TWAALF and not said.get("child_agrees"):
                self.add_error("child_agrees", "Op 12 en 13 jaar moet je het ook zelf goed vinden.")
        return said

    @property
    def answer(self) -> Answer:
        said = self.cleaned_data
        channels = said["channels"] if said["choice"] == YES else []
        age = said.get("age", Age.VOLWASSEN)
        return Answer(channels, age, said.get("guardian", ""), bool(said.get("child_agrees")))


class GroepForm(ModelForm[Groep]):
    toestemmingen = forms.ModelMultipleChoiceField(
        label="Wie gaf toestemming",
        queryset=Toestemming.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Groep
        fields = ("name", "zorgdienst", "size", "toestemmingen")
        error_messages: ClassVar = {
            "name": {"required": "Vul in hoe je de groep noemt."},
            "size": {"required": "Vul in hoeveel mensen er herkenbaar zijn.", "invalid": "Vul een aantal in, zoals 6."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        offer(self, "zorgdienst", programme.diensten.order_by("name"), empty="Van geen dienst in het bijzonder")
        mine = Q(programme=programme) | Q(zorgdienst__deelnames_aan_programmes__programme=programme)
        consents = Toestemming.objects.filter(mine, bestuur=programme.bestuur_id, withdrawn_at=None, refuses=False)
        offer(self, "toestemmingen", consents.distinct())
        self.fields["size"].help_text = "Een beeld van de groep mag pas als zoveel mensen ermee instemmen."
        self.helper = fieldsets(("Groep", ["name", ("zorgdienst", "size")]), ("Toestemmingen", ["toestemmingen"]))

    def clean_size(self) -> int:
        size: int = self.cleaned_data["size"]
        if not 1 <= size <= 200:
            raise forms.ValidationError("Een groep telt 1 tot 200 mensen.")
        return size

"""Consent for pictures: as staff notes it, as a guest gives it, and the groups that are on a picture together."""

from typing import Any, ClassVar

from django import forms

from invitations.forms.verhaal import ToestemmingForm
from invitations.models import Toestemming
from invitations.stories.consent import who_gives
from press.models import Groep
from press.rights.own import Said
from press.rights.people import Row, members
from press.rights.register import ALL, ASK, NO, SOME, Register
from programmes.forms.base import ManyChoiceField, ModelForm, Part, fieldsets, offer
from programmes.models import Mandataris, Programme

Age, Quality, Purpose, Channel = Toestemming.Age, Toestemming.Quality, Toestemming.Purpose, Toestemming.Channel
YES, NEVER = "ja", "nee"
CHOICES = [  # as somebody is asked: the channels in plain words
    (Channel.INTERN.value, "in het verslag en binnen het bestuur"),
    (Channel.SITE.value, "op de website en in het gemeenteblad"),
    (Channel.SOCIAAL.value, "op sociale media"),
    (Channel.PERS.value, "in de pers"),
]


WHO_DECIDES = {  # what who_gives says, to the young person
    "given_by": "Vul de naam in van je ouder of voogd.",
    "child_agrees": "Op 12 of 13 jaar beslis jij mee: vink aan dat je het ermee eens bent.",
}


class BeeldrechtForm(ToestemmingForm):
    """Of somebody who is known already: to be on a picture, or not. Its instance says whose it is."""

    says = forms.ChoiceField(
        label="Mag deze persoon op beeld?",
        choices=[(YES, "ja, foto's en film mogen"), (NEVER, "liever niet op beeld")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of liever niet."},
    )
    channels = forms.MultipleChoiceField(
        label="Waar mag het beeld komen", choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("person", "purposes"):
            del self.fields[name]
        self.helper = fieldsets(
            ("Wat zegt deze persoon?", ["says", "channels"]),
            ("Van wie komt de toestemming?", ["age", "quality", "given_by", "child_agrees"]),
            ("Tot wanneer, en waar ligt het bewijs?", [("given_on", "ends_on"), "proof", "proof_file"]),
        )

    def clean(self) -> dict[str, Any]:
        refuses = self.cleaned_data.get("says") == NEVER
        self.instance.refuses = refuses
        self.instance.purposes = [] if refuses else [Purpose.BEELD_MAKEN, Purpose.BEELD_GEBRUIKEN]
        return super().clean()


class OwnConsentForm(forms.Form):
    """What a guest says behind their own link; a minor says how old, and who allows it."""

    where = forms.MultipleChoiceField(
        label="Waar mag een foto van jou komen?", choices=CHOICES, widget=forms.CheckboxSelectMultiple, required=False
    )
    refuses = forms.BooleanField(label="Liever niet op beeld", required=False)
    age = forms.ChoiceField(
        label="Hoe oud ben je?",
        choices=[(age.value, age.label) for age in (Age.KIND, Age.TWAALF)] + [(Age.VEERTIEN.value, "14 jaar of ouder")],
        widget=forms.RadioSelect,
        required=False,
        help_text="Vanaf 14 jaar beslis je zelf. Daarvoor beslist een ouder of voogd, op 12 en 13 jaar samen met jou.",
    )
    given_by = forms.CharField(
        label="Naam van je ouder of voogd",
        max_length=150,
        required=False,
        help_text="Alleen als je jonger bent dan 14: laat je ouder of voogd dit mee invullen.",
    )
    child_agrees = forms.BooleanField(
        label="Ik ben het ermee eens", required=False, help_text="Nodig als je 12 of 13 bent."
    )

    def __init__(self, *args: Any, person: Mandataris, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        minor: list[Part] = ["age", "given_by", "child_agrees"]
        sections: list[tuple[str, list[Part]]] = [("Foto's en film van jou", ["where", "refuses"])]
        if person.is_minor:
            sections.append(("Hoe oud ben je, en wie beslist mee?", minor))
        else:
            self.fields = {name: self.fields[name] for name in ("where", "refuses")}
        self.helper = fieldsets(*sections)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("refuses") and said.get("where"):
            self.add_error("refuses", "Je koos ook waar een foto mag komen. Kies een van de twee.")
        if not said.get("refuses") and not said.get("where"):
            self.add_error("where", "Kies waar een foto van jou mag komen, of 'liever niet op beeld'.")
        if self.person.is_minor and not said.get("refuses"):
            self._check_age(said)
        return said

    def _check_age(self, said: dict[str, Any]) -> None:
        if not said.get("age"):
            self.add_error("age", "Kies hoe oud je bent.")
            return
        quality = Quality.ZELF if said["age"] == Age.VEERTIEN else Quality.OUDER
        given = Toestemming(mandataris=self.person, age=said["age"], quality=quality)
        given.given_by, given.child_agrees = said.get("given_by", ""), said["child_agrees"]
        for field, _ in who_gives(given):
            self.add_error(field, WHO_DECIDES[field])

    @property
    def said(self) -> Said:
        answer = self.cleaned_data
        if answer["refuses"]:
            return Said(refuses=True, age=self._age(answer))
        return Said(
            refuses=False,
            channels=tuple(answer["where"]),
            age=self._age(answer),
            given_by=answer.get("given_by", "") if self._age(answer) in {Age.KIND, Age.TWAALF} else "",
            child_agrees=answer.get("child_agrees", False),
        )

    def _age(self, answer: dict[str, Any]) -> str:
        return answer.get("age") or (Age.VEERTIEN if self.person.is_minor else Age.VOLWASSEN)


class GroepForm(ModelForm[Groep]):
    class Meta:
        model = Groep
        fields = ("name", "zorgdienst", "size", "toestemmingen")
        field_classes: ClassVar = {"toestemmingen": ManyChoiceField}
        widgets: ClassVar = {"toestemmingen": forms.CheckboxSelectMultiple}
        error_messages: ClassVar = {"name": {"required": "Geef de groep een naam, zoals 'Koffieploeg'."}}

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
        offer(self, "zorgdienst", programme.diensten.all(), empty="Geen dienst")
        self.fields["zorgdienst"].label = "Dienst"
        self.fields["size"] = forms.IntegerField(
            label="Hoeveel mensen zijn herkenbaar",
            min_value=1,
            max_value=500,
            initial=1,
            help_text="Zoveel mensen moeten toestemming geven voor je een foto van de groep gebruikt.",
            error_messages={
                "required": "Vul in hoeveel mensen herkenbaar zijn.",
                "min_value": "Er is minstens één mens herkenbaar.",
                "max_value": "Een groep telt hoogstens 500 mensen.",
                "invalid": "Vul een getal in, zoals 6.",
            },
        )
        register = Register.of(programme.bestuur_id)
        keys = {one.pk for one in members(register)}
        if self.instance.pk:
            keys |= set(self.instance.toestemmingen.values_list("pk", flat=True))
        offer(self, "toestemmingen", Toestemming.objects.filter(pk__in=keys).select_related("zorgdienst"))
        self.fields["toestemmingen"].label = "Wie van de groep gaf toestemming"
        self.fields["toestemmingen"].help_text = "Staat iemand hier niet bij? Noteer eerst de toestemming."
        self.helper = fieldsets(("De groep", ["name", "zorgdienst", "size"]), ("Toestemmingen", ["toestemmingen"]))


class BeeldrechtFilterForm(forms.Form):
    """By GET; what is not understood is passed over."""

    q = forms.CharField(label="Zoeken", required=False, widget=forms.SearchInput, max_length=150)
    wie = forms.ChoiceField(
        label="Wie",
        required=False,
        choices=[("", "Iedereen"), ("gast", "Gasten"), ("dienst", "Mensen van diensten"), ("foto", "Op een foto")],
    )
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Alles"),
            (ASK, "nog te vragen"),
            (NO, "niet op beeld"),
            (SOME, "niet overal"),
            (ALL, "mag overal"),
        ],
    )

    def applied_to(self, rows: list[Row]) -> list[Row]:
        self.is_valid()
        chosen = self.cleaned_data
        words = chosen.get("q", "").casefold().split()
        return [
            row
            for row in rows
            if all(word in f"{row.known.name} {row.known.detail}".casefold() for word in words)
            and chosen.get("wie") in {None, "", row.known.kind}
            and chosen.get("stand") in {None, "", row.standing.level}
        ]

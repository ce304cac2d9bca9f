"""The questions of a survey and its term; and, made from these questions, the form that people fill in."""

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.layout import Field
from django import forms

from followup.models import Enquete, Vraag
from followup.surveys.answering import fingerprint
from followup.surveys.results import SCALE
from programmes.forms.base import DateInput, ModelForm, fields_only, fieldsets
from programmes.times import day_and_year

NUMBERS = (1, 2, 3)
PARTS = ("kind", "text", "options")
FEWEST_OPTIONS, MOST_OPTIONS, LONGEST_OPTION = 2, 8, 100
LONGEST_ANSWER = 3000
LOCKED = (
    "Intussen antwoordde al iemand: de vragen, en of de enquête anoniem is, staan vast. Dit is niet bewaard. "
    "Inleiding en dagen wijzig je nog wel."
)
CLOSED = "Deze anonieme enquête is gesloten en er is op geantwoord: ze gaat niet opnieuw open."


class EnqueteForm(ModelForm[Enquete]):
    """`is_locked`: somebody answered, so what they answered to, stays as it was."""

    also_validated = frozenset({"programme", "role"})

    class Meta:
        model = Enquete
        fields = ("intro", "is_anonymous", "opens_on", "closes_on")
        widgets: ClassVar = {
            "intro": forms.Textarea(attrs={"rows": 3}),
            "opens_on": DateInput(),
            "closes_on": DateInput(),
        }
        error_messages: ClassVar = {
            "opens_on": {"required": "Kies vanaf welke dag de enquête open is."},
            "closes_on": {"required": "Kies tot en met welke dag de enquête open is."},
        }

    def __init__(self, *args: Any, is_locked: bool, is_frozen: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_locked, self.is_frozen = is_locked, is_frozen
        self.questions = {one.number: one for one in self.instance.vragen.all()}
        self.fields["intro"].help_text = "Staat boven de vragen. Mag leeg."
        self.fields["closes_on"].help_text = "Daarna antwoordt niemand meer."
        self.fields["opens_on"].required = self.fields["closes_on"].required = True
        self.fields["is_anonymous"].help_text = (
            "Aan: niemand kan zien wie wat antwoordde, ook jij niet. Je ziet de antwoorden pas na afloop, "
            "en alleen als er minstens vijf zijn."
        )
        if self.instance.is_by_shared_link or not self._asks_questions:
            del self.fields["is_anonymous"]
        self.sections = [self._question(number) for number in NUMBERS] if self._asks_questions else []
        about = [name for name in ("intro", "is_anonymous") if name in self.fields]
        self.helper = fieldsets(
            ("Over de enquête", [*about, ("opens_on", "closes_on")]),
            *((f"Vraag {number}", names) for number, names in self.sections),
        )

    @property
    def _asks_questions(self) -> bool:
        """Also when somebody answered since the form was opened: what was typed then, is not lost."""
        return not self.is_locked or (self.is_bound and "vraag1_text" in self.data)

    def _question(self, number: int) -> tuple[int, list[Any]]:
        stored = self.questions.get(number) or Vraag(number=number)
        names = {part: f"vraag{number}_{part}" for part in PARTS}
        self.fields[names["kind"]] = forms.ChoiceField(
            label="Soort",
            help_text="Een cijfer gaat van 1 (helemaal niet) tot 5 (helemaal wel)." if number == 1 else "",
            choices=Vraag.Kind.choices,
            initial=stored.kind,
            error_messages={"required": "Kies een soort."},
        )
        self.fields[names["text"]] = forms.CharField(
            label="Vraag",
            max_length=300,
            initial=stored.text,
            error_messages={"required": f"Schrijf vraag {number}."},
        )
        self.fields[names["options"]] = forms.CharField(
            label="Keuzes",
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial="\n".join(stored.options),
            help_text="Eén per regel. Alleen bij een keuze.",
        )
        return number, [names["text"], names["kind"], Field(names["options"], wrapper_class="survey-options")]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_days(said)
        for number, _ in self.sections:
            self._check_options(number, said)
        if self.is_locked and self._changes_questions(said):
            self.add_error(None, LOCKED)
        return said

    def _check_days(self, said: Mapping[str, Any]) -> None:
        opens, closes, programme = said.get("opens_on"), said.get("closes_on"), self.instance.programme
        if closes and closes > programme.links_end_on:
            until = programme.links_end_on
            self.add_error("closes_on", f"De links werken tot en met {day_and_year(until)}. Kies een dag daarvoor.")
        if self.is_frozen and {"opens_on", "closes_on"} & set(self.changed_data):
            self.add_error("closes_on", CLOSED)
        if opens and opens < programme.first_day:
            self.add_error("opens_on", "De enquête kan niet open zijn voor de Expeditie begint. Kies een latere dag.")

    def _check_options(self, number: int, said: dict[str, Any]) -> None:
        name = f"vraag{number}_options"
        lines = [" ".join(line.split()) for line in said.get(name, "").splitlines()]
        options = list(dict.fromkeys(line for line in lines if line))
        if said.get(f"vraag{number}_kind") != Vraag.Kind.KEUZE:
            said[name] = []
            return
        said[name] = options
        if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
            self.add_error(name, f"Geef bij vraag {number} twee tot acht verschillende keuzes, elk op een eigen regel.")
        elif any(len(option) > LONGEST_OPTION for option in options):
            self.add_error(name, f"Een keuze bij vraag {number} is te lang: hou het bij {LONGEST_OPTION} tekens.")

    def _changes_questions(self, said: Mapping[str, Any]) -> bool:
        for number, _ in self.sections:
            stored = self.questions.get(number)
            typed = tuple(said.get(f"vraag{number}_{part}") for part in PARTS)
            if stored is None or typed != (stored.kind, stored.text, stored.options):
                return True
        return "is_anonymous" in self.changed_data

    def save(self, commit: bool = True) -> Enquete:  # noqa: FBT001, FBT002 (Django's signature)
        if self.instance.is_by_shared_link:
            self.instance.is_anonymous = True
        enquete = super().save(commit)
        if not self.is_locked:
            for number, _ in self.sections:
                values = {part: self.cleaned_data[f"vraag{number}_{part}"] for part in PARTS}
                Vraag.objects.update_or_create(enquete=enquete, number=number, defaults=values)
        return enquete


class AntwoordForm(forms.Form):
    """Three questions, each may be skipped; `seen` tells whether they are still what was read."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, enquete: Enquete, given: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"vraag{one.number}": one for one in enquete.vragen.all()}
        self.initial["seen"] = fingerprint(enquete)
        for name in ("key", "seen"):
            self.fields[
                name
            ].validators = []  # whatever somebody makes of these, it is no answer and no fault of theirs
        for name, vraag in self.questions.items():
            self.fields[name] = _field(vraag)
            self.initial[name] = (given or {}).get(str(vraag.number))
        shown = [Field(name, wrapper_class=f"survey-{one.kind}") for name, one in self.questions.items()]
        self.helper = fields_only("key", "seen", *shown)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.answers:
            raise forms.ValidationError("Je vulde nog niets in. Beantwoord minstens één vraag.")
        return said

    @property
    def answers(self) -> dict[str, int | str]:
        """{number of the question: answer}, without those that were skipped."""
        given = {str(one.number): self.cleaned_data.get(name) for name, one in self.questions.items()}
        return {number: value for number, value in given.items() if value not in {None, ""}}


def _field(vraag: Vraag) -> forms.Field:
    if vraag.kind == Vraag.Kind.OPEN:
        return forms.CharField(
            label=vraag.text,
            required=False,
            max_length=LONGEST_ANSWER,
            widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_ANSWER}),
            error_messages={
                "max_length": f"Je antwoord op vraag {vraag.number} is te lang: hou het bij {LONGEST_ANSWER} tekens.",
                "null_characters_not_allowed": f"In je antwoord op vraag {vraag.number} staat een teken dat niet kan. "
                "Typ het opnieuw.",
            },
        )
    wrong = {"invalid_choice": f"Kies bij vraag {vraag.number} een van de antwoorden.", "invalid": "Kies een cijfer."}
    if vraag.kind == Vraag.Kind.KEUZE:
        return forms.ChoiceField(
            label=vraag.text,
            required=False,
            choices=[(option, option) for option in vraag.options],
            widget=forms.RadioSelect,
            error_messages=wrong,
        )
    return forms.TypedChoiceField(
        label=vraag.text,
        required=False,
        choices=[(number, str(number)) for number in SCALE],
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages=wrong,
        help_text="1 is helemaal niet, 5 is helemaal wel.",
    )

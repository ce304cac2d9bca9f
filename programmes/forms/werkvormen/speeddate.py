"""The tables, the rounds and the guests of a speed date."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, cast

from django import forms
from django.http import QueryDict

from programmes.forms.base import ModelForm, Part, fieldsets
from programmes.forms.widgets import whole_number
from programmes.models import Speeddate
from programmes.werkvormen.speeddate.desk import Desk, participants
from programmes.werkvormen.speeddate.remarks import unmarked
from programmes.werkvormen.speeddate.tables import Table, moved
from programmes.words import counted

MOST_TABLES, MOST_GUESTS, LONGEST_NAME, LONGEST_WHO = 30, 120, 60, 200
NUMBERS = ("lead_minutes", "rounds", "round_minutes", "change_minutes", "break_after", "break_minutes", "chairs")


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class SpeeddateForm(ModelForm[Speeddate]):
    tafels = forms.CharField(
        label="Tafels",
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=8000,
        help_text=(
            "Een regel per tafel: de naam, een dubbele punt, en wie er zit. Bijvoorbeeld: "
            "Nachtdienst: Els, verpleegkundige, en mevrouw Maes, bewoner"
        ),
        error_messages={"required": "Vul minstens één tafel in."},
    )
    others = forms.CharField(
        label="Andere gasten",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20000,
        required=False,
        help_text="Een naam per regel. Wie aan het bezoek deelneemt, hoeft hier niet bij.",
    )
    revision = forms.CharField(required=False, widget=forms.HiddenInput)
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Speeddate
        fields = NUMBERS

    def __init__(self, *args: Any, desk: Desk | None, follows: bool, now: dt.datetime, **kwargs: Any) -> None:
        """`follows`: a line of the timetable tells when the first round begins."""
        super().__init__(*args, **kwargs)
        self.desk, self.kept, self.now = desk, self.instance.revision, now
        self.initial.update(revision=self.kept, tafels=_typed_tables(desk), others=_typed_guests(desk))
        for name in NUMBERS:
            least = 1 if name in ("rounds", "round_minutes") else 0
            self.fields[name].error_messages |= {
                "required": "Vul een getal in.",
                "invalid": "Vul een getal in, zoals 5.",
                "min_value": f"Vul {least} of meer in.",
            }
        if self.instance.held:
            del self.fields["others"]
        if follows:
            del self.fields["lead_minutes"]
        lead, others = ([name] if name in self.fields else [] for name in ("lead_minutes", "others"))
        self.helper = fieldsets(
            ("Tafels", ["tafels", "chairs"]),
            (
                "Rondes",
                [*lead, ("rounds", "round_minutes", "change_minutes"), ("break_after", "break_minutes")],
            ),
            ("Gasten", [*others, "revision", "sure"]),
        )

    def clean_tafels(self) -> list[Table]:
        tables = [_table(line) for line in lines_of(self.cleaned_data["tafels"])]
        if not 1 <= len(tables) <= MOST_TABLES:
            raise forms.ValidationError(f"Vul 1 tot {MOST_TABLES} tafels in, elk op een regel.")
        for name, who in tables:
            if len(name) > LONGEST_NAME or len(who) > LONGEST_WHO:
                raise forms.ValidationError(
                    f"‘{name[:LONGEST_NAME]}’ is te lang: hoogstens {LONGEST_NAME} tekens voor de naam van de tafel, "
                    f"en {LONGEST_WHO} voor wie er zit."
                )
        return tables

    def clean_others(self) -> list[str]:
        names = lines_of(self.cleaned_data["others"])
        if len(names) > MOST_GUESTS:
            raise forms.ValidationError(f"Vul hoogstens {MOST_GUESTS} namen in.")
        if long := next((name for name in names if len(name) > 150), ""):
            raise forms.ValidationError(f"‘{long[:60]}…’ is te lang: hoogstens 150 tekens.")
        there = {str(one) for one in participants(self.instance.bezoek)}
        _meet_twice(names, there, "neemt al deel aan het bezoek")
        return names

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        self._meet_rounds(said)
        if not self.errors:
            self._meet_others()
        if not self.errors:
            self._ask(said)
        return said

    def _meet_rounds(self, said: dict[str, Any]) -> None:
        rounds, tables = said.get("rounds"), len(said.get("tafels") or ())
        if rounds and tables and rounds > tables:
            self.add_error(
                "rounds",
                f"Vul hoogstens {tables} in: er {_are(tables)}, en niemand komt twee keer aan dezelfde tafel.",
            )
        if rounds and said.get("break_after", 0) >= rounds:
            self.add_error("break_after", f"Vul 0 in, of een ronde voor de laatste: 1 tot {rounds - 1}.")
        if self.instance.held and self.desk and tables != len(self.desk.tafels):
            self.add_error("tafels", f"Er werd al een ronde gehouden: hou het bij {len(self.desk.tafels)} tafels.")
        if rounds and rounds < self.instance.held:
            self.add_error("rounds", f"Vul minstens {self.instance.held} in: zoveel rondes werden al gehouden.")

    def _meet_others(self) -> None:
        if whole_number(self.data.get("revision", "")) != self.kept:
            self.add_error(None, "Intussen is deze speeddate gewijzigd. Kijk na wat hier staat en bewaar nog eens.")
            _set(self, revision=str(self.kept))

    def _ask(self, said: dict[str, Any]) -> None:
        """Told before it is kept."""
        told = [] if self.data.get("sure") == "ja" else list(self._consequences(said))
        if told:
            self.add_error(None, " ".join([*told, "Bewaar nog eens als dat mag."]))
            _set(self, sure="ja")

    def _consequences(self, said: dict[str, Any]) -> Iterator[str]:
        """An arrangement that would no longer fit is made anew; who was at a table sits down there no second time."""
        desk = self.desk
        if desk is None or not desk.rounds or not desk.fits:
            return
        same = said["rounds"] == len(desk.rounds) and len(said["tafels"]) == len(desk.tafels)
        if not same or ("others" in said and sorted(said["others"]) != sorted(lines_of(_typed_guests(desk)))):
            guests = counted(len(desk.present), "gast", "gasten")
            yield (
                f"De indeling van {guests} past dan niet meer: na het bewaren vraag je een nieuwe, "
                "en de meeste gasten krijgen andere tafels."
            )
            yield from unmarked(desk, now=self.now)
        if desk.held and (who := list(moved([Table(tafel.name, tafel.who) for tafel in desk.tafels], said["tafels"]))):
            named = ", ".join(f"‘{one}’" for one in who)
            yield f"Aan een andere tafel dan tot nu toe: {named}. Gasten kunnen hen dan nog eens treffen."


def _set(form: forms.BaseForm, **values: str) -> None:
    """What the form shows instead of what was sent."""
    data = cast("QueryDict", form.data).copy()
    for name, value in values.items():
        data[name] = value
    form.data = data


def _meet_twice(names: list[str], there: Collection[str], why: str) -> None:
    """Nobody sits at two tables at once."""
    known = {name.casefold() for name in there}
    for number, name in enumerate(names):
        if name.casefold() in known:
            raise forms.ValidationError(f"{name} {why}. Haal die naam hier weg, of zet er iets bij.")
        if name.casefold() in {other.casefold() for other in names[:number]}:
            raise forms.ValidationError(f"{name} staat er twee keer. Haal er een weg, of zet er iets bij.")


def _are(tables: int) -> str:
    return "is 1 tafel" if tables == 1 else f"zijn {tables} tafels"


def _table(line: str) -> Table:
    name, _, who = line.partition(":")
    return Table(name.strip() or "Tafel", who.strip())


def _typed_tables(desk: Desk | None) -> str:
    if desk is None:
        return "\n".join(f"Tafel {number}: " for number in range(1, 6))
    return "\n".join(f"{tafel.name}: {tafel.who}" if tafel.who else tafel.name for tafel in desk.tafels)


def _typed_guests(desk: Desk | None) -> str:
    return "\n".join(gast.name for gast in desk.present if gast.mandataris_id is None) if desk else ""


class ChangeForm(forms.Form):
    """Who leaves and who joins; and when the clock says that more rounds began than were marked, how many."""

    held = forms.TypedChoiceField(
        label="Hoeveel rondes zijn er al begonnen",
        coerce=int,
        required=False,
        help_text="Voorgesteld volgens de uren. Wat begonnen is, blijft zoals het is; wat daarna komt, kan wijzigen.",
    )
    begun = forms.CharField(required=False, widget=forms.HiddenInput)

    leave = forms.MultipleChoiceField(
        label="Wie is er niet (meer) bij", required=False, widget=forms.CheckboxSelectMultiple
    )
    take = forms.MultipleChoiceField(
        label="Wie van het bezoek komt erbij", required=False, widget=forms.CheckboxSelectMultiple
    )
    names = forms.CharField(
        label="Wie komt er nog bij",
        required=False,
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Een naam per regel.",
    )

    def __init__(self, *args: Any, desk: Desk, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held, self._begun = desk.held, max(desk.held, desk.begun(now))
        self._waiting = {str(one.pk): one for one in desk.waiting()}
        self._there = {str(gast.pk): gast.name for gast in desk.present}
        self._choose("leave", [(str(gast.pk), gast.name) for gast in desk.present])
        self.initial["leave"] = [str(gast.pk) for gast in desk.absent()]
        self._choose("take", [(key, str(one)) for key, one in self._waiting.items()])
        self._ask_held(len(desk.rounds))
        rounds: list[Part] = [name for name in ("held", "begun") if name in self.fields]
        who: list[Part] = [name for name in ("leave", "take", "names") if name in self.fields]
        self.helper = fieldsets(*([("Rondes", rounds)] if rounds else []), ("Wie", who))

    def _ask_held(self, rounds: int) -> None:
        """Only when the clock says otherwise than what was marked."""
        held = self.fields["held"]
        assert isinstance(held, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        held.choices = [(str(number), str(number or "nog geen")) for number in range(self._held, rounds + 1)]
        self.initial.update(held=str(self._begun), begun=self._begun)
        if self._begun == self._held:
            del self.fields["held"], self.fields["begun"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = choices
        field.error_messages["invalid_choice"] = "Een van wie je aankruiste, staat intussen niet meer in deze lijst."
        if not choices:
            del self.fields[name]

    def clean_names(self) -> list[str]:
        names = lines_of(self.cleaned_data["names"])
        if len(names) > MOST_GUESTS or any(len(name) > 150 for name in names):
            raise forms.ValidationError(f"Vul hoogstens {MOST_GUESTS} namen in, van hoogstens 150 tekens.")
        leaving = self.cleaned_data.get("leave", ())  # a namesake may come in the place of who goes
        stay = [name for key, name in self._there.items() if key not in leaving]
        _meet_twice(names, stay, "staat al in de indeling")
        _meet_twice(names, [str(one) for one in self._waiting.values()], "staat in de lijst hierboven: kruis aan")
        return names

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not any(said.get(name) for name in ("leave", "take", "names")):
            raise forms.ValidationError("Kruis aan wie weg is, of vul in wie erbij komt.")
        if "held" in self.fields:
            self._meet_clock(said)
        return said

    def _meet_clock(self, said: dict[str, Any]) -> None:
        """A round that began since the form was shown was not thought of."""
        if said.get("held") == "" or whole_number(said.get("begun", "")) != self._begun:
            self.add_error("held", f"Intussen is ronde {self._begun} begonnen. Kijk na of dat klopt, en ga dan verder.")
            _set(self, held=str(self._begun), begun=str(self._begun))

    @property
    def unchanged(self) -> int:
        """The rounds that stay as they are."""
        return int(self.cleaned_data.get("held", self._held))

    @property
    def leaving(self) -> list[int]:
        return [int(key) for key in self.cleaned_data.get("leave", ())]

    @property
    def joining(self) -> list[tuple[str, int | None]]:
        taken = [self._waiting[key] for key in self.cleaned_data.get("take", ())]
        return [(str(one), one.pk) for one in taken] + [(name, None) for name in self.cleaned_data["names"]]

"""When a guest can and what they would like: for the guest behind a link, and for the coordinator."""

from collections.abc import Sequence
from copy import copy
from typing import Any, ClassVar

from crispy_forms.layout import HTML, LayoutObject
from django import forms

from programmes.forms.base import ModelForm
from programmes.forms.widgets import WindowsField
from programmes.models import Gast, Programme, Vervoer
from programmes.times import day_name
from programmes.windows import PARTS_OF_DAY
from programmes.wishes import wish_choices

ALL_DAY = (0, 1440)
PLACES = ("Eerste keuze", "Tweede keuze", "Derde keuze", "Vierde keuze", "Vijfde keuze", "Zesde keuze")
AT_ONCE = 3  # the other choices are behind 'Meer keuzes'
WISHES = tuple(f"wish_{number}" for number in range(1, len(PLACES) + 1))


class WensenForm(ModelForm[Gast]):
    """`answer` says what `windows` mean: None was never answered, [] is never, all days whole is always."""

    answers: ClassVar[Sequence[tuple[str, str]]] = (
        ("some", "Ik kan op deze momenten"),
        ("always", "Ik kan altijd"),
        ("never", "Ik kan op geen enkel moment"),
    )
    answer = forms.ChoiceField(label="Wanneer kun je?", widget=forms.RadioSelect)
    drops = forms.CharField(required=False, widget=forms.HiddenInput)  # what was told that it would be lost

    class Meta:
        model = Gast
        fields: tuple[str, ...] = ("visits_wanted", "mode", "diet", "clothing_size", "mobility", "remarks")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = self.instance.programme
        self.fields["answer"].choices = self.answers  # type: ignore[attr-defined] # a ChoiceField
        self.fields["mode"] = forms.ChoiceField(
            label="Vervoer",
            required=False,
            choices=[("", f"Zoals het programma ({programme.get_mode_display()})"), *Vervoer.choices],
        )
        self.fields["windows"] = WindowsField(
            [(day.isoformat(), day_name(day)) for day in programme.days],
            pairs=1,
            ticks=tuple(PARTS_OF_DAY),
            label="Momenten",
            help_text="Vink een dagdeel aan, of vul uren in.",
        )
        self.initial.update(self._said())
        self._add_wishes(programme)

    def _said(self) -> dict[str, Any]:
        available = self.instance.available
        answer = "silent" if available is None else "some" if available else "never"
        if "always" in dict(self.answers) and self._is_always():
            return {"answer": "always", "windows": []}
        return {"answer": answer, "windows": available or []}

    def _is_always(self) -> bool:
        whole = {day for day, *span in self.instance.available or [] if tuple(span) == ALL_DAY}
        return all(day.isoformat() in whole for day in self.instance.programme.days)

    def _add_wishes(self, programme: Programme) -> None:
        choices = wish_choices(programme)
        stored = [f"{kind}:{key}" for kind, key in self.instance.wishes]
        for number, (name, label) in enumerate(zip(WISHES, PLACES, strict=True)):
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=choices)
            self.initial[name] = stored[number] if number < len(stored) else ""

    @property
    def wish_layout(self) -> list[str | LayoutObject]:
        """The first choices, and the others behind a summary that is open when one is used."""
        more = WISHES[AT_ONCE:]
        is_open = any(self[name].value() or self[name].errors for name in more)
        start = f'<details class="disclosure"{" open" if is_open else ""}><summary>Meer keuzes</summary>'
        return [*WISHES[:AT_ONCE], HTML(start), *more, HTML("</details>")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        answer, windows = data.get("answer"), data.get("windows")
        if answer == "some" and windows == []:
            self.add_error("windows", "Vul minstens één moment in, of kies een ander antwoord.")
        elif answer and answer != "some" and windows and self._is_typed_now(windows):
            self._ask_first(answer, windows)
        self._check_wishes(data)
        return data

    def _is_typed_now(self, windows: list[list[Any]]) -> bool:
        """What stood there gives way to another answer."""
        return windows != [list(window) for window in self.initial["windows"] if self._is_shown(window[0])]

    def _ask_first(self, answer: str, windows: list[list[Any]]) -> None:
        """Moments that are typed beside another answer are lost only when that was read: the second time it wins."""
        asked = f"{answer} {windows}"
        if self.cleaned_data.get("drops") == asked:
            return
        data: Any = copy(self.data)
        data[self.add_prefix("drops")] = asked
        self.data = data
        some = dict(self.answers)["some"]
        text = f"Je vulde ook momenten in. Kies '{some}', of bewaar nog eens: dan vervallen die momenten."
        self.add_error("answer", text)

    def _check_wishes(self, data: dict[str, Any]) -> None:
        seen: dict[str, str] = {}
        for name, place in zip(WISHES, PLACES, strict=True):
            value = data.get(name)
            if value and value in seen:
                self.add_error(name, f"Dit is ook al je {seen[value].lower()}. Kies iets anders, of laat leeg.")
            elif value:
                seen[value] = place

    def save(self, commit: bool = True) -> Gast:  # noqa: FBT001, FBT002 (Django's signature)
        self.instance.available = self._available()
        self.instance.wishes = [_wish(value) for name in WISHES if (value := self.cleaned_data[name])]
        return super().save(commit)

    def _available(self) -> list[list[Any]] | None:
        outside = [window for window in self.instance.available or [] if not self._is_shown(window[0])]
        always = [[day.isoformat(), *ALL_DAY] for day in self.instance.programme.days]
        answers = {
            "silent": None,
            "never": [],
            "some": [*self.cleaned_data["windows"], *outside],
            "always": [*always, *outside],
        }
        return answers[self.cleaned_data["answer"]]

    def _is_shown(self, day: str) -> bool:
        programme = self.instance.programme
        return programme.first_day.isoformat() <= day <= programme.last_day.isoformat()


def _wish(value: str) -> list[Any]:
    kind, key = value.split(":", 1)
    return [kind, int(key) if kind == "service" else key]

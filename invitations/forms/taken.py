"""Filtering the checklist, and adding or changing one of its tasks."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from invitations.checklist.tasks import service_of
from invitations.models import Taak
from programmes.forms.base import DateInput, ModelForm, fieldsets, offer
from programmes.models import Bezoek, Contactpersoon, Programme, Zorgdienst
from programmes.times import clock, day_name, minutes_of
from programmes.workflow import TITLES

Owner = Taak.Owner
BEFORE, AFTER = "voor", "na"
STEP_CHOICES = [(str(number), f"Stap {number}: {title}") for number, title in TITLES.items()]
OPEN, DONE, ALL, REMOVED = "", "gedaan", "alles", "weg"


def owner_choices(programme: Programme) -> list[tuple[str, str]]:
    """Everybody who can have a task: the roles, and each host by name as 'c<key>'."""
    hosts = Contactpersoon.objects.filter(zorgdiensten__programmes=programme).distinct()
    return [
        (Owner.COORDINATOR, "de coördinator"),
        (Owner.COMMUNICATIE, "communicatie"),
        (Owner.GASTHEER, "de gastheer van de dienst"),
        *((f"c{host.pk}", host.name) for host in hosts),
    ]


def owner_of(chosen: str) -> tuple[str, int | None]:
    """'c12' -> ('gastheer', 12), 'coordinator' -> ('coordinator', None)"""
    return (Owner.GASTHEER, int(chosen[1:])) if chosen not in Owner.values else (chosen, None)


class TaakFilterForm(forms.Form):
    """By GET; what is not understood is passed over."""

    toon = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[(OPEN, "Nog te doen"), (DONE, "Gedaan"), (ALL, "Alles"), (REMOVED, "Van de lijst gehaald")],
    )
    stap = forms.ChoiceField(label="Stap", required=False, choices=[("", "Alle stappen"), *STEP_CHOICES])
    wie = forms.ChoiceField(label="Voor wie", required=False, choices=[("", "Iedereen"), *Owner.choices])
    dienst = forms.ChoiceField(label="Dienst", required=False)
    orde = forms.ChoiceField(label="Orde", required=False, choices=[("", "Per dag"), ("stap", "Per stap")])

    def __init__(self, data: Any, *, services: list[Zorgdienst]) -> None:
        super().__init__(data)
        choices = [("", "Alle diensten"), *((str(one.pk), one.name) for one in services)]
        self.fields["dienst"] = forms.ChoiceField(label="Dienst", required=False, choices=choices)
        self.order_fields(["toon", "stap", "wie", "dienst", "orde"])
        self.is_valid()

    @property
    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if value}

    def fits(self, task: Taak) -> bool:
        chosen = self.chosen
        service = service_of(task)
        return (
            self._shows(task)
            and chosen.get("stap", str(task.step)) == str(task.step)
            and chosen.get("wie", task.owner) == task.owner
            and ("dienst" not in chosen or (service is not None and chosen["dienst"] == str(service.pk)))
        )

    def _shows(self, task: Taak) -> bool:
        shown = self.chosen.get("toon", OPEN)
        if shown == REMOVED or task.removed_at:
            return shown == REMOVED and task.removed_at is not None
        return shown == ALL or (task.done_at is not None) == (shown == DONE)


class VisitChoice(forms.ModelChoiceField):  # type: ignore[type-arg] # Django gives it no parameter at run time
    def label_from_instance(self, obj: Bezoek) -> str:
        return f"{day_name(obj.day)} {clock(minutes_of(obj.starts_at))}, {obj.name}"


class TaakForm(ModelForm[Taak]):
    """A task of a programme; with a visit it is about the service of that visit."""

    step = forms.TypedChoiceField(label="Stap", choices=STEP_CHOICES, coerce=int)
    who = forms.ChoiceField(label="Voor wie")
    bezoek = VisitChoice(
        label="Bezoek", queryset=Bezoek.objects.none(), required=False, empty_label="Niet voor één bezoek"
    )
    number = forms.IntegerField(
        label="Hoeveel dagen",
        required=False,
        min_value=0,
        max_value=400,
        help_text="0 is de dag zelf.",
        error_messages={
            "invalid": "Vul een heel getal in, zoals 7.",
            "min_value": "Vul 0 of meer in.",
            "max_value": "Vul hoogstens 400 in.",
        },
    )
    side = forms.ChoiceField(label="Ervoor of erna", choices=[(BEFORE, "dagen ervoor"), (AFTER, "dagen erna")])

    class Meta:
        model = Taak
        fields = ("title", "text", "step", "zorgdienst", "bezoek", "anchor", "due_day")
        widgets: ClassVar = {"due_day": DateInput, "text": forms.Textarea(attrs={"rows": 3})}
        labels: ClassVar = {"anchor": "Geteld vanaf", "due_day": "Of tegen een vaste dag"}
        help_texts: ClassVar = {
            "anchor": "Verschuift die dag, dan verschuift de taak mee.",
            "due_day": "Alleen als je hierboven ‘een vaste dag’ kiest.",
        }
        error_messages: ClassVar = {
            "title": {"required": "Vul in wat er te doen is.", "max_length": "Hou de taak korter dan 200 tekens."},
            "due_day": {"invalid": "Vul een datum in, zoals 14/2/2025."},
        }

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        task = self.instance
        task.programme = programme
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        who.choices = owner_choices(programme)
        self.initial["who"] = f"c{task.contactpersoon_id}" if task.contactpersoon_id else task.owner
        self.initial["number"], self.initial["side"] = abs(task.days), AFTER if task.days > 0 else BEFORE
        offer(self, "zorgdienst", Zorgdienst.objects.filter(programmes=programme), empty="Geen dienst")
        offer(self, "bezoek", visits_of(programme))
        self.helper = fieldsets(
            ("Wat", ["title", "text", "step"]),
            ("Wie", ["who", "zorgdienst", "bezoek"]),
            ("Tegen wanneer", ["anchor", ("number", "side"), "due_day"]),
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        found = self.cleaned_data
        owner, host = owner_of(found.get("who", Owner.COORDINATOR))
        if owner == Owner.GASTHEER and not (host or found.get("zorgdienst") or found.get("bezoek")):
            self.add_error("zorgdienst", "Kies de dienst of het bezoek: anders ziet niemand deze taak.")
        if found.get("anchor") == Taak.Anchor.DATUM and "due_day" not in self.errors and not found.get("due_day"):
            self.add_error("due_day", "Kies de dag waartegen het klaar moet zijn.")
        if found.get("anchor") == Taak.Anchor.BEZOEK and not found.get("bezoek"):
            self.add_error("bezoek", "Kies het bezoek waarvan je telt.")
        self.instance.owner, self.instance.contactpersoon_id = owner, host
        self.instance.days = (found.get("number") or 0) * (1 if found.get("side") == AFTER else -1)
        return found


def visits_of(programme: Programme) -> QuerySet[Bezoek]:
    return Bezoek.objects.filter(programme=programme).select_related("zorgdienst")


class AssignForm(forms.Form):
    """Who gets the ticked tasks."""

    who = forms.ChoiceField(label="Geef aan")

    def __init__(self, *args: Any, programme: Programme) -> None:
        super().__init__(*args)
        choices = [("", "Kies wie"), *owner_choices(programme)]
        self.fields["who"] = forms.ChoiceField(label="Geef aan", choices=choices)

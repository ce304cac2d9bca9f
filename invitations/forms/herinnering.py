"""The steps of reminders and chasing, all on one page; the call that somebody made; which badges to print."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db import transaction

from invitations.models import Belnota, Herinneringsregel
from invitations.reminding.rules import rules_of
from programmes.forms.base import DateInput, ModelForm, TimeInput
from programmes.models import Programme
from programmes.times import day_name
from programmes.week import Week


class RuleForm(ModelForm[Herinneringsregel]):
    """One step; its audience and number stand fast."""

    class Meta:
        model = Herinneringsregel
        fields = ("is_active", "days_before", "at")
        widgets: ClassVar = {"at": TimeInput}
        error_messages: ClassVar = {
            "days_before": {
                "required": "Vul in hoeveel dagen vooraf.",
                "invalid": "Vul een heel getal in.",
                "min_value": "Vul 0 of meer in.",
                "max_value": "Kies hoogstens 60 dagen vooraf.",
            },
            "at": {"required": "Vul een uur in.", "invalid": "Vul een uur in, zoals 9:00."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.audience == Herinneringsregel.Audience.TAKEN:
            del self.fields["days_before"]


class RulesForm:
    """All steps of a programme, each a form of its own; bad ones keep what was typed."""

    def __init__(self, programme: Programme, data: Any = None) -> None:
        self.is_bound = data is not None
        rules = rules_of(programme)
        self.forms = [RuleForm(data, instance=rule, prefix=f"{rule.audience}-{rule.number}") for rule in rules]

    @property
    def groups(self) -> list[tuple[str, list[RuleForm]]]:
        """[(audience, its steps)]"""
        return [
            (audience, [form for form in self.forms if form.instance.audience == audience])
            for audience in Herinneringsregel.Audience.values
        ]

    def is_valid(self) -> bool:
        """Asks each, so that each says what is wrong with it."""
        answers = [form.is_valid() for form in self.forms]
        return self.is_bound and all(answers)

    @transaction.atomic
    def save(self) -> None:
        for form in self.forms:
            rule = form.instance
            Herinneringsregel.objects.update_or_create(
                programme=rule.programme,
                audience=rule.audience,
                number=rule.number,
                defaults={"days_before": rule.days_before, **form.cleaned_data},
            )  # two coordinators may both be the first


class CallForm(ModelForm[Belnota]):
    class Meta:
        model = Belnota
        fields = ("called_on", "remark")
        widgets: ClassVar = {"called_on": DateInput}
        help_texts: ClassVar = {"remark": "Bijvoorbeeld: belt morgen terug."}
        error_messages: ClassVar = {
            "called_on": {"required": "Vul in wanneer je belde.", "invalid": "Vul een datum in, zoals 14/2/2025."},
            "remark": {"max_length": "Hou de opmerking korter dan 300 tekens."},
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["called_on"] = today
        self.today = today

    def clean_called_on(self) -> dt.date:
        called_on: dt.date = self.cleaned_data["called_on"]
        if called_on > self.today:
            raise forms.ValidationError("Je kan nog niet gebeld hebben op een dag die nog moet komen.")
        return called_on


class BadgeForm(forms.Form):
    """Which badges, by GET; what is not understood is passed over."""

    dag = forms.ChoiceField(label="Dag", required=False)
    dienst = forms.ChoiceField(label="Dienst", required=False)
    wie = forms.ChoiceField(
        label="Wie",
        required=False,
        choices=[("", "Bezoekers"), ("gastheren", "Wie ontvangt"), ("iedereen", "Iedereen")],
    )

    def __init__(self, data: Any, *, week: Week) -> None:
        super().__init__(data)
        days = sorted({visit.day for visit in week.visits})
        self._offer("dag", [("", "Alle dagen"), *((day.isoformat(), day_name(day).capitalize()) for day in days)])
        used = {visit.service for visit in week.visits}
        services = [(str(key), service.name) for key, service in week.services.items() if key in used]
        self._offer("dienst", [("", "Alle diensten"), *services])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (tells the type checker)
        field.choices = choices

    @property
    def chosen(self) -> tuple[dt.date | None, int | None, str]:
        """(day, service, who)"""
        self.is_valid()
        day, service = self.cleaned_data.get("dag"), self.cleaned_data.get("dienst")
        return (
            dt.date.fromisoformat(day) if day else None,
            int(service) if service else None,
            self.cleaned_data.get("wie") or "",
        )
